//! What changed from one questionnaire to another, in terms of its questions.
//!
//! Two definitions are compared by meaning, not by text: renamed questions and pages are recognised
//! where that is evident, and references to them do not count as changes. Each change has a weight
//! and says what it means for stored responses. This module neither checks nor evaluates; both
//! definitions should have their lists and frames written out. Start reading at [`diff`].

mod choices;
mod comparable;
mod fields;
mod frames;
pub(super) mod means;
mod outline;
mod pages;
mod pairs;
mod questions;
mod renames;
#[cfg(test)]
mod tests;
mod translations;
mod whole;

use std::collections::HashSet;
use std::fmt;

use serde::Serialize;

use super::model::{Definition, KindName};
pub use comparable::{Comparable, comparable};
use fields::ChangeFinder;
use renames::Renames;

/// How much a change weighs; the verdict on a whole diff is its heaviest change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Nothing changed but, perhaps, the version label.
    Identical,
    /// Only texts in other languages than the first changed.
    Translation,
    /// Only texts and looks changed: the version may go live under a running survey.
    Minor,
    /// Something else changed: who is asked what, which answers are accepted, what they mean.
    Structural,
}

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The questionnaire as a whole.
    Questionnaire,
    /// A language.
    Language,
    /// A section of the progress display.
    Section,
    /// A page, or several pages that belong together.
    Page,
    /// A question, note or calculation.
    Question,
    /// Questions that belong together within a page.
    Group,
    /// Questions that are asked several times.
    Repeat,
    /// A row of a matrix or differential, or a part of a date.
    Row,
    /// An early end.
    End,
    /// A quota.
    Quota,
    /// A choice list.
    List,
    /// A choice of a list.
    Choice,
    /// A code frame.
    Frame,
    /// A code, main category or group of a frame.
    Code,
}

/// What happened to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another name.
    Renamed,
    /// It stands elsewhere.
    Moved,
    /// The things in it are in another order.
    Reordered,
    /// It says something else, in one language.
    Reworded,
    /// The same meaning has another code, or the same code another meaning.
    Recoded,
    /// It decides otherwise who is asked what, how often, or what is accepted.
    Route,
    /// Another property changed.
    Changed,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it is about.
    pub subject: Subject,
    /// Its machine name in the new version (in the old one, if it is gone); a choice's value, a
    /// code; empty for the questionnaire.
    pub name: String,
    /// What it is in: the page and groups of a question (`you/household`), the question of a row,
    /// the list of a choice, the frame of a code, the page around a page; or empty.
    #[serde(rename = "in")]
    pub within: String,
    /// What happened.
    pub change: What,
    /// The property that changed, as the questionnaire file spells it (`relevant`, `media.image`);
    /// empty when the thing as a whole was added, removed, renamed, moved or recoded.
    pub field: String,
    /// The language of a text; absent when it is the same in all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// What it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// How much that weighs; never [`Weight::Identical`].
    pub weight: Weight,
    /// What it means for stored responses: a sentence in English, without a full stop.
    pub answers: String,
}

/// All changes, in the order of the new document: the questionnaire, sections, pages with their
/// questions, ends, quotas, lists, frames.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diff {
    /// The changes.
    pub changes: Vec<Change>,
}

impl Diff {
    /// The changes after which stored answers could not be read beside new ones: a code or a name that means
    /// something else now, and another kind of question under the same name.
    pub fn breaking(&self) -> impl Iterator<Item = &Change> {
        let gone: HashSet<(Subject, &str)> = self.changes.iter().filter_map(Change::gone).collect();
        self.changes.iter().filter(move |change| match change.change {
            What::Recoded => true,
            What::Changed => change.subject == Subject::Question && change.field == "kind",
            What::Added | What::Renamed if change.field.is_empty() => {
                gone.contains(&(change.subject, change.name.as_str()))
            }
            _ => false,
        })
    }

    /// The weight of the heaviest change.
    pub fn verdict(&self) -> Weight {
        self.changes.iter().map(|change| change.weight).max().unwrap_or(Weight::Identical)
    }
}

/// Compares two versions of a questionnaire. The version label and `$schema` do not count.
pub fn diff(old: &Definition, new: &Definition) -> Diff {
    let renames = Renames::find(old, new);
    let mut found = ChangeFinder::new(old, new, &renames);
    whole::compare(&mut found, old, new);
    pages::compare(&mut found, old, new);
    whole::compare_ends(&mut found, &old.ends, &new.ends);
    whole::compare_quotas(&mut found, &old.quotas, &new.quotas);
    choices::compare(&mut found, old, new);
    frames::compare(&mut found, &old.frames, &new.frames);
    Diff { changes: found.changes }
}

impl Change {
    /// The name that something had and has no more.
    fn gone(&self) -> Option<(Subject, &str)> {
        match self.change {
            What::Removed if self.field.is_empty() => Some((self.subject, &self.name)),
            What::Renamed => Some((self.subject, self.was.as_deref()?)),
            _ => None,
        }
    }
}

impl Subject {
    fn of(kind: KindName) -> Self {
        match kind {
            KindName::Group => Self::Group,
            KindName::Repeat => Self::Repeat,
            _ => Self::Question,
        }
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Identical => "identical",
            Self::Translation => "translation only",
            Self::Minor => "minor",
            Self::Structural => "structural",
        })
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Questionnaire => "questionnaire",
            Self::Language => "language",
            Self::Section => "section",
            Self::Page => "page",
            Self::Question => "question",
            Self::Group => "group",
            Self::Repeat => "repeat",
            Self::Row => "row",
            Self::End => "end",
            Self::Quota => "quota",
            Self::List => "list",
            Self::Choice => "choice",
            Self::Frame => "frame",
            Self::Code => "code",
        })
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
            Self::Reordered => "reordered",
            Self::Reworded => "reworded",
            Self::Recoded => "recoded",
            Self::Route | Self::Changed => "changed",
        })
    }
}
