//! What networks may store, a disk that is nearly full, and stores that take nothing: who floods is
//! stopped, who answers goes on, and what was typed is still there.

use std::time::Duration;

use zugvogel::app::App;
use zugvogel::app::respondents::budget::{Allowance, Budget, Budgets, Quota, UNFINISHED};
use zugvogel::app::respondents::room::Room;
use zugvogel::domain::Mode;
use zugvogel::formats::json;

use crate::app::{TestApp, run_sql, tables};
use crate::browser::{Answer, Ask, Door};
use crate::databases::{TestStores, both};
use crate::resident::Resident;

const HOUR: Duration = Duration::from_secs(3600);
const FLOODING: &str = "198.51.100.0";
const HONEST: &str = "203.0.113.0";

/// The way of somebody from this network.
struct From<'a>(&'a TestApp, String);

impl Door for From<'_> {
    fn send(&self, ask: &Ask) -> std::io::Result<Answer> {
        self.0.send(&ask.clone().with("x-network", &self.1))
    }
}

fn from<'a>(app: &'a TestApp, network: &str) -> From<'a> {
    From(app, network.to_owned())
}

/// So much for one network, for all in a survey, and for one when all have used up theirs.
fn budget(network: u64, survey: u64, scarce: u64) -> Budget {
    let (network, survey) = (Quota::of(network, HOUR), Quota::of(survey, HOUR));
    Budget::new(Allowance { what: "things", network, survey, scarce })
}

fn with(stores: TestStores, budgets: Budgets) -> TestApp {
    TestApp::with(stores, |app| App { budgets, ..app })
}

/// Begins an interview, as far as she is let.
fn begins<'d>(door: &'d From<'_>) -> Resident<'d> {
    let mut resident = Resident::start(door, "feedback");
    resident.is_on("besuch").answer(&[("often", "4")]);
    resident
}

#[track_caller]
fn finishes(resident: &mut Resident<'_>) {
    resident.is_on("zeiten").answer(&[("wish", "Kaffee")]).is_on("review").press().is_on("done");
}

/// Not stored; it says why and when to come back, and holds what was typed.
#[track_caller]
fn holds(resident: &mut Resident<'_>, status: u16, words: &str, field: &str, value: &str) {
    resident.has_status(status).sees(words).shows(field, value);
    // The words say the same as the header.
    let (wait, text) = (resident.page.header("retry-after"), resident.page.text());
    let in_words = match wait {
        Some("60") => ("einer Minute", "zehn Minuten"),
        Some("600") => ("zehn Minuten", "einer Minute"),
        other => panic!("{other:?}"),
    };
    assert!(text.contains(in_words.0) && !text.contains(in_words.1), "{wait:?}: {text}");
}

both! {
    fn one_network_that_begins_very_many_interviews_stops_nobody_else(stores) {
        let interviews = budget(5 * UNFINISHED, 100 * UNFINISHED, 2 * UNFINISHED);
        let app = with(stores, Budgets { interviews, ..Budgets::default() });
        app.publish_with_codes("brief", Mode::Anonymous, &[]);
        let code = app.codes("brief", "", 1).remove(0);
        let (flooding, honest) = (from(&app, FLOODING), from(&app, HONEST));
        let mut begun: Vec<_> = (0..5).map(|_| begins(&flooding)).collect();
        for _ in 0..20 {
            let mut refused = begins(&flooding);
            holds(&mut refused, 429, "Aus Ihrem Netz", "often", "4");
            refused.sees_not("Versuche");
        }
        assert_eq!(app.stored("feedback"), (5, 0), "no more than five");
        finishes(&mut begins(&honest));
        // Neighbours of who floods: one with a code, and who has begun.
        let mut neighbour = Resident::new(&flooding, "brief", "de");
        neighbour.enter(&code);
        neighbour.is_on("besuch").answer(&[("often", "4")]);
        finishes(&mut neighbour);
        for resident in &mut begun[..2] {
            finishes(resident);
        }
        // What is finished makes room.
        finishes(&mut begins(&flooding));
        assert_eq!(app.stored("feedback"), (3, 4));
    }

    fn many_networks_that_flood_leave_room_for_one_more(stores) {
        let interviews = budget(5 * UNFINISHED, 20 * UNFINISHED, UNFINISHED);
        let app = with(stores, Budgets { interviews, ..Budgets::default() });
        for number in 0..60 {
            let door = from(&app, &format!("10.{number}.1.0"));
            for _ in 0..2 {
                begins(&door);
            }
        }
        let (drafts, _) = app.stored("feedback");
        assert!((20..=81).contains(&drafts), "{drafts} drafts");
        let honest = from(&app, HONEST);
        finishes(&mut begins(&honest));
    }

    /// Of many clicks that send the same answers at once, one frees what the interview took.
    fn many_clicks_at_once_free_one_interview(stores) {
        let interviews = budget(2 * UNFINISHED, 100 * UNFINISHED, 2 * UNFINISHED);
        let app = with(stores, Budgets { interviews, ..Budgets::default() });
        let door = from(&app, FLOODING);
        let mut resident = begins(&door);
        resident.is_on("zeiten").answer(&[("wish", "Kaffee")]).is_on("review");
        let click = resident.browser.dressed(resident.filled(&[])).with("x-network", FLOODING);
        for answer in app.send_together(&vec![click; 16]) {
            assert_eq!(answer.header("location"), Some("/s/feedback/done"));
        }
        begins(&door).is_on("zeiten");
        begins(&door).has_status(429);
    }

    /// Nor does a first page that is sent many times at once take the room of many interviews.
    fn many_first_pages_at_once_begin_one_interview(stores) {
        let interviews = budget(20 * UNFINISHED, 100 * UNFINISHED, 20 * UNFINISHED);
        let app = with(stores, Budgets { interviews, ..Budgets::default() });
        let door = from(&app, FLOODING);
        let mut resident = Resident::start(&door, "feedback");
        resident.is_on("besuch");
        let click = resident.browser.dressed(resident.filled(&[("often", "4")]));
        app.send_together(&vec![click.with("x-network", FLOODING); 12]);
        // What is left of each that was too late is little, and not an interview.
        for _ in 0..18 {
            begins(&door).is_on("zeiten");
        }
        let more = (0..20).filter(|_| begins(&door).page.status != 429).count();
        assert!(more < 2, "{more}");
    }

    fn reports_are_bounded_by_network(stores) {
        let app = with(stores, Budgets::default());
        let report = |network: &str, text: &str| {
            let door = from(&app, network);
            let mut resident = Resident::new(&door, "feedback", "de");
            resident.open("/barrier").answer(&[("barrier", text)]);
            (resident.page.status, resident.page.html())
        };
        let answers: Vec<_> = (0..70).map(|number| report(FLOODING, &format!("Nr. {number}"))).collect();
        let taken = answers.iter().filter(|(status, _)| *status == 200).count();
        assert_eq!(taken, 60);
        let (status, html) = &answers[69];
        assert_eq!(*status, 429);
        assert!(html.contains("value=\"Nr. 69\""), "{html}");
        for number in 0..600 {
            report(&format!("10.{}.{}.0", number / 200, number % 200), "Flut");
        }
        assert_eq!(report(HONEST, "Die Schrift ist zu klein.").0, 200);
        let door = from(&app, HONEST);
        finishes(&mut begins(&door));
    }

    fn files_beyond_the_budget_are_not_kept_and_the_page_is(stores) {
        let files = budget(1, 1, 1);
        let app = with(stores, Budgets { files, ..Budgets::default() });
        let document = crate::uploads::DOCUMENT.as_bytes();
        let questionnaire = json::load(document, &zugvogel::app::builtin::Builtin).sound().unwrap();
        app.publish_own("dateien", &questionnaire, &[], None);
        let door = from(&app, HONEST);
        let mut resident = Resident::start(&door, "dateien");
        let picture = crate::uploads::photograph([5; 3]);
        let form = resident.is_on("bild").page.form();
        let fields: Vec<_> = form.sent().into_iter().filter(|field| field.0 != "why").collect();
        let fields = [fields, vec![("why", "Weil.")]].concat();
        let ask = Ask::multipart("/s/dateien/p/bild", &fields, &[("photo.file", "a.jpg", &picture)]);
        resident.send(ask);
        holds(&mut resident, 503, "Gerade nehmen wir keine Dateien an", "why", "Weil.");
        let id = app.app.surveys().load_now(
            &zugvogel::app::Actor::Operator, &zugvogel::ids::Slug("dateien".to_owned())).unwrap().survey.id;
        let count = move |conn: &mut _| Ok::<_, zugvogel::error::Error>(tables::count(conn, "attachments", &id)?);
        assert_eq!(app.app.stores.collect.read_now(count).unwrap(), 0);
        resident.answer(&[]).is_on("papiere");
    }

    fn when_the_disk_is_nearly_full_only_who_has_begun_goes_on(stores) {
        let app = with(stores, Budgets::default());
        let cookies = {
            let door = from(&app, HONEST);
            begins(&door).browser.cookies
        };
        // More than any disk has; and of a server's database less than an empty one takes.
        let app = app.restarted_with(|app| App { room: Room::new(u32::MAX, 1), ..app });
        let door = from(&app, HONEST);
        holds(&mut begins(&door), 503, "Gerade können wir nichts Neues annehmen", "often", "4");
        let mut report = Resident::new(&door, "feedback", "de");
        report.open("/barrier").answer(&[("barrier", "Zu klein.")]);
        holds(&mut report, 503, "nichts Neues", "barrier", "Zu klein.");
        let mut begun = Resident::new(&door, "feedback", "de");
        begun.browser.cookies = cookies;
        finishes(begun.open("/p/zeiten"));
        assert_eq!(app.stored("feedback"), (0, 1));
    }

    /// The words are true, nothing typed is lost, and sending it again is enough.
    fn a_store_that_takes_nothing_loses_nothing(stores) {
        let app = with(stores, Budgets::default());
        let door = from(&app, HONEST);
        let words = "Wir können gerade nichts speichern";
        let mut new = Resident::start(&door, "feedback");
        let mut begun = begins(&door);
        let mut ready = begins(&door);
        ready.answer(&[("wish", "Tee")]).is_on("review");
        let mut report = Resident::new(&door, "feedback", "de");
        report.open("/barrier");
        full(&app, true);
        holds(new.answer(&[("often", "4")]), 503, words, "often", "4");
        holds(begun.answer(&[("wish", "Kaffee & Kuchen")]), 503, words, "wish", "Kaffee & Kuchen");
        holds(report.answer(&[("barrier", "Zu klein.")]), 503, words, "barrier", "Zu klein.");
        ready.press().has_status(503).sees(words);
        for resident in [&mut new, &mut begun, &mut report, &mut ready] {
            resident.sees_not("sehr viele gleichzeitig").sees("nicht verloren");
            resident.press().has_status(503).sees(words);
        }
        assert_eq!(app.stored("feedback"), (2, 0), "as it was");
        full(&app, false);
        new.press().is_on("zeiten");
        begun.press().is_on("review").sees("Kaffee & Kuchen").press().is_on("done");
        report.press().sees("Danke, wir haben Ihre Meldung");
        ready.press().is_on("done");
        assert_eq!(app.stored("feedback"), (1, 2));
    }
}

/// Lets the store of drafts answer every write as on a full disk, or no longer.
fn full(app: &TestApp, is_full: bool) {
    let collect = &app.app.stores.collect;
    for (table, change) in
        [("drafts", "INSERT"), ("drafts", "UPDATE"), ("spent", "INSERT"), ("outbox", "INSERT")]
    {
        let name = format!("full_{table}_{change}");
        let sql = match (is_full, collect.is_on_server()) {
            (true, false) => format!(
                "CREATE TRIGGER {name} BEFORE {change} ON {table}
                 BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
            ),
            (false, false) => format!("DROP TRIGGER {name}"),
            (true, true) => format!(
                "CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                   RAISE EXCEPTION 'could not extend file: wrote only 4096 of 8192 bytes at block 103'
                   USING ERRCODE = '53100';
                 END $$;
                 CREATE TRIGGER {name} BEFORE {change} ON {table}
                 FOR EACH ROW EXECUTE FUNCTION full_disk()"
            ),
            (false, true) => format!("DROP TRIGGER {name} ON {table}"),
        };
        run_sql(collect, &sql);
    }
}
