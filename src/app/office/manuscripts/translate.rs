//! Translations of a manuscript: what is typed is a draft by whoever typed it, and published only after somebody else
//! has read it beside its source.

use std::collections::{HashMap, HashSet};

use super::merge::merge;
use super::{EditRefusal, Edited, MOST_BYTES, at_revision, parse, read, writer};
use crate::app::actor::{Account, Actor};
use crate::app::office::Office;
use crate::app::translations::{drafted, reviewed, unreviewable};
use crate::engine::edit::translation::{Translation, hash, translations};
use crate::engine::edit::{Edit, Element, Misfit};
use crate::engine::model::{Definition, TranslationNote};
use crate::engine::problem::remark;
use crate::error::Error;
use crate::ids::ManuscriptId;
use crate::storage::office::manuscripts::{find_manuscript, list_inverses};

/// The most translations that are changed at once.
pub const MOST_AT_ONCE: usize = 2000;
/// How many changes are looked through for what a source was when it was read.
const LOOKED_BACK: i64 = 300;

/// A text of an element in a language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TextPlace {
    /// Whose text.
    pub of: Element,
    /// Which: a JSON pointer within it.
    pub path: String,
    /// The language.
    pub language: String,
}

/// What somebody wants of translations: all of it is done, or nothing.
#[derive(Debug, Clone, Default)]
pub struct TranslationWork {
    /// What was typed; an empty text takes the translation away.
    pub typed: Vec<(TextPlace, String)>,
    /// The text that she has read beside its source.
    pub read: Option<TextPlace>,
}

/// How somebody is named where it says who translated and who read it.
pub fn translator(account: &Account) -> &str {
    &account.email
}

impl Office {
    /// Does what somebody asks for who saw the manuscript at the revision `seen`; see [`Office::edit`].
    pub async fn translate(
        &self,
        actor: &Actor,
        id: &ManuscriptId,
        (seen, told): (i64, Option<i64>),
        work: TranslationWork,
    ) -> Result<Edited, Error> {
        let name = translator(writer(actor)?).to_owned();
        let edited = self.change(actor, id, move |conn, row| {
            let now = read(&row.document)?;
            let was = at_revision(conn, row, &now, seen)?;
            let told = told.map(|told| at_revision(conn, row, &now, told)).transpose()?;
            let edit = worked((&was, told.as_ref(), &now), &work, &name);
            Ok(edit.map(|edit| (edit, None)))
        });
        edited.await.map(|edited| match edited {
            Err(EditRefusal::Nothing) => Ok(()),
            edited => edited,
        })
    }

    /// What sources were when their translations were read, by the hashes that are noted of them; as far as the log tells.
    pub async fn sources_read(
        &self,
        actor: &Actor,
        id: &ManuscriptId,
        wanted: Vec<(TextPlace, String)>,
    ) -> Result<HashMap<TextPlace, String>, Error> {
        let (organisation, id) = (writer(actor)?.organisation.clone(), id.clone());
        self.office
            .read(move |conn| {
                let row = find_manuscript(conn, &organisation, &id)?.ok_or(Error::NotFound)?;
                let mut found = HashMap::new();
                let mut bytes = 0;
                for (_, inverse) in list_inverses(conn, &id, row.revision - LOOKED_BACK)? {
                    bytes += inverse.len();
                    if found.len() == wanted.len() || bytes > MOST_BYTES {
                        break;
                    }
                    look_for(&parse(&inverse)?, &wanted, &mut found);
                }
                Ok(found)
            })
            .await
    }
}

/// Looks into what a change put aside.
fn look_for(
    inverse: &Edit,
    wanted: &[(TextPlace, String)],
    found: &mut HashMap<TextPlace, String>,
) {
    match inverse {
        Edit::Several(edits) => edits.iter().for_each(|edit| look_for(edit, wanted, found)),
        Edit::Set { of, path, value: Some(value) } => {
            for (place, noted) in wanted.iter().filter(|(place, _)| place.of == *of) {
                let whole = format!("{}/{}", place.path, place.language);
                let rest = whole.strip_prefix(path.as_str());
                let former = rest.and_then(|rest| value.pointer(rest)?.as_str());
                if let Some(former) = former.filter(|former| hash([*former]) == *noted) {
                    found.entry(place.clone()).or_insert_with(|| former.to_owned());
                }
            }
        }
        _ => {}
    }
}

/// The one change that does it.
fn worked(
    (was, told, now): (&Definition, Option<&Definition>, &Definition),
    work: &TranslationWork,
    name: &str,
) -> Result<Edit, EditRefusal> {
    let set = |(place, text): &(TextPlace, String)| Edit::Set {
        of: place.of.clone(),
        path: format!("{}/{}", place.path, place.language),
        value: (!text.is_empty()).then(|| text.as_str().into()),
    };
    let typed: Vec<Edit> = work.typed.iter().map(set).collect();
    let left = merge((was, told, now), &typed)?;
    let mut edits = match left {
        Some(Edit::Several(edits)) => edits,
        left => left.into_iter().collect(),
    };
    edits.extend(stated(now, &edits, name, |_| true));
    if let Some(place) = &work.read {
        let mut then = now.clone();
        for edit in &edits {
            then.apply(edit)?;
        }
        edits.push(confirmed((told.unwrap_or(was), &then), place, name)?);
    }
    match edits.len() {
        0 => Err(EditRefusal::Nothing),
        1 => Ok(edits.remove(0)),
        _ => Ok(Edit::Several(edits)),
    }
}

/// What these changes make of the statements on translations: each text that is set is a draft by whoever set it. Of
/// texts on which nothing is stated, only where `is_stated` says so.
fn stated(
    now: &Definition,
    edits: &[Edit],
    by: &str,
    is_stated: impl Fn(&TextPlace) -> bool,
) -> Option<Edit> {
    let languages = now.languages.get(1..).unwrap_or_default();
    let mut notes = Vec::new();
    for edit in edits {
        let Edit::Set { of, path, value } = edit else { continue };
        let Some((path, language)) = path.rsplit_once('/') else { continue };
        let place = TextPlace { of: of.clone(), path: path.into(), language: language.into() };
        if languages.contains(&place.language) && is_stated(&place) {
            let TextPlace { of, path, language } = place;
            let note = drafted((language, Some(of), path), by);
            notes.push((note, value.is_some()));
        }
    }
    with_notes(now, notes)
}

/// A change with what it makes of the statements on the translations that it sets. Where nothing was stated of one,
/// that stays so.
pub(super) fn with_drafts(now: &Definition, edit: Edit, by: &str) -> Edit {
    if now.translations.is_empty() {
        return edit;
    }
    let mut edits = match edit {
        Edit::Several(edits) => edits,
        edit => vec![edit],
    };
    let place = |it: Translation<'_>| TextPlace {
        language: it.language.into(),
        of: it.text.of,
        path: it.text.path,
    };
    let noted = translations(now).into_iter().filter(|it| it.note.is_some());
    let noted: HashSet<TextPlace> = noted.map(place).collect();
    edits.extend(stated(now, &edits, by, |it| noted.contains(it)));
    if edits.len() == 1 { edits.remove(0) } else { Edit::Several(edits) }
}

/// Puts these notes among the others of their elements; one whose translation is gone is only taken out.
fn with_notes(now: &Definition, new: Vec<(TranslationNote, bool)>) -> Option<Edit> {
    let mut of: Vec<Element> = Vec::new();
    for element in new.iter().filter_map(|(note, _)| note.of.as_ref()) {
        if !of.contains(element) {
            of.push(element.clone());
        }
    }
    let is_concerned = |note: &&TranslationNote| {
        note.of.as_ref().is_some_and(|element| of.contains(element))
            && !new.iter().any(|(it, _)| it.is_about(note))
    };
    let mut notes: Vec<_> = now.translations.iter().filter(is_concerned).cloned().collect();
    notes.extend(new.iter().filter(|(_, is_there)| *is_there).map(|(note, _)| note.clone()));
    (!of.is_empty()).then_some(Edit::State { of, notes })
}

/// Notes that somebody has read a text, if that is still the one that she saw.
fn confirmed(
    (seen, then): (&Definition, &Definition),
    place: &TextPlace,
    name: &str,
) -> Result<Edit, EditRefusal> {
    fn find<'d>(definition: &'d Definition, place: &TextPlace) -> Option<Translation<'d>> {
        translations(definition).into_iter().find(|it| {
            it.language == place.language && it.text.of == place.of && it.text.path == place.path
        })
    }
    let absent = || EditRefusal::Misfit(Misfit::Absent(place.of.clone()));
    let it = find(then, place).ok_or_else(absent)?;
    if let Some(why) = unreviewable(&it, name) {
        return Err(EditRefusal::Unreviewable(Box::new(why)));
    }
    let saw = find(seen, place);
    if saw.is_none_or(|saw| (saw.source, saw.target) != (it.source, it.target)) {
        return Err(EditRefusal::Unreviewable(Box::new(remark!("translation-read-other"))));
    }
    let key = (place.language.clone(), Some(place.of.clone()), place.path.clone());
    with_notes(then, vec![(reviewed(&it, key, name), true)]).ok_or(EditRefusal::Nothing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(path: &str) -> TextPlace {
        TextPlace { of: Element::Question("age".into()), path: path.into(), language: "de".into() }
    }

    /// What a change put aside holds the whole property, however deep the text stands in it.
    #[test]
    fn what_a_source_was_is_found_in_the_log() {
        let inverse = Edit::Several(vec![
            Edit::Set {
                of: Element::Question("age".into()),
                path: "/missing_labels".into(),
                value: Some(serde_json::json!({ "-8": { "de": "weiß nicht" } })),
            },
            Edit::Set {
                of: Element::Question("age".into()),
                path: "/label".into(),
                value: Some(serde_json::json!({ "de": "Wie alt?", "en": "How old?" })),
            },
        ]);
        let wanted = [("/label", "Wie alt?"), ("/missing_labels/-8", "weiß nicht"), ("/hint", "x")]
            .map(|(path, text)| (place(path), hash([text])));
        let mut found = HashMap::new();
        look_for(&inverse, &wanted, &mut found);
        assert_eq!(found.get(&place("/label")).map(String::as_str), Some("Wie alt?"));
        assert_eq!(found.get(&place("/missing_labels/-8")).map(String::as_str), Some("weiß nicht"));
        assert_eq!(found.len(), 2);
    }
}
