//! Sealing: keys from the installation's secret and the respondent's token, and the encryption of
//! drafts and of the inbox. Pure cryptography; knows no database and no HTTP.
//!
//! Start reading at [`DraftKey`]; how long what is sealed becomes is in [`fill`]. A draft opens only with its respondent's token: neither the
//! database nor the secret is enough. The inbox opens with the secret, for the mix.

mod code;
mod file;
mod fill;
mod secret;

pub use self::code::{Cost, Stretcher, purpose_mark};
pub use self::file::{FileKey, WrittenKey};
pub use self::secret::{Secret, SecretError};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;
use zugvogel_cipher::{NONCE, TAG, decrypt, encrypt};

use self::secret::{Key, mac};
use crate::ids::{DraftId, SurveyId};

/// Why something sealed does not open, or cannot be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Changed, cut short, or sealed under another key or for another place.
    #[error("the sealed data does not open: it was changed, or belongs elsewhere")]
    Tampered,
    /// Longer than the cipher takes (256 GiB).
    #[error("too long to be sealed")]
    TooLong,
}

/// A fresh random token of 256 bits, fit for a cookie.
pub fn token() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(*Zeroizing::new(rand::random::<[u8; 32]>()))
}

/// What is stored of a staff session's token. Tokens are random, so one round of hashing will do.
pub fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

/// The token that a form carries to show that it comes from a page of ours.
pub fn csrf_token(secret: &Secret, token: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(*mac(&secret.key("csrf"), &[token]))
}

/// By which a form shows that it was served to the holder of a token while the survey was open.
pub fn opened_token(secret: &Secret, survey: &SurveyId, token: &str) -> String {
    let mac = mac(&secret.key("served while open"), &[survey.as_str(), token]);
    BASE64_URL_SAFE_NO_PAD.encode(*mac)
}

/// Whether a form was served while the survey was open. Takes as long for a wrong token.
pub fn opened_matches(secret: &Secret, survey: &SurveyId, token: &str, given: &str) -> bool {
    opened_token(secret, survey, token).as_bytes().ct_eq(given.as_bytes()).into()
}

/// By which a browser is known in which somebody signed in to an account; another password makes it
/// worthless.
pub fn device_token(secret: &Secret, account: &str, password_hash: &str) -> String {
    let mac = mac(&secret.key("known device"), &[account, password_hash]);
    BASE64_URL_SAFE_NO_PAD.encode(*mac)
}

/// Whether a browser is known for this account. Takes as long for a wrong token.
pub fn device_matches(secret: &Secret, account: &str, password_hash: &str, given: &str) -> bool {
    device_token(secret, account, password_hash).as_bytes().ct_eq(given.as_bytes()).into()
}

/// Whether a form carries the token of its cookie. Takes as long for a wrong one.
pub fn csrf_matches(secret: &Secret, token: &str, given: &str) -> bool {
    csrf_token(secret, token).as_bytes().ct_eq(given.as_bytes()).into()
}

/// What is stored of a recovery code of an account. Such a code is shorter than a token, so whoever has the
/// store alone must not be able to try it out.
pub fn recovery_mark(secret: &Secret, account: &str, code: &str) -> String {
    hex::encode(*mac(&secret.key("recovery code"), &[account, code]))
}

/// Seals what the codes of an account's second factor are made of, and what a session's passkey is asked.
pub struct FactorKey {
    account: String,
    key: Key,
}

impl FactorKey {
    /// The key of an account.
    pub fn new(secret: &Secret, account: &str) -> Self {
        let key = mac(&secret.key("second factor"), &[account]);
        Self { account: account.to_owned(), key }
    }

    /// Encrypts it.
    pub fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let length = (plain.len() + 1).next_multiple_of(64);
        seal(&self.key, fill::padded(plain, length), &self.account)
    }

    /// Decrypts it.
    pub fn open(&self, sealed: Vec<u8>) -> Result<Zeroizing<Vec<u8>>, SealError> {
        open(&self.key, sealed, &self.account)
    }
}

/// Finds and opens the draft of one respondent. The id and the key come from the same token under
/// unrelated labels: the id, which is stored, tells nothing about the key, which is not.
pub struct DraftKey {
    /// The draft's id in the store.
    pub id: DraftId,
    survey: SurveyId,
    key: Key,
}

impl DraftKey {
    /// The key of the respondent who holds this token in this survey.
    pub fn from_token(secret: &Secret, survey: &SurveyId, token: &str) -> Self {
        let parts = [survey.as_str(), token];
        Self {
            id: DraftId(hex::encode(*mac(&secret.key("draft id"), &parts))),
            survey: survey.clone(),
            key: mac(&secret.key("draft key"), &parts),
        }
    }

    /// Encrypts the answers, JSON, as long as all that are given so much room.
    pub fn seal(&self, json: &[u8], room: usize) -> Result<Vec<u8>, SealError> {
        let place = place(&self.survey, self.id.as_str());
        seal(&self.key, fill::filled(json, room)?, &place)
    }

    /// Decrypts the answers.
    pub fn open(&self, sealed: Vec<u8>) -> Result<Zeroizing<Vec<u8>>, SealError> {
        fill::emptied(open(&self.key, sealed, &place(&self.survey, self.id.as_str()))?)
    }
}

/// Seals what is on its way from `collect` to another store.
pub struct TransitKey {
    survey: SurveyId,
    key: Key,
}

impl TransitKey {
    /// The key of a survey's inbox: responses on their way to the results.
    pub fn inbox(secret: &Secret, survey: &SurveyId) -> Self {
        Self::new(secret, "inbox", survey)
    }

    /// The key of a survey's outbox: messages to the office.
    pub fn outbox(secret: &Secret, survey: &SurveyId) -> Self {
        Self::new(secret, "outbox", survey)
    }

    /// The key of a survey's spent ids, of which the office keeps copies.
    pub fn spent(secret: &Secret, survey: &SurveyId) -> Self {
        Self::new(secret, "spent", survey)
    }

    fn new(secret: &Secret, purpose: &str, survey: &SurveyId) -> Self {
        Self { survey: survey.clone(), key: mac(&secret.key(purpose), &[survey.as_str()]) }
    }

    /// Encrypts what will have this id, JSON, as long as all that are given so much room.
    pub fn seal(&self, id: &str, json: &[u8], room: usize) -> Result<Vec<u8>, SealError> {
        seal(&self.key, fill::filled(json, room)?, &place(&self.survey, id))
    }

    /// Decrypts what has this id.
    pub fn open(&self, id: &str, sealed: Vec<u8>) -> Result<Zeroizing<Vec<u8>>, SealError> {
        fill::emptied(open(&self.key, sealed, &place(&self.survey, id))?)
    }
}

/// Binds a text to its row, so that swapping two rows shows.
fn place(survey: &SurveyId, id: &str) -> String {
    format!("{survey}\0{id}")
}

/// Encrypts what was [padded](fill::padded) where it lies: nonce, ciphertext, tag.
fn seal(key: &Key, mut padded: Vec<u8>, place: &str) -> Result<Vec<u8>, SealError> {
    let (nonce, plain) = padded.split_first_chunk_mut::<NONCE>().ok_or(SealError::TooLong)?;
    *nonce = rand::random();
    let tag = encrypt(key, nonce, place.as_bytes(), plain).map_err(|_| SealError::TooLong)?;
    padded.extend_from_slice(&tag);
    Ok(padded)
}

/// Decrypts where it lies.
fn open(key: &Key, sealed: Vec<u8>, place: &str) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let mut plain = Zeroizing::new(sealed);
    let (nonce, rest) = plain.split_first_chunk_mut::<NONCE>().ok_or(SealError::Tampered)?;
    let (text, tag) = rest.split_last_chunk_mut::<TAG>().ok_or(SealError::Tampered)?;
    decrypt(key, nonce, place.as_bytes(), text, tag).map_err(|_| SealError::Tampered)?;
    let end = plain.len() - TAG;
    plain.truncate(end);
    plain.drain(..NONCE);
    fill::unpadded(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn survey(name: &str) -> SurveyId {
        SurveyId(name.to_owned())
    }

    fn key(secret: u8, name: &str, token: &str) -> DraftKey {
        DraftKey::from_token(&Secret::from([secret; 32]), &survey(name), token)
    }

    #[test]
    fn what_is_sealed_opens_again() {
        let key = key(1, "s", "t");
        for length in [1, 1022, 1023, 1024, 4054, 4055, 4056, 50_000] {
            let plain: Vec<u8> = (0..length).map(|n| b"{yn"[n % 3]).collect();
            let sealed = key.seal(&plain, 1000).unwrap();
            assert_eq!(*key.open(sealed).unwrap(), plain, "{length}");
        }
    }

    #[test]
    fn all_have_one_length_and_no_two_are_alike() {
        let key = key(1, "s", "t");
        let [a, b] = [key.seal(b"yes", 10).unwrap(), key.seal(&[b'n'; 9000], 10).unwrap()];
        assert_eq!(a.len(), b.len());
        assert_ne!(key.seal(b"yes", 10).unwrap(), a);
    }

    /// What the version before wrote was padded to steps of 1 KiB.
    #[test]
    fn what_was_sealed_in_steps_opens() {
        let key = key(1, "s", "t");
        let padded = fill::padded(b"{}", 1024);
        let old = seal(&key.key, padded, &place(&key.survey, key.id.as_str())).unwrap();
        assert_eq!(old.len(), 1024 + NONCE + TAG);
        assert_eq!(*key.open(old).unwrap(), b"{}");
    }

    #[test]
    fn any_changed_bit_shows() {
        let key = key(1, "s", "t");
        let place = place(&key.survey, key.id.as_str());
        let sealed = seal(&key.key, fill::padded(b"study", 64), &place).unwrap();
        assert_eq!(*key.open(sealed.clone()).unwrap(), b"study");
        for position in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[position] ^= 1;
            assert_eq!(key.open(changed).err(), Some(SealError::Tampered), "{position}");
        }
        for length in 0..sealed.len() {
            assert_eq!(key.open(sealed[..length].to_vec()).err(), Some(SealError::Tampered));
        }
    }

    #[test]
    fn only_the_same_secret_survey_and_token_open_a_draft() {
        let own = key(1, "s", "t");
        let sealed = own.seal(b"study", 9).unwrap();
        for other in [key(2, "s", "t"), key(1, "r", "t"), key(1, "s", "u"), key(1, "st", "")] {
            assert_ne!(other.id, own.id);
            assert_eq!(other.open(sealed.clone()).err(), Some(SealError::Tampered));
        }
        assert_eq!(key(1, "s", "t").id, own.id);
        assert_eq!(*key(1, "s", "t").open(sealed).unwrap(), b"study");
    }

    #[test]
    fn the_id_of_a_draft_is_not_its_key() {
        let key = key(1, "s", "t");
        assert_eq!(key.id.as_str().len(), 64);
        assert_ne!(key.id.as_str(), hex::encode(*key.key));
    }

    #[test]
    fn a_response_in_the_inbox_opens_only_in_its_own_row() {
        let secret = Secret::from([1; 32]);
        let key = TransitKey::inbox(&secret, &survey("s"));
        let sealed = key.seal("own", b"job", 9).unwrap();
        assert_eq!(*key.open("own", sealed.clone()).unwrap(), b"job");
        assert_eq!(key.open("other", sealed.clone()).err(), Some(SealError::Tampered));
        for elsewhere in
            [TransitKey::inbox(&secret, &survey("r")), TransitKey::outbox(&secret, &survey("s"))]
        {
            assert_eq!(elsewhere.open("own", sealed.clone()).err(), Some(SealError::Tampered));
        }
    }

    #[test]
    fn a_second_factor_opens_for_its_own_account_only() {
        let secret = Secret::from([1; 32]);
        let plain = [7, 0, 255, 0, 0];
        let sealed = FactorKey::new(&secret, "anna").seal(&plain).unwrap();
        assert_eq!(*FactorKey::new(&secret, "anna").open(sealed.clone()).unwrap(), plain);
        for other in
            [FactorKey::new(&secret, "ben"), FactorKey::new(&Secret::from([2; 32]), "anna")]
        {
            assert_eq!(other.open(sealed.clone()).err(), Some(SealError::Tampered));
        }
        let marks = ["anna", "ben"].map(|account| recovery_mark(&secret, account, "code"));
        assert_ne!(marks[0], marks[1]);
    }

    #[test]
    fn tokens_are_long_and_differ() {
        let [a, b] = [token(), token()];
        assert_eq!(a.len(), 43);
        assert_ne!(a, b);
        assert!(a.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)), "{a}");
    }

    #[test]
    fn a_token_hash_is_its_sha_256() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(token_hash("abc"), expected);
    }

    #[test]
    fn a_form_needs_the_token_of_its_own_cookie() {
        let secret = Secret::from([1; 32]);
        let given = csrf_token(&secret, "cookie");
        assert!(csrf_matches(&secret, "cookie", &given));
        assert!(!csrf_matches(&secret, "other cookie", &given));
        assert!(!csrf_matches(&secret, "cookie", ""));
        assert!(!csrf_matches(&Secret::from([2; 32]), "cookie", &given));
    }
}
