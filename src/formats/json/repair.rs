//! Reading a document in which something does not fit: that is taken out, so that everything else
//! can be looked at and all problems are told at once.

use serde_json::{Value, json};

use crate::engine::model::Definition;
use crate::engine::problem::Problem;

use super::{parse, pointer, problem};

/// So much is taken out at most; a document with more is another one.
const MOST_PROBLEMS: usize = 100;

/// Reads a questionnaire with every problem of its form. What is no JSON, or lacks what nothing can
/// stand in for, is none.
pub(in super::super) fn read(bytes: &[u8]) -> (Option<Definition>, Vec<Problem>) {
    let first = match parse(bytes) {
        Ok(definition) => return (Some(definition), Vec::new()),
        Err(first) => first,
    };
    let document = serde_json::from_slice::<Value>(bytes);
    let mut problems = vec![first];
    let Ok(mut document) = document else { return (None, problems) };
    for _ in 0..MOST_PROBLEMS {
        let error = match serde_path_to_error::deserialize::<_, Definition>(&document) {
            Ok(definition) => return (Some(definition), problems),
            Err(error) => error,
        };
        let path = pointer(error.path());
        // That something is missing where something was taken out was told with it.
        let is_told = |known: &Problem| known.path == path || is_within(&known.path, &path);
        if !problems.iter().any(is_told) {
            let told = problem(path.clone(), &error.into_inner());
            problems.push(Problem { origin: None, ..told });
        }
        if take_out(&mut document, &path).is_none() {
            break;
        }
    }
    (None, problems)
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
        check(&[("/lists/yn/0", json!({}))], &["/lists/yn"], true);
        check(&[("/sections/0", json!({}))], &["/sections/0"], false);
    }
}
