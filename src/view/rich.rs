//! Author text to HTML. The only place that writes markup by hand: every text node is escaped here,
//! and only the elements of [`Block`] and [`Inline`] can come out.

use crate::engine::text::{Block, Inline, Rich};

/// Markup made here, the only kind that templates write out unescaped.
#[derive(Debug, Clone)]
pub struct Html(String);

impl std::fmt::Display for Html {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Html {}

/// The text with its paragraphs, lists and headings.
pub fn blocks(rich: &Rich) -> Html {
    let mut out = String::new();
    for block in &rich.0 {
        match block {
            Block::Paragraph(run) => wrap(&mut out, "p", run),
            Block::Heading(2, run) => wrap(&mut out, "h2", run),
            Block::Heading(_, run) => wrap(&mut out, "h3", run),
            Block::List { ordered, items } => {
                let tag = if *ordered { "ol" } else { "ul" };
                open(&mut out, tag);
                for item in items {
                    wrap(&mut out, "li", item);
                }
                close(&mut out, tag);
            }
        }
    }
    Html(out)
}

/// The text as one run, for headings and labels, where no block may stand.
pub fn inline(rich: &Rich) -> Html {
    let mut out = String::new();
    for block in &rich.0 {
        let runs = match block {
            Block::Paragraph(run) | Block::Heading(_, run) => std::slice::from_ref(run),
            Block::List { items, .. } => items,
        };
        for run in runs {
            if !out.is_empty() {
                out.push(' ');
            }
            write(&mut out, run);
        }
    }
    Html(out)
}

/// Plain text.
pub fn plain(text: &str) -> Html {
    let mut out = String::new();
    escape(&mut out, text);
    Html(out)
}

fn wrap(out: &mut String, tag: &str, run: &[Inline]) {
    open(out, tag);
    write(out, run);
    close(out, tag);
}

fn open(out: &mut String, tag: &str) {
    out.extend(["<", tag, ">"]);
}

fn close(out: &mut String, tag: &str) {
    out.extend(["</", tag, ">"]);
}

fn write(out: &mut String, run: &[Inline]) {
    for inline in run {
        match inline {
            Inline::Text(text) => escape(out, text),
            Inline::Answer(text) => {
                out.push_str("<bdi>");
                escape(out, text);
                out.push_str("</bdi>");
            }
            Inline::Strong(run) => wrap(out, "strong", run),
            Inline::Emphasis(run) => wrap(out, "em", run),
            Inline::Link { to, content } => {
                out.push_str("<a href=\"");
                escape(out, to);
                out.push_str("\">");
                write(out, content);
                out.push_str("</a>");
            }
            Inline::Break => out.push_str("<br>"),
            // The engine fills pipes before anything is shown; a preview shows their name.
            Inline::Pipe(name) => {
                out.push('…');
                escape(out, name);
            }
        }
    }
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    #[test]
    fn the_markdown_subset_becomes_html() {
        let rich = Rich::parse("Eins **zwei** *drei*\n\n- a\n- b\n\n[Hilfe](mailto:a@b.example)");
        assert_eq!(
            blocks(&rich).0,
            "<p>Eins <strong>zwei</strong> <em>drei</em></p><ul><li>a</li><li>b</li></ul>\
             <p><a href=\"mailto:a@b.example\">Hilfe</a></p>"
        );
        assert_eq!(
            inline(&rich).0,
            "Eins <strong>zwei</strong> <em>drei</em> a b <a href=\"mailto:a@b.example\">Hilfe</a>"
        );
    }

    #[test]
    fn hostile_text_stays_text() {
        let hostile = "<script>alert(1)</script>\"' onmouseover=x & <img src=x onerror=y>";
        let author = Rich::parse(hostile);
        let piped = Rich::parse("Sie: ${x}").piped(&|_| Cow::Borrowed(hostile));
        let link = Rich(vec![Block::Paragraph(vec![Inline::Link {
            to: "https://a.example/\"><script>".into(),
            content: vec![Inline::Text(hostile.into())],
        }])]);
        for rich in [author, piped, link] {
            for html in [blocks(&rich).0, inline(&rich).0] {
                assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
                let inside: String =
                    html.split('<').skip(1).map(|t| t.split('>').next().unwrap()).collect();
                assert!(!inside.contains("onerror") && !inside.contains("onmouseover"), "{html}");
                assert_eq!(inside.matches('"').count() % 2, 0, "{html}");
            }
        }
    }
}
