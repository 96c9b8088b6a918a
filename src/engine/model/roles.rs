//! What a question means for the analysis.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a question means for the analysis; the study's outputs are found by role, never by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Role {
    /// Direction of the reference move (1 in, 2 out).
    #[serde(rename = "direction")]
    Direction,
    /// Analysis group (`grp`).
    #[serde(rename = "group")]
    Group,
    /// Place before the move.
    #[serde(rename = "origin")]
    Origin,
    /// Place after the move.
    #[serde(rename = "destination")]
    Destination,
    /// Main categories of reasons that played a part: a list, or a grid that asks how much each weighed
    /// (matrix; row `item` = category).
    #[serde(rename = "reason.group")]
    ReasonGroup,
    /// Reasons ticked (multiple, values are codes of the frame).
    #[serde(rename = "reason")]
    Reason,
    /// Open text "other" of one main category (`item` = category).
    #[serde(rename = "reason.other")]
    ReasonOther,
    /// Old or new place (matrix; row `item` = code).
    #[serde(rename = "reason.side")]
    ReasonSide,
    /// Importance of a main category (matrix; row `item` = category).
    #[serde(rename = "reason.importance")]
    ReasonImportance,
    /// The decisive reason.
    #[serde(rename = "reason.main")]
    ReasonMain,
    /// The second most important reason.
    #[serde(rename = "reason.second")]
    ReasonSecond,
    /// The event that set the date.
    #[serde(rename = "reason.trigger")]
    ReasonTrigger,
    /// The story in own words.
    #[serde(rename = "reason.open")]
    ReasonOpen,
    /// An image item (differential, agreement matrix, change).
    #[serde(rename = "image")]
    Image,
    /// A word that comes to mind (`item` = which one).
    #[serde(rename = "image.word")]
    ImageWord,
    /// Whether that word is good or bad (`item` = the same).
    #[serde(rename = "image.valence")]
    ImageValence,
    /// Recommendation 0–10.
    #[serde(rename = "recommend")]
    Recommend,
    /// Importance of a life area (matrix; row `item` = area), and so on along the funnel.
    #[serde(rename = "transparency.important")]
    TransparencyImportant,
    /// How well the offers were known.
    #[serde(rename = "transparency.known")]
    TransparencyKnown,
    /// How easily information was found.
    #[serde(rename = "transparency.findable")]
    TransparencyFindable,
    /// How often offers were used.
    #[serde(rename = "transparency.used")]
    TransparencyUsed,
    /// Satisfaction with the offers.
    #[serde(rename = "transparency.satisfied")]
    TransparencySatisfied,
    /// How well one can see what there is, on the whole.
    #[serde(rename = "transparency.overall")]
    TransparencyOverall,
    /// By which ways people hear of it.
    #[serde(rename = "transparency.channel")]
    TransparencyChannel,
    /// Whether something was heard of too late.
    #[serde(rename = "transparency.late")]
    TransparencyLate,
    /// Whether a certain offer is known (`item` = which one).
    #[serde(rename = "offer.known")]
    OfferKnown,
    /// What could have kept people, or could bring them back.
    #[serde(rename = "lever")]
    Lever,
    /// Whether somebody means to return.
    #[serde(rename = "return")]
    Return,
    /// Whether somebody means to stay.
    #[serde(rename = "stay")]
    Stay,
    /// How somebody heard of the survey.
    #[serde(rename = "source")]
    Source,
    /// A weighting stratum.
    #[serde(rename = "stratum")]
    Stratum,
}

/// All of them.
pub const ROLES: [Role; 31] = [
    Role::Direction,
    Role::Group,
    Role::Origin,
    Role::Destination,
    Role::ReasonGroup,
    Role::Reason,
    Role::ReasonOther,
    Role::ReasonSide,
    Role::ReasonImportance,
    Role::ReasonMain,
    Role::ReasonSecond,
    Role::ReasonTrigger,
    Role::ReasonOpen,
    Role::Image,
    Role::ImageWord,
    Role::ImageValence,
    Role::Recommend,
    Role::TransparencyImportant,
    Role::TransparencyKnown,
    Role::TransparencyFindable,
    Role::TransparencyUsed,
    Role::TransparencySatisfied,
    Role::TransparencyOverall,
    Role::TransparencyChannel,
    Role::TransparencyLate,
    Role::OfferKnown,
    Role::Lever,
    Role::Return,
    Role::Stay,
    Role::Source,
    Role::Stratum,
];

/// Measurement level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Categories without order.
    Nominal,
    /// Categories with order.
    Ordinal,
    /// Numbers.
    Scale,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_listed() {
        let schema = serde_json::to_value(schemars::schema_for!(Role)).unwrap();
        let words = schema["oneOf"].as_array().unwrap().iter().map(|it| it["const"].clone());
        let listed = ROLES.iter().map(|it| serde_json::to_value(it).unwrap());
        assert_eq!(listed.collect::<Vec<_>>(), words.collect::<Vec<_>>());
    }
}
