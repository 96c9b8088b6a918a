//! The responses of a survey by column: what is counted often is kept small and near. Pure.
//!
//! A column holds a code for each response and, once, what each code means. A value and the reason for
//! having none are two things here: nothing has to look at `-9` to know which it is.

use std::collections::HashSet;

use rustc_hash::FxHashMap;

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
    codes: FxHashMap<Cell, u32>,
}

/// What a response holds in a column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cell {
    /// A value.
    Value(String),
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

impl Dataset {
    /// A dataset with these columns and no rows.
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        let column = |name| Column {
            name,
            rows: RowCodes::Byte(Vec::new()),
            meanings: Vec::new(),
            codes: FxHashMap::default(),
        };
        Self { ids: Vec::new(), columns: names.into_iter().map(column).collect() }
    }

    /// Adds a response: its cells in the order of the columns. What is left out is not asked.
    pub fn push(&mut self, id: &str, cells: impl IntoIterator<Item = Cell>) {
        let mut cells = cells.into_iter();
        for column in &mut self.columns {
            column.push(cells.next().unwrap_or(Cell::Missing(-2)));
        }
        self.ids.push(id.to_owned());
    }

    /// Keeps only the responses with these ids.
    pub fn retain(&mut self, ids: &HashSet<&str>) {
        let keep: Vec<bool> = self.ids.iter().map(|id| ids.contains(id.as_str())).collect();
        if keep.iter().all(|keep| *keep) {
            return;
        }
        for column in &mut self.columns {
            column.rows.retain(&keep);
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
    fn push(&mut self, cell: Cell) {
        let code = match self.codes.get(&cell) {
            Some(code) => *code,
            None => {
                let code = u32::try_from(self.meanings.len()).unwrap_or(u32::MAX);
                self.meanings.push(cell.clone());
                self.codes.insert(cell, code);
                code
            }
        };
        self.rows.push(code);
    }

    /// How many different cells it has, or had before some were withdrawn.
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

    fn retain(&mut self, keep: &[bool]) {
        let mut keep = keep.iter().copied();
        let mut next = move || keep.next().unwrap_or(false);
        match self {
            Self::Byte(rows) => rows.retain(|_| next()),
            Self::Short(rows) => rows.retain(|_| next()),
            Self::Long(rows) => rows.retain(|_| next()),
        }
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
        data.push("4", []);
        assert_eq!(data.columns()[0].count(None).len(), 3, "what is left out is not asked");
    }
}
