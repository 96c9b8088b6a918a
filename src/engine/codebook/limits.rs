//! Between which limits the answers of a variable lie, and in which form days and times are written.

use super::super::contract::AnswerCell;
use super::super::kind::LENGTH;
use super::super::model::{KindName, Limit, Question};

/// The limits that the page of a question keeps to. Those of a multiple choice count its choices, and are
/// none of its columns.
pub(super) fn limits(question: &Question, cell: &AnswerCell) -> Vec<(&'static str, String)> {
    let is_own = matches!(cell, AnswerCell::Slot(at) if at.name == question.name);
    if !is_own {
        return Vec::new();
    }
    let written = |limit: &Option<Limit>| match limit {
        Some(Limit::Number(number)) => Some(number.to_string()),
        Some(Limit::Expression(source)) => Some(source.clone()),
        None => None,
    };
    let (least, most) = (written(&question.min), written(&question.max));
    let step = question.step.map(|step| step.to_string());
    let limits = match question.kind {
        KindName::Integer | KindName::Decimal => [("min", least), ("max", most), ("step", step)],
        // What the scale has where nothing is said.
        KindName::Range => [
            ("min", least.or_else(|| Some("1".to_owned()))),
            ("max", most.or_else(|| Some("10".to_owned()))),
            ("step", step.or_else(|| Some("1".to_owned()))),
        ],
        KindName::Text => {
            let length = question.max_length.unwrap_or(LENGTH);
            [("max_length", Some(length.to_string())), ("min", None), ("max", None)]
        }
        _ => return Vec::new(),
    };
    limits.into_iter().filter_map(|(name, limit)| Some((name, limit?))).collect()
}

/// How answers of a kind are written, where that is no number and no text of one's own.
pub(super) fn format(kind: KindName) -> &'static str {
    match kind {
        KindName::Date => "YYYY-MM-DD",
        KindName::Time => "hh:mm:ss.sss±hh:mm",
        KindName::DateTime => "YYYY-MM-DDThh:mm:ss.sss±hh:mm",
        _ => "",
    }
}
