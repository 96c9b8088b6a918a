//! The questionnaire on paper: every question that anybody may be asked, numbered, with room for an
//! answer. Nothing is answered, so pipes are gaps unless they are the same for everybody; what depends on
//! answers says on which, as far as that fits into a sentence, and where everybody else goes on.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::contract::Paper;
pub use super::super::contract::Space;
use super::super::evaluation::Evaluation;
use super::super::kind::kind;
use super::super::localized::{Line, Passage};
use super::super::questionnaire::{Page, Question};

/// A page with its questions.
#[derive(Debug)]
pub struct BlankPage<'q> {
    /// Index of its section.
    pub section: usize,
    /// Heading; may be empty.
    pub title: Passage<'q>,
    /// Introduction; may be empty.
    pub intro: Passage<'q>,
    /// Where those go on whom it does not concern, where that begins with it.
    pub route: Option<PaperRoute<'q>>,
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
    pub route: Option<PaperRoute<'q>>,
    /// Room for the answer.
    pub space: Space<'q>,
}

/// What follows is asked of some only.
#[derive(Debug)]
pub struct PaperRoute<'q> {
    /// The number of the question that decides, and the answers with which what follows is asked; none
    /// where that does not fit into a sentence.
    pub only: Option<(usize, Vec<Line<'q>>)>,
    /// The number of the question where everybody else goes on; none at the end.
    pub next: Option<usize>,
}

/// The pages with something to read or answer, in the evaluation's language. It is that of an interview in
/// which nothing is answered.
pub fn pages<'q>(evaluation: &Evaluation<'q, '_>) -> Vec<BlankPage<'q>> {
    let questionnaire = evaluation.questionnaire;
    let languages = &questionnaire.definition.languages;
    let language = languages.get(evaluation.language).map_or("", String::as_str);
    let top = evaluation.top();
    let computed = questionnaire.slots.iter().filter(|slot| slot.calculation.is_some());
    let known = |name: &str| (name.to_owned(), top.value(name).into_owned());
    let paper = Paper {
        questionnaire,
        language,
        index: evaluation.language,
        constants: computed
            .filter(|slot| questionnaire.questions[slot.question].repeat.is_none())
            .map(|slot| known(&slot.name))
            .filter(|(_, value)| !value.is_empty())
            .collect(),
    };
    let printed: Vec<(&Page, Vec<&Question>)> = questionnaire
        .pages
        .iter()
        .map(|page| {
            let questions = questionnaire.questions[page.questions.clone()].iter();
            (page, questions.filter(|question| question.is_visible()).collect())
        })
        .filter(|(_, questions): &(_, Vec<_>)| !questions.is_empty())
        .collect();
    let routes = Routes::new(&paper, &printed);
    let mut pages = Vec::with_capacity(printed.len());
    for (p, (page, questions)) in printed.iter().enumerate() {
        let questions = questions.iter().enumerate().map(|(q, question)| BlankQuestion {
            number: routes.numbers.get(&question.definition.name.as_str()).copied(),
            label: paper.passage(&question.label),
            hint: paper.passage(&question.hint),
            route: routes.of_question(p, q),
            space: space(&paper, question),
        });
        pages.push(BlankPage {
            section: page.section,
            title: paper.passage(&page.title),
            intro: paper.passage(&page.intro),
            route: routes.of_page(p),
            questions: questions.collect(),
        });
    }
    pages
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

/// The numbers of the questions, and what is asked of some only.
struct Routes<'p, 'q> {
    paper: &'p Paper<'q>,
    printed: &'p [(&'q Page, Vec<&'q Question>)],
    numbers: HashMap<&'q str, usize>,
}

impl<'p, 'q> Routes<'p, 'q> {
    fn new(paper: &'p Paper<'q>, printed: &'p [(&'q Page, Vec<&'q Question>)]) -> Self {
        let answered = printed
            .iter()
            .flat_map(|(_, questions)| questions)
            .filter(|question| !matches!(space(paper, question), Space::Nothing | Space::Again));
        let names = answered.map(|question| question.definition.name.as_str());
        Self { paper, printed, numbers: names.zip(1..).collect() }
    }

    /// The conditions of a page, outermost first.
    fn conditions(&self, p: usize) -> Vec<&'q str> {
        let page = self.printed[p].0;
        let parts = &self.paper.questionnaire.parts;
        let mut around = page.part;
        let mut conditions: Vec<&str> = page.relevant.iter().map(|it| it.source()).collect();
        while let Some(part) = around {
            conditions.extend(parts[part].relevant.iter().map(|it| it.source()));
            around = parts[part].part;
        }
        conditions.reverse();
        conditions
    }

    /// The number of the first question from here on.
    fn first_number(&self, p: usize, q: usize) -> Option<usize> {
        let rest = self.printed[p..]
            .iter()
            .enumerate()
            .flat_map(|(at, (_, questions))| questions.iter().skip(if at == 0 { q } else { 0 }));
        rest.filter_map(|question| self.numbers.get(question.definition.name.as_str()))
            .copied()
            .next()
    }

    fn of_page(&self, p: usize) -> Option<PaperRoute<'q>> {
        let own = self.conditions(p);
        if own.is_empty() || p > 0 && self.conditions(p - 1) == own {
            return None;
        }
        let end = (p..self.printed.len()).find(|&at| self.conditions(at) != own);
        let next = end.and_then(|end| self.first_number(end, 0));
        Some(PaperRoute { only: self.only(&own), next })
    }

    fn of_question(&self, p: usize, q: usize) -> Option<PaperRoute<'q>> {
        let questions = &self.printed[p].1;
        let condition = |at: usize| questions[at].relevant.as_ref().map(|it| it.source());
        let own = condition(q)?;
        if q > 0 && condition(q - 1) == Some(own) {
            return None;
        }
        let end = (q..questions.len()).find(|&at| condition(at) != Some(own));
        Some(PaperRoute {
            only: self.only(&[own]),
            next: self.first_number(p, end.unwrap_or(questions.len())),
        })
    }

    /// The answers to one question that lead on, where the condition is no more than that:
    /// `${a} = 1 or ${a} = '2'`, `selected(${a}, 'b')`.
    fn only(&self, conditions: &[&str]) -> Option<(usize, Vec<Line<'q>>)> {
        let [condition] = conditions else { return None };
        let mut found: Option<(&str, Vec<Line<'q>>)> = None;
        for part in condition.split(" or ") {
            let part = part.trim();
            let (name, value) =
                match part.strip_prefix("selected(").and_then(|it| it.strip_suffix(')')) {
                    Some(inside) => inside.split_once(',')?,
                    None => part.split_once('=')?,
                };
            let name = name.trim().strip_prefix("${")?.strip_suffix('}')?;
            let value = value.trim().trim_matches(['\'', '"']);
            let questionnaire = self.paper.questionnaire;
            let slot = &questionnaire.slots[questionnaire.find_slot(name)?];
            let question = &questionnaire.questions[slot.question];
            if question.definition.name != name {
                return None;
            }
            let choices = questionnaire.choices(question);
            let choice = choices.iter().find(|choice| choice.value == value)?;
            let (first, labels) =
                found.get_or_insert((question.definition.name.as_str(), Vec::new()));
            if *first != name {
                return None;
            }
            labels.push(self.paper.say(&choice.label));
        }
        let (name, labels) = found?;
        Some((*self.numbers.get(name)?, labels))
    }
}

impl Paper<'_> {
    /// What stands where a text says a variable: what it is for everybody, or a gap.
    pub(in crate::engine) fn told(&self, name: &str) -> Cow<'_, str> {
        match self.constants.get(name) {
            Some(value) => Cow::Borrowed(value),
            None => Cow::Borrowed(GAP),
        }
    }
}

/// What stands where an earlier answer would.
const GAP: &str = "…";
