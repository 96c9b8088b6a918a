//! Code frames: stable lists of reasons with their mappings, shared by questionnaires.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Text;

/// A code frame such as WMR-1. Codes are stable for ever: they may be retired, never reused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Scheme id, stored with every code: `WMR-1`.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Main categories.
    pub mains: Vec<Main>,
    /// The usual municipal groups (1 work or education, 2 dwelling, 3 neighbourhood, 4 family).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// The substantive codes.
    pub codes: Vec<Code>,
    /// Residual and status codes, never counted as substantive reasons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub residual: Vec<Residual>,
}

impl Frame {
    /// The substantive code with this number.
    pub fn find(&self, code: u32) -> Option<&Code> {
        self.codes.iter().find(|c| c.code == code)
    }
}

/// A main category of reasons.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Main {
    /// 1–11 in WMR-1.
    pub code: u32,
    /// Its name.
    pub label: Text,
}

/// A municipal group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// 1–4.
    pub code: u32,
    /// Its name.
    pub label: Text,
}

/// Where a code is offered on screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// To both directions.
    #[default]
    Both,
    /// To in-movers only.
    In,
    /// To out-movers only.
    Out,
}

/// How a reason works.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Mechanism {
    /// An event that set the date.
    #[serde(rename = "trigger")]
    Trigger,
    /// A lack at the old place.
    #[serde(rename = "push")]
    Push,
    /// An attraction of the new place.
    #[serde(rename = "pull")]
    Pull,
    /// Depends on the person; the side is asked.
    #[default]
    #[serde(rename = "push or pull")]
    PushOrPull,
}

/// Whether the mapping to the Current Population Survey is exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Match {
    /// Equal in meaning.
    Exact,
    /// The nearest code.
    Approx,
}

/// A substantive code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// Main category × 100 + number.
    pub code: u32,
    /// Its main category.
    pub main: u32,
    /// What it means.
    pub label: Text,
    /// Where it is offered; to both directions where nothing is said.
    #[serde(default)]
    pub direction: Direction,
    /// How it works; depends on the person where nothing is said.
    #[serde(default)]
    pub mechanism: Mechanism,
    /// Code of the US Current Population Survey (NXTRES), if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cps: Option<u32>,
    /// Quality of that mapping.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cps_match: Option<Match>,
    /// Municipal group, if it is in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<u32>,
    /// Art. 9 GDPR or comparable risk.
    #[serde(default)]
    pub sensitive: bool,
    /// Not offered any more; answers of earlier versions are still read by it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

/// A residual or status code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Residual {
    /// 97xx–98xx in WMR-1.
    pub code: u32,
    /// What it means.
    pub label: Text,
    /// Whether it cannot stand beside a reason: "no particular reason".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exclusive: bool,
}
