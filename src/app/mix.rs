//! The mix: moves submitted responses from `collect` to `results` in shuffled batches under fresh
//! random ids. The one place that sees both.
//!
//! Killed at any moment it goes on where it stopped: a batch is claimed in `collect`, arrives in
//! `results` in one transaction together with its id, and only then leaves `collect`.

use std::sync::atomic::Ordering;

use anyhow::Context;
use rand::Rng;
use rand::seq::SliceRandom;

use super::App;
use super::answer::Submitted;
use crate::error::Error;
use crate::ids::{BatchId, ResponseId, Slug};
use crate::seal::InboxKey;
use crate::storage::collect::surveys::Heading;
use crate::storage::collect::{inbox, surveys};
use crate::storage::results::responses::{Response, insert_batch};

/// What a mix did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mixed {
    /// Responses moved to the results.
    pub moved: usize,
    /// Responses that wait for company.
    pub waiting: i64,
    /// The smallest batch of the survey.
    pub batch: i32,
}

impl App {
    /// Mixes one survey. `force` moves a batch that is too small to hide anybody in.
    pub fn mix(&self, slug: &Slug, force: bool, random: &mut dyn Rng) -> Result<Mixed, Error> {
        let wanted = slug.clone();
        let survey = self
            .stores
            .collect
            .read_now(move |conn| Ok::<_, Error>(surveys::find_heading(conn, &wanted)?))?;
        self.mix_survey(&survey.ok_or(Error::NotFound)?, force, random)
    }

    /// Mixes every survey that has enough responses waiting. One that fails is logged and does not
    /// keep the others from being mixed.
    pub fn mix_all(&self) -> Result<(), Error> {
        let all =
            self.stores.collect.read_now(|conn| Ok::<_, Error>(surveys::list_headings(conn)?))?;
        for survey in all {
            match self.mix_survey(&survey, false, &mut rand::rng()) {
                Ok(mixed) if mixed.moved > 0 => {
                    tracing::info!(survey = %survey.slug, moved = mixed.moved, "mixed");
                }
                Ok(_) => {}
                Err(error) => tracing::error!(survey = %survey.slug, ?error, "the mix failed"),
            }
        }
        Ok(())
    }

    fn mix_survey(
        &self,
        survey: &Heading,
        force: bool,
        random: &mut dyn Rng,
    ) -> Result<Mixed, Error> {
        let collect = &self.stores.collect;
        let mut moved = 0;
        let id = survey.id.clone();
        let left_over = collect
            .read_now(move |conn| Ok::<_, Error>(inbox::list_claimed_batches(conn, &id)?))?;
        for batch in left_over {
            moved += self.move_batch(survey, &batch, random)?;
        }

        let (id, smallest) = (survey.id.clone(), i64::from(survey.batch.max(1)));
        let claimed = collect.write_now(move |conn| {
            let waiting = inbox::count_inbox(conn, &id)?;
            if waiting == 0 || (waiting < smallest && !force) {
                return Ok::<_, Error>((None, waiting));
            }
            let batch = BatchId::random();
            inbox::claim_batch(conn, &id, &batch)?;
            Ok((Some(batch), 0))
        })?;
        if let (Some(batch), _) = &claimed {
            moved += self.move_batch(survey, batch, random)?;
        }
        if moved > 0 {
            self.untidy.store(true, Ordering::Relaxed);
        }
        // Also when a reader was in the way the last time.
        if self.untidy.load(Ordering::Relaxed) {
            collect.tidy()?;
            self.stores.results.tidy()?;
            self.untidy.store(false, Ordering::Relaxed);
        }
        Ok(Mixed { moved, waiting: claimed.1, batch: survey.batch })
    }

    fn move_batch(
        &self,
        survey: &Heading,
        batch: &BatchId,
        random: &mut dyn Rng,
    ) -> Result<usize, Error> {
        let (id, wanted) = (survey.id.clone(), batch.clone());
        let mut sealed = self
            .stores
            .collect
            .read_now(move |conn| Ok::<_, Error>(inbox::load_batch(conn, &id, &wanted)?))?;
        sealed.shuffle(random);
        let key = InboxKey::new(&self.secret, &survey.id);
        let mut rows = Vec::with_capacity(sealed.len());
        for row in sealed {
            let plain = key.open(&row.id, &row.sealed).context("opening a response")?;
            let submitted: Submitted = serde_json::from_slice(&plain)
                .map_err(|error| Error::unreadable("a response", &error))?;
            rows.push(Response {
                survey_id: survey.id.clone(),
                id: ResponseId::draw(random),
                version_hash: submitted.version,
                document: serde_json::to_string(&submitted.response)
                    .context("writing a response")?,
            });
        }
        let (id, arriving) = (survey.id.clone(), batch.clone());
        self.stores
            .results
            .write_now(move |conn| Ok::<_, Error>(insert_batch(conn, &id, &arriving, &rows)?))?;
        let (id, arrived) = (survey.id.clone(), batch.clone());
        self.stores
            .collect
            .write_now(move |conn| Ok::<_, Error>(inbox::delete_batch(conn, &id, &arrived)?))
    }
}
