//! The mix: moves submitted responses from `collect` to `results` in shuffled batches under fresh
//! random ids. The one place that sees both.
//!
//! What was submitted waits in a pool. Once a day a random half of each crowd leaves, if so many wait
//! that the half is a batch: the other half stays behind and mixes with those who come. So who adds
//! responses of his own cannot tell which of the others came with them.
//!
//! Killed at any moment it goes on where it stopped: a batch is claimed in `collect`, arrives in
//! `results` in one transaction together with its id, and only then leaves `collect` ([`arrive`]).
//! Several may mix at once. What somebody took back is deleted here, too ([`withdraw`]).
//! Where responses arrived, the quotas are counted ([`quotas`]).

mod arrive;
mod quotas;
mod withdraw;

use std::sync::atomic::Ordering;

use anyhow::anyhow;
use jiff::ToSpan;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};

use super::App;
use super::actor::Actor;
use super::jobs::{Halt, RunningJob};
use super::office::clock::{ClockLook, ClockTrust};
use crate::domain::{AsideReason, DAYS_AFTER_END, Permission};
use crate::error::Error;
use crate::ids::{BatchId, OrganisationId, Slug};
use crate::storage::collect::surveys::Heading;
use crate::storage::collect::{inbox, outbox, surveys};
use crate::storage::office::aside::{Aside, load_aside, save_aside};
use crate::storage::office::surveys::find_survey_anywhere;

/// What a mix did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mixed {
    /// Responses moved to the results.
    pub moved: usize,
    /// Responses that wait.
    pub waiting: i64,
    /// The smallest batch of the survey.
    pub batch: i32,
}

impl App {
    /// Lets a part of what waits of a survey go, as the server does once a day, and moves it. Not in
    /// the audit trail, since the times of mixes are nobody's business.
    pub fn mix(&self, actor: &Actor, slug: &Slug, random: &mut dyn Rng) -> Result<Mixed, Error> {
        let (survey, _) = self.carried(actor, slug, Permission::Carry)?;
        let look = ClockLook { trust: ClockTrust::Steady, reckoned: self.clock.clone() };
        self.mix_alone(&survey, leaving_today(&survey, &look), random)
    }

    /// Moves what was let go of a survey and deletes what was withdrawn, as the server does once a
    /// minute. Nothing else leaves.
    pub fn carry(&self, actor: &Actor, slug: &Slug, random: &mut dyn Rng) -> Result<Mixed, Error> {
        let (survey, _) = self.carried(actor, slug, Permission::Carry)?;
        self.mix_alone(&survey, Leaving::Nothing, random)
    }

    /// Mixes one survey and leaves no traces.
    pub(super) fn mix_alone(
        &self,
        survey: &Heading,
        leaving: Leaving,
        random: &mut dyn Rng,
    ) -> Result<Mixed, Error> {
        let mixed = self.mix_survey(survey, leaving, random, &|| Ok(()));
        self.tidy()?;
        mixed
    }

    /// Leaves no traces of what was moved or deleted; also when a reader was in the way the last time,
    /// or the process ended before it got here.
    pub(in crate::app) fn tidy(&self) -> Result<(), Error> {
        if self.untidy.load(Ordering::Relaxed) {
            self.stores.collect.tidy()?;
            self.stores.results.tidy()?;
            self.untidy.store(false, Ordering::Relaxed);
        }
        Ok(())
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

    /// How many responses of a survey wait, waiting on this thread.
    pub fn waiting_now(&self, actor: &Actor, slug: &Slug) -> Result<i64, Error> {
        let (survey, _) = self.carried(actor, slug, Permission::Carry)?;
        let crowds = self
            .stores
            .collect
            .read_now(|conn| Ok::<_, Error>(inbox::list_crowds(conn, &survey.id)?))?;
        Ok(crowds.iter().map(|crowd| crowd.waiting).sum())
    }

    /// Decides for every survey which of what waits leaves today; the next [`mix_all`](Self::mix_all)
    /// moves it.
    pub fn let_go_all(&self, actor: &Actor, work: &RunningJob<'_>) -> Result<(), Halt> {
        actor.authorize(Permission::Carry)?;
        let all =
            self.stores.collect.read_now(|conn| Ok::<_, Error>(surveys::list_headings(conn)?))?;
        let look = self.office().look_at_clock(actor)?;
        for survey in all {
            work.go_on()?;
            let leaving = leaving_today(&survey, &look);
            if let Err(error) = self.claim(&survey, leaving, &mut rand::rng()) {
                tracing::error!(survey = %survey.slug, ?error, "nothing leaves today");
            }
        }
        Ok(())
    }

    /// Moves what was let go of every survey. One that fails is logged and does not keep the others
    /// from being mixed.
    pub fn mix_all(&self, actor: &Actor, work: &RunningJob<'_>) -> Result<(), Halt> {
        actor.authorize(Permission::Carry)?;
        let all =
            self.stores.collect.read_now(|conn| Ok::<_, Error>(surveys::list_headings(conn)?))?;
        let mut halted = Ok(());
        for survey in all {
            halted = work.go_on();
            if halted.is_err() {
                break;
            }
            match self.mix_survey(&survey, Leaving::Nothing, &mut rand::rng(), &|| work.go_on()) {
                Ok(mixed) if mixed.moved > 0 => {
                    tracing::info!(survey = %survey.slug, moved = mixed.moved, "mixed");
                }
                Ok(_) => {}
                Err(Halt::Failed(error)) => {
                    tracing::error!(survey = %survey.slug, ?error, "the mix failed");
                }
                Err(halt) => {
                    halted = Err(halt);
                    break;
                }
            }
        }
        self.tidy()?;
        halted
    }

    /// `go_on` is asked between two batches.
    pub(super) fn mix_survey<E: From<Error>>(
        &self,
        survey: &Heading,
        leaving: Leaving,
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
        pass.move_all(&left, leaving, random);
        // Before anything else is claimed: what is taken back while it waits never leaves.
        if pass.asked.is_ok() {
            pass.look_at(self.withdraw(survey));
        }
        let mut waiting = 0;
        if pass.asked.is_ok() {
            match self.claim(survey, leaving, random) {
                Ok((claimed, left)) => {
                    waiting = left;
                    pass.move_all(&claimed, leaving, random);
                }
                Err(error) => pass.look_at(Err(error)),
            }
        }
        let aside = self.tell_aside(survey);
        pass.look_at(aside);
        if pass.moved > 0 || leaving != Leaving::Nothing {
            pass.look_at(self.count_quotas(survey));
        }
        let Pass { moved, asked, failed, .. } = pass;
        if moved > 0 {
            self.untidy.store(true, Ordering::Relaxed);
        }
        asked?;
        match failed {
            Some(error) => Err(error.into()),
            None => Ok(Mixed { moved, waiting, batch: survey.batch }),
        }
    }

    /// Tells the office how much of a survey is set aside.
    fn tell_aside(&self, survey: &Heading) -> Result<(), Error> {
        let there = self.stores.collect.read_now(|conn| {
            let mut count = |why| inbox::count_aside(conn, &survey.id, why);
            Ok::<_, Error>(Aside {
                unreadable: count(AsideReason::Unreadable)?,
                doubles: count(AsideReason::Double)?,
                damaged: count(AsideReason::DamagedFile)?,
                messages: outbox::count_aside(conn, &survey.id)?,
            })
        })?;
        let (office, id) = (&self.stores.office, survey.id.clone());
        let told = office.read_now(|conn| Ok::<_, Error>(load_aside(conn, &id)?))?;
        if told != there {
            office.write_now(move |conn| Ok::<_, Error>(save_aside(conn, &id, there)?))?;
        }
        Ok(())
    }

    /// Claims what leaves, and says how many responses still wait.
    fn claim(
        &self,
        survey: &Heading,
        leaving: Leaving,
        random: &mut dyn Rng,
    ) -> Result<(Vec<BatchId>, i64), Error> {
        let (id, smallest) = (survey.id.clone(), usize::try_from(survey.batch).unwrap_or(1).max(1));
        let is_enough = move |waiting: i64| match leaving {
            Leaving::Nothing => false,
            Leaving::APart => usize::try_from(waiting).is_ok_and(|n| part(n, smallest) > 0),
            Leaving::All => waiting > 0,
        };
        // A transaction that is tried again chooses the same.
        let mut seed = [0; 32];
        if leaving == Leaving::APart {
            random.fill_bytes(&mut seed);
        }
        self.stores.collect.write_now(move |conn| {
            let mut random = StdRng::from_seed(seed);
            let (mut claimed, mut waiting) = (Vec::new(), 0);
            if leaving != Leaving::Nothing {
                inbox::join_versions(conn, &id)?;
            }
            for crowd in inbox::list_crowds(conn, &id)? {
                if !is_enough(crowd.waiting) {
                    waiting += crowd.waiting;
                    continue;
                }
                // Somebody else may have been faster with some of them since they were counted.
                let mut there = inbox::lock_waiting(conn, &id, &crowd)?;
                waiting += i64::try_from(there.len()).unwrap_or(i64::MAX);
                if leaving == Leaving::APart {
                    there.shuffle(&mut random);
                    there.truncate(part(there.len(), smallest));
                }
                if there.is_empty() {
                    continue;
                }
                let batch = BatchId::random();
                let leave = inbox::claim_batch(conn, &id, &there, &batch)?;
                waiting -= i64::try_from(leave).unwrap_or(i64::MAX);
                claimed.push(batch);
            }
            Ok((claimed, waiting))
        })
    }
}

/// Which of those who wait leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaving {
    /// None.
    Nothing,
    /// A random part of each crowd that is large enough.
    APart,
    /// All, whatever company they have.
    All,
}

/// How many of so many leave: half of them, if that is a batch; the others, at least as many, stay
/// behind. Batches of one promise nothing, and nothing is kept back for them.
fn part(waiting: usize, smallest: usize) -> usize {
    match (smallest, waiting / 2) {
        (1, _) => waiting,
        (_, half) if half >= smallest => half,
        _ => 0,
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

    fn move_all(&mut self, batches: &[BatchId], leaving: Leaving, random: &mut dyn Rng) {
        for batch in batches {
            self.asked = (self.go_on)();
            if self.asked.is_err() {
                return;
            }
            match self.app.move_batch(self.survey, batch, leaving, random) {
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
    anyhow!("{what} that cannot be moved and were set aside: {number}; the others go on").into()
}

/// A week after the last day nobody can come any more, if the clock is right.
fn leaving_today(survey: &Heading, look: &ClockLook) -> Leaving {
    let bound = look.reckoned.today().saturating_sub(DAYS_AFTER_END.days()).to_string();
    match &survey.closes_on {
        Some(last) if *last < bound && look.trust != ClockTrust::Leapt => Leaving::All,
        _ => Leaving::APart,
    }
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
            wave: None,
        };
        app.publish(operator, &questionnaire, survey).unwrap();
        app.populate(operator, &slug, 5, 1, &mut |_| ()).unwrap();
        let (heading, _) = app.carried(operator, &slug, Permission::Carry).unwrap();
        let mixed =
            app.mix_survey(&heading, Leaving::All, &mut rand::rng(), &|| Err(Halt::Cancelled));
        assert!(matches!(mixed, Err(Halt::Cancelled)));
        let there = || app.analysis().count_now(operator, &slug).unwrap();
        assert_eq!(there(), 0);
        assert_eq!(app.mix(operator, &slug, &mut rand::rng()).unwrap().moved, 5);
        assert_eq!(there(), 5);
    }
}
