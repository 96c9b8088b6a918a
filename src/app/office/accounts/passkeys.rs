//! Passkeys as the second factor: keys on a phone, a computer or a stick that sign what they are shown (Web
//! Authentication Level 3, by `webauthn-rs`). What is to be signed goes into the form, sealed for its session, so that
//! it counts in that session only and nothing is stored before an answer comes.

use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use webauthn_rs::prelude::{
    CredentialID, Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder, WebauthnError,
};

use super::factor::{CodeOutcome, let_in, recovery_codes};
use super::{Accounts, NewSession};
use crate::app::actor::{Account, Actor};
use crate::domain::AuditAction;
use crate::error::Error;
use crate::ids::{OrganisationId, StaffId};
use crate::seal::{FactorKey, device_token, token_hash};
use crate::storage::Conn;
use crate::storage::office::passkeys::{
    PasskeyRow, count_passkeys, insert_passkey, list_passkeys, use_passkey,
};
use crate::storage::office::{audit, sessions};

/// The most passkeys of one account.
pub const MOST_PASSKEYS: usize = 10;
/// The longest name of a passkey, in characters.
pub const LONGEST_PASSKEY_NAME: usize = 60;

/// Asks for passkeys and checks them, at the one address for which they are made.
#[derive(Debug, Clone)]
pub struct Passkeys(Arc<Webauthn>);

impl Passkeys {
    /// For the address that people type. None where browsers make no passkeys: without TLS (but for `localhost`), and
    /// for a number instead of a name.
    pub fn at(public_url: &str) -> Option<Self> {
        let url = Url::parse(public_url).ok()?;
        let host = url.domain()?;
        if url.scheme() != "https" && host != "localhost" {
            return None;
        }
        let webauthn = WebauthnBuilder::new(host, &url).ok()?.rp_name("zugvogel").build().ok()?;
        Some(Self(Arc::new(webauthn)))
    }
}

/// What a browser is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyChallenge {
    /// What the script gives to the browser, as JSON.
    pub options: String,
    /// What comes back with the answer, to check it.
    pub state: String,
}

/// A browser's answer, as a form brings it.
#[derive(Debug, Clone, Copy)]
pub struct PasskeyAnswer<'a> {
    /// The state of the challenge.
    pub state: &'a str,
    /// What the browser gave, as JSON; or the name of its error; or nothing, where no script ran.
    pub credential: &'a str,
}

/// Why a passkey was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyProblem {
    /// There are none in this installation.
    Nowhere,
    /// The browser gave nothing: without script it cannot, or it is too old.
    NoAnswer,
    /// It was cancelled, or took too long.
    Cancelled,
    /// The device has one of this account, or it is somebody's already.
    Known,
    /// The account has as many as it may.
    Full,
    /// The answer does not fit what was asked.
    Unfit,
}

/// What a challenge is for: an answer to one does not fit the other.
#[derive(Clone, Copy)]
enum Ceremony {
    Register,
    Authenticate,
}

impl Accounts {
    /// What her browser is asked for to add a passkey; none where there are no passkeys, or she has as many as one may.
    pub async fn offer_passkey(
        &self,
        account: &Account,
        token: &str,
    ) -> Result<Option<PasskeyChallenge>, Error> {
        let Some(Passkeys(webauthn)) = &self.passkeys else { return Ok(None) };
        let known = self.load_passkeys(account.id.clone()).await?;
        if known.len() >= MOST_PASSKEYS {
            return Ok(None);
        }
        let known: Vec<CredentialID> = known.iter().map(|it| it.cred_id().clone()).collect();
        let (id, name) = (handle(&account.id), &account.email);
        let (options, state) =
            webauthn.start_passkey_registration(id, name, name, Some(known)).map_err(unexpected)?;
        self.challenge(Ceremony::Register, token, &options, &state).map(Some)
    }

    /// Adds a passkey; all other sessions end. Gives recovery codes, which are shown once, if she has none yet.
    pub async fn add_passkey(
        &self,
        account: &Account,
        token: &str,
        name: &str,
        answer: PasskeyAnswer<'_>,
    ) -> Result<Result<Vec<String>, PasskeyProblem>, Error> {
        let Some(Passkeys(webauthn)) = &self.passkeys else {
            return Ok(Err(PasskeyProblem::Nowhere));
        };
        let state: Option<PasskeyRegistration> =
            self.opened(Ceremony::Register, token, answer.state);
        let given = match credential::<RegisterPublicKeyCredential>(answer.credential) {
            Ok(given) => given,
            Err(problem) => return Ok(Err(problem)),
        };
        let Some(state) = state else { return Ok(Err(PasskeyProblem::Unfit)) };
        let passkey = match webauthn.finish_passkey_registration(&given, &state) {
            Ok(passkey) => passkey,
            Err(error) => return Ok(Err(unfit(&error))),
        };
        let row = PasskeyRow {
            id: BASE64_URL_SAFE_NO_PAD.encode(passkey.cred_id()),
            staff_id: account.id.clone(),
            name: name.trim().chars().take(LONGEST_PASSKEY_NAME).collect(),
            credential: as_json(&passkey)?,
            added_on: self.clock.today().to_string(),
            used_on: None,
        };
        let (secret, kept, now) = (self.secret.clone(), token_hash(token), self.clock.now());
        let actor = Actor::Staff(account.clone());
        let action = AuditAction::AddSecondFactor;
        let event = actor.event(now, action, &account.organisation, account.id.as_str());
        let add = move |conn: &mut Conn| {
            // Of two who add the last at once, one is first.
            audit::wait_for_turn(conn)?;
            let count = usize::try_from(count_passkeys(conn, &row.staff_id)?).unwrap_or_default();
            if count >= MOST_PASSKEYS {
                return Ok(Err(PasskeyProblem::Full));
            }
            if !insert_passkey(conn, &row)? {
                return Ok(Err(PasskeyProblem::Known));
            }
            let codes = recovery_codes(conn, &secret, &row.staff_id)?;
            sessions::delete_sessions_of(conn, &row.staff_id, Some(&kept))?;
            audit::append(conn, event.clone())?;
            Ok::<_, Error>(Ok(codes))
        };
        self.office.write(add).await
    }

    /// What a browser is asked for in a session that waits for a second factor; none where she has no passkey.
    pub async fn ask_for_passkey(&self, half: &str) -> Result<Option<PasskeyChallenge>, Error> {
        let Some(Passkeys(webauthn)) = &self.passkeys else { return Ok(None) };
        let (hash, since) = (token_hash(half), self.half_since());
        let find = move |conn: &mut Conn| {
            Ok::<_, Error>(sessions::find_half_session(conn, &hash, since.into())?)
        };
        let Some((_, account, _)) = self.office.look_up(find).await? else { return Ok(None) };
        let hers = self.load_passkeys(account.id).await?;
        if hers.is_empty() {
            return Ok(None);
        }
        let (options, state) = webauthn.start_passkey_authentication(&hers).map_err(unexpected)?;
        self.challenge(Ceremony::Authenticate, half, &options, &state).map(Some)
    }

    /// Takes a passkey's answer in a session that waits for it; what begins is another session.
    pub async fn enter_passkey(
        &self,
        half: &str,
        answer: PasskeyAnswer<'_>,
    ) -> Result<Result<CodeOutcome, PasskeyProblem>, Error> {
        let Some(Passkeys(webauthn)) = &self.passkeys else {
            return Ok(Err(PasskeyProblem::Nowhere));
        };
        let state: Option<PasskeyAuthentication> =
            self.opened(Ceremony::Authenticate, half, answer.state);
        let given = match credential::<PublicKeyCredential>(answer.credential) {
            Ok(given) => given,
            Err(problem) => return Ok(Err(problem)),
        };
        let Some(state) = state else { return Ok(Err(PasskeyProblem::Unfit)) };
        let proof = match webauthn.finish_passkey_authentication(&given, &state) {
            Ok(proof) => proof,
            Err(error) => return Ok(Err(unfit(&error))),
        };
        let id = BASE64_URL_SAFE_NO_PAD.encode(proof.cred_id());
        let (hash, since, now) = (token_hash(half), self.half_since(), self.clock.now());
        let nobody = (StaffId(String::new()), OrganisationId(String::new()));
        let (token, session) = self.new_session(&nobody.0, &nobody.1);
        let (secret, today) = (self.secret.clone(), self.clock.today().to_string());
        let enter = move |conn: &mut Conn| {
            // Of two who come at once with one answer, one is first.
            audit::wait_for_turn(conn)?;
            let found = sessions::find_half_session(conn, &hash, since.into())?;
            let Some((half, account, _)) = found else { return Ok(Ok(CodeOutcome::Over)) };
            let hers = list_passkeys(conn, &account.id)?;
            // It may have been taken away meanwhile.
            let Some(row) = hers.into_iter().find(|row| row.id == id) else {
                return Ok(Err(PasskeyProblem::Unfit));
            };
            let mut passkey: Passkey = from_json(&row.credential)?;
            passkey.update_credential(&proof);
            use_passkey(conn, &row.id, &as_json(&passkey)?, &today)?;
            let_in(conn, half, &session, &today, now)?;
            let device = device_token(&secret, account.id.as_str(), &account.password_hash);
            let new = NewSession { token: token.clone(), device, is_half: false };
            Ok::<_, Error>(Ok(CodeOutcome::SignedIn(new)))
        };
        self.office.write(enter).await
    }

    async fn load_passkeys(&self, account: StaffId) -> Result<Vec<Passkey>, Error> {
        let load = move |conn: &mut Conn| Ok::<_, Error>(list_passkeys(conn, &account)?);
        let rows = self.office.read(load).await?;
        rows.iter().map(|row| from_json(&row.credential)).collect()
    }

    fn challenge(
        &self,
        ceremony: Ceremony,
        token: &str,
        options: &impl Serialize,
        state: &impl Serialize,
    ) -> Result<PasskeyChallenge, Error> {
        let sealed = self.challenge_key(ceremony, token).seal(as_json(state)?.as_bytes());
        let sealed = sealed.map_err(|error| Error::Internal(error.into()))?;
        Ok(PasskeyChallenge {
            options: as_json(options)?,
            state: BASE64_URL_SAFE_NO_PAD.encode(sealed),
        })
    }

    /// What was sealed for this session; none for anything else.
    fn opened<T: DeserializeOwned>(
        &self,
        ceremony: Ceremony,
        token: &str,
        state: &str,
    ) -> Option<T> {
        let sealed = BASE64_URL_SAFE_NO_PAD.decode(state).ok()?;
        let plain = self.challenge_key(ceremony, token).open(sealed).ok()?;
        serde_json::from_slice(&plain).ok()
    }

    fn challenge_key(&self, ceremony: Ceremony, token: &str) -> FactorKey {
        let word = match ceremony {
            Ceremony::Register => "passkey to add",
            Ceremony::Authenticate => "passkey to sign in",
        };
        FactorKey::new(&self.secret, &format!("{word} {}", token_hash(token)))
    }
}

/// What the browser gave, or what it said instead.
fn credential<T: DeserializeOwned>(given: &str) -> Result<T, PasskeyProblem> {
    match given {
        "" => Err(PasskeyProblem::NoAnswer),
        "NotAllowedError" | "AbortError" | "TimeoutError" => Err(PasskeyProblem::Cancelled),
        "InvalidStateError" => Err(PasskeyProblem::Known),
        given => serde_json::from_str(given).map_err(|_| PasskeyProblem::Unfit),
    }
}

/// What is wrong with an answer is for whoever runs the server, not for whoever tries.
fn unfit(error: &WebauthnError) -> PasskeyProblem {
    tracing::info!(%error, "a passkey does not fit");
    PasskeyProblem::Unfit
}

/// By what devices tell accounts apart: the same for one account always, and nothing that tells who it is.
fn handle(account: &StaffId) -> Uuid {
    let digest = Sha256::digest(account.as_str());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Uuid::from_bytes(bytes)
}

fn as_json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Internal(error.into()))
}

fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| Error::Internal(error.into()))
}

fn unexpected(error: WebauthnError) -> Error {
    Error::Internal(anyhow::Error::new(error).context("a passkey"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_are_where_browsers_make_them() {
        for good in
            ["https://umfrage.kreis.example", "https://a.example/b", "http://localhost:8080"]
        {
            assert!(Passkeys::at(good).is_some(), "{good}");
        }
        for bad in
            ["http://umfrage.kreis.example", "https://192.0.2.1", "http://127.0.0.1:8080", "", "x"]
        {
            assert!(Passkeys::at(bad).is_none(), "{bad}");
        }
    }
}
