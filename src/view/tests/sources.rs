//! The templates and texts as files: every key known and used, every kind with its template,
//! nothing written out unescaped.

use std::collections::BTreeSet;
use std::path::Path;

use super::{page_name, shown_kinds};

const TEXTS: &str = include_str!("../../../templates/i18n/de.ftl");

fn read_all(folder: &str, extension: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                let text = std::fs::read_to_string(&path).unwrap();
                out.push((path.display().to_string(), text));
            }
        }
    }
    out
}

#[test]
fn every_kind_has_a_template() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/question");
    for kind in shown_kinds() {
        let path = folder.join(format!("{}.html", page_name(kind)));
        assert!(path.is_file(), "{} is missing", path.display());
    }
}

#[test]
fn templates_escape_everything_and_style_nothing() {
    for (path, template) in read_all("templates", "html") {
        for forbidden in
            ["|safe", "| safe", "style=", "<style", "<script", " on", "maxlength", "placeholder"]
        {
            let found = template.contains(forbidden);
            assert!(!found, "{path}: {forbidden}");
        }
    }
}

#[test]
fn every_text_is_known_and_used() {
    let keys: BTreeSet<&str> = TEXTS
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| Some(line.split_once(" =")?.0))
        .collect();
    let mut sources = read_all("templates", "html");
    sources.extend(read_all("src", "rs"));
    for (path, source) in &sources {
        for call in ["t.text(\"", "t.with(\""] {
            for used in source.split(call).skip(1) {
                let key = used.split('"').next().unwrap_or_default();
                assert!(keys.contains(key), "{path}: unknown text {key}");
            }
        }
    }
    let is_written = |key: &str| {
        let literal = format!("\"{key}\"");
        sources.iter().any(|(_, source)| source.contains(&literal))
    };
    for key in keys {
        let is_built =
            key.starts_with("message-") && (key.ends_with("-title") || key.ends_with("-text"));
        assert!(is_built || is_written(key), "{key} is not used");
    }
}
