//! Questions without choices, and cells that mean more than a text.

use crate::engine::model::{Flag, KindName, Limit, Question, Text, Upload};

use super::super::form::yes_no;
use super::super::names::references;
use super::super::parameters::MAX_PIXELS;
use super::super::range;
use super::super::tree::FormItem;
use super::super::types::{self, PlainType};

/// A question without choices.
pub(super) fn plain(question: &mut Question, known: &PlainType, item: &FormItem) {
    question.kind = known.kind;
    if question.constraint.is_none() {
        question.constraint = known.constraint.map(str::to_owned);
    }
    if question.hint.is_absent()
        && let Some(hint) = known.hint
    {
        question.hint = Text::Same(hint.to_owned());
    }
    match known.kind {
        KindName::Upload => {
            question.upload = Some(types::upload(known.name));
            if question.upload == Some(Upload::Image) {
                max_pixels(question);
            }
        }
        KindName::Metadata => question.metadata = Some(types::metadata(known.name)),
        KindName::Text => {
            let lines = question.appearance.split_whitespace().any(|word| word == "multiline");
            question.multiline = lines || question.parameters.contains_key("rows");
        }
        KindName::Range => {
            let scale = range::scale(&item.parameters);
            let number = |key: &str, value| {
                item.parameters.contains_key(key).then_some(Limit::Number(value))
            };
            // A scale that runs backwards is kept as it is written.
            if scale.start <= scale.end && scale.step > 0.0 {
                question.min = number("start", scale.start);
                question.max = number("end", scale.end);
                question.step = item.parameters.get("step").map(|_| scale.step);
                for key in ["start", "end", "step"] {
                    question.parameters.remove(key);
                }
            } else {
                question.min = Some(Limit::Number(scale.start.min(scale.end)));
                question.max = Some(Limit::Number(scale.start.max(scale.end)));
                question.step = Some(scale.step.abs());
            }
        }
        _ => {}
    }
}

/// How large a picture may be. A number that would be written differently is kept as it is.
fn max_pixels(question: &mut Question) {
    let written = question.parameters.get(MAX_PIXELS);
    let pixels = written.and_then(|text| text.parse::<u32>().ok());
    let is_plain = pixels.map(|pixels| pixels.to_string()).as_ref() == written;
    if is_plain && pixels.is_some_and(|pixels| pixels > 0) {
        question.max_pixels = pixels;
        question.parameters.remove(MAX_PIXELS);
    }
}

pub(super) fn flag(cell: Option<String>) -> Flag {
    match cell {
        None => Flag::Fixed(false),
        Some(text) => match yes_no(&text) {
            Some(fixed) => Flag::Fixed(fixed),
            None => Flag::When(text),
        },
    }
}

/// A condition or calculation that is no more than a word, or one of Excel's truth values.
pub(super) fn truth(cell: String) -> String {
    match cell.to_lowercase().as_str() {
        "yes" | "true" | "wahr" => "true()".to_owned(),
        "no" | "false" | "falsch" => "false()".to_owned(),
        _ => cell,
    }
}

/// The questions that a text refers to.
pub(super) fn names(text: &str) -> Vec<String> {
    references(text).filter_map(|reference| reference.name().map(str::to_owned)).collect()
}
