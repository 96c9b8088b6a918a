//! The simulation profile: who the synthetic residents are and how they answer, as data.
//!
//! A JSON file beside the questionnaire (`wesermarsch.simulation.json`). Nothing is drawn here; a
//! profile is checked against its questionnaire before anybody walks.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::engine::Questionnaire;
use crate::engine::expr::Expr;
use crate::engine::problem::Problem;
use crate::formats::json;

/// Who the residents are and how they answer. The default knows nothing: every question is
/// answered by its kind's default.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// What this profile is and where its numbers come from; for people, ignored here.
    #[serde(default, rename = "about")]
    _about: String,
    #[serde(default)]
    pub(super) habits: Habits,
    /// How often a resident gives up at these pages; elsewhere by habit.
    #[serde(default)]
    pub(super) break_off: BTreeMap<String, f64>,
    /// The language, drawn after the persona; else any of the questionnaire's.
    #[serde(default)]
    pub(super) language: Vec<Case>,
    /// What is true of a resident before the first page, drawn in order.
    #[serde(default)]
    pub(super) persona: Vec<Trait>,
    /// By variable (question, row, date part, text behind "other"); a question stands for those of
    /// its rows that are not named.
    #[serde(default)]
    pub(super) answers: BTreeMap<String, Vec<Case>>,
}

/// How often residents do what they do; each a probability from 0 to 1.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Habits {
    /// Leave a question or a row empty; may differ by persona.
    pub(super) skip: Option<Formula>,
    /// Pick a missing code where one is offered.
    pub(super) missing: f64,
    /// Write a text nobody requires.
    pub(super) text: f64,
    /// Make a mistake on a page and correct it.
    pub(super) slip: f64,
    /// Go back one page after a page, and change an answer; at most once.
    pub(super) back: f64,
    /// Give up at a page.
    pub(super) break_off: f64,
}

/// How often a question is left empty where the profile says nothing.
pub(super) const SKIP: f64 = 0.02;

impl Default for Habits {
    fn default() -> Self {
        Self { skip: None, missing: 0.02, text: 0.2, slip: 0.02, back: 0.01, break_off: 0.003 }
    }
}

/// A latent value, visible as `${name}` in later formulas.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Trait {
    pub(super) name: String,
    pub(super) cases: Vec<Case>,
}

/// How a value is drawn: by exactly one of `weights`, `normal`, `value`, `texts`, or `ticks`. The
/// first case whose `when` holds counts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    /// Sees the persona, the answers of earlier pages and what is above on the same page.
    pub(super) when: Option<Formula>,
    /// How likely there is an answer at all; else always, for texts by habit.
    pub(super) probability: Option<Formula>,
    /// One of these values; those not offered are left out.
    pub(super) weights: Option<BTreeMap<String, f64>>,
    /// A number, or the nearest choice.
    pub(super) normal: Option<Normal>,
    /// What the formula gives. A value that is not offered leaves the question empty.
    pub(super) value: Option<Formula>,
    /// One of these texts, by language.
    pub(super) texts: Option<BTreeMap<String, Vec<String>>>,
    /// Multiple choice: how likely each choice is ticked, by itself. `value` may stand beside:
    /// choices ticked for certain, separated by blanks.
    pub(super) ticks: Option<BTreeMap<String, Formula>>,
}

/// A bell-shaped number.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Normal {
    pub(super) mean: Formula,
    pub(super) sd: f64,
    #[serde(default)]
    pub(super) min: Option<Formula>,
    #[serde(default)]
    pub(super) max: Option<Formula>,
    /// Digits after the point.
    #[serde(default)]
    pub(super) digits: u8,
}

/// A number or an expression in the questionnaire's language.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "serde_json::Value")]
pub(super) struct Formula(pub(super) Expr);

impl TryFrom<serde_json::Value> for Formula {
    type Error = String;

    fn try_from(value: serde_json::Value) -> Result<Self, String> {
        let source = match value {
            serde_json::Value::Number(number) => number.to_string(),
            serde_json::Value::String(source) => source,
            other => return Err(format!("`{other}` is neither a number nor an expression")),
        };
        Expr::parse(&source).map(Formula).map_err(|error| format!("`{source}`: {error}"))
    }
}

impl Profile {
    /// Reads a profile and checks it against its questionnaire.
    pub fn load(bytes: &[u8], questionnaire: &Questionnaire) -> Result<Profile, Vec<Problem>> {
        let profile: Profile = json::parse(bytes).map_err(|problem| vec![problem])?;
        let problems = super::profile_check::problems(&profile, questionnaire);
        if problems.is_empty() { Ok(profile) } else { Err(problems) }
    }
}
