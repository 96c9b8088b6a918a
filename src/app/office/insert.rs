//! A survey in the office with the version that it asks: what the command line and the browser have in common.
//! Sees `office` only.

use anyhow::Context;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::app::actor::Actor;
use crate::app::versions::hash;
use crate::domain::{AuditAction, Mode, Offers, Permission};
use crate::engine::problem::remark;
use crate::engine::{Questionnaire, Remark};
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
    /// The study that it goes on; nothing for the first wave of one of its own.
    pub wave: Option<NextWave>,
}

/// The next wave of a study, as somebody saw it coming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextWave {
    /// The study.
    pub study: Slug,
    /// Its number among the waves.
    pub number: i32,
}

impl NewSurvey {
    /// The study of which it is a wave.
    fn study(&self) -> &Slug {
        self.wave.as_ref().map_or(&self.slug, |wave| &wave.study)
    }

    /// Why it has no place in its study, if so.
    fn misplaced(&self, conn: &mut Conn) -> Result<Option<Remark>, Error> {
        let last = surveys::find_last_wave(conn, &self.organisation, self.study())?;
        Ok(match (&self.wave, last) {
            (None, None) => None,
            (None, Some((_, wave))) => {
                let (slug, wave) = (self.slug.as_str(), wave.as_str());
                Some(remark!("create-study-taken", slug, wave))
            }
            (Some(_), None) => return Err(Error::NotFound),
            (Some(wave), Some((last, _))) if wave.number == last + 1 => None,
            (Some(NextWave { study, number }), Some((last, slug))) => {
                let (study, next, slug) = (study.as_str(), last + 1, slug.as_str());
                Some(remark!("create-wave-taken", study, number, slug, next))
            }
        })
    }

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
            study: self.study().clone(),
            wave: self.wave.as_ref().map_or(1, |wave| wave.number),
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

    /// The survey as it is then, also if this very one was there already; or why it cannot be.
    pub(super) fn run(&self, conn: &mut Conn) -> Result<Result<Inserted, Remark>, Error> {
        let Self { survey, name, document, hash, event, now } = self;
        let organisation = &survey.organisation;
        // Of two who create the same name or the same wave at once, one is first.
        audit::wait_for_turn(conn)?;
        let mut taken = None;
        if let Some(known) = surveys::find_survey_anywhere(conn, &survey.slug)? {
            let version = versions::find_version(conn, organisation, &known.version_id)?;
            let is_same = version.is_some_and(|version| version.hash == *hash);
            if is_same && survey.row(&known.id, &known.version_id) == known {
                return Ok(Ok(Inserted { survey: known, is_new: false }));
            }
            taken = Some(remark!("create-taken", slug = survey.slug.as_str()));
        }
        let refusal = match survey.wave {
            Some(_) => survey.misplaced(conn)?.or(taken),
            None if taken.is_some() => taken,
            None => survey.misplaced(conn)?,
        };
        if let Some(refusal) = refusal {
            return Ok(Err(refusal));
        }
        let version = new_version(conn, organisation, (name, hash, document), *now)?;
        let row = survey.row(&SurveyId::random(), &version.id);
        surveys::insert_survey(conn, &row)?;
        versions::add_to_survey(conn, &SurveyVersion::first(&row.id, &version.id))?;
        audit::append(conn, event.clone())?;
        Ok(Ok(Inserted { survey: row, is_new: true }))
    }
}

/// A survey that is in the office.
#[derive(Debug, Clone)]
pub struct Inserted {
    /// It, as it is now.
    pub survey: surveys::Survey,
    /// It was not there before.
    pub is_new: bool,
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
