//! Who acts, and whether they may. Whatever reads or changes something for somebody who is signed in,
//! in [`office`](super::office) and [`analysis`](super::analysis), takes an [`Actor`], and what it did is
//! told under that name.

use jiff::Timestamp;

use crate::domain::look::OrganisationLook;
use crate::domain::{AuditAction, Permission, Roles};
use crate::error::Error;
use crate::ids::{OrganisationId, StaffId};
use crate::storage::office::audit::Event;
use crate::storage::office::organisations::Organisation;

/// Who does something.
#[derive(Debug, Clone)]
pub enum Actor {
    /// Somebody who is signed in.
    Staff(Account),
    /// Who runs the installation, on its command line: may do everything in all organisations.
    Operator,
    /// The server by itself: what runs in the background.
    System,
}

/// The account of somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Account {
    /// Its id.
    pub id: StaffId,
    /// The organisation in which she works now; every query is limited to it.
    pub organisation: OrganisationId,
    /// Those in which she may work, by name.
    pub workplaces: Vec<Organisation>,
    /// The organisation's name.
    pub organisation_name: String,
    /// The organisation's look.
    pub look: OrganisationLook,
    /// Its address.
    pub email: String,
    /// What it may do there.
    pub roles: Roles,
    /// She must set up a second factor before she can do anything else.
    pub must_enrol: bool,
}

impl Actor {
    /// The account, when it is somebody who is signed in.
    pub fn account(&self) -> Option<&Account> {
        match self {
            Self::Staff(account) => Some(account),
            Self::Operator | Self::System => None,
        }
    }

    /// Refuses what the actor may not do anywhere with [`Error::Forbidden`].
    pub fn authorize(&self, permission: Permission) -> Result<(), Error> {
        match self {
            Self::Staff(account) if !account.roles.may(permission) => Err(Error::Forbidden),
            _ => Ok(()),
        }
    }

    /// Refuses what the actor may not do to something of this organisation. What belongs to
    /// another one does not exist for her: [`Error::NotFound`].
    pub fn authorize_in(
        &self,
        permission: Permission,
        owner: &OrganisationId,
    ) -> Result<(), Error> {
        self.authorize(permission)?;
        match self.account() {
            Some(account) if account.organisation != *owner => Err(Error::NotFound),
            _ => Ok(()),
        }
    }

    /// An entry of the audit trail: what she does now to something of this organisation.
    pub fn event(
        &self,
        now: Timestamp,
        action: AuditAction,
        owner: &OrganisationId,
        object: &str,
    ) -> Event {
        self.event_anywhere(now, action, Some(owner.clone()), object)
    }

    /// The same of something that may belong to no organisation.
    pub(in crate::app) fn event_anywhere(
        &self,
        now: Timestamp,
        action: AuditAction,
        organisation_id: Option<OrganisationId>,
        object: &str,
    ) -> Event {
        Event {
            organisation_id,
            at: now.into(),
            actor: match self {
                Self::Staff(account) => account.id.to_string(),
                Self::Operator => "cli".to_owned(),
                Self::System => "system".to_owned(),
            },
            action,
            object: object.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Role;

    #[test]
    fn another_organisations_things_do_not_exist() {
        let here = OrganisationId("here".to_owned());
        let account = Account {
            id: StaffId("anna".to_owned()),
            organisation: here.clone(),
            workplaces: Vec::new(),
            organisation_name: String::new(),
            look: OrganisationLook::default(),
            email: String::new(),
            roles: Role::Analyst.into(),
            must_enrol: false,
        };
        let (anna, elsewhere) = (Actor::Staff(account), OrganisationId("elsewhere".to_owned()));
        assert!(anna.authorize_in(Permission::ReadAnswers, &here).is_ok());
        let refused = anna.authorize_in(Permission::ReadAnswers, &elsewhere);
        assert!(matches!(refused, Err(Error::NotFound)));
        let refused = anna.authorize_in(Permission::ReadContacts, &here);
        assert!(matches!(refused, Err(Error::Forbidden)));
        assert!(Actor::Operator.authorize_in(Permission::ReadContacts, &elsewhere).is_ok());
    }
}
