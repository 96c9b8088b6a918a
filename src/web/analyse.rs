//! Pages of analysts: the surveys of their organisation, the data. They know definitions (`office`) and
//! responses (`results`), never who is answering (`collect`) or who was invited.

mod download;
mod surveys;

use super::staff::need::{ReadAnswers, SeeSurveys};
use super::staff::route::{StaffRoute, get};

/// Their routes.
pub(super) fn routes() -> Vec<StaffRoute> {
    vec![
        get("/surveys", SeeSurveys, surveys::list),
        get("/surveys/{survey}", SeeSurveys, surveys::show),
        get("/surveys/{survey}/export/{preset}.zip", ReadAnswers, download::zip),
        get("/surveys/{survey}/export/{preset}/{file}", ReadAnswers, download::file),
    ]
}
