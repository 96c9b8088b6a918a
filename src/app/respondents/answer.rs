//! Answering: what a resident does, from the first page to the last. Sees `collect` only.
//!
//! The route is derived on every request; a draft holds the answers and the pages already seen.
//! Every write is guarded by the draft's revision and tried again when another request was faster,
//! so nothing is lost and nothing is stored twice. Start reading at [`Respondents::post`].

use std::sync::Arc;

use anyhow::Context;
use jiff::ToSpan;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::Respondents;
use crate::access::Withdrawal;
use crate::app::env;
use crate::app::versions::State;
use crate::domain::{Mode, Offer, Offers};
use crate::engine::expr::Env;
use crate::engine::interview::{self, Destination, Look, Post, Then};
use crate::engine::media::MediaFile;
use crate::engine::{Draft, Interview, Questionnaire};
use crate::error::Error;
use crate::i18n::Locale;
use crate::ids::{AttachmentId, Slug, SurveyId};
use crate::seal::DraftKey;
use crate::storage::collect::{attachments, codes, drafts, media, surveys};

/// Days a draft is kept at least without being touched: whole weeks.
pub const DRAFT_DAYS: usize = 56;
/// Days drafts are kept after the last day of their survey.
const DAYS_AFTER_END: i64 = 7;
/// How often a request is tried again when others change the same draft at the same time.
pub(in crate::app) const ATTEMPTS: usize = 8;

/// A survey as a resident meets it.
#[derive(Debug, Clone)]
pub struct Survey {
    /// Its id.
    pub id: SurveyId,
    /// Its name in addresses.
    pub slug: Slug,
    /// Hash of the version in the field.
    pub version: String,
    /// The questionnaire.
    pub questionnaire: Arc<Questionnaire>,
    /// Whether it can be answered today.
    pub state: State,
    /// How far answers are from people.
    pub mode: Mode,
    /// What it offers beside the questionnaire.
    pub offers: Offers,
}

/// Where a resident stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Progress {
    /// Nothing is stored.
    Nothing,
    /// An unfinished interview.
    Draft(Saved),
    /// Submitted.
    Submitted,
}

/// A stored draft with its revision.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// The draft.
    pub draft: Draft,
    /// Counts the saves.
    pub revision: i32,
    /// With which the submitted answers can be deleted later, where the survey offers that.
    pub withdrawal: Option<Withdrawal>,
}

/// What became of a posted page.
#[derive(Debug, Clone, PartialEq)]
pub enum Posted {
    /// Stored; go on there.
    Go(Then),
    /// Not stored: the page is not (or no longer) on her way; go there.
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

/// What is sealed as a draft.
#[derive(Serialize, Deserialize)]
struct Sealed<D> {
    version: String,
    draft: D,
    #[serde(default)]
    withdrawal: Option<String>,
}

impl Respondents {
    /// The survey with this slug. Its document is read once for each version.
    pub async fn survey(&self, slug: &str) -> Result<Survey, Error> {
        let wanted = Slug::parse(slug).ok_or(Error::NotFound)?;
        let heading = self
            .collect
            .read(move |conn| Ok::<_, Error>(surveys::find_heading(conn, &wanted)?))
            .await?
            .ok_or(Error::NotFound)?;
        let questionnaire = match self.versions.find(&heading.version_hash) {
            Some(questionnaire) => questionnaire,
            None => {
                let id = heading.id.clone();
                let read = self
                    .collect
                    .read(move |conn| Ok::<_, Error>(surveys::load_document(conn, &id)?));
                self.versions.questionnaire(&heading.version_hash, &read.await?)?
            }
        };
        let (opens, closes) = (heading.opens_on.as_deref(), heading.closes_on.as_deref());
        Ok(Survey {
            state: State::on(&self.clock, opens, closes),
            questionnaire,
            id: heading.id,
            slug: heading.slug,
            version: heading.version_hash,
            mode: heading.mode,
            offers: heading.offers,
        })
    }

    /// The content of a file that a questionnaire shows.
    pub async fn medium(&self, file: &MediaFile) -> Result<Vec<u8>, Error> {
        let hash = file.hash.clone();
        let bytes =
            self.collect.read(move |conn| Ok::<_, Error>(media::find_bytes(conn, &hash)?)).await?;
        bytes.ok_or(Error::NotFound)
    }

    /// What expressions may know now, in this language; the seed is the draft's.
    pub fn env(&self, language: &str, seed: u32) -> Env {
        let locale = Locale::find(language).unwrap_or_else(Locale::fallback);
        Env { seed: seed.into(), ..env(&self.clock, locale) }
    }

    /// Where the holder of a token stands.
    pub async fn progress(&self, survey: &Survey, token: &str) -> Result<Progress, Error> {
        let key = DraftKey::from_token(&self.secret, &survey.id, token);
        let (survey_id, id) = (survey.id.clone(), key.id.clone());
        let (row, spent) = self
            .collect
            .read(move |conn| {
                let row = drafts::find_draft(conn, &survey_id, &id)?;
                let spent = row.is_none() && drafts::is_spent(conn, &survey_id, &id)?;
                Ok::<_, Error>((row, spent))
            })
            .await?;
        match row {
            Some(row) => {
                let plain = key.open(&row.sealed).context("opening a draft")?;
                let sealed: Sealed<Draft> =
                    serde_json::from_slice(&plain).map_err(|e| Error::unreadable("a draft", &e))?;
                let withdrawal = sealed.withdrawal.and_then(|code| Withdrawal::parse(&code).ok());
                let (draft, revision) = (sealed.draft, row.revision);
                Ok(Progress::Draft(Saved { draft, revision, withdrawal }))
            }
            None if spent => Ok(Progress::Submitted),
            None => Ok(Progress::Nothing),
        }
    }

    /// Takes a posted page: checks it, stores it, and says where to go. Nothing is stored before
    /// the first page is accepted, and nothing at all when it ends there. `seed` is the one the page
    /// was shown with, when nothing was stored yet.
    pub async fn post(
        &self,
        survey: &Survey,
        token: &str,
        (language, seed): (&str, u32),
        post: &Post,
    ) -> Result<Posted, Error> {
        let questionnaire = &*survey.questionnaire;
        for _ in 0..ATTEMPTS {
            let (mut draft, revision, withdrawal) = match self.progress(survey, token).await? {
                Progress::Submitted => return Ok(Posted::Go(Then::To(Destination::Done))),
                Progress::Draft(saved) => (saved.draft, Some(saved.revision), saved.withdrawal),
                Progress::Nothing if self.admission(survey, token).await?.is_none() => {
                    return Ok(Posted::Gone);
                }
                Progress::Nothing => {
                    let offered = survey.offers.has(Offer::Withdrawal);
                    let withdrawal = offered.then(|| Withdrawal::draw(&mut rand::rng()));
                    let env = self.env(language, seed);
                    (Interview::begin(questionnaire, seed, language, &env), None, withdrawal)
                }
            };
            let env = self.env(language, draft.seed);
            language.clone_into(&mut draft.language);
            let interview = Interview::new(questionnaire, &draft, &env);
            if let Some(elsewhere) = interview.elsewhere(post.page) {
                return Ok(match revision {
                    Some(_) => Posted::Elsewhere(elsewhere),
                    None => Posted::Gone,
                });
            }
            let (draft, then) = match interview.post(post) {
                interview::Posted::Taken(Some(draft), then) => (draft, then),
                interview::Posted::Taken(None, then) => return Ok(Posted::Go(then)),
                interview::Posted::Rejected(look) => return Ok(Posted::Rejected(look)),
                interview::Posted::Changed(look) => return Ok(Posted::Changed(look)),
                interview::Posted::Unknown => return Ok(Posted::Unknown),
            };
            if let Then::To(Destination::End(end)) = then
                && !questionnaire.ends()[end].definition.keep
            {
                self.discard(survey, token).await?;
                return Ok(Posted::Go(then));
            }
            if self.save(survey, token, &draft, revision, withdrawal.as_ref()).await? {
                return Ok(Posted::Go(then));
            }
        }
        Err(Error::Busy)
    }

    /// Keeps what was typed on a page that somebody leaves, as far as it is in order, and returns the
    /// page's new [`Interview::fingerprint`]. Where nothing is stored yet, nothing is; where the page
    /// was changed elsewhere meanwhile, neither.
    pub async fn keep(
        &self,
        survey: &Survey,
        token: &str,
        language: &str,
        post: &Post,
    ) -> Result<Option<String>, Error> {
        let questionnaire = &*survey.questionnaire;
        for _ in 0..ATTEMPTS {
            let Progress::Draft(saved) = self.progress(survey, token).await? else {
                return Ok(None);
            };
            let Saved { mut draft, revision, withdrawal } = saved;
            let env = self.env(language, draft.seed);
            language.clone_into(&mut draft.language);
            let interview = Interview::new(questionnaire, &draft, &env);
            if interview.elsewhere(post.page).is_some() {
                return Ok(None);
            }
            let Some(kept) = interview.keep(post) else { return Ok(None) };
            if self.save(survey, token, &kept, Some(revision), withdrawal.as_ref()).await? {
                let interview = Interview::new(questionnaire, &kept, &env);
                return Ok(Some(interview.fingerprint(post.page)));
            }
        }
        Err(Error::Busy)
    }

    /// Stores a draft unless somebody was faster.
    async fn save(
        &self,
        survey: &Survey,
        token: &str,
        draft: &Draft,
        revision: Option<i32>,
        withdrawal: Option<&Withdrawal>,
    ) -> Result<bool, Error> {
        let key = DraftKey::from_token(&self.secret, &survey.id, token);
        let sealed = sealed(&key, &survey.version, draft, withdrawal)?;
        // What a page took away or replaced goes now.
        let takes_files = survey.questionnaire.has_uploads();
        let files = survey.questionnaire.files(draft.answers.iter());
        let kept: Vec<AttachmentId> = files.iter().map(|(_, name)| key.file(name).id).collect();
        let row = drafts::Draft {
            survey_id: survey.id.clone(),
            sealed,
            id: key.id,
            revision: revision.unwrap_or(0).wrapping_add(1),
            week: self.week(),
        };
        self.collect
            .write(move |conn| {
                let is_saved = match revision {
                    Some(old) => drafts::save_draft(conn, &row, old)?,
                    None => {
                        !drafts::is_spent(conn, &row.survey_id, &row.id)?
                            && drafts::insert_draft(conn, &row)?
                    }
                };
                if is_saved && takes_files {
                    attachments::keep_only(conn, &row.survey_id, &row.id, &kept)?;
                }
                Ok::<_, Error>(is_saved)
            })
            .await
    }

    /// Deletes the draft of a token, if there is one.
    pub async fn discard(&self, survey: &Survey, token: &str) -> Result<(), Error> {
        let id = DraftKey::from_token(&self.secret, &survey.id, token).id;
        let survey = survey.id.clone();
        self.collect
            .write(move |conn| Ok::<_, Error>(drafts::delete_draft(conn, &survey, &id)?))
            .await?;
        Ok(())
    }

    /// Deletes drafts that nobody came back to, and the drafts, codes and spent ids of surveys that ended
    /// a week ago. Says how many. A draft knows only its week, so it may stay a week longer than [`DRAFT_DAYS`].
    pub fn delete_abandoned(&self) -> Result<usize, Error> {
        let oldest = self.week() - i32::try_from(DRAFT_DAYS / 7).unwrap_or(i32::MAX);
        let latest = self.clock.today().saturating_sub(DAYS_AFTER_END.days()).to_string();
        self.collect.write_now(move |conn| {
            let mut deleted = drafts::delete_drafts_before(conn, oldest)?;
            for survey in surveys::list_headings(conn)? {
                if survey.closes_on.is_some_and(|last| last < latest) {
                    deleted += drafts::delete_drafts_of(conn, &survey.id)?;
                    deleted += codes::delete_codes_of(conn, &survey.id)?;
                    deleted += drafts::delete_spent_of(conn, &survey.id)?;
                }
            }
            Ok(deleted)
        })
    }

    /// Weeks since 1970, the only time a draft keeps.
    pub(in crate::app) fn week(&self) -> i32 {
        i32::try_from(self.clock.now().as_second() / (7 * 24 * 3600)).unwrap_or(i32::MAX)
    }
}

/// A draft sealed for its owner, with the version it answers.
pub(in crate::app) fn sealed(
    key: &DraftKey,
    version: &str,
    draft: &Draft,
    withdrawal: Option<&Withdrawal>,
) -> Result<Vec<u8>, Error> {
    let withdrawal = withdrawal.map(Withdrawal::plain);
    let sealed = Sealed { version: version.to_owned(), draft, withdrawal };
    let plain = Zeroizing::new(serde_json::to_vec(&sealed).context("writing a draft")?);
    Ok(key.seal(&plain).context("sealing a draft")?)
}
