//! How far an interview is, section by section.

use super::answers::Draft;
use super::completion::Completion;
use super::evaluation::Evaluation;

/// A section that concerns the respondent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    /// Index of the section.
    pub section: usize,
    /// How far it is.
    pub state: SectionState,
    /// The page it can be opened at; none while something before it is open.
    pub page: Option<usize>,
}

/// How far a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionState {
    /// Every page of it is answered.
    Done,
    /// This is where the interview goes on.
    Open,
    /// It comes later.
    Later,
}

/// The sections on the present route in order. Later answers may add some.
pub(super) fn stages(evaluation: &Evaluation<'_, '_>, draft: &Draft) -> Vec<Stage> {
    let pages = evaluation.questionnaire.pages();
    let mut stages: Vec<Stage> = Vec::new();
    let completion = Completion::new(evaluation, draft);
    let mut open = None;
    for page in evaluation.route() {
        let section = pages[page].section;
        if stages.last().is_none_or(|stage| stage.section != section) {
            let (state, page) = match open {
                None => (SectionState::Done, Some(page)),
                Some(_) => (SectionState::Later, None),
            };
            stages.push(Stage { section, state, page });
        }
        if open.is_none() && !completion.is_done(page) {
            open = Some(page);
            if let Some(stage) = stages.last_mut() {
                *stage = Stage { section, state: SectionState::Open, page: open };
            }
        }
    }
    stages
}
