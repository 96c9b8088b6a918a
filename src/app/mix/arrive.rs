//! The way of a batch: opened, shuffled, written to the results together with its id, and then
//! deleted where it came from. What cannot be moved is set aside before anything is written. It is
//! never deleted, and tried again at the next look.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, anyhow};
use rand::Rng;
use rand::seq::SliceRandom;

use super::{Carried, Leaving};
use crate::app::App;
use crate::app::respondents::submit::Submitted;
use crate::domain::{AsideReason, Mode};
use crate::error::Error;
use crate::ids::{AttachmentId, BatchId, ResponseId, SurveyId, WithdrawalId};
use crate::seal::{FileKey, TransitKey};
use crate::storage::Db;
use crate::storage::collect::inbox::InboxRow;
use crate::storage::collect::surveys::Heading;
use crate::storage::collect::{attachments, inbox};
use crate::storage::moved::note_moved;
use crate::storage::results::attachments::{Attachment, insert_attachment};
use crate::storage::results::responses::{ResponseRow, find_present, has_batch, insert_batch};
use crate::storage::results::withdrawals::{WithdrawalRow, find_withdrawals, insert_withdrawals};

/// So many that were set aside are tried again at once.
const TRIED_AGAIN: i64 = 500;

/// A response that was opened.
struct Arriving {
    /// Its id in the inbox.
    from: ResponseId,
    row: ResponseRow,
    withdrawal: Option<WithdrawalId>,
    files: Vec<(String, FileKey)>,
}

/// What waits sealed in the inbox.
pub(super) fn open(key: &TransitKey, row: &InboxRow) -> Result<Submitted, Error> {
    let plain = key.open(row.id.as_str(), row.sealed.clone()).context("opening a response")?;
    serde_json::from_slice(&plain).map_err(|error| Error::unreadable("a response", &error))
}

impl App {
    /// Moves a batch that was claimed. Those of it that can be moved need company, unless all leave.
    pub(super) fn move_batch(
        &self,
        survey: &Heading,
        batch: &BatchId,
        leaving: Leaving,
        random: &mut dyn Rng,
    ) -> Result<Carried, Error> {
        let (collect, results) = (&self.stores.collect, &self.stores.results);
        let mut sealed =
            collect.read_now(|conn| Ok::<_, Error>(inbox::load_batch(conn, &survey.id, batch)?))?;
        let has_arrived =
            results.read_now(|conn| Ok::<_, Error>(has_batch(conn, &survey.id, batch)?))?;
        sealed.shuffle(random);
        let (mut arriving, mut unfit) = (Vec::with_capacity(sealed.len()), BTreeMap::new());
        for row in sealed {
            match self.opened(survey, &row, random) {
                Ok(response) => arriving.push(response),
                Err(error) => {
                    tracing::error!(survey = %survey.slug, ?error, "a response cannot be moved");
                    unfit.insert(row.id, AsideReason::Unreadable);
                }
            }
        }
        if has_arrived && !unfit.is_empty() {
            return Err(anyhow!("a batch that has arrived cannot be read any more").into());
        }
        if !has_arrived {
            for double in self.doubles(survey, Some(batch), &arriving)? {
                unfit.insert(double, AsideReason::Double);
            }
            for response in arriving.iter().filter(|response| !response.files.is_empty()) {
                if !self.has_whole_files(survey, response)? {
                    unfit.entry(response.from.clone()).or_insert(AsideReason::DamagedFile);
                }
            }
        }
        let aside = unfit.len();
        if aside > 0 {
            arriving.retain(|response| !unfit.contains_key(&response.from));
            let company = match leaving {
                Leaving::All => 1,
                Leaving::APart | Leaving::Nothing => usize::try_from(survey.batch).unwrap_or(1),
            };
            let has_company = arriving.len() >= company;
            let (id, of) = (survey.id.clone(), batch.clone());
            let unfit = AsideReason::ALL.iter().map(|why| {
                let these = unfit.iter().filter(|(_, reason)| *reason == why);
                (*why, these.map(|(id, _)| id.clone()).collect::<Vec<ResponseId>>())
            });
            let unfit: Vec<_> = unfit.filter(|(_, ids)| !ids.is_empty()).collect();
            for (why, ids) in &unfit {
                let number = ids.len();
                tracing::error!(survey = %survey.slug, number, ?why, "responses are set aside");
            }
            collect.write_now(move |conn| {
                for (why, ids) in &unfit {
                    inbox::set_aside(conn, &id, ids, &of, *why)?;
                }
                if !has_company {
                    inbox::let_wait(conn, &id, &of)?;
                }
                Ok::<_, Error>(())
            })?;
            if !has_company {
                return Ok(Carried { moved: 0, aside });
            }
        }
        Ok(Carried { moved: self.arrive(survey, batch, arriving)?, aside })
    }

    fn opened(
        &self,
        survey: &Heading,
        row: &InboxRow,
        random: &mut dyn Rng,
    ) -> Result<Arriving, Error> {
        let submitted = open(&TransitKey::inbox(&self.secret, &survey.id), row)?;
        let id = match (survey.mode, &submitted.invitation) {
            (Mode::Confidential, Some(invitation)) => {
                ResponseId::of_invitation(&self.secret, &survey.id, invitation)
            }
            _ => ResponseId::draw(random),
        };
        // In a batch all have one version; a row of an older program names none outside.
        let version_hash = match row.version.as_str() {
            "" => submitted.version,
            version => version.to_owned(),
        };
        let mut files = Vec::new();
        for file in submitted.files {
            let key = FileKey::read(&survey.id, &file.key).context("reading a file's key")?;
            files.push((file.name, key));
        }
        let row_in_results = ResponseRow {
            survey_id: survey.id.clone(),
            id,
            version_hash,
            document: serde_json::to_string(&submitted.response).context("writing a response")?,
            door: row.door,
            stratum: row.stratum.clone(),
        };
        let (from, withdrawal) = (row.id.clone(), submitted.withdrawal);
        Ok(Arriving { from, row: row_in_results, withdrawal, files })
    }

    /// Those that the results have already, which happens after an older `collect` was restored.
    fn doubles(
        &self,
        survey: &Heading,
        batch: Option<&BatchId>,
        arriving: &[Arriving],
    ) -> Result<BTreeSet<ResponseId>, Error> {
        let is_linked = survey.mode == Mode::Confidential;
        let linked = arriving.iter().filter(|_| is_linked);
        let ids: Vec<ResponseId> = linked.map(|response| response.row.id.clone()).collect();
        let withdrawals: Vec<WithdrawalId> =
            arriving.iter().filter_map(|response| response.withdrawal.clone()).collect();
        let (mut ids, mut withdrawals): (BTreeSet<_>, BTreeSet<_>) =
            self.stores.results.read_now(|conn| {
                let present = find_present(conn, &survey.id, &ids)?;
                let known = find_withdrawals(conn, &survey.id, &withdrawals)?;
                // Last: when somebody else moves the batch meanwhile, these are its own.
                Ok::<_, Error>(match batch {
                    Some(batch) if has_batch(conn, &survey.id, batch)? => Default::default(),
                    _ => (present.into_iter().collect(), known.into_iter().collect()),
                })
            })?;
        let is_double = |response: &&Arriving| {
            let seen = is_linked && !ids.insert(response.row.id.clone());
            let withdrawal = response.withdrawal.clone();
            seen || withdrawal.is_some_and(|withdrawal| !withdrawals.insert(withdrawal))
        };
        Ok(arriving.iter().filter(is_double).map(|response| response.from.clone()).collect())
    }

    fn has_whole_files(&self, survey: &Heading, response: &Arriving) -> Result<bool, Error> {
        for (_, key) in &response.files {
            let sealed = find_sealed(&self.stores.collect, &survey.id, key)?;
            if sealed.is_some_and(|sealed| key.open(sealed).is_err()) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn arrive(
        &self,
        survey: &Heading,
        batch: &BatchId,
        arriving: Vec<Arriving>,
    ) -> Result<usize, Error> {
        // Before anything arrives, so that an older `collect` will be recognised.
        self.witness(&survey.id)?;
        let from = arriving.iter().map(|response| response.from.as_str());
        let marks = self.move_marks(&survey.id, from);
        let (mut rows, mut withdrawals, mut files) = (Vec::new(), Vec::new(), Vec::new());
        for response in arriving {
            let (survey_id, response_id) = (survey.id.clone(), response.row.id.clone());
            for (name, key) in response.files {
                files.push((response_id.clone(), name, key));
            }
            let withdrawal = response.withdrawal;
            withdrawals.extend(withdrawal.map(|id| WithdrawalRow { survey_id, id, response_id }));
            rows.push(response.row);
        }
        files.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        // In an order of their own: they leave one by one, and who watches knows whose they were.
        let mut moved: Vec<AttachmentId> = files.iter().map(|(.., key)| key.id.clone()).collect();
        moved.sort_unstable();
        let (id, arriving, from) = (survey.id.clone(), batch.clone(), self.stores.collect.clone());
        self.stores.results.write_now(move |conn| {
            if insert_batch(conn, &id, &arriving, &rows)? {
                note_moved(conn, &id, &marks)?;
                insert_withdrawals(conn, withdrawals.clone())?;
                // One after the other, so that memory holds one of them. Here they lie open like the
                // answers.
                for (response, name, key) in &files {
                    // A made-up answer of the simulation has no file behind it.
                    let Some(sealed) = find_sealed(&from, &id, key)? else { continue };
                    let body = key.open(sealed).context("opening a file")?.to_vec();
                    let (survey_id, response_id) = (id.clone(), response.clone());
                    let row = Attachment { survey_id, response_id, name: name.clone(), body };
                    insert_attachment(conn, &row)?;
                }
            }
            Ok::<_, Error>(())
        })?;
        // And before it is gone here, so that older results will be.
        self.note_headway(&survey.id)?;
        self.tell_generations()?;
        let (id, arrived) = (survey.id.clone(), batch.clone());
        // One after the other: who saves a page meanwhile waits for one of them, not for all.
        for file in moved {
            let id = id.clone();
            self.stores.collect.write_now(move |conn| {
                Ok::<_, Error>(attachments::delete_attachments(
                    conn,
                    &id,
                    std::slice::from_ref(&file),
                )?)
            })?;
        }
        self.stores
            .collect
            .write_now(move |conn| Ok::<_, Error>(inbox::delete_batch(conn, &id, &arrived)?))
    }

    /// Lets wait again what was set aside and can be moved now: the right secret is back, or somebody
    /// mended it.
    pub(super) fn readmit(&self, survey: &Heading) -> Result<(), Error> {
        let collect = &self.stores.collect;
        let from = ResponseId::random();
        let aside = collect.read_now(|conn| {
            Ok::<_, Error>(inbox::list_aside(conn, &survey.id, &from, TRIED_AGAIN)?)
        })?;
        if aside.is_empty() {
            return Ok(());
        }
        let opened = aside.iter().filter_map(|row| self.opened(survey, row, &mut rand::rng()).ok());
        let opened: Vec<Arriving> = opened.collect();
        let doubles = self.doubles(survey, None, &opened)?;
        let mut fit = Vec::new();
        for response in opened {
            if !doubles.contains(&response.from) && self.has_whole_files(survey, &response)? {
                fit.push(response.from);
            }
        }
        let id = survey.id.clone();
        if !fit.is_empty() {
            collect.write_now(move |conn| Ok::<_, Error>(inbox::readmit(conn, &id, &fit)?))?;
        }
        Ok(())
    }
}

fn find_sealed(from: &Db, survey: &SurveyId, key: &FileKey) -> Result<Option<Vec<u8>>, Error> {
    from.read_now(|conn| Ok(attachments::find_sealed(conn, survey, &key.id)?))
}
