//! Checking a questionnaire: all problems at once, each with its place and a hint.
//!
//! Start reading at [`check`]; what a problem is stands in [`super::problem`].

mod build;
mod defaults;
mod expressions;
mod fields;
mod filters;
mod frames;
mod graph;
mod ids;
mod limits;
mod literals;
mod missing;
mod names;
mod off;
mod quotas;
mod roles;
mod texts;
mod told;
mod translations;
mod tree;
mod uploads;
mod values;

use super::Questionnaire;
use super::edit::translation;
use super::model::Definition;
use super::problem::{Problem, Remark, Severity, did_you_mean, remark};
pub(crate) use roles::can_have;
use told::KnownFaults;

/// What a check found.
#[derive(Debug)]
pub struct Checked {
    /// All problems in the order of the document.
    pub problems: Vec<Problem>,
    questionnaire: Option<Questionnaire>,
}

impl Checked {
    /// A file of which no questionnaire can be made.
    pub(crate) fn unreadable(problems: Vec<Problem>) -> Self {
        Self { problems, questionnaire: None }
    }

    /// The same with other problems: those of the file and those of what it holds.
    pub(crate) fn with(self, problems: Vec<Problem>) -> Self {
        Self { problems, ..self }
    }

    /// What was checked, sound or not; nothing where the file is no questionnaire at all.
    pub fn questionnaire(&self) -> Option<&Questionnaire> {
        self.questionnaire.as_ref()
    }

    /// Whether there is no error, so that the questionnaire may be used.
    pub fn is_sound(&self) -> bool {
        self.questionnaire.is_some() && !self.problems.iter().any(Problem::is_error)
    }

    /// What can be looked at, with everything switched off that has an error; nothing where the file
    /// is no questionnaire at all.
    pub fn shown(self) -> Option<Questionnaire> {
        self.questionnaire
    }

    /// The questionnaire to publish or simulate, without translations that are not reviewed; or, where
    /// there is an error, all problems.
    pub fn sound(self) -> Result<Questionnaire, Vec<Problem>> {
        let questionnaire = self.whole()?;
        match translation::published(questionnaire.definition()) {
            Some(definition) => check(definition).whole(),
            None => Ok(questionnaire),
        }
    }

    /// The questionnaire as it is written, to compare it with another; or, where there is an error, all
    /// problems.
    pub fn whole(self) -> Result<Questionnaire, Vec<Problem>> {
        match self.is_sound() {
            true => self.questionnaire.ok_or(self.problems),
            false => Err(self.problems),
        }
    }
}

/// Checks a definition whose lists and frames are written out.
pub fn check(definition: Definition) -> Checked {
    check_besides(definition, &[])
}

/// Checks a definition in whose file these problems were found. They are not repeated.
pub(crate) fn check_besides(definition: Definition, known: &[Problem]) -> Checked {
    let told = KnownFaults::new(&definition, known);
    let mut found = Found::default();
    names::check(&definition, &mut found);
    frames::check(&definition, &mut found);
    ids::check(&definition, &mut found);
    quotas::check(&definition, &mut found);
    texts::check(&definition, &mut found);
    let incomplete = texts::incomplete(&definition, &found);
    translations::check(&definition, &mut found);
    let mut questionnaire = build::questionnaire(definition, &mut found);
    questionnaire.incomplete = incomplete;
    fields::check(&questionnaire, &mut found);
    off::switch_off(&mut questionnaire, known);
    off::switch_off(&mut questionnaire, &found.0);
    questionnaire.steps = graph::steps(&mut questionnaire, &mut found);
    questionnaire.extents = questionnaire.extents();
    missing::check(&questionnaire, &mut found);
    defaults::check(&questionnaire, &mut found);
    roles::check(&questionnaire, &mut found);
    told.tell_once(&mut questionnaire, &mut found.0);
    KnownFaults::languages_once(&mut found.0);
    // Without a language there is no text to show.
    let speaks = !questionnaire.definition.languages.is_empty();
    Checked { questionnaire: speaks.then_some(questionnaire), problems: found.0 }
}

/// What was probably meant, or all that there is; nothing where there is none.
pub(crate) fn near_or_all<'c>(
    name: &str,
    candidates: impl Iterator<Item = &'c str> + Clone,
) -> Option<Remark> {
    let all: Vec<String> = candidates.clone().map(|it| format!("`{it}`")).collect();
    let are = || (!all.is_empty()).then(|| remark!("there-are", names = shortened(&all)));
    did_you_mean(name, candidates).or_else(are)
}

/// A list that a person reads: the first of many.
fn shortened(items: &[String]) -> String {
    const MOST_TOLD: usize = 20;
    let rest = if items.len() > MOST_TOLD { ", …" } else { "" };
    items[..items.len().min(MOST_TOLD)].join(", ") + rest
}

/// The problems found so far.
#[derive(Default)]
struct Found(Vec<Problem>);

impl Found {
    fn error(&mut self, path: impl Into<String>, what: Remark) -> &mut Problem {
        self.add(Severity::Error, path, what)
    }

    /// An error in a questionnaire of our own; in one that other tools accept, a warning.
    fn fault(
        &mut self,
        definition: &Definition,
        path: impl Into<String>,
        what: Remark,
    ) -> &mut Problem {
        match definition.is_imported() {
            true => self.warning(path, what),
            false => self.error(path, what),
        }
    }

    fn warning(&mut self, path: impl Into<String>, what: Remark) -> &mut Problem {
        self.add(Severity::Warning, path, what)
    }

    fn add(&mut self, severity: Severity, path: impl Into<String>, what: Remark) -> &mut Problem {
        self.0.push(Problem::new(severity, path, what));
        let last = self.0.len() - 1;
        &mut self.0[last]
    }
}
