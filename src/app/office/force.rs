//! Forcing the mix when the field phase is over: what is left has less company than was promised.

use rand::Rng;

use crate::app::App;
use crate::app::actor::Actor;
use crate::app::mix::Mixed;
use crate::domain::{AuditAction, Permission};
use crate::error::Error;
use crate::ids::Slug;
use crate::storage::office::audit;

impl App {
    /// Delivers and mixes also what has too little company. Blocks.
    pub fn force_mix(
        &self,
        actor: &Actor,
        slug: &Slug,
        random: &mut dyn Rng,
    ) -> Result<Mixed, Error> {
        let survey = self.surveys().load_now(actor, slug)?.survey;
        let owner = &survey.organisation_id;
        actor.authorize_in(Permission::ForceMix, owner)?;
        let event = actor.event(self.clock.now(), AuditAction::ForceMix, owner, slug.as_str());
        let append = move |conn: &mut _| Ok::<_, Error>(audit::append(conn, event.clone())?);
        self.stores.office.write_now(append)?;
        self.deliver(slug, true)?;
        self.mix(slug, true, random)
    }
}
