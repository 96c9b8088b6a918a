//! Residents' pages, in the order they are met: [`WelcomePage`], [`QuestionPage`], [`Review`],
//! [`Done`]; beside the way [`EndPage`], [`Later`], [`Forget`], [`MessagePage`], [`Legal`] and [`Blank`], and the pages
//! for codes: [`EnterCode`], [`OptOut`], [`AskAddress`], [`Barrier`],
//! [`Withdraw`], [`Told`].
//!
//! Fixed places of a survey, which links here lead to and the web serves: `BASE/start` (POST),
//! `BASE/later`, `BASE/forget` (GET and POST), `BASE/review` (GET and POST), `BASE/privacy`,
//! `BASE/imprint`, `BASE/accessibility`, `BASE/print`, `BASE/code` (GET and POST), `BASE/leave` (POST),
//! `BASE/opt-out`, `BASE/barrier`, `BASE/draw`, `BASE/report`, `BASE/withdraw` (GET and POST). The addresses of
//! question pages are passed in.

mod asked;
mod blank;
mod closing;
mod code;
mod control;
mod file_field;
mod legal;
mod message;
mod overview;
mod question;
mod question_page;
mod welcome;

pub use blank::Blank;
pub use closing::{Done, EndPage, Review};
pub use code::{AskAddress, Barrier, CodeFault, EnterCode, OptOut, Told, Withdraw};
pub use legal::Legal;
pub use message::{Forget, Later, LaterState, MessagePage, Trouble, WayOn};
pub use overview::OverviewPage;
pub use question_page::{Around, Notice, QuestionPage};
pub use welcome::WelcomePage;

use crate::engine::show::Localized;

/// How far a respondent is: the sections' titles in order, and which is the present one.
#[derive(Debug, Clone)]
pub struct Progress<'a> {
    /// Titles of all sections.
    pub sections: Vec<Localized<'a, &'a str>>,
    /// Index of the present one.
    pub current: usize,
    /// How many quarters of its pages are behind or before one.
    pub quarters: usize,
}

impl<'a> Progress<'a> {
    /// The progress at a section of a questionnaire.
    pub fn at(
        questionnaire: &'a crate::engine::Questionnaire,
        section: usize,
        language: &str,
    ) -> Progress<'a> {
        let languages = &questionnaire.definition().languages;
        let sections = questionnaire.sections().iter();
        Progress {
            sections: sections
                .map(|section| section.title.localized(language, languages))
                .collect(),
            current: section,
            quarters: 2,
        }
    }

    /// The same on one of the pages of that section, counted from 0.
    pub fn on_page(self, page: usize, of: usize) -> Self {
        Progress { quarters: ((page + 1) * 4 / (of + 1)).min(4), ..self }
    }

    /// Title of the present section.
    pub fn title(&self) -> Localized<'a, &'a str> {
        self.sections.get(self.current).cloned().unwrap_or_default()
    }
}
