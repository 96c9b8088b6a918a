//! The codebook: the variables of the data with labels, values and missing codes.
//!
//! It fixes the columns of every export once; [`Variable::cell`] then reads a response without
//! evaluating anything.

mod disposition;
mod limits;
pub mod missing;
mod names;
mod plain;
mod technical;
mod union;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

pub(super) use self::disposition::{BROKEN_OFF, COMPLETE, PARTIAL};
use self::limits::{format, limits};
use self::missing::{Missing, MissingRange};
pub use self::names::choice_columns;
use self::plain::plain;
use self::technical::technical;
pub use self::union::unite;
use super::Questionnaire;
use super::contract::{AnswerCell, KindColumn, beside, is_number};
use super::expr::{Expr, Extent};
use super::identity::Identified;
use super::model::{KindName, Level, Role, Text};
use super::order::is_mirrored;
use super::questionnaire::{Holds, Purpose, Question};
use super::record::{Record, VariablePlace};

/// Columns that every file of answers has, so that no question may take their names: those of the
/// technical variables in order, and what a response carries beside its answers.
pub const RESERVED: [&str; 10] = [
    "instr_ver",
    "lang",
    "mode",
    "disp",
    "end",
    "last_page",
    "rot_seed",
    "resp_id",
    "resp_door",
    "resp_stratum",
];

/// The codebook of a questionnaire.
#[derive(Debug, Clone)]
pub struct Codebook {
    /// The variables in the order of their columns.
    pub variables: Vec<Variable>,
    /// What is asked several times; it has a table of its own.
    pub repeats: Vec<Repeated>,
}

/// The variables of a repeat.
#[derive(Debug, Clone)]
pub struct Repeated {
    /// What it is called in files.
    pub name: String,
    /// Its name in this version, under which a response holds the number of its instances.
    own_name: String,
    /// What an instance is called.
    pub label: Text,
    slot: Option<usize>,
    /// Index of the repeat it is in.
    outer: Option<usize>,
    /// The variables in order, without those of repeats in it.
    pub variables: Vec<Variable>,
}

/// One variable, one column.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Column name.
    pub name: String,
    /// Its name in this version, which is another where [`unite`] found it renamed.
    pub own_name: String,
    /// Name of its question; empty for technical variables.
    pub question: String,
    /// Its kind; none for technical variables.
    pub kind: Option<KindName>,
    /// The question's text.
    pub text: Text,
    /// Its own label: the row's or the choice's; else the question's short label.
    pub label: Text,
    /// Measurement level.
    pub level: Level,
    /// Numbers or text.
    pub numeric: bool,
    /// The unit of its numbers.
    pub unit: Text,
    /// Least and greatest number, step, greatest length, each where there is one: numbers, or expressions.
    pub limits: Vec<(&'static str, String)>,
    /// How days and times are written.
    pub format: &'static str,
    /// Valid values with their labels; empty when anything is valid.
    pub values: Vec<(String, Text)>,
    /// Missing codes that can occur, −9 to −1.
    pub missings: Vec<i32>,
    /// What stands for them in files.
    pub range: MissingRange,
    /// When it is asked, in the expression language; empty: always.
    pub route: String,
    /// What chance decided for who is asked: variables that are drawn, with the value they must have.
    pub base: Vec<(String, String)>,
    /// Part of the core.
    pub core: bool,
    /// Meaning for the analysis.
    pub role: Option<Role>,
    /// Key of the role.
    pub item: Option<String>,
    /// Special-category data.
    pub sensitive: bool,
    /// Could identify together with others.
    pub quasi_identifier: bool,
    /// What it is a column of.
    of: Vec<Identified>,
    pub(super) source: ValueSource,
}

/// Where a variable's value stands in a response.
#[derive(Debug, Clone)]
pub(super) enum ValueSource {
    /// In the answers.
    Answer(AnswerCell),
    Off,
    Technical(Technical),
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Technical {
    Version,
    Language,
    Mode,
    Disposition,
    End,
    LastPage,
    Seed,
}

impl Codebook {
    /// The codebook of a questionnaire: technical variables, then every variable in order.
    pub fn new(questionnaire: &Questionnaire) -> Codebook {
        let mut variables = technical(questionnaire);
        let repeated = |repeat: &super::questionnaire::Repeat| {
            let question = &questionnaire.questions[repeat.question].definition;
            Repeated {
                name: question.name.clone(),
                own_name: question.name.clone(),
                label: plain(questionnaire, question.label.clone()),
                slot: questionnaire.find_slot(&question.name),
                outer: repeat.outer,
                variables: Vec::new(),
            }
        };
        let mut repeats: Vec<Repeated> = questionnaire.repeats.iter().map(repeated).collect();
        let units = questionnaire.units();
        for question in &questionnaire.questions {
            let definition = &question.definition;
            if definition.hidden || question.purpose == Purpose::Private || question.is_heading() {
                continue;
            }
            let columns = super::kind::kind(definition.kind).columns(questionnaire, question);
            let own =
                columns.into_iter().map(|column| variable(questionnaire, &units, question, column));
            match question.repeat {
                None => variables.extend(own),
                Some(repeat) => repeats[repeat].variables.extend(own),
            }
        }
        tell_apart(questionnaire, &mut variables);
        repeats.iter_mut().for_each(|it| tell_apart(questionnaire, &mut it.variables));
        Codebook { variables, repeats }
    }

    /// The instances of a repeat that a response holds, in order: what follows the names of its
    /// answers there (`[2]`, `[2][1]`).
    pub fn instances(&self, record: &Record<'_>, repeat: usize) -> Vec<String> {
        let Some(repeated) = self.repeats.get(repeat) else { return Vec::new() };
        let around = match repeated.outer {
            None => vec![String::new()],
            Some(outer) => self.instances(record, outer),
        };
        let count = |suffix: &str| -> usize {
            let Some(slot) = repeated.slot else { return 0 };
            let count =
                record.value_at(&VariablePlace { slot, name: repeated.own_name.clone() }, suffix);
            count.and_then(|count| count.parse().ok()).unwrap_or(0)
        };
        let inside =
            |suffix: String| (1..=count(&suffix)).map(move |number| format!("{suffix}[{number}]"));
        around.into_iter().flat_map(inside).collect()
    }

    /// The variables with a role.
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = &Variable> {
        self.variables.iter().filter(move |variable| variable.role == Some(role))
    }
}

impl Variable {
    /// The value of this variable in a response as files have it: a valid value or a missing code of
    /// its range, never empty.
    pub fn cell<'r>(&self, record: &'r Record<'_>, version: &'r str) -> Cow<'r, str> {
        self.written(self.read(record, version, ""))
    }

    /// The value of a repeated variable in one of [`Codebook::instances`].
    pub fn cell_at<'r>(&self, record: &'r Record<'_>, instance: &str) -> Cow<'r, str> {
        self.written(self.read(record, "", instance))
    }

    /// What files hold for a value as answers hold it.
    pub fn written<'r>(&self, stored: Cow<'r, str>) -> Cow<'r, str> {
        match missing::code_of(&stored) {
            Some(code) => Cow::Borrowed(self.range.text(code)),
            None => stored,
        }
    }

    /// The value as answers hold it: a reason is none of the values ([`missing::is_missing`]).
    pub fn read<'r>(
        &self,
        record: &'r Record<'_>,
        version: &'r str,
        instance: &str,
    ) -> Cow<'r, str> {
        let not_asked = Missing::NotAsked.stored();
        let value = match &self.source {
            ValueSource::Off => Missing::NotInVersion.stored(),
            ValueSource::Answer(AnswerCell::Slot(at)) => {
                record.value_at(at, instance).unwrap_or(not_asked)
            }
            ValueSource::Answer(AnswerCell::Choice { at, value }) => {
                match record.value_at(at, instance) {
                    None => not_asked,
                    Some(_) if record.is_hidden(at, instance, value) => not_asked,
                    Some(missing) if missing::is_missing(missing) => missing,
                    Some(ticked) if has_word(ticked, value) => "1",
                    Some(_) => "0",
                }
            }
            ValueSource::Answer(AnswerCell::Place { at, value }) => {
                match record.value_at(at, instance) {
                    None => not_asked,
                    Some(missing) if missing::is_missing(missing) => missing,
                    Some(ranking) => match ranking.split(' ').position(|one| one == value) {
                        Some(place) => return Cow::Owned((place + 1).to_string()),
                        None => not_asked,
                    },
                }
            }
            ValueSource::Answer(AnswerCell::Mirrored { rows, name }) => {
                let is_asked = rows.iter().any(|at| record.value_at(at, instance).is_some());
                match (is_asked, is_mirrored(record.seed, name)) {
                    (false, _) => not_asked,
                    (true, false) => "0",
                    (true, true) => "1",
                }
            }
            ValueSource::Technical(technical) => match technical {
                Technical::Version => version,
                Technical::Language => &record.language,
                Technical::Mode => "1",
                Technical::Disposition => &record.disposition,
                Technical::End => record.end.as_deref().unwrap_or(not_asked),
                Technical::LastPage => &record.last_page,
                Technical::Seed => return Cow::Owned(record.seed.to_string()),
            },
        };
        Cow::Borrowed(value)
    }

    /// The missing codes that can occur, as files have them, each with its code of −9 to −1.
    pub fn written_missings(&self) -> impl Iterator<Item = (i32, i32)> {
        self.missings.iter().map(|&code| (self.range.code(code), code))
    }

    /// Whether a cell is a valid value or one of the variable's missing codes. Only tests ask: they hold
    /// every cell of an export to what the codebook says.
    pub fn admits(&self, cell: &str) -> bool {
        if self.range.reason(cell).is_some_and(|code| self.missings.contains(&code)) {
            return true;
        }
        match self.values.is_empty() {
            false => self.values.iter().any(|(value, _)| value == cell),
            true if self.numeric => is_number(cell),
            true => !cell.is_empty(),
        }
    }
}

/// Where questions of several groups are called the same, the label says of which group each is.
fn tell_apart(questionnaire: &Questionnaire, variables: &mut [Variable]) {
    let words = |variable: &Variable| -> Vec<String> {
        variable.label.all().chain(variable.text.all()).map(str::to_owned).collect()
    };
    let mut questions: BTreeMap<Vec<String>, BTreeSet<String>> = BTreeMap::new();
    for variable in variables.iter().filter(|it| it.kind.is_some()) {
        questions.entry(words(variable)).or_default().insert(variable.question.clone());
    }
    let around: BTreeMap<&str, Text> = questionnaire
        .questions
        .iter()
        .filter_map(|it| Some((it.definition.name.as_str(), group_of(questionnaire, it)?)))
        .collect();
    for variable in variables.iter_mut().filter(|it| !it.label.is_absent()) {
        let is_shared = questions.get(&words(variable)).is_some_and(|of| of.len() > 1);
        if let Some(group) = around.get(&*variable.question).filter(|_| is_shared) {
            variable.label = beside(group, &variable.label, " – ");
        }
    }
}

/// What the group or page of a question is called.
fn group_of(questionnaire: &Questionnaire, question: &Question) -> Option<Text> {
    let mut around = question.around;
    while let Some(group) = around.map(|group| &questionnaire.questions[group]) {
        if !group.definition.label.is_absent() {
            return Some(plain(questionnaire, group.definition.label.clone()));
        }
        around = group.around;
    }
    let name = &questionnaire.pages[question.page].name;
    let mut pages = super::model::leaves(&questionnaire.definition.pages);
    let page = pages.find(|page| page.name == *name).filter(|page| !page.title.is_absent())?;
    Some(plain(questionnaire, page.title.clone()))
}

/// Whether a word is among those of a list. By hand and not with `str::split`, since an export asks it
/// for every choice of every response.
fn has_word(list: &str, word: &str) -> bool {
    let mut words = list.as_bytes().split(|byte| *byte == b' ');
    words.any(|one| one.len() == word.len() && one.iter().eq(word.as_bytes()))
}

/// A column of a question with what the question says about it.
fn variable(
    questionnaire: &Questionnaire,
    units: &[&Text],
    question: &Question,
    column: KindColumn,
) -> Variable {
    let definition = &question.definition;
    let conditions = questionnaire.conditions(question).into_iter();
    let mut route: Vec<String> = conditions.map(|it| it.source().to_owned()).collect();
    let range = range(questionnaire, &column);
    route.extend(column.route);
    let system = [Missing::NoAnswer, Missing::NotInVersion, Missing::NotAsked];
    let mut missings: Vec<i32> = system.iter().map(|missing| missing.code()).collect();
    missings.extend(&definition.missing);
    missings.sort_unstable();
    let short = if definition.short.is_absent() { &definition.label } else { &definition.short };
    let label = if column.label.is_absent() { short.clone() } else { column.label };
    let words = |text| plain(questionnaire, text);
    let values = column.values.into_iter().map(|(value, label)| (value, words(label)));
    Variable {
        label: words(label),
        limits: limits(definition, &column.cell),
        format: format(definition.kind),
        name: column.name.clone(),
        own_name: column.name,
        of: column.of,
        question: definition.name.clone(),
        kind: Some(definition.kind),
        text: words(definition.label.clone()),
        level: definition.level.filter(|_| column.is_answer).unwrap_or(column.level),
        numeric: column.numeric,
        unit: match &column.cell {
            AnswerCell::Slot(at) if column.numeric => words(units[at.slot].clone()),
            _ => Text::Absent,
        },
        range,
        values: values.collect(),
        missings,
        base: base(questionnaire, &route),
        route: joined(&route),
        core: questionnaire.pages[question.page].is_core,
        role: definition.role.filter(|_| column.is_answer),
        item: column.item.or_else(|| definition.item.clone().filter(|_| column.is_answer)),
        sensitive: definition.sensitive && column.is_answer || column.sensitive,
        quasi_identifier: definition.quasi_identifier && column.is_answer,
        source: if definition.off { ValueSource::Off } else { ValueSource::Answer(column.cell) },
    }
}

/// What the conditions of a variable demand of others that are drawn.
fn base(questionnaire: &Questionnaire, route: &[String]) -> Vec<(String, String)> {
    let is_drawn = |name: &str| {
        let slot = questionnaire.find_slot(name).map(|slot| &questionnaire.slots[slot]);
        slot.and_then(|slot| slot.calculation.as_ref()).is_some_and(Expr::draws)
    };
    let conditions = route.iter().filter_map(|source| Expr::parse(source).ok());
    let mut base: Vec<(String, String)> = Vec::new();
    for condition in conditions {
        for (name, value) in condition.demands().into_iter().filter(|(name, _)| is_drawn(name)) {
            if !base.iter().any(|(known, _)| known == name) {
                base.push((name.to_owned(), value));
            }
        }
    }
    base
}

/// The missing codes that a column leaves free.
fn range(questionnaire: &Questionnaire, column: &KindColumn) -> MissingRange {
    let AnswerCell::Slot(at) = &column.cell else { return MissingRange::default() };
    let slot = &questionnaire.slots[at.slot];
    let extent = match slot.holds {
        Holds::Integer | Holds::Decimal => questionnaire.extent(at.slot),
        _ if slot.calculation.is_some() => questionnaire.extent(at.slot),
        // Whoever types a missing code gets another minus.
        Holds::Choice | Holds::Choices | Holds::Ranking | Holds::Text => Extent::NONE,
    };
    MissingRange::free(column.values.iter().map(|(value, _)| value.as_str()), extent)
}

fn joined(conditions: &[String]) -> String {
    match conditions {
        [one] => one.clone(),
        many => many.iter().map(|c| format!("({c})")).collect::<Vec<_>>().join(" and "),
    }
}
