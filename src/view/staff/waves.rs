//! A survey among the waves of its study.

use super::FieldPhase;
use crate::domain::FieldState;
use crate::i18n::Locale;

/// The waves of a study, on the page of one of them.
#[derive(Debug)]
pub struct StudyWaves<'a> {
    /// The name of the study.
    pub study: &'a str,
    /// Which one this is.
    pub number: i32,
    /// All that there are, the last one first.
    pub waves: Vec<WaveLink<'a>>,
}

/// A wave of a study.
#[derive(Debug)]
pub struct WaveLink<'a> {
    /// Its number.
    pub number: i32,
    /// Its name in addresses.
    pub slug: &'a str,
    /// Its staff page.
    pub href: String,
    /// On which days.
    pub run: FieldPhase<'a>,
    /// Whether it takes answers.
    pub state: FieldState,
}

impl StudyWaves<'_> {
    pub(super) fn heading(&self, t: &Locale) -> String {
        let values = [("number", self.number.into()), ("study", self.study.into())];
        t.with("waves-heading", &values)
    }

    pub(super) fn is_this(&self, wave: &WaveLink<'_>) -> bool {
        wave.number == self.number
    }
}

impl WaveLink<'_> {
    pub(super) fn name(&self, t: &Locale) -> String {
        t.with("waves-number", &[("number", self.number.into())])
    }
}
