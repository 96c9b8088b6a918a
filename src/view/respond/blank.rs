//! The whole questionnaire, to read and to print.

use askama::Template;

use crate::engine::model::{DateUnit, Upload};
use crate::engine::show::Line;
use crate::engine::show::paper::{BlankPage, BlankQuestion, PaperRoute, Space, Whom, row_letter};

use super::super::files;
use super::super::frame::PageFrame;
use super::super::rich::{self, Html};
use super::Progress;

/// The whole questionnaire without answers.
#[derive(Debug, Template)]
#[template(path = "respond/blank.html")]
pub struct Blank<'a> {
    /// What surrounds the page.
    pub frame: PageFrame<'a>,
    /// The sections' titles.
    pub progress: Progress<'a>,
    /// The pages in order.
    pub pages: &'a [BlankPage<'a>],
}

impl<'a> Blank<'a> {
    /// The title of the section that begins with a page.
    fn section(&self, page: usize) -> Option<Html> {
        let own = self.pages[page].section;
        let is_first = page == 0 || self.pages[page - 1].section != own;
        let title = self.progress.sections.get(own).filter(|title| is_first && !title.is_empty());
        title.map(|title| rich::line(self.frame.t, title))
    }

    /// The page's heading, unless its section or its only question says the same.
    fn heading(&self, page: &BlankPage<'_>) -> Option<Html> {
        let plain = page.title.plain();
        let section = self.progress.sections.get(page.section);
        let localized = section.is_some_and(|section| *section.text == plain)
            || page.questions.iter().any(|question| question.label.plain() == plain);
        (!plain.is_empty() && !localized).then(|| rich::inline(self.frame.t, &page.title))
    }

    /// Of whom what follows is asked, and where the others go on.
    fn route(&self, route: &PaperRoute<'_>) -> Html {
        let (kind, ticked) = match &route.whom {
            Whom::Ticked(place, labels) => ("only", Some((place, labels))),
            Whom::NotTicked(place, labels) => ("unless", Some((place, labels))),
            Whom::Some => ("some", None),
        };
        let end = if route.next.is_none() { "-end" } else { "" };
        let number = |number: usize| rich::plain(&number.to_string());
        let mut values = vec![("next", number(route.next.unwrap_or_default()))];
        if let Some((at, labels)) = ticked {
            values.push(("number", rich::plain(&at.to_string())));
            values.push(("choices", rich::quoted(self.frame.t, labels)));
        }
        rich::sentence(self.frame.t, &format!("blank-{kind}{end}"), &values)
    }

    fn label(&self, question: &BlankQuestion<'_>) -> Html {
        rich::inline(self.frame.t, &question.label)
    }

    fn boxes(&self, choices: &[(Line<'_>, Line<'_>)]) -> &'static str {
        let length = |(label, hint): &(Line<'_>, Line<'_>)| length(label) + length(hint);
        arrangement(choices.iter().map(length))
    }

    fn ticks(&self, labels: &[Line<'_>]) -> &'static str {
        arrangement(labels.iter().map(length))
    }

    fn letter(&self, row: usize) -> String {
        row_letter(row)
    }

    fn has_poles(&self, rows: &[(Line<'_>, Line<'_>)]) -> bool {
        rows.iter().any(|(_, right)| !right.is_empty())
    }

    fn file(&self, upload: &Upload) -> String {
        files::limit(self.frame.t, *upload)
    }

    fn part(&self, part: DateUnit, label: &Line<'_>) -> Html {
        let key = match part {
            DateUnit::Year => "respond-year",
            DateUnit::Month => "respond-month",
            DateUnit::Day => "respond-day",
        };
        match label.is_empty() {
            true => rich::plain(&self.frame.t.text(key)),
            false => rich::line(self.frame.t, label),
        }
    }
}

fn length(label: &Line<'_>) -> usize {
    label.chars().count()
}

/// How choices of these lengths stand on paper: one after the other, or in columns, whichever takes less
/// room.
fn arrangement(choices: impl ExactSizeIterator<Item = usize> + Clone) -> &'static str {
    /// Signs in a line across the page.
    const LINE: usize = 112;
    /// What a box takes beside its label.
    const BOX: usize = 6;
    /// Signs that fit into the narrower columns.
    const NARROW: usize = 32;
    let lines = choices.clone().map(|length| length + BOX).sum::<usize>().div_ceil(LINE);
    let (columns, class) = match choices.clone().all(|length| length <= NARROW) {
        true => (3, "three"),
        false => (2, "two"),
    };
    // What stands in columns is found more easily.
    match lines == 1 || lines + 2 < choices.len().div_ceil(columns) {
        true => "line",
        false => class,
    }
}
