//! The XML of LimeSurvey's exports: sections of rows of cells, nothing else.
//!
//! Every export is a `<document>` of sections; a section has `<rows>` of `<row>`, a row has cells.
//! A document type (and with it entities of its own) is refused, so nothing is expanded.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::engine::problem::{FilePlace, Problem, Remark, Severity, remark};

/// How deep elements may lie. Cells of rows lie at depth 5, settings of themes a little deeper.
const MOST_DEPTH: usize = 32;

/// How many cells a file may have.
const MOST_CELLS: usize = 2_000_000;

/// A row: column and cell. An absent cell is empty.
#[derive(Debug, Clone, Default)]
pub(super) struct XmlRow(BTreeMap<String, String>);

impl XmlRow {
    /// The cell of this column, empty when there is none.
    pub(super) fn get(&self, column: &str) -> &str {
        self.0.get(column).map_or("", String::as_str)
    }

    /// Every column with its cell.
    pub(super) fn cells(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(column, cell)| (column.as_str(), cell.as_str()))
    }
}

/// A whole file.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// `Survey`, `Group` or `Question`.
    pub(super) kind: String,
    /// The languages in order.
    pub(super) languages: Vec<String>,
    /// The rows of each section.
    pub(super) sections: BTreeMap<String, Vec<XmlRow>>,
}

impl Document {
    /// The rows of a section, none when it is absent.
    pub(super) fn rows(&self, section: &str) -> &[XmlRow] {
        self.sections.get(section).map_or(&[], Vec::as_slice)
    }
}

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Box<Problem>> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default());
        problem(Some((&before, before.len())), remark!("lss-not-utf8"))
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = Reader::from_str(text);
    let mut parse = Parse::default();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(0);
        let here = |what: Remark| problem(Some((text, at)), what);
        match reader
            .read_event()
            .map_err(|error| here(remark!("lss-xml", why = error.to_string())))?
        {
            Event::Start(start) => parse.open(&name_of(&start)).map_err(here)?,
            Event::Empty(empty) => {
                parse.open(&name_of(&empty)).map_err(here)?;
                parse.close().map_err(here)?;
            }
            Event::End(_) => parse.close().map_err(here)?,
            Event::Text(piece) => parse.cell.push_str(&piece),
            Event::CData(piece) => parse.cell.push_str(&piece),
            Event::GeneralRef(reference) => match character(&reference) {
                Some(character) => parse.cell.push(character),
                None => return Err(here(remark!("lss-entity", entity = &*reference))),
            },
            Event::DocType(_) => {
                return Err(here(remark!("lss-document-type")));
            }
            Event::Eof if parse.path.is_empty() && parse.is_document => return Ok(parse.document),
            Event::Eof => {
                let mut problem = here(remark!("lss-ends-early"));
                problem.hint(remark!("lss-export-again"));
                return Err(problem);
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

fn name_of(start: &quick_xml::events::BytesStart<'_>) -> String {
    let name: &str = start;
    name.split(|c: char| c.is_whitespace()).next().unwrap_or_default().to_owned()
}

/// The five entities of XML and references by number.
fn character(reference: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

#[derive(Default)]
struct Parse {
    document: Document,
    is_document: bool,
    path: Vec<String>,
    cell: String,
    cells: usize,
}

impl Parse {
    fn open(&mut self, name: &str) -> Result<(), Remark> {
        if self.path.is_empty() {
            if name != "document" {
                return Err(remark!("lss-begins", name));
            }
            self.is_document = true;
        }
        self.path.push(name.to_owned());
        if self.path.len() > MOST_DEPTH {
            return Err(remark!("lss-deep", most = MOST_DEPTH));
        }
        self.cell.clear();
        if let [_, section, rows, row] = self.path.as_slice()
            && (rows.as_str(), row.as_str()) == ("rows", "row")
        {
            self.document.sections.entry(section.clone()).or_default().push(XmlRow::default());
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), Remark> {
        let cell = std::mem::take(&mut self.cell);
        let path: Vec<&str> = self.path.iter().map(String::as_str).collect();
        match path.as_slice() {
            [_, "LimeSurveyDocType"] => self.document.kind = cell.trim().to_owned(),
            [_, "languages", "language"] => {
                self.document.languages.push(cell.trim().to_owned());
            }
            [_, section, "rows", "row", column] => {
                self.cells += 1;
                if self.cells > MOST_CELLS {
                    return Err(remark!("lss-cells", most = MOST_CELLS));
                }
                let rows = self.document.sections.get_mut(*section);
                if let Some(row) = rows.and_then(|rows| rows.last_mut()) {
                    row.0.insert((*column).to_owned(), cell);
                }
            }
            _ => {}
        }
        self.path.pop();
        Ok(())
    }
}

fn problem(at: Option<(&str, usize)>, what: Remark) -> Box<Problem> {
    let origin = at.map(|(text, at)| {
        let before = text.get(..at).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        FilePlace::Line { line, column }
    });
    Box::new(Problem { origin, ..Problem::new(Severity::Error, "", what) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_put_together_and_absent_ones_are_empty() {
        let document = read(
            b"\xef\xbb\xbf<?xml version='1.0'?><document><LimeSurveyDocType>Group</LimeSurveyDocType>\
              <languages><language>de</language></languages><groups><fields><fieldname>x</fieldname>\
              </fields><rows><row><gid>1</gid><name><![CDATA[a]]]]><![CDATA[>b]]> &amp; &#228;</name>\
              <none/></row></rows></groups></document>",
        )
        .unwrap();
        assert_eq!(
            (document.kind.as_str(), document.languages.as_slice()),
            ("Group", &["de".to_owned()][..])
        );
        let [row] = document.rows("groups") else { panic!("{document:?}") };
        assert_eq!((row.get("name"), row.get("none"), row.get("x")), ("a]]>b & ä", "", ""));
    }

    #[test]
    fn what_is_no_export_is_refused_with_its_place() {
        let refused = |text: &str| read(text.as_bytes()).unwrap_err().to_string();
        assert_eq!(
            refused("\n <html/>"),
            "line 2, column 2: error: a LimeSurvey export begins with `document`, not `html`"
        );
        assert!(refused("<!DOCTYPE x [<!ENTITY a 'b'>]><document/>").contains("a document type"));
        assert!(refused("<document><a>&nbsp;</a></document>").contains("`&nbsp;` means nothing"));
        assert!(refused("<document><a>").contains("the file ends too early"));
        assert!(refused("").contains("the file ends too early"));
        assert!(refused(&"<document>".repeat(40)).contains("deeper"));
        assert!(
            read(b"<document>\n\xff</document>")
                .unwrap_err()
                .to_string()
                .contains("line 2, column 1")
        );
    }
}
