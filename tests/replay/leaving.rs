//! In what order files leave `collect`. Somebody who sees every write knows whose files they are, since he
//! saw them with a draft; so the order must have nothing to do with that of the responses.

use diesel::connection::SimpleConnection;
use zugvogel::app::Actor;
use zugvogel::app::builtin::Builtin;
use zugvogel::engine::Questionnaire;
use zugvogel::error::Error;
use zugvogel::formats::json;
use zugvogel::ids::{Slug, SurveyId};
use zugvogel::storage::Conn;
use zugvogel::storage::results::responses::page_responses;

use crate::app::{TestApp, tables};
use crate::browser::Ask;
use crate::databases::both;
use crate::installation::rows;

const DOCUMENT: &str = r#"{
  "name": "papiere", "languages": ["de"], "title": "Papiere",
  "publisher": {
    "name": "Landkreis", "contact": "Amt", "phone": "1", "email": "a@b.example",
    "imprint": "Amt", "privacy": "Nichts."
  },
  "welcome": { "title": "Papiere", "lead": "Bitte.", "facts": [] },
  "thanks": { "title": "Danke", "text": "Danke." },
  "pages": [{ "name": "papier", "title": "Papier", "questions": [
    { "kind": "text", "name": "who", "label": "Wer?" },
    { "kind": "upload", "name": "paper", "upload": "file", "label": "Welches?" }
  ]}]
}"#;

const PEOPLE: usize = 12;
/// Who guesses an order is right once, whatever the number; more than seven times once in 100,000 tries.
const MOST: usize = 7;

/// Notes each file that is deleted, in the order in which that is written.
fn keep_journal(conn: &mut Conn) -> Result<(), Error> {
    match conn {
        Conn::Sqlite(c) => c.batch_execute(
            "CREATE TABLE journal (number INTEGER PRIMARY KEY, id TEXT, bytes BLOB);
             CREATE TRIGGER noted AFTER DELETE ON attachments
             BEGIN INSERT INTO journal (id, bytes) VALUES (old.id, old.size); END;",
        )?,
        Conn::Postgres(c) => c.batch_execute(
            "CREATE TABLE journal (number serial, id text, bytes bytea);
             CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN INSERT INTO journal (id, bytes) VALUES (old.id, old.size); RETURN NULL; END $$;
             CREATE TRIGGER noted AFTER DELETE ON attachments
             FOR EACH ROW EXECUTE FUNCTION note();",
        )?,
    }
    Ok(())
}

both! {
    fn files_leave_in_an_order_of_their_own(stores) {
        let (collect, results) = (stores.collect.clone(), stores.results.clone());
        let app = TestApp::new(stores);
        let checked = json::load(DOCUMENT.as_bytes(), &Builtin);
        let questionnaire: Questionnaire = checked.sound().unwrap();
        app.publish_own("papiere", &questionnaire, &[], None);
        collect.write_now(keep_journal).unwrap();
        let mut sent = Vec::new();
        for person in 0..PEOPLE {
            let mut resident = app.resident("papiere");
            let form = resident.page.form();
            let name = format!("p{person}");
            let fields: Vec<(&str, &str)> =
                form.sent().into_iter().filter(|(name, _)| *name != "who").collect();
            let fields = [fields, vec![("who", name.as_str())]].concat();
            let paper = [("paper.file", "paper.txt", name.as_bytes())];
            resident.send(Ask::multipart("/s/papiere/p/papier", &fields, &paper));
            resident.is_on("review").press().is_on("done");
            let there = rows(&collect, "SELECT id, 0 AS number, size AS bytes FROM attachments");
            let is_new = |id: &String| sent.iter().all(|(known, _)| known != id);
            let new = there.into_iter().map(|row| row.id).find(is_new).unwrap();
            sent.push((new, name));
        }
        let slug = Slug("papiere".to_owned());
        let moved = app.app.force_mix(&Actor::Operator, &slug, &mut rand::rng()).unwrap();
        assert_eq!(moved.moved, PEOPLE);
        let survey: SurveyId = app.app.surveys().load_now(&Actor::Operator, &slug).unwrap().survey.id;
        let left = collect.read_now(|conn| {
            Ok::<_, Error>(tables::count(conn, "attachments", &survey)?)
        });
        assert_eq!(left.unwrap(), 0);
        let gone = rows(&collect, "SELECT id, number, bytes FROM journal ORDER BY number");
        let page = move |conn: &mut Conn| Ok::<_, Error>(page_responses(conn, &survey, None, 100)?);
        let responses = results.read_now(page).unwrap();
        assert_eq!((gone.len(), responses.len()), (PEOPLE, PEOPLE));
        let is_right = |(file, response): (&crate::installation::Row, &_)| {
            let response: &zugvogel::storage::results::responses::ResponseRow = response;
            let (_, name) = sent.iter().find(|(id, _)| *id == file.id).unwrap();
            response.document.contains(&format!("\"who\":\"{name}\""))
        };
        let right = gone.iter().zip(&responses).filter(|pair| is_right(*pair)).count();
        assert!(right <= MOST, "{right} of {PEOPLE}: the order of the files is that of the responses");
    }
}
