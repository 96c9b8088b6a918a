//! Drafts in `collect`: sealed for whoever holds their token, saved where nobody was faster, deleted
//! in time. Sees `collect` only. Start reading at [`Respondents::progress`].

use std::time::Instant;

use anyhow::Context;
use jiff::ToSpan;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::Respondents;
use super::budget::UNFINISHED;
use super::throttle::Network;
use crate::access::WithdrawalCode;
use crate::app::interviews::{Admission, DraftStore, OfferedSurvey, Saved, Sent, Standing, Task};
use crate::app::versions::SurveyState;
use crate::domain::{DAYS_AFTER_END, Door};
use crate::engine::media::MediaFile;
use crate::engine::media::StoredFile;
use crate::engine::{Draft, Form, Response};
use crate::error::Error;
use crate::ids::{AttachmentId, Slug};
use crate::seal::DraftKey;
use crate::storage::Conn;
use crate::storage::collect::{attachments, codes, drafts, media, surveys};

/// Days a draft is kept at least without being touched: whole weeks.
pub const DRAFT_DAYS: usize = 56;

/// What is sealed as a draft.
#[derive(Serialize, Deserialize)]
struct Sealed<D> {
    version: String,
    draft: D,
    #[serde(default)]
    withdrawal: Option<String>,
}

impl Respondents {
    /// The survey with this slug. Its document is read once for each version, and what can change of
    /// it once a second.
    pub async fn survey(&self, slug: &str) -> Result<OfferedSurvey, Error> {
        let wanted = Slug::parse(slug).ok_or(Error::NotFound)?;
        let heading = match self.headings.find(&wanted) {
            Some(heading) => heading,
            None => {
                let slug = wanted.clone();
                let read = self
                    .collect
                    .look_up(move |conn| Ok::<_, Error>(surveys::find_heading(conn, &slug)?));
                match (read.await, self.headings.find_last(&wanted)) {
                    (Ok(read), _) => self.headings.keep(read.ok_or(Error::NotFound)?),
                    // What she sends is read before she is told, so that she gets it back.
                    (Err(Error::Away(_)), Some(last)) => last,
                    (Err(error), _) => return Err(error),
                }
            }
        };
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
        Ok(OfferedSurvey {
            state: SurveyState::on(&self.clock, opens, closes, self.grace_days),
            questionnaire,
            id: heading.id.clone(),
            slug: heading.slug.clone(),
            version: heading.version_hash.clone(),
            mode: heading.mode,
            offers: heading.offers.clone(),
            is_trial: false,
        })
    }

    /// The content of a file that a questionnaire shows.
    pub async fn medium(&self, file: &MediaFile) -> Result<Vec<u8>, Error> {
        let hash = file.hash.clone();
        let bytes =
            self.collect.read(move |conn| Ok::<_, Error>(media::find_bytes(conn, &hash)?)).await?;
        bytes.ok_or(Error::NotFound)
    }

    /// Where the holder of a token stands.
    pub async fn progress(&self, survey: &OfferedSurvey, token: &str) -> Result<Standing, Error> {
        let key = DraftKey::from_token(&self.secret, &survey.id, token);
        let (survey_id, id) = (survey.id.clone(), key.id.clone());
        let (row, spent) = self
            .collect
            .look_up(move |conn| {
                let row = drafts::find_draft(conn, &survey_id, &id)?;
                let spent = row.is_none() && drafts::is_spent(conn, &survey_id, &id)?;
                Ok::<_, Error>((row, spent))
            })
            .await?;
        match row {
            Some(row) => {
                let plain = key.open(row.sealed).context("opening a draft")?;
                let sealed: Sealed<Draft> =
                    serde_json::from_slice(&plain).map_err(|e| Error::unreadable("a draft", &e))?;
                let withdrawal =
                    sealed.withdrawal.and_then(|code| WithdrawalCode::parse(&code).ok());
                let (draft, mark) = (sealed.draft, Some(row.mark));
                Ok(Standing::Draft(Saved { draft, mark, withdrawal }))
            }
            None if spent => Ok(Standing::Submitted),
            None => Ok(Standing::Nothing),
        }
    }

    /// Asks for room for one more interview.
    async fn begin(
        &self,
        survey: &OfferedSurvey,
        token: &str,
        door: Door,
        from: Network,
    ) -> Result<(), Error> {
        if !self.room.is_left(&self.collect).await {
            return Err(Error::NoRoom);
        }
        let who = self.payer(token, door, from);
        match self.budgets.interviews.take(who, &survey.id, UNFINISHED, Instant::now()) {
            true => Ok(()),
            false => Err(Error::TooMany),
        }
    }

    /// Whose budget counts: with a code her own, so that no neighbour can use it up.
    pub(super) fn payer(&self, token: &str, door: Door, from: Network) -> Network {
        match door {
            Door::Code => self.throttle.holder(token),
            Door::Open => from,
        }
    }

    /// Stores a draft unless somebody was faster.
    pub async fn save(
        &self,
        survey: &OfferedSurvey,
        token: &str,
        saved: &Saved,
    ) -> Result<bool, Error> {
        let Saved { draft, mark, withdrawal } = saved;
        let old = *mark;
        let key = DraftKey::from_token(&self.secret, &survey.id, token);
        let (version, room) = (&survey.version, survey.questionnaire.room());
        let sealed = sealed(&key, version, draft, withdrawal.as_ref(), room)?;
        // What a page took away or replaced goes now.
        let takes_files = survey.questionnaire.has_uploads();
        let files = survey.questionnaire.files(draft.answers.iter());
        let kept: Vec<AttachmentId> = files.iter().map(|(_, name)| key.file(name).id).collect();
        let row = drafts::DraftRow {
            survey_id: survey.id.clone(),
            sealed,
            id: key.id,
            mark: drafts::draw_mark(),
            week: self.week(),
        };
        let write = move |conn: &mut Conn| {
            let is_saved = match old {
                None => {
                    !drafts::is_spent(conn, &row.survey_id, &row.id)?
                        && drafts::insert_draft(conn, &row)?
                }
                Some(old) => drafts::save_draft(conn, &row, old)?,
            };
            if is_saved && takes_files {
                attachments::keep_only(conn, &row.survey_id, &row.id, &kept)?;
            }
            Ok::<_, Error>(is_saved)
        };
        // All pages but the first are one statement.
        match old.is_none() || takes_files {
            true => self.collect.write(write).await,
            false => self.collect.write_one(write).await,
        }
    }

    /// Deletes the draft of a token, if there is one.
    pub async fn discard(&self, survey: &OfferedSurvey, token: &str) -> Result<(), Error> {
        let id = DraftKey::from_token(&self.secret, &survey.id, token).id;
        let survey = survey.id.clone();
        self.collect
            .write(move |conn| Ok::<_, Error>(drafts::delete_draft(conn, &survey, &id)?))
            .await?;
        Ok(())
    }

    /// Deletes drafts that nobody came back to, and the drafts, codes and spent ids of surveys that ended
    /// a week ago. Says how many. A draft knows only its week, so it may stay a week longer than [`DRAFT_DAYS`].
    /// When room is short, files of pages that were never accepted go after a week.
    pub fn delete_abandoned(&self) -> Result<usize, Error> {
        let oldest = self.week() - i32::try_from(DRAFT_DAYS / 7).unwrap_or(i32::MAX);
        let latest = self.clock.today().saturating_sub(DAYS_AFTER_END.days()).to_string();
        let short = (!self.room.is_left_blocking(&self.collect)).then(|| self.week());
        self.collect.write_now(move |conn| {
            let mut deleted = drafts::delete_drafts_before(conn, oldest)?;
            if let Some(week) = short {
                attachments::delete_left_before(conn, week)?;
            }
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

impl DraftStore for Respondents {
    fn survey<'t>(&'t self, slug: &'t str) -> Task<'t, OfferedSurvey> {
        Box::pin(self.survey(slug))
    }

    fn admission<'t>(
        &'t self,
        survey: &'t OfferedSurvey,
        token: &'t str,
    ) -> Task<'t, Option<Admission>> {
        Box::pin(self.admission(survey, token))
    }

    fn progress<'t>(&'t self, survey: &'t OfferedSurvey, token: &'t str) -> Task<'t, Standing> {
        Box::pin(self.progress(survey, token))
    }

    fn begin<'t>(
        &'t self,
        survey: &'t OfferedSurvey,
        token: &'t str,
        door: Door,
        from: Network,
    ) -> Task<'t, ()> {
        Box::pin(self.begin(survey, token, door, from))
    }

    fn end(&self, survey: &OfferedSurvey, from: Network) {
        self.budgets.interviews.refund(from, &survey.id, UNFINISHED - 1);
    }

    fn save<'t>(
        &'t self,
        survey: &'t OfferedSurvey,
        token: &'t str,
        saved: &'t Saved,
    ) -> Task<'t, bool> {
        Box::pin(self.save(survey, token, saved))
    }

    fn discard<'t>(&'t self, survey: &'t OfferedSurvey, token: &'t str) -> Task<'t, ()> {
        Box::pin(self.discard(survey, token))
    }

    fn submit<'t>(
        &'t self,
        survey: &'t OfferedSurvey,
        token: &'t str,
        saved: Saved,
        response: Response,
        admission: Admission,
    ) -> Task<'t, bool> {
        Box::pin(self.submit(survey, token, saved, response, admission))
    }

    fn attach<'t>(
        &'t self,
        survey: &'t OfferedSurvey,
        who: (&'t str, Option<Network>),
        form: Form,
        files: Vec<Sent>,
    ) -> Task<'t, Form> {
        Box::pin(self.attach(survey, who, form, files))
    }

    fn tell_sizes<'t>(
        &'t self,
        survey: &'t OfferedSurvey,
        token: &'t str,
        files: Vec<&'t mut StoredFile>,
    ) -> Task<'t, ()> {
        Box::pin(self.tell_sizes(survey, token, files))
    }

    fn medium<'t>(&'t self, file: &'t MediaFile) -> Task<'t, Vec<u8>> {
        Box::pin(self.medium(file))
    }
}

/// A draft sealed for its owner, with the version it answers.
pub(in crate::app) fn sealed(
    key: &DraftKey,
    version: &str,
    draft: &Draft,
    withdrawal: Option<&WithdrawalCode>,
    room: usize,
) -> Result<Vec<u8>, Error> {
    let withdrawal = withdrawal.map(WithdrawalCode::plain);
    let sealed = Sealed { version: version.to_owned(), draft, withdrawal };
    let plain = Zeroizing::new(serde_json::to_vec(&sealed).context("writing a draft")?);
    Ok(key.seal(&plain, room).context("sealing a draft")?)
}
