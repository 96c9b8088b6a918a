//! Containers against each other, and files that mean harm.

use std::io::Write;

use proptest::prelude::*;

use super::*;

fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
    let rows = rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    Sheet { name: name.to_owned(), rows }
}

fn small() -> Workbook {
    let survey = sheet(
        "survey",
        &[&["type", "name", "label"], &["text", "a", "A | B"], &["note", "", "\"C\", D"]],
    );
    Workbook { sheets: vec![survey, sheet("choices", &[&["list_name", "name"], &["l", "x"]])] }
}

const WRITTEN: [Container; 3] = [Container::Xlsx, Container::Csv, Container::Markdown];

#[test]
fn what_is_written_is_read_again() {
    for container in WRITTEN {
        let bytes = write(&small(), container).unwrap();
        assert_eq!(read(&bytes, container, &Limits::default()), Ok(small()), "{container:?}");
        assert_eq!(write(&small(), container).unwrap(), bytes, "{container:?} is not reproducible");
    }
    assert!(matches!(write(&small(), Container::Xls), Err(WorkbookError::Unwritable(_))));
}

#[test]
fn tables_may_have_their_name_in_the_heading_and_prose_around_them() {
    let text = "# A form\n| survey | type | name |\n|--|--|--|\n|  | text | a\\|b | # why\n\n\
                |choices|\n| | list_name |\n| | |\n| | l |\nThat is all.\n";
    let read = read(text.as_bytes(), Container::Markdown, &Limits::default()).unwrap();
    let survey = sheet("survey", &[&["type", "name"], &["text", "a|b"]]);
    assert_eq!(read.sheets, [survey, sheet("choices", &[&["list_name"], &["l"]])]);
}

#[test]
fn cells_of_excel_are_text_however_they_are_stored() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    let date = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    page.write_number(0, 0, 1.0).unwrap();
    page.write_number(0, 1, 0.5).unwrap();
    page.write_boolean(0, 2, true).unwrap();
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 2, 29).unwrap();
    page.write_datetime_with_format(0, 3, &day, &date).unwrap();
    let moment = day.and_hms(8, 30, 0).unwrap();
    page.write_datetime_with_format(0, 4, &moment, &date).unwrap();
    let time = rust_xlsxwriter::ExcelDateTime::from_hms(8, 30, 0).unwrap();
    page.write_datetime_with_format(0, 5, &time, &date).unwrap();
    page.write_string(0, 6, " a\u{a0}b ").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let read = read(&bytes, Container::Xlsx, &Limits::default()).unwrap();
    assert_eq!(
        read.sheets[0].rows,
        [["1", "0.5", "TRUE", "2024-02-29", "2024-02-29T08:30:00", "08:30:00", "a\u{a0}b"]]
    );
}

#[track_caller]
fn refused(bytes: &[u8], container: Container, limits: &Limits, says: &str) {
    match read(bytes, container, limits) {
        Err(WorkbookError::TooBig(message)) => assert_eq!(message.to_string(), says),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_too_big_is_refused() {
    let csv = b"survey\n,a,b\n,c,d\n";
    let limits = Limits::default;
    let one = |limits: Limits, says: &str| refused(csv, Container::Csv, &limits, says);
    one(Limits { file: 10, ..limits() }, "17 bytes in the file; at most 10 are accepted");
    one(Limits { sheets: 0, ..limits() }, "1 sheets; at most 0 are accepted");
    one(Limits { rows: 1, ..limits() }, "2 rows in the sheet `survey`; at most 1 are accepted");
    one(
        Limits { columns: 1, ..limits() },
        "2 columns in the sheet `survey`; at most 1 are accepted",
    );
    one(Limits { cells: 3, ..limits() }, "4 cells in the sheet `survey`; at most 3 are accepted");
    refused(
        "s\n,äöü\n".as_bytes(),
        Container::Csv,
        &Limits { characters: 2, ..limits() },
        "3 characters in row 1 of the sheet `s`; at most 2 are accepted",
    );
}

#[test]
fn an_archive_is_measured_before_it_is_parsed() {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for name in ["xl/workbook.xml", "xl/worksheets/sheet1.xml"] {
        archive.start_file(name, options).unwrap();
        archive.write_all(&vec![b' '; 1_000_000]).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    let refused = |limits, says: &str| refused(&bytes, Container::Xlsx, &limits, says);
    let usual = Limits::default;
    refused(Limits { entries: 1, ..usual() }, "2 files in the workbook; at most 1 are accepted");
    refused(
        Limits { unpacked: 1_500_000, ..usual() },
        "the workbook unpacks to more than 1500000 bytes",
    );
    let ratio = 2_000_000 / bytes.len();
    refused(
        Limits { file: 100_000, ..usual() },
        &format!("the workbook unpacks to {ratio} times its size; 100 times are accepted"),
    );
}

/// Room for what a file says of itself is made before it is read.
#[test]
fn a_promise_of_billions_of_texts_is_refused() {
    for (name, promise) in
        [("xl/sharedStrings.xml", "4000000000"), ("XL/SHAREDSTRINGS.XML", " 4000000000")]
    {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        let text = format!(
            "<?xml version='1.0'?><!-- --><x:sst count='1'\nuniqueCount = \"{promise}\" xmlns:x='y'/>"
        );
        archive.write_all(text.replace("/>", "></x:sst>").as_bytes()).unwrap();
        let bytes = archive.finish().unwrap().into_inner();
        let says = "the workbook claims to have 4000000000 texts; at most 2000000 are accepted";
        refused(&bytes, Container::Xlsx, &Limits::default(), says);
    }
}

#[test]
fn one_cell_far_out_costs_nothing() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_string(1_048_575, 16_383, "x").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let says = "1048576 rows in the sheet `Sheet1`; at most 100000 are accepted";
    refused(&bytes, Container::Xlsx, &Limits::default(), says);
}

proptest! {
    /// Whatever bytes come, the answer is a workbook or a reason.
    #[test]
    fn reading_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        for container in [Container::Xlsx, Container::Xls, Container::Csv, Container::Markdown] {
            let _ = read(&bytes, container, &Limits::default());
        }
    }

    /// A damaged workbook is refused or read, and nothing else happens.
    #[test]
    fn damaged_workbooks_never_panic(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = write(&small(), Container::Xlsx).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = read(&bytes, Container::Xlsx, &Limits::default());
    }

    /// Any texts survive every container, but for what it cannot hold.
    #[test]
    fn texts_survive(cells in proptest::collection::vec("[ -~äß€]{0,9}", 1..9)) {
        let mut row: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
        while row.last().is_some_and(String::is_empty) {
            row.pop();
        }
        prop_assume!(!row.is_empty());
        let name = "survey".to_owned();
        let workbook = Workbook { sheets: vec![Sheet { name, rows: vec![row] }] };
        for container in WRITTEN {
            let bytes = write(&workbook, container).unwrap();
            let back = read(&bytes, container, &Limits::default()).unwrap();
            prop_assert_eq!(&back, &workbook, "{:?}", container);
        }
    }
}
