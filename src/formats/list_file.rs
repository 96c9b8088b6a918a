//! Choice lists in files beside a questionnaire: CSV, and the two other formats XLSForm knows.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::json::unfit;
use super::separated;
use crate::engine::model::{Choice, ListFile, Text};
use crate::engine::problem::{Remark, remark};
use crate::engine::spelling::nearest;

/// The choices of a file, and the lines that they stand in; none where that is not known.
#[derive(Debug, Default)]
pub(super) struct ReadList {
    pub(super) choices: Vec<Choice>,
    pub(super) lines: Vec<usize>,
    /// What is wrong with single choices, by their number; they are there as far as they go.
    pub(super) faults: Vec<(usize, Remark)>,
}

/// Why no choices can be read, and what to do about it.
#[derive(Debug)]
pub(super) struct ListFault {
    pub(super) what: Remark,
    pub(super) hint: Option<Remark>,
}

impl From<Remark> for ListFault {
    fn from(what: Remark) -> Self {
        Self { what, hint: None }
    }
}

/// Reads the choices of a file by its extension. A table that only expressions look into needs no
/// columns for values and labels.
pub(super) fn read(
    list: &ListFile,
    bytes: &[u8],
    is_table: bool,
) -> Result<ReadList, Vec<ListFault>> {
    let without_lines = |choices| ReadList { choices, ..ReadList::default() };
    let alone = |what: Remark| vec![what.into()];
    match list.file.rsplit('.').next() {
        Some("geojson") => from_geojson(list, bytes, is_table).map(without_lines).map_err(alone),
        Some("xml") => from_xml(list, bytes, is_table).map(without_lines).map_err(alone),
        _ => from_csv(list, bytes, is_table),
    }
}

/// Whether a table in CSV has the columns of a list, and not those of a form.
pub(super) fn is_list(bytes: &[u8]) -> bool {
    let text = separated::text(bytes).unwrap_or_else(|| separated::from_excel(bytes).into());
    let parted = separated::parted(&text);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(parted.delimiter).from_reader(parted.rows.as_bytes());
    let Ok(headers) = reader.headers() else { return false };
    let has = |name: &str| headers.iter().any(|header| header.trim() == name);
    let is_labelled = headers.iter().any(|it| it.trim() == "label" || it.starts_with("label::"));
    (has("value") || has("name")) && is_labelled && !has("type")
}

/// A value column, `label` or `label::de` …; every other column becomes an attribute.
fn from_csv(list: &ListFile, bytes: &[u8], is_table: bool) -> Result<ReadList, Vec<ListFault>> {
    let text = separated::text(bytes).unwrap_or_else(|| separated::from_excel(bytes).into());
    let parted = separated::parted(&text);
    if let Some(quote) = separated::open_quote(&parted) {
        let (file, line) = (&list.file, quote.line);
        let what = remark!("list-quote-open", file, line);
        let hint = Some(separated::close_quote());
        return Err(vec![ListFault { what: quote.with_rows(what), hint }]);
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(parted.delimiter)
        .flexible(true)
        .from_reader(parted.rows.as_bytes());
    let fail = |error: csv::Error| vec![unreadable(list, &error).into()];
    let headers: Vec<String> =
        reader.headers().map_err(fail)?.iter().map(|header| header.trim().to_owned()).collect();
    let (value, label) = columns(list, &headers, is_table)?;
    let translated = format!("{label}::");
    let mut read = ReadList::default();
    for row in reader.records() {
        let row = row.map_err(fail)?;
        let line = row.position().map_or(0, |position| line_of(position, parted.rows));
        if row.iter().all(str::is_empty) {
            continue;
        }
        if row.len() != headers.len() {
            let what = remark!("list-row-length", found = row.len(), wanted = headers.len());
            read.faults.push((read.choices.len(), what));
        }
        let mut choice = Choice::default();
        let mut labels = BTreeMap::new();
        for (header, cell) in headers.iter().zip(row.iter()) {
            if *header == value {
                choice.value = cell.to_owned();
            } else if *header == label {
                choice.label = Text::Same(cell.to_owned());
            } else if let Some(language) = header.strip_prefix(&translated) {
                labels.insert(language.to_owned(), cell.to_owned());
                continue;
            }
            let is_used = *header == value || *header == label;
            if is_column(header) || !is_used {
                choice.attributes.insert(header.clone(), cell.to_owned());
            }
        }
        if !labels.is_empty() {
            choice.label = Text::By(labels);
        }
        read.choices.push(choice);
        read.lines.push(parted.above + line);
    }
    Ok(read)
}

/// The columns of values and labels, or which of them are missing.
fn columns(
    list: &ListFile,
    headers: &[String],
    is_table: bool,
) -> Result<(String, String), Vec<ListFault>> {
    let told = |what: Remark, near: Option<Remark>| {
        let columns: Vec<String> = headers.iter().map(|header| format!("`{header}`")).collect();
        let what = what.with(remark!("list-columns", columns = columns.join(", ")));
        ListFault { what, hint: near }
    };
    let mut faults = Vec::new();
    let value = value_column(list, |name| headers.iter().any(|header| header == name));
    let value = value.unwrap_or_else(|what| {
        if !is_table {
            let wanted = list.value.as_deref().unwrap_or("value");
            faults.push(told(what, meant_header(headers, wanted, VALUES)));
        }
        String::new()
    });
    let label = list.label.as_deref().unwrap_or("label");
    let translated = format!("{label}::");
    if !is_table && !headers.iter().any(|it| it == label || it.starts_with(&translated)) {
        let what = remark!("list-no-label-column", file = list.file, label);
        faults.push(told(what, meant_header(headers, label, LABELS)));
    }
    if faults.is_empty() { Ok((value, label.to_owned())) } else { Err(faults) }
}

/// What people call the columns of values and labels.
const VALUES: &[&str] = &["wert", "code", "kode", "key", "schlüssel", "id", "nummer", "nr"];
const LABELS: &[&str] =
    &["beschriftung", "bezeichnung", "text", "titel", "title", "labels", "antwort", "anzeige"];

/// How the header is written that was meant by one that is misspelt or says the same; what is said of a
/// language stays.
fn meant_header(headers: &[String], wanted: &str, usual: &[&str]) -> Option<Remark> {
    let parted = |header: &str| match header.split_once(':') {
        Some((name, language)) => (name.to_owned(), language.trim_start_matches(':').to_owned()),
        None => (header.to_owned(), String::new()),
    };
    let is_meant = |name: &str| {
        let name = name.trim().to_lowercase();
        usual.contains(&name.as_str()) || nearest(&name, [wanted].into_iter()).is_some()
    };
    let header = headers.iter().find(|header| is_meant(&parted(header).0))?;
    let (_, language) = parted(header);
    let language = language.trim();
    let near = match language.is_empty() {
        true => wanted.to_owned(),
        false => format!("{wanted}::{language}"),
    };
    Some(remark!("list-rename-column", header, near))
}

/// The line of a row, whose position is before blank lines above it.
fn line_of(position: &csv::Position, text: &str) -> usize {
    let at = |number| usize::try_from(number).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(at(position.byte())..).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    at(position.line()) + blank.filter(|byte| **byte == b'\n').count()
}

/// Whether expressions find a column by its own name only; they know values and labels by these.
fn is_column(header: &str) -> bool {
    !matches!(header, "name" | "value" | "label")
}

/// The features of a collection; their properties are the columns, and `geometry` is one more.
fn from_geojson(list: &ListFile, bytes: &[u8], is_table: bool) -> Result<Vec<Choice>, Remark> {
    let document: Json = serde_json::from_slice(bytes)
        .map_err(|error| remark!("list-no-json", file = list.file).with(unfit(&error).0))?;
    let features = document.get("features").and_then(Json::as_array);
    let features = features.ok_or_else(|| remark!("list-no-features", file = list.file))?;
    let rows = features.iter().map(|feature| {
        let mut row: BTreeMap<String, String> = BTreeMap::new();
        if let Some(id) = feature.get("id").and_then(plain) {
            row.insert("id".to_owned(), id);
        }
        let properties = feature.get("properties").and_then(Json::as_object);
        for (key, value) in properties.into_iter().flatten() {
            row.extend(plain(value).map(|value| (key.clone(), value)));
        }
        if let Some(point) = feature.get("geometry").and_then(point) {
            row.insert("geometry".to_owned(), point);
        }
        row
    });
    from_rows(list, rows, ("id", "title"), is_table)
}

fn plain(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// A point as ODK writes it: latitude, longitude, height, accuracy.
fn point(geometry: &Json) -> Option<String> {
    let [longitude, latitude, ..] = geometry.get("coordinates")?.as_array()?.as_slice() else {
        return None;
    };
    Some(format!("{} {} 0 0", latitude.as_f64()?, longitude.as_f64()?))
}

/// `<root><item><name>a</name><label>A</label>…</item>…</root>`
fn from_xml(list: &ListFile, bytes: &[u8], is_table: bool) -> Result<Vec<Choice>, Remark> {
    use quick_xml::events::Event;
    let text = std::str::from_utf8(bytes).map_err(|error| unreadable(list, &error))?;
    let mut reader = quick_xml::Reader::from_str(text);
    let mut rows = Vec::new();
    let (mut depth, mut column) = (0, String::new());
    let mut row: BTreeMap<String, String> = BTreeMap::new();
    loop {
        match reader.read_event().map_err(|error| unreadable(list, &error))? {
            Event::Start(start) => {
                depth += 1;
                if depth == 3 {
                    column = start.local_name().as_ref().to_owned();
                    row.entry(column.clone()).or_default();
                }
            }
            Event::Text(text) if depth == 3 => {
                row.entry(column.clone()).or_default().push_str(text.as_ref());
            }
            Event::GeneralRef(entity) if depth == 3 => {
                let text = match entity.as_ref() {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "apos" => "'",
                    "quot" => "\"",
                    entity => return Err(remark!("list-no-entity", file = list.file, entity)),
                };
                row.entry(column.clone()).or_default().push_str(text);
            }
            Event::End(_) => {
                if depth == 2 {
                    rows.push(std::mem::take(&mut row));
                }
                depth -= 1;
            }
            Event::DocType(_) => return Err(remark!("list-document-type", file = list.file)),
            Event::Eof => break,
            _ => {}
        }
    }
    from_rows(list, rows.into_iter(), ("name", "label"), is_table)
}

fn from_rows(
    list: &ListFile,
    rows: impl Iterator<Item = BTreeMap<String, String>>,
    (value, label): (&str, &str),
    is_table: bool,
) -> Result<Vec<Choice>, Remark> {
    let value = list.value.as_deref().unwrap_or(value);
    let label = list.label.as_deref().unwrap_or(label);
    rows.map(|mut row| {
        let name = row.get(value).cloned();
        if name.is_none() && !is_table {
            return Err(remark!("list-entry-without", file = list.file, value));
        }
        let said = row.get(label).cloned().map_or(Text::Absent, Text::Same);
        row.retain(|column, _| is_column(column) || column != value && column != label);
        let value = name.unwrap_or_default();
        Ok(Choice { value, label: said, attributes: row, ..Choice::default() })
    })
    .collect()
}

/// The column of the values: the one that is meant, else the first of the usual ones that is there.
fn value_column(list: &ListFile, has: impl Fn(&str) -> bool) -> Result<String, Remark> {
    match &list.value {
        Some(column) if has(column) => Ok(column.clone()),
        Some(column) => Err(remark!("list-no-column", file = list.file, column)),
        None => ["value", "name"]
            .into_iter()
            .find(|name| has(name))
            .map(str::to_owned)
            .ok_or_else(|| remark!("list-no-value-column", file = list.file)),
    }
}

fn unreadable(list: &ListFile, error: &dyn std::error::Error) -> Remark {
    remark!("list-unreadable", file = list.file, why = error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(file: &str, columns: (Option<&str>, Option<&str>), text: &str, expected: &str) {
        let (value, label) = columns;
        let list = ListFile {
            file: file.to_owned(),
            value: value.map(str::to_owned),
            label: label.map(str::to_owned),
        };
        let found = match read(&list, text.as_bytes(), false) {
            Ok(read) => read
                .choices
                .iter()
                .map(|c| format!("{}={} {:?}", c.value, c.label.get("de", ""), c.attributes))
                .collect::<Vec<_>>()
                .join("; "),
            Err(faults) => faults
                .iter()
                .map(|fault| match &fault.hint {
                    Some(hint) => format!("{}; {hint}", fault.what),
                    None => fault.what.to_string(),
                })
                .collect::<Vec<_>>()
                .join("\n"),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn what_excel_saves_without_unicode_is_read_whatever_parts_its_cells() {
        for text in ["value,label\n1,Sch\u{f6}n\n", "value;label\n1;Sch\u{f6}n\n"] {
            let bytes: Vec<u8> = text.chars().map(|c| c as u8).collect();
            let list = ListFile { file: "a.csv".to_owned(), value: None, label: None };
            let choices = read(&list, &bytes, false).unwrap().choices;
            assert_eq!(choices[0].label.get("de", ""), "Schön");
        }
    }

    const NONE: (Option<&str>, Option<&str>) = (None, None);

    #[test]
    fn lists_come_from_three_formats() {
        check("a.csv", NONE, "value,label,x\n1,A,u\n", "1=A {\"x\": \"u\"}");
        check("a.csv", NONE, "name,label::de\n1,A\n", "1=A {}");
        check(
            "a.csv",
            (Some("k"), Some("t")),
            "k,t,label\n1,A,B\n",
            r#"1=A {"k": "1", "label": "B", "t": "A"}"#,
        );
        let feature = r#"{"features": [{"id": "a", "properties": {"title": "A", "n": 1},
            "geometry": {"type": "Point", "coordinates": [8.5, 53.25]}}]}"#;
        let attributes = r#"{"geometry": "53.25 8.5 0 0", "id": "a", "n": "1", "title": "A"}"#;
        check("a.geojson", NONE, feature, &format!("a=A {attributes}"));
        let xml = "<root><item><name>a</name><label>A &amp; B</label><x>1</x></item></root>";
        check("a.xml", NONE, xml, "a=A & B {\"x\": \"1\"}");
    }

    #[test]
    fn semicolons_part_what_excel_writes_in_german() {
        let rows = "value;label;plz\r\n1;Köln, West;50823\r\n;;\r\n";
        let expected = r#"1=Köln, West {"plz": "50823"}"#;
        check("a.csv", NONE, rows, expected);
        check("a.csv", NONE, &rows.replace(';', "\t"), expected);
        let list = ListFile { file: "a.csv".to_owned(), value: None, label: None };
        let choices = read(&list, b"value;label\n1;K\xf6ln \x80\n", false).unwrap().choices;
        assert_eq!(choices[0].label.get("de", ""), "Köln €");
    }

    #[test]
    fn a_table_needs_neither_values_nor_labels() {
        let list = ListFile { file: "a.csv".to_owned(), value: None, label: None };
        let rows = read(&list, b"key,town\n1,Jever\n", true).unwrap().choices;
        assert_eq!(rows[0].attributes["town"], "Jever");
    }

    #[test]
    fn what_is_missing_is_told() {
        check(
            "a.csv",
            NONE,
            "a,label\n",
            "a.csv: the first line has no column `value` or `name`: its columns are `a`, `label`",
        );
        check(
            "a.csv",
            NONE,
            "name,x\n",
            "a.csv: the first line has no column `label` or `label::de`: its columns are `name`, `x`",
        );
        check(
            "a.csv",
            (Some("k"), None),
            "name,label\n",
            "a.csv: the first line has no column `k`: its columns are `name`, `label`",
        );
        check("a.geojson", NONE, "{", "a.geojson cannot be read: the JSON ends too early");
        check("a.geojson", NONE, "{}", "a.geojson: there are no `features`");
        check("a.xml", NONE, "<r><i><a/></i></r>", "a.xml: an entry has no `name`");
    }
}
