//! Publishing: a checked questionnaire becomes a version, and a survey serves it.

use crate::app::App;
use crate::app::actor::Actor;
use crate::domain::{AuditAction, Permission};
use crate::engine::media::Medium;
use crate::engine::model::Definition;
use crate::engine::{Questionnaire, Remark};
use crate::error::Error;
use crate::ids::{OrganisationId, Slug, SurveyId};
use crate::storage::collect;
use crate::storage::office::audit;
use crate::storage::office::media::keep_medium;
use crate::storage::office::organisations::{self, Organisation};

use super::insert::Insertion;
pub use super::insert::{NewSurvey, NextWave, USUAL_BATCH};

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

    /// Publishes a questionnaire that shows no pictures and plays no sounds. What cannot be is
    /// [`Error::BadInput`].
    pub fn publish(
        &self,
        actor: &Actor,
        questionnaire: &Questionnaire,
        survey: NewSurvey,
    ) -> Result<SurveyId, Error> {
        let published = self.publish_with(actor, questionnaire, Vec::new(), survey)?;
        published.map_err(|remark| Error::BadInput(remark.to_string()))
    }

    /// Publishes a questionnaire as a new version, with the files that it shows, and puts a new
    /// survey of it into the field. Doing it again changes nothing, but finishes what was interrupted between the two stores.
    /// Or says why that cannot be, such as that another survey has its slug.
    pub fn publish_with(
        &self,
        actor: &Actor,
        questionnaire: &Questionnaire,
        media: Vec<Medium>,
        survey: NewSurvey,
    ) -> Result<Result<SurveyId, Remark>, Error> {
        actor.authorize_in(Permission::PublishSurveys, &survey.organisation)?;
        let definition = questionnaire.definition();
        // Before anything names them: content that no survey shows does no harm.
        self.keep(&survey.organisation, definition, media.clone())?;
        let insertion = Insertion::new(actor, questionnaire, survey, self.clock.now())?;
        let inserted = self.stores.office.write_now(move |conn| insertion.run(conn))?;
        let row = match inserted {
            Ok(inserted) => inserted.survey,
            Err(remark) => return Ok(Err(remark)),
        };
        self.put_copy(&row, media)?;
        Ok(Ok(row.id))
    }

    /// Keeps the files of an organisation's questionnaire, for residents and for the next one who writes on it; all
    /// that it shows must be there.
    pub(super) fn keep(
        &self,
        organisation: &OrganisationId,
        definition: &Definition,
        media: Vec<Medium>,
    ) -> Result<(), Error> {
        let files = definition.files.clone();
        if files.is_empty() {
            return Ok(());
        }
        let (owner, own) = (organisation.clone(), media.clone());
        self.stores.office.write_now(move |conn| {
            let mut each = own.iter();
            Ok::<_, Error>(each.try_for_each(|it| keep_medium(conn, &owner, it))?)
        })?;
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
