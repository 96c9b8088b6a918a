//! The templates as files: every kind has one, and nothing is written out unescaped.

use std::path::Path;

use super::{page_name, shown_kinds};

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
    const OUR_SCRIPTS: [&str; 3] = [
        "<script src=\"{{ script }}\" defer></script>",
        "<script src=\"{{ frame.code_script() }}\" defer></script>",
        "<script src=\"{{ frame.page_script() }}\" defer></script>",
    ];
    for (path, template) in read_all("templates", "html") {
        let template =
            OUR_SCRIPTS.iter().fold(template, |template, script| template.replace(script, ""));
        for forbidden in
            ["|safe", "| safe", "style=", "<style", "<script", " on", "maxlength", "placeholder"]
        {
            let found = template.contains(forbidden);
            assert!(!found, "{path}: {forbidden}");
        }
    }
}
