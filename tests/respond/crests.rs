//! The crest and colours of an organisation: on its own pages, for ever under their address, and nowhere else.

use std::io::Cursor;

use image::{ImageFormat, RgbaImage};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};
use zugvogel::app::jobs::{JobSpec, Runner};
use zugvogel::app::office::look::LookChange;
use zugvogel::app::office::publish::{NewSurvey, USUAL_BATCH};
use zugvogel::app::{Actor, App};
use zugvogel::clock::Clock;
use zugvogel::domain::look::Colours;
use zugvogel::domain::{JobKind, Mode, Offers};
use zugvogel::engine::Questionnaire;
use zugvogel::engine::media::Medium;
use zugvogel::error::Error;
use zugvogel::formats::workbook::Container;
use zugvogel::formats::{self, FileType, FormFiles, Unreadable};
use zugvogel::ids::Slug;
use zugvogel::intake::crest::clean;
use zugvogel::storage::collect::media::has_medium;
use zugvogel::storage::collect::surveys::list_looks;
use zugvogel::storage::office::organisations;

use crate::app::{TestApp, questionnaire, run_sql};
use crate::browser::{Ask, Browser};
use crate::databases::both;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><path fill=\"#c00\" d=\"M0 0h8v8z\"/></svg>";

fn look(shape: &str, colour: &str) -> LookChange {
    let crest = clean(SVG.replace("M0 0h8v8z", shape).as_bytes()).unwrap();
    let colour = colour.parse().unwrap();
    let colours = Some(Colours { colour, accent: "#ffd200".parse().unwrap() });
    LookChange { crest: Some(crest), colours, ..LookChange::default() }
}

/// The addresses of the look on a page, and the words beside the crest.
fn worn(html: &str) -> (Vec<String>, Option<String>) {
    let addresses = html.split('"').filter(|it| it.contains("/look/")).map(str::to_owned).collect();
    let words = html.split("class=\"crest\" src=").nth(1).and_then(|it| it.split("alt=\"").nth(1));
    (addresses, words.and_then(|it| it.split('"').next()).map(str::to_owned))
}

/// A survey of an organisation of the same name.
fn publish(app: &TestApp, slug: &Slug, form: &Questionnaire, media: Vec<Medium>) {
    let organisation = app.app.organisation(&Actor::Operator, slug, slug.as_str()).unwrap();
    let survey = NewSurvey {
        slug: slug.clone(),
        organisation,
        mode: Mode::Open,
        batch: USUAL_BATCH,
        offers: Offers::default(),
        opens_on: None,
        closes_on: None,
        wave: None,
    };
    app.app.publish_with(&Actor::Operator, form, media, survey).unwrap().unwrap();
}

/// A crest that is a picture, cleaned.
fn picture(red: u8) -> LookChange {
    let mut bytes = Vec::new();
    let picture = RgbaImage::from_pixel(8, 8, [red, 0, 0, 255].into());
    picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    LookChange { crest: Some(clean(&bytes).unwrap()), ..LookChange::default() }
}

fn bytes_of(change: &LookChange) -> Vec<u8> {
    change.crest.as_ref().unwrap().bytes.clone()
}

/// The one picture beside a form.
struct Beside(Vec<u8>);

impl FormFiles for Beside {
    fn read(&self, _path: &str) -> Result<Vec<u8>, Unreadable> {
        Ok(self.0.clone())
    }
}

const FORM: &str = "| survey | | | | |
| | type | name | label | media::image |
| | note | a | Look | a.png |
";

both! {
    /// What nobody shows any more is not kept; what a questionnaire shows is, and what another wears.
    fn a_crest_that_was_replaced_is_deleted(stores) {
        let app = TestApp::new(stores);
        let [north, south] = ["north", "south"].map(|it| Slug(it.to_owned()));
        let set = |slug: &Slug, change: &LookChange| {
            app.app.set_look(&Actor::Operator, slug, change.clone()).unwrap();
        };
        let is_kept = |change: &LookChange| {
            let hash = hex::encode(Sha256::digest(bytes_of(change)));
            let has = move |conn: &mut _| Ok::<_, Error>(has_medium(conn, &hash)?);
            app.app.stores.collect.read_now(has).unwrap()
        };
        let [first, second, third, fourth] = [1, 2, 3, 4].map(picture);
        let bare = LookChange { drops_crest: true, drops_colours: true, ..LookChange::default() };
        for slug in [&north, &south] {
            publish(&app, slug, questionnaire("feedback"), Vec::new());
        }
        set(&north, &first);
        set(&south, &first);
        set(&north, &second);
        assert!(is_kept(&first) && is_kept(&second), "the south still wears the first");
        set(&south, &bare);
        assert!(!is_kept(&first) && is_kept(&second));

        // A version that was published shows the very same picture, for ever.
        let beside = Beside(bytes_of(&second));
        let source = formats::read(FORM.as_bytes(), FileType::Workbook(Container::Markdown), "form");
        let form = formats::check(source, &beside).sound().unwrap();
        let media = formats::media::gather(form.definition(), &beside).unwrap();
        assert_eq!(media.len(), 1);
        publish(&app, &Slug("west".to_owned()), &form, media);
        set(&north, &third);
        assert!(is_kept(&second) && is_kept(&third));

        // Interrupted between the stores, it is finished by the next.
        let wanted = fourth.crest.clone().unwrap();
        let hash = Sha256::digest(&wanted.bytes);
        app.app.stores.office.write_now(move |conn| {
            let known = organisations::find_organisation(conn, &Slug("north".to_owned()))?.unwrap();
            let look = format!("png={}", hex::encode(hash));
            Ok::<_, Error>(organisations::set_look(conn, &known.id, &look, &wanted.bytes)?)
        }).unwrap();
        set(&north, &LookChange::default());
        assert!(!is_kept(&third) && is_kept(&fourth));
    }

    /// Whoever changes a look last has changed it in both stores; what was interrupted between them, or comes from
    /// a backup, the worker puts in order.
    fn both_stores_have_one_look(stores) {
        let app = TestApp::new(stores);
        let slug = Slug("north".to_owned());
        publish(&app, &slug, questionnaire("feedback"), Vec::new());
        let looks = || {
            let office = |conn: &mut _| {
                let known = organisations::find_organisation(conn, &Slug("north".to_owned()))?.unwrap();
                Ok::<_, Error>((organisations::load_look(conn, &known.id)?.0, known.id))
            };
            let (office, id) = app.app.stores.office.read_now(office).unwrap();
            let worn = move |conn: &mut _| Ok::<_, Error>(list_looks(conn, &id)?);
            (office, app.app.stores.collect.read_now(worn).unwrap())
        };
        for round in 0..20 {
            std::thread::scope(|scope| {
                for red in [1, 2, 3] {
                    let (change, app, slug) = (picture(red + 3 * round), &app.app, &slug);
                    scope.spawn(move || app.set_look(&Actor::Operator, slug, change).unwrap());
                }
            });
            let (office, worn) = looks();
            assert_eq!(worn, [office], "round {round}");
        }
        run_sql(&app.app.stores.collect, "UPDATE surveys SET look = ''");
        run_sql(&app.app.stores.collect, "DELETE FROM media");
        Runner::new(app.app.clone()).put_on_list().unwrap();
        let now = app.app.clock.now() + SignedDuration::from_mins(2);
        let runner = Runner::new(App { clock: Clock::Fixed(now), ..app.app.clone() });
        assert_eq!(runner.run_due(JobSpec::find(JobKind::Field).unwrap()).unwrap(), 1);
        let (office, worn) = looks();
        assert_eq!(worn, std::slice::from_ref(&office));
        let hash = office.split_once('=').unwrap().1.to_owned();
        let has = move |conn: &mut _| Ok::<_, Error>(has_medium(conn, &hash)?);
        assert!(app.app.stores.collect.read_now(has).unwrap(), "with the crest");
    }

    /// Its file is there after the publication, though a crest of the very same picture was replaced meanwhile.
    fn a_picture_that_is_deleted_while_it_is_published_is_there(stores) {
        let app = TestApp::new(stores);
        let shown = bytes_of(&picture(7));
        let beside = Beside(shown.clone());
        let source = formats::read(FORM.as_bytes(), FileType::Workbook(Container::Markdown), "form");
        let form = formats::check(source, &beside).sound().unwrap();
        let media = formats::media::gather(form.definition(), &beside).unwrap();
        let collect = &app.app.stores.collect;
        // After the files were put in, before the survey is.
        run_sql(collect, match collect.is_on_server() {
            false => "CREATE TRIGGER meanwhile BEFORE INSERT ON surveys BEGIN DELETE FROM media; END",
            true => "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN DELETE FROM media; RETURN new; END $$;
                CREATE TRIGGER meanwhile BEFORE INSERT ON surveys FOR EACH ROW EXECUTE FUNCTION lose()",
        });
        publish(&app, &Slug("west".to_owned()), &form, media);
        let hash = hex::encode(Sha256::digest(shown));
        let has = move |conn: &mut _| Ok::<_, Error>(has_medium(conn, &hash)?);
        assert!(collect.read_now(has).unwrap());
    }

    fn each_organisation_wears_its_own(stores) {
        let app = TestApp::new(stores);
        let slugs = ["north", "south", "west"].map(|it| Slug(it.to_owned()));
        for slug in &slugs {
            app.app.organisation(&Actor::Operator, slug, slug.as_str()).unwrap();
            // One has its look before its survey is published, one after.
            if slug.as_str() == "north" {
                app.app.set_look(&Actor::Operator, slug, look("M0 0h8v8z", "#b0151d")).unwrap();
            }
            publish(&app, slug, questionnaire("feedback"), Vec::new());
        }
        app.app.set_look(&Actor::Operator, &slugs[1], look("M1 1h6v6z", "#fefefe")).unwrap();
        let browser = |language| Browser::new(&app, language);
        let get = |path: &str| browser("de").ask(Ask::get(path)).unwrap();

        let (north, words) = worn(&get("/s/north").html());
        assert_eq!(words.as_deref(), Some("Wappen: Stadt Musterhausen"));
        assert_eq!(worn(&browser("en").ask(Ask::get("/s/north")).unwrap().html()).1.as_deref(), Some("Crest: Town of Musterhausen"));
        let (south, _) = worn(&get("/s/south").html());
        assert_eq!((north.len(), south.len()), (2, 2), "{north:?} {south:?}");
        // Without one, a neutral mark and no style sheet of its own; so everywhere where no survey is known.
        for neutral in ["/s/west", "/s/none", "/none", "/login"] {
            assert_eq!(worn(&get(neutral).html()), (Vec::new(), None), "{neutral}");
        }
        for page in ["/s/north/print", "/s/north/privacy", "/s/north/nowhere"] {
            assert_eq!(worn(&get(page).html()).0, north, "{page}");
        }
        for addresses in [&north, &south] {
            for address in addresses {
                let answer = get(address);
                assert_eq!(answer.status, 200, "{address}");
                assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
                assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
                assert!(!answer.html().contains("url("), "{}", answer.html());
            }
        }
        let crest = north.iter().find(|it| it.ends_with(".svg")).unwrap();
        let answer = get(crest);
        assert_eq!(answer.header("content-type"), Some("image/svg+xml"));
        assert_eq!(answer.header("content-security-policy"), Some("default-src 'none'; sandbox"));
        assert_eq!(answer.html(), SVG);
        let sheet = get(north.iter().find(|it| it.ends_with(".css")).unwrap());
        assert_eq!(sheet.header("content-type"), Some("text/css; charset=utf-8"));
        assert!(sheet.html().contains("--accent:#b0151d;"), "{}", sheet.html());
        // Nobody gets another's, under no address.
        for address in &south {
            let stolen = address.replace("/south/", "/north/");
            assert_eq!(get(&stolen).status, 404, "{stolen}");
        }
        assert_eq!(get("/s/west/look/").status, 404);
        assert_eq!(get(&crest.replace("/s/north", "")).status, 303, "staff only");

        // It changes, and its address with it; then it is gone.
        app.app.set_look(&Actor::Operator, &slugs[0], look("M2 2h1z", "#b0151d")).unwrap();
        let app = app.restarted("2026-12-01T10:00:00Z");
        let get = |path: &str| Browser::new(&app, "de").ask(Ask::get(path)).unwrap();
        let (changed, _) = worn(&get("/s/north").html());
        assert!(changed.iter().all(|it| !north.contains(it)), "{changed:?}");
        assert_eq!(get(crest).status, 404);
        app.app.set_look(&Actor::Operator, &slugs[0], LookChange { drops_crest: true, drops_colours: true, ..LookChange::default() }).unwrap();
        let app = app.restarted("2026-12-01T10:01:00Z");
        let get = |path: &str| Browser::new(&app, "de").ask(Ask::get(path)).unwrap();
        assert_eq!(worn(&get("/s/north").html()), (Vec::new(), None));
        assert_eq!(worn(&get("/s/south").html()).0, south);
        let unknown = app.app.set_look(&Actor::Operator, &Slug("east".to_owned()), LookChange::default());
        assert!(unknown.unwrap_err().to_string().contains("no organisation `east`"));
    }
}
