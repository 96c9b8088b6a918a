//! Several mixers at once: no batch is smaller than was promised, and nothing is moved twice.

use std::sync::Barrier;
use std::time::Duration;

use crate::databases::both;
use crate::field::{Field, Foreign};

const MIXERS: usize = 6;
const ROUNDS: usize = 15;
const BATCH: i32 = 5;

both! {
    /// One has claimed all that waited, and nobody can see it yet. Those who come meanwhile are too few.
    fn what_another_claims_does_not_count(stores) {
        let field = Field::new(&stores, BATCH);
        let early: Vec<String> = (0..2 * BATCH).map(|number| format!("early {number}")).collect();
        field.submit_all(&early);
        let mut other = Foreign::locking(&stores.databases.urls.collect, "");
        other.run("UPDATE inbox SET batch = 'another' WHERE batch IS NULL");
        std::thread::scope(|scope| {
            if stores.databases.urls.collect.starts_with("postgres") {
                field.submit_all(&["x", "y", "z"].map(str::to_owned));
            }
            let mixer = scope.spawn(|| field.mix());
            std::thread::sleep(Duration::from_millis(200));
            other.let_go();
            mixer.join().unwrap().unwrap();
        });
        let late = if stores.databases.urls.collect.starts_with("postgres") { 3 } else { 0 };
        assert_eq!(field.count("inbox", "batch IS NULL"), late);
        field.mix().unwrap();
        assert_eq!(field.marks(), early);
    }

    /// They claim at the same moment while people submit. What they claimed cannot leave meanwhile, so
    /// that it can be counted.
    fn no_batch_is_too_small(stores) {
        let field = Field::new(&stores, BATCH);
        let mut expected = Vec::new();
        for round in 0..ROUNDS {
            let marks: Vec<String> =
                (0..3 * BATCH + 3).map(|number| format!("{round:02}-{number:02}")).collect();
            expected.extend(marks.clone());
            let (begun, late) = marks.split_at(marks.len() - 4);
            field.submit_all(begun);
            let together = Barrier::new(MIXERS + 1);
            let lock = Foreign::locking(&stores.databases.urls.results, "batches");
            std::thread::scope(|scope| {
                for _ in 0..MIXERS {
                    let (field, together) = (&field, &together);
                    scope.spawn(move || {
                        together.wait();
                        field.mix()
                    });
                }
                together.wait();
                late.iter().for_each(|mark| drop(field.submit(mark)));
                std::thread::sleep(Duration::from_millis(30));
                let too_small = format!(
                    "batch IN (SELECT batch FROM inbox WHERE batch IS NOT NULL
                     GROUP BY batch HAVING COUNT(*) < {BATCH})"
                );
                assert_eq!(field.count("inbox", &too_small), 0, "round {round}");
                assert!(field.count("inbox", "batch IS NOT NULL") > 0, "round {round}");
                let waiting = field.count("inbox", "batch IS NULL");
                assert!(waiting >= i64::from(BATCH), "{waiting} stayed behind in round {round}");
                lock.let_go();
            });
            field.force().unwrap();
            assert_eq!(field.marks(), expected);
        }
    }
}
