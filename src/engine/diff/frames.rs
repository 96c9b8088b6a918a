//! Code frames: codes, their meaning and their mappings.

use std::collections::BTreeMap;

use crate::engine::model::frame::{Code, Frame, Group, Main, Match, Residual};
use crate::engine::model::{FrameSource, Text};

use super::fields::{ChangeFinder, ChangedThing};
use super::pairs::pair;
use super::questions::{names, reordered, spelt};
use super::{Subject, Weight, What, means};

pub(super) fn compare(
    found: &mut ChangeFinder<'_>,
    old: &BTreeMap<String, FrameSource>,
    new: &BTreeMap<String, FrameSource>,
) {
    let at = |name| ChangedThing { subject: Subject::Frame, name, within: "" };
    for name in old.keys().filter(|name| !new.contains_key(*name)) {
        found.add(at(name).change(What::Removed, Weight::Structural, means::LIST));
    }
    for (name, source) in new {
        let at = at(name);
        match (old.get(name), source) {
            (None, _) => found.add(at.change(What::Added, Weight::Structural, means::LIST)),
            (Some(FrameSource::Written(before)), FrameSource::Written(after)) => {
                compare_frames(found, at, before, after);
            }
            (Some(before), after) => {
                let source = |source: &FrameSource| serde_json::to_string(source).ok();
                found.property(at, "source", &means::SOURCE, source(before), source(after));
            }
        }
    }
}

fn compare_frames(found: &mut ChangeFinder<'_>, at: ChangedThing<'_>, old: &Frame, new: &Frame) {
    let Frame { id, title, mains, groups, codes, residual } = old;
    found.property(at, "id", &means::MAPPING, Some(id.clone()), Some(new.id.clone()));
    found.text(at, "title", &means::WORDING, title, &new.title);
    compare_codes(found, at, "mains", mains, &new.mains);
    compare_codes(found, at, "groups", groups, &new.groups);
    compare_codes(found, at, "codes", codes, &new.codes);
    compare_codes(found, at, "residual", residual, &new.residual);
}

/// What a frame lists: a code with a label and, perhaps, more.
trait Coded {
    fn code(&self) -> u32;
    fn label(&self) -> &Text;
    fn compare_more(&self, _found: &mut ChangeFinder<'_>, _at: ChangedThing<'_>, _new: &Self) {}
}

fn compare_codes<T: Coded>(
    found: &mut ChangeFinder<'_>,
    frame: ChangedThing<'_>,
    field: &str,
    old: &[T],
    new: &[T],
) {
    let code = |coded: &T| coded.code().to_string();
    let pairs = pair(old, new, code, |_| String::new());
    let whole = |name: &str, what| {
        let at = ChangedThing { subject: Subject::Code, name, within: frame.name };
        let mut change = at.change(what, Weight::Structural, means::CODE);
        change.field = field.to_owned();
        change
    };
    for gone in pairs.removed() {
        found.add(whole(&code(gone), What::Removed));
    }
    for (before, after) in pairs.present() {
        let name = code(after);
        let at = ChangedThing { subject: Subject::Code, name: &name, within: frame.name };
        match before {
            None => found.add(whole(&name, What::Added)),
            Some(before) => {
                found.text(at, "label", &means::WORDING, before.label(), after.label());
                before.compare_more(found, at, after);
            }
        }
    }
    if pairs.is_reordered() {
        reordered(found, frame, field, names(old, code), names(new, code));
    }
}

impl Coded for Main {
    fn code(&self) -> u32 {
        self.code
    }

    fn label(&self) -> &Text {
        &self.label
    }
}

impl Coded for Group {
    fn code(&self) -> u32 {
        self.code
    }

    fn label(&self) -> &Text {
        &self.label
    }
}

impl Coded for Residual {
    fn code(&self) -> u32 {
        self.code
    }

    fn label(&self) -> &Text {
        &self.label
    }
}

impl Coded for Code {
    fn code(&self) -> u32 {
        self.code
    }

    fn label(&self) -> &Text {
        &self.label
    }

    fn compare_more(&self, found: &mut ChangeFinder<'_>, at: ChangedThing<'_>, new: &Self) {
        let Code {
            code: _,
            main,
            label: _,
            direction,
            mechanism,
            cps,
            cps_match,
            group,
            sensitive,
            retired,
        } = self;
        let number = |number: u32| Some(number.to_string());
        found.property(at, "main", &means::MAPPING, number(*main), number(new.main));
        found.property(at, "direction", &means::MAPPING, spelt(direction), spelt(&new.direction));
        found.property(at, "mechanism", &means::MAPPING, spelt(mechanism), spelt(&new.mechanism));
        found.property(at, "cps", &means::MAPPING, cps.and_then(number), new.cps.and_then(number));
        let quality = |quality: &Option<Match>| quality.as_ref().and_then(spelt);
        found.property(
            at,
            "cps_match",
            &means::MAPPING,
            quality(cps_match),
            quality(&new.cps_match),
        );
        found.property(
            at,
            "group",
            &means::MAPPING,
            group.and_then(number),
            new.group.and_then(number),
        );
        let yes = |flag: bool| flag.then(|| "true".to_owned());
        found.property(at, "sensitive", &means::DISCLOSURE, yes(*sensitive), yes(new.sensitive));
        found.property(at, "retired", &means::OFFERED, yes(*retired), yes(new.retired));
    }
}
