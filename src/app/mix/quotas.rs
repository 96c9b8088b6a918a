//! Quotas are counted: from the responses that were mixed, when these become visible and once a day, since
//! some may be taken back. Nobody is counted when she submits, which would tell what she answered.
//!
//! A quota that is full stays so, also when responses are taken back: who answers and withdraws would else
//! learn from it, again and again, whether somebody of that cell came. Both stores say so, and either may be
//! put back from a backup.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use smol_str::SmolStr;

use crate::app::App;
use crate::app::actor::Actor;
use crate::app::jobs::{Halt, RunningJob};
use crate::domain::Permission;
use crate::engine::model::Quota;
use crate::error::Error;
use crate::ids::SurveyId;
use crate::storage::collect::quotas::{list_full, save_full};
use crate::storage::collect::surveys::{self, Heading};
use crate::storage::results::quotas::{CellCount, list_counts, save_counts};
use crate::storage::results::responses::page_responses;

/// Responses read at once.
const PAGE: i64 = 500;

/// What a questionnaire says of quotas.
#[derive(Deserialize)]
struct WithQuotas {
    #[serde(default)]
    quotas: Vec<Quota>,
}

/// In which cells a response counts.
#[derive(Deserialize)]
struct CountedResponse {
    #[serde(default)]
    quotas: Vec<String>,
}

impl App {
    /// Counts the quotas of every survey. One that fails is logged and does not keep the others from
    /// being counted.
    pub fn count_all_quotas(&self, actor: &Actor, work: &RunningJob<'_>) -> Result<(), Halt> {
        actor.authorize(Permission::Carry)?;
        let all =
            self.stores.collect.read_now(|conn| Ok::<_, Error>(surveys::list_headings(conn)?))?;
        for survey in all {
            work.go_on()?;
            if let Err(error) = self.count_quotas(&survey) {
                tracing::error!(survey = %survey.slug, ?error, "its quotas are not counted");
            }
        }
        Ok(())
    }

    /// Counts the quotas of a survey, and notes which are full now.
    pub(in crate::app) fn count_quotas(&self, survey: &Heading) -> Result<(), Error> {
        let (collect, results) = (&self.stores.collect, &self.stores.results);
        let id = &survey.id;
        let (document, was_full) = collect.read_now(|conn| {
            Ok::<_, Error>((surveys::load_document(conn, id)?, list_full(conn, id)?))
        })?;
        let WithQuotas { quotas } = serde_json::from_str(&document)
            .map_err(|error| Error::unreadable("a questionnaire", &error))?;
        let known = results.read_now(|conn| Ok::<_, Error>(list_counts(conn, id)?))?;
        let responses =
            if quotas.is_empty() { BTreeMap::new() } else { self.in_cells(id, &quotas)? };
        let count = |quota: &Quota| {
            let name = &quota.name;
            let responses = responses.get(name).copied().unwrap_or_default();
            let is_full = responses >= i64::from(quota.max)
                || was_full.contains(name.as_str())
                || known.get(name).is_some_and(|cell| cell.is_full);
            (name.clone(), CellCount { responses, is_full })
        };
        let counts: BTreeMap<String, CellCount> = quotas.iter().map(count).collect();
        let full: BTreeSet<SmolStr> =
            counts.iter().filter(|(_, it)| it.is_full).map(|(name, _)| name.into()).collect();
        if known != counts {
            let id = id.clone();
            results.write_now(move |conn| Ok::<_, Error>(save_counts(conn, &id, &counts)?))?;
        }
        if was_full != full {
            let id = id.clone();
            collect.write_now(move |conn| Ok::<_, Error>(save_full(conn, &id, &full)?))?;
        }
        Ok(())
    }

    /// How many responses are in the cell of each quota.
    fn in_cells(
        &self,
        survey: &SurveyId,
        quotas: &[Quota],
    ) -> Result<BTreeMap<String, i64>, Error> {
        let mut counts: BTreeMap<String, i64> =
            quotas.iter().map(|quota| (quota.name.clone(), 0)).collect();
        let mut after = None;
        loop {
            let page = self.stores.results.read_now(|conn| {
                Ok::<_, Error>(page_responses(conn, survey, after.as_ref(), PAGE)?)
            })?;
            for row in &page {
                let counted = serde_json::from_str::<CountedResponse>(&row.document);
                // One that cannot be read keeps no quota open for ever.
                let cells = counted.map_or_else(
                    |error| {
                        tracing::error!(survey = survey.0, %error, "a response is in no quota: unreadable");
                        Vec::new()
                    },
                    |counted| counted.quotas,
                );
                for name in cells {
                    if let Some(count) = counts.get_mut(&name) {
                        *count += 1;
                    }
                }
            }
            match page.last() {
                Some(last) => after = Some(last.id.clone()),
                None => return Ok(counts),
            }
        }
    }
}
