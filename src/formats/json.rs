//! Our canonical format: JSON with a published schema.

mod positions;
mod repair;
mod twice;
mod unfit;

use std::collections::BTreeSet;

use crate::engine::check::{Checked, near_or_all};
use crate::engine::model::frame::{Code, Direction, Frame, Mechanism};
use crate::engine::model::{
    Choice, ChoiceList, Definition, FrameFile, FrameSource, ListFile, ListFrame, Text,
};
use crate::engine::properties::TABLES;

use crate::engine::problem::{FilePlace, Problem, Remark, Severity, remark, token};

use super::beside::FilesBeside;
use super::list_file::{self, ListFault, ReadList};
use super::xlsform::questions;
use super::{FileType, FormFiles};
pub(super) use positions::Positions;
pub(super) use repair::read;
pub(crate) use unfit::unfit;

/// Reads and checks a questionnaire. A file that is no questionnaire at all is one problem; where a file
/// beside it cannot be read, nothing is told of what would stand in it.
pub fn load(bytes: &[u8], files: &dyn FormFiles) -> Checked {
    super::check(super::read(bytes, FileType::Json, ""), files)
}

/// A document without the byte order mark that editors of Windows put first.
pub(super) fn text(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Whether a document is a code frame, which lies beside questionnaires.
pub(super) fn is_frame(bytes: &[u8]) -> bool {
    let Ok(serde_json::Value::Object(fields)) = serde_json::from_slice(text(bytes)) else {
        return false;
    };
    ["mains", "codes"].iter().all(|key| fields.contains_key(*key)) && !fields.contains_key("pages")
}

/// Writes a definition as it is stored and hashed.
pub fn write(definition: &Definition) -> Result<String, serde_json::Error> {
    serde_json::to_string(definition)
}

/// Writes `1.0` as `1`, which is what authors write.
pub(crate) fn whole_numbers(value: &mut serde_json::Value) {
    use serde_json::Value;
    match value {
        Value::Number(number) => {
            if let Some(float) = number
                .as_f64()
                .filter(|float| number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15)
            {
                // Within these limits, nothing is cut off.
                *number = (float as i64).into();
            }
        }
        Value::Array(values) => values.iter_mut().for_each(whole_numbers),
        Value::Object(fields) => fields.values_mut().for_each(whole_numbers),
        _ => {}
    }
}

/// The JSON Schema of the format, as it is committed in `docs/questionnaire.schema.json`. `help`
/// gives the text of a key that explains a property.
pub fn schema(help: impl Fn(&str) -> String) -> Result<String, serde_json::Error> {
    let mut schema = serde_json::to_value(schemars::schema_for!(Definition))?;
    for table in &TABLES {
        for property in table.properties {
            let pointer = format!("/$defs/{}/properties/{}", table.name, property.key);
            let Some(entry) = schema.pointer_mut(&pointer).and_then(|it| it.as_object_mut()) else {
                continue;
            };
            let mut description = help(&table.help(property));
            if property.is_special {
                let kinds: Vec<String> = property.kinds().map(|kind| kind.to_string()).collect();
                description.push_str(&format!(" Of: {}.", kinds.join(", ")));
            }
            entry.insert("description".to_owned(), description.into());
            if let Some(default) = property.default {
                let default = serde_json::from_str(default).unwrap_or_else(|_| default.into());
                entry.insert("default".to_owned(), default);
            }
        }
    }
    serde_json::to_string_pretty(&schema).map(|text| text + "\n")
}

/// Reads a JSON document; what does not fit is one problem with its place.
#[expect(
    clippy::result_large_err,
    reason = "a problem is told once, and then nothing more is read"
)]
pub(crate) fn parse<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    // What is skipped may be nested without bound, and keeping its path would overflow the stack.
    if let Err(error) = serde_json::from_slice::<serde_json::Value>(bytes)
        && error.to_string().starts_with("recursion limit")
    {
        return Err(problem(String::new(), &error));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let parsed = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = pointer(error.path());
        problem(path, &error.into_inner())
    });
    parsed.and_then(|value| {
        reader.end().map(|()| value).map_err(|error| problem(String::new(), &error))
    })
}

/// A place that has no name yet is told by the one around it.
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } => pointer.push_str(&format!("/{}", token(key))),
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

fn problem(path: String, error: &serde_json::Error) -> Problem {
    let (what, hint) = unfit(error);
    let is_data = error.is_data();
    let hint = hint.or_else(|| (!is_data).then(|| remark!("json-rest-unread")));
    let origin = Some(FilePlace::Line { line: error.line(), column: error.column() });
    Problem { origin, hint, ..Problem::new(Severity::Error, path, what) }
}

/// Writes out lists and frames that come from files or from each other, and gives the files. What cannot
/// be read stays as it is, and is told.
pub(super) fn resolve(
    definition: &mut Definition,
    files: &dyn FormFiles,
    problems: &mut Vec<Problem>,
) -> FilesBeside {
    let mut beside = FilesBeside::default();
    // A file that several questionnaires share may speak more languages than this one.
    let languages = definition.languages.clone();
    let ours = |label: &mut Text| {
        if let Text::By(labels) = label {
            labels.retain(|language, _| languages.contains(language));
        }
    };
    for (name, source) in &mut definition.frames {
        let FrameSource::File(FrameFile { file }) = source else { continue };
        let (file, path) = (file.clone(), format!("/frames/{}", token(name)));
        let bytes = match files.read(&file) {
            Ok(bytes) => bytes,
            Err(why) => {
                problems.push(Problem::new(Severity::Error, path, why.remark(&file)));
                continue;
            }
        };
        let (frame, found) = repair::read_all::<Frame>(&bytes);
        problems.extend(found.into_iter().map(|inner| within(&path, &file, inner)));
        if let Some(mut frame) = frame {
            frame.codes.iter_mut().for_each(|code| ours(&mut code.label));
            frame.residual.iter_mut().for_each(|code| ours(&mut code.label));
            *source = FrameSource::Written(frame);
        }
        beside.frame(path, file, text(&bytes).to_vec());
    }
    let asked: BTreeSet<String> =
        questions(&definition.pages).into_iter().filter_map(|it| it.choices.clone()).collect();
    for (name, list) in &mut definition.lists {
        let path = format!("/lists/{}", token(name));
        let written = match list {
            ChoiceList::Written(_) => continue,
            ChoiceList::File(file) => {
                let (file, is_table) = (file.clone(), !asked.contains(name));
                list_from_file(&file, is_table, files).map(
                    |ReadList { mut choices, lines, faults }| {
                        choices.iter_mut().for_each(|choice| ours(&mut choice.label));
                        problems.extend(faults.into_iter().map(|(choice, what)| {
                            Problem::new(Severity::Error, format!("{path}/{choice}"), what)
                        }));
                        beside.list(path.clone(), file.file, lines);
                        choices
                    },
                )
            }
            ChoiceList::Frame(from) => match definition.frames.get(&from.frame) {
                Some(FrameSource::Written(frame)) => {
                    choices_from_frame(frame, from).map_err(|what| vec![what.into()])
                }
                // That it cannot be read is told of the frame.
                Some(FrameSource::File(_)) => continue,
                None => {
                    let hint =
                        near_or_all(&from.frame, definition.frames.keys().map(String::as_str));
                    let what = remark!("list-no-frame", frame = from.frame);
                    Err(vec![ListFault { what, hint }])
                }
            },
        };
        match written {
            Ok(choices) => *list = ChoiceList::Written(choices),
            Err(faults) => problems.extend(faults.into_iter().map(|ListFault { what, hint }| {
                Problem { hint, ..Problem::new(Severity::Error, path.clone(), what) }
            })),
        }
    }
    beside
}

fn list_from_file(
    list: &ListFile,
    is_table: bool,
    files: &dyn FormFiles,
) -> Result<ReadList, Vec<ListFault>> {
    match files.read(&list.file) {
        Ok(bytes) => list_file::read(list, &bytes, is_table),
        Err(why) => Err(vec![why.remark(&list.file).into()]),
    }
}

/// A problem of a frame as one of the questionnaire.
fn within(path: &str, file: &str, inner: Problem) -> Problem {
    let place = match inner.origin {
        Some(FilePlace::Line { line, column }) => (Some(line), Some(column)),
        _ => (None, None),
    };
    let (line, column) = place;
    let origin = line.map(|_| FilePlace::Beside { file: file.to_owned(), line, column });
    Problem { path: format!("{path}{}", inner.path), origin, ..inner }
}

fn choices_from_frame(frame: &Frame, from: &ListFrame) -> Result<Vec<Choice>, Remark> {
    // One that is there twice is a fault of the frame, which is told of it.
    let mut seen = BTreeSet::new();
    let mut is_first = |code: &&Code| seen.insert(code.code);
    let offered = frame.codes.iter().filter(|code| !code.retired && is_first(code));
    let codes = offered.filter(|code| from.main.is_none_or(|main| code.main == main));
    let mut choices: Vec<Choice> = codes
        .map(|code| Choice {
            value: code.code.to_string(),
            label: code.label.clone(),
            attributes: [
                ("main", code.main.to_string()),
                ("direction", direction(code.direction).to_owned()),
                ("mechanism", mechanism(code.mechanism).to_owned()),
                ("sensitive", u8::from(code.sensitive).to_string()),
            ]
            .map(|(key, value)| (key.to_owned(), value))
            .into(),
            ..Choice::default()
        })
        .collect();
    if choices.is_empty() {
        return Err(remark!("list-no-codes", frame = from.frame));
    }
    for wanted in &from.residual {
        let residual = frame
            .residual
            .iter()
            .find(|residual| residual.code == *wanted)
            .ok_or_else(|| remark!("list-no-residual", frame = from.frame, wanted))?;
        choices.push(Choice {
            value: residual.code.to_string(),
            label: residual.label.clone(),
            exclusive: residual.exclusive,
            ..Choice::default()
        });
    }
    Ok(choices)
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Both => "both",
        Direction::In => "in",
        Direction::Out => "out",
    }
}

fn mechanism(mechanism: Mechanism) -> &'static str {
    match mechanism {
        Mechanism::Trigger => "trigger",
        Mechanism::Push => "push",
        Mechanism::Pull => "pull",
        Mechanism::PushOrPull => "push or pull",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{NoFiles, Unreadable};
    use super::*;

    /// A list beside the questionnaire.
    struct OneList(&'static str);

    impl FormFiles for OneList {
        fn read(&self, _: &str) -> Result<Vec<u8>, Unreadable> {
            Ok(self.0.as_bytes().to_vec())
        }
    }

    #[test]
    fn a_shared_list_may_speak_more_languages() {
        let source = include_str!("../engine/check/small.json");
        let mut document: serde_json::Value = serde_json::from_str(source).unwrap();
        document["lists"]["yn"] = serde_json::json!({ "file": "yn.csv" });
        let list = "value,label::de,label::en,label::tlh\ny,ja,yes,HIja'\nn,nein,no,ghobe'\n";
        let checked = load(document.to_string().as_bytes(), &OneList(list));
        let errors = checked.problems.iter().filter(|p| p.severity == Severity::Error);
        assert_eq!(errors.map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
    }

    #[test]
    fn an_answer_that_is_no_reason_may_exclude_the_reasons() {
        let source = include_str!("../engine/diff/small.json");
        let mut document: serde_json::Value = serde_json::from_str(source).unwrap();
        document["frames"]["f"]["residual"][0]["exclusive"] = true.into();
        document["lists"]["yn"] = serde_json::json!({ "frame": "f", "residual": [9700] });
        let checked = load(document.to_string().as_bytes(), &NoFiles);
        let lists = &checked.questionnaire().unwrap().definition().lists;
        let ChoiceList::Written(choices) = &lists["yn"] else { panic!("{lists:?}") };
        let found: Vec<_> = choices.iter().map(|it| (it.value.as_str(), it.exclusive)).collect();
        assert_eq!(found, [("101", false), ("9700", true)]);
    }

    #[test]
    fn a_file_that_cannot_be_read_causes_no_other_problems() {
        let source = include_str!("../engine/check/small.json");
        let mut document: serde_json::Value = serde_json::from_str(source).unwrap();
        document["lists"]["yn"] = serde_json::json!({ "file": "yn.csv" });
        document["pages"][0]["questions"][1]["other"] = "y".into();
        let checked = load(document.to_string().as_bytes(), &NoFiles);
        let localized: Vec<String> = checked.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            localized,
            ["/lists/yn (line 1, column 347): error: `yn.csv`: there is no such file"]
        );
        assert!(checked.sound().is_err());
    }
}
