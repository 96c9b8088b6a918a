#![no_main]

#[path = "../properties.rs"]
#[allow(dead_code, reason = "each target has one property")]
mod properties;

use zugvogel::formats::workbook::Container;

// The first byte says what the others are. `.xls` is left out: it is for one's own files only.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let container = match first % 3 {
        0 => Container::Xlsx,
        1 => Container::Csv,
        _ => Container::Markdown,
    };
    properties::form(rest, container);
});
