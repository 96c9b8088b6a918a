//! Pretests: links by which people without an account walk through a manuscript as it was when the link was made, and
//! comment on it. The token stands in the link and nowhere else. Of the answers nothing comes here; of the people how many
//! began and came to an end.

use std::collections::HashMap;
use std::time::{Duration, Instant as Moment};

use anyhow::Context;
use jiff::Timestamp;
use jiff::civil::Date;

use super::comments::{MOST, named};
use super::media::ManuscriptShelf;
use super::{read, writer, written};
use crate::app::actor::Actor;
use crate::app::interviews::Task;
use crate::app::interviews::pretest::{
    GuestComment, GuestRefusal, LONGEST, LONGEST_NAME, PretestDesk,
};
use crate::app::office::Office;
use crate::app::respondents::budget::{Allowance, Budget, Budgets, Quota};
use crate::app::respondents::throttle::Network;
use crate::clock::local;
use crate::domain::AuditAction;
use crate::domain::look::OrganisationLook;
use crate::engine::{Questionnaire, check};
use crate::error::Error;
use crate::ids::{ManuscriptId, SurveyId};
use crate::seal::{token, token_hash};
use crate::storage::Instant;
use crate::storage::office::audit;
use crate::storage::office::comments::{
    CommentRow, GUEST, count_guests, insert_comment, last_comment,
};
use crate::storage::office::manuscripts::{find_manuscript, find_owner};
use crate::storage::office::organisations::load_look;
use crate::storage::office::pretests::{
    PretestHead, PretestRow, count_comments, count_walk, empty_pretests, end_pretest,
    find_document, find_pretest, insert_pretest, list_pretests,
};

/// For how many days a link is good, today not counted, where nothing else is said.
pub const USUAL_DAYS: i32 = 14;
/// And at most.
pub const MOST_DAYS: i32 = 60;
/// The most links of a manuscript that are good at once.
pub const MOST_RUNNING: usize = 10;
/// The most links of a manuscript.
pub const MOST_LINKS: i64 = 50;
/// The most comments by one link.
pub const MOST_BY_LINK: i64 = 300;
/// The most comments of a manuscript from all its pretests: colleagues keep room for theirs.
const MOST_BY_GUESTS: i64 = MOST / 2;

/// Interviews of a network in an hour: a roomful of colleagues, and no more than a part of what a link has room for.
const WALKS: Allowance = Allowance {
    what: "interviews of pretests",
    network: Quota::of(60, Duration::from_secs(3600)),
    survey: Quota::of(600, Duration::from_secs(3600)),
    scarce: 10,
};

/// Comments of a network in an hour, fewer than a link may have.
const COMMENTS: Allowance = Allowance {
    what: "comments in pretests",
    network: Quota::of(100, Duration::from_secs(3600)),
    survey: Quota::of(600, Duration::from_secs(3600)),
    scarce: 30,
};

/// A link as its designer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PretestLink {
    /// Its number.
    pub number: i64,
    /// When it was made.
    pub made_at: Timestamp,
    /// By whom: the address of an account.
    pub made_by: String,
    /// Its last day.
    pub last_day: Date,
    /// How it stands.
    pub state: PretestState,
    /// How many began.
    pub began: i64,
    /// How many came to an end.
    pub finished: i64,
    /// How many comments came by it.
    pub comments: i64,
}

/// How a link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PretestState {
    /// It is good.
    Running,
    /// Its last day is over.
    Over,
    /// Somebody ended it.
    Ended,
}

/// Why there is no link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PretestRefusal {
    /// The questionnaire has so many errors.
    Errors(usize),
    /// The day is over, or too far away.
    Day,
    /// So many are good already.
    TooManyRunning,
    /// There are so many already.
    TooMany,
}

/// A questionnaire with a look, and where its pictures are.
pub type Pretested = ((Questionnaire, OrganisationLook), ManuscriptShelf);

/// Which pretest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PretestKey {
    manuscript: ManuscriptId,
    number: i64,
}

fn day(stored: &str) -> Result<Date, Error> {
    Ok(stored.parse().context("reading a pretest's last day")?)
}

fn state(head: &PretestHead, last_day: Date, today: Date) -> PretestState {
    match head.ended_at {
        Some(_) => PretestState::Ended,
        None if last_day < today => PretestState::Over,
        None => PretestState::Running,
    }
}

impl Office {
    /// The links of a manuscript, the newest first.
    pub async fn pretests(
        &self,
        actor: &Actor,
        id: &ManuscriptId,
    ) -> Result<Vec<PretestLink>, Error> {
        let (organisation, id) = (writer(actor)?.organisation.clone(), id.clone());
        let today = self.clock.today();
        self.office
            .read(move |conn| {
                find_manuscript(conn, &organisation, &id)?.ok_or(Error::NotFound)?;
                let heads = list_pretests(conn, &id)?;
                let counts: HashMap<i64, i64> = count_comments(conn, &id)?.into_iter().collect();
                let people = named(conn, &organisation)?;
                let link = |head: PretestHead| {
                    let last_day = day(&head.last_day)?;
                    Ok(PretestLink {
                        state: state(&head, last_day, today),
                        number: head.number,
                        made_at: head.made_at.timestamp(),
                        made_by: people.get(&head.made_by).cloned().unwrap_or(head.made_by),
                        last_day,
                        began: head.began,
                        finished: head.finished,
                        comments: counts.get(&head.number).copied().unwrap_or(0),
                    })
                };
                heads.into_iter().map(link).collect()
            })
            .await
    }

    /// Makes a link for a manuscript as it is now, good up to and including this day, and gives its token.
    pub async fn begin_pretest(
        &self,
        actor: &Actor,
        id: &ManuscriptId,
        last_day: Date,
    ) -> Result<Result<String, PretestRefusal>, Error> {
        let account = writer(actor)?;
        let (organisation, by) = (account.organisation.clone(), account.id.to_string());
        let now = self.clock.now();
        let today = local(now).date();
        let days = (last_day - today).get_days();
        if !(0..=MOST_DAYS).contains(&days) {
            return Ok(Err(PretestRefusal::Day));
        }
        let event = actor.event(now, AuditAction::BeginPretest, &organisation, id.as_str());
        let (id, token) = (id.clone(), token());
        let token_hash = token_hash(&token);
        let begun = self.office.write(move |conn| {
            // Of two who make a link at once, one is first: links are numbered.
            audit::wait_for_turn(conn)?;
            let row = find_manuscript(conn, &organisation, &id)?.ok_or(Error::NotFound)?;
            let definition = read(&row.document)?;
            if let Err(problems) = check(definition.clone()).sound() {
                let errors = problems.iter().filter(|problem| problem.is_error()).count();
                return Ok(Err(PretestRefusal::Errors(errors)));
            }
            let links = list_pretests(conn, &id)?;
            let last = links.first().map_or(0, |link| link.number);
            if last >= MOST_LINKS {
                return Ok(Err(PretestRefusal::TooMany));
            }
            let days = links.iter().map(|link| day(&link.last_day));
            let days = days.collect::<Result<Vec<Date>, Error>>()?;
            let states = links.iter().zip(days).map(|(link, day)| state(link, day, today));
            if states.filter(|state| *state == PretestState::Running).count() >= MOST_RUNNING {
                return Ok(Err(PretestRefusal::TooManyRunning));
            }
            empty_pretests(conn, &id, &today.to_string())?;
            let row = PretestRow {
                manuscript_id: id.clone(),
                number: last + 1,
                token_hash: token_hash.clone(),
                document: written(&definition)?,
                made_at: now.into(),
                made_by: by.clone(),
                last_day: last_day.to_string(),
                began: 0,
                finished: 0,
            };
            insert_pretest(conn, &row)?;
            audit::append(conn, event.clone())?;
            Ok::<_, Error>(Ok(()))
        });
        Ok(begun.await?.map(|()| token))
    }

    /// Ends a link; one that is over stays so.
    pub async fn end_pretest(
        &self,
        actor: &Actor,
        id: &ManuscriptId,
        number: i64,
    ) -> Result<(), Error> {
        let (organisation, id) = (writer(actor)?.organisation.clone(), id.clone());
        let now = self.clock.now();
        let event = actor.event(now, AuditAction::EndPretest, &organisation, id.as_str());
        self.office
            .write(move |conn| {
                find_manuscript(conn, &organisation, &id)?.ok_or(Error::NotFound)?;
                if end_pretest(conn, &id, number, now.into())? {
                    audit::append(conn, event.clone())?;
                }
                Ok::<_, Error>(())
            })
            .await
    }

    /// The pretest of a token and whether it goes on. Whoever has the token may walk through it.
    pub async fn find_pretest(&self, token: &str) -> Result<Option<(PretestKey, bool)>, Error> {
        let (hash, today) = (token_hash(token), self.clock.today());
        let found = self.office.look_up(move |conn| Ok::<_, Error>(find_pretest(conn, &hash)?));
        let Some(head) = found.await? else { return Ok(None) };
        let runs = state(&head, day(&head.last_day)?, today) == PretestState::Running;
        let key = PretestKey { manuscript: head.manuscript_id, number: head.number };
        Ok(Some((key, runs)))
    }

    /// The questionnaire of a pretest, as it was when its link was made, in the look of its organisation; and where its
    /// pictures are.
    pub async fn pretested(&self, key: &PretestKey) -> Result<Option<Pretested>, Error> {
        let PretestKey { manuscript, number } = key.clone();
        let found = move |conn: &mut _| {
            let document = find_document(conn, &manuscript, number)?.filter(|it| !it.is_empty());
            let owner = find_owner(conn, &manuscript)?;
            let Some((document, owner)) = document.zip(owner) else { return Ok(None) };
            let (look, _) = load_look(conn, &owner)?;
            Ok::<_, Error>(Some((document, owner, look)))
        };
        let Some((document, owner, look)) = self.office.read(found).await? else { return Ok(None) };
        let Some(questionnaire) = check(read(&document)?).shown() else { return Ok(None) };
        let shelf = self.shelf(&owner, &key.manuscript);
        Ok(Some(((questionnaire, look.parse().unwrap_or_default()), shelf)))
    }
}

/// Where the comments of pretests go.
#[derive(Debug, Clone)]
pub struct PretestOffice {
    office: Office,
    budgets: Budgets,
    walks: Budget,
    comments: Budget,
}

impl PretestOffice {
    /// In this office.
    pub fn new(office: Office) -> Self {
        let (walks, comments) = (Budget::new(WALKS), Budget::new(COMMENTS));
        Self { office, budgets: Budgets::default(), walks, comments }
    }

    /// The office behind it.
    pub fn office(&self) -> &Office {
        &self.office
    }

    /// Its desk for one pretest.
    pub fn desk(&self, key: PretestKey) -> OfficeDesk {
        OfficeDesk { at: self.clone(), key }
    }
}

/// Where what comes of one pretest goes.
#[derive(Debug)]
pub struct OfficeDesk {
    at: PretestOffice,
    key: PretestKey,
}

impl OfficeDesk {
    /// What its budgets are counted for.
    fn place(&self) -> SurveyId {
        SurveyId(format!("{}/{}", self.key.manuscript.as_str(), self.key.number))
    }

    async fn write(&self, comment: GuestComment) -> Result<Result<(), GuestRefusal>, Error> {
        let PretestKey { manuscript, number } = self.key.clone();
        let now = Instant::from(self.at.office.clock.now());
        let kept = self.at.office.office.write(move |conn| {
            // Comments are numbered.
            audit::wait_for_turn(conn)?;
            let (all, by_link) = count_guests(conn, &manuscript, number)?;
            let last = last_comment(conn, &manuscript)?;
            if last >= MOST || all >= MOST_BY_GUESTS || by_link >= MOST_BY_LINK {
                return Ok(Err(GuestRefusal::TooMany));
            }
            let row = CommentRow {
                manuscript_id: manuscript.clone(),
                number: last + 1,
                element: comment.about.to_string(),
                answers: None,
                words: comment.words.clone(),
                made_at: now,
                made_by: GUEST.to_owned(),
                done_at: None,
                done_by: None,
                pretest: Some(number),
                guest: Some(comment.name.clone()),
                page: comment.page.as_ref().map(ToString::to_string),
            };
            insert_comment(conn, &row)?;
            Ok(Ok(()))
        });
        kept.await
    }
}

impl PretestDesk for OfficeDesk {
    fn admits(&self, from: Network, bytes: Option<u64>) -> bool {
        match bytes {
            None => self.at.walks.take(from, &self.place(), 1, Moment::now()),
            Some(bytes) => self.at.budgets.files.take(from, &self.place(), bytes, Moment::now()),
        }
    }

    fn walked(&self, began: bool, finished: bool) -> Task<'_, ()> {
        let PretestKey { manuscript, number } = self.key.clone();
        let count = move |conn: &mut _| {
            count_walk(conn, &manuscript, number, (began, finished))?;
            Ok::<_, Error>(())
        };
        Box::pin(async move { self.at.office.office.write(count).await })
    }

    fn keep(
        &self,
        comment: GuestComment,
        from: Option<Network>,
    ) -> Task<'_, Result<(), GuestRefusal>> {
        Box::pin(async move {
            if comment.words.is_empty() {
                return Ok(Err(GuestRefusal::Empty));
            }
            if comment.words.chars().count() > LONGEST {
                return Ok(Err(GuestRefusal::TooLong));
            }
            if comment.name.chars().count() > LONGEST_NAME {
                return Ok(Err(GuestRefusal::LongName));
            }
            let may = from
                .is_none_or(|from| self.at.comments.take(from, &self.place(), 1, Moment::now()));
            if !may {
                return Ok(Err(GuestRefusal::TooMany));
            }
            self.write(comment).await
        })
    }
}
