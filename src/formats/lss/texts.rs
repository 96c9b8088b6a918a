//! Texts: expressions in braces become references or hidden calculations, HTML becomes Markdown.

use crate::engine::model::{self, KindName, Text};
use crate::engine::problem::{LssElement, Remark, remark};

use super::build::Import;
use super::html::{self, Style};
use super::script::{Node, Term, parse};
use super::source::Local;

/// Stands in the HTML for an expression, between these two, as a number.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// A piece of a text.
#[derive(Debug, PartialEq)]
pub(super) enum TextPiece {
    /// HTML.
    Html(String),
    /// An expression, without its braces.
    Script(String),
}

/// Takes a text apart. A brace before a blank is text, as is all in scripts and style sheets.
pub(super) fn pieces(text: &str) -> Vec<TextPiece> {
    let mut pieces = Vec::new();
    let mut html = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '<', '\\']) {
        let (before, from) = rest.split_at(at);
        html.push_str(before);
        let masked = from.strip_prefix("\\{").map(|after| ('{', after));
        if let Some((brace, after)) =
            masked.or_else(|| from.strip_prefix("\\}").map(|after| ('}', after)))
        {
            html.push(brace);
            rest = after;
        } else if let Some(length) = silent_length(from) {
            let (silent, after) = from.split_at(length);
            html.push_str(silent);
            rest = after;
        } else if let Some((script, after)) = script(from) {
            pieces.extend((!html.is_empty()).then(|| TextPiece::Html(std::mem::take(&mut html))));
            pieces.push(TextPiece::Script(script.to_owned()));
            rest = after;
        } else {
            let (sign, after) = from.split_at(1);
            html.push_str(sign);
            rest = after;
        }
    }
    html.push_str(rest);
    pieces.extend((!html.is_empty()).then_some(TextPiece::Html(html)));
    pieces
}

/// How long the script or style sheet is that a text begins with.
fn silent_length(text: &str) -> Option<usize> {
    let lower = text.get(..7)?.to_ascii_lowercase();
    let name =
        ["script", "style"].into_iter().find(|name| lower.starts_with(&format!("<{name}")))?;
    Some(html::find_ignoring_case(text, &format!("</{name}")).unwrap_or(text.len()))
}

/// The expression that a text begins with, and what follows it.
fn script(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('{')?;
    if inner.starts_with(char::is_whitespace) || inner.starts_with('}') {
        return None;
    }
    let end = script_end(inner, true).or_else(|| script_end(inner, false))?;
    Some((inner.get(..end)?, inner.get(end + 1..)?))
}

/// Where the closing brace is: after no blank, and not within a text in quotes.
fn script_end(inner: &str, minds_quotes: bool) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in inner.char_indices() {
        match (quote, c) {
            (None, '}') if !before.is_whitespace() && before != '\\' => return Some(at),
            (None, '"' | '\'') if minds_quotes => quote = Some(c),
            (Some(open), c) if c == open && before != '\\' => quote = None,
            _ => {}
        }
        before = c;
    }
    None
}

/// Reads an expression that stood in HTML: editors mask its signs and put tags into it.
pub(super) fn parse_in_html(script: &str) -> Result<Node, Remark> {
    let decoded = html::decode(script);
    parse(&decoded).or_else(|error| {
        let bare = html::convert(script, Style::Plain).text;
        parse(&bare).map_err(|_| error)
    })
}

impl Import<'_> {
    /// A text in all languages.
    pub(super) fn text(&mut self, local: &Local, style: Style, what: &LssElement) -> Text {
        let languages = self.survey.languages.clone();
        let mut texts = std::collections::BTreeMap::new();
        for (language, text) in local {
            if !languages.contains(language) {
                self.report.lost(what, remark!("lss-foreign-language", language));
            } else if !text.trim().is_empty() {
                let text = self.one_text(text, style, what, language);
                if !text.is_empty() {
                    texts.insert(language.clone(), text);
                }
            }
        }
        match (languages.len(), texts.len()) {
            (_, 0) => Text::Absent,
            (1, _) => texts.into_values().next().map_or(Text::Absent, Text::Same),
            _ => Text::By(texts),
        }
    }

    fn one_text(&mut self, text: &str, style: Style, what: &LssElement, language: &str) -> String {
        let text = text.replace([OPEN, CLOSE], "");
        let mut html = String::new();
        let mut inserts: Vec<String> = Vec::new();
        for piece in pieces(&text) {
            match piece {
                TextPiece::Html(piece) => html.push_str(&piece),
                TextPiece::Script(script) => {
                    let insert = match self.insert(&script, what, language) {
                        Ok(insert) => insert,
                        // What is no expression at all is text.
                        Err(message) if parse_in_html(&script).is_err() => {
                            let stays = remark!("lss-stays-in-text", script);
                            self.report.near(what, stays.with(message));
                            html.push_str(&format!("{{{script}}}"));
                            continue;
                        }
                        Err(message) => {
                            self.report.lost(what, in_text(&script).with(message));
                            "…".to_owned()
                        }
                    };
                    html.push_str(&format!("{OPEN}{}{CLOSE}", inserts.len()));
                    inserts.push(insert);
                }
            }
        }
        let converted = html::convert(&html, style);
        for lost in converted.lost {
            self.report.lost(what, remark!("lss-in-text").with(lost));
        }
        self.filled(&converted.text, &inserts, what)
    }

    /// The text with what stands for its expressions.
    fn filled(&mut self, text: &str, inserts: &[String], what: &LssElement) -> String {
        let mut missing: Vec<&String> = inserts.iter().collect();
        let mut pieces = text.split(OPEN);
        // What looks like a reference and is none
        let unlike = |text: &str| text.replace("${", "$ {");
        let mut out = unlike(pieces.next().unwrap_or_default());
        for piece in pieces {
            let (number, after) = piece.split_once(CLOSE).unwrap_or(("", piece));
            let insert = number.parse().ok().and_then(|number: usize| inserts.get(number));
            if let Some(insert) = insert {
                out.push_str(insert);
                missing.retain(|other| !std::ptr::eq(*other, insert));
            }
            out.push_str(&unlike(after));
        }
        for insert in missing {
            self.report.lost(what, remark!("lss-within-tag", insert));
        }
        out
    }

    /// What stands in a text for an expression.
    fn insert(
        &mut self,
        script: &str,
        what: &LssElement,
        language: &str,
    ) -> Result<String, Remark> {
        if let Some(fixed) = self.fixed(script.trim(), language) {
            return Ok(fixed);
        }
        let node = parse_in_html(script)?;
        if let Node::Variable(name) = &node
            && let Some((base, "question")) = name.split_once('.')
        {
            let text = self.question_text(base, language);
            return text.ok_or_else(|| remark!("lss-none-such", name = base));
        }
        let node = match node {
            // Inserted by its numbers an answer is shown in words.
            Node::Variable(name) if name.starts_with("INSERTANS:") && !name.contains('.') => {
                Node::Variable(format!("{name}.shown"))
            }
            node => self.without_html(node, what),
        };
        let here = self.here(None);
        let made = here.translate_node(&node)?;
        for note in made.notes {
            self.report.near(what, in_text(script).with(note));
        }
        if let Some(text) = made.term.written() {
            return Ok(text);
        }
        Ok(format!("${{{}}}", self.inserted(made.term)))
    }

    /// The name whose value is an expression's: its own reference, or a hidden calculation.
    fn inserted(&mut self, term: Term) -> String {
        if term.is_reference {
            return term.text.trim_start_matches("${").trim_end_matches('}').to_owned();
        }
        let source = term.into_value().text;
        if let Some(name) = self.helpers_by_source.get(&source) {
            return name.clone();
        }
        let name = self.names.make(&[&self.helper_stem, "text"], super::names::VARIABLE);
        self.helpers.push(model::Question {
            kind: KindName::Calculate,
            name: name.clone(),
            calculation: Some(source.clone()),
            hidden: true,
            ..model::Question::default()
        });
        self.helpers_by_source.insert(source, name.clone());
        name
    }

    /// What is known beforehand: the survey's title and the like.
    fn fixed(&self, name: &str, language: &str) -> Option<String> {
        let settings = &self.survey.settings;
        let text = |column: &str| {
            let html = self.survey.texts.get(language)?.get(column);
            Some(html::convert(html, Style::Plain).text)
        };
        match name {
            "SURVEYNAME" => text("surveyls_title"),
            "SURVEYDESCRIPTION" => text("surveyls_description"),
            "SID" | "SURVEYID" => Some(settings.get("sid").to_owned()),
            "ADMINNAME" => Some(settings.get("admin").to_owned()),
            "ADMINEMAIL" => Some(settings.get("adminemail").to_owned()),
            "LANG" => Some(language.to_owned()),
            _ => None,
        }
    }

    fn question_text(&self, code: &str, language: &str) -> Option<String> {
        let number = match self.index.find(code) {
            Some(known) => known.question,
            None => self.index.find_question(code)?,
        };
        let mut questions = self.survey.groups.iter().flat_map(|group| &group.questions);
        let text = &questions.nth(number)?.text;
        let text = text.get(language).or_else(|| text.values().next())?;
        // Expressions within are not put in a second time.
        let html = pieces(text).into_iter().map(|piece| match piece {
            TextPiece::Html(html) => html,
            TextPiece::Script(_) => "…".to_owned(),
        });
        Some(html::convert(&html.collect::<String>(), Style::Plain).text)
    }

    /// Answers come into a text as plain text, so formatting within an expression is dropped.
    fn without_html(&mut self, node: Node, what: &LssElement) -> Node {
        let mut again = |node: Node| self.without_html(node, what);
        match node {
            Node::Text(text) if text.contains('<') && text.contains('>') => {
                self.report.near(what, remark!("lss-formatting-dropped"));
                Node::Text(html::convert(&text, Style::Plain).text)
            }
            Node::Call(name, arguments) => {
                Node::Call(name, arguments.into_iter().map(again).collect())
            }
            Node::Sum(sides) => Node::Sum(sides.into_iter().map(again).collect()),
            Node::Binary(sign, a, b) => {
                let (a, b) = (again(*a), again(*b));
                Node::Binary(sign, Box::new(a), Box::new(b))
            }
            other => other,
        }
    }
}

/// Of an expression in a text.
fn in_text(script: &str) -> Remark {
    remark!("lss-expression-in-text", script)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_begin_expressions() {
        let html = |text: &str| TextPiece::Html(text.to_owned());
        let script = |text: &str| TextPiece::Script(text.to_owned());
        assert_eq!(pieces("a {b} { c} {} {d }"), [html("a "), script("b"), html(" { c} {} {d }")]);
        assert_eq!(pieces("{if(a=='}',\"{\",'')}!"), [script("if(a=='}',\"{\",'')"), html("!")]);
        assert_eq!(pieces("{it's}'"), [script("it's"), html("'")]);
        assert_eq!(pieces("\\{a\\} <b>{c}</b>"), [html("{a} <b>"), script("c"), html("</b>")]);
        let code = "<script>if (a) {b}</script><STYLE>p {c}</STYLE>";
        assert_eq!(pieces(code), [html(code)]);
        assert_eq!(pieces("{a"), [html("{a")]);
    }

    #[test]
    fn masked_signs_are_read() {
        assert_eq!(parse_in_html("a &gt; &quot;1&quot;"), parse("a > \"1\""));
        assert_eq!(parse_in_html("a <br />+ 1"), parse("a + 1"));
    }
}
