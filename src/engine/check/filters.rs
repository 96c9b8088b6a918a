//! Columns of lists that are compared with what no choice has there: a label in place of a value, a slip of
//! the pen, an answer of another question. Then nothing is offered, or nothing is filtered out.

use std::collections::BTreeSet;

use super::super::expr::{Expr, Filtered, How, Literal, With};
use super::super::model::{Choice, ChoiceList, Definition};
use super::super::problem::{Remark, did_you_mean, remark};
use super::Found;
use super::expressions::{Owned, position};
use super::literals::find_text;
use super::shortened;
use super::values::{KnownValues, is_label};

/// Tells which comparisons of an expression no choice can meet. `own` is the list whose choices it filters.
pub(super) fn check(
    expr: &Expr,
    (definition, values): (&Definition, &KnownValues<'_>),
    own: Option<&str>,
    owned: Owned<'_>,
    found: &mut Found,
) {
    for filtered in expr.filtered() {
        let list = filtered.list.as_deref().or(own);
        let Some(ChoiceList::Written(choices)) = list.and_then(|it| definition.lists.get(it))
        else {
            continue;
        };
        let column = cells_of(choices, &filtered.column);
        if column.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let told = match &filtered.with {
            With::Literal(literal) => literal_told(definition, &filtered, literal, &column),
            With::Answer(name) => values.choices(name).and_then(|offered| {
                let is_there = offered.iter().any(|it| has(&column, &it.value, How::Selected));
                let what = remark!("column-of-no-answer", name, column = filtered.column);
                (!is_there).then(|| (what, values_are(&column)))
            }),
        };
        let Some((what, hint)) = told else { continue };
        let source = expr.source();
        let of_column =
            || expr.names().iter().find(|it| it.name == filtered.column).map(|it| it.at);
        let at = match &filtered.with {
            With::Literal(Literal::Text(text)) => find_text(source, text),
            _ => of_column(),
        };
        let (line, column) = position(source, at.unwrap_or_default());
        found.warning(owned.place, what).at(line, column).hint(hint);
    }
}

fn literal_told(
    definition: &Definition,
    filtered: &Filtered,
    literal: &Literal,
    column: &BTreeSet<&str>,
) -> Option<(Remark, Remark)> {
    let value = match literal {
        Literal::Text(text) => text.clone(),
        Literal::Number(number) => number.to_string(),
    };
    let (name, how) = (&filtered.column, filtered.how);
    let is_number = |cell: &str| match literal {
        Literal::Number(number) => cell.trim().parse() == Ok(*number),
        Literal::Text(_) => false,
    };
    let fits = |column: &BTreeSet<&str>| {
        has(column, &value, how) || column.iter().any(|cell| is_number(cell))
    };
    // One filter may be written for several lists, of which not each has every value.
    let is_shared = || !is_usual(name) && written(definition).any(|it| fits(&cells_of(it, name)));
    if value.trim().is_empty() || fits(column) || is_shared() {
        return None;
    }
    let is_meant =
        |it: &&Choice| is_label(&it.label, &value) && has(column, &it.value, How::Selected);
    let labelled = written(definition).flatten().find(is_meant);
    let labelled = labelled.map(|it| remark!("label-of-value", label = value, value = it.value));
    let near = || did_you_mean(&value, column.iter().copied());
    match how {
        // What is to be left out need not be everywhere.
        How::Unequal => Some((remark!("column-always-other", column = name, value), labelled?)),
        _ => {
            let hint = labelled.or_else(near).unwrap_or_else(|| values_are(column));
            Some((remark!("column-never", column = name, value), hint))
        }
    }
}

/// The lists that are written out.
fn written(definition: &Definition) -> impl Iterator<Item = &Vec<Choice>> {
    definition.lists.values().filter_map(|list| match list {
        ChoiceList::Written(choices) => Some(choices),
        _ => None,
    })
}

fn cells_of<'c>(choices: &'c [Choice], column: &str) -> BTreeSet<&'c str> {
    choices.iter().flat_map(|choice| cells(choice, column)).collect()
}

/// Whether every list has a column of this name.
fn is_usual(column: &str) -> bool {
    matches!(column, "name" | "value" | "label")
}

/// What stands in a column of a choice.
fn cells<'c>(choice: &'c Choice, column: &str) -> Vec<&'c str> {
    match (choice.attributes.get(column), column) {
        (Some(cell), _) => vec![cell],
        (None, "name" | "value") => vec![&choice.value],
        (None, "label") => choice.label.all().collect(),
        _ => Vec::new(),
    }
}

/// Whether a column has a value, or one of several that stand side by side.
fn has(column: &BTreeSet<&str>, value: &str, how: How) -> bool {
    let is_one = |cell: &str| {
        cell.split_whitespace().any(|word| value.split_whitespace().any(|it| it == word))
    };
    column.contains(value) || how == How::Selected && column.iter().any(|cell| is_one(cell))
}

fn values_are(column: &BTreeSet<&str>) -> Remark {
    let all: Vec<String> = column.iter().map(|cell| format!("`{cell}`")).collect();
    remark!("values-are", values = shortened(&all))
}
