//! What the office does: accounts, surveys, publishing, access codes. Sees `office`; publishing and
//! codes also write what `collect` must know.

pub mod account;
pub mod codes;
pub mod publish;
pub mod surveys;

use std::sync::Arc;

use crate::clock::Clock;
use crate::seal::Secret;
use crate::storage::Db;

use super::Versions;

/// What serving staff needs.
#[derive(Debug, Clone)]
pub struct Staff {
    /// Accounts and definitions.
    pub office: Db,
    /// The installation's secret.
    pub secret: Arc<Secret>,
    /// The time.
    pub clock: Clock,
    /// Questionnaires by version.
    pub versions: Versions,
}
