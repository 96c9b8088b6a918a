//! One of a long list (municipalities, countries), found by typing; works without script.
//!
//! The page has a text field `NAME.q` and, once something is typed, the matching entries as radio
//! buttons `NAME`. Typing a whole name is enough. A list that is short is shown whole.

use std::borrow::Cow;

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::codebook::missing::is_missing;
use super::super::contract::{
    Body, ComplaintReason, Kind, Lacking, NewSlot, Paper, Reading, Search, Showing, Space, push,
};
use super::super::letters::taken_apart;
use super::super::model::{self, Choice};
use super::super::questionnaire::{Holds, Question};
use super::super::scope::Scope;

pub(super) struct Lookup;

/// Up to this many entries are shown whole, and at most this many matches.
const SHOWN: usize = 12;

impl Kind for Lookup {
    fn fields(&self) -> &'static [&'static str] {
        &["choices", "choice_filter", "missing"]
    }

    fn needs(&self) -> &'static [&'static str] {
        &["choices"]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        NewSlot::only(question, Holds::Choice)
    }

    fn owns(&self, _: &Questionnaire, question: &Question, field: &str) -> bool {
        let name = &question.definition.name;
        field.strip_prefix(name.as_str()).is_some_and(|rest| matches!(rest, "" | ".q"))
    }

    fn read(&self, scope: Scope<'_>, question: &Question, form: &Form) -> Vec<Reading> {
        vec![Reading { slot: question.slots.start, value: chosen(scope, question, form) }]
    }

    fn fill(
        &self,
        questionnaire: &Questionnaire,
        question: &Question,
        from: &Answers,
        form: &mut Form,
    ) {
        let name = &question.definition.name;
        let value = from.value(name);
        push(form, name, value);
        if !is_missing(value)
            && let Some(choice) = questionnaire.choices(question).iter().find(|c| c.value == value)
        {
            push(form, &typed_name(name), choice.label.get(questionnaire.fallback(), ""));
        }
    }

    fn body<'q>(&self, showing: &Showing<'q, '_>) -> Body<'q> {
        let offered = showing.scope.offered(showing.question);
        let picked = showing.form.find(showing.name()).unwrap_or_default();
        let option = |choice: &Cow<'q, Choice>| showing.option(choice, choice.value == picked);
        if offered.len() <= SHOWN {
            let options = offered.iter().map(option).collect();
            return Body::Options { multiple: false, most: None, options, other: None };
        }
        let chosen = offered.iter().find(|choice| choice.value == picked);
        let mut typed = showing.typed(&typed_name(showing.name()));
        if chosen.is_none() && showing.scope.find_choice(showing.question, picked).is_some() {
            // Picked earlier and no longer offered: nothing to search for.
            typed.clear();
        }
        let found = matching(&offered, &typed);
        let total = found.len();
        let mut shown: Vec<&Cow<'q, Choice>> = found.into_iter().take(SHOWN).collect();
        if let Some(choice) = chosen {
            // In the language of the page, whatever language it was found in.
            if shown.is_empty() || is_label(choice, &typed) {
                typed = showing.label(choice).to_string();
            }
            if !shown.iter().any(|other| other.value == choice.value) {
                shown.insert(0, choice);
            }
        }
        let matches = shown.into_iter().map(option).collect();
        Body::Search(Search { typed, matches, total })
    }

    fn space<'q>(&self, paper: &Paper<'q>, question: &'q Question) -> Space<'q> {
        paper.line(question)
    }

    fn lacking(&self) -> Lacking {
        Lacking::Entry
    }
}

fn typed_name(name: &str) -> String {
    format!("{name}.q")
}

fn chosen(scope: Scope<'_>, question: &Question, form: &Form) -> Result<String, ComplaintReason> {
    let name = &question.definition.name;
    let picked = form.find(name).unwrap_or_default().trim();
    let typed = form.find(&typed_name(name)).unwrap_or_default().trim();
    if let Some(missing) = question.definition.find_missing(picked) {
        return Ok(missing.to_owned());
    }
    let offered = scope.offered(question);
    let found = matching(&offered, typed);
    let pick = offered.iter().find(|choice| choice.value == picked);
    if let Some(pick) = pick
        && (typed.is_empty() || found.iter().any(|choice| choice.value == pick.value))
    {
        return Ok(pick.value.clone());
    }
    if pick.is_none() && !picked.is_empty() {
        return Err(ComplaintReason::NotOffered);
    }
    if typed.is_empty() {
        return Ok(String::new());
    }
    let exact: Vec<_> = found.iter().filter(|choice| is_label(choice, typed)).collect();
    match (exact.as_slice(), found.as_slice()) {
        ([one], _) => Ok(one.value.clone()),
        // A part of a word may be the beginning of anything.
        (_, [one]) if has_words(one, typed) => Ok(one.value.clone()),
        (_, []) => Err(ComplaintReason::NoMatch { typed: typed.to_owned() }),
        _ => Err(ComplaintReason::SeveralMatch { count: found.len() }),
    }
}

fn is_label(choice: &Choice, typed: &str) -> bool {
    let typed = folded(typed);
    choice.label.all().any(|label| folded(label) == typed)
}

/// Whether what is typed are whole words of a label.
fn has_words(choice: &Choice, typed: &str) -> bool {
    let typed = format!(" {} ", folded(typed));
    choice.label.all().any(|label| format!(" {} ", folded(label)).contains(&typed))
}

/// The choices whose name in any language contains what is typed; names that begin with it first.
fn matching<'o, 'q>(offered: &'o [Cow<'q, Choice>], typed: &str) -> Vec<&'o Cow<'q, Choice>> {
    let typed = folded(typed);
    if typed.is_empty() {
        return Vec::new();
    }
    let rank = |choice: &Choice| {
        choice
            .label
            .all()
            .filter_map(|label| {
                let label = folded(label);
                label.starts_with(&typed).then_some(0).or(label.contains(&typed).then_some(1))
            })
            .min()
    };
    let mut found: Vec<(i32, &Cow<'q, Choice>)> =
        offered.iter().filter_map(|choice| Some((rank(choice)?, choice))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, choice)| choice).collect()
}

/// Lower case without accents: "Łódź" is found by "lodz", "Köln" by "koln".
fn folded(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    let apart = taken_apart(&lower);
    let mut out = String::with_capacity(apart.len());
    for c in apart.chars() {
        match c {
            '-' | '/' | ' ' if out.ends_with(' ') => {}
            '-' | '/' | ' ' => out.push(' '),
            c if c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    // People without umlaut keys type "oe" for "ö".
    for (pair, letter) in [("ae", "a"), ("oe", "o"), ("ue", "u")] {
        if out.contains(pair) {
            out = out.replace(pair, letter);
        }
    }
    out.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_place_are_one() {
        for other in ["Ovelgoenne", "ovelgönne", " OVELGONNE ", "Ovelgönne"] {
            assert_eq!(folded(other), folded("Ovelgönne"), "{other}");
        }
        for (typed, label) in [
            ("Lodz", "Łódź"),
            ("Braila", "Brăila"),
            ("Mugla", "Muğla"),
            ("Cesky", "Český"),
            ("Iasi", "Iași"),
            ("istanbul", "İstanbul"),
            ("isparta", "Isparta"),
            ("diyarbakir", "Diyarbakır"),
            ("Koeln", "Ko\u{308}ln"),
            ("Tromso", "Tromsø"),
            ("Nguyen", "Nguyễn"),
            ("київ", "Київ"),
        ] {
            assert_eq!(folded(typed), folded(label), "{typed}");
        }
        assert_eq!(folded("Brake (Unterweser)"), "brake unterweser");
        assert_ne!(folded("Jade"), folded("Jever"));
    }
}
