//! Withdrawals: what somebody took back is deleted where it is. What still waits never leaves; what
//! was moved is deleted from the results.
//!
//! A request goes only when its response is deleted, or is nowhere. So the inbox is looked through
//! first and the results after that: a response only ever moves from there to here, so whoever is
//! missed in the one is found in the other, however many mix at the same time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;

use super::arrive::open;
use super::set_aside;
use crate::app::App;
use crate::app::message::Message;
use crate::app::respondents::submit::SubmittedFile;
use crate::domain::MessageKind;
use crate::error::Error;
use crate::ids::{AttachmentId, MessageId, ResponseId, WithdrawalId};
use crate::seal::{FileKey, TransitKey};
use crate::storage::Store;
use crate::storage::collect::surveys::Heading;
use crate::storage::collect::{attachments, inbox, outbox};
use crate::storage::generations::advance;
use crate::storage::results::withdrawals::{find_withdrawals, withdraw};

/// So many requests are looked at in one pass, so that a flood of them keeps nothing else waiting.
const AT_ONCE: i64 = 2000;
/// Responses of the inbox read at once.
const PAGE: i64 = 500;

/// Somebody wants a response deleted.
struct Request {
    id: MessageId,
    withdrawal: WithdrawalId,
}

/// Where responses are in `collect` that somebody wants deleted.
#[derive(Default)]
struct Whereabouts {
    /// Those that nobody has claimed, with their files.
    waiting: BTreeMap<WithdrawalId, (ResponseId, Vec<AttachmentId>)>,
    /// Those on their way to the results.
    claimed: BTreeSet<WithdrawalId>,
    /// Something cannot be read, and may be one of them.
    is_dark: bool,
}

impl App {
    /// Deletes the responses whose givers withdrew them, as far as there are not too many at once.
    pub(super) fn withdraw(&self, survey: &Heading) -> Result<(), Error> {
        let (requests, unreadable) = self.requests(survey)?;
        if !requests.is_empty() {
            let wanted: BTreeSet<&WithdrawalId> =
                requests.iter().map(|request| &request.withdrawal).collect();
            let there = self.whereabouts(survey, &wanted)?;
            let moved = self.withdraw_moved(survey, &wanted)?;
            self.withdraw_waiting(survey, requests, there, moved)?;
        }
        if unreadable.is_empty() {
            return Ok(());
        }
        let (id, number) = (survey.id.clone(), unreadable.len());
        self.stores
            .collect
            .write_now(move |conn| Ok::<_, Error>(outbox::set_aside(conn, &id, &unreadable)?))?;
        Err(set_aside("withdrawals", number))
    }

    /// Requests that wait, from a random one on, and those that cannot be read.
    fn requests(&self, survey: &Heading) -> Result<(Vec<Request>, Vec<MessageId>), Error> {
        let (first, kind) = (MessageId::random(), MessageKind::Withdrawal);
        let mut rows = self.stores.collect.read_now(|conn| {
            let mut rows = outbox::list_waiting(conn, &survey.id, kind, &first, AT_ONCE)?;
            let left = AT_ONCE - i64::try_from(rows.len()).unwrap_or(AT_ONCE);
            if left > 0 {
                let start = MessageId(String::new());
                rows.extend(outbox::list_waiting(conn, &survey.id, kind, &start, left)?);
            }
            Ok::<_, Error>(rows)
        })?;
        let mut seen = BTreeSet::new();
        rows.retain(|row| seen.insert(row.id.clone()));
        let (mut requests, mut unreadable) = (Vec::new(), Vec::new());
        for row in rows {
            match Message::open(&self.secret, &row) {
                Ok(Message::Withdrawal(withdrawal)) => {
                    requests.push(Request { id: row.id, withdrawal });
                }
                other => {
                    let error = other.err();
                    tracing::error!(survey = %survey.slug, ?error, "a withdrawal cannot be read");
                    unreadable.push(row.id);
                }
            }
        }
        Ok((requests, unreadable))
    }

    /// Looks for responses in the inbox.
    fn whereabouts(
        &self,
        survey: &Heading,
        wanted: &BTreeSet<&WithdrawalId>,
    ) -> Result<Whereabouts, Error> {
        let key = TransitKey::inbox(&self.secret, &survey.id);
        let mut there = Whereabouts::default();
        let mut after: Option<ResponseId> = None;
        loop {
            let page = self.stores.collect.read_now(|conn| {
                Ok::<_, Error>(inbox::page_inbox(conn, &survey.id, after.as_ref(), PAGE)?)
            })?;
            let Some(last) = page.last() else { return Ok(there) };
            after = Some(last.id.clone());
            for row in page {
                let Ok(submitted) = open(&key, &row) else {
                    there.is_dark = true;
                    continue;
                };
                let Some(withdrawal) = submitted.withdrawal.filter(|id| wanted.contains(id)) else {
                    continue;
                };
                if row.is_claimed() {
                    there.claimed.insert(withdrawal);
                    continue;
                }
                let id = |file: &SubmittedFile| FileKey::read(&survey.id, &file.key).ok();
                let files = submitted.files.iter().filter_map(id).map(|key| key.id).collect();
                there.waiting.insert(withdrawal, (row.id, files));
            }
        }
    }

    /// Deletes responses from the results, and says which were there.
    fn withdraw_moved(
        &self,
        survey: &Heading,
        wanted: &BTreeSet<&WithdrawalId>,
    ) -> Result<BTreeSet<WithdrawalId>, Error> {
        let results = &self.stores.results;
        let wanted: Vec<WithdrawalId> = wanted.iter().map(|id| (*id).clone()).collect();
        let found = results
            .read_now(|conn| Ok::<_, Error>(find_withdrawals(conn, &survey.id, &wanted)?))?;
        if found.is_empty() {
            return Ok(BTreeSet::new());
        }
        self.witness_withdrawals(&survey.id, found.iter())?;
        let (id, gone) = (survey.id.clone(), found.clone());
        results.write_now(move |conn| {
            for withdrawal in &gone {
                withdraw(conn, &id, withdrawal)?;
            }
            Ok::<_, Error>(advance(conn, Store::Results)?)
        })?;
        // Older results have them again, and will be recognised.
        self.tell_generations()?;
        self.untidy.store(true, Ordering::Relaxed);
        Ok(found.into_iter().collect())
    }

    /// Deletes responses that wait, and the requests that are done.
    fn withdraw_waiting(
        &self,
        survey: &Heading,
        requests: Vec<Request>,
        there: Whereabouts,
        moved: BTreeSet<WithdrawalId>,
    ) -> Result<(), Error> {
        if !there.waiting.is_empty() {
            self.witness_withdrawals(&survey.id, there.waiting.keys())?;
            // An older `collect` has them again, and will be recognised.
            self.go_further()?;
            self.untidy.store(true, Ordering::Relaxed);
        }
        let (id, datasets) = (survey.id.clone(), self.datasets.clone());
        self.stores.collect.write_now(move |conn| {
            let mut done = Vec::new();
            for Request { id: request, withdrawal } in &requests {
                let is_done = match there.waiting.get(withdrawal) {
                    // Else somebody was faster and moves it.
                    Some((response, files)) => {
                        let is_gone = inbox::delete_unclaimed(conn, &id, response)?;
                        if is_gone {
                            attachments::delete_attachments(conn, &id, files)?;
                        }
                        is_gone
                    }
                    None if there.claimed.contains(withdrawal) => false,
                    None => moved.contains(withdrawal) || !there.is_dark,
                };
                if is_done {
                    done.push(request.clone());
                }
            }
            if !done.is_empty() {
                // Also when the response is gone already: whoever deleted it may have been killed
                // before this.
                datasets.forget(&id)?;
                outbox::delete_messages(conn, &id, &done)?;
            }
            Ok(())
        })
    }
}
