//! The clock leaps, by a year and back, or by a day or some minutes again and again, and nothing of residents is
//! deleted; in ordinary time all is deleted when it is due.

use std::time::Duration;

use zugvogel::app::interviews::Saved;
use zugvogel::app::jobs::{JobSpec, Runner};
use zugvogel::app::office::clock::ClockTrust;
use zugvogel::app::{Actor, App};
use zugvogel::clock::Clock;
use zugvogel::domain::JobKind;
use zugvogel::engine::{Draft, Form};

use crate::databases::{TestStores, both};
use crate::field::{Field, waited};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
const YEAR: i64 = 365 * DAY;

/// A survey that ends on the fifth day, with a draft in it.
fn begun(stores: &TestStores) -> Field {
    let mut field = Field::new(stores, 5);
    let new = Saved { draft: Draft::default(), mark: None, withdrawal: None };
    let save = async {
        field.app.respondents().save(&field.served, "token", &new, &Form::default()).await
    };
    assert!(waited(save).unwrap());
    field.submit("somebody");
    field.close_on("2026-06-20");
    field
}

/// The server's round at this minute, and what is left: drafts and spent ids. The first one only puts the job on
/// the list.
fn round(field: &Field, minute: i64) -> (i64, i64) {
    let runner = Runner::new(field.at_minute(minute));
    runner.put_on_list().unwrap();
    runner.run_due(JobSpec::find(JobKind::Retention).unwrap()).unwrap();
    (field.count("drafts", "TRUE"), field.count("spent", "TRUE"))
}

fn trust(app: &App) -> ClockTrust {
    app.office().look_at_clock(&Actor::System).unwrap().trust
}

/// The server goes on evenly between these minutes, and looks at its clock. (In truth each minute.)
fn go_on(field: &Field, from: i64, to: i64) {
    for minute in (from..to).step_by(10) {
        trust(&field.at_minute(minute));
    }
}

both! {
    fn ordinary_time_deletes_on_time(stores) {
        let field = begun(&stores);
        // It is 10:00 in UTC on the 15th: the 28th is the first day after the seven.
        assert_eq!(round(&field, 0), (1, 1));
        for hour in 9 * 24..12 * 24 + 11 {
            assert_eq!(round(&field, hour * HOUR), (1, 1), "hour {hour}");
            go_on(&field, hour * HOUR, (hour + 1) * HOUR);
        }
        go_on(&field, (12 * 24 + 11) * HOUR, 13 * DAY);
        assert_eq!(round(&field, 13 * DAY), (0, 0));
    }

    fn a_leap_of_a_year_and_back_deletes_nothing(stores) {
        let field = begun(&stores);
        go_on(&field, 0, 4 * DAY);
        for hour in [4 * 24, 4 * 24 + 1, 5 * 24] {
            assert_eq!(round(&field, YEAR + hour * HOUR), (1, 1), "a year later, hour {hour}");
        }
        assert_eq!(trust(&field.at_minute(YEAR + 5 * DAY)), ClockTrust::Leapt);
        for hour in 5 * 24..12 * 24 {
            assert_eq!(round(&field, hour * HOUR), (1, 1), "hour {hour}");
            go_on(&field, hour * HOUR, (hour + 1) * HOUR);
        }
        assert_eq!(trust(&field.at_minute(12 * DAY)), ClockTrust::Steady);
        go_on(&field, 12 * DAY, 13 * DAY);
        assert_eq!(round(&field, 13 * DAY), (0, 0), "and then on time");
    }

    /// A day each, at which nothing is told: nothing goes, and no response leaves the pool.
    fn many_leaps_of_less_than_a_day_delete_nothing(stores) {
        let field = begun(&stores);
        go_on(&field, 0, 4 * DAY);
        for leap in 1..13 {
            let minute = 4 * DAY + leap * (DAY + 10);
            assert_eq!(round(&field, minute), (1, 1), "leap {leap}");
            assert_eq!(trust(&field.at_minute(minute)), ClockTrust::Steady, "leap {leap}");
        }
        let now = 16 * DAY + 2 * HOUR;
        for day in 0..3 {
            assert_eq!(round(&field, now + day * DAY), (1, 1), "day {day}");
            let runner = Runner::new(field.at_minute(now + day * DAY));
            for kind in [JobKind::Pool, JobKind::Mix] {
                runner.run_due(JobSpec::find(kind).unwrap()).unwrap();
            }
            assert_eq!(field.marks(), [""; 0], "day {day}");
            go_on(&field, now + day * DAY, now + (day + 1) * DAY);
        }
        // It stood for days, and nobody put it right.
        go_on(&field, now + 3 * DAY, now + 9 * DAY);
        assert_eq!(round(&field, now + 9 * DAY), (0, 0));
    }

    /// Nine minutes in each, on a server that goes on: the clock is ten times as fast as the time.
    fn many_leaps_of_minutes_delete_nothing(stores) {
        let field = begun(&stores);
        round(&field, 0);
        for minute in 0..1900_u32 {
            let now = field.at_minute(i64::from(minute) * 10).clock.now();
            let ran = Duration::from_secs(60) * minute;
            trust(&App { clock: Clock::Set(now, ran), ..field.app.clone() });
        }
        assert_eq!(round(&field, 13 * DAY + 5 * HOUR), (1, 1));
    }

    /// Sixteen hours of each day nobody looks: of those no more is believed in the end than was watched.
    fn leaps_without_end_delete_nothing_in_half_its_time(stores) {
        let field = begun(&stores);
        for day in 0..25 {
            assert_eq!(round(&field, day * DAY), (1, 1), "day {day}");
            go_on(&field, day * DAY, day * DAY + 8 * HOUR);
        }
    }

    fn a_leap_that_is_taken_back_delays_nothing(stores) {
        let field = begun(&stores);
        round(&field, 8 * DAY);
        go_on(&field, 8 * DAY, 12 * DAY);
        assert_eq!(round(&field, 13 * DAY), (1, 1));
        go_on(&field, 12 * DAY, 12 * DAY + 10 * HOUR);
        assert_eq!(round(&field, 12 * DAY + 10 * HOUR), (1, 1));
        go_on(&field, 12 * DAY + 10 * HOUR, 13 * DAY);
        assert_eq!(round(&field, 13 * DAY), (0, 0));
    }

    fn a_server_that_is_off_each_night_deletes_late(stores) {
        let field = begun(&stores);
        for day in 0..20 {
            let left = round(&field, day * DAY);
            assert!(day > 13 || left == (1, 1), "day {day}: {left:?}");
            go_on(&field, day * DAY, day * DAY + 12 * HOUR);
        }
        assert_eq!(round(&field, 20 * DAY), (0, 0));
    }

    /// It was right: days later, or at once when the operator says so.
    fn after_some_days_or_a_word_it_is_believed(stores) {
        let field = begun(&stores);
        round(&field, 0);
        assert_eq!(round(&field, YEAR), (1, 1));
        for day in 0..3 {
            assert_eq!(round(&field, YEAR + day * DAY), (1, 1), "day {day}");
            go_on(&field, YEAR + day * DAY, YEAR + (day + 1) * DAY);
        }
        assert_eq!(round(&field, YEAR + 3 * DAY), (0, 0));

        let field = Field::named(&stores, "other", 5);
        field.submit("somebody");
        assert_eq!(round(&field, 2 * YEAR), (0, 1));
        let app = field.at_minute(2 * YEAR + HOUR);
        app.office().confirm_clock(&Actor::Operator).unwrap();
        assert_eq!(trust(&app), ClockTrust::Steady);
    }
}
