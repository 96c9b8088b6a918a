//! The columns of a table with everything the codebook says about them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::engine::Questionnaire;
use crate::engine::codebook::Variable;
use crate::engine::codebook::missing::{MISSING_CODES, MissingRange};
use crate::engine::model::{KindName, Text};

use super::Sort;

/// German and English.
pub(super) type Both = [String; 2];

/// A column.
#[derive(Debug, Default)]
pub(super) struct ExportColumn {
    pub(super) name: String,
    pub(super) question: String,
    pub(super) item: String,
    pub(super) text: Both,
    pub(super) label: Both,
    pub(super) kind: String,
    pub(super) level: String,
    pub(super) numeric: bool,
    pub(super) unit: Both,
    pub(super) limits: String,
    pub(super) format: String,
    /// Valid values with their labels; empty when anything is valid.
    pub(super) values: Vec<(String, Both)>,
    pub(super) missings: BTreeMap<i32, Both>,
    pub(super) range: MissingRange,
    pub(super) route: String,
    pub(super) base: String,
    pub(super) core: bool,
    pub(super) role: String,
    pub(super) sensitive: bool,
    pub(super) quasi_identifier: bool,
}

/// How the cells of a variable are to be understood.
pub(super) fn sort(variable: &Variable) -> Sort {
    match variable.kind {
        _ if variable.numeric => Sort::Number,
        Some(KindName::Date) => Sort::Date,
        _ => Sort::Text,
    }
}

impl ExportColumn {
    /// A column of texts that is not a variable of the questionnaire.
    pub(super) fn text(name: &str, de: &str, en: &str) -> ExportColumn {
        ExportColumn {
            name: name.to_owned(),
            label: [de.to_owned(), en.to_owned()],
            level: "nominal".to_owned(),
            ..ExportColumn::default()
        }
    }

    /// A column of numbers that is not a variable of the questionnaire.
    pub(super) fn number(name: &str, de: &str, en: &str) -> ExportColumn {
        ExportColumn { numeric: true, ..ExportColumn::text(name, de, en) }
    }

    /// The same column on an ordinal scale.
    pub(super) fn ordinal(self) -> ExportColumn {
        ExportColumn { level: "ordinal".to_owned(), ..self }
    }

    /// The same column with these valid values.
    pub(super) fn values(
        mut self,
        values: impl IntoIterator<Item = (String, Both)>,
    ) -> ExportColumn {
        for (value, label) in values {
            if !self.values.iter().any(|(known, _)| *known == value) {
                self.values.push((value, label));
            }
        }
        self
    }

    /// The same column with these missing codes too, -9 to -1.
    pub(super) fn missings(mut self, codes: impl IntoIterator<Item = i32>) -> ExportColumn {
        for code in codes {
            self.missings.entry(self.range.code(code)).or_insert_with(|| usual_label(code));
        }
        self
    }

    /// The same column with the missing codes of these variables too.
    pub(super) fn missings_of<'v>(
        mut self,
        variables: impl IntoIterator<Item = (&'v Questionnaire, &'v Variable)>,
    ) -> ExportColumn {
        for (questionnaire, variable) in variables {
            for (written, label) in missing_labels(questionnaire, variable) {
                self.missings.entry(written).or_insert(label);
            }
        }
        self
    }

    fn of_variable(questionnaire: &Questionnaire, variable: &Variable) -> ExportColumn {
        ExportColumn {
            name: variable.name.clone(),
            question: variable.question.clone(),
            item: variable.item.clone().unwrap_or_default(),
            text: both(&variable.text),
            label: both(&variable.label),
            kind: variable.kind.map(word).unwrap_or_default(),
            level: word(variable.level),
            numeric: variable.numeric,
            unit: both(&variable.unit),
            limits: {
                let limits = variable.limits.iter().map(|(name, limit)| format!("{name}={limit}"));
                limits.collect::<Vec<_>>().join(" | ")
            },
            format: variable.format.to_owned(),
            values: variable.values.iter().map(|(v, label)| (v.clone(), both(label))).collect(),
            missings: missing_labels(questionnaire, variable).collect(),
            range: variable.range,
            route: variable.route.clone(),
            base: {
                let drawn = variable.base.iter().map(|(name, value)| format!("{name}={value}"));
                drawn.collect::<Vec<_>>().join(" | ")
            },
            core: variable.core,
            role: variable.role.map(word).unwrap_or_default(),
            sensitive: variable.sensitive,
            quasi_identifier: variable.quasi_identifier,
        }
    }
}

/// The missing codes of a variable as files have them, in the words of its question.
fn missing_labels(
    questionnaire: &Questionnaire,
    variable: &Variable,
) -> impl Iterator<Item = (i32, Both)> {
    let mut questions = questionnaire.questions().iter().map(|question| &question.definition);
    let question = questions.find(|question| question.name == variable.question);
    variable.written_missings().map(move |(written_as, code)| {
        let text = question.and_then(|question| questionnaire.missing_text(question, code));
        let [de, en] = text.map(both).unwrap_or_default();
        let own = !de.is_empty() && !en.is_empty();
        (written_as, if own { [de, en] } else { usual_label(code) })
    })
}

/// The columns of several versions: each name once, in the order of the newest version that has
/// it, described by that version.
#[derive(Debug, Default)]
pub(super) struct Union {
    columns: Vec<ExportColumn>,
    versions: Vec<Vec<String>>,
}

impl Union {
    /// Adds the variables of a version that is newer than those before.
    pub(super) fn add<'v>(
        &mut self,
        questionnaire: &Questionnaire,
        variables: impl Iterator<Item = &'v Variable> + Clone,
    ) {
        let mut next = 0;
        for variable in variables.clone() {
            let mut column = ExportColumn::of_variable(questionnaire, variable);
            match self.columns.iter().position(|known| known.name == column.name) {
                Some(place) => {
                    let old = std::mem::take(&mut self.columns[place]);
                    // Responses to the older version hold its values.
                    column.numeric &= old.numeric;
                    if !column.values.is_empty() {
                        column = column.values(old.values);
                    }
                    for (code, label) in old.missings {
                        column.missings.entry(code).or_insert(label);
                    }
                    self.columns[place] = column;
                    next = place + 1;
                }
                None => {
                    self.columns.insert(next, column);
                    next += 1;
                }
            }
        }
        self.versions.push(variables.map(|v| v.name.clone()).collect());
    }

    /// The columns in order.
    pub(super) fn into_columns(self) -> Vec<ExportColumn> {
        let not_everywhere = |name: &String| !self.versions.iter().all(|v| v.contains(name));
        let complete = |column: ExportColumn| {
            let lacking = not_everywhere(&column.name);
            column.missings(lacking.then_some(NOT_IN_VERSION))
        };
        self.columns.into_iter().map(complete).collect()
    }
}

/// The column that leads from a row of any table to its response.
pub(super) fn id() -> ExportColumn {
    ExportColumn::text("resp_id", "Zufallsnummer der Antwort", "random number of the response")
}

/// The columns of `responses.csv` that come before the variables: what a response carries beside its
/// answers.
pub(super) fn envelope() -> [ExportColumn; ENVELOPE] {
    let value =
        |value: &str, de: &str, en: &str| (value.to_owned(), [de.to_owned(), en.to_owned()]);
    let [door, stratum] = CARRIED;
    [
        id(),
        ExportColumn::number(door, "Zugang", "door").values([
            value(WITH_CODE, "mit Zugangscode", "with an access code"),
            value(WITHOUT_CODE, "ohne Zugangscode", "without an access code"),
        ]),
        ExportColumn::text(
            stratum,
            "Schicht, die der Zugangscode trug",
            "stratum that the access code carried",
        )
        .missings([-6]),
    ]
}

/// How many columns [`envelope`] has.
pub(super) const ENVELOPE: usize = 3;
/// The columns of it that can be counted: by which door, and from which stratum.
pub const CARRIED: [&str; ENVELOPE - 1] = ["resp_door", "resp_stratum"];
/// The door of those who came with an access code.
pub const WITH_CODE: &str = "1";
/// The door of all others.
pub const WITHOUT_CODE: &str = "2";

/// The text in German and English, each by itself where only one is written.
pub(super) fn both(text: &Text) -> Both {
    [nearest(text, "de", "en"), nearest(text, "en", "de")]
}

/// The text in a language or a variety of it (`en-GB`), else in another.
fn nearest(text: &Text, language: &str, other: &str) -> String {
    let is_written = |text: &&str| !text.is_empty();
    let variety = match text {
        Text::By(texts) => {
            let of_it = |code: &str| code.split('-').next() == Some(language);
            let mut varieties = texts.iter().filter(|(code, _)| of_it(code));
            varieties.find_map(|(_, text)| Some(text.as_str()).filter(is_written))
        }
        _ => None,
    };
    let exact = text.find(language).filter(is_written).or(variety);
    exact.unwrap_or_else(|| text.get(language, other)).to_owned()
}

const NOT_IN_VERSION: i32 = -4;

fn usual_label(code: i32) -> Both {
    let known = MISSING_CODES.iter().find(|(known, _, _)| *known == code);
    known.map_or_else(Default::default, |(_, de, en)| [(*de).to_owned(), (*en).to_owned()])
}

/// The name that a value has in the questionnaire file.
fn word(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
