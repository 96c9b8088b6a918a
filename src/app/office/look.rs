//! The crest and colours of an organisation. The office keeps them; `collect` has a copy, so that residents'
//! pages need not ask the office.

use super::Office;
use super::organisation::change_look;
use crate::app::App;
use crate::app::actor::Actor;
use crate::domain::Permission;
use crate::domain::look::OrganisationLook;
use crate::engine::media::Medium;
use crate::error::Error;
use crate::ids::{OrganisationId, Slug};
use crate::storage::collect::surveys::{EarlierVersion, Survey, publish_survey};
use crate::storage::office::{organisations, versions};
use crate::storage::removal::is_deleted;
use crate::storage::{Conn, collect};

pub use super::organisation::LookChange;

impl App {
    /// Changes the look of an organisation, and says what it is now. Interrupted between the two stores it is
    /// finished by the worker, or by a change of nothing.
    pub fn set_look(
        &self,
        actor: &Actor,
        slug: &Slug,
        change: LookChange,
    ) -> Result<OrganisationLook, Error> {
        actor.authorize(Permission::RunInstallation)?;
        let (now, wanted, actor) = (self.clock.now(), slug.clone(), actor.clone());
        let office = move |conn: &mut Conn| {
            let known = organisations::find_organisation(conn, &wanted)?
                .ok_or_else(|| Error::BadInput(format!("there is no organisation `{wanted}`")))?;
            change_look(conn, &actor, now, &known.id, &change)?;
            Ok::<_, Error>(known.id)
        };
        let id = self.stores.office.write_now(office)?;
        Ok(self.wear(&id)?.parse().unwrap_or_default())
    }

    /// Gives the surveys in the field the looks that their organisations have in the office, where they have others:
    /// something was interrupted between the two stores, or one of them comes from a backup.
    pub fn mend_looks(&self, actor: &Actor) -> Result<(), Error> {
        actor.authorize(Permission::Carry)?;
        let worn = |conn: &mut Conn| Ok::<_, Error>(collect::surveys::list_all_looks(conn)?);
        let worn = self.stores.collect.read_now(worn)?;
        let looks = |conn: &mut Conn| Ok::<_, Error>(organisations::list_looks(conn)?);
        for (id, look) in self.stores.office.read_now(looks)? {
            if worn.iter().any(|(owner, worn)| *owner == id && *worn != look) {
                self.wear(&id)?;
                tracing::warn!(organisation = %id, "its surveys had another look than it has");
            }
        }
        Ok(())
    }

    /// Gives the surveys of an organisation the look that it has in the office, and says which. It may change
    /// meanwhile, and two that write at once may come to `collect` in another order than to the office: whoever
    /// has written looks whether it is still so.
    fn wear(&self, id: &OrganisationId) -> Result<String, Error> {
        let (mut look, mut crest) = self.look_of(id)?;
        loop {
            let (owner, worn) = (id.clone(), look.clone());
            let parsed = look.parse().unwrap_or_default();
            let replaced = self.replaced(id, parsed)?;
            self.stores.collect.write_now(move |conn| {
                if !collect::surveys::list_looks(conn, &owner)?.is_empty() {
                    keep_crest(conn, parsed, &crest)?;
                }
                collect::surveys::set_look(conn, &owner, &worn)?;
                replaced.iter().try_for_each(|hash| collect::media::delete_unshown(conn, hash))?;
                Ok::<_, Error>(())
            })?;
            let now = self.look_of(id)?;
            if now.0 == look {
                return Ok(look);
            }
            (look, crest) = now;
        }
    }

    /// The look of an organisation as the office has it, and the bytes of its crest.
    fn look_of(&self, id: &OrganisationId) -> Result<(String, Vec<u8>), Error> {
        let id = id.clone();
        let load = move |conn: &mut Conn| Ok::<_, Error>(organisations::load_look(conn, &id)?);
        self.stores.office.read_now(load)
    }

    /// The crests that surveys of an organisation still wear in place of its look, and no version of a
    /// questionnaire shows.
    fn replaced(&self, id: &OrganisationId, look: OrganisationLook) -> Result<Vec<String>, Error> {
        let worn = self
            .stores
            .collect
            .read_now(|conn| Ok::<_, Error>(collect::surveys::list_looks(conn, id)?))?;
        let crests = worn.iter().filter_map(|worn| worn.parse::<OrganisationLook>().ok()?.crest);
        let replaced = crests.filter(|crest| Some(*crest) != look.crest);
        self.stores.office.read_now(|conn| {
            let mut unshown = Vec::new();
            for hash in replaced.map(|crest| hex::encode(crest.hash)) {
                if !versions::is_shown(conn, &hash)? {
                    unshown.push(hash);
                }
            }
            Ok::<_, Error>(unshown)
        })
    }

    /// Puts the copy of a survey into the field, with its earlier versions and the look of its organisation, and keeps these files, even
    /// if they were kept before: as a crest that was replaced they may have been deleted until now.
    pub(in crate::app) fn put_into_field(
        &self,
        survey: Survey,
        earlier: Vec<EarlierVersion>,
        media: Vec<Medium>,
    ) -> Result<(), Error> {
        let organisation = survey.organisation_id.clone();
        let (look, crest) = self.look_of(&organisation)?;
        let survey = Survey { look: look.clone(), ..survey };
        self.stores.collect.write_now(move |conn| {
            // Who read it before it was deleted must not bring it back.
            if is_deleted(conn, &survey.id)? {
                return Ok(());
            }
            publish_survey(conn, &survey, &earlier)?;
            for medium in &media {
                collect::media::insert_medium(conn, medium)?;
            }
            keep_crest(conn, survey.look.parse().unwrap_or_default(), &crest)
        })?;
        if self.look_of(&organisation)?.0 != look {
            self.wear(&organisation)?;
        }
        Ok(())
    }
}

/// Puts a crest where residents' pages find it.
fn keep_crest(conn: &mut Conn, look: OrganisationLook, bytes: &[u8]) -> Result<(), Error> {
    if let Some(crest) = look.crest {
        let medium = Medium { hash: hex::encode(crest.hash), bytes: bytes.to_vec() };
        collect::media::insert_medium(conn, &medium)?;
    }
    Ok(())
}

impl Office {
    /// The bytes of the crest of whoever is signed in.
    pub async fn crest(&self, actor: &Actor) -> Result<Vec<u8>, Error> {
        let id = actor.account().ok_or(Error::NotFound)?.organisation.clone();
        let read =
            self.office.read(move |conn| Ok::<_, Error>(organisations::load_look(conn, &id)?));
        Ok(read.await?.1)
    }
}
