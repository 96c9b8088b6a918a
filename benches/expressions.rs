//! What expressions cost: a thousand of the usual kinds parsed, which happens once for a version of a
//! questionnaire, and evaluated, which happens for every page. Results are in docs/performance.md.
#![expect(clippy::expect_used, reason = "a bench with a fault in it is over")]

use std::borrow::Cow;
use std::hint::black_box;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use zugvogel::engine::expr::{Calendar, Env, Expr, Nodes, Resolver};

/// Ten kinds; `#` is another number for each expression.
const KINDS: [&str; 10] = [
    "${age_#} >= 18 and selected(${reasons_#}, 'job')",
    "if(${age_#} < 18, 'minor', if(${age_#} < 65, 'adult', 'pensioner'))",
    "regex(${mail_#}, '^[^@ ]+@[^@ ]+[.][a-z]{2,}$')",
    "int((today() - ${born_#}) div 365.25)",
    "round(${income_#} div coalesce(${members_#}, 1), 2)",
    "format-date(${born_#}, '%d.%m.%Y')",
    "sum(${many_#}) div count-non-empty(${many_#})",
    "concat(substr(${text_#}, 0, 5), ' ', normalize-space(${text_#}))",
    "not(${a_#} = '' or ${b_#} = '') and ${a_#} != ${b_#}",
    "count-selected(${reasons_#}) <= 3 and . != '#'",
];

fn sources() -> Vec<String> {
    (0..1000).map(|number| KINDS[number % 10].replace('#', &number.to_string())).collect()
}

fn parsed() -> Vec<Expr> {
    sources().iter().map(|source| Expr::parse(source).expect(source)).collect()
}

/// Answers by the kind of question.
struct Answers;

impl Resolver for Answers {
    fn nodes(&self, name: &str) -> Nodes<'_> {
        let answer = match name.split('_').next() {
            Some("age") => "34",
            Some("reasons") => "study job family",
            Some("mail") => "ada@example.org",
            Some("born") => "1990-05-20",
            Some("income") => "2400",
            Some("text") => "04103  Leipzig",
            Some("many") => return Nodes::Many(["1", "", "3"].map(Cow::Borrowed).to_vec()),
            _ => "",
        };
        Nodes::One(Cow::Borrowed(answer))
    }

    fn this(&self) -> &str {
        "7"
    }

    fn attribute(&self, _: &str) -> Option<&str> {
        None
    }

    fn choice_label(&self, _: &str, _: &str) -> Option<String> {
        None
    }

    fn items(&self, _: &str) -> Option<usize> {
        Some(10_000)
    }

    fn cell(&self, _: &str, item: usize, column: &str) -> Option<&str> {
        Some(if item == 9_999 && column == "key" { "last" } else { "other" })
    }
}

fn expressions(c: &mut Criterion) {
    let zone = jiff::tz::TimeZone::get("Europe/Berlin").expect("the zones are built in");
    let now = jiff::Timestamp::from_second(1_700_000_000).expect("a moment").to_zoned(zone);
    let env = Env { now, calendar: Arc::new(Calendar::default()), seed: 1 };

    let sources = sources();
    c.bench_function("parse 1,000 expressions", |b| {
        b.iter(|| sources.iter().filter(|source| Expr::parse(black_box(source)).is_ok()).count());
    });
    let parsed = parsed();
    c.bench_function("evaluate 1,000 expressions", |b| {
        b.iter(|| parsed.iter().filter(|expr| expr.eval(&Answers, &env).to_boolean()).count());
    });
    c.bench_function("hand on 1,000 parsed expressions", |b| {
        b.iter_batched(|| &parsed, |parsed| black_box(parsed.clone()), BatchSize::SmallInput);
    });
    let lookup = "instance('towns')/root/item[key = 'last']/label";
    let lookup = Expr::parse(lookup).expect(lookup);
    c.bench_function("find the last of 10,000 rows", |b| {
        b.iter(|| black_box(lookup.eval(&Answers, &env).to_text().len()));
    });
}

criterion_group!(benches, expressions);
criterion_main!(benches);
