//! Switching off what is faulty, so that the rest can be looked at: a question with an error is not
//! asked, of a page with one nothing is.

use rustc_hash::FxHashMap;

use super::super::Questionnaire;
use super::super::problem::{Problem, token};
use super::super::questionnaire::Step;
use super::super::quota::Ending;
use super::tree::Tree;

/// A part of a questionnaire that can be switched off.
#[derive(Clone, Copy)]
enum Switchable {
    /// The pages of a part.
    Part(usize),
    Page(usize),
    Question(usize),
    End(usize),
    Quota(usize),
}

/// Switches off what these problems make unusable. Errors elsewhere, such as in a title, take
/// nothing away.
pub(super) fn switch_off(questionnaire: &mut Questionnaire, problems: &[Problem]) {
    let nodes = nodes(questionnaire);
    let mut lists: FxHashMap<String, &Problem> = FxHashMap::default();
    for problem in problems.iter().filter(|problem| problem.is_error()) {
        let mut path = problem.path.as_str();
        loop {
            if let Some(node) = nodes.get(path) {
                off(questionnaire, *node, problem);
                break;
            }
            match path.rsplit_once('/') {
                Some(("/lists", _)) => {
                    lists.entry(path.to_owned()).or_insert(problem);
                    break;
                }
                Some((around, _)) => path = around,
                None => break,
            }
        }
    }
    for question in &mut questionnaire.questions {
        let list = question.definition.choices.as_deref().unwrap_or_default();
        if let Some(problem) = lists.get(&format!("/lists/{}", token(list))) {
            question.fault.get_or_insert_with(|| (*problem).clone());
        }
    }
    questionnaire.ends.retain(|end| end.fault.is_none());
}

/// Takes away what a step is computed from, and switches off what it belongs to.
pub(super) fn cut(questionnaire: &mut Questionnaire, step: Step, problem: &Problem) {
    let node = match step {
        Step::Part(p) => {
            questionnaire.parts[p].relevant = None;
            Switchable::Part(p)
        }
        Step::Page(p) => {
            questionnaire.pages[p].relevant = None;
            Switchable::Page(p)
        }
        Step::Question(q) => {
            questionnaire.questions[q].relevant = None;
            Switchable::Question(q)
        }
        Step::Slot(s) => {
            let slot = &mut questionnaire.slots[s];
            (slot.relevant, slot.calculation) = (None, None);
            let question = slot.question;
            let of = &mut questionnaire.questions[question];
            (of.choice_filter, of.offers) = (None, None);
            Switchable::Question(question)
        }
        // It is its question's slot that says how many there are.
        Step::Repeat(r) => Switchable::Question(questionnaire.repeats[r].question),
        Step::End(e) => Switchable::End(e),
        Step::Quota(q) => {
            questionnaire.quotas[q].when = None;
            Switchable::Quota(q)
        }
    };
    off(questionnaire, node, problem);
}

fn off(questionnaire: &mut Questionnaire, node: Switchable, problem: &Problem) {
    let is_in = |page: usize| match node {
        Switchable::Part(part) => {
            let mut around = questionnaire.pages[page].part;
            while around.is_some_and(|around| around != part) {
                around = around.and_then(|around| questionnaire.parts[around].part);
            }
            around.is_some()
        }
        Switchable::Page(number) => page == number,
        Switchable::Question(_) | Switchable::End(_) | Switchable::Quota(_) => false,
    };
    let pages: Vec<usize> = (0..questionnaire.pages.len()).filter(|page| is_in(*page)).collect();
    let inside = pages.into_iter().flat_map(|page| questionnaire.pages[page].questions.clone());
    let own = match node {
        Switchable::Question(question) => Some(question),
        _ => None,
    };
    for question in inside.chain(own).collect::<Vec<_>>() {
        questionnaire.questions[question].fault.get_or_insert_with(|| problem.clone());
    }
    let fault = match node {
        Switchable::End(end) => &mut questionnaire.ends[end].fault,
        Switchable::Quota(quota) => &mut questionnaire.quotas[quota].fault,
        _ => return,
    };
    fault.get_or_insert_with(|| problem.clone());
}

/// Everything that can be switched off, by JSON pointer.
fn nodes(questionnaire: &Questionnaire) -> FxHashMap<String, Switchable> {
    let tree = Tree::new(&questionnaire.definition);
    let parts =
        tree.parts.iter().enumerate().map(|(p, it)| (it.place.clone(), Switchable::Part(p)));
    let pages =
        tree.pages.iter().enumerate().map(|(p, it)| (it.place.clone(), Switchable::Page(p)));
    let questions = tree
        .questions
        .iter()
        .enumerate()
        .map(|(q, it)| (it.place.clone(), Switchable::Question(q)));
    // Ends that come after no page are none.
    let ends = questionnaire.ends.iter().enumerate().filter_map(|(e, end)| match end.when {
        Ending::When(number, _) => Some((format!("/ends/{number}"), Switchable::End(e))),
        Ending::Quota(_) => None,
    });
    let quotas = 0..questionnaire.quotas.len();
    let quotas = quotas.map(|q| (format!("/quotas/{q}"), Switchable::Quota(q)));
    parts.chain(pages).chain(questions).chain(ends).chain(quotas).collect()
}
