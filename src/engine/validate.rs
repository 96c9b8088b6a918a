//! Taking a page of answers: reading the form, checking it, and saying what is wrong.
//!
//! A complaint is a value, translated at the edge. Start reading at [`accept`].

use super::Questionnaire;
use super::answers::{Answers, Draft, Form};
use super::expr::Env;
use super::kind::kind;
use super::questionnaire::Question;
use super::route::{Derived, is_missing_code};

/// What a respondent is told about one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Complaint {
    /// The question it belongs to.
    pub question: String,
    /// The field it is about: the question's name, a row's, a part's or a text's.
    pub field: String,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// An answer is required; with the author's own words if there are any.
    Required(Option<String>),
    /// A constraint does not hold; with the author's own words if there are any.
    Constraint(Option<String>),
    /// Not a number.
    NotANumber {
        /// What was typed.
        typed: String,
    },
    /// A number, but not a whole one.
    NotWhole {
        /// What was typed.
        typed: String,
    },
    /// Outside the bounds.
    OutOfRange {
        /// Least value.
        min: Option<f64>,
        /// Greatest value.
        max: Option<f64>,
        /// What was typed.
        typed: String,
    },
    /// A text with too many characters.
    TooLong {
        /// How many there may be.
        max: u32,
        /// How many there are.
        length: usize,
    },
    /// A value that is not offered.
    NotOffered,
    /// "Nothing of this" together with something.
    Exclusive {
        /// The label of the exclusive choice.
        label: String,
    },
    /// A value and "don't know" at once.
    Either,
    /// Nothing in the list matches what was typed.
    NoMatch {
        /// What was typed.
        typed: String,
    },
    /// Several entries match; one must be picked.
    SeveralMatch {
        /// How many.
        count: usize,
    },
}

/// What became of a posted page.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Everything is fine; the draft has the answers and the page counts as seen.
    Accepted {
        /// Follow-up questions on the same page became relevant; show it again.
        again: bool,
    },
    /// Something is wrong; the draft is unchanged.
    Rejected(Vec<Complaint>),
    /// The form has a field that the page does not have.
    Unknown(String),
}

/// What a kind makes of its fields.
pub(super) struct Reading {
    /// Index of the slot.
    pub(super) slot: usize,
    /// The value to store, or what is wrong with it.
    pub(super) value: Result<String, Reason>,
}

/// Takes the answers of one page. Fields beginning with `_` are the caller's own.
///
/// The answers are first put in as they are, so that follow-up questions on the same page are
/// judged by what was just answered; then every question that concerns the respondent is checked.
/// Questions that no longer concern her keep their earlier answers, so that going back loses
/// nothing; they are dropped at submission.
pub fn accept(
    questionnaire: &Questionnaire,
    draft: &mut Draft,
    page: usize,
    form: &Form,
    env: &Env,
) -> Outcome {
    let range = questionnaire.pages[page].questions.clone();
    let questions = &questionnaire.questions[range.clone()];
    let known = |name: &str| {
        name.starts_with('_')
            || questions.iter().any(|q| kind(q.definition.kind).owns(questionnaire, q, name))
    };
    if let Some((name, _)) = form.iter().find(|(name, _)| !known(name)) {
        return Outcome::Unknown(name.to_owned());
    }

    let before = Derived::new(questionnaire, &draft.answers, &draft.language, env);
    let posted = posted(&before, page, form);
    let slots = questionnaire.pages[page].slots(questionnaire);
    let posted_slots: Vec<usize> = slots
        .clone()
        .filter(|&s| before.is_asked(s) || form.find(&questionnaire.slots[s].name).is_some())
        .collect();
    drop(before);

    let trial = put(questionnaire, &draft.answers, &posted, form);
    let judged = Derived::new(questionnaire, &trial, &draft.language, env);
    let mut answers = draft.answers.clone();
    let complaints = judge(&judged, &posted, form, &mut |slot, value| {
        answers.set(&questionnaire.slots[slot].name, value);
    });
    drop(judged);
    if !complaints.is_empty() {
        return Outcome::Rejected(complaints);
    }

    let after = Derived::new(questionnaire, &answers, &draft.language, env);
    let is_new = |slot: usize| {
        let question = questionnaire.slots[slot].question;
        after.is_asked(slot) && after.is_shown(question) && !posted_slots.contains(&slot)
    };
    let again = slots.clone().any(is_new);
    let asked = slots.filter(|&slot| after.is_asked(slot));
    let asked: Vec<String> = asked.map(|slot| questionnaire.slots[slot].name.clone()).collect();
    drop(after);
    draft.answers = answers;
    if !again {
        draft.seen.insert(questionnaire.pages[page].name.clone());
        draft.asked.extend(asked);
    }
    Outcome::Accepted { again }
}

/// Reads and checks the posted questions that concern the respondent: hands out the good values
/// and returns what is wrong with the others.
fn judge(
    derived: &Derived<'_, '_>,
    posted: &[usize],
    form: &Form,
    take: &mut dyn FnMut(usize, String),
) -> Vec<Complaint> {
    let questionnaire = derived.questionnaire;
    let mut complaints = Vec::new();
    for &q in posted.iter().filter(|&&q| derived.is_shown(q)) {
        let question = &questionnaire.questions[q];
        for reading in kind(question.definition.kind).read(derived, question, form) {
            if !derived.is_asked(reading.slot) {
                continue;
            }
            match reading.value.and_then(|value| hold(derived, question, reading.slot, value)) {
                Ok(value) => take(reading.slot, value),
                Err(reason) => complaints.push(Complaint {
                    question: question.definition.name.clone(),
                    field: questionnaire.slots[reading.slot].name.clone(),
                    reason,
                }),
            }
        }
    }
    complaints
}

/// Whether the stored answers of a page would still be accepted. They may not be when an answer
/// on another page, which a bound or a constraint here refers to, was changed since.
pub(super) fn is_sound(derived: &Derived<'_, '_>, answers: &Answers, page: usize) -> bool {
    let questionnaire = derived.questionnaire;
    // A choice that a filter has taken away since is no answer any more.
    let mut left = Answers::default();
    for slot in questionnaire.pages[page].slots(questionnaire) {
        left.set(&questionnaire.slots[slot].name, derived.submitted(answers, slot).to_owned());
    }
    let form = filled(questionnaire, &left, page);
    let posted: Vec<usize> = questionnaire.pages[page].questions.clone().collect();
    judge(derived, &posted, &form, &mut |_, _| {}).is_empty()
}

/// The questions of a page that were posted: shown before, or the form brings a value for them.
fn posted(before: &Derived<'_, '_>, page: usize, form: &Form) -> Vec<usize> {
    let questionnaire = before.questionnaire;
    let brought = |q: &Question| {
        let kind = kind(q.definition.kind);
        form.iter().any(|(name, _)| kind.owns(questionnaire, q, name))
    };
    let range = questionnaire.pages[page].questions.clone();
    range.filter(|&q| before.is_shown(q) || brought(&questionnaire.questions[q])).collect()
}

/// The answers with the raw form values put in.
fn put(questionnaire: &Questionnaire, answers: &Answers, posted: &[usize], form: &Form) -> Answers {
    let mut trial = answers.clone();
    for &q in posted {
        let question = &questionnaire.questions[q];
        kind(question.definition.kind).put(questionnaire, question, form, &mut trial);
    }
    trial
}

/// The answers a rejected page is shown with: those stored, and what was typed, unchecked.
pub fn tried(
    questionnaire: &Questionnaire,
    draft: &Draft,
    page: usize,
    form: &Form,
    env: &Env,
) -> Answers {
    let before = Derived::new(questionnaire, &draft.answers, &draft.language, env);
    put(questionnaire, &draft.answers, &posted(&before, page, form), form)
}

/// Required and constraint, the same for all kinds.
fn hold(
    derived: &Derived<'_, '_>,
    question: &Question,
    slot: usize,
    value: String,
) -> Result<String, Reason> {
    let definition = &question.definition;
    let words = |text: &super::model::Text| {
        let languages = &derived.questionnaire.definition.languages;
        let language = languages.get(derived.language).map_or("", String::as_str);
        let text = text.get(language, derived.questionnaire.fallback());
        (!text.is_empty()).then(|| {
            super::text::piped(text, &|name| derived.value(name).to_owned().into()).into_owned()
        })
    };
    let is_main = derived.questionnaire.slots[slot].name == definition.name
        || !definition.rows.is_empty()
        || !definition.parts.is_empty();
    if value.is_empty() {
        return match !definition.required.is_never() && is_main {
            true => Err(Reason::Required(words(&definition.required_message))),
            false => Ok(value),
        };
    }
    if let Some(constraint) = &question.constraint
        && is_main
        && !is_missing_code(&value)
        && !constraint.eval(&derived.scope(&value, None), derived.env).to_boolean()
    {
        return Err(Reason::Constraint(words(&definition.constraint_message)));
    }
    Ok(value)
}

/// The form that shows stored answers: the inverse of reading it.
pub fn filled(questionnaire: &Questionnaire, answers: &Answers, page: usize) -> Form {
    let mut form = Form::default();
    for q in questionnaire.pages[page].questions.clone() {
        let question = &questionnaire.questions[q];
        kind(question.definition.kind).fill(questionnaire, question, answers, &mut form);
    }
    form
}
