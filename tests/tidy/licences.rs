//! Every package that is built in has a licence that `deny.toml` allows.
//!
//! cargo-deny checks the same list more thoroughly where it is installed.

use std::{fs, process::Command};

use serde_json::Value;

use crate::{Outcome, assert_none, root};

#[test]
fn every_dependency_has_an_allowed_licence() -> Outcome {
    let allowed = allowed_licences()?;
    let metadata: Value = serde_json::from_slice(&metadata()?)?;
    let mut offences = Vec::new();
    let mut checked = 0;
    for package in metadata["packages"].as_array().into_iter().flatten() {
        // Ours is no dependency.
        if package["source"].is_null() {
            continue;
        }
        checked += 1;
        let licence = package["license"].as_str().unwrap_or("none stated");
        if !permits(licence, &allowed) {
            offences.push(format!("{} {}: {licence}", package["name"], package["version"]));
        }
    }
    assert!(checked > 50, "only {checked} packages were found");
    assert_none("a dependency's licence is not allowed (deny.toml):", &offences);
    Ok(())
}

fn allowed_licences() -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let deny: toml::Table = fs::read_to_string(root().join("deny.toml"))?.parse()?;
    let allowed =
        deny["licenses"]["allow"].as_array().ok_or("deny.toml: licenses.allow is no list")?;
    Ok(allowed.iter().filter_map(|licence| licence.as_str()).map(str::to_owned).collect())
}

/// The packages for this platform: others need not be downloaded here.
fn metadata() -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let version = Command::new("rustc").arg("-vV").output()?;
    let version = String::from_utf8(version.stdout)?;
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .ok_or("rustc names no host")?;
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--offline",
            "--filter-platform",
            host,
        ])
        .current_dir(root())
        .output()?;
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    Ok(output.stdout)
}

/// Whether an SPDX expression can be met with the allowed licences. What is no expression is not
/// allowed either.
fn permits(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut parser = Parser { words: &words, at: 0, allowed };
    let permitted = parser.any();
    permitted == Some(true) && parser.at == words.len()
}

/// Reads an expression and evaluates it as it goes; `None` where it is malformed.
struct Parser<'a> {
    words: &'a [&'a str],
    at: usize,
    allowed: &'a [String],
}

impl<'a> Parser<'a> {
    fn any(&mut self) -> Option<bool> {
        let mut permitted = self.all()?;
        while self.take("OR") {
            permitted |= self.all()?;
        }
        Some(permitted)
    }

    fn all(&mut self) -> Option<bool> {
        let mut permitted = self.one()?;
        while self.take("AND") {
            permitted &= self.one()?;
        }
        Some(permitted)
    }

    fn one(&mut self) -> Option<bool> {
        if self.take("(") {
            let permitted = self.any()?;
            return self.take(")").then_some(permitted);
        }
        let licence = self.next()?;
        if matches!(licence, "AND" | "OR" | "WITH" | ")") {
            return None;
        }
        // An exception only permits more.
        if self.take("WITH") {
            self.next()?;
        }
        Some(self.allowed.iter().any(|allowed| allowed == licence))
    }

    fn next(&mut self) -> Option<&'a str> {
        let word = self.words.get(self.at).copied();
        self.at += 1;
        word
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.words.get(self.at) == Some(&word);
        self.at += usize::from(found);
        found
    }
}

#[test]
fn licence_expressions_are_understood() {
    let allowed = ["MIT".to_owned(), "Apache-2.0".to_owned()];
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("MIT/Apache-2.0", true),
        ("Apache-2.0 OR GPL-2.0-only", true),
        ("MIT AND GPL-2.0-only", false),
        ("GPL-2.0-only OR MIT AND Apache-2.0", true),
        ("(MIT OR GPL-2.0-only) AND Apache-2.0", true),
        ("(MIT OR Apache-2.0) AND GPL-2.0-only", false),
        ("Apache-2.0 WITH LLVM-exception", true),
        ("MIT OR", false),
        ("MIT Apache-2.0", false),
        ("(MIT", false),
        ("", false),
    ] {
        assert_eq!(permits(expression, &allowed), expected, "{expression}");
    }
}
