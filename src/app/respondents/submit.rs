//! Submitting: once, in one transaction that leaves the draft gone, its id spent, the response
//! sealed in the inbox, and a message for the office. Sees `collect` only.

use std::collections::BTreeSet;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::Respondents;
use crate::app::interviews::{Admission, OfferedSurvey, Saved, Submitting};
use crate::app::message::Message;
use crate::domain::{Door, Mode};
use crate::engine::Response;
use crate::error::Error;
use crate::ids::{AttachmentId, InvitationId, ResponseId, SurveyId, WithdrawalId};
use crate::seal::{DraftKey, FileKey, TransitKey, WrittenKey};
use crate::storage::collect::attachments::submit_attachments;
use crate::storage::collect::inbox::{InboxRow, Submission, submit};
use crate::storage::collect::outbox::insert_message;

/// What is sealed in the inbox.
#[derive(Debug, Serialize, Deserialize)]
pub struct Submitted {
    /// Hash of the version answered.
    pub version: String,
    /// The response.
    pub response: Response,
    /// The invitation: in confidential surveys only.
    #[serde(default)]
    pub invitation: Option<InvitationId>,
    /// What deletes the response: in surveys that offer withdrawal only.
    #[serde(default)]
    pub withdrawal: Option<WithdrawalId>,
    /// The files that are answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<SubmittedFile>,
}

/// A file that waits in `collect` under a key of its own.
#[derive(Debug, Serialize, Deserialize)]
pub struct SubmittedFile {
    /// Its name, which is the answer.
    pub name: String,
    /// What finds and opens it.
    pub key: WrittenKey,
}

impl Respondents {
    /// Submits a response in the place of its draft.
    pub async fn submit(
        &self,
        survey: &OfferedSurvey,
        token: &str,
        saved: Saved,
        response: Response,
        admission: Admission,
    ) -> Result<Submitting, Error> {
        let secret = &self.secret;
        let invitation = (admission.door == Door::Code)
            .then(|| InvitationId::from_token(secret, &survey.id, token));
        let done = invitation.clone().map(Message::Done);
        let done = done.map(|done| done.sealed(secret, &survey.id)).transpose()?;
        let key = DraftKey::from_token(secret, &survey.id, token);
        let answers = response.answers.iter().map(|(name, value)| (&**name, &**value));
        let names: BTreeSet<&str> =
            survey.questionnaire.files(answers).into_iter().map(|(_, file)| file).collect();
        let keys: Vec<(&str, FileKey)> =
            names.into_iter().map(|name| (name, key.file(name))).collect();
        let files: Vec<AttachmentId> = keys.iter().map(|(_, key)| key.id.clone()).collect();
        let file = |(name, key): &(&str, FileKey)| SubmittedFile {
            name: (*name).to_owned(),
            key: key.write(),
        };
        let submitted = Submitted {
            files: keys.iter().map(file).collect(),
            version: survey.version.clone(),
            response,
            invitation: invitation.filter(|_| survey.mode == Mode::Confidential),
            withdrawal: saved
                .withdrawal
                .map(|code| WithdrawalId::from_code(secret, &survey.id, &code.plain())),
        };
        let inbox = TransitKey::inbox(secret, &survey.id);
        let id = ResponseId::random();
        let row = inbox_row(&inbox, &survey.id, id, &submitted, admission, survey.room)?;
        let Some(mark) = saved.mark else { return Ok(Submitting::Stale) };
        let (id, takes_files) = (key.id, survey.questionnaire.has_uploads());
        let submission = self
            .collect
            .write(move |conn| {
                let submission = submit(conn, &row, &id, mark)?;
                if submission == Submission::Accepted {
                    if takes_files {
                        submit_attachments(conn, &row.survey_id, &id, &files)?;
                    }
                    if let Some(done) = &done {
                        insert_message(conn, done)?;
                    }
                }
                Ok::<_, Error>(submission)
            })
            .await?;
        Ok(match submission {
            Submission::Accepted => Submitting::Done,
            Submission::AlreadySubmitted => Submitting::DoneBefore,
            Submission::Stale => Submitting::Stale,
        })
    }
}

/// A response sealed for the inbox under a random id.
pub fn inbox_row(
    key: &TransitKey,
    survey: &SurveyId,
    id: ResponseId,
    submitted: &Submitted,
    admission: Admission,
    room: usize,
) -> Result<InboxRow, Error> {
    let plain = Zeroizing::new(serde_json::to_vec(submitted).context("writing a response")?);
    let sealed = key.seal(id.as_str(), &plain, room).context("sealing a response")?;
    let Admission { door, stratum } = admission;
    let (survey_id, version) = (survey.clone(), submitted.version.clone());
    Ok(InboxRow { survey_id, id, sealed, batch: None, door, stratum, version })
}
