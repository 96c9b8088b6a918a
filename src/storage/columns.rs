//! How our own types are stored: ids and words as text, instants as milliseconds.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::{BigInt, Text};
use jiff::Timestamp;

use crate::domain::{Door, JobKind, JobState, MessageKind, Mode, Offers, Purpose, Roles};
use crate::ids::{
    AttachmentId, BatchId, CodeId, ContactId, DraftId, InvitationId, JobId, ManuscriptId,
    MessageId, MoveMark, OrganisationId, ResponseId, Slug, StaffId, SurveyId, VersionId,
    WithdrawalId,
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
text_column!(ManuscriptId, |text| Ok(Self(text)));
text_column!(SurveyId, |text| Ok(Self(text)));
text_column!(DraftId, |text| Ok(Self(text)));
text_column!(CodeId, |text| Ok(Self(text)));
text_column!(InvitationId, |text| Ok(Self(text)));
text_column!(WithdrawalId, |text| Ok(Self(text)));
text_column!(MessageId, |text| Ok(Self(text)));
text_column!(MoveMark, |text| Ok(Self(text)));
text_column!(JobId, |text| Ok(Self(text)));
text_column!(ContactId, |text| Ok(Self(text)));
text_column!(BatchId, |text| Ok(Self(text)));
text_column!(ResponseId, |text| Ok(Self(text)));
text_column!(AttachmentId, |text| Ok(Self(text)));
text_column!(Slug, |text| Ok(Self(text)));
text_column!(Roles, |text| Ok(Self::stored(&text)));

/// A word of a closed list stands in a text column as it is typed.
macro_rules! word_columns {
    ($($type:ty),+) => { $(text_column!($type, |word| Ok(word.parse()?));)+ };
}

word_columns!(Mode, Offers, Door, JobKind, JobState, MessageKind, Purpose);

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
