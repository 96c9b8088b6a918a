//! Pictures in questionnaires that are made in the browser, through the public door, on both databases: from the file field
//! to residents' pages, and what must never get there.
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
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod databases;
#[path = "support/html.rs"]
mod html;
#[path = "support/manuscripts.rs"]
mod manuscripts;
#[path = "support/program.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod program;
#[path = "support/resident.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod resident;
#[path = "support/staff.rs"]
mod staff;

use std::io::{Cursor, Read};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use zugvogel::app::Actor;
use zugvogel::app::office::look::LookChange;
use zugvogel::app::respondents::headings::BELIEVED;
use zugvogel::domain::Role;
use zugvogel::domain::look::Colours;
use zugvogel::error::Error;
use zugvogel::ids::Slug;
use zugvogel::intake::crest;
use zugvogel::storage::Conn;

use crate::app::TestApp;
use crate::browser::{Answer, Ask, Browser};
use crate::databases::both;
use crate::manuscripts::{
    begin, change, csrf, designer, document, form, form_with, is_done, post, undo, with,
};
use crate::program::{Ran, program};
use crate::resident::Resident;
use crate::staff::{PASSWORD, get, signed_in};

const QUESTION: &str = "question:often";
const FIELD: &str = "question:often|media";
const SOUND: &[u8] = b"ID3\x04\0\0\0\0\0\0 a sound";

/// A picture in one colour.
fn picture(colour: [u8; 3], format: ImageFormat) -> Vec<u8> {
    let mut body = Vec::new();
    let picture: DynamicImage = RgbImage::from_pixel(40, 30, Rgb(colour)).into();
    picture.write_to(&mut Cursor::new(&mut body), format).unwrap();
    body
}

fn png(shade: u8) -> Vec<u8> {
    picture([shade, 90, 60], ImageFormat::Png)
}

/// One that no packing makes smaller.
fn noise(side: u32) -> Vec<u8> {
    let mut seed = 1_u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        seed.to_be_bytes()[0]
    };
    let picture: DynamicImage =
        RgbImage::from_fn(side, side, |_, _| Rgb([next(), next(), next()])).into();
    let mut body = Vec::new();
    picture.write_to(&mut Cursor::new(&mut body), ImageFormat::Png).unwrap();
    body
}

/// A photograph that says where it was taken.
fn photograph() -> Vec<u8> {
    let jpeg = picture([10, 200, 30], ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01".to_vec();
    exif.extend(b"\x01\x0E\0\x02\0\0\0\x10\0\0\0\x1A\0\0\0\0GPS-Deichweg-1!!");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &exif, &jpeg[2..]].concat()
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

/// Sends the form of an element with files.
fn choose(
    browser: &mut Browser<'_>,
    base: &str,
    at: &str,
    files: &[(&str, &str, &[u8])],
) -> Answer {
    let html = get(browser, &format!("{base}?at={at}")).html();
    let forms = html::forms(&html);
    assert!(forms.iter().any(|form| form.action.as_deref() == Some(base) && form.is_multipart));
    let fields = form(&html, base);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    browser.ask(Ask::multipart(base, &fields, files)).unwrap()
}

/// How many rows a table of the office has.
fn count(app: &TestApp, table: &str) -> i64 {
    use diesel::prelude::*;
    use diesel::sql_types::BigInt;
    #[derive(QueryableByName)]
    struct Rows {
        #[diesel(sql_type = BigInt)]
        rows: i64,
    }
    let sql = format!("SELECT count(*) AS rows FROM {table}");
    let count = move |conn: &mut Conn| {
        let counted: Rows = match conn {
            Conn::Sqlite(c) => diesel::sql_query(&sql).get_result(c)?,
            Conn::Postgres(c) => diesel::sql_query(&sql).get_result(c)?,
        };
        Ok::<_, Error>(counted.rows)
    };
    app.app.stores.office.read_now(count).unwrap()
}

/// The addresses of crest and colours on a page.
fn looks(html: &str) -> Vec<String> {
    let tags = html::tags(html);
    let address = |tag: &html::Tag<'_>| match tag.name {
        "img" => tag.attribute("src").map(str::to_owned),
        "link" => tag.attribute("href").map(str::to_owned),
        _ => None,
    };
    tags.iter().filter_map(address).filter(|it| it.contains("/look/")).collect()
}

/// The pictures of the editor at an address.
fn shown_of(browser: &mut Browser<'_>, address: &str) -> Vec<String> {
    shown(&get(browser, address).html())
}

/// The addresses of pictures on a page.
fn shown(html: &str) -> Vec<String> {
    let tags = html::tags(html);
    let pictures = tags.iter().filter(|tag| tag.name == "img");
    let sources = pictures.filter_map(|tag| tag.attribute("src"));
    sources.filter(|it| it.contains("/media/")).map(str::to_owned).collect()
}

fn shown_at(browser: &mut Browser<'_>, base: &str, at: &str) -> Vec<String> {
    shown_of(browser, &format!("{base}?at={at}"))
}

/// Creates a survey of a manuscript, and lets the field follow.
fn publish_new(app: &TestApp, browser: &mut Browser<'_>, base: &str, slug: &str) {
    let id = base.rsplit('/').next().unwrap();
    let html = get(browser, &format!("/surveys/new?questionnaire={id}")).html();
    let fields = [("slug", slug), ("mode", "open"), ("batch", "20"), ("anyway", "on")];
    is_done(&post(browser, "/surveys/new", &with(form_with(&html, "slug"), &fields)));
    app.app.follow(&Slug(slug.to_owned())).unwrap();
}

fn publish_again(app: &TestApp, browser: &mut Browser<'_>, base: &str, slug: &str) -> String {
    let publish = format!("{base}/publish");
    let page = get(browser, &format!("{publish}?survey={slug}"));
    is_done(&post(browser, &publish, &with(form_with(&page.html(), "seen"), &[("read", "on")])));
    app.app.follow(&Slug(slug.to_owned())).unwrap();
    // A heading is believed for a second.
    std::thread::sleep(BELIEVED);
    page.text()
}

/// The pictures of a survey as somebody gets them who has no account, and the addresses.
fn residents_get(app: &TestApp, survey: &str) -> Vec<(String, Vec<u8>)> {
    let mut resident = Resident::start(app, survey);
    let addresses = shown(&resident.page.html());
    let fetch = |it: String| {
        let answer = resident.browser.ask(Ask::get(&it)).unwrap();
        assert_eq!(
            (answer.status, answer.header("x-content-type-options")),
            (200, Some("nosniff"))
        );
        assert!(answer.header("content-security-policy").unwrap().contains("default-src 'none'"));
        (it, answer.body)
    };
    addresses.into_iter().map(fetch).collect()
}

/// Somebody who writes questionnaires in another organisation.
fn stranger(app: &TestApp) -> Browser<'_> {
    let owner = app.app.organisation(&Actor::Operator, &Slug("town".to_owned()), "Town").unwrap();
    let email = "eva@town.example";
    app.app.accounts().add(&Actor::Operator, owner, email, PASSWORD, Role::Designer).unwrap();
    let mut browser = Browser::new(app, "de");
    let form = [("email", email), ("password", PASSWORD)];
    assert_eq!(browser.ask(Ask::form("/login", &form)).unwrap().status, 303);
    browser
}

fn status(browser: &mut Browser<'_>, path: &str) -> u16 {
    browser.ask(Ask::get(path)).unwrap().status
}

both! {
    /// Chosen, shown, taken back, made again, removed; and nobody else sees it.
    fn a_picture_is_chosen_and_taken_back(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        is_done(&choose(&mut anna, &base, QUESTION, &[(FIELD, "Bücherei bei Nacht.PNG", &png(1))]));
        let own = document(&mut anna, &base);
        assert_eq!(own["pages"][0]["questions"][0]["media"]["image"], "buecherei-bei-nacht.png");
        assert_eq!(own["files"]["buecherei-bei-nacht.png"]["size"], serde_json::json!([40, 30]));
        let [thumbnail] = &shown_at(&mut anna, &base, QUESTION)[..] else { panic!("not shown") };
        let answer = get(&mut anna, thumbnail);
        assert_eq!(answer.header("content-type"), Some("image/png"));
        assert!(answer.header("cache-control").unwrap().starts_with("private"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        let pixels = image::load_from_memory(&answer.body).unwrap().to_rgb8();
        assert_eq!(pixels.get_pixel(3, 3).0, [1, 90, 60]);

        let mut olaf = designer(&app, "olaf");
        assert_eq!(status(&mut olaf, thumbnail), 200);
        let mut viewer = signed_in(&app, "vera", Role::Viewer, "de");
        let wanted = [status(&mut viewer, thumbnail), status(&mut stranger(&app), thumbnail)];
        assert_eq!(wanted, [404, 404]);
        assert_eq!(status(&mut Browser::new(&app, "de"), thumbnail), 303);
        let other = begin(&mut anna, "template:feedback");
        let elsewhere = thumbnail.replace(&base, &other);
        assert_eq!(status(&mut anna, &elsewhere), 404);

        undo(&mut anna, &base, "undo");
        assert!(shown_at(&mut anna, &base, QUESTION).is_empty());
        assert_eq!(status(&mut anna, thumbnail), 404);
        assert!(document(&mut anna, &base).get("files").is_none());
        undo(&mut anna, &base, "redo");
        assert_eq!(shown_at(&mut anna, &base, QUESTION), std::slice::from_ref(thumbnail));
        assert_eq!(status(&mut anna, thumbnail), 200);
        is_done(&change(&mut anna, &base, QUESTION, &[("act", "nofile-image=question:often")]));
        assert!(shown_at(&mut anna, &base, QUESTION).is_empty());
        undo(&mut anna, &base, "undo");
        assert_eq!(get(&mut anna, thumbnail).body, answer.body);
        // With the manuscript all of it goes.
        let sent = [csrf(&mut anna)];
        is_done(&post(&mut anna, &format!("{base}/delete"), &sent));
        assert_eq!(count(&app, "media"), 0);
    }

    fn two_designers_do_not_lose_each_others(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let mut olaf = designer(&app, "olaf");
        let base = begin(&mut anna, "template:feedback");
        // Both have the same page open, and choose another picture of the same name for different things.
        let html = get(&mut olaf, &format!("{base}?at=list:often")).html();
        let fields = form(&html, &base);
        is_done(&choose(&mut anna, &base, QUESTION, &[(FIELD, "a.png", &png(1))]));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let files: [(&str, &str, &[u8]); 2] = [
            ("choice:often:1|media", "a.png", &png(2)),
            ("choice:often:2|media", "b.png", &png(1)),
        ];
        is_done(&olaf.ask(Ask::multipart(&base, &fields, &files)).unwrap());
        let own = document(&mut anna, &base);
        let names = own["files"].as_object().unwrap();
        assert_eq!(names.len(), 3, "{names:?}");
        assert_eq!(own["pages"][0]["questions"][0]["media"]["image"], "a.png");
        let second = own["lists"]["often"][0]["media"]["image"].as_str().unwrap();
        assert!(second.starts_with("a-") && second.len() > 10, "{second}");
        // The same bytes are kept once.
        assert_eq!(count(&app, "manuscript_media"), 2);
        // Where both mean the same question, the later one is told.
        let html = get(&mut olaf, &format!("{base}?at={QUESTION}")).html();
        let fields = form(&html, &base);
        is_done(&choose(&mut anna, &base, QUESTION, &[(FIELD, "c.png", &png(3))]));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let answer = olaf.ask(Ask::multipart(&base, &fields, &[(FIELD, "d.png", &png(4))])).unwrap();
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains("c.png"), "{}", answer.text());
        assert_eq!(document(&mut anna, &base)["pages"][0]["questions"][0]["media"]["image"], "c.png");
    }

    fn what_is_no_picture_is_refused(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let script = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
        let tall = noise(1000);
        let large = vec![b'x'; 10_000_001];
        let long = [SOUND, &large].concat();
        let refused: [(&str, &[u8], &str); 8] = [
            ("a.png", b"<html><script>alert(1)</script>", "nicht, was der Name sagt"),
            ("a.png", script, "nicht, was der Name sagt"),
            ("a.svg", script, "keines von png"),
            ("a.html", b"<html>", "keines von png"),
            ("a.mp3", b"<html>", "nicht, was der Name sagt"),
            ("a.png", &png(1)[..60], "beschädigt"),
            ("a.png", &tall, "mehr als 2 MB"),
            ("a.mp3", &long, "mehr als 10 MB"),
        ];
        for (name, bytes, why) in refused {
            let answer = choose(&mut anna, &base, QUESTION, &[(FIELD, name, bytes)]);
            assert_eq!(answer.status, 422, "{name}");
            assert!(answer.text().contains(why), "{name} {why}: {}", answer.text());
            assert!(answer.html().contains(&format!("href=\"#{FIELD}\"")));
        }
        assert_eq!((count(&app, "media"), count(&app, "manuscript_media")), (0, 0));
        // What cannot have any gets none.
        let answer = choose(&mut anna, &base, QUESTION, &[("page:besuch|media", "a.png", &png(1))]);
        assert_eq!((answer.status, count(&app, "media")), (422, 0));
        // A polyglot is written anew, and so is a photograph; names are plain.
        let polyglot = [png(1).as_slice(), b"<script>alert(1)</script>PK\x03\x04"].concat();
        is_done(&choose(&mut anna, &base, QUESTION, &[(FIELD, "../../etc/Böse ${x}.png", &polyglot)]));
        let own = document(&mut anna, &base);
        assert_eq!(own["pages"][0]["questions"][0]["media"]["image"], "boese-x.png");
        let [first] = &shown_at(&mut anna, &base, QUESTION)[..] else { panic!("not shown") };
        assert!(!holds(&get(&mut anna, first).body, b"script"));
        is_done(&choose(&mut anna, &base, QUESTION, &[(FIELD, "foto.jpeg", &photograph())]));
        let [first] = &shown_at(&mut anna, &base, QUESTION)[..] else { panic!("not shown") };
        let kept = get(&mut anna, first).body;
        assert!(holds(&photograph(), b"Deichweg") && !holds(&kept, b"Deichweg") && !holds(&kept, b"Exif"));
        // A sound is beside a picture.
        is_done(&choose(&mut anna, &base, QUESTION, &[(FIELD, "ton.mp3", SOUND)]));
        let own = document(&mut anna, &base);
        assert_eq!(own["pages"][0]["questions"][0]["media"]["audio"], "ton.mp3");
        assert_eq!(own["pages"][0]["questions"][0]["media"]["image"], "foto.jpg");
    }

    fn there_are_so_many_and_no_more(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let fields = [1, 2, 3, 4].map(|it| format!("choice:often:{it}|media"));
        for first in (0..100).step_by(5) {
            let pictures: Vec<Vec<u8>> = (first..first + 5).map(png).collect();
            let fields = fields.iter().map(String::as_str).chain([FIELD]);
            let files: Vec<(&str, &str, &[u8])> =
                fields.zip(&pictures).map(|(field, it)| (field, "a.png", it.as_slice())).collect();
            is_done(&choose(&mut anna, &base, "list:often", &files));
        }
        let answer = choose(&mut anna, &base, QUESTION, &[(FIELD, "a.png", &png(100))]);
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains("100 Bilder"), "{}", answer.text());
        assert_eq!((count(&app, "media"), count(&app, "manuscript_media")), (100, 100));
        // One that was there before is taken; and a copy has what it shows.
        is_done(&choose(&mut anna, &base, QUESTION, &[(FIELD, "a.png", &png(7))]));
        let copy = begin(&mut anna, &format!("copy:{}", base.rsplit('/').next().unwrap()));
        assert_eq!(count(&app, "manuscript_media"), 105);
        is_done(&choose(&mut anna, &copy, QUESTION, &[(FIELD, "a.png", &png(100))]));
    }

    /// A new survey, then a version with another picture; what was removed does not come along.
    fn residents_see_what_was_published(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        is_done(&choose(&mut anna, &base, QUESTION, &[(FIELD, "a.png", &png(9))]));
        is_done(&choose(&mut anna, &base, QUESTION, &[(FIELD, "b.png", &png(1))]));
        is_done(&choose(&mut anna, &base, "list:often", &[("choice:often:1|media", "c.jpg", &photograph())]));
        publish_new(&app, &mut anna, &base, "neu");
        let own = shown_at(&mut anna, &base, QUESTION);
        let first = get(&mut anna, &own[0]).body;
        let residents = residents_get(&app, "neu");
        assert_eq!(residents.len(), 2);
        assert_eq!(residents[0].1, first);
        // Of what stands nowhere nothing is there.
        let stored: serde_json::Value = serde_json::from_slice(&get(&mut anna, "/surveys/neu/versions/2.json").body).unwrap();
        assert_eq!(stored["files"].as_object().unwrap().len(), 2);

        is_done(&choose(&mut anna, &base, QUESTION, &[(FIELD, "b.png", &png(2))]));
        let told = publish_again(&app, &mut anna, &base, "neu");
        assert!(told.contains("Bild, Ton oder Film") && told.contains("b.png"), "{told}");
        let now = residents_get(&app, "neu");
        assert!(now[0] != residents[0] && now[1] == residents[1]);
        let [thumbnail, ..] = &shown_at(&mut anna, &base, QUESTION)[..] else { panic!("not shown") };
        assert_eq!(now[0].1, get(&mut anna, thumbnail).body);
        // What was published stays when the manuscript goes, and a survey of the version shows it.
        let sent = [csrf(&mut anna)];
        is_done(&post(&mut anna, &format!("{base}/delete"), &sent));
        assert_eq!((residents_get(&app, "neu"), count(&app, "media")), (now, 3));
    }

    /// In a copy, in a file that comes back, in what another questionnaire takes over.
    fn pictures_come_along(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        is_done(&choose(&mut anna, &base, QUESTION, &[(FIELD, "a.png", &png(1))]));
        is_done(&choose(&mut anna, &base, "list:often", &[("choice:often:1|media", "b.mp3", SOUND)]));
        let [own] = &shown_at(&mut anna, &base, QUESTION)[..] else { panic!("not shown") };
        let bytes = get(&mut anna, own).body;
        let id = base.rsplit('/').next().unwrap().to_owned();
        let copy = begin(&mut anna, &format!("copy:{id}"));
        let file = get(&mut anna, &format!("{base}/file.json")).body;
        let (csrf_name, csrf_value) = csrf(&mut anna);
        let fields = [(csrf_name.as_str(), csrf_value.as_str()), ("from", "file")];
        let sent = Ask::multipart("/questionnaires", &fields, &[("file", "own.json", &file)]);
        let answer = anna.ask(sent.clone()).unwrap();
        is_done(&answer);
        for place in [copy.as_str(), answer.header("location").unwrap()] {
            let [shown] = &shown_at(&mut anna, place, QUESTION)[..] else { panic!("not in {place}") };
            assert_eq!(get(&mut anna, shown).body, bytes);
        }
        // Whoever has no right to the bytes has not got them by their hash.
        let mut eva = stranger(&app);
        let (csrf_name, csrf_value) = csrf(&mut eva);
        let fields = [(csrf_name.as_str(), csrf_value.as_str()), ("from", "file")];
        let answer = eva.ask(Ask::multipart("/questionnaires", &fields, &[("file", "own.json", &file)])).unwrap();
        is_done(&answer);
        let place = answer.header("location").unwrap().to_owned();
        let [thumbnail] = &shown_at(&mut eva, &place, QUESTION)[..] else { panic!("not named") };
        assert_eq!(status(&mut eva, thumbnail), 404);

        // Another questionnaire has another picture of that name already.
        let other = begin(&mut anna, "template:feedback");
        is_done(&choose(&mut anna, &other, QUESTION, &[(FIELD, "a.png", &png(2))]));
        let library = format!("{other}/library");
        let shown = get(&mut anna, &format!("{library}?from=copy:{id}"));
        let sent = with(form_with(&shown.html(), "of"), &[("of", QUESTION)]);
        let answer = post(&mut anna, &library, &sent);
        is_done(&answer);
        let at = answer.header("location").unwrap().to_owned();
        let taken = shown_of(&mut anna, &at);
        assert_eq!(get(&mut anna, &taken[0]).body, bytes);
        assert_ne!(shown_at(&mut anna, &other, QUESTION), taken);
    }

    /// `zugvogel check` accepts what is downloaded.
    fn the_download_has_everything(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        is_done(&choose(&mut anna, &base, QUESTION, &[(FIELD, "a.png", &png(1))]));
        let answer = get(&mut anna, &format!("{base}/file.zip"));
        assert_eq!(answer.header("content-type"), Some("application/zip"));
        let mut archive = zip::ZipArchive::new(Cursor::new(answer.body)).unwrap();
        let names: Vec<String> = archive.file_names().map(|it| it.unwrap().into_owned()).collect();
        let folder = tempfile::tempdir().unwrap();
        archive.extract(folder.path()).unwrap();
        let [document, media] = &names[..] else { panic!("{names:?}") };
        assert_eq!(media, &format!("{}-media/a.png", document.trim_end_matches(".json")));
        let mut kept = Vec::new();
        archive.by_name(media).unwrap().read_to_end(&mut kept).unwrap();
        let [thumbnail] = &shown_at(&mut anna, &base, QUESTION)[..] else { panic!("not shown") };
        assert_eq!(kept, get(&mut anna, thumbnail).body);
        let file = folder.path().join(document);
        let ran: Ran = program(&["check", file.to_str().unwrap()]).output().unwrap().into();
        assert!(ran.status == 0 && !format!("{ran:?}").contains("a.png"), "{ran:?}");
        assert_eq!(status(&mut stranger(&app), &format!("{base}/file.zip")), 404);
    }

    /// The preview and a pretest look like residents' pages, for whom they are.
    fn previews_and_pretests_show_pictures_crest_and_colours(stores) {
        let app = TestApp::new(stores);
        let drawing = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'><rect width='8' height='8'/></svg>";
        let colour = "#5b2a86".parse().unwrap();
        let look = LookChange {
            crest: Some(crest::clean(drawing).unwrap()),
            colours: Some(Colours { colour, accent: colour }),
            ..LookChange::default()
        };
        let mut anna = designer(&app, "anna");
        app.app.set_look(&Actor::Operator, &Slug("county".to_owned()), look).unwrap();
        let base = begin(&mut anna, "template:feedback");
        is_done(&choose(&mut anna, &base, QUESTION, &[(FIELD, "a.png", &png(1))]));
        let mut others = [designer(&app, "olaf"), stranger(&app), Browser::new(&app, "de")];

        let frame = |browser: &mut Browser<'_>| {
            let html = get(browser, &format!("{base}?at={QUESTION}")).html();
            let tags = html::tags(&html);
            tags.iter().find(|tag| tag.name == "iframe").unwrap().attribute("src").unwrap().to_owned()
        };
        let preview = frame(&mut anna);
        let page = get(&mut anna, &preview).html();
        let files = [shown(&page), looks(&page)].concat();
        assert_eq!(files.len(), 3, "{files:?}");
        for file in &files {
            let answer = get(&mut anna, file);
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
            assert!(answer.header("cache-control").unwrap().starts_with("private"), "{file}");
            for other in &mut others {
                assert_ne!(status(other, file), 200, "{file}");
            }
        }
        let first = get(&mut anna, &files[0]).body;

        // A pretest stays as it was, whatever becomes of the manuscript.
        let sent = [csrf(&mut anna), ("last_day".to_owned(), "2026-06-29".to_owned())];
        let answer = post(&mut anna, &format!("{base}/pretests"), &sent).html();
        let link = answer.split("id=\"link\" rows=\"4\" readonly>").nth(1).unwrap();
        let link = link.split("</textarea>").next().unwrap();
        let link = link.strip_prefix("http://umfrage.example").unwrap().to_owned();
        is_done(&choose(&mut anna, &base, QUESTION, &[(FIELD, "a.png", &png(2))]));
        let preview = frame(&mut anna);
        let now = shown(&get(&mut anna, &preview).html());
        assert_ne!(get(&mut anna, &now[0]).body, first);
        let mut guest = Resident::at(&app, &link, "de");
        guest.press();
        let page = guest.page.html();
        let files = [shown(&page), looks(&page)].concat();
        assert_eq!(files.len(), 3, "{files:?}");
        let mut nobody = Browser::new(&app, "de");
        for file in &files {
            let answer = get(&mut nobody, file);
            assert!(answer.header("cache-control").unwrap().starts_with("private"), "{file}");
        }
        assert_eq!(get(&mut nobody, &files[0]).body, first);
        let guessed = files[0].replace(&link, "/pretest/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        assert_eq!(status(&mut nobody, &guessed), 404);
        let new = now[0].rsplit('/').next().unwrap();
        assert_eq!(status(&mut nobody, &format!("{link}/media/{new}")), 404);
        // With the link its pictures are over.
        let sent = [csrf(&mut anna)];
        is_done(&post(&mut anna, &format!("{base}/pretests/1/end"), &sent));
        assert_eq!(status(&mut nobody, &files[0]), 410);
    }
}
