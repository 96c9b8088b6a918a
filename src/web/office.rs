//! Pages of those who run surveys: administrators, designers, field managers. They know `office`, never
//! answers.

use super::staff::route::StaffRoute;

/// Their routes.
pub(super) fn routes() -> Vec<StaffRoute> {
    Vec::new()
}
