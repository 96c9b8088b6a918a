//! The questionnaire on paper: what is asked of whom, where the others go on, and what is a gap.

use serde_json::{Value, json};
use zugvogel::engine::Questionnaire;
use zugvogel::formats::{NoFiles, json as format};

use crate::app::TestApp;
use crate::databases::both;
use crate::resident::Resident;

/// A question with the list `abc`.
fn chosen(name: &str, label: &str, relevant: &str) -> Value {
    let mut question =
        json!({ "kind": "select_one", "name": name, "label": label, "choices": "abc" });
    if !relevant.is_empty() {
        question["relevant"] = json!(relevant);
    }
    question
}

fn calculated(name: &str, calculation: &str) -> Value {
    json!({ "kind": "calculate", "name": name, "calculation": calculation })
}

/// Pages within pages, a group, rows, and everything that a text may say of a variable.
fn nested() -> Questionnaire {
    let mut year = calculated("year", "${first_year} + 5");
    year["choices"] = json!("years");
    let document = json!({
        "name": "paper", "version": "1", "languages": ["de"], "title": "Papier",
        "publisher": {
            "name": "Stadt Musterhausen", "contact": "Jonas Petersen", "phone": "030 23125-020",
            "email": "papier@musterhausen.example", "imprint": "Am Markt 1", "privacy": "Nur Ihre Antworten."
        },
        "lists": {
            "abc": [
                { "value": "1", "label": "Apfel" }, { "value": "2", "label": "Birne" },
                { "value": "3", "label": "Kirsche" }
            ],
            "years": [{ "value": "2026", "label": "dieses Jahr" }]
        },
        "pages": [
            { "name": "begin", "questions": [
                chosen("fruit", "Was essen Sie?", ""),
                { "kind": "select_multiple", "name": "drinks", "label": "Was trinken Sie?", "choices": "abc" },
                { "kind": "integer", "name": "age", "label": "Wie alt sind Sie?" },
                calculated("first_year", "2021"), year,
                calculated("kind", "if(${fruit} = 1 or ${fruit} = 2, 1, 2)"),
                calculated("coin", "if(random() < 0.5, 1, 2)"),
                calculated("day", "today()")
            ] },
            { "name": "outer", "relevant": "${kind} = 1", "pages": [
                { "name": "outer_one", "questions": [chosen("o1", "Wer ${year} Äpfel oder Birnen isst?", "")] },
                { "name": "inner", "relevant": "selected(${drinks}, '1') or selected(${drinks}, '3')", "questions": [
                    chosen("i1", "Wie ${kind}, ${coin}, ${day}?", ""), chosen("i2", "Und dann?", "")
                ] },
                { "name": "outer_two", "questions": [chosen("o2", "Wann?", "")] }
            ] },
            { "name": "grouped", "questions": [
                { "kind": "group", "name": "home", "label": "Zu Hause", "relevant": "${fruit} != '3'", "questions": [
                    chosen("h1", "Wo?", ""), chosen("h2", "Wie lange?", "${h1} = '2'")
                ] },
                chosen("h3", "Warum?", "${age} > 30"),
                { "kind": "matrix", "name": "liked", "label": "Wie gern?", "choices": "abc", "rows": [
                    { "name": "liked_a", "label": "roh" },
                    { "name": "liked_b", "label": "gekocht", "relevant": "${age} > 30" }
                ] },
                chosen("h4", "Womit?", "${liked_b} >= 2")
            ] },
            { "name": "drawn", "relevant": "${coin} = 1 and ${kind} = 1", "questions": [chosen("d1", "Geht das?", "")] },
            {
                "name": "last", "relevant": "${o1} != '2' and ${h1} = '1' and ${first_year} > 2000",
                "questions": [chosen("l1", "Sonst noch?", "")]
            },
            { "name": "not", "relevant": "not(selected(${drinks}, '2'))", "questions": [chosen("n1", "Was nicht?", "")] },
            { "name": "left", "relevant": "${fruit} = '1' or ${fruit} = '2' or ${fruit} = ''", "questions": [chosen("n2", "Wie viel?", "")] },
            { "name": "many", "relevant": "count-selected(${drinks}) > 1", "questions": [chosen("n3", "Wie viel noch?", "")] }
        ],
        "ends": [{
            "name": "inside", "after": "outer_one", "when": "${fruit} = '3'", "title": "Ende", "text": "Danke.",
            "keep": false, "disposition": "4.10"
        }, {
            "name": "none", "after": "grouped", "when": "${fruit} = '3'", "title": "Ende", "text": "Danke.",
            "keep": false, "disposition": "4.10"
        }]
    });
    let checked = format::load(document.to_string().as_bytes(), &NoFiles);
    checked.sound().unwrap_or_else(|problems| panic!("{problems:?}"))
}

both! {
    /// Who is not asked goes on behind everything that is not for her, and boxes say who is.
    fn a_block_ends_where_its_conditions_do(stores) {
        let app = TestApp::new(stores);
        app.publish_own("papier", &nested(), &[], None);
        let mut reader = Resident::new(&app, "papier", "de");
        reader.open("/print").has_status(200);
        let text = reader.page.text();
        let (_, print) = text.split_once("die für Sie gelten. ").unwrap();
        let (print, _) = print.split_once(" Zur ersten Seite").unwrap();
        assert_eq!(print.replace("ApfelBirneKirsche", "[ABK]"), [
            "Papier 1. Was essen Sie? [ABK]",
            "2. Was trinken Sie? Mehrere Antworten sind möglich. [ABK]",
            "3. Wie alt sind Sie?",
            // With an apple, nothing to drink: from here to 7, within the page around.
            "Nur wenn Sie bei Frage 1 „Apfel“ oder „Birne“ angekreuzt haben. Sonst weiter mit Frage 8.",
            "4. Wer dieses Jahr Äpfel oder Birnen isst? [ABK]",
            // Who was sent to 8 has not read this, so it changes nothing there.
            "Haben Sie bei Frage 1 „Kirsche“ angekreuzt? Dann sind Sie am Ende.",
            "Nur wenn Sie bei Frage 2 „Apfel“ oder „Kirsche“ angekreuzt haben. Sonst weiter mit Frage 7.",
            "5. Wie …, …, …? [ABK]",
            "6. Und dann? [ABK]",
            "7. Wann? [ABK]",
            // The heading goes with its group, and whoever is sent to 8 is told on whom it depends.
            "Zu Hause Haben Sie bei Frage 1 „Kirsche“ angekreuzt? Dann weiter mit Frage 10.",
            "8. Wo? [ABK]",
            "Nur wenn Sie bei Frage 8 „Birne“ angekreuzt haben. Sonst weiter mit Frage 10.",
            "9. Wie lange? [ABK]",
            "Das fragen wir nur manche, je nach früheren Antworten. Sonst weiter mit Frage 11.",
            "10. Warum? [ABK]",
            "11. Wie gern? Manche Zeilen betreffen nicht alle: Das hängt von früheren Antworten ab.",
            "[ABK]a) roh○○○b) gekocht○○○",
            // A row is named by its letter.
            "Nur wenn Sie bei Frage 11b „Birne“ oder „Kirsche“ angekreuzt haben. Sonst weiter mit Frage 13.",
            "12. Womit? [ABK]",
            "Haben Sie bei Frage 1 „Kirsche“ angekreuzt? Dann sind Sie am Ende.",
            "Das fragen wir nur manche, je nach früheren Antworten. Sonst weiter mit Frage 14.",
            "13. Geht das? [ABK]",
            // Two conditions of a page, each in its words; the third one holds for everybody.
            "Haben Sie bei Frage 4 „Birne“ angekreuzt? Dann weiter mit Frage 15.",
            "Nur wenn Sie bei Frage 8 „Apfel“ angekreuzt haben. Sonst weiter mit Frage 15.",
            "14. Sonst noch? [ABK]",
            // Of several boxes, only what is asked for by `selected()` is said.
            "Haben Sie bei Frage 2 „Birne“ angekreuzt? Dann weiter mit Frage 16.",
            "15. Was nicht? [ABK]",
            // With a cherry one is at the end by now, so this is said of everybody: not at all.
            "16. Wie viel? [ABK]",
            "Das fragen wir nur manche, je nach früheren Antworten. Sonst sind Sie am Ende.",
            "17. Wie viel noch? [ABK]",
        ].join(" "));
    }

    /// The study: labels and never codes, and nobody is sent back or to herself.
    fn the_study_on_paper_leads_on_by_numbers(stores) {
        let app = TestApp::new(stores);
        let mut reader = Resident::new(&app, "wesermarsch", "de");
        reader.open("/print").has_status(200);
        let text = reader.page.text();
        assert!(text.contains("Zwischen Mai 2021 und"), "what is the same for everybody is said");
        let mut last = 0;
        let words: Vec<&str> = text.split_whitespace().collect();
        for (at, word) in words.iter().enumerate() {
            // "21a" is a row of a matrix.
            let number = |word: &str| {
                let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
                digits.parse::<usize>().unwrap()
            };
            // "5. Wohin …": numbers follow each other, and days and other ordinals are no next one.
            if *word == format!("{}.", last + 1) && !words[at - 1].ends_with("Frage") {
                last += 1;
            }
            if words[..at].ends_with(&["weiter", "mit", "Frage"]) {
                assert!(number(word) > last + 1, "{}", words[at - 12..=at].join(" "));
            }
            if words[..at].ends_with(&["Sie", "bei", "Frage"]) {
                assert!(number(word) <= last, "{}", words[at - 3..=at].join(" "));
            }
        }
        assert!(last > 80, "{last}");
        assert!(text.contains("Nur wenn Sie bei Frage 27a „kleine Rolle“, „große Rolle“ oder"));
        // Who is no case of the study is at the end at once, and everybody else need not be told again.
        let movers = "„in den Landkreis Wesermarsch gezogen“, „aus dem Landkreis Wesermarsch weggezogen“, ";
        assert_eq!(text.matches(movers).count(), 1);
        assert!(text.matches("nur manche").count() < 12);
        assert!(!text.contains("Wie gut 1") && !text.contains("Wie gut 2"), "{text}");
    }
}
