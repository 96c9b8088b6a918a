//! One-time links: by one somebody joins an organisation, by another she chooses another password. A link is a
//! secret as long as it is valid; its token is only in the link.
//!
//! Whoever invites somebody must not learn whether she has an account elsewhere. So the link and its page are the
//! same either way: who is new chooses a password, who is not types hers.

use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};

use super::problem::{AccountProblem, Attempted};
use super::sign_in::begin;
use super::{Accounts, NewSession, Origin, event_by, password, tell_each};
use crate::app::respondents::throttle::Full;
use crate::domain::{AuditAction, LinkPurpose};
use crate::error::Error;
use crate::ids::{OrganisationId, StaffId};
use crate::seal::{device_token, token, token_hash};
use crate::storage::Conn;
use crate::storage::office::identities::delete_identity;
use crate::storage::office::links::{self, AccountLink, delete_link, replace_link};
use crate::storage::office::memberships::{
    accept_membership, are_several_organisations, find_membership, list_accepted, list_workplaces,
};
use crate::storage::office::staff::Staff;
use crate::storage::office::{audit, organisations, sessions, staff};

/// How long somebody has who was invited.
const INVITATION: SignedDuration = SignedDuration::from_hours(3 * 24);
/// How long somebody has whose password was reset.
const RESET: SignedDuration = SignedDuration::from_hours(1);

/// A link that was just made: to be handed on, and kept nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimeLink {
    /// The part of the address by which it works.
    pub token: String,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// The address to sign in with.
    pub email: String,
    /// Until when it works.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for OneTimeLink {
    /// Without the token, which must be in no log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OneTimeLink({:?} of {} until {})", self.purpose, self.email, self.expires_at)
    }
}

impl OneTimeLink {
    /// Where it leads, at the public address.
    pub fn address(&self, public_url: &str) -> String {
        format!("{}/set-password/{}", public_url.trim_end_matches('/'), self.token)
    }

    /// Draws one. It works as soon as it is [given](give) to the account.
    pub(super) fn draw(email: &str, purpose: LinkPurpose, now: Timestamp) -> Self {
        let span = if purpose == LinkPurpose::Invitation { INVITATION } else { RESET };
        let expires_at = now.checked_add(span).unwrap_or(now);
        Self { token: token(), purpose, email: email.to_owned(), expires_at }
    }

    /// Makes it the link of an account into an organisation, or to another password; an older one is void.
    pub(super) fn give(
        &self,
        conn: &mut Conn,
        account: &StaffId,
        organisation: Option<&OrganisationId>,
    ) -> Result<(), Error> {
        let link = AccountLink {
            token_hash: token_hash(&self.token),
            staff_id: account.clone(),
            organisation_id: organisation.cloned(),
            expires_at: self.expires_at.into(),
        };
        Ok(replace_link(conn, &link)?)
    }
}

/// What somebody who opens a link is told.
#[derive(Debug, Clone)]
pub struct OpenedLink {
    /// Whose it is.
    pub email: String,
    /// The name of the organisation that invites her; none where she is to choose another password.
    pub organisation: Option<String>,
    /// Several organisations share the installation, so she may have an account already.
    pub may_be_known: bool,
}

/// What became of somebody who accepts with the password that she has.
#[derive(Debug)]
pub enum JoinOutcome {
    /// She is a member, and signed in there.
    Joined(NewSession),
    /// The password is not hers, or she has none yet.
    Wrong,
    /// The link does not work.
    Over,
}

impl Accounts {
    /// What a link is for; none when it was used, is over, is void, or never was.
    pub async fn open_link(&self, token: &str) -> Result<Option<OpenedLink>, Error> {
        let (hash, now) = (token_hash(token), self.clock.now());
        let open = move |conn: &mut Conn| {
            let Some((link, account)) = find(conn, &hash, now)? else { return Ok(None) };
            let heading = match &link.organisation_id {
                Some(id) => organisations::find_heading(conn, id)?,
                None => None,
            };
            let may_be_known = heading.is_some() && are_several_organisations(conn)?;
            let organisation = heading.map(|(name, _, _)| name);
            Ok::<_, Error>(Some(OpenedLink { email: account.email, organisation, may_be_known }))
        };
        self.office.look_up(open).await
    }

    /// Chooses a password by a link, which works once; who is invited accepts. All sessions of the account end. None
    /// when the link does not work.
    pub async fn choose_by_link(
        &self,
        token: &str,
        chosen: &str,
        from: IpAddr,
    ) -> Attempted<Option<()>> {
        let Some(opened) = self.open_link(token).await? else { return Ok(Ok(None)) };
        if let Err(problem) = password::examine(chosen, &opened.email) {
            return Ok(Err(problem));
        }
        let hash = self.hash_password(chosen, from).await?;
        let (link, now) = (token_hash(token), self.clock.now());
        let used = move |conn: &mut Conn| {
            // Of two who come at once with one link, one is first.
            audit::wait_for_turn(conn)?;
            let Some((link, account)) = find(conn, &link, now)? else { return Ok(Ok(None)) };
            let id = &account.id;
            // Whoever invites somebody else's colleague does not choose her password.
            if link.organisation_id.is_some() && !list_accepted(conn, id)?.is_empty() {
                return Ok(Err(AccountProblem::Known));
            }
            delete_link(conn, id, link.organisation_id.as_ref())?;
            staff::set_password(conn, id, &hash)?;
            sessions::delete_sessions_of(conn, id, None)?;
            // Whoever knew the password before may have linked what is his.
            delete_identity(conn, id)?;
            match &link.organisation_id {
                Some(organisation) => accept(conn, id, organisation, now)?,
                None => tell_each(conn, id, |owner| audit::Event {
                    organisation_id: owner,
                    at: now.into(),
                    actor: id.to_string(),
                    action: AuditAction::SetPassword,
                    object: id.to_string(),
                })?,
            }
            Ok::<_, Error>(Ok(Some(())))
        };
        self.office.write(used).await
    }

    /// Accepts an invitation with the password that she has, and begins a session there.
    pub async fn join_by_link(
        &self,
        token: &str,
        password: &str,
        origin: &Origin,
    ) -> Result<JoinOutcome, Error> {
        let opened = self.open_link(token).await?.filter(|it| it.organisation.is_some());
        let Some(opened) = opened else { return Ok(JoinOutcome::Over) };
        let Some(proved) = self.prove_invited(&opened.email, password, origin).await? else {
            return Ok(JoinOutcome::Wrong);
        };
        let (link, now) = (token_hash(token), self.clock.now());
        let today = self.clock.today().to_string();
        let device = device_token(&self.secret, proved.id.as_str(), &proved.password_hash);
        let (token, session) = self.new_session(&proved.id, &proved.last_organisation_id);
        let join = move |conn: &mut Conn| {
            audit::wait_for_turn(conn)?;
            let Some((AccountLink { organisation_id: Some(organisation), .. }, account)) =
                find(conn, &link, now)?
            else {
                return Ok(JoinOutcome::Over);
            };
            // It may have been reset meanwhile.
            if account.password_hash != proved.password_hash {
                return Ok(JoinOutcome::Wrong);
            }
            delete_link(conn, &account.id, Some(&organisation))?;
            accept(conn, &account.id, &organisation, now)?;
            let session =
                sessions::Session { organisation_id: organisation.clone(), ..session.clone() };
            let is_half = begin(conn, session, &today, now)?;
            let (token, device) = (token.clone(), device.clone());
            Ok::<_, Error>(JoinOutcome::Joined(NewSession { token, device, is_half }))
        };
        self.office.write(join).await
    }

    /// Hashes a password where others are tried, so that no number of people at once takes all memory.
    pub(super) async fn hash_password(&self, chosen: &str, from: IpAddr) -> Result<String, Error> {
        let network = self.throttle.network(from);
        let leave = self.throttle.enter(network, None).await.map_err(|full| match full {
            Full::TooMany => Error::TooMany,
            Full::Busy => Error::Busy,
        })?;
        let chosen = zeroize::Zeroizing::new(chosen.to_owned());
        let hashed = tokio::task::spawn_blocking(move || (password::hash(&chosen), leave)).await;
        let (hash, leave) = hashed.map_err(|error| Error::Internal(error.into()))?;
        leave.settle();
        hash
    }
}

/// The link of this token with its account, where whoever has it may still work.
fn find(
    conn: &mut Conn,
    token_hash: &str,
    now: Timestamp,
) -> Result<Option<(AccountLink, Staff)>, Error> {
    let Some((link, account)) = links::find_link(conn, token_hash, now.into())? else {
        return Ok(None);
    };
    let may_work = match &link.organisation_id {
        Some(it) => find_membership(conn, &account.id, it)?.is_some_and(|it| it.is_active),
        None => !list_workplaces(conn, &account.id)?.is_empty(),
    };
    Ok(may_work.then_some((link, account)))
}

fn accept(
    conn: &mut Conn,
    account: &StaffId,
    organisation: &OrganisationId,
    now: Timestamp,
) -> Result<(), Error> {
    accept_membership(conn, account, organisation)?;
    let event = event_by(account, organisation, now, AuditAction::AcceptInvitation);
    Ok(audit::append(conn, event)?)
}

/// The address of an account that is to get a link.
pub(super) fn normal(email: &str) -> Result<String, AccountProblem> {
    let email = email.trim().to_lowercase();
    match super::is_address(&email) {
        true => Ok(email),
        false => Err(AccountProblem::Address(email)),
    }
}
