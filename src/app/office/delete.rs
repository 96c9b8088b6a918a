//! Deleting a survey with all that residents gave. The decision is one row in `office`, and from then on the survey
//! is gone for staff. The rest follows in small steps, from the stores one after the other, and is begun anew
//! wherever it was interrupted: [`App::finish_deletions`].

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use super::Office;
use super::jobs::ExportOrder;
use crate::app::App;
use crate::app::actor::Actor;
use crate::app::field::FieldRefusal;
use crate::domain::{AuditAction, JobKind, Permission};
use crate::error::Error;
use crate::ids::{Slug, SurveyId};
use crate::storage::office::surveys::find_survey_anywhere;
use crate::storage::office::{audit, contacts, invitations, jobs};
use crate::storage::removal::{
    DeletedSurvey, delete_some, list_deleted, list_left, note_deleted, was_deleted,
};
use crate::storage::{Conn, Store};

/// What is to be known before a survey is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeletionOutlook {
    /// Why it cannot be, if so.
    pub refusal: Option<FieldRefusal>,
    /// So many invitations go.
    pub invitations: i64,
    /// So many addresses and reports of barriers go.
    pub contacts: i64,
}

impl Office {
    /// What is to be known before a survey is deleted.
    pub async fn deletion_outlook(
        &self,
        actor: &Actor,
        slug: &str,
    ) -> Result<DeletionOutlook, Error> {
        let slug = Slug::parse(slug).ok_or(Error::NotFound)?;
        let (office, actor) = (self.clone(), actor.clone());
        self.office.read(move |conn| office.outlook(conn, &actor, &slug)).await
    }

    /// The same, waiting on this thread.
    pub fn deletion_outlook_now(
        &self,
        actor: &Actor,
        slug: &Slug,
    ) -> Result<DeletionOutlook, Error> {
        self.office.read_now(|conn| self.outlook(conn, actor, slug))
    }

    fn outlook(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        slug: &Slug,
    ) -> Result<DeletionOutlook, Error> {
        let survey = find_survey_anywhere(conn, slug)?.ok_or(Error::NotFound)?;
        actor.authorize_in(Permission::DeleteSurveys, &survey.organisation_id)?;
        let refusal = match Self::has_leapt(conn)? {
            true => Some(FieldRefusal::ClockLeapt),
            false => survey.times().may_be_deleted(&self.clock).err(),
        };
        Ok(DeletionOutlook {
            refusal,
            invitations: invitations::count_invitations(conn, &survey.id)?.0,
            contacts: contacts::count_contacts(conn, &survey.id)?,
        })
    }

    /// Deletes a survey, or says why that cannot be. Staff have it no longer; what residents gave goes within a
    /// minute, by a worker.
    pub async fn delete_survey(
        &self,
        actor: &Actor,
        slug: &str,
    ) -> Result<Result<(), FieldRefusal>, Error> {
        let slug = Slug::parse(slug).ok_or(Error::NotFound)?;
        self.office.write(self.deletion(actor, slug)).await
    }

    fn deletion(
        &self,
        actor: &Actor,
        slug: Slug,
    ) -> impl FnMut(&mut Conn) -> Result<Result<(), FieldRefusal>, Error> + Send + use<> {
        let (office, actor) = (self.clone(), actor.clone());
        move |conn| {
            if let Some(refusal) = office.outlook(conn, &actor, &slug)?.refusal {
                return Ok(Err(refusal));
            }
            let survey = find_survey_anywhere(conn, &slug)?.ok_or(Error::NotFound)?;
            let (owner, slug) = (survey.organisation_id, survey.slug);
            let (now, action) = (office.clock.now(), AuditAction::DeleteSurvey);
            audit::append(conn, actor.event(now, action, &owner, slug.as_str()))?;
            note_deleted(conn, &DeletedSurvey { survey_id: survey.id, slug })?;
            office.make_due(conn, JobKind::Mix)?;
            Ok(Ok(()))
        }
    }
}

impl App {
    /// The same as [`Office::delete_survey`], with all that residents gave; nobody may mix meanwhile. A deletion
    /// that was interrupted is ended.
    pub fn delete_survey(
        &self,
        actor: &Actor,
        slug: &Slug,
    ) -> Result<Result<(), FieldRefusal>, Error> {
        let office = &self.stores.office;
        let decided = office.write_now(self.office().deletion(actor, slug.clone()));
        match decided {
            Err(Error::NotFound) if self.was_deleted(actor, slug)? => {}
            Ok(Ok(())) => {}
            other => return other,
        }
        self.advance_generations()?;
        self.finish_deletions::<Error>(&Actor::System, &|| Ok(()))?;
        self.tidy()?;
        Ok(Ok(()))
    }

    /// Whether a survey of this name was deleted, and there is no other one now.
    pub fn was_deleted(&self, actor: &Actor, slug: &Slug) -> Result<bool, Error> {
        actor.authorize(Permission::RunInstallation)?;
        self.stores.office.read_now(|conn| {
            Ok(find_survey_anywhere(conn, slug)?.is_none() && was_deleted(conn, slug)?)
        })
    }

    /// Deletes what is left of surveys that were deleted: also what came back with a store from a backup, or by
    /// somebody who was in the middle of something. `go_on` is asked between two steps.
    pub fn finish_deletions<E: From<Error>>(
        &self,
        actor: &Actor,
        go_on: &dyn Fn() -> Result<(), E>,
    ) -> Result<(), E> {
        actor.authorize(Permission::Carry)?;
        let deleted = self.deletions()?.all;
        self.tell_deletions(&deleted)?;
        let mut has_deleted = false;
        // The office last: the survey's name is taken until then.
        let [office, collect, results] = self.stores.all();
        for db in [collect, results, office] {
            let store = db.store();
            let left = db.read_now(|conn| Ok::<_, Error>(list_left(conn, store)?))?;
            for survey in left {
                if store == Store::Office {
                    self.discard_archives(&survey, &deleted)?;
                }
                loop {
                    go_on()?;
                    let id = survey.clone();
                    let some = move |conn: &mut Conn| Ok(delete_some(conn, store, &id)?);
                    if db.write_now::<_, Error>(some)? == 0 {
                        break;
                    }
                    has_deleted = true;
                }
                if store == Store::Results {
                    self.datasets.forget(&survey)?;
                }
            }
        }
        if has_deleted {
            self.untidy.store(true, Ordering::Relaxed);
            self.stores.office.tidy().map_err(Error::from)?;
            tracing::info!("what residents gave to surveys that were deleted is gone");
        }
        Ok(())
    }

    /// Archives of its answers that were prepared, and the jobs that prepare them.
    fn discard_archives(
        &self,
        survey: &SurveyId,
        deleted: &BTreeSet<DeletedSurvey>,
    ) -> Result<(), Error> {
        let Some(of) = deleted.iter().find(|it| it.survey_id == *survey) else { return Ok(()) };
        let office = &self.stores.office;
        let list = |conn: &mut Conn| Ok::<_, Error>(jobs::list_of_kind(conn, JobKind::Export)?);
        for job in office.read_now(list)? {
            if ExportOrder::of(&job).is_ok_and(|order| order.survey == of.slug) {
                self.spool.discard(&job.id)?;
                office.write_now(move |conn| Ok::<_, Error>(jobs::delete_job(conn, &job.id)?))?;
            }
        }
        Ok(())
    }

    /// The surveys that any store knows to be deleted.
    pub(in crate::app) fn deletions(&self) -> Result<Deletions, Error> {
        let mut found = Deletions::default();
        let mut each = Vec::new();
        for db in self.stores.all() {
            let known = db.read_now(|conn| Ok::<_, Error>(list_deleted(conn)?))?;
            found.all.extend(known.iter().cloned());
            each.push(known);
        }
        let is_unknown = |it: &&DeletedSurvey| each.iter().any(|known| !known.contains(it));
        found.untold = found.all.iter().filter(is_unknown).cloned().collect();
        Ok(found)
    }

    /// Each store learns which surveys were deleted.
    fn tell_deletions(&self, deleted: &BTreeSet<DeletedSurvey>) -> Result<(), Error> {
        for db in self.stores.all() {
            let known = db.read_now(|conn| Ok::<_, Error>(list_deleted(conn)?))?;
            let new = deleted.iter().filter(|it| !known.contains(it)).cloned();
            let new: Vec<DeletedSurvey> = new.collect();
            if !new.is_empty() {
                db.write_now(move |conn| {
                    Ok::<_, Error>(new.iter().try_for_each(|it| note_deleted(conn, it))?)
                })?;
            }
        }
        Ok(())
    }
}

/// Surveys that were deleted, by what the stores know of it.
#[derive(Debug, Default)]
pub(in crate::app) struct Deletions {
    /// Those of which any store knows it.
    pub(in crate::app) all: BTreeSet<DeletedSurvey>,
    /// Those of which some store does not.
    pub(in crate::app) untold: Vec<DeletedSurvey>,
}
