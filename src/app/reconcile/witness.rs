//! What the stores know of each other, so that one that comes from a backup is recognised: how far each is,
//! and, in `office`, which ids are spent and how many responses there were.

use anyhow::Context;
use jiff::ToSpan;

use crate::app::App;
use crate::error::Error;
use crate::ids::{DraftId, MoveMark, SurveyId, WithdrawalId};
use crate::seal::TransitKey;
use crate::storage::collect::{drafts, inbox};
use crate::storage::generations::{Generations, advance, learn, load_generations, miss};
use crate::storage::moved::{count_moved, find_moved, forget_moved};
use crate::storage::office::surveys::list_all_surveys;
use crate::storage::office::witness;
use crate::storage::{Db, OpenError, Store, Stores};

/// Spent ids copied at once.
const PORTION: i64 = 1000;
/// Days after a survey's last day until no backup of it can be left: eight weeks, and the week in which its
/// drafts are still kept.
const DAYS_AFTER_END: i64 = 63;

/// The stores that are behind what the others know of them.
pub fn find_older(stores: &Stores) -> Result<Vec<Store>, Error> {
    let said = all(stores)?;
    // Read after what the others know: a store that goes on meanwhile is further than they say.
    let own = all(stores)?;
    let is_older = |store: &Store| {
        let known = said.iter().map(|said| said.of(*store)).max();
        known.is_some_and(|known| known > own[*store as usize].of(*store))
    };
    Ok(stores.all().iter().map(Db::store).filter(is_older).collect())
}

/// These stores were made anew: what the others know of them is to be put in order.
pub fn tell_new(stores: &Stores, new: &[Store]) -> Result<(), Error> {
    for (db, new) in stores.all().iter().flat_map(|db| new.iter().map(move |new| (db, *new))) {
        if db.store() != new {
            db.write_now(move |conn| Ok::<_, Error>(miss(conn, new)?))?;
        }
    }
    Ok(())
}

/// What each store says.
pub(super) fn all(stores: &Stores) -> Result<[Generations; 3], Error> {
    let mut said = [Generations::default(); 3];
    for db in stores.all() {
        said[db.store() as usize] = db.read_now(|conn| Ok::<_, Error>(load_generations(conn)?))?;
    }
    Ok(said)
}

impl App {
    /// Refuses to carry anything from or to a store that comes from a backup.
    pub(in crate::app) fn refuse_older(&self) -> Result<(), Error> {
        if find_older(&self.stores)?.is_empty() {
            return Ok(());
        }
        // Who opens but one of them must know, too.
        self.stores.note_older(true).map_err(anyhow::Error::from)?;
        Err(Error::Internal(OpenError::Older.into()))
    }

    /// Before messages leave `collect`: the others learn how far it is. What is spent is not told here, since
    /// some messages go alone.
    pub(in crate::app) fn go_further(&self) -> Result<(), Error> {
        go_on(&self.stores.collect)?;
        self.tell_generations()
    }

    /// Before responses of a survey leave `collect`: the others learn how far it is, and the office gets
    /// what is spent. So nobody whose answers have arrived can answer again, whatever happens to `collect`.
    pub(in crate::app) fn witness(&self, survey: &SurveyId) -> Result<(), Error> {
        let Stores { office, collect, .. } = &self.stores;
        go_on(collect)?;
        loop {
            let ids = collect
                .read_now(|conn| Ok::<_, Error>(drafts::list_uncopied(conn, survey, PORTION)?))?;
            if ids.is_empty() {
                break;
            }
            let rows: Result<Vec<_>, Error> =
                ids.iter().map(|id| self.sealed_spent(survey, id)).collect();
            let rows = rows?;
            office.write_now(move |conn| {
                Ok::<_, Error>(witness::copy_spent(conn, &mut rows.clone())?)
            })?;
            let id = survey.clone();
            collect.write_now(move |conn| Ok::<_, Error>(drafts::mark_copied(conn, &id, &ids)?))?;
        }
        let (waiting, moved) = self.whereabouts_of_all(survey)?;
        let number = moved + i64::try_from(waiting).unwrap_or(i64::MAX);
        let id = survey.clone();
        office.write_now(move |conn| {
            witness::note_submitted(conn, &id, number)?;
            Ok::<_, Error>(advance(conn, Store::Office)?)
        })?;
        self.tell_generations()
    }

    fn sealed_spent(&self, survey: &SurveyId, id: &DraftId) -> Result<witness::SpentRow, Error> {
        let mark = MoveMark::of(&self.secret, survey, id.as_str());
        let key = TransitKey::spent(&self.secret, survey);
        let sealed = key.seal(mark.as_str(), id.as_str().as_bytes(), id.as_str().len());
        let sealed = sealed.context("sealing a spent id")?;
        Ok(witness::SpentRow { survey_id: survey.clone(), mark, sealed })
    }

    /// A spent id that the office has.
    pub(super) fn open_spent(&self, row: witness::SpentRow) -> Result<DraftId, Error> {
        let key = TransitKey::spent(&self.secret, &row.survey_id);
        let id = key.open(row.mark.as_str(), row.sealed).context("opening a spent id")?;
        let id = std::str::from_utf8(&id).context("reading a spent id")?;
        Ok(DraftId(id.to_owned()))
    }

    /// How many responses wait in `collect` that are not in the results, and how many have moved there.
    pub(super) fn whereabouts_of_all(&self, survey: &SurveyId) -> Result<(usize, i64), Error> {
        let ids =
            self.stores.collect.read_now(|conn| Ok::<_, Error>(inbox::list_ids(conn, survey)?))?;
        let marks = self.move_marks(survey, ids.iter().map(|id| id.as_str()));
        self.stores.results.read_now(|conn| {
            let arrived = find_moved(conn, survey, &marks)?.len();
            Ok((marks.len() - arrived, count_moved(conn, survey)?))
        })
    }

    /// The marks that rows of `collect` leave where they move to.
    pub(in crate::app) fn move_marks<'r>(
        &self,
        survey: &SurveyId,
        rows: impl Iterator<Item = &'r str>,
    ) -> Vec<MoveMark> {
        rows.map(|row| MoveMark::of(&self.secret, survey, row)).collect()
    }

    /// Before a withdrawal is carried out: it is to hold in an older `results`, too.
    pub(in crate::app) fn witness_withdrawals<'w>(
        &self,
        survey: &SurveyId,
        ids: impl Iterator<Item = &'w WithdrawalId>,
    ) -> Result<(), Error> {
        let (survey, ids): (_, Vec<WithdrawalId>) = (survey.clone(), ids.cloned().collect());
        self.stores
            .office
            .write_now(move |conn| Ok::<_, Error>(witness::note_withdrawn(conn, &survey, &ids)?))
    }

    /// Each store learns how far the others are.
    pub(in crate::app) fn tell_generations(&self) -> Result<(), Error> {
        let said = all(&self.stores)?;
        let known = said.into_iter().fold(Generations::default(), Generations::furthest);
        for db in self.stores.all() {
            let own = db.store();
            let would_learn = [Store::Office, Store::Collect, Store::Results]
                .into_iter()
                .any(|store| store != own && known.of(store) > said[own as usize].of(store));
            if would_learn {
                db.write_now(move |conn| Ok::<_, Error>(learn(conn, own, &known)?))?;
            }
        }
        Ok(())
    }

    /// All three go one further, whether or not there was anything to do, so that a backup is recognised
    /// that was made before.
    pub fn advance_generations(&self) -> Result<(), Error> {
        self.refuse_older()?;
        self.stores.all().iter().try_for_each(go_on)?;
        self.tell_generations()
    }

    /// Forgets what is kept for older stores, once no backup can be left.
    pub(in crate::app) fn forget_witnesses(&self) -> Result<(), Error> {
        let bound = self.clock.today().saturating_sub(DAYS_AFTER_END.days()).to_string();
        let Stores { office, results, .. } = &self.stores;
        let all = office.read_now(|conn| Ok::<_, Error>(list_all_surveys(conn)?))?;
        for survey in all {
            if survey.closes_on.is_none_or(|last| last >= bound) {
                continue;
            }
            let (in_office, in_results) = (survey.id.clone(), survey.id);
            office.write_now(move |conn| {
                witness::forget_witness(conn, &in_office)?;
                Ok::<_, Error>(forget_moved(conn, &in_office)?)
            })?;
            results.write_now(move |conn| Ok::<_, Error>(forget_moved(conn, &in_results)?))?;
        }
        Ok(())
    }
}

fn go_on(db: &Db) -> Result<(), Error> {
    let own = db.store();
    db.write_now(move |conn| Ok::<_, Error>(advance(conn, own)?))
}
