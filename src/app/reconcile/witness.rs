//! What the stores know of each other, so that those that come from a backup are recognised and put in order,
//! also when but one is newer: how far each is, which ids are spent, what was withdrawn, how many submitted.

use anyhow::Context;
use jiff::ToSpan;

use crate::app::App;
use crate::clock::Clock;
use crate::error::Error;
use crate::ids::{DraftId, MoveMark, SurveyId, WithdrawalId};
use crate::seal::TransitKey;
use crate::storage::collect::{drafts, inbox};
use crate::storage::generations::{Generations, advance, learn, load_generations, miss};
use crate::storage::moved::{count_moved, find_moved, forget_moved};
use crate::storage::office::surveys::list_all_surveys;
use crate::storage::witness::{self, Headway, SpentRow};
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

    /// Before responses of a survey leave `collect`: the others learn how far it is, and get what is spent.
    /// So nobody whose answers have arrived can answer again, whatever happens to two of the stores.
    pub(in crate::app) fn witness(&self, survey: &SurveyId) -> Result<(), Error> {
        let Stores { office, collect, results } = &self.stores;
        go_on(collect)?;
        loop {
            let ids = collect
                .read_now(|conn| Ok::<_, Error>(drafts::list_uncopied(conn, survey, PORTION)?))?;
            if ids.is_empty() {
                break;
            }
            for db in [office, results] {
                let rows: Result<Vec<_>, Error> =
                    ids.iter().map(|id| self.sealed_spent(survey, id, db.store())).collect();
                let mut rows = rows?;
                db.write_now(move |conn| Ok::<_, Error>(witness::copy_spent(conn, &mut rows)?))?;
            }
            let id = survey.clone();
            collect.write_now(move |conn| Ok::<_, Error>(drafts::mark_copied(conn, &id, &ids)?))?;
        }
        self.note_headway(survey)?;
        go_on(office)?;
        self.tell_generations()
    }

    /// `office` and `collect` learn how many submitted, and how many of them have arrived.
    pub(in crate::app) fn note_headway(&self, survey: &SurveyId) -> Result<(), Error> {
        let (waiting, moved) = self.whereabouts_of_all(survey)?;
        let submitted = moved + i64::try_from(waiting).unwrap_or(i64::MAX);
        let headway = Headway { submitted, moved };
        for db in [&self.stores.office, &self.stores.collect] {
            let id = survey.clone();
            db.write_now(move |conn| Ok::<_, Error>(witness::note_headway(conn, &id, headway)?))?;
        }
        Ok(())
    }

    /// Under a mark that no other store has.
    fn sealed_spent(
        &self,
        survey: &SurveyId,
        id: &DraftId,
        store: Store,
    ) -> Result<SpentRow, Error> {
        let mark = match store {
            Store::Office | Store::Collect => MoveMark::of(&self.secret, survey, id.as_str()),
            Store::Results => {
                MoveMark::of(&self.secret, survey, &["results ", id.as_str()].concat())
            }
        };
        let key = TransitKey::spent(&self.secret, survey);
        let sealed = key.seal(mark.as_str(), id.as_str().as_bytes(), id.as_str().len());
        let sealed = sealed.context("sealing a spent id")?;
        Ok(SpentRow { survey_id: survey.clone(), mark, sealed })
    }

    /// A spent id that another store has.
    pub(super) fn open_spent(&self, row: SpentRow) -> Result<DraftId, Error> {
        let key = TransitKey::spent(&self.secret, &row.survey_id);
        let id = key.open(row.mark.as_str(), row.sealed).context("opening a spent id")?;
        let id = std::str::from_utf8(&id).context("reading a spent id")?;
        Ok(DraftId(id.to_owned()))
    }

    /// How many responses wait in `collect` that are not in the results, and how many have moved there.
    fn whereabouts_of_all(&self, survey: &SurveyId) -> Result<(usize, i64), Error> {
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

    /// Before a withdrawal is carried out: it is to hold whichever stores are older one day.
    pub(in crate::app) fn witness_withdrawals<'w>(
        &self,
        survey: &SurveyId,
        ids: impl Iterator<Item = &'w WithdrawalId>,
    ) -> Result<(), Error> {
        let ids: Vec<WithdrawalId> = ids.cloned().collect();
        for db in self.stores.all() {
            let (survey, ids) = (survey.clone(), ids.clone());
            db.write_now(move |conn| {
                Ok::<_, Error>(witness::note_withdrawn(conn, &survey, &ids)?)
            })?;
        }
        Ok(())
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
    pub(in crate::app) fn forget_witnesses(&self, clock: &Clock) -> Result<(), Error> {
        let bound = clock.today().saturating_sub(DAYS_AFTER_END.days()).to_string();
        let office = &self.stores.office;
        let all = office.read_now(|conn| Ok::<_, Error>(list_all_surveys(conn)?))?;
        for survey in all {
            if survey.closes_on.is_none_or(|last| last >= bound) {
                continue;
            }
            for db in self.stores.all() {
                let (own, id) = (db.store(), survey.id.clone());
                db.write_now(move |conn| {
                    witness::forget_witness(conn, own, &id)?;
                    match own {
                        Store::Collect => Ok::<_, Error>(()),
                        Store::Office | Store::Results => Ok(forget_moved(conn, &id)?),
                    }
                })?;
            }
        }
        Ok(())
    }
}

fn go_on(db: &Db) -> Result<(), Error> {
    let own = db.store();
    db.write_now(move |conn| Ok::<_, Error>(advance(conn, own)?))
}
