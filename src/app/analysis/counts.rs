//! How many responses there are.

use super::Analysis;
use crate::app::actor::Actor;
use crate::domain::{Door, Offer, Permission};
use crate::engine::Quota;
use crate::error::Error;
use crate::ids::{Slug, SurveyId};
use crate::storage::office::surveys::Survey;
use crate::storage::results::quotas::list_counts;
use crate::storage::results::responses::{count_by_door, count_responses};

/// The responses of a survey that went through the mix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// All of them.
    pub responses: i64,
    /// Those that came without a code, where people come both ways.
    pub without_code: Option<i64>,
}

/// How far a quota is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotaCount {
    /// Whether as many are in its cell as are wanted.
    pub is_full: bool,
    /// How many there are; not for everybody.
    pub responses: Option<i64>,
}

impl Analysis {
    /// Counts the responses of a survey.
    pub async fn count(&self, actor: &Actor, survey: &Survey) -> Result<Count, Error> {
        actor.authorize_in(Permission::SeeSurveys, &survey.organisation_id)?;
        let has_two_doors = survey.offers.has(Offer::OpenDoor);
        let survey = survey.id.clone();
        self.results
            .read(move |conn| {
                let without_code = match has_two_doors {
                    true => Some(count_by_door(conn, &survey, Door::Open)?),
                    false => None,
                };
                Ok(Count { responses: count_responses(conn, &survey)?, without_code })
            })
            .await
    }

    /// How far each of these quotas is, as they were counted last. How many responses are in its cell
    /// is for who may read answers: with a quota for each cell, the counts are a table of them.
    pub async fn quotas(
        &self,
        actor: &Actor,
        survey: &Survey,
        quotas: &[Quota],
    ) -> Result<Vec<QuotaCount>, Error> {
        actor.authorize_in(Permission::SeeSurveys, &survey.organisation_id)?;
        let may_read = actor.authorize_in(Permission::ReadAnswers, &survey.organisation_id).is_ok();
        let survey = survey.id.clone();
        let counts =
            self.results.read(move |conn| Ok::<_, Error>(list_counts(conn, &survey)?)).await?;
        let count = |quota: &Quota| {
            let cell = counts.get(&quota.definition.name);
            let responses = cell.map_or(0, |cell| cell.responses);
            QuotaCount {
                is_full: cell.is_some_and(|cell| cell.is_full),
                responses: may_read.then_some(responses),
            }
        };
        Ok(quotas.iter().map(count).collect())
    }

    /// How many responses a survey has, waiting on this thread.
    pub fn count_now(&self, actor: &Actor, slug: &Slug) -> Result<i64, Error> {
        self.count_of(&self.surveys.load_now(actor, slug)?.survey.id)
    }

    pub(super) fn count_of(&self, survey: &SurveyId) -> Result<i64, Error> {
        self.results.read_now(|conn| Ok(count_responses(conn, survey)?))
    }
}
