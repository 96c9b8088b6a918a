//! An element as text: its JSON, changed as a whole. Whatever a questionnaire file may say can be said here.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};

use super::show::{name, sort};
use super::words::refusal;
use super::{Looking, address, base, element};
use crate::app::office::Office;
use crate::app::office::manuscripts::text::{UnfitText, replaced, written};
use crate::app::office::manuscripts::{EditRefusal, Manuscript};
use crate::engine::edit::Element;
use crate::i18n::problems;
use crate::ids::ManuscriptId;
use crate::view::staff::editor::TextPage;
use crate::web::staff::desk::{Desk, StaffReply, go};
use crate::web::staff::form::StaffForm;
use crate::web::staff::need::WriteQuestionnaires;

/// Shows an element as text.
pub(in crate::web::office) async fn show(
    desk: Desk<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<String>,
    looking: Query<Looking>,
) -> StaffReply {
    let manuscript = office.manuscript(&desk.actor, &ManuscriptId(path.into_inner())).await?;
    let at = element(&manuscript.definition, looking.at.as_deref());
    let text = written(&manuscript.definition, &at);
    page(&desk, &manuscript, &at, (text, manuscript.revision), Vec::new())
}

/// Puts what was typed in the place of the element.
pub(in crate::web::office) async fn save(
    form: StaffForm<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<String>,
) -> StaffReply {
    let StaffForm { desk, values, .. } = form;
    let id = ManuscriptId(path.into_inner());
    let manuscript = office.manuscript(&desk.actor, &id).await?;
    let (definition, t) = (&manuscript.definition, desk.t());
    // What is gone must not be written over something else.
    let named = values.find("at").and_then(|at| at.parse::<Element>().ok());
    let at = named.unwrap_or_else(|| element(definition, None));
    let text = values.find("text").unwrap_or_default().replace("\r\n", "\n");
    let seen = values.find("seen").and_then(|it| it.parse().ok()).unwrap_or(0);
    let again =
        |problems| page(&desk, &manuscript, &at, (text.clone(), manuscript.revision), problems);
    if let Err(misfit) = definition.find_element(&at) {
        let notices = refusal(t, definition, &EditRefusal::Misfit(misfit));
        return again(notices.into_iter().map(|it| it.words).collect());
    }
    if seen != manuscript.revision {
        return again(vec![t.text("editor-text-stale").into_owned()]);
    }
    let edit = match replaced(definition, &at, text.as_bytes()) {
        Ok(edit) => edit,
        Err(UnfitText::Problem(problem)) => {
            return again(vec![problems::problem(&problem, t.code())]);
        }
        Err(UnfitText::Misfit(misfit)) => {
            let notices = refusal(t, definition, &EditRefusal::Misfit(misfit));
            return again(notices.into_iter().map(|it| it.words).collect());
        }
    };
    match office.edit(&desk.actor, &id, (seen, None), vec![edit]).await? {
        Ok(()) => Ok(go(&address(&id, &at, None))),
        Err(why) => {
            let notices = refusal(t, definition, &why);
            again(notices.into_iter().map(|it| it.words).collect())
        }
    }
}

fn page(
    desk: &Desk<WriteQuestionnaires>,
    manuscript: &Manuscript,
    at: &Element,
    (text, revision): (String, i64),
    problems: Vec<String>,
) -> StaffReply {
    let status =
        if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    desk.answer(
        status,
        &TextPage {
            frame: desk.frame(),
            back: address(&manuscript.id, at, None),
            action: format!("{}/text", base(&manuscript.id)),
            key: at.to_string(),
            name: format!("{} {}", desk.t().text(sort(at)), name(&manuscript.definition, at)),
            revision,
            text,
            problems,
        },
    )
}
