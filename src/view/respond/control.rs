//! What a respondent touches, ready for the templates: fields, choices and rows with their ids,
//! descriptions and error texts. Templates only write these out.
//!
//! Ids: a field's id is its name; a choice's is `NAME-VALUE`; what describes a question is
//! `NAME.label`, `NAME.hint`, `NAME.error`, `NAME.unit`. Names have no dot, so nothing collides.

mod grid;

use std::borrow::Cow;

use crate::engine::media::ShownMedia;
use crate::engine::model::{DateUnit, KindName};
use crate::engine::show::{
    Begin, Input, MomentField, OtherText, Ranked, Search, ShownOption, ShownPart, ShownQuestion,
};
use crate::engine::show::{Line, OwnedLine};
use crate::i18n::Locale;

use super::super::complaint::{About, part_key, words};
use super::super::rich::{self, Html};
use super::file_field::FileField;
pub(super) use grid::{GridControl, grid, table};

/// What is answered, by its shape.
#[derive(Debug)]
pub(in crate::view) enum Control<'a> {
    Choices(Choices<'a>),
    Grid(GridControl<'a>),
    Fields(Fields<'a>),
    Search(Finder<'a>),
    Ranking(Vec<Rank<'a>>),
    Upload(FileField<'a>),
    /// An answer that cannot be changed.
    Fixed(&'a [OwnedLine]),
    Begin(Beginning<'a>),
    /// The end of a group or, with its name, of a repeat that can grow.
    End(Option<&'a str>),
    Nothing,
}

/// A choice in a ranking: a number field and two buttons.
#[derive(Debug)]
pub(in crate::view) struct Rank<'a> {
    /// Name and id of the field; the buttons send it with `:up` and `:down`.
    pub(in crate::view) name: &'a str,
    pub(in crate::view) label: Html,
    pub(in crate::view) media: ShownMedia<'a>,
    /// Accessible name of the field.
    pub(in crate::view) place: Html,
    pub(in crate::view) typed: &'a str,
    pub(in crate::view) is_first: bool,
    pub(in crate::view) is_last: bool,
}

/// The beginning of a group or an instance of a repeat.
#[derive(Debug)]
pub(in crate::view) struct Beginning<'a> {
    /// "Wohnort 2"; empty of a group.
    pub(in crate::view) heading: Html,
    /// What the button to remove it sends.
    pub(in crate::view) remove: Option<&'a str>,
}

/// Radio buttons or checkboxes; `apart` stand after an "or": exclusive choices and missing codes.
#[derive(Debug)]
pub(in crate::view) struct Choices<'a> {
    /// One of them is picked from a list that drops down.
    pub(in crate::view) dropdown: bool,
    /// Classes that lay them out where there is room; empty: below each other.
    pub(in crate::view) layout: String,
    /// The ends of a scale in words; empty where its points say it themselves.
    pub(in crate::view) poles: Vec<&'a Line<'a>>,
    pub(in crate::view) plain: Vec<ChoiceControl<'a>>,
    pub(in crate::view) apart: Vec<ChoiceControl<'a>>,
}

/// One radio button or checkbox.
#[derive(Debug)]
pub(in crate::view) struct ChoiceControl<'a> {
    pub(in crate::view) input: &'static str,
    pub(in crate::view) id: String,
    pub(in crate::view) name: Cow<'a, str>,
    pub(in crate::view) value: &'a str,
    pub(in crate::view) label: &'a Line<'a>,
    pub(in crate::view) hint: &'a Line<'a>,
    /// What is seen instead of the label: the number of a point, words of ours.
    pub(in crate::view) seen: Option<Cow<'a, str>>,
    pub(in crate::view) media: ShownMedia<'a>,
    pub(in crate::view) picked: bool,
    /// The text field behind "other, please state", directly under its choice.
    pub(in crate::view) other: Option<Field<'a>>,
}

/// One field, or the parts of a date, with the missing codes that may be ticked instead.
#[derive(Debug)]
pub(in crate::view) struct Fields<'a> {
    pub(in crate::view) fields: Vec<Field<'a>>,
    pub(in crate::view) apart: Vec<ChoiceControl<'a>>,
}

/// A text field, a number field or a list of months.
#[derive(Debug)]
pub(in crate::view) struct Field<'a> {
    /// Name and id.
    pub(in crate::view) name: Cow<'a, str>,
    /// What the browser offers: `text`, `date`, `time`.
    pub(in crate::view) input: &'static str,
    /// Label of its own; empty when the question is the label.
    pub(in crate::view) label: Html,
    pub(in crate::view) typed: &'a str,
    pub(in crate::view) unit: Html,
    pub(in crate::view) multiline: bool,
    /// Stated below the question when a text may be long enough to matter.
    pub(in crate::view) limit: Option<String>,
    /// Months to choose from instead of typing: number, name, picked.
    pub(in crate::view) months: Vec<(u8, String, bool)>,
    /// An error text of its own; the question's stands at the question.
    pub(in crate::view) error: Option<Html>,
}

impl Field<'_> {
    /// Ids that describe the field beside those of its question.
    pub(in crate::view) fn described_by(&self) -> String {
        let error = self.error.is_some().then(|| format!("{}.error", self.name));
        let unit = (!self.unit.is_empty()).then(|| format!("{}.unit", self.name));
        let limit = self.limit.is_some().then(|| format!("{}.limit", self.name));
        [error, unit, limit].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// A long list: search field, matches, missing codes.
#[derive(Debug)]
pub(in crate::view) struct Finder<'a> {
    pub(in crate::view) typed: &'a str,
    /// "12 of 34 matches", "no match"; empty before the first search.
    pub(in crate::view) found: String,
    pub(in crate::view) matches: Vec<ChoiceControl<'a>>,
    pub(in crate::view) apart: Vec<ChoiceControl<'a>>,
}

pub(super) fn choices<'a>(
    question: &'a ShownQuestion<'_>,
    multiple: bool,
    options: &'a [ShownOption<'_>],
    other: Option<&'a OtherText<'_>>,
    t: &'static Locale,
) -> Choices<'a> {
    let input = if multiple { "checkbox" } else { "radio" };
    let is_apart = |option: &ShownOption<'_>| multiple && option.exclusive;
    let make = |option: &'a ShownOption<'_>| {
        let mut choice = choice(input, name_of(question), option);
        choice.other = other.filter(|other| other.value == option.value).map(|o| behind(o, t));
        choice
    };
    let apart = options.iter().filter(|option| is_apart(option)).map(make);
    let is_picker = question.kind == KindName::Range && has(question, "picker");
    // A list that drops down holds nothing but words.
    let in_words = other.is_none() && options.iter().all(|option| option.media.is_empty());
    let dropdown = !multiple && (has(question, "minimal") || is_picker) && in_words;
    let wanted = question.appearance.split_whitespace().find_map(|it| layout(it, options.len()));
    let is_scale = wanted.is_none() && !multiple && other.is_none() && is_scale(options);
    let poles = options.first().into_iter().chain(options.last()).map(|option| &option.label);
    let seen = |mut choice: ChoiceControl<'a>| {
        choice.seen = match question.kind {
            KindName::Acknowledge => Some(t.text("respond-acknowledge")),
            _ if is_scale && !is_bare(choice.label) => Some(Cow::Borrowed(choice.value)),
            _ => None,
        };
        choice
    };
    let plain = options.iter().filter(|option| !is_apart(option)).map(make).map(seen);
    Choices {
        dropdown,
        layout: match wanted {
            None if is_scale => format!("scale p{}", options.len()),
            wanted => wanted.unwrap_or_default(),
        },
        poles: match is_scale {
            true => poles.filter(|pole| !is_bare(pole)).collect(),
            false => Vec::new(),
        },
        plain: plain.collect(),
        apart: apart.chain(missing(question, input, name_of(question))).collect(),
    }
}

fn choice<'a>(
    input: &'static str,
    name: Cow<'a, str>,
    option: &'a ShownOption<'_>,
) -> ChoiceControl<'a> {
    ChoiceControl {
        input,
        id: format!("{name}-{}", option.value),
        name,
        value: &option.value,
        label: &option.label,
        hint: &option.hint,
        seen: None,
        media: option.media,
        picked: option.picked,
        other: None,
    }
}

fn missing<'a>(
    question: &'a ShownQuestion<'_>,
    input: &'static str,
    name: Cow<'a, str>,
) -> Vec<ChoiceControl<'a>> {
    question.missing.iter().map(|option| choice(input, name.clone(), option)).collect()
}

fn behind<'a>(other: &'a OtherText<'_>, t: &Locale) -> Field<'a> {
    Field {
        name: Cow::Borrowed(&other.name),
        label: rich::plain(&t.text("respond-other")),
        error: other.complaint.as_ref().map(|c| words(t, &c.reason, About::Other)),
        ..field(&other.typed)
    }
}

fn field(typed: &str) -> Field<'_> {
    Field {
        name: "".into(),
        input: "text",
        label: Html::default(),
        typed,
        unit: Html::default(),
        multiline: false,
        limit: None,
        months: Vec::new(),
        error: None,
    }
}

pub(super) fn input<'a>(
    question: &'a ShownQuestion<'_>,
    input: &'a Input<'_>,
    t: &Locale,
) -> Fields<'a> {
    let limit = input.max_length.filter(|_| input.multiline);
    let field = Field {
        name: name_of(question),
        unit: rich::line(t, &input.unit),
        multiline: input.multiline,
        limit: limit.map(|max| t.with("respond-limit", &[("max", t.count(max as usize).into())])),
        ..field(&input.typed)
    };
    Fields { fields: vec![field], apart: instead(question) }
}

/// Missing codes beside typed fields.
pub(super) fn instead<'a>(question: &'a ShownQuestion<'_>) -> Vec<ChoiceControl<'a>> {
    missing(question, "checkbox", format!("{}.missing", question.name).into())
}

pub(super) fn parts<'a>(
    question: &'a ShownQuestion<'_>,
    parts: &'a [ShownPart<'_>],
    t: &Locale,
) -> Fields<'a> {
    let fields = parts.iter().map(|part| {
        let label = match part.label.is_empty() {
            true => rich::plain(&t.text(part_key(part.part))),
            false => rich::line(t, &part.label),
        };
        let about = About::Part(part.part, &label);
        Field {
            error: part.complaint.as_ref().map(|c| words(t, &c.reason, about)),
            name: Cow::Borrowed(&part.name),
            months: months(Some(part.part), &part.typed, (part.min, part.max), t),
            label,
            ..field(&part.typed)
        }
    });
    Fields { fields: fields.collect(), apart: instead(question) }
}

/// The months to choose from, for the part of a date that is one, between its bounds.
fn months(
    part: Option<DateUnit>,
    typed: &str,
    bounds: (Option<f64>, Option<f64>),
    t: &Locale,
) -> Vec<(u8, String, bool)> {
    if part != Some(DateUnit::Month) {
        return Vec::new();
    }
    let within = |month: u8| {
        bounds.0.is_none_or(|min| f64::from(month) >= min)
            && bounds.1.is_none_or(|max| f64::from(month) <= max)
    };
    let picked: Option<u8> = typed.trim().parse().ok();
    let all = (1..=12).filter(|&month| within(month) || picked == Some(month));
    all.map(|month| (month, t.month(month), picked == Some(month))).collect()
}

pub(super) fn finder<'a>(
    question: &'a ShownQuestion<'_>,
    search: &'a Search<'_>,
    t: &Locale,
) -> Finder<'a> {
    let shown = search.matches.len();
    let found = match (search.typed.trim(), search.total) {
        ("", _) if shown == 0 => String::new(),
        (_, 0) if shown > 0 => t.text("search-picked").into_owned(),
        (typed, 0) => t.with("search-none", &[("typed", typed.into())]),
        (_, total) if total > shown => t.with(
            "search-cut",
            &[("shown", t.count(shown).into()), ("total", t.count(total).into())],
        ),
        (_, total) => t.with("search-found", &[("total", total.into())]),
    };
    let name = || name_of(question);
    Finder {
        typed: &search.typed,
        found,
        matches: search.matches.iter().map(|option| choice("radio", name(), option)).collect(),
        apart: missing(question, "radio", name()),
    }
}

/// A question's name as the name of its field.
fn name_of<'a>(question: &'a ShownQuestion<'_>) -> Cow<'a, str> {
    Cow::Borrowed(&question.name)
}

/// Whether choices are the points of a scale that stands in one row: numbers in a row, of which only the
/// ends may say more.
fn is_scale(options: &[ShownOption<'_>]) -> bool {
    let inner = options.get(1..options.len().saturating_sub(1)).unwrap_or_default();
    let is_number = |option: &ShownOption<'_>| {
        option.value.parse::<f64>().is_ok() && option.media.is_empty() && option.hint.is_empty()
    };
    (5..=grid::WIDEST_SCALE).contains(&options.len())
        && options.iter().all(|it| is_number(it) && it.label.starts_with(&*it.value))
        && inner.iter().all(|option| is_bare(&option.label))
}

/// Whether a label is nothing but a number.
fn is_bare(label: &Line<'_>) -> bool {
    label.parse::<f64>().is_ok()
}

/// The classes of an appearance that puts choices beside each other: `pN` says how many at most.
fn layout(appearance: &str, count: usize) -> Option<String> {
    let columns =
        |n: &str| n.parse::<usize>().ok().filter(|n| (2..=grid::WIDEST_SCALE).contains(n));
    match appearance {
        // One row, however narrow the points.
        "likert" | "rating" if columns(&count.to_string()).is_some() => {
            Some(format!("likert p{count}"))
        }
        "columns-pack" | "horizontal-compact" | "compact" => Some("pack".to_owned()),
        "likert" | "rating" | "horizontal" | "columns" | "quickcompact" => {
            Some("beside".to_owned())
        }
        _ => appearance
            .strip_prefix("columns-")
            .and_then(columns)
            .map(|columns| format!("beside p{columns}")),
    }
}

/// Whether the author wants this appearance.
fn has(question: &ShownQuestion<'_>, appearance: &str) -> bool {
    question.appearance.split_whitespace().any(|token| token == appearance)
}

pub(super) fn moments<'a>(
    question: &'a ShownQuestion<'_>,
    moments: &'a [MomentField<'_>],
    t: &Locale,
) -> Fields<'a> {
    let label = |moment: &MomentField<'_>| match (moment.part, moment.input) {
        (Some(part), _) => rich::plain(&t.text(part_key(part))),
        _ if moments.len() == 1 => Html::default(),
        (None, "time") => rich::plain(&t.text("respond-time")),
        (None, _) => rich::plain(&t.text("respond-date")),
    };
    let fields = moments.iter().map(|moment| Field {
        name: Cow::Borrowed(&moment.name),
        input: moment.input,
        months: months(moment.part, &moment.typed, (None, None), t),
        label: label(moment),
        ..field(&moment.typed)
    });
    Fields { fields: fields.collect(), apart: instead(question) }
}

pub(super) fn ranking<'a>(ranked: &'a [Ranked<'_>], t: &Locale) -> Vec<Rank<'a>> {
    let last = ranked.len().saturating_sub(1);
    let count = || rich::plain(&t.count(ranked.len()));
    let rank = |(at, choice): (usize, &'a Ranked<'_>)| Rank {
        name: &choice.name,
        label: rich::line(t, &choice.label),
        media: choice.media,
        place: rich::sentence(
            t,
            "respond-rank",
            &[("label", rich::line(t, &choice.label)), ("count", count())],
        ),
        typed: &choice.typed,
        is_first: at == 0,
        is_last: at == last,
    };
    ranked.iter().enumerate().map(rank).collect()
}

pub(super) fn begin<'a>(
    question: &ShownQuestion<'_>,
    begin: &'a Begin,
    t: &Locale,
) -> Beginning<'a> {
    let heading = begin.number.map(|number| {
        let number = rich::plain(&number.to_string());
        match question.label.is_empty() {
            true => number,
            false => {
                let label = rich::inline(t, &question.label);
                rich::sentence(t, "respond-instance", &[("label", label), ("number", number)])
            }
        }
    });
    Beginning { heading: heading.unwrap_or_default(), remove: begin.remove.as_deref() }
}
