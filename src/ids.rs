//! Identifiers that are not interchangeable: a survey's id is no organisation's id.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// A fresh random id (UUID v4: never time-ordered, so that it tells nothing about when).
            pub fn random() -> Self {
                Self(uuid::Uuid::new_v4().to_string())
            }

            /// A fresh id drawn from `random`: the operating system's, or a seeded one in simulations.
            pub fn draw(random: &mut dyn rand::Rng) -> Self {
                let mut bytes = [0; 16];
                random.fill_bytes(&mut bytes);
                Self(uuid::Builder::from_random_bytes(bytes).into_uuid().to_string())
            }

            /// The id as text, as it is stored.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// A county.
    OrganisationId
);
id!(
    /// One field phase of a version.
    SurveyId
);
id!(
    /// A staff account.
    StaffId
);
id!(
    /// A published questionnaire.
    VersionId
);
id!(
    /// A questionnaire that is being written.
    ManuscriptId
);
id!(
    /// An unfinished interview; derived from its token, so that only the token's bearer finds it.
    DraftId
);
id!(
    /// An access code as `collect` knows it; derived from the token of the code.
    CodeId
);
id!(
    /// An invitation, which is an access code as `office` knows it; derived from its token as well.
    InvitationId
);
id!(
    /// What is kept of a withdrawal code.
    WithdrawalId
);
id!(
    /// Something in the outbox.
    MessageId
);
id!(
    /// That something moved from `collect` to another store; derived from the random id it had there.
    MoveMark
);
id!(
    /// Something that runs in the background.
    JobId
);
id!(
    /// An address for the prize draw or the results, which leads to nothing else.
    ContactId
);
id!(
    /// A group of responses that the mix moves together.
    BatchId
);
id!(
    /// A submitted response, in the inbox or (under a fresh one) in the results.
    ResponseId
);
id!(
    /// A file that belongs to a draft or waits in the inbox; derived from its draft's key.
    AttachmentId
);
id!(
    /// The readable name of an organisation or a survey in addresses: `wesermarsch`.
    Slug
);

impl Slug {
    /// A text that can be part of an address: a–z, 0–9 and -, at most 60 characters.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        let begins = !text.is_empty() && !text.starts_with('-');
        (plain && begins && text.len() <= 60).then(|| Self(text.to_owned()))
    }
}
