//! What the pages of an interview cost, counted in what depends on no machine. When they become dearer by
//! a fifth a test here fails; who makes them cheaper lowers the bounds. `docs/performance.md` says what
//! they were before.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy takes only functions marked as tests for tests"
)]

#[path = "support/app.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod app;
#[path = "support/browser.rs"]
mod browser;
#[path = "support/databases.rs"]
#[expect(
    dead_code,
    unused_macros,
    unused_imports,
    reason = "each test binary uses its part of the support"
)]
mod databases;
#[path = "support/html.rs"]
mod html;
#[path = "support/resident.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod resident;

use std::alloc::System;
use std::cell::RefCell;
use std::io;
use std::time::Instant;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use zugvogel::engine::interview::evaluations;
use zugvogel::storage::effort;

use app::TestApp;
use browser::{Answer, Ask, Door};
use databases::{Kind, stores};
use resident::Resident;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// What requests cost together.
#[derive(Debug, Default, Clone, Copy)]
struct Cost {
    requests: u64,
    evaluations: u64,
    statements: u64,
    handed_over: u64,
    allocations: u64,
    bytes: u64,
}

/// The way to the pages, with a look at what showing and taking a page of questions costs.
struct Counted<'a> {
    app: &'a TestApp,
    shown: RefCell<Cost>,
    taken: RefCell<Cost>,
}

impl Door for Counted<'_> {
    fn send(&self, ask: &Ask) -> io::Result<Answer> {
        if !ask.path.contains("/p/") {
            return self.app.send(ask);
        }
        let (before, evaluated, region) = (effort(), evaluations(), Region::new(ALLOCATOR));
        let answer = self.app.send(ask);
        let (memory, after) = (region.change(), effort());
        let mut cost = if ask.method == "POST" { &self.taken } else { &self.shown }.borrow_mut();
        cost.requests += 1;
        cost.evaluations += evaluations() - evaluated;
        cost.statements += after.statements - before.statements;
        cost.handed_over += after.handed_over - before.handed_over;
        cost.allocations += (memory.allocations + memory.reallocations) as u64;
        cost.bytes += memory.bytes_allocated as u64;
        answer
    }
}

/// A whole interview with the Wesermarsch study: what its pages cost.
fn interview(app: &TestApp) -> (Cost, Cost) {
    let door = Counted { app, shown: RefCell::default(), taken: RefCell::default() };
    let answers = [
        ("cons_part", "1"),
        ("cons_sens", "1"),
        ("cons_quote", "0"),
        ("birth_y", "1995"),
        ("mv_dir", "1"),
    ];
    let pages = Resident::start(&door, "wesermarsch").walk(&answers);
    assert!(pages.len() > 20, "{pages:?}");
    (door.shown.into_inner(), door.taken.into_inner())
}

/// Whether what all requests cost together is within the bound: a fifth more than was measured.
#[expect(clippy::print_stdout, reason = "who makes a page cheaper reads the new figures here")]
fn is_within(what: &str, sum: u64, requests: u64, most: u64) -> bool {
    println!("{what}: {sum} in {requests} requests, at most {most}");
    sum <= most
}

/// Allocations for the first page to somebody who wants these languages.
fn first_page(app: &TestApp, languages: &str) -> usize {
    let region = Region::new(ALLOCATOR);
    let ask = Ask::get("/s/wesermarsch").with("accept-language", languages);
    assert_eq!(app.send(&ask).unwrap().status, 200);
    let change = region.change();
    change.allocations + change.reallocations
}

#[test]
fn a_page_stays_as_cheap_as_it_is() {
    let app = TestApp::new(stores(Kind::Sqlite).unwrap());
    // Texts are read and statements prepared the first time.
    interview(&app);
    let begun = Instant::now();
    let (shown, taken) = interview(&app);
    // A busy machine takes longer, and what can change of a survey is asked for once a second, in three statements.
    let asked_again = 3 * begun.elapsed().as_secs();
    let (gets, posts) = (shown.requests, taken.requests);
    let all = [
        // 31 measured: the whole battery has as many pages
        is_within("evaluations to show the pages", shown.evaluations, gets, 36),
        // 33 measured: one each, and once a second the survey's heading
        is_within("statements to show the pages", shown.statements, gets, 39 + asked_again),
        // 0 measured
        is_within("hand-overs to show the pages", shown.handed_over, gets, 0),
        // 12,902 measured
        is_within("allocations to show the pages", shown.allocations, gets, 15_423),
        // 3,160,581 measured: drafts are as long as the longest
        is_within("bytes allocated to show the pages", shown.bytes, gets, 3_540_000),
        // 93 measured
        is_within("evaluations to take the pages", taken.evaluations, posts, 111),
        // 127 measured
        is_within("statements to take the pages", taken.statements, posts, 151 + asked_again),
        // 32 measured
        is_within("hand-overs to take the pages", taken.handed_over, posts, 38),
        // 9,372 measured
        is_within("allocations to take the pages", taken.allocations, posts, 11_366),
        // 2,616,823 measured
        is_within("bytes allocated to take the pages", taken.bytes, posts, 2_774_000),
    ];
    assert!(all.into_iter().all(|is_within| is_within), "a page became dearer");
    // As much as nginx lets through, from somebody who wants no page.
    first_page(&app, "de");
    let usual = first_page(&app, "de");
    for languages in ["a-".repeat(4_000), "xx,".repeat(2_700), "zh-TW-a-b-c-d,".repeat(570)] {
        let made = first_page(&app, &languages);
        assert!(made < usual * 2, "{made} allocations, usually {usual}");
    }
}
