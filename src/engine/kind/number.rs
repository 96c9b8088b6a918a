//! Numbers, and what all kinds with one typed field share: the field, the missing codes beside it,
//! bounds.

use std::borrow::Cow;

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::codebook::missing::{is_far, is_missing};
use super::super::contract::{
    Body, ComplaintReason, Input, Kind, Lacking, NewSlot, Paper, Reading, Showing, ShownOption,
    Space, push,
};
use super::super::model::{self, KindName};
use super::super::questionnaire::{Holds, Question};
use super::super::scope::Scope;
use super::digits;

/// Name of the checkboxes with the missing codes.
pub(super) fn missing_name(name: &str) -> String {
    format!("{name}.missing")
}

/// Whether a form field is the question's field or its missing codes.
pub(super) fn owns(question: &Question, field: &str) -> bool {
    let name = &question.definition.name;
    field.strip_prefix(name.as_str()).is_some_and(|rest| matches!(rest, "" | ".missing"))
}

/// The missing code ticked, as answers hold it; an error where the question does not offer it.
pub(super) fn missing(
    question: &Question,
    form: &Form,
) -> Option<Result<&'static str, ComplaintReason>> {
    let name = missing_name(&question.definition.name);
    let code = form.iter().find(|(field, value)| *field == name && !value.is_empty())?.1;
    Some(question.definition.find_missing(code).ok_or(ComplaintReason::NotOffered))
}

/// Reads a field that may hold a typed value or a missing code, never both.
pub(super) fn read(
    question: &Question,
    form: &Form,
    parse: impl Fn(&str) -> Result<String, ComplaintReason>,
) -> Vec<Reading> {
    let typed = typed(question, form);
    let typed = &*typed;
    let value = match missing(question, form) {
        None if typed.is_empty() => Ok(String::new()),
        None => parse(typed),
        Some(Ok(_)) if !typed.is_empty() => Err(ComplaintReason::Either),
        Some(missing) => missing.map(str::to_owned),
    };
    vec![Reading { slot: question.slots.start, value }]
}

/// What was typed; of all but texts in the digits of ASCII.
fn typed<'f>(question: &Question, form: &'f Form) -> Cow<'f, str> {
    let typed = form.find(&question.definition.name).unwrap_or_default().trim();
    match question.definition.kind {
        KindName::Text | KindName::Upload => Cow::Borrowed(typed),
        _ => digits::plain(typed),
    }
}

/// Puts the raw value in; a missing code wins.
pub(super) fn put(question: &Question, form: &Form, to: &mut Answers) {
    let name = &question.definition.name;
    let typed = typed(question, form);
    let plain = ungrouped(question, &typed).unwrap_or_default();
    let plain = plain.replace(',', ".");
    to.set(name, missing(question, form).and_then(Result::ok).unwrap_or(&plain));
}

/// Writes the stored value into its field or checkbox.
pub(super) fn fill(question: &Question, from: &Answers, form: &mut Form) {
    let name = &question.definition.name;
    let value = from.value(name);
    let field = if is_missing(value) { missing_name(name) } else { name.clone() };
    push(form, &field, value);
}

/// Writes a stored number, or a missing code, into its field as nobody asks back.
pub(super) fn fill_typed(question: &Question, from: &Answers, form: &mut Form) {
    let name = &question.definition.name;
    match from.value(name) {
        value if is_missing(value) => fill(question, from, form),
        value => push(form, name, &unambiguous(value)),
    }
}

/// What was typed, without the separators between thousands, where they can be nothing else or XLSForm's
/// `thousands-sep` allows them. Nothing for what is a thousand to one person and one to another: `1.250` where decimals are
/// asked.
fn ungrouped<'t>(question: &Question, typed: &'t str) -> Option<Cow<'t, str>> {
    let definition = &question.definition;
    let groups = definition.appearance.split_whitespace().any(|word| word == "thousands-sep");
    let decimals = match groups {
        true => definition.kind != KindName::Integer,
        false => matches!(definition.kind, KindName::Decimal | KindName::Range),
    };
    match without_groups(typed) {
        Some(_) if decimals && is_ambiguous(typed) => None,
        Some(plain) if groups || !is_ambiguous(typed) => Some(Cow::Owned(plain)),
        _ => Some(Cow::Borrowed(typed)),
    }
}

/// Parses a number; asks back where it may be two.
pub(super) fn asked(question: &Question, typed: &str, whole: bool) -> Result<f64, ComplaintReason> {
    match ungrouped(question, typed) {
        Some(plain) => parse(&plain, whole),
        None => Err(ComplaintReason::Ambiguous { typed: typed.to_owned() }),
    }
}

/// A stored number as a field holds it, so that nobody asks back: `1.2340` for 1.234.
fn unambiguous(value: &str) -> Cow<'_, str> {
    match without_groups(value) {
        Some(_) if is_ambiguous(value) => Cow::Owned(format!("{value}0")),
        _ => Cow::Borrowed(value),
    }
}

/// Whether the only separator may begin thousands or decimals.
fn is_ambiguous(typed: &str) -> bool {
    let mut separators = typed.chars().skip(1).filter(|c| !c.is_ascii_digit());
    matches!((separators.next(), separators.next()), (Some('.' | ','), None))
}

/// `12.345`, `12,345.6`, `12 345`, `12'345` without what stands between the groups of three digits;
/// nothing where there are no such groups.
fn without_groups(typed: &str) -> Option<String> {
    let (sign, digits) = match typed.strip_prefix(['-', '+', '\u{2212}']) {
        Some(digits) => (&typed[..typed.len() - digits.len()], digits),
        None => ("", typed),
    };
    let is_separator = |c: char| !c.is_ascii_digit();
    let last = digits.rfind(is_separator)?;
    let used: Vec<char> = digits.chars().filter(|c| is_separator(*c)).collect();
    let separator = used[0];
    let is_decimal = |c: &char| matches!(c, '.' | ',');
    // The last separator begins the decimals where it differs from those before.
    let (before, after) = match used.last() {
        Some(mark) if used.len() > 1 && *mark != separator && is_decimal(mark) => {
            (&digits[..last], &digits[last..])
        }
        _ => (digits, ""),
    };
    let mut groups = before.split(separator);
    let first = groups.next().unwrap_or_default();
    let is_known = matches!(separator, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’');
    let is_grouped = is_known
        && (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()));
    if !is_grouped {
        return None;
    }
    Some(format!("{sign}{}{after}", before.replace(separator, "")))
}

/// Parses a number as people type it: decimal comma or point, no thousands separators.
/// `whole` refuses decimals. The result is written as ODK stores it.
pub(super) fn parse(typed: &str, whole: bool) -> Result<f64, ComplaintReason> {
    let not_a_number = || ComplaintReason::NotANumber { typed: typed.to_owned() };
    let text = typed.replace(',', ".").replace('\u{2212}', "-");
    let digits = text.strip_prefix(['-', '+']).unwrap_or(&text);
    let (before, after) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |part: &str, most| part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
    // What was worked out, such as a third, has more decimals than anybody types.
    if digits.is_empty() || digits == "." || !plain(before, 15) || !plain(after, 30) {
        return Err(not_a_number());
    }
    if whole && digits.contains('.') {
        // "1.000" is a thousand to one person and one to another: ask.
        let is_zero = !after.is_empty() && after.len() < 3 && after.bytes().all(|b| b == b'0');
        if !is_zero {
            return Err(ComplaintReason::NotWhole { typed: typed.to_owned() });
        }
    }
    text.trim_start_matches('+').parse().map_err(|_| not_a_number())
}

/// Checks a number against its bounds and writes it.
pub(super) fn bounded(
    number: f64,
    (min, max): (Option<f64>, Option<f64>),
    typed: &str,
) -> Result<String, ComplaintReason> {
    let is_outside = min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max);
    // In files some of them stand for "don't know", where any number may be an answer.
    if is_outside || is_far(number) {
        return Err(ComplaintReason::OutOfRange { min, max, typed: typed.to_owned() });
    }
    Ok(format!("{}", if number == 0.0 { 0.0 } else { number }))
}

/// A kind of number: whole, or with decimals.
pub(super) struct Number {
    pub(super) whole: bool,
}

impl Kind for Number {
    fn fields(&self) -> &'static [&'static str] {
        &["missing", "min", "max", "unit"]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        NewSlot::only(question, if self.whole { Holds::Integer } else { Holds::Decimal })
    }

    fn owns(&self, _: &Questionnaire, question: &Question, field: &str) -> bool {
        owns(question, field)
    }

    fn put(&self, _: &Questionnaire, question: &Question, form: &Form, to: &mut Answers) {
        put(question, form, to);
    }

    fn read(&self, scope: Scope<'_>, question: &Question, form: &Form) -> Vec<Reading> {
        read(question, form, |typed| {
            let number = asked(question, typed, self.whole)?;
            bounded(number, scope.bounds(&question.min, &question.max), typed)
        })
    }

    fn fill(&self, _: &Questionnaire, question: &Question, from: &Answers, form: &mut Form) {
        fill_typed(question, from, form);
    }

    fn body<'q>(&self, showing: &Showing<'q, '_>) -> Body<'q> {
        let question = showing.question;
        Body::Input(Input {
            typed: showing.typed(showing.name()),
            unit: showing.plain(&question.definition.unit),
            min: showing.scope.bound(question.min.as_ref()),
            max: showing.scope.bound(question.max.as_ref()),
            max_length: None,
            multiline: false,
        })
    }

    fn missing<'q>(&self, showing: &Showing<'q, '_>) -> Vec<ShownOption<'q>> {
        showing.missing_options(&missing_name(showing.name()))
    }

    fn space<'q>(&self, paper: &Paper<'q>, question: &'q Question) -> Space<'q> {
        paper.line(question)
    }

    fn lacking(&self) -> Lacking {
        Lacking::Number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_between_thousands_are_taken_out() {
        for typed in ["12.345", "12,345", "12 345", "12'345", "12’345", "12\u{202f}345"] {
            assert_eq!(without_groups(typed).as_deref(), Some("12345"), "{typed}");
        }
        for (typed, plain) in [
            ("-1.234.567", "-1234567"),
            ("1.234,5", "1234,5"),
            ("1,234,567.25", "1234567.25"),
            ("12 345,5", "12345,5"),
        ] {
            assert_eq!(without_groups(typed).as_deref(), Some(plain), "{typed}");
        }
        let others = ["12345", "1.00", "1234.567", "1.0000", "1.234 567", "1-000", "0.125", "."];
        for typed in others {
            assert_eq!(without_groups(typed), None, "{typed}");
        }
        assert!(is_ambiguous("1.000") && is_ambiguous("-1,000") && !is_ambiguous("1.000,5"));
    }

    #[track_caller]
    fn check(typed: &str, whole: bool, expect: Result<f64, &str>) {
        let kind = |reason: &ComplaintReason| match reason {
            ComplaintReason::NotANumber { .. } => "not a number",
            ComplaintReason::NotWhole { .. } => "not whole",
            other => panic!("{other:?}"),
        };
        assert_eq!(parse(typed, whole).as_ref().map_err(kind), expect.as_ref().map_err(|e| *e));
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        check("17", true, Ok(17.0));
        check("+3", true, Ok(3.0));
        check("-3", true, Ok(-3.0));
        check("2,5", false, Ok(2.5));
        check("2.5", false, Ok(2.5));
        check("12,0", true, Ok(12.0));
        check("1.000", true, Err("not whole"));
        check("2,5", true, Err("not whole"));
        check("1e3", false, Err("not a number"));
        check("zwei", true, Err("not a number"));
        check("1 2", true, Err("not a number"));
        check(".", false, Err("not a number"));
        check("99999999999999999999", false, Err("not a number"));
        check("NaN", false, Err("not a number"));
        check("inf", false, Err("not a number"));
    }
}
