//! How our own types are stored: ids and words as text, instants as milliseconds.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::{BigInt, Text};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{
    BatchId, CodeId, ContactId, DraftId, ErrandId, InvitationId, OrganisationId, ResponseId, Slug,
    StaffId, SurveyId, VersionId, WithdrawalId,
};

/// Lets a type with `as_str` stand in a text column; `$read` makes it from what is stored.
macro_rules! text_column {
    ($type:ty, $read:expr) => {
        const _: () = {
            #[derive(AsExpression, FromSqlRow)]
            #[diesel(foreign_derive)]
            #[diesel(sql_type = Text)]
            #[expect(dead_code, reason = "diesel derives for the type inside")]
            struct Foreign($type);
        };

        impl<DB: Backend> FromSql<Text, DB> for $type
        where
            String: FromSql<Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
                let read: fn(String) -> deserialize::Result<Self> = $read;
                read(String::from_sql(bytes)?)
            }
        }

        impl<DB: Backend> ToSql<Text, DB> for $type
        where
            str: ToSql<Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                self.as_str().to_sql(out)
            }
        }
    };
}

text_column!(OrganisationId, |text| Ok(Self(text)));
text_column!(StaffId, |text| Ok(Self(text)));
text_column!(VersionId, |text| Ok(Self(text)));
text_column!(SurveyId, |text| Ok(Self(text)));
text_column!(DraftId, |text| Ok(Self(text)));
text_column!(CodeId, |text| Ok(Self(text)));
text_column!(InvitationId, |text| Ok(Self(text)));
text_column!(WithdrawalId, |text| Ok(Self(text)));
text_column!(ErrandId, |text| Ok(Self(text)));
text_column!(ContactId, |text| Ok(Self(text)));
text_column!(BatchId, |text| Ok(Self(text)));
text_column!(ResponseId, |text| Ok(Self(text)));
text_column!(Slug, |text| Ok(Self(text)));

/// A word of a closed list, the same in Rust, SQL and files.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word as it is stored and typed.
            pub fn as_str(&self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(word: &str) -> Result<Self, String> {
                let known = Self::ALL.iter().find(|known| known.as_str() == word);
                known.copied().ok_or_else(|| {
                    format!("`{word}` is none of {}", [$($word),+].join(", "))
                })
            }
        }

        text_column!($name, |word| Ok(word.parse()?));
    };
}

words! {
    /// How far a survey's answers are from the people who gave them. Cannot be loosened once published.
    Mode {
        /// Anybody may answer; no access code.
        Open = "open",
        /// One access code, no way back from the answers to the address.
        Anonymous = "anonymous",
        /// A link is kept for later waves, and the resident is told so.
        Confidential = "confidential",
    }
}

words! {
    /// Something that a survey offers beside its questionnaire.
    Offer {
        /// Anybody may answer without a code, beside those who have one. Counted apart.
        OpenDoor = "open-door",
        /// A withdrawal code, with which submitted answers can be found and deleted.
        Withdrawal = "withdrawal",
        /// A prize draw, in a form of its own.
        Draw = "draw",
        /// The results by mail, in a form of its own.
        Report = "report",
    }
}

/// What a survey offers beside its questionnaire. Cannot be changed once published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offers(String);

impl Offers {
    /// These, in whatever order.
    pub fn of(offers: &[Offer]) -> Self {
        let words = Offer::ALL.iter().filter(|offer| offers.contains(offer));
        Self(words.map(Offer::as_str).collect::<Vec<_>>().join(" "))
    }

    /// Whether this is among them.
    pub fn has(&self, offer: Offer) -> bool {
        self.0.split(' ').any(|word| word == offer.as_str())
    }

    fn as_str(&self) -> &str {
        &self.0
    }

    fn parse(text: &str) -> Result<Self, String> {
        let offers: Result<Vec<Offer>, _> = text.split_whitespace().map(str::parse).collect();
        Ok(Self::of(&offers?))
    }
}

text_column!(Offers, |text| Ok(Self::parse(&text)?));

words! {
    /// How somebody came to answer.
    Door {
        /// Without a code.
        Open = "open",
        /// With a code.
        Code = "code",
    }
}

words! {
    /// What is carried from `collect` to another store.
    Errand {
        /// An invitation was used: no more reminders.
        Done = "done",
        /// Somebody wants no more letters.
        OptOut = "opt-out",
        /// An address for the prize draw or the results.
        Contact = "contact",
        /// A report of a barrier.
        Barrier = "barrier",
        /// Somebody wants her submitted answers deleted.
        Withdrawal = "withdrawal",
    }
}

words! {
    /// What somebody wrote to us for.
    #[derive(Serialize, Deserialize)]
    Purpose {
        /// The prize draw.
        Draw = "draw",
        /// The results by mail.
        Report = "report",
        /// Something kept her from answering: what, and how to reach her if she likes.
        Barrier = "barrier",
    }
}

words! {
    /// What a member of staff may see and do.
    Role {
        /// Accounts, retention, everything of the organisation that is not answers or addresses.
        Admin = "admin",
        /// Answers, never names.
        Analyst = "analyst",
        /// Questionnaires.
        Designer = "designer",
        /// Names and letters, never answers.
        Field = "field",
    }
}

/// A moment in UTC, to the millisecond. Only `office` knows moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, AsExpression, FromSqlRow)]
#[diesel(sql_type = BigInt)]
pub struct Instant(i64);

impl From<Timestamp> for Instant {
    fn from(moment: Timestamp) -> Self {
        Self(moment.as_millisecond())
    }
}

impl Instant {
    /// The moment as jiff's type; milliseconds beyond its range become its last moment.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::MAX)
    }

    /// Milliseconds since 1970.
    pub fn millis(self) -> i64 {
        self.0
    }
}

impl<DB: Backend> FromSql<BigInt, DB> for Instant
where
    i64: FromSql<BigInt, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        i64::from_sql(bytes).map(Self)
    }
}

impl<DB: Backend> ToSql<BigInt, DB> for Instant
where
    i64: ToSql<BigInt, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}
