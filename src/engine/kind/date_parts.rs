//! Year, month and day asked in parts; each part is a variable of its own.

use jiff::civil::Date;

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::codebook::missing::is_missing;
use super::super::contract::{
    Body, ComplaintReason, Kind, Lacking, NewSlot, Paper, Reading, Showing, ShownOption, ShownPart,
    Space, Words, is_slot, push,
};
use super::super::model::{self, DatePart, DateUnit};
use super::super::questionnaire::{Holds, Question};
use super::super::scope::Scope;
use super::digits;
use super::number;

pub(super) struct DateParts;

impl Kind for DateParts {
    fn fields(&self) -> &'static [&'static str] {
        &["missing", "parts"]
    }

    fn needs(&self) -> &'static [&'static str] {
        &["parts"]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        let parts = question.parts.iter().enumerate();
        parts
            .map(|(part, definition)| NewSlot {
                name: definition.name.clone(),
                part: Some(part),
                holds: Holds::Integer,
                relevant: None,
            })
            .collect()
    }

    fn owns(&self, questionnaire: &Questionnaire, question: &Question, field: &str) -> bool {
        number::owns(question, field) || is_slot(questionnaire, question, field)
    }

    fn put(
        &self,
        questionnaire: &Questionnaire,
        question: &Question,
        form: &Form,
        to: &mut Answers,
    ) {
        let missing = number::missing(question, form).and_then(Result::ok);
        for slot in &questionnaire.slots()[question.slots.clone()] {
            let typed = &*digits::plain(form.find(&slot.name).unwrap_or_default().trim());
            to.set(&slot.name, missing.unwrap_or(typed));
        }
    }

    fn read(&self, scope: Scope<'_>, question: &Question, form: &Form) -> Vec<Reading> {
        let missing = number::missing(question, form);
        let read = |part: usize, slot: usize| {
            let name = &scope.evaluation.questionnaire.slots()[slot].name;
            let typed = &*digits::plain(form.find(name).unwrap_or_default().trim());
            match &missing {
                Some(Ok(_)) if !typed.is_empty() => Err(ComplaintReason::Either),
                Some(missing) => missing.clone().map(str::to_owned),
                None if typed.is_empty() => Ok(String::new()),
                None => {
                    let number = number::parse(typed, true)?;
                    natural(question.definition.parts[part].part, number, typed)?;
                    let (min, max) = &question.parts[part];
                    number::bounded(number, scope.bounds(min, max), typed)
                }
            }
        };
        let slots = question.slots.clone().enumerate();
        let mut readings: Vec<Reading> =
            slots.map(|(part, slot)| Reading { slot, value: read(part, slot) }).collect();
        if let Some((day, last)) = day_too_late(&question.definition.parts, &readings) {
            let name = &scope.evaluation.questionnaire.slots()[readings[day].slot].name;
            let typed = form.find(name).unwrap_or_default().trim().to_owned();
            readings[day].value =
                Err(ComplaintReason::OutOfRange { min: Some(1.0), max: Some(last), typed });
        }
        readings
    }

    fn fill(
        &self,
        questionnaire: &Questionnaire,
        question: &Question,
        from: &Answers,
        form: &mut Form,
    ) {
        let mut missing = "";
        for slot in &questionnaire.slots()[question.slots.clone()] {
            let value = from.value(&slot.name);
            if is_missing(value) {
                missing = value;
            } else {
                push(form, &slot.name, value);
            }
        }
        push(form, &number::missing_name(&question.definition.name), missing);
    }

    fn body<'q>(&self, showing: &Showing<'q, '_>) -> Body<'q> {
        let question = showing.question;
        let parts = question.definition.parts.iter().zip(&question.parts);
        Body::Parts(
            parts
                .map(|(part, (min, max))| ShownPart {
                    name: showing.field(&part.name),
                    part: part.part,
                    label: showing.plain(&part.label),
                    typed: showing.typed(&part.name),
                    min: showing.scope.bound(min.as_ref()),
                    max: showing.scope.bound(max.as_ref()),
                    complaint: showing.complaint(&part.name),
                })
                .collect(),
        )
    }

    fn missing<'q>(&self, showing: &Showing<'q, '_>) -> Vec<ShownOption<'q>> {
        showing.missing_options(&number::missing_name(showing.name()))
    }

    fn space<'q>(&self, paper: &Paper<'q>, question: &'q Question) -> Space<'q> {
        let parts = question.definition.parts.iter();
        Space::Parts(parts.map(|part| (part.part, paper.say(&part.label))).collect())
    }

    fn lacking(&self) -> Lacking {
        Lacking::Text
    }

    fn words(&self, scope: Scope<'_>, answers: &Answers, question: &Question) -> Words {
        let asked = question.slots.clone().filter(|&slot| scope.is_asked(slot));
        // A missing code is no part of a date; being negative, it does not parse.
        let part = |(part, slot): (&DatePart, usize)| {
            Some((part.part, scope.submitted(answers, slot).parse().ok()?))
        };
        let date: Vec<_> = question.definition.parts.iter().zip(asked).filter_map(part).collect();
        match date.is_empty() {
            true => scope.entries(answers, question),
            false => Words::Date(date),
        }
    }
}

/// The bounds every calendar has.
fn natural(part: DateUnit, number: f64, typed: &str) -> Result<(), ComplaintReason> {
    let (min, max) = match part {
        DateUnit::Year => (1000.0, 9999.0),
        DateUnit::Month => (1.0, 12.0),
        DateUnit::Day => (1.0, 31.0),
    };
    if (min..=max).contains(&number) {
        return Ok(());
    }
    Err(ComplaintReason::OutOfRange { min: Some(min), max: Some(max), typed: typed.to_owned() })
}

/// The day's index and the last day of the month, when all three parts are given and the month has
/// no such day.
fn day_too_late(parts: &[DatePart], readings: &[Reading]) -> Option<(usize, f64)> {
    let index = |wanted: DateUnit| parts.iter().position(|definition| definition.part == wanted);
    let value = |at: usize| readings.get(at)?.value.as_ref().ok();
    let day = index(DateUnit::Day)?;
    let year = value(index(DateUnit::Year)?)?.parse().ok()?;
    let month = value(index(DateUnit::Month)?)?.parse().ok()?;
    let last = Date::new(year, month, 1).ok()?.days_in_month();
    (value(day)?.parse::<i8>().ok()? > last).then_some((day, f64::from(last)))
}

#[cfg(test)]
mod tests {
    use super::super::super::answers::Draft;
    use super::super::super::check;
    use super::super::super::expr::{Calendar, Env};
    use super::super::super::interview::{Accepted, Interview, Outcome};
    use super::*;

    #[track_caller]
    fn posted(day: &str, month: &str, year: &str) -> Outcome {
        let source = include_str!("../check/small.json");
        let questionnaire = check(serde_json::from_str(source).unwrap()).sound().unwrap();
        let now = "2026-06-15T12:00:00[Europe/Berlin]".parse().unwrap();
        let env = Env { now, calendar: Calendar::default().into(), seed: 0 };
        let mut form = Form::default();
        for (name, typed) in [("moved_d", day), ("moved_m", month), ("moved_y", year)] {
            form.push(name, typed);
        }
        let draft = Draft { language: "en".to_owned(), ..Draft::default() };
        Interview::new(&questionnaire, &draft, &env).accept(0, &form)
    }

    #[track_caller]
    fn refused(day: &str, month: &str, year: &str, last: f64) {
        let Outcome::Rejected(complaints) = posted(day, month, year) else { panic!("accepted") };
        let [complaint] = complaints.as_slice() else { panic!("{complaints:?}") };
        assert_eq!(complaint.field, "moved_d");
        let typed = day.to_owned();
        assert_eq!(
            complaint.reason,
            ComplaintReason::OutOfRange { min: Some(1.0), max: Some(last), typed }
        );
    }

    #[track_caller]
    fn accepted(day: &str, month: &str, year: &str) {
        let outcome = posted(day, month, year);
        assert!(matches!(outcome, Outcome::Accepted(Accepted { again: false, .. })), "{outcome:?}");
    }

    #[test]
    fn a_whole_date_stands_in_the_calendar() {
        refused("31", "2", "2024", 29.0);
        refused("29", "2", "2023", 28.0);
        refused("031", "4", "2023", 30.0);
        accepted("29", "2", "2024");
        accepted("31", "12", "9999");
    }

    #[test]
    fn a_date_with_a_gap_is_as_good_as_it_gets() {
        accepted("31", "2", "");
        accepted("31", "", "2023");
        accepted("", "2", "2023");
    }
}
