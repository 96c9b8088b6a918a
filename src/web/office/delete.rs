//! Deleting a survey in the browser: what goes and what stays, its name typed, the password again.

use actix_web::HttpRequest;
use actix_web::web::{Data, Path};

use crate::app::field::FieldRefusal;
use crate::app::office::Office;
use crate::app::office::delete::DeletionOutlook;
use crate::app::office::surveys::Surveys;
use crate::i18n::{Locale, problems};
use crate::view::staff::delete_survey::DeleteSurveyPage;
use crate::web::office::surveys::title;
use crate::web::staff::HOME;
use crate::web::staff::desk::{Desk, StaffReply, go};
use crate::web::staff::form::StaffForm;
use crate::web::staff::need::DeleteSurveys;

/// What deleting it means.
pub(super) async fn show(
    desk: Desk<DeleteSurveys>,
    office: Data<Office>,
    surveys: Data<Surveys>,
    path: Path<String>,
) -> StaffReply {
    let outlook = office.deletion_outlook(&desk.actor, &path).await?;
    page(&desk, &surveys, &path, outlook, None).await
}

/// Deletes it.
pub(super) async fn delete(
    form: StaffForm<DeleteSurveys>,
    office: Data<Office>,
    surveys: Data<Surveys>,
    path: Path<String>,
    request: HttpRequest,
) -> StaffReply {
    let desk = &form.desk;
    let outlook = office.deletion_outlook(&desk.actor, &path).await?;
    let typed = form.values.find("name").unwrap_or_default();
    if outlook.refusal.is_some() || typed.trim() != *path {
        return page(desk, &surveys, &path, outlook, Some(typed)).await;
    }
    if let Some(page) = form.confirm(&request).await? {
        return Ok(page);
    }
    match office.delete_survey(&desk.actor, &path).await? {
        Ok(()) => Ok(go(&format!("{HOME}?deleted"))),
        Err(refusal) => {
            let outlook = DeletionOutlook { refusal: Some(refusal), ..outlook };
            page(desk, &surveys, &path, outlook, Some(typed)).await
        }
    }
}

/// The page; with what was typed after something was wrong.
async fn page(
    desk: &Desk<DeleteSurveys>,
    surveys: &Surveys,
    slug: &str,
    outlook: DeletionOutlook,
    typed: Option<&str>,
) -> StaffReply {
    let overview = surveys.load(&desk.actor, slug).await?;
    let plain = |count: i64| usize::try_from(count).unwrap_or_default();
    let page = DeleteSurveyPage {
        frame: desk.frame(),
        title: title(desk.t(), &overview),
        slug,
        survey: format!("{HOME}/{slug}"),
        refusal: outlook.refusal.map(|refusal| words(refusal, desk.t())),
        invitations: plain(outlook.invitations),
        contacts: plain(outlook.contacts),
        typed: typed.unwrap_or_default(),
        is_wrong: typed.is_some() && outlook.refusal.is_none(),
    };
    match typed {
        Some(_) => desk.page_again(&page),
        None => desk.page(&page),
    }
}

fn words(refusal: FieldRefusal, t: &Locale) -> String {
    match refusal {
        FieldRefusal::NotOver => t.text("delete-not-over").into_owned(),
        FieldRefusal::TooEarly(until) => {
            t.with("delete-too-early", &[("until", t.date(until).into())])
        }
        other => format!("{}.", problems::remark(&other.remark(), t.code())),
    }
}
