//! Rows with a common scale: the matrix, the semantic differential, and selects that stand as a
//! table. Blocks on a phone, a table's look on a wide screen; the style sheet makes the difference.

use std::borrow::Cow;

use crate::engine::media::{MediaFile, ShownMedia};
use crate::engine::model::KindName;
use crate::engine::show::Line;
use crate::engine::show::{Body, ShownOption, ShownQuestion, ShownRows};
use crate::i18n::Locale;

use super::super::super::complaint::{About, words};
use super::super::super::rich::{self, Html};

/// Rows with a common scale.
#[derive(Debug)]
pub(in crate::view) struct GridControl<'a> {
    /// Classes that lay it out: number of points and of missing codes.
    pub(in crate::view) class: String,
    pub(in crate::view) heads: Vec<GridPoint<'a>>,
    pub(in crate::view) missing_heads: Vec<Html>,
    pub(in crate::view) rows: Vec<GridRow<'a>>,
}

/// A row.
#[derive(Debug)]
pub(in crate::view) struct GridRow<'a> {
    pub(in crate::view) name: Cow<'a, str>,
    pub(in crate::view) label: Html,
    /// The pole at the end of the line; empty in a matrix.
    pub(in crate::view) right: Html,
    /// Accessible name of the row.
    pub(in crate::view) legend: Html,
    /// The same without markup, for what shows a file.
    pub(in crate::view) plain: String,
    /// It is a question of its own, with an id for links to it.
    pub(in crate::view) is_question: bool,
    /// `radio` or `checkbox`.
    pub(in crate::view) input: &'static str,
    pub(in crate::view) hint: Html,
    pub(in crate::view) guidance: Html,
    pub(in crate::view) media: ShownMedia<'a>,
    /// The head is repeated above this row.
    pub(in crate::view) headed: bool,
    pub(in crate::view) points: Vec<GridPoint<'a>>,
    pub(in crate::view) missing: Vec<GridPoint<'a>>,
    pub(in crate::view) error: Option<Html>,
}

impl GridRow<'_> {
    /// Ids of the hint and the error; empty when there are none.
    pub(in crate::view) fn described_by(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}.hint", self.name));
        let error = self.error.is_some().then(|| format!("{}.error", self.name));
        hint.into_iter().chain(error).collect::<Vec<_>>().join(" ")
    }
}

/// A point of a row.
#[derive(Debug)]
pub(in crate::view) struct GridPoint<'a> {
    pub(in crate::view) value: &'a str,
    /// May be empty.
    pub(in crate::view) number: &'a str,
    pub(in crate::view) label: Html,
    pub(in crate::view) image: Option<&'a MediaFile>,
    pub(in crate::view) picked: bool,
    pub(in crate::view) is_middle: bool,
}

/// The head is repeated after so many rows, so that it is never out of sight.
const ROWS_PER_HEAD: usize = 6;
/// Scales up to this length fit beside the row text; longer ones stay in blocks.
pub(super) const WIDEST_SCALE: usize = 11;

pub(in crate::view::respond) fn grid<'a>(
    kind: KindName,
    rows: &'a ShownRows<'_>,
    t: &Locale,
) -> GridControl<'a> {
    let poles = kind == KindName::Differential;
    let length = rows.scale.len();
    let numbered = !poles && is_numbered(&rows.scale);
    let count = rows.rows.len();
    let line = |localized: &Line<'_>| rich::line(t, localized);
    GridControl {
        class: class(poles, &rows.scale, rows.missing.len()),
        heads: rows.scale.iter().map(|option| point(option, numbered, t)).collect(),
        missing_heads: rows.missing.iter().map(|(_, label)| line(label)).collect(),
        rows: rows
            .rows
            .iter()
            .enumerate()
            .map(|(at, row)| {
                let (left, right) = (line(&row.label), line(&row.right));
                let legend = match poles {
                    false => left.clone(),
                    true => {
                        let poles = [("left", left.clone()), ("right", right.clone())];
                        rich::sentence(t, "scale-poles", &poles)
                    }
                };
                let points = (0..length).map(|position| {
                    let stored = if row.mirrored { length - 1 - position } else { position };
                    let point = point(&rows.scale[stored], numbered, t);
                    let picked = row.picked == *point.value;
                    match poles {
                        false => GridPoint { picked, ..point },
                        true => GridPoint {
                            label: pole_label(t, position, length, &left, &right),
                            is_middle: length % 2 == 1 && position == length / 2,
                            picked,
                            ..point
                        },
                    }
                });
                let missing = rows.missing.iter().map(|(value, label)| GridPoint {
                    value,
                    number: "",
                    label: line(label),
                    image: None,
                    picked: row.picked == *value,
                    is_middle: false,
                });
                let about = About::Row(&legend);
                GridRow {
                    name: Cow::Borrowed(&row.name),
                    headed: is_headed(at, count),
                    is_question: false,
                    plain: String::new(),
                    input: "radio",
                    hint: Html::default(),
                    guidance: Html::default(),
                    media: ShownMedia::default(),
                    points: points.collect(),
                    missing: missing.collect(),
                    error: row.complaint.as_ref().map(|c| words(t, &c.reason, about)),
                    legend,
                    label: left,
                    right,
                }
            })
            .collect(),
    }
}

fn point<'a>(option: &'a ShownOption<'_>, numbered: bool, t: &Locale) -> GridPoint<'a> {
    let value = &*option.value;
    GridPoint {
        value,
        number: if numbered && value != &*option.label { value } else { "" },
        label: rich::line(t, &option.label),
        image: option.media.image,
        picked: option.picked,
        is_middle: false,
    }
}

/// Questions with a common list as the rows of one grid.
pub(in crate::view::respond) fn table<'a>(
    rows: &'a [ShownQuestion<'_>],
    t: &Locale,
) -> GridControl<'a> {
    let options = |row: &'a ShownQuestion<'_>| match &row.body {
        Body::Options { multiple, options, .. } => (*multiple, options.as_slice()),
        _ => (false, &[][..]),
    };
    let (scale, missing) =
        rows.first().map_or((&[][..], &[][..]), |row| (options(row).1, row.missing.as_slice()));
    let numbered = is_numbered(scale);
    let missing_heads = missing.iter().map(|option| rich::line(t, &option.label));
    let count = rows.len();
    let row = |(at, row): (usize, &'a ShownQuestion<'_>)| {
        let (multiple, options) = options(row);
        let legend = rich::inline(t, &row.label);
        let complaint = row.complaints.first();
        GridRow {
            name: Cow::Borrowed(&row.name),
            headed: is_headed(at, count),
            is_question: true,
            plain: row.label.plain(),
            input: if multiple { "checkbox" } else { "radio" },
            hint: rich::blocks(t, &row.hint),
            guidance: rich::blocks(t, &row.guidance),
            media: row.media,
            points: options.iter().map(|option| point(option, numbered, t)).collect(),
            missing: row.missing.iter().map(|option| point(option, false, t)).collect(),
            error: complaint.map(|complaint| words(t, &complaint.reason, About::Row(&legend))),
            label: Html::default(),
            right: Html::default(),
            legend,
        }
    };
    GridControl {
        class: class(false, scale, missing.len()),
        heads: scale.iter().map(|option| point(option, numbered, t)).collect(),
        missing_heads: missing_heads.collect(),
        rows: rows.iter().enumerate().map(row).collect(),
    }
}

/// Numbers help to compare many points; "yes / no" or "old / new place" needs none.
fn is_numbered(scale: &[ShownOption<'_>]) -> bool {
    scale.len() >= 4 && scale.iter().all(|option| option.value.parse::<i32>().is_ok())
}

/// Whether the head is repeated above this row.
fn is_headed(at: usize, count: usize) -> bool {
    at.is_multiple_of(ROWS_PER_HEAD) && (at == 0 || count - at > 2)
}

fn class(poles: bool, scale: &[ShownOption<'_>], missing: usize) -> String {
    let points = scale.len();
    // How much room a point needs on a phone, so that no word is broken.
    let words = scale.iter().flat_map(|option| option.label.split([' ', '-', '/']));
    let width = match words.map(|word| word.chars().count()).max().unwrap_or_default() {
        0..=7 => "",
        8..=10 => " w2",
        11..=14 => " w3",
        _ => " w4",
    };
    let shape = if poles { " sd" } else { "" };
    // Beyond these the table no longer fits: the rows stay blocks at every width.
    let fits = if points <= WIDEST_SCALE && missing <= 2 { "m" } else { "blocks" };
    format!("{fits} p{points} k{missing}{shape}{width}")
}

/// What a point of a line between two poles is called.
fn pole_label(t: &Locale, position: usize, length: usize, left: &Html, right: &Html) -> Html {
    let name = match position {
        0 => left.clone(),
        p if p + 1 == length => right.clone(),
        p if length % 2 == 1 && p == length / 2 => rich::plain(&t.text("scale-middle")),
        _ => Html::default(),
    };
    let key = if name.is_empty() { "scale-point" } else { "scale-named-point" };
    let number = |number: usize| rich::plain(&number.to_string());
    let values = [("point", number(position + 1)), ("length", number(length)), ("name", name)];
    rich::sentence(t, key, &values)
}
