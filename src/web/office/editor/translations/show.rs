//! What the page of the translations shows.

use super::list::{
    AROUND, ListedText, STATES, TranslationFilter, by_language, counts, listed, pages,
};
use super::{address, field_of, into, name_of, place};
use crate::app::office::Office;
use crate::app::office::manuscripts::Manuscript;
use crate::app::office::manuscripts::translate::{TextPlace, translator};
use crate::engine::Form;
use crate::engine::edit::translation::{Readiness, is_same_person};
use crate::error::Error;
use crate::i18n::Locale;
use crate::view::staff::editor::EditorNotice;
use crate::view::staff::translations::{
    Confirmable, FilterOption, LanguageCard, LanguageTexts, SourcePart, TextRow, TranslationsPage,
    state_tag,
};
use crate::web::office::editor::{base, show, words};
use crate::web::staff::desk::Desk;
use crate::web::staff::need::WriteQuestionnaires;

/// How many texts stand on a page.
const SHOWN: usize = 20;

/// What was typed and could not be kept.
pub(super) struct TypedTranslations<'f> {
    pub(super) form: &'f Form,
    /// What its sender has seen.
    pub(super) seen: i64,
    pub(super) notices: Vec<EditorNotice>,
}

/// The page, with what was typed where it could not be kept.
pub(super) async fn desk_page<'a>(
    desk: &'a Desk<WriteQuestionnaires>,
    office: &Office,
    manuscript: &Manuscript,
    filter: &TranslationFilter,
    typed: Option<TypedTranslations<'_>>,
) -> Result<TranslationsPage<'a>, Error> {
    let (definition, t) = (&manuscript.definition, desk.t());
    let revision = manuscript.revision;
    let (form, seen, told, notices) = match typed {
        Some(TypedTranslations { form, seen, notices }) => {
            (Some(form), seen, Some(revision), notices)
        }
        None => (None, revision, None, Vec::new()),
    };
    let language = into(manuscript, filter);
    let (mut cards, mut chosen) = (Vec::new(), None);
    for (code, texts) in by_language(definition) {
        let of = TranslationFilter { language: Some(code.to_owned()), ..Default::default() };
        cards.push(LanguageCard {
            href: address(&manuscript.id, &of),
            code: code.to_owned(),
            name: own_name(code),
            counts: counts(&texts),
            is_current: Some(code) == language,
        });
        if Some(code) == language {
            let filter = TranslationFilter { language: of.language, ..filter.clone() };
            chosen = Some((code, filter, listed(definition, texts)));
        }
    }
    let chosen = match chosen {
        None => None,
        Some((code, filter, all)) => {
            let fitting = filter.fitting(definition, &all);
            let shown = match form {
                // What she saw comes back, also where it does not fit any more.
                Some(form) if form.iter().any(|(name, _)| name.contains("|/")) => {
                    let is_typed = |it: &&ListedText<'_>| form.find(&field(it)).is_some();
                    all.iter().filter(is_typed).collect()
                }
                _ => fitting.iter().skip(filter.from()).take(SHOWN).copied().collect::<Vec<_>>(),
            };
            let was = sources_read(desk, office, manuscript, &shown).await?;
            let by = desk.actor.account().map_or("", translator);
            let texts = shown.iter().zip(was).map(|(it, was)| row(t, it, was, form, by)).collect();
            Some(texts_of(t, manuscript, code, &filter, fitting.len(), texts))
        }
    };
    let others = Locale::list().iter().map(|it| (it.code(), it.name()));
    Ok(TranslationsPage {
        frame: desk.frame(),
        base: base(&manuscript.id),
        action: place(&manuscript.id),
        title: show::title(definition),
        seen,
        told,
        saved: words::saved(t, office, manuscript),
        undo: manuscript.undo.as_ref().map(|edit| words::told(t, definition, edit)),
        notices,
        cards,
        chosen,
        addable: others
            .filter(|(code, _)| !definition.languages.iter().any(|it| it == code))
            .collect(),
    })
}

/// A language's own name, with the language and direction of that.
fn own_name(code: &str) -> (String, String, &'static str) {
    let locale = Locale::of(code);
    let (tag, dir) = locale.map_or((code, "auto"), Locale::own_name);
    (name_of(code).to_owned(), tag.to_owned(), dir_of(dir))
}

/// How texts in a language are marked.
pub(super) fn written_in(code: &str) -> (String, &'static str) {
    let locale = Locale::find(code);
    (locale.map_or(code, |it| it.tag()).to_owned(), locale.map_or("auto", Locale::dir))
}

fn dir_of(dir: &str) -> &'static str {
    match dir {
        "rtl" => "rtl",
        "ltr" => "ltr",
        _ => "auto",
    }
}

fn field(it: &ListedText<'_>) -> String {
    field_of(&it.it.text.of, &it.it.text.path)
}

/// What the sources of these texts were when somebody read their translations; none where they are the same, or the log
/// does not tell.
async fn sources_read(
    desk: &Desk<WriteQuestionnaires>,
    office: &Office,
    manuscript: &Manuscript,
    shown: &[&ListedText<'_>],
) -> Result<Vec<Option<String>>, Error> {
    let first = manuscript.definition.languages.first().map_or("", String::as_str);
    let wanted: Vec<Option<(TextPlace, String)>> = shown
        .iter()
        .map(|ListedText { it, .. }| {
            let note = it.note.filter(|_| it.readiness == Readiness::SourceChanged)?;
            let (of, path) = (it.text.of.clone(), it.text.path.clone());
            Some((TextPlace { of, path, language: first.to_owned() }, note.source.clone()))
        })
        .collect();
    let asked: Vec<(TextPlace, String)> = wanted.iter().flatten().cloned().collect();
    if asked.is_empty() {
        return Ok(vec![None; shown.len()]);
    }
    let mut found = office.sources_read(&desk.actor, &manuscript.id, asked).await?;
    Ok(wanted.iter().map(|it| found.remove(&it.as_ref()?.0)).collect())
}

fn texts_of(
    t: &Locale,
    manuscript: &Manuscript,
    code: &str,
    filter: &TranslationFilter,
    count: usize,
    texts: Vec<TextRow>,
) -> LanguageTexts {
    let definition = &manuscript.definition;
    let at = |from: usize| {
        let from = (from > 0).then(|| from.to_string());
        address(&manuscript.id, &TranslationFilter { from, ..filter.clone() })
    };
    let from = filter.from();
    let file = |state: &str| {
        let state = Some(state.to_owned()).filter(|it| !it.is_empty());
        let only =
            TranslationFilter { language: filter.language.clone(), state, ..Default::default() };
        address(&manuscript.id, &only).replacen("/translations", "/translations.csv", 1)
    };
    let states = STATES.iter().map(|state| FilterOption {
        value: (*state).to_owned(),
        words: t.text(&format!("translations-state-{state}")).into_owned(),
        is_current: *state == filter.state(),
    });
    let wanted = filter.page.as_deref().unwrap_or_default();
    let option =
        |value: String, words: String| FilterOption { is_current: value == wanted, value, words };
    let fixed = [("", "translations-all-pages"), (AROUND, "translations-around")];
    let fixed = fixed.map(|(value, key)| option(value.to_owned(), t.text(key).into_owned()));
    let own = pages(definition).into_iter().map(|(id, _, words)| option(id, words));
    LanguageTexts {
        code: code.to_owned(),
        name: name_of(code).to_owned(),
        written: written_in(code),
        source: written_in(definition.languages.first().map_or("", String::as_str)),
        states: states.collect(),
        pages: fixed.into_iter().chain(own).collect(),
        query: filter.q.clone().unwrap_or_default(),
        from,
        count,
        previous: (from > 0).then(|| at(from.saturating_sub(SHOWN))),
        next: (from + texts.len() < count).then(|| at(from + texts.len())),
        first: at(0),
        files: (file(""), file(STATES[0])),
        remove: {
            let of = TranslationFilter { language: filter.language.clone(), ..Default::default() };
            address(&manuscript.id, &of).replacen("/translations", "/translations/remove", 1)
        },
        texts,
    }
}

fn row(
    t: &Locale,
    listed: &ListedText<'_>,
    was: Option<String>,
    form: Option<&Form>,
    by: &str,
) -> TextRow {
    let it = &listed.it;
    let field = field(listed);
    let said = |key: &str, name: &str| t.with(key, &[("name", name.into())]);
    let (drafted_by, reviewed_by) =
        it.note.map_or(("", ""), |note| (note.drafted_by.as_str(), note.reviewed_by.as_str()));
    let mut notes = match it.readiness {
        Readiness::Missing => vec![t.text("translations-missing-note").into()],
        Readiness::SourceChanged if was.is_some() => {
            vec![t.text("translations-changed-seen").into()]
        }
        Readiness::SourceChanged => vec![t.text("translations-changed-note").into()],
        Readiness::Reviewed => vec![said("translations-reviewed-by", reviewed_by)],
        Readiness::Unstated | Readiness::Draft => Vec::new(),
    };
    let shows_drafter = matches!(it.readiness, Readiness::Draft | Readiness::SourceChanged);
    if shows_drafter && !drafted_by.is_empty() {
        notes.push(said("translations-drafted-by", drafted_by));
    }
    let confirmable = match it.readiness {
        Readiness::Missing | Readiness::Reviewed => Confirmable::No,
        _ if is_same_person(drafted_by, by) => Confirmable::Own,
        _ if listed.lost.is_some() => Confirmable::Broken,
        _ => Confirmable::Yes,
    };
    TextRow {
        code: listed.name().to_owned(),
        label: listed.label(t),
        source: source(it.source, was.as_deref(), listed.lost.as_deref()),
        target: form.and_then(|form| form.find(&field)).unwrap_or(it.target).to_owned(),
        state: state_tag(it.readiness),
        notes,
        problem: listed.lost.as_ref().map(|lost| lost_words(t, lost)),
        confirmable,
        field,
    }
}

/// What is said of a placeholder that is not in a translation.
pub(super) fn lost_words(t: &Locale, lost: &str) -> String {
    t.with("translations-lost", &[("placeholder", lost.into())])
}

/// A source in pieces: what changed since it was read, or the placeholder that its translation lost.
fn source(now: &str, was: Option<&str>, lost: Option<&str>) -> Vec<SourcePart> {
    let plain = |text: &str| SourcePart::Plain(text.to_owned());
    let mut parts = match (was, lost) {
        (Some(was), _) => changed(was, now),
        (None, Some(lost)) => match now.split_once(lost) {
            Some((before, behind)) => {
                vec![plain(before), SourcePart::Mark(lost.to_owned()), plain(behind)]
            }
            None => vec![plain(now)],
        },
        (None, None) => vec![plain(now)],
    };
    parts.retain(|part| !matches!(part, SourcePart::Plain(text) | SourcePart::Del(text) | SourcePart::Ins(text) if text.is_empty()));
    parts
}

/// What differs, in whole words: what both begin and end with stays.
fn changed(was: &str, now: &str) -> Vec<SourcePart> {
    let [old, new] = [was, now].map(|text| text.split_inclusive(' ').collect::<Vec<_>>());
    let before = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let rest = old.len().min(new.len()) - before;
    let ends = old.iter().rev().zip(new.iter().rev());
    let behind = ends.take(rest).take_while(|(old, new)| old == new).count();
    let middle =
        |words: &[&str]| words.get(before..words.len() - behind).unwrap_or_default().concat();
    let kept = |range: std::ops::Range<usize>| new.get(range).unwrap_or_default().concat();
    vec![
        SourcePart::Plain(kept(0..before)),
        SourcePart::Del(middle(&old)),
        SourcePart::Ins(middle(&new)),
        SourcePart::Plain(kept(new.len() - behind..new.len())),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(parts: &[SourcePart]) -> String {
        let part = |part: &SourcePart| match part {
            SourcePart::Plain(text) => text.clone(),
            SourcePart::Mark(text) => format!("<{text}>"),
            SourcePart::Del(text) => format!("-{text}-"),
            SourcePart::Ins(text) => format!("+{text}+"),
        };
        parts.iter().map(part).collect()
    }

    #[test]
    fn what_changed_in_a_source_is_told_in_words() {
        let told = |was: &str, now: &str| shown(&source(now, Some(was), None));
        assert_eq!(told("Das Büro hilft.", "Das Büro im Haus hilft."), "Das Büro +im Haus +hilft.");
        assert_eq!(told("ja ja ja", "ja ja"), "ja -ja -ja");
        assert_eq!(told("eins", "zwei"), "-eins-+zwei+");
        assert_eq!(told("", "neu"), "+neu+");
        assert_eq!(told("alt und mehr", "alt"), "-alt und mehr-+alt+");
    }

    #[test]
    fn a_placeholder_that_got_lost_is_marked_in_the_source() {
        let told = |lost| shown(&source("Seit ${T0} und ${T1}", None, lost));
        assert_eq!(told(Some("${T1}")), "Seit ${T0} und <${T1}>");
        assert_eq!(told(None), "Seit ${T0} und ${T1}");
    }
}
