//! A condition as people fill it in: rules with one word between them. What rules cannot say stays an expression.

use super::field::{APART, Asking};
use super::variables::{VariableView, find_variable};
use crate::engine::Form;
use crate::engine::expr::rules::{COMPARISONS, Comparison, Joining, Rule, RuleSet};
use crate::engine::expr::{Expr, Literal};
use crate::engine::model::{Definition, KindName};
use crate::i18n::Locale;

/// The most rules of a condition; what has more is written as an expression.
pub const MOST_RULES: usize = 20;

/// A condition.
#[derive(Debug)]
pub struct ConditionView {
    /// As an expression.
    pub source: String,
    /// The expression that was shown when the form was filled in.
    pub was: String,
    /// As rules with an empty one at the end; none where rules cannot say it.
    pub rules: Vec<RuleView>,
    /// Whether one rule is enough; else all must hold.
    pub any: bool,
    /// The same in words; empty where there is no condition, or no words for it.
    pub words: String,
}

/// A rule.
#[derive(Debug)]
pub struct RuleView {
    /// Its place, from 0.
    pub index: usize,
    /// The variable; empty for a rule that is not filled in.
    pub variable: String,
    /// What it can be compared by: value, words, whether it is chosen.
    pub comparisons: Vec<(&'static str, String, bool)>,
    /// Whether there is a value beside the variable.
    pub has_value: bool,
    /// With what.
    pub value: String,
    /// What there is to choose from; empty where it is typed.
    pub choices: Vec<(String, String)>,
}

impl ConditionView {
    /// What it means.
    pub(super) fn meaning(&self, t: &Locale) -> String {
        t.with("condition-means", &[("rules", self.words.as_str().into())])
    }
}

impl RuleView {
    /// What it is called.
    pub(super) fn heading(&self, t: &Locale) -> String {
        t.with("condition-question", &[("number", t.count(self.index + 1).into())])
    }

    /// What its button does that takes it away.
    pub(super) fn removal(&self, t: &Locale) -> String {
        t.with("condition-drop", &[("number", t.count(self.index + 1).into())])
    }
}

/// A rule as forms say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedRule {
    /// The variable.
    pub variable: String,
    /// The word of the comparison.
    pub comparison: String,
    /// The value.
    pub value: String,
}

/// The part of a field's name with the expression that was shown.
pub const WAS: &str = "was";

/// The name of a part of a rule's fields behind the name of its property.
pub fn part_name(part: &str, index: usize) -> String {
    format!("{part}.{index}")
}

/// A rule as it is filled in.
pub fn typed(rule: &Rule) -> TypedRule {
    let word = COMPARISONS.iter().find(|(it, _)| *it == rule.comparison);
    TypedRule {
        variable: rule.variable.clone(),
        comparison: word.map_or("is", |(_, word)| word).to_owned(),
        value: rule.value.to_string(),
    }
}

/// The comparison of this word.
pub fn comparison(word: &str) -> Comparison {
    COMPARISONS.iter().find(|(_, it)| *it == word).map_or(Comparison::Is, |(it, _)| *it)
}

impl Asking<'_> {
    /// A condition whose field is called so.
    pub(super) fn condition(&self, name: &str, stored: String, source: String) -> ConditionView {
        let was = self.typed.and_then(|form| form.find(&format!("{name}{APART}{WAS}")));
        let was = was.map_or(stored, str::to_owned);
        let rules = match source.trim() {
            "" => Some(RuleSet { joining: Joining::All, rules: Vec::new() }),
            source => rules_of(source),
        };
        let rules = rules.filter(|it| it.rules.len() < MOST_RULES);
        let words = rules.as_ref().map_or(String::new(), |it| self.said(it));
        let (any, mut lines) = match (self.typed.and_then(|form| typed_in(form, name)), &rules) {
            (Some(typed), _) => typed,
            (None, Some(rules)) => {
                (rules.joining == Joining::Any, rules.rules.iter().map(typed).collect())
            }
            (None, None) => {
                return ConditionView { source, was, rules: Vec::new(), any: false, words };
            }
        };
        lines.retain(|it: &TypedRule| !it.variable.is_empty());
        let empty = ["", "is", ""].map(str::to_owned);
        let [variable, comparison, value] = empty;
        lines.push(TypedRule { variable, comparison, value });
        let rules = lines.into_iter().enumerate().map(|(at, line)| self.rule(at, line)).collect();
        ConditionView { source, was, rules, any, words }
    }

    fn rule(&self, index: usize, line: TypedRule) -> RuleView {
        let variable = find_variable(self.definition, &line.variable);
        let current = comparison(&line.comparison);
        let offered = variable.map_or(COMPARISONS.map(|(it, _)| it).to_vec(), |it| offered(&it));
        let comparisons = COMPARISONS
            .iter()
            .filter(|(it, _)| offered.contains(it) || *it == current)
            .map(|(it, word)| (*word, self.compared(word), *it == current))
            .collect();
        let mut choices =
            variable.map_or(Vec::new(), |it| it.choices(self.definition, self.first_language()));
        if !choices.is_empty() && !choices.iter().any(|(value, _)| *value == line.value) {
            choices.insert(0, (line.value.clone(), line.value.clone()));
        }
        RuleView {
            index,
            has_value: current.has_value(),
            variable: line.variable,
            comparisons,
            value: line.value,
            choices,
        }
    }

    fn compared(&self, word: &str) -> String {
        self.t.text(&format!("rule-{word}")).into_owned()
    }

    fn first_language(&self) -> &str {
        self.definition.languages.first().map_or("", String::as_str)
    }

    /// Rules in words.
    fn said(&self, rules: &RuleSet) -> String {
        let said: Vec<String> = rules.rules.iter().map(|it| self.rule_said(it)).collect();
        let word = match rules.joining {
            Joining::All => self.t.text("condition-and"),
            Joining::Any => self.t.text("condition-or"),
        };
        said.join(&format!(" {word} "))
    }

    fn rule_said(&self, rule: &Rule) -> String {
        let TypedRule { variable: name, comparison: word, value } = typed(rule);
        let variable = find_variable(self.definition, &name);
        let label = variable.map_or(String::new(), |it| it.words(self.first_language()));
        let label = if label.is_empty() { name } else { label };
        let choices =
            variable.map_or(Vec::new(), |it| it.choices(self.definition, self.first_language()));
        let chosen = choices.into_iter().find(|(it, _)| *it == value);
        let value = match chosen {
            Some((_, words)) if !words.is_empty() => {
                self.t.with("rule-quoted", &[("text", words.into())])
            }
            _ => value,
        };
        let label = self.t.with("rule-quoted", &[("text", label.into())]);
        format!("{label} {} {value}", self.compared(&word)).trim_end().to_owned()
    }
}

/// The comparisons that fit the answers of a variable.
fn offered(variable: &VariableView<'_>) -> Vec<Comparison> {
    use Comparison::{
        Answered, AtLeast, AtMost, Greater, Is, IsNot, Less, NotTicked, Ticked, Unanswered,
    };
    match variable.kind() {
        KindName::SelectMultiple => vec![Ticked, NotTicked, Answered, Unanswered],
        KindName::Text => vec![Is, IsNot, Answered, Unanswered],
        _ => vec![Is, IsNot, AtLeast, AtMost, Greater, Less, Answered, Unanswered],
    }
}

/// The rules that a form says of the property whose field is called so, and whether one is enough.
pub fn typed_in(form: &Form, name: &str) -> Option<(bool, Vec<TypedRule>)> {
    let find = |part: &str| form.find(&format!("{name}{APART}{part}"));
    find(&part_name("of", 0))?;
    let typed = |part: &str, index| find(&part_name(part, index)).unwrap_or_default().trim();
    let rules = (0..MOST_RULES).map(|index| TypedRule {
        variable: typed("of", index).to_owned(),
        comparison: typed("how", index).to_owned(),
        value: typed("value", index).to_owned(),
    });
    Some((find("join") == Some("any"), rules.collect()))
}

/// What a rule compares with until somebody says so: there must be something, and it must be seen that it is not meant.
fn unsaid(kind: Option<KindName>) -> &'static str {
    match kind {
        Some(KindName::Date | KindName::DateTime) => "2000-01-01",
        Some(KindName::Text) | None => "…",
        Some(_) => "0",
    }
}

/// The expression of the rules that were filled in; those without a variable are left out. One without a value
/// gets the first there is to choose, or one that stands for it.
///
/// A rule that `before` has already stays as it is written there.
pub fn composed(
    definition: &Definition,
    before: Option<&RuleSet>,
    (any, lines): (bool, &[TypedRule]),
) -> String {
    let known = |line: &TypedRule| before?.rules.iter().find(|it| typed(it) == *line).cloned();
    let rules = lines.iter().filter(|it| !it.variable.is_empty());
    let rules = rules.map(|line| {
        if let Some(rule) = known(line) {
            return rule;
        }
        let variable = find_variable(definition, &line.variable);
        let is_multiple = variable.is_some_and(|it| it.is_multiple());
        let comparison = match (comparison(&line.comparison), is_multiple) {
            (Comparison::Is, true) => Comparison::Ticked,
            (Comparison::IsNot, true) => Comparison::NotTicked,
            (comparison, _) => comparison,
        };
        let mut value = line.value.clone();
        if comparison.has_value() && value.is_empty() {
            let choices = variable.map_or(Vec::new(), |it| it.choices(definition, ""));
            value = match choices.into_iter().next() {
                Some((first, _)) => first,
                None => unsaid(variable.map(|it| it.kind())).to_owned(),
            };
        }
        let value = Literal::typed(if comparison.has_value() { &value } else { "" });
        Rule { variable: line.variable.clone(), comparison, value }
    });
    let joining = if any { Joining::Any } else { Joining::All };
    RuleSet { joining, rules: rules.collect() }.to_string()
}

/// The rules that an expression consists of.
pub fn rules_of(source: &str) -> Option<RuleSet> {
    RuleSet::of(&Expr::parse(source).ok()?)
}
