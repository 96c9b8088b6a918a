//! Cuts an expression into tokens. The one thing it knows of grammar is XPath's rule for `and`,
//! `or`, `div` and `mod`: after an operand they are operators, elsewhere they are names.

use super::ExprError;
use crate::engine::problem::{Remark, remark};

/// The smallest unit of an expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'s> {
    /// A quoted text, without its quotes.
    Text(&'s str),
    /// A number; it has no sign and no exponent.
    Number(f64),
    /// The name within `${…}`, perhaps with `last-saved#` before it.
    Reference(&'s str),
    /// A bare name or a function's name.
    Name(&'s str),
    /// A punctuation mark or a word that is an operator.
    Symbol(&'static str),
    /// The end of the source.
    End,
}

/// A token, the characters before it, and how it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlacedToken<'s> {
    pub(super) token: Token<'s>,
    pub(super) at: usize,
    pub(super) written: &'s str,
}

/// Longer symbols stand before their beginnings.
const SYMBOLS: &[&str] = &[
    "!=", "<=", ">=", "(", ")", "[", "]", ",", "=", "<", ">", "+", "-", "*", "|", "//", "/", "..",
    ".",
];

/// Before a name: its answer in the response that this device sent before.
pub(super) const LAST_SAVED: &str = "last-saved#";

const WORDS: &[&str] = &["and", "or", "div", "mod"];

/// What authors bring from other languages, and what to write instead.
const FOREIGN: &[(&str, Remark)] = &[
    ("==", remark!("expr-write-equal")),
    ("=>", remark!("expr-write-at-least")),
    ("=<", remark!("expr-write-at-most")),
    ("<>", remark!("expr-write-unequal")),
    ("&&", remark!("expr-write-and")),
    ("||", remark!("expr-write-or")),
    ("!", remark!("expr-write-not")),
    ("≥", remark!("expr-write-at-least")),
    ("≤", remark!("expr-write-at-most")),
    ("≠", remark!("expr-write-unequal")),
    ("¬", remark!("expr-write-not")),
    ("÷", remark!("expr-write-div")),
    ("×", remark!("expr-write-times")),
    ("–", remark!("expr-write-minus")),
    ("−", remark!("expr-write-minus")),
    ("%", remark!("expr-write-mod")),
    (";", remark!("expr-write-comma")),
    ("::", remark!("expr-write-parent")),
    ("@", remark!("expr-column-alone")),
    ("{", remark!("expr-question-written")),
    ("$", remark!("expr-question-written")),
    ("“", remark!("expr-straight-quotes")),
    ("”", remark!("expr-straight-quotes")),
    ("„", remark!("expr-straight-quotes")),
    ("‘", remark!("expr-straight-quotes")),
    ("’", remark!("expr-straight-quotes")),
];

/// The tokens of a source, the last one being [`Token::End`].
pub(super) fn tokens(source: &str) -> Result<Vec<PlacedToken<'_>>, ExprError> {
    let mut tokens: Vec<PlacedToken<'_>> = Vec::new();
    let mut rest = source;
    let mut at = 0;
    loop {
        let trimmed = rest.trim_start();
        at += rest[..rest.len() - trimmed.len()].chars().count();
        rest = trimmed;
        if rest.is_empty() {
            tokens.push(PlacedToken { token: Token::End, at, written: "" });
            return Ok(tokens);
        }
        let after_operand = tokens.last().is_some_and(|before| match before.token {
            Token::Symbol(symbol) => matches!(symbol, ")" | "]" | "." | ".."),
            _ => true,
        });
        let word = if after_operand { first_word(rest) } else { None };
        let (token, len) = match word {
            Some(word) => (Token::Symbol(word), word.len()),
            None => first_token(rest).map_err(|(what, hint)| error_at(source, at, what, hint))?,
        };
        let written = &rest[..len];
        tokens.push(PlacedToken { token, at, written });
        at += written.chars().count();
        rest = &rest[len..];
    }
}

/// The error at a position of a source, with line and column worked out.
pub(super) fn error_at(source: &str, at: usize, what: Remark, hint: Option<Remark>) -> ExprError {
    let (mut line, mut column) = (1, 1);
    for c in source.chars().take(at) {
        if c == '\n' {
            line += 1;
            column = 1;
        } else {
            column += 1;
        }
    }
    ExprError { at, line, column, what, hint: hint.map(Box::new) }
}

/// The name in a text that is a reference as a whole.
pub(super) fn reference_name(text: &str) -> Option<&str> {
    let name = text.strip_prefix("${")?.strip_suffix('}')?;
    (name_length(name) == name.len() && !name.is_empty()).then_some(name)
}

/// The operator a text begins with, if that is a word; it may be followed by a digit at once.
fn first_word(text: &str) -> Option<&'static str> {
    let name = &text[..name_length(text)];
    WORDS.iter().copied().find(|word| {
        let rest = name.strip_prefix(word);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// The length in bytes of the name a text begins with; 0 if it begins with none.
fn name_length(text: &str) -> usize {
    if !text.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return 0;
    }
    text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '\u{b7}')))
        .unwrap_or(text.len())
}

/// The first token of a text that begins with no white space, and its length in bytes.
fn first_token(text: &str) -> Result<(Token<'_>, usize), (Remark, Option<Remark>)> {
    if let Some(inner) = text.strip_prefix("${") {
        let before = if inner.starts_with(LAST_SAVED) { LAST_SAVED.len() } else { 0 };
        let name = name_length(&inner[before..]);
        let end = before + name;
        if name == 0 || !inner[end..].starts_with('}') {
            let hint = remark!("expr-name-without-blanks");
            return Err((remark!("expr-name-and-brace"), Some(hint)));
        }
        return Ok((Token::Reference(&inner[..end]), end + 3));
    }
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '\'' | '"')) {
        let inner = &text[1..];
        let Some(end) = inner.find(quote) else {
            return Err((remark!("expr-text-open", quote), None));
        };
        return Ok((Token::Text(&inner[..end]), end + 2));
    }
    let number = number_length(text);
    if number > 0
        && let Ok(value) = text[..number].parse()
    {
        return Ok((Token::Number(value), number));
    }
    let name = name_length(text);
    if name > 0 {
        let local = text[name..].strip_prefix(':').map_or(0, name_length);
        let len = if local > 0 { name + 1 + local } else { name };
        return Ok((Token::Name(&text[..len]), len));
    }
    if let Some((foreign, hint)) =
        FOREIGN.iter().find(|(foreign, _)| text.starts_with(foreign) && !text.starts_with("!="))
    {
        return Err((remark!("expr-not-part", sign = foreign), Some(hint.clone())));
    }
    match SYMBOLS.iter().find(|symbol| text.starts_with(**symbol)) {
        Some(symbol) => Ok((Token::Symbol(symbol), symbol.len())),
        None => {
            let c = text.chars().next().unwrap_or_default();
            Err((remark!("expr-not-part", sign = c), None))
        }
    }
}

/// The length of `12`, `12.`, `1.5` or `.5` at the beginning of a text; 0 if there is no number.
fn number_length(text: &str) -> usize {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(0);
    if !text[whole..].starts_with('.') {
        return whole;
    }
    let fraction = digits(whole + 1);
    if whole + fraction == 0 { 0 } else { whole + 1 + fraction }
}
