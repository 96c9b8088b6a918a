//! The end of an interview: checking the answers, submitting, early ends, thanks.

use actix_web::HttpRequest;
use actix_web::web::{Path, Payload};

use super::{Reply, Visit};
use crate::app::answer::{Place, Progress, resume};
use crate::engine::review::review as answers_in_words;
use crate::engine::{Derived, Draft, show};
use crate::view::respond::{Done, End, Progress as Steps, Review, Trouble};

/// All answers in words, with links to change them.
pub(in crate::web) async fn review(visit: Visit) -> Reply {
    visit.open()?;
    let draft = match visit.progress().await? {
        Progress::Draft(saved) => Draft { language: visit.t.code().to_owned(), ..saved.draft },
        Progress::Submitted => return Ok(visit.go(&visit.address(&Place::Done))),
        Progress::Nothing => return Ok(visit.go(&visit.base)),
    };
    let questionnaire = &visit.survey.questionnaire;
    let env = visit.env(draft.seed);
    let place = resume(questionnaire, &draft, &env);
    if place != Place::Review {
        return Ok(visit.go(&visit.address(&place)));
    }
    let derived = Derived::new(questionnaire, &draft.answers, visit.t.code(), &env);
    let sections = answers_in_words(&derived, &draft.answers);
    let back = derived.route().last().map(|&page| visit.address(&Place::Page(page)));
    let csrf = visit.csrf(visit.token()?);
    let steps = Steps::at(questionnaire, questionnaire.sections().len(), visit.t.code());
    visit.page(&Review::new(visit.frame(), steps, &sections, back, &[("_csrf", &csrf)]))
}

/// Submits, once; also from an early end whose answers are kept.
pub(in crate::web) async fn submit(visit: Visit, request: HttpRequest, body: Payload) -> Reply {
    visit.open()?;
    visit.form(&request, body).await?;
    let respondents = &visit.state.respondents;
    let place = respondents.submit(&visit.survey, visit.token()?, visit.t.code()).await;
    let place = place.map_err(|error| visit.fail(&error))?;
    let place = place.ok_or_else(|| visit.trouble(Trouble::Expired))?;
    Ok(visit.go(&visit.address(&place)))
}

/// An early end. One that keeps nothing can be read by anybody: nothing is stored of it.
pub(in crate::web) async fn end(visit: Visit, path: Path<(String, String)>) -> Reply {
    visit.open()?;
    let questionnaire = &visit.survey.questionnaire;
    let index = questionnaire.ends().iter().position(|end| end.definition.name == path.1);
    let index = index.ok_or_else(|| visit.trouble(Trouble::NotFound))?;
    let end = &questionnaire.ends()[index].definition;
    let mut draft = Draft::default();
    if end.keep {
        draft = match visit.progress().await? {
            Progress::Draft(saved) => saved.draft,
            Progress::Submitted => return Ok(visit.go(&visit.address(&Place::Done))),
            Progress::Nothing => return Ok(visit.go(&visit.base)),
        };
        let place = resume(questionnaire, &draft, &visit.env(draft.seed));
        if place != Place::End(index) {
            return Ok(visit.go(&visit.address(&place)));
        }
    }
    let env = visit.env(draft.seed);
    let derived = Derived::new(questionnaire, &draft.answers, visit.t.code(), &env);
    let text = show::text(derived.top(), questionnaire.ends()[index].text());
    let back = format!("{}/p/{}", visit.base, end.after);
    let csrf = visit.token.as_deref().map(|token| visit.csrf(token)).unwrap_or_default();
    let hidden = [("_csrf", csrf.as_str())];
    visit.page(&End::new(visit.frame(), questionnaire.definition(), end, &text, back, &hidden))
}

/// Thanks.
pub(in crate::web) async fn done(visit: Visit) -> Reply {
    match visit.progress().await? {
        Progress::Submitted => {
            let definition = visit.survey.questionnaire.definition();
            let csrf = visit.csrf(visit.token()?);
            visit.page(&Done::new(visit.frame(), definition, &[("_csrf", &csrf)]))
        }
        Progress::Draft(saved) => Ok(visit.go(&visit.resume(&saved.draft))),
        Progress::Nothing => Ok(visit.go(&visit.base)),
    }
}
