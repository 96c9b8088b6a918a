//! The pages around the questions: the first one, checking the answers, ends, thanks.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Payload};

use super::{Reply, Visit};
use crate::app::respondents::answer::Place;
use crate::engine::response::response;
use crate::engine::review::review as answers_in_words;
use crate::engine::{Draft, Evaluation, show};
use crate::view::respond::{Done, End, Legal, Progress as Steps, Review, Trouble, Welcome};

/// Who asks and why.
pub(super) async fn welcome(visit: Visit) -> Reply {
    let draft = visit.draft();
    let resume = (!draft.seen.is_empty()).then(|| visit.resume(&draft));
    let (questionnaire, env) = (&visit.trial.questionnaire, visit.env(&draft));
    let evaluation = Evaluation::new(questionnaire, &draft.answers, visit.t.code(), &env);
    let frame = visit.frame(&evaluation, &draft, None, None);
    let page = Welcome::new(frame, questionnaire.definition(), resume, &[]);
    visit.page(StatusCode::OK, &page)
}

/// Leads to the first page.
pub(super) async fn start(visit: Visit) -> Reply {
    Ok(visit.go(&visit.resume(&visit.draft())))
}

/// Leads to where the trial begins.
pub(super) async fn first(visit: Visit) -> Reply {
    Ok(visit.go(&visit.trial.base))
}

/// Forgets all answers.
pub(super) async fn forget(visit: Visit, request: HttpRequest, body: Payload) -> Reply {
    visit.form(&request, body).await?;
    visit.trial.keep(None);
    Ok(visit.go(&visit.trial.base))
}

/// All answers in words.
pub(super) async fn review(visit: Visit) -> Reply {
    let draft = visit.draft();
    let (questionnaire, env) = (&visit.trial.questionnaire, visit.env(&draft));
    let evaluation = Evaluation::new(questionnaire, &draft.answers, visit.t.code(), &env);
    if let Some(open) = open_before(&visit, &draft, &Place::Review) {
        return Ok(visit.go(&open));
    }
    let mut sections = answers_in_words(&evaluation, &draft.answers);
    visit.tell_sizes(sections.iter_mut().flat_map(|section| section.files()));
    let back = evaluation.route().last().map(|&page| visit.address(&Place::Page(page)));
    let steps = Steps::at(questionnaire, questionnaire.sections().len(), visit.t.code());
    let frame = visit.frame(&evaluation, &draft, None, None);
    visit.page(StatusCode::OK, &Review::new(frame, steps, &sections, back, &[], None))
}

/// Submits nothing.
pub(super) async fn submit(visit: Visit, request: HttpRequest, body: Payload) -> Reply {
    visit.form(&request, body).await?;
    Ok(visit.go(&visit.address(&Place::Done)))
}

/// An early end.
pub(super) async fn end(visit: Visit, path: Path<String>) -> Reply {
    let questionnaire = &visit.trial.questionnaire;
    let index = questionnaire.ends().iter().position(|end| end.definition.name == *path);
    let index = index.ok_or_else(|| visit.trouble(Trouble::NotFound))?;
    let draft = visit.draft();
    if let Some(open) = open_before(&visit, &draft, &Place::End(index)) {
        return Ok(visit.go(&open));
    }
    let env = visit.env(&draft);
    let evaluation = Evaluation::new(questionnaire, &draft.answers, visit.t.code(), &env);
    let end = &questionnaire.ends()[index];
    let text = show::text(evaluation.top(), end.text());
    let back = format!("{}/p/{}", visit.trial.base, end.definition.after);
    let frame = visit.frame(&evaluation, &draft, None, None);
    let definition = questionnaire.definition();
    visit.page(StatusCode::OK, &End::new(frame, definition, &end.definition, &text, back, &[]))
}

/// Thanks, with what would be stored.
pub(super) async fn done(visit: Visit) -> Reply {
    let draft = visit.draft();
    let (questionnaire, env) = (&visit.trial.questionnaire, visit.env(&draft));
    let Ok(response) = response(questionnaire, &draft, &env) else {
        return Ok(visit.go(&visit.resume(&draft)));
    };
    let evaluation = Evaluation::new(questionnaire, &draft.answers, visit.t.code(), &env);
    let frame = visit.frame(&evaluation, &draft, None, Some(&response));
    visit.page(StatusCode::OK, &Done::new(frame, questionnaire.definition(), &[], None, Vec::new()))
}

/// The privacy notice.
pub(super) async fn privacy(visit: Visit) -> Reply {
    let page = Legal::privacy(visit.bare(), visit.trial.questionnaire.definition());
    visit.page(StatusCode::OK, &page)
}

/// The legal notice.
pub(super) async fn imprint(visit: Visit) -> Reply {
    let page = Legal::imprint(visit.bare(), visit.trial.questionnaire.definition());
    visit.page(StatusCode::OK, &page)
}

/// The address of the page that is still open before this place can be reached.
fn open_before(visit: &Visit, draft: &Draft, place: &Place) -> Option<String> {
    let open = visit.resume(draft);
    (open != visit.address(place)).then_some(open)
}
