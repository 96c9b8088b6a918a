//! The translations of a questionnaire: each text beside its source, what is typed, and who has read it. As the editor's
//! forms, these say what their sender has seen, and whatever cannot be kept comes back as it was typed.

pub(super) mod list;
mod show;
mod table;

use std::collections::HashSet;

use actix_web::error::HttpError;
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderValue;
use actix_web::web::{Data, Path, Query};

use super::{base, encoded, words};
use crate::app::office::Office;
use crate::app::office::manuscripts::translate::{TextPlace, TranslationWork};
use crate::app::office::manuscripts::{EditRefusal, Manuscript};
use crate::engine::edit::{Edit, Element};
use crate::engine::{Form, Problem};
use crate::error::Error;
use crate::i18n::Locale;
use crate::ids::ManuscriptId;
use crate::view::staff::editor::EditorNotice;
use crate::view::staff::translations::RemoveLanguagePage;
use crate::web::headers;
use crate::web::staff::desk::{Desk, StaffReply, go};
use crate::web::staff::form::StaffForm;
use crate::web::staff::need::WriteQuestionnaires;
use list::TranslationFilter;
use show::{TypedTranslations, desk_page};
pub(in crate::web::office) use table::{download, read};

/// Where the translations of a manuscript are.
fn place(id: &ManuscriptId) -> String {
    format!("{}/translations", base(id))
}

/// The same with what is asked for.
pub(super) fn address(id: &ManuscriptId, filter: &TranslationFilter) -> String {
    let asked = [
        ("in", &filter.language),
        ("state", &filter.state),
        ("page", &filter.page),
        ("q", &filter.q),
        ("from", &filter.from),
    ];
    let asked = asked.into_iter().filter_map(|(name, value)| {
        let value = value.as_deref().filter(|it| !it.is_empty())?;
        Some(format!("{name}={}", encoded(value)))
    });
    match asked.collect::<Vec<_>>().join("&") {
        asked if asked.is_empty() => place(id),
        asked => format!("{}?{asked}", place(id)),
    }
}

/// Where a translation is written that a problem says is missing.
pub(super) fn where_missing(id: &ManuscriptId, problem: &Problem) -> Option<String> {
    let is_missing = problem.what.code == "translation-missing";
    let (_, language) = problem.what.params.iter().find(|(name, _)| *name == "language")?;
    let language = language.as_str().map(str::to_owned);
    let state = Some("missing".to_owned());
    is_missing.then(|| address(id, &TranslationFilter { language, state, ..Default::default() }))
}

/// The name of the field of a text.
fn field_of(of: &Element, path: &str) -> String {
    format!("{of}|{path}")
}

/// The text of a field's name.
fn text_of(field: &str, language: &str) -> Option<TextPlace> {
    let at = field.find("|/")?;
    let (of, path) = (field.get(..at)?, field.get(at + 1..)?);
    Some(TextPlace { of: of.parse().ok()?, path: path.into(), language: language.into() })
}

impl TranslationFilter {
    /// What a posted form carries of it.
    pub(super) fn of(form: &Form) -> Self {
        let find = |name: &str| form.find(name).map(str::to_owned);
        Self {
            language: find("in"),
            state: find("state"),
            page: find("page"),
            q: find("q"),
            from: find("skip"),
        }
    }
}

/// The language among those into which is translated: the one that is asked for, or the first.
fn into<'d>(manuscript: &'d Manuscript, filter: &TranslationFilter) -> Option<&'d str> {
    let others = manuscript.definition.languages.get(1..).unwrap_or_default();
    let wanted = others.iter().find(|it| Some(it.as_str()) == filter.language.as_deref());
    wanted.or_else(|| others.first()).map(String::as_str)
}

/// The own name of a language.
fn name_of(code: &str) -> &str {
    Locale::of(code).map_or(code, |it| it.name())
}

/// The texts of a language.
pub(in crate::web::office) async fn show(
    desk: Desk<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<String>,
    filter: Query<TranslationFilter>,
) -> StaffReply {
    let manuscript = office.manuscript(&desk.actor, &ManuscriptId(path.into_inner())).await?;
    let page = desk_page(&desk, &office, &manuscript, &filter, None).await?;
    scripted(desk.page(&page))
}

/// The page has a script of ours.
fn scripted(reply: StaffReply) -> StaffReply {
    let mut answer = reply?;
    let (name, policy) = headers::with_script();
    let policy = HeaderValue::try_from(policy).map_err(HttpError::from)?;
    answer.headers_mut().insert(name, policy);
    Ok(answer)
}

/// Saves what was typed, and notes what was read.
pub(in crate::web::office) async fn save(
    form: StaffForm<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<String>,
) -> StaffReply {
    let StaffForm { desk, values, .. } = form;
    let id = ManuscriptId(path.into_inner());
    let manuscript = office.manuscript(&desk.actor, &id).await?;
    let mut filter = TranslationFilter::of(&values);
    let Some(language) = into(&manuscript, &filter).map(str::to_owned) else {
        return Ok(go(&place(&id)));
    };
    let revision = |name| values.find(name).and_then(|it| it.parse::<i64>().ok());
    let seen = revision("seen").unwrap_or(manuscript.revision);
    // The language in which she typed was taken away meanwhile.
    if values.find("in").is_some_and(|it| it != language) {
        return again(&desk, &office, &id, (&values, seen), &filter, |t, _| {
            vec![notice(t.text("translations-no-language").into_owned(), None)]
        })
        .await;
    }
    let shown: Vec<(&str, TextPlace)> =
        values.iter().filter_map(|(name, _)| Some((name, text_of(name, &language)?))).collect();
    let act = values.find("act").unwrap_or_default();
    // By keys from this text to the next one, or to those that come behind the last.
    let from = act.strip_prefix("after=");
    let from = from.and_then(|from| shown.iter().position(|(name, _)| *name == from));
    let is_last = from.is_some_and(|at| at + 1 == shown.len());
    let read = act.strip_prefix("review=");
    let typed = shown.iter().map(|(name, place)| {
        let typed = values.find(name).unwrap_or_default().replace("\r\n", "\n");
        (place.clone(), typed.trim_end().to_owned())
    });
    let work = TranslationWork {
        typed: kept_as_shown(&manuscript, typed.collect()),
        read: read.and_then(|it| text_of(it, &language)),
    };
    match office.translate(&desk.actor, &id, (seen, revision("told")), work).await? {
        Ok(()) => {}
        Err(refusal) => {
            let about = read.map(str::to_owned);
            return again(&desk, &office, &id, (&values, seen), &filter, |t, manuscript| {
                refused(t, manuscript, &refusal, about.as_deref())
            })
            .await;
        }
    }
    if act == "next" || is_last {
        let manuscript = office.manuscript(&desk.actor, &id).await?;
        let left = left_of(&manuscript, &filter, shown.iter().map(|(name, _)| *name).collect());
        filter.from = Some((filter.from() + left).to_string());
    }
    // Behind the text that was read.
    let behind = read.and_then(|read| {
        let at = shown.iter().position(|(name, _)| *name == read)?;
        shown.get(at + 1).or(shown.get(at))
    });
    let behind = behind.or_else(|| shown.get(from? + 1));
    let anchor = match behind {
        Some((name, _)) => format!("#{}", encoded(name)),
        None if is_last => "#texts".to_owned(),
        None => String::new(),
    };
    Ok(go(&format!("{}{anchor}", address(&id, &filter))))
}

/// What differs from a text only in white space at its end is that text: forms do not bring it back.
fn kept_as_shown(
    manuscript: &Manuscript,
    typed: Vec<(TextPlace, String)>,
) -> Vec<(TextPlace, String)> {
    let mut looked = std::collections::HashMap::new();
    let stored = |place: &TextPlace| {
        let element = looked
            .entry(place.of.clone())
            .or_insert_with(|| manuscript.definition.find_element(&place.of).ok());
        let text = element.as_ref()?.pointer(&format!("{}/{}", place.path, place.language))?;
        Some(text.as_str()?.to_owned())
    };
    let mut stored = stored;
    typed
        .into_iter()
        .map(|(place, text)| match stored(&place) {
            Some(stored) if stored.trim_end() == text => (place, stored),
            _ => (place, text),
        })
        .collect()
}

/// How many of these fields are still among what is asked for.
fn left_of(manuscript: &Manuscript, filter: &TranslationFilter, fields: HashSet<&str>) -> usize {
    let Some(language) = into(manuscript, filter) else { return 0 };
    let all = list::by_language(&manuscript.definition);
    let texts = all.into_iter().find(|(code, _)| *code == language).map(|(_, texts)| texts);
    let listed = list::listed(&manuscript.definition, texts.unwrap_or_default());
    let fitting = filter.fitting(&manuscript.definition, &listed);
    let is_left = |it: &&&list::ListedText<'_>| {
        fields.contains(field_of(&it.it.text.of, &it.it.text.path).as_str())
    };
    fitting.iter().filter(is_left).count()
}

/// The page once more, with what was typed.
async fn again(
    desk: &Desk<WriteQuestionnaires>,
    office: &Office,
    id: &ManuscriptId,
    (form, seen): (&Form, i64),
    filter: &TranslationFilter,
    notices: impl FnOnce(&Locale, &Manuscript) -> Vec<EditorNotice>,
) -> StaffReply {
    let manuscript = office.manuscript(&desk.actor, id).await?;
    let notices = notices(desk.t(), &manuscript);
    let typed = TypedTranslations { form, seen, notices };
    let page = desk_page(desk, office, &manuscript, filter, Some(typed)).await?;
    scripted(desk.answer(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

fn notice(words: String, field: Option<String>) -> EditorNotice {
    EditorNotice { words, field }
}

/// Why something was not done; `about` is the field of the text that was to be confirmed.
fn refused(
    t: &Locale,
    manuscript: &Manuscript,
    refusal: &EditRefusal,
    about: Option<&str>,
) -> Vec<EditorNotice> {
    let notices = words::refusal(t, &manuscript.definition, refusal);
    match refusal {
        EditRefusal::Conflicts(conflicts) => {
            let field = |conflict: &crate::app::office::manuscripts::merge::Conflict| {
                let (path, _) = conflict.path.rsplit_once('/')?;
                Some(field_of(&conflict.of, path))
            };
            let pairs = notices.into_iter().zip(conflicts);
            pairs.map(|(it, conflict)| notice(it.words, field(conflict))).collect()
        }
        EditRefusal::Unreviewable(_) => {
            let one = |it: EditorNotice| {
                let values = [("why", it.words.into())];
                notice(t.with("translations-unconfirmed", &values), about.map(str::to_owned))
            };
            notices.into_iter().map(one).collect()
        }
        _ => notices,
    }
}

/// Adds a language.
pub(in crate::web::office) async fn add(
    form: StaffForm<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<String>,
) -> StaffReply {
    let StaffForm { desk, values, .. } = form;
    let id = ManuscriptId(path.into_inner());
    let manuscript = office.manuscript(&desk.actor, &id).await?;
    let mut languages = manuscript.definition.languages.clone();
    let new = values.find("language").unwrap_or_default();
    let known = Locale::find(new).filter(|it| !languages.iter().any(|code| code == it.code()));
    if let Some(locale) = known {
        languages.push(locale.code().to_owned());
        let edit = Edit::Set {
            of: Element::Questionnaire,
            path: "/languages".into(),
            value: Some(languages.into()),
        };
        let made = office.edit(&desk.actor, &id, (manuscript.revision, None), vec![edit]).await?;
        if let Err(refusal) = made {
            return again(
                &desk,
                &office,
                &id,
                (&values, manuscript.revision),
                &TranslationFilter::default(),
                |t, it| words::refusal(t, &it.definition, &refusal),
            )
            .await;
        }
    }
    let filter = TranslationFilter { language: Some(new.to_owned()), ..Default::default() };
    Ok(go(&address(&id, &filter)))
}

/// Asks before a language is taken away.
pub(in crate::web::office) async fn ask_to_remove(
    desk: Desk<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<String>,
    filter: Query<TranslationFilter>,
) -> StaffReply {
    let manuscript = office.manuscript(&desk.actor, &ManuscriptId(path.into_inner())).await?;
    let code = into(&manuscript, &filter).ok_or(Error::NotFound)?;
    let all = list::by_language(&manuscript.definition);
    let texts = all.iter().filter(|(language, _)| *language == code).flat_map(|(_, texts)| texts);
    desk.page(&RemoveLanguagePage {
        frame: desk.frame(),
        back: address(&manuscript.id, &filter),
        action: format!("{}/remove", place(&manuscript.id)),
        name: name_of(code).to_owned(),
        texts: texts.filter(|it| !it.target.is_empty()).count(),
        seen: manuscript.revision,
        code: code.to_owned(),
    })
}

/// Takes a language away with all texts in it.
pub(in crate::web::office) async fn remove(
    form: StaffForm<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<String>,
) -> StaffReply {
    let StaffForm { desk, values, .. } = form;
    let id = ManuscriptId(path.into_inner());
    let manuscript = office.manuscript(&desk.actor, &id).await?;
    let language = values.find("in").unwrap_or_default().to_owned();
    // Only what is translated into; the first language is the source of all.
    if manuscript.definition.languages.iter().skip(1).any(|it| *it == language) {
        let seen = values.find("seen").and_then(|it| it.parse().ok());
        let edit = Edit::RemoveLanguage { language };
        let seen = (seen.unwrap_or(manuscript.revision), None);
        if let Err(refusal) = office.edit(&desk.actor, &id, seen, vec![edit]).await? {
            let filter = TranslationFilter::default();
            return again(&desk, &office, &id, (&values, seen.0), &filter, |t, it| {
                words::refusal(t, &it.definition, &refusal)
            })
            .await;
        }
    }
    Ok(go(&place(&id)))
}
