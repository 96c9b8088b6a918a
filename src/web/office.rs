//! Pages of those who run surveys: administrators, designers, field managers. They know `office`, never
//! answers.

pub(super) mod jobs;

use super::staff::need::{ReadAnswers, SeeSurveys};
use super::staff::route::{StaffRoute, get, post};

/// Their routes.
pub(super) fn routes() -> Vec<StaffRoute> {
    vec![
        get("/jobs", SeeSurveys, jobs::list),
        get("/jobs/{job}", SeeSurveys, jobs::show),
        post("/jobs/{job}/cancel", ReadAnswers, jobs::cancel),
    ]
}
