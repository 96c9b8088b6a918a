//! Delivery: carries messages from `collect` to `office`. Sees no answers.
//!
//! That an invitation is done, and the addresses of the prize draw, come close to a submission in
//! time. They wait for company as long as responses do, and arrive sorted by ids that say nothing.
//! Who wants no more letters, or reports a barrier, need not wait: no answer came with that.

use std::sync::atomic::Ordering;

use super::App;
use super::actor::Actor;
use super::jobs::{Halt, RunningJob};
use super::message::Message;
use crate::domain::{MessageKind, Permission};
use crate::error::Error;
use crate::ids::{BatchId, ContactId, Slug};
use crate::storage::collect::surveys::Heading;
use crate::storage::collect::{outbox, surveys};
use crate::storage::office::contacts::{Contact, insert_contacts};
use crate::storage::office::invitations;

/// What goes to the office.
const TO_THE_OFFICE: [MessageKind; 4] =
    [MessageKind::Done, MessageKind::OptOut, MessageKind::Contact, MessageKind::Barrier];

impl App {
    /// Delivers what a survey has for the office, and says how many messages.
    pub fn deliver(&self, actor: &Actor, slug: &Slug) -> Result<usize, Error> {
        let (survey, _) = self.carried(actor, slug, Permission::Carry)?;
        self.deliver_survey(&survey, false, &|| Ok(()))
    }

    /// Delivers what all surveys have. One that fails is logged and does not keep the others.
    pub fn deliver_all(&self, actor: &Actor, work: &RunningJob<'_>) -> Result<(), Halt> {
        actor.authorize(Permission::Carry)?;
        let all =
            self.stores.collect.read_now(|conn| Ok::<_, Error>(surveys::list_headings(conn)?))?;
        for survey in all {
            work.go_on()?;
            match self.deliver_survey(&survey, false, &|| work.go_on()) {
                Ok(_) => {}
                Err(Halt::Failed(error)) => {
                    tracing::error!(survey = %survey.slug, ?error, "the delivery failed");
                }
                Err(halt) => return Err(halt),
            }
        }
        Ok(())
    }

    /// `go_on` is asked between two batches.
    pub(super) fn deliver_survey<E: From<Error>>(
        &self,
        survey: &Heading,
        force: bool,
        go_on: &dyn Fn() -> Result<(), E>,
    ) -> Result<usize, E> {
        let (id, batch) = (survey.id.clone(), i64::from(survey.batch.max(1)));
        let claimed = self.stores.collect.write_now(move |conn| {
            let mut claimed = Vec::new();
            for kind in TO_THE_OFFICE {
                // Those that were interrupted come first.
                claimed.extend(outbox::list_claimed_batches(conn, &id, kind)?);
                let at_once = force || matches!(kind, MessageKind::OptOut | MessageKind::Barrier);
                let enough = if at_once { 1 } else { batch };
                if outbox::count_waiting(conn, &id, kind)? >= enough {
                    let batch = BatchId::random();
                    outbox::claim_batch(conn, &id, kind, &batch)?;
                    claimed.push(batch);
                }
            }
            Ok::<_, Error>(claimed)
        })?;
        let (mut delivered, mut failed, mut asked) = (0, None, Ok(()));
        for batch in &claimed {
            asked = go_on();
            if asked.is_err() {
                break;
            }
            match self.deliver_batch(survey, batch) {
                Ok(messages) => delivered += messages,
                // It stays where it is, and the others need not wait for it.
                Err(error) => {
                    tracing::error!(survey = %survey.slug, ?error, "a batch cannot be delivered");
                    failed = Some(error);
                }
            }
        }
        if delivered > 0 {
            self.untidy.store(true, Ordering::Relaxed);
        }
        asked?;
        match failed {
            Some(error) => Err(error.into()),
            None => Ok(delivered),
        }
    }

    fn deliver_batch(&self, survey: &Heading, batch: &BatchId) -> Result<usize, Error> {
        let (id, wanted) = (survey.id.clone(), batch.clone());
        let rows = self
            .stores
            .collect
            .read_now(move |conn| Ok::<_, Error>(outbox::load_batch(conn, &id, &wanted)?))?;
        let (mut done, mut opted_out, mut contacts) = (Vec::new(), Vec::new(), Vec::new());
        for row in &rows {
            match Message::open(&self.secret, row)? {
                Message::Done(invitation) => done.push(invitation),
                Message::OptOut(invitation) => opted_out.push(invitation),
                Message::Contact { purpose, address } => contacts.push(Contact {
                    survey_id: survey.id.clone(),
                    id: ContactId::random(),
                    purpose,
                    address,
                }),
                // Not for the office; the mix takes them.
                Message::Withdrawal(_) => {}
            }
        }
        let (id, arriving) = (survey.id.clone(), batch.clone());
        self.stores.office.write_now(move |conn| {
            if invitations::note_arrival(conn, &id, &arriving)? {
                invitations::mark_done(conn, &id, &mut done.clone())?;
                for invitation in &opted_out {
                    invitations::mark_opted_out(conn, &id, invitation)?;
                }
                insert_contacts(conn, contacts.clone())?;
            }
            Ok::<_, Error>(())
        })?;
        let (id, arrived) = (survey.id.clone(), batch.clone());
        self.stores
            .collect
            .write_now(move |conn| Ok::<_, Error>(outbox::delete_batch(conn, &id, &arrived)?))
    }
}
