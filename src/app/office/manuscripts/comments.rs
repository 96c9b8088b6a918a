//! What colleagues say to each other about the elements of a manuscript: threads with answers, which are open or done. An
//! element is found by its key, so a comment stays with what is renamed or moved; where the element is gone, it is kept.

use std::collections::HashMap;

use jiff::Timestamp;

use super::writer;
use crate::app::actor::Actor;
use crate::app::office::Office;
use crate::engine::edit::Element;
use crate::error::Error;
use crate::ids::{ManuscriptId, OrganisationId};
use crate::storage::office::audit;
use crate::storage::office::comments::{
    CommentRow, find_thread, insert_comment, last_comment, list_comments, mark_done,
};
use crate::storage::office::manuscripts::find_manuscript;
use crate::storage::office::memberships::list_addresses;
use crate::storage::{Conn, Instant};

/// The most characters of a comment.
pub const LONGEST: usize = 2000;
/// The most comments of a manuscript, answers among them.
pub const MOST: i64 = 2000;

/// Something that somebody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remarked {
    /// What.
    pub words: String,
    /// When.
    pub at: Timestamp,
    /// By whom: the address of an account, or the name that was given in a pretest, which may be empty.
    pub by: String,
    /// In a pretest, by somebody without an account.
    pub is_guest: bool,
}

/// A comment with its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentThread {
    /// Its number.
    pub number: i64,
    /// The key of the element that it is about, which may be gone.
    pub element: String,
    /// The key of the page on which it was written, in a pretest.
    pub page: Option<String>,
    /// The comment, and what was answered.
    pub said: Vec<Remarked>,
    /// When it was done and by whom; none where it is open.
    pub done: Option<(Timestamp, String)>,
}

/// What is done with comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommentAct {
    /// Begins a thread about an element.
    Begin(Element, String),
    /// Answers in one.
    Answer(i64, String),
    /// Says that one is done.
    Finish(i64),
    /// Opens one again.
    Reopen(i64),
}

/// Why a comment is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommentRefusal {
    /// There is nothing in it.
    Empty,
    /// It is too long.
    TooLong,
    /// There are too many.
    TooMany,
    /// There is no such thread.
    Absent,
}

impl Office {
    /// The threads of a manuscript, the oldest first.
    pub async fn comments(
        &self,
        actor: &Actor,
        id: &ManuscriptId,
    ) -> Result<Vec<CommentThread>, Error> {
        let (organisation, id) = (writer(actor)?.organisation.clone(), id.clone());
        self.office.read(move |conn| load(conn, &organisation, &id)).await
    }

    /// Does something with the comments of a manuscript.
    pub async fn comment(
        &self,
        actor: &Actor,
        id: &ManuscriptId,
        act: CommentAct,
    ) -> Result<Result<(), CommentRefusal>, Error> {
        let account = writer(actor)?;
        let (organisation, by) = (account.organisation.clone(), account.id.to_string());
        let (id, now) = (id.clone(), Instant::from(self.clock.now()));
        self.office
            .write(move |conn| {
                // Comments are numbered.
                audit::wait_for_turn(conn)?;
                find_manuscript(conn, &organisation, &id)?.ok_or(Error::NotFound)?;
                let number = match &act {
                    CommentAct::Begin(..) => None,
                    CommentAct::Answer(number, _)
                    | CommentAct::Finish(number)
                    | CommentAct::Reopen(number) => Some(*number),
                };
                let thread = number.map(|number| find_thread(conn, &id, number)).transpose()?;
                let (element, words) = match (&act, thread.flatten()) {
                    (CommentAct::Begin(of, words), _) => (of.to_string(), words),
                    (CommentAct::Answer(_, words), Some(element)) => (element, words),
                    (CommentAct::Finish(number), Some(_)) => {
                        mark_done(conn, &id, *number, Some((now, &by)))?;
                        return Ok(Ok(()));
                    }
                    (CommentAct::Reopen(number), Some(_)) => {
                        mark_done(conn, &id, *number, None)?;
                        return Ok(Ok(()));
                    }
                    (_, None) => return Ok(Err(CommentRefusal::Absent)),
                };
                if words.is_empty() {
                    return Ok(Err(CommentRefusal::Empty));
                }
                if words.chars().count() > LONGEST {
                    return Ok(Err(CommentRefusal::TooLong));
                }
                let last = last_comment(conn, &id)?;
                if last >= MOST {
                    return Ok(Err(CommentRefusal::TooMany));
                }
                let row = CommentRow {
                    manuscript_id: id.clone(),
                    number: last + 1,
                    element,
                    answers: number,
                    words: words.clone(),
                    made_at: now,
                    made_by: by.clone(),
                    done_at: None,
                    done_by: None,
                    pretest: None,
                    guest: None,
                    page: None,
                };
                insert_comment(conn, &row)?;
                Ok(Ok(()))
            })
            .await
    }
}

fn load(
    conn: &mut Conn,
    organisation: &OrganisationId,
    id: &ManuscriptId,
) -> Result<Vec<CommentThread>, Error> {
    find_manuscript(conn, organisation, id)?.ok_or(Error::NotFound)?;
    let rows = list_comments(conn, id)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let people = named(conn, organisation)?;
    let named = |id: &str| people.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let mut threads: Vec<CommentThread> = Vec::new();
    for row in rows {
        let is_guest = row.pretest.is_some();
        let said = Remarked {
            words: row.words,
            at: row.made_at.timestamp(),
            by: if is_guest { row.guest.unwrap_or_default() } else { named(&row.made_by) },
            is_guest,
        };
        match row.answers {
            None => threads.push(CommentThread {
                number: row.number,
                element: row.element,
                page: row.page,
                said: vec![said],
                done: row
                    .done_at
                    .map(|at| (at.timestamp(), named(row.done_by.as_deref().unwrap_or_default()))),
            }),
            Some(number) => {
                if let Some(thread) = threads.iter_mut().find(|it| it.number == number) {
                    thread.said.push(said);
                }
            }
        }
    }
    Ok(threads)
}

/// The addresses of an organisation's accounts by their ids.
pub(super) fn named(
    conn: &mut Conn,
    organisation: &OrganisationId,
) -> Result<HashMap<String, String>, Error> {
    let people = list_addresses(conn, organisation)?.into_iter();
    Ok(people.map(|(id, email)| (id.to_string(), email)).collect())
}
