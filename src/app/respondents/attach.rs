//! Files as answers: what a page brings is examined, sealed and stored at once, so that a page that
//! is refused for another reason keeps it. The form goes on with the file's name in its place. Sees
//! `collect` only. Start reading at [`Respondents::attach`].

use std::collections::BTreeSet;
use std::time::Instant;

use anyhow::Context;

use super::Respondents;
use super::throttle::Network;
use crate::app::interviews::{Admission, OfferedSurvey, Sent, Standing, examined, note, turn};
use crate::engine::Form;
use crate::engine::media::{FileProblem, LETTERS, MOST_FILES, StoredFile, WantedFile};
use crate::error::Error;
use crate::ids::AttachmentId;
use crate::intake::Examined;
use crate::seal::DraftKey;
use crate::storage::collect::attachments::{self, Attachment};

/// Files that a draft may have, those included that a page replaced and that will go with the next
/// one that is accepted.
const MOST_STORED: usize = 2 * MOST_FILES;

impl Respondents {
    /// Stores the files of a page and gives its form with their names, or with what is wrong with
    /// them. A name that belongs to no file of this draft is taken out.
    pub async fn attach(
        &self,
        survey: &OfferedSurvey,
        (token, from): (&str, Option<Network>),
        mut form: Form,
        files: Vec<Sent>,
    ) -> Result<Form, Error> {
        let questionnaire = &survey.questionnaire;
        let is_carried = |(name, value): &(&str, &str)| {
            !value.is_empty() && questionnaire.find_upload(name).is_some()
        };
        let carried: Vec<(String, String)> = form
            .iter()
            .filter(is_carried)
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        if carried.is_empty() && files.is_empty() {
            return Ok(form);
        }
        let key = DraftKey::from_token(&self.secret, &survey.id, token);
        let stored = self.stored(survey, &key).await?;
        for (name, value) in carried {
            if !stored.iter().any(|(id, _)| *id == key.file(&value).id) {
                form.set(&name, "");
                note(&mut form, &name, Err(FileProblem::Gone));
            }
        }
        let answers = match self.progress(survey, token).await? {
            // The page will lead her elsewhere, and nothing may be stored.
            Standing::Submitted => return Ok(form),
            Standing::Nothing => Default::default(),
            Standing::Draft(saved) => saved.draft.answers,
        };
        let Some(Admission { door, .. }) = self.admission(survey, token).await? else {
            return Ok(form);
        };
        let payer = from.map(|from| self.payer(token, door, from));
        let mut count = stored.len();
        for sent in files {
            let Some(wanted) = questionnaire.find_upload(&sent.field) else { continue };
            let field = sent.field.clone();
            let named = questionnaire.files(answers.iter().chain(form.iter()));
            let ids = |others_only: bool| -> BTreeSet<AttachmentId> {
                let named = named.iter().filter(|(name, _)| !others_only || *name != field);
                named.map(|(_, file)| key.file(file).id).collect()
            };
            let (others, all) = (ids(true), ids(false));
            if count >= MOST_STORED {
                count = all.len();
                self.keep_only(survey, &key, all.into_iter().collect()).await?;
            }
            let kept = match others.len() < MOST_FILES {
                true => self.store(survey, (&key, payer), wanted, sent).await?,
                false => Err(FileProblem::TooMany),
            };
            count += usize::from(kept.is_ok());
            note(&mut form, &field, kept);
        }
        Ok(form)
    }

    /// Puts in how large files of a draft are.
    pub async fn tell_sizes(
        &self,
        survey: &OfferedSurvey,
        token: &str,
        files: Vec<&mut StoredFile>,
    ) -> Result<(), Error> {
        if files.is_empty() {
            return Ok(());
        }
        let key = DraftKey::from_token(&self.secret, &survey.id, token);
        let stored = self.stored(survey, &key).await?;
        for file in files {
            let own = key.file(&file.name);
            let size = stored.iter().find(|(id, _)| *id == own.id);
            file.bytes = size.and_then(|(_, size)| own.open_size(size).ok());
        }
        Ok(())
    }

    /// The files of a draft with their sealed sizes.
    async fn stored(
        &self,
        survey: &OfferedSurvey,
        key: &DraftKey,
    ) -> Result<Vec<(AttachmentId, Vec<u8>)>, Error> {
        let (survey, draft) = (survey.id.clone(), key.id.clone());
        let list =
            move |conn: &mut _| Ok::<_, Error>(attachments::list_sizes(conn, &survey, &draft)?);
        self.collect.read(list).await
    }

    async fn keep_only(
        &self,
        survey: &OfferedSurvey,
        key: &DraftKey,
        kept: Vec<AttachmentId>,
    ) -> Result<(), Error> {
        let (survey, draft) = (survey.id.clone(), key.id.clone());
        self.collect
            .write(move |conn| {
                attachments::keep_only(conn, &survey, &draft, &kept)?;
                Ok::<_, Error>(())
            })
            .await
    }

    /// Examines, seals and stores a file, and gives its name.
    async fn store(
        &self,
        survey: &OfferedSurvey,
        (key, payer): (&DraftKey, Option<Network>),
        wanted: WantedFile,
        sent: Sent,
    ) -> Result<Result<String, FileProblem>, Error> {
        if payer.is_some() && !self.room.is_left(&self.collect).await {
            return Ok(Err(FileProblem::NoRoom));
        }
        let _alone = turn().await?;
        let field = sent.field.clone();
        let Examined { extension, body } = match examined(wanted, sent).await {
            Ok(examined) => examined,
            Err(problem) => return Ok(Err(problem)),
        };
        let name = wanted.upload.name(&key.file_letters(&field, &body, LETTERS), extension);
        let file = key.file(&name);
        let row = Attachment {
            survey_id: survey.id.clone(),
            draft_id: Some(key.id.clone()),
            week: Some(self.week()),
            size: file.seal_size(body.len() as u64).context("sealing a size")?,
            sealed: file.seal(&body).context("sealing a file")?,
            id: file.id,
        };
        drop(body);
        let bytes = row.sealed.len() as u64;
        let files = &self.budgets.files;
        if payer.is_some_and(|payer| !files.take(payer, &survey.id, bytes, Instant::now())) {
            return Ok(Err(FileProblem::NoRoom));
        }
        self.collect
            .write(move |conn| Ok::<_, Error>(attachments::insert_attachment(conn, &row)?))
            .await?;
        Ok(Ok(name))
    }
}
