//! The editor of a questionnaire. Everything is a form that works without script: it says what its sender has seen, and
//! whatever cannot be kept comes back as it was typed.

mod act;
pub(super) mod comments;
mod hints;
pub(super) mod library;
pub(super) mod media;
pub(super) mod pretests;
pub(super) mod publish;
mod read;
mod show;
pub(super) mod text;
pub(super) mod translations;
pub(super) mod words;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use serde::Deserialize;

use super::preview::Previews;
use super::questionnaires::LIST;
use super::surveys::file_answer;
use crate::app::office::Office;
use crate::app::office::manuscripts::{EditRefusal, Manuscript};
use crate::app::office::surveys::file_of;
use crate::engine::Form;
use crate::engine::edit::{Edit, Element};
use crate::engine::model::Definition;
use crate::error::Error;
use crate::ids::ManuscriptId;
use crate::view::staff::editor::EditorNotice;
use crate::web::headers;
use crate::web::staff::desk::{Desk, StaffReply, go};
use crate::web::staff::form::StaffForm;
use crate::web::staff::need::WriteQuestionnaires;
pub(super) use act::name_from;
use show::ShownManuscript;
use translations::list::TranslationFilter;

/// What an address of the editor says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Looking {
    /// Which element.
    at: Option<String>,
    /// The language whose texts are shown.
    #[serde(rename = "in")]
    language: Option<String>,
}

/// What is typed and where.
pub(super) struct TypedEdit<'f> {
    form: &'f Form,
    /// What its sender has seen.
    seen: i64,
    notices: Vec<EditorNotice>,
    /// Somebody else changed the same.
    is_conflict: bool,
}

/// The address of a manuscript.
fn base(id: &ManuscriptId) -> String {
    format!("{LIST}/{id}", id = id.as_str())
}

/// A word as it stands in addresses.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(byte.into()),
            byte => out += &format!("%{byte:02X}"),
        }
        out
    })
}

fn address(id: &ManuscriptId, at: &Element, language: Option<&str>) -> String {
    let language = language.map_or(String::new(), |it| format!("&in={}", encoded(it)));
    format!("{}?at={}{language}", base(id), encoded(&at.to_string()))
}

/// The element that is asked for; the first page where none is, or it is gone.
fn element(definition: &Definition, at: Option<&str>) -> Element {
    let wanted = at.and_then(|at| at.parse().ok());
    let wanted = wanted.filter(|it: &Element| definition.find_element(it).is_ok());
    let first = || {
        definition.pages.first().map(|page| {
            use crate::engine::Identity;
            Element::Page(page.id().to_owned())
        })
    };
    wanted.or_else(first).unwrap_or(Element::Questionnaire)
}

/// The editor at an element.
pub(super) async fn show(
    desk: Desk<WriteQuestionnaires>,
    office: Data<Office>,
    previews: Data<Previews>,
    path: Path<String>,
    looking: Query<Looking>,
) -> StaffReply {
    let manuscript = office.manuscript(&desk.actor, &ManuscriptId(path.into_inner())).await?;
    let threads = office.comments(&desk.actor, &manuscript.id).await?;
    let shown = ShownManuscript::new(&desk, &office, (manuscript, threads), &previews, &looking);
    framing(desk.answer(StatusCode::OK, &shown.page(None)))
}

/// The page holds a preview.
fn framing(reply: StaffReply) -> StaffReply {
    let mut answer = reply?;
    headers::show_frame(answer.headers_mut());
    Ok(answer)
}

/// Saves what was typed, and does what the button says.
pub(super) async fn save(
    form: StaffForm<WriteQuestionnaires>,
    office: Data<Office>,
    previews: Data<Previews>,
    path: Path<String>,
) -> StaffReply {
    let StaffForm { desk, values, files } = form;
    let id = ManuscriptId(path.into_inner());
    let manuscript = office.manuscript(&desk.actor, &id).await?;
    let looking = Looking {
        at: values.find("at").map(str::to_owned),
        language: values.find("in").map(str::to_owned),
    };
    let at: Option<Element> = looking.at.as_deref().and_then(|at| at.parse().ok());
    let at = at.unwrap_or(Element::Questionnaire);
    let revision = |name| values.find(name).and_then(|it| it.parse::<i64>().ok());
    let seen = revision("seen").unwrap_or(manuscript.revision);
    let t = desk.t();
    let language = show::language(&manuscript.definition, looking.language.as_deref());
    let refused = async |manuscript: Manuscript, notices, is_conflict| {
        let threads = office.comments(&desk.actor, &id).await?;
        let manuscript = (manuscript, threads);
        let shown = ShownManuscript::new(&desk, &office, manuscript, &previews, &looking);
        let page = shown.page(Some(TypedEdit { form: &values, seen, notices, is_conflict }));
        framing(desk.answer(StatusCode::UNPROCESSABLE_ENTITY, &page))
    };
    // Somebody else took it out: what the button says must not be done to something else.
    if let Err(misfit) = manuscript.definition.find_element(&at) {
        let notices = words::refusal(t, &manuscript.definition, &EditRefusal::Misfit(misfit));
        return refused(manuscript, notices, false).await;
    }
    let edits = match read::edits(&manuscript.definition, &values) {
        Ok(edits) => edits,
        Err(fields) => {
            let notices = fields.into_iter().map(|it| words::unreadable(t, it)).collect();
            return refused(manuscript, notices, false).await;
        }
    };
    let lines = values.find("items").map_or(0, |items| items.lines().count());
    if lines > act::MOST_LINES {
        let words = t.with("editor-too-many", &[("most", t.count(act::MOST_LINES).into())]);
        let notice = EditorNotice { words, field: Some("new-items".to_owned()) };
        return refused(manuscript, vec![notice], false).await;
    }
    // The button acts on what is there when the form's own changes are made.
    let act = match act::act(&manuscript.definition, &at, &values, &language) {
        Ok(act) => act,
        Err(misfit) => {
            let notice = words::refusal(t, &manuscript.definition, &EditRefusal::Misfit(misfit));
            return refused(manuscript, notice, false).await;
        }
    };
    let mut all = edits.into_iter().chain(act.edits).collect::<Vec<Edit>>();
    if values.has("act", "fill-publisher") {
        let own = office.publisher(&desk.actor).await?;
        let filled = act::fill_publisher(&manuscript.definition, &all, &own);
        if filled.is_empty() {
            let key = match own.is_silent() {
                true => "editor-publisher-none",
                false => "editor-publisher-full",
            };
            let notice = EditorNotice { words: t.text(key).into_owned(), field: None };
            return refused(manuscript, vec![notice], false).await;
        }
        all.extend(filled);
    }
    let files = match media::examined(t, files, &language).await? {
        Ok(files) => files,
        Err(notices) => return refused(manuscript, notices, false).await,
    };
    match office.edit_with(&desk.actor, &id, (seen, revision("told")), all, files).await? {
        Ok(()) => Ok(go(&address(&id, &act.at, looking.language.as_deref()))),
        Err(refusal) => {
            let manuscript = office.manuscript(&desk.actor, &id).await?;
            let notices = words::refusal(t, &manuscript.definition, &refusal);
            refused(manuscript, notices, matches!(refusal, EditRefusal::Conflicts(_))).await
        }
    }
}

/// Takes the last change back.
pub(super) async fn undo(
    form: StaffForm<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<String>,
) -> StaffReply {
    let id = ManuscriptId(path.into_inner());
    reversed(&form, &id, office.undo(&form.desk.actor, &id).await?)
}

/// Makes it again.
pub(super) async fn redo(
    form: StaffForm<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<String>,
) -> StaffReply {
    let id = ManuscriptId(path.into_inner());
    reversed(&form, &id, office.redo(&form.desk.actor, &id).await?)
}

/// There is nothing to say where there was nothing to take back: the page shows that.
fn reversed(
    form: &StaffForm<WriteQuestionnaires>,
    id: &ManuscriptId,
    result: Result<(), EditRefusal>,
) -> StaffReply {
    match result {
        Ok(()) | Err(EditRefusal::Nothing) if form.values.has("from", "translations") => {
            Ok(go(&translations::address(id, &TranslationFilter::of(&form.values))))
        }
        Ok(()) | Err(EditRefusal::Nothing) => {
            let at = form.values.find("at").and_then(|at| at.parse().ok());
            let at = at.unwrap_or(Element::Questionnaire);
            Ok(go(&address(id, &at, form.values.find("in"))))
        }
        Err(refusal) => {
            Err(Error::Internal(anyhow::anyhow!("a change cannot be taken back: {refusal:?}"))
                .into())
        }
    }
}

/// All problems of a questionnaire.
pub(super) async fn problems(
    desk: Desk<WriteQuestionnaires>,
    office: Data<Office>,
    previews: Data<Previews>,
    path: Path<String>,
) -> StaffReply {
    let manuscript = office.manuscript(&desk.actor, &ManuscriptId(path.into_inner())).await?;
    let looking = Looking::default();
    let manuscript = (manuscript, Vec::new());
    let shown = ShownManuscript::new(&desk, &office, manuscript, &previews, &looking);
    desk.answer(StatusCode::OK, &shown.problems_page())
}

/// The questionnaire as a file: `file.json`, `file.xlsx`; with what it shows as `file.zip`.
pub(super) async fn download(
    desk: Desk<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<(String, String)>,
) -> StaffReply {
    let (id, extension) = path.into_inner();
    let id = ManuscriptId(id);
    if extension == "zip" {
        let (name, bytes) = office.archive(&desk.actor, &id).await?;
        return file_answer(&name, &extension, bytes);
    }
    let manuscript = office.manuscript(&desk.actor, &id).await?;
    let definition = &manuscript.definition;
    file_answer(&definition.name, &extension, file_of(definition, &extension)?)
}
