//! LimeSurvey's exports: every question of every file is accounted for, whatever is in it.
//!
//! The files of other people are read where they lie, if they are there; ours is in [`sample`].

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod interview;
mod sample;
#[path = "../support/scenario.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod scenario;

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;

use sample::{Layout, Sample, sample, write};
use zugvogel::engine::model::{ChoiceList, Definition, KindName, Page, Question, Text, Upload};
use zugvogel::engine::{Problem, Severity, check};
use zugvogel::formats::lss::{self, ConversionReport, Fidelity, ReportEntry};

const FOLDER: &str = "../shared/conformance/lss";

/// The questions of a definition, those in groups included.
fn questions(definition: &Definition) -> Vec<&Question> {
    fn of_pages<'d>(pages: &'d [Page], all: &mut Vec<&'d Question>) {
        for page in pages {
            of_questions(&page.questions, all);
            of_pages(&page.pages, all);
        }
    }
    fn of_questions<'d>(questions: &'d [Question], all: &mut Vec<&'d Question>) {
        for question in questions {
            all.push(question);
            of_questions(&question.questions, all);
        }
    }
    let mut all = Vec::new();
    of_pages(&definition.pages, &mut all);
    all
}

/// The rows of a section, read in another way than the import does: distinct pairs of two cells.
fn rows<'x>(xml: &'x str, section: &str, columns: [&str; 3]) -> BTreeSet<[&'x str; 3]> {
    let begin = xml.find(&format!("<{section}>"));
    let end = xml.find(&format!("</{section}>"));
    let (Some(begin), Some(end)) = (begin, end) else { return BTreeSet::new() };
    let rows = xml[begin..end].split("<row>").skip(1);
    rows.map(|row| columns.map(|column| cell(row, column))).collect()
}

fn cell<'x>(row: &'x str, column: &str) -> &'x str {
    let open = format!("<{column}>");
    let Some(begin) = row.find(&open) else { return "" };
    let rest = &row[begin + open.len()..];
    let Some(end) = rest.find(&format!("</{column}>")) else { return "" };
    rest[..end].trim_start_matches("<![CDATA[").trim_end_matches("]]>")
}

/// What is not accounted for.
fn unaccounted(xml: &str, definition: &Definition, report: &ConversionReport) -> Vec<String> {
    let localized: BTreeSet<String> =
        report.entries.iter().map(|entry| entry.element.to_string()).collect();
    let built = questions(definition);
    let mut missing = Vec::new();
    let main = rows(xml, "questions", ["qid", "title", "type"]);
    for [_, code, kind] in &main {
        let is_built = built
            .iter()
            .any(|question| question.columns.get("lss::code").map(String::as_str) == Some(code));
        if !localized.contains(*code) || (!is_built && *kind != "I") {
            missing.push(format!("question {code}"));
        }
    }
    for [_, parent, code] in rows(xml, "subquestions", ["qid", "parent_qid", "title"]) {
        let of = main.iter().find(|[qid, ..]| *qid == parent).map_or("?", |[_, code, _]| code);
        if !localized.contains(&format!("{of} / {code}")) {
            missing.push(format!("subquestion {of} / {code}"));
        }
    }
    missing
}

fn errors(definition: &Definition) -> Vec<String> {
    let problems = check(definition.clone()).problems;
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(ToString::to_string).collect()
}

#[test]
fn every_question_of_every_file_is_accounted_for() {
    let folder = Path::new(FOLDER);
    let Ok(index) = std::fs::read_to_string(folder.join("index.jsonl")) else {
        println!("{FOLDER} is absent: nothing was compared");
        return;
    };
    let (mut files, mut counted) = (0, 0);
    for line in index.lines() {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        let name = entry["file"].as_str().unwrap();
        let Ok(bytes) = std::fs::read(folder.join(name)) else {
            println!("{name} is absent");
            continue;
        };
        let xml = String::from_utf8(bytes).unwrap();
        let (definition, report) = lss::read(xml.as_bytes()).unwrap();
        let main = rows(&xml, "questions", ["qid", "title", "type"]).len();
        let subs = rows(&xml, "subquestions", ["qid", "parent_qid", "title"]).len();
        assert_eq!(entry["questions"], main, "{name}");
        assert_eq!(entry["subquestions"], subs, "{name}");
        assert_eq!(unaccounted(&xml, &definition, &report), Vec::<String>::new(), "{name}");
        assert_eq!(errors(&definition), Vec::<String>::new(), "{name}");
        // A survey may ask nothing before something is answered, but not these.
        assert!(interview::show_all(&definition) > 0, "{name}");
        files += 1;
        counted += main + subs;
        let lost = report.of(Fidelity::NoCounterpart).count();
        println!("{name}: {main} questions, {subs} subquestions; {lost} pieces no counterpart");
    }
    println!("{files} files, {counted} questions and subquestions, all accounted for");
}

fn read(sample: &Sample, layout: Layout) -> Result<(Definition, ConversionReport), Box<Problem>> {
    lss::read(write(sample, layout).as_bytes())
}

#[test]
fn both_layouts_say_the_same() {
    let (old, old_report) = read(&sample(), Layout::Old).unwrap();
    let (new, new_report) = read(&sample(), Layout::New).unwrap();
    assert_eq!(old, new);
    assert_eq!(old_report, new_report);
    assert_eq!(errors(&old), Vec::<String>::new());
    let xml = write(&sample(), Layout::New);
    assert_eq!(unaccounted(&xml, &new, &new_report), Vec::<String>::new());
}

#[test]
fn questions_keep_their_meaning() {
    let (definition, _) = read(&sample(), Layout::New).unwrap();
    let all = questions(&definition);
    let find = |name: &str| *all.iter().find(|question| question.name == name).unwrap();
    let relevant = |name: &str| find(name).relevant.as_deref();

    assert_eq!(definition.languages, ["de", "en"]);
    assert_eq!(definition.title.get("en", "de"), "Moves");
    assert_eq!(definition.pages[0].title.get("en", "de"), "The **move**");
    assert_eq!(definition.pages[1].relevant.as_deref(), Some("${moved} = 'Y' and ${age} > 15"));
    assert_eq!(relevant("age"), Some("${moved} = 'Y'"));
    assert_eq!(find("age").kind, KindName::Integer);
    let from = find("from");
    assert_eq!((from.other.as_deref(), from.default.as_deref()), (Some("oth"), Some("HB")));
    let ChoiceList::Written(choices) = &definition.lists["from"] else { panic!() };
    let values: Vec<&str> = choices.iter().map(|choice| choice.value.as_str()).collect();
    assert_eq!(values, ["HB", "-1", "oth"]);
    assert_eq!(choices[2].label.get("en", "de"), "Other");

    assert_eq!(find("why").label.get("en", "de"), "Why did you move at ${age}?");
    assert_eq!(find("why").default.as_deref(), Some("job"));
    let how = find("how");
    assert_eq!(
        relevant("how"),
        Some("if(selected(${why}, 'job'), 1, 0) + if(selected(${why}, 'fam'), 1, 0) > 0")
    );
    assert_eq!(how.rows[0].relevant.as_deref(), Some("selected(${why}, 'job')"));
    // `age` is asked of movers only, and LimeSurvey's condition is nothing while it is not.
    assert_eq!(relevant("who"), Some("${moved} = 'Y' and ${age} != 18"));
    assert_eq!(
        find("years").calculation.as_deref(),
        Some("if(${moved} = 'Y', 65 - coalesce(${age}, 0), '')")
    );
    assert_eq!(find("years_shown").label.get("en", "de"), "${years}");
    assert_eq!(find("thanks").label.get("en", "de"), "You came ${thanks_text_2}.");
    assert_eq!(relevant("more"), None);
    assert_eq!(find("more").columns["lss::relevance"], "TOKEN:ATTRIBUTE_1 == 'x'");
    assert_eq!(find("file").kind, KindName::Upload);
    assert_eq!(find("file").upload, Some(Upload::File));
    assert_eq!(find("when").constraint.as_deref(), Some("regex(., '^20')"));
    assert_eq!(relevant("pc"), Some("false()"));
    assert_eq!(
        find("rooms_b").constraint.as_deref(),
        Some(
            "sum(${rooms_a} | ${rooms_b}) < 20 and sum(${rooms_a} | ${rooms_b}) = coalesce(${rooms_a}, 0) + 1"
        )
    );
    assert_eq!(
        find("rooms_a").default.as_deref(),
        Some("if(${moved} = 'Y', coalesce(${age}, 0) div 10, '')")
    );
    assert_eq!(relevant("again"), Some("${moved} = 'Y'"));
    assert_eq!(find("grid_r_c").kind, KindName::Range);
    assert_eq!(
        find("who_r1_c2").label,
        Text::By(
            [("de", "Alter"), ("en", "Age")].map(|(a, b)| (a.to_owned(), b.to_owned())).into()
        )
    );
    assert_eq!(
        (definition.ends[0].when.as_str(), definition.ends[0].after.as_str()),
        ("${moved} = 'N'", "der_umzug")
    );
    let [quota] = definition.quotas.as_slice() else { panic!() };
    assert_eq!((quota.when.as_str(), quota.max), ("${moved} = 'Y'", 50));
    assert_eq!(quota.title, definition.ends[0].title);
}

/// A field or row waits for another one of its own question; in a circle none does.
#[test]
fn a_field_waits_for_its_sibling() {
    let mut sample = sample();
    let sub = |qid, of, code, relevance: &str| sample::Item {
        qid,
        of,
        kind: "T",
        code,
        texts: ["Feld", "Field"],
        more: vec![("relevance", relevance.to_owned())],
    };
    sample.questions.push(sample::Item {
        qid: 40,
        of: 2,
        kind: "Q",
        code: "mst",
        texts: ["Orte", "Places"],
        more: vec![],
    });
    sample.subquestions.extend([
        sub(200, 40, "q1", "1"),
        sub(201, 40, "q2", "mst_q1.NAOK == 'x'"),
        sub(202, 40, "q3", "!is_empty(mst_q2.NAOK) && mst_q1 != ''"),
        sub(203, 40, "q4", "mst_q5.NAOK == 'x'"),
        sub(204, 40, "q5", "mst_q4.NAOK == 'x'"),
        sub(205, 21, "1st", "how_job.NAOK == '2'"),
        sub(206, 22, "r2", "who_r1_c1.NAOK != ''"),
    ]);
    let (definition, report) = read(&sample, Layout::New).unwrap();
    assert_eq!(errors(&definition), Vec::<String>::new());
    let all = questions(&definition);
    let find = |name: &str| *all.iter().find(|question| question.name == name).unwrap();
    let relevant = |name: &str| find(name).relevant.as_deref();
    assert_eq!(relevant("mst_q2"), Some("${mst_q1} = 'x'"));
    assert_eq!(relevant("mst_q3"), Some("${mst_q2} != '' and ${mst_q1} != ''"));
    assert_eq!(relevant("mst_q4"), Some("${mst_q5} = 'x'"));
    assert_eq!(relevant("mst_q5"), None);
    assert_eq!(find("how").rows[2].relevant.as_deref(), Some("${how_job} = '2'"));
    assert_eq!(relevant("who_r2_row"), Some("${who_r1_c1} != ''"));
    let lost = report.of(Fidelity::NoCounterpart);
    let lost: Vec<String> = lost.map(|entry| entry.element.to_string()).collect();
    assert!(lost.contains(&"mst / q5".to_owned()), "{lost:?}");
    assert!(!lost.iter().any(|what| what.contains("q2") || what.contains("1st")), "{lost:?}");
}

/// Version 7 names the question by its number and the choice apart from it; codes may begin with
/// a digit.
#[test]
fn names_of_other_versions() {
    let mut sample = sample();
    let one = |qid, code, kind, relevance: &str| sample::Item {
        qid,
        of: 2,
        kind,
        code,
        texts: ["Frage", "Question"],
        more: vec![("relevance", relevance.to_owned())],
    };
    sample.questions.extend([
        one(50, "afterjob", "S", "1"),
        one(51, "2nd", "Y", "1"),
        one(52, "third", "S", "2nd.NAOK == 'Y'"),
        one(53, "fourth", "S", "!is_empty(2nd) and why_2fam.NAOK == 'Y'"),
        one(54, "fifth", "S", "1X2X51.NAOK == 'Y' and 2 * age > 30"),
        one(55, "afterfam", "S", "1"),
    ]);
    sample.subquestions.push(sample::Item {
        qid: 102,
        of: 20,
        kind: "T",
        code: "2fam",
        texts: ["x", "y"],
        more: vec![],
    });
    sample.conditions.extend([(50, 20, "Q20", "job"), (55, 20, "Q20_S102", "Y")]);
    let (definition, report) = read(&sample, Layout::New).unwrap();
    assert_eq!(errors(&definition), Vec::<String>::new());
    let all = questions(&definition);
    let relevant =
        |name: &str| all.iter().find(|question| question.name == name).unwrap().relevant.as_deref();
    assert_eq!(relevant("afterjob"), Some("selected(${why}, 'job')"), "{:#?}", report.entries);
    assert_eq!(relevant("afterfam"), Some("selected(${why}, '2fam')"), "{:#?}", report.entries);
    assert_eq!(relevant("third"), Some("${q2nd} = 'Y'"), "{:#?}", report.entries);
    assert_eq!(relevant("fourth"), Some("${q2nd} != '' and selected(${why}, '2fam')"));
    assert_eq!(
        relevant("fifth"),
        Some("${moved} = 'Y' and ${q2nd} = 'Y' and 2 * coalesce(${age}, 0) > 30")
    );
}

#[test]
fn nothing_is_lost_silently() {
    let (_, report) = read(&sample(), Layout::New).unwrap();
    for (what, fidelity) in [
        ("moved", Fidelity::TakenOver),
        ("how / job", Fidelity::TakenOver),
        ("who", Fidelity::Approximated),
        ("lang", Fidelity::NoCounterpart),
        ("file", Fidelity::Approximated),
        ("more", Fidelity::NoCounterpart),
        ("from, attribute `time_limit`", Fidelity::NoCounterpart),
        ("how, attribute `array_filter`", Fidelity::TakenOver),
        ("pc, attribute `hidden`", Fidelity::Approximated),
        ("quota `away`", Fidelity::TakenOver),
        ("quota `full`", Fidelity::Approximated),
        ("assessment `low`", Fidelity::NoCounterpart),
        ("setting `ipaddr`", Fidelity::NoCounterpart),
    ] {
        let is_it = |entry: &&ReportEntry| entry.element.to_string() == what;
        assert!(
            report.entries.iter().filter(is_it).any(|entry| entry.fidelity == fidelity),
            "{what} is not {fidelity:?}: {:#?}",
            report.entries
        );
    }
    assert!(!report.entries.iter().any(|entry| entry.element.to_string().contains("page_break")));
}

/// What LimeSurvey does with a quota is told; one that is not active is told with its cell.
#[test]
fn quotas_are_told_as_they_are() {
    let (definition, report) = read(&sample(), Layout::New).unwrap();
    assert_eq!((definition.ends.len(), definition.quotas.len()), (1, 1));
    let told = |name: &str| -> Vec<String> {
        let what = format!("quota `{name}`");
        let entries = report.entries.iter().filter(|entry| entry.element.to_string() == what);
        entries.map(|entry| format!("{:?} {}", entry.fidelity, entry.what)).collect()
    };
    assert_eq!(told("away").len(), 1);
    assert_eq!(
        told("idle"),
        ["NoCounterpart it is not active, so it is left out: a limit of 50 for moved = Y"]
    );
    assert_eq!(told("odd"), ["NoCounterpart its limit `many` is not a whole number"]);
    let [_, action] = &told("full")[..] else { panic!("{:?}", told("full")) };
    assert!(action.starts_with("Approximated LimeSurvey looks at it with every page"), "{action}");
}

/// A question by itself, and a survey with every question on its own page.
#[test]
fn other_kinds_of_files() {
    let mut one = sample();
    one.groups.clear();
    one.questions.retain(|question| question.code == "from");
    let (definition, _) = read(&one, Layout::New).unwrap();
    assert_eq!(definition.pages.len(), 1);
    assert_eq!(errors(&definition), Vec::<String>::new());

    let xml =
        write(&sample(), Layout::New).replace("<format><![CDATA[G]]>", "<format><![CDATA[S]]>");
    let (definition, _) = lss::read(xml.as_bytes()).unwrap();
    let names: Vec<&str> =
        definition.pages[0].pages.iter().map(|page| page.name.as_str()).collect();
    assert_eq!(names, ["moved", "age", "from"]);
    assert_eq!(errors(&definition), Vec::<String>::new());
}

/// Expressions that are right, nearly right, or not at all.
fn expressions() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "age",
        "why_job",
        "how_job.NAOK",
        "who_r1_c1",
        "self",
        "this",
        "that.why.NAOK",
        "rank_1",
        "1X1X10",
        "from",
        "from.shown",
        "from_other",
        "dual_a_0",
        "==",
        "!=",
        "<",
        ">=",
        "&&",
        "or",
        "!",
        "(",
        ")",
        ",",
        "+",
        "-",
        "*",
        "/",
        "'Y'",
        "\"1\"",
        "7",
        ".5",
        "if(",
        "sum(",
        "count(",
        "is_empty(",
        "regexMatch('/a(?=b)/',",
        "substr(",
        "date('Y',",
        "{",
        "}",
        "ä",
        "`",
        "'",
        "<b>",
        "unique(",
        "years",
        "${age}",
        "&amp;",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A damaged file is a problem or a questionnaire, never a panic.
    #[test]
    fn damage_is_no_panic(at in 0_usize..20_000, byte: u8, old: bool, cut: bool) {
        let layout = if old { Layout::Old } else { Layout::New };
        let mut bytes = write(&sample(), layout).into_bytes();
        let at = at % bytes.len();
        if cut {
            bytes.truncate(at);
        } else {
            bytes[at] = byte;
        }
        let _ = lss::read(&bytes);
    }

    /// Rows that are absent leave a questionnaire without errors.
    #[test]
    fn absent_rows_are_no_errors(gone in prop::collection::vec(0_usize..120, 1..6)) {
        let xml = write(&sample(), Layout::New);
        let mut rows: Vec<&str> = xml.split("<row>").collect();
        for at in gone {
            if rows.len() > 2 {
                let at = 1 + at % (rows.len() - 1);
                // The last row of a section ends it.
                if !rows[at].contains("</rows>") {
                    rows.remove(at);
                }
            }
        }
        let (definition, _) = lss::read(rows.join("<row>").as_bytes()).unwrap();
        prop_assert_eq!(errors(&definition), Vec::<String>::new());
    }

    /// Whatever stands in an expression, the questionnaire has no errors.
    #[test]
    fn any_expression_is_translated_or_reported(
        sources in prop::collection::vec(expressions(), 18),
        text in expressions(),
    ) {
        let mut sample = sample();
        for (question, source) in sample.questions.iter_mut().zip(&sources) {
            question.more.retain(|(column, _)| *column != "relevance");
            question.more.push(("relevance", source.clone()));
        }
        for (number, (sub, source)) in sample.subquestions.iter_mut().zip(&sources).enumerate() {
            if number % 3 == 0 {
                sub.more.push(("relevance", source.clone()));
            }
        }
        let names = ["em_validation_q", "em_validation_sq", "min_answers", "max_num_value_n", "equation"];
        for (number, source) in sources.iter().enumerate() {
            let qid = 10 + u32::try_from(number).unwrap();
            sample.attributes.push((qid, names[number % names.len()], source.clone()));
        }
        let xml = write(&sample, Layout::New).replace("Noch etwas?", &format!("{{{text}}} {text}").replace("]]>", ""));
        let (definition, report) = lss::read(xml.as_bytes()).unwrap();
        prop_assert_eq!(errors(&definition), Vec::<String>::new());
        prop_assert_eq!(unaccounted(&xml, &definition, &report), Vec::<String>::new());
    }
}
