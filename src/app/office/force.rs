//! Forcing the mix when the field phase is over: what is left has less company than was promised.

use rand::Rng;

use crate::app::App;
use crate::app::actor::Actor;
use crate::app::mix::Mixed;
use crate::error::Error;
use crate::ids::Slug;

impl App {
    /// Delivers and mixes also what has too little company. Blocks.
    pub fn force_mix(
        &self,
        actor: &Actor,
        slug: &Slug,
        random: &mut dyn Rng,
    ) -> Result<Mixed, Error> {
        let survey = self.carried(actor, slug, true)?;
        self.deliver_survey::<Error>(&survey, true, &|| Ok(()))?;
        self.mix_survey(&survey, true, random, &|| Ok(()))
    }
}
