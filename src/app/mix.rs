//! The mix: moves submitted responses from `collect` to `results` in shuffled batches under fresh
//! random ids. The one place that sees both.
//!
//! Killed at any moment it goes on where it stopped: a batch is claimed in `collect`, arrives in
//! `results` in one transaction together with its id, and only then leaves `collect` ([`arrive`]).
//! Several may mix at once. What somebody took back is deleted here, too ([`withdraw`]).

mod arrive;
mod withdraw;

use std::sync::atomic::Ordering;

use anyhow::anyhow;
use rand::Rng;

use super::App;
use super::actor::Actor;
use super::jobs::{Halt, RunningJob};
use crate::domain::Permission;
use crate::error::Error;
use crate::ids::{BatchId, OrganisationId, Slug};
use crate::storage::collect::surveys::Heading;
use crate::storage::collect::{inbox, surveys};
use crate::storage::office::surveys::find_survey_anywhere;

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
        let mut pass = Pass { app: self, survey, go_on, moved: 0, asked: Ok(()), failed: None };
        pass.look_at(self.readmit(survey));
        // What was interrupted comes first.
        let id = survey.id.clone();
        let left = self
            .stores
            .collect
            .read_now(|conn| Ok::<_, Error>(inbox::list_claimed_batches(conn, &id)?))?;
        pass.move_all(&left, random);
        // Before anything else is claimed: what is taken back while it waits never leaves.
        if pass.asked.is_ok() {
            pass.look_at(self.withdraw(survey));
        }
        let mut waiting = 0;
        if pass.asked.is_ok() {
            let claimed = self.claim(survey, force)?;
            waiting = claimed.1;
            pass.move_all(&claimed.0, random);
        }
        let Pass { moved, asked, failed, .. } = pass;
        if moved > 0 {
            self.untidy.store(true, Ordering::Relaxed);
        }
        // Also when a reader was in the way the last time, or the process ended before it got here.
        if self.untidy.load(Ordering::Relaxed) {
            self.stores.collect.tidy().map_err(Error::from)?;
            self.stores.results.tidy().map_err(Error::from)?;
            self.untidy.store(false, Ordering::Relaxed);
        }
        asked?;
        match failed {
            Some(error) => Err(error.into()),
            None => Ok(Mixed { moved, waiting, batch: survey.batch }),
        }
    }

    /// Claims what may leave, and says how many responses still wait.
    fn claim(&self, survey: &Heading, force: bool) -> Result<(Vec<BatchId>, i64), Error> {
        let (id, smallest) = (survey.id.clone(), i64::from(survey.batch.max(1)));
        self.stores.collect.write_now(move |conn| {
            let (mut claimed, mut waiting) = (Vec::new(), 0);
            for crowd in inbox::list_crowds(conn, &id)? {
                if crowd.waiting < smallest && !force {
                    waiting += crowd.waiting;
                    continue;
                }
                // Somebody else may have been faster with some of them since they were counted.
                let there = inbox::lock_waiting(conn, &id, &crowd)?;
                let number = i64::try_from(there.len()).unwrap_or(i64::MAX);
                if there.is_empty() || number < smallest && !force {
                    waiting += number;
                    continue;
                }
                let batch = BatchId::random();
                inbox::claim_batch(conn, &id, &there, &batch)?;
                claimed.push(batch);
            }
            Ok((claimed, waiting))
        })
    }
}

/// One look at a survey. What fails keeps nothing else from being done, and is told at the end.
struct Pass<'p, E> {
    app: &'p App,
    survey: &'p Heading,
    go_on: &'p dyn Fn() -> Result<(), E>,
    moved: usize,
    asked: Result<(), E>,
    failed: Option<Error>,
}

impl<E> Pass<'_, E> {
    fn look_at(&mut self, outcome: Result<(), Error>) {
        if let Err(error) = outcome {
            tracing::error!(survey = %self.survey.slug, ?error, "something is left behind");
            self.failed = Some(error);
        }
    }

    fn move_all(&mut self, batches: &[BatchId], random: &mut dyn Rng) {
        for batch in batches {
            self.asked = (self.go_on)();
            if self.asked.is_err() {
                return;
            }
            match self.app.move_batch(self.survey, batch, random) {
                Ok(Carried { moved, aside }) => {
                    self.moved += moved;
                    if aside > 0 {
                        self.look_at(Err(set_aside("responses", aside)));
                    }
                }
                // It stays where it is, and the others need not wait for it.
                Err(error) => self.look_at(Err(error)),
            }
        }
    }
}

/// What became of a batch.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Carried {
    /// So many arrived.
    pub(super) moved: usize,
    /// So many cannot be moved, and stay behind.
    pub(super) aside: usize,
}

/// Some of a batch were set aside.
pub(super) fn set_aside(what: &str, number: usize) -> Error {
    anyhow!("{number} {what} cannot be moved; they were set aside, and the others go on").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::builtin::{Builtin, find_questionnaire};
    use crate::app::office::publish::NewSurvey;
    use crate::clock::Clock;
    use crate::domain::{Mode, Offers};
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
