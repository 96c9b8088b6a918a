//! A survey in the office with the version that it asks: what the command line and the browser have in common.
//! Sees `office` only.

use anyhow::Context;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::app::actor::Actor;
use crate::app::versions::hash;
use crate::domain::{AuditAction, Mode, Offers, Permission};
use crate::engine::Questionnaire;
use crate::error::Error;
use crate::formats::json;
use crate::ids::{OrganisationId, Slug, SurveyId, VersionId};
use crate::storage::office::versions::{SurveyVersion, Version};
use crate::storage::office::{audit, surveys, versions};
use crate::storage::{Conn, Instant};

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
            is_archived: false,
        }
    }
}

/// The smallest batch that still hides anybody, and the usual one.
pub const USUAL_BATCH: i32 = 20;

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
