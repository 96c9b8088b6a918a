//! What holds for whole files: length, opening words, migrations in pairs, no machine's own paths.

use std::{fs, process::Command};

use crate::{Outcome, assert_none, files_under, folders_and_files, relative, root};

/// The most lines that a Rust file may have.
fn longest(path: &str) -> usize {
    if path.starts_with("tests/") { 800 } else { 500 }
}

#[test]
fn no_file_is_too_long() -> Outcome {
    let mut offences = Vec::new();
    for folder in ["src", "tests", "benches"] {
        for file in files_under(folder, "rs")? {
            let lines = file.text.lines().count();
            if lines > longest(&file.path) {
                offences.push(format!(
                    "{}: {lines} lines, {} at most",
                    file.path,
                    longest(&file.path)
                ));
            }
        }
    }
    assert_none("a file is too long to read in one go; split it by subject:", &offences);
    Ok(())
}

#[test]
fn every_module_says_what_it_is_for() -> Outcome {
    let mut offences = Vec::new();
    for file in files_under("src", "rs")? {
        if file.path.ends_with("/mod.rs") {
            offences.push(format!("{}: we write foo.rs beside foo/", file.path));
        }
        if !file.text.starts_with("//! ") {
            offences.push(format!("{}:1: begins without `//!`", file.path));
        }
        for (number, line) in file.lines() {
            if ["TODO", "FIXME", "XXX"].iter().any(|mark| line.contains(mark)) {
                offences
                    .push(format!("{}:{number}: unfinished work belongs into an issue", file.path));
            }
        }
    }
    assert_none("a module breaks the habits of CONTRIBUTING.md:", &offences);
    Ok(())
}

#[test]
fn every_migration_exists_for_both_databases() -> Outcome {
    let mut offences = Vec::new();
    for store in folders_and_files(&root().join("migrations"))? {
        let mut names: Vec<String> = Vec::new();
        for database in ["sqlite", "postgres"] {
            for migration in folders_and_files(&store.join(database))? {
                names
                    .push(migration.file_name().unwrap_or_default().to_string_lossy().into_owned());
            }
        }
        names.sort();
        names.dedup();
        if names.is_empty() {
            offences.push(format!("{}: no migrations", relative(&store)));
        }
        // Of two with the same number only one would ever be applied.
        let number = |name: &str| name.split('_').next().unwrap_or_default().to_owned();
        for pair in names.windows(2).filter(|pair| number(&pair[0]) == number(&pair[1])) {
            offences.push(format!(
                "{}: {} and {} have one number",
                relative(&store),
                pair[0],
                pair[1]
            ));
        }
        for name in names {
            for database in ["sqlite", "postgres"] {
                for step in ["up.sql", "down.sql"] {
                    let file = store.join(database).join(&name).join(step);
                    if !file.exists() {
                        offences.push(format!("{} is missing", relative(&file)));
                    }
                }
            }
        }
    }
    assert_none(
        "a migration is not there for both databases, in both directions, under a number of its own:",
        &offences,
    );
    Ok(())
}

#[test]
fn nothing_names_a_path_of_somebodys_machine() -> Outcome {
    // Put together here, so that this file does not name them either.
    let roots = ["work", "tmp", "root", "home"].map(|root| format!("/{root}/"));
    let mut offences = Vec::new();
    for path in tracked_files()? {
        let Ok(bytes) = fs::read(root().join(&path)) else { continue };
        // Pictures and other binary files
        let Ok(text) = String::from_utf8(bytes) else { continue };
        for (index, line) in text.lines().enumerate() {
            // ODK's path to the rows of a list.
            let line = &line.replace("/root/item", "");
            let named = roots
                .iter()
                .any(|root| line.match_indices(root.as_str()).any(|(at, _)| begins_path(line, at)));
            if named {
                offences.push(format!("{path}:{}: {}", index + 1, line.trim()));
            }
        }
    }
    assert_none("a file names a path that exists on one machine only:", &offences);
    Ok(())
}

/// Whether the slash at `at` begins an absolute path: `a/tmp/b` and `https://host/home/` do not.
fn begins_path(line: &str, at: usize) -> bool {
    !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-~/}*".contains(c))
}

#[test]
fn absolute_paths_are_told_from_others() {
    for (line, expected) in
        [("cd /x/", true), ("\"/x/a\"", true), ("a/x/", false), ("https://host/x/", false)]
    {
        assert_eq!(line.find("/x/").map(|at| begins_path(line, at)), Some(expected), "{line}");
    }
}

fn tracked_files() -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let listing = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output()?;
    let listing = String::from_utf8(listing.stdout)?;
    let files: Vec<String> = listing.split_terminator('\0').map(str::to_owned).collect();
    assert!(!files.is_empty(), "`git ls-files` names no file; this test needs a git checkout");
    Ok(files)
}
