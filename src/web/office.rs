//! Pages of those who run surveys: administrators, designers, field managers. They know `office`, never
//! answers.

pub(super) mod audit;
pub(super) mod create;
mod delete;
mod editor;
mod field;
pub(super) mod jobs;
pub(super) mod organisation;
pub(super) mod people;
pub(super) mod pretest;
pub(super) mod preview;
pub(super) mod questionnaires;
pub(super) mod surveys;

use super::staff::need::{
    DeleteSurveys, ManageAccounts, ManageOrganisation, PublishSurveys, ReadAnswers, ReadAudit,
    RunField, SeeSurveys, WriteQuestionnaires,
};
use super::staff::route::{StaffRoute, get, post};
use editor::translations;

/// Their routes.
pub(super) fn routes() -> Vec<StaffRoute> {
    vec![
        get("/surveys/new", PublishSurveys, create::show),
        post("/surveys/new", PublishSurveys, create::create),
        get("/surveys/{survey}/versions/{number}.json", SeeSurveys, surveys::json),
        get("/surveys/{survey}/versions/{number}.xlsx", SeeSurveys, surveys::workbook),
        get("/surveys/{survey}/field", RunField, field::show),
        post("/surveys/{survey}/field/open", RunField, field::open),
        post("/surveys/{survey}/field/pause", RunField, field::pause),
        post("/surveys/{survey}/field/extend", RunField, field::extend),
        get("/surveys/{survey}/field/close", RunField, field::ask_to_close),
        post("/surveys/{survey}/field/close", RunField, field::close),
        post("/surveys/{survey}/field/archive", RunField, field::archive),
        post("/surveys/{survey}/field/unarchive", RunField, field::unarchive),
        get("/surveys/{survey}/delete", DeleteSurveys, delete::show),
        post("/surveys/{survey}/delete", DeleteSurveys, delete::delete),
        get("/jobs", SeeSurveys, jobs::list),
        get("/jobs/{job}", SeeSurveys, jobs::show),
        post("/jobs/{job}/cancel", ReadAnswers, jobs::cancel),
        get(audit::AUDIT, ReadAudit, audit::list),
        get(organisation::ORGANISATION, ManageOrganisation, organisation::show),
        post("/organisation/name", ManageOrganisation, organisation::rename),
        post("/organisation/look", ManageOrganisation, organisation::set_look),
        post("/organisation/publisher", ManageOrganisation, organisation::set_publisher),
        post("/organisation/retention", ManageOrganisation, organisation::set_retention),
        post("/organisation/second-factor", ManageOrganisation, organisation::demand_factor),
        get(people::PEOPLE, ManageAccounts, people::list),
        post("/people/invite", ManageAccounts, people::invite),
        get("/people/{person}", ManageAccounts, people::show),
        post("/people/{person}/roles", ManageAccounts, people::set_roles),
        post("/people/{person}/disable", ManageAccounts, people::disable),
        post("/people/{person}/enable", ManageAccounts, people::enable),
        post("/people/{person}/end-sessions", ManageAccounts, people::end_sessions),
        post("/people/{person}/remove-factor", ManageAccounts, people::remove_factor),
        post("/people/{person}/reset", ManageAccounts, people::reset),
        get("/questionnaires", WriteQuestionnaires, questionnaires::list),
        post("/questionnaires", WriteQuestionnaires, questionnaires::begin),
        get("/questionnaires/{manuscript}", WriteQuestionnaires, editor::show),
        post("/questionnaires/{manuscript}", WriteQuestionnaires, editor::save),
        post("/questionnaires/{manuscript}/undo", WriteQuestionnaires, editor::undo),
        post("/questionnaires/{manuscript}/redo", WriteQuestionnaires, editor::redo),
        get("/questionnaires/{manuscript}/problems", WriteQuestionnaires, editor::problems),
        get(
            "/questionnaires/{manuscript}/delete",
            WriteQuestionnaires,
            questionnaires::ask_to_delete,
        ),
        post("/questionnaires/{manuscript}/delete", WriteQuestionnaires, questionnaires::delete),
        get("/questionnaires/{manuscript}/publish", PublishSurveys, editor::publish::show_changes),
        post("/questionnaires/{manuscript}/publish", PublishSurveys, editor::publish::publish),
        get(
            "/questionnaires/{manuscript}/media/{picture}",
            WriteQuestionnaires,
            editor::media::show,
        ),
        get("/questionnaires/{manuscript}/library", WriteQuestionnaires, editor::library::show),
        post("/questionnaires/{manuscript}/library", WriteQuestionnaires, editor::library::take),
        get("/questionnaires/{manuscript}/text", WriteQuestionnaires, editor::text::show),
        post("/questionnaires/{manuscript}/text", WriteQuestionnaires, editor::text::save),
        get("/questionnaires/{manuscript}/comments", WriteQuestionnaires, editor::comments::list),
        post("/questionnaires/{manuscript}/comments", WriteQuestionnaires, editor::comments::act),
        get("/questionnaires/{manuscript}/pretests", WriteQuestionnaires, editor::pretests::list),
        post("/questionnaires/{manuscript}/pretests", WriteQuestionnaires, editor::pretests::begin),
        post(
            "/questionnaires/{manuscript}/pretests/{number}/end",
            WriteQuestionnaires,
            editor::pretests::end,
        ),
        get("/questionnaires/{manuscript}/translations", WriteQuestionnaires, translations::show),
        post("/questionnaires/{manuscript}/translations", WriteQuestionnaires, translations::save),
        get(
            "/questionnaires/{manuscript}/translations.csv",
            WriteQuestionnaires,
            translations::download,
        ),
        post(
            "/questionnaires/{manuscript}/translations/file",
            WriteQuestionnaires,
            translations::read,
        ),
        post(
            "/questionnaires/{manuscript}/translations/add",
            WriteQuestionnaires,
            translations::add,
        ),
        get(
            "/questionnaires/{manuscript}/translations/remove",
            WriteQuestionnaires,
            translations::ask_to_remove,
        ),
        post(
            "/questionnaires/{manuscript}/translations/remove",
            WriteQuestionnaires,
            translations::remove,
        ),
        get("/questionnaires/{manuscript}/file.{type}", WriteQuestionnaires, editor::download),
    ]
}
