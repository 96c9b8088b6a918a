//! Reads which paths a Rust file names, as far as the borders need it.
//!
//! `use` trees are opened, `crate`, `super`, `self`, imported names and child modules are
//! resolved; comments, strings and `#[cfg(test)]` items do not count. It is no Rust parser:
//! what a macro pastes together stays hidden from it. Start reading at [`names`].

use std::collections::HashMap;

/// The names in one file.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Names {
    /// Paths, those of this package beginning with `crate::`.
    pub(crate) paths: Vec<Named>,
    /// Fields that are read, such as `office` in `stores.office`.
    pub(crate) fields: Vec<Named>,
}

/// A name and its line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Named {
    pub(crate) line: usize,
    pub(crate) name: String,
}

/// What a file of the module `module` (such as `crate::web::respond`) names.
pub(crate) fn names(module: &str, source: &str) -> Names {
    let tokens = without_tests(tokens(source));
    let mut found = Vec::new();
    let mut names = Names::default();
    let mut in_use = false;
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        let before = at.checked_sub(1).map_or("", |before| tokens[before].text.as_str());
        match token.text.as_str() {
            "use" => in_use = true,
            ";" => in_use = false,
            "mod" if text(&tokens, at + 2) == ";" => {
                let child = text(&tokens, at + 1).to_owned();
                let path = vec!["self".to_owned(), child.clone()];
                found.push(Found { line: token.line, path, local: Some(child) });
                at += 1;
            }
            _ if before == "." => {
                let is_field = token.is_ident() && !matches!(text(&tokens, at + 1), "(" | "::");
                names.fields.extend(is_field.then(|| token.named()));
            }
            _ if token.is_ident() && before != "::" => {
                at = open_tree(&tokens, at, &[], in_use, &mut found);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    names.paths = resolve(module, found);
    names
}

/// A path as written, with the name it gets in this file when it is an import.
struct Found {
    line: usize,
    path: Vec<String>,
    local: Option<String>,
}

/// Reads the path or `use` tree at `at` and says where it ends.
fn open_tree(
    tokens: &[Token],
    mut at: usize,
    prefix: &[String],
    in_use: bool,
    found: &mut Vec<Found>,
) -> usize {
    let line = tokens[at].line;
    let mut path = prefix.to_vec();
    loop {
        match text(tokens, at) {
            "{" if !path.is_empty() => {
                at += 1;
                while !matches!(text(tokens, at), "}" | "") {
                    let end = match text(tokens, at) {
                        "," => at,
                        _ => open_tree(tokens, at, &path, in_use, found),
                    };
                    at = end.max(at + 1);
                }
                return at + 1;
            }
            "*" => path.push("*".into()),
            name if tokens.get(at).is_some_and(Token::is_ident) => path.push(name.into()),
            _ => break,
        }
        at += 1;
        if text(tokens, at) != "::" {
            break;
        }
        at += 1;
    }
    let mut local = path.iter().rfind(|name| *name != "self").cloned();
    if in_use && text(tokens, at) == "as" {
        local = Some(text(tokens, at + 1).to_owned());
        at += 2;
    }
    if path.len() > 1 || in_use {
        found.push(Found { line, path, local: local.filter(|_| in_use) });
    }
    at
}

fn resolve(module: &str, found: Vec<Found>) -> Vec<Named> {
    let mut imports = HashMap::new();
    for Found { path, local, .. } in &found {
        if let Some(local) = local {
            imports.insert(local.clone(), absolute(module, path));
        }
    }
    let mut names = Vec::new();
    for Found { line, path, local } in found {
        let mut name = absolute(module, &path);
        if local.is_none()
            && let Some(import) = imports.get(&path[0])
        {
            name = [import.as_slice(), &path[1..]].concat();
        }
        names.push(Named { line, name: name.join("::") });
    }
    names
}

fn absolute(module: &str, path: &[String]) -> Vec<String> {
    let mut name: Vec<String> = Vec::new();
    for segment in path {
        match segment.as_str() {
            "zugvogel" | "crate" if name.is_empty() => name.push("crate".into()),
            "self" if name.is_empty() => name = segments(module),
            "self" => {}
            "super" => {
                if name.is_empty() {
                    name = segments(module);
                }
                name.pop();
            }
            other => name.push(other.into()),
        }
    }
    name
}

fn segments(module: &str) -> Vec<String> {
    module.split("::").map(str::to_owned).collect()
}

#[derive(Debug)]
struct Token {
    line: usize,
    text: String,
}

impl Token {
    fn named(&self) -> Named {
        Named { line: self.line, name: self.text.clone() }
    }

    fn is_ident(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphabetic() || c == '_')
    }
}

fn text(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.text.as_str())
}

/// Identifiers, `::` and single characters, without comments, strings, characters and lifetimes.
fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut at = 0;
    while at < chars.len() {
        let start = at;
        let rest = &chars[at..];
        match rest {
            ['/', '/', ..] => at += rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()),
            ['/', '*', ..] => at += comment_length(rest),
            ['"', ..] => at += string_length(rest),
            ['r', '"' | '#', ..] | ['b', 'r', '"' | '#', ..] => at += raw_string_length(rest),
            ['\'', '\\', ..] => {
                at += 3;
                at += chars[at.min(chars.len())..].iter().position(|c| *c == '\'').unwrap_or(0) + 1;
            }
            ['\'', _, '\'', ..] => at += 3,
            [':', ':', ..] => at += 2,
            [c, ..] if c.is_alphabetic() || *c == '_' => {
                let ends = |c: &char| !c.is_alphanumeric() && *c != '_';
                at += rest.iter().position(ends).unwrap_or(rest.len());
            }
            _ => at += 1,
        }
        at = at.min(chars.len());
        let text: String = chars[start..at].iter().collect();
        let is_name = text.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let is_string = is_name && text.contains('"');
        if text == "::" || (is_name && !is_string) || at == start + 1 && !text.trim().is_empty() {
            tokens.push(Token { line, text: text.clone() });
        }
        line += text.matches('\n').count();
    }
    tokens
}

fn comment_length(rest: &[char]) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at + 1 < rest.len() {
        match (rest[at], rest[at + 1]) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

fn string_length(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != '"' {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// The length of `r#"…"#`, or of the `r` alone where it begins a raw identifier.
fn raw_string_length(rest: &[char]) -> usize {
    let prefix = rest.iter().take_while(|c| c.is_alphabetic()).count();
    let hashes = rest[prefix..].iter().take_while(|c| **c == '#').count();
    let body = prefix + hashes + 1;
    if rest.get(body - 1) != Some(&'"') {
        return prefix;
    }
    let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let length = rest[body..].windows(end.len()).position(|window| window == end);
    length.map_or(rest.len(), |length| body + length + end.len())
}

/// Leaves out the items that are only there in tests.
fn without_tests(tokens: Vec<Token>) -> Vec<Token> {
    const ONLY_IN_TESTS: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        kept.push(token);
        let tail = kept.iter().rev().take(7).rev().map(|token| token.text.as_str());
        if !tail.eq(ONLY_IN_TESTS) {
            continue;
        }
        kept.truncate(kept.len() - 7);
        let mut depth = 0;
        for token in tokens.by_ref() {
            match token.text.as_str() {
                "{" => depth += 1,
                "}" => depth -= 1,
                ";" => {}
                _ => continue,
            }
            if depth == 0 {
                break;
            }
        }
    }
    kept
}

#[test]
fn every_way_of_naming_is_seen() {
    let source = r##"
        use crate::{engine, ids::SurveyId, storage::{self, office as o}};
        use super::form;
        mod page;
        fn show<'a>(x: &'a str) { // crate::comment::is_none
            let c = '"'; let s = "crate::string::is_none"; let r = r#"crate::raw"#;
            storage::collect::find(x); o::load(); page::show::<u8>();
            stores.results; it.collect::<Vec<_>>(); it.count();
            jiff::Timestamp::now();
        }
        #[cfg(test)]
        mod tests { use crate::only_in_tests; fn f() { if true {} } }
        fn last() { crate::app::mix::run() }
    "##;
    let found = names("crate::web::respond", source);
    let paths: Vec<&str> = found.paths.iter().map(|named| named.name.as_str()).collect();
    assert_eq!(
        paths,
        [
            "crate::engine",
            "crate::ids::SurveyId",
            "crate::storage",
            "crate::storage::office",
            "crate::web::form",
            "crate::web::respond::page",
            "crate::storage::collect::find",
            "crate::storage::office::load",
            "crate::web::respond::page::show",
            "jiff::Timestamp::now",
            "crate::app::mix::run",
        ]
    );
    assert_eq!(found.fields, [Named { line: 8, name: "results".into() }]);
    assert_eq!(found.paths[6].line, 7);
}
