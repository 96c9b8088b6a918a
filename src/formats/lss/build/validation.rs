//! What an answer must be: patterns, limits, sums, counts, and the author's own expressions.

use crate::engine::model::{self, KindName, Limit, Text};
use crate::engine::problem::{LssElement, remark};

use super::super::html::Style;
use super::super::index::{LssVariable, Target};
use super::super::plan::LssKind;
use super::super::script::{Gives, Term, chosen, count_of, parse, pattern_of};
use super::super::texts::parse_in_html;
use super::{Ask, Import};

/// What must hold for the answers of a question, and what is said otherwise.
#[derive(Default)]
pub(super) struct Validation {
    /// For all of its fields.
    all: Vec<Term>,
    /// For each field, with its answer as `this`: the attribute and the expression.
    each: Vec<(&'static str, String)>,
    message: Text,
}

impl<'s> Import<'s> {
    /// What must hold for a question as a whole.
    pub(super) fn validation(&mut self, ask: &mut Ask<'s>) -> Validation {
        let mut all = Vec::new();
        let mut each = Vec::new();
        for name in ["em_validation_q", "em_validation_sq"] {
            let source = ask.attribute(name);
            let words = || source.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            if source.is_empty() {
                continue;
            }
            if name == "em_validation_sq" || words().any(|word| word == "this") {
                each.push((name, source.to_owned()));
            } else {
                all.extend(self.check(source, None, &ask.attribute_part(name)));
            }
        }
        all.extend(self.count_limits(ask));
        all.extend(self.sum_limits(ask));
        Validation { all, each, message: self.tips(ask) }
    }

    /// What is said when an answer does not fit.
    fn tips(&mut self, ask: &mut Ask<'s>) -> Text {
        let languages = self.survey.languages.clone();
        let mut tips = Vec::new();
        for name in ["em_validation_q_tip", "em_validation_sq_tip"] {
            let local = ask.local(name, &languages);
            if !local.is_empty() {
                let what = ask.attribute_part(name);
                tips.push(self.text(&local, Style::Plain, &what));
                self.report.taken(&what, remark!("lss-tip"));
            }
        }
        match (tips.pop(), tips.pop()) {
            (Some(second), Some(first)) => {
                let joined = languages.iter().map(|language| {
                    let parts = [&first, &second].map(|tip| tip.find(language).unwrap_or_default());
                    (language.clone(), parts.join(" ").trim().to_owned())
                });
                Text::By(joined.filter(|(_, text)| !text.is_empty()).collect())
            }
            (one, _) => one.unwrap_or_default(),
        }
    }

    /// Puts on a field what must hold for it: of the question as a whole, and of its own answer.
    pub(super) fn constrain(
        &mut self,
        ask: &mut Ask<'s>,
        validation: &Validation,
        to: &mut model::Question,
        this: Option<&LssVariable>,
    ) {
        let mut all = validation.all.clone();
        let answer = || Term::reference(".", Gives::Text);
        let pattern = ask.question.preg.trim();
        if !pattern.is_empty() && !matches!(to.kind, KindName::Rank | KindName::SelectMultiple) {
            let what = ask.part(remark!("lss-part-pattern"));
            match pattern_of(pattern) {
                Ok(ours) => {
                    let term = Term::call("regex", Gives::Truth, &[answer(), Term::text(&ours)]);
                    all.extend(self.accepted(term, pattern, &what));
                }
                Err(message) => self.report.lost(&what, message),
            }
        }
        for (name, source) in &validation.each {
            all.extend(self.check(source, this, &ask.attribute_part(name)));
        }
        let length = ask.attribute("maximum_chars");
        if let Ok(length) = length.parse::<u32>()
            && length > 0
        {
            let what = ask.attribute_part("maximum_chars");
            self.report.taken(&what, remark!("lss-most-characters", length));
            if to.kind == KindName::Text {
                to.max_length = Some(length);
            } else {
                let count = Term::call("string-length", Gives::Number, &[answer()]);
                all.push(count.compare("<=", Term::number(length)));
            }
        } else if !length.is_empty() {
            let what = ask.attribute_part("maximum_chars");
            self.report.lost(&what, remark!("lss-no-number", value = length));
        }
        if !all.is_empty() {
            to.constraint = Some(Term::all(all).text);
            to.constraint_message = validation.message.clone();
        }
    }

    /// Limits of a number: what the attributes say, or else these.
    pub(super) fn limits(
        &mut self,
        ask: &mut Ask<'s>,
        to: &mut model::Question,
        names: [&'static str; 2],
        or_else: [Option<f64>; 2],
    ) {
        let [min, max] = names.map(|name| self.limit(ask, name));
        let [least, most] = or_else.map(|number| number.map(Limit::Number));
        to.min = min.or(least);
        to.max = max.or(most);
        if let (Some(Limit::Number(min)), Some(Limit::Number(max))) = (&to.min, &to.max)
            && min > max
        {
            self.report.lost(&ask.what, remark!("lss-no-limits", min, max));
            (to.min, to.max) = (None, None);
        }
    }

    fn limit(&mut self, ask: &mut Ask<'s>, name: &'static str) -> Option<Limit> {
        let term = self.number(ask, name)?;
        Some(match term.text.parse() {
            Ok(number) => Limit::Number(number),
            Err(_) => Limit::Expression(term.text),
        })
    }

    /// An attribute that is a number or an expression.
    fn number(&mut self, ask: &mut Ask<'s>, name: &'static str) -> Option<Term> {
        let source = ask.attribute(name);
        if source.is_empty() {
            return None;
        }
        let what = ask.attribute_part(name);
        let bare = source.trim_matches(['{', '}']).trim();
        let here = self.here(None);
        match parse(bare).and_then(|node| here.translate_node(&node)) {
            Ok(made) => {
                let is = remark!("lss-is", source, expression = made.term.text);
                self.report.taken(&what, is);
                Some(made.term)
            }
            Err(message) => {
                self.report.lost(&what, remark!("lss-source", source).with(message));
                None
            }
        }
    }

    /// `min_answers` and `max_answers`.
    fn count_limits(&mut self, ask: &mut Ask<'s>) -> Vec<Term> {
        let limits = [("min_answers", ">="), ("max_answers", "<=")];
        let limits = limits.map(|(name, sign)| self.number(ask, name).map(|limit| (sign, limit)));
        let limits: Vec<_> = limits.into_iter().flatten().collect();
        if limits.is_empty() {
            return Vec::new();
        }
        let count = match ask.plan.kind {
            LssKind::Multiple | LssKind::MultipleWithComments | LssKind::Rank => {
                Term::call("count-selected", Gives::Number, &[Term::reference(".", Gives::Text)])
            }
            _ => {
                self.report.near(&ask.what, remark!("lss-count-checked"));
                count_of(self.index.of(self.question).filter_map(is_answered).collect())
            }
        };
        limits.into_iter().map(|(sign, limit)| count.clone().compare(sign, limit)).collect()
    }

    /// `min_num_value`, `max_num_value`, `equals_num_value`, and their older forms that name
    /// another question.
    fn sum_limits(&mut self, ask: &mut Ask<'s>) -> Vec<Term> {
        if ask.plan.kind != LssKind::Numbers {
            return Vec::new();
        }
        let limits = [
            ("min_num_value", ">="),
            ("min_num_value_sgqa", ">="),
            ("max_num_value", "<="),
            ("max_num_value_sgqa", "<="),
            ("equals_num_value", "="),
            ("num_value_equals_sgqa", "="),
        ];
        let limits = limits.map(|(name, sign)| self.number(ask, name).map(|limit| (sign, limit)));
        let numbers: Vec<Term> =
            ask.plan.rows.iter().map(|name| Term::reference(name, Gives::Number)).collect();
        let sum = Term::call("sum", Gives::Number, &[Term::together(&numbers)]);
        limits.into_iter().flatten().map(|(sign, limit)| sum.clone().compare(sign, limit)).collect()
    }

    /// Translates a condition on answers.
    fn check(
        &mut self,
        source: &str,
        this: Option<&LssVariable>,
        what: &LssElement,
    ) -> Option<Term> {
        let source = source.trim();
        let bare = source.strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
        let here = self.here(this);
        let made =
            parse_in_html(bare.unwrap_or(source)).and_then(|node| here.translate_node(&node));
        match made {
            Ok(made) => {
                for note in made.notes {
                    self.report.near(what, remark!("lss-source", source).with(note));
                }
                let term = made.term.into_truth();
                self.report.taken(what, remark!("lss-is", source, expression = term.text));
                Some(term)
            }
            Err(message) => {
                self.report.lost(what, remark!("lss-source", source).with(message));
                None
            }
        }
    }

    /// A condition, if our language takes it.
    fn accepted(&mut self, term: Term, source: &str, what: &LssElement) -> Option<Term> {
        match crate::engine::expr::Expr::parse(&term.text) {
            Ok(_) => {
                self.report.taken(what, remark!("lss-is", source, expression = term.text));
                Some(term)
            }
            Err(error) => {
                self.report.lost(what, remark!("lss-source", source).with(error.what));
                None
            }
        }
    }
}

fn is_answered(known: &LssVariable) -> Option<Term> {
    match &known.target {
        Target::Variable { name, .. } => {
            Some(Term::reference(name, Gives::Text).compare("!=", Term::text("")))
        }
        Target::Choice { list, value, .. } => Some(chosen(list, value)),
        Target::Place { .. } => None,
    }
}
