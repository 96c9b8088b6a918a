//! How many responses there are.

use std::collections::BTreeMap;

use super::Analysis;
use crate::app::actor::Actor;
use crate::domain::{Door, Offer, Permission};
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

    /// How many responses are in the cell of each quota, as they were counted last.
    pub async fn quota_counts(
        &self,
        actor: &Actor,
        survey: &Survey,
    ) -> Result<BTreeMap<String, i64>, Error> {
        actor.authorize_in(Permission::SeeSurveys, &survey.organisation_id)?;
        let survey = survey.id.clone();
        self.results.read(move |conn| Ok(list_counts(conn, &survey)?)).await
    }

    /// How many responses a survey has, waiting on this thread.
    pub fn count_now(&self, actor: &Actor, slug: &Slug) -> Result<i64, Error> {
        self.count_of(&self.surveys.load_now(actor, slug)?.survey.id)
    }

    pub(super) fn count_of(&self, survey: &SurveyId) -> Result<i64, Error> {
        self.results.read_now(|conn| Ok(count_responses(conn, survey)?))
    }
}
