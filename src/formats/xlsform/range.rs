//! The scale of a `range` question: exact decimal numbers, since `0.3` is three steps of `0.1`.

use crate::engine::problem::{CellPlace, Remark, remark};

use super::parameters::{ParameterCheck, Parameters};
use super::table::SheetProblems;

/// A scale; XLSForm's usual one goes from 1 to 10.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) step: f64,
}

/// A decimal number as a whole number of the smallest unit all of them have.
type Units = i128;

/// Checks the parameters of a range. `labels` gives the choice names of a list, if there is one.
pub(super) fn check(
    parameters: &Parameters,
    appearance: &str,
    labels: impl Fn(&str) -> Option<Vec<String>>,
    cell: &CellPlace,
    found: &mut SheetProblems,
) {
    let keys = ["end", "placeholder", "start", "step", "tick_interval", "tick_labelset"];
    ParameterCheck { parameters, cell: cell.clone(), found }.keys(&keys);
    let mut error = |what: Remark| {
        found.error(cell.clone(), what);
    };
    let ticks = ["tick_interval", "placeholder", "tick_labelset"];
    let no_ticks = appearance.contains("no-ticks");
    if !appearance.is_empty()
        && !appearance.contains("vertical")
        && !no_ticks
        && let Some(key) = ticks.iter().find(|key| parameters.contains_key(**key))
    {
        error(remark!("form-scale-appearance", key, appearance));
    }

    let set = parameters.get("tick_labelset");
    let names = set.map(|list| labels(list));
    if let (Some(list), Some(None)) = (set, &names) {
        error(remark!("form-scale-no-list", list));
    }
    let names = names.flatten().unwrap_or_default();
    let mut texts = vec!["1".to_owned(), "10".to_owned(), "1".to_owned()];
    let mut given = Vec::new();
    for (index, key) in ["start", "end", "step", "tick_interval", "placeholder"].iter().enumerate()
    {
        let Some(value) = parameters.get(*key) else { continue };
        if decimal(value).is_none() {
            error(remark!("form-number", key, value));
            return;
        }
        match texts.get_mut(index) {
            Some(text) => text.clone_from(value),
            None => texts.push(value.clone()),
        }
        given.push(*key);
    }
    if let Some(name) = names.iter().find(|name| decimal(name).is_none()) {
        error(remark!("form-scale-choice-number", name));
        return;
    }
    texts.extend(names.iter().cloned());
    let Some(units) = units(&texts) else {
        error(remark!("form-scale-digits"));
        return;
    };
    let mut units = units.into_iter();
    let mut next = || units.next().unwrap_or_default();
    let (start, end, step) = (next(), next(), next());
    let interval = given.contains(&"tick_interval").then(&mut next);
    let placeholder = given.contains(&"placeholder").then(&mut next);
    let within = |value: Units| start.min(end) <= value && value <= start.max(end);
    let width = (end - start).abs();

    for (key, value) in [("step", Some(step)), ("tick_interval", interval)] {
        match value {
            Some(0) => error(remark!("form-scale-zero", key)),
            Some(value) if value > width => {
                error(remark!("form-scale-wide", key));
            }
            _ => {}
        }
    }
    if step == 0 || interval == Some(0) {
        return;
    }
    if interval.is_some_and(|interval| interval % step != 0) {
        error(remark!("form-scale-multiple"));
    }
    if let Some(placeholder) = placeholder {
        if (placeholder - start) % step != 0 {
            error(remark!("form-scale-placeholder-step"));
        }
        if !within(placeholder) {
            error(remark!("form-scale-placeholder-within"));
        }
    }
    let marks: Vec<Units> = units.collect();
    for (name, mark) in names.iter().zip(&marks) {
        let (distance, key) = interval.map_or((step, "step"), |ticks| (ticks, "tick_interval"));
        if !within(*mark) {
            error(remark!("form-scale-choice-off", name));
        } else if (mark - start) % distance != 0 {
            error(remark!("form-scale-choice-between", name, key));
        }
    }
    if set.is_some() && no_ticks {
        let ends = marks.contains(&start) && marks.contains(&end);
        if !ends || marks.iter().any(|mark| *mark != start && *mark != end) {
            error(remark!("form-scale-two-ends"));
        }
    }
}

/// The scale that parameters describe.
pub(super) fn scale(parameters: &Parameters) -> Scale {
    let value = |key: &str, usual: f64| {
        parameters.get(key).and_then(|text| text.parse().ok()).unwrap_or(usual)
    };
    Scale { start: value("start", 1.0), end: value("end", 10.0), step: value("step", 1.0) }
}

/// Digits and how many of them stand behind the point.
fn decimal(text: &str) -> Option<(Units, i32)> {
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let unsigned = whole.strip_prefix(['+', '-']).unwrap_or(whole);
    if unsigned.is_empty() && fraction.is_empty()
        || !unsigned.chars().chain(fraction.chars()).all(|c| c.is_ascii_digit())
    {
        return None;
    }
    let number: Units = format!("{whole}{fraction}").parse().ok()?;
    Some((number, i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?))
}

/// All numbers in the smallest unit one of them has; nothing when that is more than anybody needs.
fn units(texts: &[String]) -> Option<Vec<Units>> {
    let decimals: Vec<(Units, i32)> =
        texts.iter().map(|text| decimal(text)).collect::<Option<_>>()?;
    let finest = decimals.iter().map(|(_, behind)| *behind).max()?.max(0);
    let scaled = |(number, behind): &(Units, i32)| {
        let power = u32::try_from(finest.checked_sub(*behind)?).ok()?;
        let scaled = number.checked_mul(10i128.checked_pow(power)?)?;
        (scaled.abs() < 1 << 100).then_some(scaled)
    };
    decimals.iter().map(scaled).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn told(parameters: &str, appearance: &str, expected: &[&str]) {
        let parameters = super::super::parameters::parse(parameters).unwrap();
        let list = |name: &str| {
            let numbers = name.strip_prefix("at")?;
            Some(numbers.split('_').map(str::to_owned).collect())
        };
        let cell = CellPlace { sheet: "survey".into(), row: Some(2), column: None };
        let mut found = SheetProblems::default();
        check(&parameters, appearance, list, &cell, &mut found);
        let localized: Vec<String> =
            found.0.iter().map(|problem| problem.what.to_string()).collect();
        assert_eq!(localized, expected);
    }

    #[test]
    fn sound_scales_pass() {
        told("", "", &[]);
        told("start=0 end=1 step=0.1 tick_interval=0.3 placeholder=0.7", "", &[]);
        told("start=10 end=0 step=2", "picker", &[]);
        told("start=1e1 end=-5 step=5", "", &[]);
        told("start=0 end=10 step=2 tick_labelset=at0_4_10", "vertical", &[]);
        told("start=0 end=10 tick_labelset=at0_10", "no-ticks", &[]);
    }

    #[test]
    fn what_does_not_fit_is_told() {
        told("start=a", "", &["`start` must be a number, not `a`"]);
        told("step=0", "", &["`step` must not be 0"]);
        told("step=20", "", &["`step` is greater than the way from `start` to `end`"]);
        told(
            "start=0 end=1 step=0.2 tick_interval=0.3",
            "",
            &["`tick_interval` must be a multiple of `step`"],
        );
        told("placeholder=11", "", &["`placeholder` must be between `start` and `end`"]);
        told("start=0 step=2 placeholder=3", "", &["`placeholder` must be `start` and some steps"]);
        told(
            "placeholder=5",
            "picker",
            &["`placeholder` does not go with the appearance `picker`"],
        );
        told("tick_labelset=no", "", &["there is no list `no` for `tick_labelset`"]);
        told("tick_labelset=at1_x", "", &["the choice `x` of `tick_labelset` is no number"]);
        told("tick_labelset=at11", "", &["the choice `11` of `tick_labelset` is not on the scale"]);
        told(
            "start=0 end=10 step=2 tick_labelset=at3",
            "",
            &["the choice `3` of `tick_labelset` is not at a `step`"],
        );
        told(
            "tick_labelset=at1_5_10",
            "no-ticks",
            &["without ticks, `tick_labelset` has the two ends of the scale only"],
        );
    }
}
