//! What people type from paper: access codes and withdrawal codes. Letters and digits without
//! I, L, O and U (Crockford's base 32), the last one a check character.
//!
//! Start reading at [`Typed::parse`]. Nothing here knows a survey, a key or a store.

mod offensive;

use std::fmt;

use rand::Rng;
use zeroize::Zeroize;

/// The code in a letter: 60 random bits and a check character, `K7MP-29XR-4HTW-Z`.
pub type AccessCode = Typed<13>;
/// What lets a person have her submitted answers deleted later, where a survey offers it: 125
/// random bits and a check character.
pub type WithdrawalCode = Typed<26>;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SIZE: u8 = 32;

/// Symbols to be read and typed by people, of which the last one checks the others. Wiped from
/// memory after use; its debug output tells nothing.
///
/// The check character is a weighted sum over GF(32). The weights of up to 31 symbols are
/// different powers of a generator, so every single wrong symbol shows, and so does every swap of
/// two, next to each other or not.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Typed<const N: usize>([u8; N]);

/// Why what was typed is no code. Nothing had to be looked up to find out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistyped {
    /// Nothing, or only spaces and hyphens.
    Empty,
    /// A character that no code has.
    Unknown(char),
    /// So many symbols; a code has another number.
    Length(usize),
    /// The check character does not fit: one symbol is wrong, or two are swapped.
    Check,
}

impl<const N: usize> Typed<N> {
    /// How many symbols it has, with the check character.
    pub const LENGTH: usize = N;

    /// Draws symbols that spell nothing offensive.
    pub fn draw(random: &mut dyn Rng) -> Self {
        loop {
            let mut symbols = [0; N];
            random.fill_bytes(&mut symbols);
            for symbol in &mut symbols {
                *symbol %= SIZE;
            }
            if let [data @ .., last] = symbols.as_mut_slice() {
                *last = check(data);
            }
            let drawn = Self(symbols);
            if !offensive::is_offensive(&drawn.plain()) {
                return drawn;
            }
        }
    }

    /// Reads what somebody typed or pasted: spaces, hyphens and small letters are fine, O is read
    /// as 0, I and L as 1; also letters and digits that other keyboards have instead. Of a link,
    /// what stands behind its `#`.
    pub fn parse(text: &str) -> Result<Self, Mistyped> {
        let text = text.rsplit_once('#').map_or(text, |(_, code)| code);
        let mut symbols = [0; N];
        let mut length = 0;
        for c in text.chars().filter(|&c| !is_between(c)) {
            let symbol = symbol(c).ok_or(Mistyped::Unknown(c))?;
            if let Some(place) = symbols.get_mut(length) {
                *place = symbol;
            }
            length += 1;
        }
        match symbols.as_slice() {
            _ if length == 0 => Err(Mistyped::Empty),
            _ if length != N => Err(Mistyped::Length(length)),
            [data @ .., last] if check(data) == *last => Ok(Self(symbols)),
            _ => Err(Mistyped::Check),
        }
    }

    /// The symbols without hyphens: for links, and for what is derived from them.
    pub fn plain(&self) -> String {
        self.0.iter().map(|&symbol| letter(symbol)).collect()
    }
}

/// In groups of four, as printed.
impl<const N: usize> fmt::Display for Typed<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, group) in self.0.chunks(4).enumerate() {
            if index > 0 {
                f.write_str("-")?;
            }
            for &symbol in group {
                write!(f, "{}", letter(symbol))?;
            }
        }
        Ok(())
    }
}

impl<const N: usize> fmt::Debug for Typed<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Typed")
    }
}

impl<const N: usize> Drop for Typed<N> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

fn letter(symbol: u8) -> char {
    ALPHABET.get(usize::from(symbol)).copied().map_or('?', char::from)
}

/// What may stand between the symbols: spaces, hyphens and dashes, and what copying from a
/// document brings along unseen.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '-' | '_' | '.' | '\u{ad}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}')
        || matches!(c, '\u{ff0d}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2010}'..='\u{2015}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

fn symbol(c: char) -> Option<u8> {
    let c = match latin(c).to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|&letter| char::from(letter) == c)?;
    u8::try_from(place).ok()
}

/// The Latin letter or digit that looks like what another keyboard or the input method of a phone
/// gave: Arabic and Persian digits, Turkish i, Cyrillic letters, wide forms.
fn latin(c: char) -> char {
    let digit = |first: u32| char::from_digit(u32::from(c) - first, 10);
    match c {
        '\u{660}'..='\u{669}' => digit(0x660).unwrap_or(c),
        '\u{6f0}'..='\u{6f9}' => digit(0x6f0).unwrap_or(c),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        'ı' | 'İ' | 'І' | 'і' => '1',
        'А' | 'а' => 'A',
        'В' | 'в' => 'B',
        'С' | 'с' => 'C',
        'Е' | 'е' => 'E',
        'Н' | 'н' => 'H',
        'К' | 'к' => 'K',
        'М' | 'м' => 'M',
        'О' | 'о' => '0',
        'Р' | 'р' => 'P',
        'Т' | 'т' => 'T',
        'Х' | 'х' => 'X',
        other => other,
    }
}

/// The symbol that brings the weighted sum to zero. With `n` symbols before it the weights are the
/// powers n … 1 of a generator, and 0 for the check symbol itself.
fn check(data: &[u8]) -> u8 {
    data.iter().fold(0, |sum, symbol| times_generator(sum ^ symbol))
}

/// Multiplication by x in GF(2)\[x\] modulo x⁵ + x² + 1, where x generates all 31 units.
fn times_generator(element: u8) -> u8 {
    let shifted = element << 1;
    if shifted & SIZE == 0 { shifted } else { shifted ^ 0b10_0101 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::*;

    fn codes(number: usize) -> Vec<AccessCode> {
        let mut random = StdRng::seed_from_u64(4);
        (0..number).map(|_| AccessCode::draw(&mut random)).collect()
    }

    fn parse(text: &str) -> Result<String, Mistyped> {
        AccessCode::parse(text).map(|code| code.to_string())
    }

    #[test]
    fn the_generator_meets_every_unit_once() {
        let mut seen = std::collections::BTreeSet::new();
        let mut element = 1;
        for _ in 0..31 {
            assert!(element != 0 && element < SIZE && seen.insert(element));
            element = times_generator(element);
        }
        assert_eq!(element, 1);
    }

    /// The sum is linear, so a wrong symbol shows if and only if its weight times the difference is
    /// not zero: checked for all differences at all places, and for all swaps of two places.
    #[test]
    fn every_single_error_and_every_swap_shows() {
        fn all<const N: usize>() {
            let sum = |symbols: [u8; N]| check(&symbols[..N - 1]) ^ symbols[N - 1];
            for place in 0..N {
                for difference in 1..SIZE {
                    let mut wrong = [0; N];
                    wrong[place] = difference;
                    assert_ne!(sum(wrong), 0, "{place} {difference}");
                    for other in 0..place {
                        // a and b at two places become b and a: both change by a − b.
                        let mut swapped = wrong;
                        swapped[other] = difference;
                        assert_ne!(sum(swapped), 0, "{place} {other} {difference}");
                    }
                }
            }
        }
        all::<{ AccessCode::LENGTH }>();
        all::<{ WithdrawalCode::LENGTH }>();
    }

    /// The same on whole codes, through the door that residents use.
    #[test]
    fn mistyped_codes_are_told_from_codes() {
        for code in codes(20) {
            let plain: Vec<char> = code.plain().chars().collect();
            let parse = |symbols: &[char]| AccessCode::parse(&symbols.iter().collect::<String>());
            assert_eq!(parse(&plain), Ok(code.clone()));
            for place in 0..plain.len() {
                for &other in ALPHABET {
                    let mut wrong = plain.clone();
                    wrong[place] = char::from(other);
                    assert_eq!(parse(&wrong).is_ok(), wrong == plain);
                }
                for other in 0..place {
                    let mut swapped = plain.clone();
                    swapped.swap(place, other);
                    assert_eq!(parse(&swapped).is_ok(), swapped == plain);
                }
                let mut short = plain.clone();
                short.remove(place);
                assert_eq!(parse(&short).err(), Some(Mistyped::Length(12)));
            }
        }
    }

    #[test]
    fn what_people_do_to_codes_is_forgiven() {
        let code = codes(1).remove(0);
        let (printed, plain) = (code.to_string(), code.plain());
        let loose = plain.chars().map(|c| format!(" {c}\u{2013}")).collect::<String>();
        for typed in [
            &printed,
            &plain,
            &printed.to_lowercase(),
            &printed.replace('-', " – "),
            &format!("\u{feff}  {plain}\u{200b}\n"),
            &format!("https://umfrage.example/s/wesermarsch#{plain}"),
            &format!("#{}", plain.to_lowercase()),
            &loose,
        ] {
            assert_eq!(parse(typed).as_ref(), Ok(&printed), "{typed:?}");
        }
        for (typed, read) in [
            ("oO0", "000"),
            ("iIlL1", "11111"),
            ("٠١٩۰۵", "01905"),
            ("ВАТ", "BAT"),
            ("ＫＭ７", "KM7"),
            ("ıі", "11"),
        ] {
            let symbols: String = typed.chars().map(|c| letter(symbol(c).unwrap())).collect();
            assert_eq!(symbols, read, "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_is_named() {
        assert_eq!(parse(""), Err(Mistyped::Empty));
        assert_eq!(parse(" - – "), Err(Mistyped::Empty));
        assert_eq!(parse("K7MP-29XU-4HTW-Z"), Err(Mistyped::Unknown('U')));
        assert_eq!(parse("K7MP*"), Err(Mistyped::Unknown('*')));
        assert_eq!(parse("K7MP-29XR-4HTW"), Err(Mistyped::Length(12)));
        assert_eq!(parse(&"7".repeat(100_000)), Err(Mistyped::Length(100_000)));
    }

    #[test]
    fn codes_are_printed_in_groups_and_hidden_from_logs() {
        let mut random = StdRng::seed_from_u64(4);
        let withdrawal = WithdrawalCode::draw(&mut random);
        assert_eq!(codes(1)[0].to_string().len(), 13 + 3);
        assert_eq!(withdrawal.to_string().len(), 26 + 6);
        assert_eq!(WithdrawalCode::parse(&withdrawal.to_string()), Ok(withdrawal.clone()));
        assert_eq!(format!("{withdrawal:?}"), "Typed");
    }

    /// Each symbol of the data is drawn from all 32, about equally often.
    #[test]
    fn every_symbol_is_drawn() {
        let mut seen = [[0_u32; 32]; AccessCode::LENGTH];
        for code in codes(20_000) {
            for (place, &symbol) in code.0.iter().enumerate() {
                seen[place][usize::from(symbol)] += 1;
            }
        }
        for counts in seen {
            assert!(counts.iter().all(|&n| (400..850).contains(&n)), "{counts:?}");
        }
    }

    proptest! {
        #[test]
        fn anything_can_be_typed(text in any::<String>()) {
            if let Ok(code) = AccessCode::parse(&text) {
                prop_assert_eq!(AccessCode::parse(&code.to_string()), Ok(code));
            }
        }
    }
}
