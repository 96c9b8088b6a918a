//! A question ready for its template: its control, its error texts and where they lead.

use crate::engine::model::KindName;
use crate::engine::show::{Body, OwnedLine, ShownQuestion};
use crate::i18n::Locale;

use super::super::complaint::{About, words};
use super::super::rich::{self, Html};
use super::super::said::said;
use super::control::{self, Control};
use super::file_field::file_field;

/// A question with everything its template writes out.
#[derive(Debug)]
pub(in crate::view) struct Asked<'a> {
    pub(in crate::view) shown: &'a ShownQuestion<'a>,
    t: &'static Locale,
    /// Level of its heading: 1 when it stands alone on its page.
    pub(in crate::view) level: u8,
    pub(in crate::view) control: Control<'a>,
    /// How many choices may be picked.
    pub(in crate::view) most: Option<String>,
    /// Error texts of the question as a whole.
    pub(in crate::view) errors: Vec<Html>,
    /// A number field's keyboard on a phone.
    pub(in crate::view) inputmode: &'static str,
}

/// A line of the error summary.
#[derive(Debug)]
pub(in crate::view) struct Fault {
    /// Id of the first field it is about.
    pub(in crate::view) field: String,
    /// The sentence, the same as at the field.
    pub(in crate::view) words: Html,
}

/// Whether only the year of a date is asked.
fn is_year(shown: &ShownQuestion<'_>) -> bool {
    matches!(&shown.body, Body::Moment(moments) if moments.iter().all(|m| m.input == "text"))
}

/// How many choices may be picked, where that is fewer than there are.
fn most(t: &Locale, shown: &ShownQuestion<'_>) -> Option<String> {
    let Body::Options { most: Some(most), options, .. } = &shown.body else { return None };
    (*most < options.len()).then(|| t.with("most-choices", &[("count", (*most).into())]))
}

impl<'a> Asked<'a> {
    pub(super) fn new(t: &'static Locale, shown: &'a ShownQuestion<'a>, level: u8) -> Asked<'a> {
        let about = About::Question(shown.kind);
        let control = match &shown.body {
            Body::Options { multiple, options, other, .. } => {
                Control::Choices(control::choices(shown, *multiple, options, other.as_ref(), t))
            }
            Body::Rows(rows) => Control::Grid(control::grid(shown.kind, rows, t)),
            Body::Table(rows) => Control::Grid(control::table(rows, t)),
            Body::Input(input) => Control::Fields(control::input(shown, input, t)),
            Body::Parts(parts) => Control::Fields(control::parts(shown, parts, t)),
            Body::Search(search) => Control::Search(control::finder(shown, search, t)),
            Body::Moment(moments) => Control::Fields(control::moments(shown, moments, t)),
            Body::Ranking(ranked) => Control::Ranking(control::ranking(ranked, t)),
            Body::Upload(field) => Control::Upload(file_field(shown, field, t)),
            Body::Fixed(words) => Control::Fixed(words),
            Body::Begin(begin) => Control::Begin(control::begin(shown, begin, t)),
            Body::End(add) => Control::End(add.as_deref()),
            Body::Note => Control::Nothing,
        };
        Asked {
            level,
            most: most(t, shown),
            control,
            errors: shown.complaints.iter().map(|c| words(t, &c.reason, about)).collect(),
            inputmode: match shown.kind {
                KindName::Integer | KindName::DateParts => "numeric",
                KindName::Decimal | KindName::Range => "decimal",
                KindName::Date if is_year(shown) => "numeric",
                KindName::Text if shown.appearance.split(' ').any(|token| token == "numbers") => {
                    "numeric"
                }
                _ => "text",
            },
            shown,
            t,
        }
    }

    /// Ids of the hint and the errors; empty when there are none.
    pub(in crate::view) fn described_by(&self) -> String {
        // A search explains itself when the author does not.
        let has_hint = !self.shown.hint.is_empty() || self.most.is_some() || self.has_search();
        let hint = has_hint.then(|| format!("{}.hint", self.shown.name));
        let error = (!self.errors.is_empty()).then(|| format!("{}.error", self.shown.name));
        hint.into_iter().chain(error).collect::<Vec<_>>().join(" ")
    }

    /// Ids that describe a lone field: the question's and its own.
    pub(in crate::view) fn described_with(&self, own: &str) -> String {
        format!("{} {own}", self.described_by()).trim().to_owned()
    }

    pub(in crate::view) fn label(&self) -> Html {
        rich::inline(self.t, &self.shown.label)
    }

    /// The question in plain words, for what shows a file.
    pub(in crate::view) fn plain(&self) -> String {
        match self.shown.label.is_empty() {
            true => self.shown.name.to_string(),
            false => self.shown.label.plain(),
        }
    }

    /// What stands for its picture: nothing beside the words that say the same.
    pub(in crate::view) fn alternative(&self) -> String {
        match self.shown.label.is_empty() && self.shown.hint.is_empty() {
            true => self.plain(),
            false => String::new(),
        }
    }

    pub(in crate::view) fn hint(&self) -> Html {
        rich::blocks(self.t, &self.shown.hint)
    }

    /// Whether a group has a heading.
    pub(in crate::view) fn is_named(&self) -> bool {
        let has_number =
            matches!(&self.control, Control::Begin(begin) if !begin.heading.is_empty());
        has_number || !self.shown.label.is_empty()
    }

    /// A stored answer as people write it.
    pub(in crate::view) fn said(&self, words: &OwnedLine) -> Html {
        said(self.t, self.shown.kind, &OwnedLine::default(), words)
    }

    /// The text of a note.
    pub(in crate::view) fn text(&self) -> Html {
        rich::blocks(self.t, &self.shown.label)
    }

    pub(in crate::view) fn guidance(&self) -> Html {
        rich::blocks(self.t, &self.shown.guidance)
    }

    /// Whether it needs the wide column.
    pub(super) fn is_wide(&self) -> bool {
        matches!(self.control, Control::Grid(_))
    }

    fn has_search(&self) -> bool {
        matches!(self.control, Control::Search(_))
    }

    /// Its lines of the error summary, in reading order.
    pub(super) fn faults(&self) -> Vec<Fault> {
        let mut faults: Vec<Fault> = self
            .errors
            .iter()
            .map(|words| Fault { field: self.first_field(), words: words.clone() })
            .collect();
        let mut add = |field: String, words: &Option<Html>| {
            if let Some(words) = words {
                faults.push(Fault { field, words: words.clone() });
            }
        };
        match &self.control {
            Control::Choices(choices) => {
                for field in choices.plain.iter().filter_map(|choice| choice.other.as_ref()) {
                    add(field.name.to_string(), &field.error);
                }
            }
            Control::Grid(grid) => {
                for row in &grid.rows {
                    let first = row.points.first().map_or("", |point| point.value);
                    add(format!("{}-{first}", row.name), &row.error);
                }
            }
            Control::Fields(fields) => {
                for field in &fields.fields {
                    add(field.name.to_string(), &field.error);
                }
            }
            _ => {}
        }
        faults
    }

    /// Id of the first thing that can be focused.
    fn first_field(&self) -> String {
        let name: &str = &self.shown.name;
        match &self.control {
            Control::Choices(choices) => {
                let mut all = choices.plain.iter().chain(&choices.apart);
                match choices.dropdown {
                    true => name.to_owned(),
                    false => all.next().map_or_else(|| name.to_owned(), |choice| choice.id.clone()),
                }
            }
            Control::Grid(grid) => grid.rows.first().map_or_else(
                || name.to_owned(),
                |row| format!("{}-{}", row.name, row.points.first().map_or("", |p| p.value)),
            ),
            Control::Fields(fields) => {
                fields.fields.first().map_or_else(|| name.to_owned(), |f| f.name.to_string())
            }
            Control::Ranking(ranked) => {
                ranked.first().map_or_else(|| name.to_owned(), |first| first.name.to_owned())
            }
            Control::Search(_) => format!("{name}.q"),
            Control::Upload(_)
            | Control::Nothing
            | Control::Fixed(_)
            | Control::Begin(_)
            | Control::End(_) => name.to_owned(),
        }
    }
}
