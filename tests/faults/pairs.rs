//! Two of the three stores come from a backup: what the third knows is enough for nobody to answer twice, for
//! what was withdrawn to stay so, and for the loss to be told before it is put in order as after it.

use zugvogel::storage::Store;

use crate::databases::Kind;
use crate::program::Server;
use crate::resident::Resident;
use crate::restores::{SURVEY, begin, is_refused, is_used, submit, wishes, with_codes};

const STORES: [Store; 3] = [Store::Office, Store::Collect, Store::Results];

/// Submits with this code, and gives the code that takes it back.
fn submit_for_a_while(server: &Server, code: &str) -> String {
    let door = server.door();
    let mut resident = begin(&door, Some(code), code);
    resident.press().is_on("done");
    let html = resident.page.html();
    let (_, shown) = html.split_once("<p class=\"code\"><bdi dir=\"ltr\">").unwrap();
    shown.split_once('<').unwrap().0.to_owned()
}

fn withdraw(server: &Server, code: &str) {
    Resident::new(&server.door(), SURVEY, "de").open("/withdraw").answer(&[("code", code)]);
}

/// What is told but for the last line, which says whether it was done.
fn findings(told: &str) -> &str {
    told.trim_end().rsplit_once('\n').unwrap().0
}

/// All but one are from yesterday. Yesterday three had answered and were mixed, and one waited. Since then one
/// of each was withdrawn, and five more have answered and were mixed.
fn all_but(newest: Store, kind: Kind, lost: &[&str]) {
    let Some((place, codes)) = with_codes(kind) else { return };
    let server = place.serve();
    let first = submit_for_a_while(&server, &codes[0]);
    submit(&server, &codes[1..3]);
    drop(server);
    place.run(&["mix", SURVEY, "--force"]);
    let server = place.serve();
    let waiting = submit_for_a_while(&server, &codes[3]);
    drop(server);
    for store in STORES {
        place.copies.keep(store, "yesterday");
    }
    let server = place.serve();
    withdraw(&server, &first);
    withdraw(&server, &waiting);
    drop(server);
    place.run(&["mix", SURVEY]);
    let server = place.serve();
    submit(&server, &codes[4..9]);
    drop(server);
    place.run(&["mix", SURVEY, "--force"]);
    for store in STORES.into_iter().filter(|store| *store != newest) {
        place.copies.put_back(store, "yesterday");
    }

    is_refused(&place);
    let told = place.run(&["reconcile"]).out;
    for line in lost {
        assert!(told.contains(line), "{line}: {told}");
    }
    is_refused(&place);
    let done = place.run(&["reconcile", "--yes"]).out;
    assert_eq!(findings(&told), findings(&done), "it does what it said");

    let server = place.serve();
    for code in &codes[..9] {
        is_used(&server, code);
    }
    submit(&server, &codes[9..10]);
    drop(server);
    let there = wishes(&place);
    let mut expected: Vec<&String> = codes[1..3].iter().chain(&codes[9..10]).collect();
    if newest == Store::Results {
        expected.extend(&codes[4..9]);
    }
    expected.sort();
    assert_eq!(there.keys().collect::<Vec<_>>(), expected, "and neither of those withdrawn");
    assert!(there.values().all(|times| *times == 1), "{there:?}");

    // All three know of it now: none of them is missed, whichever is older next.
    place.copies.put_back(newest, "yesterday");
    place.run(&["reconcile", "--yes"]);
    let server = place.serve();
    codes[..10].iter().for_each(|code| is_used(&server, code));
    drop(server);
    assert!(wishes(&place).keys().all(|wish| expected.contains(&wish)), "nor does it come back");
}

fn but_the_results(kind: Kind) {
    let lost = [
        "from a backup: office, collect",
        "ids were used",
        "LOST with the newer office",
        "LOST, and known to no store",
        ": 5 at most; such a code is taken once more",
    ];
    all_but(Store::Results, kind, &lost);
}

fn but_the_office(kind: Kind) {
    let lost = [
        "from a backup: collect, results",
        "2 responses were withdrawn, and go again",
        "LOST: at least 4 and at most 5 responses that the stores know of",
        "LOST, and known to no store",
    ];
    all_but(Store::Office, kind, &lost);
}

fn but_collect(kind: Kind) {
    let lost = [
        "from a backup: office, results",
        "1 response was withdrawn, and goes again",
        "LOST: 5 responses that the stores know of",
        "about 6 responses came with codes",
    ];
    all_but(Store::Collect, kind, &lost);
}

#[test]
fn all_but_the_results_on_sqlite() {
    but_the_results(Kind::Sqlite);
}

#[test]
fn all_but_the_results_on_postgres() {
    but_the_results(Kind::Postgres);
}

#[test]
fn all_but_the_office_on_sqlite() {
    but_the_office(Kind::Sqlite);
}

#[test]
fn all_but_the_office_on_postgres() {
    but_the_office(Kind::Postgres);
}

#[test]
fn all_but_collect_on_sqlite() {
    but_collect(Kind::Sqlite);
}

#[test]
fn all_but_collect_on_postgres() {
    but_collect(Kind::Postgres);
}
