//! What administrators do to the members of their organisation, and operators to all: invite, give roles, disable,
//! reset. All of it blocks.
//!
//! An account is its owner's, who may work for other organisations, too. So an administrator changes only what it is in
//! hers; passwords and second factors only where no other organisation shares the installation, whoever it is about:
//! were it only about those who work elsewhere, she would learn who does.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use jiff::civil::Date;

use super::links::{OneTimeLink, normal};
use super::problem::{AccountProblem, Attempted};
use super::{Accounts, cutoff, password, tell_each};
use crate::app::actor::Actor;
use crate::domain::{AccountState, AuditAction, LinkPurpose, Permission, Roles};
use crate::error::Error;
use crate::ids::{OrganisationId, Slug, StaffId};
use crate::storage::Conn;
use crate::storage::office::factors::{delete_factors, list_with_factor};
use crate::storage::office::links::{AccountLink, delete_link, list_links};
use crate::storage::office::memberships::{
    self, Membership, are_several_organisations, insert_membership, list_members,
};
use crate::storage::office::staff::{self, Staff};
use crate::storage::office::{audit, organisations, sessions};

/// A member of an organisation as it is listed.
#[derive(Debug, Clone)]
pub struct Person {
    /// The account's id.
    pub id: StaffId,
    /// The organisation.
    pub owner: OrganisationId,
    /// The organisation's short name.
    pub organisation: Slug,
    /// The address to sign in with.
    pub email: String,
    /// What it may do there.
    pub roles: Roles,
    /// How far it is there.
    pub state: AccountState,
    /// Until when its link into the organisation works, if it has one.
    pub link_until: Option<Timestamp>,
    /// The day on which it began to work there last.
    pub signed_in_on: Option<Date>,
    /// Whether it is asked for a code, too; not told before it was there.
    pub has_factor: bool,
}

/// What is done to a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountAct {
    /// She cannot work there for now; her sessions there and her link end.
    Disable,
    /// She can work there again.
    Enable,
    /// She gets these roles there; her sessions there end.
    SetRoles(Roles),
    /// Her sessions there end.
    EndSessions,
    /// She has no second factor any more; all her sessions end.
    RemoveFactor,
}

impl Accounts {
    /// Adds an account with a password to an organisation. A bad address or password, or an address that has an
    /// account, is [`Error::BadInput`].
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

    /// Adds a member who has not accepted yet, and gives the link by which she does. What comes back is the same whether
    /// there is an account of this address elsewhere or not.
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

    fn new_account(&self, organisation: OrganisationId, email: String, hash: String) -> Staff {
        Staff {
            id: StaffId::random(),
            last_organisation_id: organisation,
            email,
            password_hash: hash,
            created_at: self.clock.now().into(),
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
            // Two organisations may invite her at the same moment.
            audit::wait_for_turn(conn)?;
            let (owner, mut id) = (&account.last_organisation_id, account.id.clone());
            match staff::find_staff_by_email(conn, &account.email)? {
                None => staff::insert_staff(conn, &account)?,
                Some(known) => {
                    if memberships::find_membership(conn, &known.id, owner)?.is_some() {
                        return Ok(Err(AccountProblem::Taken(known.email)));
                    }
                    if link.is_none() {
                        return Ok(Err(AccountProblem::Known));
                    }
                    id = known.id;
                }
            }
            let membership = Membership {
                staff_id: id.clone(),
                organisation_id: owner.clone(),
                roles: roles.clone(),
                is_active: true,
                is_accepted: link.is_none(),
                signed_in_on: None,
            };
            insert_membership(conn, &membership)?;
            tell(conn, &actor, now, AuditAction::AddStaff, &membership)?;
            if let Some(link) = &link {
                link.give(conn, &id, Some(owner))?;
                tell(conn, &actor, now, AuditAction::InviteStaff, &membership)?;
            }
            Ok(Ok(()))
        })
    }

    /// Whether several organisations share the installation, so that only the operator may reset passwords and take
    /// second factors away.
    pub fn is_shared(&self, actor: &Actor) -> Result<bool, Error> {
        actor.authorize(Permission::ManageAccounts)?;
        self.office.read_now(|conn| Ok(are_several_organisations(conn)?))
    }

    /// The members that the actor may see, by address: of her organisation, or of each.
    pub fn people(&self, actor: &Actor) -> Result<Vec<Person>, Error> {
        actor.authorize(Permission::ManageAccounts)?;
        let owner = actor.account().map(|account| account.organisation.clone());
        let now = self.clock.now();
        self.office.read_now(move |conn| {
            let slugs: HashMap<_, _> = organisations::list_slugs(conn)?.into_iter().collect();
            let links = list_links(conn)?.into_iter().filter(|link| link.expires_at > now.into());
            let into = |link: AccountLink| {
                Some(((link.staff_id, link.organisation_id?), link.expires_at.timestamp()))
            };
            let links: HashMap<_, _> = links.filter_map(into).collect();
            let with_factor: HashSet<StaffId> = list_with_factor(conn)?.into_iter().collect();
            let person = |(it, account): (Membership, Staff)| Person {
                organisation: slugs
                    .get(&it.organisation_id)
                    .cloned()
                    .unwrap_or(Slug(String::new())),
                state: state(&it),
                has_factor: it.signed_in_on.is_some() && with_factor.contains(&account.id),
                signed_in_on: it.signed_in_on.as_deref().and_then(|day| day.parse().ok()),
                roles: it.roles,
                email: account.email,
                link_until: links.get(&(it.staff_id, it.organisation_id.clone())).copied(),
                id: account.id,
                owner: it.organisation_id,
            };
            let listed = list_members(conn, owner.as_ref())?.into_iter().map(person);
            let mut listed: Vec<Person> = listed.collect();
            listed.sort_by_cached_key(|it| (it.email.clone(), it.organisation.0.clone()));
            Ok(listed)
        })
    }

    /// One of those of her organisation.
    pub fn person(&self, actor: &Actor, id: &StaffId) -> Result<Person, Error> {
        let found = self.people(actor)?.into_iter().find(|person| person.id == *id);
        found.ok_or(Error::NotFound)
    }

    /// The member of this address, for who names accounts by it: in this organisation, or in the only one.
    pub fn person_called(
        &self,
        actor: &Actor,
        email: &str,
        organisation: Option<&Slug>,
    ) -> Attempted<Person> {
        let email = email.trim().to_lowercase();
        let is_meant = |it: &Person| {
            it.email == email && organisation.is_none_or(|wanted| *wanted == it.organisation)
        };
        let mut found: Vec<Person> = self.people(actor)?.into_iter().filter(is_meant).collect();
        Ok(match found.pop() {
            Some(only) if found.is_empty() => Ok(only),
            Some(last) => {
                let slugs: Vec<&str> =
                    found.iter().chain([&last]).map(|it| it.organisation.as_str()).collect();
                Err(AccountProblem::Several(email, slugs.join(", ")))
            }
            None => Err(AccountProblem::Unknown(email)),
        })
    }

    /// Does this to a member. Whether it changed anything does not matter.
    pub fn change(&self, actor: &Actor, person: &Person, act: AccountAct) -> Attempted<()> {
        actor.authorize_in(Permission::ManageAccounts, &person.owner)?;
        let is_own = matches!(act, AccountAct::EndSessions | AccountAct::RemoveFactor);
        if is_own && is_oneself(actor, person) {
            return Ok(Err(AccountProblem::Oneself));
        }
        let (actor, person, now) = (actor.clone(), person.clone(), self.clock.now());
        self.office.write_now(move |conn| {
            let (account, _) = find(conn, &person)?;
            if act == AccountAct::RemoveFactor && is_not_hers(conn, &actor)? {
                return Ok(Err(AccountProblem::Shared));
            }
            let ends_admin = match &act {
                AccountAct::Disable => true,
                AccountAct::SetRoles(roles) => !roles.may(Permission::ManageAccounts),
                AccountAct::Enable | AccountAct::EndSessions | AccountAct::RemoveFactor => false,
            };
            if ends_admin && is_last_admin(conn, &account)? {
                return Ok(Err(AccountProblem::LastAdmin));
            }
            act.run(conn, &account)?;
            let id = &account.staff_id;
            match &act {
                AccountAct::RemoveFactor => tell_each(conn, id, |owner| {
                    actor.event_anywhere(now, act.action(), owner, id.as_str())
                })?,
                AccountAct::SetRoles(roles) => {
                    let object = format!("{id} {}", roles.as_str());
                    let event = actor.event(now, act.action(), &account.organisation_id, &object);
                    audit::append(conn, event)?;
                }
                _ => tell(conn, &actor, now, act.action(), &account)?,
            }
            Ok(Ok(()))
        })
    }

    /// Makes a member's password worth nothing, ends all her sessions, and gives the link by which another is chosen.
    /// Of somebody who has not accepted yet it is a new invitation, and nothing else.
    pub fn reset(&self, actor: &Actor, person: &Person) -> Attempted<OneTimeLink> {
        actor.authorize_in(Permission::ManageAccounts, &person.owner)?;
        if is_oneself(actor, person) {
            return Ok(Err(AccountProblem::Oneself));
        }
        let (actor, person, now) = (actor.clone(), person.clone(), self.clock.now());
        self.office.write_now(move |conn| {
            let (member, account) = find(conn, &person)?;
            if !member.is_active {
                return Ok(Err(AccountProblem::Disabled(account.email)));
            }
            if !member.is_accepted {
                let link = OneTimeLink::draw(&account.email, LinkPurpose::Invitation, now);
                link.give(conn, &account.id, Some(&member.organisation_id))?;
                tell(conn, &actor, now, AuditAction::InviteStaff, &member)?;
                return Ok(Ok(link));
            }
            if is_not_hers(conn, &actor)? {
                return Ok(Err(AccountProblem::Shared));
            }
            let link = OneTimeLink::draw(&account.email, LinkPurpose::Reset, now);
            staff::set_password(conn, &account.id, "")?;
            sessions::delete_sessions_of(conn, &account.id, None)?;
            link.give(conn, &account.id, None)?;
            tell_each(conn, &account.id, |owner| {
                let id = account.id.as_str();
                actor.event_anywhere(now, AuditAction::ResetStaff, owner, id)
            })?;
            Ok(Ok(link))
        })
    }

    /// How many sessions in which a member works there go on.
    pub fn count_sessions(&self, actor: &Actor, person: &Person) -> Result<usize, Error> {
        actor.authorize_in(Permission::ManageAccounts, &person.owner)?;
        let (person, cutoff) = (person.clone(), cutoff(self.clock.now()));
        self.office.read_now(move |conn| {
            let all = sessions::list_sessions(conn, &person.id, cutoff)?;
            Ok(all.iter().filter(|it| it.organisation_id == person.owner).count())
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

    fn run(&self, conn: &mut Conn, member: &Membership) -> Result<(), Error> {
        let (id, owner) = (&member.staff_id, &member.organisation_id);
        match self {
            Self::Enable => return Ok(memberships::set_active(conn, id, owner, true)?),
            Self::Disable => {
                memberships::set_active(conn, id, owner, false)?;
                delete_link(conn, id, Some(owner))?;
                if memberships::list_workplaces(conn, id)?.is_empty() {
                    delete_link(conn, id, None)?;
                }
            }
            Self::SetRoles(roles) => memberships::set_roles(conn, id, owner, roles)?,
            Self::EndSessions => {}
            Self::RemoveFactor => {
                delete_factors(conn, id)?;
                sessions::delete_sessions_of(conn, id, None)?;
            }
        }
        Ok(sessions::delete_sessions_in(conn, id, owner)?)
    }
}

fn state(member: &Membership) -> AccountState {
    match (member.is_active, member.is_accepted) {
        (false, _) => AccountState::Disabled,
        (true, false) => AccountState::Invited,
        (true, true) => AccountState::Active,
    }
}

fn is_oneself(actor: &Actor, person: &Person) -> bool {
    actor.account().is_some_and(|account| account.id == person.id)
}

/// A member as she is now.
fn find(conn: &mut Conn, person: &Person) -> Result<(Membership, Staff), Error> {
    let member = memberships::find_membership(conn, &person.id, &person.owner)?;
    let account = staff::find_staff(conn, &person.id)?;
    member.zip(account).ok_or(Error::NotFound)
}

/// Whether passwords and second factors are not the actor's to touch.
fn is_not_hers(conn: &mut Conn, actor: &Actor) -> Result<bool, Error> {
    Ok(actor.account().is_some() && are_several_organisations(conn)?)
}

/// Whether nobody else in the organisation could manage accounts. On PostgreSQL two could ask that at the
/// same moment, so each takes the audit trail's lock first.
fn is_last_admin(conn: &mut Conn, member: &Membership) -> Result<bool, Error> {
    audit::wait_for_turn(conn)?;
    let manages = |it: &Membership| it.is_active && it.roles.may(Permission::ManageAccounts);
    let is_other = |it: &Membership| it.is_accepted && it.staff_id != member.staff_id;
    let all = list_members(conn, Some(&member.organisation_id))?;
    Ok(manages(member) && !all.iter().any(|(it, _)| manages(it) && is_other(it)))
}

fn tell(
    conn: &mut Conn,
    actor: &Actor,
    now: Timestamp,
    action: AuditAction,
    member: &Membership,
) -> Result<(), Error> {
    let event = actor.event(now, action, &member.organisation_id, member.staff_id.as_str());
    Ok(audit::append(conn, event)?)
}
