//! LimeSurvey's HTML as our Markdown subset, or as plain text.
//!
//! Kept are paragraphs, line breaks, headings, lists, emphasis and links. What cannot be kept
//! (pictures, films, scripts, form fields) is listed. Nothing in the text can become markup.

mod entities;
mod markdown;

use crate::engine::problem::{Remark, remark};
pub(super) use entities::decode;
use markdown::{Shape, TextBlock, TextRun};

/// How a text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Markdown: questions, help, introductions.
    Rich,
    /// One line without formatting: choices, rows, titles.
    Plain,
}

/// A text, and what it lost.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Converted {
    pub(super) text: String,
    pub(super) lost: Vec<Remark>,
}

/// Converts a text.
pub(super) fn convert(html: &str, style: Style) -> Converted {
    let mut reader = HtmlReader::default();
    let mut rest = html;
    while !rest.is_empty() {
        let (before, at_tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        reader.text(before);
        let Some((tag, after)) = Tag::read(at_tag) else {
            // A `<` that begins no tag
            let first = at_tag.chars().next().map_or(0, char::len_utf8);
            let (sign, after) = at_tag.split_at(first);
            reader.text(sign);
            rest = after;
            continue;
        };
        rest = after;
        if matches!(tag.name.as_str(), "script" | "style") && !tag.closes {
            let end = find_ignoring_case(after, &format!("</{}", tag.name)).unwrap_or(after.len());
            rest = after.get(end..).unwrap_or_default();
            if tag.name == "script" {
                reader.lose(remark!("lss-text-script"));
            }
            continue;
        }
        reader.tag(&tag);
    }
    reader.end_block();
    let text = match style {
        Style::Rich => markdown::write(&reader.blocks),
        Style::Plain => markdown::plain(&reader.blocks),
    };
    Converted { text, lost: reader.lost }
}

/// Where a piece begins, whatever its case.
pub(super) fn find_ignoring_case(text: &str, piece: &str) -> Option<usize> {
    text.as_bytes().windows(piece.len()).position(|w| w.eq_ignore_ascii_case(piece.as_bytes()))
}

struct Tag<'h> {
    name: String,
    closes: bool,
    attributes: &'h str,
}

impl<'h> Tag<'h> {
    /// The tag (or comment, named `!`) that the text begins with, and what follows it.
    fn read(text: &'h str) -> Option<(Tag<'h>, &'h str)> {
        let inner = text.strip_prefix('<')?;
        if let Some(comment) = inner.strip_prefix("!--") {
            let after = comment.split_once("-->").map_or("", |(_, after)| after);
            return Some((Tag { name: "!".into(), closes: false, attributes: "" }, after));
        }
        let (closes, inner) = match inner.strip_prefix('/') {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '!');
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
            return None;
        }
        let end = tag_end(inner)?;
        let (content, after) = (inner.get(..end)?, inner.get(end + 1..)?);
        let length = content.find(|c: char| !is_name(c)).unwrap_or(content.len());
        let (name, attributes) = content.split_at(length);
        Some((Tag { name: name.to_ascii_lowercase(), closes, attributes }, after))
    }

    /// The value of an attribute.
    fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let length = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
            let (key, after) = rest.split_at(length);
            if key.is_empty() && after.is_empty() {
                return None;
            }
            let after = after.trim_start();
            let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
                rest = after;
                continue;
            };
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (value, after) = match quote {
                Some(quote) => {
                    let inner = value.get(1..).unwrap_or_default();
                    inner.split_once(quote).unwrap_or((inner, ""))
                }
                None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
            };
            if key.eq_ignore_ascii_case(name) {
                return Some(decode(value));
            }
            rest = after;
        }
    }
}

/// Where a tag ends: at the first `>` outside of quotes.
fn tag_end(inner: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in inner.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    // An unmatched quote
    inner.find('>')
}

/// What is open, and what has been read.
#[derive(Default)]
struct HtmlReader {
    blocks: Vec<TextBlock>,
    runs: Vec<TextRun>,
    shape: Shape,
    lists: Vec<Shape>,
    strong: usize,
    emphasis: usize,
    raised: bool,
    link: Option<String>,
    /// Where the open link leads when it is no link here.
    written: Option<String>,
    lost: Vec<Remark>,
}

impl HtmlReader {
    fn text(&mut self, html: &str) {
        if html.is_empty() {
            return;
        }
        let mut text = decode(html).replace(['\n', '\r'], " ");
        if self.raised {
            text = text.chars().map(raised).collect();
        }
        self.runs.push(TextRun {
            text,
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            link: self.link.clone(),
        });
    }

    fn lose(&mut self, what: Remark) {
        if !self.lost.contains(&what) {
            self.lost.push(what);
        }
    }

    /// Ends a paragraph, heading or item.
    fn end_block(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        if runs.iter().any(|run| !run.text.trim().is_empty()) {
            self.blocks.push(TextBlock { shape: self.shape, runs });
            // A second paragraph of an item
            if matches!(self.shape, Shape::Item | Shape::Numbered) {
                self.shape = Shape::More;
            }
        }
    }

    fn begin(&mut self, shape: Shape) {
        self.end_block();
        self.shape = shape;
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        let step = |count: usize| if tag.closes { count.saturating_sub(1) } else { count + 1 };
        match tag.name.as_str() {
            "b" | "strong" => self.strong = step(self.strong),
            "i" | "em" => self.emphasis = step(self.emphasis),
            "sup" => self.raised = !tag.closes,
            "a" => {
                // A link that ours may not lead to is written out.
                if let Some(to) = self.written.take()
                    && !self.runs.iter().any(|run| run.text.contains(&to))
                {
                    self.text(&format!(" ({})", to.replace('&', "&amp;").replace('<', "&lt;")));
                }
                self.link = if tag.closes { None } else { self.address(tag) };
            }
            "br" => self.runs.push(TextRun { text: "\n".to_owned(), ..TextRun::default() }),
            "h1" | "h2" if !tag.closes => self.begin(Shape::Heading(2)),
            "h3" | "h4" | "h5" | "h6" if !tag.closes => self.begin(Shape::Heading(3)),
            "ul" | "ol" => {
                self.end_block();
                if tag.closes {
                    self.lists.pop();
                } else {
                    let is_numbered = tag.name == "ol";
                    self.lists.push(if is_numbered { Shape::Numbered } else { Shape::Item });
                }
                self.shape = if self.lists.is_empty() { Shape::Paragraph } else { Shape::More };
            }
            "li" => {
                let item = self.lists.last().copied().unwrap_or(Shape::Item);
                let outside = if self.lists.is_empty() { Shape::Paragraph } else { Shape::More };
                self.begin(if tag.closes { outside } else { item });
            }
            "td" | "th" if tag.closes => self.text(" \u{b7} "),
            "table" if !tag.closes => {
                self.end_block();
                self.lose(remark!("lss-text-table"));
            }
            "p" | "div" | "tr" | "table" | "thead" | "tbody" | "caption" | "blockquote"
            | "center" | "section" | "article" | "header" | "footer" | "pre" | "dl" | "dt"
            | "dd" | "hr" | "fieldset" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_block();
                if matches!(self.shape, Shape::Heading(_)) || self.lists.is_empty() {
                    self.shape = Shape::Paragraph;
                }
            }
            _ if tag.closes => {}
            "img" => {
                let source = tag.attribute("src").unwrap_or_default();
                self.lose(remark!("lss-text-picture", source = short(&source)));
                self.text(&tag.attribute("alt").unwrap_or_default().replace('<', "&lt;"));
            }
            "video" | "audio" | "iframe" | "object" | "embed" | "source" | "svg" | "canvas" => {
                let source = tag.attribute("src").or_else(|| tag.attribute("data"));
                let source = source.unwrap_or_default();
                self.lose(remark!("lss-text-media", name = tag.name, source = short(&source)));
            }
            "input" | "select" | "textarea" | "button" | "form" => {
                self.lose(remark!("lss-text-field", name = tag.name));
            }
            _ => {}
        }
    }

    /// Where a link leads, if ours may lead there.
    fn address(&mut self, tag: &Tag<'_>) -> Option<String> {
        let to = tag.attribute("href")?.trim().to_owned();
        let is_allowed = ["https:", "mailto:", "tel:"].iter().any(|scheme| to.starts_with(scheme));
        let is_plain = !to.chars().any(|c| c.is_control() || matches!(c, '<' | '>' | '\u{e000}'));
        if is_allowed && is_plain {
            return Some(to);
        }
        if !to.is_empty() && !to.starts_with('#') {
            self.lose(remark!("lss-text-link", to = short(&to)));
            if is_plain && to.starts_with("http:") {
                self.written = Some(to);
            }
        }
        None
    }
}

/// The beginning of a long address, without marks that stand for expressions.
fn short(text: &str) -> String {
    let text: String = text.chars().filter(|c| !matches!(c, '\u{e000}'..='\u{e001}')).collect();
    match text.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text,
    }
}

fn raised(c: char) -> char {
    match c {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::show::Rich;

    #[track_caller]
    fn check(html: &str, rich: &str, plain: &str) {
        assert_eq!(convert(html, Style::Rich).text, rich, "{html}");
        assert_eq!(convert(html, Style::Plain).text, plain, "{html}");
    }

    #[test]
    fn formatting_becomes_markdown() {
        check(
            "<p>Hello <b>big </b>world</p>\n<p>Again</p>",
            "Hello **big** world\n\nAgain",
            "Hello big world Again",
        );
        check("a<br/>b<br>\n<br><i>c</i>\n<i>d</i>", "a\\\nb\n\n*c* *d*", "a b c d");
        check("<ul><li>one</li><li><p>two</p></li></ul>end", "- one\n- two\n\nend", "one two end");
        check("<ol><li>one<li>two</ol>", "1. one\n2. two", "one two");
        check("<H2>Part</H2>text", "## Part\n\ntext", "Part text");
        check(
            "See <a target=x href='https://a.example/?a=1&amp;b=2'>here</a>.",
            "See [here](https://a.example/?a=1&b=2).",
            "See here.",
        );
        check("<em>a</em><strong>b</strong>", "*a*b", "ab");
        check(
            "m<sup>2</sup> &euro; &amp; &nbsp;&#8222;x&#x201c; &unknown;",
            "m² € & „x“ \\&unknown;",
            "m² € & „x“ &unknown;",
        );
        check(
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
            "a · b\n\nc",
            "a · b c",
        );
    }

    #[test]
    fn nothing_in_the_text_becomes_markup() {
        for text in [
            "1. no list",
            "- no item",
            "# no heading",
            "2 * 3 * 4",
            "*a* _b_ __c__",
            "a_b_c",
            "[x](https://y.example)",
            "`code`",
            "a \\ b",
            "&lt;b&gt;",
            "> quote",
            "a\n=====",
            "+ x",
            "~~a~~",
            "12) x",
        ] {
            let html = text.replace('&', "&amp;").replace('<', "&lt;");
            let made = convert(&html, Style::Rich).text;
            let expect = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(Rich::parse(&made).plain(), expect, "{made}");
        }
    }

    #[test]
    fn what_is_lost_is_listed() {
        let made = convert(
            "a<img alt='A & B' src='x.png'/> <script>if (a<b) {}</script><style>p{}</style><a href='http://a.example'>b</a><!-- c --><input>",
            Style::Rich,
        );
        assert_eq!(made.text, "aA & B b (http://a.example)");
        assert_eq!(
            made.lost.iter().map(Remark::to_string).collect::<Vec<_>>(),
            [
                "the picture `x.png`",
                "a script",
                "the link to `http://a.example` (only https, mailto and tel)",
                "the form field `input`"
            ]
        );
    }

    #[test]
    fn broken_html_is_text() {
        check("a < b <", "a < b <", "a < b <");
        check("<p", "\\<p", "<p");
        check("a<b title='x>y", "a**y**", "ay");
        check("</ul></li></b>x", "x", "x");
        check("<!-- x", "", "");
    }
}
