//! The pages as they come out: every kind plain, with errors and with long texts, in every
//! language, checked for what the accessibility rules ask of markup; and the templates themselves.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;

use super::respond::*;
use super::staff::*;
use super::*;
use crate::domain::{Mode, Terms};
use crate::engine::expr::{Calendar, Env};
use crate::engine::interview::Outcome;
use crate::engine::model::KINDS;
use crate::engine::model::{Definition, KindName};
use crate::engine::show::Localized;
use crate::engine::show::Rich;
use crate::engine::{Answers, Draft, Form, Interview, Questionnaire, check};
use crate::i18n::Locale;

mod codes;
mod looks;
mod markup;
mod sources;
mod staff;

const EVERY_KIND: &str = include_str!("tests/every_kind.json");

fn questionnaire(source: &str) -> Questionnaire {
    let definition: Definition = serde_json::from_str(source).unwrap();
    let checked = check(definition);
    checked.sound().unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn every_kind() -> Questionnaire {
    questionnaire(EVERY_KIND)
}

/// The same with every German text ten times as long and hard to break.
fn long_texts() -> Questionnaire {
    fn stretch(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(map) => {
                for (key, value) in map.iter_mut() {
                    match value {
                        serde_json::Value::String(text) if key == "de" => {
                            *text =
                                format!("{text} {}", "Donaudampfschifffahrt <b>&amp; ".repeat(10));
                        }
                        other => stretch(other),
                    }
                }
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(stretch),
            _ => {}
        }
    }
    let mut value: serde_json::Value = serde_json::from_str(EVERY_KIND).unwrap();
    stretch(&mut value);
    questionnaire(&value.to_string())
}

fn env() -> Env {
    let now = jiff::civil::date(2026, 11, 22).at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC);
    let calendar = Calendar::from_words(
        "Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez",
        "So Mo Di Mi Do Fr Sa",
    );
    Env { now: now.unwrap(), calendar: Arc::new(calendar.unwrap()), seed: 0 }
}

fn form(fields: &[(&str, &str)]) -> Form {
    Form::new(fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
}

/// A page as the web renders it; with `post`, after these fields were posted and refused.
fn page(
    questionnaire: &Questionnaire,
    t: &'static Locale,
    name: &str,
    typed: &Form,
    post: bool,
) -> String {
    seeded_page(questionnaire, t, name, typed, post, 7)
}

fn seeded_page(
    questionnaire: &Questionnaire,
    t: &'static Locale,
    name: &str,
    typed: &Form,
    post: bool,
    seed: u32,
) -> String {
    let env = env();
    let index = questionnaire.find_page(name).unwrap();
    let draft = Draft { language: t.code().into(), seed, ..Draft::default() };
    let interview = Interview::new(questionnaire, &draft, &env);
    let complaints = match post.then(|| interview.accept(index, typed)) {
        Some(Outcome::Rejected(complaints)) => complaints,
        None => Vec::new(),
        Some(other) => panic!("{name}: {other:?}"),
    };
    let shown = interview.page_with(index, typed, &complaints);
    let definition = questionnaire.definition();
    let around = Around {
        picks: false,
        progress: Progress::at(questionnaire, shown.section, t.code()),
        notice: None,
        action: "/s/every-kind/p/x",
        hidden: &[("_csrf", "token"), ("_revision", "3")],
    };
    let frame = PageFrame::new(definition, t, "/s/every-kind", "/s/every-kind/p/x");
    QuestionPage::new(frame, &shown, around).render().unwrap()
}

fn page_name(kind: KindName) -> String {
    serde_json::to_value(kind).unwrap().as_str().unwrap().to_owned()
}

/// Every kind but the one that is never shown.
fn shown_kinds() -> impl Iterator<Item = KindName> {
    use KindName::{Calculate, Foreign, Hidden, Metadata};
    KINDS.into_iter().filter(|kind| !matches!(kind, Calculate | Foreign | Hidden | Metadata))
}

fn main_of(html: &str) -> &str {
    let start = html.find("<main").unwrap();
    &html[start..html.find("</main>").unwrap()]
}

#[test]
fn every_kind_is_sound_plain_in_error_and_with_long_texts() {
    let hostile = "\"><script>alert('x')</script> عربى";
    for questionnaire in [every_kind(), long_texts()] {
        for t in Locale::list() {
            for kind in shown_kinds() {
                let name = page_name(kind);
                let plain = page(&questionnaire, t, &name, &Form::default(), false);
                markup::check(&plain);
                assert!(!plain.contains("errsum"), "{name}");
                if kind == KindName::Note {
                    continue;
                }
                let empty = page(&questionnaire, t, &name, &Form::default(), true);
                markup::check_with_errors(&empty, t);
                for field in ["q_one_other", "q_int", "q_dec", "q_text", "q_year", "q_place.q"] {
                    let typed = form(&[(field, hostile)]);
                    let html = page(&questionnaire, t, &name, &typed, false);
                    markup::check(&html);
                }
            }
            markup::check(&page(&questionnaire, t, "several", &Form::default(), false));
            markup::check_with_errors(
                &page(&questionnaire, t, "several", &Form::default(), true),
                t,
            );
        }
    }
}

#[test]
fn what_was_typed_stays_and_is_escaped() {
    let questionnaire = every_kind();
    let de = Locale::find("de").unwrap();
    let typed = form(&[("q_int", "<b>\"99"), ("q_int.missing", "-8")]);
    let html = page(&questionnaire, de, "integer", &typed, true);
    assert!(html.contains("value=\"&#60;b&#62;&#34;99\""), "{html}");
    let checked = "id=\"q_int.missing--8\" name=\"q_int.missing\" value=\"-8\" checked";
    assert!(html.contains(checked), "{html}");
    let html = page(&questionnaire, de, "text", &form(&[("q_text", "\n</textarea><i>")]), false);
    assert!(html.contains(">\n\n&#60;/textarea&#62;&#60;i&#62;</textarea>"), "{html}");
}

#[test]
fn a_question_alone_is_the_heading_and_several_have_a_page_heading() {
    let questionnaire = every_kind();
    let de = Locale::find("de").unwrap();
    let alone = page(&questionnaire, de, "select_one", &Form::default(), false);
    assert!(
        alone.contains("<legend><h1 id=\"q_one.label\">Was war <strong>der</strong> Grund?</h1>")
    );
    assert!(alone.contains("<title>Eine – Ihr Umzug – Alle Fragearten</title>"), "{alone}");
    let several = page(&questionnaire, de, "several", &Form::default(), false);
    assert!(
        several.contains("<h1>Noch mehr</h1>")
            && several.contains("<legend><h2 id=\"q_short.label\">")
    );
    assert!(several.contains("<h2 id=\"q_why.label\"><label for=\"q_why\">"), "{several}");
}

#[test]
fn a_mirrored_row_sends_the_values_from_its_far_end() {
    let questionnaire = every_kind();
    let de = Locale::find("de").unwrap();
    let typed = form(&[("q_pole_1", "1"), ("q_pole_2", "1"), ("q_pole_3", "1")]);
    let mut sides = BTreeSet::new();
    for seed in 0..8 {
        let html = seeded_page(&questionnaire, de, "differential", &typed, false, seed);
        for (row, left) in [("q_pole_1", "langweilig"), ("q_pole_2", "eng"), ("q_pole_3", "arm")] {
            let first = html.find(&format!("id=\"{row}-1\"")).unwrap();
            let last = html.find(&format!("id=\"{row}-7\"")).unwrap();
            let is_mirrored = last < first;
            sides.insert(is_mirrored);
            // Wherever it stands, the point that stores 1 is the one at the pole written first.
            let point = if is_mirrored { 7 } else { 1 };
            let label = format!("for=\"{row}-1\"><span class=\"vh\">{point} von 7: {left}</span>");
            assert!(html.contains(&label), "{label}\n{html}");
        }
    }
    assert_eq!(sides.len(), 2, "the seeds should show both a mirrored and an unmirrored row");
}

#[test]
fn the_return_key_goes_on_and_presses_no_other_button() {
    let questionnaire = every_kind();
    let de = Locale::find("de").unwrap();
    let found = page(&questionnaire, de, "lookup", &form(&[("q_place.q", "br")]), false);
    assert!(found.contains("<legend>3 Treffer. Wählen Sie einen aus:</legend>"), "{found}");
    assert!(found.contains("name=\"_search\" value=\"q_place\""));
    let none = page(&questionnaire, de, "lookup", &form(&[("q_place.q", "xyz")]), false);
    assert!(none.contains("Kein Treffer für „xyz“."));
    for html in [found, none] {
        let first = &html[html.find("<button").unwrap()..];
        let implicit =
            "<button class=\"vh\" form=\"typed.form\" tabindex=\"-1\" aria-hidden=\"true\">Weiter";
        assert!(first.starts_with(implicit), "{html}");
    }
    // Programs that fill in forms press the first button that has a name.
    let plain = page(&questionnaire, de, "text", &form(&[]), false);
    let inside = &plain[plain.find("<form").unwrap()..];
    let named = inside.split("<button").skip(1).find(|button| button.contains("name=\"")).unwrap();
    assert!(named.contains(">Weiter<"), "{named}");
}

/// A questionnaire in German, of which every other text is translated into English; each text
/// begins with `§` and its language.
fn half_translated() -> Questionnaire {
    fn prepare(value: &mut serde_json::Value, count: &mut usize) {
        match value {
            serde_json::Value::Object(texts) if texts.contains_key("de") => {
                *count += 1;
                if count.is_multiple_of(2) {
                    texts.remove("en");
                }
                for (language, text) in texts {
                    *text = format!("§{language} {}", text.as_str().unwrap()).into();
                }
            }
            serde_json::Value::Object(map) => map.values_mut().for_each(|it| prepare(it, count)),
            serde_json::Value::Array(items) => items.iter_mut().for_each(|it| prepare(it, count)),
            _ => {}
        }
    }
    let mut value: serde_json::Value = serde_json::from_str(EVERY_KIND).unwrap();
    prepare(&mut value, &mut 0);
    questionnaire(&value.to_string())
}

#[test]
fn a_text_that_is_not_translated_says_its_language() {
    let questionnaire = half_translated();
    for t in Locale::list() {
        let mut seen = 0;
        for name in shown_kinds().map(page_name) {
            for post in [false, name != "note"] {
                let html = page(&questionnaire, t, &name, &Form::default(), post);
                seen += markup::check_languages(&html);
            }
        }
        for html in other_pages(&questionnaire, t) {
            seen += markup::check_languages(&html);
        }
        assert!(seen > 200, "{t:?}: only {seen} texts");
    }
}

#[test]
fn pages_look_as_they_did() {
    let questionnaire = every_kind();
    let de = Locale::find("de").unwrap();
    for name in ["select_one", "matrix", "date_parts"] {
        insta::assert_snapshot!(
            name,
            main_of(&page(&questionnaire, de, name, &Form::default(), true))
        );
    }
}

fn frame<'a>(questionnaire: &'a Questionnaire, t: &'static Locale) -> PageFrame<'a> {
    PageFrame::new(questionnaire.definition(), t, "/s/every-kind", "/s/every-kind/here")
}

/// Every page of a survey but those with questions.
fn other_pages(questionnaire: &Questionnaire, t: &'static Locale) -> Vec<String> {
    let definition = questionnaire.definition();
    let env = env();
    let hidden: Hidden<'_> = &[("_csrf", "token")];
    let resume = || "/s/every-kind/p/text".to_owned();
    let mut answers = Answers::default();
    answers.set("q_many", "job etc");
    answers.set("q_text", "<b>Frau Müller</b>");
    answers.set("q_grid_1", "3");
    let end: crate::engine::model::End = serde_json::from_value(serde_json::json!({
        "name": "no", "after": "consent", "when": "${q_yes} = '2'", "keep": false,
        "disposition": "2.11", "title": "Schade", "text": "Danke."
    }))
    .unwrap();
    let terms = Terms {
        mode: Mode::Confidential,
        open_door: true,
        withdrawal: true,
        draw: true,
        report: true,
    };
    let frame = || PageFrame { terms, ..frame(questionnaire, t) };
    let withdrawal = || Some("K7MP-29XR-4HTW-D".to_owned());
    let draft = Draft { language: t.code().into(), answers, ..Draft::default() };
    let interview = Interview::new(questionnaire, &draft, &env);
    let sections = interview.review();
    let progress = Progress::at(questionnaire, 1, t.code());
    let review = Review::new(frame(), progress, &sections, Some(resume()), hidden, withdrawal());
    let date = jiff::civil::date(2026, 11, 5);
    let thanks = Localized::plain(std::borrow::Cow::Owned(Rich::parse("Danke.")));
    let nothing = Draft { language: t.code().to_owned(), ..Draft::default() };
    let unanswered = Interview::new(questionnaire, &nothing, &env);
    let blank = unanswered.paper();
    let stages = interview.stages().into_iter().map(|stage| (stage, Some("text"))).collect();
    let pages = [
        WelcomePage::new(frame(), definition, None, hidden).render(),
        WelcomePage::new(frame(), definition, Some(resume()), hidden).render(),
        review.render(),
        Done::new(frame(), definition, hidden, withdrawal(), vec!["draw", "report"]).render(),
        EndPage::new(frame(), definition, &end, &thanks, resume(), hidden).render(),
        Later {
            frame: frame(),
            resume: resume(),
            days: 30,
            by_code: false,
            hidden,
            state: LaterState::All,
        }
        .render(),
        Later {
            frame: frame(),
            resume: resume(),
            days: 30,
            by_code: true,
            hidden,
            state: LaterState::Part,
        }
        .render(),
        Forget { frame: frame(), resume: resume(), by_code: true, hidden }.render(),
        EnterCode { frame: frame(), typed: "", fault: None }.render(),
        OptOut { frame: frame(), has_code: true, typed: "", fault: None }.render(),
        AskAddress {
            frame: frame(),
            hidden,
            purpose: "draw",
            longest: 400,
            typed: "\n</textarea>",
            is_wrong: true,
        }
        .render(),
        Told { frame: frame(), what: "opted-out" }.render(),
        Barrier { frame: frame(), longest: 2000, typed: "\n</textarea>", is_wrong: true }.render(),
        OverviewPage::new(frame(), Progress::at(questionnaire, 0, t.code()), stages, resume())
            .render(),
        Blank { frame: frame(), progress: Progress::at(questionnaire, 0, t.code()), pages: &blank }
            .render(),
        Legal::privacy(frame(), definition).render(),
        Legal::imprint(frame(), definition).render(),
        Legal::accessibility(frame(), date).render(),
        MessagePage::new(PageFrame::bare(t, "/nowhere"), Trouble::NotFound, Vec::new()).render(),
    ];
    pages.into_iter().map(Result::unwrap).collect()
}

#[test]
fn every_other_page_is_sound_in_every_language() {
    let questionnaire = every_kind();
    for t in Locale::list() {
        for page in other_pages(&questionnaire, t) {
            markup::check(&page);
        }
    }
}

#[test]
fn the_review_shows_words_counts_and_gaps() {
    let questionnaire = every_kind();
    let de = Locale::find("de").unwrap();
    let env = env();
    let mut answers = Answers::default();
    answers.set("q_many", "job etc");
    answers.set("q_text", "<b>Frau Müller</b>");
    answers.set("q_grid_1", "3");
    answers.set("q_rank", "2 1");
    let draft = Draft { language: "de".into(), answers, ..Draft::default() };
    let sections = Interview::new(&questionnaire, &draft, &env).review();
    let progress = Progress::at(&questionnaire, 1, "de");
    let review = Review::new(frame(&questionnaire, de), progress, &sections, None, &[], None);
    let html = review.render().unwrap();
    assert!(html.contains("</span> nicht beantwortet</li>"), "{html}");
    assert!(html.contains("&lt;b&gt;Frau Müller&lt;/b&gt;</bdi>"), "{html}");
    assert!(html.contains("<ul><li><bdi dir=\"auto\">Arbeit</bdi></li>"), "{html}");
    assert!(html.contains("<ol><li><bdi dir=\"auto\">Nein</bdi></li>"), "{html}");
    assert!(html.contains(
        "<a href=\"/s/every-kind/p/select_multiple?review&#38;row=q_many#q_many.label\">Freie Texte ansehen</a>"
    ));
}

#[test]
fn a_page_and_its_stylesheet_fit_the_budget() {
    let mut value: serde_json::Value = serde_json::from_str(EVERY_KIND).unwrap();
    let rows: Vec<_> = (1..=18)
        .map(|row| serde_json::json!({"name": format!("q_grid_{row}"), "label": format!("Lebensbereich Nummer {row}")}))
        .collect();
    value["pages"][3]["questions"][0]["rows"] = rows.into();
    let questionnaire = questionnaire(&value.to_string());
    let de = Locale::find("de").unwrap();
    let html = page(&questionnaire, de, "matrix", &Form::default(), false);
    assert!(html.len() <= 60_000, "{} bytes", html.len());
    let css = assets::find_asset(assets::stylesheet()).unwrap().bytes;
    let sent = deflated(html.as_bytes()) + deflated(css);
    assert!(sent <= 30_000, "{sent} bytes");
}

/// Size after the compression a browser gets (deflate, as in a ZIP file).
fn deflated(bytes: &[u8]) -> usize {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("x", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut zip, bytes).unwrap();
    zip.finish().unwrap().into_inner().len()
}
