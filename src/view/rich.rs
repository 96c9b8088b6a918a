//! Author text to HTML. The only place that writes markup by hand: every text node is escaped here,
//! and only the elements of [`Block`] and [`Inline`] can come out, and `span`s that say in which
//! language a text is when that is not the page's.

use std::borrow::Cow;
use std::ops::Deref;

use crate::engine::show::{Block, Inline, Rich};
use crate::engine::show::{Localized, Passage};
use crate::i18n::{Locale, Value};

/// Markup made here, the only kind that templates write out unescaped.
#[derive(Debug, Clone, Default)]
pub struct Html(String);

impl Html {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Html {
    /// Whether it ends with a mark, so that no colon follows.
    pub fn ends_a_sentence(&self) -> bool {
        self.0.ends_with(['.', '?', '!', ':', '؟', '…'])
    }
}

impl std::fmt::Display for Html {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Html {}

/// Formatted author text, on a page in the language `t`.
pub fn parsed<'q>(localized: Localized<'q, &'q str>) -> Passage<'q> {
    localized.with(|source| Cow::Owned(Rich::parse(source)))
}

/// Several lines of author text, each in quotation marks, the last behind an "or" of ours.
pub fn quoted(t: &Locale, lines: &[Localized<'_, Cow<'_, str>>]) -> Html {
    let mut quoted = lines.iter().map(|it| sentence(t, "quoted", &[("text", line(t, it))]));
    let Some(first) = quoted.next() else { return Html::default() };
    let others = lines.len() - 1;
    quoted.enumerate().fold(first, |before, (at, next)| {
        let key = if at + 1 == others { "list-or" } else { "list-more" };
        sentence(t, key, &[("before", before), ("next", next)])
    })
}

/// The attributes of an element with a text in this language, on a page in the language `t`:
/// nothing, or ` lang="de" dir="ltr"`.
pub fn mark(t: &Locale, language: Option<&str>) -> Html {
    let Some(language) = language else { return Html::default() };
    let (tag, dir) = match Locale::find(language) {
        Some(known) => (known.tag(), known.dir()),
        // A language that the interface does not speak, or an author's own name for one.
        None if is_tag(language) => (language, "auto"),
        None => ("", "auto"),
    };
    match tag == t.tag() {
        true => Html::default(),
        false => Html(format!(" lang=\"{tag}\" dir=\"{dir}\"")),
    }
}

/// Whether this looks like a language tag: letters, then letters and digits behind hyphens.
fn is_tag(code: &str) -> bool {
    let mut parts = code.split('-');
    let first = parts.next().unwrap_or_default();
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(is_part)
}

/// One line of author text, on a page in the language `t`.
pub fn line<T: Deref<Target = str>>(t: &Locale, localized: &Localized<'_, T>) -> Html {
    let mut out = String::new();
    escape(&mut out, localized);
    marked(t, localized, out)
}

/// A sentence of the interface with author text in it.
pub fn sentence(t: &Locale, key: &str, values: &[(&str, Html)]) -> Html {
    filled(t, key, values, plain)
}

/// A longer text of the interface, in Markdown, with author text in it.
pub fn statement(t: &Locale, key: &str, values: &[(&str, Html)]) -> Html {
    filled(t, key, values, |source| blocks(t, &parsed(Localized::plain(source))))
}

fn filled(
    t: &Locale,
    key: &str,
    values: &[(&str, Html)],
    render: impl FnOnce(&str) -> Html,
) -> Html {
    // Characters that nobody uses stand for the values until the text is escaped.
    let stand_in = |at: usize| format!("\u{f0000}{at}\u{f0001}");
    let stand_ins: Vec<(&str, Value<'_>)> =
        values.iter().enumerate().map(|(at, (name, _))| (*name, stand_in(at).into())).collect();
    let Html(mut out) = render(&t.with(key, &stand_ins));
    for (at, (_, html)) in values.iter().enumerate() {
        out = out.replace(&stand_in(at), &html.0);
    }
    Html(out)
}

/// Wraps what was written if its language is not the page's.
fn marked<T>(t: &Locale, localized: &Localized<'_, T>, html: String) -> Html {
    let Html(attributes) = mark(t, localized.language.as_deref());
    match attributes.is_empty() || html.is_empty() {
        true => Html(html),
        false => Html(format!("<span{attributes}>{html}</span>")),
    }
}

/// The text with its paragraphs, lists and headings.
pub fn blocks(t: &Locale, localized: &Passage<'_>) -> Html {
    let mut out = String::new();
    let Html(mark) = mark(t, localized.language.as_deref());
    for block in &localized.0 {
        match block {
            Block::Paragraph(run) => wrap_as(&mut out, "p", &mark, run),
            Block::Heading(2, run) => wrap_as(&mut out, "h2", &mark, run),
            Block::Heading(_, run) => wrap_as(&mut out, "h3", &mark, run),
            Block::List { ordered, items } => {
                let tag = if *ordered { "ol" } else { "ul" };
                open(&mut out, tag, &mark);
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
pub fn inline(t: &Locale, localized: &Passage<'_>) -> Html {
    let mut out = String::new();
    for block in &localized.0 {
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
    marked(t, localized, out)
}

/// Plain text.
pub fn plain(text: &str) -> Html {
    let mut out = String::new();
    escape(&mut out, text);
    Html(out)
}

fn wrap(out: &mut String, tag: &str, run: &[Inline]) {
    wrap_as(out, tag, "", run);
}

fn wrap_as(out: &mut String, tag: &str, attributes: &str, run: &[Inline]) {
    open(out, tag, attributes);
    write(out, run);
    close(out, tag);
}

fn open(out: &mut String, tag: &str, attributes: &str) {
    out.extend(["<", tag, attributes, ">"]);
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
    out.reserve(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn localized<'q>(text: &'q str, language: Option<&'q str>) -> Localized<'q, &'q str> {
        Localized { text, language: language.map(Cow::Borrowed) }
    }

    #[test]
    fn each_of_several_is_in_quotation_marks() {
        #[track_caller]
        fn check(code: &str, lines: &[&str], expect: &str) {
            let lines: Vec<_> = lines.iter().map(|it| Localized::from(*it)).collect();
            assert_eq!(quoted(Locale::find(code).unwrap(), &lines).0, expect);
        }
        check("de", &[], "");
        check("de", &["a"], "„a“");
        check("de", &["a", "b"], "„a“ oder „b“");
        check("en", &["a", "<b>", "c"], "“a”, “&lt;b&gt;” or “c”");
        let arabic = quoted(Locale::find("ar").unwrap(), &["a", "b", "c"].map(Localized::from));
        let bare = arabic.0.replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(bare, "«a»، «b» أو «c»");
    }

    #[test]
    fn text_in_another_language_says_so() {
        let [ar, de] = ["ar", "de"].map(|code| Locale::find(code).unwrap());
        #[track_caller]
        fn check(t: &Locale, localized: Localized<'_, &str>, expect: &str) {
            assert_eq!(line(t, &localized).0, expect);
        }
        check(
            ar,
            localized("Brake & Jade", Some("de")),
            "<span lang=\"de\" dir=\"ltr\">Brake &amp; Jade</span>",
        );
        check(de, localized("نعم", Some("ar")), "<span lang=\"ar\" dir=\"rtl\">نعم</span>");
        check(de, localized("oui", Some("fr-CA")), "<span lang=\"fr-CA\" dir=\"auto\">oui</span>");
        check(de, localized("oui", Some("Français \"")), "<span lang=\"\" dir=\"auto\">oui</span>");
        check(de, localized("ja", Some("de")), "ja");
        check(de, localized("Instagram", None), "Instagram");
        check(de, localized("", Some("en")), "");
        // A voice for German reads Leichte Sprache as well.
        check(Locale::find("de-simple").unwrap(), localized("ja", Some("de")), "ja");
        let passage = parsed(localized("Eins\n\n- zwei", Some("de")));
        let mark = "lang=\"de\" dir=\"ltr\"";
        assert_eq!(
            blocks(ar, &passage).0,
            format!("<p {mark}>Eins</p><ul {mark}><li>zwei</li></ul>")
        );
        assert_eq!(inline(ar, &passage).0, format!("<span {mark}>Eins zwei</span>"));
        let row = line(de, &localized("Bus & train", Some("en")));
        assert_eq!(
            sentence(de, "complaint-required-row", &[("row", row)]).0,
            "Wählen Sie in dieser Zeile eine Antwort aus: <span lang=\"en\" dir=\"ltr\">Bus &amp; train</span>."
        );
    }

    #[test]
    fn the_markdown_subset_becomes_html() {
        let rich = "Eins **zwei** *drei*\n\n- a\n- b\n\n[Hilfe](mailto:a@b.example)";
        let (de, rich) = (Locale::fallback(), parsed(localized(rich, None)));
        assert_eq!(
            blocks(de, &rich).0,
            "<p>Eins <strong>zwei</strong> <em>drei</em></p><ul><li>a</li><li>b</li></ul>\
             <p><a href=\"mailto:a@b.example\">Hilfe</a></p>"
        );
        assert_eq!(
            inline(de, &rich).0,
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
            let rich = Localized::plain(Cow::Owned(rich));
            for html in [blocks(Locale::fallback(), &rich).0, inline(Locale::fallback(), &rich).0] {
                assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
                let inside: String =
                    html.split('<').skip(1).map(|t| t.split('>').next().unwrap()).collect();
                assert!(!inside.contains("onerror") && !inside.contains("onmouseover"), "{html}");
                assert_eq!(inside.matches('"').count() % 2, 0, "{html}");
            }
        }
    }
}
