//! Arrays: rows with a common scale, and grids of fields.

use crate::engine::model::{self, Choice, KindName, Order, Row, Text};
use crate::engine::problem::remark;

use super::super::html::Style;
use super::super::plan::{ArrayScale, LssKind};
use super::super::report;
use super::super::script::Term;
use super::super::source::LssQuestion;
use super::super::words::Word;
use super::choices::points;
use super::logic::Of;
use super::{Ask, Import};

impl<'s> Import<'s> {
    /// Rows that are answered on one scale.
    pub(super) fn array(&mut self, ask: &mut Ask<'s>, scale: ArrayScale) -> Vec<model::Question> {
        let plan = ask.plan;
        let mut choices = self.scale(ask, scale);
        if choices.is_empty() || plan.rows.is_empty() {
            return self.incomplete(ask);
        }
        self.taken(ask, remark!("lss-becomes-matrix", name = plan.name));
        let mut made = self.base(ask, KindName::Matrix);
        made.required = Self::required(ask);
        let relevant = self.sub_relevance(ask);
        made.rows = self.rows(ask, &plan.rows, &relevant);
        made.order = self.order(ask, &mut choices);
        let list = match scale {
            ArrayScale::Five => "points_5",
            ArrayScale::Ten => "points_10",
            ArrayScale::YesUncertainNo => "yes_uncertain_no",
            ArrayScale::Change => "increase_same_decrease",
            ArrayScale::Own => &plan.name,
        };
        made.choices = Some(self.add_list(list, choices));
        self.no_row_defaults(ask);
        let validation = self.validation(ask);
        let this = self.index.of(self.question).next();
        self.constrain(ask, &validation, &mut made, this);
        vec![made]
    }

    fn scale(&mut self, ask: &mut Ask<'s>, scale: ArrayScale) -> Vec<Choice> {
        match scale {
            ArrayScale::Five => points(5),
            ArrayScale::Ten => points(10),
            ArrayScale::YesUncertainNo => {
                self.words(&[("Y", Word::Yes), ("U", Word::Uncertain), ("N", Word::No)])
            }
            ArrayScale::Change => {
                self.words(&[("I", Word::Increase), ("S", Word::Same), ("D", Word::Decrease)])
            }
            ArrayScale::Own => self.answers(ask, "0", &ask.plan.answers),
        }
    }

    fn rows(&mut self, ask: &Ask<'s>, names: &[String], relevant: &[Option<Term>]) -> Vec<Row> {
        let mut rows = Vec::new();
        for ((sub, name), relevant) in ask.question.axis("0").zip(names).zip(relevant) {
            let what = ask.sub(sub);
            let mut label = self.part_label(&sub.text, &sub.code, Style::Plain, &what);
            if poles(&mut label) {
                self.report.near(&what, remark!("lss-poles"));
            }
            self.report.taken(&what, remark!("lss-becomes-row", name));
            rows.push(Row {
                name: name.clone(),
                id: None,
                label,
                right: Text::Absent,
                relevant: relevant.as_ref().map(|code| code.text.clone()),
                item: Some(sub.code.clone()),
            });
        }
        rows
    }

    /// An array without rows or without answers: LimeSurvey shows its text only.
    fn incomplete(&mut self, ask: &mut Ask<'s>) -> Vec<model::Question> {
        self.near(ask, remark!("lss-becomes-note-empty", name = ask.plan.name));
        for sub in &ask.question.subquestions {
            self.report.lost(&ask.sub(sub), remark!("lss-unasked"));
        }
        // Expressions may mention its rows.
        let mut made = vec![self.base(ask, KindName::Note)];
        let cells = ask.plan.cells.iter().flatten();
        made.extend(ask.plan.rows.iter().chain(cells).map(|name| model::Question {
            kind: KindName::Hidden,
            name: name.clone(),
            ..model::Question::default()
        }));
        made
    }

    /// Rows have no defaults of their own here.
    fn no_row_defaults(&mut self, ask: &mut Ask<'s>) {
        for default in &ask.question.defaults {
            let value = default.value.values().next().cloned().unwrap_or_default();
            let sub = ask.question.subquestions.iter().find(|sub| sub.qid == default.sqid);
            let what = sub.map_or_else(|| ask.what.clone(), |sub| ask.sub(sub));
            self.report.lost(&what, remark!("lss-row-default", value));
        }
    }

    /// Rows that are answered on two scales: one matrix for each.
    pub(super) fn dual_array(&mut self, ask: &mut Ask<'s>) -> Vec<model::Question> {
        let plan = ask.plan;
        let languages = self.survey.languages.clone();
        let seconds = plan.cells.first().cloned().unwrap_or_default();
        let relevant = self.sub_relevance(ask);
        let mut matrices = Vec::new();
        let scales = [
            ("0", &plan.answers, &plan.rows, "dualscale_headerA"),
            ("1", &plan.second, &seconds, "dualscale_headerB"),
        ];
        if plan.rows.is_empty() || plan.answers.is_empty() {
            return self.incomplete(ask);
        }
        for (scale, values, rows, header) in scales {
            let choices = self.answers(ask, scale, values);
            let header = ask.local(header, &languages);
            if choices.is_empty() {
                self.report.lost(&ask.what, remark!("lss-scale-empty"));
                matrices.extend(rows.iter().map(|name| model::Question {
                    kind: KindName::Hidden,
                    name: name.clone(),
                    ..model::Question::default()
                }));
                continue;
            }
            let name = self.names.make(&[&plan.name, scale], super::super::names::VARIABLE);
            let label = match self.text(&header, Style::Rich, &ask.what) {
                Text::Absent => self.label(ask),
                header => header,
            };
            matrices.push(model::Question {
                kind: KindName::Matrix,
                label,
                required: Self::required(ask),
                rows: self.rows(ask, rows, &relevant),
                choices: Some(self.add_list(&name, choices)),
                name,
                ..model::Question::default()
            });
        }
        let order = self.order(ask, &mut []);
        self.near(ask, remark!("lss-becomes-matrices", name = plan.name));
        self.no_row_defaults(ask);
        let validation = self.validation(ask);
        let this = self.index.of(self.question).next();
        for matrix in &mut matrices {
            if matrix.kind == KindName::Matrix {
                matrix.order = order;
                self.constrain(ask, &validation, matrix, this);
            }
        }
        let mut group = self.base(ask, KindName::Group);
        group.questions = matrices;
        vec![group]
    }

    /// Rows and columns of fields: a group of groups.
    pub(super) fn grid(&mut self, ask: &mut Ask<'s>) -> Vec<model::Question> {
        let plan = ask.plan;
        let columns: Vec<&'s LssQuestion> = ask.question.axis("1").collect();
        if columns.is_empty() || plan.cells.is_empty() {
            return self.incomplete(ask);
        }
        self.near(ask, remark!("lss-becomes-row-groups", name = plan.name));
        let relevant = self.sub_relevance(ask);
        let validation = self.validation(ask);
        let mut column_relevant = Vec::new();
        for column in &columns {
            let what = ask.sub(column);
            self.report.taken(&what, remark!("lss-becomes-column"));
            column_relevant.push(self.own_relevance(
                column,
                &Of::Column(self.question, &column.code),
                &what,
            ));
        }
        let mut known = self.index.of(self.question);
        let mut group = self.base(ask, KindName::Group);
        let rows = ask.question.axis("0").zip(&plan.cells).zip(&relevant);
        for ((sub, cells), relevant) in rows {
            let what = ask.sub(sub);
            let mut row = model::Question {
                kind: KindName::Group,
                name: self
                    .names
                    .make(&[&plan.name, &sub.code, "row"], super::super::names::VARIABLE),
                label: self.part_label(&sub.text, &sub.code, Style::Rich, &what),
                relevant: relevant.as_ref().map(|code| code.text.clone()),
                ..model::Question::default()
            };
            self.report.taken(&what, remark!("lss-becomes-group", name = row.name));
            row.columns.insert("lss::code".to_owned(), sub.code.clone());
            for ((column, name), relevant) in columns.iter().zip(cells).zip(&column_relevant) {
                let what = report::question(format!("{} / {}", ask.sub(sub).of, column.code));
                let mut cell = self.cell(ask);
                cell.name.clone_from(name);
                cell.label = self.part_label(&column.text, &column.code, Style::Rich, &what);
                cell.relevant = relevant.as_ref().map(|code| code.text.clone());
                cell.required = Self::required(ask);
                cell.columns
                    .insert("lss::code".to_owned(), format!("{}_{}", sub.code, column.code));
                self.constrain(ask, &validation, &mut cell, known.next());
                row.questions.push(cell);
            }
            group.questions.push(row);
        }
        self.unordered(ask);
        self.no_row_defaults(ask);
        vec![group]
    }

    /// A field of a grid.
    fn cell(&mut self, ask: &mut Ask<'s>) -> model::Question {
        let mut cell = model::Question::default();
        if ask.plan.kind == LssKind::TextGrid {
            cell.kind = if ask.has("numbers_only") { KindName::Decimal } else { KindName::Text };
            return cell;
        }
        cell.kind = KindName::Decimal;
        let has_boxes = ask.has("input_boxes");
        let or_else = if has_boxes { [None, None] } else { [Some(1.0), Some(10.0)] };
        self.limits(ask, &mut cell, ["multiflexible_min", "multiflexible_max"], or_else);
        let step = ask.attribute("multiflexible_step");
        let is_scale = !has_boxes && cell.min.is_some() && cell.max.is_some();
        match step.parse::<f64>() {
            Ok(step) if step > 0.0 && is_scale => {
                cell.kind = KindName::Range;
                cell.step = Some(step);
            }
            _ if is_scale => cell.kind = KindName::Range,
            Ok(_) => {
                let what = ask.attribute_part("multiflexible_step");
                self.report.near(&what, remark!("lss-any-number"));
            }
            Err(_) if step.is_empty() => {}
            Err(_) => {
                let what = ask.attribute_part("multiflexible_step");
                self.report.lost(&what, remark!("lss-no-number", value = step));
            }
        }
        cell
    }

    /// Rows and columns of boxes to tick: a multiple choice for each row.
    pub(super) fn check_grid(&mut self, ask: &mut Ask<'s>) -> Vec<model::Question> {
        let plan = ask.plan;
        let mut choices = Vec::new();
        for (column, value) in ask.question.axis("1").zip(&plan.choices) {
            let what = ask.sub(column);
            let label = self.part_label(&column.text, &column.code, Style::Plain, &what);
            self.report.taken(&what, remark!("lss-becomes-choice", value));
            choices.push(Choice { value: value.clone(), label, ..Choice::default() });
        }
        ask.has("multiflexible_checkbox");
        if choices.is_empty() || plan.rows.is_empty() {
            return self.incomplete(ask);
        }
        self.near(ask, remark!("lss-becomes-row-multiples", name = plan.name));
        let list = self.add_list(&plan.name, choices);
        let relevant = self.sub_relevance(ask);
        let validation = self.validation(ask);
        let mut group = self.base(ask, KindName::Group);
        let rows = ask.question.axis("0").zip(&plan.rows).zip(&relevant);
        for ((sub, name), relevant) in rows {
            let what = ask.sub(sub);
            let mut row = model::Question {
                kind: KindName::SelectMultiple,
                name: name.clone(),
                label: self.part_label(&sub.text, &sub.code, Style::Rich, &what),
                required: Self::required(ask),
                relevant: relevant.as_ref().map(|code| code.text.clone()),
                choices: Some(list.clone()),
                ..model::Question::default()
            };
            row.columns.insert("lss::code".to_owned(), sub.code.clone());
            self.report.taken(&what, remark!("lss-becomes-multiple", name));
            self.constrain(ask, &validation, &mut row, None);
            group.questions.push(row);
        }
        self.unordered(ask);
        self.no_row_defaults(ask);
        vec![group]
    }

    /// Fields of a group stay in order.
    pub(super) fn unordered(&mut self, ask: &mut Ask<'s>) {
        if self.order(ask, &mut []) == Order::Shuffle {
            let what = ask.part(remark!("lss-part-order"));
            self.report.entries.retain(|entry| entry.element != what);
            self.report.lost(&what, remark!("lss-not-shuffled"));
        }
    }
}

/// A row with a text at either end, `bad|good`: both with a dash between.
fn poles(label: &mut Text) -> bool {
    let dash = |text: &mut String| match text.split_once('|') {
        Some((left, right)) => {
            let both = [left.trim(), right.trim()];
            let both: Vec<&str> = both.into_iter().filter(|text| !text.is_empty()).collect();
            *text = both.join(" – ");
            true
        }
        None => false,
    };
    match label {
        Text::Absent => false,
        Text::Same(text) => dash(text),
        Text::By(texts) => {
            texts.values_mut().filter_map(|text| dash(text).then_some(())).count() > 0
        }
    }
}
