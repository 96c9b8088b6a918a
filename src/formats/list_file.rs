//! Choice lists in files beside a questionnaire: CSV, and the two other formats XLSForm knows.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::json::unfit;
use crate::engine::model::{Choice, ListFile, Text};
use crate::engine::problem::{Remark, remark};

/// Reads the choices of a file by its extension.
pub(super) fn read(list: &ListFile, bytes: &[u8]) -> Result<Vec<Choice>, Remark> {
    match list.file.rsplit('.').next() {
        Some("geojson") => from_geojson(list, bytes),
        Some("xml") => from_xml(list, bytes),
        _ => from_csv(list, bytes),
    }
}

/// A value column, `label` or `label::de` …; every other column becomes an attribute.
fn from_csv(list: &ListFile, bytes: &[u8]) -> Result<Vec<Choice>, Remark> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    let fail = |error: csv::Error| unreadable_csv(list, &error);
    let headers: Vec<String> =
        reader.headers().map_err(fail)?.iter().map(|header| header.trim().to_owned()).collect();
    let has = |name: &str| headers.iter().any(|header| header == name);
    let value = value_column(list, has)?;
    let label = list.label.as_deref().unwrap_or("label");
    let translated = format!("{label}::");
    if !headers.iter().any(|header| header == label || header.starts_with(&translated)) {
        return Err(remark!("list-no-label-column", file = list.file, label));
    }
    let mut choices = Vec::new();
    for row in reader.records() {
        let row = row.map_err(fail)?;
        let mut choice = Choice::default();
        let mut labels = BTreeMap::new();
        for (header, cell) in headers.iter().zip(row.iter()) {
            if *header == value {
                choice.value = cell.to_owned();
            } else if header == label {
                choice.label = Text::Same(cell.to_owned());
            } else if let Some(language) = header.strip_prefix(&translated) {
                labels.insert(language.to_owned(), cell.to_owned());
            } else {
                choice.attributes.insert(header.clone(), cell.to_owned());
            }
        }
        if !labels.is_empty() {
            choice.label = Text::By(labels);
        }
        choices.push(choice);
    }
    Ok(choices)
}

/// The features of a collection; their properties are the columns, and `geometry` is one more.
fn from_geojson(list: &ListFile, bytes: &[u8]) -> Result<Vec<Choice>, Remark> {
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
    from_rows(list, rows, "id", "title")
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
fn from_xml(list: &ListFile, bytes: &[u8]) -> Result<Vec<Choice>, Remark> {
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
    from_rows(list, rows.into_iter(), "name", "label")
}

fn from_rows(
    list: &ListFile,
    rows: impl Iterator<Item = BTreeMap<String, String>>,
    value: &str,
    label: &str,
) -> Result<Vec<Choice>, Remark> {
    let value = list.value.as_deref().unwrap_or(value);
    let label = list.label.as_deref().unwrap_or(label);
    rows.map(|mut row| {
        let name = row.remove(value);
        let name = name.ok_or_else(|| remark!("list-entry-without", file = list.file, value))?;
        Ok(Choice {
            value: name,
            label: row.remove(label).map_or(Text::Absent, Text::Same),
            attributes: row,
            ..Choice::default()
        })
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

fn unreadable_csv(list: &ListFile, error: &csv::Error) -> Remark {
    let line = error.position().map_or(1, csv::Position::line);
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            remark!("list-row-length", file = list.file, line, found = len, wanted = expected_len)
        }
        csv::ErrorKind::Utf8 { .. } => remark!("list-not-utf8", file = list.file, line),
        _ => unreadable(list, error),
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
        let found = match read(&list, text.as_bytes()) {
            Ok(choices) => choices
                .iter()
                .map(|c| format!("{}={} {:?}", c.value, c.label.get("de", ""), c.attributes))
                .collect::<Vec<_>>()
                .join("; "),
            Err(remark) => remark.to_string(),
        };
        assert_eq!(found, expected);
    }

    const NONE: (Option<&str>, Option<&str>) = (None, None);

    #[test]
    fn lists_come_from_three_formats() {
        check("a.csv", NONE, "value,label,x\n1,A,u\n", "1=A {\"x\": \"u\"}");
        check("a.csv", NONE, "name,label::de\n1,A\n", "1=A {}");
        check("a.csv", (Some("k"), Some("t")), "k,t,label\n1,A,B\n", "1=A {\"label\": \"B\"}");
        let feature = r#"{"features": [{"id": "a", "properties": {"title": "A", "n": 1},
            "geometry": {"type": "Point", "coordinates": [8.5, 53.25]}}]}"#;
        let attributes = r#"{"geometry": "53.25 8.5 0 0", "n": "1"}"#;
        check("a.geojson", NONE, feature, &format!("a=A {attributes}"));
        let xml = "<root><item><name>a</name><label>A &amp; B</label><x>1</x></item></root>";
        check("a.xml", NONE, xml, "a=A & B {\"x\": \"1\"}");
    }

    #[test]
    fn what_is_missing_is_told() {
        check("a.csv", NONE, "a,label\n", "a.csv: the first line has no column `value` or `name`");
        check(
            "a.csv",
            NONE,
            "name,x\n",
            "a.csv: the first line has no column `label` or `label::de`",
        );
        check(
            "a.csv",
            (Some("k"), None),
            "name,label\n",
            "a.csv: the first line has no column `k`",
        );
        check(
            "a.csv",
            NONE,
            "name,label\na,A\nb\n",
            "a.csv: line 3 has 1 field, the first line has 2",
        );
        check("a.geojson", NONE, "{", "a.geojson cannot be read: the JSON ends too early");
        check("a.geojson", NONE, "{}", "a.geojson: there are no `features`");
        check("a.xml", NONE, "<r><i><a/></i></r>", "a.xml: an entry has no `name`");
    }
}
