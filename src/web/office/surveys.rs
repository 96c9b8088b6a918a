//! What pages tell of a survey itself, and its versions as files.

use actix_web::HttpResponse;
use actix_web::http::header::{ContentDisposition, DispositionParam, DispositionType};
use actix_web::web::{Data, Path};

use crate::app::office::surveys::{SurveyOverview, Surveys};
use crate::error::Error;
use crate::i18n::Locale;
use crate::storage::office::surveys::Survey;
use crate::view::staff::FieldPhase;
use crate::web::staff::desk::{Desk, StaffReply};
use crate::web::staff::need::SeeSurveys;

/// What tells it from others of its title.
pub(in crate::web) fn run(overview: &SurveyOverview) -> FieldPhase<'_> {
    FieldPhase {
        version: &overview.questionnaire.definition().version,
        hash: overview.version.get(..8).unwrap_or_default(),
        ..days(&overview.survey)
    }
}

/// The days of a survey.
pub(in crate::web) fn days(survey: &Survey) -> FieldPhase<'_> {
    let times = survey.times();
    FieldPhase { opens: times.opens, closes: times.closes, version: "", hash: "" }
}

/// Its title, as far as possible in this language.
pub(in crate::web) fn title<'o>(t: &Locale, overview: &'o SurveyOverview) -> &'o str {
    let questionnaire = &overview.questionnaire;
    questionnaire.definition().title.get(t.code(), questionnaire.fallback())
}

/// A version as JSON.
pub(super) async fn json(
    desk: Desk<SeeSurveys>,
    surveys: Data<Surveys>,
    path: Path<(String, String)>,
) -> StaffReply {
    send(&desk, &surveys, &path, "json").await
}

/// A version as XLSForm.
pub(super) async fn workbook(
    desk: Desk<SeeSurveys>,
    surveys: Data<Surveys>,
    path: Path<(String, String)>,
) -> StaffReply {
    send(&desk, &surveys, &path, "xlsx").await
}

/// Whoever sees the surveys may have their questionnaires: residents read them, too.
async fn send(
    desk: &Desk<SeeSurveys>,
    surveys: &Surveys,
    (slug, number): &(String, String),
    extension: &str,
) -> StaffReply {
    // What is no number is no version.
    let wanted = number.parse().unwrap_or_default();
    let bytes = surveys.version_file(&desk.actor, slug, wanted, extension).await?;
    file_answer(&format!("{slug}-{wanted}"), extension, bytes)
}

/// A questionnaire as a file to keep: `json` or `xlsx`, or an archive with its files.
pub(super) fn file_answer(stem: &str, extension: &str, bytes: Vec<u8>) -> StaffReply {
    let media_type = match extension {
        "json" => "application/json",
        "zip" => "application/zip",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => return Err(Error::NotFound.into()),
    };
    let disposition = attachment(stem, extension);
    Ok(HttpResponse::Ok().content_type(media_type).insert_header(disposition).body(bytes))
}

/// A file to keep. Questionnaires may be called anything; files are called by plain letters.
pub(in crate::web::office) fn attachment(stem: &str, extension: &str) -> ContentDisposition {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-_".contains(c) { c } else { '-' };
    let stem: String = stem.chars().map(plain).collect();
    let name = DispositionParam::Filename(format!("{stem}.{extension}"));
    ContentDisposition { disposition: DispositionType::Attachment, parameters: vec![name] }
}
