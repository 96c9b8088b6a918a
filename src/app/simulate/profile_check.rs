//! A profile against its questionnaire: every variable, value, page and language it names exists.

use crate::engine::expr::Expr;
use crate::engine::problem::{Problem, Remark, Severity, remark, token};
use crate::engine::{Holds, Question, Questionnaire};

use super::profile::{Case, Formula, Profile};

/// Everything that is wrong, with its place.
pub(super) fn problems(profile: &Profile, questionnaire: &Questionnaire) -> Vec<Problem> {
    let mut check = Check { questionnaire, traits: Vec::new(), problems: Vec::new() };
    check.habits(profile);
    for (index, part) in profile.persona.iter().enumerate() {
        let place = format!("/persona/{index}");
        if questionnaire.find_slot(&part.name).is_some() {
            let message = remark!("profile-trait-is-variable", name = part.name);
            check.problem(&place, message, remark!("profile-rename-trait"));
        }
        // Before the first page there are only the traits drawn so far.
        check.cases(&format!("{place}/cases"), &part.cases, &CasePurpose::Persona);
        check.traits.push(&part.name);
    }
    check.cases("/language", &profile.language, &CasePurpose::Language);
    if let Some(Formula(expr)) = &profile.habits.skip {
        check.names("/habits/skip", expr, false);
    }
    for (name, cases) in &profile.answers {
        let place = format!("/answers/{}", token(name));
        match check.variable(name) {
            Some(variable) => check.cases(&place, cases, &variable),
            None => check.problem(
                &place,
                remark!("profile-no-variable", name),
                remark!("profile-name-variable"),
            ),
        }
    }
    check.problems
}

/// What a list of cases is for.
enum CasePurpose<'q> {
    Persona,
    Language,
    Answer { question: &'q Question, holds: Option<Holds> },
}

struct Check<'c> {
    questionnaire: &'c Questionnaire,
    traits: Vec<&'c str>,
    problems: Vec<Problem>,
}

impl<'c> Check<'c> {
    fn problem(&mut self, place: &str, what: Remark, hint: Remark) {
        let problem = Problem::new(Severity::Error, place, what);
        self.problems.push(Problem { hint: Some(hint), ..problem });
    }

    fn habits(&mut self, profile: &Profile) {
        let habits = &profile.habits;
        let named = [
            ("missing", habits.missing),
            ("text", habits.text),
            ("slip", habits.slip),
            ("back", habits.back),
            ("break_off", habits.break_off),
        ];
        let named = named.map(|(name, probability)| (format!("/habits/{name}"), probability));
        let pages =
            profile.break_off.iter().map(|(page, p)| (format!("/break_off/{}", token(page)), *p));
        for (place, probability) in named.into_iter().chain(pages) {
            if !(0.0..=1.0).contains(&probability) {
                let message = remark!("profile-no-probability", probability);
                self.problem(&place, message, remark!("profile-probability"));
            }
        }
        for page in profile.break_off.keys() {
            if self.questionnaire.find_page(page).is_none() {
                let message = remark!("profile-no-page", page);
                self.problem(
                    &format!("/break_off/{}", token(page)),
                    message,
                    remark!("profile-name-page"),
                );
            }
        }
    }

    fn variable(&self, name: &str) -> Option<CasePurpose<'c>> {
        let questions = self.questionnaire.questions();
        if let Some(slot) = self.questionnaire.find_slot(name) {
            let slot = &self.questionnaire.slots()[slot];
            let question = &questions[slot.question];
            return Some(CasePurpose::Answer { question, holds: Some(slot.holds) });
        }
        let question = questions.iter().find(|question| question.definition.name == name)?;
        let holds = (!question.definition.rows.is_empty()).then_some(Holds::Choice);
        Some(CasePurpose::Answer { question, holds })
    }

    fn cases(&mut self, place: &str, cases: &[Case], target: &CasePurpose<'_>) {
        for (index, case) in cases.iter().enumerate() {
            let place = format!("{place}/{index}");
            self.case(&place, case, target);
            if case.when.is_none() && index + 1 < cases.len() {
                let message = remark!("profile-never-reached");
                self.problem(&place, message, remark!("profile-give-when"));
            }
        }
    }

    fn case(&mut self, place: &str, case: &Case, target: &CasePurpose<'_>) {
        let ways = [
            case.weights.is_some(),
            case.normal.is_some(),
            case.value.is_some() && case.ticks.is_none(),
            case.texts.is_some(),
            case.ticks.is_some(),
        ];
        if ways.iter().filter(|way| **way).count() != 1 {
            self.problem(place, remark!("profile-how-drawn"), remark!("profile-one-way"));
        }
        let answers = matches!(target, CasePurpose::Answer { .. });
        let normal = case.normal.iter().flat_map(|normal| {
            [Some(&normal.mean), normal.min.as_ref(), normal.max.as_ref()].into_iter().flatten()
        });
        let formulas = [&case.when, &case.probability, &case.value].into_iter().flatten();
        let ticks = case.ticks.iter().flat_map(|ticks| ticks.values());
        for Formula(expr) in formulas.chain(normal).chain(ticks) {
            self.names(place, expr, answers);
        }
        let weights = case.weights.iter().flatten();
        for (value, weight) in weights.clone() {
            if !(0.0..f64::MAX).contains(weight) {
                let message = remark!("profile-negative", weight, value);
                self.problem(place, message, remark!("profile-zero-or-more"));
            }
        }
        let values = weights.map(|(value, _)| value);
        let values: Vec<&String> =
            values.chain(case.ticks.iter().flat_map(|ticks| ticks.keys())).collect();
        for value in values {
            self.value(place, value, target);
        }
        for language in case.texts.iter().flat_map(|texts| texts.keys()) {
            self.language(place, language);
        }
        if let CasePurpose::Answer { holds, .. } = target
            && case.ticks.is_some() != (*holds == Some(Holds::Choices))
        {
            let message = remark!("profile-ticks");
            self.problem(place, message, remark!("profile-use-weights"));
        }
    }

    fn names(&mut self, place: &str, expr: &Expr, answers: bool) {
        for reference in expr.references() {
            let name = &reference.name;
            let known = self.traits.contains(&name.as_str())
                || (answers && self.questionnaire.find_slot(name).is_some());
            if !known {
                let message = remark!("profile-unknown-here", source = expr.source(), name);
                self.problem(place, message, remark!("profile-use-trait"));
            }
        }
    }

    fn value(&mut self, place: &str, value: &str, target: &CasePurpose<'_>) {
        match target {
            CasePurpose::Persona => {}
            CasePurpose::Language => self.language(place, value),
            CasePurpose::Answer { question, .. } => {
                let choices = self.questionnaire.choices(question);
                let code =
                    value.parse().is_ok_and(|c: i32| question.definition.missing.contains(&c));
                let known = code || choices.is_empty() || choices.iter().any(|c| c.value == value);
                if !known {
                    let name = &question.definition.name;
                    let message = remark!("profile-no-choice", name, value);
                    self.problem(place, message, remark!("profile-use-value"));
                }
            }
        }
    }

    fn language(&mut self, place: &str, language: &str) {
        if !self.questionnaire.definition().languages.iter().any(|known| known == language) {
            let message = remark!("profile-no-language", language);
            self.problem(place, message, remark!("profile-use-language"));
        }
    }
}
