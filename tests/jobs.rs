//! Jobs: one holder at a time whatever happens, and what becomes of a job that fails, is cancelled, or
//! loses the process that worked on it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy takes only functions marked as tests for tests"
)]

#[path = "support/databases.rs"]
mod databases;

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use zugvogel::app::App;
use zugvogel::app::jobs::lease::{Lease, Take};
use zugvogel::app::jobs::{Halt, JobFunction, JobSpec, Pace, Runner, RunningJob, by_hand};
use zugvogel::clock::Clock;
use zugvogel::domain::{JobKind, JobState};
use zugvogel::error::Error;
use zugvogel::ids::{JobId, OrganisationId, Slug};
use zugvogel::seal::Secret;
use zugvogel::storage::Stores;
use zugvogel::storage::office::jobs::{self, JobProgress, JobRow, Release};
use zugvogel::storage::office::organisations::{Organisation, insert_organisation};

use crate::databases::{Kind, TestStores, both, stores};

/// A node of the installation whose clock stands at this second.
fn node(stores: &TestStores, second: i64) -> App {
    let stores = Stores::open_existing(&stores.databases.urls).unwrap();
    App::new(stores, Secret::from([7; 32]), Clock::Fixed(at(second)))
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn later(app: &App, second: i64) -> App {
    App { clock: Clock::Fixed(at(second)), ..app.clone() }
}

/// Something of a county that runs once.
fn once(run: JobFunction) -> JobSpec {
    JobSpec { kind: JobKind::Mix, pace: Pace::Once { attempts: 3 }, run }
}

fn county() -> OrganisationId {
    OrganisationId("county".to_owned())
}

/// Puts a job of the county on the list, due at second 0.
fn start(app: &App, id: &str) -> JobId {
    let county =
        Organisation { id: county(), slug: Slug("county".to_owned()), name: "County".to_owned() };
    let id = JobId(id.to_owned());
    let job = JobRow {
        organisation_id: Some(county.id.clone()),
        ..JobRow::waiting(id.clone(), JobKind::Mix, "7".to_owned(), at(0).into())
    };
    let put = move |conn: &mut _| {
        insert_organisation(conn, &county)?;
        assert!(jobs::insert_job(conn, &job)?);
        Ok::<_, Error>(())
    };
    app.stores.office.write_now(put).unwrap();
    id
}

fn job(app: &App, id: &JobId) -> JobRow {
    app.stores.office.read_now(|conn| Ok::<_, Error>(jobs::find_job(conn, id)?)).unwrap().unwrap()
}

fn cancel(app: &App, owner: OrganisationId, id: &JobId) -> bool {
    let id = id.clone();
    let cancel =
        move |conn: &mut _| Ok::<_, Error>(jobs::cancel_job(conn, &owner, &id, at(50).into())?);
    app.stores.office.write_now(cancel).unwrap()
}

static WORKING: [AtomicUsize; 2] = [AtomicUsize::new(0), AtomicUsize::new(0)];
static WORKED: [AtomicUsize; 2] = [AtomicUsize::new(0), AtomicUsize::new(0)];

fn alone<const DATABASE: usize>(
    _: &App,
    _: &RunningJob<'_>,
) -> Result<Option<serde_json::Value>, Halt> {
    assert_eq!(WORKING[DATABASE].fetch_add(1, Ordering::SeqCst), 0, "two work on one job");
    std::thread::sleep(Duration::from_micros(300));
    WORKED[DATABASE].fetch_add(1, Ordering::SeqCst);
    WORKING[DATABASE].fetch_sub(1, Ordering::SeqCst);
    Ok(None)
}

/// Two nodes look at the same job at the same moment, again and again.
fn one_of_two_runners_gets_it(kind: Kind) {
    const ROUNDS: i64 = 200;
    let Some(stores) = stores(kind) else { return };
    let (run, database): (JobFunction, usize) = match kind {
        Kind::Sqlite => (alone::<0>, 0),
        Kind::Postgres => (alone::<1>, 1),
    };
    let spec = JobSpec { kind: JobKind::Mix, pace: Pace::Every(SignedDuration::from_mins(1)), run };
    let nodes = [node(&stores, 0), node(&stores, 0)];
    Runner::new(nodes[0].clone()).put_on_list().unwrap();
    for round in 1..=ROUNDS {
        let together = Barrier::new(2);
        let worked: usize = std::thread::scope(|scope| {
            let runners = nodes.each_ref().map(|node| {
                let runner = Runner::new(later(node, round * 61));
                let (together, spec) = (&together, &spec);
                scope.spawn(move || {
                    together.wait();
                    runner.run_due(spec).unwrap()
                })
            });
            runners.into_iter().map(|runner| runner.join().unwrap()).sum()
        });
        assert_eq!(worked, 1, "round {round}");
    }
    assert_eq!(WORKED[database].load(Ordering::SeqCst), 200);
}

#[test]
fn one_of_two_runners_gets_it_on_sqlite() {
    one_of_two_runners_gets_it(Kind::Sqlite);
}

#[test]
fn one_of_two_runners_gets_it_on_postgres() {
    one_of_two_runners_gets_it(Kind::Postgres);
}

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

fn take(app: &App, id: &JobId, when: Take) -> Option<(Lease, JobRow)> {
    Lease::take(&app.stores.office, &app.clock, id, MINUTE, when).unwrap()
}

fn released() -> Release {
    Release::waiting(at(0).into(), 0)
}

fn seven(_: &App, work: &RunningJob<'_>) -> Result<Option<serde_json::Value>, Halt> {
    work.tell(JobProgress { phase: "job-reading", done: 3, total: 7 })?;
    Ok(Some(serde_json::json!(work.arguments::<i64>()?)))
}

fn broken(_: &App, _: &RunningJob<'_>) -> Result<Option<serde_json::Value>, Halt> {
    panic!("out of luck")
}

fn unfit(_: &App, _: &RunningJob<'_>) -> Result<Option<serde_json::Value>, Halt> {
    Err(Error::BadInput("it is too large".to_owned()).into())
}

fn endless(app: &App, work: &RunningJob<'_>) -> Result<Option<serde_json::Value>, Halt> {
    // Somebody cancels it while it runs.
    let id = JobId("long".to_owned());
    assert!(!cancel(app, OrganisationId("other".to_owned()), &id), "not hers");
    assert!(cancel(app, county(), &id));
    std::thread::sleep(Duration::from_millis(1100));
    work.tell(JobProgress { phase: "job-reading", done: 1, total: 2 })?;
    panic!("it went on")
}

both! {
    fn a_job_is_done_once_and_says_what_came_of_it(stores) {
        let app = node(&stores, 1);
        let id = start(&app, "seven");
        let runner = Runner::new(app.clone());
        assert_eq!(runner.run_due(&once(seven)).unwrap(), 1);
        let done = job(&app, &id);
        assert_eq!((done.state, done.holder), (JobState::Done, None));
        assert_eq!((done.phase.as_str(), done.done, done.total), ("job-reading", 3, 7));
        assert_eq!(done.result.as_deref(), Some("7"));
        let again = Runner::new(later(&app, 10_000));
        assert_eq!(again.run_due(&once(seven)).unwrap(), 0);
    }

    fn the_lease_of_a_killed_process_ends_and_the_job_goes_on(stores) {
        let app = node(&stores, 0);
        let id = start(&app, "seven");
        // A process that is killed lets nothing go.
        let (killed, _) = take(&app, &id, Take::Due).unwrap();
        let other = node(&stores, 29);
        assert!(take(&other, &id, Take::Due).is_none());
        assert!(take(&other, &id, Take::Now).is_none(), "nor if somebody asks for it");
        let runner = Runner::new(node(&stores, 31));
        assert_eq!(runner.run_due(&once(seven)).unwrap(), 1);
        assert_eq!(job(&app, &id).state, JobState::Done);
        // It was not dead, only slow: what it says does not count any more.
        assert!(!killed.release(released()).unwrap());
        assert_eq!(job(&app, &id).state, JobState::Done);
    }

    fn a_clock_that_leaps_stops_nothing(stores) {
        let app = node(&stores, 0);
        let id = start(&app, "seven");
        // An hour ahead, then set right: the lease seems to end in an hour.
        let (ahead, _) = take(&later(&app, 3600), &id, Take::Due).unwrap();
        let (right, _) = take(&later(&app, 40), &id, Take::Due).unwrap();
        assert!(!ahead.release(released()).unwrap());
        assert!(right.release(Release::waiting(at(3600).into(), 0)).unwrap());
        // And what seems to be due in an hour, though it is due each minute.
        let (_, taken) = take(&later(&app, 50), &id, Take::Due).unwrap();
        assert_eq!(taken.state, JobState::Running);
        // A clock that is a little off takes nothing away.
        assert!(take(&later(&app, 45), &id, Take::Due).is_none());
        assert!(take(&later(&app, 60), &id, Take::Due).is_none());
    }

    fn what_fails_is_begun_again_a_few_times(stores) {
        let app = node(&stores, 0);
        let id = start(&app, "broken");
        let mut begun = Vec::new();
        for second in 0..100 {
            let runner = Runner::new(later(&app, second));
            if runner.run_due(&once(broken)).unwrap() == 1 {
                begun.push(second);
            }
        }
        assert_eq!(begun, [0, 10, 30], "with growing pauses");
        let failed = job(&app, &id);
        assert_eq!((failed.state, failed.attempts, failed.result), (JobState::Failed, 3, None));
    }

    fn what_can_never_be_done_is_begun_once_and_says_why(stores) {
        let app = node(&stores, 0);
        let id = start(&app, "unfit");
        assert_eq!(Runner::new(app.clone()).run_due(&once(unfit)).unwrap(), 1);
        let failed = job(&app, &id);
        assert_eq!((failed.state, failed.attempts), (JobState::Failed, 1));
        assert_eq!(failed.result.as_deref(), Some("\"it is too large\""));
    }

    fn what_kills_its_process_each_time_is_given_up(stores) {
        let app = node(&stores, 0);
        let id = start(&app, "deadly");
        for second in [0, 31, 62] {
            take(&later(&app, second), &id, Take::Due).unwrap();
        }
        let runner = Runner::new(later(&app, 93));
        runner.run_due(&once(|_, _| panic!("a fourth time"))).unwrap();
        assert_eq!(job(&app, &id).state, JobState::Failed);
    }

    fn a_job_is_cancelled_before_it_begins_and_between_its_steps(stores) {
        let app = node(&stores, 100);
        let id = start(&app, "long");
        let runner = Runner::new(app.clone());
        runner.run_due(&once(endless)).unwrap();
        assert_eq!(job(&app, &id).state, JobState::Cancelled);
        assert!(!cancel(&app, county(), &id), "it has ended");
        assert_eq!(runner.run_due(&once(endless)).unwrap(), 0);

        let waiting = JobRow {
            organisation_id: Some(county()),
            ..JobRow::waiting(JobId("w".to_owned()), JobKind::Mix, "7".into(), at(0).into())
        };
        let put = move |conn: &mut _| Ok::<_, Error>(jobs::insert_job(conn, &waiting)?);
        app.stores.office.write_now(put).unwrap();
        assert!(cancel(&app, county(), &JobId("w".to_owned())));
        assert_eq!(runner.run_due(&once(endless)).unwrap(), 0);
        assert_eq!(job(&app, &JobId("w".to_owned())).state, JobState::Cancelled);
    }

    fn what_ended_is_forgotten_after_a_week(stores) {
        let app = node(&stores, 1);
        let id = start(&app, "seven");
        Runner::new(app.clone()).run_due(&once(seven)).unwrap();
        Runner::new(app.clone()).put_on_list().unwrap();
        let day = 24 * 3600;
        for (second, kept) in [(7 * day - 3600, true), (7 * day + 3600, false)] {
            let app = later(&app, second);
            let runner = Runner::new(app.clone());
            assert_eq!(runner.run_due(JobSpec::find(JobKind::Retention).unwrap()).unwrap(), 1);
            let found = app.stores.office.read_now(|c| Ok::<_, Error>(jobs::find_job(c, &id)?));
            assert_eq!(found.unwrap().is_some(), kept, "{second}");
        }
    }

    /// A row that runs again and again tells when somebody looked last, not what there was to do.
    fn the_row_of_the_mix_tells_no_counts(stores) {
        let app = node(&stores, 0);
        Runner::new(app.clone()).put_on_list().unwrap();
        let row = |second| {
            let app = later(&app, second);
            let mix = JobSpec::find(JobKind::Mix).unwrap();
            assert_eq!(Runner::new(app.clone()).run_due(mix).unwrap(), 1);
            job(&app, &JobId("mix".to_owned()))
        };
        let first = row(60);
        assert_eq!(row(120), JobRow {
            not_before: at(180).into(),
            updated_at: at(120).into(),
            ..first.clone()
        });
        assert_eq!((first.done, first.total, first.phase, first.result), (0, 0, String::new(), None));
    }

    fn by_hand_waits_for_nobody_who_is_gone(stores) {
        let app = node(&stores, 100);
        let mut told = Vec::new();
        let done = by_hand(&app, JobKind::Mix, &mut |who| told.push(who.to_owned()), || Ok(1));
        assert_eq!((done.unwrap(), told.len()), (1, 0));
        // A server has it, and lets it go after a moment.
        let (lease, _) = take(&app, &JobId("mix".to_owned()), Take::Now).unwrap();
        let done = std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(Duration::from_millis(600));
                assert!(lease.release(released()).unwrap());
            });
            by_hand(&app, JobKind::Mix, &mut |who| told.push(who.to_owned()), || Ok(2))
        });
        assert_eq!(done.unwrap(), 2);
        let process = format!("process {}", std::process::id());
        assert!(told.len() == 1 && told[0].contains(&process), "{told:?}");
    }
}
