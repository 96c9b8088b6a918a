//! Our canonical format: JSON with a published schema.

use crate::engine::check::{Checked, Problem, Severity};
use crate::engine::frame::{Direction, Frame, Mechanism};
use crate::engine::model::{
    Choice, ChoiceList, Definition, FrameFile, FrameSource, ListFrame, Text,
};

use super::{Beside, list_file, media};

/// Reads and checks a questionnaire. A file that is no questionnaire at all is one problem; while
/// a file beside it cannot be read, nothing else is checked, since what is missing would only cause
/// further problems.
pub fn load(bytes: &[u8], beside: &dyn Beside) -> Checked {
    let mut problems = Vec::new();
    let mut definition = match parse::<Definition>(bytes) {
        Ok(definition) => definition,
        Err(problem) => return Checked::unreadable(vec![problem]),
    };
    resolve(&mut definition, beside, &mut problems);
    if !problems.is_empty() {
        return Checked::unreadable(problems);
    }
    media::resolve(&mut definition, beside, &mut problems);
    let checked = crate::engine::check(definition);
    problems.extend(checked.problems.iter().cloned());
    checked.with(problems)
}

/// Writes a definition as it is stored and hashed.
pub fn write(definition: &Definition) -> Result<String, serde_json::Error> {
    serde_json::to_string(definition)
}

/// Writes `1.0` as `1`, which is what authors write.
pub(super) fn whole_numbers(value: &mut serde_json::Value) {
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

/// The JSON Schema of the format, as it is committed in `docs/questionnaire.schema.json`.
pub fn schema() -> Result<String, serde_json::Error> {
    let schema = schemars::schema_for!(Definition);
    serde_json::to_string_pretty(&schema).map(|text| text + "\n")
}

/// Reads a JSON document; what does not fit is one problem with its place.
pub(crate) fn parse<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let parsed = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        // A place that has no name yet is told by the one around it.
        let path = error.path().to_string();
        let place = match path.trim_end_matches('?').trim_end_matches('.') {
            "" => ".".to_owned(),
            place => place.to_owned(),
        };
        let cause = error.into_inner();
        let at = format!("{}:{}", cause.line(), cause.column());
        let message = cause.to_string();
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        (place, at, message)
    });
    let end = |error: serde_json::Error| {
        (".".to_owned(), format!("{}:{}", error.line(), error.column()), error.to_string())
    };
    parsed.and_then(|value| reader.end().map(|()| value).map_err(end)).map_err(
        |(place, at, message)| Problem {
            at: Some(at),
            ..Problem::new(Severity::Error, place, message)
        },
    )
}

/// Writes out lists and frames that come from files or from each other.
pub(super) fn resolve(
    definition: &mut Definition,
    beside: &dyn Beside,
    problems: &mut Vec<Problem>,
) {
    let mut problem = |place: String, message: String| {
        problems.push(Problem::new(Severity::Error, place, message));
    };
    // A file that several questionnaires share may speak more languages than this one.
    let languages = definition.languages.clone();
    let ours = |label: &mut Text| {
        if let Text::By(labels) = label {
            labels.retain(|language, _| languages.contains(language));
        }
    };
    for (name, source) in &mut definition.frames {
        if let FrameSource::File(FrameFile { file }) = source {
            let frame = beside.read(file).map_err(|message| (None, message)).and_then(|bytes| {
                parse::<Frame>(&bytes)
                    .map_err(|p| (Some(p.place), format!("{file}: {}", p.message)))
            });
            match frame {
                Ok(mut frame) => {
                    frame.codes.iter_mut().for_each(|code| ours(&mut code.label));
                    frame.residual.iter_mut().for_each(|code| ours(&mut code.label));
                    *source = FrameSource::Written(frame);
                }
                Err((inner, message)) => {
                    let inner = inner.map(|inner| format!(" → {inner}")).unwrap_or_default();
                    problem(format!("frames.{name}{inner}"), message);
                }
            }
        }
    }
    for (name, list) in &mut definition.lists {
        let written = match list {
            ChoiceList::Written(_) => continue,
            ChoiceList::File(file) => beside
                .read(&file.file)
                .and_then(|bytes| list_file::read(file, &bytes))
                .map(|mut read| {
                    read.iter_mut().for_each(|choice| ours(&mut choice.label));
                    read
                }),
            ChoiceList::Frame(from) => match definition.frames.get(&from.frame) {
                Some(FrameSource::Written(frame)) => choices_from_frame(frame, from),
                Some(FrameSource::File(_)) => continue,
                None => Err(format!("there is no frame `{}`", from.frame)),
            },
        };
        match written {
            Ok(choices) => *list = ChoiceList::Written(choices),
            Err(message) => problem(format!("lists.{name}"), message),
        }
    }
}

fn choices_from_frame(frame: &Frame, from: &ListFrame) -> Result<Vec<Choice>, String> {
    let codes = frame.codes.iter().filter(|code| from.main.is_none_or(|main| code.main == main));
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
        return Err(format!("the frame `{}` has no such codes", from.frame));
    }
    for wanted in &from.residual {
        let residual =
            frame.residual.iter().find(|residual| residual.code == *wanted).ok_or_else(|| {
                format!("the frame `{}` has no residual code {wanted}", from.frame)
            })?;
        choices.push(Choice {
            value: residual.code.to_string(),
            label: residual.label.clone(),
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
    use super::super::Nothing;
    use super::*;

    /// A list beside the questionnaire.
    struct OneList(&'static str);

    impl Beside for OneList {
        fn read(&self, _: &str) -> Result<Vec<u8>, String> {
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
    fn a_file_that_cannot_be_read_is_the_only_problem() {
        let source = include_str!("../engine/check/small.json");
        let mut document: serde_json::Value = serde_json::from_str(source).unwrap();
        document["lists"]["yn"] = serde_json::json!({ "file": "yn.csv" });
        document["pages"][0]["questions"][1]["other"] = "y".into();
        let checked = load(document.to_string().as_bytes(), &Nothing);
        let localized: Vec<String> = checked.problems.iter().map(ToString::to_string).collect();
        assert_eq!(localized, ["lists.yn: error: `yn.csv` cannot be read here"]);
        assert!(checked.sound().is_err());
    }
}
