//! Languages that the questionnaire speaks and the interface does not.

use serde_json::json;
use zugvogel::formats::{NoFiles, json as ours};

use crate::app::TestApp;
use crate::browser::Ask;
use crate::databases::both;
use crate::resident::Resident;

both! {
    /// They are offered, with the interface in another language around the questions.
    fn a_language_without_an_interface_is_offered(stores) {
        let document = json!({
            "name": "langues", "version": "1", "languages": ["de", "fr", "en-GB"],
            "title": { "de": "Sprachen", "fr": "Langues", "en-GB": "Languages" },
            "pages": [
                { "name": "one", "questions": [{ "kind": "text", "name": "q",
                    "label": { "de": "Warum?", "fr": "Pourquoi ?", "en-GB": "Why?" } }] },
                { "name": "two", "questions": [{ "kind": "text", "name": "r",
                    "label": { "de": "Und?", "fr": "Et ?", "en-GB": "And?" } }] },
            ],
        });
        let questionnaire = ours::load(document.to_string().as_bytes(), &NoFiles).sound().unwrap();
        let app = TestApp::new(stores);
        app.publish_own("langues", &questionnaire, &[], None);
        let mut reader = Resident::new(&app, "langues", "fr-CH,fr;q=0.9");
        reader.press().is_on("one");
        let page = reader.page.html();
        assert!(page.contains("<html lang=\"de\"") && page.contains("lang=\"fr\""), "{page}");
        assert!(page.contains("<button form=\"typed.form\" name=\"_language\" value=\"fr\""), "{page}");
        assert!(page.contains(">Français</button>") && page.contains(">English (GB)</button>"), "{page}");
        reader.sees("Pourquoi").sees("Weiter");
        // By a button of the page, and by the link of one without a form.
        let mut ask = reader.filled(&[("q", "parce que")]);
        ask.body.extend_from_slice(b"&_language=en-GB");
        reader.send(ask).sees("Why?").sees("Continue").shows("q", "parce que");
        reader.press().is_on("two").sees("And?");
        reader.send(Ask::get("/s/langues/p/two?lang=fr")).sees("Et ?");
        reader.open("/p/one").sees("Pourquoi");
        // What it does not speak stays unknown.
        reader.send(Ask::get("/s/langues/p/two?lang=es")).sees("Et ?");
        let mut austrian = Resident::new(&app, "langues", "de-AT");
        austrian.press().is_on("one").sees("Warum?");
        let mut british = Resident::new(&app, "langues", "en-US,en");
        british.press().is_on("one").sees("Why?").sees("Continue");
    }

    /// A wish gets what is nearest to it, and a code in another spelling its own buttons.
    fn a_wish_is_met_by_a_variety(stores) {
        let document = json!({
            "name": "wishes", "version": "1", "languages": ["pt-BR", "EN", "en-US", "zh-Hans", "zh-Hant"],
            "title": "W",
            "pages": [{ "name": "one", "questions": [{ "kind": "text", "name": "q", "label": {
                "pt-BR": "Por quê?", "EN": "Why?", "en-US": "How come?", "zh-Hans": "为什么",
                "zh-Hant": "為什麼" } }] }],
        });
        let questionnaire = ours::load(document.to_string().as_bytes(), &NoFiles).sound().unwrap();
        let app = TestApp::new(stores);
        app.publish_own("wishes", &questionnaire, &[], None);
        for (wish, question, button) in [
            ("pt-PT,en;q=0.8", "Por quê?", "Weiter"),
            ("en-GB", "Why?", "Continue"),
            ("en-US", "How come?", "Continue"),
            ("zh-TW", "為什麼", "Weiter"),
            ("zh-CN", "为什么", "Weiter"),
            ("fr, zh-HK", "為什麼", "Weiter"),
        ] {
            let mut reader = Resident::new(&app, "wishes", wish);
            reader.press().is_on("one").sees(question).sees(button);
            let page = reader.page.html();
            assert!(page.matches(">English</button>").count() <= 1, "{page}");
        }
    }

    /// Answers that stand in texts are written as the text's language does; what is stored is not.
    fn piped_answers_are_written_as_people_do(stores) {
        let (de, en, fr) = ("Am ${day} um ${time}: ${km} km, ${half}, ${zip}, ${word}.",
            "On ${day}, ${time}: ${km} km, ${half}, ${zip}, ${word}.", "Le ${day} : ${km} km.");
        let document = json!({
            "name": "piped", "version": "1", "languages": ["de", "en", "fr"], "title": "P",
            "pages": [
                { "name": "one", "questions": [
                    { "kind": "date", "name": "day", "label": "D" },
                    { "kind": "time", "name": "time", "label": "T" },
                    { "kind": "decimal", "name": "km", "label": "K" },
                    { "kind": "integer", "name": "zip", "label": "Z" },
                    { "kind": "text", "name": "word", "label": "W" },
                    { "kind": "calculate", "name": "half", "calculation": "${km} div 2" }] },
                { "name": "two", "questions": [{ "kind": "text", "name": "r", "relevant": "${day} = '2024-02-29' and ${km} = 1234.5",
                    "label": { "de": de, "en": en, "fr": fr } }] },
            ],
        });
        let questionnaire = ours::load(document.to_string().as_bytes(), &NoFiles).sound().unwrap();
        let app = TestApp::new(stores);
        app.publish_own("piped", &questionnaire, &[], None);
        let mut reader = Resident::new(&app, "piped", "de");
        reader.press().is_on("one");
        let given = [("day", "2024-02-29"), ("time", "08:30"), ("km", "1234,5"), ("zip", "26919"), ("word", "1.5")];
        reader.answer(&given).is_on("two").sees("Am 29. Februar 2024 um 08:30: 1234,5 km, 617,25, 26919, 1.5.");
        reader.open("/p/two?lang=en").sees("On 29 February 2024, 08:30: 1234.5 km, 617.25, 26919, 1.5.");
        // Where our texts are in another language than the question, nothing of theirs gets into it.
        reader.open("/p/two?lang=fr").sees("Le 2024-02-29 : 1234.5 km.");
        reader.open("/p/two?lang=pl").sees("Am 2024-02-29 um");
    }
}
