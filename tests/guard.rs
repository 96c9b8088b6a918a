//! What a page costs, counted in what depends on no machine: statements, hand-overs to other threads,
//! allocations. Who makes a page dearer by a fifth hears of it here; who makes it cheaper lowers the bounds.
//! `docs/performance.md` says what they were before.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy takes only functions marked as tests for tests"
)]

#[path = "support/app.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod app;
#[path = "support/browser.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod browser;
#[path = "support/databases.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod databases;
#[path = "support/html.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod html;
#[path = "support/resident.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod resident;

use std::alloc::System;
use std::cell::RefCell;
use std::io;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
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
        let (before, region) = (effort(), Region::new(ALLOCATOR));
        let answer = self.app.send(ask);
        let (memory, after) = (region.change(), effort());
        let mut cost = if ask.method == "POST" { &self.taken } else { &self.shown }.borrow_mut();
        cost.requests += 1;
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
        ("age_gate", "1"),
        ("mv_dir", "1"),
    ];
    let pages = Resident::start(&door, "wesermarsch").walk(&answers);
    assert!(pages.len() > 20, "{pages:?}");
    (door.shown.into_inner(), door.taken.into_inner())
}

/// Fails where the mean of a request is above the bound.
#[track_caller]
fn check(what: &str, sum: u64, requests: u64, most: u64) {
    let mean = sum.div_ceil(requests);
    println!("{what}: {mean} of at most {most}");
    assert!(mean <= most, "{what}: {mean} instead of at most {most}");
}

#[test]
fn a_page_stays_as_cheap_as_it_is() {
    let app = TestApp::new(stores(Kind::Sqlite).unwrap());
    // Texts are read and statements prepared the first time.
    interview(&app);
    let (shown, taken) = interview(&app);
    // Behind each bound what was measured; the bound is a fifth more, rounded down.
    check("statements to show a page", shown.statements, shown.requests, 2);
    check("hand-overs to show a page", shown.handed_over, shown.requests, 0);
    check("allocations to show a page", shown.allocations, shown.requests, 10_000);
    check("bytes allocated to show a page", shown.bytes, shown.requests, 1_000_000);
    check("statements to take a page", taken.statements, taken.requests, 7);
    check("hand-overs to take a page", taken.handed_over, taken.requests, 1);
    check("allocations to take a page", taken.allocations, taken.requests, 10_000);
    check("bytes allocated to take a page", taken.bytes, taken.requests, 1_000_000);
}
