//! The questionnaire on paper: every question that anybody may be asked, numbered, with room for an
//! answer. Nothing is answered, so pipes are gaps unless they are the same for everybody; what depends on
//! answers says on which, as far as that fits into a sentence, and where everybody else goes on.

mod routes;
mod whom;

use self::routes::Routes;
use self::whom::Deciding;
pub use self::whom::{Whom, row_letter};
use super::super::contract::Paper;
pub use super::super::contract::Space;
use super::super::evaluation::Evaluation;
use super::super::kind::kind;
use super::super::localized::Passage;
use super::super::questionnaire::{Question, Slot};

/// A page with its questions.
#[derive(Debug)]
pub struct BlankPage<'q> {
    /// Index of its section.
    pub section: usize,
    /// Heading; may be empty.
    pub title: Passage<'q>,
    /// Introduction; may be empty.
    pub intro: Passage<'q>,
    /// Who is at the end before it, and where those go on whom it does not concern, where that begins with
    /// it.
    pub routes: Vec<PaperRoute<'q>>,
    /// Its questions in order.
    pub questions: Vec<BlankQuestion<'q>>,
}

/// A question, or the heading of a group.
#[derive(Debug)]
pub struct BlankQuestion<'q> {
    /// Its number, if there is something to answer.
    pub number: Option<usize>,
    /// The question.
    pub label: Passage<'q>,
    /// Help; may be empty.
    pub hint: Passage<'q>,
    /// Where those go on whom it does not concern, where that begins with it.
    pub routes: Vec<PaperRoute<'q>>,
    /// Room for the answer.
    pub space: Space<'q>,
    /// Some of its rows are asked of some people only.
    pub has_rows_for_some: bool,
}

/// What follows is asked of some only.
#[derive(Debug)]
pub struct PaperRoute<'q> {
    /// Of whom.
    pub whom: Whom<'q>,
    /// The number of the question where everybody else goes on; none at the end.
    pub next: Option<usize>,
}

/// The pages with something to read or answer, in the evaluation's language. It is that of an interview in
/// which nothing is answered.
pub fn pages<'q>(evaluation: &Evaluation<'q, '_>) -> Vec<BlankPage<'q>> {
    let questionnaire = evaluation.questionnaire;
    let languages = &questionnaire.definition.languages;
    let language = languages.get(evaluation.language).map_or("", String::as_str);
    let mut paper = Paper {
        questionnaire,
        language,
        index: evaluation.language,
        constants: Default::default(),
    };
    let deciding = Deciding::new(&paper, evaluation.env);
    let is_constant = |slot: &&Slot| {
        let question = &questionnaire.questions[slot.question];
        let conditions = questionnaire.conditions(question).into_iter().chain(&slot.relevant);
        let causes = deciding.causes(conditions.chain(&slot.calculation), None);
        question.repeat.is_none() && causes.is_some_and(|causes| causes.others.is_empty())
    };
    let computed = questionnaire.slots.iter().filter(|slot| slot.calculation.is_some());
    let said = |slot: &Slot| (slot.name.clone(), evaluation.top().told(&slot.name).into_owned());
    let constants = computed.filter(is_constant).map(said).collect();
    paper.constants = constants;

    let routes = Routes::new(&paper, evaluation.env);
    let mut before = 0;
    let blank = |(p, printed): (usize, Vec<(usize, routes::Announced<'q>)>)| {
        let page = &questionnaire.pages[p];
        // Whoever is sent to its first number reads what stands right before that.
        let mut of_page = routes.ends(before..p);
        before = p;
        let questions = printed.into_iter().map(|(q, told)| {
            let question = &questionnaire.questions[q];
            let mut slots = questionnaire.slots[question.slots.clone()].iter();
            of_page.extend(told.of_page);
            BlankQuestion {
                number: routes.numbers[q],
                label: paper.passage(&question.label),
                hint: paper.passage(&question.hint),
                routes: told.of_question,
                space: space(&paper, question),
                has_rows_for_some: !question.definition.rows.is_empty()
                    && slots.any(|slot| slot.relevant.is_some()),
            }
        });
        let questions = questions.collect();
        BlankPage {
            section: page.section,
            title: paper.passage(&page.title),
            intro: paper.passage(&page.intro),
            routes: of_page,
            questions,
        }
    };
    routes.pages().into_iter().map(blank).collect()
}

fn space<'q>(paper: &Paper<'q>, question: &'q Question) -> Space<'q> {
    let slots = &paper.questionnaire.slots[question.slots.clone()];
    let is_computed = slots.iter().any(|slot| slot.calculation.is_some());
    let is_read_only = is_computed && question.repeats.is_none() || question.is_heading();
    match is_read_only {
        true => Space::Nothing,
        false => kind(question.definition.kind).space(paper, question),
    }
}
