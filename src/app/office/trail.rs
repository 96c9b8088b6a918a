//! The audit trail: whether it is whole.

use super::Office;
use crate::app::actor::Actor;
use crate::domain::Permission;
use crate::error::Error;
use crate::storage::office::audit::{Trail, verify_trail};

impl Office {
    /// Goes through the audit trail of the whole installation and says whether it holds.
    pub fn verify_trail(&self, actor: &Actor) -> Result<Trail, Error> {
        actor.authorize(Permission::ReadAudit)?;
        self.office.read_now(|conn| Ok(verify_trail(conn)?))
    }
}
