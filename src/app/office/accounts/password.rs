//! Passwords: which ones are taken, how they are kept, whether one is right.

use std::collections::HashSet;
use std::sync::LazyLock;

use anyhow::anyhow;
use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Block, Params, Version};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::problem::AccountProblem;
use crate::error::Error;

/// Fewest and most characters of a password.
pub(super) const LENGTH: std::ops::RangeInclusive<usize> = 12..=128;
/// A password must differ from the character before at so many places at least.
const LEAST_TURNS: usize = 5;

/// What is tried first, and the words of which people make passwords that are long enough.
static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lists = [include_str!("password/common.txt"), include_str!("password/words.txt")];
    lists.into_iter().flat_map(str::lines).filter(|line| !line.starts_with('#')).collect()
});

/// What an unknown account is checked against, so that it takes as long as a known one.
pub(super) static NOBODY: LazyLock<String> =
    LazyLock::new(|| hash("nobody has this password").unwrap_or_default());

/// Refuses a password that is too short or too long, that guessers try first, or that says no more than
/// the address does.
pub(super) fn examine(password: &str, email: &str) -> Result<(), AccountProblem> {
    if !LENGTH.contains(&password.chars().count()) {
        return Err(AccountProblem::Length);
    }
    match is_common(password, email) {
        true => Err(AccountProblem::Common),
        false => Ok(()),
    }
}

fn is_common(password: &str, email: &str) -> bool {
    let whole = password.to_lowercase();
    // `Passwort2026!!` is no longer than `passwort`.
    let core = whole.trim_matches(|c: char| !c.is_alphabetic());
    let once = repeated(&whole);
    let letters: String = core.chars().filter(|c| c.is_alphabetic()).collect();
    let mine = email.split(['@', '.']).filter(|part| part.chars().count() > 2);
    let mut without = letters.clone();
    mine.for_each(|part| without = without.replace(&part.to_lowercase(), ""));
    let is_mine = without.len() < letters.len() && without.chars().count() < 4;
    let known = [whole.as_str(), core, once, repeated(core), repeated(&letters)];
    turns(&whole) < LEAST_TURNS || is_mine || known.iter().any(|text| COMMON.contains(text))
}

/// The piece of which a text is made by saying it again and again; else all of it.
fn repeated(text: &str) -> &str {
    let piece = |length: &usize| {
        text.is_char_boundary(*length)
            && text.len().is_multiple_of(*length)
            && text.as_bytes().chunks(*length).all(|part| part == &text.as_bytes()[..*length])
    };
    let length = (1..text.len()).find(piece).unwrap_or(text.len());
    text.get(..length).unwrap_or(text)
}

/// How often a text goes on with something else than the same, the next, or the one before: `123456` once.
fn turns(text: &str) -> usize {
    let piece: Vec<u32> = repeated(text).chars().map(u32::from).collect();
    let is_step = |pair: &[u32]| pair[0].abs_diff(pair[1]) <= 1;
    piece.windows(2).filter(|pair| !is_step(pair)).count()
}

/// Argon2id, RFC 9106's second choice but for one lane: 64 MiB, three passes.
fn argon2() -> Result<Argon2<'static>, Error> {
    let params = Params::new(65_536, 3, 1, None).map_err(|e| anyhow!("argon2: {e}"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// What is kept of a password.
pub(super) fn hash(password: &str) -> Result<String, Error> {
    let hash = argon2()?.hash_password(password.as_bytes()).map_err(|e| anyhow!("argon2: {e}"))?;
    Ok(hash.to_string())
}

/// Whether a password belongs to a hash.
pub(super) fn is_right(password: &str, hash: &str, memory: &mut Vec<Block>) -> bool {
    let Ok(hash) = argon2::password_hash::phc::PasswordHash::new(hash) else { return false };
    let (Ok(params), Some(salt), Some(expected)) = (Params::try_from(&hash), hash.salt, hash.hash)
    else {
        return false;
    };
    memory.resize(params.block_count(), Block::new());
    let mut out = Zeroizing::new(vec![0; expected.as_bytes().len()]);
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hashed =
        argon2.hash_password_into_with_memory(password.as_bytes(), &salt, &mut out, memory);
    hashed.is_ok() && bool::from(out.ct_eq(expected.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_guessers_try_first_is_refused() {
        let examined = |password: &str| examine(password, "meike.albers@wesermarsch.example");
        for common in [
            "passwort1234",
            "Passwort2026!",
            "PasswortPasswort",
            "passwordpassword",
            "qwertzuiopasdfghjkl",
            "1qaz2wsx3edc",
            "123456789012",
            "987654321098",
            "abcdefghijklmn",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "Wesermarsch-2026",
            "Landkreis2026!!",
            "MeikeAlbers1990",
            "meike.albers@wesermarsch.example",
            "zugvogel-zugvogel",
            "Umfrage2026!",
        ] {
            assert_eq!(examined(common), Err(AccountProblem::Common), "{common}");
        }
        for fine in [
            "Sturmflut-1962-Wangerooge",
            "vier graue gänse fliegen",
            "kx3m-p9vd-22hw-qq7z",
            "Albers hat elf Enten",
            "Grünkohl und Pinkel",
        ] {
            assert_eq!(examined(fine), Ok(()), "{fine}");
        }
        assert_eq!(examined("kurz"), Err(AccountProblem::Length));
        assert_eq!(examined(&"lang ".repeat(26)), Err(AccountProblem::Length));
    }
}
