//! Selects that stand as tables, and pictures, sounds and films.

use serde_json::{Value, json};

use super::*;

/// The questionnaire of every kind with one more page, a list `seen`, and files.
fn with_page(page: Value, seen: Value, files: Value) -> Questionnaire {
    let mut value: Value = serde_json::from_str(EVERY_KIND).unwrap();
    value["pages"].as_array_mut().unwrap().push(page);
    value["lists"]["seen"] = seen;
    value["files"] = files;
    questionnaire(&value.to_string())
}

fn localized(de: &str, en: &str) -> Value {
    json!({ "de": de, "en": en })
}

fn table() -> Questionnaire {
    let row = |kind: &str, name: &str, appearance: &str, label: Value| {
        json!({
            "kind": kind, "name": name, "label": label, "choices": "five", "missing": [-8],
            "appearance": appearance, "required": appearance != "label"
        })
    };
    let mut questions = vec![
        row(
            "select_one",
            "t_head",
            "label",
            localized("Wie wichtig ist das?", "How important is it?"),
        ),
        row(
            "select_one",
            "t_bus",
            "list-nolabel",
            localized("**Bus** und Bahn", "**Bus** and train"),
        ),
        row("select_multiple", "t_flat", "list-nolabel", localized("Wohnen", "Housing")),
    ];
    questions[1]["hint"] = localized("Auch Rufbus.", "On call, too.");
    let page = json!({
        "name": "table", "section": "two", "title": localized("Tabelle", "Table"),
        "questions": questions
    });
    with_page(page, json!([{ "value": "1", "label": "1" }]), json!({}))
}

#[test]
fn a_table_looks_as_it_did() {
    let de = Locale::find("de").unwrap();
    insta::assert_snapshot!("table", main_of(&page(&table(), de, "table", &Form::default(), true)));
}

#[test]
fn a_table_is_sound_in_every_language() {
    let questionnaire = table();
    for t in Locale::list() {
        markup::check(&page(&questionnaire, t, "table", &Form::default(), false));
        markup::check_with_errors(&page(&questionnaire, t, "table", &Form::default(), true), t);
    }
}

/// Each radio button and checkbox is called by its row and its column.
#[test]
fn every_point_of_a_table_has_the_names_of_its_row_and_column() {
    let de = Locale::find("de").unwrap();
    let typed = form(&[("t_bus", "2"), ("t_flat", "1"), ("t_flat", "5")]);
    let html = page(&table(), de, "table", &typed, false);
    for (input, row, value, checked) in [
        ("radio", "t_bus", "2", " checked"),
        ("radio", "t_bus", "-8", ""),
        ("checkbox", "t_flat", "5", " checked"),
    ] {
        let id = format!("{row}-{value}");
        let tag = format!(
            "<input type=\"{input}\" id=\"{id}\" name=\"{row}\" value=\"{value}\" \
             aria-labelledby=\"{row} {id}.l\"{checked}>"
        );
        assert!(html.contains(&tag), "{tag}\n{html}");
        assert!(html.contains(&format!("<label id=\"{id}.l\"")), "{html}");
    }
    assert!(!html.contains("name=\"t_head\""), "nobody answers the heading");
}

#[test]
fn rows_of_another_scale_stand_in_another_table() {
    let mut value = serde_json::to_value(table().definition()).unwrap();
    let at = value["pages"].as_array().unwrap().len() - 1;
    value["pages"][at]["questions"][2]["choices"] = "yes".into();
    value["pages"][at]["appearance"] = "table-list".into();
    let questionnaire = questionnaire(&value.to_string());
    let de = Locale::find("de").unwrap();
    let html = page(&questionnaire, de, "table", &Form::default(), false);
    markup::check(&html);
    assert_eq!(html.matches("class=\"m-head\"").count(), 2, "{html}");
}

const HASH: &str = "aaaa";

fn pictures() -> Questionnaire {
    let file = |format: &str, size: Value| json!({ "hash": HASH, "format": format, "size": size });
    let files = json!({
        "hafen.png": file("png", json!([640, 480])),
        "harbour.png": { "hash": "bbbb", "format": "png", "size": [64, 48] },
        "large.webp": file("webp", json!([6400, 4800])),
        "horn.mp3": file("mp3", Value::Null),
        "film.mp4": file("mp4", Value::Null)
    });
    let media = json!({
        "image": localized("hafen.png", "harbour.png"), "big-image": "large.webp",
        "audio": "horn.mp3", "video": "film.mp4"
    });
    let question = |kind: &str, name: &str| {
        json!({
            "kind": kind, "name": name, "label": localized("Der <Hafen>", "The <harbour>"),
            "media": media
        })
    };
    let mut questions: Vec<Value> = ["note", "text", "integer", "date", "geopoint", "acknowledge"]
        .iter()
        .map(|kind| question(kind, &format!("p_{kind}")))
        .collect();
    let mut group = question("group", "p_group");
    group["questions"] = json!([question("time", "p_inner")]);
    questions.push(group);
    for kind in ["select_one", "select_multiple", "rank", "lookup"] {
        let mut asked = question(kind, &format!("p_{kind}"));
        asked["choices"] = "seen".into();
        // Words alone cannot show a picture.
        asked["appearance"] = if kind == "select_one" { "minimal" } else { "" }.into();
        questions.push(asked);
    }
    let mut grid = question("matrix", "p_grid");
    grid["choices"] = "seen".into();
    grid["rows"] = json!([{ "name": "p_row", "label": localized("Zeile", "Row") }]);
    questions.push(grid);
    questions.push(json!({ "kind": "note", "name": "p_bare", "media": { "image": "hafen.png" } }));
    questions.push(json!({
        "kind": "note", "name": "p_lost", "label": localized("Weg", "Gone"),
        "media": { "image": "lost.png", "audio": "hafen.png" }
    }));
    let page = json!({
        "name": "pictures", "section": "two", "title": localized("Bilder", "Pictures"),
        "questions": questions
    });
    let seen = json!([
        { "value": "1", "label": localized("Kran", "Crane"), "media": media },
        { "value": "2", "label": localized("Boot", "Boat"), "media": { "image": "hafen.png" } }
    ]);
    with_page(page, seen, files)
}

#[test]
fn pictures_and_sounds_are_sound_in_every_language() {
    let questionnaire = pictures();
    for t in Locale::list() {
        markup::check(&page(&questionnaire, t, "pictures", &Form::default(), false));
    }
}

#[test]
fn a_picture_follows_the_language_and_has_its_room_before_it_is_there() {
    let questionnaire = pictures();
    for (language, file, size) in [
        ("de", "aaaa.png", "width=\"640\" height=\"480\""),
        ("en", "bbbb.png", "width=\"64\" height=\"48\""),
    ] {
        let t = Locale::find(language).unwrap();
        let html = page(&questionnaire, t, "pictures", &Form::default(), false);
        let picture = format!(
            "<img class=\"pic\" src=\"/s/every-kind/media/{file}\" alt=\"\" {size} \
             loading=\"lazy\" decoding=\"async\">"
        );
        assert!(html.contains(&picture), "{picture}\n{html}");
        // Where no words stand beside it, it is called by something at least.
        assert!(html.contains("alt=\"p_bare\""), "{html}");
        let audio = "<audio class=\"pic\" controls preload=\"none\" \
                     src=\"/s/every-kind/media/aaaa.mp3\" aria-label=\"";
        assert!(html.contains(audio) && html.contains("media/aaaa.mp4"), "{html}");
        assert!(html.contains("media/aaaa.webp\" target=\"_blank\" rel=\"noopener\""), "{html}");
        assert!(!html.contains("<select"), "no picture fits into a list that drops down: {html}");
        let lost = &html[html.find("id=\"p_lost\"").unwrap()..];
        assert!(!lost.contains("<img") && !lost.contains("<audio"), "{lost}");
    }
}
