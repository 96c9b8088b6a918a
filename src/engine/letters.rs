//! Letters without what stands on them: `Łódź` is `Lodz`.

use icu_normalizer::DecomposingNormalizerBorrowed as DecomposingNormalizer;

/// A text with its letters taken apart into the basic one and its accents, which are signs of their own.
pub(super) fn taken_apart(text: &str) -> String {
    let apart = DecomposingNormalizer::new_nfkd().normalize(text);
    let mut out = String::with_capacity(apart.len());
    for c in apart.chars() {
        match c {
            // Letters that are no letter with an accent.
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'Æ' => out.push_str("AE"),
            'œ' => out.push_str("oe"),
            'Œ' => out.push_str("OE"),
            'ł' => out.push('l'),
            'Ł' => out.push('L'),
            'ø' => out.push('o'),
            'Ø' => out.push('O'),
            'đ' | 'ð' => out.push('d'),
            'Đ' | 'Ð' => out.push('D'),
            'ħ' => out.push('h'),
            'Ħ' => out.push('H'),
            'ı' => out.push('i'),
            'ŧ' => out.push('t'),
            'Ŧ' => out.push('T'),
            'þ' => out.push_str("th"),
            'Þ' => out.push_str("Th"),
            c => out.push(c),
        }
    }
    out
}
