//! A page of questions with the panel beside it.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Payload};

use super::{Reply, Visit};
use crate::engine::interview::{Complaint, Destination, Look, Outcome};
use crate::engine::{Form, Interview};
use crate::view::fragment;
use crate::view::respond::{Around, Notice, Progress as Steps, QuestionPage, Trouble};

/// Shows a page of the route, whether or not those before it are answered.
pub(super) async fn show(visit: Visit, request: HttpRequest, path: Path<String>) -> Reply {
    let (draft, page) = (visit.draft(), page_of(&visit, &path)?);
    let env = visit.env(&draft);
    let interview = Interview::new(&visit.trial.questionnaire, &draft, &env);
    if !interview.evaluation().is_on_route(page) {
        return Ok(visit.go(&format!("{}?moved", visit.address(interview.resume()))));
    }
    let has = |word: &str| request.query_string().split('&').any(|part| part == word);
    let notice = match () {
        () if has("more") => Some(Notice::AnotherQuestion),
        () if has("moved") => Some(Notice::NotOnTheWay),
        () => None,
    };
    let form = interview.form(page);
    render(
        &visit,
        &interview,
        &form,
        Sheet { page, notice, from_review: has("review"), complaints: &[] },
    )
}

/// Takes the answers of a page and leads on.
pub(super) async fn submit(
    mut visit: Visit,
    request: HttpRequest,
    path: Path<String>,
    body: Payload,
) -> Reply {
    let page = page_of(&visit, &path)?;
    let form = visit.form_of_page(&request, body, page).await?;
    let is_switch = visit.switch(&form);
    let draft = visit.draft();
    let env = visit.env(&draft);
    let questionnaire = &visit.trial.questionnaire;
    let interview = Interview::new(questionnaire, &draft, &env);
    let from_review = form.find("_from").is_some();
    if is_switch || form.find("_search").or(form.find("_move")).is_some() {
        let sheet = Sheet { page, from_review, notice: None, complaints: &[] };
        return render(&visit, &interview, &form, sheet);
    }
    let outcome = interview.accept(page, &form);
    let address = match &outcome {
        Outcome::Unknown(_) => return Err(visit.trouble(Trouble::BadForm)),
        Outcome::Rejected(complaints) => {
            let Look { draft, .. } = interview.look(page, &form);
            let sheet = Sheet { page, complaints, notice: None, from_review };
            return render(&visit, &Interview::new(questionnaire, &draft, &env), &form, sheet);
        }
        Outcome::Changed { at, .. } => format!("{}{}", visit.here, fragment(at)),
        Outcome::Accepted(accepted) if accepted.again => format!("{}?more", visit.here),
        Outcome::Accepted(accepted) => {
            let following = accepted.following.filter(|_| !from_review).map(Destination::Page);
            visit.address(following.unwrap_or(accepted.open))
        }
    };
    visit.trial.keep(outcome.into_draft());
    Ok(visit.go(&address))
}

fn page_of(visit: &Visit, name: &str) -> Result<usize, super::ErrorPage> {
    let page = visit.trial.questionnaire.find_page(name);
    page.ok_or_else(|| visit.trouble(Trouble::NotFound))
}

/// What is on a page beside the interview.
struct Sheet<'s> {
    page: usize,
    complaints: &'s [Complaint],
    notice: Option<Notice>,
    from_review: bool,
}

fn render(visit: &Visit, interview: &Interview<'_>, form: &Form, sheet: Sheet<'_>) -> Reply {
    let status = match sheet.complaints {
        [] => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let mut shown = interview.page_with(sheet.page, form, sheet.complaints);
    visit.tell_sizes(shown.files());
    let back = match interview.page_before(sheet.page) {
        _ if sheet.from_review => visit.address(Destination::Review),
        Some(page) => visit.address(Destination::Page(page)),
        None => visit.trial.base.clone(),
    };
    let hidden: &[(&str, &str)] = if sheet.from_review { &[("_from", "review")] } else { &[] };
    let around = Around {
        progress: Steps::at(interview.questionnaire, shown.section, visit.t.code()),
        notice: sheet.notice,
        back: Some(back),
        hidden,
    };
    let frame = visit.frame(interview, Some(sheet.page), None);
    visit.page(status, &QuestionPage::new(frame, &shown, around))
}
