//! A page of questions: showing it, and taking its answers.

use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use actix_web::web::{Path, Payload};
use actix_web::{HttpRequest, HttpResponse};

use super::aside::{self, Detour, NOT_KEPT};
use super::comment::Said;
use super::finish::{SHOWN, TOO_LATE};
use super::{OPENED, Refusal, Reply, Visit};
use crate::app::field::SurveyState;
use crate::app::interviews::{PostOutcome, Standing, elsewhere};
use crate::app::respondents::offered::VERSION_MARK;
use crate::engine::interview::{
    Complaint, ComplaintReason, Destination, FOLLOWED, Look, Post, Then,
};
use crate::engine::media::FileProblem;
use crate::engine::{Form, Interview};
use crate::view::respond::{Around, Notice, Progress, QuestionPage, Trouble};
use crate::view::{PageFrame, fragment};
use crate::web::error_page::{has_word, status};

/// Marks a page that was opened from the review, as a query and as a hidden field.
const FROM_REVIEW: &str = "review";

/// The row of the review that a page was opened from, and leads back to.
pub(super) const ROW: &str = "_row";

/// Marks a page that was refused, so that it says so in another language, too.
const REFUSED: &str = "_refused";

/// Where the address of a page that nothing is stored of says which version it is.
const VERSION: &str = "v=";

/// In a trial, shows a page that is not reached yet.
pub(in crate::web) const JUMP: &str = "jump";

const UNAVAILABLE: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

/// Shows a page with the answers given so far.
pub(in crate::web) async fn show(
    visit: Visit,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> Reply {
    visit.may_answer().await?;
    let page = page_of(&visit, &path.1)?;
    let (draft, is_new) = match (visit.progress().await?, &visit.token) {
        (Standing::Draft(saved), _) => (saved.draft, false),
        (Standing::Submitted, _) => return Ok(visit.go(&visit.address(Destination::Done))),
        (Standing::Nothing, Some(_)) => (visit.begin(rand::random()), true),
        (Standing::Nothing, None) => return Ok(visit.go_without("nothing")),
    };
    let (draft, env) = visit.speaking(draft);
    let interview = Interview::new(&visit.survey.questionnaire, &draft, &env);
    // Who writes a questionnaire looks at any page of it.
    let is_on_route = interview.evaluation().is_on_route(page);
    let may_jump = visit.survey.is_trial && is_on_route && has_word(&request, JUMP);
    if let Some(destination) = elsewhere(&visit.survey, &interview, page)
        && !may_jump
    {
        return Ok(moved(&visit, destination, is_on_route));
    }
    let has = |word: &str| has_word(&request, word);
    let sheet = PageExtras {
        page,
        typed: None,
        notice: match () {
            () if has("more") => Some(Notice::AnotherQuestion),
            () if has("moved") => Some(Notice::NotOnTheWay),
            () if has("later") => Some(Notice::NotYet),
            () if has(NOT_KEPT) => Some(Notice::NotKept),
            () => None,
        },
        from_review: has(FROM_REVIEW),
        row: row_of(
            &visit,
            request.query_string().split('&').find_map(|part| part.strip_prefix("row=")),
        ),
        seed: is_new.then_some(draft.seed),
        opened: if is_new { visit.opened(None)? } else { None },
        mark: interview.fingerprint(page),
        comment: None,
        status: StatusCode::OK,
    };
    render(&visit, &interview, sheet).await
}

/// Takes one page of answers and leads on.
pub(in crate::web) async fn submit(
    mut visit: Visit,
    request: HttpRequest,
    path: Path<(String, String)>,
    body: Payload,
) -> Reply {
    if visit.token.is_none() || matches!(visit.survey.state, SurveyState::Early(_)) {
        visit.may_answer().await?;
    }
    let page = page_of(&visit, &path.1)?;
    let brought = visit.form_of_page(&request, body, page).await?;
    let is_switch = visit.switch(&brought.form);
    if let Some((last, until)) = visit.is_too_late(&brought.form).await? {
        let post = posted(page, brought.form);
        return look(&visit, post, Some((Notice::TooLate { last, until }, StatusCode::GONE))).await;
    }
    if visit.survey.state == SurveyState::Paused {
        let post = posted(page, brought.form);
        return not_stored(&visit, post, Refusal::Trouble(Trouble::Paused)).await;
    }
    let form = visit.attach(page, brought).await?;
    let has = |names: &[&str]| names.iter().any(|name| form.find(name).is_some());
    let (is_left, is_look) = (has(&["_leave"]), has(&["_search", "_move", "_look"]));
    let mut post = posted(page, form);
    if is_left {
        return keep(&visit, &post).await;
    }
    if !is_look && !is_switch {
        match visit.hear(&mut post.form, page).await {
            Ok(true) => return heard(&visit, post).await,
            Ok(false) => {}
            Err(refusal) => return not_stored(&visit, post, refusal).await,
        }
    }
    let aside = Detour::find(&post.form, is_switch).filter(|_| !is_look);
    if let Some(aside) = aside {
        return aside::lead(&visit, post, aside).await;
    }
    if is_switch || is_look {
        return look(&visit, post, None).await;
    }
    let (interviews, token) = (visit.interviews(), visit.token()?);
    let speaker = (visit.t.code(), seed_of(&post.form).unwrap_or_else(rand::random));
    let outcome = match interviews.post(&visit.survey, token, speaker, &post).await {
        Ok(outcome) => outcome,
        Err(error) => return not_stored(&visit, post, error.into()).await,
    };
    match outcome {
        PostOutcome::Go(Then::To(Destination::Review)) if post.from_review => {
            visit.go_on(&review_at(&visit, row_of(&visit, post.form.find(ROW)).as_deref()))
        }
        PostOutcome::Go(Then::To(Destination::Done)) => {
            let done = visit.address(Destination::Done);
            Ok(visit.go(&format!("{done}?{TOO_LATE}")))
        }
        PostOutcome::Go(Then::To(destination)) => visit.go_on(&visit.address(destination)),
        PostOutcome::Go(Then::At(field)) => {
            visit.go_on(&format!("{}{}", visit.here, fragment(&field)))
        }
        PostOutcome::Go(Then::Again) => visit.go_on(&format!("{}?more", visit.here)),
        PostOutcome::Elsewhere(destination) => Ok(moved(&visit, destination, false)),
        PostOutcome::Rejected(look) => {
            let no_room = |complaint: &Complaint| {
                matches!(
                    complaint.reason,
                    ComplaintReason::File { problem: FileProblem::NoRoom, .. }
                )
            };
            match look.complaints.iter().any(no_room) {
                true => {
                    later(typed(&visit, &post, look, None, UNAVAILABLE).await?, Trouble::NoRoom)
                }
                false => typed(&visit, &post, look, None, StatusCode::UNPROCESSABLE_ENTITY).await,
            }
        }
        PostOutcome::Changed(look) => {
            let notice = Some(Notice::ChangedElsewhere);
            typed(&visit, &post, look, notice, StatusCode::CONFLICT).await
        }
        PostOutcome::Unknown => Err(Refusal::Trouble(Trouble::BadForm)),
        PostOutcome::Gone => Err(Refusal::Trouble(Trouble::Expired)),
    }
}

fn posted(page: usize, form: Form) -> Post {
    Post {
        page,
        shown: form.find(SHOWN).unwrap_or_default().to_owned(),
        from_review: form.find("_from") == Some(FROM_REVIEW),
        form,
    }
}

/// The page again with what was typed, in a pretest: a comment on it was kept, or could not be.
async fn heard(visit: &Visit, post: Post) -> Reply {
    let is_kept = visit.said.get() == Said::Kept;
    let mut page = look(visit, post, None).await?;
    if !is_kept {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

/// The page again with what was typed, where what is stored can still be read.
pub(super) async fn not_stored(visit: &Visit, post: Post, refusal: Refusal) -> Reply {
    let Some(trouble) = refusal.passing() else { return Err(refusal) };
    match look(visit, post, Some((Notice::NotStored(trouble), status(trouble)))).await {
        Ok(page) => later(page, trouble),
        Err(_) => Err(refusal),
    }
}

/// A page that says when to try again.
fn later(mut page: HttpResponse, trouble: Trouble<'_>) -> Reply {
    if let Some(seconds) = trouble.wait() {
        page.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    Ok(page)
}

/// Keeps what was typed on a page that is left, and answers with the mark of what is stored now. A
/// script asks for it; without one, and before the first page, nothing is kept.
async fn keep(visit: &Visit, post: &Post) -> Reply {
    let interviews = &visit.site.interviews;
    let speaker = (visit.t.code(), 0);
    let kept = interviews.keep(&visit.survey, visit.token()?, speaker, post, false).await;
    Ok(match kept? {
        Some(kept) => HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(kept.mark),
        None => HttpResponse::NoContent().finish(),
    })
}

/// Shows the page again with what was typed: with the matches of its search field, with its ranking
/// in another order, with the questions that follow, or in another language; or because it could not
/// be stored, or comes too late. Stores nothing.
async fn look(visit: &Visit, post: Post, unstored: Option<(Notice, StatusCode)>) -> Reply {
    let draft = match visit.progress().await? {
        Standing::Draft(saved) => saved.draft,
        Standing::Submitted => return Ok(visit.go(&visit.address(Destination::Done))),
        Standing::Nothing => visit.begin(seed_of(&post.form).unwrap_or_else(rand::random)),
    };
    let (draft, env) = visit.speaking(draft);
    let interview = Interview::new(&visit.survey.questionnaire, &draft, &env);
    // Who reads what is wrong in another language still reads what is wrong.
    let look = match post.form.find(REFUSED) {
        Some(_) => interview.look_and_judge(post.page, &post.form),
        None => interview.look(post.page, &post.form),
    };
    let (notice, status) =
        unstored.map_or((None, StatusCode::OK), |(it, status)| (Some(it), status));
    typed(visit, &post, look, notice, status).await
}

/// A page with what was typed on it.
async fn typed(
    visit: &Visit,
    post: &Post,
    look: Look,
    notice: Option<Notice>,
    status: StatusCode,
) -> Reply {
    let (draft, env) = visit.speaking(look.draft);
    let interview = Interview::new(&visit.survey.questionnaire, &draft, &env);
    let sheet = PageExtras {
        page: post.page,
        typed: Some((&look.form, &look.complaints)),
        notice,
        from_review: post.from_review,
        row: row_of(visit, post.form.find(ROW)),
        seed: seed_of(&post.form),
        opened: match seed_of(&post.form) {
            Some(_) => visit.opened(Some(&post.form))?,
            None => None,
        },
        // What was typed goes on from the page that was first shown, whatever happened to it
        // meanwhile; who was told of it goes on from what is stored.
        mark: match notice {
            None | Some(Notice::NotStored(_) | Notice::TooLate { .. })
                if status != StatusCode::UNPROCESSABLE_ENTITY && !post.shown.is_empty() =>
            {
                post.shown.clone()
            }
            _ => look.stored,
        },
        comment: Some(&post.form),
        status,
    };
    render(visit, &interview, sheet).await
}

/// The version of the page that is sent, where nothing of it was stored before.
pub(super) fn shown_version(request: &HttpRequest) -> Option<&str> {
    request.query_string().split('&').find_map(|part| part.strip_prefix(VERSION))
}

fn page_of(visit: &Visit, name: &str) -> Result<usize, Refusal> {
    let page = visit.survey.questionnaire.find_page(name);
    page.ok_or(Refusal::Trouble(Trouble::NotFound))
}

/// The seed of a page that was shown before anything was stored: it travels with the form, so that
/// the order she saw is the order that is stored, and nothing in the browser tells it later.
pub(super) fn seed_of(form: &Form) -> Option<u32> {
    form.find("_seed")?.parse().ok()
}

/// A row of the review, if that is what an address or a form says: the name of a question. Nothing else of a stranger's
/// link stands beside stored answers in a page that is compressed: guess after guess, its length would tell them.
pub(super) fn row_of(visit: &Visit, given: Option<&str>) -> Option<String> {
    let given = given?.replace("%5B", "[").replace("%5D", "]");
    visit.survey.questionnaire.has_field(&given).then_some(given)
}

/// The address of the review, at one of its rows.
pub(super) fn review_at(visit: &Visit, row: Option<&str>) -> String {
    let address = visit.address(Destination::Review);
    match row {
        Some(row) => format!("{address}{}", fragment(&format!("row.{row}"))),
        None => address,
    }
}

/// To where she can go on, with a word about why.
fn moved(visit: &Visit, destination: Destination, is_later: bool) -> HttpResponse {
    let mark = match destination {
        Destination::Page(_) if is_later => "?later",
        Destination::Page(_) => "?moved",
        _ => "",
    };
    visit.go(&format!("{}{mark}", visit.address(destination)))
}

/// What is on a page beside the interview.
struct PageExtras<'s> {
    page: usize,
    /// What was typed, and what is wrong with it; none of a page that shows what is stored.
    typed: Option<(&'s Form, &'s [Complaint])>,
    notice: Option<Notice>,
    from_review: bool,
    /// The row of the review that it was opened from.
    row: Option<String>,
    /// The seed, when nothing is stored yet.
    seed: Option<u32>,
    /// What then shows that the page was served while the survey was open.
    opened: Option<String>,
    /// The fingerprint that the page is sent back with.
    mark: String,
    /// The form with a comment that was typed.
    comment: Option<&'s Form>,
    status: StatusCode,
}

async fn render(visit: &Visit, interview: &Interview<'_>, sheet: PageExtras<'_>) -> Reply {
    let questionnaire = interview.questionnaire;
    let mut shown = match sheet.typed {
        None => interview.page(sheet.page),
        Some((form, complaints)) => interview.page_with(sheet.page, form, complaints),
    };
    visit.tell_sizes(shown.files().collect()).await?;
    let followed = sheet.typed.map(|_| {
        let names = shown.answerable().map(|question| question.name.as_ref());
        names.collect::<Vec<_>>().join(" ")
    });
    let (at, of) = interview.place_in_section(sheet.page);
    let csrf = visit.csrf(visit.token()?);
    let mut hidden = vec![("_csrf", csrf.as_str()), (SHOWN, sheet.mark.as_str())];
    let seed = sheet.seed.map(|seed| seed.to_string());
    if let Some(seed) = &seed {
        hidden.push(("_seed", seed));
    }
    if let Some(opened) = &sheet.opened {
        hidden.push((OPENED, opened));
    }
    if let Some(followed) = &followed {
        hidden.push((FOLLOWED, followed));
    }
    if sheet.typed.is_some_and(|(_, complaints)| !complaints.is_empty()) {
        hidden.push((REFUSED, "1"));
    }
    if sheet.from_review {
        hidden.push(("_from", FROM_REVIEW));
    }
    if let Some(row) = &sheet.row {
        hidden.push((ROW, row));
    }
    let mark = visit.survey.version.get(..VERSION_MARK).filter(|_| sheet.seed.is_some());
    let action = match mark {
        Some(mark) => format!("{}?{VERSION}{mark}", visit.here),
        None => visit.here.clone(),
    };
    let around = Around {
        progress: Progress::at(questionnaire, shown.section, visit.t.code()).on_page(at, of),
        notice: sheet.notice,
        picks: interview.picks_before(sheet.page),
        action: &action,
        hidden: &hidden,
    };
    let panel = visit.panel(interview, Some(sheet.page), None);
    let frame = PageFrame { panel, ..visit.frame() };
    let frame = visit.commenting_on_page(frame, (sheet.page, &shown), sheet.comment);
    visit.scripted(sheet.status, &QuestionPage::new(frame, &shown, around))
}
