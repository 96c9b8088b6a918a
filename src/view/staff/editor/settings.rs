//! What a questionnaire says of itself, around its pages.

use crate::engine::properties::PropertyType::{self, Questions, Text, Word};

/// The properties by their way in the document, the most important first.
pub const SETTINGS: &[(&str, PropertyType)] = &[
    ("title", Text),
    ("name", Word),
    ("version", Word),
    ("languages", Questions),
    ("publisher.name", Text),
    ("publisher.unit", Text),
    ("publisher.contact", Text),
    ("publisher.phone", Word),
    ("publisher.email", Word),
    ("publisher.hours", Text),
    ("publisher.imprint", Text),
    ("publisher.privacy", Text),
    ("welcome.title", Text),
    ("welcome.lead", Text),
    ("thanks.title", Text),
    ("thanks.text", Text),
];

/// What a setting holds.
pub fn setting(key: &str) -> Option<PropertyType> {
    SETTINGS.iter().find(|(known, _)| *known == key).map(|(_, holds)| *holds)
}

/// The way to a setting in the document.
pub fn pointer(key: &str) -> String {
    format!("/{}", key.replace('.', "/"))
}
