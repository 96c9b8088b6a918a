//! What is known of the translations.

use crate::engine::edit::Element;
use crate::engine::model::{TextState, TranslationNote};

use super::fields::{ChangeFinder, ChangedThing};
use super::{Change, Subject, means};

/// Compares what is stated of each text.
pub(super) fn compare(
    found: &mut ChangeFinder<'_>,
    old: &[TranslationNote],
    new: &[TranslationNote],
) {
    let find = |notes: &[TranslationNote], of: &TranslationNote| {
        // Of what is stated twice, the later holds.
        notes.iter().rfind(|it| it.is_about(of)).map(written)
    };
    let gone = old.iter().filter(|it| !new.iter().any(|other| other.is_about(it)));
    for note in new.iter().chain(gone).filter(|it| !found.skips(&it.language)).collect::<Vec<_>>() {
        let (was, now) = (find(old, note), find(new, note));
        if was != now {
            let field = match note.path.as_str() {
                "" => "translations".to_owned(),
                path => path.trim_start_matches('/').replace('/', "."),
            };
            let means::Effect { change, weight, answers } = means::READINESS;
            let change = about(note).change(change, weight, answers);
            let language = Some(note.language.clone());
            found.add(Change { field, language, was, now, ..change });
        }
    }
}

fn about(note: &TranslationNote) -> ChangedThing<'_> {
    let (subject, name, within) = match &note.of {
        None | Some(Element::Questionnaire) => return ChangedThing::WHOLE,
        Some(Element::Section(id)) => (Subject::Section, id, ""),
        Some(Element::Page(id)) => (Subject::Page, id, ""),
        Some(Element::Question(id)) => (Subject::Question, id, ""),
        Some(Element::Row(id) | Element::Part(id)) => (Subject::Row, id, ""),
        Some(Element::End(id)) => (Subject::End, id, ""),
        Some(Element::Quota(id)) => (Subject::Quota, id, ""),
        Some(Element::List(name)) => (Subject::List, name, ""),
        Some(Element::Choice { list, id }) => (Subject::Choice, id, list.as_str()),
    };
    ChangedThing { subject, name, within }
}

/// What is stated, as people write it.
fn written(note: &TranslationNote) -> String {
    let state = match note.state {
        TextState::Draft => "draft",
        TextState::Reviewed => "reviewed",
    };
    let said = [
        (" by ", &note.reviewed_by),
        (", drafted by ", &note.drafted_by),
        (", source ", &note.source),
        (", target ", &note.target),
    ];
    let said = said.into_iter().filter(|(_, what)| !what.is_empty());
    said.fold(state.to_owned(), |text, (before, what)| text + before + what)
}
