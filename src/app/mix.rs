//! The mix: moves submitted responses from `collect` to `results` in shuffled batches under fresh
//! random ids. The one place that sees both.
//!
//! Killed at any moment it goes on where it stopped: a batch is claimed in `collect`, arrives in
//! `results` in one transaction together with its id, and only then leaves `collect`. Withdrawals
//! go the same way: what somebody took back is deleted here.

use std::sync::atomic::Ordering;

use anyhow::Context;
use rand::Rng;
use rand::seq::SliceRandom;

use super::App;
use super::actor::Actor;
use super::jobs::{Halt, RunningJob};
use super::message::Message;
use super::respondents::submit::Submitted;
use crate::domain::{MessageKind, Mode, Permission};
use crate::error::Error;
use crate::ids::{AttachmentId, BatchId, OrganisationId, ResponseId, Slug, SurveyId};
use crate::seal::{FileKey, TransitKey};
use crate::storage::collect::surveys::Heading;
use crate::storage::collect::{attachments, inbox, outbox, surveys};
use crate::storage::office::surveys::find_survey_anywhere;
use crate::storage::results::attachments::{Attachment, insert_attachment};
use crate::storage::results::responses::{ResponseRow, insert_batch};
use crate::storage::results::withdrawals::{WithdrawalRow, insert_withdrawals, withdraw};
use crate::storage::{Conn, Db};

/// What a mix did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mixed {
    /// Responses moved to the results.
    pub moved: usize,
    /// Responses that wait for company.
    pub waiting: i64,
    /// The smallest batch of the survey.
    pub batch: i32,
}

impl App {
    /// Mixes one survey. Not in the audit trail, since the times of mixes are nobody's business.
    pub fn mix(&self, actor: &Actor, slug: &Slug, random: &mut dyn Rng) -> Result<Mixed, Error> {
        let (survey, _) = self.carried(actor, slug, Permission::Carry)?;
        self.mix_survey(&survey, false, random, &|| Ok(()))
    }

    /// The survey whose responses or messages the actor carries to another store, and whose it is.
    pub(super) fn carried(
        &self,
        actor: &Actor,
        slug: &Slug,
        needed: Permission,
    ) -> Result<(Heading, OrganisationId), Error> {
        let office = &self.stores.office;
        let survey = office.read_now(|conn| Ok::<_, Error>(find_survey_anywhere(conn, slug)?))?;
        let owner = survey.ok_or(Error::NotFound)?.organisation_id;
        actor.authorize_in(needed, &owner)?;
        let heading = self
            .stores
            .collect
            .read_now(|conn| Ok::<_, Error>(surveys::find_heading(conn, slug)?))?;
        Ok((heading.ok_or(Error::NotFound)?, owner))
    }

    /// Mixes every survey that has enough responses waiting. One that fails is logged and does not
    /// keep the others from being mixed.
    pub fn mix_all(&self, actor: &Actor, work: &RunningJob<'_>) -> Result<(), Halt> {
        actor.authorize(Permission::Carry)?;
        let all =
            self.stores.collect.read_now(|conn| Ok::<_, Error>(surveys::list_headings(conn)?))?;
        for survey in all {
            work.go_on()?;
            match self.mix_survey(&survey, false, &mut rand::rng(), &|| work.go_on()) {
                Ok(mixed) if mixed.moved > 0 => {
                    tracing::info!(survey = %survey.slug, moved = mixed.moved, "mixed");
                }
                Ok(_) => {}
                Err(Halt::Failed(error)) => {
                    tracing::error!(survey = %survey.slug, ?error, "the mix failed");
                }
                Err(halt) => return Err(halt),
            }
        }
        Ok(())
    }

    /// `go_on` is asked between two batches.
    pub(super) fn mix_survey<E: From<Error>>(
        &self,
        survey: &Heading,
        force: bool,
        random: &mut dyn Rng,
        go_on: &dyn Fn() -> Result<(), E>,
    ) -> Result<Mixed, E> {
        let collect = &self.stores.collect;
        let (id, smallest) = (survey.id.clone(), i64::from(survey.batch.max(1)));
        let (claimed, waiting) = collect.write_now(move |conn| {
            // Those that were interrupted come first.
            let (mut claimed, mut waiting) = (inbox::list_claimed_batches(conn, &id)?, 0);
            for crowd in inbox::list_crowds(conn, &id)? {
                if crowd.waiting < smallest && !force {
                    waiting += crowd.waiting;
                    continue;
                }
                let batch = BatchId::random();
                inbox::claim_batch(conn, &id, &crowd, &batch)?;
                claimed.push(batch);
            }
            Ok::<_, Error>((claimed, waiting))
        })?;
        let (mut moved, mut failed, mut asked) = (0, None, Ok(()));
        for batch in &claimed {
            asked = go_on();
            if asked.is_err() {
                break;
            }
            match self.move_batch(survey, batch, random) {
                Ok(responses) => moved += responses,
                // It stays where it is, and the others need not wait for it.
                Err(error) => {
                    tracing::error!(survey = %survey.slug, ?error, "a batch cannot be moved");
                    failed = Some(error);
                }
            }
        }
        if moved > 0 {
            self.untidy.store(true, Ordering::Relaxed);
        }
        if asked.is_ok()
            && let Err(error) = self.withdraw(survey)
        {
            failed = Some(error);
        }
        // Also when a reader was in the way the last time, or the process ended before it got here.
        if self.untidy.load(Ordering::Relaxed) {
            collect.tidy().map_err(Error::from)?;
            self.stores.results.tidy().map_err(Error::from)?;
            self.untidy.store(false, Ordering::Relaxed);
        }
        asked?;
        match failed {
            Some(error) => Err(error.into()),
            None => Ok(Mixed { moved, waiting, batch: survey.batch }),
        }
    }

    /// Deletes the responses whose givers withdrew them. A request waits as long as its response may
    /// still be in the inbox. One that cannot be read stays, and the others need not wait for it.
    fn withdraw(&self, survey: &Heading) -> Result<(), Error> {
        let (collect, id) = (&self.stores.collect, survey.id.clone());
        let requests = collect.read_now(move |conn| {
            Ok::<_, Error>(outbox::list_messages(conn, &id, MessageKind::Withdrawal)?)
        })?;
        let mut outcome = Ok(());
        for request in requests {
            let withdrawal = match Message::open(&self.secret, &request) {
                Ok(Message::Withdrawal(withdrawal)) => withdrawal,
                Ok(_) => continue,
                Err(error) => {
                    tracing::error!(survey = %survey.slug, ?error, "a withdrawal cannot be read");
                    outcome = Err(error);
                    continue;
                }
            };
            let id = survey.id.clone();
            let found = self
                .stores
                .results
                .write_now(move |conn| Ok::<_, Error>(withdraw(conn, &id, &withdrawal)?))?;
            if found {
                self.untidy.store(true, Ordering::Relaxed);
            }
            let (id, datasets) = (survey.id.clone(), self.datasets.clone());
            collect.write_now(move |conn| {
                let may_come = !inbox::list_crowds(conn, &id)?.is_empty()
                    || !inbox::list_claimed_batches(conn, &id)?.is_empty();
                if found || !may_come {
                    // Also when the response is gone already: whoever deleted it may have been
                    // killed before this.
                    datasets.forget(&id)?;
                    outbox::delete_message(conn, &id, &request.id)?;
                }
                Ok::<_, Error>(())
            })?;
        }
        outcome
    }

    fn move_batch(
        &self,
        survey: &Heading,
        batch: &BatchId,
        random: &mut dyn Rng,
    ) -> Result<usize, Error> {
        let (id, wanted) = (survey.id.clone(), batch.clone());
        let mut sealed = self
            .stores
            .collect
            .read_now(move |conn| Ok::<_, Error>(inbox::load_batch(conn, &id, &wanted)?))?;
        sealed.shuffle(random);
        let key = TransitKey::inbox(&self.secret, &survey.id);
        let mut rows = Vec::with_capacity(sealed.len());
        let mut withdrawals = Vec::new();
        let mut files: Vec<(ResponseId, String, FileKey)> = Vec::new();
        for row in sealed {
            let plain = key.open(row.id.as_str(), row.sealed).context("opening a response")?;
            let submitted: Submitted = serde_json::from_slice(&plain)
                .map_err(|error| Error::unreadable("a response", &error))?;
            let id = match (survey.mode, &submitted.invitation) {
                (Mode::Confidential, Some(invitation)) => {
                    ResponseId::of_invitation(&self.secret, &survey.id, invitation)
                }
                _ => ResponseId::draw(random),
            };
            for file in submitted.files {
                let key = FileKey::read(&survey.id, &file.key).context("reading a file's key")?;
                files.push((id.clone(), file.name, key));
            }
            if let Some(withdrawal) = submitted.withdrawal {
                let (survey_id, response_id) = (survey.id.clone(), id.clone());
                withdrawals.push(WithdrawalRow { survey_id, id: withdrawal, response_id });
            }
            rows.push(ResponseRow {
                survey_id: survey.id.clone(),
                id,
                version_hash: submitted.version,
                document: serde_json::to_string(&submitted.response)
                    .context("writing a response")?,
                door: row.door,
                stratum: row.stratum,
            });
        }
        files.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        let moved: Vec<AttachmentId> = files.iter().map(|(.., key)| key.id.clone()).collect();
        let (id, arriving, from) = (survey.id.clone(), batch.clone(), self.stores.collect.clone());
        self.stores.results.write_now(move |conn| {
            if insert_batch(conn, &id, &arriving, &rows)? {
                insert_withdrawals(conn, withdrawals.clone())?;
                // One after the other, so that memory holds one of them.
                for (response, name, key) in &files {
                    move_file(conn, &from, &id, (response, name), key)?;
                }
            }
            Ok::<_, Error>(())
        })?;
        let (id, arrived) = (survey.id.clone(), batch.clone());
        self.stores.collect.write_now(move |conn| {
            attachments::delete_attachments(conn, &id, &moved)?;
            Ok::<_, Error>(inbox::delete_batch(conn, &id, &arrived)?)
        })
    }
}

/// Copies a file from `collect` to the results, where it lies open like the answers.
fn move_file(
    to: &mut Conn,
    from: &Db,
    survey: &SurveyId,
    (response, name): (&ResponseId, &str),
    key: &FileKey,
) -> Result<(), Error> {
    let sealed =
        from.read_now(|conn| Ok::<_, Error>(attachments::find_sealed(conn, survey, &key.id)?))?;
    // A made-up answer of the simulation has no file behind it.
    let Some(sealed) = sealed else { return Ok(()) };
    let body = key.open(sealed).context("opening a file")?.to_vec();
    let (survey_id, response_id, name) = (survey.clone(), response.clone(), name.to_owned());
    insert_attachment(to, &Attachment { survey_id, response_id, name, body })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::builtin::{Builtin, find_questionnaire};
    use crate::app::office::publish::NewSurvey;
    use crate::clock::Clock;
    use crate::domain::Offers;
    use crate::formats::json;
    use crate::seal::Secret;
    use crate::storage::Stores;

    /// A batch that was claimed stays where it is, and goes first the next time.
    #[test]
    fn it_stops_between_batches() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::new(Stores::temporary(folder.path()), Secret::from([7; 32]), Clock::System);
        let (operator, slug) = (&Actor::Operator, Slug("feedback".to_owned()));
        let document = find_questionnaire("feedback").unwrap();
        let questionnaire = json::load(document, &Builtin).sound().unwrap();
        let survey = NewSurvey {
            organisation: app.organisation(operator, &slug, "County").unwrap(),
            slug: slug.clone(),
            mode: Mode::Open,
            batch: 100,
            opens_on: None,
            closes_on: None,
            offers: Offers::default(),
        };
        app.publish(operator, &questionnaire, survey).unwrap();
        app.populate(operator, &slug, 5, 1, &mut |_| ()).unwrap();
        let (heading, _) = app.carried(operator, &slug, Permission::Carry).unwrap();
        let mixed = app.mix_survey(&heading, true, &mut rand::rng(), &|| Err(Halt::Cancelled));
        assert!(matches!(mixed, Err(Halt::Cancelled)));
        let there = || app.analysis().count_now(operator, &slug).unwrap();
        assert_eq!(there(), 0);
        assert_eq!(app.mix(operator, &slug, &mut rand::rng()).unwrap().moved, 5);
        assert_eq!(there(), 5);
    }
}
