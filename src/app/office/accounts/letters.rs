//! One-time links by mail: to whoever an administrator invites or resets, and to whoever has forgotten her password
//! and asks for it.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::links::OneTimeLink;
use super::{Accounts, is_address, tell_each};
use crate::app::actor::Actor;
use crate::app::respondents::throttle::Network;
use crate::domain::{AuditAction, LinkPurpose};
use crate::error::Error;
use crate::i18n::Locale;
use crate::ids::StaffId;
use crate::mail::{MailFailure, Mailer};
use crate::storage::Conn;
use crate::storage::office::links::{AccountLink, delete_link, list_links};
use crate::storage::office::memberships::list_workplaces;
use crate::storage::office::staff;

/// So often a network may ask in an hour; and of so many networks that is known.
const MOST: u32 = 20;
const SPAN: Duration = Duration::from_secs(3600);
const NETWORKS: usize = 4096;

/// How a link comes to the one it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handover {
    /// No mail is sent here: whoever made it hands it on.
    ByHand,
    /// It is on its way.
    Mailed,
    /// It was not sent, so whoever made it hands it on.
    Failed(MailFailure),
}

/// What a mail is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Occasion {
    Invited,
    Reset,
    Forgotten,
}

impl Occasion {
    fn word(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Reset => "reset",
            Self::Forgotten => "forgotten",
        }
    }
}

/// How often networks asked for a link, in memory only. Cloning it shares it.
#[derive(Debug, Clone, Default)]
pub struct AskedForLinks(Arc<Mutex<HashMap<Network, (Instant, u32)>>>);

impl AskedForLinks {
    /// Whether this network may ask once more.
    fn take(&self, network: Network, now: Instant) -> bool {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= NETWORKS {
            all.retain(|_, (since, _)| now.saturating_duration_since(*since) < SPAN);
        }
        if all.len() >= NETWORKS && !all.contains_key(&network) {
            return false;
        }
        let (since, number) = all.entry(network).or_insert((now, 0));
        if now.saturating_duration_since(*since) >= SPAN {
            (*since, *number) = (now, 0);
        }
        *number += 1;
        *number <= MOST
    }
}

impl Accounts {
    /// Whether links are sent by mail here.
    pub fn sends_mail(&self) -> bool {
        self.mailer.is_some()
    }

    /// Whether this is an address that mail could be sent to.
    pub fn could_have_mail(&self, email: &str) -> bool {
        is_address(email.trim())
    }

    /// The sender of mails; nothing where no mail is sent.
    pub fn sender(&self) -> Option<String> {
        self.mailer.as_ref().map(Mailer::sender)
    }

    /// Where links begin that somebody hands on, as far as that is known.
    pub fn public_url(&self) -> Option<&str> {
        self.mailer.as_ref().map(Mailer::public_url)
    }

    /// Sends a link to the one it is for. Blocks.
    pub fn hand_over(&self, link: &OneTimeLink) -> Handover {
        let occasion = match link.purpose {
            LinkPurpose::Invitation => Occasion::Invited,
            LinkPurpose::Reset => Occasion::Reset,
        };
        match &self.mailer {
            None => Handover::ByHand,
            Some(mailer) => match send(mailer, link, occasion) {
                Ok(()) => Handover::Mailed,
                Err(failure) => Handover::Failed(failure),
            },
        }
    }

    /// Sends a link to whoever has an account of this address and a password. Comes back at once, whether there is
    /// such an account or not; what follows is done in the background. Until that link is over or used, no other is
    /// sent. Her password stays what it is.
    pub async fn ask_for_link(&self, email: &str, from: IpAddr) -> Result<(), Error> {
        if !self.asked.take(self.throttle.network(from), Instant::now()) {
            return Err(Error::TooMany);
        }
        let email = email.trim().to_lowercase();
        let accounts = self.clone();
        if is_address(&email) && accounts.sends_mail() {
            tokio::task::spawn_blocking(move || {
                if let Err(error) = accounts.send_forgotten(&email) {
                    tracing::error!(?error, "a link that somebody asked for was not sent");
                }
            });
        }
        Ok(())
    }

    fn send_forgotten(&self, email: &str) -> Result<(), Error> {
        let Some(mailer) = &self.mailer else { return Ok(()) };
        let now = self.clock.now();
        let link = OneTimeLink::draw(email, LinkPurpose::Reset, now);
        let (wanted, given) = (email.to_owned(), link.clone());
        let account = self.office.write_now(move |conn: &mut Conn| {
            let found = staff::find_staff_by_email(conn, &wanted)?;
            // Who was invited, or reset by an administrator, has a link already, which stays.
            let found = found.filter(|it| !it.password_hash.is_empty());
            let Some(account) = found else { return Ok(None) };
            let is_given = |it: &AccountLink| {
                it.staff_id == account.id
                    && it.organisation_id.is_none()
                    && it.expires_at > now.into()
            };
            if list_workplaces(conn, &account.id)?.is_empty()
                || list_links(conn)?.iter().any(is_given)
            {
                return Ok(None);
            }
            given.give(conn, &account.id, None)?;
            tell(conn, &account.id, now, AuditAction::AskForLink)?;
            Ok::<_, Error>(Some(account.id))
        })?;
        let Some(account) = account else { return Ok(()) };
        if send(mailer, &link, Occasion::Forgotten).is_err() {
            // Nobody has it, so another one may be asked for; administrators see that it failed.
            self.office.write_now(move |conn| {
                delete_link(conn, &account, None)?;
                tell(conn, &account, now, AuditAction::FailMail)
            })?;
        }
        Ok(())
    }
}

fn tell(
    conn: &mut Conn,
    account: &StaffId,
    now: Timestamp,
    action: AuditAction,
) -> Result<(), Error> {
    let id = account.as_str();
    tell_each(conn, account, |owner| Actor::System.event_anywhere(now, action, owner, id))
}

/// Writes the mail in both languages of staff, since nobody knows which is hers.
fn send(mailer: &Mailer, link: &OneTimeLink, occasion: Occasion) -> Result<(), MailFailure> {
    let address = link.address(mailer.public_url());
    let said = |t: &Locale| {
        let values = [("link", address.as_str().into()), ("email", link.email.as_str().into())];
        t.with(&format!("mail-{}", occasion.word()), &values)
    };
    let all = [Locale::find("de"), Locale::find("en")];
    let texts: Vec<String> = all.iter().flatten().map(|t| said(t)).collect();
    let subject: Vec<_> = all.iter().flatten().map(|t| t.text("mail-subject")).collect();
    mailer.send(&link.email, &subject.join(" / "), &(texts.join("\n\n--\n\n") + "\n"))
}
