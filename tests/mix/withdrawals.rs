//! A withdrawal that was acknowledged never comes undone, whatever the mix is doing.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::databases::both;
use crate::field::{Field, Foreign};

/// Mixers that work at the same time in the random test, and people who answer meanwhile.
const MIXERS: usize = 3;
const PEOPLE: usize = 120;

both! {
    /// The batch of others is on its way when she submits and withdraws.
    fn who_withdraws_while_others_are_moved_is_gone(stores) {
        let field = Field::new(&stores, 5);
        field.submit_all(&["a", "b", "c", "d", "e"].map(str::to_owned));
        let lock = Foreign::locking(&stores.databases.urls.results, "batches");
        std::thread::scope(|scope| {
            scope.spawn(|| field.force());
            while field.count("inbox", "batch IS NULL") > 0 {
                std::thread::sleep(Duration::from_millis(1));
            }
            field.withdraw(&field.submit("x"));
            std::thread::sleep(Duration::from_millis(100));
            lock.let_go();
        });
        field.force().unwrap();
        assert_eq!(field.marks(), ["a", "b", "c", "d", "e"]);
        assert_eq!(field.count("outbox", "TRUE"), 0, "what is done is not kept");
    }

    /// Her own batch is on its way when she withdraws.
    fn who_withdraws_while_she_is_moved_is_gone(stores) {
        let field = Field::new(&stores, 5);
        let mut codes = field.submit_all(&["a", "b", "c", "d", "x"].map(str::to_owned));
        let code = codes.pop().unwrap();
        let lock = Foreign::locking(&stores.databases.urls.results, "batches");
        std::thread::scope(|scope| {
            scope.spawn(|| field.force());
            while field.count("inbox", "batch IS NULL") > 0 {
                std::thread::sleep(Duration::from_millis(1));
            }
            field.withdraw(&code);
            scope.spawn(|| field.mix());
            std::thread::sleep(Duration::from_millis(100));
            lock.let_go();
        });
        field.mix().unwrap();
        field.mix().unwrap();
        assert_eq!(field.marks(), ["a", "b", "c", "d"]);
        assert_eq!(field.count("outbox", "TRUE"), 0);
    }

    /// Her batch cannot be moved when she withdraws, and is later.
    fn who_withdraws_while_her_batch_is_stuck_is_gone(stores) {
        let field = Field::new(&stores, 5);
        let mut codes = field.submit_all(&["a", "b", "c", "d", "x"].map(str::to_owned));
        let rename = |from: &str, to: &str| {
            let mut results = Foreign::locking(&stores.databases.urls.results, "");
            results.run(&format!("ALTER TABLE {from} RENAME TO {to}"));
            results.let_go();
        };
        rename("batches", "away");
        field.force().unwrap_err();
        assert_eq!(field.count("inbox", "batch IS NOT NULL"), 5);
        field.withdraw(&codes.pop().unwrap());
        field.mix().unwrap_err();
        assert_eq!(field.count("outbox", "TRUE"), 1, "the request is not done");
        rename("away", "batches");
        field.mix().unwrap();
        assert_eq!(field.marks(), ["a", "b", "c", "d"]);
        assert_eq!(field.count("outbox", "TRUE"), 0);
    }

    /// Another mixer moves her response just after this one has looked for it where it was going to be,
    /// and before it looks where it came from.
    fn who_is_moved_by_another_mixer_is_gone(stores) {
        let field = Field::new(&stores, 5);
        let code = field.submit("x");
        field.withdraw(&code);
        let urls = &stores.databases.urls;
        let results = Foreign::locking(&urls.results, "withdrawals");
        std::thread::scope(|scope| {
            let mixer = scope.spawn(|| field.mix());
            let pause = || std::thread::sleep(Duration::from_millis(200));
            pause();
            let still_waits = field.count("inbox", "batch IS NULL") == 1;
            let mut collect = Foreign::locking(&urls.collect, "inbox, outbox");
            results.let_go();
            pause();
            // What the other mixer does.
            if still_waits {
                field.arrive(&stores, "x", &code);
                collect.run("DELETE FROM inbox");
            }
            collect.let_go();
            mixer.join().unwrap().unwrap();
        });
        field.mix().unwrap();
        assert_eq!(field.marks().len(), 0, "the withdrawal is still known");
        assert_eq!(field.count("outbox", "TRUE"), 0);
    }

    /// So many made-up requests that one look does not get through. Each look takes a bounded part of
    /// them, they are gone after a few, and hers among them is done.
    fn a_flood_of_requests_keeps_nobody_waiting(stores) {
        const FLOOD: usize = 5000;
        let field = Field::new(&stores, 5);
        let code = field.submit("her");
        field.fill(&(0..9).map(|number| number.to_string()).collect::<Vec<_>>());
        field.flood_withdrawals(FLOOD);
        field.withdraw(&code);
        let mut left = vec![FLOOD as i64 + 1];
        while *left.last().unwrap() > 0 {
            let begun = std::time::Instant::now();
            field.mix().unwrap();
            println!("a look at {} requests took {:?}", left.last().unwrap(), begun.elapsed());
            left.push(field.count("outbox", "TRUE"));
        }
        assert_eq!(left, [5001, 3001, 1001, 0]);
        field.force().unwrap();
        assert_eq!(field.marks().len(), 9, "hers is gone");
    }

    /// People answer, and some withdraw at once or a little later, while several mix without end.
    fn nothing_that_was_withdrawn_stays(stores) {
        let field = Field::new(&stores, 5);
        let is_over = AtomicBool::new(false);
        let (mut kept, mut withdrawn) = (BTreeSet::new(), BTreeSet::new());
        std::thread::scope(|scope| {
            for _ in 0..MIXERS {
                scope.spawn(|| {
                    while !is_over.load(Ordering::Relaxed) {
                        let _ = field.mix();
                    }
                });
            }
            let people: Vec<_> = (0..2_usize)
                .map(|half| {
                    let field = &field;
                    scope.spawn(move || {
                        let mut random = StdRng::seed_from_u64(half as u64);
                        let (mut kept, mut withdrawn, mut late) = (vec![], vec![], vec![]);
                        for number in 0..PEOPLE / 2 {
                            let mark = format!("{half}-{number:03}");
                            let code = field.submit(&mark);
                            match random.random_range(0..4) {
                                0 => field.withdraw(&code),
                                1 => late.push(code),
                                _ => { kept.push(mark); continue }
                            }
                            withdrawn.push(mark);
                            if late.len() > 3 {
                                late.drain(..).for_each(|code| field.withdraw(&code));
                            }
                        }
                        late.iter().for_each(|code| field.withdraw(code));
                        (kept, withdrawn)
                    })
                })
                .collect();
            for person in people {
                let (stayed, went) = person.join().unwrap();
                kept.extend(stayed);
                withdrawn.extend(went);
            }
            is_over.store(true, Ordering::Relaxed);
        });
        field.force().unwrap();
        // What two mixers took for a double of each other's was set aside, and waits again.
        field.mix().unwrap();
        field.force().unwrap();
        let marks = field.marks();
        let undone: Vec<&String> = marks.iter().filter(|mark| withdrawn.contains(*mark)).collect();
        assert!(undone.is_empty(), "{} of {} came back: {undone:?}", undone.len(), withdrawn.len());
        assert_eq!(marks, kept.into_iter().collect::<Vec<_>>(), "everybody else's, once");
        assert_eq!(field.count("outbox", "TRUE"), 0);
        assert_eq!(field.count("inbox", "TRUE"), 0);
    }
}
