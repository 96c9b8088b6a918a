//! Surveys as staff see them: definitions only, from `office`.

use std::sync::Arc;

use super::Staff;
use super::account::Actor;
use crate::app::versions::State;
use crate::clock::Clock;
use crate::domain::Purpose;
use crate::engine::Questionnaire;
use crate::error::Error;
use crate::ids::{ContactId, OrganisationId, Slug};
use crate::storage::office::{contacts, surveys, versions};

/// A survey as its organisation sees it.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The survey.
    pub survey: surveys::Survey,
    /// The hash of its version.
    pub version: String,
    /// Its questionnaire.
    pub questionnaire: Arc<Questionnaire>,
}

impl Overview {
    /// Whether it takes answers today.
    pub fn is_open(&self, clock: &Clock) -> bool {
        State::on(clock, self.survey.opens_on.as_deref(), self.survey.closes_on.as_deref())
            == State::Open
    }
}

impl Staff {
    /// The surveys of the actor's organisation.
    pub async fn surveys(&self, actor: &Actor) -> Result<Vec<Overview>, Error> {
        let organisation = actor.organisation.clone();
        let rows = self
            .office
            .read(move |conn| {
                let surveys = surveys::list_surveys(conn, &organisation)?;
                with_versions(conn, &organisation, surveys)
            })
            .await?;
        rows.into_iter().map(|row| self.overview(row)).collect()
    }

    /// One survey of the actor's organisation; others do not exist for her.
    pub async fn survey(&self, actor: &Actor, slug: &str) -> Result<Overview, Error> {
        let organisation = actor.organisation.clone();
        let slug = Slug::parse(slug).ok_or(Error::NotFound)?;
        let row = self
            .office
            .read(move |conn| {
                let survey = surveys::find_survey(conn, &organisation, &slug)?;
                with_versions(conn, &organisation, survey.into_iter().collect())
            })
            .await?;
        self.overview(row.into_iter().next().ok_or(Error::NotFound)?)
    }

    /// The survey of this slug, whoever runs it: for the command line.
    pub fn survey_anywhere(&self, slug: &Slug) -> Result<Overview, Error> {
        let slug = slug.clone();
        let row = self.office.read_now(move |conn| {
            let survey = surveys::find_survey_anywhere(conn, &slug)?.ok_or(Error::NotFound)?;
            let organisation = survey.organisation_id.clone();
            with_versions(conn, &organisation, vec![survey])
        })?;
        self.overview(row.into_iter().next().ok_or(Error::NotFound)?)
    }

    /// What residents of a survey wrote to us for a purpose: for the command line.
    pub fn contacts(
        &self,
        survey: &surveys::Survey,
        purpose: Purpose,
    ) -> Result<Vec<contacts::Contact>, Error> {
        let id = survey.id.clone();
        let read = move |conn: &mut _| Ok::<_, Error>(contacts::list_contacts(conn, &id, purpose)?);
        self.office.read_now(read)
    }

    /// Deletes some of it, and says how many there were.
    pub fn delete_contacts(
        &self,
        survey: &surveys::Survey,
        ids: Vec<ContactId>,
    ) -> Result<usize, Error> {
        let id = survey.id.clone();
        self.office.write_now(move |conn| {
            let mut deleted = 0;
            for contact in &ids {
                deleted += contacts::delete_contact(conn, &id, contact)?;
            }
            Ok::<_, Error>(deleted)
        })
    }

    fn overview(&self, (survey, version): Row) -> Result<Overview, Error> {
        let questionnaire = self.versions.questionnaire(&version.hash, &version.document)?;
        Ok(Overview { survey, version: version.hash, questionnaire })
    }
}

type Row = (surveys::Survey, versions::Version);

fn with_versions(
    conn: &mut crate::storage::Conn,
    organisation: &OrganisationId,
    surveys: Vec<surveys::Survey>,
) -> Result<Vec<Row>, Error> {
    let mut rows = Vec::with_capacity(surveys.len());
    for survey in surveys {
        let version = versions::find_version(conn, organisation, &survey.version_id)?;
        rows.push((survey, version.ok_or(Error::NotFound)?));
    }
    Ok(rows)
}
