//! What a code must not spell: insults, and what may not stand on German number plates.

/// Beginnings and stems, in the languages of the letters. A code never has I, L, O and U, but its
/// digits are read as letters, so the words are compared in the form that [`folded`] gives.
const WORDS: &[&str] = &[
    // German
    "ARSCH", "FICK", "FOTZ", "HURE", "HITL", "HEIL", "JUDE", "KACK", "KANAK", "KZ", "MORD", "NAZI",
    "NEGER", "NUTTE", "PENIS", "PISS", "POPP", "SAU", "SCHEIS", "SCHLAMP", "SCHWUL", "SEX",
    "SPAST", "TITTE", "TOD", "TOT", "VAGIN", "WICHS", "ZIGEUN", // English
    "ANAL", "ANUS", "ASS", "BITCH", "BOOB", "CLIT", "COCK", "CRAP", "CUNT", "DAMN", "DEAD", "DICK",
    "DIE", "DYKE", "FAG", "FART", "FUCK", "FVCK", "GAY", "HATE", "HELL", "HOMO", "KILL", "KKK",
    "NIGG", "PAKI", "PORN", "RAPE", "SHIT", "SLAG", "SLUT", "TITS", "TWAT", "WANK", "WHORE",
    // Turkish, Polish, Romanian, Ukrainian and Russian in Latin letters, Arabic in Latin letters
    "AMK", "AMCIK", "GAVAT", "IBNE", "OROSPU", "PEZEVENK", "PIC", "SIKT", "YARRAK", "CHUJ", "CIPA",
    "DUPA", "JEB", "KURW", "PIZD", "CURVA", "FUT", "MUIE", "PULA", "BLYAT", "HUY", "KHARA", "KALB",
    "KUSS", "SHARMUT", "ZEBB",
];

/// Signs of the prohibited organisations and their codes in digits, as they stand.
const SIGNS: &[&str] = &["88", "18", "14", "AH", "HH", "HJ", "NS", "SA", "SD", "SS"];

/// Whether a code spells something that nobody should find in a letter from the county.
pub(super) fn is_offensive(code: &str) -> bool {
    let read: String = code.chars().map(folded).collect();
    let spells = |word: &&str| read.contains(&word.chars().map(folded).collect::<String>());
    WORDS.iter().any(spells) || SIGNS.iter().any(|sign| code.contains(sign))
}

/// One form for the letters and digits that are taken for each other.
fn folded(c: char) -> char {
    match c {
        'O' | 'Q' => '0',
        'I' | 'L' | 'J' => '1',
        'Z' => '2',
        'E' => '3',
        'A' => '4',
        'S' => '5',
        'G' => '6',
        'T' => '7',
        'B' => '8',
        'U' => 'V',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::super::{AccessCode, WithdrawalCode};
    use super::*;

    #[test]
    fn words_are_found_also_in_digits_and_across_groups() {
        for code in [
            "99F1CK9999999",
            "995CH31559999",
            "NAZ1999999999",
            "999H0M0999999",
            "9999KVRW99999",
            "9889999999999",
        ] {
            assert!(is_offensive(code), "{code}");
        }
        for code in ["K7MP29XR4HTWZ", "0000000000000", "WERDER9999BRE"] {
            assert!(!is_offensive(code), "{code}");
        }
    }

    #[test]
    fn nothing_offensive_is_drawn_and_little_is_thrown_away() {
        let mut random = StdRng::seed_from_u64(1);
        let mut raw = 0;
        for _ in 0..2000 {
            assert!(!is_offensive(&AccessCode::draw(&mut random).plain()));
            let mut bytes = [0; 13];
            rand::Rng::fill_bytes(&mut random, &mut bytes);
            let drawn: String = bytes.iter().map(|b| super::super::letter(b % 32)).collect();
            raw += usize::from(is_offensive(&drawn));
        }
        // Fewer bits by the logarithm of what is kept: under one half of 60.
        assert!(raw < 600, "{raw} of 2000");
        assert!(!is_offensive(&WithdrawalCode::draw(&mut random).plain()));
    }
}
