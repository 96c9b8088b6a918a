//! What of two versions can be read together, and what of it with care.

use std::collections::HashMap;

use serde::Serialize;

use crate::engine::model::{Definition, KindName};

use super::{Change, Diff, Subject, Weight, What, outline};

/// The questions of the new version that the old one has, too, with the same codes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Comparable {
    /// Nothing but wording and place changed.
    pub same: Vec<String>,
    /// Other people were asked, other answers were offered or accepted, or in another order.
    pub asked_otherwise: Vec<String>,
}

/// What separates the answers of both versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    Asked,
    Meaning,
}

/// What stays comparable, by what [`super::diff`] has found.
pub fn comparable(diff: &Diff, new: &Definition) -> Comparable {
    let mut gaps: HashMap<(Subject, &str), Gap> = HashMap::new();
    for change in diff.changes.iter().filter(|change| change.weight == Weight::Structural) {
        let Some(gap) = gap(change) else { continue };
        let about = match change.subject {
            Subject::Row => (Subject::Question, change.within.as_str()),
            Subject::Choice => (Subject::List, change.within.as_str()),
            subject => (subject, change.name.as_str()),
        };
        let known = gaps.entry(about).or_insert(gap);
        *known = gap.max(*known);
    }
    let around: HashMap<&str, &str> = outline::pages(new)
        .iter()
        .filter_map(|placed| Some((placed.page.name.as_str(), placed.around?.name.as_str())))
        .collect();
    let mut comparable = Comparable::default();
    for placed in outline::questions(new) {
        let question = placed.question;
        let holds_none =
            matches!(question.kind, KindName::Note | KindName::Group | KindName::Repeat);
        if holds_none || question.hidden {
            continue;
        }
        let pages = std::iter::successors(Some(placed.page.name.as_str()), |page| {
            around.get(page).copied()
        });
        let groups =
            placed.groups.iter().map(|group| (Subject::of(group.kind), group.name.as_str()));
        let list = question.choices.as_deref().map(|list| (Subject::List, list));
        let gap = pages
            .map(|page| (Subject::Page, page))
            .chain(groups)
            .chain(list)
            .chain([(Subject::Question, question.name.as_str())])
            .filter_map(|about| gaps.get(&about))
            .max();
        match gap {
            None => comparable.same.push(question.name.clone()),
            Some(Gap::Asked) => comparable.asked_otherwise.push(question.name.clone()),
            Some(Gap::Meaning) => (),
        }
    }
    comparable
}

fn gap(change: &Change) -> Option<Gap> {
    let is_part = matches!(change.subject, Subject::Row | Subject::Choice);
    match change.change {
        What::Moved | What::Reworded => None,
        What::Route | What::Reordered => Some(Gap::Asked),
        What::Added | What::Removed if is_part => Some(Gap::Asked),
        What::Changed if change.field == "order" => Some(Gap::Asked),
        _ => Some(Gap::Meaning),
    }
}
