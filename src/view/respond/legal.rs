//! Privacy notice, legal notice and accessibility statement.

use askama::Template;

use crate::engine::model::Definition;
use crate::engine::said::Said;

use super::super::frame::Frame;
use super::super::rich::{self, Html};

/// A page of text that every page links to.
#[derive(Debug, Template)]
#[template(path = "respond/legal.html")]
pub struct Legal<'a> {
    frame: Frame<'a>,
    title: String,
    text: Html,
}

impl<'a> Legal<'a> {
    /// The privacy notice of a questionnaire.
    pub fn privacy(frame: Frame<'a>, definition: &Definition) -> Self {
        let text = definition.publisher.privacy.said(frame.t.code(), &definition.languages);
        Self::page(frame, "legal-privacy", text)
    }

    /// The legal notice of a questionnaire.
    pub fn imprint(frame: Frame<'a>, definition: &Definition) -> Self {
        let text = definition.publisher.imprint.said(frame.t.code(), &definition.languages);
        Self::page(frame, "legal-imprint", text)
    }

    /// The accessibility statement: what was checked by whom, what is known to be missing, and
    /// whom to tell. `checked` is the day of the last check by the makers.
    pub fn accessibility(frame: Frame<'a>, checked: jiff::civil::Date) -> Self {
        let contact = frame.contact.as_ref();
        let email = contact.map_or("", |contact| contact.email);
        let text = frame.t.with(
            "accessibility-statement",
            &[
                ("publisher", frame.publisher.text.into()),
                ("survey", frame.survey.into()),
                ("checked", frame.t.date(checked).into()),
                ("contact", contact.map_or("", |contact| contact.name.text).into()),
                ("phone", contact.map_or("", |contact| contact.phone).into()),
                // As a link, in Markdown.
                ("email", format!("[{email}](mailto:{email})").into()),
            ],
        );
        Self::page(frame, "legal-accessibility", Said::plain(&text))
    }

    fn page(frame: Frame<'a>, title: &str, text: Said<'_, &str>) -> Self {
        let text = rich::blocks(frame.t, &rich::parsed(text));
        Legal { title: frame.t.text(title), text, frame }
    }
}
