//! Staff accounts: who is let in, by which password, and in which sessions. All that this needs, and
//! nothing else. Signing in is [`sign_in`], what administrators do [`people`].

pub mod factor;
mod failures;
pub mod identities;
pub mod letters;
pub mod links;
pub mod own;
pub mod passkeys;
mod password;
pub mod people;
pub mod problem;
mod sign_in;
mod switch;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::app::actor::{Account, Actor};
use crate::app::respondents::throttle::Throttle;
use crate::clock::Clock;
use crate::domain::{AuditAction, Permission};
use crate::error::Error;
use crate::ids::{OrganisationId, StaffId};
use crate::mail::Mailer;
use crate::oidc::IdentityProvider;
use crate::seal::{Secret, csrf_matches, csrf_token, token_hash};
use crate::storage::Conn;
use crate::storage::Db;
use crate::storage::office::audit::Event;
use crate::storage::office::organisations;
use crate::storage::office::sessions::{self, Cutoff};
use crate::storage::office::{audit, factors, links as stored_links, memberships};
pub use failures::Failures;
use letters::AskedForLinks;
use passkeys::Passkeys;
pub use sign_in::{NewSession, Origin};

/// A session that is not used this long is over.
const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// A session is over after this time in any case.
const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// The audit trail has one entry for all failures of so long a time.
const TOLD_TOGETHER: SignedDuration = SignedDuration::from_hours(1);
/// The most characters of an address that the trail keeps.
const MOST_NOTED: usize = 200;
/// Hashing takes 64 MiB a piece: for networks that hardly fail no more than this many at once, and one
/// for all others.
const QUICK: usize = 2;

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
    /// Sends one-time links, where mail is sent.
    pub mailer: Option<Mailer>,
    /// Asks for passkeys, where browsers make them.
    pub passkeys: Option<Passkeys>,
    /// Says who somebody is, where staff may sign in that way, too.
    pub provider: Option<IdentityProvider>,
    /// Who asked for links, likewise shared.
    pub(in crate::app) asked: AskedForLinks,
}

impl Accounts {
    /// The accounts in this store.
    pub fn new(office: Db, secret: Arc<Secret>, clock: Clock) -> Self {
        let (failures, throttle) = (Failures::default(), Throttle::with(QUICK));
        let asked = AskedForLinks::default();
        let (mailer, passkeys, provider) = (None, None, None);
        Self { office, secret, clock, failures, throttle, mailer, passkeys, provider, asked }
    }

    /// The account behind a session's token, and when its password was typed in it last.
    pub async fn find(&self, token: &str) -> Result<Option<(Account, Timestamp)>, Error> {
        let now = self.clock.now();
        let (hash, cutoff) = (token_hash(token), cutoff(now));
        let wanted = hash.clone();
        let found = self
            .office
            .look_up(move |conn| {
                let found = sessions::find_session(conn, &wanted, cutoff)?;
                let Some((session, account, membership)) = found else {
                    return Ok::<_, Error>(None);
                };
                let heading = organisations::find_heading(conn, &membership.organisation_id)?;
                let (organisation_name, look, needs_factor) = heading.unwrap_or_default();
                let must = needs_factor && membership.roles.may(Permission::ManageAccounts);
                let account = Account {
                    must_enrol: must && !factors::has_factor(conn, &account.id)?,
                    workplaces: memberships::list_workplaces(conn, &account.id)?,
                    id: account.id,
                    email: account.email,
                    organisation: membership.organisation_id,
                    organisation_name,
                    look: look.parse().unwrap_or_default(),
                    roles: membership.roles,
                };
                Ok(Some((session, account)))
            })
            .await?;
        let Some((session, account)) = found else { return Ok(None) };
        // Once a minute is enough to know that a session is in use.
        if now.duration_since(session.seen_at.timestamp()) > SignedDuration::from_mins(1) {
            self.office
                .write(move |conn| {
                    Ok::<_, Error>(sessions::touch_session(conn, &hash, now.into())?)
                })
                .await?;
        }
        let proved_at = session.proved_at.timestamp();
        Ok(Some((account, proved_at)))
    }

    /// Forgets sessions and links that are over, and says how many sessions. Blocks.
    pub fn forget_ended(&self, actor: &Actor) -> Result<usize, Error> {
        actor.authorize(Permission::ManageAccounts)?;
        let now = self.clock.now();
        let cutoff = cutoff(now);
        self.office.write_now(move |conn| {
            stored_links::delete_expired_links(conn, now.into())?;
            Ok::<_, Error>(sessions::delete_expired_sessions(conn, cutoff)?)
        })
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

    /// Notes that somebody asked for what her role does not allow; of the address the beginning.
    pub async fn note_refused(&self, account: &Account, address: &str) -> Result<(), Error> {
        let address: String = address.chars().take(MOST_NOTED).collect();
        let actor = Actor::Staff(account.clone());
        let (now, owner) = (self.clock.now(), &account.organisation);
        let event = actor.event(now, AuditAction::RefuseAccess, owner, &address);
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

/// What somebody does to her own account in an organisation, by whichever way she came to it.
fn event_by(
    id: &StaffId,
    organisation: &OrganisationId,
    now: Timestamp,
    action: AuditAction,
) -> Event {
    Event {
        organisation_id: Some(organisation.clone()),
        at: now.into(),
        actor: id.to_string(),
        action,
        object: id.to_string(),
    }
}

/// Tells each organisation that somebody works for, and none to which she is only invited: she may have an account
/// that it does not know of. Where there is no such organisation, the installation is told.
fn tell_each(
    conn: &mut Conn,
    account: &StaffId,
    event: impl Fn(Option<OrganisationId>) -> Event,
) -> Result<(), Error> {
    let all = memberships::list_accepted(conn, account)?;
    if all.is_empty() {
        audit::append(conn, event(None))?;
    }
    for membership in all {
        audit::append(conn, event(Some(membership.organisation_id)))?;
    }
    Ok(())
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
