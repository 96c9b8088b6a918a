//! What must hold for the markup of every page.

use std::collections::BTreeSet;

use crate::i18n::Locale;

/// A tag: its name and its attributes; `closing` for `</x>`.
#[derive(Debug)]
struct Tag<'h> {
    name: &'h str,
    closing: bool,
    attributes: Vec<(&'h str, &'h str)>,
}

impl<'h> Tag<'h> {
    fn find(&self, name: &str) -> Option<&'h str> {
        self.attributes.iter().find(|(n, _)| *n == name).map(|(_, value)| *value)
    }

    fn words(&self, name: &str) -> impl Iterator<Item = &'h str> {
        self.find(name).unwrap_or_default().split_whitespace()
    }
}

const VOID: [&str; 7] = ["meta", "link", "input", "br", "path", "img", "wbr"];
/// `open` and `checked` and the like carry no value.
const FLAGS: [&str; 9] = [
    "checked",
    "selected",
    "autofocus",
    "open",
    "hidden",
    "defer",
    "controls",
    "popover",
    "readonly",
];
const ALLOWED_ATTRIBUTES: &[&str] = &[
    "accept",
    "action",
    "alt",
    "aria-current",
    "aria-describedby",
    "aria-hidden",
    "aria-invalid",
    "aria-label",
    "aria-labelledby",
    "autocapitalize",
    "autocomplete",
    "charset",
    "class",
    "content",
    "d",
    "data-options",
    "data-passkey",
    "decoding",
    "dir",
    "enctype",
    "fill",
    "for",
    "form",
    "formaction",
    "height",
    "href",
    "hreflang",
    "http-equiv",
    "id",
    "inputmode",
    "lang",
    "loading",
    "method",
    "name",
    "popovertarget",
    "preload",
    "rel",
    "role",
    "rows",
    "scope",
    "spellcheck",
    "src",
    "tabindex",
    "target",
    "type",
    "value",
    "viewBox",
    "width",
];

/// Takes a page apart; every `<` must begin a tag and every attribute be quoted.
fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut out = Vec::new();
    let mut rest = html.strip_prefix("<!doctype html>").expect("a doctype");
    while let Some(at) = rest.find('<') {
        let text = &rest[..at];
        assert!(!text.contains('>'), "stray >: {text}");
        let after = &rest[at + 1..];
        let end = after.find('>').expect("a closed tag");
        let inside = after[..end].trim_end_matches('/');
        let (closing, inside) = inside.strip_prefix('/').map_or((false, inside), |i| (true, i));
        let (name, mut left) = inside.split_once(' ').unwrap_or((inside, ""));
        let mut attributes = Vec::new();
        while !left.trim().is_empty() {
            left = left.trim_start();
            let flag = FLAGS.iter().find(|flag| {
                left.strip_prefix(**flag)
                    .is_some_and(|after| after.is_empty() || after.starts_with(' '))
            });
            if let Some(flag) = flag {
                attributes.push((*flag, ""));
                left = &left[flag.len()..];
                continue;
            }
            let (attribute, after) = left.split_once("=\"").unwrap_or_else(|| panic!("<{inside}>"));
            let (value, after) = after.split_once('"').unwrap_or_else(|| panic!("<{inside}>"));
            assert!(ALLOWED_ATTRIBUTES.contains(&attribute), "attribute {attribute} in <{inside}>");
            attributes.push((attribute, value));
            left = after;
        }
        out.push(Tag { name, closing, attributes });
        rest = &after[end + 1..];
    }
    out
}

/// Balanced tags, unique ids, references that lead somewhere, labels, one `h1`, no foreign address.
pub(super) fn check(html: &str) {
    let tags = tags(html);
    let mut open = Vec::new();
    for tag in tags.iter().filter(|tag| !VOID.contains(&tag.name)) {
        match tag.closing {
            false => open.push(tag.name),
            true => assert_eq!(open.pop(), Some(tag.name), "unbalanced: {html}"),
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");

    let tags: Vec<&Tag<'_>> = tags.iter().filter(|tag| !tag.closing).collect();
    let mut ids = BTreeSet::new();
    for id in tags.iter().filter_map(|tag| tag.find("id")) {
        assert!(ids.insert(id), "id twice: {id}");
    }
    let mut referenced = BTreeSet::new();
    for tag in &tags {
        for attribute in ["aria-describedby", "aria-labelledby", "for", "form"] {
            for id in tag.words(attribute) {
                assert!(ids.contains(id), "{attribute} leads nowhere: {id} in {html}");
                referenced.insert(id);
            }
        }
        for address in [tag.find("href"), tag.find("formaction")].into_iter().flatten() {
            if let Some(id) = address.strip_prefix('#') {
                let id = id.replace("%5B", "[").replace("%5D", "]");
                assert!(ids.contains(id.as_str()), "#{id} leads nowhere: {html}");
            }
        }
        for address in
            ["href", "action", "formaction"].into_iter().filter_map(|name| tag.find(name))
        {
            let known =
                ["/", "#", "mailto:", "tel:"].iter().any(|start| address.starts_with(start));
            assert!(known, "foreign address {address}");
        }
    }
    for tag in &tags {
        let is_field = matches!(tag.name, "select" | "textarea")
            || tag.name == "input" && tag.find("type") != Some("hidden");
        if is_field {
            let id = tag.find("id").unwrap_or_else(|| panic!("a field without id: {tag:?}"));
            assert!(referenced.contains(id), "no label for {id}");
        }
        if tag.find("class") == Some("err") && tag.find("id").is_some() {
            let id = tag.find("id").unwrap_or_default();
            assert!(referenced.contains(id), "{id} describes nothing: {html}");
        }
    }
    for (at, tag) in tags.iter().enumerate().filter(|(_, tag)| tag.name == "fieldset") {
        assert_eq!(tags[at + 1].name, "legend", "{tag:?}");
    }
    assert_eq!(tags.iter().filter(|tag| tag.name == "h1").count(), 1, "{html}");
    let first = tags.iter().find(|tag| tag.name == "html").expect("html");
    assert!(first.find("lang").is_some() && first.find("dir").is_some());
    for link in tags.iter().filter(|tag| tag.find("hreflang").is_some()) {
        assert!(link.find("lang").is_some() && link.find("dir").is_some());
    }
    for script in tags.iter().filter(|tag| tag.name == "script" && !tag.closing) {
        assert!(script.find("src").is_some_and(|src| src.starts_with("/assets/")), "{script:?}");
    }
    for forbidden in ["style", "iframe", "object", "embed"] {
        assert!(tags.iter().all(|tag| tag.name != forbidden), "{forbidden}");
    }
    for file in tags.iter().filter(|tag| matches!(tag.name, "img" | "audio" | "video")) {
        assert!(file.find("src").is_some_and(|src| src.starts_with("/s/")), "{file:?}");
        let words = if file.name == "img" { "alt" } else { "aria-label" };
        assert!(file.find(words).is_some(), "{file:?}");
    }
    assert!(!html.contains("{$") && !html.contains("{ $"), "an unfilled text: {html}");
}

/// Author text that begins with `§de` stands where the language is German, and so on; but not in
/// the title, which can say no language. Gives how many texts there are.
pub(super) fn check_languages(html: &str) -> usize {
    let mut open: Vec<(&str, &str)> = Vec::new();
    let mut seen = 0;
    for piece in html.split('<').skip(2) {
        let (tag, text) = piece.split_once('>').expect("a closed tag");
        let name = tag.split(' ').next().unwrap_or_default();
        if tag.starts_with('/') {
            open.pop();
        } else if !VOID.contains(&name) {
            let around = open.last().map_or("", |(_, language)| *language);
            let own = tag.split_once(" lang=\"").and_then(|(_, rest)| rest.split('"').next());
            open.push((name, own.unwrap_or(around)));
        }
        let Some((name, language)) = open.last().filter(|(name, _)| *name != "title") else {
            continue;
        };
        for localized in text.split('§').skip(1) {
            assert_eq!(localized.get(..2), Some(*language), "<{name}> §{localized} in {html}");
            seen += 1;
        }
    }
    seen
}

/// The same for a page with errors: title, summary before the heading, each sentence at its field.
pub(super) fn check_with_errors(html: &str, t: &Locale) {
    check(html);
    let prefix = t.text("error-prefix");
    assert!(html.contains(&format!("<title>{prefix} ")), "{html}");
    let summary = html.find("<div class=\"errsum\" tabindex=\"-1\" autofocus><div role=\"alert\">");
    assert!(summary.expect("a summary") < html.find("<h1").expect("a heading"));
    let fields: BTreeSet<&str> = tags(html)
        .iter()
        .filter(|tag| matches!(tag.name, "input" | "select" | "textarea"))
        .filter_map(|tag| tag.find("id"))
        .collect();
    let list = &html[summary.unwrap_or_default()..];
    let list = &list[..list.find("</ul>").expect("a list")];
    let mut count = 0;
    for item in list.split("<li><a href=\"#").skip(1) {
        let (id, rest) = item.split_once("\">").expect("a link");
        let words = rest.split("</a>").next().expect("words");
        let id = id.replace("%5B", "[").replace("%5D", "]");
        assert!(fields.contains(id.as_str()), "{id} cannot be focused");
        let at_field = format!("<span>{prefix}</span> {words}</p>");
        assert!(html.contains(&at_field), "not at the field: {words}\n{html}");
        count += 1;
    }
    assert!(count > 0 && html.contains("aria-invalid=\"true\""), "{html}");
}
