//! Limits that limit nothing, exclude everything, or ask for too much.

use super::super::evaluation::{MOST_INSTANCES, MOST_NESTED};
use super::super::model::{Choice, KindName, Limit, OR_OTHER, Question};
use super::super::problem::remark;
use super::Found;

/// Checks the limits of a question with these choices.
pub(super) fn check(question: &Question, choices: &[Choice], place: &str, found: &mut Found) {
    instances(question, place, 1.0, found);
    bounds(question.min.as_ref(), question.max.as_ref(), place, found);
    if question.kind == KindName::SelectMultiple
        && let Some(Limit::Number(most)) = question.max
    {
        let place = format!("{place}/max");
        let offered = choices.len() + usize::from(question.other.as_deref() == Some(OR_OTHER));
        if most < 1.0 || most.fract() != 0.0 {
            found.error(place, remark!("most-choices", max = most));
        } else if !choices.is_empty() && most > offered as f64 {
            found.warning(place, remark!("most-of-fewer", max = most, offered));
        }
    }
    if question.max_length == Some(0) {
        found.error(format!("{place}/max_length"), remark!("no-length"));
    }
    for (p, part) in question.parts.iter().enumerate() {
        let place = format!("{place}/parts/{p}");
        bounds(part.min.as_ref(), part.max.as_ref(), &place, found);
    }
}

/// Whether a repeat is asked as often as is written, also within a repeat that is asked several times.
fn instances(question: &Question, place: &str, around: f64, found: &mut Found) {
    let written = question.count.as_ref().or(question.default.as_ref());
    let is_repeat = question.kind == KindName::Repeat;
    let own: f64 = written.filter(|_| is_repeat).and_then(|it| it.parse().ok()).unwrap_or(1.0);
    let (count, most) = match around > 1.0 {
        true => (own * around, MOST_NESTED),
        false => (own, MOST_INSTANCES),
    };
    if count > most as f64 {
        found.error(place, remark!("too-many-instances", count, most));
        return;
    }
    if own * around > 1.0 {
        for (q, inner) in question.questions.iter().enumerate() {
            if matches!(inner.kind, KindName::Repeat | KindName::Group) {
                instances(inner, &format!("{place}/questions/{q}"), own * around, found);
            }
        }
    }
}

fn bounds(min: Option<&Limit>, max: Option<&Limit>, place: &str, found: &mut Found) {
    if let (Some(Limit::Number(min)), Some(Limit::Number(max))) = (min, max)
        && min > max
    {
        found.error(place, remark!("bounds-exchanged", min, max)).hint(remark!("exchange-bounds"));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::check;

    /// What is told of a question.
    fn told(question: Value) -> Option<&'static str> {
        let document = json!({ "name": "limits", "languages": ["de"], "title": "L",
            "lists": { "yn": [{ "value": "1", "label": "ja" }, { "value": "2", "label": "nein" }] },
            "pages": [{ "name": "p", "questions": [question] }] });
        let checked = check(serde_json::from_value(document).unwrap());
        let mut own = checked.problems.iter().filter(|it| it.path.starts_with("/pages"));
        own.next().map(|it| it.what.code)
    }

    #[test]
    fn limits_that_limit_nothing_are_told() {
        let several = |max: f64| {
            told(
                json!({ "kind": "select_multiple", "name": "q", "label": "Q", "choices": "yn", "max": max }),
            )
        };
        assert_eq!(several(2.0), None);
        assert_eq!(several(3.0), Some("most-of-fewer"));
        assert_eq!(several(0.0), Some("most-choices"));
        let number = |max: Value| {
            told(json!({ "kind": "integer", "name": "q", "label": "Q", "min": 0, "max": max }))
        };
        assert_eq!(number("3 + 4".into()), None);
        assert_eq!(number("${q} + 1".into()), Some("bound-of-itself"));
        assert_eq!(number((-1).into()), Some("bounds-exchanged"));
        let text =
            |most| told(json!({ "kind": "text", "name": "q", "label": "Q", "max_length": most }));
        assert_eq!(text(1), None);
        assert_eq!(text(0), Some("no-length"));
    }
}
