//! Mistakes people make: letters for a number, a number out of bounds, "nothing of this" and
//! something, more than may be ticked, a value and "don't know", a place that does not exist, a text
//! too long.

use crate::engine::model::KindName;
use crate::engine::show::{Body, ShownPage, ShownQuestion};
use crate::engine::{Form, Questionnaire};

use super::random::Random;

/// A page with one mistake.
pub(super) struct Slip {
    /// What is sent.
    pub(super) form: Form,
    /// The question the engine must complain about.
    pub(super) question: String,
}

/// A mistake in an otherwise good form, if the page has a question to make one in.
pub(super) fn slip(
    questionnaire: &Questionnaire,
    shown: &ShownPage<'_>,
    good: &Form,
    random: &mut Random,
) -> Option<Slip> {
    let mut mistakes: Vec<(&str, Mistake)> = Vec::new();
    for question in shown.answerable() {
        // A question with a condition may vanish by another answer on the page, and its mistake.
        let slot = questionnaire.find_slot(&question.name);
        let conditional = slot.is_some_and(|slot| {
            let question = questionnaire.slots()[slot].question;
            questionnaire.questions()[question].definition.relevant.is_some()
        });
        if !conditional {
            mistakes.extend(possible(question, good).into_iter().map(|m| (&*question.name, m)));
        }
    }
    let (question, mistake) = random.pick(&mistakes)?;
    let mut form = Form::default();
    for (field, value) in good.iter().filter(|(field, _)| !mistake.replaces(field)) {
        form.push(field, value);
    }
    for (field, value) in &mistake.sends {
        form.push(field.as_str(), value.as_str());
    }
    Some(Slip { form, question: (*question).to_owned() })
}

/// Fields and what is wrongly sent in them; whatever else stood there is dropped.
#[derive(Debug)]
struct Mistake {
    sends: Vec<(String, String)>,
    drops: Option<String>,
}

impl Mistake {
    fn new<const N: usize>(sends: [(&str, &str); N]) -> Self {
        let sends = sends.map(|(field, value)| (field.to_owned(), value.to_owned())).into();
        Self { sends, drops: None }
    }

    fn instead_of(self, field: String) -> Self {
        Self { drops: Some(field), ..self }
    }

    fn replaces(&self, field: &str) -> bool {
        self.sends.iter().any(|(sent, _)| sent == field) || self.drops.as_deref() == Some(field)
    }
}

fn possible(question: &ShownQuestion<'_>, good: &Form) -> Vec<Mistake> {
    let name = &*question.name;
    let missing_field = format!("{name}.missing");
    let mut mistakes = Vec::new();
    match &question.body {
        Body::Input(input) => {
            if let Some(max) = input.max_length {
                let long = "x".repeat(max as usize + 1);
                mistakes.push(Mistake::new([(name, &long)]).instead_of(missing_field.clone()));
            }
            if matches!(question.kind, KindName::Integer | KindName::Decimal) {
                let beyond = input.max.map(|max| max + 1.0).or(input.min.map(|min| min - 1.0));
                for typed in beyond.map(|n| n.to_string()).into_iter().chain(["abc".to_owned()]) {
                    mistakes.push(Mistake::new([(name, &typed)]).instead_of(missing_field.clone()));
                }
            }
            if let Some(code) = question.missing.first() {
                let typed = good.find(name).filter(|typed| !typed.is_empty()).unwrap_or("1");
                mistakes.push(Mistake::new([(name, typed), (&missing_field, &code.value)]));
            }
        }
        Body::Parts(parts) => {
            if let Some(part) = parts.first() {
                mistakes
                    .push(Mistake::new([(&*part.name, "abc")]).instead_of(missing_field.clone()));
                if let Some(max) = part.max {
                    let beyond = (max + 1.0).to_string();
                    let mistake = Mistake::new([(&*part.name, beyond.as_str())]);
                    mistakes.push(mistake.instead_of(missing_field));
                }
            }
        }
        Body::Options { multiple: true, most, options, .. } => {
            let alone = options.iter().find(|option| option.exclusive);
            let other = options.iter().find(|option| !option.exclusive);
            if let (Some(alone), Some(other)) = (alone, other) {
                mistakes.push(Mistake::new([(name, &alone.value), (name, &other.value)]));
            }
            let several = options.iter().filter(|option| !option.exclusive);
            let sends: Vec<_> = several.map(|it| (name.to_owned(), it.value.to_string())).collect();
            if most.is_some_and(|most| sends.len() > most) {
                mistakes.push(Mistake { sends, drops: None });
            }
        }
        Body::Search(_) => {
            let typed = format!("{name}.q");
            mistakes.push(Mistake::new([(&typed, "xxxxx")]).instead_of(name.to_owned()));
        }
        Body::Moment(moments) => {
            if let Some(moment) = moments.first() {
                let mistake = Mistake::new([(&*moment.name, "abc")]);
                mistakes.push(mistake.instead_of(missing_field));
            }
        }
        _ => {}
    }
    mistakes
}
