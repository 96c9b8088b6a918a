//! Pages of analysts: the surveys of their organisation, the data. They know definitions (`office`) and
//! responses (`results`), never who is answering (`collect`) or who was invited.

mod download;
mod prepare;
mod surveys;

use super::staff::need::{ReadAnswers, SeeSurveys};
use super::staff::route::{StaffRoute, get, post};

/// Their routes.
pub(super) fn routes() -> Vec<StaffRoute> {
    vec![
        get("/surveys", SeeSurveys, surveys::list),
        get("/surveys/{survey}", SeeSurveys, surveys::show),
        get("/surveys/{survey}/export/{preset}.zip", ReadAnswers, download::zip),
        post("/surveys/{survey}/export/{preset}/prepare", ReadAnswers, prepare::start),
        get("/surveys/{survey}/export/{preset}/{file}", ReadAnswers, download::file),
        get("/jobs/{job}/file", ReadAnswers, prepare::fetch),
    ]
}
