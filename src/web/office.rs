//! Pages of those who run surveys: administrators, designers, field managers. They know `office`, never
//! answers.

pub(super) mod audit;
pub(super) mod jobs;
pub(super) mod people;

use super::staff::need::{ManageAccounts, ReadAnswers, ReadAudit, SeeSurveys};
use super::staff::route::{StaffRoute, get, post};

/// Their routes.
pub(super) fn routes() -> Vec<StaffRoute> {
    vec![
        get("/jobs", SeeSurveys, jobs::list),
        get("/jobs/{job}", SeeSurveys, jobs::show),
        post("/jobs/{job}/cancel", ReadAnswers, jobs::cancel),
        get(audit::AUDIT, ReadAudit, audit::list),
        get(people::PEOPLE, ManageAccounts, people::list),
        post("/people/invite", ManageAccounts, people::invite),
        get("/people/{person}", ManageAccounts, people::show),
        post("/people/{person}/roles", ManageAccounts, people::set_roles),
        post("/people/{person}/disable", ManageAccounts, people::disable),
        post("/people/{person}/enable", ManageAccounts, people::enable),
        post("/people/{person}/end-sessions", ManageAccounts, people::end_sessions),
        post("/people/{person}/remove-factor", ManageAccounts, people::remove_factor),
        post("/people/{person}/reset", ManageAccounts, people::reset),
    ]
}
