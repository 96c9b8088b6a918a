//! How long what is sealed becomes: the same for all that are given the same room, whatever is in it.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use zeroize::Zeroizing;

use super::{NONCE, SealError, TAG};

/// Sealed, it is a multiple of this. One row of two, or two rows of one, fit into a page of PostgreSQL
/// (8 KiB), which else takes them apart; SQLite's pages have no use for the rest.
const STEP: usize = 3900;
/// How deflated JSON begins; no JSON begins so.
const DEFLATED: u8 = 0;
/// Nobody writes more: a page of answers has at most 256 kB, and few questionnaires have many pages.
const MOST: u64 = 64 << 20;

/// JSON as it is if there is room for it, else deflated; where that does not help, several times as
/// long as the others.
pub(super) fn filled(json: &[u8], room: usize) -> Result<Vec<u8>, SealError> {
    let length = (room + NONCE + TAG + 1).next_multiple_of(STEP) - NONCE - TAG;
    if json.len() < length {
        return Ok(padded(json, length));
    }
    let begun = Zeroizing::new(Vec::with_capacity(json.len()));
    let deflated = deflate(json, begun).map_err(|_| SealError::TooLong)?;
    let written = if deflated.len() < json.len() { &deflated } else { json };
    // Each further part is a multiple of the step, too.
    let parts = (written.len() + 1).div_ceil(length);
    Ok(padded(written, parts * (length + NONCE + TAG) - NONCE - TAG))
}

fn deflate(json: &[u8], mut to: Zeroizing<Vec<u8>>) -> std::io::Result<Zeroizing<Vec<u8>>> {
    to.push(DEFLATED);
    let mut encoder = DeflateEncoder::new(&mut *to, Compression::new(4));
    encoder.write_all(json)?;
    encoder.finish()?;
    Ok(to)
}

/// The JSON that was [`filled`] up.
pub(super) fn emptied(filled: Zeroizing<Vec<u8>>) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let Some((&DEFLATED, deflated)) = filled.split_first() else { return Ok(filled) };
    let mut json = Zeroizing::new(Vec::with_capacity(4 * deflated.len()));
    let read = DeflateDecoder::new(deflated).take(MOST).read_to_end(&mut json);
    read.map_err(|_| SealError::Tampered)?;
    Ok(json)
}

/// A nonce's room, and behind it the text, padded as in ISO 7816-4: a one bit, then zeros. Its tag
/// fits without a copy being made, which would stay in memory.
pub(super) fn padded(plain: &[u8], length: usize) -> Vec<u8> {
    let mut padded = Vec::with_capacity(NONCE + length + TAG);
    padded.resize(NONCE, 0);
    padded.extend_from_slice(plain);
    padded.push(0x80);
    padded.resize(NONCE + length, 0);
    padded
}

/// Without what [`padded`] added.
pub(super) fn unpadded(mut plain: Zeroizing<Vec<u8>>) -> Result<Zeroizing<Vec<u8>>, SealError> {
    // Most of it is zeros, on the way of every page: many are looked at in one step.
    let is_zero = |part: &&[u8]| part.iter().fold(0, |any, byte| any | byte) == 0;
    let zeros = plain.rchunks(64).take_while(is_zero).count() * 64;
    let rest = &plain[..plain.len().saturating_sub(zeros)];
    let end = rest.iter().rposition(|byte| *byte != 0).ok_or(SealError::Tampered)?;
    plain.truncate(end);
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_padded_is_found_again_whatever_it_ends_in() {
        for length in [0, 1, 62, 63, 64, 65, 127, 128, 300] {
            for end in [0, 1, 0x80] {
                let plain = [vec![7; length], vec![end]].concat();
                let padded = padded(&plain, 400)[NONCE..].to_vec();
                assert_eq!(*unpadded(Zeroizing::new(padded)).unwrap(), plain);
            }
        }
        for length in [0, 1, 64, 65] {
            let zeros = Zeroizing::new(vec![0; length]);
            assert!(matches!(unpadded(zeros), Err(SealError::Tampered)));
        }
    }

    #[test]
    fn what_does_not_fit_is_a_multiple() {
        let length = |json: &[u8]| filled(json, 6000).unwrap().len() + TAG;
        assert_eq!(length(b"{}"), 2 * STEP);
        // Nothing makes chance shorter.
        let chance: Vec<u8> = (0..3 * STEP).map(|_| rand::random_range(1..=255)).collect();
        assert_eq!(length(&chance[..2 * STEP - 41]), 2 * STEP);
        assert_eq!(length(&chance[..2 * STEP - 40]), 4 * STEP);
        assert_eq!(length(&chance), 4 * STEP);
        let padded = filled(&chance, 6000).unwrap();
        let plain = unpadded(Zeroizing::new(padded[NONCE..].to_vec())).unwrap();
        let opened = emptied(plain).unwrap();
        assert_eq!(*opened, chance);
    }
}
