//! Between the answers that are stored and the form of a page: what a form says, and what it says
//! again when the page is shown.

use rustc_hash::FxHashSet;
use sha2::{Digest, Sha256};

use super::Questionnaire;
use super::answers::{Answers, Draft, Form, join_name};
use super::evaluation::Evaluation;
use super::kind::kind;
use super::questionnaire::Question;
use super::scope::Place;
use super::show::is_fixed;

/// The field in which a page that is shown with what was typed names the questions on it, by blanks.
/// Some are there only because of what was typed, and the stored answers cannot tell.
pub const FOLLOWED: &str = "_followed";

/// The fields that a form of a page has for itself: no question can be called so.
pub(super) const FORM_FIELDS: [&str; 25] = [
    "_about",
    "_add",
    "_at",
    "_comment",
    "_csrf",
    FOLLOWED,
    "_from",
    "_guest",
    "_language",
    "_leave",
    "_next",
    "_look",
    "_move",
    "_opened",
    "_place",
    "_refused",
    "_remove",
    "_revision",
    "_row",
    "_search",
    "_seed",
    "_shown",
    "_to",
    "_withdrawal",
    "_words",
];

/// The form that shows stored answers: the inverse of reading it.
pub(super) fn filled(evaluation: &Evaluation<'_, '_>, answers: &Answers, page: usize) -> Form {
    fill(evaluation, answers, &evaluation.on_page(page))
}

fn fill(evaluation: &Evaluation<'_, '_>, answers: &Answers, places: &[(usize, Place)]) -> Form {
    let questionnaire = evaluation.questionnaire;
    let mut form = Form::default();
    for &(q, place) in places {
        let question = &questionnaire.questions[q];
        let kind = kind(question.definition.kind);
        let scope = evaluation.at(place);
        let suffix = scope.suffix();
        if suffix.is_empty() {
            kind.fill(questionnaire, question, answers, &mut form);
            continue;
        }
        let mut own = Answers::default();
        for slot in question.slots.clone() {
            let value = answers.value(&scope.key(slot)).to_owned();
            own.set(&questionnaire.slots[slot].name, value);
        }
        let mut local = Form::default();
        kind.fill(questionnaire, question, &own, &mut local);
        for (name, value) in local.iter() {
            form.push(join_name(name, variable(questionnaire, question, name), &suffix), value);
        }
    }
    form
}

/// The variable that a field of a question belongs to.
fn variable<'q>(questionnaire: &'q Questionnaire, question: &'q Question, field: &str) -> &'q str {
    let slots = questionnaire.slots[question.slots.clone()].iter().map(|slot| slot.name.as_str());
    let names = slots.chain([question.definition.name.as_str()]);
    let own = names.filter(|name| {
        field.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    });
    own.max_by_key(|name| name.len()).unwrap_or_default()
}

/// What a page is shown with that was typed on: the stored answers with what was typed, unchecked,
/// and the form with the stored answers of the questions that were not on the page: when one of them
/// comes back, it has the answer it had.
pub(super) fn typed(
    before: &Evaluation<'_, '_>,
    draft: &Draft,
    page: usize,
    form: &Form,
) -> (Answers, Form) {
    let posted = posted(before, page, form);
    let answers = put(before, &draft.answers, &posted, form);
    let mut absent = before.on_page(page);
    absent.retain(|place| !posted.contains(place));
    let mut form = form.clone();
    for (name, value) in fill(before, &draft.answers, &absent).iter() {
        form.push(name, value);
    }
    (answers, form)
}

/// Says whether the stored answers of a page are still those that were shown.
pub(super) fn fingerprint(
    evaluation: &Evaluation<'_, '_>,
    answers: &Answers,
    page: usize,
) -> String {
    let filled = filled(evaluation, answers, page);
    // An instance that came or went counts, too, though it may be empty.
    digest(evaluation.fields_of(page), filled.iter())
}

/// The same of all answers.
pub(super) fn fingerprint_of_all(answers: &Answers) -> String {
    digest(0, answers.iter())
}

fn digest<'a>(fields: usize, values: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut digest = Sha256::new();
    digest.update(fields.to_le_bytes());
    for (name, value) in values {
        digest.update(name);
        digest.update([0]);
        digest.update(value);
        digest.update([0]);
    }
    hex::encode(&digest.finalize()[..8])
}

/// The questions of a page that were posted: shown before, or followed from what was typed, or the
/// form brings a value for them.
pub(super) fn posted(before: &Evaluation<'_, '_>, page: usize, form: &Form) -> Vec<(usize, Place)> {
    let questionnaire = before.questionnaire;
    let followed: FxHashSet<&str> = form.find(FOLLOWED).unwrap_or_default().split(' ').collect();
    let mut places = before.on_page(page);
    places.retain(|&(q, place)| {
        let scope = before.at(place);
        let question = &questionnaire.questions[q];
        let name = format!("{}{}", question.definition.name, scope.suffix());
        scope.is_shown(q) || followed.contains(&*name) || {
            let kind = kind(question.definition.kind);
            let local = form.local(&scope.suffix());
            local.iter().any(|(name, _)| kind.owns(questionnaire, question, name))
        }
    });
    places
}

/// The answers with the raw form values put in.
pub(super) fn put(
    evaluation: &Evaluation<'_, '_>,
    answers: &Answers,
    posted: &[(usize, Place)],
    form: &Form,
) -> Answers {
    let questionnaire = evaluation.questionnaire;
    let mut trial = answers.clone();
    for &(q, place) in posted {
        let scope = evaluation.at(place);
        if is_fixed(scope, q) {
            continue;
        }
        let question = &questionnaire.questions[q];
        let kind = kind(question.definition.kind);
        let suffix = scope.suffix();
        if suffix.is_empty() {
            kind.put(questionnaire, question, form, &mut trial);
            continue;
        }
        let mut local = Answers::default();
        kind.put(questionnaire, question, &form.local(&suffix), &mut local);
        if question.repeats.is_none() {
            for slot in &questionnaire.slots[question.slots.clone()] {
                let value = local.value(&slot.name).to_owned();
                trial.set(&format!("{}{suffix}", slot.name), value);
            }
        }
    }
    trial
}
