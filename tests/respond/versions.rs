//! Another version for a survey in the field, while people are in the middle of it.

use serde_json::{Value, json};
use zugvogel::app::Actor;
use zugvogel::app::respondents::headings::BELIEVED;
use zugvogel::domain::Mode;
use zugvogel::engine::Questionnaire;
use zugvogel::engine::diff::Weight;
use zugvogel::error::Error;
use zugvogel::formats::{NoFiles, json as format};
use zugvogel::ids::Slug;

use crate::app::{TestApp, run_sql, tables};
use crate::databases::both;
use crate::resident::Resident;

const SURVEY: &str = "umzug";

fn read(document: &Value) -> Questionnaire {
    let checked = format::load(document.to_string().as_bytes(), &NoFiles);
    checked.sound().unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn question(name: &str, label: &str) -> Value {
    json!({ "kind": "text", "name": name, "label": label })
}

fn document(pages: &[(&str, Value)]) -> Value {
    let page = |(name, questions): &(&str, Value)| json!({ "name": name, "title": name, "questions": questions });
    let pages: Vec<Value> = pages.iter().map(page).collect();
    json!({
        "name": "umzug", "languages": ["de"], "title": "Umzug",
        "publisher": { "name": "Landkreis", "contact": "Amt", "phone": "1", "email": "a@b.example",
            "imprint": "Amt", "privacy": "Nichts." },
        "lists": { "yn": [{ "value": "1", "label": "ja" }, { "value": "2", "label": "nein" }] },
        "pages": pages
    })
}

fn again() -> Value {
    json!({ "kind": "select_one", "name": "again", "label": "Wieder?", "choices": "yn" })
}

fn first() -> Value {
    document(&[
        ("woher", json!([question("from", "Woher?")])),
        ("wohin", json!([question("to", "Wohin?")])),
        ("ende", json!([again()])),
    ])
}

/// Only a text is another.
fn reworded() -> Value {
    document(&[
        ("woher", json!([question("from", "Woher?")])),
        ("wohin", json!([question("to", "In welchen Ort?")])),
        ("ende", json!([again()])),
    ])
}

/// A page is gone, another has come before all, and a question beside another.
fn rebuilt() -> Value {
    document(&[
        ("warum", json!([question("why", "Warum?"), question("from", "Woher?")])),
        ("ende", json!([again(), question("rest", "Sonst?")])),
    ])
}

fn with(stores: crate::databases::TestStores) -> TestApp {
    let app = TestApp::new(stores);
    app.publish_own(SURVEY, &read(&first()), &[], None);
    app
}

fn slug() -> Slug {
    Slug(SURVEY.to_owned())
}

/// Publishes and waits until all know.
fn publish(app: &TestApp, document: &Value, weight: Weight) -> Result<i32, Error> {
    let questionnaire = read(document);
    let change = app.app.compare_version(&Actor::Operator, &slug(), &questionnaire).unwrap();
    assert_eq!(change.diff.verdict(), weight);
    let number =
        app.app.publish_version(&Actor::Operator, &slug(), (&questionnaire, Vec::new()), &change);
    std::thread::sleep(BELIEVED);
    number
}

/// How long what is stored of each person is.
fn lengths(app: &TestApp, table: &'static str) -> Vec<String> {
    let length = "CAST(length(sealed) AS text)";
    let read = move |conn: &mut _| Ok::<_, Error>(tables::texts(conn, table, length)?);
    app.app.stores.collect.read_now(read).unwrap()
}

#[test]
fn versions_of_one_label_are_told_apart() {
    let versions = [first(), reworded(), rebuilt()].map(|mut document| {
        document["version"] = json!("3");
        read(&document)
    });
    let labels = Questionnaire::version_labels(versions.iter().map(|it| ("0123456789abcdef", it)));
    assert_eq!(labels, ["3", "3 (2)", "3 (3)"]);
}

both! {
    /// Three are in the middle of it: one has not sent anything yet, one is on the second page, one has all.
    fn whoever_is_in_the_middle_ends_as_she_began(stores) {
        let app = with(stores);
        let mut unsent = app.resident(SURVEY);
        let mut second = app.resident(SURVEY);
        second.answer(&[("from", "Jade")]).is_on("wohin").sees("Wohin?");
        let mut all = app.resident(SURVEY);
        all.walk(&[("from", "Varel"), ("to", "Bremen"), ("again", "1")]);
        all.is_on("review");

        // A text goes live under them.
        assert_eq!(publish(&app, &reworded(), Weight::Minor).unwrap(), 2);
        second.open("/p/wohin").sees("In welchen Ort?");
        // Anything else does not.
        assert_eq!(publish(&app, &rebuilt(), Weight::Structural).unwrap(), 3);
        let mut new = app.resident(SURVEY);
        new.is_on("warum").sees("Warum?");
        second.open("/review").is_on("wohin").sees("In welchen Ort?");
        second.answer(&[("to", "Oldenburg")]).is_on("ende").sees_not("Sonst?");
        second.answer(&[("again", "2")]).is_on("review").sees("Oldenburg").press().is_on("done");
        all.open("/review").sees("Bremen").press().is_on("done");
        // The page that she had before it came is no page of the new version.
        unsent.is_on("woher").answer(&[("from", "Elsfleth")]).is_on("wohin");
        unsent.walk(&[("to", "Brake"), ("again", "1")]);
        unsent.is_on("review").press().is_on("done");
        new.walk(&[("why", "Arbeit"), ("from", "Berne"), ("again", "1"), ("rest", "nichts")]);
        new.is_on("review").press().is_on("done");
        Resident::new(&app, SURVEY, "de").press().is_on("warum");

        let rows = app.exported(SURVEY);
        let mut cells: Vec<[&str; 5]> = rows
            .iter()
            .map(|row| ["from", "to", "again", "why", "rest"].map(|name| row[name].as_str()))
            .collect();
        cells.sort_unstable();
        assert_eq!(cells, [
            ["Berne", "-4", "1", "Arbeit", "nichts"],
            ["Elsfleth", "Brake", "1", "-4", "-4"],
            ["Jade", "Oldenburg", "2", "-4", "-4"],
            ["Varel", "Bremen", "1", "-4", "-4"],
        ]);
    }

    /// Who holds the store sees no difference between who ends on the old version and who begins with one
    /// in which much more may be said.
    fn no_length_tells_the_version(stores) {
        let app = with(stores);
        let mut early = app.resident(SURVEY);
        early.answer(&[("from", "Jade")]).is_on("wohin");
        let before = lengths(&app, "drafts")[0].clone();
        let mut much = first();
        let texts: Vec<Value> = (0..90).map(|number| question(&format!("more_{number}"), "Mehr?")).collect();
        let page = json!({ "name": "mehr", "title": "Mehr", "questions": texts });
        much["pages"].as_array_mut().unwrap().insert(0, page);
        publish(&app, &much, Weight::Structural).unwrap();

        let mut late = app.resident(SURVEY);
        late.is_on("mehr").answer(&[("more_1", "x")]).is_on("woher");
        early.answer(&[("to", "Brake")]).is_on("ende");
        let drafts = lengths(&app, "drafts");
        assert_eq!(drafts.len(), 2);
        assert!(drafts[0] == drafts[1] && drafts[0] != before, "{drafts:?}, {before} before");
        early.walk(&[("again", "1")]);
        early.is_on("review").press().is_on("done");
        late.walk(&[("from", "Berne"), ("to", "Brake"), ("again", "1")]);
        late.is_on("review").press().is_on("done");
        let inbox = lengths(&app, "inbox");
        assert!(inbox.len() == 2 && inbox[0] == inbox[1], "{inbox:?}");
    }

    /// Another process that has read the survey a moment ago does not know the version with which she began: it
    /// does not go on with one in which she did not.
    fn a_version_that_is_not_known_yet_is_asked_for(stores) {
        let app = with(stores);
        let there = app.app.respondents();
        let before = app.runtime.block_on(there.survey(SURVEY)).unwrap();
        publish(&app, &rebuilt(), Weight::Structural).unwrap();
        let mut new = app.resident(SURVEY);
        new.answer(&[("why", "Arbeit")]).is_on("ende");
        let token = &new.browser.cookies[&format!("zv_draft_{SURVEY}")];
        let progress = app.runtime.block_on(there.progress(&before, token));
        assert!(matches!(progress, Err(Error::Busy)), "{progress:?}");
        let now = app.runtime.block_on(there.survey(SURVEY)).unwrap();
        assert!(app.runtime.block_on(there.progress(&now, token)).is_ok());
    }

    /// Her code brings her back to the version with which she began, on whatever device.
    fn a_code_leads_back_to_the_version_that_was_begun(stores) {
        let app = TestApp::new(stores);
        app.publish_with_codes(SURVEY, Mode::Anonymous, &[]);
        let codes = app.codes(SURVEY, "", 2);
        let mut early = app.resident_with(SURVEY, &codes[0]);
        early.answer(&[("often", "1")]).is_on("zweck");
        let mut document: Value =
            serde_json::to_value(crate::app::questionnaire("feedback").definition()).unwrap();
        let added = json!({ "name": "neu", "title": { "de": "Neu", "en": "New" }, "questions": [
            { "kind": "text", "name": "fresh", "label": { "de": "Neues?", "en": "News?" } }] });
        document["pages"].as_array_mut().unwrap().insert(0, added);
        publish(&app, &document, Weight::Structural).unwrap();
        app.resident_with(SURVEY, &codes[0]).is_on("zweck");
        app.resident_with(SURVEY, &codes[1]).is_on("neu");
    }

    /// The same again is nothing new, and what would make answers unreadable is refused with its reason.
    fn what_breaks_stored_answers_is_refused(stores) {
        let app = with(stores);
        let refused = |document: &Value, words: &[&str]| {
            let Err(Error::BadInput(told)) = publish(&app, document, Weight::Structural) else {
                panic!("published");
            };
            for word in words {
                assert!(told.contains(word), "{told}");
            }
        };
        let mut swapped = first();
        swapped["lists"]["yn"] = json!([{ "value": "1", "label": "nein" }, { "value": "2", "label": "ja" }]);
        refused(&swapped, &["choice `1`", "recode them", "another name or code"]);
        let mut other = first();
        other["pages"][0]["questions"][0] = json!({ "kind": "integer", "name": "from", "label": "Woher?" });
        refused(&other, &["question `from`", "another kind of question"]);
        // The name of one question is now another's.
        let mut taken = first();
        taken["pages"][0]["questions"][0] = json!({ "kind": "text", "name": "to", "id": "new", "label": "Wie weit?" });
        taken["pages"][1]["questions"][0] = json!({ "kind": "text", "name": "whither", "id": "to", "label": "Wohin?" });
        refused(&taken, &["question `to`"]);
        let id = app.app.surveys().load_now(&Actor::Operator, &slug()).unwrap().survey.id;
        let count = move |conn: &mut _| Ok::<_, Error>(tables::count(conn, "survey_versions", &id)?);
        assert_eq!(app.app.stores.office.read_now(count).unwrap(), 1, "nothing of it is stored");
        let same = read(&first());
        let change = app.app.compare_version(&Actor::Operator, &slug(), &same).unwrap();
        assert_eq!(change.diff.verdict(), Weight::Identical);
        let other = read(&{ let mut it = first(); it["name"] = json!("anders"); it });
        let told = app.app.compare_version(&Actor::Operator, &slug(), &other).unwrap_err().to_string();
        assert!(told.contains("`umzug`") && told.contains("`anders`"), "{told}");
    }

    /// A name or a code that was away and is back must be what it was.
    fn what_was_taken_away_does_not_come_back_as_something_else(stores) {
        let app = with(stores);
        let mut shorter = first();
        shorter["pages"].as_array_mut().unwrap().remove(1);
        shorter["lists"]["yn"] = json!([{ "value": "1", "label": "ja" }]);
        publish(&app, &shorter, Weight::Structural).unwrap();
        let refused = |document: &Value, words: &str| match publish(&app, document, Weight::Structural) {
            Err(Error::BadInput(told)) => assert!(told.contains(words), "{told}"),
            other => panic!("{other:?}"),
        };
        let mut other_kind = first();
        other_kind["pages"][1]["questions"][0]["kind"] = json!("integer");
        refused(&other_kind, "question `to` is not what it was in version 1");
        let mut other_code = first();
        other_code["lists"]["yn"][1]["label"] = json!("vielleicht");
        refused(&other_code, "choice `2` is not what it was in version 1");
        assert_eq!(publish(&app, &first(), Weight::Structural).unwrap(), 3);
    }

    /// Whoever answers in a language ends in it, also when a later version forgets it.
    fn a_language_that_is_withdrawn_is_no_matter_of_texts(stores) {
        let app = TestApp::new(stores);
        let mut both = first();
        both["languages"] = json!(["de", "en"]);
        app.publish_own(SURVEY, &read(&both), &[], None);
        let mut begun = app.resident(SURVEY);
        begun.answer(&[("from", "Jade")]).is_on("wohin");
        let mut forgotten = both.clone();
        forgotten["pages"][1]["questions"][0]["label"] = json!({ "de": "In welchen Ort?" });
        let next = read(&forgotten);
        let change = app.app.compare_version(&Actor::Operator, &slug(), &next).unwrap();
        assert_eq!((change.withdrawn.as_slice(), change.is_structural()), (&["en".to_owned()][..], true));
        app.app.publish_version(&Actor::Operator, &slug(), (&next, Vec::new()), &change).unwrap();
        std::thread::sleep(BELIEVED);
        begun.open("/p/wohin").sees("Wohin?");
    }

    /// Whoever publishes what the survey has already gets what is missing of it in the field.
    fn the_same_again_mends_its_copy(stores) {
        let app = with(stores);
        publish(&app, &reworded(), Weight::Minor).unwrap();
        let older = "UPDATE surveys SET version_hash = 'older', closes_on = '2020-01-01'";
        run_sql(&app.app.stores.collect, older);
        let again = (&read(&reworded()), Vec::new());
        app.app.put_back_version(&Actor::Operator, &slug(), again).unwrap();
        std::thread::sleep(BELIEVED);
        app.resident(SURVEY).answer(&[("from", "Jade")]).is_on("wohin").sees("In welchen Ort?");
    }

    /// Two who publish at once: what the second was shown is not what it would change by now.
    fn what_was_compared_with_an_older_version_is_not_published(stores) {
        let app = with(stores);
        let late = read(&rebuilt());
        let change = app.app.compare_version(&Actor::Operator, &slug(), &late).unwrap();
        publish(&app, &reworded(), Weight::Minor).unwrap();
        let published =
            app.app.publish_version(&Actor::Operator, &slug(), (&late, Vec::new()), &change);
        assert!(matches!(published, Err(Error::Busy)), "{published:?}");
        app.resident(SURVEY).is_on("woher");
    }

    /// A version that comes back is itself again, also for what was begun with it the first time.
    fn a_version_may_come_back(stores) {
        let app = with(stores);
        let mut early = app.resident(SURVEY);
        early.answer(&[("from", "Jade")]).is_on("wohin");
        publish(&app, &rebuilt(), Weight::Structural).unwrap();
        let mut between = app.resident(SURVEY);
        between.answer(&[("why", "Liebe")]).is_on("ende");
        publish(&app, &first(), Weight::Structural).unwrap();
        publish(&app, &reworded(), Weight::Minor).unwrap();
        early.open("/review").is_on("wohin").sees("In welchen Ort?");
        between.open("/review").is_on("ende").sees("Sonst?");
        between.walk(&[("again", "1"), ("rest", "-")]);
        between.is_on("review").press().is_on("done");
        app.resident(SURVEY).is_on("woher");
        assert_eq!(app.exported(SURVEY).len(), 1);
    }
}
