//! A questionnaire becomes the sheets of a form again.

use std::collections::BTreeMap;

use crate::engine::model::{ChoiceList, KindName, Metadata, Question};

use super::types::{self, Type};

/// The cell `type` of a question.
pub(super) fn type_of(question: &Question, lists: &BTreeMap<String, ChoiceList>) -> String {
    let kept = question.columns.get("type").map(String::as_str);
    let list = question.choices.as_deref().unwrap_or_default();
    let file = match lists.get(list) {
        Some(ChoiceList::File(file)) => Some(file.file.as_str()),
        _ => None,
    };
    let command = match (question.kind, file) {
        (KindName::SelectOne | KindName::Lookup | KindName::Consent, None) => "select_one",
        (KindName::SelectOne | KindName::Lookup | KindName::Consent, _) => "select_one_from_file",
        (KindName::SelectMultiple, None) => "select_multiple",
        (KindName::SelectMultiple, _) => "select_multiple_from_file",
        (KindName::Rank, _) => "rank",
        (kind, _) => return kept.unwrap_or_else(|| usual(kind, question.metadata)).to_owned(),
    };
    if let Some(kept) = kept.filter(|kept| matches!(Type::parse(kept), Some(Type::Select(_)))) {
        return kept.to_owned();
    }
    let other = if question.other.as_deref() == Some("other") { " or_other" } else { "" };
    format!("{} {}{other}", kept.unwrap_or(command), file.unwrap_or(list))
}

/// The type we write for a kind.
fn usual(kind: KindName, metadata: Option<Metadata>) -> &'static str {
    match (kind, metadata) {
        (KindName::Group | KindName::Matrix | KindName::Differential | KindName::DateParts, _) => {
            "begin_group"
        }
        (KindName::Repeat, _) => "begin_repeat",
        (KindName::Metadata, Some(Metadata::End)) => "end",
        (KindName::Metadata, Some(Metadata::Today)) => "today",
        (KindName::Metadata, Some(Metadata::Unknown)) => "deviceid",
        (kind, _) => types::usual(kind).unwrap_or("text"),
    }
}
