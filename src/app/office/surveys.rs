//! Surveys as staff see them: definitions only, from `office`.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::anyhow;
use jiff::Span;
use jiff::civil::Date;

use crate::app::Versions;
use crate::app::actor::Actor;
use crate::app::field::FieldAct;
use crate::clock::Clock;
use crate::domain::{FieldState, Permission};
use crate::engine::Questionnaire;
use crate::engine::model::Definition;
use crate::error::Error;
use crate::formats::{self, FileType, NoFiles};
use crate::ids::{OrganisationId, Slug, VersionId};
use crate::storage::office::aside::{Aside, load_aside};
use crate::storage::office::versions::ListedVersion;
use crate::storage::office::{organisations, surveys, versions};
use crate::storage::{Conn, Db, Instant};

/// A survey as its organisation sees it.
#[derive(Debug, Clone)]
pub struct SurveyOverview {
    /// The survey.
    pub survey: surveys::Survey,
    /// The hash of its version.
    pub version: String,
    /// Its number among the versions of its questionnaire, from 1.
    pub number: i32,
    /// Its questionnaire.
    pub questionnaire: Arc<Questionnaire>,
    /// When each of its versions was published, the oldest first; one that was published again is there twice.
    pub published: Vec<PublishedVersion>,
    /// All versions that it has had by hash, the oldest first; the last is this one.
    pub versions: Vec<(String, Arc<Questionnaire>)>,
}

/// A version of a survey, as lists tell of it.
#[derive(Debug, Clone)]
pub struct PublishedVersion {
    /// Its number among the versions of its questionnaire, from 1.
    pub number: i32,
    /// Its hash.
    pub hash: String,
    /// The day on which it was published.
    pub day: Date,
}

impl SurveyOverview {
    /// The questionnaire of one of its versions.
    pub fn questionnaire_of(&self, hash: &str) -> Option<&Arc<Questionnaire>> {
        self.versions.iter().find(|(known, _)| known == hash).map(|(_, it)| it)
    }
}

/// The day from which on the answers of a survey are to be deleted, where they are kept for so many months; none while it
/// is not over.
pub fn deletion_day(
    survey: &surveys::Survey,
    state: FieldState,
    keep_months: Option<i32>,
) -> Option<Date> {
    let closes = survey.times().closes.filter(|_| state == FieldState::Closed)?;
    closes.checked_add(Span::new().try_months(keep_months?).ok()?).ok()
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
                surveys
                    .into_iter()
                    .map(|it| with_versions(conn, it))
                    .collect::<Result<Vec<_>, Error>>()
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

    /// The surveys of all organisations, by their names in addresses: the operator's list.
    pub fn list_all_now(&self, actor: &Actor) -> Result<Vec<SurveyOverview>, Error> {
        actor.authorize(Permission::RunInstallation)?;
        let rows = self.office.read_now(|conn| {
            let surveys = surveys::list_all_surveys(conn)?;
            surveys.into_iter().map(|it| with_versions(conn, it)).collect::<Result<Vec<_>, Error>>()
        })?;
        rows.into_iter().map(|row| self.overview(row)).collect()
    }

    /// The short names of all organisations.
    pub fn organisations_now(&self, actor: &Actor) -> Result<HashMap<OrganisationId, Slug>, Error> {
        actor.authorize(Permission::RunInstallation)?;
        let all = self.office.read_now(|conn| Ok::<_, Error>(organisations::list_slugs(conn)?))?;
        Ok(all.into_iter().collect())
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

    /// For how many months the actor's organisation keeps answers; none where it did not say.
    pub async fn keep_months(&self, actor: &Actor) -> Result<Option<i32>, Error> {
        actor.authorize(Permission::SeeSurveys)?;
        let Some(account) = actor.account() else { return Ok(None) };
        let id = account.organisation.clone();
        self.office
            .read(move |conn| Ok::<_, Error>(organisations::load_keep_months(conn, &id)?))
            .await
    }

    /// Whether anybody has published a survey, whoever runs it.
    pub fn has_any_survey_now(&self, actor: &Actor) -> Result<bool, Error> {
        actor.authorize(Permission::SeeSurveys)?;
        self.office.read_now(|conn| Ok(surveys::has_any_survey(conn)?))
    }

    /// Whether this can be decided of a survey now.
    pub fn is_possible(&self, survey: &surveys::Survey, act: FieldAct) -> bool {
        survey.times().after(act, &self.clock).is_ok()
    }

    /// The day of a moment, where this runs.
    pub fn day(&self, at: Instant) -> Date {
        let zone = self.clock.local().time_zone().clone();
        at.timestamp().to_zoned(zone).date()
    }

    /// The present day.
    pub fn today(&self) -> Date {
        self.clock.today()
    }

    /// A version of a survey as a file of the type that ends so.
    pub async fn version_file(
        &self,
        actor: &Actor,
        slug: &str,
        number: i32,
        extension: &str,
    ) -> Result<Vec<u8>, Error> {
        let overview = self.load(actor, slug).await?;
        let is_it = |it: &&PublishedVersion| it.number == number;
        let version = overview.published.iter().find(is_it).ok_or(Error::NotFound)?;
        let questionnaire = overview.questionnaire_of(&version.hash).ok_or(Error::NotFound)?;
        let definition = questionnaire.definition();
        file_of(definition, extension)
    }

    /// The versions that the actor's organisation has published, of each questionnaire the newest first.
    pub async fn list_published(&self, actor: &Actor) -> Result<Vec<ListedVersion>, Error> {
        actor.authorize(Permission::PublishSurveys)?;
        let Some(account) = actor.account() else { return Ok(Vec::new()) };
        let organisation = account.organisation.clone();
        self.office.read(move |conn| Ok(versions::list_published(conn, &organisation)?)).await
    }

    /// A questionnaire that the actor's organisation has published, by its version's id.
    pub async fn find_published(
        &self,
        actor: &Actor,
        id: &str,
    ) -> Result<Option<Arc<Questionnaire>>, Error> {
        actor.authorize(Permission::PublishSurveys)?;
        let Some(account) = actor.account() else { return Ok(None) };
        let (organisation, id) = (account.organisation.clone(), VersionId(id.to_owned()));
        let version = self
            .office
            .read(move |conn| Ok::<_, Error>(versions::find_version(conn, &organisation, &id)?))
            .await?;
        let shown = |it: versions::Version| self.versions.questionnaire(&it.hash, &it.document);
        version.map(shown).transpose()
    }

    /// The questionnaire of a version that the actor has been given.
    pub fn version_now(
        &self,
        actor: &Actor,
        version: &versions::Version,
    ) -> Result<Arc<Questionnaire>, Error> {
        actor.authorize_in(Permission::PublishSurveys, &version.organisation_id)?;
        self.versions.questionnaire(&version.hash, &version.document)
    }

    /// Whether a survey takes answers today.
    pub fn state(&self, survey: &surveys::Survey) -> FieldState {
        survey.times().word(&self.clock)
    }

    fn overview(&self, (survey, all): SurveyAndVersions) -> Result<SurveyOverview, Error> {
        let mut versions: Vec<(String, Arc<Questionnaire>)> = Vec::with_capacity(all.len());
        let published = all.iter().map(|it| PublishedVersion {
            number: it.number,
            hash: it.hash.clone(),
            day: self.day(it.published_at),
        });
        let published = published.collect();
        for version in &all {
            let questionnaire = self.versions.questionnaire(&version.hash, &version.document)?;
            // One that was published again counts as what it was the last time.
            versions.retain(|(hash, _)| *hash != version.hash);
            versions.push((version.hash.clone(), questionnaire));
        }
        let (version, questionnaire) = versions.last().cloned().ok_or(Error::NotFound)?;
        let number = all.last().map_or(1, |version| version.number);
        Ok(SurveyOverview { survey, version, number, questionnaire, published, versions })
    }
}

type SurveyAndVersions = (surveys::Survey, Vec<versions::Version>);

fn load_survey(conn: &mut Conn, actor: &Actor, slug: &Slug) -> Result<SurveyAndVersions, Error> {
    let survey = surveys::find_survey_anywhere(conn, slug)?.ok_or(Error::NotFound)?;
    actor.authorize_in(Permission::SeeSurveys, &survey.organisation_id)?;
    with_versions(conn, survey)
}

fn with_versions(conn: &mut Conn, survey: surveys::Survey) -> Result<SurveyAndVersions, Error> {
    let all = versions::list_of_survey(conn, &survey.id)?;
    Ok((survey, all.into_iter().map(|(_, version)| version).collect()))
}

/// A questionnaire as a file of the type that ends so.
pub fn file_of(definition: &Definition, extension: &str) -> Result<Vec<u8>, Error> {
    let file_type = FileType::of(&format!(".{extension}")).ok_or(Error::NotFound)?;
    let written = formats::write(definition, file_type, &definition.name, &NoFiles);
    let (bytes, _) =
        written.map_err(|remark| anyhow!("a questionnaire cannot be written: {remark}"))?;
    Ok(bytes)
}
