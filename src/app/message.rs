//! Messages: what residents have for the other stores, sealed in the outbox of `collect` until it is
//! delivered. Each says one thing, and none says it together with an answer.

use anyhow::Context;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::domain::{MessageKind, Purpose};
use crate::error::Error;
use crate::ids::{InvitationId, MessageId, SurveyId, WithdrawalId};
use crate::seal::{Secret, TransitKey};
use crate::storage::collect::outbox::OutboxRow;

/// What a resident has for another store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Message {
    /// This invitation was used.
    Done(InvitationId),
    /// Who has this invitation wants no more letters.
    OptOut(InvitationId),
    /// Somebody left an address or reported a barrier.
    Contact {
        /// What for.
        purpose: Purpose,
        /// Name and address, or what was in the way, as they were written.
        address: String,
    },
    /// Somebody wants the response deleted that has this withdrawal code.
    Withdrawal(WithdrawalId),
}

/// Room for any message: a report of what was in the way has 2,000 characters.
const ROOM: usize = 3800;

impl Message {
    fn kind(&self) -> MessageKind {
        match self {
            Message::Done(_) => MessageKind::Done,
            Message::OptOut(_) => MessageKind::OptOut,
            Message::Contact { purpose: Purpose::Barrier, .. } => MessageKind::Barrier,
            Message::Contact { .. } => MessageKind::Contact,
            Message::Withdrawal(_) => MessageKind::Withdrawal,
        }
    }

    /// Seals it for the outbox, under a random id.
    pub fn sealed(&self, secret: &Secret, survey: &SurveyId) -> Result<OutboxRow, Error> {
        let id = MessageId::random();
        let plain = Zeroizing::new(serde_json::to_vec(self).context("writing a message")?);
        let sealed = TransitKey::outbox(secret, survey).seal(id.as_str(), &plain, ROOM);
        Ok(OutboxRow {
            survey_id: survey.clone(),
            kind: self.kind(),
            sealed: sealed.context("sealing a message")?,
            batch: None,
            id,
        })
    }

    /// Opens what was sealed for the outbox.
    pub fn open(secret: &Secret, row: &OutboxRow) -> Result<Self, Error> {
        let key = TransitKey::outbox(secret, &row.survey_id);
        let plain = key.open(row.id.as_str(), row.sealed.clone()).context("opening a message")?;
        serde_json::from_slice(&plain).map_err(|error| Error::unreadable("a message", &error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_have_one_length() {
        let (secret, survey) = (Secret::from([7; 32]), SurveyId("survey".to_owned()));
        let id = || "a".repeat(64);
        let contact =
            |purpose, address: &str| Message::Contact { purpose, address: address.to_owned() };
        let messages = [
            Message::Done(InvitationId(id())),
            Message::OptOut(InvitationId(id())),
            Message::Withdrawal(WithdrawalId(id())),
            contact(Purpose::Draw, "A"),
            contact(Purpose::Barrier, &"Кнопка не працює, бо її ніхто не бачить. ".repeat(50)),
        ];
        for message in messages {
            let row = message.sealed(&secret, &survey).unwrap();
            assert_eq!(row.sealed.len(), 3900, "{message:?}");
            assert_eq!(Message::open(&secret, &row).unwrap(), message);
        }
    }
}
