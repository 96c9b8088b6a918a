//! References by name: `${age}` in texts and expressions.

use std::borrow::Cow;

/// A text whose references follow new names: `find` says what a name is called now, if it is
/// another. Blanks within the braces do not count, and `last-saved#` stays.
pub(crate) fn follow<'t, 'n>(
    text: &'t str,
    find: impl Fn(&str) -> Option<&'n str>,
) -> Cow<'t, str> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        out.push_str(before);
        out.push_str("${");
        rest = after;
        let Some((inner, behind)) = after.split_once('}') else { break };
        let (saved, name) = match inner.strip_prefix("last-saved#") {
            Some(name) => ("last-saved#", name),
            None => ("", inner),
        };
        out.push_str(saved);
        out.push_str(find(name.trim()).unwrap_or(name));
        out.push('}');
        rest = behind;
    }
    if out.is_empty() {
        return Cow::Borrowed(text);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The names that a text mentions.
pub(crate) fn names(text: &str) -> impl Iterator<Item = &str> {
    let inner = text.split("${").skip(1).filter_map(|rest| rest.split_once('}'));
    inner.map(|(name, _)| name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_follow_a_new_name() {
        let find = |name: &str| (name == "mode").then_some("mode_2");
        for (text, expected) in [
            ("${mode} = 1 and ${a}", "${mode_2} = 1 and ${a}"),
            ("${ mode } and ${ a }", "${mode_2} and ${ a }"),
            ("${last-saved#mode}", "${last-saved#mode_2}"),
            ("mode ${mode", "mode ${mode"),
            ("${}", "${}"),
            ("mode", "mode"),
        ] {
            assert_eq!(follow(text, find), expected);
        }
    }
}
