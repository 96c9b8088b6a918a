//! Putting stores in order of which one comes from a backup. What the others know of it is taken over: who
//! has answered does not answer again, what has arrived does not arrive again, what was withdrawn stays
//! withdrawn. What is lost is counted.
//!
//! Each step can be done again, and the generations are set last: interrupted, it is begun anew.

mod remedy;
mod versions;
pub mod witness;

use anyhow::Context;

use self::remedy::Remedy;
use self::versions::has_other_days;
use self::witness::{all, find_older};
use super::App;
use super::actor::Actor;
use super::respondents::submit::Submitted;
use crate::domain::{AuditAction, Permission};
use crate::error::Error;
use crate::ids::{AttachmentId, ResponseId, Slug, SurveyId};
use crate::seal::{FileKey, TransitKey};
use crate::storage::collect::inbox::InboxRow;
use crate::storage::collect::{self, attachments, drafts, inbox, outbox};
use crate::storage::generations::{Generations, advance, catch_up};
use crate::storage::office::audit;
use crate::storage::office::surveys::{Survey, list_all_surveys};
use crate::storage::results::responses::count_outside;
use crate::storage::results::withdrawals::withdraw;
use crate::storage::{Store, Stores};

/// Ids spent at once.
const PORTION: usize = 1000;

/// What was found, and, where that was wanted, put in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reconciliation {
    /// The stores that come from a backup.
    pub older: OlderStores,
    /// Surveys that were deleted, and are again, since a store still had them.
    pub deleted: Vec<Slug>,
    /// Responses of surveys that the office does not have.
    pub unclaimed: i64,
    /// What there is to say of surveys, by slug.
    pub surveys: Vec<SurveyReconciliation>,
}

/// The stores that come from a backup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OlderStores(pub Vec<Store>);

impl OlderStores {
    /// Whether this one does.
    pub fn has(&self, store: Store) -> bool {
        self.0.contains(&store)
    }

    /// Whether any does.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }
}

/// What was found of one survey.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SurveyReconciliation {
    /// Its name in addresses.
    pub slug: String,
    /// `collect` did not have it: it is put into the field again.
    pub is_missing: bool,
    /// `office` does not have it, so nothing of it can be carried.
    pub is_unknown: bool,
    /// `collect` has another version or other days than the office decided: they are put into the field again.
    pub is_outdated: bool,
    /// Versions that were published since the `office` of the backup, and are taken over from `collect`.
    pub versions: usize,
    /// Versions, by hash, that responses in the results answer and no store has: their questionnaires are to be
    /// published again.
    pub unread_versions: Vec<String>,
    /// Its days were changed since, and are taken over, too.
    pub has_other_days: bool,
    /// Ids that were spent and are again: nobody answers twice under them.
    pub spent: usize,
    /// Drafts of those.
    pub drafts: usize,
    /// Responses in the inbox that have arrived in the results before.
    pub arrived: usize,
    /// Messages in the outbox that have arrived in the office before.
    pub messages: usize,
    /// Responses that had been withdrawn.
    pub withdrawn: usize,
    /// Responses that were submitted and are nowhere, at least, as far as that is known.
    pub lost: i64,
    /// The same at most.
    pub lost_at_most: i64,
    /// Where `collect` is older: codes that are not known to be used, of which some may have been since the
    /// last mix. What was answered with them then is lost as well.
    pub unknown_codes: Option<i64>,
    /// Codes that the office knows and nobody is admitted with.
    pub codes: i64,
    /// Responses with a code whose invitations are not marked as done.
    pub undone: i64,
}

impl SurveyReconciliation {
    fn says_nothing(&self) -> bool {
        *self == Self { slug: self.slug.clone(), ..Self::default() }
    }
}

impl App {
    /// Says what comes of a store that comes from a backup, and puts it in order if `acts`. The server
    /// must not run meanwhile.
    pub fn reconcile(&self, actor: &Actor, acts: bool) -> Result<Reconciliation, Error> {
        actor.authorize(Permission::RunInstallation)?;
        let older = OlderStores(find_older(&self.stores)?);
        let Stores { office, collect, results } = &self.stores;
        let deletions = self.deletions()?;
        if acts {
            self.finish_deletions::<Error>(&Actor::System, &|| Ok(()))?;
        }
        let mut known = office.read_now(|conn| Ok::<_, Error>(list_all_surveys(conn)?))?;
        let mut fielded =
            collect.read_now(|conn| Ok::<_, Error>(collect::surveys::list_headings(conn)?))?;
        let was_deleted = |id: &SurveyId| deletions.all.iter().any(|it| it.survey_id == *id);
        known.retain(|survey| !was_deleted(&survey.id));
        fielded.retain(|survey| !was_deleted(&survey.id));
        let deleted = deletions.all.iter().map(|survey| survey.survey_id.clone());
        let ids: Vec<SurveyId> =
            known.iter().map(|survey| survey.id.clone()).chain(deleted).collect();
        let unclaimed = results.read_now(|conn| Ok::<_, Error>(count_outside(conn, &ids)?))?;
        let mut surveys = Vec::new();
        for survey in &known {
            let is_missing = !fielded.iter().any(|heading| heading.id == survey.id);
            let mut remedy = self.remedy(survey, is_missing, &older)?;
            let heading = fielded.iter().find(|heading| heading.id == survey.id);
            if heading.is_some() && !older.has(Store::Office) {
                remedy.told.is_outdated = self.other_than_copy(&survey.slug)?.is_some();
            }
            if let Some(heading) = heading.filter(|_| older.has(Store::Office)) {
                let versions = self.fielded_versions(survey, heading)?;
                remedy.told.versions = versions.unknown;
                remedy.told.has_other_days = has_other_days(survey, heading);
                if acts {
                    self.adopt_versions(survey, versions)?;
                    self.adopt_days(survey, heading)?;
                }
            }
            remedy.told.unread_versions = self.unread_versions(survey, heading)?;
            surveys.push(remedy.told.clone());
            if acts {
                self.apply(survey, remedy)?;
            }
        }
        let unknown = fielded.iter().filter(|heading| known.iter().all(|own| own.id != heading.id));
        surveys.extend(unknown.map(|heading| SurveyReconciliation {
            slug: heading.slug.0.clone(),
            is_unknown: true,
            ..SurveyReconciliation::default()
        }));
        surveys.retain(|survey| !survey.says_nothing());
        if acts {
            let there = |conn: &mut _| Ok::<_, Error>(collect::surveys::list_headings(conn)?);
            for survey in collect.read_now(there)? {
                self.count_quotas(&survey)?;
            }
            self.catch_up(actor, &older)?;
        }
        let deleted = deletions.untold.into_iter().map(|survey| survey.slug).collect();
        Ok(Reconciliation { older, deleted, unclaimed, surveys })
    }

    /// Sets the generations, so that everything goes on.
    fn catch_up(&self, actor: &Actor, older: &OlderStores) -> Result<(), Error> {
        let Stores { office, collect, .. } = &self.stores;
        if older.any() {
            // The others get all that is spent, since any of them may have lost some.
            collect.write_now(|conn| Ok::<_, Error>(drafts::mark_uncopied(conn)?))?;
            let names: Vec<String> = older.0.iter().map(ToString::to_string).collect();
            let (now, action) = (self.clock.now(), AuditAction::Reconcile);
            let event = actor.event_anywhere(now, action, None, &names.join(" "));
            audit::tell_now(office, event)?;
        }
        let known =
            all(&self.stores)?.into_iter().fold(Generations::default(), Generations::furthest);
        for db in self.stores.all() {
            let own = db.store();
            db.write_now(move |conn| {
                catch_up(conn, own, &known)?;
                Ok::<_, Error>(advance(conn, own)?)
            })?;
        }
        self.tell_generations()?;
        self.stores.note_older(false).map_err(anyhow::Error::from)?;
        Ok(())
    }

    /// Puts a survey in order.
    fn apply(&self, survey: &Survey, remedy: Remedy) -> Result<(), Error> {
        let Stores { collect, results, .. } = &self.stores;
        let id = &survey.id;
        self.follow(&survey.slug)?;
        for drafts in remedy.drafts.chunks(PORTION) {
            let (id, drafts) = (id.clone(), drafts.to_vec());
            collect.write_now(move |conn| {
                for draft in &drafts {
                    drafts::delete_draft(conn, &id, draft)?;
                }
                Ok::<_, Error>(())
            })?;
        }
        for spent in remedy.spent.chunks(PORTION) {
            let (id, spent) = (id.clone(), spent.to_vec());
            collect.write_now(move |conn| {
                for draft in &spent {
                    drafts::spend(conn, &id, draft)?;
                }
                Ok::<_, Error>(())
            })?;
        }
        // Each store knows them again before anything of it goes.
        self.witness_withdrawals(id, remedy.withdrawals.iter())?;
        self.drop_responses(id, &remedy.arrived)?;
        self.drop_responses(id, &remedy.withdrawn_here)?;
        if !remedy.delivered.is_empty() {
            let (id, delivered) = (id.clone(), remedy.delivered);
            collect.write_now(move |conn| {
                Ok::<_, Error>(outbox::delete_messages(conn, &id, &delivered)?)
            })?;
        }
        if remedy.told.withdrawn > 0 {
            let (id, there) = (id.clone(), remedy.withdrawn_there);
            results.write_now(move |conn| {
                for withdrawal in &there {
                    withdraw(conn, &id, withdrawal)?;
                }
                Ok::<_, Error>(())
            })?;
            self.datasets.forget(&survey.id)?;
        }
        Ok(())
    }

    /// Deletes responses that wait, with their files.
    fn drop_responses(&self, survey: &SurveyId, ids: &[ResponseId]) -> Result<(), Error> {
        let collect = &self.stores.collect;
        for id in ids {
            let row =
                collect.read_now(|conn| Ok::<_, Error>(inbox::find_row(conn, survey, id)?))?;
            // One that cannot be read has no files that could be found.
            let submitted = row.and_then(|row| self.open_response(survey, row).ok());
            let mut files: Vec<AttachmentId> = Vec::new();
            for file in submitted.iter().flat_map(|submitted| &submitted.files) {
                files.extend(FileKey::read(survey, &file.key).map(|key| key.id).ok());
            }
            let (survey, id) = (survey.clone(), id.clone());
            collect.write_now(move |conn| {
                attachments::delete_attachments(conn, &survey, &files)?;
                Ok::<_, Error>(inbox::delete_row(conn, &survey, &id)?)
            })?;
        }
        Ok(())
    }

    fn open_response(&self, survey: &SurveyId, row: InboxRow) -> Result<Submitted, Error> {
        let key = TransitKey::inbox(&self.secret, survey);
        let plain = key.open(row.id.as_str(), row.sealed).context("opening a response")?;
        serde_json::from_slice(&plain).map_err(|error| Error::unreadable("a response", &error))
    }
}
