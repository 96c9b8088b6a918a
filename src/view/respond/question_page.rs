//! A page of questions.

use askama::Template;
use jiff::civil::Date;

use crate::engine::model::KindName;
use crate::engine::show::{Body, ShownPage, ShownQuestion};

use super::super::Hidden;
use super::super::frame::{PageFrame, fragment};
use super::super::pretest::CommentForm;
use super::super::rich::{self, Html};
use super::Progress;
use super::Trouble;
use super::asked::{Asked, Fault};
use super::question::question;
use crate::i18n::Locale;

/// A page of questions as a respondent gets it, with complaints if there are any.
#[derive(Debug, Template)]
#[template(path = "respond/question_page.html")]
pub struct QuestionPage<'a> {
    frame: PageFrame<'a>,
    around: Around<'a>,
    page: &'a ShownPage<'a>,
    questions: Vec<Asked<'a>>,
    faults: Vec<Fault>,
}

/// What stands around the questions of a page.
#[derive(Debug)]
pub struct Around<'a> {
    /// How far the respondent is.
    pub progress: Progress<'a>,
    /// Something she should know about this page.
    pub notice: Option<Notice>,
    /// The page before is where the areas are picked that this one goes into.
    pub picks: bool,
    /// Where it is sent.
    pub action: &'a str,
    /// Fields nobody sees.
    pub hidden: Hidden<'a>,
}

/// Something a respondent should know about the page she gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Her answers brought up another question on this page.
    AnotherQuestion,
    /// She answered in another window meanwhile; nothing of this window was stored.
    ChangedElsewhere,
    /// She asked for a page that is not (or not yet) on her route; this is where she goes on.
    NotOnTheWay,
    /// She went back from a page, and something that she had typed there is not kept.
    NotKept,
    /// She asked for a page that comes later.
    NotYet,
    /// She wanted to submit, and her answers may be others than those she had seen.
    ReviewChanged,
    /// What she typed could not be stored, for this reason.
    NotStored(Trouble<'static>),
    /// What she typed comes too late, and is there to be copied.
    TooLate {
        /// The survey's last day.
        last: Date,
        /// The last one for who had begun.
        until: Date,
    },
}

impl Notice {
    pub(super) fn words(self, t: &Locale) -> String {
        let key = match self {
            Notice::AnotherQuestion => "notice-another-question",
            Notice::ChangedElsewhere => "notice-changed-elsewhere",
            Notice::NotOnTheWay => "notice-not-on-the-way",
            Notice::NotKept => "notice-not-kept",
            Notice::NotYet => "notice-not-yet",
            Notice::ReviewChanged => "notice-review-changed",
            Notice::NotStored(trouble) => {
                return format!("{}. {}", t.text(&trouble.title_key()), t.text(trouble.kept_key()));
            }
            Notice::TooLate { last, until } => {
                let days = [("last", t.date(last).into()), ("until", t.date(until).into())];
                return t.with("notice-too-late", &days);
            }
        };
        t.text(key).into_owned()
    }
}

impl<'a> QuestionPage<'a> {
    /// The page with its surroundings.
    pub fn new(frame: PageFrame<'a>, page: &'a ShownPage<'a>, around: Around<'a>) -> Self {
        let level = if stands_alone(page) { 1 } else { 2 };
        let mut depth = 0;
        let questions = page.questions.iter().map(|shown| {
            let level = level + depth;
            match &shown.body {
                Body::Begin(_) => depth = (depth + 1).min(DEEPEST),
                Body::End(None) => depth = depth.saturating_sub(1),
                _ => {}
            }
            Asked::new(frame.t, shown, level)
        });
        let questions: Vec<Asked<'a>> = questions.collect();
        let mut faults: Vec<Fault> = questions.iter().flat_map(Asked::faults).collect();
        let comment = frame.pretest.as_ref().and_then(|pretest| pretest.comment.as_ref());
        let refused = comment.and_then(|comment| comment.problem.as_ref());
        faults.extend(refused.map(|(words, field)| Fault {
            field: CommentForm::id(field),
            words: rich::plain(words),
        }));
        let is_over = matches!(around.notice, Some(Notice::TooLate { .. }));
        let frame = if is_over { frame.with_form() } else { frame.with_typed() };
        QuestionPage { frame, around, page, questions, faults }
    }

    /// Page, section and survey, without saying anything twice; errors first.
    fn title(&self) -> String {
        let page = self.page.title.plain();
        let section = self.around.progress.title();
        let mut parts = vec![page.as_str(), &*section, &*self.frame.survey];
        parts.dedup();
        parts.retain(|part| !part.is_empty());
        let title = parts.join(" – ");
        if self.faults.is_empty() {
            return title;
        }
        self.frame.t.with("error-title", &[("title", title.into())])
    }

    fn has_heading(&self) -> bool {
        !stands_alone(self.page)
    }

    /// The page's title; of a page without one what it begins with or belongs to.
    fn heading(&self) -> Html {
        let first = self.questions.iter().find(|asked| !asked.shown.label.is_empty());
        match first.filter(|asked| asked.shown.kind == KindName::Repeat) {
            _ if !self.page.title.is_empty() => rich::inline(self.frame.t, &self.page.title),
            Some(repeat) => repeat.label(),
            None => match self.around.progress.title() {
                section if section.is_empty() => rich::line(self.frame.t, &self.frame.survey),
                section => rich::line(self.frame.t, &section),
            },
        }
    }

    fn intro(&self) -> Html {
        rich::blocks(self.frame.t, &self.page.intro)
    }

    fn errors_heading(&self) -> String {
        self.frame.t.with("errors-heading", &[("count", self.faults.len().into())])
    }

    /// Nothing can be sent any more.
    fn is_over(&self) -> bool {
        matches!(self.around.notice, Some(Notice::TooLate { .. }))
    }

    fn is_scripted(&self) -> bool {
        self.frame.panel.is_none() && !self.is_over()
    }

    /// Whether what belongs together begins with a question: something else is asked right behind it.
    fn begins_detail(&self, at: usize) -> bool {
        self.questions.get(at + 1).is_some_and(|next| next.shown.adds_to.is_some())
    }

    fn is_wide(&self) -> bool {
        self.questions.iter().any(Asked::is_wide)
    }
}

/// Headings of nested groups go no deeper than this below the page's.
const DEEPEST: u8 = 3;

/// A single question is the page's heading itself; a table only where nothing else names the page.
fn stands_alone(page: &ShownPage<'_>) -> bool {
    let heads = |only: &ShownQuestion<'_>| match only.body {
        Body::Table(_) => page.title.is_empty() && !only.label.is_empty(),
        _ => only.kind != KindName::Note,
    };
    page.intro.is_empty() && matches!(page.questions.as_slice(), [only] if heads(only))
}
