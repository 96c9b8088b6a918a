//! A page of questions with the panel beside it.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Payload};

use super::{Reply, Visit};
use crate::app::respondents::answer::{Place, resume};
use crate::engine::form_state::{filled, tried};
use crate::engine::validate::{Complaint, Outcome, accept};
use crate::engine::{Draft, Evaluation, Form, show};
use crate::view::fragment;
use crate::view::respond::{Around, Notice, Progress as Steps, QuestionPage, Trouble};

/// Shows a page of the route, whether or not those before it are answered.
pub(super) async fn show(visit: Visit, request: HttpRequest, path: Path<String>) -> Reply {
    let (draft, page) = (visit.draft(), page_of(&visit, &path)?);
    let env = visit.env(&draft);
    let evaluation =
        Evaluation::new(&visit.trial.questionnaire, &draft.answers, visit.t.code(), &env);
    if !evaluation.is_on_route(page) {
        return Ok(visit.go(&format!("{}?moved", visit.resume(&draft))));
    }
    let has = |word: &str| request.query_string().split('&').any(|part| part == word);
    let notice = match () {
        () if has("more") => Some(Notice::AnotherQuestion),
        () if has("moved") => Some(Notice::NotOnTheWay),
        () => None,
    };
    let form = filled(&evaluation, &draft.answers, page);
    let sheet = Sheet { page, form, notice, from_review: has("review"), ..Sheet::default() };
    render(&visit, &draft, &sheet)
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
    let before = visit.draft();
    let (mut draft, env) = (before.clone(), visit.env(&before));
    let from_review = form.find("_from").is_some();
    if is_switch || form.find("_search").or(form.find("_move")).is_some() {
        return render(&visit, &before, &Sheet { page, form, from_review, ..Sheet::default() });
    }
    let questionnaire = &visit.trial.questionnaire;
    let address = match accept(questionnaire, &mut draft, page, &form, &env) {
        Outcome::Unknown(_) => return Err(visit.trouble(Trouble::BadForm)),
        Outcome::Rejected(complaints) => {
            let sheet = Sheet { page, form, complaints, notice: None, from_review };
            return render(&visit, &before, &sheet);
        }
        Outcome::Changed(field) => {
            format!("{}{}", visit.here, fragment(&field))
        }
        Outcome::Accepted { again: true } => format!("{}?more", visit.here),
        Outcome::Accepted { again: false } => {
            let evaluation = Evaluation::new(questionnaire, &draft.answers, visit.t.code(), &env);
            let following = evaluation.route().into_iter().find(|&other| other > page);
            let following = following.filter(|_| !from_review).map(Place::Page);
            visit.address(&following.unwrap_or_else(|| resume(questionnaire, &draft, &env)))
        }
    };
    visit.trial.keep(Some(draft));
    Ok(visit.go(&address))
}

fn page_of(visit: &Visit, name: &str) -> Result<usize, super::ErrorPage> {
    let page = visit.trial.questionnaire.find_page(name);
    page.ok_or_else(|| visit.trouble(Trouble::NotFound))
}

/// What is on a page beside the draft.
#[derive(Default)]
struct Sheet {
    page: usize,
    form: Form,
    complaints: Vec<Complaint>,
    notice: Option<Notice>,
    from_review: bool,
}

fn render(visit: &Visit, draft: &Draft, sheet: &Sheet) -> Reply {
    let questionnaire = &visit.trial.questionnaire;
    let env = visit.env(draft);
    // Questions that appear because of what was typed are shown with it, also on an error page.
    let trial;
    let (answers, status) = if sheet.complaints.is_empty() {
        (&draft.answers, StatusCode::OK)
    } else {
        trial = tried(questionnaire, draft, sheet.page, &sheet.form, &env);
        (&trial, StatusCode::UNPROCESSABLE_ENTITY)
    };
    let evaluation = Evaluation::new(questionnaire, answers, visit.t.code(), &env);
    let mut shown = show::page(&evaluation, sheet.page, draft.seed, &sheet.form, &sheet.complaints);
    visit.tell_sizes(shown.files());
    let back = evaluation.route().into_iter().take_while(|&page| page < sheet.page).last();
    let back = match back {
        _ if sheet.from_review => visit.address(&Place::Review),
        Some(page) => visit.address(&Place::Page(page)),
        None => visit.trial.base.clone(),
    };
    let hidden: &[(&str, &str)] = if sheet.from_review { &[("_from", "review")] } else { &[] };
    let around = Around {
        progress: Steps::at(questionnaire, shown.section, visit.t.code()),
        notice: sheet.notice,
        back: Some(back),
        hidden,
    };
    let seen = Draft { answers: answers.clone(), ..draft.clone() };
    let frame = visit.frame(&evaluation, &seen, Some(sheet.page), None);
    visit.page(status, &QuestionPage::new(frame, &shown, around))
}
