//! What is to be done for one survey, and what is lost of it: found by looking only, so that it is told
//! before anything is done as it is told after it.

use std::collections::BTreeSet;

use super::{OlderStores, SurveyReconciliation};
use crate::app::App;
use crate::domain::{Door, MessageKind};
use crate::error::Error;
use crate::ids::{DraftId, MessageId, MoveMark, ResponseId, SurveyId, WithdrawalId};
use crate::storage::collect::{codes, drafts, inbox, outbox};
use crate::storage::moved::{count_moved, find_moved};
use crate::storage::office::invitations;
use crate::storage::office::surveys::Survey;
use crate::storage::results::responses::count_by_door;
use crate::storage::results::withdrawals::find_withdrawals;
use crate::storage::witness::{find_headway, list_withdrawn, page_spent};
use crate::storage::{Store, Stores};

/// Spent ids looked at at once.
const PORTION: i64 = 1000;

/// What is to be done for one survey.
#[derive(Debug, Default)]
pub(super) struct Remedy {
    /// Ids that another store knows to be spent.
    pub(super) spent: Vec<DraftId>,
    /// Those that have a draft.
    pub(super) drafts: Vec<DraftId>,
    /// Responses in the inbox that have arrived in the results before.
    pub(super) arrived: Vec<ResponseId>,
    /// Messages in the outbox that have arrived in the office before.
    pub(super) delivered: Vec<MessageId>,
    /// Responses in the inbox that were withdrawn.
    pub(super) withdrawn_here: Vec<ResponseId>,
    /// Withdrawals of responses that are in the results.
    pub(super) withdrawn_there: Vec<WithdrawalId>,
    /// All withdrawals that a store knows of.
    pub(super) withdrawals: Vec<WithdrawalId>,
    /// What comes of it.
    pub(super) told: SurveyReconciliation,
}

impl App {
    /// Looks at a survey that the office has.
    pub(super) fn remedy(
        &self,
        survey: &Survey,
        is_missing: bool,
        older: &OlderStores,
    ) -> Result<Remedy, Error> {
        let Stores { office, collect, results } = &self.stores;
        let id = &survey.id;
        let (spent, drafts) = self.find_spent(id)?;
        let doors = collect.read_now(|conn| Ok::<_, Error>(inbox::list_doors(conn, id)?))?;
        let marks = self.move_marks(id, doors.iter().map(|(row, _)| row.as_str()));
        let (moved, count_there, codes_there, open_there) = results.read_now(|conn| {
            let (moved, count) = (find_moved(conn, id, &marks)?, count_moved(conn, id)?);
            let [codes, open] = [Door::Code, Door::Open].map(|door| count_by_door(conn, id, door));
            Ok::<_, Error>((moved, count, codes?, open?))
        })?;
        let (arrived, waiting): (Vec<_>, Vec<_>) =
            doors.into_iter().zip(&marks).partition(|(_, mark)| moved.contains(mark));
        let arrived: Vec<ResponseId> = arrived.into_iter().map(|((row, _), _)| row).collect();
        let waiting: Vec<(ResponseId, Door)> = waiting.into_iter().map(|(row, _)| row).collect();
        let kinds = collect.read_now(|conn| Ok::<_, Error>(outbox::list_kinds(conn, id)?))?;
        let marks = self.move_marks(id, kinds.iter().map(|(row, _)| row.as_str()));
        let moved = office.read_now(|conn| Ok::<_, Error>(find_moved(conn, id, &marks)?))?;
        let (delivered, on_their_way): (Vec<_>, Vec<_>) =
            kinds.into_iter().zip(&marks).partition(|(_, mark)| moved.contains(mark));
        let delivered: Vec<MessageId> = delivered.into_iter().map(|((row, _), _)| row).collect();
        let withdrawals = self.find_withdrawn(id)?;
        let withdrawn_there =
            results.read_now(|conn| Ok::<_, Error>(find_withdrawals(conn, id, &withdrawals)?))?;
        let withdrawn_here =
            self.find_withdrawn_here(id, &withdrawals, waiting.iter().map(|(row, _)| row))?;
        let mut told = SurveyReconciliation {
            slug: survey.slug.0.clone(),
            is_missing,
            spent: spent.len(),
            drafts: drafts.len(),
            arrived: arrived.len(),
            messages: delivered.len(),
            withdrawn: withdrawn_there.len() + withdrawn_here.len(),
            ..SurveyReconciliation::default()
        };
        let by_code = waiting.iter().filter(|(_, door)| *door == Door::Code).count();
        // Who came with a code and withdrew is in no store any more, but her id is spent.
        let has_open = open_there > 0 || by_code < waiting.len();
        let ids_spent = collect.read_now(|conn| Ok::<_, Error>(drafts::count_spent(conn, id)?))?;
        let answered = codes_there + number(by_code);
        let used = match has_open {
            true => answered,
            false => answered.max(ids_spent + number(spent.len())),
        };
        let counts = Tally {
            waiting: number(waiting.len()),
            moved: count_there,
            withdrawn_here: number(withdrawn_here.len()),
            untraced: number(withdrawals.len() - told.withdrawn.min(withdrawals.len())),
            new_spent: number(spent.len()),
        };
        if older.any() {
            (told.lost, told.lost_at_most) = self.count_lost(id, older, counts)?;
            let admitted =
                collect.read_now(|conn| Ok::<_, Error>(codes::count_codes(conn, id)?))?;
            told.codes = self.count_lost_codes(survey, admitted)?;
            told.unknown_codes = match older.has(Store::Collect) {
                true => Some((admitted - used).max(0)),
                false => None,
            };
        }
        if older.has(Store::Office) {
            let (_, done) = office
                .read_now(|conn| Ok::<_, Error>(invitations::count_invitations(conn, id)?))?;
            let coming =
                on_their_way.iter().filter(|((_, kind), _)| *kind == MessageKind::Done).count();
            told.undone = (used.max(answered + told.lost) - done - number(coming)).max(0);
        }
        Ok(Remedy {
            spent,
            drafts,
            arrived,
            delivered,
            withdrawn_here,
            withdrawn_there,
            withdrawals,
            told,
        })
    }

    /// Ids that the others know to be spent and `collect` does not, and those that have a draft.
    fn find_spent(&self, survey: &SurveyId) -> Result<(Vec<DraftId>, Vec<DraftId>), Error> {
        let Stores { office, collect, results } = &self.stores;
        let (mut new, mut with_draft) = (BTreeSet::new(), BTreeSet::new());
        for db in [office, results] {
            let mut after: Option<MoveMark> = None;
            loop {
                let page = db.read_now(|conn| {
                    Ok::<_, Error>(page_spent(conn, survey, after.as_ref(), PORTION)?)
                })?;
                let Some(last) = page.last() else { break };
                after = Some(last.mark.clone());
                let page: Result<Vec<DraftId>, Error> =
                    page.into_iter().map(|row| self.open_spent(row)).collect();
                let page = page?;
                collect.read_now(|conn| {
                    for id in page {
                        if drafts::has_draft(conn, survey, &id)? {
                            with_draft.insert(id.clone());
                        }
                        if !drafts::is_spent(conn, survey, &id)? {
                            new.insert(id);
                        }
                    }
                    Ok::<_, Error>(())
                })?;
            }
        }
        Ok((new.into_iter().collect(), with_draft.into_iter().collect()))
    }

    /// The withdrawals that any store knows of.
    fn find_withdrawn(&self, survey: &SurveyId) -> Result<Vec<WithdrawalId>, Error> {
        let mut all = BTreeSet::new();
        for db in self.stores.all() {
            all.extend(db.read_now(|conn| Ok::<_, Error>(list_withdrawn(conn, survey)?))?);
        }
        Ok(all.into_iter().collect())
    }

    /// Which of these in the inbox were withdrawn.
    fn find_withdrawn_here<'r>(
        &self,
        survey: &SurveyId,
        withdrawals: &[WithdrawalId],
        waiting: impl Iterator<Item = &'r ResponseId>,
    ) -> Result<Vec<ResponseId>, Error> {
        let mut found = Vec::new();
        if withdrawals.is_empty() {
            return Ok(found);
        }
        let wanted: BTreeSet<&WithdrawalId> = withdrawals.iter().collect();
        for id in waiting {
            let row = self
                .stores
                .collect
                .read_now(|conn| Ok::<_, Error>(inbox::find_row(conn, survey, id)?))?;
            let submitted = row.and_then(|row| self.open_response(survey, row).ok());
            let own = submitted.and_then(|submitted| submitted.withdrawal);
            if own.is_some_and(|own| wanted.contains(&own)) {
                found.push(id.clone());
            }
        }
        Ok(found)
    }

    /// How many responses were acknowledged and are in no store, at least and at most, as far as the stores
    /// know of them.
    fn count_lost(
        &self,
        survey: &SurveyId,
        older: &OlderStores,
        counts: Tally,
    ) -> Result<(i64, i64), Error> {
        let Stores { office, collect, .. } = &self.stores;
        let find = |db: &crate::storage::Db| {
            db.read_now(|conn| Ok::<_, Error>(find_headway(conn, survey)?))
        };
        let known = find(office)?.furthest(find(collect)?);
        if !older.has(Store::Collect) {
            // All that waited still does.
            let lost = (known.moved - counts.moved).max(0);
            return Ok((lost, lost));
        }
        let Tally { waiting, moved, withdrawn_here, untraced, new_spent } = counts;
        // Who withdrew what waited may have been counted, or not.
        let least = (known.submitted - waiting - moved - untraced).max(0);
        let most = match older.has(Store::Office) {
            false => known.submitted - (waiting - withdrawn_here) - moved,
            // The results know the ids, but not which of them are submissions.
            true => {
                let spent =
                    collect.read_now(|conn| Ok::<_, Error>(drafts::count_spent(conn, survey)?))?;
                spent + new_spent - waiting - moved
            }
        };
        Ok((least, most.max(least)))
    }

    fn count_lost_codes(&self, survey: &Survey, admitted: i64) -> Result<i64, Error> {
        // A week after the last day they are gone on purpose.
        let today = self.clock.today().to_string();
        if survey.closes_on.as_ref().is_some_and(|last| *last < today) {
            return Ok(0);
        }
        let (invited, _) = self
            .stores
            .office
            .read_now(|conn| Ok::<_, Error>(invitations::count_invitations(conn, &survey.id)?))?;
        Ok((invited - admitted).max(0))
    }
}

/// What was counted of a survey.
#[derive(Debug, Clone, Copy)]
struct Tally {
    /// Responses in the inbox that are not in the results.
    waiting: i64,
    /// Responses that have arrived in the results.
    moved: i64,
    /// Those that wait and were withdrawn.
    withdrawn_here: i64,
    /// Withdrawals whose responses are nowhere.
    untraced: i64,
    /// Ids that `collect` does not know to be spent.
    new_spent: i64,
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
