//! Delivery: carries messages from `collect` to `office`. Sees no answers.
//!
//! That an invitation is done, and the addresses of the prize draw, come close to a submission in
//! time. They wait for company as long as responses do, and arrive sorted by ids that say nothing.
//! Who wants no more letters, or reports a barrier, need not wait: no answer came with that. What
//! cannot be read is set aside, and tried again at the next look.

use super::App;
use super::actor::Actor;
use super::jobs::{Halt, RunningJob};
use super::message::Message;
use super::mix::{Carried, set_aside};
use crate::domain::{MessageKind, Permission};
use crate::error::Error;
use crate::ids::{BatchId, ContactId, MessageId, Slug};
use crate::storage::collect::surveys::Heading;
use crate::storage::collect::{outbox, surveys};
use crate::storage::moved::note_moved;
use crate::storage::office::contacts::{Contact, insert_contacts};
use crate::storage::office::invitations;

/// So many messages that were set aside are tried again at once.
const TRIED_AGAIN: i64 = 500;

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
        let mut failed = self.readmit_messages(survey).err();
        let (id, smallest) = (survey.id.clone(), i64::from(survey.batch.max(1)));
        let claimed = self.stores.collect.write_now(move |conn| {
            let mut claimed = Vec::new();
            for kind in TO_THE_OFFICE {
                let at_once = force || matches!(kind, MessageKind::OptOut | MessageKind::Barrier);
                // Those that were interrupted come first.
                let left = outbox::list_claimed_batches(conn, &id, kind)?;
                claimed.extend(
                    left.into_iter().map(|batch| (batch, if at_once { 1 } else { smallest })),
                );
                let (enough, batch) = (if at_once { 1 } else { smallest }, BatchId::random());
                if outbox::claim_batch(conn, &id, kind, &batch, enough)? {
                    claimed.push((batch, enough));
                }
            }
            Ok::<_, Error>(claimed)
        })?;
        let (mut delivered, mut asked) = (0, Ok(()));
        for (batch, enough) in &claimed {
            asked = go_on();
            if asked.is_err() {
                break;
            }
            match self.deliver_batch(survey, batch, *enough) {
                Ok(Carried { moved, aside }) => {
                    delivered += moved;
                    if aside > 0 {
                        failed = Some(set_aside("messages", aside));
                    }
                }
                // It stays where it is, and the others need not wait for it.
                Err(error) => {
                    tracing::error!(survey = %survey.slug, ?error, "a batch cannot be delivered");
                    failed = Some(error);
                }
            }
        }
        asked?;
        match failed {
            Some(error) => Err(error.into()),
            None => Ok(delivered),
        }
    }

    fn deliver_batch(
        &self,
        survey: &Heading,
        batch: &BatchId,
        enough: i64,
    ) -> Result<Carried, Error> {
        self.go_further()?;
        let (collect, office) = (&self.stores.collect, &self.stores.office);
        let rows = collect
            .read_now(|conn| Ok::<_, Error>(outbox::load_batch(conn, &survey.id, batch)?))?;
        let has_arrived = office
            .read_now(|conn| Ok::<_, Error>(invitations::has_arrived(conn, &survey.id, batch)?))?;
        let (mut done, mut opted_out, mut contacts) = (Vec::new(), Vec::new(), Vec::new());
        let mut unreadable = Vec::new();
        for row in rows.iter().filter(|_| !has_arrived) {
            match Message::open(&self.secret, row) {
                Ok(Message::Done(invitation)) => done.push(invitation),
                Ok(Message::OptOut(invitation)) => opted_out.push(invitation),
                Ok(Message::Contact { purpose, address }) => contacts.push(Contact {
                    survey_id: survey.id.clone(),
                    id: ContactId::random(),
                    purpose,
                    address,
                }),
                // Not for the office; the mix takes them.
                Ok(Message::Withdrawal(_)) => {}
                Err(error) => {
                    tracing::error!(survey = %survey.slug, ?error, "a message cannot be read");
                    unreadable.push(row.id.clone());
                }
            }
        }
        let aside = unreadable.len();
        if aside > 0 {
            let left = i64::try_from(rows.len() - aside).unwrap_or(i64::MAX);
            let (id, of, unreadable) = (survey.id.clone(), batch.clone(), unreadable.clone());
            collect.write_now(move |conn| {
                outbox::set_aside(conn, &id, &unreadable)?;
                if left < enough {
                    outbox::let_wait(conn, &id, &of)?;
                }
                Ok::<_, Error>(())
            })?;
            if left < enough {
                return Ok(Carried { moved: 0, aside });
            }
        }
        let readable = rows.iter().map(|row| &row.id).filter(|id| !unreadable.contains(id));
        let marks = self.move_marks(&survey.id, readable.map(|id| id.as_str()));
        let (id, arriving) = (survey.id.clone(), batch.clone());
        office.write_now(move |conn| {
            if invitations::note_arrival(conn, &id, &arriving)? {
                note_moved(conn, &id, &marks)?;
                invitations::mark_done(conn, &id, &mut done.clone())?;
                for invitation in &opted_out {
                    invitations::mark_opted_out(conn, &id, invitation)?;
                }
                insert_contacts(conn, contacts.clone())?;
            }
            Ok::<_, Error>(())
        })?;
        let (id, arrived) = (survey.id.clone(), batch.clone());
        let moved = collect
            .write_now(move |conn| Ok::<_, Error>(outbox::delete_batch(conn, &id, &arrived)?))?;
        Ok(Carried { moved, aside })
    }

    /// Lets messages wait again that were set aside and can be read now.
    fn readmit_messages(&self, survey: &Heading) -> Result<(), Error> {
        let (collect, from) = (&self.stores.collect, MessageId::random());
        let aside = collect.read_now(|conn| {
            Ok::<_, Error>(outbox::list_aside(conn, &survey.id, &from, TRIED_AGAIN)?)
        })?;
        let readable = aside.iter().filter(|row| Message::open(&self.secret, row).is_ok());
        let readable: Vec<MessageId> = readable.map(|row| row.id.clone()).collect();
        let id = survey.id.clone();
        match readable.is_empty() {
            true => Ok(()),
            false => collect.write_now(move |conn| Ok(outbox::readmit(conn, &id, &readable)?)),
        }
    }
}
