//! A place as latitude and longitude, typed. Stored as ODK has it: latitude, longitude, altitude
//! and accuracy, of which the last two are 0 when nothing is said.

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::contract::{
    Body, ComplaintReason, Input, Kind, Lacking, NewSlot, Paper, Reading, Showing, ShownOption,
    Space,
};
use super::super::model;
use super::super::questionnaire::{Holds, Question};
use super::super::scope::Scope;
use super::number;

pub(super) struct Geopoint;

impl Kind for Geopoint {
    fn fields(&self) -> &'static [&'static str] {
        &["missing"]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        NewSlot::only(question, Holds::Text)
    }

    fn owns(&self, _: &Questionnaire, question: &Question, field: &str) -> bool {
        number::owns(question, field)
    }

    fn put(&self, _: &Questionnaire, question: &Question, form: &Form, to: &mut Answers) {
        let name = &question.definition.name;
        let typed = form.find(name).unwrap_or_default();
        let value = place(typed).unwrap_or_default();
        to.set(name, number::missing(question, form).and_then(Result::ok).unwrap_or(&value));
    }

    fn read(&self, _: Scope<'_>, question: &Question, form: &Form) -> Vec<Reading> {
        number::read(question, form, |typed| {
            place(typed).ok_or_else(|| ComplaintReason::NotAPlace { typed: typed.to_owned() })
        })
    }

    fn fill(&self, _: &Questionnaire, question: &Question, from: &Answers, form: &mut Form) {
        number::fill(question, from, form);
    }

    fn body<'q>(&self, showing: &Showing<'q, '_>) -> Body<'q> {
        Body::Input(Input {
            typed: showing.typed(showing.name()),
            unit: "".into(),
            min: None,
            max: None,
            max_length: None,
            multiline: false,
        })
    }

    fn missing<'q>(&self, showing: &Showing<'q, '_>) -> Vec<ShownOption<'q>> {
        showing.missing_options(&number::missing_name(showing.name()))
    }

    fn space<'q>(&self, paper: &Paper<'q>, question: &'q Question) -> Space<'q> {
        paper.line(question)
    }

    fn lacking(&self) -> Lacking {
        Lacking::Text
    }
}

/// Reads `53.33 8.48`, `53.33, 8.48` or `53,33; 8,48`, with altitude and accuracy if there are any.
fn place(typed: &str) -> Option<String> {
    let separators: &[char] = match () {
        () if typed.contains(';') => &[';'],
        () if typed.trim().contains(' ') && !typed.contains(", ") => &[' '],
        () => &[',', ' '],
    };
    let parts = typed.split(separators).map(str::trim).filter(|part| !part.is_empty());
    let numbers: Vec<f64> =
        parts.map(|part| number::parse(part, false).ok()).collect::<Option<_>>()?;
    let [latitude, longitude, rest @ ..] = numbers.as_slice() else { return None };
    if latitude.abs() > 90.0 || longitude.abs() > 180.0 || rest.len() > 2 {
        return None;
    }
    let altitude = rest.first().unwrap_or(&0.0);
    let accuracy = rest.get(1).unwrap_or(&0.0);
    Some(format!("{latitude} {longitude} {altitude} {accuracy}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_people_write_them() {
        for typed in ["53.33 8.48", "53.33, 8.48", "53,33; 8,48", " 53.33,8.48 "] {
            assert_eq!(place(typed).as_deref(), Some("53.33 8.48 0 0"), "{typed}");
        }
        assert_eq!(place("-1 2 3 4").as_deref(), Some("-1 2 3 4"));
        for typed in ["", "53.33", "91 0", "0 181", "a b", "1 2 3 4 5"] {
            assert_eq!(place(typed), None, "{typed}");
        }
    }
}
