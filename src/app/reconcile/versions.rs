//! What an office from a backup does not know of a survey in the field: versions that were published since, and
//! what was decided about its days. `collect` has both.

use crate::app::App;
use crate::app::office::insert::new_version;
use crate::error::Error;
use crate::storage::collect::surveys::{
    EarlierVersion, Heading, list_earlier, list_earlier_versions, load_document,
};
use crate::storage::office::surveys::{Survey, set_times, set_version};
use crate::storage::office::versions::{SurveyVersion, Version, add_to_survey, list_of_survey};
use crate::storage::results::responses::list_version_hashes;
use crate::storage::{Conn, Instant};

/// The versions that a survey has in the field, and how many of them the office does not have or takes for earlier
/// ones.
pub(super) struct FieldedVersions {
    /// Those of a line behind each other, the one in the field last.
    all: Vec<EarlierVersion>,
    pub(super) unknown: usize,
}

impl App {
    pub(super) fn fielded_versions(
        &self,
        survey: &Survey,
        heading: &Heading,
    ) -> Result<FieldedVersions, Error> {
        let id = &survey.id;
        let (mut all, document) = self.stores.collect.read_now(|conn| {
            Ok::<_, Error>((list_earlier_versions(conn, id)?, load_document(conn, id)?))
        })?;
        let current = &heading.version_hash;
        all.push(EarlierVersion {
            survey_id: id.clone(),
            hash: current.clone(),
            goes_on_as: current.clone(),
            document,
        });
        all.sort_by_cached_key(|it| {
            (it.goes_on_as == *current, it.goes_on_as.clone(), it.hash == it.goes_on_as)
        });
        let list = |conn: &mut Conn| Ok::<_, Error>(list_of_survey(conn, id)?);
        let known = self.stores.office.read_now(list)?;
        let is_known = |hash: &str| known.iter().any(|(_, version)| version.hash == hash);
        let is_earlier =
            is_known(current) && known.last().is_some_and(|(_, version)| version.hash != *current);
        let unknown = all.iter().filter(|version| !is_known(&version.hash)).count();
        let unknown = unknown + usize::from(is_earlier);
        Ok(FieldedVersions { all, unknown })
    }

    /// The versions, by hash, that responses in the results answer and no store has.
    pub(super) fn unread_versions(
        &self,
        survey: &Survey,
        heading: Option<&Heading>,
    ) -> Result<Vec<String>, Error> {
        let id = &survey.id;
        let list = |conn: &mut Conn| Ok::<_, Error>(list_version_hashes(conn, id)?);
        let mut answered = self.stores.results.read_now(list)?;
        let list = |conn: &mut Conn| Ok::<_, Error>(list_of_survey(conn, id)?);
        let known = self.stores.office.read_now(list)?;
        let list = |conn: &mut Conn| Ok::<_, Error>(list_earlier(conn, id)?);
        let earlier = self.stores.collect.read_now(list)?;
        answered.retain(|hash| {
            !known.iter().any(|(_, version)| version.hash == *hash)
                && !earlier.iter().any(|(earlier, _)| earlier == hash)
                && heading.is_none_or(|heading| heading.version_hash != *hash)
        });
        Ok(answered)
    }

    /// Adds to a survey in the office the versions that it does not have.
    pub(super) fn adopt_versions(
        &self,
        survey: &Survey,
        FieldedVersions { all, .. }: FieldedVersions,
    ) -> Result<(), Error> {
        let mut named = Vec::with_capacity(all.len());
        for version in all {
            let questionnaire = self.versions.questionnaire(&version.hash, &version.document)?;
            named.push((questionnaire.definition().name.clone(), version));
        }
        let (now, owner) = (Instant::from(self.clock.now()), survey.organisation_id.clone());
        let id = survey.id.clone();
        self.stores.office.write_now(move |conn| {
            for (place, (name, version)) in named.iter().enumerate() {
                let known = list_of_survey(conn, &id)?;
                let is_in_field = place + 1 == named.len();
                let is_there = match is_in_field {
                    true => known.last().is_some_and(|(_, it)| it.hash == version.hash),
                    false => known.iter().any(|(_, it)| it.hash == version.hash),
                };
                if is_there {
                    continue;
                }
                let of_line = |hash: &str| {
                    named
                        .iter()
                        .any(|(_, it)| it.hash == hash && it.goes_on_as == version.goes_on_as)
                };
                let line = known.iter().rev().find(|(_, it)| of_line(&it.hash));
                let last = known.last().map_or((0, 0), |(last, _)| (last.ordinal, last.line));
                let of = (name.as_str(), version.hash.as_str(), version.document.as_str());
                let Version { id: version_id, .. } = new_version(conn, &owner, of, now)?;
                add_to_survey(
                    conn,
                    &SurveyVersion {
                        survey_id: id.clone(),
                        ordinal: last.0 + 1,
                        version_id: version_id.clone(),
                        line: line.map_or(last.1 + 1, |(it, _)| it.line),
                    },
                )?;
                set_version(conn, &id, &version_id)?;
            }
            Ok::<_, Error>(())
        })
    }

    /// Gives a survey in the office the days that it has in the field.
    pub(super) fn adopt_days(&self, survey: &Survey, heading: &Heading) -> Result<(), Error> {
        let survey = Survey {
            opens_on: heading.opens_on.clone(),
            closes_on: heading.closes_on.clone(),
            is_paused: heading.is_paused,
            is_closed: heading.is_closed,
            ..survey.clone()
        };
        self.stores.office.write_now(move |conn| Ok::<_, Error>(set_times(conn, &survey)?))
    }
}

/// Whether a survey has other days in the field than in the office.
pub(super) fn has_other_days(survey: &Survey, heading: &Heading) -> bool {
    (&survey.opens_on, &survey.closes_on, survey.is_paused, survey.is_closed)
        != (&heading.opens_on, &heading.closes_on, heading.is_paused, heading.is_closed)
}
