//! Staff accounts: passwords and sessions. All that signing in needs, and nothing else.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use anyhow::anyhow;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Semaphore;

use crate::app::actor::{Account, Actor};
use crate::clock::Clock;
use crate::domain::{AuditAction, Permission, Role};
use crate::error::Error;
use crate::ids::{OrganisationId, StaffId};
use crate::seal::{Secret, csrf_matches, csrf_token, token, token_hash};
use crate::storage::office::refusals::{RefusalRow, add_refusals, take_refusals};
use crate::storage::office::sessions::{self, Cutoff, Session};
use crate::storage::office::{audit, organisations, staff};
use crate::storage::{Conn, Db};

/// Fewest and most characters of a password.
const PASSWORD_LENGTH: std::ops::RangeInclusive<usize> = 12..=128;
/// A session that is not used this long is over.
const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// A session is over after this time in any case.
const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// Failures after which signing in gets slower.
const FREE_FAILURES: u32 = 5;
/// How long failures are remembered.
const REMEMBERED: SignedDuration = SignedDuration::from_mins(15);
/// With so many addresses known, all others share one count: anybody can make up addresses.
const ADDRESSES: usize = 4096;
/// The audit trail has one entry for all failures of so long a time.
const TOLD_TOGETHER: SignedDuration = SignedDuration::from_hours(1);
/// The longest wait before an answer.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

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
}

/// Attempts to sign in by address since the last success, in memory only.
#[derive(Debug, Clone, Default)]
pub struct Failures(Arc<Mutex<HashMap<String, (u32, Timestamp)>>>);

impl Failures {
    /// Notes an attempt for this address and says how long to wait before looking at it. It counts
    /// as failed until it is forgotten, so that guesses made at once slow each other down.
    fn note(&self, email: &str, now: Timestamp) -> Duration {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, (_, last)| now.duration_since(*last) < REMEMBERED);
        // No address is empty.
        let email = if all.len() < ADDRESSES || all.contains_key(email) { email } else { "" };
        let entry = all.entry(email.to_owned()).or_insert((0, now));
        let before = entry.0;
        *entry = (before.saturating_add(1), now);
        match before.checked_sub(FREE_FAILURES) {
            None => Duration::ZERO,
            Some(more) => Duration::from_secs(1 << more.min(10)).min(LONGEST_WAIT),
        }
    }

    fn forget(&self, email: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(email);
    }
}

/// Hashing takes 64 MiB a piece; no more than this many at once.
static HASHING: Semaphore = Semaphore::const_new(2);
/// The longest wait for one of them.
const HASHING_WAIT: Duration = Duration::from_secs(2);

/// What an unknown account is checked against, so that it takes as long as a known one.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| hash_password("nobody has this password").unwrap_or_default());

impl Accounts {
    /// The accounts in this store.
    pub fn new(office: Db, secret: Arc<Secret>, clock: Clock) -> Self {
        Self { office, secret, clock, failures: Failures::default() }
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

    /// Signs in and gives the session's token; none when address or password is wrong. Takes the
    /// same time either way, and longer after repeated failures; nobody is ever locked out. A text
    /// that is no address is refused in the same time and not remembered.
    pub async fn sign_in(&self, email: &str, password: &str) -> Result<Option<String>, Error> {
        let email = email.trim().to_lowercase();
        let account = match is_address(&email) {
            true => {
                tokio::time::sleep(self.failures.note(&email, self.clock.now())).await;
                let wanted = email.clone();
                self.office
                    .read(move |conn| Ok::<_, Error>(staff::find_staff_by_email(conn, &wanted)?))
                    .await?
            }
            false => None,
        };
        let active = account.clone().filter(|account| account.active);
        let hash = active.as_ref().map(|account| account.password_hash.clone());
        let is_right = check_password(password.to_owned(), hash).await?;
        // Whoever types nobody's password is nobody.
        let Some(account) = active.filter(|_| is_right) else {
            self.note_refusal(account).await?;
            return Ok(None);
        };
        self.failures.forget(&email);
        let now = self.clock.now();
        let token = token();
        let session = Session {
            token_hash: token_hash(&token),
            staff_id: account.id.clone(),
            created_at: now.into(),
            seen_at: now.into(),
        };
        let cutoff = cutoff(now);
        let account = signed_in(account, String::new());
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
        Ok(Some(token))
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
                let name = organisations::find_organisation_name(conn, &account.organisation_id)?;
                Ok(Some((session, account, name)))
            })
            .await?;
        let Some((session, account, name)) = found else { return Ok(None) };
        // Once a minute is enough to know that a session is in use.
        if now.duration_since(session.seen_at.timestamp()) > SignedDuration::from_mins(1) {
            self.office
                .write(move |conn| {
                    Ok::<_, Error>(sessions::touch_session(conn, &hash, now.into())?)
                })
                .await?;
        }
        Ok(Some(signed_in(account, name.unwrap_or_default())))
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

fn signed_in(account: staff::Staff, organisation_name: String) -> Account {
    Account {
        id: account.id,
        organisation: account.organisation_id,
        organisation_name,
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

/// Whether a password belongs to a hash; without one it is checked against nobody's.
async fn check_password(password: String, hash: Option<String>) -> Result<bool, Error> {
    let permit = tokio::time::timeout(HASHING_WAIT, HASHING.acquire()).await;
    let Ok(Ok(permit)) = permit else { return Err(Error::Busy) };
    let check = move || {
        // Held to the end of the hashing, also when nobody waits for it any more.
        let _permit = permit;
        is_password(&password, hash.as_ref().unwrap_or(&NOBODY))
    };
    tokio::task::spawn_blocking(check).await.map_err(|error| Error::Internal(error.into()))
}

fn is_password(password: &str, hash: &str) -> bool {
    let Ok(argon2) = argon2() else { return false };
    let Ok(hash) = argon2::password_hash::phc::PasswordHash::new(hash) else { return false };
    argon2.verify_password(password.as_bytes(), &hash).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::App;
    use crate::storage::Stores;

    /// Nobody has heard yet that any of them failed.
    #[test]
    fn attempts_made_at_once_slow_each_other_down() {
        let (failures, now) = (Failures::default(), Timestamp::UNIX_EPOCH);
        let waits: Vec<u64> =
            (0..11).map(|_| failures.note("a@b.example", now).as_secs()).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 1, 2, 4, 8, 10, 10]);
        assert_eq!(failures.note("c@d.example", now), Duration::ZERO, "one address, not all");
        failures.forget("a@b.example");
        assert_eq!(failures.note("a@b.example", now), Duration::ZERO);
        assert_eq!(failures.0.lock().unwrap().len(), 2);
        failures.note("e@f.example", now + REMEMBERED);
        assert_eq!(failures.0.lock().unwrap().len(), 1, "the others are forgotten in time");
    }

    #[test]
    fn made_up_addresses_take_a_bounded_place() {
        let (failures, now) = (Failures::default(), Timestamp::UNIX_EPOCH);
        assert_eq!(failures.note("a@b.example", now), Duration::ZERO);
        for number in 0..2 * ADDRESSES {
            failures.note(&format!("{number}@made-up.example"), now);
        }
        assert_eq!(failures.0.lock().unwrap().len(), ADDRESSES + 1);
        assert_eq!(failures.note("a@b.example", now), Duration::ZERO, "who is known has her own");
        assert_eq!(failures.note("new@made-up.example", now), LONGEST_WAIT);
        failures.note("e@f.example", now + REMEMBERED);
        assert_eq!(failures.0.lock().unwrap().len(), 1, "all are forgotten in time");
    }

    #[tokio::test]
    async fn what_is_no_address_is_refused_and_not_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let stores = Stores::temporary(folder.path());
        let secret = Secret::load_or_create(&folder.path().join("secret")).unwrap();
        let accounts = App::new(stores, secret, Clock::System).accounts();
        let remembered = || accounts.failures.0.lock().unwrap();
        let long = format!("{}@b.example", "a".repeat(250));
        for email in ["", "anna", "a\0@b.example", &long] {
            let token = accounts.sign_in(email, "Sturmflut-1962-Wangerooge").await.unwrap();
            assert_eq!((token, remembered().len()), (None, 0), "{email:?}");
        }
        let token = accounts.sign_in(" A@b.example", "Sturmflut-1962-Wangerooge").await;
        assert_eq!(token.unwrap(), None);
        assert!(remembered().contains_key("a@b.example"));
    }
}
