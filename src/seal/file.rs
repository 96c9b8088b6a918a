//! Files of a draft: each is sealed under a key of its own. Until submission only the draft's key
//! gives that key; with the submission it goes into the inbox, sealed there, so that a file need not
//! be written again to change hands.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::fill::padded;
use super::secret::{Key, mac};
use super::{DraftKey, SealError, open, place, seal};
use crate::ids::{AttachmentId, SurveyId};

/// The lengths that sealed files have. A list, a note or a small picture has the first, so that who sends
/// next to nothing takes next to nothing; pictures are scaled down and nearly all have the second, like
/// short letters; whatever is longer has the third, which is more than anybody may send. What a length
/// tells is in `docs/privacy.md`.
const LENGTHS: [usize; 3] = [64 << 10, 1 << 20, 11 << 20];

/// Finds and opens one file.
pub struct FileKey {
    /// The file's id in the store.
    pub id: AttachmentId,
    survey: SurveyId,
    key: Key,
}

/// A [`FileKey`] as it is written into a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenKey {
    id: AttachmentId,
    key: String,
}

impl DraftKey {
    /// Letters for the name of a file in a field: as good as random for everybody without this key,
    /// and the same when the same file is sent again, as by a second click.
    pub fn file_letters(&self, field: &str, body: &[u8], number: usize) -> String {
        let digest = hex::encode(Sha256::digest(body));
        let mac = mac(&self.key, &["file name", field, &digest]);
        mac.iter().take(number).map(|byte| char::from(b'a' + byte % 26)).collect()
    }

    /// The key of a file of this draft.
    pub fn file(&self, name: &str) -> FileKey {
        FileKey {
            id: AttachmentId(hex::encode(*mac(&self.key, &["file id", name]))),
            survey: self.survey.clone(),
            key: mac(&self.key, &["file key", name]),
        }
    }
}

impl FileKey {
    /// Encrypts a file, padded to one of few lengths.
    pub fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let length = LENGTHS.into_iter().find(|length| plain.len() < *length);
        let padded = padded(plain, length.ok_or(SealError::TooLong)?);
        seal(&self.key, padded, &self.place("body"))
    }

    /// Decrypts a file.
    pub fn open(&self, sealed: Vec<u8>) -> Result<Zeroizing<Vec<u8>>, SealError> {
        open(&self.key, sealed, &self.place("body"))
    }

    /// Encrypts how large the file is.
    pub fn seal_size(&self, size: u64) -> Result<Vec<u8>, SealError> {
        seal(&self.key, padded(&size.to_be_bytes(), 16), &self.place("size"))
    }

    /// Decrypts how large the file is.
    pub fn open_size(&self, sealed: &[u8]) -> Result<u64, SealError> {
        let plain = open(&self.key, sealed.to_vec(), &self.place("size"))?;
        let bytes = <[u8; 8]>::try_from(plain.as_slice()).map_err(|_| SealError::Tampered)?;
        Ok(u64::from_be_bytes(bytes))
    }

    /// The key as text, for a submission that is itself sealed.
    pub fn write(&self) -> WrittenKey {
        WrittenKey { id: self.id.clone(), key: BASE64_STANDARD.encode(*self.key) }
    }

    /// The key of a file of this survey, as it was written.
    pub fn read(survey: &SurveyId, written: &WrittenKey) -> Result<Self, SealError> {
        let bytes = BASE64_STANDARD.decode(&written.key).map(Zeroizing::new);
        let bytes = bytes.map_err(|_| SealError::Tampered)?;
        let key = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| SealError::Tampered)?;
        Ok(Self { id: written.id.clone(), survey: survey.clone(), key: Zeroizing::new(key) })
    }

    fn place(&self, part: &str) -> String {
        format!("{}\0{part}", place(&self.survey, self.id.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Secret;
    use super::*;

    fn draft(token: &str) -> DraftKey {
        DraftKey::from_token(&Secret::from([1; 32]), &SurveyId("s".to_owned()), token)
    }

    #[test]
    fn a_file_opens_with_its_own_key_only() {
        let own = draft("t").file("photo-abcdefgh.jpg");
        let sealed = own.seal(b"picture").unwrap();
        assert_eq!(*own.open(sealed.clone()).unwrap(), b"picture");
        let handed_on = FileKey::read(&SurveyId("s".to_owned()), &own.write()).unwrap();
        assert_eq!(*handed_on.open(sealed.clone()).unwrap(), b"picture");
        for other in [draft("u").file("photo-abcdefgh.jpg"), draft("t").file("photo-b.jpg")] {
            assert_ne!(other.id, own.id);
            assert_eq!(other.open(sealed.clone()).err(), Some(SealError::Tampered));
        }
        let size = own.seal_size(7).unwrap();
        assert_eq!(own.open_size(&size), Ok(7));
        assert_eq!(own.open(size).err(), Some(SealError::Tampered));
    }

    #[test]
    fn files_have_few_lengths() {
        let key = draft("t").file("a");
        let length = |plain: usize| key.seal(&vec![1; plain]).unwrap().len();
        assert_eq!(length(0), length((64 << 10) - 1));
        assert_eq!(length(64 << 10), length((1 << 20) - 1));
        assert_eq!(length(1 << 20), length(3 << 20));
        assert_eq!(length(1 << 20), length(10 << 20));
        assert!(key.seal(&vec![1; 11 << 20]).is_err());
    }

    #[test]
    fn a_name_tells_nothing_and_the_same_file_keeps_it() {
        let letters =
            |token: &str, field: &str, body: &[u8]| draft(token).file_letters(field, body, 8);
        let own = letters("t", "photo", b"picture");
        assert!(own.len() == 8 && own.bytes().all(|letter| letter.is_ascii_lowercase()), "{own}");
        assert_eq!(letters("t", "photo", b"picture"), own);
        for other in [
            letters("u", "photo", b"picture"),
            letters("t", "card", b"picture"),
            letters("t", "photo", b"another"),
        ] {
            assert_ne!(other, own);
        }
    }
}
