//! Links for pretests of a questionnaire: making one, ending one, and what came of them.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::http::header::HOST;
use actix_web::web::{Data, Path};
use jiff::ToSpan;
use jiff::civil::Date;

use super::show::title;
use super::{Manuscript, base};
use crate::app::office::Office;
use crate::app::office::accounts::Accounts;
use crate::app::office::manuscripts::pretests::{
    MOST_DAYS, MOST_LINKS, MOST_RUNNING, PretestLink, PretestRefusal, PretestState, USUAL_DAYS,
};
use crate::engine::Form;
use crate::error::Error;
use crate::i18n::Locale;
use crate::ids::ManuscriptId;
use crate::view::staff::pretests::{PretestLine, PretestsPage};
use crate::web::Https;
use crate::web::office::people::zoned;
use crate::web::office::pretest::PRETEST;
use crate::web::staff::desk::{Desk, StaffReply, go};
use crate::web::staff::form::StaffForm;
use crate::web::staff::need::WriteQuestionnaires;

/// Where those of a manuscript are.
fn place(id: &ManuscriptId) -> String {
    format!("{}/pretests", base(id))
}

/// All links of a manuscript, and the form for another one.
pub(in crate::web::office) async fn list(
    desk: Desk<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<String>,
) -> StaffReply {
    let manuscript = office.manuscript(&desk.actor, &ManuscriptId(path.into_inner())).await?;
    page(&desk, &office, &manuscript, Came::Nothing).await
}

/// Makes a link, which is shown once.
pub(in crate::web::office) async fn begin(
    form: StaffForm<WriteQuestionnaires>,
    office: Data<Office>,
    accounts: Data<Accounts>,
    path: Path<String>,
    request: HttpRequest,
) -> StaffReply {
    let StaffForm { desk, values, .. } = form;
    let manuscript = office.manuscript(&desk.actor, &ManuscriptId(path.into_inner())).await?;
    let day = values.find("last_day").and_then(|day| day.trim().parse::<Date>().ok());
    let made = match day {
        Some(day) => office.begin_pretest(&desk.actor, &manuscript.id, day).await?,
        None => Err(PretestRefusal::Day),
    };
    let came = match made {
        Ok(token) => {
            let scheme = if Https::of(&request).0 { "https" } else { "http" };
            let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
            let here = format!("{scheme}://{}", host.unwrap_or_default());
            let site = accounts.public_url().unwrap_or(&here);
            Came::Link(format!("{}{PRETEST}/{token}", site.trim_end_matches('/')))
        }
        Err(refusal) => Came::Refused(&values, refusal),
    };
    page(&desk, &office, &manuscript, came).await
}

/// Ends a link.
pub(in crate::web::office) async fn end(
    form: StaffForm<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<(String, i64)>,
) -> StaffReply {
    let (id, number) = path.into_inner();
    let id = ManuscriptId(id);
    office.end_pretest(&form.desk.actor, &id, number).await?;
    Ok(go(&place(&id)))
}

/// What came of a form.
enum Came<'f> {
    Nothing,
    Link(String),
    Refused(&'f Form, PretestRefusal),
}

async fn page(
    desk: &Desk<WriteQuestionnaires>,
    office: &Office,
    manuscript: &Manuscript,
    came: Came<'_>,
) -> StaffReply {
    let t = desk.t();
    let today = office.clock().today();
    let usual = today.checked_add(USUAL_DAYS.days());
    let usual = usual.map_err(|error| Error::Internal(error.into()))?.to_string();
    let latest = today.checked_add(MOST_DAYS.days());
    let latest = latest.map_err(|error| Error::Internal(error.into()))?;
    let links = office.pretests(&desk.actor, &manuscript.id).await?;
    let (link, problem, last_day) = match came {
        Came::Nothing => (None, None, usual),
        Came::Link(link) => (Some(link), None, usual),
        Came::Refused(form, refusal) => {
            let typed = form.find("last_day").unwrap_or_default().to_owned();
            (None, Some((words(t, refusal, latest), field(refusal))), typed)
        }
    };
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    desk.answer(
        status,
        &PretestsPage {
            frame: desk.frame(),
            back: base(&manuscript.id),
            comments: format!("{}/comments", base(&manuscript.id)),
            title: title(&manuscript.definition),
            action: place(&manuscript.id),
            problem,
            link,
            last_day,
            today: today.to_string(),
            latest: latest.to_string(),
            links: links.into_iter().map(line).collect(),
        },
    )
}

fn line(link: PretestLink) -> PretestLine {
    PretestLine {
        number: link.number,
        made_at: zoned(link.made_at),
        made_by: link.made_by,
        last_day: link.last_day,
        state: match link.state {
            PretestState::Running => "running",
            PretestState::Over => "over",
            PretestState::Ended => "ended",
        },
        began: link.began,
        finished: link.finished,
        comments: link.comments,
    }
}

/// Where a refusal is mended.
fn field(refusal: PretestRefusal) -> &'static str {
    match refusal {
        PretestRefusal::Day => "last_day",
        PretestRefusal::Errors(_) | PretestRefusal::TooMany => "new",
        PretestRefusal::TooManyRunning => "links",
    }
}

fn words(t: &Locale, refusal: PretestRefusal, latest: Date) -> String {
    match refusal {
        PretestRefusal::Errors(count) => t.with("pretests-errors", &[("count", count.into())]),
        PretestRefusal::Day => t.with("pretests-day", &[("latest", t.date(latest).into())]),
        PretestRefusal::TooManyRunning => {
            t.with("pretests-too-many-running", &[("most", MOST_RUNNING.into())])
        }
        PretestRefusal::TooMany => t.with("pretests-too-many", &[("most", MOST_LINKS.into())]),
    }
}
