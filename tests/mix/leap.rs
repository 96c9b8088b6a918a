//! The clock leaps by a year and back, and nothing of residents is deleted; in ordinary time all is deleted
//! when it is due.

use zugvogel::app::interviews::Saved;
use zugvogel::app::jobs::{JobSpec, Runner};
use zugvogel::app::office::clock::ClockTrust;
use zugvogel::app::{Actor, App};
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

/// The server's round at this minute, and what is left: drafts and spent ids.
fn round(field: &Field, minute: i64) -> (i64, i64) {
    let runner = Runner::new(field.at_minute(minute));
    runner.put_on_list().unwrap();
    runner.run_due(JobSpec::find(JobKind::Retention).unwrap()).unwrap();
    (field.count("drafts", "TRUE"), field.count("spent", "TRUE"))
}

fn trust(app: &App) -> ClockTrust {
    app.office().look_at_clock(&Actor::System).unwrap()
}

both! {
    fn ordinary_time_deletes_on_time(stores) {
        let field = begun(&stores);
        // It is 10:00 in UTC on the 15th: the 28th is the first day after the seven.
        for hour in 0..12 * 24 + 11 {
            assert_eq!(round(&field, hour * HOUR), (1, 1), "hour {hour}");
        }
        assert_eq!(round(&field, 13 * DAY), (0, 0));
    }

    fn a_leap_of_a_year_and_back_deletes_nothing(stores) {
        let field = begun(&stores);
        for hour in 0..4 * 24 {
            assert_eq!(round(&field, hour * HOUR), (1, 1));
        }
        for hour in [4 * 24, 4 * 24 + 1, 5 * 24] {
            assert_eq!(round(&field, YEAR + hour * HOUR), (1, 1), "a year later, hour {hour}");
        }
        assert_eq!(trust(&field.at_minute(YEAR + 5 * DAY)), ClockTrust::Leapt);
        for hour in 5 * 24..12 * 24 {
            assert_eq!(round(&field, hour * HOUR), (1, 1), "hour {hour}");
        }
        assert_eq!(trust(&field.at_minute(12 * DAY)), ClockTrust::Steady);
        assert_eq!(round(&field, 13 * DAY), (0, 0), "and then on time");
    }

    /// It was right: days later, or at once when the operator says so.
    fn after_some_days_or_a_word_it_is_believed(stores) {
        let field = begun(&stores);
        round(&field, 0);
        assert_eq!(round(&field, YEAR), (1, 1));
        for day in 1..3 {
            assert_eq!(round(&field, YEAR + day * DAY), (1, 1), "day {day}");
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
