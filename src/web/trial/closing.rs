//! The pages around the questions: the first one, checking the answers, ends, thanks.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Payload};

use super::{Reply, Visit};
use crate::engine::Interview;
use crate::engine::interview::Destination;
use crate::view::respond::{Done, End, Legal, Progress as Steps, Review, Trouble, Welcome};

/// Who asks and why.
pub(super) async fn welcome(visit: Visit) -> Reply {
    let draft = visit.draft();
    let (questionnaire, env) = (&visit.trial.questionnaire, visit.env(&draft));
    let interview = Interview::new(questionnaire, &draft, &env);
    let resume = (!draft.seen.is_empty()).then(|| visit.address(interview.resume()));
    let frame = visit.frame(&interview, None, None);
    let page = Welcome::new(frame, questionnaire.definition(), resume, &[]);
    visit.page(StatusCode::OK, &page)
}

/// Leads to the first page.
pub(super) async fn start(visit: Visit) -> Reply {
    let draft = visit.draft();
    let env = visit.env(&draft);
    let interview = Interview::new(&visit.trial.questionnaire, &draft, &env);
    Ok(visit.go(&visit.address(interview.resume())))
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
    let interview = Interview::new(questionnaire, &draft, &env);
    if interview.resume() != Destination::Review {
        return Ok(visit.go(&visit.address(interview.resume())));
    }
    let mut sections = interview.review();
    visit.tell_sizes(sections.iter_mut().flat_map(|section| section.files()));
    let last = interview.page_before(questionnaire.pages().len());
    let back = last.map(|page| visit.address(Destination::Page(page)));
    let steps = Steps::at(questionnaire, questionnaire.sections().len(), visit.t.code());
    let frame = visit.frame(&interview, None, None);
    visit.page(StatusCode::OK, &Review::new(frame, steps, &sections, back, &[], None))
}

/// Submits nothing.
pub(super) async fn submit(visit: Visit, request: HttpRequest, body: Payload) -> Reply {
    visit.form(&request, body).await?;
    Ok(visit.go(&visit.address(Destination::Done)))
}

/// An early end.
pub(super) async fn end(visit: Visit, path: Path<String>) -> Reply {
    let questionnaire = &visit.trial.questionnaire;
    let index = questionnaire.ends().iter().position(|end| end.definition.name == *path);
    let index = index.ok_or_else(|| visit.trouble(Trouble::NotFound))?;
    let draft = visit.draft();
    let env = visit.env(&draft);
    let interview = Interview::new(questionnaire, &draft, &env);
    if interview.resume() != Destination::End(index) {
        return Ok(visit.go(&visit.address(interview.resume())));
    }
    let end = &questionnaire.ends()[index].definition;
    let text = interview.end_text(index);
    let back = format!("{}/p/{}", visit.trial.base, end.after);
    let frame = visit.frame(&interview, None, None);
    let definition = questionnaire.definition();
    visit.page(StatusCode::OK, &End::new(frame, definition, end, &text, back, &[]))
}

/// Thanks, with what would be stored.
pub(super) async fn done(visit: Visit) -> Reply {
    let draft = visit.draft();
    let (questionnaire, env) = (&visit.trial.questionnaire, visit.env(&draft));
    let interview = Interview::new(questionnaire, &draft, &env);
    let Ok(response) = interview.response() else {
        return Ok(visit.go(&visit.address(interview.resume())));
    };
    let frame = visit.frame(&interview, None, Some(&response));
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
