//! Checksums and encodings.

use base64::Engine;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::super::eval::Arguments;
use super::super::value::Value;
use super::{Function, Takes};

const ALGORITHMS: &[&str] = &["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"];
const ENCODINGS: &[&str] = &["base64", "hex"];

/// Accepts missing `=` at the end.
const FORGIVING: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("digest", 2..=3, digest).taking(Takes::Words(&[(1, ALGORITHMS), (2, ENCODINGS)])),
    Function::new("base64-decode", 1..=1, base64_decode),
];

/// The checksum of a text in UTF-8; empty if the algorithm or the encoding is not known.
fn digest<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    let text = arguments.text(0);
    let bytes = text.as_bytes();
    let sum = match arguments.text(1).to_ascii_uppercase().as_str() {
        "MD5" => Md5::digest(bytes).to_vec(),
        "SHA-1" => Sha1::digest(bytes).to_vec(),
        "SHA-256" => Sha256::digest(bytes).to_vec(),
        "SHA-384" => Sha384::digest(bytes).to_vec(),
        "SHA-512" => Sha512::digest(bytes).to_vec(),
        _ => return Value::EMPTY,
    };
    let encoding = arguments.text(2).to_ascii_lowercase();
    let written = match encoding.as_str() {
        "base64" => STANDARD.encode(sum),
        "hex" => hex::encode(sum),
        "" if arguments.len() == 2 => STANDARD.encode(sum),
        _ => return Value::EMPTY,
    };
    Value::Text(written.into())
}

/// The text that was encoded; empty if it is no base64, and with `\u{fffd}` where it is no UTF-8.
fn base64_decode<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    let text: String = arguments.text(0).split_ascii_whitespace().collect();
    let bytes = FORGIVING.decode(text).unwrap_or_default();
    Value::Text(String::from_utf8_lossy(&bytes).into_owned().into())
}
