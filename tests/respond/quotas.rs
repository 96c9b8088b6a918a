//! Quotas through the public door: who comes when it is full, who was there before, who is counted and when.

use zugvogel::app::Actor;
use zugvogel::domain::Offer;
use zugvogel::engine::Questionnaire;
use zugvogel::error::Error;
use zugvogel::formats::json;
use zugvogel::ids::Slug;
use zugvogel::storage::results::quotas::list_counts;

use crate::app::{TestApp, run_sql, tables};
use crate::databases::{TestStores, both};
use crate::resident::Resident;
use crate::rights::withdrawal_on;

const SURVEY: &str = "quoten";
const DOCUMENT: &str = r#"{
  "name": "quoten", "languages": ["de"], "title": "Quoten",
  "publisher": {
    "name": "Landkreis", "contact": "Amt", "phone": "1", "email": "a@b.example",
    "imprint": "Amt", "privacy": "Nichts."
  },
  "welcome": { "title": "Quoten", "lead": "Bitte.", "facts": [] },
  "thanks": { "title": "Danke", "text": "Danke." },
  "pages": [
    { "name": "du", "title": "Du", "questions": [
      { "kind": "integer", "name": "alter", "label": "Wie alt?" },
      { "kind": "text", "name": "seite", "label": "Welche Seite?" }
    ]},
    { "name": "verein", "title": "Verein", "questions": [
      { "kind": "text", "name": "sport", "label": "Welcher Sport?" }
    ]},
    { "name": "ende", "title": "Ende", "questions": [
      { "kind": "text", "name": "rest", "label": "Sonst noch?" }
    ]}
  ],
  "quotas": [
    { "name": "jung_links", "when": "${seite} = 'links' and ${alter} <= 25", "max": 1,
      "title": "Danke, das genügt", "text": "Von Menschen wie Ihnen haben genug geantwortet." },
    { "name": "sportliche", "label": "Wer Sport treibt", "when": "${alter} <= 50", "max": 2,
      "skip": ["verein"] }
  ]
}"#;

fn with(stores: TestStores) -> TestApp {
    let app = TestApp::new(stores);
    app.publish_own(SURVEY, &questionnaire(DOCUMENT), &[Offer::Withdrawal], None);
    app
}

fn questionnaire(document: &str) -> Questionnaire {
    let checked = json::load(document.as_bytes(), &zugvogel::app::builtin::Builtin);
    checked.sound().unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// Somebody who answered the first page.
fn begun<'a>(app: &'a TestApp, age: &str, side: &str) -> Resident<'a> {
    let mut resident = app.resident(SURVEY);
    resident.answer(&[("alter", age), ("seite", side)]);
    resident
}

/// Answers the rest and submits, and gives her withdrawal code.
fn submit(resident: &mut Resident<'_>) -> String {
    resident.walk(&[]);
    resident.is_on("review").press().is_on("done");
    withdrawal_on(resident)
}

/// As the server does once a day, when nobody must have company.
fn a_day_passes(app: &TestApp) {
    app.app.force_mix(&Actor::Operator, &slug(), &mut rand::rng()).unwrap();
    app.app.mix(&Actor::Operator, &slug(), &mut rand::rng()).unwrap();
    std::thread::sleep(zugvogel::app::respondents::headings::BELIEVED);
}

fn slug() -> Slug {
    Slug(SURVEY.to_owned())
}

/// The quotas that are full, as residents' pages read it, and how many count in each.
fn full(app: &TestApp) -> (Vec<String>, Vec<i64>) {
    let id = app.app.surveys().load_now(&Actor::Operator, &slug()).unwrap().survey.id;
    let stores = &app.app.stores;
    let names = |conn: &mut _| Ok::<_, Error>(tables::texts(conn, "full_quotas", "name")?);
    let counts = move |conn: &mut _| Ok::<_, Error>(list_counts(conn, &id)?);
    let counts = stores.results.read_now(counts).unwrap();
    let responses = counts.into_values().map(|cell| cell.responses).collect();
    (stores.collect.read_now(names).unwrap(), responses)
}

/// No store knows any more what was full.
fn forget(app: &TestApp) {
    run_sql(&app.app.stores.collect, "DELETE FROM full_quotas");
    run_sql(&app.app.stores.results, "DELETE FROM quota_counts");
}

both! {
    /// One answer is enough. Who had begun may finish, who comes then reads why not, and nothing of her is
    /// stored.
    fn who_comes_when_it_is_full_is_thanked_and_not_stored(stores) {
        let app = with(stores);
        let mut early = begun(&app, "20", "links");
        let mut first = begun(&app, "20", "links");
        first.is_on("verein");
        submit(&mut first);
        assert_eq!(full(&app), (vec![], vec![]), "nobody is counted when she submits");
        begun(&app, "20", "links").is_on("verein");
        a_day_passes(&app);
        assert_eq!(full(&app), (vec!["jung_links".to_owned()], vec![1, 1]));
        let stored = app.stored(SURVEY);
        let mut late = begun(&app, "20", "links");
        late.is_on("jung_links").sees("Von Menschen wie Ihnen haben genug geantwortet.");
        assert_eq!(app.stored(SURVEY), stored);
        assert!(app.find_saved(SURVEY, &late).is_none());
        // Others go on, and so do those who were there.
        begun(&app, "20", "rechts").is_on("verein");
        submit(&mut early);
        a_day_passes(&app);
        assert_eq!(full(&app).1, [2, 2], "one more than was wanted");
    }

    /// Two cells fill up at once; one of them leaves a page out.
    fn two_cells_at_once(stores) {
        let app = with(stores);
        let mut before = begun(&app, "40", "rechts");
        before.is_on("verein");
        for side in ["links", "rechts"] {
            submit(&mut begun(&app, "20", side));
        }
        a_day_passes(&app);
        assert_eq!(full(&app), (vec!["jung_links".to_owned(), "sportliche".to_owned()], vec![1, 2]));
        let mut late = begun(&app, "40", "rechts");
        late.is_on("ende");
        submit(&mut late);
        begun(&app, "20", "links").is_on("jung_links");
        begun(&app, "60", "links").is_on("verein");
        submit(&mut before);
        a_day_passes(&app);
        // She who was not asked the page does not count.
        assert_eq!(full(&app).1, [1, 3]);
        let rows = app.exported(SURVEY);
        let asked = rows.iter().map(|row| row["sport"].as_str());
        assert_eq!(asked.filter(|cell| *cell == "-2").count(), 1);
    }

    /// Who answers and withdraws learns nothing more from a quota: what was full stays so.
    fn a_quota_stays_full_when_somebody_withdrew(stores) {
        let app = with(stores);
        let code = submit(&mut begun(&app, "20", "links"));
        a_day_passes(&app);
        begun(&app, "20", "links").is_on("jung_links");
        let mut anywhere = Resident::new(&app, SURVEY, "de");
        anywhere.open("/withdraw").answer(&[("code", &code)]).is_on("withdrawn");
        app.app.carry(&Actor::Operator, &slug(), &mut rand::rng()).unwrap();
        a_day_passes(&app);
        assert_eq!(full(&app), (vec!["jung_links".to_owned()], vec![0, 0]));
        begun(&app, "20", "links").is_on("jung_links");
        // Nor from a backup of either store from the time before.
        run_sql(&app.app.stores.collect, "DELETE FROM full_quotas");
        app.app.reconcile(&Actor::Operator, true).unwrap();
        assert_eq!(full(&app), (vec!["jung_links".to_owned()], vec![0, 0]));
        run_sql(&app.app.stores.results, "DELETE FROM quota_counts");
        app.app.reconcile(&Actor::Operator, true).unwrap();
        assert_eq!(full(&app), (vec!["jung_links".to_owned()], vec![0, 0]));
    }

    /// What is full by the results is so again in a store from a backup that does not know it yet.
    fn a_restored_store_is_counted_anew(stores) {
        let app = with(stores);
        submit(&mut begun(&app, "20", "links"));
        a_day_passes(&app);
        forget(&app);
        app.app.reconcile(&Actor::Operator, true).unwrap();
        assert_eq!(full(&app), (vec!["jung_links".to_owned()], vec![1, 1]));
    }

    /// One damaged response keeps no quota open for everybody.
    fn what_cannot_be_read_is_not_counted(stores) {
        let app = with(stores);
        let mut both = [begun(&app, "20", "links"), begun(&app, "20", "links")];
        both.iter_mut().for_each(|it| drop(submit(it)));
        a_day_passes(&app);
        assert_eq!(full(&app).1, [2, 2]);
        let damage = "UPDATE responses SET document = 'x' WHERE id = (SELECT min(id) FROM responses)";
        run_sql(&app.app.stores.results, damage);
        forget(&app);
        a_day_passes(&app);
        assert_eq!(full(&app), (vec!["jung_links".to_owned()], vec![1, 1]));
    }

    /// Invented residents begin where the counts are.
    fn simulated_residents_find_a_quota_partly_filled(stores) {
        let app = TestApp::new(stores);
        let document = DOCUMENT
            .replace("${alter} <= 50\", \"max\": 2", "${seite} = ${seite}\", \"max\": 4");
        app.publish_own(SURVEY, &questionnaire(&document), &[], None);
        let populate = |responses: usize, seed: u64| {
            app.app.populate(&Actor::Operator, &slug(), responses, seed, &mut |_| ()).unwrap();
            a_day_passes(&app);
            full(&app).1[1]
        };
        assert_eq!(populate(3, 1), 3);
        assert_eq!(populate(9, 2), 4);
    }
}
