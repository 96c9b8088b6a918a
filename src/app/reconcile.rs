//! Putting stores in order of which one comes from a backup. What the others know of it is taken over: who
//! has answered does not answer again, what has arrived does not arrive again, what was withdrawn stays
//! withdrawn. What is lost is counted.
//!
//! Each step can be done again, and the generations are set last: interrupted, it is begun anew.

pub mod witness;

use std::collections::BTreeSet;

use anyhow::Context;

use self::witness::{all, find_older};
use super::App;
use super::actor::Actor;
use super::respondents::submit::Submitted;
use crate::domain::{AuditAction, Door, MessageKind, Permission};
use crate::error::Error;
use crate::ids::{AttachmentId, DraftId, MessageId, MoveMark, ResponseId, SurveyId, WithdrawalId};
use crate::seal::{FileKey, TransitKey};
use crate::storage::collect::inbox::InboxRow;
use crate::storage::collect::{self, attachments, codes, drafts, inbox, outbox};
use crate::storage::generations::{Generations, advance, catch_up};
use crate::storage::moved::find_moved;
use crate::storage::office::surveys::{Survey, list_all_surveys};
use crate::storage::office::versions::find_version;
use crate::storage::office::{audit, invitations, witness as kept};
use crate::storage::results::responses::count_by_door;
use crate::storage::results::withdrawals::{find_withdrawals, withdraw};
use crate::storage::{Store, Stores};

/// Spent ids looked at at once.
const PORTION: i64 = 1000;

/// What was found, and, where that was wanted, put in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciliation {
    /// The stores that come from a backup.
    pub older: Vec<Store>,
    /// What there is to say of surveys, by slug.
    pub surveys: Vec<SurveyReconciliation>,
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
    /// Responses that were submitted and are nowhere, as far as that is known.
    pub lost: i64,
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
        let older = find_older(&self.stores)?;
        let Stores { office, collect, .. } = &self.stores;
        let known = office.read_now(|conn| Ok::<_, Error>(list_all_surveys(conn)?))?;
        let fielded =
            collect.read_now(|conn| Ok::<_, Error>(collect::surveys::list_headings(conn)?))?;
        let mut surveys = Vec::new();
        for survey in &known {
            let is_missing = !fielded.iter().any(|heading| heading.id == survey.id);
            if is_missing && acts {
                self.field_again(survey)?;
            }
            // Before anything goes that was counted.
            let lost = self.count_lost(&survey.id)?;
            let mut found = match is_missing && !acts {
                true => SurveyReconciliation::default(),
                false => self.reconcile_survey(&survey.id, acts)?,
            };
            if !older.is_empty() {
                (found.lost, found.codes) = (lost, self.count_lost_codes(&survey.id)?);
            }
            if older.contains(&Store::Office) {
                found.undone = self.count_undone(&survey.id)?;
            }
            surveys.push(SurveyReconciliation { slug: survey.slug.0.clone(), is_missing, ..found });
        }
        let unknown = fielded.iter().filter(|heading| known.iter().all(|own| own.id != heading.id));
        surveys.extend(unknown.map(|heading| SurveyReconciliation {
            slug: heading.slug.0.clone(),
            is_unknown: true,
            ..SurveyReconciliation::default()
        }));
        surveys.retain(|survey| !survey.says_nothing());
        if acts {
            self.catch_up(actor, &older)?;
        }
        Ok(Reconciliation { older, surveys })
    }

    /// Sets the generations, so that everything goes on.
    fn catch_up(&self, actor: &Actor, older: &[Store]) -> Result<(), Error> {
        let Stores { office, collect, .. } = &self.stores;
        if older.contains(&Store::Office) {
            collect.write_now(|conn| Ok::<_, Error>(drafts::mark_uncopied(conn)?))?;
        }
        if !older.is_empty() {
            let names: Vec<String> = older.iter().map(ToString::to_string).collect();
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

    fn reconcile_survey(
        &self,
        survey: &SurveyId,
        acts: bool,
    ) -> Result<SurveyReconciliation, Error> {
        let (spent, drafts) = self.spend_again(survey, acts)?;
        let arrived = self.drop_arrived(survey, acts)?;
        let messages = self.drop_delivered(survey, acts)?;
        let withdrawn = self.withdraw_again(survey, acts)?;
        Ok(SurveyReconciliation {
            spent,
            drafts,
            arrived,
            messages,
            withdrawn,
            ..Default::default()
        })
    }

    /// Puts a survey into the field as the office knows it.
    fn field_again(&self, survey: &Survey) -> Result<(), Error> {
        let Survey { organisation_id, version_id, .. } = survey;
        let version = self.stores.office.read_now(|conn| {
            find_version(conn, organisation_id, version_id)?.ok_or(Error::NotFound)
        })?;
        let survey = survey.clone();
        let copy = collect::surveys::Survey {
            id: survey.id,
            organisation_id: survey.organisation_id,
            slug: survey.slug,
            version_hash: version.hash,
            document: version.document,
            mode: survey.mode,
            batch: survey.batch,
            opens_on: survey.opens_on,
            closes_on: survey.closes_on,
            offers: survey.offers,
        };
        self.stores
            .collect
            .write_now(move |conn| Ok::<_, Error>(collect::surveys::publish_survey(conn, &copy)?))
    }

    /// Ids that the office knows to be spent are spent, and have no draft.
    fn spend_again(&self, survey: &SurveyId, acts: bool) -> Result<(usize, usize), Error> {
        let Stores { office, collect, .. } = &self.stores;
        let (mut spent, mut deleted, mut after): (_, _, Option<MoveMark>) = (0, 0, None);
        loop {
            let page = office.read_now(|conn| {
                Ok::<_, Error>(kept::page_spent(conn, survey, after.as_ref(), PORTION)?)
            })?;
            let Some(last) = page.last() else { return Ok((spent, deleted)) };
            after = Some(last.mark.clone());
            let page: Result<Vec<DraftId>, Error> =
                page.into_iter().map(|row| self.open_spent(row)).collect();
            let page = page?;
            let (new, with_draft) = collect.read_now(|conn| {
                let (mut new, mut with_draft) = (Vec::new(), Vec::new());
                for id in page {
                    if drafts::find_draft(conn, survey, &id)?.is_some() {
                        with_draft.push(id.clone());
                    }
                    if !drafts::is_spent(conn, survey, &id)? {
                        new.push(id);
                    }
                }
                Ok::<_, Error>((new, with_draft))
            })?;
            spent += new.len();
            deleted += with_draft.len();
            if !acts || new.is_empty() && with_draft.is_empty() {
                continue;
            }
            let survey = survey.clone();
            collect.write_now(move |conn| {
                for id in &with_draft {
                    drafts::delete_draft(conn, &survey, id)?;
                }
                for id in &new {
                    drafts::spend(conn, &survey, id)?;
                }
                Ok::<_, Error>(drafts::mark_copied(conn, &survey, &new)?)
            })?;
        }
    }

    /// Responses that wait and have arrived in the results before go, with their files.
    fn drop_arrived(&self, survey: &SurveyId, acts: bool) -> Result<usize, Error> {
        let Stores { collect, results, .. } = &self.stores;
        let ids = collect.read_now(|conn| Ok::<_, Error>(inbox::list_ids(conn, survey)?))?;
        let marks = self.move_marks(survey, ids.iter().map(|id| id.as_str()));
        let moved = results.read_now(|conn| Ok::<_, Error>(find_moved(conn, survey, &marks)?))?;
        let arrived = ids.into_iter().zip(&marks).filter(|(_, mark)| moved.contains(mark));
        let arrived: Vec<ResponseId> = arrived.map(|(id, _)| id).collect();
        if acts {
            self.drop_responses(survey, &arrived)?;
        }
        Ok(arrived.len())
    }

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

    /// Messages that have arrived in the office before go.
    fn drop_delivered(&self, survey: &SurveyId, acts: bool) -> Result<usize, Error> {
        let Stores { office, collect, .. } = &self.stores;
        let ids = collect.read_now(|conn| Ok::<_, Error>(outbox::list_ids(conn, survey)?))?;
        let marks = self.move_marks(survey, ids.iter().map(|id| id.as_str()));
        let moved = office.read_now(|conn| Ok::<_, Error>(find_moved(conn, survey, &marks)?))?;
        let arrived = ids.into_iter().zip(&marks).filter(|(_, mark)| moved.contains(mark));
        let arrived: Vec<MessageId> = arrived.map(|(id, _)| id).collect();
        let (survey, number) = (survey.clone(), arrived.len());
        if acts && number > 0 {
            collect.write_now(move |conn| {
                Ok::<_, Error>(outbox::delete_messages(conn, &survey, &arrived)?)
            })?;
        }
        Ok(number)
    }

    /// What was withdrawn is deleted again, from the results and from what waits.
    fn withdraw_again(&self, survey: &SurveyId, acts: bool) -> Result<usize, Error> {
        let Stores { office, collect, results } = &self.stores;
        let all = office.read_now(|conn| Ok::<_, Error>(kept::list_withdrawn(conn, survey)?))?;
        if all.is_empty() {
            return Ok(0);
        }
        let there =
            results.read_now(|conn| Ok::<_, Error>(find_withdrawals(conn, survey, &all)?))?;
        let wanted: BTreeSet<WithdrawalId> = all.into_iter().collect();
        let mut waiting = Vec::new();
        for id in collect.read_now(|conn| Ok::<_, Error>(inbox::list_ids(conn, survey)?))? {
            let row =
                collect.read_now(|conn| Ok::<_, Error>(inbox::find_row(conn, survey, &id)?))?;
            let submitted = row.and_then(|row| self.open_response(survey, row).ok());
            let own = submitted.and_then(|submitted| submitted.withdrawal);
            if own.is_some_and(|own| wanted.contains(&own)) {
                waiting.push(id);
            }
        }
        let number = there.len() + waiting.len();
        if acts && number > 0 {
            self.drop_responses(survey, &waiting)?;
            let id = survey.clone();
            results.write_now(move |conn| {
                for withdrawal in &there {
                    withdraw(conn, &id, withdrawal)?;
                }
                Ok::<_, Error>(())
            })?;
            self.datasets.forget(survey)?;
        }
        Ok(number)
    }

    /// Responses that the office knows to have been submitted, and that are neither in the results nor on
    /// their way.
    fn count_lost(&self, survey: &SurveyId) -> Result<i64, Error> {
        let submitted = self
            .stores
            .office
            .read_now(|conn| Ok::<_, Error>(kept::find_submitted(conn, survey)?))?;
        let (waiting, moved) = self.whereabouts_of_all(survey)?;
        let there = i64::try_from(waiting).unwrap_or(i64::MAX).saturating_add(moved);
        Ok((submitted - there).max(0))
    }

    fn count_lost_codes(&self, survey: &SurveyId) -> Result<i64, Error> {
        let Stores { office, collect, .. } = &self.stores;
        let (invited, _) = office
            .read_now(|conn| Ok::<_, Error>(invitations::count_invitations(conn, survey)?))?;
        let heading = collect.read_now(|conn| {
            let all = collect::surveys::list_headings(conn)?;
            Ok::<_, Error>(all.into_iter().find(|heading| heading.id == *survey))
        })?;
        // A week after the last day they are gone on purpose.
        let last = heading.and_then(|heading| heading.closes_on);
        if last.is_some_and(|last| last < self.clock.today().to_string()) {
            return Ok(0);
        }
        let admitted =
            collect.read_now(|conn| Ok::<_, Error>(codes::count_codes(conn, survey)?))?;
        Ok((invited - admitted).max(0))
    }

    fn count_undone(&self, survey: &SurveyId) -> Result<i64, Error> {
        let Stores { office, collect, results } = &self.stores;
        let (_, done) = office
            .read_now(|conn| Ok::<_, Error>(invitations::count_invitations(conn, survey)?))?;
        let arrived =
            results.read_now(|conn| Ok::<_, Error>(count_by_door(conn, survey, Door::Code)?))?;
        let (waiting, on_their_way) = collect.read_now(|conn| {
            let waiting = inbox::count_by_door(conn, survey, Door::Code)?;
            Ok::<_, Error>((waiting, outbox::count_messages(conn, survey, MessageKind::Done)?))
        })?;
        Ok((arrived + waiting - done - on_their_way).max(0))
    }
}
