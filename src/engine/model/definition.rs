//! The document itself, what stands around its pages, and what it keeps of a workbook.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::media::MediaFile;
use super::{ChoiceList, End, FrameSource, Page, Quota, Text, TranslationNote, is_default};

/// A whole questionnaire as its author writes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Where the JSON Schema of this file is; for editors, ignored here.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Short machine name, lower case: `wesermarsch`.
    pub name: String,
    /// The author's own version label, exported as `instr_ver`; without one, that is a hash.
    #[serde(default)]
    pub version: String,
    /// Language codes, the first is the fallback: `["de", "en"]`.
    pub languages: Vec<String>,
    /// The title on every page.
    pub title: Text,
    /// Who asks.
    #[serde(default, skip_serializing_if = "is_default")]
    pub publisher: Publisher,
    /// The first page: who asks, why, how long, what happens to the answers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub welcome: Welcome,
    /// The thank-you page.
    #[serde(default, skip_serializing_if = "is_default")]
    pub thanks: Thanks,
    /// What respondents see of progress: pages belong to sections. Without any, the outermost
    /// pages that hold pages are the sections.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// Code frames by name. A checked questionnaire holds only written-out frames.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub frames: BTreeMap<String, FrameSource>,
    /// Choice lists by name.
    #[serde(default)]
    pub lists: BTreeMap<String, ChoiceList>,
    /// Labels of the missing codes a respondent may pick (-8, -7, -6), for the whole questionnaire.
    #[serde(default)]
    pub missing: BTreeMap<String, Text>,
    /// The pages in order.
    pub pages: Vec<Page>,
    /// Early ends: screen-outs and refusals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ends: Vec<End>,
    /// How many answers of which people are wanted, and what happens then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotas: Vec<Quota>,
    /// XLSForm's `instance_name`: an expression that names a response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_name: Option<String>,
    /// What is known of the translations. What is a draft is not published; where nothing is said, a
    /// text is published as it stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<TranslationNote>,
    /// What a workbook has that nothing here stands for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub workbook: ImportedWorkbook,
    /// The pictures, sounds and films that were found beside it, by name. Noted when it is checked,
    /// so that a published version names their very content; authors write nothing here.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(skip)]
    pub files: BTreeMap<String, MediaFile>,
}

impl Definition {
    /// One of this name in one language, with nothing in it.
    pub fn named(name: &str, language: &str) -> Self {
        Self {
            schema: None,
            name: name.to_owned(),
            version: "1".to_owned(),
            languages: vec![language.to_owned()],
            title: Text::Absent,
            publisher: Publisher::default(),
            welcome: Welcome::default(),
            thanks: Thanks::default(),
            sections: Vec::new(),
            frames: BTreeMap::new(),
            lists: BTreeMap::new(),
            missing: BTreeMap::new(),
            pages: Vec::new(),
            ends: Vec::new(),
            quotas: Vec::new(),
            instance_name: None,
            translations: Vec::new(),
            workbook: ImportedWorkbook::default(),
            files: BTreeMap::new(),
        }
    }

    /// Whether it was read from a workbook. Other tools accept such a form with faults that we do
    /// not accept in a questionnaire of our own: what only we demand is a warning there.
    pub fn is_imported(&self) -> bool {
        !self.workbook.order.is_empty()
    }
}

/// What an XLSForm workbook has beside the questionnaire, so that an export gives it back.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportedWorkbook {
    /// Further settings by header: `style`, `allow_choice_duplicates`, `submission_url` …
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: BTreeMap<String, String>,
    /// Headers of the sheets that are part of the questionnaire, as they were spelt and ordered.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, Vec<String>>,
    /// The names of all sheets in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<String>,
    /// The names of the choice lists in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<String>,
    /// The cells of sheets that are no part of the questionnaire, row by row.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sheets: BTreeMap<String, Vec<Vec<String>>>,
}

/// Who asks, and whom to ask back.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// The public body: "Landkreis Wesermarsch".
    pub name: Text,
    /// Its unit: "Bildungsbüro".
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub unit: Text,
    /// Name of the contact person or desk.
    pub contact: Text,
    /// Telephone number as printed.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// When the telephone is answered.
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub hours: Text,
    /// The legal notice (Impressum), Markdown.
    pub imprint: Text,
    /// The whole privacy notice, Markdown.
    pub privacy: Text,
}

/// The first page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Welcome {
    /// Heading, usually a question.
    pub title: Text,
    /// One paragraph: why we ask you.
    pub lead: Text,
    /// Short facts under the lead: "15 Minuten", "freiwillig", "anonym".
    #[serde(default)]
    pub brief: Vec<Text>,
    /// Term and explanation: who asks, what for, how long, must I, anonymous?
    pub facts: Vec<Fact>,
}

/// A term and its explanation on the first page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// "Wer fragt?"
    pub term: Text,
    /// The answer, Markdown.
    pub text: Text,
    /// Steps that unfold below the answer ("So funktioniert das").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Text>,
}

/// The thank-you page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Thanks {
    /// Heading.
    pub title: Text,
    /// What happened to the answers.
    pub text: Text,
    /// What happens next.
    #[serde(default)]
    pub steps: Vec<Text>,
}

/// A section of the progress display.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Machine name.
    pub name: String,
    /// What it keeps when its name changes, so that nobody has to guess; without one, its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// "Ihr Umzug".
    pub title: Text,
}
