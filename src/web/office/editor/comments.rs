//! Comments on the elements of a questionnaire: at the element in the editor, and all of them on a page.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};

use super::show::{name, outlined, shown_at, sort, title};
use super::{Looking, address, base, encoded};
use crate::app::office::Office;
use crate::app::office::manuscripts::Manuscript;
use crate::app::office::manuscripts::comments::{
    CommentAct, CommentRefusal, CommentThread, LONGEST, MOST,
};
use crate::engine::Form;
use crate::engine::edit::Element;
use crate::engine::model::Definition;
use crate::i18n::Locale;
use crate::ids::ManuscriptId;
use crate::view::staff::comments::{CommentsPage, CommentsView, SaidView, ThreadView};
use crate::web::office::people::zoned;
use crate::web::staff::desk::{Desk, StaffReply, go};
use crate::web::staff::form::StaffForm;
use crate::web::staff::need::WriteQuestionnaires;

/// Where the comments of a manuscript are; those on an element.
fn place(id: &ManuscriptId, at: Option<&str>) -> String {
    let at = at.map_or(String::new(), |at| format!("?at={}", encoded(at)));
    format!("{}/comments{at}", base(id))
}

/// How many comments are open, by the elements in whose lines of the outline they count.
pub(super) fn open_by_element(
    definition: &Definition,
    threads: &[CommentThread],
) -> HashMap<Element, usize> {
    let mut counts = HashMap::new();
    for thread in threads.iter().filter(|it| it.done.is_none()) {
        *counts.entry(outlined(definition, &found(definition, thread))).or_default() += 1;
    }
    counts
}

/// Where a thread is shown: at its element; where that is gone, at the page on which it was written, or at the
/// questionnaire.
fn found(definition: &Definition, thread: &CommentThread) -> Element {
    let keys = [Some(&thread.element), thread.page.as_ref()];
    let known = keys.into_iter().flatten().filter_map(|key| key.parse::<Element>().ok());
    let mut there = known.filter(|of| definition.find_element(of).is_ok());
    there.next().unwrap_or(Element::Questionnaire)
}

/// The comments on an element and on what is changed on its page, for the editor.
pub(super) fn at_element(
    t: &Locale,
    manuscript: &Manuscript,
    threads: &[CommentThread],
    at: &Element,
) -> CommentsView {
    let definition = &manuscript.definition;
    let is_here = |thread: &&CommentThread| {
        let of = found(definition, thread);
        of == *at || shown_at(definition, &of) == *at
    };
    let views = threads.iter().filter(is_here).map(|thread| {
        let is_gone = found(definition, thread).to_string() != thread.element;
        let about = is_gone.then(|| (None, gone(t, thread)));
        (ThreadView { about, ..view(t, thread) }, thread.done.is_some())
    });
    let mut comments = view_of(&manuscript.id, views);
    comments.at = Some(at.to_string());
    comments.from_editor = true;
    comments
}

fn view_of(id: &ManuscriptId, views: impl Iterator<Item = (ThreadView, bool)>) -> CommentsView {
    let (done, open): (Vec<_>, Vec<_>) = views.partition(|(_, is_done)| *is_done);
    let only = |views: Vec<(ThreadView, bool)>| views.into_iter().map(|(it, _)| it).collect();
    CommentsView {
        action: place(id, None),
        at: None,
        from_editor: false,
        typed: String::new(),
        open: only(open),
        done: only(done),
    }
}

fn view(t: &Locale, thread: &CommentThread) -> ThreadView {
    let said = thread.said.iter().map(|it| SaidView {
        by: match (it.is_guest, it.by.as_str()) {
            (true, "") => t.text("comments-nameless").into_owned(),
            (true, name) => t.with("comments-guest", &[("name", name.into())]),
            (false, by) => by.to_owned(),
        },
        at: zoned(it.at),
        words: it.words.clone(),
    });
    ThreadView {
        number: thread.number,
        about: None,
        said: said.collect(),
        done: thread.done.as_ref().map(|(at, by)| (by.clone(), zoned(*at))),
        typed: String::new(),
    }
}

/// An element: where it is changed, and what it is called.
fn called(t: &Locale, manuscript: &Manuscript, of: &Element) -> (String, String) {
    let definition = &manuscript.definition;
    let words = format!("{} {}", t.text(sort(of)), name(definition, of));
    let href = address(&manuscript.id, &shown_at(definition, of), None);
    (format!("{href}#comments"), words.trim().to_owned())
}

/// What the element of a key is called, which may be gone.
fn title_of(t: &Locale, manuscript: &Manuscript, key: &str) -> String {
    let of = key.parse::<Element>().ok();
    let there = of.filter(|of| manuscript.definition.find_element(of).is_ok());
    match there {
        Some(of) => called(t, manuscript, &of).1,
        None => t.with("comments-gone", &[("key", key.into())]),
    }
}

fn gone(t: &Locale, thread: &CommentThread) -> String {
    t.with("comments-gone", &[("key", thread.element.as_str().into())])
}

/// What a comment is about: where that is changed, and what it is called.
fn about(t: &Locale, manuscript: &Manuscript, thread: &CommentThread) -> (Option<String>, String) {
    let of = found(&manuscript.definition, thread);
    let (href, words) = called(t, manuscript, &of);
    match (of.to_string() == thread.element, of) {
        (true, _) => (Some(href), words),
        (false, Element::Questionnaire) => (None, gone(t, thread)),
        (false, _) => {
            let values = [("place", words.into()), ("key", thread.element.as_str().into())];
            (Some(href), t.with("comments-gone-on-page", &values))
        }
    }
}

/// All comments, or those on an element.
pub(in crate::web::office) async fn list(
    desk: Desk<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<String>,
    looking: Query<Looking>,
) -> StaffReply {
    let manuscript = office.manuscript(&desk.actor, &ManuscriptId(path.into_inner())).await?;
    page(&desk, &office, &manuscript, looking.at.as_deref(), None).await
}

/// A comment, an answer, or that one is done.
pub(in crate::web::office) async fn act(
    form: StaffForm<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<String>,
) -> StaffReply {
    let StaffForm { desk, values, .. } = form;
    let manuscript = office.manuscript(&desk.actor, &ManuscriptId(path.into_inner())).await?;
    let at = values.find("at").filter(|it| !it.is_empty());
    let done = match asked(&manuscript.definition, &values) {
        Some(act) => office.comment(&desk.actor, &manuscript.id, act).await?,
        None => Err(CommentRefusal::Absent),
    };
    match (done, at.and_then(|it| it.parse().ok())) {
        (Ok(()), Some(at)) if values.has("from", "editor") => {
            Ok(go(&format!("{}#comments", address(&manuscript.id, &at, values.find("in")))))
        }
        (Ok(()), _) => Ok(go(&place(&manuscript.id, at))),
        (Err(refusal), _) => page(&desk, &office, &manuscript, at, Some((&values, refusal))).await,
    }
}

/// What a form asks for; nothing where the element is gone.
fn asked(definition: &Definition, form: &Form) -> Option<CommentAct> {
    let words = form.find("words").unwrap_or_default().replace("\r\n", "\n").trim().to_owned();
    let (what, number) = form.find("act")?.split_once('=').unwrap_or(("begin", ""));
    let number = number.parse::<i64>();
    Some(match what {
        "answer" => CommentAct::Answer(number.ok()?, words),
        "done" => CommentAct::Finish(number.ok()?),
        "reopen" => CommentAct::Reopen(number.ok()?),
        _ => {
            let of: Element = form.find("at")?.parse().ok()?;
            definition.find_element(&of).ok()?;
            CommentAct::Begin(of, words)
        }
    })
}

async fn page(
    desk: &Desk<WriteQuestionnaires>,
    office: &Office,
    manuscript: &Manuscript,
    at: Option<&str>,
    refused: Option<(&Form, CommentRefusal)>,
) -> StaffReply {
    let t = desk.t();
    let threads = office.comments(&desk.actor, &manuscript.id).await?;
    let here = threads.iter().filter(|it| at.is_none_or(|at| it.element == at));
    let views = here.map(|thread| {
        let about = about(t, manuscript, thread);
        (ThreadView { about: Some(about), ..view(t, thread) }, thread.done.is_some())
    });
    let mut comments = view_of(&manuscript.id, views);
    comments.at = at.map(str::to_owned);
    let mut problem = None;
    if let Some((form, refusal)) = refused {
        let typed = form.find("words").unwrap_or_default();
        let answered = form.find("act").and_then(|act| act.strip_prefix("answer=")?.parse().ok());
        let mut all = comments.open.iter_mut().chain(&mut comments.done);
        let field = match all.find(|it| Some(it.number) == answered) {
            Some(thread) => {
                typed.clone_into(&mut thread.typed);
                format!("answer-{}", thread.number)
            }
            None => {
                typed.clone_into(&mut comments.typed);
                "comment".to_owned()
            }
        };
        problem = Some((words(t, refusal), field));
    }
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    desk.answer(
        status,
        &CommentsPage {
            frame: desk.frame(),
            back: base(&manuscript.id),
            title: title(&manuscript.definition),
            about: at.map(|at| title_of(t, manuscript, at)),
            all: place(&manuscript.id, None),
            problem,
            comments,
        },
    )
}

fn words(t: &Locale, refusal: CommentRefusal) -> String {
    match refusal {
        CommentRefusal::Empty => t.text("comments-empty").into_owned(),
        CommentRefusal::TooLong => t.with("comments-too-long", &[("most", LONGEST.into())]),
        CommentRefusal::TooMany => t.with("comments-too-many", &[("most", MOST.into())]),
        CommentRefusal::Absent => t.text("comments-absent").into_owned(),
    }
}
