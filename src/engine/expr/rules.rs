//! A condition as rules that people fill in: an answer, a comparison, a value, all of them joined by one word.
//! What cannot be said so stays an expression.

use std::fmt;

use super::tree::{Node, Operator};
use super::{Expr, Literal};

/// Rules that together are a condition.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleSet {
    /// What joins them; of one rule it says nothing.
    pub joining: Joining,
    /// The rules.
    pub rules: Vec<Rule>,
}

/// What joins rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joining {
    /// All must hold: `and`.
    All,
    /// One is enough: `or`.
    Any,
}

/// One comparison of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The name of the variable.
    pub variable: String,
    /// How it is compared.
    pub comparison: Comparison,
    /// With what; empty where nothing is compared with.
    pub value: Literal,
}

/// How an answer is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Is,
    /// `!=`
    IsNot,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
    /// `selected(…)`: it is among the ticked ones.
    Ticked,
    /// `not(selected(…))`
    NotTicked,
    /// `!= ''`: there is an answer.
    Answered,
    /// `= ''`
    Unanswered,
}

/// All of them with their words in forms, in the order in which they are offered.
pub const COMPARISONS: [(Comparison, &str); 10] = [
    (Comparison::Is, "is"),
    (Comparison::IsNot, "is-not"),
    (Comparison::Ticked, "ticked"),
    (Comparison::NotTicked, "not-ticked"),
    (Comparison::AtLeast, "at-least"),
    (Comparison::AtMost, "at-most"),
    (Comparison::Greater, "greater"),
    (Comparison::Less, "less"),
    (Comparison::Answered, "answered"),
    (Comparison::Unanswered, "unanswered"),
];

impl Comparison {
    /// Whether there is a value beside the answer.
    pub fn has_value(self) -> bool {
        !matches!(self, Self::Answered | Self::Unanswered)
    }
}

impl RuleSet {
    /// The rules that an expression consists of; nothing where it says what rules cannot.
    pub fn of(expr: &Expr) -> Option<Self> {
        let root = &expr.0.root;
        let (joining, nodes) = match root {
            Node::Chain(first, rest) => match rest.first()?.0 {
                Operator::And => (Joining::All, chained(first, rest)),
                Operator::Or => (Joining::Any, chained(first, rest)),
                _ => (Joining::All, vec![root]),
            },
            _ => (Joining::All, vec![root]),
        };
        let rules = nodes.into_iter().map(rule).collect::<Option<Vec<Rule>>>()?;
        Some(Self { joining, rules })
    }
}

/// The operands of a chain, which all have the same operator: those of one level are one chain.
fn chained<'n>(first: &'n Node, rest: &'n [(Operator, Node)]) -> Vec<&'n Node> {
    std::iter::once(first).chain(rest.iter().map(|(_, node)| node)).collect()
}

fn rule(node: &Node) -> Option<Rule> {
    match node {
        Node::Chain(left, rest) => {
            let [(operator, right)] = rest.as_slice() else { return None };
            let (variable, value) = (name(left)?, literal(right)?);
            let is_empty = value == Literal::Text(String::new());
            let comparison = match operator {
                Operator::Equal if is_empty => Comparison::Unanswered,
                Operator::Unequal if is_empty => Comparison::Answered,
                _ if is_empty => return None,
                Operator::Equal => Comparison::Is,
                Operator::Unequal => Comparison::IsNot,
                Operator::Less => Comparison::Less,
                Operator::AtMost => Comparison::AtMost,
                Operator::Greater => Comparison::Greater,
                Operator::AtLeast => Comparison::AtLeast,
                _ => return None,
            };
            Some(Rule { variable, comparison, value })
        }
        Node::Call(function, arguments) => match (function.name, arguments.as_slice()) {
            ("selected", [of, value]) => Some(Rule {
                variable: name(of)?,
                comparison: Comparison::Ticked,
                value: literal(value).filter(|it| *it != Literal::Text(String::new()))?,
            }),
            ("not", [inner]) => match rule(inner)? {
                Rule { variable, comparison: Comparison::Ticked, value } => {
                    Some(Rule { variable, comparison: Comparison::NotTicked, value })
                }
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

fn name(node: &Node) -> Option<String> {
    match node {
        Node::Reference(name) => Some(name.clone()),
        _ => None,
    }
}

fn literal(node: &Node) -> Option<Literal> {
    match node {
        Node::Text(text) => Some(Literal::Text(text.clone())),
        Node::Number(number) => Some(Literal::Number(*number)),
        Node::Negate(inner) => match **inner {
            Node::Number(number) => Some(Literal::Number(-number)),
            _ => None,
        },
        _ => None,
    }
}

impl Literal {
    /// What somebody typed: a number where it is written as one, else a text.
    pub fn typed(words: &str) -> Self {
        let point = words.replace(',', ".");
        match point.parse::<f64>() {
            Ok(number) if number.is_finite() && Self::Number(number).to_string() == point => {
                Self::Number(number)
            }
            _ => Self::Text(words.to_owned()),
        }
    }
}

/// As it is typed.
impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

/// As it stands in an expression. A text cannot hold both kinds of quotation marks: the language has no way to
/// write it, so the double ones become single ones.
fn quoted(value: &Literal) -> String {
    match value {
        Literal::Number(number) => number.to_string(),
        Literal::Text(text) if !text.contains('\'') => format!("'{text}'"),
        Literal::Text(text) => format!("\"{}\"", text.replace('"', "'")),
    }
}

/// As an expression.
impl fmt::Display for RuleSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.joining {
            Joining::All => " and ",
            Joining::Any => " or ",
        };
        for (index, rule) in self.rules.iter().enumerate() {
            if index > 0 {
                f.write_str(word)?;
            }
            write!(f, "{rule}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { variable, comparison, value } = self;
        let value = quoted(value);
        let sign = match comparison {
            Comparison::Is => "=",
            Comparison::IsNot => "!=",
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::Greater => ">",
            Comparison::AtLeast => ">=",
            Comparison::Ticked => return write!(f, "selected(${{{variable}}}, {value})"),
            Comparison::NotTicked => return write!(f, "not(selected(${{{variable}}}, {value}))"),
            Comparison::Answered => return write!(f, "${{{variable}}} != ''"),
            Comparison::Unanswered => return write!(f, "${{{variable}}} = ''"),
        };
        write!(f, "${{{variable}}} {sign} {value}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rules(source: &str) -> Option<RuleSet> {
        RuleSet::of(&Expr::parse(source).unwrap())
    }

    #[test]
    fn expressions_are_read_as_rules_and_written_alike() {
        for source in [
            "${mv_dir} = 2 and ${mv_age} >= 16",
            "${a} = 'x' or ${a} = 'y' or ${b} != ''",
            "selected(${ways}, 3) and not(selected(${ways}, 'bus')) and ${c} = ''",
            "${n} < -1.5",
            "${n} != \"it's\"",
        ] {
            assert_eq!(rules(source).unwrap().to_string(), source);
        }
    }

    #[test]
    fn what_rules_cannot_say_is_left() {
        for source in [
            "${a} = 1 and (${b} = 2 or ${b} = 3)",
            "${a} = ${b}",
            "${a} + 1 = 2",
            "1 = ${a}",
            "not(${a} = 1)",
            ". = 1",
            "true()",
            "${a}",
            "${a} < ''",
            "count-selected(${a}) > 1",
            "1 < ${a} and ${a} = 1 = 1",
        ] {
            assert_eq!(rules(source), None, "{source}");
        }
    }

    #[test]
    fn what_is_typed_is_a_number_where_it_looks_like_one() {
        for (typed, literal) in [
            ("2", Literal::Number(2.0)),
            ("-1.5", Literal::Number(-1.5)),
            ("1,5", Literal::Number(1.5)),
            ("07", Literal::Text("07".to_owned())),
            ("1e3", Literal::Text("1e3".to_owned())),
            ("NaN", Literal::Text("NaN".to_owned())),
            ("bus", Literal::Text("bus".to_owned())),
        ] {
            assert_eq!(Literal::typed(typed), literal, "{typed}");
        }
    }

    fn rule() -> impl Strategy<Value = Rule> {
        let comparison = proptest::sample::select(COMPARISONS.map(|(it, _)| it).to_vec());
        let value = prop_oneof![
            (-1_000_000i32..1_000_000).prop_map(|it| Literal::Number(f64::from(it) / 8.0)),
            "[^\"\\p{C}]{1,12}".prop_map(Literal::Text),
        ];
        ("[a-z][a-z0-9_]{0,8}", comparison, value).prop_map(|(variable, comparison, value)| Rule {
            variable,
            comparison,
            value: if comparison.has_value() { value } else { Literal::Text(String::new()) },
        })
    }

    proptest! {
        /// Whatever is filled in becomes an expression that says the same.
        #[test]
        fn rules_are_read_again(
            rules in proptest::collection::vec(rule(), 1..6),
            any in any::<bool>(),
        ) {
            let joining = if any && rules.len() > 1 { Joining::Any } else { Joining::All };
            let rules = RuleSet { joining, rules };
            let read = RuleSet::of(&Expr::parse(&rules.to_string()).unwrap());
            prop_assert_eq!(read, Some(rules));
        }
    }
}
