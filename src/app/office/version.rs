//! Another version for a survey in the field. A version that differs in texts and looks only goes live under the
//! interviews that were begun; after any other change these end on theirs. Start reading at
//! [`App::publish_version`].

use std::sync::Arc;

use anyhow::Context;

use super::Office;
use super::insert::new_version;
use super::surveys::SurveyOverview;
use crate::app::App;
use crate::app::actor::Actor;
use crate::app::versions::hash;
use crate::domain::{AuditAction, Permission};
use crate::engine::Questionnaire;
use crate::engine::diff::{Change, Diff, Subject, Weight, What, diff};
use crate::engine::media::Medium;
use crate::engine::model::Definition;
use crate::error::Error;
use crate::formats::json;
use crate::ids::Slug;
use crate::storage::office::audit;
use crate::storage::office::media::may_be_shown;
use crate::storage::office::surveys::{find_survey_anywhere, set_version};
use crate::storage::office::versions::{SurveyVersion, Version, add_to_survey, list_of_survey};
use crate::storage::{Conn, Instant};

/// What a questionnaire would change in a survey.
#[derive(Debug, Clone)]
pub struct VersionChange {
    /// The changes of the version in the field.
    pub diff: Diff,
    /// Languages in which it is no longer offered.
    pub withdrawn: Vec<String>,
    /// What would make stored answers unreadable, with the number of the version to which they were given.
    pub breaking: Option<(usize, Change)>,
    /// It is the version in the field, to the last word.
    pub is_same: bool,
    /// The hash of the version that is in the field.
    replaced: String,
}

impl VersionChange {
    /// Whether what was begun must end on the version with which it was begun.
    pub fn is_structural(&self) -> bool {
        self.diff.verdict() == Weight::Structural || !self.withdrawn.is_empty()
    }
}

/// What a questionnaire would change in a survey. [`Error::BadInput`] when it is another questionnaire.
pub fn compare(
    overview: &SurveyOverview,
    questionnaire: &Questionnaire,
) -> Result<VersionChange, Error> {
    let (old, new) = (overview.questionnaire.definition(), questionnaire.definition());
    if old.name != new.name {
        return Err(Error::BadInput(format!(
            "`{}` asks the questionnaire `{}`, and this one is `{}`. Is it another file? Otherwise keep the `name`",
            overview.survey.slug, old.name, new.name
        )));
    }
    let diff = diff(old, new);
    // Both as they are written today: the stored one may come from an older version of the program.
    let written = |it: &Definition| json::write(it).context("writing the questionnaire");
    let is_same = written(old)? == written(new)?;
    let is_offered = |it: &str| questionnaire.spoken().any(|spoken| spoken == it);
    let withdrawn = overview.questionnaire.spoken().filter(|it| !is_offered(it));
    Ok(VersionChange {
        withdrawn: withdrawn.map(str::to_owned).collect(),
        breaking: breaking(&overview.versions, new, &diff),
        is_same,
        replaced: overview.version.clone(),
        diff,
    })
}

impl Office {
    /// Gives a survey a version that changes this, and says which number it has. The copy in the field follows as soon
    /// as a worker looks. [`Error::BadInput`] when stored answers could not be read any more, or it shows a file that
    /// is nowhere; [`Error::Busy`] when somebody published meanwhile.
    pub async fn publish_version(
        &self,
        actor: &Actor,
        overview: &SurveyOverview,
        questionnaire: &Questionnaire,
        change: &VersionChange,
    ) -> Result<i32, Error> {
        let files = questionnaire.definition().files.iter();
        let files: Vec<_> = files.map(|(name, it)| (name.clone(), it.hash.clone())).collect();
        let owner = overview.survey.organisation_id.clone();
        let mut publish = self.publishing(actor, overview, questionnaire, change)?;
        let publish = move |conn: &mut Conn| {
            for (name, hash) in &files {
                if !may_be_shown(conn, &owner, hash)? {
                    return Err(Error::BadInput(format!("the content of `{name}` is missing")));
                }
            }
            publish(conn)
        };
        self.office.write(publish).await
    }

    fn publishing(
        &self,
        actor: &Actor,
        overview: &SurveyOverview,
        questionnaire: &Questionnaire,
        change: &VersionChange,
    ) -> Result<impl FnMut(&mut Conn) -> Result<i32, Error> + Send + use<>, Error> {
        let (owner, id) = (overview.survey.organisation_id.clone(), overview.survey.id.clone());
        actor.authorize_in(Permission::PublishSurveys, &owner)?;
        if let Some((number, change)) = &change.breaking {
            let way = match (&change.was, change.subject, change.change) {
                (Some(was), Subject::Choice, What::Recoded) if change.field != "label" => format!(
                    "A choice keeps its value as long as the survey runs, also with an `id`: write `{was}` again; its \
                     label may change, and other values are given to the data after the export"
                ),
                _ => "Give what is new another name or code, and keep the old one or take it away"
                    .to_owned(),
            };
            return Err(Error::BadInput(format!(
                "{} `{}` is not what it was in version {number} of the survey: {}. {way}",
                change.subject, change.name, change.answers
            )));
        }
        let definition = questionnaire.definition();
        let document = json::write(definition).context("writing the questionnaire")?;
        let (name, hash) = (definition.name.clone(), hash(&document));
        let (now, replaced) = (self.clock.now(), change.replaced.clone());
        let is_structural = change.is_structural();
        let (actor, object) = (actor.clone(), overview.survey.slug.clone());
        let office = self.clone();
        Ok(move |conn: &mut Conn| {
            let all = list_of_survey(conn, &id)?;
            let (last, current) = all.last().ok_or(Error::NotFound)?;
            if current.hash != replaced {
                return Err(Error::Busy);
            }
            let of = (name.as_str(), hash.as_str(), document.as_str());
            let Version { id: version_id, number, .. } =
                new_version(conn, &owner, of, Instant::from(now))?;
            let line = if is_structural { last.line + 1 } else { last.line };
            add_to_survey(
                conn,
                &SurveyVersion {
                    survey_id: id.clone(),
                    ordinal: last.ordinal + 1,
                    version_id: version_id.clone(),
                    line,
                },
            )?;
            set_version(conn, &id, &version_id)?;
            let object = format!("{object} {number}");
            audit::append(conn, actor.event(now, AuditAction::PublishVersion, &owner, &object))?;
            office.hasten(conn)?;
            Ok::<_, Error>(number)
        })
    }
}

impl App {
    /// What a questionnaire would change in a survey: see [`compare`].
    pub fn compare_version(
        &self,
        actor: &Actor,
        slug: &Slug,
        questionnaire: &Questionnaire,
    ) -> Result<VersionChange, Error> {
        actor.authorize(Permission::PublishSurveys)?;
        compare(&self.surveys().load_now(actor, slug)?, questionnaire)
    }

    /// The same as [`Office::publish_version`] with the files that it shows; the copy in the field follows at once.
    pub fn publish_version(
        &self,
        actor: &Actor,
        slug: &Slug,
        (questionnaire, media): (&Questionnaire, Vec<Medium>),
        change: &VersionChange,
    ) -> Result<i32, Error> {
        let overview = self.surveys().load_now(actor, slug)?;
        let publish = self.office().publishing(actor, &overview, questionnaire, change)?;
        let owner = &overview.survey.organisation_id;
        self.keep(owner, questionnaire.definition(), media.clone())?;
        let number = self.stores.office.write_now(publish)?;
        let survey = self
            .stores
            .office
            .read_now(|conn| find_survey_anywhere(conn, slug)?.ok_or(Error::NotFound))?;
        self.put_copy(&survey, media)?;
        self.follow(slug)?;
        Ok(number)
    }

    /// Puts back what is missing in the field of a version that a survey has already: after an older `collect` was put
    /// back it may lack the copy or its files.
    pub fn put_back_version(
        &self,
        actor: &Actor,
        slug: &Slug,
        (questionnaire, media): (&Questionnaire, Vec<Medium>),
    ) -> Result<(), Error> {
        let survey = self.surveys().load_now(actor, slug)?.survey;
        actor.authorize_in(Permission::PublishSurveys, &survey.organisation_id)?;
        self.keep(&survey.organisation_id, questionnaire.definition(), media)?;
        self.follow(slug)
    }

    /// The versions that a survey has had, the oldest first.
    pub fn versions_now(
        &self,
        actor: &Actor,
        slug: &Slug,
    ) -> Result<Vec<(SurveyVersion, Version)>, Error> {
        let survey = self.surveys().load_now(actor, slug)?.survey;
        self.stores.office.read_now(|conn| Ok(list_of_survey(conn, &survey.id)?))
    }
}

/// The first change that would make answers to one of these versions unreadable, with its place among them from 1. A
/// name or a code that was away and is back must be what it was.
fn breaking(
    versions: &[(String, Arc<Questionnaire>)],
    new: &Definition,
    latest: &Diff,
) -> Option<(usize, Change)> {
    let is_back = |change: &Change| {
        latest.changes.iter().any(|it| {
            (it.change, it.subject, &it.name, &it.within)
                == (What::Added, change.subject, &change.name, &change.within)
        })
    };
    versions.iter().enumerate().find_map(|(at, (_, version))| {
        let older = diff(version.definition(), new);
        let reworded = older
            .changes
            .iter()
            .filter(|it| it.change == What::Reworded && it.field == "label" && is_back(it));
        older.breaking().chain(reworded).next().cloned().map(|change| (at + 1, change))
    })
}
