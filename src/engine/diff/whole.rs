//! The questionnaire as a whole: languages, texts around the questions, sections, early ends.

use crate::engine::model::{
    Definition, End, Fact, ImportedWorkbook, Publisher, Quota, Section, Thanks, Welcome,
};
use crate::engine::properties::{END, QUOTA, SECTION};

use super::fields::{ChangeFinder, ChangedThing};
use super::pairs::{pair, pair_by_id};
use super::questions::{localized, names, renamed, reordered};
use super::renames;
use super::translations;
use super::{Change, Subject, Weight, What, means};

pub(super) fn compare(found: &mut ChangeFinder<'_>, old: &Definition, new: &Definition) {
    // Without `..`, so that a new property cannot be forgotten.
    let Definition {
        schema: _,
        name,
        version: _,
        languages,
        title,
        publisher,
        welcome,
        thanks,
        sections,
        frames: _,
        lists: _,
        missing,
        pages: _,
        ends: _,
        quotas: _,
        instance_name,
        translations,
        workbook,
        files,
    } = old;
    let at = ChangedThing::WHOLE;
    if *name != new.name {
        let change = at.change(What::Renamed, Weight::Structural, means::NAME);
        let (was, now) = (Some(name.clone()), Some(new.name.clone()));
        found.add(Change { was, now, ..change });
    }
    compare_languages(found, languages, &new.languages);
    found.text(at, "title", &means::WORDING, title, &new.title);
    compare_publisher(found, publisher, &new.publisher);
    compare_welcome(found, welcome, &new.welcome);
    let Thanks { title, text, steps } = thanks;
    found.text(at, "thanks.title", &means::WORDING, title, &new.thanks.title);
    found.text(at, "thanks.text", &means::MESSAGE, text, &new.thanks.text);
    found.listed(at, "thanks.steps", &means::MESSAGE, steps, &new.thanks.steps);
    found.texts(at, "missing", &means::MISSING, missing, &new.missing);
    let tools = &means::OTHER_TOOLS;
    found.property(at, "instance_name", tools, instance_name.clone(), new.instance_name.clone());
    compare_workbooks(found, workbook, &new.workbook);
    for (file, was) in files {
        let now = new.files.get(file).unwrap_or(was);
        let content = |name: String| Some(format!("{file}: {name}"));
        found.property(at, "media", &means::FILE, content(was.name()), content(now.name()));
    }
    translations::compare(found, translations, &new.translations);
    compare_sections(found, sections, &new.sections);
}

fn compare_languages(found: &mut ChangeFinder<'_>, old: &[String], new: &[String]) {
    let pairs = pair(old, new, String::clone, |_| String::new());
    let at = |name| ChangedThing { subject: Subject::Language, name, within: "" };
    for gone in pairs.removed() {
        found.add(at(gone).change(What::Removed, Weight::Translation, means::LANGUAGE));
    }
    for (before, language) in pairs.present() {
        if before.is_none() {
            found.add(at(language).change(What::Added, Weight::Translation, means::LANGUAGE));
        }
    }
    let is_first_new = old.first() != new.first();
    if is_first_new || pairs.is_reordered() {
        let weight = if is_first_new { Weight::Minor } else { Weight::Translation };
        let change = ChangedThing::WHOLE.change(What::Reordered, weight, means::LANGUAGE);
        let (was, now) = (Some(old.join(" ")), Some(new.join(" ")));
        found.add(Change { field: "languages".to_owned(), was, now, ..change });
    }
}

fn compare_publisher(found: &mut ChangeFinder<'_>, old: &Publisher, new: &Publisher) {
    let Publisher { name, unit, contact, phone, email, hours, imprint, privacy } = old;
    let at = ChangedThing::WHOLE;
    found.text(at, "publisher.name", &means::MESSAGE, name, &new.name);
    found.text(at, "publisher.unit", &means::WORDING, unit, &new.unit);
    found.text(at, "publisher.contact", &means::MESSAGE, contact, &new.contact);
    let contact_of = &means::CONTACT;
    found.property(at, "publisher.phone", contact_of, localized(phone), localized(&new.phone));
    found.property(at, "publisher.email", contact_of, localized(email), localized(&new.email));
    found.text(at, "publisher.hours", &means::MESSAGE, hours, &new.hours);
    found.text(at, "publisher.imprint", &means::MESSAGE, imprint, &new.imprint);
    found.text(at, "publisher.privacy", &means::NOTICE, privacy, &new.privacy);
}

fn compare_welcome(found: &mut ChangeFinder<'_>, old: &Welcome, new: &Welcome) {
    let Welcome { title, lead, brief, facts } = old;
    let at = ChangedThing::WHOLE;
    found.text(at, "welcome.title", &means::WORDING, title, &new.title);
    found.text(at, "welcome.lead", &means::MESSAGE, lead, &new.lead);
    found.listed(at, "welcome.brief", &means::MESSAGE, brief, &new.brief);
    let terms = |facts: &[Fact]| facts.iter().map(|fact| fact.term.clone()).collect::<Vec<_>>();
    let texts = |facts: &[Fact]| facts.iter().map(|fact| fact.text.clone()).collect::<Vec<_>>();
    found.listed(at, "welcome.facts.term", &means::MESSAGE, &terms(facts), &terms(&new.facts));
    found.listed(at, "welcome.facts.text", &means::MESSAGE, &texts(facts), &texts(&new.facts));
    for index in 0..facts.len().max(new.facts.len()) {
        let steps = |facts: &[Fact]| facts.get(index).map(|f| f.steps.clone()).unwrap_or_default();
        let field = format!("welcome.facts[{index}].steps");
        found.listed(at, &field, &means::MESSAGE, &steps(facts), &steps(&new.facts));
    }
}

fn compare_workbooks(found: &mut ChangeFinder<'_>, old: &ImportedWorkbook, new: &ImportedWorkbook) {
    if old != new {
        let change =
            ChangedThing::WHOLE.change(What::Changed, Weight::Minor, means::OTHER_TOOLS.answers);
        found.add(Change { field: "workbook".to_owned(), ..change });
    }
}

fn compare_sections(found: &mut ChangeFinder<'_>, old: &[Section], new: &[Section]) {
    let name = |section: &Section| section.name.clone();
    let pairs = renames::sections(old, new, found.first());
    let at = |name| ChangedThing { subject: Subject::Section, name, within: "" };
    for gone in pairs.removed() {
        found.add(at(&gone.name).change(What::Removed, Weight::Structural, means::SECTION.answers));
    }
    for (before, section) in pairs.present() {
        let at = at(&section.name);
        let Some(before) = before else {
            found.add(at.change(What::Added, Weight::Structural, means::SECTION.answers));
            continue;
        };
        if before.name != section.name {
            let change = at.change(What::Renamed, Weight::Minor, means::SECTION.answers);
            let (was, now) = (Some(before.name.clone()), Some(section.name.clone()));
            found.add(Change { was, now, ..change });
        }
        found.properties(at, SECTION, before, section);
    }
    if pairs.is_reordered() {
        let change =
            ChangedThing::WHOLE.change(What::Reordered, Weight::Structural, means::SECTION.answers);
        let (was, now) = (Some(names(old, name)), Some(names(new, name)));
        found.add(Change { field: "sections".to_owned(), was, now, ..change });
    }
}

/// Compares the early ends.
pub(super) fn compare_ends(found: &mut ChangeFinder<'_>, old: &[End], new: &[End]) {
    let name = |end: &End| end.name.clone();
    let [first, other] = found.first();
    let pairs = pair_by_id(old, new, |end| end.title.get(first, other).to_owned());
    let at = |name| ChangedThing { subject: Subject::End, name, within: "" };
    for gone in pairs.removed() {
        found.add(at(&gone.name).change(What::Removed, Weight::Structural, means::END_REMOVED));
    }
    for (before, new) in pairs.present() {
        let at = at(&new.name);
        let Some(before) = before else {
            found.add(at.change(What::Added, Weight::Structural, means::END_ADDED));
            continue;
        };
        renamed(found, at, before, new);
        found.properties(at, END, before, new);
    }
    if pairs.is_reordered() {
        reordered(found, ChangedThing::WHOLE, "ends", names(old, name), names(new, name));
    }
}

/// Compares the quotas.
pub(super) fn compare_quotas(found: &mut ChangeFinder<'_>, old: &[Quota], new: &[Quota]) {
    let pairs = pair_by_id(old, new, |quota| quota.when.clone());
    let at = |name| ChangedThing { subject: Subject::Quota, name, within: "" };
    for gone in pairs.removed() {
        found.add(at(&gone.name).change(What::Removed, Weight::Structural, means::QUOTA_REMOVED));
    }
    for (before, new) in pairs.present() {
        let at = at(&new.name);
        let Some(before) = before else {
            found.add(at.change(What::Added, Weight::Structural, means::QUOTA_ADDED));
            continue;
        };
        renamed(found, at, before, new);
        found.properties(at, QUOTA, before, new);
    }
}
