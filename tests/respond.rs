//! Residents through the public door: whole interviews, changed minds, two windows, bad input,
//! headers, privacy and weight, on both databases.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy takes only functions marked as tests for tests"
)]

#[path = "support/app.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod app;
#[path = "support/browser.rs"]
mod browser;
#[path = "support/databases.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod databases;
#[path = "support/html.rs"]
mod html;
#[path = "support/resident.rs"]
mod resident;

#[path = "respond/asides.rs"]
mod asides;
#[path = "respond/bad_input.rs"]
mod bad_input;
#[path = "respond/budgets.rs"]
mod budgets;
#[path = "respond/changed_minds.rs"]
mod changed_minds;
#[path = "respond/codes.rs"]
mod codes;
#[path = "respond/crests.rs"]
mod crests;
#[path = "respond/headers.rs"]
mod headers;
#[path = "respond/interviews.rs"]
mod interviews;
#[path = "respond/languages.rs"]
mod languages;
#[path = "respond/looks.rs"]
mod looks;
#[path = "respond/paper.rs"]
mod paper;
#[path = "respond/privacy.rs"]
mod privacy;
#[path = "respond/questions.rs"]
mod questions;
#[path = "respond/quotas.rs"]
mod quotas;
#[path = "respond/rights.rs"]
mod rights;
#[path = "respond/states.rs"]
mod states;
#[path = "respond/translations.rs"]
mod translations;
#[path = "respond/twice.rs"]
mod twice;
#[path = "respond/uploads.rs"]
mod uploads;
#[path = "respond/versions.rs"]
mod versions;
#[path = "respond/weight.rs"]
mod weight;
#[path = "respond/work.rs"]
mod work;
