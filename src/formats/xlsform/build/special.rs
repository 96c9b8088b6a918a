//! Questions of ours that are groups of questions elsewhere: matrices, differentials, dates in parts.

use crate::engine::model::{DatePart, DateUnit, KindName, Question, Row, Text};

use super::super::extras::{self, Special};
use super::super::tree::FormItem;
use super::super::types::Type;
use super::super::write;
use super::FormBuilder;

impl FormBuilder<'_> {
    /// The rows or parts of such a question, out of the questions in its group.
    pub(super) fn special(
        &mut self,
        question: &mut Question,
        special: Special,
        item: &FormItem,
        place: &str,
    ) {
        question.kind = match special {
            Special::Matrix => KindName::Matrix,
            Special::Differential => KindName::Differential,
            Special::DateParts => KindName::DateParts,
            Special::Intro | Special::Other => return,
        };
        let (survey, languages) = (&self.form.survey, &self.form.languages);
        for (at, child) in item.children.iter().enumerate() {
            let row = &child.row;
            let label = survey.text(row, "label", languages);
            if let Some(part) = extras::cell(survey, row, "part").and_then(part) {
                let path = format!("{place}/parts/{at}");
                self.places.add(path, survey, row.number);
                let label = match label {
                    Text::Same(text) if text == write::part_name(part) => Text::Absent,
                    label => label,
                };
                let name = child.unique.clone();
                let mut part = DatePart { part, name, id: None, label, min: None, max: None };
                extras::fill(survey, row, languages, &mut part, self.found);
                question.parts.push(part);
                continue;
            }
            self.places.add(format!("{place}/rows/{at}"), survey, row.number);
            if let (Some(Type::Select(select)), 0) = (&child.kind, at) {
                question.choices = Some(self.lists.name(select, child, self.form));
                let filter = survey.cell(row, "choice_filter").map(str::to_owned);
                question.choice_filter = filter;
            }
            let mut row_of = Row {
                name: child.unique.clone(),
                id: None,
                label,
                right: Text::Absent,
                relevant: survey.cell(row, "relevant").map(str::to_owned),
                item: None,
            };
            extras::fill(survey, row, languages, &mut row_of, self.found);
            question.rows.push(row_of);
        }
    }
}

fn part(name: &str) -> Option<DateUnit> {
    [DateUnit::Year, DateUnit::Month, DateUnit::Day]
        .into_iter()
        .find(|part| write::part_name(*part) == name)
}
