//! The responses of a survey by column: what is counted often is kept small and near. Pure.
//!
//! A column holds a code for each response and, once, what each code means. A value and the reason for
//! having none are two things here: nothing has to look at `-9` to know which it is.

use std::collections::HashSet;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Columns of equal length, and to which response each row belongs.
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    ids: Vec<String>,
    columns: Vec<Column>,
}

/// A variable of all responses.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name.
    pub name: String,
    rows: RowCodes,
    meanings: Vec<Cell>,
    codes: CellCodes,
}

/// The code of each meaning; empty until a row is added.
#[derive(Debug, Clone, Default)]
struct CellCodes {
    values: FxHashMap<String, u32>,
    missings: FxHashMap<i32, u32>,
}

/// What a response holds in a column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Cell<T = String> {
    /// A value.
    Value(T),
    /// Why there is none.
    Missing(i32),
}

/// A code for each row, as narrow as their number allows.
#[derive(Debug, Clone)]
enum RowCodes {
    Byte(Vec<u8>),
    Short(Vec<u16>),
    Long(Vec<u32>),
}

/// What stands before the codes of an encoded dataset: all else.
#[derive(Serialize, Deserialize)]
struct EncodedHead {
    ids: Vec<String>,
    columns: Vec<EncodedColumn>,
}

#[derive(Serialize, Deserialize)]
struct EncodedColumn {
    name: String,
    /// Bytes of a code.
    width: usize,
    meanings: Vec<Cell>,
}

impl Dataset {
    /// A dataset with these columns and no rows.
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        let column = |name| Column {
            name,
            rows: RowCodes::Byte(Vec::new()),
            meanings: Vec::new(),
            codes: CellCodes::default(),
        };
        Self { ids: Vec::new(), columns: names.into_iter().map(column).collect() }
    }

    /// Adds a response: its cells in the order of the columns. What is left out is not asked.
    pub fn push<T: AsRef<str>>(&mut self, id: &str, cells: impl IntoIterator<Item = Cell<T>>) {
        let mut cells = cells.into_iter();
        for column in &mut self.columns {
            column.push(cells.next().unwrap_or(Cell::Missing(-2)));
        }
        self.ids.push(id.to_owned());
    }

    /// As bytes, from which [`decode`](Self::decode) makes it again: a line of JSON, then the codes of
    /// column after column.
    pub fn encode(&self) -> serde_json::Result<Vec<u8>> {
        let columns = self.columns.iter().map(|column| EncodedColumn {
            name: column.name.clone(),
            width: column.rows.width(),
            meanings: column.meanings.clone(),
        });
        let head = EncodedHead { ids: self.ids.clone(), columns: columns.collect() };
        let mut bytes = serde_json::to_vec(&head)?;
        bytes.push(b'\n');
        for column in &self.columns {
            column.rows.encode(&mut bytes);
        }
        Ok(bytes)
    }

    /// The dataset of these bytes; none when they are not one.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        // JSON without line breaks has none inside of texts either.
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let head: EncodedHead = serde_json::from_slice(&bytes[..end]).ok()?;
        let mut rest = &bytes[end + 1..];
        let mut columns = Vec::with_capacity(head.columns.len());
        for EncodedColumn { name, width, meanings } in head.columns {
            let codes;
            (codes, rest) = rest.split_at_checked(head.ids.len().checked_mul(width)?)?;
            let rows = RowCodes::decode(codes, width)?;
            columns.push(Column { name, rows, meanings, codes: CellCodes::default() });
        }
        rest.is_empty().then_some(Self { ids: head.ids, columns })
    }

    /// Keeps only the responses with these ids, and nothing of the others.
    pub fn retain(&mut self, ids: &HashSet<&str>) {
        let keep: Vec<bool> = self.ids.iter().map(|id| ids.contains(id.as_str())).collect();
        if keep.iter().all(|keep| *keep) {
            return;
        }
        for column in &mut self.columns {
            column.retain(&keep);
        }
        let mut keep = keep.into_iter();
        self.ids.retain(|_| keep.next().unwrap_or(false));
    }

    /// The ids of its responses.
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// Its columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The column of this name.
    pub fn find(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

impl Column {
    fn push<T: AsRef<str>>(&mut self, cell: Cell<T>) {
        if self.codes.values.len() + self.codes.missings.len() != self.meanings.len() {
            for (cell, code) in self.meanings.iter().zip(0..) {
                self.codes.learn(cell, code);
            }
        }
        let known = match &cell {
            Cell::Value(text) => self.codes.values.get(text.as_ref()),
            Cell::Missing(code) => self.codes.missings.get(code),
        };
        let code = known.copied().unwrap_or_else(|| {
            let cell = match cell {
                Cell::Value(text) => Cell::Value(text.as_ref().to_owned()),
                Cell::Missing(code) => Cell::Missing(code),
            };
            let code = u32::try_from(self.meanings.len()).unwrap_or(u32::MAX);
            self.codes.learn(&cell, code);
            self.meanings.push(cell);
            code
        });
        self.rows.push(code);
    }

    /// Keeps these rows, and the meanings that they have.
    fn retain(&mut self, keep: &[bool]) {
        let mut kept: Vec<u32> = self.rows.iter().collect();
        let mut keep = keep.iter().copied();
        kept.retain(|_| keep.next().unwrap_or(false));
        let old = std::mem::take(&mut self.meanings);
        let mut new: Vec<Option<u32>> = vec![None; old.len()];
        self.codes = CellCodes::default();
        self.rows = RowCodes::Byte(Vec::with_capacity(kept.len()));
        for code in kept {
            let (Some(place), Some(cell)) = (new.get_mut(code as usize), old.get(code as usize))
            else {
                continue;
            };
            let code = *place.get_or_insert_with(|| {
                self.meanings.push(cell.clone());
                u32::try_from(self.meanings.len() - 1).unwrap_or(u32::MAX)
            });
            self.rows.push(code);
        }
    }

    /// How many different cells it has.
    pub fn cells(&self) -> usize {
        self.meanings.len()
    }

    /// How many responses have each cell, by cell; of these rows only, where some were selected.
    pub fn count(&self, only: Option<&[bool]>) -> Vec<(&Cell, usize)> {
        let mut counts = vec![0; self.meanings.len()];
        match &self.rows {
            RowCodes::Byte(rows) => tally(rows, only, &mut counts),
            RowCodes::Short(rows) => tally(rows, only, &mut counts),
            RowCodes::Long(rows) => tally(rows, only, &mut counts),
        }
        let counted = self.meanings.iter().zip(counts).filter(|(_, count)| *count > 0);
        let mut counted: Vec<_> = counted.collect();
        counted.sort_unstable();
        counted
    }

    /// Which rows have a cell like this.
    pub fn select(&self, like: impl Fn(&Cell) -> bool) -> Vec<bool> {
        let wanted: Vec<bool> = self.meanings.iter().map(like).collect();
        let is_wanted = |code: usize| wanted.get(code).copied().unwrap_or(false);
        match &self.rows {
            RowCodes::Byte(rows) => rows.iter().map(|&code| is_wanted(code.into())).collect(),
            RowCodes::Short(rows) => rows.iter().map(|&code| is_wanted(code.into())).collect(),
            RowCodes::Long(rows) => rows.iter().map(|&code| is_wanted(code as usize)).collect(),
        }
    }
}

impl CellCodes {
    fn learn(&mut self, cell: &Cell, code: u32) {
        match cell {
            Cell::Value(text) => self.values.insert(text.clone(), code),
            Cell::Missing(missing) => self.missings.insert(*missing, code),
        };
    }
}

fn tally<C: Copy + Into<u32>>(rows: &[C], only: Option<&[bool]>, counts: &mut [usize]) {
    let mut add = |code: C| {
        let code: u32 = code.into();
        if let Some(count) = counts.get_mut(code as usize) {
            *count += 1;
        }
    };
    match only {
        None => rows.iter().for_each(|&code| add(code)),
        Some(only) => {
            let selected = rows.iter().zip(only).filter(|(_, is_selected)| **is_selected);
            selected.for_each(|(&code, _)| add(code));
        }
    }
}

impl RowCodes {
    fn push(&mut self, code: u32) {
        match (&mut *self, u8::try_from(code), u16::try_from(code)) {
            (Self::Byte(rows), Ok(code), _) => rows.push(code),
            (Self::Short(rows), _, Ok(code)) => rows.push(code),
            (Self::Long(rows), _, _) => rows.push(code),
            (Self::Byte(rows), Err(_), _) => {
                *self = Self::Short(rows.iter().map(|&code| code.into()).collect());
                self.push(code);
            }
            (Self::Short(rows), _, Err(_)) => {
                *self = Self::Long(rows.iter().map(|&code| code.into()).collect());
                self.push(code);
            }
        }
    }

    fn iter(&self) -> Box<dyn Iterator<Item = u32> + '_> {
        match self {
            Self::Byte(rows) => Box::new(rows.iter().map(|&code| code.into())),
            Self::Short(rows) => Box::new(rows.iter().map(|&code| code.into())),
            Self::Long(rows) => Box::new(rows.iter().copied()),
        }
    }

    /// Bytes of a code.
    fn width(&self) -> usize {
        match self {
            Self::Byte(_) => 1,
            Self::Short(_) => 2,
            Self::Long(_) => 4,
        }
    }

    fn encode(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Byte(rows) => bytes.extend_from_slice(rows),
            Self::Short(rows) => bytes.extend(rows.iter().flat_map(|code| code.to_le_bytes())),
            Self::Long(rows) => bytes.extend(rows.iter().flat_map(|code| code.to_le_bytes())),
        }
    }

    fn decode(bytes: &[u8], width: usize) -> Option<Self> {
        Some(match width {
            1 => Self::Byte(bytes.to_vec()),
            2 => Self::Short(bytes.as_chunks().0.iter().map(|b| u16::from_le_bytes(*b)).collect()),
            4 => Self::Long(bytes.as_chunks().0.iter().map(|b| u32::from_le_bytes(*b)).collect()),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: impl ToString) -> Cell {
        Cell::Value(text.to_string())
    }

    #[test]
    fn cells_are_counted_whatever_their_number() {
        // Through all widths: 70,000 different values, and a few that come often.
        let mut data = Dataset::new(["many".to_owned(), "few".to_owned()]);
        for row in 0..70_000 {
            let few = if row % 7 == 0 { Cell::Missing(-9) } else { value(row % 3) };
            data.push(&format!("{row:05}"), [value(row), few]);
        }
        let [many, few] = data.columns() else { panic!("two columns") };
        assert_eq!(many.count(None).len(), 70_000);
        assert!(many.count(None).iter().all(|(_, count)| *count == 1));
        assert_eq!(
            few.count(None),
            [
                (&value(0), 20_000),
                (&value(1), 20_000),
                (&value(2), 20_000),
                (&Cell::Missing(-9), 10_000)
            ]
        );
        let zeros = few.select(|cell| *cell == value(0));
        assert_eq!(few.count(Some(&zeros)), [(&value(0), 20_000)]);
        assert_eq!(many.count(Some(&zeros)).len(), 20_000);
    }

    #[test]
    fn what_was_withdrawn_is_counted_no_more() {
        let mut data = Dataset::new(["a".to_owned()]);
        for (id, cell) in [("1", value("x")), ("2", Cell::Missing(-9)), ("3", value("x"))] {
            data.push(id, [cell]);
        }
        data.retain(&["1", "2", "3"].into());
        assert_eq!(data.ids().len(), 3);
        data.retain(&["2", "3"].into());
        assert_eq!(data.ids(), ["2", "3"]);
        assert_eq!(data.columns()[0].count(None), [(&value("x"), 1), (&Cell::Missing(-9), 1)]);
        data.push("4", [] as [Cell; 0]);
        assert_eq!(data.columns()[0].count(None).len(), 3, "what is left out is not asked");
        data.retain(&["2", "4"].into());
        assert_eq!(data.columns()[0].cells(), 2, "nothing is left of it");
        data.push("5", [value("y")]);
        assert_eq!(data.columns()[0].count(None).len(), 3);
    }

    #[test]
    fn a_dataset_is_the_same_after_it_was_bytes() {
        let mut data = Dataset::new(["a", "b", "c"].map(str::to_owned));
        for row in 0..70_000 {
            let texts = [value(row), value(row % 300), value("a line\nand \"more\"")];
            data.push(&row.to_string(), texts);
        }
        data.push("last", [Cell::<String>::Missing(-9)]);
        let bytes = data.encode().unwrap();
        let mut read = Dataset::decode(&bytes).unwrap();
        let same = |read: &Dataset, data: &Dataset| {
            assert_eq!(read.ids(), data.ids());
            for (read, data) in read.columns().iter().zip(data.columns()) {
                assert_eq!((&read.name, read.count(None)), (&data.name, data.count(None)));
            }
        };
        same(&read, &data);
        for both in [&mut read, &mut data] {
            both.push("more", [value("7"), value("new"), Cell::Missing(-9)]);
        }
        same(&read, &data);
        for end in [0, 1, 100, bytes.len() / 2, bytes.len() - 1] {
            assert!(Dataset::decode(&bytes[..end]).is_none(), "{end}");
        }
    }
}
