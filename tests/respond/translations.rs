//! What is not reviewed is not published: a language is offered once all of it is, and a draft is shown to
//! nobody.

use serde_json::{Value, json};
use zugvogel::engine::Questionnaire;
use zugvogel::formats::{NoFiles, json as format};

use crate::app::TestApp;
use crate::databases::both;
use crate::resident::Resident;

/// A questionnaire in German and Ukrainian with this source of its question, and what is stated.
fn market(source: &str, notes: &Value) -> Questionnaire {
    let text = |de: &str, uk: &str| json!({ "de": de, "uk": uk });
    let document = json!({
        "name": "market", "version": "1", "languages": ["de", "uk"], "title": text("Unser Markt", "Наш ринок"),
        "publisher": {
            "name": "Stadt", "contact": "Jonas Petersen", "phone": "1", "email": "markt@musterhausen.example",
            "imprint": "Am Markt 1", "privacy": text("Nur Ihre Antworten.", "Лише ваші відповіді.")
        },
        "pages": [{ "name": "visits", "questions": [
            { "kind": "integer", "name": "often", "label": text(source, "Як часто?") }
        ] }],
        "translations": notes
    });
    let checked = format::load(document.to_string().as_bytes(), &NoFiles);
    checked.sound().unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// Somebody has read the question beside "Wie oft?".
fn reviewed() -> Value {
    let hash = |text| zugvogel::engine::edit::translation::hash([text]);
    json!([{ "language": "uk", "of": { "question": "often" }, "path": "/label", "state": "reviewed",
        "drafted_by": "a machine", "reviewed_by": "Olena Koval",
        "source": hash("Wie oft?"), "target": hash("Як часто?") }])
}

both! {
    fn a_draft_is_shown_to_nobody(stores) {
        let app = TestApp::new(stores);
        let draft = json!([{ "language": "uk", "state": "draft", "drafted_by": "a machine" }]);
        let one = json!([{ "language": "uk", "of": { "question": "often" }, "path": "/label", "state": "draft" }]);
        let published = [
            ("none", market("Wie oft?", &json!([])), true, true),
            ("whole", market("Wie oft?", &draft), false, false),
            ("one", market("Wie oft?", &one), false, false),
            ("reviewed", market("Wie oft?", &reviewed()), true, true),
            // The source changed since.
            ("changed", market("Wie oft im Jahr?", &reviewed()), false, false),
        ];
        for (slug, questionnaire, is_offered, is_shown) in published {
            app.publish_own(slug, &questionnaire, &[], None);
            let mut resident = Resident::new(&app, slug, "de");
            let html = resident.page.html();
            let (switch, rest) = html.split_once("class=\"rest\"").unwrap();
            assert_eq!(switch.contains("hreflang=\"uk\""), is_offered, "{slug}");
            assert_eq!(rest.contains("hreflang=\"uk\""), !is_offered, "{slug}");
            // A browser's wish counts for what is offered; who chooses the language all the same, reads the
            // questions in German.
            let mut wishing = Resident::new(&app, slug, "uk");
            assert_eq!(wishing.page.html().contains("<html lang=\"uk\""), is_offered, "{slug}");
            wishing.press();
            resident.open("?lang=uk").press();
            match is_shown {
                true => resident.sees("Як часто?").sees_not("Wie oft"),
                false => resident.sees("Wie oft").sees_not("Як часто?"),
            };
        }
    }
}
