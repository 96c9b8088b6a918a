//! Pages and the questions on them: added, removed, renamed, moved, and what else changed.

use std::collections::HashMap;

use crate::engine::model::{Definition, Page};
use crate::engine::properties::PAGE;

use super::fields::{ChangeFinder, ChangedThing};
use super::outline::{self, PlacedPage, PlacedQuestion};
use super::pairs::moved;
use super::questions::{self, renamed};
use super::renames;
use super::{Change, Subject, Weight, What, means};

/// A thing and where it stands, by present names.
struct Spot {
    name: String,
    /// The page, group or repeat it is in; empty for outermost pages.
    container: String,
}

pub(super) fn compare(found: &mut ChangeFinder<'_>, old: &Definition, new: &Definition) {
    compare_pages(found, &outline::pages(old), &outline::pages(new));
    compare_questions(found, &outline::questions(old), &outline::questions(new));
}

fn compare_pages(found: &mut ChangeFinder<'_>, old: &[PlacedPage<'_>], new: &[PlacedPage<'_>]) {
    let renames = found.renames;
    let pairs = renames.pairs_of_pages(old, new);
    let before = page_spots(old, |name| renames.page(name));
    let moves = moves(&before, &page_spots(new, |name| name), &pairs.partners);

    // A page that was made for one question comes and goes with it.
    for gone in pairs.removed().filter(|gone| !gone.page.stands_alone()) {
        found.add(page_at(gone).change(What::Removed, Weight::Structural, means::PAGE_REMOVED));
    }
    for ((before, after), moved) in pairs.present().zip(moves) {
        let at = page_at(after);
        let Some(before) = before else {
            if !after.page.stands_alone() {
                found.add(at.change(What::Added, Weight::Structural, means::PAGE_ADDED));
            }
            continue;
        };
        if before.page.name != at.name && !after.page.stands_alone() {
            let change = at.change(What::Renamed, Weight::Structural, means::PAGE_RENAMED);
            let (was, now) = (Some(before.page.name.clone()), Some(at.name.to_owned()));
            found.add(Change { was, now, ..change });
        }
        if let Some((was, now)) = moved {
            let change = at.change(What::Moved, Weight::Structural, means::MOVED);
            found.add(Change { was: Some(was), now: Some(now), ..change });
        }
        compare_page(found, at, before, after);
    }
}

fn page_spots<'a>(pages: &[PlacedPage<'a>], present: impl Fn(&'a str) -> &'a str) -> Vec<Spot> {
    let spot = |placed: &PlacedPage<'a>| Spot {
        name: present(&placed.page.name).to_owned(),
        container: placed
            .around
            .map(|page| format!("page `{}`", present(&page.name)))
            .unwrap_or_default(),
    };
    pages.iter().map(spot).collect()
}

/// A page that was made for one question is spoken of as that question.
fn page_at<'a>(placed: &PlacedPage<'a>) -> ChangedThing<'a> {
    let page: &'a Page = placed.page;
    let within = placed.around.map_or("", |around| around.name.as_str());
    let alone = page.questions.iter().find(|question| question.name == page.name);
    let subject = alone.map_or(Subject::Page, |question| Subject::of(question.kind));
    ChangedThing { subject, name: &page.name, within }
}

fn compare_page(
    found: &mut ChangeFinder<'_>,
    at: ChangedThing<'_>,
    old: &PlacedPage<'_>,
    new: &PlacedPage<'_>,
) {
    found.properties(at, PAGE, old.page, new.page);
    let section = found.renames.section(old.section).to_owned();
    let is_by_itself = new.around.is_none() || !new.page.section.is_empty();
    if section != new.section && is_by_itself {
        let change = at.change(What::Moved, Weight::Structural, means::SECTION.answers);
        let (was, now) = (Some(section), Some(new.section.to_owned()));
        found.add(Change { field: "section".to_owned(), was, now, ..change });
    }
}

fn compare_questions(
    found: &mut ChangeFinder<'_>,
    old: &[PlacedQuestion<'_>],
    new: &[PlacedQuestion<'_>],
) {
    let renames = found.renames;
    let pairs = renames::questions(old, new, found.first());
    let before = question_spots(old, |name| renames.variable(name), |name| renames.page(name));
    let moves = moves(&before, &question_spots(new, |name| name, |name| name), &pairs.partners);
    for gone in pairs.removed() {
        let answers = means::removed(gone.question.kind);
        let within = path(gone);
        found.add(at(gone, &within).change(What::Removed, Weight::Structural, answers));
    }
    for ((before, after), moved) in pairs.present().zip(moves) {
        let (kind, within) = (after.question.kind, path(after));
        let at = at(after, &within);
        let Some(before) = before else {
            found.add(at.change(What::Added, Weight::Structural, means::added(kind)));
            continue;
        };
        renamed(found, at, before, after);
        let is_unseen = !kind.purpose().is_visible();
        let repeat = before.repeat().map(|repeat| renames.variable(repeat));
        if let Some((was, now)) = moved {
            let (weight, answers) = match () {
                () if repeat != after.repeat() => (Weight::Structural, means::REPEATED),
                () if is_unseen => (Weight::Minor, means::MOVED_UNSEEN),
                () => (Weight::Structural, means::MOVED),
            };
            let change = at.change(What::Moved, weight, answers);
            found.add(Change { was: Some(was), now: Some(now), ..change });
        }
        questions::compare(found, at, before.question, after.question);
    }
}

fn question_spots<'a>(
    questions: &[PlacedQuestion<'a>],
    present: impl Fn(&'a str) -> &'a str,
    present_page: impl Fn(&'a str) -> &'a str,
) -> Vec<Spot> {
    let spot = |placed: &PlacedQuestion<'a>| Spot {
        name: present(&placed.question.name).to_owned(),
        container: match placed.groups.last() {
            Some(group) => format!("{} `{}`", Subject::of(group.kind), present(&group.name)),
            None => format!("page `{}`", present_page(&placed.page.name)),
        },
    };
    questions.iter().map(spot).collect()
}

fn at<'a>(placed: &PlacedQuestion<'a>, within: &'a str) -> ChangedThing<'a> {
    let question = placed.question;
    ChangedThing { subject: Subject::of(question.kind), name: &question.name, within }
}

/// The page and the groups around a question: `you/household`.
fn path(placed: &PlacedQuestion<'_>) -> String {
    let groups = placed.groups.iter().map(|group| group.name.as_str());
    std::iter::once(placed.page.name.as_str()).chain(groups).collect::<Vec<_>>().join("/")
}

/// For each new thing (`partners` says which old one it was), where its former self stood and where it stands, if it moved: into another
/// container, or past others in the same one.
fn moves(old: &[Spot], new: &[Spot], partners: &[Option<usize>]) -> Vec<Option<(String, String)>> {
    let mut has_moved = vec![false; new.len()];
    let mut staying: HashMap<&str, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for (index, partner) in partners.iter().enumerate() {
        let Some(place) = *partner else { continue };
        if old[place].container == new[index].container {
            let (places, indices) = staying.entry(&new[index].container).or_default();
            places.push(place);
            indices.push(index);
        } else {
            has_moved[index] = true;
        }
    }
    for (places, indices) in staying.values() {
        for (index, moved) in indices.iter().zip(moved(places)) {
            has_moved[*index] = moved;
        }
    }
    let told = |(index, partner): (usize, &Option<usize>)| {
        let place = partner.filter(|_| has_moved[index])?;
        let (was, now) = (stands(old, place), stands(new, index));
        // What still follows the same thing went along with it, and that is told.
        (was != now).then_some((was, now))
    };
    partners.iter().enumerate().map(told).collect()
}

/// Where a thing stands: "page `you`, after `age`".
fn stands(spots: &[Spot], index: usize) -> String {
    let container = &spots[index].container;
    let before = spots[..index].iter().rev().find(|spot| spot.container == *container);
    let place = match before {
        Some(before) => format!("after `{}`", before.name),
        None => "first".to_owned(),
    };
    if container.is_empty() { place } else { format!("{container}, {place}") }
}
