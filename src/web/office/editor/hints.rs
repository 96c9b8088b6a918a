//! What the editor says beside mistakes: where a text is hard to understand, and how long answering takes.

use crate::engine::edit::Element;
use crate::engine::model::{ChoiceList, Definition, KindName};
use crate::engine::{Questionnaire, TextUse, length, says_agreement, wording};
use crate::i18n::{Locale, problems};
use crate::view::staff::editor::field::{FieldView, PropertyControl};
use crate::view::staff::editor::items::ItemsView;

/// Kinds whose text is no question that is answered.
const NO_QUESTIONS: [KindName; 5] =
    [KindName::Note, KindName::Consent, KindName::Group, KindName::Repeat, KindName::Acknowledge];

fn kind(definition: &Definition, at: &Element) -> Option<KindName> {
    let value = definition.find_element(at).ok()?;
    serde_json::from_value(value.get("kind")?.clone()).ok()
}

fn said(t: &Locale, text: &str, language: &str, what: TextUse) -> Vec<String> {
    let remarks = wording(text, language, what);
    remarks.iter().map(|it| problems::remark(it, t.code())).collect()
}

/// Puts hints at fields of an element that hold what is read.
pub(super) fn at_fields(
    t: &Locale,
    definition: &Definition,
    at: &Element,
    key: &str,
    views: &mut [FieldView],
) {
    let what = match (at, key) {
        (Element::Question(_), "label") => match kind(definition, at) {
            Some(kind) if !NO_QUESTIONS.contains(&kind) => TextUse::Question,
            _ => TextUse::Other,
        },
        (_, "label" | "hint" | "title" | "intro" | "text") => TextUse::Other,
        _ => return,
    };
    for view in views {
        if let PropertyControl::Text { text, language, .. } = &view.control {
            view.hints = said(t, text, language, what);
        }
    }
}

/// Puts hints at the rows of a matrix.
pub(super) fn at_items(
    t: &Locale,
    definition: &Definition,
    at: &Element,
    language: &str,
    items: &mut ItemsView,
) {
    if kind(definition, at) != Some(KindName::Matrix) {
        return;
    }
    let value = definition.find_element(at).unwrap_or_default();
    let list = value.get("choices").and_then(|it| it.as_str());
    let agrees = match list.and_then(|list| definition.lists.get(list)) {
        Some(ChoiceList::Written(choices)) => {
            says_agreement(choices.iter().map(|it| it.label.get(language, language)), language)
        }
        _ => false,
    };
    for item in &mut items.items {
        item.hints = said(t, &item.text.1, language, TextUse::Item { agrees });
    }
}

/// How long answering takes.
pub(super) fn told_length(t: &Locale, questionnaire: &Questionnaire) -> String {
    let length = length(questionnaire);
    let minutes = |minutes: f64| minutes.ceil().into();
    t.with(
        "editor-length",
        &[("usual", minutes(length.usual)), ("phone", minutes(length.on_a_phone()))],
    )
}
