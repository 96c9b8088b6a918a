//! Semantic differential: opposite poles with points between them. Sides are exchanged for half
//! of the respondents, of each row by itself or of all together; the stored value always counts from
//! the left pole as written. Where it is all together, a column of the data says for whom.

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::contract::{
    AnswerCell, Body, Kind, KindColumn, NewSlot, Paper, Reading, Showing, ShownOption, Space,
    Words, beside,
};
use super::super::model::{self, Level, Mirror, Text};
use super::super::order::is_mirrored;
use super::super::questionnaire::Question;
use super::super::record::VariablePlace;
use super::super::scope::Scope;
use super::matrix;

pub(super) struct Differential;

impl Kind for Differential {
    fn fields(&self) -> &'static [&'static str] {
        &["choices", "order", "mirror", "missing", "rows"]
    }

    fn needs(&self) -> &'static [&'static str] {
        &["choices", "rows"]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        matrix::slots(question)
    }

    fn read(&self, scope: Scope<'_>, question: &Question, form: &Form) -> Vec<Reading> {
        matrix::read(scope, question, form)
    }

    fn body<'q>(&self, showing: &Showing<'q, '_>) -> Body<'q> {
        matrix::body(showing, &mirrored(&showing.question.definition, showing.seed))
    }

    fn missing<'q>(&self, _: &Showing<'q, '_>) -> Vec<ShownOption<'q>> {
        Vec::new()
    }

    fn space<'q>(&self, paper: &Paper<'q>, question: &'q Question) -> Space<'q> {
        paper.rows(question)
    }

    fn columns(&self, questionnaire: &Questionnaire, question: &Question) -> Vec<KindColumn> {
        let definition = &question.definition;
        let mut columns = matrix::columns(questionnaire, question);
        for (column, row) in columns.iter_mut().zip(&definition.rows) {
            if let [(_, first), .., (_, last)] = column.values.as_mut_slice() {
                *first = beside(first, &row.label, ": ");
                *last = beside(last, &row.right, ": ");
            }
        }
        columns.extend(mirror_name(definition).map(|name| mirror(questionnaire, question, name)));
        columns
    }

    fn words(&self, scope: Scope<'_>, answers: &Answers, question: &Question) -> Words {
        let seed = u32::try_from(scope.evaluation.env.seed).unwrap_or_default();
        matrix::words(scope, answers, question, Some(&mirrored(&question.definition, seed)))
    }
}

/// Of which rows the poles are exchanged.
fn mirrored(definition: &model::Question, seed: u32) -> impl Fn(&model::Row) -> bool {
    let all = mirror_name(definition).is_some_and(|name| is_mirrored(seed, &name));
    let mirror = definition.mirror;
    move |row| match mirror {
        Mirror::Rows => is_mirrored(seed, &row.name),
        Mirror::Battery => all,
        Mirror::Never => false,
    }
}

/// The name of the column that says for whom the poles of all rows were exchanged.
pub(in crate::engine) fn mirror_name(question: &model::Question) -> Option<String> {
    (question.mirror == Mirror::Battery).then(|| format!("{}_mirror", question.name))
}

fn mirror(questionnaire: &Questionnaire, question: &Question, name: String) -> KindColumn {
    let text = Text::ours;
    let values =
        [("0", text("wie geschrieben", "as written")), ("1", text("vertauscht", "exchanged"))];
    let rows = question.slots.clone().map(|slot| VariablePlace::slot(questionnaire, slot));
    KindColumn {
        of: KindColumn::beside(question, "poles exchanged"),
        label: text("Pole vertauscht", "poles exchanged"),
        values: values.map(|(value, label)| (value.to_owned(), label)).into(),
        numeric: true,
        level: Level::Nominal,
        route: Vec::new(),
        item: None,
        sensitive: false,
        is_answer: false,
        cell: AnswerCell::Mirrored { rows: rows.collect(), name: name.clone() },
        name,
    }
}
