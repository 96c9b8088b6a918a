//! Orders that follow from a seed, the same as in ODK's programs.

use sha2::{Digest, Sha256};

use super::Env;
use super::value::Value;

/// The positions `0..len` in the order that a seed decides: shuffled from the inside out (Fisher and
/// Yates) with the generator of Park and Miller 1988, as ODK prescribes.
pub(in crate::engine) fn shuffled(seed: i64, len: usize) -> Vec<usize> {
    let mut generator = ParkMiller::new(seed);
    let mut shuffled = Vec::with_capacity(len);
    for index in 0..len {
        // Below `index + 1`, because the fraction is below 1.
        let to = (generator.fraction() * (index + 1) as f64) as usize;
        shuffled.push(index);
        shuffled.swap(index, to.min(index));
    }
    shuffled
}

/// A number without its decimals; of any other text, the first 8 bytes of its SHA-256.
pub(in crate::engine) fn seed_of(value: &Value<'_>, env: &Env) -> i64 {
    let number = value.number(env);
    if !number.is_nan() {
        // `as` saturates.
        return number as i64;
    }
    let text = value.to_text();
    match text.as_ref() {
        "" => 0,
        text => {
            let hash = Sha256::digest(text.as_bytes());
            let first: Option<&[u8; 8]> = hash.first_chunk();
            first.map_or(0, |bytes| i64::from_be_bytes(*bytes))
        }
    }
}

/// The "minimal standard" generator of Park and Miller (1988).
struct ParkMiller(i64);

impl ParkMiller {
    const MODULUS: i64 = 2_147_483_647;

    fn new(seed: i64) -> ParkMiller {
        let seed = seed % Self::MODULUS;
        ParkMiller(if seed <= 0 { seed + Self::MODULUS - 1 } else { seed })
    }

    /// A number from 0 up to and without 1.
    fn fraction(&mut self) -> f64 {
        self.0 = self.0 * 16_807 % Self::MODULUS;
        (self.0 - 1) as f64 / (Self::MODULUS - 1) as f64
    }
}
