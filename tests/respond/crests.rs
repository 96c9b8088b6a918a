//! The crest and colours of an organisation: on its own pages, for ever under their address, and nowhere else.

use zugvogel::app::Actor;
use zugvogel::app::office::look::LookChange;
use zugvogel::app::office::publish::{NewSurvey, USUAL_BATCH};
use zugvogel::domain::look::Colours;
use zugvogel::domain::{Mode, Offers};
use zugvogel::ids::Slug;
use zugvogel::intake::crest::clean;

use crate::app::{TestApp, questionnaire};
use crate::browser::{Ask, Browser};
use crate::databases::both;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><path fill=\"#c00\" d=\"M0 0h8v8z\"/></svg>";

fn look(shape: &str, colour: &str) -> LookChange {
    let crest = clean(SVG.replace("M0 0h8v8z", shape).as_bytes()).unwrap();
    let crest = (crest.format, crest.bytes);
    let colour = colour.parse().unwrap();
    let colours = Some(Colours { colour, accent: "#ffd200".parse().unwrap() });
    LookChange { crest: Some(crest), colours, reset: false }
}

/// The addresses of the look on a page, and the words beside the crest.
fn worn(html: &str) -> (Vec<String>, Option<String>) {
    let addresses = html.split('"').filter(|it| it.contains("/look/")).map(str::to_owned).collect();
    let words = html.split("class=\"crest\" src=").nth(1).and_then(|it| it.split("alt=\"").nth(1));
    (addresses, words.and_then(|it| it.split('"').next()).map(str::to_owned))
}

both! {
    fn each_organisation_wears_its_own(stores) {
        let app = TestApp::new(stores);
        let slugs = ["north", "south", "west"].map(|it| Slug(it.to_owned()));
        for slug in &slugs {
            let organisation = app.app.organisation(&Actor::Operator, slug, slug.as_str()).unwrap();
            // One has its look before its survey is published, one after.
            if slug.as_str() == "north" {
                app.app.set_look(&Actor::Operator, slug, look("M0 0h8v8z", "#b0151d")).unwrap();
            }
            let survey = NewSurvey {
                slug: slug.clone(), organisation, mode: Mode::Open, batch: USUAL_BATCH,
                offers: Offers::default(), opens_on: None, closes_on: None,
            };
            app.app.publish(&Actor::Operator, questionnaire("feedback"), survey).unwrap();
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
        app.app.set_look(&Actor::Operator, &slugs[0], LookChange { reset: true, ..LookChange::default() }).unwrap();
        let app = app.restarted("2026-12-01T10:01:00Z");
        let get = |path: &str| Browser::new(&app, "de").ask(Ask::get(path)).unwrap();
        assert_eq!(worn(&get("/s/north").html()), (Vec::new(), None));
        assert_eq!(worn(&get("/s/south").html()).0, south);
        let unknown = app.app.set_look(&Actor::Operator, &Slug("east".to_owned()), LookChange::default());
        assert!(unknown.unwrap_err().to_string().contains("no organisation `east`"));
    }
}
