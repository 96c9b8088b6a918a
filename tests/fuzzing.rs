//! What the fuzz targets search for, tried in every test run: with any text, and with texts made of
//! the pieces of good ones, which get further. The properties are in `fuzz/properties.rs`.

#[path = "../fuzz/properties.rs"]
#[expect(clippy::panic, reason = "clippy takes only functions marked as tests for tests")]
mod properties;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use zugvogel::formats::workbook::Container;

const QUESTIONNAIRE: &str = include_str!("../questionnaires/feedback.json");
const FORM: &str = include_str!("forms/library.md");

/// The same cases on every run.
fn cases(cases: u32) -> ProptestConfig {
    let rng_seed = RngSeed::Fixed(20_261_122);
    ProptestConfig { cases, rng_seed, failure_persistence: None, ..ProptestConfig::default() }
}

/// Texts made of pieces, with anything in between.
fn pieces(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(pieces).prop_map(str::to_owned),
        1 => ".{0,6}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

const OF_EXPRESSIONS: &[&str] = &[
    "${a}",
    "${bb}",
    "${ccc}",
    "${last-saved#a}",
    ".",
    "..",
    "/",
    "//",
    "current()/",
    "../a",
    "./bb",
    "/data/ccc",
    "[",
    "]",
    "[1]",
    "[last()]",
    "[. > 1]",
    "[a = ${bb}]",
    "position(..)",
    "position()",
    "instance('list')/root/item",
    "/label",
    "name",
    "1",
    "0",
    "-3.5",
    "'x'",
    "'2024-02-29'",
    "'%Y'",
    "(",
    ")",
    ",",
    " and ",
    " or ",
    " div ",
    " mod ",
    "=",
    "!=",
    "<",
    ">=",
    "+",
    "-",
    "*",
    "|",
    "if(",
    "once(",
    "date(",
    "date-time(",
    "format-date(",
    "round(",
    "substr(",
    "substring(",
    "selected-at(",
    "regex(",
    "today()",
    "now()",
    "sum(",
    "max(",
    "concat(",
    "pow(",
    "random()",
    "randomize(",
    "uuid(",
    "digest(",
    "area(",
    "distance(",
    "geofence(",
    "indexed-repeat(",
    "pulldata('list',",
    "jr:choice-name(",
    "'${a}'",
    "\0",
    "\n",
    " ",
    "nothing(",
];

const OF_MARKDOWN: &[&str] = &[
    "**",
    "*",
    "_",
    "# ",
    "- ",
    "1. ",
    "    ",
    "\n",
    "\n\n",
    "[",
    "](",
    ")",
    "<b>",
    "</b>",
    "<div ",
    ">",
    "<",
    "https://a.example",
    "javascript:x",
    "mailto:a@b.c",
    "${a}",
    "${",
    "}",
    "`",
    "|",
    "ä",
    "&amp;",
    "![",
    "\\",
    "text",
];

/// Expressions that are well formed, with operands of the wrong kind and absurd arguments.
fn expressions() -> impl Strategy<Value = String> {
    const LEAVES: &[&str] = &[
        "${a}",
        "${bb}",
        "${ccc}",
        "${last-saved#a}",
        ".",
        "../a",
        "/data/ccc",
        "name",
        "current()",
        "1",
        "0",
        "-3.5",
        "99999999999999999999",
        "(1 div 0)",
        "(0 div 0)",
        "''",
        "'x'",
        "' a  b '",
        "'2024-02-29'",
        "'2024-03-31T02:30:00.000+01:00'",
        "'53.2 8.3; 53.2 8.6; 53.5 8.6'",
        "today()",
        "now()",
        "true()",
        "random()",
        "uuid()",
        "position(..)",
        "instance('list')/root/item[position() = 1]/label",
        "${ccc}[. != '']",
        "${r}[a = ${bb}]/ccc",
    ];
    const SHAPES: &[&str] = &[
        "# + #",
        "# - #",
        "# * #",
        "# div #",
        "# mod #",
        "-#",
        "# = #",
        "# != #",
        "# < #",
        "# >= #",
        "# and #",
        "# or #",
        "(#)",
        "if(#, #, #)",
        "not(#)",
        "coalesce(#, #)",
        "once(#)",
        "concat(#, #)",
        "join(#, #, #)",
        "substr(#, #, #)",
        "substring(#, #, #)",
        "translate(#, #, #)",
        "contains(#, #)",
        "substring-before(#, #)",
        "normalize-space(#)",
        "string-length(#)",
        "regex(#, #)",
        "digest(#, 'MD5')",
        "base64-decode(#)",
        "uuid(#)",
        "selected(#, #)",
        "selected-at(#, #)",
        "count-selected(#)",
        "jr:choice-name(#, '${a}')",
        "round(#, #)",
        "int(#)",
        "pow(#, #)",
        "log(#)",
        "min(#, #)",
        "max(#, #)",
        "sum(${ccc})",
        "count(${ccc} | ${a})",
        "checklist(#, #, #)",
        "weighted-checklist(#, #, #, #)",
        "date(#)",
        "date-time(#)",
        "decimal-date-time(#)",
        "decimal-time(#)",
        "format-date(#, #)",
        "format-date(#, '%a %e %b %y')",
        "area(#)",
        "distance(#, #)",
        "geofence(#, string(#))",
        "${ccc}[#]",
        "/data/r[#]/a",
        "count(instance('list')/root/item[#])",
        "pulldata('list', #, #, #)",
        "indexed-repeat(${a}, ${r}, #)",
        "join(#, randomize(${ccc}, #))",
    ];
    prop::sample::select(LEAVES).prop_map(str::to_owned).prop_recursive(5, 60, 4, |inner| {
        let operands = prop::collection::vec(inner, 4);
        (prop::sample::select(SHAPES), operands).prop_map(|(shape, operands)| {
            let mut operands = operands.iter();
            let filled = shape.chars().map(|c| match (c, operands.as_slice()) {
                ('#', [_, ..]) => operands.next().cloned().unwrap_or_default(),
                (c, _) => c.to_string(),
            });
            filled.collect()
        })
    })
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn well_formed_expressions_have_values(source in expressions(), answers in "(.{0,8}\n){0,4}") {
        properties::expression(&format!("{source}\0{answers}"));
    }

    #[test]
    fn any_text_is_an_expression_or_refused(input in ".{0,80}") {
        properties::expression(&input);
    }

    #[test]
    fn pieces_of_expressions_are_one_or_refused(input in pieces(OF_EXPRESSIONS)) {
        properties::expression(&input);
    }

    #[test]
    fn any_markdown_is_allowed_markup(source in ".{0,80}") {
        properties::markdown(&source);
    }

    #[test]
    fn pieces_of_markdown_are_allowed_markup(source in pieces(OF_MARKDOWN)) {
        properties::markdown(&source);
    }

    #[test]
    fn any_bytes_are_a_questionnaire_or_have_problems(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        properties::questionnaire(&bytes);
    }
}

const HEADS: &[&[u8]] = &[
    b"",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0",
    b"\xff\xd8\xff",
    b"\xff\xd8\xff\xe0\0\x02\xff\xc0\0\x0b\x08",
    b"RIFF\0\0\0\0WEBPVP8 ",
    b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f",
    b"RIFF\0\0\0\0WEBPVP8X",
    b"ID3",
    b"\xff\xfb",
    b"OggS",
    b"\0\0\0\x20ftypisom",
    b"\x1a\x45\xdf\xa3",
];

proptest! {
    #![proptest_config(cases(300))]

    /// Bytes that begin as files of some format do.
    #[test]
    fn any_file_is_shown_or_told(
        head in prop::sample::select(HEADS),
        rest in prop::collection::vec(prop_oneof![2 => any::<u8>(), 1 => Just(0xff), 1 => Just(0)], 0..40),
    ) {
        properties::medium(&[head, &rest].concat());
    }

    /// A sound questionnaire of which some lines were lost, doubled or exchanged.
    #[test]
    fn a_damaged_questionnaire_has_problems_or_is_one(
        damages in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..3), 0..4),
    ) {
        let mut lines: Vec<&str> = QUESTIONNAIRE.lines().collect();
        for (one, two, damage) in damages {
            let (one, two) = (one.index(lines.len()), two.index(lines.len()));
            match damage {
                0 => { lines.remove(one); }
                1 => lines.insert(one, lines[two]),
                _ => lines.swap(one, two),
            }
        }
        properties::questionnaire(lines.join("\n").as_bytes());
    }

    /// A sound form of which some lines were lost, doubled or exchanged.
    #[test]
    fn a_damaged_form_has_problems_or_is_one(
        damages in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..3), 0..6),
    ) {
        let mut lines: Vec<&str> = FORM.lines().collect();
        for (one, two, damage) in damages {
            let (one, two) = (one.index(lines.len()), two.index(lines.len()));
            match damage {
                0 => { lines.remove(one); }
                1 => lines.insert(one, lines[two]),
                _ => lines.swap(one, two),
            }
        }
        properties::form(lines.join("\n").as_bytes(), Container::Markdown);
    }

    /// A sound form of which some cells were emptied, exchanged or taken from elsewhere.
    #[test]
    fn a_form_with_other_cells_has_problems_or_is_one(
        damages in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..3), 0..9),
    ) {
        let mut cells: Vec<&str> = FORM.split('|').collect();
        for (one, two, damage) in damages {
            let (one, two) = (one.index(cells.len()), two.index(cells.len()));
            if cells[one].contains('\n') || cells[two].contains('\n') {
                continue;
            }
            match damage {
                0 => cells[one] = " ",
                1 => cells[one] = cells[two],
                _ => cells.swap(one, two),
            }
        }
        properties::form(cells.join("|").as_bytes(), Container::Markdown);
    }

    #[test]
    fn any_small_workbook_is_a_form_or_has_problems(cells in forms()) {
        properties::form(cells.as_bytes(), Container::Markdown);
    }
}

/// Sheets of a few rows whose cells are pieces of forms, or anything.
fn forms() -> impl Strategy<Value = String> {
    const HEADERS: &[&str] = &[
        "type",
        "name",
        "label",
        "label::en",
        "label::de",
        "hint",
        "relevant",
        "constraint",
        "calculation",
        "default",
        "parameters",
        "appearance",
        "choice_filter",
        "trigger",
        "repeat_count",
        "required",
        "list_name",
        "image::en",
        "bind::type",
        "x",
        "disabled",
        "zugvogel::kind",
        "zugvogel::min",
        "zugvogel::short::en",
        "save_to",
        "form_id",
        "style",
    ];
    const CELLS: &[&str] = &[
        "text",
        "integer",
        "note",
        "calculate",
        "select_one l",
        "select_multiple l or_other",
        "rank l",
        "range",
        "begin_group",
        "end_group",
        "begin_repeat",
        "end_repeat",
        "begin_loop over l",
        "end_loop",
        "select_one_from_file a.csv",
        "select_one ${a}",
        "image",
        "a",
        "b",
        "c",
        "l",
        "${a}",
        "${b} > 1",
        "${",
        "yes",
        "no",
        "field-list",
        "table-list",
        "randomize=true",
        "start=0 end=4",
        "a=1",
        "1 + 1",
        ". != 2",
        "",
        "",
        "",
        "",
        "[1, 2]",
        "matrix",
        "null",
        "{}",
        "minimal",
    ];
    let cell = prop_oneof![
        12 => prop::sample::select(CELLS).prop_map(str::to_owned),
        1 => "[ -~äß]{0,6}".prop_map(|text| text.replace('|', "")),
    ];
    let row =
        prop::collection::vec(cell, 6).prop_map(|cells| format!("| | {} |\n", cells.join(" | ")));
    let sheet = (
        prop::sample::select(&["survey", "choices", "settings", "entities", "_zugvogel", "notes"]),
        prop::sample::subsequence(HEADERS, 6),
        prop::collection::vec(row, 0..9),
    );
    let sheet = sheet.prop_map(|(name, headers, rows)| {
        format!("| {name} |\n| | {} |\n{}", headers.join(" | "), rows.concat())
    });
    let survey = "| survey |\n| | type | name | label | relevant | appearance | x |\n";
    let rows = prop::collection::vec(
        prop::collection::vec(prop::sample::select(CELLS), 6)
            .prop_map(|cells| format!("| | {} |\n", cells.join(" | "))),
        1..9,
    );
    let choices = "| choices |\n| | list_name | name | label |\n| | l | a | A |\n| | l | b | |\n";
    (rows, prop::collection::vec(sheet, 0..4)).prop_map(move |(rows, sheets)| {
        format!("{survey}{}{choices}{}", rows.concat(), sheets.concat())
    })
}

/// A small picture of each format, and the beginnings of other files.
#[expect(clippy::unwrap_used, reason = "clippy takes only functions marked as tests for tests")]
fn sound_files() -> Vec<Vec<u8>> {
    use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
    let colour = |x, y| Rgba([(x * 20) as u8, (y * 30) as u8, 90, 200]);
    let picture = DynamicImage::from(RgbaImage::from_fn(12, 8, colour));
    let formats = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];
    let pictures = formats.map(|format| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let picture = match format {
            ImageFormat::Jpeg => DynamicImage::from(picture.to_rgb8()),
            _ => picture.clone(),
        };
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    });
    let others =
        [&b"%PDF-1.7"[..], b"PK\x03\x04[Content_Types].xmlword/", b"ID3", b"\0\0\0\0ftyp", b"a;b"];
    pictures.into_iter().chain(others.map(<[u8]>::to_vec)).collect()
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn no_file_breaks_its_examination(bytes in prop::collection::vec(any::<u8>(), 0..200), as_what in any::<u8>()) {
        properties::file(&bytes, as_what);
    }

    #[test]
    fn no_damage_breaks_the_examination(
        which in 0..8_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        length in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
        as_what in any::<u8>(),
    ) {
        let mut bytes = sound_files().remove(which);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(length.index(bytes.len()) + 1);
        }
        let as_what = if which < 3 { 0 } else { as_what };
        properties::file(&bytes, as_what);
    }
}
