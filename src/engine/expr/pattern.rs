//! Patterns of `regex()`: JavaScript's dialect, matched in linear time by the regex crate. Only one
//! that looks around or back is matched by trial and error, and not for long.

/// A compiled pattern needs at most this many bytes, so that no author can exhaust memory.
const MAX_COMPILED: usize = 1 << 20;

/// How often a match may be tried another way before it counts as none.
const MAX_TRIALS: usize = 100_000;

/// What only trial and error can match: groups that look around, references to groups.
const LOOKING: &[&str] = &["(?=", "(?!", "(?<=", "(?<!"];

/// A pattern that is ready to be searched for.
pub(super) enum Pattern {
    Linear(regex::Regex),
    Looking(Box<fancy_regex::Regex>),
}

impl Pattern {
    /// Makes a pattern ready, or says in one line what is wrong with it.
    pub(super) fn new(pattern: &str) -> Result<Pattern, String> {
        let translated = translate(pattern);
        let linear = regex::RegexBuilder::new(&translated).size_limit(MAX_COMPILED).build();
        let problem = match linear {
            Ok(linear) => return Ok(Pattern::Linear(linear)),
            Err(regex::Error::CompiledTooBig(_)) => return Err("it is too large".to_owned()),
            Err(other) => other.to_string(),
        };
        if !looks(pattern) {
            return Err(last_line(&problem));
        }
        fancy_regex::RegexBuilder::new(&translated)
            .backtrack_limit(MAX_TRIALS)
            .delegate_size_limit(MAX_COMPILED)
            .build()
            .map(|looking| Pattern::Looking(Box::new(looking)))
            .map_err(|problem| last_line(&problem.to_string()))
    }

    /// Whether the pattern is found in a text.
    pub(super) fn is_match(&self, text: &str) -> bool {
        match self {
            Pattern::Linear(pattern) => pattern.is_match(text),
            Pattern::Looking(pattern) => pattern.is_match(text).unwrap_or(false),
        }
    }
}

fn last_line(problem: &str) -> String {
    let last = problem.lines().last().unwrap_or_default();
    last.trim_start_matches("error: ").to_owned()
}

fn looks(pattern: &str) -> bool {
    let mut escaped = false;
    let refers = pattern.chars().any(|c| {
        let refers = escaped && (matches!(c, '1'..='9') || c == 'k');
        escaped = c == '\\' && !escaped;
        refers
    });
    refers || LOOKING.iter().any(|group| pattern.contains(group))
}

/// Writes a JavaScript pattern as one of the regex crate: there `\d`, `\w` and `\b` mean ASCII,
/// any sign may be escaped, `{` that counts nothing means itself, and within `[…]` so do `[`, `&`,
/// `~` and a second `-`.
fn translate(pattern: &str) -> String {
    let mut translated = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern.chars();
    let mut in_class = false;
    while let Some(c) = rest.next() {
        match c {
            '\\' => match rest.next() {
                Some('d') => translated.push_str("[0-9]"),
                Some('D') => translated.push_str("[^0-9]"),
                Some('w') => translated.push_str("[0-9A-Za-z_]"),
                Some('W') => translated.push_str("[^0-9A-Za-z_]"),
                Some('b') if in_class => translated.push_str(r"\x08"),
                Some('b') => translated.push_str(r"(?-u:\b)"),
                Some('B') if !in_class => translated.push_str(r"(?-u:\B)"),
                Some('/') => translated.push('/'),
                Some(kind @ ('p' | 'P' | 'u' | 'x')) => {
                    translated.extend(['\\', kind]);
                    if rest.as_str().starts_with('{') {
                        translated.extend(rest.by_ref().take_while(|c| *c != '}'));
                        translated.push('}');
                    }
                }
                Some(sign) if sign.is_ascii_punctuation() => {
                    translated.push_str(&regex::escape(sign.encode_utf8(&mut [0; 4])));
                }
                Some(sign) if !sign.is_ascii() => translated.push(sign),
                escaped => {
                    translated.push('\\');
                    translated.extend(escaped);
                }
            },
            '[' if !in_class => {
                in_class = true;
                translated.push('[');
            }
            ']' => {
                in_class = false;
                translated.push(']');
            }
            '[' | '&' | '~' if in_class => {
                translated.push('\\');
                translated.push(c);
            }
            '-' if in_class && rest.as_str().starts_with('-') => {
                rest.next();
                translated.push_str(r"-\-");
            }
            '{' if !in_class && !counts(rest.as_str()) => translated.push_str(r"\{"),
            _ => translated.push(c),
        }
    }
    translated
}

/// Whether a text begins with `3}`, `3,}` or `3,5}`.
fn counts(text: &str) -> bool {
    let Some((range, _)) = text.split_once('}') else { return false };
    let (least, most) = range.split_once(',').unwrap_or((range, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    !least.is_empty() && digits(least) && digits(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, text: &str, expect: bool) {
        let compiled = Pattern::new(pattern).unwrap_or_else(|problem| panic!("{problem}"));
        assert_eq!(compiled.is_match(text), expect, "{pattern} in {text}");
    }

    #[test]
    fn the_dialect_is_javascripts() {
        check(r"^\d+$", "123", true);
        check(r"^\d+$", "١٢٣", false);
        check(r"^[\w[&]+$", "a[b&", true);
        check(r"^[+--]$", ",", true);
        check(r"^a\-b\/c\@\ü$", "a-b/c@ü", true);
        check("^{a}$", "{a}", true);
        check(r"^\p{L}+\x21\u{22}$", "Äé!\"", true);
        check("^a{2,3}$", "aaa", true);
        check("^[a-z]{2}$", "ab", true);
        check(r"\bsind\b", "wir sind da", true);
    }

    #[test]
    fn looking_around_and_back_is_possible_but_not_for_long() {
        check(r"^(?=.*\d)(?=.*[a-z]).{4,}$", "ab12", true);
        check(r"^(?!0{5})\d{5}$", "00000", false);
        check(r"^(\w)\w*\1$", "anna", true);
        check(r"^(?=a)(a|a)*(a|a)*(a|a)*(a|a)*b$", &"a".repeat(40), false);
    }

    #[test]
    fn what_is_wrong_is_said_in_one_line() {
        assert_eq!(Pattern::new("(a").err().unwrap(), "unclosed group");
        assert!(Pattern::new(r"(?=a").is_err());
        assert_eq!(Pattern::new(r"\p{L}{1000}{1000}").err().unwrap(), "it is too large");
    }
}
