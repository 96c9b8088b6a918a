//! The field phase of a survey in the browser: what can be decided now, with what it means for residents.

use actix_web::HttpRequest;
use actix_web::web::{Data, Path};

use crate::app::field::{FieldAct, FieldRefusal};
use crate::app::office::Office;
use crate::app::office::surveys::{SurveyOverview, Surveys};
use crate::domain::{FieldState, Permission};
use crate::i18n::problems;
use crate::view::staff::field::{ClosePage, FieldOffer, FieldPage, OfferedAct};
use crate::web::error_page::has_word;
use crate::web::office::surveys::{run, title};
use crate::web::staff::HOME;
use crate::web::staff::desk::{Desk, StaffReply, go};
use crate::web::staff::form::StaffForm;
use crate::web::staff::need::RunField;

type FieldForm = StaffForm<RunField>;

/// What can be decided.
pub(super) async fn show(
    desk: Desk<RunField>,
    surveys: Data<Surveys>,
    path: Path<String>,
    request: HttpRequest,
) -> StaffReply {
    let overview = surveys.load(&desk.actor, &path).await?;
    let is_decided = has_word(&request, "decided");
    desk.page(&FieldPage { is_decided, ..page(&desk, &surveys, &overview) })
}

/// It takes answers from now on, or again.
pub(super) async fn open(
    form: FieldForm,
    office: Data<Office>,
    surveys: Data<Surveys>,
    path: Path<String>,
) -> StaffReply {
    decide(&form, (&office, &surveys), &path, Ok(FieldAct::Open)).await
}

/// It takes none for now.
pub(super) async fn pause(
    form: FieldForm,
    office: Data<Office>,
    surveys: Data<Surveys>,
    path: Path<String>,
) -> StaffReply {
    decide(&form, (&office, &surveys), &path, Ok(FieldAct::Pause)).await
}

/// It has another last day.
pub(super) async fn extend(
    form: FieldForm,
    office: Data<Office>,
    surveys: Data<Surveys>,
    path: Path<String>,
) -> StaffReply {
    let typed = form.values.find("last_day").unwrap_or_default().trim().parse();
    let act = typed.map(FieldAct::Extend);
    let act = act.map_err(|_| form.desk.t().text("field-day-wrong").into_owned());
    decide(&form, (&office, &surveys), &path, act).await
}

/// What ending it means, before it is done.
pub(super) async fn ask_to_close(
    desk: Desk<RunField>,
    surveys: Data<Surveys>,
    path: Path<String>,
) -> StaffReply {
    let overview = surveys.load(&desk.actor, &path).await?;
    desk.page(&ClosePage {
        frame: desk.frame(),
        title: title(desk.t(), &overview),
        field: place(&overview),
        today: surveys.today(),
        is_possible: surveys.is_possible(&overview.survey, FieldAct::Close),
    })
}

/// It is over.
pub(super) async fn close(
    form: FieldForm,
    office: Data<Office>,
    surveys: Data<Surveys>,
    path: Path<String>,
) -> StaffReply {
    decide(&form, (&office, &surveys), &path, Ok(FieldAct::Close)).await
}

/// Lists leave it out.
pub(super) async fn archive(
    form: FieldForm,
    office: Data<Office>,
    surveys: Data<Surveys>,
    path: Path<String>,
) -> StaffReply {
    decide(&form, (&office, &surveys), &path, Ok(FieldAct::Archive)).await
}

/// Lists have it again.
pub(super) async fn unarchive(
    form: FieldForm,
    office: Data<Office>,
    surveys: Data<Surveys>,
    path: Path<String>,
) -> StaffReply {
    decide(&form, (&office, &surveys), &path, Ok(FieldAct::Unarchive)).await
}

/// Decides, or shows the page again with what is wrong.
async fn decide(
    form: &FieldForm,
    (office, surveys): (&Office, &Surveys),
    slug: &str,
    act: Result<FieldAct, String>,
) -> StaffReply {
    let desk = &form.desk;
    let problem = match act {
        Ok(act) => match office.decide(&desk.actor, slug, act).await? {
            // A button that was pressed twice has done what it was for.
            Ok(_) | Err(FieldRefusal::Already(_) | FieldRefusal::Placed) => {
                return Ok(go(&format!("{HOME}/{slug}/field?decided")));
            }
            Err(refusal) => format!("{}.", problems::remark(&refusal.remark(), desk.t().code())),
        },
        Err(problem) => problem,
    };
    let overview = surveys.load(&desk.actor, slug).await?;
    let typed = form.values.find("last_day").unwrap_or_default();
    desk.page_again(&FieldPage {
        problem: Some(problem),
        typed: typed.to_owned(),
        ..page(desk, surveys, &overview)
    })
}

fn page<'d>(
    desk: &'d Desk<RunField>,
    surveys: &Surveys,
    overview: &'d SurveyOverview,
) -> FieldPage<'d> {
    let survey = &overview.survey;
    let state = surveys.state(survey);
    let times = survey.times();
    let earliest = times.opens.map_or(surveys.today(), |first| first.max(surveys.today()));
    let opening = match state {
        FieldState::Planned | FieldState::Open => OfferedAct::Open,
        FieldState::Paused => OfferedAct::Resume,
        FieldState::Closed => OfferedAct::Reopen,
    };
    let all = [
        (opening, FieldAct::Open),
        (OfferedAct::Pause, FieldAct::Pause),
        (OfferedAct::Extend, FieldAct::Extend(earliest)),
        (OfferedAct::Close, FieldAct::Close),
        (OfferedAct::Archive, FieldAct::Archive),
        (OfferedAct::Unarchive, FieldAct::Unarchive),
    ];
    let possible = all.into_iter().filter(|(_, act)| surveys.is_possible(survey, *act));
    FieldPage {
        frame: desk.frame(),
        title: title(desk.t(), overview),
        survey: format!("{HOME}/{}", survey.slug),
        run: run(overview),
        state,
        planned: times.planned.filter(|planned| *planned >= surveys.today()),
        is_decided: false,
        delete: desk
            .may(Permission::DeleteSurveys)
            .then(|| format!("{HOME}/{}/delete", survey.slug)),
        problem: None,
        typed: times.closes.map(|last| last.max(earliest).to_string()).unwrap_or_default(),
        acts: possible
            .map(|(act, _)| FieldOffer { act, href: format!("{}/{}", place(overview), act.path()) })
            .collect(),
    }
}

fn place(overview: &SurveyOverview) -> String {
    format!("{HOME}/{}/field", overview.survey.slug)
}
