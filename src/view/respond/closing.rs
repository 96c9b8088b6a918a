//! The pages at the end: checking the answers, thanks, and early ends.

use std::borrow::Cow;

use askama::Template;

use crate::engine::interview::{ReviewSection, RowWords, Words};
use crate::engine::model::{DateUnit, Definition, Text};
use crate::engine::show::{Localized, OwnedLine, Passage};
use crate::i18n::Locale;

use super::super::Hidden;
use super::super::files;
use super::super::frame::{PageFrame, fragment};
use super::super::rich::{self, Html};
use super::super::said::said;
use super::{Notice, Progress};

/// All answers in words, to be checked before submission.
#[derive(Debug, Template)]
#[template(path = "respond/review.html")]
pub struct Review<'a> {
    frame: PageFrame<'a>,
    progress: Progress<'a>,
    sections: Vec<SummarySection<'a>>,
    /// Where the first free text is changed, if she wrote any.
    free_text: Option<String>,
    back: Option<String>,
    hidden: Hidden<'a>,
    withdrawal: Option<String>,
    notice: Option<Notice>,
}

#[derive(Debug)]
struct SummarySection<'a> {
    title: Localized<'a, &'a str>,
    rows: Vec<SummaryRow>,
}

#[derive(Debug)]
struct SummaryRow {
    label: Html,
    /// What the row is called on the page, for the link that leads back to it.
    id: String,
    words: Vec<Html>,
    /// The rows of a matrix, each with what was answered.
    rows: Vec<(Html, Vec<Html>)>,
    /// Instead of words: "March 2019" of a date, a file.
    instead: String,
    is_free_text: bool,
    is_ranked: bool,
    change: String,
}

impl SummaryRow {
    /// The element that several entries stand in.
    fn list(&self) -> &'static str {
        if self.is_ranked { "ol" } else { "ul" }
    }
}

impl<'a> Review<'a> {
    /// The review of an interview; `back` is its last page, `withdrawal` the code with which the
    /// answers can be deleted later, where there is one.
    pub fn new(
        frame: PageFrame<'a>,
        progress: Progress<'a>,
        sections: &'a [ReviewSection],
        back: Option<String>,
        hidden: Hidden<'a>,
        withdrawal: Option<String>,
    ) -> Self {
        let t = frame.t;
        let instead = |words: &Words| match words {
            Words::Date(parts) => date(t, parts),
            Words::File(file) => files::stored(t, file),
            Words::Rows(_) | Words::Entries(_) => String::new(),
        };
        let mut free_text = None;
        let sections = sections.iter().map(|section| SummarySection {
            title: progress.sections.get(section.section).cloned().unwrap_or_default(),
            rows: section
                .rows
                .iter()
                .map(|row| {
                    // The page knows where it was opened from, and leads back there.
                    let change = {
                        let field = fragment(&format!("{}.label", row.question));
                        let back = fragment(&row.question);
                        let back = back.trim_start_matches('#');
                        format!("{}?review&row={back}{field}", frame.page(&row.page))
                    };
                    let say = |words: &OwnedLine| said(t, row.kind, &row.unit, words);
                    let words: Vec<Html> = match &row.words {
                        Words::Entries(entries) => entries.iter().map(say).collect(),
                        Words::Rows(_) | Words::Date(_) | Words::File(_) => Vec::new(),
                    };
                    let rows: Vec<(Html, Vec<Html>)> = match &row.words {
                        Words::Rows(rows) => rows.iter().map(|row| answered(t, row)).collect(),
                        _ => Vec::new(),
                    };
                    if row.is_free_text && !words.is_empty() && free_text.is_none() {
                        free_text = Some(change.clone());
                    }
                    let label = rich::line(t, &row.label);
                    let label = match &row.instance {
                        None => label,
                        Some((repeat, number)) => rich::sentence(
                            t,
                            "review-instance",
                            &[
                                ("repeat", rich::line(t, repeat)),
                                ("number", rich::plain(&number.to_string())),
                                ("label", label),
                            ],
                        ),
                    };
                    SummaryRow {
                        label,
                        id: format!("row.{}", row.question),
                        words,
                        rows,
                        instead: instead(&row.words),
                        is_free_text: row.is_free_text,
                        is_ranked: row.is_ranked,
                        change,
                    }
                })
                .collect(),
        });
        let sections = sections.collect();
        Review { frame, progress, sections, free_text, back, hidden, withdrawal, notice: None }
    }

    /// The same, saying something that she should know.
    pub fn saying(self, notice: Option<Notice>) -> Self {
        Review { notice, ..self }
    }

    /// What can be changed until when, and what cannot be done afterwards.
    fn warning(&self) -> String {
        let terms = &self.frame.terms;
        let word = if terms.withdrawal { "withdrawal" } else { terms.mode.as_str() };
        self.frame.t.text(&format!("review-text-{word}")).into_owned()
    }
}

/// A row of a matrix and its answer.
fn answered(t: &Locale, row: &RowWords) -> (Html, Vec<Html>) {
    let (left, right) = (rich::line(t, &row.label), rich::line(t, &row.right));
    if row.right.text.is_empty() {
        return (left, row.said.iter().map(|words| rich::line(t, words)).collect());
    }
    let label = rich::sentence(t, "scale-poles", &[("left", left), ("right", right)]);
    let number = |number: usize| rich::plain(&number.to_string());
    let said = match row.point {
        None => row.said.iter().map(|words| rich::line(t, words)).collect(),
        Some((point, length)) => {
            let values = [("point", number(point)), ("length", number(length))];
            vec![rich::sentence(t, "scale-point", &values)]
        }
    };
    (label, said)
}

/// A date of which parts may be missing: "5. March 2019", "March 2019", "2019".
fn date(t: &Locale, parts: &[(DateUnit, u16)]) -> String {
    let find = |wanted| parts.iter().find(|(part, _)| *part == wanted).map(|&(_, number)| number);
    let small = |wanted| find(wanted).and_then(|number| u8::try_from(number).ok());
    let year = find(DateUnit::Year).map(|year| year.to_string());
    match (small(DateUnit::Day), small(DateUnit::Month), year) {
        (Some(day), Some(month), Some(year)) => t.day(day, month, &year),
        (_, month, year) => {
            let month = month.map(|month| t.month(month));
            month.into_iter().chain(year).collect::<Vec<_>>().join(" ")
        }
    }
}

/// Thanks after submission.
#[derive(Debug, Template)]
#[template(path = "respond/done.html")]
pub struct Done<'a> {
    frame: PageFrame<'a>,
    title: Localized<'a, Cow<'a, str>>,
    text: Html,
    steps: Vec<Html>,
    hidden: Hidden<'a>,
    withdrawal: Option<String>,
    /// What an address can be left for: `draw`, `report`.
    purposes: Vec<&'static str>,
    is_late: bool,
}

impl<'a> Done<'a> {
    /// The thank-you page of a questionnaire; with the withdrawal code, if this browser has it, and
    /// what an address can be left for.
    pub fn new(
        frame: PageFrame<'a>,
        definition: &'a Definition,
        hidden: Hidden<'a>,
        withdrawal: Option<String>,
        purposes: Vec<&'static str>,
    ) -> Self {
        let t = frame.t;
        let get = |text: &'a Text| text.localized(t.code(), &definition.languages);
        let parsed = |text: &'a Text| frame.held_passage(get(text));
        let thanks = &definition.thanks;
        let steps = thanks.steps.iter().map(|step| rich::inline(t, &parsed(step)));
        Done {
            title: match get(&thanks.title) {
                title if title.is_empty() => Localized::plain(t.text("done-title")),
                title => title.with(Cow::Borrowed),
            },
            text: match rich::blocks(t, &parsed(&thanks.text)) {
                text if text.is_empty() => rich::plain(&t.text("done-text")),
                text => text,
            },
            steps: steps.filter(|step| !step.is_empty()).collect(),
            frame,
            hidden,
            withdrawal,
            purposes,
            is_late: false,
        }
    }

    /// The same; where something was typed after it was sent, it says what became of that.
    pub fn after_too_late(self, is_late: bool) -> Self {
        Done { is_late, ..self }
    }

    fn title_of(&self, purpose: &str) -> String {
        self.frame.t.text(&format!("address-{purpose}-title")).into_owned()
    }

    fn text_of(&self, purpose: &str) -> String {
        self.frame.t.text(&format!("address-{purpose}-text")).into_owned()
    }

    fn button_of(&self, purpose: &str) -> String {
        self.frame.t.text(&format!("address-{purpose}-open")).into_owned()
    }
}

/// An early end: a screen-out or a refusal, which she may still take back.
#[derive(Debug, Template)]
#[template(path = "respond/end.html")]
pub struct EndPage<'a> {
    frame: PageFrame<'a>,
    title: Localized<'a, &'a str>,
    text: Html,
    /// Whether the few answers are submitted or discarded.
    keep: bool,
    back: String,
    hidden: Hidden<'a>,
}

impl<'a> EndPage<'a> {
    /// The page of an early end with its text; `back` is the page whose answer led here, or the
    /// first one where nothing is kept.
    pub fn new(
        frame: PageFrame<'a>,
        definition: &'a Definition,
        end: &'a crate::engine::model::End,
        text: &Passage<'_>,
        back: String,
        hidden: Hidden<'a>,
    ) -> Self {
        EndPage {
            title: match end.title.localized(frame.t.code(), &definition.languages) {
                title if title.is_empty() => frame.survey.clone(),
                title => title,
            },
            text: rich::blocks(frame.t, text),
            keep: end.keep,
            frame,
            back,
            hidden,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_said_as_far_as_it_is_known() {
        let full = [(DateUnit::Year, 2019), (DateUnit::Month, 3), (DateUnit::Day, 5)];
        let localized = |language, parts| date(Locale::find(language).unwrap(), parts);
        assert_eq!(localized("de", &full), "5. März 2019");
        assert_eq!(localized("en", &full), "5 March 2019");
        assert_eq!(localized("de", &full[..2]), "März 2019");
        assert_eq!(localized("de", &full[..1]), "2019");
    }
}
