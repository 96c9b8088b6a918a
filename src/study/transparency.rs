//! The funnel of each life area: important, known, findable, used, satisfied.

use std::borrow::Cow;

use super::image::is_asked;
use crate::engine::codebook::Variable;
use crate::engine::codebook::missing::Missing;
use crate::engine::model::{Role, Text};
use crate::engine::{Codebook, Record};

/// The steps of the funnel in order.
pub const STEPS: [(Role, &str); 5] = [
    (Role::TransparencyImportant, "important"),
    (Role::TransparencyKnown, "known"),
    (Role::TransparencyFindable, "findable"),
    (Role::TransparencyUsed, "used"),
    (Role::TransparencySatisfied, "satisfied"),
];

/// The life areas of a questionnaire with the variable of each step.
#[derive(Debug, Clone)]
pub struct Transparency {
    areas: Vec<Area>,
}

#[derive(Debug, Clone)]
struct Area {
    code: String,
    label: Text,
    steps: [Option<Variable>; 5],
}

/// What a respondent said about one life area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaAnswers<'r> {
    /// Code of the life area.
    pub area: &'r str,
    /// Its name.
    pub label: &'r Text,
    /// The value of each step; -2 where it was not asked, -4 where the questionnaire lacks it.
    pub steps: [Cow<'r, str>; 5],
}

impl Transparency {
    /// The areas by role, in the order in which the questionnaire first names them.
    pub fn new(codebook: &Codebook) -> Transparency {
        let mut areas: Vec<Area> = Vec::new();
        for (step, (role, _)) in STEPS.into_iter().enumerate() {
            for variable in codebook.with_role(role) {
                let Some(code) = &variable.item else { continue };
                let known = areas.iter().position(|area| area.code == *code);
                let index = known.unwrap_or_else(|| {
                    areas.push(Area {
                        code: code.clone(),
                        label: variable.label.clone(),
                        steps: Default::default(),
                    });
                    areas.len() - 1
                });
                areas[index].steps[step] = Some(variable.clone());
            }
        }
        Transparency { areas }
    }

    /// Code and name of every area.
    pub fn areas(&self) -> impl Iterator<Item = (&str, &Text)> {
        self.areas.iter().map(|area| (area.code.as_str(), &area.label))
    }

    /// The areas about which the respondent was asked anything.
    pub fn answers<'r>(&'r self, record: &'r Record<'_>) -> impl Iterator<Item = AreaAnswers<'r>> {
        self.areas.iter().filter_map(move |area| {
            let mut any_asked = false;
            let steps = area.steps.each_ref().map(|variable| match variable {
                Some(variable) => {
                    let stored = variable.read(record, "", "");
                    any_asked |= is_asked(&stored);
                    variable.written(stored)
                }
                None => Cow::Borrowed(Missing::NotInVersion.text()),
            });
            any_asked.then_some(AreaAnswers { area: &area.code, label: &area.label, steps })
        })
    }
}
