//! How long answering takes, worked out from the questionnaire: what is read and what is done.
//!
//! Reading: 180 words a minute; the reading texts of IReST gave 179 for German (Trauzettel-Klosinski and
//! Dietz 2012), and other languages differ less than people do. Doing: a few seconds for each answer, by
//! kind, and for each page. What only some are asked counts half, since the questionnaire does not say how
//! many they are. On a phone everything takes 1.4 times as long. docs/questionnaires.md has the table.

use super::Questionnaire;
use super::model::{KindName, Text};
use super::questionnaire::{Question, Texts};

const WORDS_PER_MINUTE: f64 = 180.0;
const SECONDS_PER_PAGE: f64 = 3.0;
const ON_A_PHONE: f64 = 1.4;

/// Minutes that answering takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Length {
    /// What everybody is asked.
    pub least: f64,
    /// With half of what some are asked.
    pub usual: f64,
    /// Everything.
    pub most: f64,
}

impl Length {
    /// The usual minutes on a phone.
    pub fn on_a_phone(&self) -> f64 {
        self.usual * ON_A_PHONE
    }
}

/// How long a questionnaire takes in its first language.
pub fn length(questionnaire: &Questionnaire) -> Length {
    let language = questionnaire.fallback();
    let words = |text: &Text| text.get(language, "").split_whitespace().count();
    let reading = |count: usize| count as f64 / WORDS_PER_MINUTE * 60.0;
    let (mut always, mut sometimes) = (0.0, 0.0);
    let said = |texts: &Texts| texts.get(0).plain().split_whitespace().count();
    for page in questionnaire.pages() {
        let mut is_for_some = page.relevant.is_some();
        let mut part = page.part;
        while let Some(at) = part {
            is_for_some |= questionnaire.parts[at].relevant.is_some();
            part = questionnaire.parts[at].part;
        }
        let around = reading(said(&page.title) + said(&page.intro)) + SECONDS_PER_PAGE;
        *(if is_for_some { &mut sometimes } else { &mut always }) += around;
        for question in &questionnaire.questions[page.questions.clone()] {
            if !question.is_visible() {
                continue;
            }
            let definition = &question.definition;
            let choices = questionnaire.choices(question);
            // A long list is looked through, not read.
            let read = choices.iter().take(20).map(|choice| words(&choice.label)).sum::<usize>();
            let rows = definition.rows.iter().map(|row| words(&row.label) + words(&row.right));
            let own = words(&definition.label) + words(&definition.hint);
            let takes = reading(own + read + rows.sum::<usize>()) + seconds(question);
            let for_some = is_for_some || question.relevant.is_some();
            *(if for_some { &mut sometimes } else { &mut always }) += takes;
        }
    }
    Length {
        least: always / 60.0,
        usual: (always + sometimes / 2.0) / 60.0,
        most: (always + sometimes) / 60.0,
    }
}

/// What answering takes beside reading.
fn seconds(question: &Question) -> f64 {
    let definition = &question.definition;
    let rows = definition.rows.len() as f64;
    match definition.kind {
        KindName::SelectOne | KindName::Consent | KindName::Acknowledge => 2.5,
        KindName::SelectMultiple => 5.0,
        KindName::Matrix => 3.0 * rows,
        KindName::Differential => 4.0 * rows,
        KindName::Integer | KindName::Decimal | KindName::Range => 5.0,
        KindName::Date | KindName::Time | KindName::DateTime | KindName::DateParts => 8.0,
        KindName::Lookup => 12.0,
        KindName::Rank => 20.0,
        KindName::Text if definition.multiline => 40.0,
        KindName::Text => 10.0,
        KindName::Geopoint | KindName::Upload => 30.0,
        KindName::Note
        | KindName::Group
        | KindName::Repeat
        | KindName::Calculate
        | KindName::Hidden
        | KindName::Metadata
        | KindName::Foreign => 0.0,
    }
}
