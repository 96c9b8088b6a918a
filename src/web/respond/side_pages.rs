//! Pages outside of the interview: coming back later, forgetting this browser, print, legal pages.

use actix_web::HttpRequest;
use actix_web::web::{Path, Payload};

use super::super::error_page::has_word;
use super::super::look::{self, LookFile};
use super::super::media;
use super::rights::forgotten;
use super::{Refusal, Reply, Visit};
use crate::app::interviews::{OfferedSurvey, Standing};
use crate::app::respondents::drafts::DRAFT_DAYS;
use crate::engine::Interview;
use crate::engine::interview::{Destination, Stage};
use crate::view::PageFrame;
use crate::view::respond::{
    Blank, Forget, Later, LaterState, Legal, OverviewPage, Progress, Told, Trouble,
};

/// The day the makers last checked accessibility by themselves.
pub(super) const CHECKED: jiff::civil::Date = jiff::civil::date(2026, 11, 26);

/// How to come back.
pub(in crate::web) async fn later(visit: Visit, request: HttpRequest) -> Reply {
    let state = match visit.progress().await? {
        Standing::Submitted => return Ok(visit.go(&visit.address(Destination::Done))),
        Standing::Nothing => LaterState::Nothing,
        Standing::Draft(_) if has_word(&request, "kept") => LaterState::All,
        Standing::Draft(_) => LaterState::Pages,
    };
    let resume = match visit.from_place.as_deref() {
        None | Some("") => going_on(&visit).await?,
        Some(_) => visit.frame().way_back(),
    };
    let by_code = visit.is_by_code().await?;
    let csrf = visit.token.as_deref().map(|token| visit.csrf(token)).unwrap_or_default();
    let hidden = &[("_csrf", csrf.as_str())];
    visit.page(&Later { frame: visit.frame(), state, resume, days: DRAFT_DAYS, by_code, hidden })
}

/// All sections, and how far each is.
pub(in crate::web) async fn overview(visit: Visit) -> Reply {
    let draft = match visit.progress().await? {
        Standing::Draft(saved) => saved.draft,
        Standing::Submitted => return Ok(visit.go(&visit.address(Destination::Done))),
        Standing::Nothing => return Ok(visit.go_without("nothing")),
    };
    let (draft, env) = visit.speaking(draft);
    let interview = Interview::new(&visit.survey.questionnaire, &draft, &env);
    visit.page(&overview_page(&visit, &interview, visit.frame()))
}

/// How far each section is; leads back to where it was opened, else to where the interview goes on.
pub(super) fn overview_page<'v>(
    visit: &'v Visit,
    interview: &Interview<'_>,
    frame: PageFrame<'v>,
) -> OverviewPage<'v> {
    let questionnaire = &visit.survey.questionnaire;
    let named =
        |stage: Stage| (stage, stage.page.map(|page| questionnaire.pages()[page].name.as_str()));
    let stages = interview.stages().into_iter().map(named).collect();
    let progress = Progress::at(questionnaire, 0, visit.t.code());
    let resume = match visit.from_place.as_deref() {
        None | Some("") => visit.address(interview.resume()),
        Some(_) => frame.way_back(),
    };
    OverviewPage::new(frame, progress, stages, resume)
}

/// Asks whether to delete what was begun.
pub(in crate::web) async fn ask_to_forget(visit: Visit) -> Reply {
    match visit.progress().await? {
        Standing::Submitted => return Ok(visit.go(&visit.address(Destination::Done))),
        Standing::Nothing => return Ok(visit.go_without("nothing")),
        Standing::Draft(_) => {}
    }
    let resume = going_on(&visit).await?;
    let csrf = visit.token.as_deref().map(|token| visit.csrf(token)).unwrap_or_default();
    let by_code = visit.is_by_code().await?;
    let hidden = &[("_csrf", csrf.as_str())];
    visit.page(&Forget { frame: visit.frame(), resume, by_code, hidden })
}

/// Deletes the draft and this browser's token. What was submitted stays, since nobody can find it;
/// then this makes room for another person at the same device.
pub(in crate::web) async fn forget(visit: Visit, request: HttpRequest, body: Payload) -> Reply {
    let form = visit.form(&request, body).await?;
    let store = &visit.site.interviews.store;
    let was_submitted = visit.progress().await? == Standing::Submitted;
    // An author begins anew with the quotas full that she picked; nobody else picks any.
    let picked = OfferedSurvey {
        full: form
            .iter()
            .filter_map(|(name, _)| name.strip_prefix("full."))
            .map(Into::into)
            .collect(),
        ..(*visit.survey).clone()
    };
    store.discard(&picked, visit.token()?).await?;
    match visit.survey.is_trial || was_submitted {
        true => forgotten(&visit, &visit.base),
        false => forgotten(&visit, &visit.told_address("forgotten")),
    }
}

/// Says that what was begun is deleted.
pub(in crate::web) async fn was_forgotten(visit: Visit, request: HttpRequest) -> Reply {
    match visit.was_done(&request, "forgotten") {
        true => visit.page(&Told { frame: visit.frame(), what: "forgotten" }),
        false => Ok(visit.go(&format!("{}/forget", visit.base))),
    }
}

/// The whole questionnaire, to read and to print.
pub(in crate::web) async fn print(visit: Visit) -> Reply {
    let questionnaire = &visit.survey.questionnaire;
    let progress = Progress::at(questionnaire, 0, visit.t.code());
    let draft = visit.begin(0);
    let (draft, env) = visit.speaking(draft);
    let interview = Interview::new(questionnaire, &draft, &env);
    let pages = interview.paper();
    visit.page(&Blank { frame: visit.frame(), progress, pages: &pages })
}

/// The privacy notice.
pub(in crate::web) async fn privacy(visit: Visit) -> Reply {
    visit.page(&Legal::privacy(visit.frame(), visit.survey.questionnaire.definition()))
}

/// The legal notice.
pub(in crate::web) async fn imprint(visit: Visit) -> Reply {
    visit.page(&Legal::imprint(visit.frame(), visit.survey.questionnaire.definition()))
}

/// The accessibility statement.
pub(in crate::web) async fn accessibility(visit: Visit) -> Reply {
    visit.page(&Legal::accessibility(visit.frame(), CHECKED))
}

/// An address of the survey that leads nowhere.
pub(in crate::web) async fn nowhere(_: Visit) -> Reply {
    Err(Refusal::Trouble(Trouble::NotFound))
}

async fn going_on(visit: &Visit) -> Result<String, Refusal> {
    Ok(match visit.progress().await? {
        Standing::Draft(saved) => visit.resume(saved.draft),
        Standing::Nothing | Standing::Submitted => visit.base.clone(),
    })
}

/// A picture, sound or film of the questionnaire.
pub(in crate::web) async fn medium(
    visit: Visit,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> Reply {
    let file = visit.survey.questionnaire.find_file(&path.1);
    let file = file.ok_or(Refusal::Trouble(Trouble::NotFound))?;
    let bytes = visit.site.interviews.store.medium(file).await?;
    Ok(media::answer(&request, file, bytes.into()))
}

/// A file of the look of the organisation that runs the survey.
pub(in crate::web) async fn look(visit: Visit, path: Path<(String, String)>) -> Reply {
    let look = visit.survey.look;
    match look::find(look, &path.1).ok_or(Refusal::Trouble(Trouble::NotFound))? {
        LookFile::Sheet => Ok(look::sheet(look)),
        LookFile::Crest(crest) => {
            Ok(look::crest(crest, visit.site.interviews.store.crest(crest).await?))
        }
    }
}
