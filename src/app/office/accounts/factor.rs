//! The second factor: codes of an app that change every half minute (RFC 6238), [`passkeys`](super::passkeys), and
//! recovery codes for who has lost her phone. Each code is worth something once.

use jiff::{SignedDuration, Timestamp};
use totp_rs::{Builder, Totp};

use super::problem::{AccountProblem, Attempted};
use super::sign_in::arrive;
use super::{Accounts, NewSession, event_by};
use crate::app::actor::{Account, Actor};
use crate::domain::{AuditAction, Permission};
use crate::error::Error;
use crate::ids::{OrganisationId, Slug, StaffId};
use crate::seal::{FactorKey, Secret, device_token, recovery_mark, token_hash};
use crate::storage::Conn;
use crate::storage::office::factors::{
    SecondFactor, count_factors, count_recovery_codes, delete_app, delete_factors, find_factor,
    replace_factor, set_recovery_codes, use_recovery_code,
};
use crate::storage::office::memberships::list_accepted;
use crate::storage::office::passkeys::{count_passkeys, delete_passkey, list_passkeys};
use crate::storage::office::sessions::Session;
use crate::storage::office::{audit, organisations, sessions, staff};

/// So long somebody whose password was right may take for the code.
const HALF: SignedDuration = SignedDuration::from_mins(10);
/// After so many wrong codes there is a pause. It is about a millionth of all codes.
const MOST_WRONG: i64 = 5;
/// The pause.
const PAUSE: SignedDuration = SignedDuration::from_mins(15);
/// How many recovery codes there are.
const RECOVERY_CODES: usize = 10;
/// Bytes of what codes are made of, as the RFC recommends.
const BYTES: usize = 20;

/// The second factors of an account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnFactors {
    /// Codes of an app are asked for.
    pub has_app: bool,
    /// The passkeys.
    pub passkeys: Vec<OwnPasskey>,
    /// So many recovery codes are left.
    pub recovery_codes: usize,
}

impl OwnFactors {
    /// Whether there is one.
    pub fn is_any(&self) -> bool {
        self.has_app || !self.passkeys.is_empty()
    }
}

/// A passkey as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPasskey {
    /// By which it is taken away.
    pub id: String,
    /// What she calls it.
    pub name: String,
    /// The day on which it was added.
    pub added_on: String,
    /// The day on which it was used last.
    pub used_on: Option<String>,
}

/// Whoever has typed her password, and not yet shown her second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HalfSession {
    /// Her address.
    pub email: String,
    /// Codes of an app count.
    pub has_app: bool,
}

/// One of an account's second factors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OneFactor {
    /// The app.
    App,
    /// The passkey of this id.
    Passkey(String),
}

/// What an app must know.
#[derive(Clone)]
pub struct FactorSetUp {
    /// To type: groups of four letters and digits.
    pub key: String,
    /// To scan.
    pub url: String,
}

/// What became of a code.
#[derive(Debug, PartialEq, Eq)]
pub enum CodeOutcome {
    /// She is signed in.
    SignedIn(NewSession),
    /// It is wrong, over, or was used; so many more may be tried before the pause, if there is a bound.
    Wrong(Option<usize>),
    /// Too many were wrong; in a quarter of an hour again.
    Paused,
    /// She must begin with the password again.
    Over,
}

impl Accounts {
    /// Her own second factors.
    pub async fn own_factors(&self, account: &Account) -> Result<OwnFactors, Error> {
        let id = account.id.clone();
        let load = move |conn: &mut Conn| {
            let passkeys = list_passkeys(conn, &id)?.into_iter().map(|row| OwnPasskey {
                id: row.id,
                name: row.name,
                added_on: row.added_on,
                used_on: row.used_on,
            });
            let left = usize::try_from(count_recovery_codes(conn, &id)?);
            Ok::<_, Error>(OwnFactors {
                has_app: find_factor(conn, &id)?.is_some_and(|factor| factor.is_confirmed),
                passkeys: passkeys.collect(),
                recovery_codes: left.unwrap_or_default(),
            })
        };
        self.office.read(load).await
    }

    /// Begins to set up her second factor; one that is there stays.
    pub async fn begin_factor(&self, account: &Account) -> Result<(), Error> {
        let (id, now) = (account.id.clone(), self.clock.now());
        let plain = zeroize::Zeroizing::new(rand::random::<[u8; BYTES]>());
        let sealed = FactorKey::new(&self.secret, id.as_str()).seal(&*plain).map_err(unsealed)?;
        let begin = move |conn: &mut Conn| {
            if find_factor(conn, &id)?.is_some_and(|factor| factor.is_confirmed) {
                return Ok(());
            }
            let factor = SecondFactor {
                staff_id: id.clone(),
                sealed: sealed.clone(),
                is_confirmed: false,
                last_step: 0,
                failed: 0,
                failed_at: now.into(),
            };
            Ok::<_, Error>(replace_factor(conn, &factor)?)
        };
        self.office.write(begin).await
    }

    /// What her app must know while the second factor is being set up.
    pub async fn factor_set_up(&self, account: &Account) -> Result<Option<FactorSetUp>, Error> {
        let id = account.id.clone();
        let find = move |conn: &mut Conn| Ok::<_, Error>(find_factor(conn, &id)?);
        let begun = self.office.read(find).await?.filter(|factor| !factor.is_confirmed);
        let Some(factor) = begun else { return Ok(None) };
        let key = totp(&self.secret, &factor)?.secret().to_base32();
        let groups: Vec<&str> =
            key.as_bytes().chunks(4).filter_map(|it| str::from_utf8(it).ok()).collect();
        let issuer = percent(&format!("zugvogel {}", account.organisation_name));
        let email = percent(&account.email);
        let url = format!("otpauth://totp/{issuer}:{email}?secret={key}&issuer={issuer}");
        Ok(Some(FactorSetUp { key: groups.join(" "), url }))
    }

    /// Ends setting up with a code of the app; all other sessions end. Gives the recovery codes, which are shown
    /// once, and none where she has some; nothing when the code is wrong.
    pub async fn confirm_factor(
        &self,
        account: &Account,
        token: &str,
        code: &str,
    ) -> Result<Option<Vec<String>>, Error> {
        let (now, secret) = (self.clock.now(), self.secret.clone());
        let (id, code, kept) = (account.id.clone(), code.to_owned(), token_hash(token));
        let owner = account.organisation.clone();
        let event = Actor::Staff(account.clone()).event(
            now,
            AuditAction::AddSecondFactor,
            &owner,
            id.as_str(),
        );
        let confirm = move |conn: &mut Conn| {
            let begun = find_factor(conn, &id)?.filter(|factor| !factor.is_confirmed);
            let Some(factor) = begun else { return Ok(None) };
            let Some(step) = step(&totp(&secret, &factor)?, &code, now, &factor) else {
                return Ok(None);
            };
            let factor = SecondFactor { is_confirmed: true, last_step: step, ..factor };
            replace_factor(conn, &factor)?;
            let codes = recovery_codes(conn, &secret, &id)?;
            sessions::delete_sessions_of(conn, &id, Some(&kept))?;
            audit::append(conn, event.clone())?;
            Ok::<_, Error>(Some(codes))
        };
        self.office.write(confirm).await
    }

    /// Takes one of her own second factors away, unless it is the only one and an organisation that she works for demands
    /// one of her.
    pub async fn remove_own_factor(&self, account: &Account, which: OneFactor) -> Attempted<()> {
        let (now, id, owner) = (self.clock.now(), account.id.clone(), account.organisation.clone());
        let action = AuditAction::RemoveSecondFactor;
        let event = Actor::Staff(account.clone()).event(now, action, &owner, id.as_str());
        let remove = move |conn: &mut Conn| {
            let is_only = count_factors(conn, &id)? == 1;
            for it in list_accepted(conn, &id)? {
                let heading = organisations::find_heading(conn, &it.organisation_id)?;
                let demands = heading.unwrap_or_default().2;
                let manages = it.is_active && it.roles.may(Permission::ManageAccounts);
                if is_only && demands && manages {
                    return Ok(Err(AccountProblem::FactorDemanded));
                }
            }
            match &which {
                OneFactor::App => delete_app(conn, &id)?,
                OneFactor::Passkey(passkey) if delete_passkey(conn, &id, passkey)? => {}
                // It was taken away meanwhile.
                OneFactor::Passkey(_) => return Ok(Ok(())),
            }
            if count_factors(conn, &id)? == 0 {
                delete_factors(conn, &id)?;
            }
            audit::append(conn, event.clone())?;
            Ok::<_, Error>(Ok(()))
        };
        self.office.write(remove).await
    }

    /// Who signs in with a session that waits for the second factor; none where it does not any more.
    pub async fn find_half(&self, token: &str) -> Result<Option<HalfSession>, Error> {
        let (hash, since) = (token_hash(token), self.half_since());
        let find = move |conn: &mut Conn| {
            let found = sessions::find_half_session(conn, &hash, since.into())?;
            let Some((_, account, _)) = found else { return Ok::<_, Error>(None) };
            let app = find_factor(conn, &account.id)?;
            let has_app = app.is_some_and(|factor| factor.is_confirmed);
            Ok(Some(HalfSession { email: account.email, has_app }))
        };
        self.office.look_up(find).await
    }

    pub(super) fn half_since(&self) -> Timestamp {
        self.clock.now().checked_sub(HALF).unwrap_or(Timestamp::MIN)
    }

    /// Takes a code of the app, or a recovery code, in a session that waits for it; what begins is another
    /// session.
    pub async fn enter_code(&self, half: &str, code: &str) -> Result<CodeOutcome, Error> {
        let (hash, since, now) = (token_hash(half), self.half_since(), self.clock.now());
        let (secret, code) = (self.secret.clone(), code.to_owned());
        let nobody = (StaffId(String::new()), OrganisationId(String::new()));
        let (token, session) = self.new_session(&nobody.0, &nobody.1);
        let today = self.clock.today().to_string();
        let enter = move |conn: &mut Conn| {
            // Of two who come at once with one code, one is first.
            audit::wait_for_turn(conn)?;
            let found = sessions::find_half_session(conn, &hash, since.into())?;
            let Some((half, account, _)) = found else { return Ok((None, CodeOutcome::Over)) };
            let tried = try_code(conn, &secret, &account, &code, now)?;
            let recovered = match tried {
                Tried::Right { recovered } => recovered,
                Tried::Wrong(left) => return Ok((Some(account.id), CodeOutcome::Wrong(left))),
                Tried::Paused => return Ok((None, CodeOutcome::Paused)),
            };
            if recovered {
                let (id, owner) = (&half.staff_id, &half.organisation_id);
                audit::append(conn, event_by(id, owner, now, AuditAction::UseRecoveryCode))?;
            }
            let_in(conn, half, &session, &today, now)?;
            let device = device_token(&secret, account.id.as_str(), &account.password_hash);
            let new = NewSession { token: token.clone(), device, is_half: false };
            Ok::<_, Error>((None, CodeOutcome::SignedIn(new)))
        };
        let (failed, outcome) = self.office.write(enter).await?;
        if failed.is_some() {
            self.note_refusal(failed).await?;
        }
        Ok(outcome)
    }

    /// Says whether whoever manages accounts in an organisation needs a second factor. Blocks.
    pub fn demand_factor(&self, actor: &Actor, slug: &Slug, needs: bool) -> Result<(), Error> {
        actor.authorize(Permission::RunInstallation)?;
        let (actor, slug, now) = (actor.clone(), slug.clone(), self.clock.now());
        self.office.write_now(move |conn| {
            let known = organisations::find_organisation(conn, &slug)?
                .ok_or_else(|| Error::BadInput(format!("there is no organisation `{slug}`")))?;
            organisations::set_needs_second_factor(conn, &known.id, needs)?;
            let word = if needs { "on" } else { "off" };
            let event = actor.event(now, AuditAction::DemandSecondFactor, &known.id, word);
            Ok(audit::append(conn, event)?)
        })
    }
}

/// Ends the session that waited, and begins another one for the same person.
pub(super) fn let_in(
    conn: &mut Conn,
    half: Session,
    begun: &Session,
    today: &str,
    now: Timestamp,
) -> Result<(), Error> {
    if !sessions::delete_session(conn, &half.token_hash)? {
        return Err(Error::NotFound);
    }
    // When the password was typed stays as it is: by an identity provider she may have come without.
    let Session { staff_id, organisation_id, proved_at, .. } = half;
    let session = Session { staff_id, organisation_id, proved_at, ..begun.clone() };
    sessions::insert_session(conn, &session)?;
    arrive(conn, &session, today, now)
}

/// New recovery codes of an account that has none; of one that has, nothing.
pub(super) fn recovery_codes(
    conn: &mut Conn,
    secret: &Secret,
    account: &StaffId,
) -> Result<Vec<String>, Error> {
    if count_recovery_codes(conn, account)? > 0 {
        return Ok(Vec::new());
    }
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect();
    let mark = |code: &String| recovery_mark(secret, account.as_str(), &plain(code));
    let marks: Vec<String> = codes.iter().map(mark).collect();
    set_recovery_codes(conn, account, &marks)?;
    Ok(codes)
}

/// What a code turned out to be.
enum Tried {
    Right { recovered: bool },
    Wrong(Option<usize>),
    Paused,
}

/// Looks at a code, and uses it up.
fn try_code(
    conn: &mut Conn,
    secret: &Secret,
    account: &staff::Staff,
    code: &str,
    now: Timestamp,
) -> Result<Tried, Error> {
    let mark = recovery_mark(secret, account.id.as_str(), &plain(code));
    let factor = find_factor(conn, &account.id)?.filter(|factor| factor.is_confirmed);
    let Some(mut factor) = factor else {
        // All were taken away meanwhile, so the password is enough.
        if count_passkeys(conn, &account.id)? == 0 {
            return Ok(Tried::Right { recovered: false });
        }
        // Nobody guesses one of 80 bits, so these need no pause.
        return Ok(match use_recovery_code(conn, &account.id, &mark)? {
            true => Tried::Right { recovered: true },
            false => Tried::Wrong(None),
        });
    };
    let is_over = now.duration_since(factor.failed_at.timestamp()) >= PAUSE;
    if is_over {
        factor.failed = 0;
    }
    if factor.failed >= MOST_WRONG {
        return Ok(Tried::Paused);
    }
    let step = step(&totp(secret, &factor)?, code, now, &factor);
    let recovered = step.is_none() && use_recovery_code(conn, &account.id, &mark)?;
    if step.is_none() && !recovered {
        let failed = factor.failed + 1;
        replace_factor(conn, &SecondFactor { failed, failed_at: now.into(), ..factor })?;
        return Ok(Tried::Wrong(Some(usize::try_from(MOST_WRONG - failed).unwrap_or_default())));
    }
    let last_step = step.unwrap_or(factor.last_step);
    replace_factor(conn, &SecondFactor { failed: 0, last_step, ..factor })?;
    Ok(Tried::Right { recovered })
}

/// The step of time of which this is the code: the present one, the one before or the one after, if it
/// is not used up.
fn step(totp: &Totp, code: &str, now: Timestamp, factor: &SecondFactor) -> Option<i64> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let is_code = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = u64::try_from(now.as_second()).ok()?;
    let step = totp.check(&digits, seconds).filter(|_| is_code)?;
    i64::try_from(step).ok().filter(|step| *step > factor.last_step)
}

fn totp(secret: &Secret, factor: &SecondFactor) -> Result<Totp, Error> {
    let key = FactorKey::new(secret, factor.staff_id.as_str());
    let plain = key.open(factor.sealed.clone()).map_err(unsealed)?;
    let built = Builder::new().with_secret(plain.to_vec()).with_skew(1).build();
    built.map_err(|error| Error::Internal(anyhow::anyhow!("a second factor: {error}")))
}

fn unsealed(error: crate::seal::SealError) -> Error {
    Error::Internal(anyhow::Error::new(error).context("a second factor"))
}

/// A code of 80 bits that can be typed.
fn recovery_code() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let random: [u8; 16] = rand::random();
    let letters: Vec<char> =
        random.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-")
}

/// A recovery code without what people put between its letters.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// A text as part of an address.
fn percent(text: &str) -> String {
    let coded = |byte: u8| match byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    text.bytes().map(coded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors of RFC 6238, appendix B, with six digits.
    #[test]
    fn codes_are_those_of_the_rfc_and_count_once() {
        let secret = Secret::from([1; 32]);
        let id = StaffId("anna".to_owned());
        let sealed = FactorKey::new(&secret, "anna").seal(b"12345678901234567890").unwrap();
        let at = |seconds| Timestamp::from_second(seconds).unwrap();
        let mut factor = SecondFactor {
            staff_id: id,
            sealed,
            is_confirmed: true,
            last_step: 0,
            failed: 0,
            failed_at: at(0).into(),
        };
        let codes = totp(&secret, &factor).unwrap();
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(step(&codes, code, at(seconds), &factor), Some(seconds / 30), "{code}");
            for (away, is_right) in [(-60, false), (-30, true), (30, true), (60, false)] {
                let found = step(&codes, code, at(seconds + away), &factor);
                assert_eq!(found.is_some(), is_right, "{code} {away}");
            }
        }
        assert_eq!(step(&codes, " 287 082 ", at(59), &factor), Some(1));
        for wrong in ["287083", "28708", "0287082", "", "２８７０８２"] {
            assert_eq!(step(&codes, wrong, at(59), &factor), None, "{wrong}");
        }
        factor.last_step = 1;
        assert_eq!(step(&codes, "287082", at(59), &factor), None, "used up");
    }

    #[test]
    fn recovery_codes_are_long_and_read_kindly() {
        let (one, other) = (recovery_code(), recovery_code());
        assert!(one.len() == 19 && one != other, "{one}");
        assert_eq!(plain(&format!(" {} ", one.to_uppercase().replace('-', " "))), plain(&one));
    }

    #[test]
    fn addresses_are_coded() {
        assert_eq!(percent("Landkreis Süd: a+b@c.de"), "Landkreis%20S%C3%BCd%3A%20a%2Bb%40c.de");
    }
}
