//! Answers that nobody types: defaults, metadata, triggered calculations, and values kept once.
//!
//! Defaults are put in once, when an interview or an instance of a repeat begins; a calculation
//! with a trigger runs when the answer to that question changes. Start reading at [`begin`].

use super::Questionnaire;
use super::answers::{Answers, Draft};
use super::evaluation::Evaluation;
use super::expr::{Env, Expr, SavedAs, Value};
use super::model::{KindName, Metadata};
use super::questionnaire::{Holds, Slot, Start};
use super::scope::Place;

/// Triggers that set off each other come to rest after so many rounds, or never.
const ROUNDS: usize = 16;

/// Whether a default is an expression: it mentions a question, calls a function or computes. Dates, phone
/// numbers, words with hyphens or strokes and any other text are what they are.
pub(crate) fn is_worked_out(source: &str) -> bool {
    source.contains("${")
        || source.starts_with("../")
        || source.starts_with("current()/")
        || Expr::parse_lazily(source).is_ok_and(|it| it.names().is_empty() && it.computes())
}

impl Questionnaire {
    /// The type that a slot is saved with when nobody types its value.
    pub(super) fn saved_as(&self, slot: &Slot) -> SavedAs {
        match (slot.holds, self.questions[slot.question].definition.kind) {
            (Holds::Integer, _) => SavedAs::Integer,
            (Holds::Decimal, _) => SavedAs::Decimal,
            (_, KindName::Date) => SavedAs::Date,
            (_, KindName::Time) => SavedAs::Time,
            (_, KindName::DateTime) => SavedAs::DateTime,
            _ => SavedAs::Text,
        }
    }
}

/// A new interview: an empty draft with the answers it begins with. The seed must be random and
/// must not follow from anything that tells who answers.
pub(super) fn begin(questionnaire: &Questionnaire, seed: u32, language: &str, env: &Env) -> Draft {
    let mut draft = Draft { seed, language: language.to_owned(), ..Draft::default() };
    fill(questionnaire, &mut draft, None, env);
    draft
}

/// The defaults of the instances that the draft has and that were not there before.
pub(super) fn begin_instances(before: &Evaluation<'_, '_>, draft: &mut Draft) {
    if before.questionnaire.repeats.is_empty() {
        return;
    }
    let existing = suffixes(before);
    fill(before.questionnaire, draft, Some(&existing), before.env);
}

/// Every instance of every repeat: the repeat and the numbers.
fn suffixes(evaluation: &Evaluation<'_, '_>) -> Vec<(usize, String)> {
    let repeats = 0..evaluation.questionnaire.repeats.len();
    repeats
        .flat_map(|r| evaluation.places(Some(r)).map(move |place| (r, place)))
        .map(|(r, place)| (r, evaluation.at(place).suffix()))
        .collect()
}

/// Puts in the defaults: literals first, then what must be evaluated, in the order of the document.
/// With `existing`, only of instances that are not among them.
fn fill(
    questionnaire: &Questionnaire,
    draft: &mut Draft,
    existing: Option<&[(usize, String)]>,
    env: &Env,
) {
    let places = |draft: &Draft, q: usize| -> Vec<(Place, String)> {
        let Some(r) = questionnaire.questions[q].repeat else {
            let top = existing.is_none().then(|| (Place::TOP, String::new()));
            return top.into_iter().collect();
        };
        let evaluation = Evaluation::new(questionnaire, draft, env);
        let all = evaluation.places(Some(r));
        let all = all.map(|place| (place, evaluation.at(place).suffix()));
        let is_there = |suffix: &str| {
            existing.is_some_and(|existing| existing.iter().any(|(e, s)| *e == r && s == suffix))
        };
        all.filter(|(_, suffix)| !is_there(suffix)).collect()
    };
    for is_literal in [true, false] {
        for (q, question) in questionnaire.questions.iter().enumerate() {
            let metadata = question.definition.metadata.filter(|_| is_literal);
            let start = question.default.as_ref();
            let start = start.filter(|start| matches!(start, Start::Literal(_)) == is_literal);
            if question.slots.is_empty() || (metadata.is_none() && start.is_none()) {
                continue;
            }
            let slot = &questionnaire.slots[question.slots.start];
            for (place, suffix) in places(draft, q) {
                let value = match (metadata, start) {
                    (Some(metadata), _) => known(metadata, env),
                    (None, Some(Start::Literal(written))) => {
                        let value = Value::Text(written.into());
                        let value = value.saved(questionnaire.saved_as(slot), env);
                        // What is written as people write it (29.2.2024) is read with its page.
                        if value.is_empty() { written.clone() } else { value }
                    }
                    (None, Some(Start::Expr(expr))) => {
                        let evaluation = Evaluation::new(questionnaire, draft, env);
                        let scope = evaluation.at(place);
                        let resolver = scope.resolver_of(q, "");
                        expr.eval(&resolver, env).saved(questionnaire.saved_as(slot), env)
                    }
                    (None, None) => continue,
                };
                draft.answers.set(&format!("{}{suffix}", slot.name), value);
            }
        }
    }
}

fn known(metadata: Metadata, env: &Env) -> String {
    match metadata {
        Metadata::Start | Metadata::End => env.now.strftime("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string(),
        Metadata::Today => env.now.date().to_string(),
        Metadata::Unknown => String::new(),
    }
}

/// Runs the calculations whose trigger has another value than `before`, and those they set off.
pub(super) fn run_triggers(before: &Evaluation<'_, '_>, draft: &mut Draft) {
    let Evaluation { questionnaire, env, .. } = *before;
    let answers = &mut draft.answers;
    let triggered =
        || questionnaire.questions.iter().enumerate().filter(|(_, q)| q.trigger.is_some());
    if triggered().next().is_none() {
        return;
    }
    let mut old = snapshot(before);
    for _ in 0..ROUNDS {
        let evaluation = before.follow(answers);
        let new = snapshot(&evaluation);
        let mut values = Vec::new();
        for (q, question) in triggered() {
            let Some((triggers, expr)) = &question.trigger else { continue };
            for place in evaluation.places(question.repeat) {
                let scope = evaluation.at(place);
                // From outside of its repeat, or from another one, in whichever instance it is.
                let changed = triggers
                    .iter()
                    .flat_map(|&slot| scope.keys(slot))
                    .any(|key| old.value(&key) != new.value(&key));
                if !changed {
                    continue;
                }
                let Some(expr) = expr else {
                    // What was answered together with the trigger is not what was there before.
                    let stale = |slot: &usize| {
                        let key = scope.key(*slot);
                        old.value(&key) == new.value(&key) && !new.value(&key).is_empty()
                    };
                    let stale = question.slots.clone().filter(stale);
                    values.extend(stale.map(|slot| (scope.key(slot).into_owned(), String::new())));
                    continue;
                };
                let slot = question.slots.start;
                let resolver = scope.resolver_of(q, scope.slot_value(slot));
                let saved_as = questionnaire.saved_as(&questionnaire.slots[slot]);
                let value = expr.eval(&resolver, env).saved(saved_as, env);
                values.push((scope.key(slot).into_owned(), value));
            }
        }
        drop(evaluation);
        if values.is_empty() {
            return;
        }
        for (key, value) in values {
            answers.set(&key, value);
        }
        old = new;
    }
}

/// Every value as expressions see it.
fn snapshot(evaluation: &Evaluation<'_, '_>) -> Answers {
    let mut values = Answers::default();
    for (s, slot) in evaluation.questionnaire.slots.iter().enumerate() {
        for place in evaluation.places(evaluation.questionnaire.questions[slot.question].repeat) {
            let scope = evaluation.at(place);
            values.set(&scope.key(s), scope.slot_value(s));
        }
    }
    values
}

/// The results of calculations with `once()`, which must be stored to be kept, and how many instances
/// there are of repeats that count themselves.
pub(super) fn kept(evaluation: &Evaluation<'_, '_>) -> Vec<(String, String)> {
    let questionnaire = evaluation.questionnaire;
    let mut kept = Vec::new();
    for (s, slot) in questionnaire.slots.iter().enumerate() {
        let question = &questionnaire.questions[slot.question];
        let is_once = slot.calculation.as_ref().is_some_and(|c| c.source().contains("once("));
        let counts_itself =
            question.repeats.is_some_and(|repeat| questionnaire.repeats[repeat].counts_itself);
        if is_once && question.definition.kind != KindName::Repeat || counts_itself {
            for scope in evaluation.places(question.repeat).map(|p| evaluation.at(p)) {
                kept.push((scope.key(s).into_owned(), scope.slot_value(s).to_owned()));
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::is_worked_out;

    #[test]
    fn only_what_mentions_calls_or_computes_is_worked_out() {
        for source in [
            "${x}",
            "../x",
            "current()/../x",
            "today()",
            "today ()",
            "toady()",
            "3+4",
            "5 - 3",
            "2 * 3",
            "7 div 2",
            "-(3 + 4)",
            "if(true(), 'a', 'b')",
            "once(random())",
            "round(2.5)",
            "'a' = today()",
        ] {
            assert!(is_worked_out(source), "{source}");
        }
        for text in [
            "",
            "18",
            "-3",
            "2024-01-31",
            "31.1.2024",
            "04401 5-123",
            "04401-927",
            "N/A",
            "km/h",
            "und/oder",
            "a/b/c",
            "Preis (2024)",
            "Wesermarsch",
            "Baden-Württemberg",
            "'a text'",
            "a b",
            "3 km",
            "*",
            "C++",
            "nicht relevant (siehe oben)",
            ".",
            "/",
            "//",
            "a, b",
            "50 %",
            "yes and no",
        ] {
            assert!(!is_worked_out(text), "{text}");
        }
    }
}
