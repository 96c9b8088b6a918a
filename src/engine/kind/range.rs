//! A number on a scale with two ends and a step. A short scale is shown point by point, a long one
//! as a number field.

use std::borrow::Cow;

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::contract::{
    Body, ComplaintReason, Input, Kind, NewSlot, Paper, Reading, Showing, ShownOption, Space,
};
use super::super::media::ShownMedia;
use super::super::model;
use super::super::questionnaire::{Holds, Question};
use super::super::scope::Scope;
use super::number;

pub(super) struct Range;

/// Scales with up to this many points are shown point by point.
const POINTS: f64 = 11.0;

impl Kind for Range {
    fn fields(&self) -> &'static [&'static str] {
        &["missing", "min", "max", "step", "unit"]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        let whole = question.step.is_none_or(|step| step.fract() == 0.0);
        NewSlot::only(question, if whole { Holds::Integer } else { Holds::Decimal })
    }

    fn owns(&self, _: &Questionnaire, question: &Question, field: &str) -> bool {
        number::owns(question, field)
    }

    fn put(
        &self,
        questionnaire: &Questionnaire,
        question: &Question,
        form: &Form,
        to: &mut Answers,
    ) {
        number::put(question, &one_field_each(questionnaire, question, form), to);
    }

    fn read(&self, scope: Scope<'_>, question: &Question, form: &Form) -> Vec<Reading> {
        let is_pointed = is_pointed(scope, question);
        let form = match is_pointed {
            true => one_field_each(scope.evaluation.questionnaire, question, form),
            false => Cow::Borrowed(form),
        };
        number::read(question, &form, |typed| {
            let number = match is_pointed {
                // Picked, not typed: `1.125` is one number only.
                true => number::parse(typed, false)?,
                false => number::asked(question, typed, false)?,
            };
            let (min, max, step) = scale(scope, question);
            let value = number::bounded(number, (Some(min), Some(max)), typed)?;
            let steps = (number - min) / step;
            // Decimal steps are not exact in binary.
            if (steps - steps.round()).abs() > 1e-6 {
                return Err(ComplaintReason::OffScale { step });
            }
            Ok(value)
        })
    }

    fn fill(&self, _: &Questionnaire, question: &Question, from: &Answers, form: &mut Form) {
        number::fill_typed(question, from, form);
    }

    fn body<'q>(&self, showing: &Showing<'q, '_>) -> Body<'q> {
        let question = showing.question;
        let (min, max, step) = scale(showing.scope, question);
        let typed = showing.typed(showing.name());
        if !is_pointed(showing.scope, question) {
            return Body::Input(Input {
                typed,
                unit: showing.plain(&question.definition.unit),
                min: Some(min),
                max: Some(max),
                max_length: None,
                multiline: false,
            });
        }
        let point = |at: i32| {
            // Decimal steps are not exact in binary: as many decimals as the step has.
            let value = format!("{:.6}", min + f64::from(at) * step);
            let value = value.trim_end_matches('0').trim_end_matches('.').to_owned();
            // The mark keeps the sign before its number where one reads from the right.
            let label =
                if value.starts_with('-') { format!("\u{200e}{value}") } else { value.clone() };
            ShownOption {
                label: label.into(),
                hint: "".into(),
                media: ShownMedia::default(),
                exclusive: false,
                picked: is_same(&value, &typed),
                value: value.into(),
            }
        };
        let options = (0..points(min, max, step) as i32).map(point).collect();
        Body::Options { multiple: false, most: None, options, other: None }
    }

    fn missing<'q>(&self, showing: &Showing<'q, '_>) -> Vec<ShownOption<'q>> {
        let mut options = showing.missing_options(&number::missing_name(showing.name()));
        let questionnaire = showing.scope.evaluation.questionnaire;
        for option in &mut options {
            if is_pointed(showing.scope, showing.question)
                && is_point(questionnaire, showing.question, &option.value)
            {
                option.value = format!("{NO_POINT}{}", option.value).into();
            }
        }
        options
    }

    fn space<'q>(&self, paper: &Paper<'q>, question: &'q Question) -> Space<'q> {
        paper.line(question)
    }
}

/// Stands before a missing code that is a point of its scale, too.
const NO_POINT: &str = "missing";

/// Point by point, a missing code is one more point: puts it into the field that long scales have for
/// it.
fn one_field_each<'f>(
    questionnaire: &Questionnaire,
    question: &Question,
    form: &'f Form,
) -> Cow<'f, Form> {
    let posted = form.find(&question.definition.name).unwrap_or_default().trim();
    let code = match posted.strip_prefix(NO_POINT) {
        Some(code) => code,
        None if is_point(questionnaire, question, posted) => return Cow::Borrowed(form),
        None => posted,
    };
    match question.definition.find_missing(code) {
        Some(_) => {
            let name = number::missing_name(&question.definition.name);
            Cow::Owned(Form::new(vec![(name, code.to_owned())]))
        }
        None => Cow::Borrowed(form),
    }
}

/// Whether the scale may have a point that is called so.
fn is_point(questionnaire: &Questionnaire, question: &Question, value: &str) -> bool {
    let extent = questionnaire.extent(question.slots.start);
    value.parse().is_ok_and(|value| extent.holds(value))
}

/// Whether the scale is shown point by point.
fn is_pointed(scope: Scope<'_>, question: &Question) -> bool {
    let (min, max, step) = scale(scope, question);
    points(min, max, step) <= POINTS
}

fn points(min: f64, max: f64, step: f64) -> f64 {
    ((max - min) / step + 1e-6).floor() + 1.0
}

/// Whether a field holds this number, be it `1.125` or `1.1250`, as [`number::fill_typed`] writes it.
fn is_same(value: &str, typed: &str) -> bool {
    value == typed || typed.strip_suffix('0') == Some(value)
}

/// Both ends and the step; XLSForm's are 1, 10 and 1 when nothing is said.
fn scale(scope: Scope<'_>, question: &Question) -> (f64, f64, f64) {
    let min = scope.bound(question.min.as_ref()).unwrap_or(1.0);
    let max = scope.bound(question.max.as_ref()).unwrap_or(10.0);
    let step = question.definition.step.filter(|step| *step > 0.0).unwrap_or(1.0);
    (min, max, step)
}
