//! The questionnaires that an organisation writes: the list, beginning one, deleting one.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::editor::name_from;
use crate::app::builtin;
use crate::app::office::Office;
use crate::app::office::create::read_questionnaire;
use crate::clock::local;
use crate::engine::model::{Definition, Page, Text};
use crate::error::Error;
use crate::i18n::{Locale, problems as words};
use crate::ids::ManuscriptId;
use crate::view::staff::questionnaires::{
    DeleteManuscriptPage, ManuscriptLine, QuestionnairesPage, TemplateLine,
};
use crate::web::staff::desk::{Desk, StaffReply, go};
use crate::web::staff::form::{SentFile, StaffForm};
use crate::web::staff::need::WriteQuestionnaires;

/// Where the list is.
pub(in crate::web) const LIST: &str = "/questionnaires";

/// The list, with what one may begin with.
pub(super) async fn list(desk: Desk<WriteQuestionnaires>, office: Data<Office>) -> StaffReply {
    show(&desk, &office, StatusCode::OK, Vec::new()).await
}

async fn show(
    desk: &Desk<WriteQuestionnaires>,
    office: &Office,
    status: StatusCode,
    problems: Vec<String>,
) -> StaffReply {
    let all = office.manuscripts(&desk.actor).await?;
    let line = |head: crate::storage::office::manuscripts::ManuscriptHead| ManuscriptLine {
        href: format!("{LIST}/{}", head.id.as_str()),
        title: head.title,
        day: desk.t().date(local(head.changed_at.timestamp()).date()),
    };
    let manuscripts = all.into_iter().map(line).collect();
    let templates = templates(desk.t());
    desk.answer(
        status,
        &QuestionnairesPage { frame: desk.frame(), list: LIST, manuscripts, templates, problems },
    )
}

/// The questionnaires that come with the program. Several may have one title; their names tell them apart.
fn templates(t: &Locale) -> Vec<TemplateLine> {
    let line = |(name, title): &(&'static str, Text)| TemplateLine {
        title: format!("{} ({name})", title.get(t.code(), "de")),
        name,
    };
    builtin::titles().iter().map(line).collect()
}

/// Begins a questionnaire: an empty one, a copy of what comes with the program or of another one, or a file.
pub(super) async fn begin(
    form: StaffForm<WriteQuestionnaires>,
    office: Data<Office>,
) -> StaffReply {
    let StaffForm { desk, values, mut files } = form;
    let file = files.pop();
    let from = values.find("from").unwrap_or_default();
    let definition = match (file, from.split_once(':')) {
        (Some(file), _) => read(desk.t(), &file),
        (None, Some(("template", name))) => {
            Ok(builtin::find_definition(name).ok_or(Error::NotFound)?)
        }
        (None, Some(("copy", id))) => {
            let copied = office.manuscript(&desk.actor, &ManuscriptId(id.to_owned())).await?;
            Ok(copied.definition)
        }
        (None, _) if from == "file" => {
            Err(vec![desk.t().text("questionnaires-no-file").into_owned()])
        }
        (None, _) => Ok(empty(values.find("title").unwrap_or_default().trim(), desk.t())),
    };
    match definition {
        Ok(definition) => match office.begin_manuscript(&desk.actor, &definition).await {
            Ok(id) => Ok(go(&format!("{LIST}/{}", id.as_str()))),
            Err(Error::BadInput(why)) => {
                show(&desk, &office, StatusCode::UNPROCESSABLE_ENTITY, vec![why]).await
            }
            Err(error) => Err(error.into()),
        },
        Err(problems) => show(&desk, &office, StatusCode::UNPROCESSABLE_ENTITY, problems).await,
    }
}

/// A file as a questionnaire; or why it is none.
fn read(t: &Locale, file: &SentFile) -> Result<Definition, Vec<String>> {
    let Some(checked) = read_questionnaire(&file.name, &file.bytes) else {
        return Err(vec![
            t.with("questionnaires-unknown-file", &[("name", file.name.as_str().into())]),
        ]);
    };
    match checked.questionnaire() {
        Some(questionnaire) => Ok(questionnaire.definition().clone()),
        None => Err(checked.problems.iter().map(|it| words::problem(it, t.code())).collect()),
    }
}

/// A questionnaire with one page and nothing on it.
fn empty(title: &str, t: &Locale) -> Definition {
    let title = if title.is_empty() {
        t.text("questionnaires-untitled").into_owned()
    } else {
        title.to_owned()
    };
    let name = name_from(&title, "umfrage");
    let mut definition = Definition::named(&name, t.code());
    definition.title = Text::By([(t.code().to_owned(), title)].into());
    // What its questions may offer beside their answers.
    for code in ["-8", "-7", "-6"] {
        let words = t.text(&format!("missing-label-{}", &code[1..])).into_owned();
        definition.missing.insert(code.to_owned(), Text::By([(t.code().to_owned(), words)].into()));
    }
    let page = t.text("questionnaires-first-page").into_owned();
    definition.pages.push(Page {
        name: name_from(&page, "seite"),
        title: Text::By([(t.code().to_owned(), page)].into()),
        ..Page::default()
    });
    definition
}

/// Asks before one is deleted.
pub(super) async fn ask_to_delete(
    desk: Desk<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<String>,
) -> StaffReply {
    let manuscript = office.manuscript(&desk.actor, &ManuscriptId(path.into_inner())).await?;
    let first = manuscript.definition.languages.first().map_or("", String::as_str);
    desk.page(&DeleteManuscriptPage {
        frame: desk.frame(),
        list: LIST,
        href: format!("{LIST}/{}", manuscript.id.as_str()),
        title: manuscript.definition.title.get(first, first).to_owned(),
    })
}

/// Deletes one.
pub(super) async fn delete(
    form: StaffForm<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<String>,
) -> StaffReply {
    office.delete_manuscript(&form.desk.actor, &ManuscriptId(path.into_inner())).await?;
    Ok(go(LIST))
}
