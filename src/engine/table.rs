//! Selects that stand below each other as the rows of one table: XLSForm's `table-list` of a group,
//! and `label` with `list-nolabel` of its questions.
//!
//! Nothing but the look: every row is a question of its own, with its own name, conditions and
//! complaints. [`mark`] says once what each question is; [`super::show`] puts rows together that
//! are asked.

use super::model::{self, KindName, Order};
use super::questionnaire::Question;

/// What a question is in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum InTable {
    /// A row.
    Row {
        /// The question that is the first row where all are asked: what the table is known by.
        first: usize,
    },
    /// The heading above the rows: it names the choices and is never answered.
    Heading,
}

/// Marks the questions that stand in tables. `pages` are the appearances of the pages.
pub(super) fn mark(questions: &mut [Question], pages: &[&str]) {
    let mut met: Vec<(usize, Option<usize>)> = Vec::new();
    for question in &*questions {
        if !met.contains(&(question.page, question.around)) {
            met.push((question.page, question.around));
        }
    }
    for (page, around) in met {
        let appearance = match around {
            Some(group) => questions[group].definition.appearance.as_str(),
            None => pages[page],
        };
        let in_list = has(appearance, "table-list");
        // What nobody sees between two rows keeps them not apart.
        let is_in = |q: &usize| {
            let question = &questions[*q];
            (question.page, question.around) == (page, around) && question.purpose.is_visible()
        };
        let siblings: Vec<usize> = (0..questions.len()).filter(is_in).collect();
        let definitions = siblings.iter().map(|&q| &questions[q].definition);
        let marks = marks(&definitions.collect::<Vec<_>>(), in_list);
        for (&q, mark) in siblings.iter().zip(marks) {
            questions[q].table = match mark {
                Some(InTable::Row { first }) => Some(InTable::Row { first: siblings[first] }),
                other => other,
            };
        }
    }
}

/// What the questions of one group are, numbered from 0; in a `table-list` all that fit are rows.
fn marks(questions: &[&model::Question], in_list: bool) -> Vec<Option<InTable>> {
    let is_row = |question: &model::Question| {
        fits(question)
            && !has(&question.appearance, "label")
            && (in_list || has(&question.appearance, "list-nolabel"))
    };
    let mark = |at: usize| {
        let question = questions[at];
        let before = at.checked_sub(1).map(|before| questions[before]);
        let after = questions.get(at + 1).copied();
        let goes_on = |other: &model::Question| is_row(other) && share_scale(question, other);
        let begins = |other: &model::Question| {
            fits(other) && has(&other.appearance, "label") && other.choices == question.choices
        };
        if is_row(question) {
            // One row alone, without anything that names its choices, is a question like others.
            let is_table = in_list
                || before.is_some_and(|other| goes_on(other) || begins(other))
                || after.is_some_and(goes_on);
            let goes_back =
                |at: &usize| share_scale(questions[*at], question) && is_row(questions[*at]);
            let first = (0..=at).rev().take_while(goes_back).last().unwrap_or(at);
            return is_table.then_some(InTable::Row { first });
        }
        let is_heading = fits(question)
            && has(&question.appearance, "label")
            && after.is_some_and(|row| is_row(row) && row.choices == question.choices);
        is_heading.then_some(InTable::Heading)
    };
    (0..questions.len()).map(mark).collect()
}

/// Whether a question can be a row: its choices are the columns, in the order of the list.
fn fits(question: &model::Question) -> bool {
    matches!(question.kind, KindName::SelectOne | KindName::SelectMultiple)
        && question.other.is_none()
        && question.order == Order::Fixed
}

/// Whether two rows can stand in one table, below the same columns.
pub(super) fn share_scale(one: &model::Question, other: &model::Question) -> bool {
    one.choices == other.choices
        && one.choice_filter == other.choice_filter
        && one.missing == other.missing
        && one.missing_labels == other.missing_labels
}

fn has(appearance: &str, word: &str) -> bool {
    appearance.split_whitespace().any(|token| token == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each question as `LIST APPEARANCE`; `text` is no select. What they are: of a row the number of
    /// the first, `h` of a heading.
    #[track_caller]
    fn check(in_list: bool, questions: &[&str], expect: &str) {
        let question = |localized: &&str| {
            let (list, appearance) = localized.split_once(' ').unwrap_or((localized, ""));
            model::Question {
                kind: if list == "text" { KindName::Text } else { KindName::SelectOne },
                choices: (list != "text").then(|| list.to_owned()),
                appearance: appearance.to_owned(),
                ..model::Question::default()
            }
        };
        let questions: Vec<model::Question> = questions.iter().map(question).collect();
        let letter = |mark: Option<InTable>| match mark {
            Some(InTable::Row { first }) => char::from_digit(first as u32, 10).unwrap(),
            Some(InTable::Heading) => 'h',
            None => '-',
        };
        let marks = marks(&questions.iter().collect::<Vec<_>>(), in_list);
        assert_eq!(marks.into_iter().map(letter).collect::<String>(), expect);
    }

    #[test]
    fn rows_are_those_below_a_heading_or_below_each_other() {
        check(true, &["yn", "yn", "text", "yn"], "00-3");
        check(true, &["yn", "ab", "ab", "yn label", "yn"], "011h4");
        check(false, &["yn", "yn"], "--");
        check(false, &["yn label", "yn list-nolabel", "yn list-nolabel"], "h11");
        check(false, &["yn list-nolabel", "yn list-nolabel minimal"], "00");
        check(false, &["yn list-nolabel", "text", "yn list-nolabel"], "---");
        check(false, &["yn label", "ab list-nolabel", "yn label"], "---");
        check(false, &["yn label", "text", "yn list-nolabel"], "---");
    }
}
