//! Publishing: a checked questionnaire becomes a version, and a survey serves it.

use anyhow::Context;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::app::App;
use crate::app::actor::Actor;
use crate::app::versions::hash;
use crate::domain::{AuditAction, Mode, Offers, Permission};
use crate::engine::Questionnaire;
use crate::engine::media::Medium;
use crate::engine::model::Definition;
use crate::error::Error;
use crate::formats::json;
use crate::ids::{OrganisationId, Slug, SurveyId, VersionId};
use crate::storage::office::organisations::{self, Organisation};
use crate::storage::office::versions::{SurveyVersion, Version};
use crate::storage::office::{audit, surveys, versions};
use crate::storage::{Conn, Instant, collect};

/// A survey to be put into the field.
#[derive(Debug, Clone)]
pub struct NewSurvey {
    /// Its name in addresses.
    pub slug: Slug,
    /// The organisation that runs it.
    pub organisation: OrganisationId,
    /// How far answers are from people.
    pub mode: Mode,
    /// The smallest batch the mix moves.
    pub batch: i32,
    /// What it offers beside its questionnaire.
    pub offers: Offers,
    /// First day.
    pub opens_on: Option<Date>,
    /// Last day.
    pub closes_on: Option<Date>,
}

impl NewSurvey {
    fn row(&self, id: &SurveyId, version: &VersionId) -> surveys::Survey {
        surveys::Survey {
            id: id.clone(),
            organisation_id: self.organisation.clone(),
            slug: self.slug.clone(),
            version_id: version.clone(),
            mode: self.mode,
            batch: self.batch,
            opens_on: self.opens_on.map(|day| day.to_string()),
            closes_on: self.closes_on.map(|day| day.to_string()),
            offers: self.offers.clone(),
            is_paused: false,
            is_closed: false,
            planned_until: None,
        }
    }
}

/// The smallest batch that still hides anybody, and the usual one.
pub const USUAL_BATCH: i32 = 20;

impl App {
    /// The organisation of this slug; made when it is not there yet.
    pub fn organisation(
        &self,
        actor: &Actor,
        slug: &Slug,
        name: &str,
    ) -> Result<OrganisationId, Error> {
        actor.authorize(Permission::RunInstallation)?;
        let id = OrganisationId::random();
        let action = AuditAction::AddOrganisation;
        let event = actor.event(self.clock.now(), action, &id, slug.as_str());
        let new = Organisation { id, slug: slug.clone(), name: name.to_owned() };
        self.stores.office.write_now(move |conn| {
            if let Some(known) = organisations::find_organisation(conn, &new.slug)? {
                return Ok(known.id);
            }
            organisations::insert_organisation(conn, &new)?;
            audit::append(conn, event.clone())?;
            Ok::<_, Error>(new.id.clone())
        })
    }

    /// Publishes a questionnaire that shows no pictures and plays no sounds.
    pub fn publish(
        &self,
        actor: &Actor,
        questionnaire: &Questionnaire,
        survey: NewSurvey,
    ) -> Result<SurveyId, Error> {
        self.publish_with(actor, questionnaire, Vec::new(), survey)
    }

    /// Publishes a questionnaire as a new version, with the files that it shows, and puts a new
    /// survey of it into the field. Doing it again changes nothing, but finishes what was interrupted between the two stores.
    /// A slug that another survey has is [`Error::BadInput`].
    pub fn publish_with(
        &self,
        actor: &Actor,
        questionnaire: &Questionnaire,
        media: Vec<Medium>,
        survey: NewSurvey,
    ) -> Result<SurveyId, Error> {
        actor.authorize_in(Permission::PublishSurveys, &survey.organisation)?;
        let definition = questionnaire.definition();
        // Before anything names them: content that no survey shows does no harm.
        self.keep(definition, media.clone())?;
        let slug = survey.slug.clone();
        let insertion = Insertion::new(actor, questionnaire, survey, self.clock.now())?;
        let row = self.stores.office.write_now(move |conn| insertion.run(conn))?;
        let row = row.ok_or_else(|| {
            Error::BadInput(format!(
                "there is another survey `{slug}` already; choose another slug"
            ))
        })?;
        self.put_copy(&row, media)?;
        Ok(row.id)
    }

    /// Keeps the files of a questionnaire; all that it shows must be there.
    pub(super) fn keep(&self, definition: &Definition, media: Vec<Medium>) -> Result<(), Error> {
        let files = definition.files.clone();
        if files.is_empty() {
            return Ok(());
        }
        self.stores.collect.write_now(move |conn| {
            for medium in &media {
                collect::media::insert_medium(conn, medium)?;
            }
            for (name, file) in &files {
                if !collect::media::has_medium(conn, &file.hash)? {
                    return Err(Error::BadInput(format!("the content of `{name}` is missing")));
                }
            }
            Ok(())
        })
    }
}

/// A survey that is about to be put into the office, with a version of its questionnaire.
pub(super) struct Insertion {
    survey: NewSurvey,
    name: String,
    document: String,
    hash: String,
    event: audit::Event,
    now: Instant,
}

impl Insertion {
    pub(super) fn new(
        actor: &Actor,
        questionnaire: &Questionnaire,
        survey: NewSurvey,
        now: Timestamp,
    ) -> Result<Self, Error> {
        actor.authorize_in(Permission::PublishSurveys, &survey.organisation)?;
        let definition = questionnaire.definition();
        let document = json::write(definition).context("writing the questionnaire")?;
        let action = AuditAction::PublishSurvey;
        let event = actor.event(now, action, &survey.organisation, survey.slug.as_str());
        let (hash, name) = (hash(&document), definition.name.clone());
        Ok(Self { survey, name, document, hash, event, now: now.into() })
    }

    /// The survey as it is then, also if this very one was there already; none where another has its name.
    pub(super) fn run(&self, conn: &mut Conn) -> Result<Option<surveys::Survey>, Error> {
        let Self { survey, name, document, hash, event, now } = self;
        let organisation = &survey.organisation;
        if let Some(known) = surveys::find_survey_anywhere(conn, &survey.slug)? {
            let version = versions::find_version(conn, organisation, &known.version_id)?;
            let is_same = version.is_some_and(|version| version.hash == *hash);
            let is_same = is_same && survey.row(&known.id, &known.version_id) == known;
            return Ok(is_same.then_some(known));
        }
        let version = new_version(conn, organisation, (name, hash, document), *now)?;
        let row = survey.row(&SurveyId::random(), &version.id);
        surveys::insert_survey(conn, &row)?;
        versions::add_to_survey(conn, &SurveyVersion::first(&row.id, &version.id))?;
        audit::append(conn, event.clone())?;
        Ok(Some(row))
    }
}

/// The version of an organisation's questionnaire with this name, hash and document: the latest one if it is the
/// same, else a new one.
pub(in crate::app) fn new_version(
    conn: &mut Conn,
    organisation: &OrganisationId,
    (name, hash, document): (&str, &str, &str),
    now: Instant,
) -> Result<Version, Error> {
    let latest = versions::find_latest_version(conn, organisation, name)?;
    let number = latest.as_ref().map_or(0, |version| version.number) + 1;
    if let Some(same) = latest.filter(|latest| latest.hash == hash) {
        return Ok(same);
    }
    let version = Version {
        id: VersionId::random(),
        organisation_id: organisation.clone(),
        questionnaire: name.to_owned(),
        number,
        hash: hash.to_owned(),
        document: document.to_owned(),
        published_at: now,
    };
    versions::insert_version(conn, &version)?;
    Ok(version)
}
