//! The names of the kinds of questions, and what two of them are about.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The kinds of questions. Each is one file under `engine/kind/` and one template.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum KindName {
    /// One of a list.
    SelectOne,
    /// Any of a list, with exclusive choices.
    SelectMultiple,
    /// The same list for several rows.
    Matrix,
    /// Opposite poles with seven points between them, for several rows.
    Differential,
    /// A whole number.
    Integer,
    /// A number with decimals.
    Decimal,
    /// Free text.
    #[default]
    Text,
    /// Year, month, day asked in parts; each part is a variable.
    DateParts,
    /// One of a long list with search.
    Lookup,
    /// Agreement, a single checkbox or yes/no.
    Consent,
    /// Text without a question.
    Note,
    /// Computed, never shown.
    Calculate,
    /// Questions that belong together within a page.
    Group,
    /// Questions that are asked several times.
    Repeat,
    /// A day of the calendar.
    Date,
    /// A time of day.
    Time,
    /// A day and a time.
    DateTime,
    /// All of a list in order of preference.
    Rank,
    /// A number on a scale with ends and a step.
    Range,
    /// A box to tick: stores `OK`.
    Acknowledge,
    /// A place as latitude and longitude.
    Geopoint,
    /// A file: a picture, a recording, a document (see `upload`).
    Upload,
    /// A value that is set by a default or a trigger and never shown.
    Hidden,
    /// What the program knows itself: `start`, `today` … (see `metadata`).
    Metadata,
    /// A type of other tools that cannot be asked on a web page: kept, never asked.
    Foreign,
}

/// As the questionnaire file spells it.
impl std::fmt::Display for KindName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.serialize(f)
    }
}

/// What kind of file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Upload {
    /// A picture: JPEG, PNG, WebP. It is written anew, so that no place or time stays in it.
    Image,
    /// A recording: MP3, M4A, Ogg, WAV.
    Audio,
    /// A film: MP4, WebM.
    Video,
    /// A document: PDF, ODT, ODS, DOCX, XLSX, TXT, CSV.
    File,
}

/// What a question of the kind `metadata` holds. Only expressions see it: times and devices never
/// go with a response, since they would tell who answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Metadata {
    /// When the interview began.
    Start,
    /// When it ended: now.
    End,
    /// The day it began.
    Today,
    /// Name, address, number or device of the respondent: always empty.
    Unknown,
}
