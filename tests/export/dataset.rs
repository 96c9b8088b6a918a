//! The dataset of a survey is what a full scan says, after every mix and every withdrawal, on both
//! databases.

use std::collections::BTreeMap;
use std::sync::Arc;

use diesel::connection::SimpleConnection;
use zugvogel::app::Actor;
use zugvogel::app::analysis::dataset::Datasets;
use zugvogel::domain::Door;
use zugvogel::engine::codebook::missing::posted;
use zugvogel::engine::{Codebook, Questionnaire, Record};
use zugvogel::error::Error;
use zugvogel::ids::{BatchId, ResponseId, SurveyId, WithdrawalId};
use zugvogel::storage::results::responses::{self, ResponseRow, page_responses};
use zugvogel::storage::results::withdrawals::{WithdrawalRow, insert_withdrawals, withdraw};
use zugvogel::storage::{Conn, Db};
use zugvogel::study::Cell;

use super::databases::{TestStores, both};
use super::{MOVES, document, questionnaire, responses as made};

struct Place {
    results: Db,
    survey: SurveyId,
    versions: Vec<(String, Arc<Questionnaire>)>,
    withdrawals: Vec<WithdrawalId>,
}

impl Place {
    fn new(stores: &TestStores) -> Self {
        Self {
            results: stores.results.clone(),
            survey: SurveyId::random(),
            versions: vec![
                ("old".to_owned(), Arc::new(questionnaire(MOVES))),
                ("new".to_owned(), Arc::new(made::questionnaire("feedback"))),
            ],
            withdrawals: Vec::new(),
        }
    }

    /// What a mix does: a batch arrives, and each of its responses can be withdrawn.
    fn mix(&mut self, seeds: std::ops::Range<u32>) {
        let (mut rows, mut withdrawals) = (Vec::new(), Vec::new());
        for seed in seeds {
            let (hash, version) = &self.versions[seed as usize % 2];
            let (survey_id, id) = (self.survey.clone(), ResponseId::random());
            let withdrawal = WithdrawalId(format!("w{seed}"));
            self.withdrawals.push(withdrawal.clone());
            withdrawals.push(WithdrawalRow {
                survey_id: survey_id.clone(),
                id: withdrawal,
                response_id: id.clone(),
            });
            rows.push(ResponseRow {
                survey_id,
                id,
                version_hash: hash.clone(),
                document: document(&made::response(version, seed)),
                door: Door::Open,
                stratum: String::new(),
            });
        }
        let (survey, batch) = (self.survey.clone(), BatchId::random());
        let stored: Result<bool, Error> = self.results.write_now(move |conn| {
            insert_withdrawals(conn, withdrawals.clone())?;
            Ok(responses::insert_batch(conn, &survey, &batch, &rows)?)
        });
        assert!(stored.unwrap());
    }

    fn withdraw(&mut self, number: usize) {
        for id in self.withdrawals.drain(..number).collect::<Vec<_>>() {
            let survey = self.survey.clone();
            let gone =
                self.results.write_now(move |conn| Ok::<_, Error>(withdraw(conn, &survey, &id)?));
            assert!(gone.unwrap());
        }
    }

    /// How often each cell of each variable is there, by reading every response.
    fn scanned(&self) -> BTreeMap<(String, String), usize> {
        let survey = self.survey.clone();
        let rows = self
            .results
            .read_now(move |conn| Ok::<_, Error>(page_responses(conn, &survey, None, 10_000)?))
            .unwrap();
        let books: BTreeMap<&str, (&Questionnaire, Codebook)> = self
            .versions
            .iter()
            .map(|(hash, version)| (hash.as_str(), (&**version, Codebook::new(version))))
            .collect();
        let mut names: Vec<&str> = books
            .values()
            .flat_map(|(_, book)| book.variables.iter().map(|v| v.name.as_str()))
            .collect();
        names.sort_unstable();
        names.dedup();
        let mut counted = BTreeMap::new();
        for row in &rows {
            let (version, book) = &books[row.version_hash.as_str()];
            let record = Record::read(version, &row.document).unwrap();
            // What a response carries beside its answers: everybody came without a code here.
            for (name, cell) in [("resp_door", "2"), ("resp_stratum", "-6")] {
                *counted.entry((name.to_owned(), cell.to_owned())).or_default() += 1;
            }
            for name in &names {
                let variable = book.variables.iter().find(|variable| variable.name == *name);
                let label = &version.definition().version;
                let stored = variable.map(|v| v.read(&record, label, ""));
                let cell = stored.map_or("-4".to_owned(), |stored| posted(&stored).to_owned());
                *counted.entry(((*name).to_owned(), cell)).or_default() += 1;
            }
        }
        counted
    }

    fn counted(&self, datasets: &Datasets) -> BTreeMap<(String, String), usize> {
        let dataset = datasets.load(&Actor::Operator, &self.survey, &self.versions).unwrap();
        let mut counted = BTreeMap::new();
        for column in dataset.columns() {
            for (cell, count) in column.count(None) {
                let cell = match cell {
                    Cell::Value(value) => value.clone(),
                    Cell::Missing(code) => code.to_string(),
                };
                *counted.entry((column.name.clone(), cell)).or_default() += count;
            }
        }
        counted
    }
}

both! {
    fn a_dataset_is_never_stale(stores) {
        let mut place = Place::new(&stores);
        let mut other = Place::new(&stores);
        other.mix(0..3);
        let datasets = Datasets::new(stores.results.clone(), None);
        let check = |place: &Place, rows: usize| {
            let dataset = datasets.load(&Actor::Operator, &place.survey, &place.versions).unwrap();
            assert_eq!(dataset.ids().len(), rows);
            assert_eq!(place.counted(&datasets), place.scanned());
            // Built from nothing it is the same.
            assert_eq!(place.counted(&Datasets::new(stores.results.clone(), None)), place.scanned());
            assert!(Arc::ptr_eq(&dataset, &datasets.load(&Actor::Operator, &place.survey, &place.versions).unwrap()));
        };
        check(&place, 0);
        place.mix(0..40);
        check(&place, 40);
        place.withdraw(3);
        check(&place, 37);
        place.mix(40..80);
        check(&place, 77);
        // As many come as go: the number of responses alone would not tell.
        place.withdraw(10);
        place.mix(80..90);
        check(&place, 77);
        check(&other, 3);
    }
}

/// Changes every stored answer behind the program's back, which no mix and no withdrawal does.
fn forge(stores: &TestStores) {
    let sql = "UPDATE responses SET document = replace(document, '\"language\":\"de\"', '\"language\":\"xx\"')";
    let forge = move |conn: &mut Conn| match conn {
        Conn::Sqlite(c) => c.batch_execute(sql),
        Conn::Postgres(c) => c.batch_execute(sql),
    };
    stores.results.write_now(move |conn| forge(conn).map_err(Error::from)).unwrap();
}

both! {
    /// It is read again from its file, by whoever has the folder, and only when it is whole.
    fn a_dataset_is_kept_as_a_file(stores) {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("datasets");
        let mut place = Place::new(&stores);
        place.mix(0..40);
        // Nothing is in memory, as after a restart.
        let counted = |place: &Place| {
            place.counted(&Datasets::new(stores.results.clone(), Some(folder.clone())))
        };
        let path = folder.join(format!("{}.dataset", place.survey));
        let before = counted(&place);
        assert_eq!(before, place.scanned());
        #[cfg(unix)]
        for (path, mode) in [(&folder, 0o700), (&path, 0o600)] {
            use std::os::unix::fs::PermissionsExt;
            let is = std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(is, mode, "{}", path.display());
        }
        forge(&stores);
        assert_eq!(counted(&place), before, "nothing is read from the store");
        let whole = std::fs::read(&path).unwrap();
        let mut flipped = whole.clone();
        let last = flipped.len() - 1;
        flipped[last] ^= 1;
        let truncated = whole[..whole.len() / 2].to_vec();
        for damaged in [Vec::new(), truncated, flipped, vec![b'\n'; 100]] {
            std::fs::write(&path, damaged).unwrap();
            assert_eq!(counted(&place), place.scanned());
            assert_ne!(counted(&place), before);
        }
        // What came since it was written is added, what was withdrawn is gone.
        place.mix(40..80);
        place.withdraw(10);
        assert_eq!(counted(&place), place.scanned());
        place.withdraw(70);
        assert_eq!(counted(&place).len(), 0);
        let left = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        assert!(!left.contains("Value"), "no answer is left in it: {left}");
        for _ in 0..20 {
            let mut other = Place::new(&stores);
            other.mix(0..1);
            counted(&other);
        }
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 16);
    }
}

both! {
    fn a_dataset_can_be_filtered(stores) {
        let mut place = Place::new(&stores);
        place.mix(0..60);
        let dataset = Datasets::new(stores.results.clone(), None);
        let dataset = dataset.load(&Actor::Operator, &place.survey, &place.versions).unwrap();
        let german = dataset.find("lang").unwrap().select(|cell| *cell == Cell::Value("de".to_owned()));
        let number = german.iter().filter(|is_german| **is_german).count();
        assert!((1..60).contains(&number));
        for column in dataset.columns() {
            let counted: usize = column.count(Some(&german)).iter().map(|(_, count)| count).sum();
            assert_eq!(counted, number, "{}", column.name);
        }
    }
}
