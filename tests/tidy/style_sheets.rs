//! What holds for style sheets and for the mark-up of templates: small, right-to-left by
//! construction, nothing from elsewhere, and nothing that the Content-Security-Policy refuses.

use regex::Regex;

use crate::{Outcome, assert_none, files_under};

/// What each style sheet may have, in bytes: that of all pages, with that of the questionnaire on paper in it, and
/// what staff's pages have beyond it.
const BUDGETS: &[(&str, usize)] =
    &[("templates/assets/app.css", 25_000), ("templates/assets/staff.css", 15_000)];

/// Templates that may insert text unescaped: each inserts only what our own templates rendered.
const SAFE: &[&str] = &[];

#[test]
fn style_sheets_fit_the_budget() -> Outcome {
    for sheet in files_under("templates", "css")? {
        let budget =
            BUDGETS.iter().find(|(path, _)| *path == sheet.path).map_or(0, |(_, most)| *most);
        let size = sheet.text.len();
        assert!(size <= budget, "{} has {size} bytes, {budget} at most", sheet.path);
    }
    Ok(())
}

#[test]
fn style_sheets_know_no_left_and_right() -> Outcome {
    let physical = Regex::new(r"\b(left|right)\b")?;
    let elsewhere = Regex::new(r"@import|//[a-z]")?;
    let mut offences = Vec::new();
    for sheet in files_under("templates", "css")? {
        let text = without_comments(&sheet.text);
        for (index, line) in text.lines().enumerate() {
            if physical.is_match(line) {
                offences.push(format!(
                    "{}:{}: write inline-start or inline-end: {}",
                    sheet.path,
                    index + 1,
                    line.trim()
                ));
            }
            if elsewhere.is_match(line) {
                offences.push(format!(
                    "{}:{}: fetched from elsewhere: {}",
                    sheet.path,
                    index + 1,
                    line.trim()
                ));
            }
        }
    }
    assert_none("a style sheet would break in Arabic, or load something:", &offences);
    Ok(())
}

/// Blanks comments out and keeps the line breaks.
fn without_comments(css: &str) -> String {
    let mut kept = String::new();
    for (index, part) in css.split("/*").enumerate() {
        let (comment, rest) =
            if index == 0 { ("", part) } else { part.split_once("*/").unwrap_or((part, "")) };
        kept.extend(comment.chars().filter(|c| *c == '\n'));
        kept.push_str(rest);
    }
    kept
}

#[test]
fn comments_are_blanked_out() {
    assert_eq!(without_comments("a /* left\n */ b /* c */ d"), "a \n b  d");
}

#[test]
fn templates_fit_the_content_security_policy() -> Outcome {
    let refused = Regex::new(
        r#"(?i)\s(style|on[a-z]+)\s*=\s*["']|<style|javascript:|<(link|script|img|iframe|source)[^>]+(src|href)\s*=\s*["'](https?:)?//"#,
    )?;
    let inline_script = Regex::new(r"(?i)<script(\s+(type|nonce|defer|async)(=\S+)?)*\s*>")?;
    let mut offences = Vec::new();
    for template in files_under("templates", "html")? {
        for (number, line) in template.lines() {
            if refused.is_match(line) || inline_script.is_match(line) {
                offences.push(format!("{}:{number}: {}", template.path, line.trim()));
            }
        }
    }
    assert_none("the browser would refuse this, or ask a third party:", &offences);
    Ok(())
}

#[test]
fn text_is_escaped_but_where_listed() -> Outcome {
    let unescaped = Regex::new(r#"\|\s*safe\b|escape\s*=\s*"none""#)?;
    let mut offences = Vec::new();
    let is_test = |path: &str| path.contains("/tests/") || path.ends_with("/tests.rs");
    for file in [files_under("templates", "html")?, files_under("src", "rs")?].concat() {
        if is_test(&file.path) {
            continue;
        }
        for (number, line) in file.lines().filter(|(_, line)| unescaped.is_match(line)) {
            if !SAFE.contains(&file.path.as_str()) {
                offences.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    assert_none("text is inserted unescaped outside the listed templates (SAFE):", &offences);
    Ok(())
}
