//! What is known of the translations: whether it can be so, and what is not published for it.

use std::collections::HashSet;

use super::super::edit::translation::{Readiness, is_same_person, lost_placeholder, translations};
use super::super::model::{Definition, TextState};
use super::super::problem::{did_you_mean, remark, token};
use super::Found;

pub(super) fn check(definition: &Definition, found: &mut Found) {
    if definition.translations.is_empty() {
        return;
    }
    notes(definition, found);
    let all = translations(definition);
    let mut used = HashSet::new();
    for translation in &all {
        let Some(note) = translation.note else { continue };
        used.insert(std::ptr::from_ref(note));
        let language = translation.language;
        let place = format!("{}/{}", translation.text.place, token(language));
        if note.state == TextState::Reviewed
            && translation.readiness != Readiness::Missing
            && let Some(lost) = lost_placeholder(translation.source, translation.target)
        {
            found
                .error(&place, remark!("translation-placeholder", language, lost))
                .hint(remark!("translation-write-placeholder", lost));
        }
        match translation.readiness {
            // Of a language as a whole it is said once.
            Readiness::Draft if note.of.is_none() => {}
            Readiness::Draft => {
                found.warning(&place, remark!("translation-draft", language));
            }
            Readiness::SourceChanged => {
                found.warning(&place, remark!("translation-changed", language));
            }
            Readiness::Missing | Readiness::Unstated | Readiness::Reviewed => {}
        }
    }
    for (at, note) in definition.translations.iter().enumerate() {
        let place = format!("/translations/{at}");
        let language = &note.language;
        match note.of {
            None => {
                let drafts = all
                    .iter()
                    .filter(|it| it.note == Some(note) && it.readiness == Readiness::Draft)
                    .count();
                if drafts > 0 {
                    found.warning(&place, remark!("translation-language-draft", language, drafts));
                }
            }
            Some(_) if definition.languages.iter().skip(1).any(|known| known == language) => {
                if !used.contains(&std::ptr::from_ref(note)) {
                    found.warning(&place, remark!("translation-nowhere", language));
                }
            }
            Some(_) => {}
        }
    }
}

/// Whether what is stated can be so.
fn notes(definition: &Definition, found: &mut Found) {
    let languages = &definition.languages;
    let mut said = HashSet::new();
    for (at, note) in definition.translations.iter().enumerate() {
        let place = format!("/translations/{at}");
        let language = &note.language;
        match languages.iter().position(|known| known == language) {
            Some(0) => {
                found.error(format!("{place}/language"), remark!("translation-of-first", language));
            }
            Some(_) => {}
            None => {
                let hint = did_you_mean(language, languages.iter().map(String::as_str));
                found
                    .error(format!("{place}/language"), remark!("not-a-language", language))
                    .hint = hint.or_else(|| Some(remark!("add-language")));
            }
        }
        if !said.insert((language, &note.of, &note.path)) {
            found.warning(&place, remark!("translation-twice", language));
        }
        let name = note.reviewed_by.trim();
        if note.state == TextState::Reviewed && name.is_empty() {
            found.error(&place, remark!("translation-by-nobody", language));
        }
        if note.state == TextState::Reviewed && is_same_person(name, &note.drafted_by) {
            found
                .error(format!("{place}/reviewed_by"), remark!("translation-same-person", name))
                .hint(remark!("translation-other-person"));
        }
    }
}
