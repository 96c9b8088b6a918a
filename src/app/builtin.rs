//! The questionnaires that come with the program, so that nothing is read from a source tree.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::engine::model::{Definition, Text};
use crate::formats::{self, FileType, FormFiles, Unreadable};

const FILES: &[(&str, &[u8])] = &[
    ("wesermarsch.json", include_bytes!("../../questionnaires/wesermarsch.json")),
    (
        "wesermarsch.simulation.json",
        include_bytes!("../../questionnaires/wesermarsch.simulation.json"),
    ),
    ("wesermarsch.crest.svg", include_bytes!("../../questionnaires/wesermarsch.crest.svg")),
    ("wesermarsch-full.json", include_bytes!("../../questionnaires/wesermarsch-full.json")),
    ("feedback.json", include_bytes!("../../questionnaires/feedback.json")),
    ("wesermarsch-short.json", include_bytes!("../../questionnaires/wesermarsch-short.json")),
    ("stayers.json", include_bytes!("../../questionnaires/stayers.json")),
    ("school-leavers.json", include_bytes!("../../questionnaires/school-leavers.json")),
    ("trainees.json", include_bytes!("../../questionnaires/trainees.json")),
    ("firms.json", include_bytes!("../../questionnaires/firms.json")),
    ("biography.json", include_bytes!("../../questionnaires/biography.json")),
    ("frames/wmr-1.1.json", include_bytes!("../../questionnaires/frames/wmr-1.1.json")),
    ("lists/gemeinden.csv", include_bytes!("../../questionnaires/lists/gemeinden.csv")),
    ("lists/berufe.csv", include_bytes!("../../questionnaires/lists/berufe.csv")),
    ("lists/staaten.csv", include_bytes!("../../questionnaires/lists/staaten.csv")),
];

/// The built-in files.
#[derive(Debug)]
pub struct Builtin;

impl FormFiles for Builtin {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        find(path).map(<[u8]>::to_vec).ok_or(Unreadable::Absent)
    }
}

/// A built-in file by its path below `questionnaires`.
pub fn find(path: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(name, _)| *name == path).map(|(_, bytes)| *bytes)
}

/// The names of the built-in questionnaires.
pub fn questionnaires() -> Vec<&'static str> {
    let names = FILES.iter().filter_map(|(path, _)| path.strip_suffix(".json"));
    names.filter(|name| !name.contains(['/', '.'])).collect()
}

/// A built-in questionnaire by its name.
pub fn find_questionnaire(name: &str) -> Option<&'static [u8]> {
    find(&format!("{name}.json"))
}

/// The names and titles of the built-in questionnaires.
pub fn titles() -> &'static [(&'static str, Text)] {
    #[derive(Deserialize)]
    struct Titled {
        title: Text,
    }
    static TITLES: LazyLock<Vec<(&'static str, Text)>> = LazyLock::new(|| {
        let titled = |name: &'static str| {
            let titled: Titled = serde_json::from_slice(find_questionnaire(name)?).ok()?;
            Some((name, titled.title))
        };
        questionnaires().into_iter().filter_map(titled).collect()
    });
    &TITLES
}

/// A built-in questionnaire by its name, with its lists and frames written out.
pub fn find_definition(name: &str) -> Option<Definition> {
    let source = formats::read(find_questionnaire(name)?, FileType::Json, name);
    Some(formats::check(source, &Builtin).shown()?.definition().clone())
}

/// The built-in simulation profile of a questionnaire, if it has one.
pub fn find_profile(questionnaire: &str) -> Option<&'static [u8]> {
    find(&format!("{questionnaire}.simulation.json"))
}
