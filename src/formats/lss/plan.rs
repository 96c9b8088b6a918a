//! What each question will be called and where each of LimeSurvey's variables will be found.
//! Made before anything is built, since expressions also refer to later questions.

use super::index::{Facts, Index, Target};
use super::names::{QUESTION, TakenNames, VARIABLE, Values};
use super::script::Gives;
use super::source::{LssQuestion, LssSurvey};
use crate::engine::model::other_name;
use crate::engine::problem::{Remark, remark};

/// The choice "other": not `other`, since `NAME_other` is the variable of its text.
const OTHER: &str = "oth";

/// LimeSurvey's types of questions, by what becomes of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LssKind {
    List,
    Dropdown,
    ListWithComment,
    Rank,
    Multiple,
    MultipleWithComments,
    Text,
    LongText,
    Texts,
    Number,
    Numbers,
    Date,
    Gender,
    YesNo,
    FivePoints,
    Language,
    Display,
    Equation,
    Array(ArrayScale),
    DualArray,
    NumberGrid,
    CheckGrid,
    TextGrid,
    File,
    Unknown,
}

/// What is chosen from in the rows of an array.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ArrayScale {
    Five,
    Ten,
    YesUncertainNo,
    Change,
    Own,
}

/// The names of a question and its parts.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) kind: LssKind,
    pub(super) name: String,
    /// Stem of the columns of a multiple choice or ranking, when the name is too long for them.
    pub(super) stem: Option<String>,
    /// Values of the answers, in their order.
    pub(super) answers: Vec<String>,
    /// Values of the answers of a second scale.
    pub(super) second: Vec<String>,
    /// Values of subquestions that are choices.
    pub(super) choices: Vec<String>,
    /// The value of "other".
    pub(super) other: Option<String>,
    /// Variables of subquestions: rows of an array (for a dual one, of its first scale), fields.
    pub(super) rows: Vec<String>,
    /// Variables of rows and columns of a grid; rows of the second scale of a dual array.
    pub(super) cells: Vec<Vec<String>>,
    /// Variables of comments: one, or one for each subquestion and one for "other".
    pub(super) comments: Vec<String>,
}

/// Plans all questions, in order.
pub(super) fn plan(survey: &LssSurvey, names: &mut TakenNames, index: &mut Index) -> Vec<Plan> {
    let questions = survey.groups.iter().flat_map(|group| &group.questions);
    questions.map(|question| Planner { question, names, index }.plan()).collect()
}

/// The kind of a question.
pub(super) fn kind(question: &LssQuestion) -> LssKind {
    match question.kind.as_str() {
        "L" | "Z" => LssKind::List,
        "!" | "W" => LssKind::Dropdown,
        "O" => LssKind::ListWithComment,
        "R" => LssKind::Rank,
        "M" => LssKind::Multiple,
        "P" => LssKind::MultipleWithComments,
        "S" => LssKind::Text,
        "T" | "U" => LssKind::LongText,
        "Q" => LssKind::Texts,
        "N" => LssKind::Number,
        "K" => LssKind::Numbers,
        "D" => LssKind::Date,
        "G" => LssKind::Gender,
        "Y" => LssKind::YesNo,
        "5" => LssKind::FivePoints,
        "I" => LssKind::Language,
        "X" => LssKind::Display,
        "*" => LssKind::Equation,
        "A" => LssKind::Array(ArrayScale::Five),
        "B" => LssKind::Array(ArrayScale::Ten),
        "C" => LssKind::Array(ArrayScale::YesUncertainNo),
        "E" => LssKind::Array(ArrayScale::Change),
        "F" | "H" => LssKind::Array(ArrayScale::Own),
        "1" => LssKind::DualArray,
        ":" if question.has("multiflexible_checkbox") => LssKind::CheckGrid,
        ":" => LssKind::NumberGrid,
        ";" => LssKind::TextGrid,
        "|" => LssKind::File,
        _ => LssKind::Unknown,
    }
}

/// What a type of question is called in the report.
pub(super) fn called(letter: &str) -> Remark {
    match letter {
        "L" | "Z" => remark!("lss-type-list"),
        "!" | "W" => remark!("lss-type-dropdown"),
        "O" => remark!("lss-type-list-comment"),
        "R" => remark!("lss-type-ranking"),
        "M" => remark!("lss-type-multiple"),
        "P" => remark!("lss-type-multiple-comments"),
        "S" => remark!("lss-type-short-text"),
        "T" => remark!("lss-type-long-text"),
        "U" => remark!("lss-type-huge-text"),
        "Q" => remark!("lss-type-texts"),
        "N" => remark!("lss-type-number"),
        "K" => remark!("lss-type-numbers"),
        "D" => remark!("lss-type-date"),
        "G" => remark!("lss-type-gender"),
        "Y" => remark!("lss-type-yes-no"),
        "5" => remark!("lss-type-points"),
        "I" => remark!("lss-type-language"),
        "X" => remark!("lss-type-display"),
        "*" => remark!("lss-type-equation"),
        "A" => remark!("lss-type-array-5"),
        "B" => remark!("lss-type-array-10"),
        "C" => remark!("lss-type-array-yes-no"),
        "E" => remark!("lss-type-array-change"),
        "F" => remark!("lss-type-array"),
        "H" => remark!("lss-type-array-column"),
        "1" => remark!("lss-type-array-dual"),
        ":" => remark!("lss-type-array-numbers"),
        ";" => remark!("lss-type-array-texts"),
        "|" => remark!("lss-type-upload"),
        _ => remark!("lss-type-unknown", letter),
    }
}

impl Plan {
    /// What its answers are stored as when it has a single one.
    fn gives(&self, question: &LssQuestion) -> Gives {
        match self.kind {
            LssKind::Number | LssKind::FivePoints => Gives::Number,
            LssKind::Text | LssKind::LongText if question.has("numbers_only") => Gives::Number,
            _ => Gives::Text,
        }
    }
}

struct Planner<'p> {
    question: &'p LssQuestion,
    names: &'p mut TakenNames,
    index: &'p mut Index,
}

impl Planner<'_> {
    fn plan(self) -> Plan {
        let Planner { question, names, index } = self;
        let kind = kind(question);
        let is_multiple = matches!(kind, LssKind::Multiple | LssKind::MultipleWithComments);
        let is_list = matches!(kind, LssKind::List | LssKind::Dropdown | LssKind::ListWithComment);
        let has_columns = is_multiple || kind == LssKind::Rank;
        let mut values = Values::default();
        if is_multiple && question.other {
            // `NAME_other` is the text of "other".
            values.make("other", true);
        }
        let mut answers: Vec<String> = Vec::new();
        let mut choices: Vec<String> = Vec::new();
        if is_multiple || kind == LssKind::CheckGrid {
            let axis = question.axis(if is_multiple { "0" } else { "1" });
            choices.extend(axis.map(|sub| values.make(&sub.code, true)));
        } else {
            answers.extend(question.scale("0").map(|a| values.make(&a.code, has_columns)));
            // Newer versions may keep what is ranked as subquestions.
            if kind == LssKind::Rank && answers.is_empty() {
                answers.extend(question.axis("0").map(|sub| values.make(&sub.code, true)));
            }
        }
        let other = (question.other && (is_multiple || is_list)).then(|| values.make(OTHER, true));
        let mut second = Values::default();
        let second = question.scale("1").map(|a| second.make(&a.code, false)).collect();

        let columns: Vec<String> = if has_columns {
            [&answers, &choices].into_iter().flatten().chain(&other).cloned().collect()
        } else {
            Vec::new()
        };
        let widest = columns.iter().map(String::len).max().unwrap_or(0);
        let made = |stem: &str| -> Vec<String> {
            columns.iter().map(|value| format!("{stem}_{value}")).collect()
        };
        let other_text = |name: &str| other.iter().map(|_| other_name(name)).collect();
        let name = names.make_with(&[&question.code], QUESTION, &|name| {
            let mut all: Vec<String> = other_text(name);
            if name.len() + 1 + widest <= VARIABLE {
                all.extend(made(name));
            }
            all
        });
        let stem = (has_columns && name.len() + 1 + widest > VARIABLE).then(|| {
            let longest = VARIABLE.saturating_sub(widest + 1).max(3);
            names.make_with(&[&question.code], longest, &made)
        });
        let mut plan = Plan {
            kind,
            name,
            stem,
            answers,
            second,
            choices,
            other,
            rows: Vec::new(),
            cells: Vec::new(),
            comments: Vec::new(),
        };
        parts(question, names, &mut plan);
        index.question(Facts {
            code: question.code.clone(),
            sid: question.sid.clone(),
            gid: question.gid.clone(),
            qid: question.qid.clone(),
            kind: question.kind.clone(),
            mandatory: question.mandatory.clone(),
        });
        variables(question, &plan, index);
        plan
    }
}

/// The names of rows, fields, cells and comments.
fn parts(question: &LssQuestion, names: &mut TakenNames, plan: &mut Plan) {
    let name = plan.name.clone();
    let mut make = |parts: &[&str]| {
        let parts: Vec<&str> = [name.as_str()].iter().chain(parts).copied().collect();
        names.make(&parts, VARIABLE)
    };
    let subs: Vec<&str> = question.axis("0").map(|sub| sub.code.as_str()).collect();
    match plan.kind {
        LssKind::ListWithComment => plan.comments.push(make(&["comment"])),
        LssKind::MultipleWithComments => {
            plan.comments.extend(subs.iter().map(|sub| make(&[sub, "comment"])));
            plan.comments.extend(question.other.then(|| make(&["other", "comment"])));
        }
        LssKind::Texts | LssKind::Numbers | LssKind::Array(_) | LssKind::CheckGrid => {
            plan.rows.extend(subs.iter().map(|sub| make(&[sub])));
        }
        LssKind::DualArray => {
            plan.rows.extend(subs.iter().map(|sub| make(&[sub, "0"])));
            plan.cells.push(subs.iter().map(|sub| make(&[sub, "1"])).collect());
        }
        LssKind::NumberGrid | LssKind::TextGrid => {
            for sub in subs {
                let columns = question.axis("1").map(|column| make(&[sub, &column.code]));
                plan.cells.push(columns.collect());
            }
        }
        _ => {}
    }
}

/// LimeSurvey's variables of a question, in its order.
fn variables(question: &LssQuestion, plan: &Plan, index: &mut Index) {
    let plain = |name: &str, gives| variable(name, gives, false);
    let subs: Vec<&LssQuestion> = question.axis("0").collect();
    let other_text = other_name(&plan.name);
    match plan.kind {
        LssKind::Language | LssKind::Display => {}
        LssKind::Rank => {
            let codes: Vec<&str> = match question.answers.is_empty() {
                true => subs.iter().map(|sub| sub.code.as_str()).collect(),
                false => question.scale("0").map(|answer| answer.code.as_str()).collect(),
            };
            for (code, value) in codes.iter().zip(&plan.answers) {
                index.rank(code, &plan.name, value);
            }
            for place in 0..plan.answers.len() {
                let number = (place + 1).to_string();
                let list = plan.name.clone();
                index.variable(&number, &number, None, Target::Place { list, place });
            }
        }
        LssKind::Multiple | LssKind::MultipleWithComments => {
            for (s, (sub, value)) in subs.iter().zip(&plan.choices).enumerate() {
                let target = chosen(&plan.name, value, "Y");
                index.variable(&sub.code, &sub.code, Some(s), target);
                index.alias(format!("Q{}_S{}", question.qid, sub.qid));
                if let (LssKind::MultipleWithComments, Some(comment)) =
                    (plan.kind, plan.comments.get(s))
                {
                    let code = format!("{}comment", sub.code);
                    index.variable(&code, &code, Some(s), plain(comment, Gives::Text));
                }
            }
            if plan.other.is_some() {
                index.variable("other", "other", None, plain(&other_text, Gives::Text));
                if let Some(comment) = plan.comments.get(subs.len()) {
                    let target = plain(comment, Gives::Text);
                    index.variable("othercomment", "othercomment", None, target);
                }
            }
        }
        LssKind::Texts | LssKind::Numbers | LssKind::Array(_) => {
            let is_number = plan.kind == LssKind::Numbers
                || matches!(plan.kind, LssKind::Array(ArrayScale::Five | ArrayScale::Ten))
                || (plan.kind == LssKind::Texts && question.has("numbers_only"));
            let gives = if is_number { Gives::Number } else { Gives::Text };
            for (s, (sub, row)) in subs.iter().zip(&plan.rows).enumerate() {
                let mut target = variable(row, gives, matches!(plan.kind, LssKind::Array(_)));
                set_changed(&mut target, changed(question, "0", &plan.answers));
                index.variable(&sub.code, &sub.code, Some(s), target);
                index.alias(format!("Q{}_S{}", question.qid, sub.qid));
            }
        }
        LssKind::DualArray => {
            let seconds = plan.cells.first().map(Vec::as_slice).unwrap_or_default();
            for (s, (sub, (first, second))) in
                subs.iter().zip(plan.rows.iter().zip(seconds)).enumerate()
            {
                let scales = [("0", first, &plan.answers), ("1", second, &plan.second)];
                for (scale, name, values) in scales {
                    let mut target = variable(name, Gives::Text, true);
                    set_changed(&mut target, changed(question, scale, values));
                    let (code, numbers) =
                        (format!("{}_{scale}", sub.code), format!("{}#{scale}", sub.code));
                    index.variable(&code, &numbers, Some(s), target);
                    index.alias(format!("Q{}_S{}#{scale}", question.qid, sub.qid));
                }
            }
        }
        LssKind::NumberGrid | LssKind::TextGrid | LssKind::CheckGrid => {
            let is_number = plan.kind == LssKind::NumberGrid || question.has("numbers_only");
            let gives = if is_number { Gives::Number } else { Gives::Text };
            let columns: Vec<&LssQuestion> = question.axis("1").collect();
            for (s, sub) in subs.iter().enumerate() {
                for (c, column) in columns.iter().enumerate() {
                    let target = match plan.kind {
                        LssKind::CheckGrid => plan
                            .rows
                            .get(s)
                            .zip(plan.choices.get(c))
                            .map(|(r, v)| chosen(r, v, "1")),
                        _ => plan.cells.get(s).and_then(|r| r.get(c)).map(|n| plain(n, gives)),
                    };
                    let code = format!("{}_{}", sub.code, column.code);
                    if let Some(target) = target {
                        index.variable(&code, &code, Some(s), target);
                        index.alias(format!("Q{}_S{}_S{}", question.qid, sub.qid, column.qid));
                    }
                }
            }
        }
        _ => {
            let has_labels = matches!(
                plan.kind,
                LssKind::List
                    | LssKind::Dropdown
                    | LssKind::ListWithComment
                    | LssKind::Gender
                    | LssKind::YesNo
            );
            let mut target = variable(&plan.name, plan.gives(question), has_labels);
            if let Target::Variable { other, .. } = &mut target {
                *other = plan.other.as_ref().map(|value| ("-oth-".to_owned(), value.clone()));
            }
            set_changed(&mut target, changed(question, "0", &plan.answers));
            index.variable("", "", None, target);
            index.alias(format!("Q{}", question.qid));
            if plan.other.is_some() {
                index.variable("other", "other", None, plain(&other_text, Gives::Text));
            }
            if let Some(comment) = plan.comments.first() {
                index.variable("comment", "comment", None, plain(comment, Gives::Text));
            }
        }
    }
}

fn variable(name: &str, gives: Gives, has_labels: bool) -> Target {
    let (other, changed) = (None, Vec::new());
    Target::Variable { name: name.to_owned(), gives, has_labels, other, changed }
}

fn chosen(list: &str, value: &str, on: &'static str) -> Target {
    Target::Choice { list: list.to_owned(), value: value.to_owned(), on }
}

fn set_changed(target: &mut Target, now: Vec<(String, String)>) {
    if let Target::Variable { changed, .. } = target {
        *changed = now;
    }
}

/// The codes that are no values here, with what they have become.
fn changed(question: &LssQuestion, scale: &str, values: &[String]) -> Vec<(String, String)> {
    let pairs = question.scale(scale).zip(values);
    let pairs = pairs.filter(|(answer, value)| answer.code != **value);
    pairs.map(|(answer, value)| (answer.code.clone(), value.clone())).collect()
}
