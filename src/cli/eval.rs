//! `zugvogel eval`: expressions tried out, one by hand or many as JSON lines.
//!
//! An unknown function or a wrong argument is an error only where it is reached, as in other
//! programs; `zugvogel check` refuses a questionnaire with one.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{BufRead, ErrorKind, Read, Write};

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::commands;
use crate::app;
use crate::clock::Clock;
use crate::engine::expr::{Env, Expr, ExprError, Nodes, Resolver, Value};
use crate::engine::spelling::nearest;
use crate::i18n::{Locale, problems as words};

/// A longer line is answered with an error, so that none can take all memory.
const LONGEST_LINE: u64 = 1 << 20;

/// What the command is given.
#[derive(Debug, Args)]
pub(super) struct Eval {
    /// The expression; without it, JSON lines with `expr`, `vars`, `self`, `clock`, `tz` and `lang`
    /// are read from standard input
    expr: Option<String>,
    /// An answer, NAME=VALUE; several with one name are those of a repeat
    #[arg(long, value_name = "NAME=VALUE")]
    set: Vec<String>,
    /// The value of `.`
    #[arg(long = "self", value_name = "VALUE", default_value = "")]
    this: String,
    /// The time it is, such as 2024-03-10T15:30:45+01:00; without it, the present one
    #[arg(long)]
    clock: Option<String>,
    /// The respondent's time zone, such as Europe/Berlin
    #[arg(long)]
    tz: Option<String>,
    /// The language of month and day names, such as de
    #[arg(long)]
    lang: Option<String>,
}

/// Evaluates the expression that is given, or those on standard input.
pub(super) fn run(eval: &Eval) -> Result<()> {
    let Some(source) = &eval.expr else {
        return answer_lines(std::io::stdin().lock(), std::io::stdout().lock());
    };
    let mut answers = GivenAnswers { this: eval.this.clone(), ..GivenAnswers::default() };
    for set in &eval.set {
        let (name, value) = set
            .split_once('=')
            .with_context(|| format!("`{set}` is not of the form NAME=VALUE"))?;
        answers.questions.entry(name.to_owned()).or_default().push(value.to_owned());
    }
    let env = env(eval.clock.as_deref(), eval.tz.as_deref(), eval.lang.as_deref())?;
    let expr = Expr::parse_lazily(source)?;
    let is_set = |name: &str| answers.questions.contains_key(name);
    if let Some(unset) = expr.references().iter().find(|it| !it.quoted && !is_set(&it.name)) {
        let name = &unset.name;
        let near = nearest(name, answers.questions.keys().map(String::as_str));
        let meant = near.map(|near| format!(" did you mean `${{{near}}}`?")).unwrap_or_default();
        bail!("`{name}` is not set;{meant} an answer that is empty is set by `--set {name}=`");
    }
    if let Some(bare) = expr.names().first() {
        let name = &bare.name;
        bail!(
            "`{name}` means nothing here: write `${{{name}}}` for an answer, `'{name}'` for a text"
        );
    }
    let text = expr.try_eval(&answers, &env)?.to_text().into_owned();
    commands::print(&format!("{text}\n"))
}

/// What an expression sees: answers by name, those of a repeat as lists.
#[derive(Default)]
struct GivenAnswers {
    questions: HashMap<String, Vec<String>>,
    this: String,
}

impl Resolver for GivenAnswers {
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

    fn indexed(&self, name: &str, at: &[(String, usize)]) -> Option<Nodes<'_>> {
        let (_, number) = at.last()?;
        let value = self.questions.get(name)?.get(number.checked_sub(1)?)?;
        Some(Nodes::One(Cow::Borrowed(value)))
    }
}

/// The time, the zone and the words for it.
fn env(clock: Option<&str>, zone: Option<&str>, language: Option<&str>) -> Result<Env> {
    let clock = match clock {
        None => Clock::System,
        Some(time) => Clock::Fixed(time.parse().with_context(|| format!("clock `{time}`"))?),
    };
    let named = language.and_then(Locale::find).or_else(|| Locale::find("en"));
    let env = app::env(&clock, named.unwrap_or_else(Locale::fallback));
    let Some(zone) = zone else { return Ok(env) };
    let zone = TimeZone::get(zone).with_context(|| format!("time zone `{zone}`"))?;
    Ok(Env { now: env.now.with_time_zone(zone), ..env })
}

/// One line of input; other fields than these are ignored.
#[derive(Deserialize)]
struct EvalRequest {
    expr: String,
    vars: Option<HashMap<String, Json>>,
    #[serde(rename = "self")]
    this: Option<Json>,
    clock: Option<String>,
    tz: Option<String>,
    lang: Option<String>,
}

/// Answers every line with a line, at once.
fn answer_lines(mut input: impl BufRead, mut output: impl Write) -> Result<()> {
    let mut line = Vec::new();
    loop {
        line.clear();
        input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(());
        }
        let answer = if line.len() as u64 == LONGEST_LINE && !line.ends_with(b"\n") {
            skip_line(&mut input)?;
            error(None, &format!("the line is longer than {LONGEST_LINE} bytes"))
        } else if line.trim_ascii().is_empty() {
            continue;
        } else {
            answer(&line)
        };
        match writeln!(output, "{answer}").and_then(|()| output.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(()),
            written => written?,
        }
    }
}

fn skip_line(input: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let read = input.fill_buf()?;
        let end = read.iter().position(|byte| *byte == b'\n');
        let length = end.map_or(read.len(), |end| end + 1);
        input.consume(length);
        if end.is_some() || length == 0 {
            return Ok(());
        }
    }
}

fn answer(line: &[u8]) -> Json {
    let question: EvalRequest = match serde_json::from_slice(line) {
        Ok(question) => question,
        Err(fault) => {
            let why = words::remark(&crate::formats::json::unfit(&fault).0, "en");
            return error(Some(fault.column().saturating_sub(1)), &why);
        }
    };
    let prepared = answers(&question).and_then(|answers| {
        let [clock, tz, lang] = [&question.clock, &question.tz, &question.lang];
        Ok((answers, env(clock.as_deref(), tz.as_deref(), lang.as_deref())?))
    });
    let (answers, env) = match prepared {
        Ok(prepared) => prepared,
        Err(fault) => return error(None, &format!("{fault:#}")),
    };
    let expr = Expr::parse_lazily(&question.expr);
    match expr.as_ref().map_err(Clone::clone).and_then(|expr| expr.try_eval(&answers, &env)) {
        Ok(Value::Number(number) | Value::Days(number, _)) => {
            json!({ "value": number_json(number), "type": "number" })
        }
        Ok(Value::Boolean(boolean)) => json!({ "value": boolean, "type": "boolean" }),
        Ok(other) => json!({ "value": other.to_text(), "type": "string" }),
        Err(ExprError { at, what, hint, .. }) => {
            let hint = hint.map_or(String::new(), |hint| format!("; {hint}"));
            error(Some(at), &format!("{what}{hint}"))
        }
    }
}

fn error(at: Option<usize>, message: &str) -> Json {
    json!({ "error": message, "at": at })
}

/// JSON has no NaN and no infinity; a text stands for them.
fn number_json(number: f64) -> Json {
    if !number.is_finite() {
        return Json::String(Value::Number(number).to_text().into_owned());
    }
    // Whole numbers up to 2^53 are exact.
    let whole = number as i64;
    if whole as f64 == number && number.abs() <= 9_007_199_254_740_992.0 {
        json!(whole)
    } else {
        json!(number)
    }
}

fn answers(question: &EvalRequest) -> Result<GivenAnswers> {
    let this = question.this.as_ref().map_or(Ok(String::new()), text)?;
    let mut questions = HashMap::new();
    for (name, value) in question.vars.iter().flatten() {
        let texts = match value {
            Json::Array(list) => list.iter().map(text).collect(),
            single => text(single).map(|text| vec![text]),
        };
        questions.insert(name.clone(), texts.with_context(|| format!("`vars.{name}`"))?);
    }
    Ok(GivenAnswers { questions, this })
}

/// An answer is a text; numbers and truth values are taken as they would be written.
fn text(json: &Json) -> Result<String> {
    match json {
        Json::String(text) => Ok(text.clone()),
        Json::Null => Ok(String::new()),
        Json::Number(_) | Json::Bool(_) => Ok(json.to_string()),
        _ => Err(anyhow!("a text or a list of texts is expected, not `{json}`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(input: &str) -> String {
        let mut output = Vec::new();
        answer_lines(input.as_bytes(), &mut output).unwrap();
        String::from_utf8(output).unwrap()
    }

    #[track_caller]
    fn check(line: &str, expect: &str) {
        assert_eq!(answered(line), format!("{expect}\n"), "{line}");
    }

    #[test]
    fn every_type_of_value_is_answered() {
        check(
            r#"{"expr": "${age} + 1", "vars": {"age": "17"}}"#,
            r#"{"value":18,"type":"number"}"#,
        );
        check(r#"{"expr": "1 div 3"}"#, r#"{"value":0.3333333333333333,"type":"number"}"#);
        check(r#"{"expr": "0 div 0"}"#, r#"{"value":"NaN","type":"number"}"#);
        check(r#"{"expr": "-1 div 0"}"#, r#"{"value":"-Infinity","type":"number"}"#);
        check(r#"{"expr": ". = 'ü'", "self": "ü"}"#, r#"{"value":true,"type":"boolean"}"#);
        check(
            r#"{"expr": "${x}", "vars": {"x": ["b", "a"]}, "id": 1}"#,
            r#"{"value":"b","type":"string"}"#,
        );
        check(r#"{"expr": "sum(${x})", "vars": {"x": []}}"#, r#"{"value":0,"type":"number"}"#);
        check(
            r#"{"expr": "indexed-repeat(${x}, ${r}, 2)", "vars": {"x": ["a", "b"]}}"#,
            r#"{"value":"b","type":"string"}"#,
        );
    }

    #[test]
    fn time_zone_and_language_matter() {
        let clock = r#""clock": "2024-03-10T23:30:00Z""#;
        check(
            &format!(r#"{{"expr": "today()", {clock}, "tz": "Europe/Berlin"}}"#),
            r#"{"value":"2024-03-11","type":"string"}"#,
        );
        check(
            &format!(r#"{{"expr": "format-date(now(), '%b')", {clock}, "lang": "de"}}"#),
            r#"{"value":"Mär","type":"string"}"#,
        );
    }

    #[test]
    fn errors_have_a_place_and_stop_nothing() {
        let lines = [
            r#"{"expr": "1 + "}"#,
            r#"{"expr": "slected('a', 'b')"}"#,
            r#"{"expr": "true() or nothing()"}"#,
            "{",
            "",
            r#"{"expr": "1", "tz": "Nowhere/Land"}"#,
            r#"{"expr": "1", "vars": {"a": {}}}"#,
            r#"{"expr": "1"}"#,
        ];
        let answered = answered(&lines.join("\n"));
        let answers: Vec<&str> = answered.lines().collect();
        assert_eq!(answers[0], r#"{"error":"a value is expected after `+`","at":4}"#);
        assert!(answers[1].contains("did you mean `selected`?\",\"at\":0"), "{}", answers[1]);
        assert_eq!(answers[2], r#"{"value":true,"type":"boolean"}"#);
        assert_eq!(answers[3], r#"{"error":"the JSON ends too early","at":0}"#);
        assert!(answers[4].contains("Nowhere/Land"), "{}", answers[4]);
        assert!(answers[5].contains("`vars.a`"), "{}", answers[5]);
        assert_eq!(answers[6], r#"{"value":1,"type":"number"}"#);
    }

    #[test]
    fn a_line_that_never_ends_is_skipped() {
        let long = format!("{}\n{{\"expr\": \"2\"}}", "x".repeat(3 << 20));
        let answered = answered(&long);
        let answers: Vec<&str> = answered.lines().collect();
        assert!(answers[0].contains("longer than 1048576 bytes"), "{}", answers[0]);
        assert_eq!(answers[1], r#"{"value":2,"type":"number"}"#);
    }
}
