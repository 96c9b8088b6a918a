//! The questionnaire on paper: every question that anybody may be asked, with room for an answer.
//! Nothing is known, so pipes are gaps, and of what depends on answers only that it does.

use super::super::Questionnaire;
use super::super::contract::Paper;
pub use super::super::contract::Space;
use super::super::kind::kind;
use super::super::localized::Passage;
use super::super::questionnaire::Question;

/// A page with its questions.
#[derive(Debug)]
pub struct BlankPage<'q> {
    /// Index of its section.
    pub section: usize,
    /// Heading; may be empty.
    pub title: Passage<'q>,
    /// Introduction; may be empty.
    pub intro: Passage<'q>,
    /// Only some see it.
    pub for_some: bool,
    /// Its questions in order.
    pub questions: Vec<BlankQuestion<'q>>,
}

/// A question, or the heading of a group.
#[derive(Debug)]
pub struct BlankQuestion<'q> {
    /// The question.
    pub label: Passage<'q>,
    /// Help; may be empty.
    pub hint: Passage<'q>,
    /// Only some of those who see the page see it.
    pub for_some: bool,
    /// Room for the answer.
    pub space: Space<'q>,
}

/// The pages with something to read or answer, in the language with this code.
pub fn pages<'q>(questionnaire: &'q Questionnaire, language: &'q str) -> Vec<BlankPage<'q>> {
    let paper = Paper { questionnaire, language, index: questionnaire.language(language) };
    let pages = questionnaire.pages.iter().map(|page| BlankPage {
        section: page.section,
        title: paper.passage(&page.title),
        intro: paper.passage(&page.intro),
        for_some: {
            let mut around = page.part.map(|part| &questionnaire.parts[part]);
            let mut depends = page.relevant.is_some();
            while let Some(part) = around {
                depends |= part.relevant.is_some();
                around = part.part.map(|part| &questionnaire.parts[part]);
            }
            depends
        },
        questions: questionnaire.questions[page.questions.clone()]
            .iter()
            .filter(|question| question.is_visible())
            .map(|q| question(&paper, q))
            .collect(),
    });
    pages.filter(|page| !page.questions.is_empty()).collect()
}

fn question<'q>(paper: &Paper<'q>, question: &'q Question) -> BlankQuestion<'q> {
    let slots = &paper.questionnaire.slots[question.slots.clone()];
    let is_computed = slots.iter().any(|slot| slot.calculation.is_some());
    let is_read_only = is_computed && question.repeats.is_none() || question.is_heading();
    BlankQuestion {
        label: paper.passage(&question.label),
        hint: paper.passage(&question.hint),
        for_some: question.relevant.is_some(),
        space: match is_read_only {
            true => Space::Nothing,
            false => kind(question.definition.kind).space(paper, question),
        },
    }
}
