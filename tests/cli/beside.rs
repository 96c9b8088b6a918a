//! Files beside a questionnaire: only what lies there, is a file and is not too large is read.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use serde_json::json;
use tempfile::TempDir;

use super::{fine, refused};

#[test]
fn nothing_but_files_of_its_folder_is_read_beside_a_questionnaire() {
    let (folder, outside) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let path = |name: &str| folder.path().join(name);
    let list = "value,label\na,A\nb,B\n";
    fs::write(outside.path().join("towns.csv"), list).unwrap();
    fs::write(path("towns.csv"), list).unwrap();
    symlink("towns.csv", path("inside.csv")).unwrap();
    symlink(outside.path().join("towns.csv"), path("link.csv")).unwrap();
    symlink(outside.path(), path("elsewhere")).unwrap();
    symlink("/dev/zero", path("zero.csv")).unwrap();
    assert!(Command::new("mkfifo").arg(path("pipe.csv")).status().unwrap().success());
    fs::File::create(path("large.csv")).unwrap().set_len(50_000_001).unwrap();
    let file = path("q.json");
    let check = |list: &str| {
        let document = json!({
            "name": "q", "languages": ["en"], "title": "Q",
            "publisher": { "name": "X", "contact": "X", "phone": "1", "email": "a@b.example",
                "imprint": "X", "privacy": "X" },
            "lists": { "towns": { "file": list } },
            "pages": [{ "name": "p", "questions": [
                { "kind": "select_one", "name": "town", "label": "Town", "choices": "towns" }] }]
        });
        fs::write(&file, document.to_string()).unwrap();
        [
            "check".to_owned(),
            file.to_string_lossy().into_owned(),
            "--lang".to_owned(),
            "en".to_owned(),
        ]
    };
    for list in ["towns.csv", "inside.csv"] {
        fine(&check(list).each_ref().map(String::as_str));
    }
    for (list, words) in [
        ("link.csv", "must lie beside or below the questionnaire"),
        ("elsewhere/towns.csv", "must lie beside or below the questionnaire"),
        ("zero.csv", "must lie beside or below the questionnaire"),
        ("pipe.csv", "no file"),
        ("large.csv", "more than 50 MB"),
    ] {
        let ran = super::run(&check(list).each_ref().map(String::as_str));
        assert!(ran.status == 1 && ran.out.contains(words), "{list}: {ran:?}");
    }
}

#[test]
fn a_questionnaire_is_not_read_where_it_is_no_file_or_too_large() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    assert!(Command::new("mkfifo").arg(path("pipe.json")).status().unwrap().success());
    symlink("/dev/zero", path("zero.json")).unwrap();
    fs::File::create(path("large.json")).unwrap().set_len(20_000_001).unwrap();
    for (name, words) in
        [("pipe.json", "no file"), ("zero.json", "no file"), ("large.json", "more than 20 MB")]
    {
        let ran = super::run(&["check", &path(name), "--lang", "en"]);
        assert!(ran.status == 1 && ran.out.contains(words), "{name}: {ran:?}");
    }
    let data = path("data");
    fine(&["migrate", "--data", &data]);
    let look = ["organisation", "look", "default", "--crest", &path("pipe.json"), "--data", &data];
    refused(&look, &["no file"]);
}
