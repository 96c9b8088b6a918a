//! The installation's secret: 32 random bytes in a file that only the service's user may read.
//! Losing it loses the drafts and the inbox, so it belongs into the backup, apart from the stores.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

/// A key of 256 bits, wiped from memory after use.
pub(super) type Key = Zeroizing<[u8; 32]>;

/// The installation's secret, from which all keys come.
#[derive(Clone)]
pub struct Secret(Key);

/// Why the secret's file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// Others may read the file.
    #[error("{} may be read or changed by others: run `chmod 600 {}`", .0.display(), .0.display())]
    Exposed(PathBuf),
    /// Not 32 bytes: cut short, or not a secret.
    #[error("{} has {length} bytes instead of 32: restore it from a backup", path.display())]
    Length {
        /// The file.
        path: PathBuf,
        /// How many bytes it has.
        length: usize,
    },
    /// The file cannot be read or made.
    #[error("cannot use the secret's file {}: {cause}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl From<[u8; 32]> for Secret {
    fn from(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }
}

impl Secret {
    /// Reads the secret. A missing file is an error, since a new secret would open no old draft.
    pub fn load(path: &Path) -> Result<Self, SecretError> {
        let failed = |cause| SecretError::File { path: path.to_owned(), cause };
        let file = File::open(path).map_err(failed)?;
        if is_exposed(&file).map_err(failed)? {
            return Err(SecretError::Exposed(path.to_owned()));
        }
        let mut bytes = Zeroizing::new(Vec::with_capacity(64));
        file.take(64).read_to_end(&mut bytes).map_err(failed)?;
        let key = <[u8; 32]>::try_from(bytes.as_slice());
        key.map(Self::from)
            .map_err(|_| SecretError::Length { path: path.to_owned(), length: bytes.len() })
    }

    /// Reads the secret, or makes one where there is none or an empty file, which an interrupted
    /// program left: for a new installation.
    pub fn load_or_create(path: &Path) -> Result<Self, SecretError> {
        let is_empty = match Self::load(path) {
            Err(SecretError::File { cause, .. }) if cause.kind() == ErrorKind::NotFound => false,
            Err(SecretError::Length { length: 0, .. }) => true,
            loaded => return loaded,
        };
        let failed = |cause| SecretError::File { path: path.to_owned(), cause };
        let whole = write_beside(path).map_err(failed)?;
        let placed = match is_empty {
            true => replace_empty(&whole, path),
            // Of two that make it at once, one is first.
            false => match std::fs::hard_link(&whole, path) {
                Err(cause) if cause.kind() == ErrorKind::AlreadyExists => Ok(()),
                linked => linked,
            },
        };
        let _ = std::fs::remove_file(&whole);
        placed.and_then(|()| sync_folder(path)).map_err(failed)?;
        Self::load(path)
    }

    /// What a store keeps to tell this secret from others. Says nothing about the secret itself.
    pub fn check_value(&self, store: &str, installation: &str) -> String {
        hex::encode(*mac(&self.key("key check"), &[store, installation]))
    }

    /// The key for one purpose. Keys of different purposes are unrelated.
    #[expect(clippy::expect_used, reason = "32 bytes are always within what HKDF gives")]
    pub(super) fn key(&self, purpose: &str) -> Key {
        let mut key = Zeroizing::new([0; 32]);
        let info = ["zugvogel 1 ", purpose].concat();
        Hkdf::<Sha256>::new(None, &*self.0)
            .expand(info.as_bytes(), &mut *key)
            .expect("32 bytes are within HKDF's limit");
        key
    }
}

/// HMAC-SHA-256 over texts, each with its length, so that moving a border changes the result.
#[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
pub(super) fn mac(key: &Key, parts: &[&str]) -> Key {
    let mut mac = Hmac::<Sha256>::new_from_slice(&**key).expect("HMAC takes any key");
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    Zeroizing::new(mac.finalize().into_bytes().into())
}

/// A new secret, whole and on disk, under a name of its own beside its place.
fn write_beside(path: &Path) -> io::Result<PathBuf> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}.new", hex::encode(rand::random::<[u8; 4]>())));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&name)?;
    let written =
        file.write_all(&*Zeroizing::new(rand::random::<[u8; 32]>())).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = std::fs::remove_file(&name);
    }
    written.map(|()| name.into())
}

/// Puts the new secret in the place of an empty file, unless somebody else has just done so.
fn replace_empty(whole: &Path, path: &Path) -> io::Result<()> {
    let empty = File::open(path)?;
    empty.lock()?;
    match std::fs::metadata(path)?.len() {
        0 => std::fs::rename(whole, path),
        _ => Ok(()),
    }
}

/// Makes sure that the file's name is on disk, too.
fn sync_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(unix)]
fn is_exposed(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(file.metadata()?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_exposed(_: &File) -> io::Result<bool> {
    Ok(false) // the folder's access list protects the file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_made_once_and_then_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        let missing = Secret::load(&path).err().unwrap().to_string();
        assert!(missing.contains("secret.key"), "{missing}");
        let made = Secret::load_or_create(&path).unwrap();
        for again in [Secret::load(&path).unwrap(), Secret::load_or_create(&path).unwrap()] {
            assert_eq!(*again.0, *made.0);
        }
        let other = Secret::load_or_create(&folder.path().join("other.key")).unwrap();
        assert_ne!(*other.0, *made.0);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        Secret::load_or_create(&path).unwrap();
        let mode = || std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(), 0o600);
        for open in [0o640, 0o604, 0o620] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(open)).unwrap();
            let text = Secret::load_or_create(&path).err().unwrap().to_string();
            assert!(text.contains("chmod 600"), "{text}");
            assert_eq!(mode(), open, "mending is the operator's decision");
        }
    }

    #[test]
    fn a_file_of_another_length_is_no_secret() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        Secret::load_or_create(&path).unwrap();
        for length in [0, 31, 33] {
            std::fs::write(&path, vec![7; length]).unwrap();
            let text = Secret::load(&path).err().unwrap().to_string();
            assert!(text.contains(&format!("{length} bytes")), "{text}");
        }
    }

    /// A program that was killed left nothing, an empty file (as older ones did), or a new secret that
    /// never got its place.
    #[test]
    fn an_interrupted_making_is_done_again_and_by_many_at_once() {
        for left in ["", "secret.key", "secret.key.01234567.new"] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("secret.key");
            if !left.is_empty() {
                let mut options = OpenOptions::new();
                options.write(true).create_new(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                options.open(folder.path().join(left)).unwrap();
            }
            let made: Vec<Secret> = std::thread::scope(|scope| {
                let make = || Secret::load_or_create(&path).unwrap();
                let all: Vec<_> = (0..8).map(|_| scope.spawn(make)).collect();
                all.into_iter().map(|one| one.join().unwrap()).collect()
            });
            assert!(made.iter().all(|secret| *secret.0 == *made[0].0), "{left:?}");
            let files = std::fs::read_dir(folder.path()).unwrap().count();
            assert_eq!(files, 1 + usize::from(left.ends_with(".new")));
        }
    }

    #[test]
    fn a_check_value_tells_secrets_apart() {
        let value = |secret: u8, store| Secret::from([secret; 32]).check_value(store, "a");
        assert_eq!(value(1, "office"), value(1, "office"));
        assert_ne!(value(1, "office"), value(2, "office"));
        assert_ne!(value(1, "office"), value(1, "collect"));
    }

    #[test]
    fn purposes_have_unrelated_keys() {
        let secret = Secret::from([1; 32]);
        assert_ne!(*secret.key("csrf"), *secret.key("inbox"));
        assert_eq!(*secret.key("csrf"), *secret.key("csrf"));
    }
}
