//! Reading a document in which something does not fit: that is taken out, so that everything else
//! can be looked at and all problems are told at once.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::engine::model::frame::Frame;
use crate::engine::model::{Choice, Definition, FrameFile, ListFile, ListFrame, Question};
use crate::engine::problem::{FilePlace, Problem, Severity, remark};
use crate::engine::spelling::nearest;

use super::twice::twice;
use super::{parse, pointer, problem, text};

/// So much is taken out at most; a document with more is another one.
const MOST_PROBLEMS: usize = 100;

/// Reads a questionnaire with every problem of its form. What is no JSON, or lacks what nothing can
/// stand in for, is none.
pub(in super::super) fn read(bytes: &[u8]) -> (Option<Definition>, Vec<Problem>) {
    read_all(bytes)
}

/// Reads any document with every problem of its form.
pub(super) fn read_all<T: DeserializeOwned>(bytes: &[u8]) -> (Option<T>, Vec<Problem>) {
    let bytes = text(bytes);
    if let Err(error) = std::str::from_utf8(bytes) {
        return (None, vec![not_utf8(bytes, error.valid_up_to())]);
    }
    let first = match parse(bytes) {
        Ok(document) => return (Some(document), twice(bytes)),
        Err(first) => first,
    };
    let mut document = match serde_json::from_slice::<Value>(bytes) {
        Ok(document) => document,
        // What did not fit before it keeps nobody from mending both at once.
        Err(error) if first.hint != Some(remark!("json-rest-unread")) => {
            return (None, vec![problem(String::new(), &error), first]);
        }
        Err(_) => return (None, vec![first]),
    };
    let (read, mut problems) = fit(&mut document);
    // The place in the text is known of the first only.
    if let Some(same) =
        problems.iter_mut().find(|it| it.path == first.path && it.what == first.what)
    {
        *same = first;
    }
    problems.extend(twice(bytes));
    (read, problems)
}

/// What an editor saved in the way of an older Windows, or in Unicode of another form.
fn not_utf8(bytes: &[u8], at: usize) -> Problem {
    let before = String::from_utf8_lossy(bytes.get(..at).unwrap_or_default());
    let origin = Some(FilePlace::Line {
        line: before.matches('\n').count() + 1,
        column: before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1,
    });
    let hint = Some(remark!("json-save-utf8"));
    Problem { origin, hint, ..Problem::new(Severity::Error, "", remark!("json-not-utf8")) }
}

/// All that does not fit, and what is left without it. Where something is missing, anything stands in
/// for it, so that the rest can be looked at; but then there is nothing to use.
fn fit<T: DeserializeOwned>(document: &mut Value) -> (Option<T>, Vec<Problem>) {
    let (mut problems, mut is_whole) = (Vec::new(), true);
    for _ in 0..MOST_PROBLEMS {
        let error = match serde_path_to_error::deserialize::<_, T>(&*document) {
            Ok(read) => return (Some(read).filter(|_| is_whole), problems),
            Err(error) => error,
        };
        let path = pointer(error.path());
        let error = error.into_inner();
        let missing = missing_field(&error);
        let place = missing.as_ref().map_or(path.clone(), |field| format!("{path}/{field}"));
        // That something is missing where something was taken out was told with it.
        // So was that its name is misspelt.
        let is_misspelt = |it: &Problem| {
            let meant = missing.as_ref().map(|near| remark!("did-you-mean", near));
            meant.is_some()
                && it.hint == meant
                && it.path.rsplit_once('/').is_some_and(|(around, _)| around == path)
        };
        let is_told =
            |it: &Problem| it.path == place || is_within(&it.path, &place) || is_misspelt(it);
        if !problems.iter().any(is_told) {
            let value = document.pointer(&path).cloned().unwrap_or_default();
            let mut inner = inside(value, &path, &error.to_string());
            if inner.is_empty() {
                inner.push(Problem { origin: None, ..problem(path.clone(), &error) });
            }
            let is_new = |it: &Problem| {
                !problems
                    .iter()
                    .any(|known: &Problem| known.path == it.path && known.what == it.what)
            };
            inner.retain(is_new);
            problems.append(&mut inner);
        }
        let is_question = path.rsplit_once('/').is_some_and(|(it, _)| it.ends_with("/questions"));
        let went_on = match missing {
            Some(field) if !is_question => {
                is_whole = false;
                make_up::<T>(document, &path, &field)
            }
            _ => take_out(document, &path).is_some(),
        };
        if !went_on {
            break;
        }
    }
    (None, problems)
}

/// What does not fit inside of a value that may be one of several, of which serde only says that it is
/// none of them; and of a question.
fn inside(mut value: Value, path: &str, why: &str) -> Vec<Problem> {
    // A misspelt name tells as well what was meant.
    let fields = value.as_object().into_iter().flat_map(|object| object.keys());
    let has = |field: &str| fields.clone().any(|name| nearest(name, [field].into_iter()).is_some());
    let is_question = path.rsplit_once('/').is_some_and(|(it, _)| it.ends_with("/questions"));
    let found = if why.contains("untagged enum ChoiceList") {
        match (&value, has("file"), has("frame")) {
            (Value::Array(_), ..) => fit::<Vec<Choice>>(&mut value).1,
            (_, true, _) => fit::<ListFile>(&mut value).1,
            (_, _, true) => fit::<ListFrame>(&mut value).1,
            _ => Vec::new(),
        }
    } else if why.contains("untagged enum FrameSource") {
        // `title` is like `file`, but nothing else of a frame is.
        let is_written = ["mains", "codes", "id"].into_iter().any(has);
        match (value.is_object(), is_written || !has("file")) {
            (true, true) => fit::<Frame>(&mut value).1,
            (true, false) => fit::<FrameFile>(&mut value).1,
            (false, _) => Vec::new(),
        }
    } else if is_question && value.is_object() {
        fit::<Question>(&mut value).1
    } else {
        Vec::new()
    };
    let within = |it: Problem| Problem { path: format!("{path}{}", it.path), ..it };
    found.into_iter().map(within).collect()
}

fn missing_field(error: &serde_json::Error) -> Option<String> {
    let why = error.to_string();
    Some(why.strip_prefix("missing field `")?.split_once('`')?.0.to_owned())
}

/// Puts in the first value that fits where a field is missing.
fn make_up<T: DeserializeOwned>(document: &mut Value, path: &str, field: &str) -> bool {
    let mut values = vec![json!({}), json!([]), json!(false), json!(1), json!("")];
    let place = format!("{path}/{field}");
    while let Some(value) = values.pop() {
        let Some(Value::Object(fields)) = document.pointer_mut(path) else { return false };
        fields.insert(field.to_owned(), value);
        let Err(error) = serde_path_to_error::deserialize::<_, T>(&*document) else { return true };
        let at = pointer(error.path());
        let error = error.into_inner();
        let is_next = missing_field(&error).is_some_and(|next| format!("{at}/{next}") != place);
        if is_next || at != place && !is_within(&place, &at) {
            return true;
        }
        let why = error.to_string();
        // One of the words that are known there.
        if let Some((_, known)) = why.split_once("unknown variant ") {
            values.extend(known.split('`').nth(3).map(|word| json!(word)));
        }
    }
    false
}

fn is_within(path: &str, around: &str) -> bool {
    path.strip_prefix(around).is_some_and(|rest| rest.starts_with('/'))
}

/// Removes a field. A question keeps its place, so that those after it keep theirs: it becomes a note
/// that is switched off, since there is an error in it.
fn take_out(document: &mut Value, path: &str) -> Option<()> {
    let (around, name) = path.rsplit_once('/')?;
    match document.pointer_mut(around)? {
        Value::Object(fields) => {
            fields.remove(&name.replace("~1", "/").replace("~0", "~")).map(drop)
        }
        Value::Array(questions) if around.ends_with("/questions") => {
            let question = questions.get_mut(name.parse::<usize>().ok()?)?;
            let written = question.get("name").and_then(Value::as_str).map(str::to_owned);
            let name = written.unwrap_or_else(|| path.trim_start_matches('/').replace('/', "_"));
            let note = json!({ "kind": "note", "name": name, "label": "…" });
            // A note that does not fit either would be taken out for ever.
            (*question != note).then(|| *question = note)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nested_without_bound_is_refused() {
        let deep = format!("{}1{}", r#"{"a":"#.repeat(30_000), "}".repeat(30_000));
        let (definition, problems) = read(deep.as_bytes());
        assert!(definition.is_none());
        assert_eq!(problems.len(), 1);
    }

    /// Where something is wrong in a sound questionnaire with some values replaced, and whether
    /// there is one all the same.
    #[track_caller]
    fn check(changes: &[(&str, Value)], expect: &[&str], is_shown: bool) {
        let mut document: Value =
            serde_json::from_str(include_str!("../../engine/check/small.json")).unwrap();
        for (pointer, value) in changes {
            *document.pointer_mut(pointer).unwrap() = value.clone();
        }
        let (definition, problems) = read(document.to_string().as_bytes());
        let places: Vec<&str> = problems.iter().map(|problem| problem.path.as_str()).collect();
        assert_eq!((places.as_slice(), definition.is_some()), (expect, is_shown), "{problems:#?}");
    }

    #[test]
    fn everything_that_does_not_fit_is_told_at_once() {
        let question = "/pages/0/questions/1";
        check(&[], &[], true);
        check(
            &[("/pages/0/title", json!(1)), (&format!("{question}/kind"), json!("selekt"))],
            &["/pages/0/title", "/pages/0/questions/1/kind"],
            true,
        );
        check(&[(question, json!({ "kind": "note" }))], &[question], true);
        check(&[("/lists/yn/0", json!({}))], &["/lists/yn/0"], true);
        check(
            &[("/lists/yn", json!([{ "value": 1, "label": "a" }, { "value": "b", "labl": "b" }]))],
            &["/lists/yn/0/value", "/lists/yn/1/labl"],
            true,
        );
        check(
            &[("/lists/yn", json!({ "file": "a.csv", "valu": "b", "lable": "c" }))],
            &["/lists/yn/valu", "/lists/yn/lable"],
            true,
        );
        check(&[("/sections/0", json!({}))], &["/sections/0", "/sections/0"], false);
    }
}
