//! XChaCha20-Poly1305 (RFC 8439 with the nonces of draft-irtf-cfrg-xchacha-03), in place. The associated data is
//! called `place` here: where the text belongs.

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

/// Bytes of a key.
pub const KEY: usize = 32;
/// Bytes of a nonce, which may be drawn at random for each text.
pub const NONCE: usize = 24;
/// Bytes of a tag.
pub const TAG: usize = 16;

/// The text is longer than the cipher takes (256 GiB), or the tag is not that of this text, nonce and place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused;

/// Encrypts a text and gives its tag, which also binds it to its place.
pub fn encrypt(
    key: &[u8; KEY],
    nonce: &[u8; NONCE],
    place: &[u8],
    text: &mut [u8],
) -> Result<[u8; TAG], Refused> {
    XChaCha20Poly1305::new(key.into())
        .encrypt_inout_detached(&XNonce::from(*nonce), place, text.into())
        .map(Into::into)
        .map_err(|_| Refused)
}

/// Decrypts a text, which stays as it is when the tag does not fit.
pub fn decrypt(
    key: &[u8; KEY],
    nonce: &[u8; NONCE],
    place: &[u8],
    text: &mut [u8],
    tag: &[u8; TAG],
) -> Result<(), Refused> {
    XChaCha20Poly1305::new(key.into())
        .decrypt_inout_detached(&XNonce::from(*nonce), place, text.into(), tag.into())
        .map_err(|_| Refused)
}
