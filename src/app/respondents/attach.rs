//! Files as answers: what a page brings is examined, sealed and stored at once, so that a page that
//! is refused for another reason keeps it. The form goes on with the file's name in its place. In the
//! same transaction all files go that neither the stored draft nor this form names any more. Sees
//! `collect` only. Start reading at [`Respondents::attach`].

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;

use super::Respondents;
use super::throttle::Network;
use crate::app::interviews::{Admission, OfferedSurvey, Sent, Standing, examined, note, turn};
use crate::engine::media::{FileProblem, LETTERS, MOST_FILES, StoredFile, WantedFile};
use crate::engine::{Draft, Form};
use crate::error::Error;
use crate::ids::AttachmentId;
use crate::intake::Examined;
use crate::seal::DraftKey;
use crate::storage::Conn;
use crate::storage::collect::attachments::{self, Attachment};
use crate::storage::collect::drafts;

/// A draft as it was read: none of what it names may go while it is still this one.
struct SeenDraft<'k> {
    survey: &'k OfferedSurvey,
    key: &'k DraftKey,
    /// Of its last save; none when nothing is stored.
    mark: Option<i32>,
    draft: Draft,
}

impl SeenDraft<'_> {
    /// The files that it and a form name, but for those of one field of the form.
    fn named(&self, form: &Form, but: Option<&str>) -> BTreeSet<AttachmentId> {
        let fields = form.iter().filter(|(name, _)| Some(*name) != but);
        let all = self.draft.answers.iter().chain(fields);
        let files = self.survey.questionnaire.files(all);
        files.into_iter().map(|(_, file)| self.key.file(file).id).collect()
    }

    /// How many files there are beside that of one field.
    fn count_others(&self, form: &Form, field: &str) -> usize {
        let all = self.draft.answers.iter().chain(form.iter()).filter(|(name, _)| *name != field);
        let files: BTreeSet<&str> =
            self.survey.questionnaire.files(all).into_iter().map(|(_, file)| file).collect();
        files.len()
    }
}

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
        let key = DraftKey::from_token(&self.secret, &survey.id, token);
        let stored = self.stored(survey, &key).await?;
        for (name, value) in carried {
            if !stored.iter().any(|(id, _)| *id == key.file(&value).id) {
                form.set(&name, "");
                note(&mut form, &name, Err(FileProblem::Gone));
            }
        }
        if stored.is_empty() && files.is_empty() {
            return Ok(form);
        }
        let (mark, draft) = match self.progress(survey, token).await? {
            // The page will lead her elsewhere, and nothing may be stored.
            Standing::Submitted => return Ok(form),
            Standing::Nothing => (None, Draft::default()),
            Standing::Draft(saved) => (saved.mark, saved.draft),
        };
        let Some(Admission { door, .. }) = self.admission(survey, token).await? else {
            return Ok(form);
        };
        let seen = SeenDraft { survey, key: &key, mark, draft };
        let payer = from.map(|from| self.payer(token, door, from));
        for sent in files {
            let Some(wanted) = questionnaire.find_upload(&sent.field) else { continue };
            let field = sent.field.clone();
            let kept = match seen.count_others(&form, &field) < MOST_FILES {
                true => self.store(&seen, payer, &form, (wanted, sent)).await?,
                false => Err(FileProblem::TooMany),
            };
            note(&mut form, &field, kept);
        }
        let named = seen.named(&form, None);
        if stored.iter().any(|(id, _)| !named.contains(id)) {
            self.keep_only(&seen, None, named).await?;
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

    /// Stores a file, and deletes those of its draft that nobody names. When the draft was saved
    /// meanwhile it may name others; then nothing is deleted before the next page.
    async fn keep_only(
        &self,
        seen: &SeenDraft<'_>,
        new: Option<Attachment>,
        named: BTreeSet<AttachmentId>,
    ) -> Result<(), Error> {
        let (survey, draft, mark) = (seen.survey.id.clone(), seen.key.id.clone(), seen.mark);
        let named: Vec<AttachmentId> = named.into_iter().collect();
        let new = Arc::new(new);
        let row = Arc::clone(&new);
        let tidied = self.collect.write(move |conn| {
            if let Some(row) = &*row {
                attachments::insert_attachment(conn, row)?;
            }
            attachments::keep_only(conn, &survey, &draft, &named)?;
            // Looked at last: who saved before waited for nothing, who saves now waits for this.
            match drafts::find_mark(conn, &survey, &draft)? == mark {
                true => Ok(()),
                false => Err(Error::Busy),
            }
        });
        match (tidied.await, &*new) {
            (Err(Error::Busy), Some(_)) => {
                let insert = move |conn: &mut Conn| match &*new {
                    Some(row) => Ok::<_, Error>(attachments::insert_attachment(conn, row)?),
                    None => Ok(()),
                };
                self.collect.write(insert).await
            }
            (Err(Error::Busy), None) => Ok(()),
            (tidied, _) => tidied,
        }
    }

    /// Examines, seals and stores a file, and gives its name.
    async fn store(
        &self,
        seen: &SeenDraft<'_>,
        payer: Option<Network>,
        form: &Form,
        (wanted, sent): (WantedFile, Sent),
    ) -> Result<Result<String, FileProblem>, Error> {
        let SeenDraft { survey, key, .. } = seen;
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
        let mut named = seen.named(form, Some(&field));
        named.insert(row.id.clone());
        self.keep_only(seen, Some(row), named).await?;
        Ok(Ok(name))
    }
}
