//! What of HTML is in a text: its tags are dropped, and what only looks like them is not.

/// The elements that HTML gives a text; what else stands in angle brackets is meant to be read.
const ELEMENTS: &str = "a abbr article aside audio b bdi bdo big blockquote body br button caption center cite code col colgroup \
    dd del details div dl dt em figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr html i iframe \
    img input ins kbd label li link main mark meta nav nobr object ol option output p pre q s samp script \
    section select small source span strike strong style sub summary sup svg table tbody td template textarea \
    tfoot th thead title tr tt u ul var video wbr";

/// Whether a tag is HTML's: a comment, an instruction, or an element that there is.
pub(super) fn is_markup(tag: &str) -> bool {
    let inner = tag.trim_start_matches('<');
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let name = inner.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    inner.starts_with(['!', '?']) || ELEMENTS.split(' ').any(|it| it.eq_ignore_ascii_case(name))
}

/// The text of an HTML block in one line.
pub(super) fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<')
        && let Some((_, after)) = tag.split_once('>')
    {
        text.push_str(before);
        if !is_markup(tag) {
            text.push_str(&rest[before.len()..rest.len() - after.len()]);
        }
        rest = after;
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
