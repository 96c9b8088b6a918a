//! Forcing the mix when the field phase is over: what waits leaves at once, with less company than was
//! promised.

use rand::Rng;

use crate::app::App;
use crate::app::actor::Actor;
use crate::app::mix::{Leaving, Mixed};
use crate::domain::{AsideReason, AuditAction, MessageKind, Permission};
use crate::error::Error;
use crate::ids::Slug;
use crate::storage::collect::surveys::Heading;
use crate::storage::collect::{inbox, outbox};
use crate::storage::office::audit;

impl App {
    /// Delivers and mixes all that waits, and keeps nothing back. That there was something goes into
    /// the audit trail. Blocks.
    pub fn force_mix(
        &self,
        actor: &Actor,
        slug: &Slug,
        random: &mut dyn Rng,
    ) -> Result<Mixed, Error> {
        let (survey, owner) = self.carried(actor, slug, Permission::ForceMix)?;
        // What comes after this look waits for company, so that nothing is forced untold.
        let force = self.has_something_waiting(&survey)?;
        if force {
            let event = actor.event(self.clock.now(), AuditAction::ForceMix, &owner, slug.as_str());
            audit::tell_now(&self.stores.office, event)?;
        }
        self.deliver_survey::<Error>(&survey, force, &|| Ok(()))?;
        let leaving = if force { Leaving::All } else { Leaving::Nothing };
        self.mix_alone(&survey, leaving, random)
    }

    fn has_something_waiting(&self, survey: &Heading) -> Result<bool, Error> {
        let (id, batch) = (survey.id.clone(), i64::from(survey.batch));
        self.stores.collect.read_now(move |conn| {
            if !inbox::list_crowds(conn, &id)?.is_empty() {
                return Ok(true);
            }
            for why in AsideReason::ALL {
                if inbox::count_aside(conn, &id, *why)? > 0 {
                    return Ok(true);
                }
            }
            for kind in [MessageKind::Done, MessageKind::Contact] {
                if (1..batch).contains(&outbox::count_waiting(conn, &id, kind)?) {
                    return Ok(true);
                }
            }
            Ok(false)
        })
    }
}
