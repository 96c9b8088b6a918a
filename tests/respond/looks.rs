//! Forms of other tools as they look here: tables, dates by their parts, grouped numbers, cascades
//! on one page, and pictures and sounds.

use std::collections::BTreeMap;

use zugvogel::app::Actor;
use zugvogel::app::office::publish::NewSurvey;
use zugvogel::domain::{Mode, Offers};
use zugvogel::engine::Questionnaire;
use zugvogel::engine::media::Medium;
use zugvogel::formats::workbook::Container;
use zugvogel::formats::{self, FileType, FormFiles, NoFiles, Unreadable};
use zugvogel::ids::Slug;

use crate::app::TestApp;
use crate::browser::{Answer, Ask, Browser};
use crate::databases::both;

const APPEARANCES: &str = include_str!("../forms/appearances.md");
const SOUND: &[u8] = b"ID3\x04 the horn of a ship";

/// Files beside a form.
struct Folder(BTreeMap<&'static str, Vec<u8>>);

impl FormFiles for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        self.0.get(path).cloned().ok_or(Unreadable::Absent)
    }
}

fn form(text: &str, beside: &dyn FormFiles) -> Questionnaire {
    let source = formats::read(text.as_bytes(), FileType::Workbook(Container::Markdown), "form");
    let checked = formats::check(source, beside);
    checked.sound().unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn survey(app: &TestApp, slug: &str) -> NewSurvey {
    NewSurvey {
        slug: Slug(slug.to_owned()),
        organisation: app
            .app
            .organisation(&Actor::Operator, &Slug("county".to_owned()), "County")
            .unwrap(),
        mode: Mode::Open,
        batch: 20,
        opens_on: None,
        closes_on: None,
        offers: Offers::default(),
        wave: None,
    }
}

fn publish(app: &TestApp, slug: &str, form: &Questionnaire, media: Vec<Medium>) {
    app.app.publish_with(&Actor::Operator, form, media, survey(app, slug)).unwrap().unwrap();
}

both! {
    /// The rows of a table keep their own names, conditions and complaints.
    fn a_row_of_a_table_is_a_question_of_its_own(stores) {
        let app = TestApp::new(stores);
        publish(&app, "tables", &form(APPEARANCES, &NoFiles), Vec::new());
        let mut resident = app.resident("tables");
        resident.is_on("yours").press().says_error_at("bus");
        resident.answer(&[("bike", "daily")]).says_error_at("bus").shows("bike", "daily");
        resident.answer(&[("bus", "never")]).is_on("shops");
        resident.press().says_error_at("market").says_error_at("market_day");
        let answers = [
            ("baker", "seldom"), ("market", "daily"),
            ("baker_day", "mo"), ("baker_day", "sa"), ("market_day", "we"),
        ];
        resident.answer(&answers).is_on("looks");
        let draft = app.find_saved("tables", &resident).unwrap().draft;
        for (name, value) in [
            ("bus", "never"), ("bike", "daily"), ("train", ""), ("head", ""), ("baker", "seldom"),
            ("market", "daily"), ("baker_day", "mo sa"), ("market_day", "we"),
        ] {
            assert_eq!(draft.answers.value(name), value, "{name}");
        }
        // On paper the heading has no boxes, the rows have.
        resident.open("/print").sees("How often do you go there?").sees("Baker never");
        // The review leads to the row.
        resident.open("/p/shops").shows("baker_day", "mo sa");
        assert!(resident.page.html().contains("id=\"market.label\""));
        resident.open("/p/yours").answer(&[("bus", "daily")]).is_on("yours");
        resident.sees("leads to further questions").answer(&[("train", "seldom")]).is_on("shops");
    }

    fn dates_in_parts_and_grouped_numbers_are_taken(stores) {
        let app = TestApp::new(stores);
        publish(&app, "looks", &form(APPEARANCES, &NoFiles), Vec::new());
        let mut resident = app.resident("looks");
        resident.answer(&[("bus", "never")]).answer(&[("market", "daily"), ("market_day", "we")]);
        resident.is_on("looks").press().says_error_at("moved");
        resident.answer(&[("moved.month", "5")]).says_error_at("moved").sees("Please add: Year");
        resident.answer(&[("moved.year", "2019"), ("born.day", "30"), ("born.month", "2"),
            ("born.year", "1990")]).says_error_at("born");
        resident.answer(&[("born.day", "3"), ("built", "1904"), ("price", "125.5")]);
        resident.says_error_at("price");
        resident.answer(&[("price", "125.000"), ("stars", "4"), ("floor", "0")]).is_on("review");
        let draft = app.find_saved("looks", &resident).unwrap().draft;
        for (name, value) in [
            ("moved", "2019-05-01"), ("born", "1990-02-03"), ("built", "1904-01-01"),
            ("price", "125000"), ("stars", "4"), ("floor", "0"),
        ] {
            assert_eq!(draft.answers.value(name), value, "{name}");
        }
        resident.open("/p/looks").shows("moved.month", "5").shows("moved.year", "2019");
        resident.shows("born.day", "3").shows("born.month", "2").shows("built", "1904");
        resident.shows("price", "125000").press().is_on("review");
    }

    /// Another answer above takes away what was chosen below: no mistake, but to be asked anew.
    fn a_cascade_on_one_page_asks_for_the_lower_level_anew(stores) {
        let app = TestApp::new(stores);
        let cascade = "\
| survey | | | | | | |
| | type | name | label | choice_filter | required | appearance |
| | begin_group | place | Your place | | | field-list |
| | select_one land | land | Which country? | | yes | |
| | select_one town | town | Which town? | land = ${land} | yes | |
| | end_group | | | | | |
| choices | | | | |
| | list_name | name | label | land |
| | land | de | Germany | |
| | land | nl | Netherlands | |
| | town | brake | Brake | de |
| | town | jade | Jade | de |
| | town | emmen | Emmen | nl |
";
        publish(&app, "cascade", &form(cascade, &NoFiles), Vec::new());
        let mut resident = app.resident("cascade");
        resident.answer(&[("land", "de")]).says_error_at("town");
        resident.answer(&[("town", "jade")]).is_on("review").open("/p/place");
        resident.answer(&[("land", "nl")]).is_on("place").sees("weiteren Fragen");
        resident.shows("land", "nl").shows("town", "");
        assert_eq!(app.find_saved("cascade", &resident).unwrap().draft.answers.value("land"), "nl");
        resident.open("/review").is_on("place").press().says_error_at("town");
        // Twice the same click is one.
        let ask = resident.open("/p/place").filled(&[("town", "emmen")]);
        resident.send(ask.clone()).is_on("review").send(ask).is_on("review");
        // Back again: what was chosen first is offered again, but not chosen for her.
        resident.open("/p/place").answer(&[("land", "de")]).is_on("place").shows("town", "");
        resident.answer(&[("town", "brake")]).is_on("review").sees("Brake");
        // What no list has is refused as ever.
        let mut ask = resident.open("/p/place").filled(&[("town", "")]);
        ask.body.extend(b"&town=atlantis");
        resident.send(ask).says_error_at("town");
    }

    fn pictures_and_sounds_are_served_with_their_survey(stores) {
        let app = TestApp::new(stores);
        let folder = Folder(BTreeMap::from([
            ("hafen.png", png(640)), ("harbour.png", png(64)), ("horn.mp3", SOUND.to_vec()),
        ]));
        let pictures = form(PICTURES, &folder);
        let media = formats::media::gather(pictures.definition(), &folder).unwrap();
        assert_eq!(media.len(), 3);
        publish(&app, "pictures", &pictures, media.clone());
        publish(&app, "elsewhere", &form(APPEARANCES, &NoFiles), Vec::new());
        // The same content again, and content that is there already.
        publish(&app, "again", &pictures, media);
        publish(&app, "once-more", &pictures, Vec::new());

        let mut resident = app.resident("pictures");
        resident.is_on("harbour");
        let html = resident.page.html();
        let tags = crate::html::tags(&html);
        let sources = tags.iter().filter_map(|tag| tag.attribute("src"));
        let addresses: Vec<&str> = sources.filter(|src| src.contains("/media/")).collect();
        assert_eq!(addresses.len(), 3, "{html}");
        assert!(html.contains("width=\"640\" height=\"2\""), "{html}");
        let mut browser = Browser::new(&app, "de");
        let mut get = |path: &str| browser.ask(Ask::get(path)).unwrap();
        for (address, media_type, bytes) in [
            (addresses[0], "image/png", png(640)),
            (addresses[1], "audio/mpeg", SOUND.to_vec()),
        ] {
            let answer = get(address);
            assert_eq!((answer.status, &answer.body), (200, &bytes), "{address}");
            is_kept(&answer, media_type);
            let elsewhere = address.replace("/pictures/", "/elsewhere/");
            assert_eq!(get(&elsewhere).status, 404, "another survey does not show it");
            assert_eq!(get(&address.replace("/pictures/", "/once-more/")).body, bytes);
        }
        assert_eq!(get("/s/pictures/media/00.png").status, 404);
        let packed = browser.ask(Ask::get(addresses[1]).with("accept-encoding", "gzip")).unwrap();
        assert_eq!(packed.body, SOUND, "what is packed is not packed again");
        let piece = browser.ask(Ask::get(addresses[1]).with("range", "bytes=4-7")).unwrap();
        assert_eq!((piece.status, piece.body.as_slice()), (206, &SOUND[4..8]));
        assert_eq!(piece.header("content-range"), Some(&*format!("bytes 4-7/{}", SOUND.len())));
        // The page follows the language.
        resident.open("/p/harbour?lang=en");
        assert!(resident.page.html().contains("width=\"64\" height=\"2\""));
        resident.answer(&[("harbour", "crane")]).is_on("review");
    }

    fn a_questionnaire_without_its_files_is_not_published(stores) {
        let app = TestApp::new(stores);
        let folder = Folder(BTreeMap::from([("hafen.png", png(1))]));
        let error = app.app.publish(&Actor::Operator, &form(PICTURES, &folder), survey(&app, "pictures")).unwrap_err();
        assert!(error.to_string().contains("hafen.png"), "{error}");
        let mut browser = Browser::new(&app, "de");
        assert_eq!(browser.ask(Ask::get("/s/pictures")).unwrap().status, 404);
    }
}

const PICTURES: &str = "\
| survey | | | | | | | |
| | type | name | label::Deutsch (de) | label::English (en) | media::image::Deutsch (de) | media::image::English (en) | audio |
| | select_one thing | harbour | Was sehen Sie? | What do you see? | hafen.png | harbour.png | horn.mp3 |
| choices | | | | | |
| | list_name | name | label::Deutsch (de) | label::English (en) | image |
| | thing | crane | Kran | Crane | hafen.png |
| | thing | boat | Boot | Boat | lost.png |
";

/// The head of a picture of this width.
fn png(width: u32) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &width.to_be_bytes()[..], &[0, 0, 0, 2]].concat()
}

#[track_caller]
fn is_kept(answer: &Answer, media_type: &str) {
    for (header, value) in [
        ("content-type", media_type),
        ("cache-control", "public, max-age=31536000, immutable"),
        ("x-content-type-options", "nosniff"),
        ("accept-ranges", "bytes"),
    ] {
        assert_eq!(answer.header(header), Some(value), "{header}");
    }
    let policy = answer.header("content-security-policy").unwrap();
    assert!(policy.contains("img-src 'self'; media-src 'self'"), "{policy}");
}
