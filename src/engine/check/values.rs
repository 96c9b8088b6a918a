//! Conditions about choices that nobody can choose: a label in place of its value, a slip of the pen, a
//! multiple choice compared as if it held one value. Where the values are not known (choices from other
//! answers, an empty list, an answer that is worked out), nothing is said.

use std::collections::HashMap;

use super::super::defaults::is_worked_out;
use super::super::expr::{Compared, Expr, How, Literal, Operand};
use super::super::kind::kind;
use super::super::model::{
    Choice, ChoiceList, Definition, KindName, Limit, OR_OTHER, Question, Text,
};
use super::super::problem::{Remark, did_you_mean, remark};
use super::super::questionnaire::Holds;
use super::expressions::{Owned, position};
use super::tree::Tree;
use super::{Found, shortened};

/// What can be chosen, by the name of the variable.
pub(super) struct KnownValues<'d>(HashMap<String, Choosable<'d>>);

struct Choosable<'d> {
    question: &'d Question,
    choices: &'d [Choice],
    is_several: bool,
}

impl<'d> KnownValues<'d> {
    /// The values of every question whose choices are written out.
    pub(super) fn new(definition: &'d Definition, tree: &Tree<'d>) -> Self {
        let mut known = HashMap::new();
        for question in tree.questions.iter().map(|node| node.question) {
            let list = question.choices.as_ref().and_then(|name| definition.lists.get(name));
            let Some(ChoiceList::Written(choices)) = list else { continue };
            let is_computed = question.calculation.is_some()
                || question.default.as_deref().is_some_and(is_worked_out);
            let is_open = question.kind == KindName::Lookup && question.other.is_some();
            if choices.is_empty() || is_open || is_computed {
                continue;
            }
            for slot in kind(question.kind).slots(question) {
                let is_several = slot.holds == Holds::Choices;
                if is_several || slot.holds == Holds::Choice {
                    known.insert(slot.name, Choosable { question, choices, is_several });
                }
            }
        }
        Self(known)
    }

    /// What can be chosen in a question.
    pub(super) fn choices(&self, name: &str) -> Option<&'d [Choice]> {
        self.0.get(name).map(|offer| offer.choices)
    }

    /// Tells which comparisons of an expression nobody's answer can meet.
    pub(super) fn check(&self, expr: &Expr, owned: Owned<'_>, found: &mut Found) {
        for compared in expr.compared() {
            let name = match &compared.what {
                Operand::Answer(name) | Operand::OneOf(name) => Some(name.as_str()),
                Operand::Own => owned.name,
                Operand::Date => None,
            };
            let Some((name, offer)) = name.and_then(|name| Some((name, self.0.get(name)?))) else {
                continue;
            };
            let told = match compared.how.is_order() {
                true => offer.judge_order(name, &compared),
                false => offer.judge(name, &compared),
            };
            if let Some((what, hint)) = told {
                let (line, column) = position(expr.source(), compared.at);
                found.warning(owned.place, what).at(line, column).hint(hint);
            }
        }
    }
}

impl Choosable<'_> {
    /// Whether several values are compared as if they were one.
    fn is_taken_for_one(&self, compared: &Compared) -> bool {
        let takes_one = matches!(compared.what, Operand::OneOf(_)) || compared.how == How::Selected;
        self.is_several && !takes_one
    }

    /// Of more and less: missing codes are numbers, too.
    fn judge_order(&self, name: &str, compared: &Compared) -> Option<(Remark, Remark)> {
        let number = |text: &str| text.trim().parse::<f64>().ok();
        let than = match &compared.literal {
            Literal::Text(text) => number(text),
            Literal::Number(than) => Some(*than),
        };
        let values = || self.choices.iter().filter_map(|choice| number(&choice.value));
        let holds = |value: f64| than.is_some_and(|than| compared.how.orders(value, than));
        if !values().chain((-9..0).map(f64::from)).any(holds) {
            return Some((remark!("value-not-so", name), self.values_are()));
        }
        let (how, value) = (remark!("value-order-several", name), values().next()?);
        self.is_taken_for_one(compared).then(|| (how, remark!("write-count", name, value)))
    }

    fn judge(&self, name: &str, compared: &Compared) -> Option<(Remark, Remark)> {
        let Compared { literal, how, .. } = compared;
        let value = match literal {
            Literal::Text(text) => text.clone(),
            Literal::Number(number) => number.to_string(),
        };
        let is_missing = value.parse().is_ok_and(|code| (-9.0..=-1.0).contains(&code));
        let is_text = matches!(literal, Literal::Text(_)) || *how == How::Selected;
        if value.trim().is_empty() || is_missing {
            return None;
        }
        let is_one = |choice: &&Choice| match literal {
            Literal::Number(number) if !is_text => choice.value.trim().parse() == Ok(*number),
            _ if *how == How::Selected => choice.value == value.trim(),
            _ => choice.value == value,
        };
        let chosen = self.choices.iter().find(is_one);
        let as_one = self.is_taken_for_one(compared);
        // That the choice which opens the field is not there is told of it.
        let opens = |other: &String| *other == value || value == OR_OTHER;
        if chosen.is_none() && self.question.other.as_ref().is_some_and(opens) {
            return None;
        }
        match chosen {
            Some(choice) if as_one && !self.holds_one(choice) => {
                let what = match how {
                    How::Unequal => remark!("value-alone-not", name, value),
                    _ => remark!("value-alone", name, value),
                };
                Some((what, remark!("write-selected", name, value)))
            }
            Some(_) => None,
            // Several values side by side: whoever writes that knows how they are stored.
            None if as_one && value.contains(' ') => None,
            None => {
                let what = match how {
                    How::Unequal => remark!("value-always-other", name, value),
                    _ => remark!("value-never", name, value),
                };
                Some((what, self.meant(&value)))
            }
        }
    }

    /// Whether nothing can be chosen beside a choice.
    fn holds_one(&self, choice: &Choice) -> bool {
        choice.exclusive || matches!(self.question.max, Some(Limit::Number(most)) if most <= 1.0)
    }

    fn meant(&self, value: &str) -> Remark {
        let labelled = self.choices.iter().find(|choice| is_label(&choice.label, value));
        if let Some(choice) = labelled {
            return remark!("label-of-value", label = value, value = choice.value);
        }
        let values = || self.choices.iter().map(|choice| choice.value.as_str());
        did_you_mean(value, values()).unwrap_or_else(|| self.values_are())
    }

    fn values_are(&self) -> Remark {
        let all: Vec<String> = self.choices.iter().map(|it| format!("`{}`", it.value)).collect();
        remark!("values-are", values = shortened(&all))
    }
}

/// Whether a text, in any language, is this word.
pub(super) fn is_label(label: &Text, word: &str) -> bool {
    let word = word.trim().to_lowercase();
    label.all().any(|text| text.trim().to_lowercase() == word)
}

/// Words that people write for what a function gives.
const WORDS: [(&[&str], &str); 4] = [
    (&["yes", "ja", "true", "wahr"], "true()"),
    (&["no", "nein", "false", "falsch"], "false()"),
    (&["today", "heute"], "today()"),
    (&["now", "jetzt"], "now()"),
];

/// What was probably meant by a word that stands without quotes: whether there is an answer of that name, and
/// whether it is all of the expression, which is true or false then and no value.
pub(super) fn meant_by_word(
    definition: &Definition,
    word: &str,
    (is_variable, is_all): (bool, bool),
) -> Remark {
    let (lower, is_label) = (word.to_lowercase(), |choice: &&Choice| is_label(&choice.label, word));
    if is_variable {
        return remark!("write-reference", name = word);
    }
    let written = definition.lists.values().filter_map(|list| match list {
        ChoiceList::Written(choices) => Some(choices),
        _ => None,
    });
    let choices = || written.clone().flatten();
    let call = WORDS.iter().find(|(words, _)| words.contains(&lower.as_str()));
    if let Some((_, call)) = call.filter(|_| is_all) {
        return remark!("write-call", call);
    }
    if choices().any(|choice| choice.value == word) {
        return remark!("write-text", value = word);
    }
    if let Some(choice) = choices().find(is_label) {
        return match choice.value.is_empty() {
            true => remark!("write-text", value = word),
            false => remark!("write-value-of-label", label = word, value = choice.value),
        };
    }
    match call {
        Some((_, call)) => remark!("write-call", call),
        None => remark!("write-reference-or-text", name = word),
    }
}
