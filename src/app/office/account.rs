//! Staff accounts: passwords and sessions.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use anyhow::anyhow;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Semaphore;

use super::Staff;
use crate::domain::Role;
use crate::error::Error;
use crate::ids::{OrganisationId, StaffId};
use crate::seal::{token, token_hash};
use crate::storage::Instant;
use crate::storage::office::audit::{self, Event};
use crate::storage::office::sessions::{self, Cutoff, Session};
use crate::storage::office::surveys::Survey;
use crate::storage::office::{organisations, staff};

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
/// The longest wait before an answer.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// Who is signed in.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The account.
    pub id: StaffId,
    /// Its organisation; every query is limited to it.
    pub organisation: OrganisationId,
    /// The organisation's name.
    pub organisation_name: String,
    /// Its address.
    pub email: String,
    /// What it may do.
    pub role: Role,
}

impl Actor {
    /// Whether this account may see answers.
    pub fn may_see_answers(&self) -> bool {
        matches!(self.role, Role::Analyst)
    }
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

impl Staff {
    /// Adds an account. A bad address or password, or an address that is taken, is
    /// [`Error::BadInput`].
    pub fn add_account(
        &self,
        organisation: OrganisationId,
        email: &str,
        password: &str,
        role: Role,
    ) -> Result<StaffId, Error> {
        let email = email.trim().to_lowercase();
        if !is_address(&email) {
            return Err(Error::BadInput(format!("`{email}` is not an e-mail address")));
        }
        if !PASSWORD_LENGTH.contains(&password.chars().count()) {
            let (least, most) = (PASSWORD_LENGTH.start(), PASSWORD_LENGTH.end());
            return Err(Error::BadInput(format!("a password has {least} to {most} characters")));
        }
        let now = Instant::from(self.clock.now());
        let account = staff::Staff {
            id: StaffId::random(),
            organisation_id: organisation,
            email,
            password_hash: hash_password(password)?,
            role,
            active: true,
            created_at: now,
        };
        self.office.write_now(move |conn| {
            if staff::find_staff_by_email(conn, &account.email)?.is_some() {
                let email = &account.email;
                return Err(Error::BadInput(format!("there is an account for {email} already")));
            }
            staff::insert_staff(conn, &account)?;
            let event = Event {
                organisation_id: Some(account.organisation_id.clone()),
                at: now,
                actor: "cli".to_owned(),
                action: "staff.add".to_owned(),
                object: account.id.to_string(),
            };
            audit::append(conn, event)?;
            Ok(account.id.clone())
        })
    }

    /// Signs in and gives the session's token; none when address or password is wrong. Takes the
    /// same time either way, and longer after repeated failures; nobody is ever locked out. A text
    /// that is no address is refused in the same time and not remembered.
    pub async fn sign_in(
        &self,
        failures: &Failures,
        email: &str,
        password: &str,
    ) -> Result<Option<String>, Error> {
        let email = email.trim().to_lowercase();
        let account = match is_address(&email) {
            true => {
                tokio::time::sleep(failures.note(&email, self.clock.now())).await;
                let wanted = email.clone();
                self.office
                    .read(move |conn| Ok::<_, Error>(staff::find_staff_by_email(conn, &wanted)?))
                    .await?
                    .filter(|account| account.active)
            }
            false => None,
        };
        let hash = account.as_ref().map(|account| account.password_hash.clone());
        let right = check_password(password.to_owned(), hash).await?;
        let Some(account) = account.filter(|_| right) else { return Ok(None) };
        failures.forget(&email);
        let now = self.clock.now();
        let token = token();
        let session = Session {
            token_hash: token_hash(&token),
            staff_id: account.id.clone(),
            created_at: now.into(),
            seen_at: now.into(),
        };
        let cutoff = cutoff(now);
        let event = Event {
            organisation_id: Some(account.organisation_id),
            at: now.into(),
            actor: account.id.to_string(),
            action: "session.begin".to_owned(),
            object: account.id.to_string(),
        };
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

    /// The account behind a session's token.
    pub async fn actor(&self, token: &str) -> Result<Option<Actor>, Error> {
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
        Ok(Some(Actor {
            id: account.id,
            organisation: account.organisation_id,
            organisation_name: name.unwrap_or_default(),
            email: account.email,
            role: account.role,
        }))
    }

    /// Writes into the audit trail what an account did.
    pub async fn note(&self, actor: &Actor, action: &str, object: &str) -> Result<(), Error> {
        let event = Event {
            organisation_id: Some(actor.organisation.clone()),
            at: self.clock.now().into(),
            actor: actor.id.to_string(),
            action: action.to_owned(),
            object: object.to_owned(),
        };
        self.office.write(move |conn| Ok::<_, Error>(audit::append(conn, event.clone())?)).await
    }

    /// Writes into the audit trail what was done to a survey on the command line. Blocks.
    pub fn note_from_cli(&self, survey: &Survey, action: &str) -> Result<(), Error> {
        let event = Event {
            organisation_id: Some(survey.organisation_id.clone()),
            at: self.clock.now().into(),
            actor: "cli".to_owned(),
            action: action.to_owned(),
            object: survey.slug.to_string(),
        };
        self.office.write_now(move |conn| Ok::<_, Error>(audit::append(conn, event.clone())?))
    }

    /// Ends a session.
    pub async fn sign_out(&self, token: &str) -> Result<(), Error> {
        let hash = token_hash(token);
        self.office.write(move |conn| Ok::<_, Error>(sessions::delete_session(conn, &hash)?)).await
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
    use crate::clock::Clock;
    use crate::seal::Secret;
    use crate::storage::{StoreUrls, Stores};

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

    #[tokio::test]
    async fn what_is_no_address_is_refused_and_not_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let url = |name: &str| format!("sqlite:{}/{name}.db", folder.path().display());
        let urls =
            StoreUrls { office: url("office"), collect: url("collect"), results: url("results") };
        let stores = Stores::open(&urls).unwrap();
        stores.migrate().unwrap();
        let secret = Secret::load_or_create(&folder.path().join("secret")).unwrap();
        let staff = App::new(stores, secret, Clock::System).staff();
        let failures = Failures::default();
        let long = format!("{}@b.example", "a".repeat(250));
        for email in ["", "anna", "a\0@b.example", &long] {
            let token = staff.sign_in(&failures, email, "Sturmflut-1962-Wangerooge").await.unwrap();
            assert_eq!((token, failures.0.lock().unwrap().len()), (None, 0), "{email:?}");
        }
        let token = staff.sign_in(&failures, " A@b.example", "Sturmflut-1962-Wangerooge").await;
        assert_eq!(token.unwrap(), None);
        assert!(failures.0.lock().unwrap().contains_key("a@b.example"));
    }
}
