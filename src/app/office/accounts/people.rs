//! What administrators do to the accounts of their organisation, and operators to all: invite, give
//! roles, disable, reset. All of it blocks.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use jiff::civil::Date;

use super::links::{OneTimeLink, normal};
use super::problem::{AccountProblem, Attempted};
use super::{Accounts, cutoff, password};
use crate::app::actor::Actor;
use crate::domain::{AccountState, AuditAction, LinkPurpose, Permission, Role, Roles};
use crate::error::Error;
use crate::ids::{OrganisationId, Slug, StaffId};
use crate::storage::Conn;
use crate::storage::office::factors::{delete_factor, list_with_factor};
use crate::storage::office::links::{delete_link, list_links};
use crate::storage::office::staff::{self, Staff};
use crate::storage::office::{audit, organisations, sessions};

/// An account as it is listed.
#[derive(Debug, Clone)]
pub struct Person {
    /// Its id.
    pub id: StaffId,
    /// Its organisation's short name.
    pub organisation: Slug,
    /// The address to sign in with.
    pub email: String,
    /// What it may do.
    pub roles: Roles,
    /// How far it is.
    pub state: AccountState,
    /// Until when its one-time link works, if it has one.
    pub link_until: Option<Timestamp>,
    /// The day of the last sign-in.
    pub signed_in_on: Option<Date>,
    /// Whether it is asked for a code, too.
    pub has_factor: bool,
}

/// What is done to an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountAct {
    /// It cannot sign in for now; its sessions and its link end.
    Disable,
    /// It can sign in again.
    Enable,
    /// It gets these roles; its sessions end.
    SetRoles(Roles),
    /// Its sessions end.
    EndSessions,
    /// It has no second factor any more; its sessions end.
    RemoveFactor,
}

impl Accounts {
    /// Adds an account with a password. A bad address or password, or an address that is taken, is
    /// [`Error::BadInput`].
    pub fn add(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
        email: &str,
        password: &str,
        roles: impl Into<Roles>,
    ) -> Result<StaffId, Error> {
        actor.authorize_in(Permission::ManageAccounts, &organisation)?;
        let email = normal(email)?;
        password::examine(password, &email)?;
        let account = self.new_account(organisation, email, password::hash(password)?);
        let id = account.id.clone();
        self.insert(actor, account, roles.into(), None)??;
        Ok(id)
    }

    /// Adds an account that has no password yet, and gives the link by which one is chosen.
    pub fn invite(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
        email: &str,
        roles: Roles,
    ) -> Attempted<OneTimeLink> {
        actor.authorize_in(Permission::ManageAccounts, &organisation)?;
        let email = match normal(email) {
            Ok(email) => email,
            Err(problem) => return Ok(Err(problem)),
        };
        let link = OneTimeLink::draw(&email, LinkPurpose::Invitation, self.clock.now());
        let account = self.new_account(organisation, email, String::new());
        Ok(self.insert(actor, account, roles, Some(link.clone()))?.map(|()| link))
    }

    fn new_account(&self, organisation_id: OrganisationId, email: String, hash: String) -> Staff {
        Staff {
            id: StaffId::random(),
            organisation_id,
            email,
            password_hash: hash,
            active: true,
            created_at: self.clock.now().into(),
            signed_in_on: None,
        }
    }

    fn insert(
        &self,
        actor: &Actor,
        account: Staff,
        roles: Roles,
        link: Option<OneTimeLink>,
    ) -> Attempted<()> {
        let (actor, now) = (actor.clone(), self.clock.now());
        self.office.write_now(move |conn| {
            if staff::find_staff_by_email(conn, &account.email)?.is_some() {
                return Ok(Err(AccountProblem::Taken(account.email.clone())));
            }
            staff::insert_staff(conn, &account, &roles)?;
            tell(conn, &actor, now, AuditAction::AddStaff, &account)?;
            if let Some(link) = &link {
                link.give(conn, &account)?;
                tell(conn, &actor, now, AuditAction::InviteStaff, &account)?;
            }
            Ok(Ok(()))
        })
    }

    /// The accounts that the actor may see, by address: of her organisation, or all.
    pub fn people(&self, actor: &Actor) -> Result<Vec<Person>, Error> {
        actor.authorize(Permission::ManageAccounts)?;
        let owner = actor.account().map(|account| account.organisation.clone());
        let now = self.clock.now();
        self.office.read_now(move |conn| {
            let slugs: HashMap<_, _> = organisations::list_slugs(conn)?.into_iter().collect();
            let mut roles: HashMap<StaffId, Vec<Role>> = HashMap::new();
            for (id, role) in staff::list_roles(conn)? {
                roles.entry(id).or_default().push(role);
            }
            let links = list_links(conn)?.into_iter().filter(|link| link.expires_at > now.into());
            let links: HashMap<_, _> =
                links.map(|link| (link.staff_id, link.expires_at.timestamp())).collect();
            let with_factor: HashSet<StaffId> = list_with_factor(conn)?.into_iter().collect();
            let listed = staff::list_staff(conn, owner.as_ref())?.into_iter().map(|it| Person {
                organisation: slugs
                    .get(&it.organisation_id)
                    .cloned()
                    .unwrap_or(Slug(String::new())),
                roles: Roles::of(roles.get(&it.id).map_or(&[], Vec::as_slice)).unwrap_or_default(),
                state: state(&it),
                link_until: links.get(&it.id).copied(),
                has_factor: with_factor.contains(&it.id),
                signed_in_on: it.signed_in_on.as_deref().and_then(|day| day.parse().ok()),
                id: it.id,
                email: it.email,
            });
            Ok(listed.collect())
        })
    }

    /// One of them.
    pub fn person(&self, actor: &Actor, id: &StaffId) -> Result<Person, Error> {
        let found = self.people(actor)?.into_iter().find(|person| person.id == *id);
        found.ok_or(Error::NotFound)
    }

    /// The account of this address, for who names accounts by it.
    pub fn person_called(&self, actor: &Actor, email: &str) -> Attempted<Person> {
        let email = email.trim().to_lowercase();
        let found = self.people(actor)?.into_iter().find(|person| person.email == email);
        Ok(found.ok_or(AccountProblem::Unknown(email)))
    }

    /// Does this to an account. Whether it changed anything does not matter.
    pub fn change(&self, actor: &Actor, id: &StaffId, act: AccountAct) -> Attempted<()> {
        actor.authorize(Permission::ManageAccounts)?;
        let is_own = matches!(act, AccountAct::EndSessions | AccountAct::RemoveFactor);
        if is_own && is_oneself(actor, id) {
            return Ok(Err(AccountProblem::Oneself));
        }
        let (actor, id, now) = (actor.clone(), id.clone(), self.clock.now());
        self.office.write_now(move |conn| {
            let account = find(conn, &actor, &id)?;
            let ends_admin = match &act {
                AccountAct::Disable => true,
                AccountAct::SetRoles(roles) => !roles.may(Permission::ManageAccounts),
                AccountAct::Enable | AccountAct::EndSessions | AccountAct::RemoveFactor => false,
            };
            if ends_admin && is_last_admin(conn, &account)? {
                return Ok(Err(AccountProblem::LastAdmin));
            }
            act.run(conn, &account)?;
            let object = match &act {
                AccountAct::SetRoles(roles) => format!("{} {}", account.id, roles.words()),
                _ => account.id.to_string(),
            };
            let owner = &account.organisation_id;
            audit::append(conn, actor.event(now, act.action(), owner, &object))?;
            Ok(Ok(()))
        })
    }

    /// Makes an account's password worth nothing, ends its sessions, and gives the link by which another
    /// is chosen. Of somebody who has chosen none yet it is a new invitation.
    pub fn reset(&self, actor: &Actor, id: &StaffId) -> Attempted<OneTimeLink> {
        actor.authorize(Permission::ManageAccounts)?;
        if is_oneself(actor, id) {
            return Ok(Err(AccountProblem::Oneself));
        }
        let (actor, id, now) = (actor.clone(), id.clone(), self.clock.now());
        self.office.write_now(move |conn| {
            let account = find(conn, &actor, &id)?;
            if !account.active {
                return Ok(Err(AccountProblem::Disabled(account.email)));
            }
            let (purpose, action) = match account.password_hash.is_empty() {
                true => (LinkPurpose::Invitation, AuditAction::InviteStaff),
                false => (LinkPurpose::Reset, AuditAction::ResetStaff),
            };
            let link = OneTimeLink::draw(&account.email, purpose, now);
            staff::set_password(conn, &account.id, "")?;
            sessions::delete_sessions_of(conn, &account.id, None)?;
            link.give(conn, &account)?;
            tell(conn, &actor, now, action, &account)?;
            Ok(Ok(link))
        })
    }

    /// How many sessions of an account go on.
    pub fn count_sessions(&self, actor: &Actor, id: &StaffId) -> Result<usize, Error> {
        actor.authorize(Permission::ManageAccounts)?;
        let (actor, id, cutoff) = (actor.clone(), id.clone(), cutoff(self.clock.now()));
        self.office.read_now(move |conn| {
            let account = find(conn, &actor, &id)?;
            Ok(sessions::list_sessions(conn, &account.id, cutoff)?.len())
        })
    }
}

impl AccountAct {
    fn action(&self) -> AuditAction {
        match self {
            Self::Disable => AuditAction::DisableStaff,
            Self::Enable => AuditAction::EnableStaff,
            Self::SetRoles(_) => AuditAction::ChangeRoles,
            Self::EndSessions => AuditAction::EndSessions,
            Self::RemoveFactor => AuditAction::RemoveSecondFactor,
        }
    }

    fn run(&self, conn: &mut Conn, account: &Staff) -> Result<(), Error> {
        match self {
            Self::Enable => return Ok(staff::set_active(conn, &account.id, true)?),
            Self::Disable => {
                staff::set_active(conn, &account.id, false)?;
                delete_link(conn, &account.id)?;
            }
            Self::SetRoles(roles) => staff::set_roles(conn, &account.id, roles)?,
            Self::EndSessions => {}
            Self::RemoveFactor => delete_factor(conn, &account.id)?,
        }
        sessions::delete_sessions_of(conn, &account.id, None)?;
        Ok(())
    }
}

fn state(account: &Staff) -> AccountState {
    match (account.active, account.password_hash.is_empty()) {
        (false, _) => AccountState::Disabled,
        (true, true) => AccountState::Invited,
        (true, false) => AccountState::Active,
    }
}

fn is_oneself(actor: &Actor, id: &StaffId) -> bool {
    actor.account().is_some_and(|account| account.id == *id)
}

/// An account that the actor may manage; of another organisation there is none.
fn find(conn: &mut Conn, actor: &Actor, id: &StaffId) -> Result<Staff, Error> {
    let account = staff::find_staff(conn, id)?.ok_or(Error::NotFound)?;
    actor.authorize_in(Permission::ManageAccounts, &account.organisation_id)?;
    Ok(account)
}

/// Whether nobody else in the organisation could manage accounts. On PostgreSQL two could ask that at the
/// same moment, so each takes the audit trail's lock first.
fn is_last_admin(conn: &mut Conn, account: &Staff) -> Result<bool, Error> {
    audit::wait_for_turn(conn)?;
    let is_admin = staff::load_roles(conn, &account.id)?.may(Permission::ManageAccounts);
    let others =
        staff::count_others_with(conn, &account.organisation_id, Role::Admin, &account.id)?;
    Ok(account.active && is_admin && others == 0)
}

fn tell(
    conn: &mut Conn,
    actor: &Actor,
    now: Timestamp,
    action: AuditAction,
    account: &Staff,
) -> Result<(), Error> {
    let event = actor.event(now, action, &account.organisation_id, account.id.as_str());
    Ok(audit::append(conn, event)?)
}
