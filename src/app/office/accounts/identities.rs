//! Signing in by an identity provider, and linking an account with what the provider calls its owner. No account is made that
//! way. What belongs together from start to return goes sealed into a cookie of the browser, so nothing is stored before
//! somebody returns. Start reading at [`Accounts::return_from_provider`].

use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use super::sign_in::{begin_as, find_workplace};
use super::{Accounts, NewSession, Origin, cutoff, event_by};
use crate::app::actor::{Account, Actor};
use crate::domain::AuditAction;
use crate::error::Error;
use crate::ids::{OrganisationId, StaffId};
use crate::oidc::{Handshake, IdentityProvider, ProviderFailure, Visitor};
use crate::seal::{FactorKey, device_token, token, token_hash};
use crate::storage::Conn;
use crate::storage::office::identities::{
    IdentityRow, delete_identity, find_identity, find_linked, insert_identity,
};
use crate::storage::office::sessions::{self, Session};
use crate::storage::office::staff::{self, Staff};
use crate::storage::office::{audit, factors};

/// So long somebody may take at the provider, and then for her password.
const PATIENCE: SignedDuration = SignedDuration::from_mins(10);

/// Where a browser is sent, and what it keeps until it returns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    /// The address at the provider.
    pub address: String,
    /// For the cookie.
    pub sealed: String,
}

/// What a browser brings back from the provider: all of it anybody may have written.
#[derive(Debug, Clone, Copy)]
pub struct ProviderReply<'a> {
    /// Which sign-in it ends.
    pub state: &'a str,
    /// By which the provider tells who it was.
    pub code: Option<&'a str>,
    /// What went wrong there.
    pub error: Option<&'a str>,
    /// Which provider it was (RFC 9207).
    pub issuer: Option<&'a str>,
}

/// What becomes of somebody who returns.
#[derive(Debug)]
pub enum ReturnOutcome {
    /// She is signed in.
    SignedIn(NewSession),
    /// She must prove by her password that an account is hers; once. For the cookie.
    MustProve(String),
    /// Her account is linked.
    Linked,
    /// It did not work.
    Refused(ReturnProblem),
}

/// What becomes of the password that was asked for.
#[derive(Debug)]
pub enum ProofOutcome {
    /// It is hers: her account is linked, and she is signed in.
    SignedIn(NewSession),
    /// It is wrong; the address of the account.
    Wrong(String),
    /// She must begin anew.
    Refused(ReturnProblem),
}

/// Why somebody is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnProblem {
    /// She, or the provider, said no.
    Declined,
    /// It took too long, was done already, or began in another browser.
    Expired,
    /// The provider does not answer, or too many ask it.
    Away,
    /// What it says does not fit.
    Unfit,
    /// No account is hers, or she may not work; which is not told.
    Nobody,
    /// Her account is linked already, or what the provider calls her is somebody else's.
    Taken,
}

/// What is kept in the browser on the way to the provider and back.
#[derive(Serialize, Deserialize)]
struct Trip {
    handshake: Handshake,
    until: i64,
    /// Hash of the session whose account is to be linked; none where somebody signs in.
    session: Option<String>,
}

/// Whom the provider knows by the address of an account, while the password is asked for.
#[derive(Serialize, Deserialize)]
struct Claimant {
    subject: String,
    account: StaffId,
    email: String,
    has_shown_several: bool,
    until: i64,
}

/// What was sealed: one is not taken for the other.
const TRIP: &str = "trip to the identity provider";
const CLAIMANT: &str = "claimant of an account";

impl Accounts {
    /// Begins a sign-in at the provider; or, with the token of a session, linking its account. None where there is no provider.
    pub async fn depart(
        &self,
        session: Option<&str>,
    ) -> Result<Option<Result<Departure, ReturnProblem>>, Error> {
        let Some(provider) = self.provider.clone() else { return Ok(None) };
        let handshake = Handshake { state: token(), nonce: token(), verifier: token() };
        let trip = Trip { handshake, until: self.until(), session: session.map(token_hash) };
        let sealed = self.sealed(TRIP, &trip)?;
        let address = at_once(move || provider.address(&trip.handshake)).await?;
        Ok(Some(address.map(|address| Departure { address, sealed }).map_err(problem)))
    }

    /// Takes somebody who returns, with what her browser kept.
    pub async fn return_from_provider(
        &self,
        sealed: &str,
        reply: ProviderReply<'_>,
    ) -> Result<ReturnOutcome, Error> {
        let Some(provider) = self.provider.clone() else {
            return Ok(ReturnOutcome::Refused(ReturnProblem::Expired));
        };
        let trip = match self.trip_of(&provider, sealed, &reply) {
            Ok(trip) => trip,
            Err(problem) => return Ok(ReturnOutcome::Refused(problem)),
        };
        let Some(code) = reply.code.map(str::to_owned) else {
            return Ok(ReturnOutcome::Refused(ReturnProblem::Unfit));
        };
        let (now, issuer) = (self.clock.now().as_second(), provider.issuer().to_owned());
        let Trip { handshake, session, .. } = trip;
        let told = at_once(move || provider.redeem(&code, &handshake, now)).await?;
        match (told, session) {
            (Err(failure), _) => Ok(ReturnOutcome::Refused(problem(failure))),
            (Ok(visitor), Some(session)) => self.link_session(issuer, visitor, session).await,
            (Ok(visitor), None) => self.let_visitor_in(issuer, visitor).await,
        }
    }

    /// Links the account of somebody who proves by its password that it is hers, and signs her in.
    pub async fn prove_identity(
        &self,
        sealed: &str,
        password: &str,
        origin: &Origin,
    ) -> Result<ProofOutcome, Error> {
        let claimant: Option<Claimant> = self.unsealed(CLAIMANT, sealed);
        let claimant = claimant.filter(|it| it.until >= self.clock.now().as_second());
        let (Some(claimant), Some(provider)) = (claimant, &self.provider) else {
            return Ok(ProofOutcome::Refused(ReturnProblem::Expired));
        };
        let proved = self.prove(&claimant.email, password, origin).await?;
        // The address may be somebody else's since.
        let Some(proved) = proved.filter(|account| account.id == claimant.account) else {
            return Ok(ProofOutcome::Wrong(claimant.email));
        };
        let row = self.identity_row(provider.issuer().to_owned(), &claimant.subject, &proved.id);
        let (now, today) = (self.clock.now(), self.clock.today().to_string());
        let (token, session) = self.new_session(&proved.id, &proved.last_organisation_id);
        let device = device_token(&self.secret, proved.id.as_str(), &proved.password_hash);
        let several = claimant.has_shown_several;
        let link = move |conn: &mut Conn| {
            audit::wait_for_turn(conn)?;
            let same = staff::find_staff(conn, &proved.id)?
                .filter(|now| now.password_hash == proved.password_hash);
            let workplace = match &same {
                Some(account) => find_workplace(conn, account)?,
                None => None,
            };
            let Some(organisation_id) = workplace else {
                return Ok(Err(ReturnProblem::Nobody));
            };
            if !insert_identity(conn, &row)? {
                return Ok(Err(ReturnProblem::Taken));
            }
            let linked = event_by(&proved.id, &organisation_id, now, AuditAction::LinkIdentity);
            audit::append(conn, linked)?;
            let session = Session { organisation_id, ..session.clone() };
            Ok::<_, Error>(Ok(begin_by_identity(conn, session, several, &today, now)?))
        };
        Ok(match self.office.write(link).await? {
            Ok(is_half) => ProofOutcome::SignedIn(NewSession { token, device, is_half }),
            Err(problem) => ProofOutcome::Refused(problem),
        })
    }

    /// The address of the account that a browser is to prove; none where it has none to prove any more.
    pub fn claimed(&self, sealed: &str) -> Option<String> {
        self.unsealed::<Claimant>(CLAIMANT, sealed).map(|claimant| claimant.email)
    }

    /// The day on which her account was linked, if it is.
    pub async fn linked_on(&self, account: &Account) -> Result<Option<String>, Error> {
        let id = account.id.clone();
        let find = move |conn: &mut Conn| Ok::<_, Error>(find_identity(conn, &id)?);
        Ok(self.office.look_up(find).await?.map(|it| it.linked_on))
    }

    /// Links her account no more.
    pub async fn unlink_identity(&self, account: &Account) -> Result<(), Error> {
        let (id, owner, now) = (account.id.clone(), account.organisation.clone(), self.clock.now());
        let actor = Actor::Staff(account.clone());
        let event = actor.event(now, AuditAction::UnlinkIdentity, &owner, id.as_str());
        let unlink = move |conn: &mut Conn| {
            if delete_identity(conn, &id)? {
                audit::append(conn, event.clone())?;
            }
            Ok::<_, Error>(())
        };
        self.office.write(unlink).await
    }

    /// What the browser kept of the sign-in that somebody ends, which is over with that.
    fn trip_of(
        &self,
        provider: &IdentityProvider,
        sealed: &str,
        reply: &ProviderReply<'_>,
    ) -> Result<Trip, ReturnProblem> {
        let trip: Trip = self.unsealed(TRIP, sealed).ok_or(ReturnProblem::Expired)?;
        let own = &trip.handshake.state;
        let is_own: bool = own.as_bytes().ct_eq(reply.state.as_bytes()).into();
        let is_late = trip.until < self.clock.now().as_second();
        if !is_own || is_late || !provider.spend(own) {
            return Err(ReturnProblem::Expired);
        }
        if reply.issuer.is_some_and(|issuer| issuer != provider.issuer()) {
            tracing::warn!("another issuer answers for the identity provider");
            return Err(ReturnProblem::Unfit);
        }
        match reply.error {
            None => Ok(trip),
            Some("access_denied") => Err(ReturnProblem::Declined),
            Some("temporarily_unavailable" | "server_error") => Err(ReturnProblem::Away),
            Some(_) => {
                tracing::warn!("the identity provider refuses to sign somebody in");
                Err(ReturnProblem::Unfit)
            }
        }
    }

    /// Links the account of a session that goes on.
    async fn link_session(
        &self,
        issuer: String,
        visitor: Visitor,
        session: String,
    ) -> Result<ReturnOutcome, Error> {
        let now = self.clock.now();
        let nobody = StaffId(String::new());
        let row = self.identity_row(issuer, &visitor.subject, &nobody);
        let link = move |conn: &mut Conn| {
            audit::wait_for_turn(conn)?;
            let found = sessions::find_session(conn, &session, cutoff(now))?;
            let Some((session, account, _)) = found else {
                return Ok(ReturnOutcome::Refused(ReturnProblem::Expired));
            };
            if !insert_identity(conn, &IdentityRow { staff_id: account.id.clone(), ..row.clone() })?
            {
                return Ok(ReturnOutcome::Refused(ReturnProblem::Taken));
            }
            let owner = &session.organisation_id;
            audit::append(conn, event_by(&account.id, owner, now, AuditAction::LinkIdentity))?;
            Ok::<_, Error>(ReturnOutcome::Linked)
        };
        self.office.write(link).await
    }

    /// Lets in whose account is linked; asks for the password whom the provider knows by the address of an account that is not.
    async fn let_visitor_in(
        &self,
        issuer: String,
        visitor: Visitor,
    ) -> Result<ReturnOutcome, Error> {
        let nobody = (StaffId(String::new()), OrganisationId(String::new()));
        let (token, session) = self.new_session(&nobody.0, &nobody.1);
        // Her password was not typed: before something dangerous it is asked for.
        let session = Session { proved_at: Timestamp::UNIX_EPOCH.into(), ..session };
        let (now, today) = (self.clock.now(), self.clock.today().to_string());
        let wanted = visitor.clone();
        let enter = move |conn: &mut Conn| {
            audit::wait_for_turn(conn)?;
            let Visitor { subject, email, has_shown_several } = &wanted;
            let linked = find_linked(conn, &issuer, subject)?;
            let Some(linked) = linked else {
                return Ok(match find_claimed(conn, email.as_deref())? {
                    Some(account) => VisitorEntry::MustProve(account),
                    None => VisitorEntry::Nobody(None),
                });
            };
            let account = staff::find_staff(conn, &linked.staff_id)?;
            let Some((account, organisation_id)) = working(conn, account)? else {
                return Ok(VisitorEntry::Nobody(Some(linked.staff_id)));
            };
            let staff_id = account.id.clone();
            let session = Session { staff_id, organisation_id, ..session.clone() };
            let is_half = begin_by_identity(conn, session, *has_shown_several, &today, now)?;
            Ok::<_, Error>(VisitorEntry::In(account, is_half))
        };
        match self.office.write(enter).await? {
            VisitorEntry::In(account, is_half) => {
                let device =
                    device_token(&self.secret, account.id.as_str(), &account.password_hash);
                Ok(ReturnOutcome::SignedIn(NewSession { token, device, is_half }))
            }
            VisitorEntry::MustProve(account) => {
                let claimant = Claimant {
                    subject: visitor.subject,
                    account: account.id,
                    email: account.email,
                    has_shown_several: visitor.has_shown_several,
                    until: self.until(),
                };
                Ok(ReturnOutcome::MustProve(self.sealed(CLAIMANT, &claimant)?))
            }
            VisitorEntry::Nobody(account) => {
                self.note_refusal(account).await?;
                Ok(ReturnOutcome::Refused(ReturnProblem::Nobody))
            }
        }
    }

    fn identity_row(&self, issuer: String, subject: &str, account: &StaffId) -> IdentityRow {
        let linked_on = self.clock.today().to_string();
        IdentityRow { staff_id: account.clone(), issuer, subject: subject.to_owned(), linked_on }
    }

    fn until(&self) -> i64 {
        self.clock.now().as_second() + PATIENCE.as_secs()
    }

    fn sealed(&self, what: &str, value: &impl Serialize) -> Result<String, Error> {
        let json = serde_json::to_vec(value).map_err(|error| Error::Internal(error.into()))?;
        let sealed = FactorKey::new(&self.secret, what).seal(&json);
        let sealed = sealed.map_err(|error| Error::Internal(error.into()))?;
        Ok(BASE64_URL_SAFE_NO_PAD.encode(sealed))
    }

    /// What was sealed as this; none for anything else.
    fn unsealed<T: DeserializeOwned>(&self, what: &str, sealed: &str) -> Option<T> {
        let sealed = BASE64_URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let plain = FactorKey::new(&self.secret, what).open(sealed).ok()?;
        serde_json::from_slice(&plain).ok()
    }
}

/// What became of somebody whom the provider knows.
enum VisitorEntry {
    In(Staff, bool),
    MustProve(Staff),
    Nobody(Option<StaffId>),
}

/// An account whose owner may work, and where.
fn working(
    conn: &mut Conn,
    account: Option<Staff>,
) -> Result<Option<(Staff, OrganisationId)>, Error> {
    // One that was reset, or has no password yet, opens by its link only.
    let Some(account) = account.filter(|it| !it.password_hash.is_empty()) else { return Ok(None) };
    let workplace = find_workplace(conn, &account)?;
    Ok(workplace.map(|workplace| (account, workplace)))
}

/// The account of an address, where it has no link yet and its owner may work.
fn find_claimed(conn: &mut Conn, email: Option<&str>) -> Result<Option<Staff>, Error> {
    let Some(email) = email else { return Ok(None) };
    let account = staff::find_staff_by_email(conn, email.trim())?;
    let Some((account, _)) = working(conn, account)? else { return Ok(None) };
    Ok(find_identity(conn, &account.id)?.is_none().then_some(account))
}

/// Begins a session for who comes from the provider, and says whether it waits for a second factor of ours: for one that she
/// has here, unless the provider has asked for several there. (Whether she must set one up is another question: the password
/// alone would open her account, too.)
fn begin_by_identity(
    conn: &mut Conn,
    session: Session,
    has_shown_several: bool,
    today: &str,
    now: Timestamp,
) -> Result<bool, Error> {
    let (id, owner) = (&session.staff_id, &session.organisation_id);
    audit::append(conn, event_by(id, owner, now, AuditAction::UseIdentity))?;
    let is_half = !has_shown_several && factors::has_factor(conn, id)?;
    begin_as(conn, session, is_half, today, now)?;
    Ok(is_half)
}

/// Does what waits for a network where waiting holds nobody up.
async fn at_once<T: Send + 'static>(
    ask: impl FnOnce() -> Result<T, ProviderFailure> + Send + 'static,
) -> Result<Result<T, ProviderFailure>, Error> {
    let asked = tokio::task::spawn_blocking(ask).await;
    asked.map_err(|error| Error::Internal(error.into()))
}

/// What is wrong is for whoever runs the server, not for whoever tries.
fn problem(failure: ProviderFailure) -> ReturnProblem {
    tracing::warn!(%failure, "somebody could not sign in by the identity provider");
    match failure {
        ProviderFailure::Away | ProviderFailure::Busy => ReturnProblem::Away,
        ProviderFailure::Unfit(_) => ReturnProblem::Unfit,
    }
}
