//! Quotas: what they name exists, and they are decided before what they leave out.

use std::collections::HashSet;

use super::super::expr::Expr;
use super::super::model::Definition;
use super::super::problem::{did_you_mean, remark};
use super::super::questionnaire::Slot;
use super::super::quota::Quota;
use super::Found;
use super::expressions::{Expressions, Sees};
use super::names::machine_name;
use super::tree::Tree;

/// As many as leave the pool together at least: fewer in a cell tell who they are.
const FEWEST: u32 = 20;
/// More cells than a study is planned by; each is worked out for every page.
const MOST: usize = 200;

/// What can be said without the condition.
pub(super) fn check(definition: &Definition, found: &mut Found) {
    let ends: HashSet<&str> = definition.ends.iter().map(|end| end.name.as_str()).collect();
    let mut names = HashSet::new();
    let count = definition.quotas.len();
    if count > MOST {
        found.error("/quotas", remark!("quotas-many", count, most = MOST));
    }
    for (q, quota) in definition.quotas.iter().enumerate() {
        let (place, name) = (format!("/quotas/{q}"), quota.name.as_str());
        machine_name(name, &format!("{place}/name"), found);
        if !names.insert(name) {
            found.error(format!("{place}/name"), remark!("quota-twice", name));
        } else if ends.contains(name) {
            found.error(format!("{place}/name"), remark!("quota-like-end", name));
        }
        if quota.max == 0 {
            found.error(format!("{place}/max"), remark!("quota-of-none"));
        } else if quota.max < FEWEST {
            let what = remark!("quota-of-few", max = quota.max);
            let problem = found.warning(format!("{place}/max"), what);
            problem.hint(remark!("quota-of-more", fewest = FEWEST));
        }
        let has_words = !quota.title.is_absent() || !quota.text.is_absent();
        if has_words && !quota.skip.is_empty() {
            found.error(&place, remark!("quota-ends-and-skips")).hint(remark!("quota-either"));
        }
    }
}

/// The quotas with their conditions parsed, as many as in the document.
pub(super) fn build(
    expressions: &mut Expressions<'_, '_>,
    definition: &Definition,
    tree: &Tree<'_>,
    slots: &[Slot],
    section_of: &[usize],
) -> Vec<Quota> {
    let mut quotas = Vec::with_capacity(definition.quotas.len());
    for (q, quota) in definition.quotas.iter().enumerate() {
        let place = format!("/quotas/{q}");
        let when = format!("{place}/when");
        // It waits for what it looks at, so nothing is asked too late.
        let when = expressions.parse(Some(&quota.when), &when, usize::MAX, Sees::NOTHING);
        let after = when.as_ref().map_or(0, |when| decided_after(when, tree, slots));
        let is_last = after + 1 >= tree.pages.len();
        if when.is_some() && is_last && quota.skip.is_empty() {
            let problem = expressions.found.warning(format!("{place}/when"), remark!("quota-last"));
            problem.hint(remark!("quota-earlier"));
        }
        let mut skips = Vec::new();
        for (s, name) in quota.skip.iter().enumerate() {
            let found = &mut *expressions.found;
            let at = format!("{place}/skip/{s}");
            let pages = pages_called(name, definition, tree, section_of);
            if pages.is_empty() {
                let known = tree.pages.iter().map(|it| it.page.name.as_str());
                let known = known.chain(tree.parts.iter().map(|it| it.part.name.as_str()));
                let known = known.chain(definition.sections.iter().map(|it| it.name.as_str()));
                found.error(at, remark!("quota-skips-nothing", name)).hint =
                    did_you_mean(name, known);
            } else if when.is_some() && pages.iter().any(|page| *page <= after) {
                let page = tree.pages.get(after).map_or("", |it| it.page.name.as_str());
                found.error(at, remark!("quota-skips-early", name, page));
            } else {
                skips.extend(pages);
            }
        }
        quotas.push(Quota { definition: quota.clone(), fault: None, after, when, skips });
    }
    quotas
}

/// The last page that a condition looks at, also through calculations; of one that looks at none, the
/// first.
fn decided_after(when: &Expr, tree: &Tree<'_>, slots: &[Slot]) -> usize {
    let mut asked: Vec<&str> = when.references().iter().map(|it| it.name.as_str()).collect();
    let (mut seen, mut after) = (HashSet::new(), 0);
    while let Some(name) = asked.pop() {
        if !seen.insert(name) {
            continue;
        }
        for slot in slots.iter().filter(|slot| slot.name == name) {
            after = after.max(tree.questions[slot.question].page);
            let needed = slot.calculation.iter().flat_map(Expr::references);
            asked.extend(needed.map(|it| it.name.as_str()));
        }
        // A repeat that is counted or summed up.
        let repeats = tree.questions.iter().filter(|it| it.question.name == name);
        after = repeats.map(|it| it.page).fold(after, usize::max);
    }
    after
}

/// The page with this name, the pages in what has this name, or else those of the section.
fn pages_called(
    name: &str,
    definition: &Definition,
    tree: &Tree<'_>,
    section_of: &[usize],
) -> Vec<usize> {
    let is_in = |mut part: Option<usize>| {
        while let Some(node) = part.map(|part| &tree.parts[part]) {
            if node.part.name == name {
                return true;
            }
            part = node.around;
        }
        false
    };
    let pages = || tree.pages.iter().enumerate();
    let named = pages().filter(|(_, it)| it.page.name == name || is_in(it.part));
    let named: Vec<usize> = named.map(|(page, _)| page).collect();
    let section = definition.sections.iter().position(|it| it.name == name);
    match section.filter(|_| named.is_empty()) {
        Some(section) => {
            pages().filter(|(page, _)| section_of[*page] == section).map(|(page, _)| page).collect()
        }
        None => named,
    }
}
