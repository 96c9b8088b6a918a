//! The crest and colours of an organisation. The office keeps them; `collect` has a copy, so that residents'
//! pages need not ask the office.

use sha2::{Digest, Sha256};

use super::Office;
use crate::app::App;
use crate::app::actor::Actor;
use crate::domain::look::{Colours, Crest, OrganisationLook};
use crate::domain::{AuditAction, Permission};
use crate::engine::media::Medium;
use crate::error::Error;
use crate::ids::{OrganisationId, Slug};
use crate::intake::crest::CleanCrest;
use crate::storage::collect::surveys::{Survey, publish_survey};
use crate::storage::office::{audit, organisations, versions};
use crate::storage::{Conn, collect};

/// What is to become of a look; what is absent stays.
#[derive(Debug, Clone, Default)]
pub struct LookChange {
    /// Back to the neutral mark and our colours first.
    pub reset: bool,
    /// A crest that was cleaned.
    pub crest: Option<CleanCrest>,
    /// Its colours.
    pub colours: Option<Colours>,
}

impl App {
    /// Changes the look of an organisation, and says what it is now. Without a change it finishes what was
    /// interrupted between the two stores.
    pub fn set_look(
        &self,
        actor: &Actor,
        slug: &Slug,
        change: LookChange,
    ) -> Result<OrganisationLook, Error> {
        actor.authorize(Permission::RunInstallation)?;
        let (now, wanted) = (self.clock.now(), slug.clone());
        let actor = actor.clone();
        let office = move |conn: &mut Conn| {
            let known = organisations::find_organisation(conn, &wanted)?
                .ok_or_else(|| Error::BadInput(format!("there is no organisation `{wanted}`")))?;
            let (look, mut bytes) = organisations::load_look(conn, &known.id)?;
            let before: OrganisationLook = look.parse().unwrap_or_default();
            let mut look = before;
            if change.reset {
                (look, bytes) = (OrganisationLook::default(), Vec::new());
            }
            if let Some(CleanCrest { format, bytes: clean, .. }) = &change.crest {
                look.crest = Some(Crest { format: *format, hash: Sha256::digest(clean).into() });
                bytes.clone_from(clean);
            }
            look.colours = change.colours.or(look.colours);
            if look != before {
                organisations::set_look(conn, &known.id, &look.to_string(), &bytes)?;
                let event = actor.event(now, AuditAction::SetLook, &known.id, wanted.as_str());
                audit::append(conn, event)?;
            }
            Ok::<_, Error>((known.id, look, bytes))
        };
        let (id, look, bytes) = self.stores.office.write_now(office)?;
        let replaced = self.replaced(&id, look)?;
        self.stores.collect.write_now(move |conn| {
            if !collect::surveys::list_looks(conn, &id)?.is_empty() {
                keep_crest(conn, look, &bytes)?;
            }
            collect::surveys::set_look(conn, &id, &look.to_string())?;
            replaced.iter().try_for_each(|hash| collect::media::delete_unshown(conn, hash))?;
            Ok::<_, Error>(())
        })?;
        Ok(look)
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

    /// Puts the copy of a survey into the field, with the look of its organisation, and keeps these files, even
    /// if they were kept before: as a crest that was replaced they may have been deleted until now.
    pub(in crate::app) fn put_into_field(
        &self,
        survey: Survey,
        media: Vec<Medium>,
    ) -> Result<(), Error> {
        let organisation = survey.organisation_id.clone();
        let (look, crest) = self
            .stores
            .office
            .read_now(move |conn| Ok::<_, Error>(organisations::load_look(conn, &organisation)?))?;
        let survey = Survey { look, ..survey };
        self.stores.collect.write_now(move |conn| {
            publish_survey(conn, &survey)?;
            for medium in &media {
                collect::media::insert_medium(conn, medium)?;
            }
            keep_crest(conn, survey.look.parse().unwrap_or_default(), &crest)
        })
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
