//! Filling a survey with synthetic responses, through drafts, inbox and mix like real ones. They need
//! no company: as long as they are enough for a batch they are batches of their own, and no response of
//! a resident leaves with them.

use anyhow::anyhow;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::actor::Actor;
use super::interviews::Admission;
use super::mix::Mixed;
use super::office::surveys::SurveyOverview;
use super::respondents::drafts::sealed;
use super::respondents::submit::{Submitted, inbox_row};
use super::simulate::{Profile, Walked, simulate};
use super::{App, builtin, env};
use crate::domain::{AuditAction, Door, Mode, Permission};
use crate::engine::{Draft, Response};
use crate::error::Error;
use crate::i18n::Locale;
use crate::ids::{BatchId, ResponseId, Slug};
use crate::seal::{DraftKey, TransitKey};
use crate::storage::collect::drafts::{self, insert_draft};
use crate::storage::collect::inbox::{InboxRow, Submission, submit};
use crate::storage::collect::quotas::list_full;
use crate::storage::office::audit;
use crate::storage::results::quotas::list_counts;

/// What the synthetic residents did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Populated {
    /// Submitted responses.
    pub submitted: usize,
    /// Responses that were submitted before: the same seed was simulated already.
    pub known: usize,
    /// Interviews that were not finished; their drafts are stored.
    pub broken_off: usize,
    /// Those who did not consent; nothing of them is stored.
    pub declined: usize,
    /// What the last mix did, and how many wait for company.
    pub mixed: Mixed,
}

/// Residents stored in one transaction.
const CHUNK: usize = 100;
/// A resident's draft, and the response if it was submitted.
type GeneratedRows = (drafts::DraftRow, Option<InboxRow>);

/// Responses that wait before they are mixed, so that memory stays constant.
const MIXED_AT_ONCE: usize = 5000;

impl App {
    /// Lets synthetic residents answer until `responses` of them have submitted, and mixes them.
    /// The same seed gives the same data, down to the ids, as long as the same quotas have room; what is there
    /// already stays. That it was done goes into the audit trail.
    /// `progress` is called with how many are stored.
    pub fn populate(
        &self,
        actor: &Actor,
        slug: &Slug,
        responses: usize,
        seed: u64,
        progress: &mut dyn FnMut(usize),
    ) -> Result<Populated, Error> {
        let overview = self.surveys().load_now(actor, slug)?;
        let owner = &overview.survey.organisation_id;
        actor.authorize_in(Permission::Carry, owner)?;
        let (now, action) = (self.clock.now(), AuditAction::SimulateResponses);
        let event = actor.event(now, action, owner, slug.as_str());
        audit::tell_now(&self.stores.office, event)?;
        let questionnaire = &overview.questionnaire;
        let profile = match builtin::find_profile(&questionnaire.definition().name) {
            Some(bytes) => Profile::load(bytes, questionnaire).map_err(|problems| {
                let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
                anyhow!("the simulation profile is broken: {}", problems.join("; "))
            })?,
            None => Profile::default(),
        };
        let env = env(&self.clock, Locale::fallback());
        let mut random = StdRng::seed_from_u64(seed);
        let mut done = Populated::default();
        let mut chunk = Vec::with_capacity(CHUNK);
        let is_enough =
            usize::try_from(overview.survey.batch).is_ok_and(|batch| responses >= batch);
        let mut batch = is_enough.then(BatchId::random);
        let (mut stored, mut unmixed) = (0, 0);
        let id = overview.survey.id.clone();
        let full = self.stores.collect.read_now(|conn| Ok::<_, Error>(list_full(conn, &id)?))?;
        let counts =
            self.stores.results.read_now(|conn| Ok::<_, Error>(list_counts(conn, &id)?))?;
        let residents = simulate(questionnaire, &profile, responses, seed, &env);
        let counts = counts.into_iter().map(|(name, cell)| (name, cell.responses)).collect();
        for walked in residents.finding(full, counts) {
            match walked? {
                Walked::Submitted(response) => {
                    stored += 1;
                    unmixed += 1;
                    chunk.push(self.rows(&overview, &mut random, Ok(response), batch.as_ref())?);
                }
                Walked::BrokenOff(draft) => {
                    chunk.push(self.rows(&overview, &mut random, Err(draft), batch.as_ref())?);
                }
                Walked::Discarded => done.declined += 1,
            }
            if chunk.len() == CHUNK {
                self.store(std::mem::take(&mut chunk), &mut done)?;
                progress(stored);
                if unmixed >= MIXED_AT_ONCE && responses - stored >= MIXED_AT_ONCE {
                    self.carry(actor, slug, &mut random)?;
                    batch = is_enough.then(BatchId::random);
                    unmixed = 0;
                }
            }
        }
        self.store(chunk, &mut done)?;
        done.mixed = self.carry(actor, slug, &mut random)?;
        progress(stored);
        Ok(done)
    }

    fn rows(
        &self,
        overview: &SurveyOverview,
        random: &mut dyn Rng,
        walked: Result<Response, Draft>,
        batch: Option<&BatchId>,
    ) -> Result<GeneratedRows, Error> {
        let (survey, room) = (&overview.survey.id, overview.questionnaire.room());
        let key = DraftKey::from_token(&self.secret, survey, &ResponseId::draw(random).0);
        let (response, draft) = match walked {
            Ok(response) => {
                let version = overview.version.clone();
                let submitted = Submitted {
                    version,
                    response,
                    invitation: None,
                    withdrawal: None,
                    files: Vec::new(),
                };
                let inbox = TransitKey::inbox(&self.secret, survey);
                let id = ResponseId::draw(random);
                let door = match overview.survey.mode {
                    Mode::Open => Door::Open,
                    Mode::Anonymous | Mode::Confidential => Door::Code,
                };
                let admission = Admission { door, stratum: String::new() };
                let row = inbox_row(&inbox, survey, id, &submitted, admission, room)?;
                (Some(InboxRow { batch: batch.cloned(), ..row }), Draft::default())
            }
            Err(draft) => (None, draft),
        };
        let draft = drafts::DraftRow {
            survey_id: survey.clone(),
            sealed: sealed(&key, &overview.version, &draft, None, room)?,
            id: key.id,
            mark: drafts::draw_mark(),
            week: self.respondents().week(),
        };
        Ok((draft, response))
    }

    /// Stores residents and counts those who were not there yet.
    fn store(&self, chunk: Vec<GeneratedRows>, done: &mut Populated) -> Result<(), Error> {
        let before = *done;
        *done = self.stores.collect.write_now(move |conn| {
            let mut done = before;
            for (draft, response) in &chunk {
                let is_new = insert_draft(conn, draft)?;
                match response {
                    None => done.broken_off += usize::from(is_new),
                    Some(response) => match submit(conn, response, &draft.id, draft.mark)? {
                        Submission::Accepted => done.submitted += 1,
                        Submission::AlreadySubmitted | Submission::Stale => done.known += 1,
                    },
                }
            }
            Ok::<_, Error>(done)
        })?;
        Ok(())
    }
}
