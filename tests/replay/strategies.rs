//! How the attacker compares what he saw of a person with what he saw in his own installation when he
//! answered as a response did. [`OURS`] look at what is stored today; [`BEFORE`] and [`WEAKER`] at what was stored
//! before, and at what any program would store that does the same; [`MEASURED`] are the limits that
//! `docs/privacy.md` tells of.

use std::collections::BTreeSet;

use crate::BATCH;

/// A draft as it lay there when the attacker looked after a pause.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen {
    pub(crate) length: usize,
    pub(crate) mark: i32,
    /// What the test knows: its length without what fills it up, and how often it was saved.
    pub(crate) plain: usize,
    pub(crate) saves: usize,
}

/// Somebody who submitted, and whose response is in the results.
#[derive(Debug, Default)]
pub(crate) struct Person {
    /// Which response is hers; only the test knows.
    pub(crate) seed: u32,
    /// Her draft, each time the attacker found it changed.
    pub(crate) drafts: Vec<Seen>,
    /// How long her row in the inbox is, and how long it is without what fills it up.
    pub(crate) inbox: (usize, usize),
    /// How long each of her files is.
    pub(crate) files: Vec<usize>,
    /// At how many of his looks she had a draft.
    pub(crate) looks: usize,
    /// How often the store was written to while she had a draft, shared among those who were answering.
    pub(crate) writes: usize,
    /// The versions of her draft that lay in the files, the log included, at the moment of a look …
    pub(crate) logged: BTreeSet<i32>,
    /// … and those that lay there after a pause.
    pub(crate) left: BTreeSet<i32>,
    /// How long her draft was, without what fills it up, each time it was saved.
    pub(crate) lengths: Vec<usize>,
    /// How many responses came when hers left the inbox.
    pub(crate) arrived: usize,
}

/// What the attacker sees at home when he answers as a response did.
#[derive(Debug)]
pub(crate) struct Replayed {
    pub(crate) seed: u32,
    /// The length of the draft after each page, without what fills it up, and with it.
    pub(crate) drafts: Vec<(usize, usize)>,
    /// The row in the inbox, likewise.
    pub(crate) inbox: (usize, usize),
    pub(crate) files: Vec<usize>,
}

/// How well a response fits what was seen of a person: the higher, the better.
type Fit = fn(&Person, &Replayed) -> i64;
pub(crate) type Strategy = (&'static str, Fit);

fn equal<T: PartialEq>(a: T, b: T) -> i64 {
    i64::from(a == b)
}

fn distance(a: usize, b: usize) -> i64 {
    -i64::try_from(a.abs_diff(b)).unwrap()
}

/// The length in steps of 1 KiB.
fn in_steps(plain: usize) -> usize {
    (plain + 1).next_multiple_of(1024)
}

/// How many changes lead from one sequence to the other, whatever was the same twice in a row.
fn edits(mut a: Vec<usize>, mut b: Vec<usize>) -> i64 {
    a.dedup();
    b.dedup();
    let mut row: Vec<i64> = (0..=b.len() as i64).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = row[0];
        row[0] = i as i64 + 1;
        for (j, y) in b.iter().enumerate() {
            let kept = before + i64::from(x != y);
            before = row[j + 1];
            row[j + 1] = kept.min(row[j] + 1).min(before + 1);
        }
    }
    row[b.len()]
}

/// So many saves fit so many pages. Who went back saved twice more.
fn saves(seen: usize, it: &Replayed) -> i64 {
    distance(seen, it.drafts.len()).max(distance(seen, it.drafts.len() + 2))
}

/// What is stored today.
pub(crate) const OURS: [Strategy; 8] = [
    ("inbox", |person, it| equal(person.inbox.0, it.inbox.0)),
    ("last draft", |person, it| {
        equal(person.drafts.last().map(|seen| seen.length), it.drafts.last().map(|it| it.1))
    }),
    ("drafts, aligned", |person, it| {
        let seen = person.drafts.iter().map(|seen| seen.length).collect();
        -edits(seen, it.drafts.iter().map(|(_, length)| *length).collect())
    }),
    ("lengths, nearest", |person, it| {
        let seen = person.inbox.0 + person.drafts.last().map_or(0, |seen| seen.length);
        distance(seen, it.inbox.0 + it.drafts.last().map_or(0, |it| it.1))
    }),
    ("mark as a count", |person, it| {
        person.drafts.last().map_or(0, |seen| saves(usize::try_from(seen.mark).unwrap(), it))
    }),
    // A part of the saves is seen: the more, the more there were.
    ("versions left after a pause", |person, it| saves(9 * person.left.len(), it)),
    ("few or many versions left", |person, it| equal(person.left.len() > 4, it.drafts.len() > 28)),
    ("how long a draft was there", |person, it| saves(6 * person.looks, it)),
];

/// What was stored before: a revision that counts the saves, and steps of 1 KiB. Both must find people.
pub(crate) const BEFORE: [Strategy; 2] = [
    ("before: the revision alone", |person, it| saves(person.lengths.len(), it)),
    ("before: all drafts, from a log of writes", |person, it| {
        // Where in the interview a step of 1 KiB was passed.
        let passed = |lengths: &[usize]| -> Vec<usize> {
            let pairs = lengths.windows(2).enumerate();
            let passed = pairs.filter(|(_, pair)| in_steps(pair[0]) != in_steps(pair[1]));
            passed.map(|(number, _)| lengths.len() - number).collect()
        };
        let plain: Vec<usize> = it.drafts.iter().map(|(plain, _)| *plain).collect();
        let (seen, wanted) = (passed(&person.lengths), passed(&plain));
        let apart = seen.iter().zip(&wanted).map(|(a, b)| distance(*a, *b)).sum::<i64>();
        8 * equal(in_steps(person.inbox.1), in_steps(it.inbox.1))
            + 8 * equal(seen.len(), wanted.len())
            + apart
            + distance(person.lengths.len(), plain.len())
    }),
];

/// Weaker looks at what was stored before. What they find depends on when they are taken, so they are only
/// measured. (The row in the inbox alone finds nobody: what most people answer fits the same number of steps.)
pub(crate) const WEAKER: [Strategy; 2] = [
    ("before: inbox and drafts, aligned", |person, it| {
        let seen = person.drafts.iter().map(|seen| in_steps(seen.plain)).collect();
        let wanted = it.drafts.iter().map(|(plain, _)| in_steps(*plain)).collect();
        4 * equal(in_steps(person.inbox.1), in_steps(it.inbox.1)) - edits(seen, wanted)
    }),
    ("before: drafts by their revision", |person, it| {
        let fits = person.drafts.iter().map(|seen| {
            let lengths = it.drafts[..seen.saves.min(it.drafts.len())].iter().rev().take(3);
            lengths.map(|it| equal(in_steps(seen.plain), in_steps(it.0))).max().unwrap_or_default()
        });
        2 * equal(in_steps(person.inbox.1), in_steps(it.inbox.1)) + fits.sum::<i64>()
    }),
];

/// What is told in `docs/privacy.md`, and not kept from anybody.
pub(crate) const MEASURED: [Strategy; 5] = [
    // Of one person where one at a time answers, of nobody in particular where several do.
    ("writes while she was there", |person, it| saves(person.writes.saturating_sub(1), it)),
    ("every write: number of saves", |person, it| saves(person.logged.len(), it)),
    ("files: number and class", |person, it| equal(&person.files, &it.files)),
    // SQLite keeps one for each look; PostgreSQL, until its bytes are used again, most.
    ("versions left, each a save", |person, it| saves(person.left.len(), it)),
    ("files and every write", |person, it| {
        100 * equal(&person.files, &it.files) + saves(person.logged.len(), it)
    }),
];

/// How many people a strategy finds, each among as many as are mixed at least: the mean over all
/// companions that she could have had among those who answered. (With those alone whom the lot gave her it
/// would be the same in the long run, and twice as much chance.) Where several fit equally well, one is
/// drawn.
pub(crate) fn found(fit: Fit, people: &[Person], replayed: &[Replayed]) -> f64 {
    let hits = people.iter().map(|person| {
        let (own, others): (Vec<_>, Vec<_>) =
            replayed.iter().partition(|it| it.seed == person.seed);
        let best = fit(person, own[0]);
        let fits: Vec<i64> = others.iter().map(|it| fit(person, it)).collect();
        let equal = fits.iter().filter(|fit| **fit == best).count();
        let worse = fits.iter().filter(|fit| **fit < best).count();
        // Of the companions none fits better, and e equally well: one in e + 1 is drawn. Summed over e.
        let batch = usize::try_from(BATCH).unwrap();
        let none_better = choices(equal + worse + 1, batch) - choices(worse, batch);
        none_better / (equal + 1) as f64 / choices(fits.len(), batch - 1)
    });
    hits.sum()
}

/// In how many ways so many can be chosen of n.
fn choices(n: usize, chosen: usize) -> f64 {
    match n < chosen {
        true => 0.0,
        false => (0..chosen).map(|at| (n - at) as f64 / (chosen - at) as f64).product(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(seed: u32, length: usize) -> Person {
        Person { seed, inbox: (length, 0), ..Person::default() }
    }

    fn replayed(seed: u32, length: usize) -> Replayed {
        Replayed { seed, drafts: Vec::new(), inbox: (length, 0), files: Vec::new() }
    }

    #[test]
    fn who_guesses_finds_one_of_a_batch_and_who_knows_everybody() {
        let inbox = OURS[0].1;
        let number = |n: u32| usize::try_from(n).unwrap();
        let same: Vec<Person> = (0..40).map(|n| person(n, 7)).collect();
        let all: Vec<Replayed> = (0..40).map(|n| replayed(n, 7)).collect();
        assert!((found(inbox, &same, &all) - 2.0).abs() < 1e-9);
        let each: Vec<Person> = (0..40).map(|n| person(n, number(n))).collect();
        let all: Vec<Replayed> = (0..40).map(|n| replayed(n, number(n))).collect();
        assert!((found(inbox, &each, &all) - 40.0).abs() < 1e-9);
        // Two of each: her double is one of her 19 companions with 19 of 39, and then it is one in two.
        let pairs: Vec<Person> = (0..40).map(|n| person(n, number(n / 2))).collect();
        let all: Vec<Replayed> = (0..40).map(|n| replayed(n, number(n / 2))).collect();
        let expected = 40.0 * (1.0 - 19.0 / 39.0 / 2.0);
        assert!((found(inbox, &pairs, &all) - expected).abs() < 1e-9);
    }

    /// The figures of `docs/privacy.md`: in a hundred, half send no file, four in ten one, one in ten two.
    #[test]
    fn files_find_who_sent_as_many_as_few_others() {
        let sent = |n: u32| vec![1 << 20; [0, 0, 0, 0, 0, 1, 1, 1, 1, 2][n as usize % 10]];
        let person = |n| Person { seed: n, files: sent(n), ..Person::default() };
        let all: Vec<Replayed> =
            (0..1000).map(|n| Replayed { files: sent(n), ..replayed(n, 0) }).collect();
        let of =
            |people: Vec<Person>| 100.0 * found(MEASURED[2].1, &people, &all) / people.len() as f64;
        let everybody = of((0..1000).map(person).collect());
        let with_two = of((0..1000).filter(|n| n % 10 == 9).map(person).collect());
        assert!(
            (everybody - 14.4).abs() < 0.2 && (with_two - 44.0).abs() < 0.5,
            "{everybody} {with_two}"
        );
    }
}
