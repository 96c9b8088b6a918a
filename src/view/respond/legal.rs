//! Privacy notice, legal notice and accessibility statement.

use askama::Template;

use crate::engine::model::{Definition, Text};
use crate::engine::show::Localized;

use super::super::frame::PageFrame;
use super::super::rich::{self, Html};

/// A page of text that every page links to.
#[derive(Debug, Template)]
#[template(path = "respond/legal.html")]
pub struct Legal<'a> {
    frame: PageFrame<'a>,
    title: String,
    text: Html,
    /// Leads to the form for barriers.
    reports: bool,
}

impl<'a> Legal<'a> {
    /// The privacy notice of a questionnaire.
    pub fn privacy(frame: PageFrame<'a>, definition: &Definition) -> Self {
        Self::page(frame, "legal-privacy", definition, &definition.publisher.privacy)
    }

    /// The legal notice of a questionnaire.
    pub fn imprint(frame: PageFrame<'a>, definition: &Definition) -> Self {
        Self::page(frame, "legal-imprint", definition, &definition.publisher.imprint)
    }

    /// The accessibility statement: what was checked by whom, what is known to be missing, and
    /// whom to tell. `checked` is the day of the last check by the makers.
    pub fn accessibility(frame: PageFrame<'a>, checked: jiff::civil::Date) -> Self {
        let t = frame.t;
        let contact = frame.contact.clone().unwrap_or_default();
        let email = format!("[{0}](mailto:{0})", contact.email);
        let text = rich::statement(
            t,
            "accessibility-statement",
            &[
                ("publisher", rich::line(t, &frame.publisher)),
                ("survey", rich::line(t, &frame.survey)),
                ("checked", rich::plain(&t.date(checked))),
                ("contact", rich::line(t, &contact.name)),
                ("phone", rich::plain(contact.phone)),
                ("email", rich::inline(t, &rich::parsed(Localized::plain(email.as_str())))),
            ],
        );
        // In a pretest nobody would read a report.
        let reports = frame.pretest.is_none();
        Legal { title: t.text("legal-accessibility").into_owned(), text, frame, reports }
    }

    fn page(frame: PageFrame<'a>, title: &str, definition: &Definition, text: &Text) -> Self {
        let text = text.localized(frame.t.code(), &definition.languages);
        let text = match rich::blocks(frame.t, &frame.held_passage(text)) {
            text if text.is_empty() => rich::plain(&frame.t.text("legal-nothing")),
            text => text,
        };
        Legal { title: frame.t.text(title).into_owned(), text, frame, reports: false }
    }
}
