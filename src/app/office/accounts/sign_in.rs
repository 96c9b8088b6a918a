//! Signing in: whose password it is, and what failed attempts cost.

use std::net::IpAddr;
use std::time::Instant;

use jiff::Timestamp;

use super::password::{self, NOBODY};
use super::{Accounts, TOLD_TOGETHER, cutoff, event_by, is_address, tell_each};
use crate::app::actor::Actor;
use crate::app::respondents::throttle::{Full, Network};
use crate::domain::{AuditAction, Permission};
use crate::error::Error;
use crate::ids::{OrganisationId, StaffId};
use crate::seal::{device_matches, device_token, token, token_hash};
use crate::storage::Conn;
use crate::storage::office::memberships::{list_workplaces, set_signed_in};
use crate::storage::office::refusals::{RefusalRow, add_refusals, take_refusals};
use crate::storage::office::sessions::{self, Session};
use crate::storage::office::{audit, factors, staff};

/// Where somebody signs in.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The address of her network.
    pub address: IpAddr,
    /// What her browser got when somebody signed in before.
    pub device: Option<String>,
}

/// What signing in gives.
#[derive(Debug, PartialEq, Eq)]
pub struct NewSession {
    /// Of the session.
    pub token: String,
    /// By which this browser is known from now on.
    pub device: String,
    /// It waits for the code of a second factor.
    pub is_half: bool,
}

/// After so many attempts on an account, and again after as many, the log tells.
const ALARMING: u32 = 20;

impl Accounts {
    /// Signs in; none when address or password is wrong. Takes the same time either way, and longer
    /// after repeated failures: an account is tried by one at a time, and each network waits with one
    /// attempt only, otherwise it is [`Error::TooMany`]. Nobody is ever locked out: the first two attempts
    /// of a network wait for their turn at the processor only, and who signed in with this browser before
    /// waits for nobody from elsewhere. A text that is no address is refused in the same time and not
    /// remembered.
    pub async fn sign_in(
        &self,
        email: &str,
        password: &str,
        origin: &Origin,
    ) -> Result<Option<NewSession>, Error> {
        let Some(account) = self.prove(email, password, origin).await? else { return Ok(None) };
        let device = device_token(&self.secret, account.id.as_str(), &account.password_hash);
        let begun = self.begin_session(account).await?;
        Ok(begun.map(|(token, is_half)| NewSession { token, device, is_half }))
    }

    /// A session of an account in an organisation that begins now, and its token.
    pub(super) fn new_session(
        &self,
        account: &StaffId,
        organisation: &OrganisationId,
    ) -> (String, Session) {
        let (token, now) = (token(), self.clock.now().into());
        let session = Session {
            token_hash: token_hash(&token),
            staff_id: account.clone(),
            organisation_id: organisation.clone(),
            created_at: now,
            seen_at: now,
            proved_at: now,
            is_half: false,
        };
        (token, session)
    }

    /// Begins a session in the organisation where she worked last, or the first one by name, and gives its token and
    /// whether it waits for a code; none when there is no such organisation any more, or the account was reset since
    /// its password was looked at.
    async fn begin_session(&self, account: staff::Staff) -> Result<Option<(String, bool)>, Error> {
        let (now, today) = (self.clock.now(), self.clock.today().to_string());
        let (token, session) = self.new_session(&account.id, &account.last_organisation_id);
        let begun = self.office.write(move |conn| {
            // Whoever chooses another password ends all sessions.
            audit::wait_for_turn(conn)?;
            let same = staff::find_staff(conn, &account.id)?
                .filter(|now| now.password_hash == account.password_hash);
            let Some(account) = same else { return Ok(None) };
            let Some(organisation_id) = find_workplace(conn, &account)? else { return Ok(None) };
            let session = Session { organisation_id, ..session.clone() };
            Ok::<_, Error>(Some(begin(conn, session, &today, now)?))
        });
        Ok(begun.await?.map(|is_half| (token, is_half)))
    }

    /// The account of this address, when the password is hers and she may work somewhere.
    pub(super) async fn prove(
        &self,
        email: &str,
        password: &str,
        origin: &Origin,
    ) -> Result<Option<staff::Staff>, Error> {
        self.prove_if(email, password, origin, |conn, account| {
            Ok(!list_workplaces(conn, account)?.is_empty())
        })
        .await
    }

    /// The same of somebody who has a link into an organisation, wherever else she may work.
    pub(super) async fn prove_invited(
        &self,
        email: &str,
        password: &str,
        origin: &Origin,
    ) -> Result<Option<staff::Staff>, Error> {
        self.prove_if(email, password, origin, |_, _| Ok(true)).await
    }

    async fn prove_if(
        &self,
        email: &str,
        password: &str,
        origin: &Origin,
        may: fn(&mut Conn, &StaffId) -> Result<bool, Error>,
    ) -> Result<Option<staff::Staff>, Error> {
        let email = email.trim().to_lowercase();
        let (account, may) = match is_address(&email) {
            true => {
                let wanted = email.clone();
                let find = move |conn: &mut Conn| {
                    let account = staff::find_staff_by_email(conn, &wanted)?;
                    let may = account.as_ref().map(|account| may(conn, &account.id)).transpose()?;
                    Ok::<_, Error>((account, may == Some(true)))
                };
                self.office.read(find).await?
            }
            false => (None, false),
        };
        // Who has chosen no password yet is told the same, in the same time.
        let active = account.clone().filter(|it| may && !it.password_hash.is_empty());
        let known = active.as_ref().filter(|account| {
            let device = origin.device.as_deref().unwrap_or_default();
            device_matches(&self.secret, account.id.as_str(), &account.password_hash, device)
        });
        let (name, network) = match (known, &origin.device) {
            (Some(account), Some(device)) => (account.id.to_string(), self.throttle.holder(device)),
            _ => (email.clone(), self.throttle.network(origin.address)),
        };
        let (mut gate, mut number) = (None, 0);
        if is_address(&email) {
            let passed = self.failures.pass(&name, network, self.clock.now()).await;
            let passed = passed.ok_or(Error::TooMany)?;
            let noted = self.failures.note(&name, self.clock.now());
            if noted.are_many {
                tracing::warn!("very many addresses are tried to sign in with");
            }
            if !passed.is_prompt {
                tokio::time::sleep(noted.wait).await;
            }
            (gate, number) = (Some(passed), noted.number);
        }
        let hash = active.as_ref().map(|account| account.password_hash.clone());
        let alone = gate.is_some().then(|| name.clone());
        let is_right = self.check_password(password.to_owned(), hash, network, alone).await?;
        if let (Some(gate), false) = (&gate, is_right) {
            gate.fail();
        }
        drop(gate);
        // Whoever types nobody's password is nobody.
        let Some(account) = active.filter(|_| is_right) else {
            if let (Some(account), true) = (&account, number.is_multiple_of(ALARMING)) {
                let account = account.id.as_str();
                tracing::warn!(
                    account,
                    attempts = number,
                    "somebody tries to sign in again and again"
                );
            }
            self.note_refusal(account.map(|account| account.id)).await?;
            return Ok(None);
        };
        self.failures.forget(&name);
        Ok(Some(account))
    }

    /// Whether a password belongs to a hash; without one it is checked against nobody's. No other is
    /// checked meanwhile that is to be `alone` by the same name.
    async fn check_password(
        &self,
        password: String,
        hash: Option<String>,
        network: Network,
        alone: Option<String>,
    ) -> Result<bool, Error> {
        let mut leave = match self.throttle.enter(network, alone).await {
            Ok(leave) => leave,
            Err(Full::TooMany) => return Err(Error::TooMany),
            Err(Full::Busy) => return Err(Error::Busy),
        };
        let check = move || {
            // Held to the end of the hashing, also when nobody waits for it any more.
            let hash = hash.as_ref().unwrap_or(&NOBODY);
            let is_right = password::is_right(&password, hash, leave.memory());
            leave.rest();
            (is_right, leave)
        };
        let checked = tokio::task::spawn_blocking(check).await;
        let (is_right, leave) = checked.map_err(|error| Error::Internal(error.into()))?;
        leave.settle();
        if !is_right {
            self.throttle.fail(network, Instant::now());
        }
        Ok(is_right)
    }

    /// Counts a failure for the account; what was typed is kept only if it is one's address.
    pub(super) async fn note_refusal(&self, account: Option<StaffId>) -> Result<(), Error> {
        let now = self.clock.now();
        let account = account.unwrap_or(StaffId(String::new()));
        let new = RefusalRow { account, since: now.into(), attempts: 1 };
        let note = move |conn: &mut _| {
            tell_refusals(conn, now)?;
            Ok::<_, Error>(add_refusals(conn, &new)?)
        };
        self.office.write(note).await
    }

    /// Writes the failures of the time before into the audit trail. Blocks.
    pub fn tell_refusals(&self, actor: &Actor) -> Result<(), Error> {
        actor.authorize(Permission::ManageAccounts)?;
        let now = self.clock.now();
        self.office.write_now(move |conn| tell_refusals(conn, now))
    }
}

/// The organisation where somebody worked last, or the first one by name; none where she may work nowhere.
pub(super) fn find_workplace(
    conn: &mut Conn,
    account: &staff::Staff,
) -> Result<Option<OrganisationId>, Error> {
    let mut workplaces = list_workplaces(conn, &account.id)?;
    let last = workplaces.iter().position(|it| it.id == account.last_organisation_id);
    let is_any = !workplaces.is_empty();
    Ok(is_any.then(|| workplaces.swap_remove(last.unwrap_or(0)).id))
}

/// Begins this session, and says whether it waits for a code.
pub(super) fn begin(
    conn: &mut Conn,
    session: Session,
    today: &str,
    now: Timestamp,
) -> Result<bool, Error> {
    let is_half = factors::has_factor(conn, &session.staff_id)?;
    begin_as(conn, session, is_half, today, now)?;
    Ok(is_half)
}

/// Begins this session, whole or half.
pub(super) fn begin_as(
    conn: &mut Conn,
    session: Session,
    is_half: bool,
    today: &str,
    now: Timestamp,
) -> Result<(), Error> {
    sessions::delete_expired_sessions(conn, cutoff(now))?;
    let session = Session { is_half, ..session };
    sessions::insert_session(conn, &session)?;
    match is_half {
        true => Ok(()),
        false => arrive(conn, &session, today, now),
    }
}

/// Notes that somebody works in the organisation of a session from now on.
pub(super) fn arrive(
    conn: &mut Conn,
    session: &Session,
    today: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let Session { staff_id: id, organisation_id: organisation, .. } = session;
    set_signed_in(conn, id, organisation, today)?;
    staff::set_last_organisation(conn, id, organisation)?;
    Ok(audit::append(conn, event_by(id, organisation, now, AuditAction::SignIn))?)
}

/// One entry for each account, however many failures there were, in each organisation that it works for.
fn tell_refusals(conn: &mut Conn, now: Timestamp) -> Result<(), Error> {
    let until = now.checked_sub(TOLD_TOGETHER).unwrap_or(Timestamp::MIN);
    for RefusalRow { account, attempts, .. } in take_refusals(conn, until.into())? {
        let object = format!("{account} {attempts}").trim_start().to_owned();
        let action = AuditAction::RefuseSignIn;
        tell_each(conn, &account, |owner| {
            Actor::System.event_anywhere(now, action, owner, &object)
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::App;
    use crate::clock::Clock;
    use crate::seal::Secret;
    use crate::storage::Stores;

    #[tokio::test]
    async fn what_is_no_address_is_refused_and_not_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let stores = Stores::temporary(folder.path());
        let secret = Secret::load_or_create(&folder.path().join("secret")).unwrap();
        let accounts = App::new(stores, secret, Clock::System).accounts();
        let here = Origin { address: [127, 0, 0, 1].into(), device: None };
        let remembered =
            || Vec::from_iter(accounts.failures.0.lock().unwrap().tried.keys().cloned());
        let long = format!("{}@b.example", "a".repeat(250));
        for email in ["", "anna", "a\0@b.example", &long] {
            let token = accounts.sign_in(email, "Sturmflut-1962-Wangerooge", &here).await.unwrap();
            assert_eq!((token, remembered().len()), (None, 0), "{email:?}");
        }
        let token = accounts.sign_in(" A@b.example", "Sturmflut-1962-Wangerooge", &here).await;
        assert_eq!(token.unwrap(), None);
        assert_eq!(remembered(), ["a@b.example"]);
    }
}
