//! References by name: `${age}` in texts and expressions.

use std::borrow::Cow;

use super::expr::Expr;

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

/// An expression whose bare names follow new ones; nothing if there are none of those.
pub(crate) fn follow_bare<'n>(
    expression: &str,
    find: impl Fn(&str) -> Option<&'n str>,
) -> Option<String> {
    let parsed = Expr::parse_lazily(expression).ok()?;
    let mut signs: Vec<char> = expression.chars().collect();
    let mut is_other = false;
    for bare in parsed.names().iter().rev() {
        if let Some(new) = find(&bare.name) {
            signs.splice(bare.at..bare.at + bare.name.chars().count(), new.chars());
            is_other = true;
        }
    }
    is_other.then(|| signs.into_iter().collect())
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
    fn bare_names_follow_a_new_name() {
        let find = |name: &str| (name == "age").then_some("years");
        let followed = follow_bare("age > 5 and ä != ${age} or age = 'age'", find);
        assert_eq!(followed.unwrap(), "years > 5 and ä != ${age} or years = 'age'");
        assert_eq!(follow_bare("ages > 5", find), None);
    }

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
