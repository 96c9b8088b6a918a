//! Interviews, page by page: where somebody stands, a page that is sent, a page that is left, the
//! end. Where they are kept is the matter of a [`DraftStore`]: `collect` for residents, memory for an
//! author who tries a questionnaire out.
//!
//! Every write is guarded by the draft's mark and tried again when another request was faster,
//! so nothing is lost and nothing is stored twice. Start reading at [`Interviews::post`].

mod files;
pub mod memory;
pub mod pretest;
pub mod shelf;
mod store;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use smol_str::SmolStr;

use crate::access::WithdrawalCode;
use crate::clock::Clock;
use crate::domain::look::OrganisationLook;
use crate::domain::{Door, Mode, Offer, Offers};
use crate::engine::expr::Env;
use crate::engine::interview::{self, Destination, Look, Post, Then, Unready};
use crate::engine::{Draft, Interview, Questionnaire};
use crate::error::Error;
use crate::i18n::Locale;
use crate::ids::{Slug, SurveyId};

use super::field::SurveyState;
use super::respondents::throttle::Network;
pub use files::Sent;
pub(in crate::app) use files::{examined, note, turn};
pub use store::{Admission, DraftStore, Submitting, Task};

/// How often a request is tried again when others change the same draft at the same time.
const ATTEMPTS: usize = 8;

/// A survey as a resident meets it.
#[derive(Debug, Clone)]
pub struct OfferedSurvey {
    /// Its id.
    pub id: SurveyId,
    /// Its name in addresses.
    pub slug: Slug,
    /// Hash of its version: the one in the field, or the one that was begun.
    pub version: String,
    /// Versions that it had before: by their hashes the ones they go on as.
    pub earlier: Arc<BTreeMap<String, String>>,
    /// The questionnaire.
    pub questionnaire: Arc<Questionnaire>,
    /// How many bytes what is stored of one person takes, whichever version she answers.
    pub room: usize,
    /// Whether it can be answered today.
    pub state: SurveyState,
    /// How far answers are from people.
    pub mode: Mode,
    /// What it offers beside the questionnaire.
    pub offers: Offers,
    /// Names of the quotas that are full for whoever begins now.
    pub full: BTreeSet<SmolStr>,
    /// The look of its organisation.
    pub look: OrganisationLook,
    /// It is no survey: an author tries the questionnaire out. Every page of the route can be opened
    /// at once, and what is submitted goes nowhere.
    pub is_trial: bool,
    /// It is no survey: colleagues walk through it as residents will, and comment. What is submitted goes nowhere.
    pub is_pretest: bool,
}

impl OfferedSurvey {
    /// The version with which an interview goes on that was begun with this one.
    pub fn goes_on_as<'v>(&'v self, version: &'v str) -> &'v str {
        self.earlier.get(version).map_or(version, String::as_str)
    }

    /// The draft that an interview begins with: as [`Interview::begin`] says, with the quotas that are
    /// full now.
    pub fn begin(&self, seed: u32, language: &str, env: &Env) -> Draft {
        let full = self.full.clone();
        Draft { full, ..Interview::begin(&self.questionnaire, seed, language, env) }
    }
}

/// Where a resident stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// Nothing is stored.
    Nothing,
    /// An unfinished interview.
    Draft(Saved),
    /// Submitted.
    Submitted,
}

/// A stored draft with its mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// The draft.
    pub draft: Draft,
    /// Of the last save; none before the first.
    pub mark: Option<i32>,
    /// With which the submitted answers can be deleted later, where the survey offers that.
    pub withdrawal: Option<WithdrawalCode>,
}

/// What became of a posted page.
#[derive(Debug, Clone, PartialEq)]
pub enum PostOutcome {
    /// Stored; go on there.
    Go(Then),
    /// Not stored: the page is not (or no longer) on her route; go there.
    Elsewhere(Destination),
    /// Not stored: something is wrong.
    Rejected(Look),
    /// Not stored: the page was changed elsewhere since it was shown.
    Changed(Look),
    /// Not stored: the form has a field that the page does not have.
    Unknown,
    /// Not stored: it is not the first page, and nothing is stored of those before it (any more).
    Gone,
}

/// What was kept of a page that somebody left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The page's new [`Interview::fingerprint`].
    pub mark: String,
    /// All that was typed is in order and was kept.
    pub is_all: bool,
}

/// All interviews of a store. Cloning it shares the store.
#[derive(Debug, Clone)]
pub struct Interviews {
    /// Where they are kept.
    pub store: Arc<dyn DraftStore>,
    /// The time.
    pub clock: Clock,
    /// From which network somebody comes, whose budgets then count.
    pub from: Option<Network>,
}

/// What expressions may know now, in this language and with a draft's seed.
fn env_of(clock: &Clock, language: &str, seed: u32) -> Env {
    let locale = Locale::of(language).unwrap_or_else(Locale::fallback);
    Env { seed: seed.into(), ..super::env(clock, locale) }
}

impl Interviews {
    /// The same for somebody who comes from this network.
    pub fn coming_from(&self, from: Option<Network>) -> Self {
        Self { from, ..self.clone() }
    }

    /// What expressions may know now, in this language; the seed is the draft's.
    pub fn env(&self, language: &str, seed: u32) -> Env {
        env_of(&self.clock, language, seed)
    }

    /// Takes a posted page: checks it, stores it, and says where to go. Nothing is stored before
    /// the first page is accepted, and nothing at all when it ends there. `seed` is the one the page
    /// was shown with, when nothing was stored yet.
    pub async fn post(
        &self,
        survey: &OfferedSurvey,
        token: &str,
        (language, seed): (&str, u32),
        post: &Post,
    ) -> Result<PostOutcome, Error> {
        let questionnaire = &*survey.questionnaire;
        let mut has_failed = false;
        for _ in 0..ATTEMPTS {
            let mut begins = None;
            let mut saved = match self.store.progress(survey, token).await? {
                Standing::Submitted => return Ok(PostOutcome::Go(Then::To(Destination::Done))),
                Standing::Draft(saved) => saved,
                Standing::Nothing => {
                    let Some(admission) = self.store.admission(survey, token).await? else {
                        return Ok(PostOutcome::Gone);
                    };
                    begins = Some(admission.door);
                    self.first(survey, language, seed)
                }
            };
            let env = self.env(language, saved.draft.seed);
            language.clone_into(&mut saved.draft.language);
            let interview = Interview::new(questionnaire, &saved.draft, &env);
            if let Some(elsewhere) = elsewhere(survey, &interview, post.page) {
                return Ok(match saved.mark {
                    None => PostOutcome::Gone,
                    Some(_) => PostOutcome::Elsewhere(elsewhere),
                });
            }
            let (draft, then) = match interview.post(post) {
                interview::Posted::Taken(Some(draft), then) => (draft, then),
                interview::Posted::Taken(None, then) => return Ok(PostOutcome::Go(then)),
                interview::Posted::Rejected(look) => return Ok(PostOutcome::Rejected(look)),
                interview::Posted::Changed(look) => return Ok(PostOutcome::Changed(look)),
                interview::Posted::Unknown => return Ok(PostOutcome::Unknown),
            };
            if let Then::To(Destination::End(end)) = then
                && !questionnaire.ends()[end].definition.keep
                && !survey.is_trial
            {
                let is_first = self.store.leave_early(survey, token).await?;
                if is_first && begins.is_none() && survey.mode == Mode::Open {
                    self.end(survey, Door::Open);
                }
                return Ok(PostOutcome::Go(then));
            }
            let begins = begins.filter(|_| !has_failed);
            if let (Some(door), Some(from)) = (begins, self.from) {
                self.store.begin(survey, token, door, from).await?;
            }
            let saved = Saved { draft, ..saved };
            match self.store.save(survey, token, &saved, &post.form).await {
                Ok(true) => return Ok(PostOutcome::Go(then)),
                // Somebody was faster, and has begun it.
                Ok(false) => begins.into_iter().for_each(|door| self.end(survey, door)),
                // Nobody knows whether it arrived, so it is looked up.
                Err(error) => match self.store.progress(survey, token).await {
                    Ok(Standing::Draft(stored)) if stored.draft == saved.draft => {
                        return Ok(PostOutcome::Go(then));
                    }
                    Ok(_) if !has_failed => has_failed = true,
                    _ => return Err(error),
                },
            }
        }
        Err(Error::Busy)
    }

    /// What an interview begins with, before anything of it is stored.
    fn first(&self, survey: &OfferedSurvey, language: &str, seed: u32) -> Saved {
        let offered = survey.offers.has(Offer::Withdrawal);
        let env = self.env(language, seed);
        Saved {
            draft: survey.begin(seed, language, &env),
            mark: None,
            withdrawal: offered.then(|| WithdrawalCode::draw(&mut rand::rng())),
        }
    }

    /// What was begun is over: it takes no more room than what is finished.
    fn end(&self, survey: &OfferedSurvey, door: Door) {
        if let (Door::Open, Some(from)) = (door, self.from) {
            self.store.end(survey, from);
        }
    }

    /// Keeps what was typed on a page that somebody leaves, as far as it is in order. Where nothing is
    /// stored yet, something is only if it `begins` and [`Interview::may_begin`]; where the page was
    /// changed elsewhere meanwhile, nothing is.
    pub async fn keep(
        &self,
        survey: &OfferedSurvey,
        token: &str,
        (language, seed): (&str, u32),
        post: &Post,
        begins: bool,
    ) -> Result<Option<Kept>, Error> {
        let questionnaire = &*survey.questionnaire;
        for _ in 0..ATTEMPTS {
            let mut door = None;
            let mut saved = match self.store.progress(survey, token).await? {
                Standing::Draft(saved) => saved,
                Standing::Nothing if begins => {
                    let Some(admission) = self.store.admission(survey, token).await? else {
                        return Ok(None);
                    };
                    door = Some(admission.door);
                    self.first(survey, language, seed)
                }
                Standing::Nothing | Standing::Submitted => return Ok(None),
            };
            let env = self.env(language, saved.draft.seed);
            language.clone_into(&mut saved.draft.language);
            let interview = Interview::new(questionnaire, &saved.draft, &env);
            if elsewhere(survey, &interview, post.page).is_some() {
                return Ok(None);
            }
            let Some((draft, is_all)) = interview.keep(post) else { return Ok(None) };
            let kept = Saved { draft, ..saved };
            let interview = Interview::new(questionnaire, &kept.draft, &env);
            if let Some(door) = door {
                if !interview.may_begin(post.page) {
                    return Ok(None);
                }
                if let Some(from) = self.from {
                    self.store.begin(survey, token, door, from).await?;
                }
            }
            if self.store.save(survey, token, &kept, &post.form).await? {
                return Ok(Some(Kept { mark: interview.fingerprint(post.page), is_all }));
            }
        }
        Err(Error::Busy)
    }

    /// Submits the draft of a token and says where to go; nowhere when there is no draft. Submitting
    /// again changes nothing and ends at the same place. Answers that are not those that were `shown` (see
    /// [`Interview::fingerprint_of_all`]) are shown again, and not submitted unseen; so are those of a page that
    /// does not say which it showed.
    pub async fn submit(
        &self,
        survey: &OfferedSurvey,
        token: &str,
        (language, shown): (&str, Option<&str>),
    ) -> Result<Option<Destination>, Error> {
        let mut has_failed = false;
        for _ in 0..ATTEMPTS {
            let mut saved = match self.store.progress(survey, token).await? {
                Standing::Submitted => return Ok(Some(Destination::Done)),
                Standing::Nothing => return Ok(None),
                Standing::Draft(saved) => saved,
            };
            language.clone_into(&mut saved.draft.language);
            let env = self.env(language, saved.draft.seed);
            let interview = Interview::new(&survey.questionnaire, &saved.draft, &env);
            if shown != Some(interview.fingerprint_of_all().as_str()) {
                return Ok(Some(interview.resume()));
            }
            let response = match interview.response() {
                Ok(response) => response,
                Err(Unready::Page(page)) => return Ok(Some(Destination::Page(page))),
                Err(Unready::Discard) => {
                    self.store.discard(survey, token).await?;
                    return Ok(None);
                }
            };
            let Some(admission) = self.store.admission(survey, token).await? else {
                return Ok(None);
            };
            let door = admission.door;
            match self.store.submit(survey, token, saved, response, admission).await {
                // Of many that come at once, one has made room.
                Ok(Submitting::Done) => {
                    self.end(survey, door);
                    return Ok(Some(Destination::Done));
                }
                Ok(Submitting::DoneBefore) => return Ok(Some(Destination::Done)),
                Ok(Submitting::Stale) => {}
                // Nobody knows whether it arrived, so it is looked up.
                Err(error) => match self.store.progress(survey, token).await {
                    Ok(Standing::Submitted) => return Ok(Some(Destination::Done)),
                    Ok(_) if !has_failed => has_failed = true,
                    _ => return Err(error),
                },
            }
        }
        Err(Error::Busy)
    }
}

/// Where somebody must go who asks for a page that she cannot see yet (or no longer). An author may
/// look at every page of the route.
pub fn elsewhere(
    survey: &OfferedSurvey,
    interview: &Interview<'_>,
    page: usize,
) -> Option<Destination> {
    match survey.is_trial && interview.evaluation().is_on_route(page) {
        true => None,
        false => interview.elsewhere(page),
    }
}
