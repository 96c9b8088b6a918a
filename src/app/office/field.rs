//! The field phase: what the office decides about a survey's days, and the copy of the survey that residents
//! meet. The office decides; the copy follows, at once from the command line, else within seconds by the
//! job `field`, which also mends a copy that is another than the office's survey.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use jiff::civil::Date;

use super::Office;
use crate::app::App;
use crate::app::actor::Actor;
use crate::app::field::{FieldAct, FieldRefusal, FieldTimes};
use crate::app::jobs::{Halt, RunningJob, recurring};
use crate::domain::{AuditAction, JobKind, Permission};
use crate::engine::media::Medium;
use crate::error::Error;
use crate::ids::{OrganisationId, Slug};
use crate::storage::collect::surveys::EarlierVersion;
use crate::storage::office::jobs::make_due;
use crate::storage::office::media::find_medium;
use crate::storage::office::surveys::{self, Survey, find_survey_anywhere};
use crate::storage::office::versions::{SurveyVersion, Version};
use crate::storage::office::{audit, versions};
use crate::storage::{Conn, collect};

impl Survey {
    /// When it takes answers.
    pub fn times(&self) -> FieldTimes {
        let Self { is_paused, is_closed, is_archived, .. } = *self;
        let planned = FieldTimes::read(None, self.planned_until.as_deref()).closes;
        let days = FieldTimes::read(self.opens_on.as_deref(), self.closes_on.as_deref());
        FieldTimes { is_paused, is_closed, planned, is_archived, ..days }
    }

    /// The survey with other times.
    fn at(self, times: FieldTimes) -> Self {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let FieldTimes { opens, closes, is_paused, is_closed, planned, is_archived } = times;
        let (opens_on, closes_on, planned_until) = (day(opens), day(closes), day(planned));
        Self { opens_on, closes_on, is_paused, is_closed, planned_until, is_archived, ..self }
    }
}

impl Office {
    /// Decides about the days of a survey, and gives it as it is then; or why that cannot be.
    pub fn decide_now(
        &self,
        actor: &Actor,
        slug: &Slug,
        act: FieldAct,
    ) -> Result<Result<Survey, FieldRefusal>, Error> {
        self.office.write_now(self.decision(actor, slug.clone(), act))
    }

    /// [`decide_now`](Self::decide_now), in the background. The copy in the field follows within seconds.
    pub async fn decide(
        &self,
        actor: &Actor,
        slug: &str,
        act: FieldAct,
    ) -> Result<Result<Survey, FieldRefusal>, Error> {
        let slug = Slug::parse(slug).ok_or(Error::NotFound)?;
        self.office.write(self.decision(actor, slug, act)).await
    }

    fn decision(
        &self,
        actor: &Actor,
        slug: Slug,
        act: FieldAct,
    ) -> impl FnMut(&mut Conn) -> Result<Result<Survey, FieldRefusal>, Error> + Send + use<> {
        let (office, clock, actor) = (self.clone(), self.clock.clone(), actor.clone());
        move |conn| {
            let survey = find_survey_anywhere(conn, &slug)?.ok_or(Error::NotFound)?;
            let owner = survey.organisation_id.clone();
            actor.authorize_in(Permission::RunField, &owner)?;
            let times = match survey.times().after(act, &clock) {
                Ok(times) => times,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let survey = survey.at(times);
            surveys::set_times(conn, &survey)?;
            let (action, object) = entry(act, &slug);
            audit::append(conn, actor.event(clock.now(), action, &owner, &object))?;
            office.hasten(conn)?;
            Ok(Ok(survey))
        }
    }

    /// The copy in the field follows as soon as a worker looks.
    pub(super) fn hasten(&self, conn: &mut Conn) -> Result<(), Error> {
        self.make_due(conn, JobKind::Field)
    }

    /// What runs again and again runs as soon as a worker looks.
    pub(super) fn make_due(&self, conn: &mut Conn, kind: JobKind) -> Result<(), Error> {
        Ok(make_due(conn, &recurring::id(kind), self.clock.now().into())?)
    }
}

/// What the audit trail tells of an act.
fn entry(act: FieldAct, slug: &Slug) -> (AuditAction, String) {
    match act {
        FieldAct::Open => (AuditAction::OpenSurvey, slug.to_string()),
        FieldAct::Pause => (AuditAction::PauseSurvey, slug.to_string()),
        FieldAct::Close => (AuditAction::CloseSurvey, slug.to_string()),
        FieldAct::Archive => (AuditAction::ArchiveSurvey, slug.to_string()),
        FieldAct::Unarchive => (AuditAction::UnarchiveSurvey, slug.to_string()),
        FieldAct::Extend(last) => (AuditAction::ExtendSurvey, format!("{slug} {last}")),
    }
}

impl App {
    /// Makes all copies in the field what the office decided. One that fails keeps none of the others back.
    pub fn follow_all(&self, actor: &Actor, work: &RunningJob<'_>) -> Result<(), Halt> {
        actor.authorize(Permission::Carry)?;
        let all = |conn: &mut Conn| Ok::<_, Error>(surveys::list_all_surveys(conn)?);
        let mut failed = Ok(());
        for survey in self.stores.office.read_now(all)? {
            work.go_on()?;
            let followed = self.follow(&survey.slug);
            // Somebody deletes it just now.
            if let Err(error) = followed
                && !matches!(error, Error::NotFound)
            {
                tracing::error!(survey = %survey.slug, ?error, "its copy in the field is an older one");
                failed = Err(error.into());
            }
        }
        failed
    }

    /// Makes the copy of a survey in the field what the office decided. Two that write at once may come to
    /// `collect` in another order than to the office: whoever has written looks whether it is still so.
    pub fn follow(&self, slug: &Slug) -> Result<(), Error> {
        while let Some(survey) = self.other_than_copy(slug)? {
            self.put_copy(&survey, Vec::new())?;
        }
        Ok(())
    }

    /// The survey as the office knows it, where its copy in the field is another or missing.
    pub(in crate::app) fn other_than_copy(&self, slug: &Slug) -> Result<Option<Survey>, Error> {
        let (survey, hash) = self.stores.office.read_now(|conn| {
            let survey = find_survey_anywhere(conn, slug)?.ok_or(Error::NotFound)?;
            let hash = versions::find_hash(conn, &survey.version_id)?.ok_or(Error::NotFound)?;
            Ok::<_, Error>((survey, hash))
        })?;
        let heading = |conn: &mut Conn| Ok::<_, Error>(collect::surveys::find_heading(conn, slug)?);
        let is_so = self.stores.collect.read_now(heading)?.is_some_and(|copy| {
            copy.id == survey.id
                && copy.version_hash == hash
                && copy.opens_on == survey.opens_on
                && copy.closes_on == survey.closes_on
                && copy.is_paused == survey.is_paused
                && copy.is_closed == survey.is_closed
        });
        Ok((!is_so).then_some(survey))
    }

    /// Puts a survey into the field as the office knows it, with what its versions show.
    pub(in crate::app) fn put_copy(
        &self,
        survey: &Survey,
        media: Vec<Medium>,
    ) -> Result<(), Error> {
        let versions = self
            .stores
            .office
            .read_now(|conn| Ok::<_, Error>(versions::list_of_survey(conn, &survey.id)?))?;
        let (mut room, mut shown) = (0, BTreeSet::new());
        for (_, version) in &versions {
            let questionnaire = self.versions.questionnaire(&version.hash, &version.document)?;
            room = room.max(questionnaire.room());
            let files = questionnaire.definition().files.values();
            shown.extend(files.map(|file| file.hash.clone()));
        }
        let kept = self.missing_media(&survey.organisation_id, shown)?;
        let media = media.into_iter().chain(kept).collect();
        let earlier = earlier(&versions);
        let (_, version) = versions.into_iter().next_back().ok_or(Error::NotFound)?;
        let survey = survey.clone();
        let copy = collect::surveys::Survey {
            id: survey.id,
            organisation_id: survey.organisation_id,
            slug: survey.slug,
            version_hash: version.hash,
            document: version.document,
            mode: survey.mode,
            batch: survey.batch,
            opens_on: survey.opens_on,
            closes_on: survey.closes_on,
            offers: survey.offers,
            look: String::new(),
            is_paused: survey.is_paused,
            is_closed: survey.is_closed,
            room: i32::try_from(room).context("a questionnaire is too large")?,
        };
        self.put_into_field(copy, earlier, media)
    }

    /// The files with these hashes that the office has and residents' pages do not find.
    fn missing_media(
        &self,
        organisation: &OrganisationId,
        shown: BTreeSet<String>,
    ) -> Result<Vec<Medium>, Error> {
        if shown.is_empty() {
            return Ok(Vec::new());
        }
        let absent = self.stores.collect.read_now(|conn| {
            let mut absent = Vec::new();
            for hash in &shown {
                if !collect::media::has_medium(conn, hash)? {
                    absent.push(hash.clone());
                }
            }
            Ok::<_, Error>(absent)
        })?;
        self.stores.office.read_now(|conn| {
            let find = |hash: &String| find_medium(conn, organisation, hash).transpose();
            Ok::<_, Error>(absent.iter().filter_map(find).collect::<Result<_, _>>()?)
        })
    }
}

/// The versions before the last, each with the newest of its line, as which it goes on. One that was published
/// again counts as what it was the last time.
fn earlier(versions: &[(SurveyVersion, Version)]) -> Vec<EarlierVersion> {
    let mut earlier: BTreeMap<&str, EarlierVersion> = BTreeMap::new();
    for (of_survey, version) in versions {
        let of_line = versions.iter().filter(|(other, _)| other.line == of_survey.line);
        let newest = of_line.map(|(_, version)| version).next_back().unwrap_or(version);
        earlier.insert(
            &version.hash,
            EarlierVersion {
                survey_id: of_survey.survey_id.clone(),
                hash: version.hash.clone(),
                goes_on_as: newest.hash.clone(),
                document: version.document.clone(),
            },
        );
    }
    if let Some((_, current)) = versions.last() {
        earlier.remove(current.hash.as_str());
    }
    earlier.into_values().collect()
}
