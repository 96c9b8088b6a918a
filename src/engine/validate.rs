//! Taking a page of answers: reading the form, checking it, and saying what is wrong.
//!
//! A complaint is a value, translated at the edge. Start reading at [`accept`].

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::Questionnaire;
use super::answers::{Answers, Draft, Form, split_name};
use super::codebook::missing::is_missing;
use super::contract::{Complaint, ComplaintReason};
use super::defaults;
use super::evaluation::{Evaluation, MOST_INSTANCES};
use super::expr::{Env, Expr};
use super::form_state::{filled, posted, put};
use super::interview::{Accepted, Destination, Interview, Outcome, open};
use super::kind::kind;
use super::questionnaire::Question;
use super::scope::{Place, Scope};
use super::show::is_fixed;

/// Takes the answers of one page; see [`Interview::accept`].
///
/// The answers are first put in as they are, so that follow-up questions on the same page are
/// judged by what was just answered; then every question that concerns the respondent is checked.
/// Questions that no longer concern her keep their earlier answers, so that going back loses
/// nothing; they are dropped at submission.
pub(super) fn accept(
    interview: &Interview<'_>,
    page: usize,
    form: &Form,
    from_review: bool,
) -> Outcome {
    let &Interview { questionnaire, env, evaluation: ref before, .. } = interview;
    if let Some(name) = unknown(questionnaire, page, form) {
        return Outcome::Unknown(name.to_owned());
    }
    let change = InstanceChange::of(form);
    let posted = posted(before, page, form);
    let mut draft = interview.draft.clone();
    let (mut complaints, narrowed) = read(before, &mut draft, &posted, form);
    if let Some(change) = &change {
        // More of the same is not the time to ask for what is still missing.
        complaints.retain(|c| {
            !matches!(c.reason, ComplaintReason::Required(_)) && !change.removes(&c.field)
        });
    }
    if !complaints.is_empty() {
        return Outcome::Rejected(complaints);
    }
    defaults::run_triggers(before, &mut draft);
    if let Some(change) = change {
        return match change.make(page, questionnaire, &mut draft, env) {
            Some(at) => {
                draft.seen.remove(&*questionnaire.pages[page].name);
                Outcome::Changed { draft, at }
            }
            None => Outcome::Unknown("_add".to_owned()),
        };
    }

    defaults::begin_instances(before, &mut draft);
    let mut answers = std::mem::take(&mut draft.answers);
    let after = before.follow(&answers);
    if let Some(complaint) = crowded(before, &after, &posted, form) {
        return Outcome::Rejected(vec![complaint]);
    }
    let posted_slots = slots_of(before, page, &posted, form);
    let mut again = narrowed;
    let mut asked = Vec::new();
    for (q, place) in after.on_page(page) {
        let scope = after.at(place);
        for slot in questionnaire.questions[q].slots.clone().filter(|&slot| scope.is_asked(slot)) {
            let key = scope.key(slot);
            again |= scope.is_shown(q)
                && !is_fixed(scope, q)
                && !posted_slots.contains(&*key)
                && questionnaire.questions[q].repeats.is_none();
            asked.push(SmolStr::from(key));
        }
    }
    if !again {
        draft.seen.insert(SmolStr::from(&questionnaire.pages[page].name));
        draft.asked.extend(asked);
    } else if narrowed {
        draft.seen.remove(&*questionnaire.pages[page].name);
    }
    let next = next(&after, &draft, page, from_review);
    let kept = defaults::kept(&after);
    drop(after);
    for (key, value) in kept {
        answers.set(&key, value);
    }
    draft.answers = answers;
    Outcome::Accepted(Accepted { draft, again, next })
}

/// The next page, also when it was seen before; from the review whatever is still open, else back to
/// the review.
fn next(after: &Evaluation<'_, '_>, draft: &Draft, page: usize, from_review: bool) -> Destination {
    let mut behind = page + 1..after.questionnaire.pages.len();
    match behind.find(|&page| after.is_on_route(page)) {
        Some(page) if !from_review => Destination::Page(page),
        _ => open(after, draft),
    }
}

/// What was typed on a page that somebody leaves, as far as it is in order, and whether that is all of
/// it. The page does not count as seen.
pub(super) fn keep(interview: &Interview<'_>, page: usize, form: &Form) -> (Draft, bool) {
    let mut draft = interview.draft.clone();
    if unknown(interview.questionnaire, page, form).is_some() {
        return (draft, false);
    }
    let before = &interview.evaluation;
    let (complaints, narrowed) = read(before, &mut draft, &posted(before, page, form), form);
    defaults::run_triggers(before, &mut draft);
    let mut reasons = complaints.iter().map(|complaint| &complaint.reason);
    let is_all = !narrowed && reasons.all(|it| matches!(it, ComplaintReason::Required(_)));
    (draft, is_all)
}

/// Reads the posted questions: puts the good values into the draft, and returns what is wrong with
/// the others, and whether something picked was taken away; see [`judge`].
fn read(
    before: &Evaluation<'_, '_>,
    draft: &mut Draft,
    posted: &[(usize, Place)],
    form: &Form,
) -> (Vec<Complaint>, bool) {
    let trial = put(before, &draft.answers, posted, form);
    let judged = before.follow(&trial);
    // The form itself may lower the count of a repeat: what was posted of its last ones is dropped.
    let still = |&(q, place): &(usize, Place)| Some((q, judged.same_place(before.at(place))?));
    let remaining: Vec<(usize, Place)> = posted.iter().filter_map(still).collect();
    judge(&judged, &remaining, form, &mut |scope, slot, value| {
        draft.answers.set(&scope.key(slot), value);
    })
}

/// The keys of all slots that were on the page.
fn slots_of(
    before: &Evaluation<'_, '_>,
    page: usize,
    posted: &[(usize, Place)],
    form: &Form,
) -> FxHashSet<String> {
    let mut keys = FxHashSet::default();
    for &(q, place) in &before.on_page(page) {
        let scope = before.at(place);
        let followed = !scope.is_shown(q) && posted.contains(&(q, place));
        for slot in before.questionnaire.questions[q].slots.clone() {
            let key = scope.key(slot);
            if followed || scope.is_asked(slot) || form.find(&key).is_some() {
                keys.insert(key.into_owned());
            }
        }
    }
    keys
}

/// A field that the page does not have.
fn unknown<'f>(questionnaire: &Questionnaire, page: usize, form: &'f Form) -> Option<&'f str> {
    let questions = &questionnaire.questions[questionnaire.pages[page].questions.clone()];
    let known = |name: &str| {
        let (local, suffix) = split_name(name);
        name.starts_with('_')
            || questions.iter().any(|q| {
                q.repeat.is_some() != suffix.is_empty()
                    && kind(q.definition.kind).owns(questionnaire, q, &local)
            })
    };
    form.iter().map(|(name, _)| name).find(|name| !known(name))
}

/// One instance more or less.
enum InstanceChange<'f> {
    Add(&'f str),
    Remove(&'f str),
}

impl<'f> InstanceChange<'f> {
    fn of(form: &'f Form) -> Option<Self> {
        let add = form.find("_add").map(InstanceChange::Add);
        add.or_else(|| form.find("_remove").map(InstanceChange::Remove))
    }

    /// Whether a field goes with the instance.
    fn removes(&self, field: &str) -> bool {
        let InstanceChange::Remove(instance) = self else { return false };
        let (_, suffix) = split_name(instance);
        split_name(field).1.starts_with(suffix)
    }

    /// Makes the change and says where to look then.
    fn make(
        &self,
        page: usize,
        questionnaire: &Questionnaire,
        draft: &mut Draft,
        env: &Env,
    ) -> Option<String> {
        let (InstanceChange::Add(name) | InstanceChange::Remove(name)) = self;
        let (repeat, mut suffix) = split_name(name);
        let r = questionnaire.find_repeat(&repeat)?;
        let question = questionnaire.repeats[r].question;
        if questionnaire.questions[question].definition.count.is_some() {
            return None;
        }
        let mut number = 0;
        if let InstanceChange::Remove(_) = self {
            let at = suffix.rfind('[')?;
            number = suffix[at..].trim_matches(['[', ']']).parse().ok()?;
            suffix = &suffix[..at];
        }
        let old = draft.answers.clone();
        let before = Evaluation::of(questionnaire, &old, draft, env);
        // Whatever else a form names would be kept under names that no question has.
        let mut here = before.on_page(page).into_iter();
        if !here.any(|(q, place)| q == question && before.at(place).suffix() == suffix) {
            return None;
        }
        let key = format!("{repeat}{suffix}");
        let count: usize = match draft.answers.value(&key) {
            "" => 1,
            count => count.parse().ok()?,
        };
        match self {
            InstanceChange::Add(_) if count < MOST_INSTANCES => {
                draft.answers.set(&key, (count + 1).to_string());
                if before.follow(&draft.answers).crowd.is_some() {
                    draft.answers = old.clone();
                    return None;
                }
                defaults::begin_instances(&before, draft);
                Some(format!("{key}[{}]", count + 1))
            }
            InstanceChange::Remove(_) if (1..=count).contains(&number) && count > 1 => {
                draft.answers.remove_instance(suffix, &inside(questionnaire, r), number, count);
                draft.answers.set(&key, (count - 1).to_string());
                Some(format!("{key}[{}]", number.min(count - 1)))
            }
            _ => None,
        }
    }
}

/// The complaint about an answer on this page that makes more instances of a repeat than there may
/// be: about the one that its count refers to, else about the last one.
fn crowded(
    before: &Evaluation<'_, '_>,
    after: &Evaluation<'_, '_>,
    posted: &[(usize, Place)],
    form: &Form,
) -> Option<Complaint> {
    let crowd = after.crowd?;
    let questionnaire = after.questionnaire;
    let counts = questionnaire.questions[questionnaire.repeats[crowd.repeat].question].slots.start;
    let count = questionnaire.slots[counts].calculation.as_ref();
    let is_cause = |q: usize| {
        let mut references = count.into_iter().flat_map(Expr::references);
        let slots = &questionnaire.questions[q].slots;
        references.any(|it| questionnaire.find_slot(&it.name).is_some_and(|s| slots.contains(&s)))
    };
    let around = after.at(crowd.place).suffix();
    let in_order = |q: usize, place: Place| {
        let suffix = before.at(place).suffix();
        (is_cause(q), is_cause(q) && suffix == around)
    };
    let answered = posted.iter().filter(|(q, _)| !questionnaire.questions[*q].slots.is_empty());
    let &(q, place) = answered.max_by_key(|(q, place)| in_order(*q, *place))?;
    if before.crowd.is_some() && !is_cause(q) {
        return None;
    }
    let name = &questionnaire.questions[q].definition.name;
    let field = format!("{name}{}", before.at(place).suffix());
    let typed = form.find(&field).unwrap_or_default().to_owned();
    let reason = ComplaintReason::OutOfRange { min: None, max: Some(crowd.most as f64), typed };
    Some(Complaint { question: field.clone(), field, reason })
}

/// The names of all slots in a repeat and the repeats in it.
fn inside(questionnaire: &Questionnaire, repeat: usize) -> Vec<&str> {
    let mut names = Vec::new();
    for &q in &questionnaire.repeats[repeat].inside {
        let question = &questionnaire.questions[q];
        let slots = &questionnaire.slots[question.slots.clone()];
        names.extend(slots.iter().map(|slot| slot.name.as_str()));
        if let Some(inner) = question.repeats {
            names.extend(inside(questionnaire, inner));
        }
    }
    names
}

/// Reads and checks the posted questions that concern the respondent: hands out the good values
/// and returns what is wrong with the others. Also says whether an answer on the same page took
/// away what was picked: that is no mistake, but has to be asked anew.
fn judge(
    evaluation: &Evaluation<'_, '_>,
    posted: &[(usize, Place)],
    form: &Form,
    take: &mut dyn FnMut(Scope<'_>, usize, String),
) -> (Vec<Complaint>, bool) {
    let questionnaire = evaluation.questionnaire;
    let mut complaints = Vec::new();
    let mut narrowed = false;
    for &(q, place) in posted {
        let scope = evaluation.at(place);
        let question = &questionnaire.questions[q];
        if !scope.is_shown(q) || is_fixed(scope, q) {
            continue;
        }
        let suffix = scope.suffix();
        let local = form.local(&suffix);
        for reading in kind(question.definition.kind).read(scope, question, &local) {
            if !scope.is_asked(reading.slot) {
                // What is not asked for now (a text behind "other", say) and was emptied does not come back
                // when it is asked for again.
                let typed = local.find(&questionnaire.slots[reading.slot].name);
                if typed.is_some_and(|typed| typed.trim().is_empty()) {
                    take(scope, reading.slot, String::new());
                }
                continue;
            }
            match reading.value.and_then(|value| hold(scope, q, reading.slot, value)) {
                Ok(value) => take(scope, reading.slot, value),
                Err(ComplaintReason::NotOffered)
                    if is_narrowed(scope, question, reading.slot, &local) =>
                {
                    narrowed = true;
                }
                Err(reason) => complaints.push(Complaint {
                    question: format!("{}{suffix}", question.definition.name),
                    field: format!("{}{suffix}", questionnaire.slots[reading.slot].name),
                    reason,
                }),
            }
        }
    }
    (complaints, narrowed)
}

/// Whether everything picked is on the question's list, and a filter that looks at the same page
/// keeps it back.
fn is_narrowed(scope: Scope<'_>, question: &Question, slot: usize, form: &Form) -> bool {
    let questionnaire = scope.evaluation.questionnaire;
    let is_beside = |name: &str| {
        let slot = questionnaire.find_slot(name).map(|slot| &questionnaire.slots[slot]);
        slot.is_some_and(|slot| questionnaire.questions[slot.question].page == question.page)
    };
    let mut filter = question.choice_filter.iter().flat_map(Expr::references);
    let mut picked = form.all(&questionnaire.slots[slot].name).map(str::trim);
    filter.any(|reference| is_beside(&reference.name))
        && picked.all(|value| value.is_empty() || scope.find_choice(question, value).is_some())
}

/// Whether the stored answers of a page would still be accepted. They may not be when an answer
/// on another page, which a bound or a constraint here refers to, was changed since.
pub(super) fn is_sound(evaluation: &Evaluation<'_, '_>, answers: &Answers, page: usize) -> bool {
    // A choice that a filter has taken away since is no answer any more.
    let mut left = Answers::default();
    let places = evaluation.on_page(page);
    for &(q, place) in &places {
        let scope = evaluation.at(place);
        for slot in evaluation.questionnaire.questions[q].slots.clone() {
            left.set(&scope.key(slot), scope.submitted(answers, slot));
        }
    }
    let form = filled(evaluation, &left, page);
    judge(evaluation, &places, &form, &mut |_, _, _| {}).0.is_empty()
}

/// Required and constraint, the same for all kinds.
fn hold(scope: Scope<'_>, q: usize, slot: usize, value: String) -> Result<String, ComplaintReason> {
    let questionnaire = scope.evaluation.questionnaire;
    let question = &questionnaire.questions[q];
    let definition = &question.definition;
    let words = |text| Some(scope.say(text).to_owned_line()).filter(|words| !words.is_empty());
    let is_main =
        slot == question.slots.start || !definition.rows.is_empty() || !definition.parts.is_empty();
    if value.is_empty() {
        return match is_main && question.required.is_on(scope, q) {
            true => Err(ComplaintReason::Required(words(&definition.required_message))),
            false => Ok(value),
        };
    }
    if let Some(constraint) = &question.constraint
        && is_main
        && !is_missing(&value)
        && !constraint.eval(&scope.resolver_of(q, &value), scope.evaluation.env).to_boolean()
    {
        return Err(ComplaintReason::Constraint(words(&definition.constraint_message)));
    }
    Ok(value)
}
