//! The kinds of questions: one file each, one template each, one line in [`kind`].
//!
//! A kind says which slots a question has, how its form fields become values and back, what is
//! shown, printed and put into words, and which columns the data get: [`super::contract::Kind`]. To
//! add one, follow CONTRIBUTING.md.

mod acknowledge;
mod calculate;
mod choices;
mod consent;
mod date_parts;
mod decimal;
mod differential;
mod digits;
mod geopoint;
mod integer;
mod lookup;
mod matrix;
mod moment;
mod note;
mod number;
mod range;
mod rank;
mod select_multiple;
mod select_one;
mod silent;
mod text;
mod upload;

pub(in crate::engine) use differential::mirror_name;
pub(in crate::engine) use moment::day;
pub(in crate::engine) use text::LENGTH;

use super::contract::{Kind, Lacking};
use super::model::KindName;
use super::questionnaire::Purpose;

macro_rules! kinds {
    ($($name:ident => $kind:expr,)*) => {
        /// The kind of this name.
        pub(super) fn kind(name: KindName) -> &'static dyn Kind {
            match name {
                $(KindName::$name => &$kind,)*
            }
        }

        /// Every kind, for tests that walk the registry.
        pub const ALL: [KindName; [$(KindName::$name),*].len()] = [$(KindName::$name),*];
    };
}

kinds! {
    SelectOne => select_one::SelectOne,
    SelectMultiple => select_multiple::SelectMultiple,
    Matrix => matrix::Matrix,
    Differential => differential::Differential,
    Integer => integer::INTEGER,
    Decimal => decimal::DECIMAL,
    Text => text::FreeText,
    DateParts => date_parts::DateParts,
    Lookup => lookup::Lookup,
    Consent => consent::Consent,
    Note => note::Note,
    Calculate => calculate::Calculate,
    Group => silent::GROUP,
    Repeat => silent::REPEAT,
    Date => moment::DateOrTime,
    Time => moment::DateOrTime,
    DateTime => moment::DateOrTime,
    Rank => rank::Ranking,
    Range => range::Range,
    Acknowledge => acknowledge::Acknowledge,
    Geopoint => geopoint::Geopoint,
    Upload => upload::Uploaded,
    Hidden => silent::HIDDEN,
    Metadata => silent::METADATA,
    Foreign => silent::FOREIGN,
}

impl KindName {
    /// What questions of this kind are there for.
    pub fn purpose(self) -> Purpose {
        kind(self).purpose()
    }

    /// What is asked for when a required answer is not given.
    pub fn lacking(self) -> Lacking {
        kind(self).lacking()
    }
}
