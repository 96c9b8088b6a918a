//! What the names in LimeSurvey's expressions stand for here.
//!
//! A variable goes by its code (`Q1_SQ001`, `Q1_other`) and by its numbers (`12X3X45SQ001`).

use std::collections::HashMap;

use super::script::Gives;

/// Where an answer is found here.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Target {
    /// In a variable of its own.
    Variable {
        /// Its name.
        name: String,
        /// Number or text.
        gives: Gives,
        /// Whether it holds a code that a choice's label belongs to.
        has_labels: bool,
        /// What LimeSurvey calls its "other" and what we call it.
        other: Option<(String, String)>,
        /// Codes that had to be changed: LimeSurvey's and ours.
        changed: Vec<(String, String)>,
    },
    /// As one choice of a multiple choice: LimeSurvey has a variable for each.
    Choice {
        /// The multiple choice.
        list: String,
        /// The choice.
        value: String,
        /// What LimeSurvey's variable holds when it is chosen: `Y`, in grids of checkboxes `1`.
        on: &'static str,
    },
    /// As a place in a ranking, from 0.
    Place {
        /// The ranking.
        list: String,
        /// Which place.
        place: usize,
    },
}

impl Target {
    /// Our variable that holds it.
    pub(super) fn variable(&self) -> &str {
        let (Target::Variable { name, .. }
        | Target::Choice { list: name, .. }
        | Target::Place { list: name, .. }) = self;
        name
    }
}

/// A variable of LimeSurvey's.
#[derive(Debug, Clone)]
pub(super) struct LssVariable {
    /// Its code: `Q1`, `Q1_SQ001`.
    pub(super) code: String,
    /// Its code without the question's: `SQ001`, `other`; empty for the question itself.
    pub(super) part: String,
    /// Its name by numbers: `12X3X45SQ001`.
    pub(super) numbers: String,
    /// Number of its question.
    pub(super) question: usize,
    /// Number of the subquestion (or row) it belongs to.
    pub(super) sub: Option<usize>,
    /// Where it is found.
    pub(super) target: Target,
}

/// All variables.
#[derive(Debug, Default)]
pub(super) struct Index {
    known: Vec<LssVariable>,
    by_name: HashMap<String, usize>,
    /// Names of version 7, which codes of questions go before.
    aliases: HashMap<String, usize>,
    questions: HashMap<String, usize>,
    /// What is ranked in a question, by its code.
    ranked: HashMap<(usize, String), Target>,
    /// Each question with its first variable.
    facts: Vec<(Facts, usize)>,
}

/// What expressions may ask about a question itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    pub(super) code: String,
    pub(super) sid: String,
    pub(super) gid: String,
    pub(super) qid: String,
    pub(super) kind: String,
    pub(super) mandatory: String,
}

impl Facts {
    /// Survey, group and question: `12X3X45`.
    pub(super) fn numbers(&self) -> String {
        format!("{}X{}X{}", self.sid, self.gid, self.qid)
    }
}

impl Index {
    /// Adds a question; its variables follow.
    pub(super) fn question(&mut self, facts: Facts) {
        let number = self.facts.len();
        self.questions.entry(facts.code.clone()).or_insert(number);
        self.facts.push((facts, self.known.len()));
    }

    /// Adds a variable of the question added last. `by_numbers` is what follows the question's id.
    pub(super) fn variable(
        &mut self,
        part: &str,
        by_numbers: &str,
        sub: Option<usize>,
        target: Target,
    ) {
        let Some((facts, _)) = self.facts.last() else { return };
        let question = self.facts.len() - 1;
        let code = match part {
            "" => facts.code.clone(),
            part => format!("{}_{part}", facts.code),
        };
        let numbers = format!("{}{by_numbers}", facts.numbers());
        let place = self.known.len();
        self.by_name.entry(code.clone()).or_insert(place);
        self.by_name.entry(numbers.clone()).or_insert(place);
        self.known.push(LssVariable {
            code,
            part: part.to_owned(),
            numbers,
            question,
            sub,
            target,
        });
    }

    /// Adds what is ranked in the question added last.
    pub(super) fn rank(&mut self, code: &str, list: &str, value: &str) {
        let (list, value) = (list.to_owned(), value.to_owned());
        if let Some(question) = self.facts.len().checked_sub(1) {
            let target = Target::Choice { list, value, on: "Y" };
            self.ranked.insert((question, code.to_owned()), target);
        }
    }

    /// What is ranked in a question under this code.
    pub(super) fn ranked(&self, question: usize, code: &str) -> Option<&Target> {
        self.ranked.get(&(question, code.to_owned()))
    }

    /// Another name of the variable added last.
    pub(super) fn alias(&mut self, name: String) {
        if let Some(last) = self.known.len().checked_sub(1) {
            self.aliases.entry(name).or_insert(last);
        }
    }

    /// The variable of this name.
    pub(super) fn find(&self, name: &str) -> Option<&LssVariable> {
        let place = self.by_name.get(name).or_else(|| self.aliases.get(name));
        place.and_then(|&place| self.known.get(place))
    }

    /// The variable of a question for a code of its own, by the question's name in version 7 (`Q20`).
    pub(super) fn find_part(&self, name: &str, part: &str) -> Option<&LssVariable> {
        let qid = name.strip_prefix('Q')?;
        let question = self.facts.iter().position(|(facts, _)| facts.qid == qid)?;
        self.of(question).find(|variable| variable.part == part)
    }

    /// The number of the question of this code.
    pub(super) fn find_question(&self, code: &str) -> Option<usize> {
        self.questions.get(code).copied()
    }

    /// The variables of a question, in order.
    pub(super) fn of(&self, question: usize) -> impl Iterator<Item = &LssVariable> {
        let first = self.facts.get(question).map_or(self.known.len(), |(_, first)| *first);
        let after = self.facts.get(question + 1).map_or(self.known.len(), |(_, first)| *first);
        self.known.get(first..after).unwrap_or_default().iter()
    }

    /// What may be asked about a question.
    pub(super) fn facts(&self, question: usize) -> Option<&Facts> {
        self.facts.get(question).map(|(facts, _)| facts)
    }
}
