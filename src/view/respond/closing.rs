//! The pages at the end: checking the answers, thanks, and early ends.

use askama::Template;

use crate::engine::model::{Definition, Text};
use crate::engine::review::{ReviewSection, Words};
use crate::engine::text::Rich;

use super::super::Hidden;
use super::super::frame::Frame;
use super::super::rich::{self, Html};
use super::Progress;

/// All answers in words, to be checked before submission.
#[derive(Debug, Template)]
#[template(path = "respond/review.html")]
pub struct Review<'a> {
    frame: Frame<'a>,
    progress: Progress<'a>,
    sections: Vec<Section<'a>>,
    /// Where the first free text is changed, if she wrote any.
    free_text: Option<String>,
    back: Option<String>,
    hidden: Hidden<'a>,
}

#[derive(Debug)]
struct Section<'a> {
    title: &'a str,
    rows: Vec<Row<'a>>,
}

#[derive(Debug)]
struct Row<'a> {
    label: &'a str,
    words: &'a [String],
    /// "12 of 12 answered", for rows.
    count: String,
    is_free_text: bool,
    change: String,
}

impl<'a> Review<'a> {
    /// The review of an interview; `back` is its last page.
    pub fn new(
        frame: Frame<'a>,
        progress: Progress<'a>,
        sections: &'a [ReviewSection],
        back: Option<String>,
        hidden: Hidden<'a>,
    ) -> Self {
        let count = |words: &Words| match *words {
            Words::Rows { answered, asked } if answered > 0 => frame
                .t
                .with("review-rows", &[("answered", answered.into()), ("asked", asked.into())]),
            Words::Rows { .. } | Words::Entries(_) => String::new(),
        };
        let mut free_text = None;
        let sections = sections.iter().map(|section| Section {
            title: progress.sections.get(section.section).copied().unwrap_or_default(),
            rows: section
                .rows
                .iter()
                .map(|row| {
                    // The page knows where it was opened from, and leads back there.
                    let change = format!("{}?review#{}.label", frame.page(&row.page), row.question);
                    let words: &[String] = match &row.words {
                        Words::Entries(entries) => entries,
                        Words::Rows { .. } => &[],
                    };
                    if row.is_free_text && !words.is_empty() && free_text.is_none() {
                        free_text = Some(change.clone());
                    }
                    Row {
                        label: &row.label,
                        words,
                        count: count(&row.words),
                        is_free_text: row.is_free_text,
                        change,
                    }
                })
                .collect(),
        });
        let sections = sections.collect();
        Review { frame, progress, sections, free_text, back, hidden }
    }
}

/// Thanks after submission.
#[derive(Debug, Template)]
#[template(path = "respond/done.html")]
pub struct Done<'a> {
    frame: Frame<'a>,
    title: &'a str,
    text: Html,
    steps: Vec<Html>,
    hidden: Hidden<'a>,
}

impl<'a> Done<'a> {
    /// The thank-you page of a questionnaire.
    pub fn new(frame: Frame<'a>, definition: &'a Definition, hidden: Hidden<'a>) -> Self {
        let fallback = definition.languages.first().map_or("", String::as_str);
        let language = frame.t.code();
        let get = |text: &'a Text| text.get(language, fallback);
        let thanks = &definition.thanks;
        let steps = thanks.steps.iter();
        Done {
            title: get(&thanks.title),
            text: rich::blocks(&Rich::parse(get(&thanks.text))),
            steps: steps.map(|step| rich::inline(&Rich::parse(get(step)))).collect(),
            frame,
            hidden,
        }
    }
}

/// An early end: a screen-out or a refusal, which she may still take back.
#[derive(Debug, Template)]
#[template(path = "respond/end.html")]
pub struct End<'a> {
    frame: Frame<'a>,
    title: &'a str,
    text: Html,
    /// Whether the few answers are submitted or discarded.
    keep: bool,
    back: String,
    hidden: Hidden<'a>,
}

impl<'a> End<'a> {
    /// The page of an early end with its text; `back` is the page whose answer led here.
    pub fn new(
        frame: Frame<'a>,
        definition: &'a Definition,
        end: &'a crate::engine::model::End,
        text: &Rich,
        back: String,
        hidden: Hidden<'a>,
    ) -> Self {
        let fallback = definition.languages.first().map_or("", String::as_str);
        let language = frame.t.code();
        End {
            title: end.title.get(language, fallback),
            text: rich::blocks(text),
            keep: end.keep,
            frame,
            back,
            hidden,
        }
    }
}
