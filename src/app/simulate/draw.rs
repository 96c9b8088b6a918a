//! Drawing a value: the profile's case where one holds, else the kind's default.

use std::borrow::Cow;

use crate::engine::Evaluation;
use crate::engine::expr::{Env, Expr, Nodes, Resolver, Value};
use crate::engine::{Form, Questionnaire};

use super::profile::{Case, Formula, Habits, Normal, Profile, SKIP};
use super::random::Random;

/// A synthetic resident: what is true of her, and her dice.
pub(super) struct Resident<'s> {
    profile: &'s Profile,
    env: &'s Env,
    traits: Vec<(&'s str, String)>,
    pub(super) language: String,
    /// How often she leaves a question empty.
    pub(super) skip: f64,
    pub(super) random: Random,
}

/// What a resident knows while she answers: the pages before, and what is above on this one.
#[derive(Clone, Copy)]
pub(super) struct Knowledge<'k> {
    pub(super) evaluation: &'k Evaluation<'k, 'k>,
    pub(super) form: &'k Form,
}

/// What may be answered.
pub(super) enum Offer<'o> {
    /// One of these; `ordered` from little to much.
    Choices { values: &'o [&'o str], ordered: bool },
    /// A number.
    Number { min: Option<f64>, max: Option<f64>, digits: u8 },
    /// A text with at most so many characters.
    Text { max: Option<u32> },
}

impl<'s> Resident<'s> {
    /// A resident with a persona and a language.
    pub(super) fn new(
        questionnaire: &Questionnaire,
        profile: &'s Profile,
        env: &'s Env,
        random: Random,
    ) -> Self {
        let (traits, language) = (Vec::new(), String::new());
        let mut resident = Self { profile, env, traits, language, skip: SKIP, random };
        for part in &profile.persona {
            let offer = Offer::Text { max: None };
            let value = resident.case(&part.cases, None).and_then(|c| resident.by(c, &offer, None));
            resident.traits.push((&part.name, value.unwrap_or_default()));
        }
        if let Some(skip) = &profile.habits.skip {
            resident.skip = resident.number(skip, None);
        }
        let languages = &questionnaire.definition().languages;
        let values: Vec<&str> = languages.iter().map(String::as_str).collect();
        let offer = Offer::Choices { values: &values, ordered: false };
        resident.language = resident.value(&profile.language, &offer, None).unwrap_or_default();
        resident
    }

    pub(super) fn habits(&self) -> &'s Habits {
        &self.profile.habits
    }

    /// How likely she gives up at this page.
    pub(super) fn break_off(&self, page: &str) -> f64 {
        self.profile.break_off.get(page).copied().unwrap_or(self.profile.habits.break_off)
    }

    /// The cases of the first of these names that the profile knows.
    pub(super) fn cases(&self, names: &[&str]) -> &'s [Case] {
        names.iter().find_map(|name| self.profile.answers.get(*name)).map_or(&[], Vec::as_slice)
    }

    /// The case that holds now.
    pub(super) fn case(&self, cases: &'s [Case], known: Option<Knowledge<'_>>) -> Option<&'s Case> {
        cases.iter().find(|case| {
            case.when
                .as_ref()
                .is_none_or(|Formula(expr)| self.eval(expr, known, |v| v.to_boolean()))
        })
    }

    /// A formula as a number; 0 where it gives none.
    pub(super) fn number(&self, Formula(expr): &Formula, known: Option<Knowledge<'_>>) -> f64 {
        let number = self.eval(expr, known, |value| value.to_number());
        if number.is_nan() { 0.0 } else { number }
    }

    /// A formula as a text.
    pub(super) fn text(&self, Formula(expr): &Formula, known: Option<Knowledge<'_>>) -> String {
        self.eval(expr, known, |value| value.to_text().into_owned())
    }

    fn eval<T>(
        &self,
        expr: &Expr,
        known: Option<Knowledge<'_>>,
        take: impl Fn(&Value<'_>) -> T,
    ) -> T {
        take(&expr.eval(&Mind { traits: &self.traits, known }, self.env))
    }

    /// A value among those offered, or none. What the profile gives is trusted for numbers and
    /// texts: if the engine refuses it, the walk says so.
    pub(super) fn value(
        &mut self,
        cases: &'s [Case],
        offer: &Offer<'_>,
        known: Option<Knowledge<'_>>,
    ) -> Option<String> {
        match self.case(cases, known) {
            Some(case) => self.by(case, offer, known),
            None => self.default_value(offer),
        }
    }

    fn by(
        &mut self,
        case: &Case,
        offer: &Offer<'_>,
        known: Option<Knowledge<'_>>,
    ) -> Option<String> {
        if let Some(probability) = &case.probability {
            let probability = self.number(probability, known);
            if !self.random.chance(probability) {
                return None;
            }
        }
        if let Some(weights) = &case.weights {
            let is_offered = |value: &str| match offer {
                Offer::Choices { values, .. } => values.contains(&value),
                Offer::Number { .. } | Offer::Text { .. } => true,
            };
            let offered: Vec<(&str, f64)> = weights
                .iter()
                .map(|(value, weight)| (value.as_str(), *weight))
                .filter(|(value, _)| is_offered(value))
                .collect();
            return self.random.weighted(&offered).map(str::to_owned);
        }
        if let Some(normal) = &case.normal {
            return Some(self.normal(normal, offer, known));
        }
        if let Some(value) = &case.value {
            let value = self.text(value, known);
            let offered = match offer {
                Offer::Choices { values, .. } => values.contains(&value.as_str()),
                Offer::Number { .. } | Offer::Text { .. } => !value.is_empty(),
            };
            return offered.then_some(value);
        }
        let texts = case.texts.as_ref()?;
        let texts = texts.get(&self.language).or_else(|| texts.values().next())?;
        self.random.pick(texts).cloned()
    }

    fn normal(
        &mut self,
        normal: &Normal,
        offer: &Offer<'_>,
        known: Option<Knowledge<'_>>,
    ) -> String {
        let mut number = self.number(&normal.mean, known) + normal.sd * self.random.normal();
        if let Some(min) = &normal.min {
            number = number.max(self.number(min, known));
        }
        if let Some(max) = &normal.max {
            number = number.min(self.number(max, known));
        }
        match offer {
            Offer::Choices { values, .. } => nearest(values, number).unwrap_or_default(),
            Offer::Number { min, max, digits } => written(within(number, *min, *max), *digits),
            Offer::Text { .. } => written(number, normal.digits),
        }
    }

    fn default_value(&mut self, offer: &Offer<'_>) -> Option<String> {
        match offer {
            Offer::Choices { values, ordered: true } => {
                let middle = (values.len() as f64 - 1.0) / 2.0;
                let position = middle + middle / 2.0 * self.random.normal();
                let last = values.len().saturating_sub(1);
                values.get((position.round().max(0.0) as usize).min(last)).map(|v| (*v).to_owned())
            }
            Offer::Choices { values, ordered: false } => {
                self.random.pick(values).map(|value| (*value).to_owned())
            }
            Offer::Number { min, max, digits } => {
                let min = min.unwrap_or_else(|| max.map_or(0.0, |max| max.min(0.0)));
                let max = max.unwrap_or(min + 10.0);
                let number = min + (max - min) * self.random.unit();
                Some(written(within(number, Some(min), Some(max)), *digits))
            }
            Offer::Text { max } => {
                let words = 1 + self.random.below(PLACEHOLDER.len());
                let text: String = PLACEHOLDER[..words].join(" ");
                Some(text.chars().take(max.unwrap_or(u32::MAX) as usize).collect())
            }
        }
    }
}

/// What is written into a text field the profile says nothing about: plainly no answer.
const PLACEHOLDER: [&str; 5] = ["lorem", "ipsum", "dolor", "sit", "amet"];

/// Whether a form says why there is no answer.
fn is_missing_code(posted: &str) -> bool {
    matches!(posted, "-8" | "-7" | "-6")
}

/// The choice nearest to a number; missing codes and choices that are no numbers do not count.
fn nearest(values: &[&str], number: f64) -> Option<String> {
    let distance = |value: &str| value.parse::<f64>().ok().map(|value| (value - number).abs());
    values
        .iter()
        .filter(|value| !is_missing_code(value))
        .filter_map(|value| Some((distance(value)?, *value)))
        .min_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, value)| value.to_owned())
}

fn within(number: f64, min: Option<f64>, max: Option<f64>) -> f64 {
    number.min(max.unwrap_or(f64::INFINITY)).max(min.unwrap_or(f64::NEG_INFINITY))
}

fn written(number: f64, digits: u8) -> String {
    format!("{:.*}", usize::from(digits), number + 0.0)
}

/// What formulas see.
struct Mind<'m> {
    traits: &'m [(&'m str, String)],
    known: Option<Knowledge<'m>>,
}

impl Resolver for Mind<'_> {
    fn nodes(&self, name: &str) -> Nodes<'_> {
        if let Some((_, value)) = self.traits.iter().find(|(known, _)| *known == name) {
            return Nodes::One(Cow::Borrowed(value));
        }
        let Some(Knowledge { evaluation, form }) = self.known else {
            return Nodes::One(Cow::Borrowed(""));
        };
        let answer = |(field, value): (&str, &'_ str)| {
            field == name && !value.is_empty() && !is_missing_code(value)
        };
        let here: Vec<&str> =
            form.iter().filter(|pair| answer(*pair)).map(|(_, value)| value).collect();
        Nodes::One(match here.as_slice() {
            [] => Cow::Borrowed(evaluation.value(name)),
            [one] => Cow::Borrowed(one),
            many => Cow::Owned(many.join(" ")),
        })
    }

    fn this(&self) -> &str {
        ""
    }

    fn attribute(&self, _: &str) -> Option<&str> {
        None
    }

    fn choice_label(&self, _: &str, _: &str) -> Option<String> {
        None
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::*;
    use crate::app::builtin::{self, Builtin};
    use crate::engine::expr::Calendar;
    use crate::formats::json;

    /// Who the residents are, without the walk: thousands, so that chance plays no part.
    #[test]
    fn the_wesermarsch_residents_are_those_reported() {
        let wesermarsch = builtin::find_questionnaire("wesermarsch").unwrap();
        let questionnaire = json::load(wesermarsch, &Builtin).sound().unwrap();
        let profile = builtin::find_profile("wesermarsch").unwrap();
        let profile = Profile::load(profile, &questionnaire).unwrap();
        let calendar = Calendar::from_words("1 2 3 4 5 6 7 8 9 10 11 12", "1 2 3 4 5 6 7");
        let env = Env {
            now: jiff::Timestamp::UNIX_EPOCH.to_zoned(jiff::tz::TimeZone::UTC),
            calendar: Arc::new(calendar.unwrap()),
            seed: 0,
        };

        let mut women = 0;
        let mut reasons = BTreeMap::<String, u32>::new();
        let mut places = BTreeMap::<String, u32>::new();
        for number in 0..3000 {
            let resident = Resident::new(&questionnaire, &profile, &env, Random::new(1, number));
            let is = |name: &str| {
                resident.traits.iter().find(|(known, _)| *known == name).unwrap().1.clone()
            };
            women += u32::from(is("woman") == "1");
            if is("dir") == "2" {
                *reasons.entry(is("main")).or_default() += 1;
                *places.entry(is("far")).or_default() += 1;
            }
        }
        let by_count = |count: &BTreeMap<String, u32>| {
            let mut names: Vec<String> = count.keys().cloned().collect();
            names.sort_by_key(|name| std::cmp::Reverse(count[name]));
            names
        };
        assert_eq!(
            by_count(&reasons)[..2],
            ["101", "201"],
            "study first, work second: {reasons:?}"
        );
        assert_eq!(by_count(&places)[0], "ol", "{places:?}");
        assert!((1530..1750).contains(&women), "{women}");
        assert!(reasons.values().sum::<u32>() > 1000, "{reasons:?}");
    }
}
