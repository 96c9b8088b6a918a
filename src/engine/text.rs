//! Author text: a Markdown subset parsed to an allow-listed tree, with `${name}` pipes.
//!
//! Answers enter only as [`Inline::Answer`], plain text, so nothing a respondent types can become markup.
//! HTML, images, tables and code of the author's are dropped to their text, and what only looks like HTML,
//! `<name of the child>`, is text; a list inside a list becomes items of the outer one; links go only to
//! `https:`, `mailto:` and `tel:`. Rendering to HTML is the view's business.

mod markup;

use std::borrow::Cow;
use std::cell::Cell;

use markup::{is_markup, without_tags};
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

/// Bytes of answers in one text: more than anybody reads in a question, and too few for an author to
/// make a page of gigabytes with.
const PIPED: usize = 8 * 1024;

/// A formatted text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rich(pub Vec<Block>);

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading inside longer texts; level 2 or 3.
    Heading(u8, Vec<Inline>),
    /// A list; each item is one run of text.
    List {
        /// Numbered or not.
        ordered: bool,
        /// The items.
        items: Vec<Vec<Inline>>,
    },
}

/// A run of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Plain text; escaped when rendered.
    Text(String),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// A link to an allowed address.
    Link {
        /// `https:`, `mailto:` or `tel:`.
        to: String,
        /// What is read.
        content: Vec<Inline>,
    },
    /// A line break.
    Break,
    /// The value of `${name}`; replaced by an answer before anybody sees it.
    Pipe(String),
    /// A value that was piped in: plain text in a language and direction of its own.
    Answer(String),
}

impl Rich {
    /// Parses author text. Never fails: what is not allowed becomes plain text or nothing.
    pub fn parse(source: &str) -> Rich {
        let mut builder = Builder::default();
        let mut pending = String::new();
        let mut html = String::new();
        for (event, range) in Parser::new(source).into_offset_iter() {
            match event {
                Event::Text(text) | Event::Code(text) => pending.push_str(&text),
                Event::SoftBreak => pending.push(' '),
                Event::InlineHtml(tag) if !is_markup(&tag) => pending.push_str(&tag),
                Event::Html(line) => html.push_str(&line),
                Event::Start(Tag::Item) if builder.keeps_numbers() => {
                    let number = source[range].split_whitespace().next().unwrap_or_default();
                    pending.push_str(number);
                    pending.push(' ');
                }
                other => {
                    pending.push_str(&without_tags(&std::mem::take(&mut html)));
                    builder.text(&std::mem::take(&mut pending));
                    builder.event(other);
                }
            }
        }
        builder.text(&pending);
        builder.finish()
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the text depends on answers.
    pub fn has_pipes(&self) -> bool {
        fn any(run: &[Inline]) -> bool {
            run.iter().any(|inline| match inline {
                Inline::Pipe(_) => true,
                Inline::Strong(run) | Inline::Emphasis(run) => any(run),
                Inline::Link { content, .. } => any(content),
                Inline::Text(_) | Inline::Answer(_) | Inline::Break => false,
            })
        }
        self.0.iter().any(|block| match block {
            Block::Paragraph(run) | Block::Heading(_, run) => any(run),
            Block::List { items, .. } => items.iter().any(|item| any(item)),
        })
    }

    /// The text with every pipe replaced by what `value` says; by no more than [`PIPED`] bytes of it.
    pub fn piped<'v>(&self, value: &dyn Fn(&str) -> Cow<'v, str>) -> Rich {
        let value = &bounded(value);
        fn fill<'v>(run: &[Inline], value: &dyn Fn(&str) -> Cow<'v, str>) -> Vec<Inline> {
            run.iter()
                .map(|inline| match inline {
                    Inline::Pipe(name) => Inline::Answer(value(name).into_owned()),
                    Inline::Strong(run) => Inline::Strong(fill(run, value)),
                    Inline::Emphasis(run) => Inline::Emphasis(fill(run, value)),
                    Inline::Link { to, content } => {
                        Inline::Link { to: to.clone(), content: fill(content, value) }
                    }
                    Inline::Text(_) | Inline::Answer(_) | Inline::Break => inline.clone(),
                })
                .collect()
        }
        Rich(
            self.0
                .iter()
                .map(|block| match block {
                    Block::Paragraph(run) => Block::Paragraph(fill(run, value)),
                    Block::Heading(level, run) => Block::Heading(*level, fill(run, value)),
                    Block::List { ordered, items } => Block::List {
                        ordered: *ordered,
                        items: items.iter().map(|item| fill(item, value)).collect(),
                    },
                })
                .collect(),
        )
    }

    /// The text without formatting: for page titles, the codebook and accessible names.
    pub fn plain(&self) -> String {
        fn write(run: &[Inline], out: &mut String) {
            for inline in run {
                match inline {
                    Inline::Text(text) | Inline::Answer(text) => out.push_str(text),
                    Inline::Strong(run) | Inline::Emphasis(run) => write(run, out),
                    Inline::Link { content, .. } => write(content, out),
                    Inline::Break => out.push(' '),
                    Inline::Pipe(name) => {
                        out.push_str("${");
                        out.push_str(name);
                        out.push('}');
                    }
                }
            }
        }
        let mut out = String::new();
        for block in &self.0 {
            let runs: &[Vec<Inline>] = match block {
                Block::Paragraph(run) | Block::Heading(_, run) => std::slice::from_ref(run),
                Block::List { items, .. } => items,
            };
            for run in runs {
                if !out.is_empty() {
                    out.push(' ');
                }
                write(run, &mut out);
            }
        }
        out
    }
}

/// Every `${name}` in a text, in order.
pub(super) fn pipes(source: &str) -> Vec<&str> {
    pieces(source)
        .filter_map(|piece| match piece {
            TextOrPipe::Pipe(name) => Some(name),
            TextOrPipe::Text(_) => None,
        })
        .collect()
}

/// What begins like a pipe and is none, `${age` or `$age`, with all that follows it up to the next blank.
pub(super) fn near_pipes(source: &str) -> Vec<&str> {
    let texts = pieces(source).filter_map(|piece| match piece {
        TextOrPipe::Text(text) => Some(text),
        TextOrPipe::Pipe(_) => None,
    });
    texts
        .flat_map(|text| text.match_indices('$').map(|(at, _)| &text[at..]))
        .filter_map(|rest| rest.split_whitespace().next())
        .collect()
}

/// Gives no more than [`PIPED`] bytes in all.
fn bounded<'f, 'v>(
    value: &'f dyn Fn(&str) -> Cow<'v, str>,
) -> impl Fn(&str) -> Cow<'v, str> + use<'f, 'v> {
    let left = Cell::new(PIPED);
    move |name| {
        let value = value(name);
        let length = value.floor_char_boundary(left.get());
        left.set(left.get() - length);
        match length < value.len() {
            true => Cow::Owned(format!("{}…", &value[..length])),
            false => value,
        }
    }
}

/// Plain text (a choice's label) with its pipes replaced.
pub(super) fn piped<'t, 'v>(source: &'t str, value: &dyn Fn(&str) -> Cow<'v, str>) -> Cow<'t, str> {
    let plain = super::unmarked::unmarked(source);
    if !source.contains("${") {
        return plain;
    }
    let (value, mut out) = (bounded(value), String::with_capacity(source.len()));
    for piece in pieces(&plain) {
        match piece {
            TextOrPipe::Text(text) => out.push_str(text),
            TextOrPipe::Pipe(name) => out.push_str(&value(name)),
        }
    }
    Cow::Owned(out)
}

enum TextOrPipe<'t> {
    Text(&'t str),
    Pipe(&'t str),
}

fn pieces(source: &str) -> impl Iterator<Item = TextOrPipe<'_>> {
    let mut rest = source;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some(inner) = rest.strip_prefix("${")
            && let Some((name, after)) = inner.split_once('}')
            && is_name(name.trim())
        {
            rest = after;
            return Some(TextOrPipe::Pipe(name.trim()));
        }
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let next = rest[first..].find("${").map_or(rest.len(), |at| at + first);
        let (text, after) = rest.split_at(next);
        rest = after;
        Some(TextOrPipe::Text(text))
    })
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

#[derive(Default)]
struct Builder {
    blocks: Vec<Block>,
    /// Open inline containers, outermost first; the lowest is the block's own run.
    runs: Vec<(Nesting, Vec<Inline>)>,
    /// The list being gathered: ordered or not, and its items with those of the lists inside it.
    list: Option<(bool, Vec<Vec<Inline>>)>,
    /// Open lists, outermost first.
    nesting: Vec<ListNumbering>,
}

/// What becomes of the numbers of a list.
#[derive(PartialEq)]
enum ListNumbering {
    /// The list is shown as one.
    Counted,
    /// A list that does not begin at 1 is rather a date: "31. Dezember". They stay text.
    Kept,
}

enum Nesting {
    Plain,
    Strong,
    Emphasis,
    Link(Option<String>),
}

impl Builder {
    fn text(&mut self, text: &str) {
        for piece in pieces(text) {
            self.push(match piece {
                TextOrPipe::Text(text) => Inline::Text(text.to_owned()),
                TextOrPipe::Pipe(name) => Inline::Pipe(name.to_owned()),
            });
        }
    }

    fn push(&mut self, inline: Inline) {
        if self.runs.is_empty() {
            self.runs.push((Nesting::Plain, Vec::new()));
        }
        if let Some((_, run)) = self.runs.last_mut() {
            run.push(inline);
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::HardBreak => self.push(Inline::Break),
            Event::Start(Tag::Strong) => self.runs.push((Nesting::Strong, Vec::new())),
            Event::Start(Tag::Emphasis) => self.runs.push((Nesting::Emphasis, Vec::new())),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let allowed = ["https:", "mailto:", "tel:"]
                    .iter()
                    .any(|scheme| dest_url.starts_with(scheme))
                    .then(|| dest_url.into_string());
                self.runs.push((Nesting::Link(allowed), Vec::new()));
            }
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => self.close(),
            Event::Start(Tag::List(start)) => {
                self.end_run();
                if start.is_some_and(|first| first != 1) {
                    self.nesting.push(ListNumbering::Kept);
                } else {
                    self.nesting.push(ListNumbering::Counted);
                    self.list.get_or_insert((start.is_some(), Vec::new()));
                }
            }
            Event::End(TagEnd::Item) => self.end_run(),
            Event::End(TagEnd::List(_)) => {
                self.nesting.pop();
                if !self.nesting.contains(&ListNumbering::Counted)
                    && let Some((ordered, items)) = self.list.take()
                    && !items.is_empty()
                {
                    self.blocks.push(Block::List { ordered, items });
                }
            }
            Event::End(TagEnd::Heading(level)) => {
                let level = if level <= HeadingLevel::H2 { 2 } else { 3 };
                self.flush(|run| Block::Heading(level, run));
            }
            Event::End(TagEnd::Paragraph | TagEnd::HtmlBlock) if self.list.is_none() => {
                self.flush(Block::Paragraph);
            }
            Event::End(TagEnd::Paragraph | TagEnd::HtmlBlock) => {
                self.push(Inline::Text(" ".to_owned()))
            }
            _ => {}
        }
    }

    fn keeps_numbers(&self) -> bool {
        self.nesting.last() == Some(&ListNumbering::Kept)
    }

    /// Ends an item, or a paragraph outside of lists.
    fn end_run(&mut self) {
        if self.list.is_none() {
            return self.flush(Block::Paragraph);
        }
        let run = self.take();
        if let Some((_, items)) = &mut self.list
            && !run.is_empty()
        {
            items.push(run);
        }
    }

    fn close(&mut self) {
        let Some((container, run)) = self.runs.pop() else { return };
        match container {
            Nesting::Strong => self.push(Inline::Strong(run)),
            Nesting::Emphasis => self.push(Inline::Emphasis(run)),
            Nesting::Link(Some(to)) => self.push(Inline::Link { to, content: run }),
            Nesting::Link(None) | Nesting::Plain => {
                for inline in run {
                    self.push(inline);
                }
            }
        }
    }

    fn take(&mut self) -> Vec<Inline> {
        while self.runs.len() > 1 {
            self.close();
        }
        let mut run = self.runs.pop().map(|(_, run)| run).unwrap_or_default();
        while let Some(Inline::Text(text)) = run.last_mut() {
            text.truncate(text.trim_end().len());
            if !text.is_empty() {
                break;
            }
            run.pop();
        }
        run
    }

    fn flush(&mut self, block: impl FnOnce(Vec<Inline>) -> Block) {
        let run = self.take();
        if !run.is_empty() {
            self.blocks.push(block(run));
        }
    }

    fn finish(mut self) -> Rich {
        self.flush(Block::Paragraph);
        Rich(self.blocks)
    }
}

#[cfg(test)]
mod tests;
