//! Staff accounts: passwords and sessions. All that signing in needs, and nothing else.

mod failures;

use std::net::IpAddr;
use std::sync::{Arc, LazyLock};
use std::time::Instant;

use anyhow::anyhow;
use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Block, Params, Version};
use jiff::{SignedDuration, Timestamp};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::app::actor::{Account, Actor};
use crate::app::respondents::throttle::{Full, Network, Throttle};
use crate::clock::Clock;
use crate::domain::{AuditAction, Permission, Role};
use crate::error::Error;
use crate::ids::{OrganisationId, StaffId};
use crate::seal::{
    Secret, csrf_matches, csrf_token, device_matches, device_token, token, token_hash,
};
use crate::storage::office::refusals::{RefusalRow, add_refusals, take_refusals};
use crate::storage::office::sessions::{self, Cutoff, Session};
use crate::storage::office::{audit, organisations, staff};
use crate::storage::{Conn, Db};
pub use failures::Failures;

/// Fewest and most characters of a password.
const PASSWORD_LENGTH: std::ops::RangeInclusive<usize> = 12..=128;
/// A session that is not used this long is over.
const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// A session is over after this time in any case.
const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// The audit trail has one entry for all failures of so long a time.
const TOLD_TOGETHER: SignedDuration = SignedDuration::from_hours(1);

/// What signing in needs.
#[derive(Debug, Clone)]
pub struct Accounts {
    /// Accounts, sessions, the audit trail.
    pub(in crate::app) office: Db,
    /// The installation's secret.
    pub(in crate::app) secret: Arc<Secret>,
    /// The time.
    pub(in crate::app) clock: Clock,
    /// Attempts to sign in, which all clones share.
    pub(in crate::app) failures: Failures,
    /// Where passwords are tried, likewise.
    pub(in crate::app) throttle: Throttle,
}

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
}

/// After so many attempts on an account, and again after as many, the log tells.
const ALARMING: u32 = 20;
/// Hashing takes 64 MiB a piece: for networks that hardly fail no more than this many at once, and one
/// for all others.
const QUICK: usize = 2;

/// What an unknown account is checked against, so that it takes as long as a known one.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| hash_password("nobody has this password").unwrap_or_default());

impl Accounts {
    /// The accounts in this store.
    pub fn new(office: Db, secret: Arc<Secret>, clock: Clock) -> Self {
        let (failures, throttle) = (Failures::default(), Throttle::with(QUICK));
        Self { office, secret, clock, failures, throttle }
    }

    /// Adds an account. A bad address or password, or an address that is taken, is
    /// [`Error::BadInput`].
    pub fn add(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
        email: &str,
        password: &str,
        role: Role,
    ) -> Result<StaffId, Error> {
        actor.authorize_in(Permission::ManageAccounts, &organisation)?;
        let email = email.trim().to_lowercase();
        if !is_address(&email) {
            return Err(Error::BadInput(format!("`{email}` is not an e-mail address")));
        }
        if !PASSWORD_LENGTH.contains(&password.chars().count()) {
            let (least, most) = (PASSWORD_LENGTH.start(), PASSWORD_LENGTH.end());
            return Err(Error::BadInput(format!("a password has {least} to {most} characters")));
        }
        let (id, now) = (StaffId::random(), self.clock.now());
        let event = actor.event(now, AuditAction::AddStaff, &organisation, id.as_str());
        let account = staff::Staff {
            id,
            organisation_id: organisation,
            email,
            password_hash: hash_password(password)?,
            role,
            active: true,
            created_at: now.into(),
        };
        self.office.write_now(move |conn| {
            if staff::find_staff_by_email(conn, &account.email)?.is_some() {
                let email = &account.email;
                return Err(Error::BadInput(format!("there is an account for {email} already")));
            }
            staff::insert_staff(conn, &account)?;
            audit::append(conn, event.clone())?;
            Ok(account.id.clone())
        })
    }

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
        let email = email.trim().to_lowercase();
        let account = match is_address(&email) {
            true => {
                let wanted = email.clone();
                self.office
                    .read(move |conn| Ok::<_, Error>(staff::find_staff_by_email(conn, &wanted)?))
                    .await?
            }
            false => None,
        };
        let active = account.clone().filter(|account| account.active);
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
            self.note_refusal(account).await?;
            return Ok(None);
        };
        self.failures.forget(&name);
        let device = device_token(&self.secret, account.id.as_str(), &account.password_hash);
        let now = self.clock.now();
        let token = token();
        let session = Session {
            token_hash: token_hash(&token),
            staff_id: account.id.clone(),
            created_at: now.into(),
            seen_at: now.into(),
        };
        let cutoff = cutoff(now);
        let account = signed_in(account, Default::default());
        let (id, owner) = (account.id.to_string(), account.organisation.clone());
        let event = Actor::Staff(account).event(now, AuditAction::SignIn, &owner, &id);
        self.office
            .write(move |conn| {
                sessions::delete_expired_sessions(conn, cutoff)?;
                sessions::insert_session(conn, &session)?;
                audit::append(conn, event.clone())?;
                Ok::<_, Error>(())
            })
            .await?;
        Ok(Some(NewSession { token, device }))
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
            let is_right = is_password(&password, hash, leave.memory());
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
    async fn note_refusal(&self, account: Option<staff::Staff>) -> Result<(), Error> {
        let now = self.clock.now();
        let (account, organisation_id) = match account {
            Some(account) => (account.id, Some(account.organisation_id)),
            None => (StaffId(String::new()), None),
        };
        let new = RefusalRow { account, organisation_id, since: now.into(), attempts: 1 };
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

    /// The account behind a session's token.
    pub async fn find(&self, token: &str) -> Result<Option<Account>, Error> {
        let now = self.clock.now();
        let (hash, cutoff) = (token_hash(token), cutoff(now));
        let wanted = hash.clone();
        let found = self
            .office
            .look_up(move |conn| {
                let Some((session, account)) = sessions::find_session(conn, &wanted, cutoff)?
                else {
                    return Ok::<_, Error>(None);
                };
                let heading = organisations::find_heading(conn, &account.organisation_id)?;
                Ok(Some((session, account, heading)))
            })
            .await?;
        let Some((session, account, heading)) = found else { return Ok(None) };
        // Once a minute is enough to know that a session is in use.
        if now.duration_since(session.seen_at.timestamp()) > SignedDuration::from_mins(1) {
            self.office
                .write(move |conn| {
                    Ok::<_, Error>(sessions::touch_session(conn, &hash, now.into())?)
                })
                .await?;
        }
        Ok(Some(signed_in(account, heading.unwrap_or_default())))
    }

    /// Forgets sessions that are over, and says how many. Blocks.
    pub fn forget_ended(&self, actor: &Actor) -> Result<usize, Error> {
        actor.authorize(Permission::ManageAccounts)?;
        let cutoff = cutoff(self.clock.now());
        self.office
            .write_now(move |conn| Ok::<_, Error>(sessions::delete_expired_sessions(conn, cutoff)?))
    }

    /// Ends a session.
    pub async fn sign_out(&self, account: &Account, token: &str) -> Result<(), Error> {
        let (now, id) = (self.clock.now(), account.id.as_str());
        let actor = Actor::Staff(account.clone());
        let event = actor.event(now, AuditAction::SignOut, &account.organisation, id);
        let hash = token_hash(token);
        self.office
            .write(move |conn| {
                sessions::delete_session(conn, &hash)?;
                Ok::<_, Error>(audit::append(conn, event.clone())?)
            })
            .await
    }

    /// Notes that somebody asked for what her role does not allow.
    pub async fn note_refused(&self, account: &Account, address: &str) -> Result<(), Error> {
        let actor = Actor::Staff(account.clone());
        let (now, owner) = (self.clock.now(), &account.organisation);
        let event = actor.event(now, AuditAction::RefuseAccess, owner, address);
        audit::tell(&self.office, event).await
    }

    /// The token that forms of a session carry.
    pub fn csrf(&self, token: &str) -> String {
        csrf_token(&self.secret, token)
    }

    /// Whether a form carries the token of its session.
    pub fn is_csrf(&self, token: &str, given: &str) -> bool {
        csrf_matches(&self.secret, token, given)
    }
}

/// One entry for each account, however many failures there were.
fn tell_refusals(conn: &mut Conn, now: Timestamp) -> Result<(), Error> {
    let until = now.checked_sub(TOLD_TOGETHER).unwrap_or(Timestamp::MIN);
    for RefusalRow { account, organisation_id, attempts, .. } in take_refusals(conn, until.into())?
    {
        let object = format!("{account} {attempts}").trim_start().to_owned();
        let action = AuditAction::RefuseSignIn;
        let event = Actor::System.event_anywhere(now, action, organisation_id, &object);
        audit::append(conn, event)?;
    }
    Ok(())
}

fn signed_in(account: staff::Staff, (organisation_name, look): (String, String)) -> Account {
    Account {
        id: account.id,
        organisation: account.organisation_id,
        organisation_name,
        look: look.parse().unwrap_or_default(),
        email: account.email,
        role: account.role,
    }
}

fn cutoff(now: Timestamp) -> Cutoff {
    let before = |span| now.checked_sub(span).unwrap_or(Timestamp::MIN).into();
    Cutoff { created: before(ABSOLUTE), seen: before(IDLE) }
}

fn is_address(email: &str) -> bool {
    let plain = email.chars().all(|c| !c.is_whitespace() && !c.is_control());
    let (name, domain) = email.split_once('@').unwrap_or_default();
    plain && !name.is_empty() && !domain.is_empty() && !domain.contains('@') && email.len() <= 254
}

/// Argon2id, RFC 9106's second choice but for one lane: 64 MiB, three passes.
fn argon2() -> Result<Argon2<'static>, Error> {
    let params = Params::new(65_536, 3, 1, None).map_err(|e| anyhow!("argon2: {e}"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash_password(password: &str) -> Result<String, Error> {
    let hash = argon2()?.hash_password(password.as_bytes()).map_err(|e| anyhow!("argon2: {e}"))?;
    Ok(hash.to_string())
}

fn is_password(password: &str, hash: &str, memory: &mut Vec<Block>) -> bool {
    let Ok(hash) = argon2::password_hash::phc::PasswordHash::new(hash) else { return false };
    let (Ok(params), Some(salt), Some(expected)) = (Params::try_from(&hash), hash.salt, hash.hash)
    else {
        return false;
    };
    memory.resize(params.block_count(), Block::new());
    let mut out = Zeroizing::new(vec![0; expected.as_bytes().len()]);
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hashed =
        argon2.hash_password_into_with_memory(password.as_bytes(), &salt, &mut out, memory);
    hashed.is_ok() && bool::from(out.ct_eq(expected.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::App;
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
