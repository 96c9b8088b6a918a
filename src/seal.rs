//! Sealing: keys from the installation's secret and the respondent's token, and the encryption of
//! drafts and of the inbox. Pure cryptography; knows no database and no HTTP.
//!
//! Start reading at [`DraftKey`]. A draft opens only with its respondent's token: neither the
//! database nor the secret is enough. The inbox opens with the secret, for the mix.

mod code;
mod file;
mod secret;

pub use self::code::{Cost, Stretcher, purpose_mark};
pub use self::file::{FileKey, WrittenKey};
pub use self::secret::{Secret, SecretError};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use self::secret::{Key, mac};
use crate::ids::{DraftId, SurveyId};

/// Lengths tell little when all are multiples of this.
const STEP: usize = 1024;
const NONCE: usize = 24;

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

/// Whether a form carries the token of its cookie. Takes as long for a wrong one.
pub fn csrf_matches(secret: &Secret, token: &str, given: &str) -> bool {
    csrf_token(secret, token).as_bytes().ct_eq(given.as_bytes()).into()
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

    /// Encrypts the answers.
    pub fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        seal(&self.key, plain, &place(&self.survey, self.id.as_str()))
    }

    /// Decrypts the answers.
    pub fn open(&self, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        open(&self.key, sealed, &place(&self.survey, self.id.as_str()))
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

    fn new(secret: &Secret, purpose: &str, survey: &SurveyId) -> Self {
        Self { survey: survey.clone(), key: mac(&secret.key(purpose), &[survey.as_str()]) }
    }

    /// Encrypts what will have this id.
    pub fn seal(&self, id: &str, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        seal(&self.key, plain, &place(&self.survey, id))
    }

    /// Decrypts what has this id.
    pub fn open(&self, id: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        open(&self.key, sealed, &place(&self.survey, id))
    }
}

/// Binds a text to its row, so that swapping two rows shows.
fn place(survey: &SurveyId, id: &str) -> String {
    format!("{survey}\0{id}")
}

/// Nonce and ciphertext. The plain text is padded as in ISO 7816-4: a one bit, then zeros.
fn seal(key: &Key, plain: &[u8], place: &str) -> Result<Vec<u8>, SealError> {
    seal_as(key, plain, place, (plain.len() + 1).next_multiple_of(STEP))
}

/// [`seal`], padded to this length.
fn seal_as(key: &Key, plain: &[u8], place: &str, length: usize) -> Result<Vec<u8>, SealError> {
    let nonce: [u8; NONCE] = rand::random();
    let mut padded = Zeroizing::new(Vec::with_capacity(length));
    padded.extend_from_slice(plain);
    padded.push(0x80);
    padded.resize(length, 0);
    let payload = Payload { msg: &padded, aad: place.as_bytes() };
    let sealed = XChaCha20Poly1305::new((&**key).into())
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| SealError::TooLong)?;
    Ok([&nonce[..], &sealed].concat())
}

fn open(key: &Key, sealed: &[u8], place: &str) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or(SealError::Tampered)?;
    let payload = Payload { msg: sealed, aad: place.as_bytes() };
    let plain = XChaCha20Poly1305::new((&**key).into())
        .decrypt(&XNonce::from(*nonce), payload)
        .map_err(|_| SealError::Tampered)?;
    let mut plain = Zeroizing::new(plain);
    let end = plain.iter().rposition(|byte| *byte != 0).ok_or(SealError::Tampered)?;
    plain.truncate(end);
    Ok(plain)
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
        for length in [0, 1, 1022, 1023, 1024, 5000] {
            let plain: Vec<u8> = (0..length).map(|n| (n % 3) as u8).collect();
            let sealed = key.seal(&plain).unwrap();
            assert_eq!(*key.open(&sealed).unwrap(), plain, "{length}");
        }
    }

    #[test]
    fn lengths_come_in_steps_and_no_two_texts_are_alike() {
        let key = key(1, "s", "t");
        let [a, b] = [key.seal(b"yes").unwrap(), key.seal(&[b'n'; 900]).unwrap()];
        assert_eq!(a.len(), b.len());
        assert_ne!(key.seal(b"yes").unwrap(), a);
        assert!(key.seal(&[0; STEP]).unwrap().len() > a.len());
    }

    #[test]
    fn any_changed_bit_shows() {
        let key = key(1, "s", "t");
        let sealed = key.seal(b"study").unwrap();
        for position in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[position] ^= 1;
            assert_eq!(key.open(&changed).err(), Some(SealError::Tampered), "{position}");
        }
        for length in 0..sealed.len() {
            assert_eq!(key.open(&sealed[..length]).err(), Some(SealError::Tampered));
        }
    }

    #[test]
    fn only_the_same_secret_survey_and_token_open_a_draft() {
        let own = key(1, "s", "t");
        let sealed = own.seal(b"study").unwrap();
        for other in [key(2, "s", "t"), key(1, "r", "t"), key(1, "s", "u"), key(1, "st", "")] {
            assert_ne!(other.id, own.id);
            assert_eq!(other.open(&sealed).err(), Some(SealError::Tampered));
        }
        assert_eq!(key(1, "s", "t").id, own.id);
        assert_eq!(*key(1, "s", "t").open(&sealed).unwrap(), b"study");
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
        let sealed = key.seal("own", b"job").unwrap();
        assert_eq!(*key.open("own", &sealed).unwrap(), b"job");
        assert_eq!(key.open("other", &sealed).err(), Some(SealError::Tampered));
        for elsewhere in
            [TransitKey::inbox(&secret, &survey("r")), TransitKey::outbox(&secret, &survey("s"))]
        {
            assert_eq!(elsewhere.open("own", &sealed).err(), Some(SealError::Tampered));
        }
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
