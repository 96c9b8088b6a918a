//! ExpressionScript's tokens.

use crate::engine::problem::{Remark, remark};

/// A token. Comparison and logical operators written as words have become the signs.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) enum Token {
    /// A number as written.
    Number(String),
    /// The contents of a text in quotes.
    Text(String),
    /// A variable or function with its suffix: `Q1_SQ001.NAOK`, `12X3X45`, `TOKEN:EMAIL`.
    Word(String),
    /// An operator, bracket or comma.
    Sign(&'static str),
}

const SIGNS: [&str; 20] = [
    "==", "!=", "<=", ">=", "&&", "||", "+=", "-=", "*=", "/=", "+", "-", "*", "/", "<", ">", "!",
    "(", ")", ",",
];

/// How many tokens an expression may have.
const MOST: usize = 4000;

/// The tokens of an expression.
pub(super) fn tokens(source: &str) -> Result<Vec<Token>, Remark> {
    let mut tokens = Vec::new();
    let mut rest = source.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '"' | '\'' => text(rest, first)?,
            '0'..='9' | '.' => number_or_variable(rest)?,
            _ if first.is_ascii_alphabetic() || first == '_' => word(rest),
            _ => sign(rest)?,
        };
        tokens.push(token);
        if tokens.len() > MOST {
            return Err(remark!("lss-expr-parts", most = MOST));
        }
        rest = rest.get(length..).unwrap_or_default().trim_start();
    }
    Ok(tokens)
}

/// A text ends at the next such quote that has no backslash before it.
fn text(rest: &str, quote: char) -> Result<(Token, usize), Remark> {
    let mut text = String::new();
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if escaped {
            if c != quote {
                text.push('\\');
            }
            text.push(c);
            escaped = false;
        } else if c == quote {
            return Ok((Token::Text(text), at + 1));
        } else if c == '\\' {
            escaped = true;
        } else {
            text.push(c);
        }
    }
    Err(remark!("expr-text-open", quote))
}

/// `12`, `1.5`, `.5`, or a variable: by its numbers (`12X3X45SQ001#1`), or by a code that begins with a
/// digit (`2nd.NAOK`).
fn number_or_variable(rest: &str) -> Result<(Token, usize), Remark> {
    let length = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '#' | '.')))
        .unwrap_or(rest.len());
    let run = rest.get(..length).unwrap_or_default();
    let first_is_digit = run.starts_with(|c: char| c.is_ascii_digit());
    let has_letters = run.contains(|c: char| c.is_ascii_alphabetic());
    if first_is_digit && has_letters {
        return Ok((Token::Word(run.to_owned()), length));
    }
    let length = run.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(run.len());
    let number = run.get(..length).unwrap_or_default();
    let is_whole = length == run.len() && number.matches('.').count() < 2 && number != ".";
    if !is_whole {
        return Err(remark!("lss-expr-neither", text = run));
    }
    let tidy = match (number.strip_prefix('.'), number.strip_suffix('.')) {
        (Some(fraction), _) => format!("0.{fraction}"),
        (_, Some(whole)) => whole.to_owned(),
        _ => number.to_owned(),
    };
    Ok((Token::Number(tidy), length))
}

fn word(rest: &str) -> (Token, usize) {
    let length = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | ':' | '.' | '#')))
        .unwrap_or(rest.len());
    let word = rest.get(..length).unwrap_or_default();
    let sign = match word.to_ascii_lowercase().as_str() {
        "and" => Some("&&"),
        "or" => Some("||"),
        "eq" => Some("=="),
        "ne" => Some("!="),
        "lt" => Some("<"),
        "le" => Some("<="),
        "gt" => Some(">"),
        "ge" => Some(">="),
        _ => None,
    };
    (sign.map_or_else(|| Token::Word(word.to_owned()), Token::Sign), length)
}

fn sign(rest: &str) -> Result<(Token, usize), Remark> {
    if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
        return Ok((Token::Sign(sign), sign.len()));
    }
    if rest.starts_with('=') {
        return Ok((Token::Sign("="), 1));
    }
    let first = rest.chars().next().unwrap_or_default();
    Err(remark!("expr-not-part", sign = first))
}
