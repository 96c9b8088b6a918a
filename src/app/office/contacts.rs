//! What residents wrote to the office beside the questionnaire: addresses, reports of barriers.

use super::Office;
use crate::app::actor::Actor;
use crate::domain::{AuditAction, Permission, Purpose};
use crate::error::Error;
use crate::ids::ContactId;
use crate::storage::office::contacts::{self, Contact};
use crate::storage::office::{audit, surveys};

impl Office {
    /// What residents of a survey wrote for a purpose.
    pub fn contacts(
        &self,
        actor: &Actor,
        survey: &surveys::Survey,
        purpose: Purpose,
    ) -> Result<Vec<Contact>, Error> {
        let owner = &survey.organisation_id;
        actor.authorize_in(Permission::ReadContacts, owner)?;
        let action = AuditAction::ReadContacts;
        let event = actor.event(self.clock.now(), action, owner, survey.slug.as_str());
        let id = survey.id.clone();
        self.office.write_now(move |conn| {
            audit::append(conn, event.clone())?;
            Ok::<_, Error>(contacts::list_contacts(conn, &id, purpose)?)
        })
    }

    /// Deletes some of it, and says how many there were.
    pub fn delete_contacts(
        &self,
        actor: &Actor,
        survey: &surveys::Survey,
        ids: Vec<ContactId>,
    ) -> Result<usize, Error> {
        let owner = &survey.organisation_id;
        actor.authorize_in(Permission::ReadContacts, owner)?;
        let action = AuditAction::DeleteContacts;
        let event = actor.event(self.clock.now(), action, owner, survey.slug.as_str());
        let id = survey.id.clone();
        self.office.write_now(move |conn| {
            let mut deleted = 0;
            for contact in &ids {
                deleted += contacts::delete_contact(conn, &id, contact)?;
            }
            audit::append(conn, event.clone())?;
            Ok::<_, Error>(deleted)
        })
    }
}
