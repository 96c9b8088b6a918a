//! Files as answers: sent, kept on a refused page, replaced, removed, refused, handed to the analysts,
//! deleted with everything else.

use std::io::{Cursor, Read};

use diesel::prelude::*;
use diesel::sql_types::{Binary, Text};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use zugvogel::access::WithdrawalCode;
use zugvogel::app::Actor;
use zugvogel::domain::Offer;
use zugvogel::engine::interview::Post;
use zugvogel::engine::{Form, Questionnaire};
use zugvogel::error::Error;
use zugvogel::formats::json;
use zugvogel::ids::Slug;
use zugvogel::storage::Conn;

use crate::app::{TestApp, run_sql, tables};
use crate::browser::Ask;
use crate::databases::{TestStores, both};
use crate::resident::Resident;

const SURVEY: &str = "dateien";
pub(crate) const DOCUMENT: &str = r#"{
  "name": "dateien", "languages": ["de"], "title": "Dateien",
  "publisher": {
    "name": "Landkreis", "contact": "Amt", "phone": "1", "email": "a@b.example",
    "imprint": "Amt", "privacy": "Nichts."
  },
  "welcome": { "title": "Dateien", "lead": "Bitte.", "facts": [] },
  "thanks": { "title": "Danke", "text": "Danke." },
  "pages": [
    { "name": "bild", "title": "Bild", "questions": [
      { "kind": "upload", "name": "photo", "upload": "image", "max_pixels": 100,
        "label": "Ein Bild?", "quasi_identifier": true },
      { "kind": "text", "name": "why", "label": "Warum?", "required": true }
    ]},
    { "name": "papiere", "title": "Papiere", "questions": [
      { "kind": "repeat", "name": "papers", "label": "Papier", "questions": [
        { "kind": "upload", "name": "paper", "upload": "file", "label": "Welches?" }
      ]}
    ]},
    { "name": "beweis", "title": "Beweis", "questions": [
      { "kind": "upload", "name": "proof", "upload": "file", "label": "Beweis?",
        "relevant": "${photo} = ''", "required": true },
      { "kind": "text", "name": "last", "label": "Sonst noch?" },
      { "kind": "upload", "name": "extra", "upload": "image", "label": "Noch ein Bild?",
        "relevant": "${last} = 'Bild'" }
    ]}
  ]
}"#;

fn with(stores: TestStores, offers: &[Offer]) -> TestApp {
    until(stores, offers, None)
}

fn until(stores: TestStores, offers: &[Offer], last_day: Option<&str>) -> TestApp {
    let app = TestApp::new(stores);
    let checked = json::load(DOCUMENT.as_bytes(), &zugvogel::app::builtin::Builtin);
    let questionnaire: Questionnaire =
        checked.sound().unwrap_or_else(|problems| panic!("{problems:#?}"));
    app.publish_own(SURVEY, &questionnaire, offers, last_day);
    app
}

/// How many files lie in `collect`, and how many in the results.
fn files(app: &TestApp) -> (i64, i64) {
    let slug = Slug(SURVEY.to_owned());
    let id = app.app.surveys().load_now(&Actor::Operator, &slug).unwrap().survey.id;
    let survey = id.clone();
    let before = app
        .app
        .stores
        .collect
        .read_now(move |conn| Ok::<_, Error>(tables::count(conn, "attachments", &survey)?));
    let after = app
        .app
        .stores
        .results
        .read_now(move |conn| Ok::<_, Error>(tables::count(conn, "attachments", &id)?));
    (before.unwrap(), after.unwrap())
}

/// A file as it lies in `collect`.
#[derive(QueryableByName)]
struct Sealed {
    #[diesel(sql_type = Text)]
    id: String,
    #[diesel(sql_type = Binary)]
    size: Vec<u8>,
    #[diesel(sql_type = Binary)]
    sealed: Vec<u8>,
}

fn sealed(app: &TestApp) -> Vec<Sealed> {
    const SQL: &str = "SELECT id, size, sealed FROM attachments";
    let rows: Result<Vec<Sealed>, Error> = app.app.stores.collect.read_now(|conn| {
        Ok(match conn {
            Conn::Sqlite(c) => diesel::sql_query(SQL).load(c)?,
            Conn::Postgres(c) => diesel::sql_query(SQL).load(c)?,
        })
    });
    rows.unwrap()
}

/// A photograph of 300 × 200 pixels of one colour that tells where it was taken.
pub(crate) fn photograph(colour: [u8; 3]) -> Vec<u8> {
    let picture: DynamicImage = RgbImage::from_pixel(300, 200, Rgb(colour)).into();
    let mut jpeg = Vec::new();
    picture.write_to(&mut Cursor::new(&mut jpeg), ImageFormat::Jpeg).unwrap();
    let mut exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01".to_vec();
    exif.extend(b"\x01\x0E\0\x02\0\0\0\x10\0\0\0\x1A\0\0\0\0GPS-Deichweg-1!!");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &exif, &jpeg[2..]].concat()
}

/// Gives answers and files, and presses the main button.
#[track_caller]
fn sends(resident: &mut Resident<'_>, answers: &[(&str, &str)], files: &[(&str, &str, &[u8])]) {
    let ask = with_files(resident, answers, files);
    resident.send(ask);
}

#[track_caller]
fn with_files(
    resident: &Resident<'_>,
    answers: &[(&str, &str)],
    files: &[(&str, &str, &[u8])],
) -> Ask {
    let form = resident.page.form();
    assert!(form.is_multipart, "{}", resident.page.text());
    assert!(files.iter().all(|(name, ..)| form.has(name)), "{}", resident.page.text());
    let kept = form.sent().into_iter().filter(|(name, _)| answers.iter().all(|a| a.0 != *name));
    let fields: Vec<(&str, &str)> = kept.chain(answers.iter().copied()).collect();
    Ask::multipart(resident.address.split(['?', '#']).next().unwrap(), &fields, files)
}

/// The name under which a page carries a file; none when it carries none.
fn carried(resident: &Resident<'_>, field: &str) -> Option<String> {
    let form = resident.page.form();
    let sent = form.sent();
    sent.iter().find(|(name, _)| *name == field).map(|(_, value)| (*value).to_owned())
}

/// The files of the export, by their names in the archive.
fn exported(app: &TestApp) -> Vec<(String, Vec<u8>)> {
    let bytes = app.exported_file(SURVEY, "attachments.zip");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut body = Vec::new();
        file.read_to_end(&mut body).unwrap();
        files.push((file.name().unwrap().into_owned(), body));
    }
    files
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

both! {
    fn a_picture_goes_from_the_page_to_the_export(stores) {
        let app = with(stores, &[]);
        let mut resident = app.resident(SURVEY);
        resident.is_on("bild").sees("Möglich sind JPG, PNG, WEBP, höchstens 10 MB.");
        let sent = photograph([200, 0, 0]);
        assert!(holds(&sent, "Deichweg"));
        // Another answer is missing: the page is refused, and the picture stays.
        sends(&mut resident, &[], &[("photo.file", "Anna Köhler Deichweg 1.JPG", &sent)]);
        resident.says_error_at("why").sees("Ihre Datei ist da: JPG, 1 kB");
        let name = carried(&resident, "photo").unwrap();
        assert!(name.starts_with("photo-") && name.ends_with(".jpg"), "{name}");
        assert_eq!((files(&app), app.stored(SURVEY)), ((1, 0), (0, 0)), "before there is a draft");
        resident.answer(&[("why", "schön")]).is_on("papiere");
        resident.open("/p/bild").sees("Ihre Datei ist da: JPG, 1 kB").shows("photo", &name);
        resident.press().press().is_on("beweis").sees_not("Beweis?");
        resident.press().is_on("review").sees("Ihre Datei ist da: JPG, 1 kB");
        resident.press().is_on("done");
        assert_eq!(files(&app), (1, 0), "it waits for the mix");

        let rows = app.exported(SURVEY);
        assert_eq!(rows[0]["photo"], name);
        let exported = exported(&app);
        assert_eq!(exported.len(), 1);
        let (path, kept) = &exported[0];
        assert_eq!(*path, format!("{}/{name}", rows[0]["resp_id"]));
        assert!(!holds(kept, "Deichweg") && !holds(kept, "Exif"), "no place in it");
        let picture = image::load_from_memory(kept).unwrap().to_rgb8();
        assert_eq!(picture.dimensions(), (100, 67));
        assert!(picture.get_pixel(50, 30).0[0] > 180);
        assert_eq!(files(&app), (0, 1), "nothing is left where people answer");
        let manifest = app.exported_file(SURVEY, "manifest.json");
        let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
        let entries = manifest["files"].as_array().unwrap();
        let entry = entries.iter().find(|entry| entry["name"] == "attachments.zip").unwrap();
        assert_eq!(entry["rows"], 1);
    }

    /// Neither the file nor its name can be read where people answer, before and after submission;
    /// and no two files differ in length there unless they differ much.
    fn nothing_of_a_file_is_readable_before_the_mix(stores) {
        let app = with(stores, &[]);
        let mut resident = app.resident(SURVEY);
        resident.answer(&[("why", "x")]);
        sends(&mut resident, &[], &[("paper[1].file", "a.txt", b"Deichweg 1")]);
        resident.is_on("beweis");
        let long = [b"%PDF-1.7 Deichweg".as_slice(), &[b'x'; 60_000]].concat();
        sends(&mut resident, &[], &[("proof.file", "a.pdf", &long)]);
        resident.is_on("review").open("/p/papiere");
        let name = carried(&resident, "paper[1]").unwrap();
        let look = || {
            let rows = sealed(&app);
            assert_eq!(rows.len(), 2);
            for row in &rows {
                let all = [row.id.as_bytes(), &row.size, &row.sealed].concat();
                assert!(!holds(&all, "Deichweg") && !holds(&all, &name));
            }
            assert_eq!(rows[0].sealed.len(), rows[1].sealed.len());
        };
        look();
        resident.open("/review").press().is_on("done");
        look();
        assert_eq!(exported(&app).len(), 2);
    }

    fn a_file_is_replaced_and_removed(stores) {
        let app = with(stores, &[]);
        let mut resident = app.resident(SURVEY);
        let (red, blue) = (photograph([200, 0, 0]), photograph([0, 0, 200]));
        sends(&mut resident, &[("why", "x")], &[("photo.file", "a.jpg", &red)]);
        resident.is_on("papiere").open("/p/bild");
        let first = carried(&resident, "photo").unwrap();
        // A file that cannot be taken changes nothing.
        sends(&mut resident, &[], &[("photo.file", "b.jpg", b"no picture")]);
        resident.says_error_at("photo").shows("photo", &first);
        sends(&mut resident, &[], &[("photo.file", "b.jpg", &blue)]);
        resident.is_on("papiere").open("/p/bild");
        let second = carried(&resident, "photo").unwrap();
        assert_ne!(second, first);
        assert_eq!(files(&app), (1, 0), "the first is gone");
        // The proof is asked for only of those without a picture, on the page where it is removed.
        resident.answer(&[("photo.remove", "1")]).is_on("papiere").press().is_on("beweis");
        resident.sees("Beweis?").press().says_error_at("proof").sees("Wählen Sie eine Datei aus.");
        assert_eq!(files(&app), (0, 0));
        sends(&mut resident, &[], &[("proof.file", "x.pdf", b"%PDF-1.7 proof")]);
        resident.is_on("review").sees("PDF");
        resident.open("/p/bild").sees_not("Ihre Datei ist da").press();
        resident.open("/review").press().is_on("done");
        let exported = exported(&app);
        assert_eq!(exported.len(), 1);
        assert_eq!(exported[0].1, b"%PDF-1.7 proof");
    }

    /// Of what refused pages brought only that stays which the page still shows, and what the draft has.
    fn refused_pages_leave_no_files_behind(stores) {
        let app = with(stores, &[]);
        let mut resident = app.resident(SURVEY);
        for colour in 0..5 {
            sends(&mut resident, &[("why", "")], &[("photo.file", "a.jpg", &photograph([colour; 3]))]);
            resident.says_error_at("why");
            assert_eq!(files(&app), (1, 0), "before there is a draft");
        }
        resident.answer(&[("why", "x")]).is_on("papiere").open("/p/bild");
        let first = carried(&resident, "photo").unwrap();
        let mut other_window = resident.clone();
        for colour in 10..15 {
            sends(&mut resident, &[("why", "")], &[("photo.file", "a.jpg", &photograph([colour; 3]))]);
            resident.says_error_at("why");
            assert_eq!(files(&app), (2, 0), "the draft's, and this page's");
        }
        // Whoever looks only, or sends without a file, takes nothing away from the draft.
        other_window.open("/p/bild").shows("photo", &first);
        assert_eq!(files(&app), (2, 0));
        let newest = carried(&resident, "photo").unwrap();
        other_window.answer(&[("why", "")]).says_error_at("why").shows("photo", &first);
        assert_eq!(files(&app), (1, 0), "that window does not show the newest");
        resident.answer(&[("why", "y")]).says_error_at("photo").sees("nicht mehr da");
        assert_ne!(newest, first);
        other_window.answer(&[("why", "y")]).is_on("papiere").open("/p/bild").shows("photo", &first);
        sends(&mut resident, &[("why", "z")], &[("photo.file", "a.jpg", &photograph([20; 3]))]);
        assert_eq!(files(&app).0, 2, "{}", resident.page.text());
    }

    /// Nothing is stored that names a file which another window has just deleted.
    fn a_page_whose_file_is_gone_is_not_stored(stores) {
        let app = with(stores, &[]);
        let resident = app.resident(SURVEY);
        let token = resident.browser.cookies.values().next().unwrap().clone();
        let shown = carried(&resident, "_shown").unwrap();
        let saved = actix_web::rt::System::new().block_on(async {
            let interviews = app.app.respondents().interviews();
            let survey = interviews.store.survey(SURVEY).await.unwrap();
            let form = [("photo", "photo-aaaaaaaa.jpg"), ("why", "x")];
            let form = form.map(|(name, value)| (name.to_owned(), value.to_owned()));
            let (form, shown) = (Form::new(form.to_vec()), shown.clone());
            let post = Post { page: 0, form, shown, from_review: false };
            interviews.post(&survey, &token, ("de", 1), &post).await
        });
        assert!(matches!(saved, Err(Error::Busy)), "{saved:?}");
        assert_eq!(app.stored(SURVEY), (0, 0));
    }

    /// Whoever saves a page while very many files are deleted waits for a few of them.
    fn many_files_are_deleted_a_few_at_a_time(stores) {
        const FILES: i64 = 400;
        let app = with(stores, &[]);
        let mut resident = app.resident(SURVEY);
        sends(&mut resident, &[], &[("photo.file", "a.jpg", &photograph([1; 3]))]);
        let copy = "INSERT INTO attachments SELECT survey_id, id || 'NUMBER', draft_id || 'NUMBER', week,
             size, sealed FROM attachments WHERE length(id) = 64";
        for number in 1..FILES {
            run_sql(&app.app.stores.collect, &copy.replace("NUMBER", &number.to_string()));
        }
        let app = app.restarted("2026-08-05T10:00:00Z");
        assert_eq!(files(&app), (FILES, 0));
        // What a writer sees who gets in between.
        let survey = app.app.surveys().load_now(&Actor::Operator, &Slug(SURVEY.to_owned())).unwrap();
        let seen = std::thread::scope(|scope| {
            let deletion = scope.spawn(|| app.app.respondents().delete_abandoned(&app.app.clock).unwrap());
            let mut seen = std::collections::BTreeSet::new();
            while !deletion.is_finished() {
                let id = survey.survey.id.clone();
                let count = move |conn: &mut Conn| Ok::<_, Error>(tables::count(conn, "attachments", &id)?);
                seen.insert(app.app.stores.collect.write_now(count).unwrap());
            }
            seen
        });
        assert!(seen.iter().any(|left| (1..FILES).contains(left)), "{seen:?}");
        assert_eq!(files(&app), (0, 0));
    }

    fn what_is_no_such_file_is_refused_in_words(stores) {
        let app = with(stores, &[]);
        let mut resident = app.resident(SURVEY);
        let large = vec![0xFF; (10 << 20) + 1];
        for (body, words) in [
            (&b"GIF89a\x01\0\x01\0"[..], "nehmen wir hier nicht an. Möglich sind JPG, PNG, WEBP."),
            (&photograph([9; 3])[..100], "lässt sich nicht lesen"),
            (&large, "ist zu groß: Möglich sind höchstens 10 MB"),
        ] {
            sends(&mut resident, &[("why", "x")], &[("photo.file", "a.jpg", body)]);
            resident.says_error_at("photo").sees(words).shows("why", "x");
        }
        assert_eq!(files(&app), (0, 0));
        resident.answer(&[("why", "x")]).is_on("papiere");
        sends(&mut resident, &[], &[("paper[1].file", "a.exe", b"MZ")]);
        resident.says_error_at("paper[1]").sees("PDF, ODT, ODS, DOCX, XLSX, TXT, CSV");
        sends(&mut resident, &[], &[("paper[1].file", "a.pdf", b"MZ")]);
        resident.says_error_at("paper[1]");
        // A page with far too much in it is not read.
        let whole = vec![0xFF; 50 << 20];
        sends(&mut resident, &[], &[("paper[1].file", "a.pdf", &whole)]);
        resident.has_status(413);
        assert_eq!(files(&app), (0, 0));
    }

    fn nobody_gets_at_the_file_of_another_draft(stores) {
        let app = with(stores, &[]);
        let mut one = app.resident(SURVEY);
        sends(&mut one, &[("why", "x")], &[("photo.file", "a.jpg", &photograph([1; 3]))]);
        one.is_on("papiere").open("/p/bild");
        let name = carried(&one, "photo").unwrap();
        let mut other = app.resident(SURVEY);
        for name in [name.as_str(), "photo-aaaaaaaa.jpg", "../secret", "-8"] {
            let ask = with_files(&other, &[("why", "y"), ("photo", name)], &[]);
            other.send(ask).says_error_at("photo").sees("nicht mehr da").sees_not("Ihre Datei ist da");
        }
        // The same picture has another name with everybody.
        sends(&mut other, &[("why", "y")], &[("photo.file", "a.jpg", &photograph([1; 3]))]);
        other.is_on("papiere").open("/p/bild");
        assert_ne!(carried(&other, "photo").unwrap(), name);
        // Nor does anybody send one from elsewhere.
        for ask in [
            with_files(&other, &[("_csrf", "x")], &[("photo.file", "a.jpg", &photograph([2; 3]))]),
            with_files(&other, &[], &[("photo.file", "a.jpg", &photograph([2; 3]))])
                .with("sec-fetch-site", "cross-site"),
        ] {
            other.send(ask).has_status(403).open("/p/bild");
        }
        assert_eq!(files(&app), (2, 0));
    }

    fn instances_have_files_of_their_own(stores) {
        let app = with(stores, &[]);
        let mut resident = app.resident(SURVEY);
        resident.answer(&[("why", "x")]).is_on("papiere");
        sends(&mut resident, &[("_add", "papers")], &[("paper[1].file", "a.txt", b"one")]);
        resident.has_status(200).sees("Ihre Datei ist da: TXT, 1 kB").open("/p/papiere");
        sends(&mut resident, &[("_add", "papers")], &[("paper[2].file", "a.txt", b"two")]);
        resident.open("/p/papiere");
        sends(&mut resident, &[], &[("paper[3].file", "a.txt", b"three")]);
        resident.is_on("beweis").open("/p/papiere");
        resident.answer(&[("_remove", "papers[2]")]).open("/p/papiere").press();
        sends(&mut resident, &[], &[("proof.file", "a.csv", b"a;b")]);
        resident.is_on("review").press().is_on("done");
        let bodies: Vec<Vec<u8>> = exported(&app).into_iter().map(|(_, body)| body).collect();
        assert_eq!(bodies.len(), 3, "{bodies:?}");
        for body in ["one", "three", "a;b"] {
            assert!(bodies.iter().any(|kept| kept == body.as_bytes()), "{body}");
        }
        let repeats = String::from_utf8(app.exported_file(SURVEY, "repeats.csv")).unwrap();
        assert!(repeats.contains(",papers,2,paper,file-"), "{repeats}");
    }

    /// Also what a script sends along, which has no files: where the page stands, and when it is left.
    fn a_question_that_follows_takes_files(stores) {
        let app = with(stores, &[]);
        let mut resident = app.resident(SURVEY);
        let picture = photograph([7; 3]);
        sends(&mut resident, &[("why", "x")], &[("photo.file", "a.jpg", &picture)]);
        resident.press().is_on("beweis").sees_not("Noch ein Bild?");
        let by_script = |resident: &Resident<'_>, what: &str, last: &str| {
            let form = resident.page.form();
            assert!(form.is_multipart, "a question may come that takes a file");
            let kept = form.sent().into_iter().filter(|(name, _)| *name != "last");
            let fields: Vec<(&str, &str)> = kept.chain([("last", last), (what, "1")]).collect();
            Ask::form("/s/dateien/p/beweis", &fields)
        };
        let look = by_script(&resident, "_look", "Bild");
        resident.send(look).is_on("beweis").sees("Noch ein Bild?");
        sends(&mut resident, &[("last", "Bild")], &[("extra.file", "b.jpg", &picture)]);
        resident.is_on("review").open("/p/beweis").sees("Ihre Datei ist da: JPG");
        let leave = by_script(&resident, "_leave", "Bild und Ton");
        resident.send(leave).has_status(200);
        assert_eq!(files(&app), (2, 0), "what is kept when a page is left keeps its files");
    }

    fn a_second_click_sends_the_same_file(stores) {
        let app = with(stores, &[]);
        let mut resident = app.resident(SURVEY);
        let picture = photograph([3; 3]);
        let ask = with_files(&resident, &[("why", "x")], &[("photo.file", "a.jpg", &picture)]);
        resident.send(ask.clone()).is_on("papiere").send(ask).is_on("papiere");
        assert_eq!(files(&app), (1, 0));
    }

    fn a_draft_has_twenty_files_at_most(stores) {
        let app = with(stores, &[]);
        let mut resident = app.resident(SURVEY);
        resident.answer(&[("why", "x")]);
        for number in 1..=20 {
            let field = format!("paper[{number}].file");
            let body = format!("paper {number}");
            let file = [(field.as_str(), "a.txt", body.as_bytes())];
            sends(&mut resident, &[("_add", "papers")], &file);
            resident.has_status(200).open("/p/papiere");
        }
        sends(&mut resident, &[], &[("paper[21].file", "a.txt", b"one more")]);
        resident.says_error_at("paper[21]").sees("Mehr als 20 Dateien");
        // Replacing one is possible, and who tries again and again fills nothing.
        for number in 0..21 {
            let body = format!("another {number}");
            let files = [("paper[20].file", "a.txt", body.as_bytes()), ("paper[21].file", "a.txt", b"?")];
            sends(&mut resident, &[], &files);
            resident.says_error_at("paper[21]");
        }
        assert_eq!(files(&app), (21, 0), "those of the draft, and the last one");
        sends(&mut resident, &[], &[]);
        resident.is_on("beweis");
        assert_eq!(files(&app), (20, 0));
    }

    fn files_go_when_the_draft_goes(stores) {
        let app = until(stores, &[], Some("2026-06-30"));
        let begun = || {
            let mut resident = app.resident(SURVEY);
            sends(&mut resident, &[("why", "x")], &[("photo.file", "a.jpg", &photograph([4; 3]))]);
            resident.is_on("papiere").clone()
        };
        begun().open("/forget").press();
        assert_eq!((files(&app), app.stored(SURVEY)), ((0, 0), (0, 0)));
        // One page refused, who never comes back; and one draft of a survey that ends.
        begun();
        let mut refused = app.resident(SURVEY);
        sends(&mut refused, &[], &[("photo.file", "a.jpg", &photograph([5; 3]))]);
        assert_eq!((files(&app), app.stored(SURVEY)), ((2, 0), (1, 0)));
        let app = app.restarted("2026-07-06T10:00:00Z");
        app.app.respondents().delete_abandoned(&app.app.clock).unwrap();
        assert_eq!((files(&app), app.stored(SURVEY)), ((1, 0), (1, 0)), "not before the week is over");
        let app = app.restarted("2026-07-09T10:00:00Z");
        app.app.respondents().delete_abandoned(&app.app.clock).unwrap();
        assert_eq!((files(&app), app.stored(SURVEY)), ((0, 0), (0, 0)));
    }

    /// Of a page that was never accepted after one to two weeks, of a draft after eight.
    fn files_nobody_came_back_to_go(stores) {
        let mut app = with(stores, &[]);
        let mut refused = app.resident(SURVEY);
        sends(&mut refused, &[], &[("photo.file", "a.jpg", &photograph([5; 3]))]);
        let mut slow = app.resident(SURVEY);
        sends(&mut slow, &[("why", "x")], &[("photo.file", "a.jpg", &photograph([6; 3]))]);
        let cookies = slow.is_on("papiere").browser.cookies.clone();
        for (day, left) in [("2026-06-24", 2), ("2026-06-25", 1)] {
            app = app.restarted(&format!("{day}T10:00:00Z"));
            app.app.respondents().delete_abandoned(&app.app.clock).unwrap();
            assert_eq!((files(&app), app.stored(SURVEY)), ((left, 0), (1, 0)), "{day}");
        }
        let app = app.restarted("2026-08-05T10:00:00Z");
        let mut slow = Resident::new(&app, SURVEY, "de");
        slow.browser.cookies = cookies;
        slow.open("/p/bild").answer(&[("why", "y")]).is_on("papiere");
        app.app.respondents().delete_abandoned(&app.app.clock).unwrap();
        assert_eq!((files(&app), app.stored(SURVEY)), ((1, 0), (1, 0)));
        let app = app.restarted("2026-08-20T10:00:00Z");
        app.app.respondents().delete_abandoned(&app.app.clock).unwrap();
        assert_eq!((files(&app), app.stored(SURVEY)), ((1, 0), (1, 0)), "who came back keeps hers");
    }

    /// Also of a page that was never accepted: the week is that in which it was sent last.
    fn a_file_sent_again_begins_its_week_anew(stores) {
        let photo = photograph([5; 3]);
        let mut app = with(stores, &[]);
        let mut refused = app.resident(SURVEY);
        sends(&mut refused, &[], &[("photo.file", "a.jpg", &photo)]);
        let cookies = refused.browser.cookies.clone();
        app = app.restarted("2026-06-24T10:00:00Z");
        let mut again = Resident::new(&app, SURVEY, "de");
        again.browser.cookies = cookies;
        again.open("/p/bild");
        sends(&mut again, &[], &[("photo.file", "a.jpg", &photo)]);
        assert_eq!((files(&app), app.stored(SURVEY)), ((1, 0), (0, 0)));
        for (day, left) in [("2026-06-25", 1), ("2026-07-01", 1), ("2026-07-02", 0)] {
            app = app.restarted(&format!("{day}T10:00:00Z"));
            app.app.respondents().delete_abandoned(&app.app.clock).unwrap();
            assert_eq!(files(&app), (left, 0), "{day}");
        }
    }

    fn who_withdraws_takes_her_files_back(stores) {
        let app = with(stores, &[Offer::Withdrawal]);
        let mut resident = app.resident(SURVEY);
        sends(&mut resident, &[("why", "x")], &[("photo.file", "a.jpg", &photograph([6; 3]))]);
        resident.press().press().is_on("review");
        let html = resident.page.html();
        let (_, shown) = html.split_once("<p class=\"code\"><bdi dir=\"ltr\">").unwrap();
        let code = shown.split_once('<').unwrap().0.to_owned();
        assert!(WithdrawalCode::parse(&code).is_ok(), "{code}");
        resident.press().is_on("done");
        assert_eq!(exported(&app).len(), 1);
        assert_eq!(files(&app), (0, 1));
        resident.open("/withdraw").answer(&[("code", &code)]).is_on("withdrawn");
        assert_eq!(exported(&app).len(), 0);
        assert_eq!(files(&app), (0, 0));
    }
}
