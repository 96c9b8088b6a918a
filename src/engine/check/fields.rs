//! Names that the forms of the pages use for themselves: a question called so would get what a button or
//! another question sends, and its page could never be left.

use super::super::Questionnaire;
use super::super::form_state::FORM_FIELDS;
use super::super::kind::kind;
use super::super::problem::remark;
use super::Found;
use super::tree::Tree;

/// Finds questions that share a field of a form with the form itself, or with another question of the page.
pub(super) fn check(questionnaire: &Questionnaire, found: &mut Found) {
    let tree = Tree::new(&questionnaire.definition);
    let is_imported = questionnaire.definition.is_imported();
    for (question, node) in questionnaire.questions.iter().zip(&tree.questions) {
        for slot in &questionnaire.slots[question.slots.clone()] {
            let is_own = slot.name == question.definition.name;
            let place = match slot.part.filter(|_| !is_own) {
                Some(row) if !node.question.rows.is_empty() => format!("{}/rows/{row}", node.place),
                Some(part) if !node.question.parts.is_empty() => {
                    format!("{}/parts/{part}", node.place)
                }
                _ => node.place.clone(),
            };
            let place = format!("{place}/name");
            // Other tools know such names; only what is really used is in the way.
            let is_reserved = match is_imported {
                true => FORM_FIELDS.contains(&slot.name.as_str()),
                false => slot.name.starts_with('_'),
            };
            let owner = || {
                let mut others = questionnaire.questions.iter();
                others.find(|other| {
                    let name = other.definition.name.as_str();
                    let may_own =
                        slot.name.strip_prefix(name).is_some_and(|it| it.starts_with('.'));
                    may_own
                        && other.page == question.page
                        && kind(other.definition.kind).owns(questionnaire, other, &slot.name)
                })
            };
            let name = &slot.name;
            let (what, hint) = if is_reserved {
                (remark!("name-of-form", name), remark!("name-without-underscore"))
            } else if let Some(owner) = name.contains('.').then(owner).flatten() {
                let of = &owner.definition.name;
                (remark!("name-of-field", name, of), remark!("name-without-point"))
            } else {
                continue;
            };
            // That other programs do not hold the name either is no news then.
            found.0.retain(|it| it.path != place || it.what.code != "name-not-held");
            found.error(place, what).hint(hint);
        }
    }
}
