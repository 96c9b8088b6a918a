//! Changes and refusals in words.

use super::address;
use super::read::UnreadableField;
use super::show::{name, shown_at, sort};
use crate::app::office::Office;
use crate::app::office::manuscripts::{EditRefusal, Manuscript};
use crate::clock::local;
use crate::engine::Problem;
use crate::engine::edit::{Edit, Element, Misfit};
use crate::engine::model::Definition;
use crate::i18n::{Locale, problems};
use crate::ids::ManuscriptId;
use crate::view::staff::editor::EditorNotice;
use crate::view::staff::editor::field::{APART, field_name, words};
use crate::view::staff::editor::settings::SETTINGS;

/// A change in words.
pub(super) fn told(t: &Locale, definition: &Definition, edit: &Edit) -> String {
    let of = |key: &str, of: &Element| {
        let thing = format!("{} {}", t.text(sort(of)), name(definition, of));
        t.with(key, &[("what", thing.trim().into())])
    };
    match edit {
        Edit::Set { of: it, path, .. } => {
            let key = path.split('/').nth(1).unwrap_or_default();
            let field = t.text(&format!("prop-{key}"));
            let thing = format!("{} {}", t.text(sort(it)), name(definition, it));
            t.with("edit-set", &[("field", field.as_ref().into()), ("what", thing.trim().into())])
        }
        Edit::Rename { of: it, .. } => of("edit-rename", it),
        Edit::Insert { to, .. } => of("edit-insert", &to.within),
        Edit::Remove { of: it } => of("edit-remove", it),
        Edit::Move { of: it, .. } => of("edit-move", it),
        Edit::Duplicate { of: it } => of("edit-duplicate", it),
        Edit::RemoveLanguage { .. } => t.text("edit-languages").into_owned(),
        Edit::State { .. } => t.text("edit-state").into_owned(),
        Edit::Replace { .. } => t.text("edit-replace").into_owned(),
        // What becomes of the state of a translation goes without saying where its text is changed, and so does what is
        // noted of a file that is shown.
        Edit::Several(edits) => match told_of(edits).as_slice() {
            [only] => told(t, definition, only),
            [first, rest @ ..] => {
                let more = t.count(rest.len());
                t.with(
                    "edit-several",
                    &[("first", told(t, definition, first).into()), ("more", more.into())],
                )
            }
            [] => String::new(),
        },
    }
}

/// The changes of several that are told of.
fn told_of(edits: &[Edit]) -> Vec<&Edit> {
    let is_note = |edit: &Edit| match edit {
        Edit::State { .. } => true,
        Edit::Set { of: Element::Questionnaire, path, .. } => path.starts_with("/files"),
        _ => false,
    };
    let others = edits.iter().filter(|edit| !is_note(edit));
    let others: Vec<&Edit> = others.collect();
    if others.is_empty() { edits.iter().collect() } else { others }
}

/// What is said of a field that cannot be read.
pub(super) fn unreadable(t: &Locale, field: UnreadableField) -> EditorNotice {
    let label = t.text(&format!("prop-{}", field.key)).into_owned();
    EditorNotice {
        words: t
            .with("editor-no-number", &[("field", label.into()), ("typed", field.typed.into())]),
        field: Some(field.field),
    }
}

/// Why something was not done.
pub(super) fn refusal(
    t: &Locale,
    definition: &Definition,
    refusal: &EditRefusal,
) -> Vec<EditorNotice> {
    let thing =
        |of: &Element| format!("{} {}", t.text(sort(of)), name(definition, of)).trim().to_owned();
    let one = |words: String| vec![EditorNotice { words, field: None }];
    match refusal {
        EditRefusal::Conflicts(conflicts) => conflicts
            .iter()
            .map(|conflict| {
                let mut steps = conflict.path.split('/').skip(1);
                let key = steps.next().unwrap_or_default();
                let field = t.text(&format!("prop-{key}")).into_owned();
                let now = words(conflict.now.as_ref());
                let name = match steps.next() {
                    Some(language) if key != "media" => {
                        format!("{}|{language}", field_name(&conflict.of, key))
                    }
                    _ => field_name(&conflict.of, key),
                };
                let values = [
                    ("field", field.into()),
                    ("what", thing(&conflict.of).into()),
                    ("now", now.into()),
                ];
                EditorNotice { words: t.with("editor-conflict", &values), field: Some(name) }
            })
            .collect(),
        EditRefusal::TooLarge => one(t.text("editor-too-large").into_owned()),
        EditRefusal::Nothing => Vec::new(),
        EditRefusal::Unreviewable(why) | EditRefusal::Files(why) => {
            one(problems::remark(why, t.code()))
        }
        EditRefusal::Misfit(misfit) => one(match misfit {
            Misfit::Absent(of) => t.with("misfit-absent", &[("what", thing(of).into())]),
            Misfit::Taken(of) => t.with("misfit-taken", &[("what", thing(of).into())]),
            Misfit::Ambiguous(of) => t.with("misfit-ambiguous", &[("what", thing(of).into())]),
            Misfit::Misplaced(_) => t.text("misfit-misplaced").into_owned(),
            Misfit::TooDeep => t.text("misfit-deep").into_owned(),
            Misfit::OtherId => t.text("misfit-id").into_owned(),
            Misfit::Unfit { path, message } => t.with(
                "misfit-unfit",
                &[("path", path.as_str().into()), ("why", message.as_str().into())],
            ),
        }),
    }
}

/// A problem of a questionnaire with the name of what has it, for who looks at it outside of the editor.
pub(in crate::web::office) fn problem(t: &Locale, of: &Definition, problem: &Problem) -> String {
    if problem.origin.is_some() || problem.path.is_empty() {
        return problems::problem(problem, t.code());
    }
    let (element, _) = of.locate(&problem.path);
    let said = |remark| problems::remark(remark, t.code());
    let place = format!("{} {}", t.text(sort(&element)), name(of, &element));
    let what = format!("{}: {}", place.trim(), said(&problem.what));
    match &problem.hint {
        Some(hint) => format!("{what}; {}", said(hint)),
        None => what,
    }
}

/// What the place of a text of a questionnaire is called, and where it is changed if it is a manuscript.
pub(in crate::web::office) fn place(
    t: &Locale,
    of: &Definition,
    path: &str,
    manuscript: Option<&ManuscriptId>,
) -> (String, Option<String>) {
    let (element, rest) = of.locate(path);
    let dotted = rest.trim_start_matches('/').replace('/', ".");
    let first = dotted.split('.').next().unwrap_or_default();
    let is_in = |key: &&str| dotted == *key || dotted.starts_with(&format!("{key}."));
    let setting = SETTINGS.iter().map(|(key, _)| *key).find(is_in);
    let key = setting.filter(|_| element == Element::Questionnaire).unwrap_or(first);
    let field = t.text(&format!("prop-{}", key.replace('.', "-")));
    let href = manuscript.map(|id| {
        let language = of.languages.first().map_or("", String::as_str);
        let anchor = field_name(&element, &format!("{key}{APART}{language}")).replace('|', "%7C");
        format!("{}#{anchor}", address(id, &shown_at(of, &element), None))
    });
    match element {
        Element::Questionnaire => (field.into_owned(), href),
        element => {
            let thing = format!("{} {}", t.text(sort(&element)), name(of, &element));
            (format!("{}: {field}", thing.trim()), href)
        }
    }
}

/// When a manuscript was changed last.
pub(super) fn saved(t: &Locale, office: &Office, manuscript: &Manuscript) -> String {
    let at = local(manuscript.changed_at);
    let time = at.strftime("%H:%M").to_string();
    match at.date() == office.clock().today() {
        true => t.with("editor-saved-at", &[("time", time.into())]),
        false => {
            t.with("editor-saved-on", &[("day", t.date(at.date()).into()), ("time", time.into())])
        }
    }
}
