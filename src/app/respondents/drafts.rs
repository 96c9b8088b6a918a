//! Drafts in `collect`: sealed for whoever holds their token, saved where nobody was faster, deleted
//! in time. Sees `collect` only. Start reading at [`Respondents::progress`].

use std::collections::BTreeSet;
use std::time::Instant;

use anyhow::Context;
use jiff::ToSpan;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::Respondents;
use super::budget::UNFINISHED;
use super::throttle::Network;
use crate::access::WithdrawalCode;
use crate::app::interviews::{
    Admission, DraftStore, OfferedSurvey, Saved, Sent, Standing, Submitting, Task,
};
use crate::clock::Clock;
use crate::domain::look::Crest;
use crate::domain::{DAYS_AFTER_END, Door};
use crate::engine::codebook::missing::CODING;
use crate::engine::media::{MediaFile, StoredFile};
use crate::engine::{Draft, Form, Response};
use crate::error::Error;
use crate::ids::{AttachmentId, SurveyId};
use crate::seal::DraftKey;
use crate::storage::Conn;
use crate::storage::collect::{attachments, codes, drafts, surveys};

/// Days a draft is kept at least without being touched: whole weeks.
pub const DRAFT_DAYS: usize = 56;

/// Weeks that files of a page stay that was never accepted, beside the one in which they were sent. Only
/// a page that is still open in a browser can name them.
const LEFT_WEEKS: i32 = 1;
/// What one transaction of the deletion takes at most: drafts ...
const DRAFTS: i64 = 100;
/// ... files, each of which has up to 11 MiB ...
const FILES: i64 = 4;
/// ... and codes or spent ids.
const IDS: i64 = 1000;

/// Deletes some of what a survey had, and says how much.
type Deletion = fn(&mut Conn, &SurveyId) -> Result<usize, Error>;

/// What is sealed as a draft.
#[derive(Serialize, Deserialize)]
pub(super) struct Sealed<D> {
    pub(super) version: String,
    draft: D,
    #[serde(default)]
    withdrawal: Option<String>,
    /// How the draft tells missing values from answers.
    #[serde(default)]
    coding: u8,
}

impl Respondents {
    /// The stored draft of a token, opened.
    pub(super) async fn sealed_draft(
        &self,
        survey: &OfferedSurvey,
        token: &str,
    ) -> Result<Option<(i32, Sealed<Draft>)>, Error> {
        let key = DraftKey::from_token(&self.secret, &survey.id, token);
        let (survey_id, id) = (survey.id.clone(), key.id.clone());
        let find =
            move |conn: &mut Conn| Ok::<_, Error>(drafts::find_draft(conn, &survey_id, &id)?);
        self.collect.look_up(find).await?.map(|row| opened(&key, row)).transpose()
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
                let (mark, sealed) = opened(&key, row)?;
                // It was begun a moment ago, in another window or at another process, and with another version:
                // asked again, she gets that.
                let is_other = match survey.earlier.contains_key(&sealed.version) {
                    true => survey.goes_on_as(&sealed.version) != survey.version,
                    false => sealed.version != survey.version && self.is_outdated(survey).await?,
                };
                if is_other {
                    return Err(Error::Busy);
                }
                let withdrawal =
                    sealed.withdrawal.and_then(|code| WithdrawalCode::parse(&code).ok());
                let (mut draft, mark) = (sealed.draft, Some(mark));
                if sealed.coding < CODING {
                    draft.answers = draft.answers.of_before();
                }
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
            false => Err(Error::Crowded),
        }
    }

    /// Whose budget counts: with a code her own, so that no neighbour can use it up.
    pub(super) fn payer(&self, token: &str, door: Door, from: Network) -> Network {
        match door {
            Door::Code => self.throttle.holder(token),
            Door::Open => from,
        }
    }

    /// Stores a draft unless somebody was faster. [`Error::Busy`] when a file that this page brought was
    /// deleted meanwhile, by a page of another window: sent again, the page tells.
    pub async fn save(
        &self,
        survey: &OfferedSurvey,
        token: &str,
        saved: &Saved,
        page: &Form,
    ) -> Result<bool, Error> {
        let Saved { draft, mark, withdrawal } = saved;
        let old = *mark;
        let key = DraftKey::from_token(&self.secret, &survey.id, token);
        let (version, room) = (&survey.version, survey.room);
        let sealed = sealed(&key, version, draft, withdrawal.as_ref(), room)?;
        // What a page took away or replaced goes now.
        let takes_files = survey.questionnaire.has_uploads();
        let files = survey.questionnaire.files(draft.answers.iter());
        let kept: Vec<AttachmentId> = files.iter().map(|(_, name)| key.file(name).id).collect();
        let of_page: BTreeSet<AttachmentId> = files
            .iter()
            .filter(|(name, file)| page.find(name) == Some(*file))
            .map(|(_, file)| key.file(file).id)
            .collect();
        let of_page: Vec<AttachmentId> = of_page.into_iter().collect();
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
                if !attachments::hold_all(conn, &row.survey_id, &row.id, &of_page)? {
                    return Err(Error::Busy);
                }
            }
            Ok::<_, Error>(is_saved)
        };
        // All pages but the first are one statement.
        match old.is_none() || takes_files {
            true => self.collect.write(write).await,
            false => self.collect.write_one(write).await,
        }
    }

    /// Deletes the draft of a token. False when there is none.
    pub async fn discard(&self, survey: &OfferedSurvey, token: &str) -> Result<bool, Error> {
        let id = DraftKey::from_token(&self.secret, &survey.id, token).id;
        let survey = survey.id.clone();
        self.collect
            .write(move |conn| Ok::<_, Error>(drafts::delete_draft(conn, &survey, &id)?))
            .await
    }

    /// Deletes drafts that nobody came back to, and the drafts, codes and spent ids of surveys that ended
    /// a week ago. Says how many. A draft knows only its week, so it may stay a week longer than [`DRAFT_DAYS`].
    /// Files of pages that were never accepted go after a week more than they can be sent again; when room is
    /// short, as soon as their week is over. All of it goes in small transactions, since whoever saves a
    /// page meanwhile waits for one of them.
    pub fn delete_abandoned(&self, clock: &Clock) -> Result<usize, Error> {
        let oldest = week(clock) - i32::try_from(DRAFT_DAYS / 7).unwrap_or(i32::MAX);
        let latest = clock.today().saturating_sub(DAYS_AFTER_END.days()).to_string();
        let is_short = !self.room.is_left_blocking(&self.collect);
        let mut deleted =
            self.delete_all(move |conn| Ok(drafts::delete_drafts_before(conn, oldest, DRAFTS)?))?;
        self.delete_left_before(week(clock) - if is_short { 0 } else { LEFT_WEEKS })?;
        for survey in self.collect.read_now(|conn| Ok::<_, Error>(surveys::list_headings(conn)?))? {
            if survey.closes_on.is_none_or(|last| last >= latest) {
                continue;
            }
            let steps: [Deletion; 3] = [
                |conn, survey| Ok(drafts::delete_drafts_of(conn, survey, DRAFTS)?),
                |conn, survey| Ok(codes::delete_codes_of(conn, survey, IDS)?),
                |conn, survey| Ok(drafts::delete_spent_of(conn, survey, IDS)?),
            ];
            for step in steps {
                let id = survey.id.clone();
                deleted += self.delete_all(move |conn| step(conn, &id))?;
            }
            self.delete_all(move |conn| {
                Ok(attachments::delete_of_drafts(conn, &survey.id, FILES)?)
            })?;
        }
        Ok(deleted)
    }

    /// Deletes files that were sent before this week and have no draft.
    fn delete_left_before(&self, week: i32) -> Result<(), Error> {
        loop {
            let list =
                |conn: &mut Conn| Ok::<_, Error>(attachments::list_left_before(conn, week, IDS)?);
            let left = self.collect.read_now(list)?;
            let mut deleted = 0;
            for some in left.chunks(usize::try_from(FILES).unwrap_or(1)) {
                let some = some.to_vec();
                deleted += self.collect.write_now(move |conn| {
                    Ok::<_, Error>(attachments::delete_left(conn, &some)?)
                })?;
            }
            if deleted == 0 {
                return Ok(());
            }
        }
    }

    /// Takes a step again and again, each in a transaction of its own, until it finds nothing more.
    fn delete_all(
        &self,
        step: impl Fn(&mut Conn) -> Result<usize, Error> + Clone + Send + 'static,
    ) -> Result<usize, Error> {
        let mut all = 0;
        loop {
            let step = step.clone();
            match self.collect.write_now(move |conn| step(conn))? {
                0 => return Ok(all),
                deleted => all += deleted,
            }
        }
    }

    /// Weeks since 1970, the only time a draft keeps.
    pub(in crate::app) fn week(&self) -> i32 {
        week(&self.clock)
    }
}

/// A draft with its mark.
fn opened(key: &DraftKey, row: drafts::DraftRow) -> Result<(i32, Sealed<Draft>), Error> {
    let plain = key.open(row.sealed).context("opening a draft")?;
    let sealed = serde_json::from_slice(&plain).map_err(|e| Error::unreadable("a draft", &e))?;
    Ok((row.mark, sealed))
}

fn week(clock: &Clock) -> i32 {
    i32::try_from(clock.now().as_second() / (7 * 24 * 3600)).unwrap_or(i32::MAX)
}

impl DraftStore for Respondents {
    fn survey<'t>(&'t self, slug: &'t str) -> Task<'t, OfferedSurvey> {
        Box::pin(self.survey(slug))
    }

    fn begun<'t>(
        &'t self,
        survey: &'t OfferedSurvey,
        token: &'t str,
        shown: Option<&'t str>,
    ) -> Task<'t, Option<OfferedSurvey>> {
        Box::pin(self.begun(survey, token, shown))
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
        self.budgets.interviews.credit(from, &survey.id, UNFINISHED - 1, Instant::now());
    }

    fn save<'t>(
        &'t self,
        survey: &'t OfferedSurvey,
        token: &'t str,
        saved: &'t Saved,
        page: &'t Form,
    ) -> Task<'t, bool> {
        Box::pin(self.save(survey, token, saved, page))
    }

    fn discard<'t>(&'t self, survey: &'t OfferedSurvey, token: &'t str) -> Task<'t, bool> {
        Box::pin(self.discard(survey, token))
    }

    fn submit<'t>(
        &'t self,
        survey: &'t OfferedSurvey,
        token: &'t str,
        saved: Saved,
        response: Response,
        admission: Admission,
    ) -> Task<'t, Submitting> {
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

    fn crest(&self, crest: Crest) -> Task<'_, Vec<u8>> {
        Box::pin(self.crest(crest))
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
    let sealed = Sealed { version: version.to_owned(), draft, withdrawal, coding: CODING };
    let plain = Zeroizing::new(serde_json::to_vec(&sealed).context("writing a draft")?);
    Ok(key.seal(&plain, room).context("sealing a draft")?)
}
