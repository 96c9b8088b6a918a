//! How long answering takes, worked out from the questionnaire: what is read and what is done.
//!
//! Reading: 180 words a minute; the reading texts of IReST gave 179 for German (Trauzettel-Klosinski and
//! Dietz 2012), and other languages differ less than people do. Doing: a few seconds for each answer, by
//! kind, and for each page. What only some are asked counts half, since the questionnaire does not say how
//! many they are; so does the writing of a text that need not be written. On a phone everything takes 1.4 times as long. docs/questionnaires.md has the table.

use super::Questionnaire;
use super::model::{Flag, KindName, Question, Text};
use super::questionnaire::Texts;

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
    let mut add = |for_some: bool, takes: f64| {
        *(if for_some { &mut sometimes } else { &mut always }) += takes;
    };
    for (p, page) in questionnaire.pages().iter().enumerate() {
        let around = reading(said(&page.title) + said(&page.intro)) + SECONDS_PER_PAGE;
        add(!questionnaire.conditions_of_page(p).is_empty(), around);
        for question in &questionnaire.questions[page.questions.clone()] {
            if !question.is_visible() {
                continue;
            }
            let definition = &question.definition;
            let choices = questionnaire.choices(question);
            // A long list is looked through, not read.
            let read = choices.iter().take(20).map(|choice| words(&choice.label)).sum::<usize>();
            let own = words(&definition.label) + words(&definition.hint);
            // With no row for everybody there is nothing to ask everybody.
            let rows = || definition.rows.iter().enumerate();
            let row_is_for_some = |row: usize| {
                let mut slots = questionnaire.slots[question.slots.clone()].iter();
                slots.any(|slot| slot.part == Some(row) && slot.relevant.is_some())
            };
            let for_some = !questionnaire.conditions(question).is_empty()
                || !definition.rows.is_empty() && rows().all(|(at, _)| row_is_for_some(at));
            add(for_some, reading(own + read));
            add(for_some || is_left_out(definition), seconds(definition));
            for (at, row) in rows() {
                let takes = reading(words(&row.label) + words(&row.right)) + per_row(definition);
                add(for_some || row_is_for_some(at), takes);
            }
        }
    }
    Length {
        least: always / 60.0,
        usual: (always + sometimes / 2.0) / 60.0,
        most: (always + sometimes) / 60.0,
    }
}

/// What answering a row takes beside reading.
fn per_row(definition: &Question) -> f64 {
    match definition.kind {
        KindName::Matrix => 3.0,
        KindName::Differential => 4.0,
        _ => 0.0,
    }
}

/// Whether only some answer what everybody is asked: a text that need not be written, such as further
/// reasons.
fn is_left_out(definition: &Question) -> bool {
    definition.kind == KindName::Text && definition.required == Flag::default()
}

/// What answering takes beside reading, rows apart.
fn seconds(definition: &Question) -> f64 {
    match definition.kind {
        KindName::SelectOne | KindName::Consent | KindName::Acknowledge => 2.5,
        KindName::SelectMultiple => 5.0,
        KindName::Integer | KindName::Decimal | KindName::Range => 5.0,
        KindName::Date | KindName::Time | KindName::DateTime | KindName::DateParts => 8.0,
        KindName::Lookup => 12.0,
        KindName::Rank => 20.0,
        KindName::Text if definition.multiline => 40.0,
        KindName::Text => 10.0,
        KindName::Geopoint | KindName::Upload => 30.0,
        KindName::Matrix
        | KindName::Differential
        | KindName::Note
        | KindName::Group
        | KindName::Repeat
        | KindName::Calculate
        | KindName::Hidden
        | KindName::Metadata
        | KindName::Foreign => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// Seconds for everybody and for all of it. Three words are one second, a page is three.
    #[track_caller]
    fn takes(pages: Value, least: f64, most: f64) {
        let document = json!({
            "name": "length", "version": "1", "languages": ["en"], "title": "Length", "pages": pages,
            "lists": { "yn": [
                { "value": "1", "label": "yes" }, { "value": "2", "label": "no, not really, never" },
                { "value": "3", "label": "one more" }
            ] }
        });
        let definition = serde_json::from_value(document).unwrap();
        let questionnaire = crate::engine::check(definition).sound().unwrap();
        let found = length(&questionnaire);
        let near = |minutes: f64, seconds: f64| (minutes * 60.0 - seconds).abs() < 1e-9;
        assert!(near(found.least, least) && near(found.most, most), "{found:?}");
        assert!(near(found.usual, f64::midpoint(least, most)), "{found:?}");
        assert!(near(found.on_a_phone(), 1.4 * f64::midpoint(least, most)), "{found:?}");
    }

    /// A page with a number: 3 for the page, 1 for the label, 5 for the answer.
    fn page(name: &str, relevant: Option<&str>) -> Value {
        let question =
            json!({ "kind": "integer", "name": format!("{name}_n"), "label": "How many there?" });
        let mut page = json!({ "name": name, "questions": [question] });
        if let Some(relevant) = relevant {
            page["relevant"] = json!(relevant);
        }
        page
    }

    #[test]
    fn reading_and_answering_add_up() {
        takes(json!([page("a", None)]), 9.0, 9.0);
        takes(json!([page("a", None), page("b", None)]), 18.0, 18.0);
        // Title 1, intro 2, page 3; label 1, hint 1, choices 7 words, answer 2.5.
        let question = json!({
            "kind": "select_one", "name": "q", "label": "Do you agree?", "hint": "Just say so.", "choices": "yn"
        });
        let page = json!({
            "name": "p", "title": "One two three", "intro": "One two three four five six", "questions": [question]
        });
        takes(json!([page]), 10.5 + 7.0 / 3.0, 10.5 + 7.0 / 3.0);
    }

    #[test]
    fn what_a_condition_stands_around_is_for_some() {
        takes(json!([page("a", None), page("b", Some("${a_n} > 1"))]), 9.0, 18.0);
        let part = json!({ "name": "part", "relevant": "${a_n} > 1", "pages": [page("b", None)] });
        takes(json!([page("a", None), part]), 9.0, 18.0);
        // The group's label is two thirds of a second, the number in it 6.
        let inside = json!({ "kind": "integer", "name": "n", "label": "How many there?" });
        let group = |more: Value| {
            let mut group =
                json!({ "kind": "group", "name": "g", "label": "At home", "questions": [inside] });
            group.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            let mut page = page("a", None);
            page["questions"].as_array_mut().unwrap().push(group);
            json!([page])
        };
        takes(group(json!({})), 15.0 + 2.0 / 3.0, 15.0 + 2.0 / 3.0);
        takes(group(json!({ "relevant": "${a_n} > 1" })), 9.0, 15.0 + 2.0 / 3.0);
    }

    #[test]
    fn a_text_that_need_not_be_written_is_written_by_some() {
        let text = |required: bool| {
            let text = json!({ "kind": "text", "name": "t", "label": "What else, please?",
                "required": required });
            json!([{ "name": "p", "questions": [text] }])
        };
        takes(text(true), 14.0, 14.0);
        takes(text(false), 4.0, 14.0);
    }

    #[test]
    fn a_row_with_a_condition_is_for_some() {
        // Label 1, choices 7/3; each row 3 and a third.
        let matrix = |conditions: [bool; 2]| {
            let rows = [0, 1].map(|at| {
                let mut row = json!({ "name": format!("m_{at}"), "label": "this" });
                if conditions[at] {
                    row["relevant"] = json!("${a_n} > 1");
                }
                row
            });
            let matrix = json!({
                "kind": "matrix", "name": "m", "label": "How is that?", "choices": "yn", "rows": rows
            });
            let mut page = page("a", None);
            page["questions"].as_array_mut().unwrap().push(matrix);
            json!([page])
        };
        let (label, row) = (1.0 + 7.0 / 3.0, 3.0 + 1.0 / 3.0);
        let all = 9.0 + label + 2.0 * row;
        takes(matrix([false, false]), all, all);
        takes(matrix([false, true]), all - row, all);
        takes(matrix([true, true]), 9.0, all);
    }
}
