//! The expression language against other people's engines: every vector of
//! `../shared/conformance/expressions.jsonl`, read in place. Where that file is absent, the test
//! says so and passes. What we answer otherwise on purpose is listed, with the reason, in
//! `tests/conformance/expressions.md`.
#![expect(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde_json::Value as Json;
use zugvogel::engine::expr::{Calendar, Env, Expr, Nodes, Resolver, Value};

#[derive(Default)]
struct Answers {
    questions: HashMap<String, Vec<String>>,
    this: String,
}

impl Resolver for Answers {
    fn nodes(&self, name: &str) -> Nodes<'_> {
        match self.questions.get(name).map(Vec::as_slice) {
            Some([one]) => Nodes::One(Cow::Borrowed(one)),
            Some(many) => Nodes::Many(many.iter().map(|text| Cow::Borrowed(&**text)).collect()),
            None => Nodes::Many(Vec::new()),
        }
    }

    fn this(&self) -> &str {
        &self.this
    }

    fn attribute(&self, _: &str) -> Option<&str> {
        None
    }

    fn choice_label(&self, _: &str, _: &str) -> Option<String> {
        None
    }
}

/// Vectors met and missed of one tier.
#[derive(Default)]
struct Tally {
    met: usize,
    missed: usize,
}

#[test]
fn other_engines_agree_with_ours() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Ok(vectors) = std::fs::read_to_string(root.join("../shared/conformance/expressions.jsonl"))
    else {
        println!("expressions.jsonl is absent: skipped");
        return;
    };
    let mut argued = argued(include_str!("conformance/expressions.md"));
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut surprises = Vec::new();
    for line in vectors.lines() {
        let vector: Json = serde_json::from_str(line).unwrap();
        let id = vector["id"].as_str().unwrap();
        let tier = vector["tier"].as_str().unwrap();
        let tally = tallies.entry(tier.to_owned()).or_default();
        let reason = argued.remove(id);
        match run(&vector) {
            Ok(()) => {
                tally.met += 1;
                if reason.is_some() {
                    surprises.push(format!("{id} is met: take it off the list"));
                }
            }
            Err(found) => {
                tally.missed += 1;
                if reason.is_none() {
                    let Json::Object(mut vector) = vector.clone() else { continue };
                    vector.retain(|key, _| {
                        ["expr", "vars", "self", "expected", "tz", "dissent"]
                            .contains(&key.as_str())
                    });
                    surprises.push(format!("{id} {tier} {found}: {}", Json::Object(vector)));
                }
            }
        }
    }
    for (tier, Tally { met, missed }) in &tallies {
        println!("tier {tier}: {met} met, {missed} missed");
    }
    surprises.extend(argued.keys().map(|id| format!("{id} is on the list, but no vector")));
    assert!(surprises.is_empty(), "{}:\n{}", surprises.len(), surprises.join("\n"));
    let (a, b) = (&tallies["A"], &tallies["B"]);
    assert!(a.met > 1500 && a.missed == 0, "where all engines agree, we do");
    assert!(b.missed * 20 <= b.met + b.missed, "where two engines agree, we do in 95 %");
}

/// The rows `| id | … | reason |` of the list.
fn argued(list: &str) -> HashMap<&str, &str> {
    list.lines()
        .filter_map(|line| {
            let (id, rest) = line.strip_prefix("| ")?.split_once(" | ")?;
            id.strip_prefix('x')?.parse::<u32>().ok()?;
            Some((id, rest))
        })
        .collect()
}

/// Whether a vector is met; else what was found instead.
fn run(vector: &Json) -> Result<(), String> {
    let expected = &vector["expected"];
    let wanted = vector["expected_type"].as_str().unwrap();
    let env = Env { now: read_clock(vector), calendar: Arc::new(calendar()), seed: 1 };
    let answers = read_answers(vector);
    let parsed = Expr::parse_lazily(vector["expr"].as_str().unwrap());
    let value = parsed.as_ref().map_err(Clone::clone);
    let value = match value.and_then(|expr| expr.try_eval(&answers, &env)) {
        Ok(value) => value,
        Err(_) if wanted == "error" => return Ok(()),
        Err(error) => return Err(error.to_string()),
    };
    let (met, found) = match wanted {
        "error" => (false, format!("{:?} and no error", value.to_text())),
        "boolean" => {
            (Some(value.to_boolean()) == expected.as_bool(), value.to_boolean().to_string())
        }
        "number" => {
            let number = value.number(&env);
            (same_number(number, expected, vector["round_factor"].as_f64()), number.to_string())
        }
        _ => {
            let text = value.to_text();
            (Some(&*text) == expected.as_str() || same_decimal(&value, expected), text.into_owned())
        }
    };
    if met { Ok(()) } else { Err(found) }
}

fn same_number(found: f64, expected: &Json, factor: Option<f64>) -> bool {
    let expected = match expected.as_str() {
        Some("Infinity") => f64::INFINITY,
        Some("-Infinity") => f64::NEG_INFINITY,
        Some(_) => f64::NAN,
        None => expected.as_f64().unwrap(),
    };
    let found = factor.map_or(found, |factor| (found * factor).round() / factor);
    // The second bound is for what engines agree to be almost nothing.
    let difference = (found - expected).abs();
    found == expected
        || (found.is_nan() && expected.is_nan())
        || difference <= 1e-9 * expected.abs()
        || difference < 1e-15
}

/// Peers print the last digits of a fraction differently.
fn same_decimal(value: &Value<'_>, expected: &Json) -> bool {
    let expected: f64 = expected.as_str().and_then(|text| text.parse().ok()).unwrap_or(f64::NAN);
    matches!(value, Value::Number(found) if (found - expected).abs() <= 1e-9 * expected.abs())
}

fn read_answers(vector: &Json) -> Answers {
    let text = |json: &Json| json.as_str().unwrap_or_default().to_owned();
    let mut answers = Answers { this: text(&vector["self"]), ..Answers::default() };
    for (name, value) in vector["vars"].as_object().unwrap() {
        let nodes = match value.as_array() {
            Some(list) => list.iter().map(text).collect(),
            None => vec![text(value)],
        };
        answers.questions.insert(name.clone(), nodes);
    }
    answers
}

fn read_clock(vector: &Json) -> Zoned {
    let zone = vector["tz"].as_str().map_or(TimeZone::UTC, |name| TimeZone::get(name).unwrap());
    let now = vector["clock"].as_str().unwrap_or("2026-11-22T12:00:00Z");
    now.parse::<Timestamp>().unwrap().to_zoned(zone)
}

fn calendar() -> Calendar {
    let months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
    Calendar::from_words(months, "Sun Mon Tue Wed Thu Fri Sat").unwrap()
}
