//! The questionnaires that come with the program: they check clean, and people get through them.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy takes only functions marked as tests for tests"
)]

#[path = "questionnaires/edits.rs"]
mod edits;
#[path = "support/scenario.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod scenario;
#[path = "questionnaires/translations.rs"]
mod translations;

#[path = "questionnaires/broken.rs"]
mod broken;
#[path = "questionnaires/hints.rs"]
mod hints;
#[path = "questionnaires/mistakes.rs"]
mod mistakes;
#[path = "questionnaires/programme.rs"]
mod programme;
#[path = "questionnaires/room.rs"]
mod room;
#[path = "questionnaires/slips.rs"]
mod slips;
#[path = "questionnaires/wesermarsch.rs"]
mod wesermarsch;

use std::collections::BTreeSet;
use std::path::PathBuf;

use scenario::Scenario;
use zugvogel::engine::model::{KINDS, KindName, Question};
use zugvogel::formats::{FormFiles, Unreadable, json};

/// The folder of questionnaires.
struct Folder;

impl Folder {
    fn path() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("questionnaires")
    }
}

impl FormFiles for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        std::fs::read(Folder::path().join(path)).map_err(|_| Unreadable::Absent)
    }
}

#[track_caller]
fn interview(name: &str) -> Scenario {
    Scenario::load(&Folder.read(&format!("{name}.json")).unwrap(), &Folder)
}

/// Every questionnaire: its file's name and what is in it.
fn all() -> Vec<(String, Vec<u8>)> {
    let files = std::fs::read_dir(Folder::path()).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<(String, Vec<u8>)> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path))
        .filter(|(name, _)| !name.ends_with(".simulation"))
        .map(|(name, path)| (name, std::fs::read(path).unwrap()))
        .collect();
    all.sort();
    all
}

#[test]
fn each_has_no_problem_and_speaks_german_and_english() {
    let names: Vec<String> = all()
        .into_iter()
        .map(|(name, bytes)| {
            let checked = json::load(&bytes, &Folder);
            assert!(checked.problems.is_empty(), "{name}: {:#?}", checked.problems);
            let questionnaire = checked.sound().unwrap();
            assert!(questionnaire.definition().languages.starts_with(&["de".into(), "en".into()]));
            assert_eq!(
                questionnaire.definition().name,
                name,
                "a questionnaire is named as its file"
            );
            name
        })
        .collect();
    assert!(names.len() >= 7, "{names:?}");
}

#[test]
fn one_asks_a_question_of_every_kind() {
    fn kinds(questions: &[Question], found: &mut BTreeSet<KindName>) {
        for question in questions {
            found.insert(question.kind);
            kinds(&question.questions, found);
        }
    }
    let bytes = Folder.read("every-kind.json").unwrap();
    let questionnaire = json::load(&bytes, &Folder).sound().unwrap();
    let mut found = BTreeSet::new();
    for page in &questionnaire.definition().pages {
        kinds(&page.questions, &mut found);
    }
    let left: Vec<&KindName> = KINDS.iter().filter(|kind| !found.contains(kind)).collect();
    assert_eq!(left, [&KindName::Foreign], "a type of other tools is never asked");
}

mod every_kind {
    use super::*;

    #[test]
    fn who_does_not_come_is_asked_about_the_programme_only() {
        let mut s = interview("every-kind");
        s.sees("day", "2026-06-15").sees("edition", "47").sees("year", "2026").next_is("part");
        s.answer("part", "1").next_is("come");
        s.answer("come", "no").next_is("last_visit").answer("last_y", "").next_is("acts");
        s.answer("loud", "7").next_is("spot").answer("spot", "").next_is("review");
    }

    #[test]
    fn a_dish_is_asked_about_as_often_as_dishes_are_brought() {
        let mut s = interview("every-kind");
        s.answer("part", "1").answer("come", "yes").next_is("on");
        s.send(&[("on", "2026-07-11"), ("people", "8")]).sees("tables", "2").next_is("last_visit");
        s.send(&[("last_y", "2024")]).next_is("liked").pass("last").next_is("acts");
        s.answer("loud", "3").next_is("dishes");
        s.shows("dishes", &["dishes"]).answer("dishes", "2").next_is("dish_name[2]");
        s.send(&[("dish_name[1]", "Soup"), ("diet[1]", "vegan")]).refused("dish_name[2]");
        s.send(&[("dish_name[1]", "Soup"), ("diet[1]", "vegan"), ("dish_name[2]", "Cake")]);
        s.next_is("spot").answer("dishes", "0").next_is("spot");
        s.answer("spot", "53.3290 8.4770")
            .next_is("rules")
            .send(&[("spot", "53.3290 8.4770"), ("rules", "")]);
        s.refused("rules").send(&[("rules", "OK")]).next_is("review");
    }

    #[test]
    fn a_day_that_has_passed_is_refused() {
        let mut s = interview("every-kind");
        s.answer("part", "1").answer("come", "maybe").answer("on", "2026-06-14").refused("on");
        s.send(&[("on", "2026-07-11"), ("until.date", "2026-07-10"), ("until.time", "20:00")])
            .refused("until");
    }
}

mod school_leavers {
    use super::*;

    fn pupil() -> Scenario {
        let mut s = interview("school-leavers");
        s.send(&[("cons_part", "1"), ("age", "17")]).next_is("school_kind");
        s.pass("school").next_is("plan");
        s
    }

    #[test]
    fn each_step_of_the_cascade_offers_what_the_one_before_left() {
        let mut s = pupil();
        s.answer("plan", "training")
            .answer("help", "2")
            .next_is("field")
            .shows("field", &["field"]);
        s.answer("field", "water").next_is("branch");
        s.offers("branch", &["Hafen und Logistik", "Schifffahrt und Schiffbau"]);
        s.answer("branch", "ship").shows("field", &["field", "branch", "job", "job_else"]);
        s.answer("job", "nautics").sees("job", "nautics").next_is("move");
        // Another field: what was chosen below it is not offered any more, and asked anew.
        s.answer("field", "media").next_is("branch");
        s.offers("branch", &["Informatik", "Gestaltung und Medien"]);
        let it = |job| [("branch", "it"), ("job", job), ("job.q", "")];
        s.send(&it("nautics")).next_is("job");
        s.send(&it("astrology")).refused("job");
        s.send(&it("cs")).sees("job", "cs").next_is("move");
    }

    /// Answers change on one page; what follows on later ones is looked at again.
    #[test]
    fn a_plan_without_a_job_takes_the_cascade_away_and_gives_it_back() {
        let mut s = pupil();
        s.answer("plan", "work").answer("help", "").next_is("field");
        s.answer("field", "water").answer("branch", "ship").answer("job", "mariner");
        s.answer("plan", "year").sees("job", "").answer("plan", "work").sees("job", "mariner");
    }

    #[test]
    fn who_has_no_plan_is_asked_neither_for_a_job_nor_for_a_place() {
        let mut s = pupil();
        s.answer("plan", "open").next_is("im_ag");
        s.shows("im_ag", &["im_ag", "im_all", "im_rec_live", "stay_int", "ret_why"]);
        s.answer("plan", "year").next_is("help").answer("help", "").next_is("move");
    }

    #[test]
    fn only_who_leaves_the_county_is_asked_where_to() {
        let mut s = pupil();
        s.answer("plan", "year").answer("help", "4").next_is("move");
        s.answer("move", "2").shows("move", &["move", "why_place"]);
        s.answer("move", "3").answer("dest_place", "6");
        s.shows("move", &["move", "dest_place", "why_place"]);
        s.answer("dest_place", "4").shows("move", &["move", "dest_place", "dest_ags", "why_place"]);
    }

    #[test]
    fn who_is_too_young_or_declines_is_let_go() {
        let mut s = interview("school-leavers");
        s.send(&[("cons_part", "1"), ("age", "15")]).next_is("too_young");
        interview("school-leavers").answer("cons_part", "0").next_is("no_consent");
    }
}

mod wesermarsch_short {
    use super::*;

    fn mover(direction: &str) -> Scenario {
        let mut s = interview("wesermarsch-short");
        s.send(&[("cons_part", "1"), ("cons_sens", "1"), ("cons_quote", "0"), ("birth_y", "1998")])
            .next_is("mv_dir");
        s.answer("mv_dir", direction);
        s
    }

    #[test]
    fn it_asks_of_the_move_the_reasons_and_the_person_only() {
        let mut s = mover("2");
        s.sees("grp", "2").answer("lk_root", "1").next_is("mv_date").pass("p02b");
        s.next_is("dst_place").pass("p03a").next_is("org_ags").pass("p03b");
        s.next_is("mv_with").pass("p04a").next_is("rs_role");
        s.send(&[("rs_role_01", "2"), ("rs_role_02", "4"), ("rs_role_03", "1")]);
        s.next_is("rs_01").shows("rs_01", &["rs_01", "rs_oth_01", "rs_02", "rs_oth_02"]);
        s.answer("rs_02", "201").next_is("rs_main").pass("p06a").next_is("rs_trig").pass("p06b");
        s.next_is("im_rec_live").pass("p08b").next_is("tr_all").pass("p09e");
        s.next_is("ret_int").pass("p11a").next_is("gender").pass("p13a");
        s.next_is("edu_school").pass("p13b").next_is("src").pass("p14").next_is("review");
    }

    #[test]
    fn it_screens_out_as_the_long_form_does() {
        mover("5").next_is("within");
        mover("6").next_is("outside");
        interview("wesermarsch-short").answer("cons_part", "0").next_is("no_consent");
    }

    /// What the answers to a question depend on, its wording aside.
    fn measures(question: &Question) -> String {
        let Question { kind, relevant, calculation, choice_filter, missing, role, item, .. } =
            question;
        let Question { min, max, constraint, required, stem, level, rows, parts, .. } = question;
        let rows: Vec<_> = rows.iter().map(|row| (&row.name, &row.relevant, &row.item)).collect();
        let parts: Vec<_> = parts.iter().map(|part| (&part.name, part.part)).collect();
        format!(
            "{kind:?} {relevant:?} {calculation:?} {choice_filter:?} {missing:?} {role:?} {item:?} \
             {min:?} {max:?} {constraint:?} {required:?} {stem:?} {level:?} {rows:?} {parts:?}"
        )
    }

    /// Whoever puts the forms together finds the same variables with the same codes.
    #[test]
    fn all_forms_have_the_same_variables() {
        let load = |name: &str| {
            let bytes = Folder.read(&format!("{name}.json")).unwrap();
            json::load(&bytes, &Folder).sound().unwrap()
        };
        let (short, long) = (load("wesermarsch-short"), load("wesermarsch"));
        let full = load("wesermarsch-full");
        // By lot, and whether somebody goes on: only there.
        let own = ["module", "more"];
        let slots = long.slots().iter().filter(|slot| !own.contains(&slot.name.as_str()));
        let pairs = short.slots().iter().map(|slot| (slot, &short, &long));
        for (slot, short, long) in pairs.chain(slots.map(|slot| (slot, &long, &full))) {
            let other = long.find_slot(&slot.name).unwrap_or_else(|| panic!("{}", slot.name));
            let (one, other) = (
                &short.questions()[slot.question],
                &long.questions()[long.slots()[other].question],
            );
            assert_eq!(measures(&one.definition), measures(&other.definition));
            let values = |choices: &[zugvogel::engine::model::Choice]| -> Vec<String> {
                choices.iter().map(|choice| choice.value.clone()).collect()
            };
            assert_eq!(values(short.choices(one)), values(long.choices(other)), "{}", slot.name);
        }
    }
}

mod stayers {
    use super::*;

    #[test]
    fn who_never_thought_of_leaving_is_not_asked_why() {
        let mut s = interview("stayers");
        s.send(&[("cons_part", "1"), ("years_here", "20")]).next_is("home_ags").pass("place");
        s.next_is("tie").answer("tie", "01 07").next_is("tie_rank");
        s.offers("tie_rank", &["Familie", "Landschaft und Heimatgefühl"]);
        s.pass("ties").next_is("im_ag").pass("view").next_is("leave_thought");
        s.answer("leave_thought", "3")
            .next_is("stay_int")
            .answer("stay_int", "5")
            .next_is("of_imp");
        s.pass("important").next_is("of_know").answer("of_know_03", "4").next_is("of_sat");
        s.pass("satisfied").next_is("age").answer("age", "19").refused("age");
        s.answer("age", "41").sees("age_band", "4").next_is("review");
        s.answer("leave_thought", "1")
            .shows("leave_to", &["leave_thought", "leave_code", "leave_to", "stopped"]);
    }

    #[test]
    fn who_came_a_short_time_ago_is_counted_and_let_go() {
        let mut s = interview("stayers");
        s.send(&[("cons_part", "1"), ("years_here", "4")]).next_is("too_short");
    }
}

mod biography {
    use super::*;

    /// Born in 1990, in Brake until 2009.
    fn grown_up() -> Scenario {
        let mut s = interview("biography");
        s.answer("birth_y", "1990")
            .next_is("town[1]")
            .reads("from_y[1]", "Seit welchem Jahr haben Sie dort gewohnt?");
        s.send(&[
            ("town[1]", "Brake"),
            ("place[1]", "1"),
            ("from_y[1]", "1990"),
            ("until_y[1]", "2009"),
        ]);
        s
    }

    #[test]
    fn the_next_place_begins_where_the_last_one_ended() {
        let mut s = grown_up();
        s.add("spell").next_is("town[2]");
        s.send(&[("town[2]", "Bremen"), ("place[2]", "4"), ("until_y[2]", "2026")]);
        s.pass("path")
            .sees("moves", "1")
            .sees("covered", "36")
            .sees("in_county", "1")
            .next_is("home_town");
        s.offers("home_town", &["Brake", "Bremen"]);
    }

    #[test]
    fn places_must_be_in_order() {
        let mut s = grown_up();
        s.add("spell");
        let bremen = [("town[2]", "Bremen"), ("from_y[2]", "2008"), ("until_y[2]", "2026")];
        s.send(&bremen).refused("from_y[2]");
        s.send(&[bremen[0], ("from_y[2]", "2012"), ("until_y[2]", "2011")]).refused("until_y[2]");
        // The end of the first one is corrected: now the second one fits.
        s.send(&[bremen[0], bremen[1], bremen[2], ("until_y[1]", "2008")]).next_is("home_town");
    }

    #[test]
    fn a_gap_is_asked_about() {
        let mut s = grown_up();
        s.add("spell");
        s.send(&[("town[2]", "Bremen"), ("from_y[2]", "2010"), ("until_y[2]", "2026")]);
        s.pass("path").next_is("home_town");
        s.send(&[("town[2]", "Bremen"), ("from_y[2]", "2012"), ("until_y[2]", "2026")])
            .next_is("between[2]");
        s.reads("between[2]", "Zwischen 2009 und 2012 fehlt ein Wohnort. Wo waren Sie?");
        s.send(&[("between[2]", "2")]).pass("path").next_is("home_town");
    }

    #[test]
    fn a_path_that_ends_before_today_is_asked_about() {
        let mut s = grown_up();
        s.pass("path").sees("last_y", "2009").next_is("since");
        s.reads("since", "Ihr letzter Wohnort endet 2009. Wo sind Sie seitdem?");
        s.answer("since", "4").next_is("move_again");
    }
}

/// `docs/questionnaires.md` compiles: every JSON block is loaded, every expression is parsed.
mod guide {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};
    use zugvogel::engine::expr::Expr;
    use zugvogel::engine::{Problem, Severity};

    use super::*;

    const GUIDE: &str = include_str!("../docs/questionnaires.md");

    /// The fenced blocks of a language with what stands behind its name, and their text.
    fn blocks(language: &str) -> Vec<(&'static str, &'static str)> {
        let mut blocks = Vec::new();
        for block in GUIDE.split("\n```").skip(1).step_by(2) {
            let (head, text) = block.split_once('\n').unwrap();
            let (name, about) = head.split_once(' ').unwrap_or((head, ""));
            if name == language {
                blocks.push((about, text));
            }
        }
        blocks
    }

    /// The CSV files that the guide shows.
    struct Files;

    impl FormFiles for Files {
        fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
            let file = blocks("csv").into_iter().find(|(name, _)| *name == path);
            file.map(|(_, text)| text.as_bytes().to_vec()).ok_or(Unreadable::Absent)
        }
    }

    /// The smallest questionnaire that has what the guide says it has, and the fragment.
    fn whole(fragment: Value) -> Value {
        let question =
            |kind: &str, name: &str| json!({ "kind": kind, "name": name, "label": name });
        let chosen = |kind: &str, name: &str| json!({ "kind": kind, "name": name, "label": name, "choices": "yes_no" });
        let mut document = json!({
            "name": "guide", "languages": ["de", "en", "uk"], "title": "Guide",
            "missing": { "-8": "?", "-7": "?", "-6": "?" },
            "lists": {
                "yes_no": [{ "value": "1", "label": "yes" }, { "value": "0", "label": "no" }],
                "ways": [{ "value": "left", "label": "left" }, { "value": "joined", "label": "joined" }]
            },
            "pages": [{ "name": "before", "title": "Before", "questions": [
                question("integer", "age"), question("integer", "children"), question("text", "town"),
                chosen("select_one", "plan"), chosen("select_multiple", "reasons"),
                { "kind": "select_one", "name": "direction", "label": "Direction", "choices": "ways" },
                question("text", "email")
            ] }, { "name": "leisure", "title": "Leisure", "questions": [question("text", "hobby")] }]
        });
        let fields = match fragment {
            one if one.get("kind").is_some() => {
                json!({ "pages": [{ "name": "here", "questions": [one] }] })
            }
            page if page.get("questions").is_some() => json!({ "pages": [page] }),
            fields => fields,
        };
        for (key, value) in fields.as_object().unwrap() {
            match (&mut document[key], value) {
                (Value::Array(all), Value::Array(more)) => all.extend(more.iter().cloned()),
                (Value::Object(all), Value::Object(more)) => all.extend(more.clone()),
                (field, value) => *field = value.clone(),
            }
        }
        document
    }

    #[test]
    fn every_example_is_a_questionnaire_or_fits_into_one() {
        let examples = blocks("json");
        assert!(examples.len() >= 16, "{}", examples.len());
        let mut whole_ones = 0;
        for (_, text) in examples {
            let fragment: Value =
                serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"));
            let is_whole = fragment.get("languages").is_some();
            let document = if is_whole { fragment } else { whole(fragment) };
            whole_ones += usize::from(is_whole);
            let checked = json::load(document.to_string().as_bytes(), &Files);
            let told = |problem: &&Problem| is_whole || problem.severity == Severity::Error;
            let problems: Vec<&Problem> = checked.problems.iter().filter(told).collect();
            assert!(problems.is_empty() && checked.is_sound(), "{text}\n{problems:#?}");
        }
        assert_eq!(whole_ones, 1);
    }

    #[test]
    fn every_expression_is_one() {
        let expressions: Vec<&str> =
            blocks("expr").iter().flat_map(|(_, text)| text.lines()).collect();
        assert!(expressions.len() >= 12, "{expressions:?}");
        for source in expressions {
            Expr::parse(source).unwrap_or_else(|error| panic!("{source}: {error}"));
        }
        // Those between the examples, too: what holds a reference is meant as an expression.
        let inline = GUIDE.split('`').skip(1).step_by(2);
        let is_expression = |text: &&str| {
            text.contains("${") && !text.contains(['…', '\n', '"']) && !text.starts_with("zugvogel")
        };
        for source in inline.filter(is_expression) {
            Expr::parse(source).unwrap_or_else(|error| panic!("{source}: {error}"));
        }
    }

    /// The table of kinds names them all.
    #[test]
    fn every_kind_is_told() {
        let kinds: BTreeMap<String, KindName> = KINDS
            .iter()
            .map(|kind| (serde_json::to_value(kind).unwrap(), *kind))
            .map(|(name, kind)| (name.as_str().unwrap().to_owned(), kind))
            .collect();
        let table =
            GUIDE.split("## Kinds of questions").nth(1).unwrap().split("\n## ").next().unwrap();
        for name in kinds.keys() {
            assert!(table.contains(&format!("`{name}`")), "{name}");
        }
    }
}
