//! Surveys as staff see them: definitions only, from `office`.

use std::sync::Arc;

use crate::app::Versions;
use crate::app::actor::Actor;
use crate::app::versions::SurveyState;
use crate::clock::Clock;
use crate::domain::Permission;
use crate::engine::Questionnaire;
use crate::error::Error;
use crate::ids::{OrganisationId, Slug};
use crate::storage::office::aside::{Aside, load_aside};
use crate::storage::office::{surveys, versions};
use crate::storage::{Conn, Db};

/// A survey as its organisation sees it.
#[derive(Debug, Clone)]
pub struct SurveyOverview {
    /// The survey.
    pub survey: surveys::Survey,
    /// The hash of its version.
    pub version: String,
    /// Its questionnaire.
    pub questionnaire: Arc<Questionnaire>,
}

/// The surveys of an organisation: what is asked and when, nothing of residents.
#[derive(Debug, Clone)]
pub struct Surveys {
    /// Definitions.
    pub(in crate::app) office: Db,
    /// The time.
    pub(in crate::app) clock: Clock,
    /// Questionnaires by version.
    pub(in crate::app) versions: Versions,
}

impl Surveys {
    /// The surveys in this store.
    pub fn new(office: Db, clock: Clock) -> Self {
        Self { office, clock, versions: Versions::default() }
    }

    /// The surveys of the actor's organisation; none for who belongs to no organisation.
    pub async fn list(&self, actor: &Actor) -> Result<Vec<SurveyOverview>, Error> {
        actor.authorize(Permission::SeeSurveys)?;
        let Some(account) = actor.account() else { return Ok(Vec::new()) };
        let organisation = account.organisation.clone();
        let rows = self
            .office
            .read(move |conn| {
                let surveys = surveys::list_surveys(conn, &organisation)?;
                with_versions(conn, &organisation, surveys)
            })
            .await?;
        rows.into_iter().map(|row| self.overview(row)).collect()
    }

    /// One survey; those of other organisations do not exist for the actor.
    pub async fn load(&self, actor: &Actor, slug: &str) -> Result<SurveyOverview, Error> {
        let (actor, slug) = (actor.clone(), Slug::parse(slug).ok_or(Error::NotFound)?);
        let row = self.office.read(move |conn| load_survey(conn, &actor, &slug)).await?;
        self.overview(row)
    }

    /// [`load`](Self::load), waiting on this thread.
    pub fn load_now(&self, actor: &Actor, slug: &Slug) -> Result<SurveyOverview, Error> {
        let row = self.office.read_now(|conn| load_survey(conn, actor, slug))?;
        self.overview(row)
    }

    /// How much of a survey cannot be carried to another store.
    pub async fn aside(&self, actor: &Actor, survey: &surveys::Survey) -> Result<Aside, Error> {
        actor.authorize_in(Permission::SeeSurveys, &survey.organisation_id)?;
        let id = survey.id.clone();
        self.office.read(move |conn| Ok(load_aside(conn, &id)?)).await
    }

    /// The same of the survey of this slug, waiting on this thread.
    pub fn aside_now(&self, actor: &Actor, slug: &Slug) -> Result<Aside, Error> {
        let (survey, _) = self.office.read_now(|conn| load_survey(conn, actor, slug))?;
        self.office.read_now(|conn| Ok(load_aside(conn, &survey.id)?))
    }

    /// Whether anybody has published a survey, whoever runs it.
    pub fn has_any_survey_now(&self, actor: &Actor) -> Result<bool, Error> {
        actor.authorize(Permission::SeeSurveys)?;
        self.office.read_now(|conn| Ok(surveys::has_any_survey(conn)?))
    }

    /// Whether a survey takes answers today.
    pub fn is_open(&self, survey: &surveys::Survey) -> bool {
        let (opens, closes) = (survey.opens_on.as_deref(), survey.closes_on.as_deref());
        SurveyState::on(&self.clock, opens, closes, 0) == SurveyState::Open
    }

    fn overview(&self, (survey, version): SurveyAndVersion) -> Result<SurveyOverview, Error> {
        let questionnaire = self.versions.questionnaire(&version.hash, &version.document)?;
        Ok(SurveyOverview { survey, version: version.hash, questionnaire })
    }
}

type SurveyAndVersion = (surveys::Survey, versions::Version);

fn load_survey(conn: &mut Conn, actor: &Actor, slug: &Slug) -> Result<SurveyAndVersion, Error> {
    let survey = surveys::find_survey_anywhere(conn, slug)?.ok_or(Error::NotFound)?;
    actor.authorize_in(Permission::SeeSurveys, &survey.organisation_id)?;
    let organisation = survey.organisation_id.clone();
    let row = with_versions(conn, &organisation, vec![survey])?.pop();
    row.ok_or(Error::NotFound)
}

fn with_versions(
    conn: &mut Conn,
    organisation: &OrganisationId,
    surveys: Vec<surveys::Survey>,
) -> Result<Vec<SurveyAndVersion>, Error> {
    let mut rows = Vec::with_capacity(surveys.len());
    for survey in surveys {
        let version = versions::find_version(conn, organisation, &survey.version_id)?;
        rows.push((survey, version.ok_or(Error::NotFound)?));
    }
    Ok(rows)
}
