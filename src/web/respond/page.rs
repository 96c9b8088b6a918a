//! A page of questions: showing it, and taking its answers.

use std::borrow::Cow;

use actix_web::http::StatusCode;
use actix_web::web::{Path, Payload};
use actix_web::{HttpRequest, HttpResponse};

use super::{Reply, Visit};
use crate::app::respondents::answer::{Place, Post, Posted, Progress, elsewhere, fingerprint};
use crate::engine::form_state::{FOLLOWED, filled, returning, tried};
use crate::engine::validate::{Complaint, Outcome, accept};
use crate::engine::{Draft, Evaluation, Form, show};
use crate::view::fragment;
use crate::view::respond::{Around, Notice, Progress as Steps, QuestionPage, Trouble};

/// Marks a page that was opened from the review, as a query and as a hidden field.
const FROM_REVIEW: &str = "review";

/// Marks a page that was refused, so that it says so in another language, too.
const REFUSED: &str = "_refused";

/// Shows a page with the answers given so far.
pub(in crate::web) async fn show(
    visit: Visit,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> Reply {
    visit.open()?;
    let page = page_of(&visit, &path.1)?;
    let (draft, is_new) = match (visit.progress().await?, &visit.token) {
        (Progress::Draft(saved), _) => (saved.draft, false),
        (Progress::Submitted, _) => return Ok(visit.go(&visit.address(&Place::Done))),
        (Progress::Nothing, Some(_)) => (visit.begin(rand::random()), true),
        (Progress::Nothing, None) => return Ok(visit.go(&visit.base)),
    };
    let draft = Draft { language: visit.t.code().to_owned(), ..draft };
    let env = visit.env(draft.seed);
    if let Some(place) = elsewhere(&visit.survey.questionnaire, &draft, page, &env) {
        return Ok(moved(&visit, &place));
    }
    let has = |word: &str| request.query_string().split('&').any(|part| part == word);
    let evaluation =
        Evaluation::new(&visit.survey.questionnaire, &draft.answers, visit.t.code(), &env);
    let form = filled(&evaluation, &draft.answers, page);
    drop(evaluation);
    let sheet = Sheet {
        page,
        form,
        complaints: Vec::new(),
        notice: match () {
            () if has("more") => Some(Notice::AnotherQuestion),
            () if has("moved") => Some(Notice::NotOnTheWay),
            () => None,
        },
        from_review: has(FROM_REVIEW),
        seed: is_new.then_some(draft.seed),
        status: StatusCode::OK,
    };
    render(&visit, &draft, sheet).await
}

/// Takes one page of answers and leads on.
pub(in crate::web) async fn submit(
    mut visit: Visit,
    request: HttpRequest,
    path: Path<(String, String)>,
    body: Payload,
) -> Reply {
    visit.open()?;
    let page = page_of(&visit, &path.1)?;
    let form = visit.form_of_page(&request, body, page).await?;
    let is_switch = visit.switch(&form);
    let from_review = form.find("_from") == Some(FROM_REVIEW);
    let sheet = |complaints, notice, status| Sheet {
        page,
        form: form.clone(),
        complaints,
        notice,
        from_review,
        seed: seed_of(&form),
        status,
    };
    if form.find("_leave").is_some() {
        return keep(&visit, page, form).await;
    }
    let is_look = ["_search", "_move", "_look"].iter().any(|name| form.find(name).is_some());
    if is_switch || is_look {
        return show_again(&visit, sheet(Vec::new(), None, StatusCode::OK)).await;
    }
    let post = post(&visit, page, form.clone(), from_review);
    let posted = visit.state.respondents.post(&visit.survey, visit.token()?, post).await;
    match posted.map_err(|error| visit.fail(&error))? {
        Posted::Go(place) => visit.go_on(&visit.address(&place)),
        Posted::Elsewhere(place) => Ok(moved(&visit, &place)),
        Posted::At(_, field) => visit.go_on(&format!("{}{}", visit.here, fragment(&field))),
        Posted::Again(_) => visit.go_on(&format!("{}?more", visit.here)),
        Posted::Rejected { draft, complaints } => {
            let sheet = sheet(complaints, None, StatusCode::UNPROCESSABLE_ENTITY);
            render(&visit, &draft, sheet).await
        }
        Posted::Changed { draft } => {
            let notice = Some(Notice::ChangedElsewhere);
            render(&visit, &draft, sheet(Vec::new(), notice, StatusCode::CONFLICT)).await
        }
        Posted::Unknown => Err(visit.trouble(Trouble::BadForm)),
        Posted::Gone => Err(visit.trouble(Trouble::Expired)),
    }
}

/// Keeps what was typed on a page that is left, and answers with the mark of what is stored now. A
/// script asks for it; without one, and before the first page, nothing is kept.
async fn keep(visit: &Visit, page: usize, form: Form) -> Reply {
    let post = post(visit, page, form, false);
    let kept = visit.state.respondents.keep(&visit.survey, visit.token()?, &post).await;
    Ok(match kept.map_err(|error| visit.fail(&error))? {
        Some(mark) => HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(mark),
        None => HttpResponse::NoContent().finish(),
    })
}

fn post(visit: &Visit, page: usize, form: Form, from_review: bool) -> Post {
    Post {
        page,
        shown: form.find("_shown").unwrap_or_default().to_owned(),
        from_review,
        language: visit.t.code().to_owned(),
        seed: seed_of(&form).unwrap_or_else(rand::random),
        form,
    }
}

/// Shows the page again with what was typed: with the matches of its search field, with its ranking
/// in another order, with the questions that follow, or in another language. Stores nothing.
async fn show_again(visit: &Visit, sheet: Sheet) -> Reply {
    let draft = match visit.progress().await? {
        Progress::Draft(saved) => saved.draft,
        Progress::Submitted => return Ok(visit.go(&visit.address(&Place::Done))),
        Progress::Nothing => visit.begin(seed_of(&sheet.form).unwrap_or_else(rand::random)),
    };
    let draft = Draft { language: visit.t.code().to_owned(), ..draft };
    if sheet.form.find(REFUSED).is_none() {
        return render(visit, &draft, sheet).await;
    }
    // Who reads what is wrong in another language still reads what is wrong.
    let (questionnaire, env) = (&visit.survey.questionnaire, visit.env(draft.seed));
    let complaints = match accept(questionnaire, &mut draft.clone(), sheet.page, &sheet.form, &env)
    {
        Outcome::Rejected(complaints) => complaints,
        _ => Vec::new(),
    };
    render(visit, &draft, Sheet { complaints, ..sheet }).await
}

fn page_of(visit: &Visit, name: &str) -> Result<usize, super::super::error_page::ErrorPage> {
    let page = visit.survey.questionnaire.find_page(name);
    page.ok_or_else(|| visit.trouble(Trouble::NotFound))
}

/// The seed of a page that was shown before anything was stored: it travels with the form, so that
/// the order she saw is the order that is stored, and nothing in the browser tells it later.
fn seed_of(form: &Form) -> Option<u32> {
    form.find("_seed")?.parse().ok()
}

/// To where she can go on, with a word about why.
fn moved(visit: &Visit, place: &Place) -> HttpResponse {
    let mark = if matches!(place, Place::Page(_)) { "?moved" } else { "" };
    visit.go(&format!("{}{mark}", visit.address(place)))
}

/// What is on a page beside the draft.
struct Sheet {
    page: usize,
    form: Form,
    complaints: Vec<Complaint>,
    notice: Option<Notice>,
    from_review: bool,
    /// The seed, when nothing is stored yet.
    seed: Option<u32>,
    status: StatusCode,
}

async fn render(visit: &Visit, draft: &Draft, sheet: Sheet) -> Reply {
    let questionnaire = &visit.survey.questionnaire;
    let env = visit.env(draft.seed);
    // Questions that appear because of what was typed are shown with it, also on an error page.
    let shown_before = sheet.form.find("_shown").map(str::to_owned);
    let (answers, form) = match &shown_before {
        None => (Cow::Borrowed(&draft.answers), Cow::Borrowed(&sheet.form)),
        Some(_) => (
            Cow::Owned(tried(questionnaire, draft, sheet.page, &sheet.form, &env)),
            Cow::Owned(returning(questionnaire, draft, sheet.page, &sheet.form, &env)),
        ),
    };
    let evaluation = Evaluation::new(questionnaire, &answers, visit.t.code(), &env);
    let mut shown = show::page(&evaluation, sheet.page, draft.seed, &form, &sheet.complaints);
    visit.tell_sizes(shown.files().collect()).await?;
    let followed = shown_before.is_some().then(|| {
        let names = shown.answerable().map(|question| question.name.as_ref());
        names.collect::<Vec<_>>().join(" ")
    });
    let back = evaluation.route().into_iter().take_while(|&page| page < sheet.page).last();
    let back = match (sheet.from_review, back) {
        (true, _) => format!("{}/review", visit.base),
        (false, Some(page)) => format!("{}/p/{}", visit.base, questionnaire.pages()[page].name),
        (false, None) => visit.base.clone(),
    };
    let csrf = visit.csrf(visit.token()?);
    // What was typed goes on from the page that was first shown, whatever happened to it meanwhile.
    let mark = match shown_before {
        Some(mark) if sheet.status == StatusCode::OK => mark,
        _ => fingerprint(questionnaire, draft, sheet.page, &env),
    };
    let mut hidden = vec![("_csrf", csrf.as_str()), ("_shown", mark.as_str())];
    let seed = sheet.seed.map(|seed| seed.to_string());
    if let Some(seed) = &seed {
        hidden.push(("_seed", seed));
    }
    if let Some(followed) = &followed {
        hidden.push((FOLLOWED, followed));
    }
    if !sheet.complaints.is_empty() {
        hidden.push((REFUSED, "1"));
    }
    if sheet.from_review {
        hidden.push(("_from", FROM_REVIEW));
    }
    let around = Around {
        progress: Steps::at(questionnaire, shown.section, visit.t.code()),
        notice: sheet.notice,
        back: Some(back),
        hidden: &hidden,
    };
    visit.scripted(sheet.status, &QuestionPage::new(visit.frame(), &shown, around))
}
