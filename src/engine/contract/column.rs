//! A column of the data, as a kind describes it.

use super::super::Questionnaire;
use super::super::identity::Identified;
use super::super::model::{Choice, Level, Text};
use super::super::questionnaire::{Holds, Question};
use super::super::record::VariablePlace;

/// Where the value of a column stands in the answers of a response.
#[derive(Debug, Clone)]
pub(in crate::engine) enum AnswerCell {
    Slot(VariablePlace),
    Choice {
        at: VariablePlace,
        value: String,
    },
    /// Place of the choice in a ranking.
    Place {
        at: VariablePlace,
        value: String,
    },
    /// Whether the poles of these rows were exchanged, which the seed and this name decide.
    Mirrored {
        rows: Vec<VariablePlace>,
        name: String,
    },
}

/// A column as a kind describes it.
#[derive(Debug)]
pub(in crate::engine) struct KindColumn {
    pub(in crate::engine) name: String,
    /// What it is the column of: a question, a row or part of one; or a question and what of it.
    pub(in crate::engine) of: Vec<Identified>,
    pub(in crate::engine) label: Text,
    pub(in crate::engine) values: Vec<(String, Text)>,
    pub(in crate::engine) numeric: bool,
    pub(in crate::engine) level: Level,
    pub(in crate::engine) route: Vec<String>,
    pub(in crate::engine) item: Option<String>,
    pub(in crate::engine) sensitive: bool,
    /// Holds an answer to the question, rather than how that was asked.
    pub(in crate::engine) is_answer: bool,
    pub(in crate::engine) cell: AnswerCell,
}

impl KindColumn {
    /// The column of a slot that holds one value.
    pub(in crate::engine) fn of_slot(questionnaire: &Questionnaire, index: usize) -> KindColumn {
        let slot = &questionnaire.slots[index];
        let question = &questionnaire.questions[slot.question];
        let definition = &question.definition;
        let values: Vec<(String, Text)> = match slot.holds {
            Holds::Choice => labelled(questionnaire.choices(question)),
            _ => Vec::new(),
        };
        let row = slot.part.and_then(|part| definition.rows.get(part));
        let label = match (row, slot.part.and_then(|part| definition.parts.get(part))) {
            (Some(row), _) if row.right.is_absent() => row.label.clone(),
            (Some(row), _) => beside(&row.label, &row.right, " – "),
            (None, Some(part)) => part.label.clone(),
            (None, None) if slot.name != definition.name => label_of_other(questionnaire, question),
            (None, None) => Text::Absent,
        };
        let of = match (row, slot.part.and_then(|part| definition.parts.get(part))) {
            (Some(row), _) => vec![Identified::of(row)],
            (None, Some(part)) => vec![Identified::of(part)],
            (None, None) if slot.name != definition.name => KindColumn::beside(question, OTHER),
            (None, None) => vec![Identified::of(definition)],
        };
        let numeric = match slot.holds {
            Holds::Choice => values.iter().all(|(value, _)| is_number(value)),
            Holds::Integer | Holds::Decimal => true,
            Holds::Text | Holds::Choices | Holds::Ranking => false,
        };
        let level = match slot.holds {
            Holds::Integer | Holds::Decimal => Level::Scale,
            _ => Level::Nominal,
        };
        KindColumn {
            name: slot.name.clone(),
            of,
            label,
            values,
            numeric,
            level,
            route: slot.relevant.iter().map(|expr| expr.source().to_owned()).collect(),
            item: row.and_then(|row| row.item.clone()),
            sensitive: false,
            is_answer: true,
            cell: AnswerCell::Slot(VariablePlace::slot(questionnaire, index)),
        }
    }

    /// The same column with values in an order.
    pub(in crate::engine) fn ordinal(self) -> KindColumn {
        KindColumn { level: Level::Ordinal, ..self }
    }

    /// What a column is of that stands beside the answer to a question.
    pub(in crate::engine) fn beside(question: &Question, what: &str) -> Vec<Identified> {
        // Choices stand there under a word too, and this is none: words have no spaces.
        vec![Identified::of(&question.definition), Identified::named(what)]
    }

    /// The column of one choice of a multiple choice.
    pub(in crate::engine) fn of_choice(
        questionnaire: &Questionnaire,
        question: &Question,
        choice: &Choice,
        name: String,
    ) -> KindColumn {
        let definition = &question.definition;
        let at = VariablePlace::slot(questionnaire, question.slots.start);
        KindColumn {
            name,
            of: vec![Identified::of(definition), Identified::of(choice)],
            label: choice.label.clone(),
            values: yes_no(),
            numeric: true,
            level: Level::Nominal,
            route: definition.choice_filter.iter().cloned().collect(),
            item: Some(choice.value.clone()),
            sensitive: choice.attributes.get("sensitive").is_some_and(|value| value == "1"),
            is_answer: true,
            cell: AnswerCell::Choice { at, value: choice.value.clone() },
        }
    }

    /// The place of one choice in a ranking.
    pub(in crate::engine) fn of_rank(
        questionnaire: &Questionnaire,
        question: &Question,
        choice: &Choice,
        name: String,
    ) -> KindColumn {
        let at = VariablePlace::slot(questionnaire, question.slots.start);
        KindColumn {
            values: (1..=questionnaire.choices(question).len()).map(place).collect(),
            level: Level::Ordinal,
            cell: AnswerCell::Place { at, value: choice.value.clone() },
            ..KindColumn::of_choice(questionnaire, question, choice, name)
        }
    }
}

/// The text behind "other", which no choice can be called.
const OTHER: &str = "text beside";

fn labelled(choices: &[Choice]) -> Vec<(String, Text)> {
    choices.iter().map(|choice| (choice.value.clone(), choice.label.clone())).collect()
}

/// Of the text behind "other": that it is one, and behind which choice. Nothing of another slot.
fn label_of_other(questionnaire: &Questionnaire, question: &Question) -> Text {
    let other = question.definition.other.as_deref();
    let choice = questionnaire.choices(question).iter().find(|it| Some(it.value.as_str()) == other);
    let text = Text::ours("Text zu", "text for");
    choice.map_or(Text::Absent, |choice| beside(&text, &choice.label, ": "))
}

/// A place in a ranking.
fn place(number: usize) -> (String, Text) {
    (number.to_string(), Text::ours(&format!("Platz {number}"), &format!("place {number}")))
}

fn yes_no() -> Vec<(String, Text)> {
    vec![
        ("1".to_owned(), Text::ours("genannt", "mentioned")),
        ("0".to_owned(), Text::ours("nicht genannt", "not mentioned")),
    ]
}

/// "langweilig – lebendig"; in a language that only one of both texts has, that one.
pub(in crate::engine) fn beside(left: &Text, right: &Text, between: &str) -> Text {
    let said = |text: &Text, language: &str| match text {
        Text::By(texts) => texts.get(language).cloned(),
        text => Some(text.get("", "").to_owned()),
    };
    let both = |language: &str| match (said(left, language), said(right, language)) {
        (Some(left), Some(right)) => Some(format!("{left}{between}{right}")),
        (left, right) => left.or(right),
    };
    let languages = [left, right].into_iter().filter_map(|text| match text {
        Text::By(texts) => Some(texts.keys()),
        _ => None,
    });
    let mut languages = languages.flatten().peekable();
    match languages.peek() {
        None => Text::Same(both("").unwrap_or_default()),
        Some(_) => Text::By(languages.filter_map(|l| Some((l.clone(), both(l)?))).collect()),
    }
}

/// A number that means the same as text: no leading zero that would be lost.
pub(in crate::engine) fn is_number(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or(value);
    value.parse::<f64>().is_ok_and(f64::is_finite)
        && (digits == "0" || !digits.starts_with('0') || digits.starts_with("0."))
}
