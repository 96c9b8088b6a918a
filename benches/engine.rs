//! What a page costs on the real questionnaire: checking it once, then taking, deriving and
//! rendering pages. Results are in docs/performance.md.
#![expect(clippy::expect_used, reason = "a bench without its questionnaire is over")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use zugvogel::app::builtin::{Builtin, find_questionnaire};
use zugvogel::app::env;
use zugvogel::clock::Clock;
use zugvogel::engine::interview::{Accepted, Outcome};
use zugvogel::engine::{Draft, Form, Interview, Questionnaire};
use zugvogel::formats::json;
use zugvogel::i18n::Locale;
use zugvogel::view::PageFrame;
use zugvogel::view::respond::{Around, Progress, QuestionPage};

const EXPECT: &str = "the built-in questionnaire is sound";

/// The areas of offers.
const AREAS: [u32; 15] = [2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18];

fn questionnaire() -> Questionnaire {
    let bytes = find_questionnaire("wesermarsch").expect(EXPECT);
    json::load(bytes, &Builtin).sound().expect(EXPECT)
}

fn form(fields: &[(&str, &str)]) -> Form {
    Form::new(fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
}

/// An out-mover who has consented and chosen her direction.
fn draft(questionnaire: &Questionnaire) -> Draft {
    let env = env(&Clock::System, Locale::fallback());
    let mut draft = Draft { language: "de".to_owned(), seed: 7, ..Draft::default() };
    let pages: [(&str, &[(&str, &str)]); 3] = [
        (
            "p01",
            &[("cons_part", "1"), ("cons_sens", "1"), ("cons_quote", "1"), ("birth_y", "1995")],
        ),
        ("p02a", &[("mv_dir", "2")]),
        ("p02b", &[("mv_year", "2023"), ("mv_month", "9"), ("mv_resid", "1")]),
    ];
    for (name, fields) in pages {
        let page = questionnaire.find_page(name).expect(EXPECT);
        let outcome = Interview::new(questionnaire, &draft, &env).accept(page, &form(fields));
        assert!(matches!(outcome, Outcome::Accepted(_)), "{name}: {outcome:?}");
        draft = outcome.into_draft().expect(EXPECT);
    }
    draft
}

fn check(c: &mut Criterion) {
    c.bench_function("load and check the questionnaire", |b| b.iter(|| black_box(questionnaire())));
}

fn page(c: &mut Criterion) {
    let questionnaire = questionnaire();
    let env = env(&Clock::System, Locale::fallback());
    let start = draft(&questionnaire);
    let page = questionnaire.find_page("p09a").expect(EXPECT);
    let fields: Vec<(String, String)> =
        AREAS.map(|area| (format!("of_imp_{area:02}"), (area % 5 + 1).to_string())).into();
    let typed = Form::new(fields);

    c.bench_function("derive route and values", |b| {
        b.iter(|| black_box(Interview::new(&questionnaire, &start, &env).evaluation().route()));
    });
    c.bench_function("accept a matrix page of 15 rows", |b| {
        b.iter(|| black_box(Interview::new(&questionnaire, &start, &env).accept(page, &typed)));
    });
    c.bench_function("render a matrix page of 15 rows", |b| {
        b.iter(|| {
            let interview = Interview::new(&questionnaire, &start, &env);
            let shown = interview.page(page);
            let definition = questionnaire.definition();
            let frame = PageFrame::new(definition, Locale::fallback(), "/s/x", "/s/x/p/p09a");
            let around = Around {
                progress: Progress::at(&questionnaire, shown.section, "de"),
                notice: None,
                picks: false,
                action: "/s/x/p/p09a",
                hidden: &[],
            };
            let page = QuestionPage::new(frame, &shown, around);
            black_box(askama::Template::render(&page).map(|html| html.len()))
        });
    });
}

/// A form of so many number questions, ten on a page, with two calculations for every five of them;
/// each page but the first depends on the one before.
fn synthetic(questions: usize) -> Questionnaire {
    let question = |at: usize| match at % 5 {
        3 | 4 => serde_json::json!({
            "kind": "calculate", "name": format!("q{at}"),
            "calculation": format!("coalesce(${{q{}}}, 0) + {at}", at - 2)
        }),
        _ => serde_json::json!({
            "kind": "integer", "name": format!("q{at}"), "label": format!("Question {at}?"),
            "constraint": ". >= 0"
        }),
    };
    let page = |first: usize| {
        let mut page = serde_json::json!({
            "name": format!("p{first}"), "title": "Page",
            "questions": (first..first + 10).map(question).collect::<Vec<_>>()
        });
        if first > 0 {
            page["relevant"] = format!("${{q{}}} > 0", first - 1).into();
        }
        page
    };
    let pages: Vec<_> = (0..questions).step_by(10).map(page).collect();
    let form = serde_json::json!({
        "name": "large", "languages": ["en"], "title": "Large", "pages": pages
    });
    json::load(form.to_string().as_bytes(), &Builtin).sound().expect(EXPECT)
}

/// One page of a form that grows: derive, take the page, derive again.
fn growth(c: &mut Criterion) {
    let env = env(&Clock::System, Locale::fallback());
    let mut group = c.benchmark_group("take the last page of a form of n questions");
    for questions in [120, 250, 500, 1000] {
        let questionnaire = synthetic(questions);
        let mut draft = Draft { language: "en".to_owned(), ..Draft::default() };
        for at in (0..questions).filter(|at| at % 5 < 3) {
            draft.answers.set(&format!("q{at}"), at.to_string());
        }
        let name = format!("q{}", questions - 10);
        let typed = form(&[(name.as_str(), "7")]);
        let page = questionnaire.pages().len() - 1;
        let taken = Interview::new(&questionnaire, &draft, &env).accept(page, &typed);
        let is_taken = matches!(taken, Outcome::Accepted(Accepted { again: false, .. }));
        assert!(is_taken, "{questions} questions: {taken:?}");
        group.bench_function(questions.to_string(), |b| {
            b.iter(|| black_box(Interview::new(&questionnaire, &draft, &env).accept(page, &typed)));
        });
    }
    group.finish();
}

criterion_group!(benches, check, page, growth);
criterion_main!(benches);
