//! The tree of an expression in our language.

use std::collections::HashMap;
use std::ops::Range;

use super::super::index::{Index, LssVariable, Target};
use super::parser::{Node, parse};
use super::term::{Gives, Term};
use crate::engine::expr::Expr;
use crate::engine::problem::{Remark, remark};

/// Where an expression stands, and what it may refer to.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Here<'i> {
    /// All variables.
    pub(in super::super) index: &'i Index,
    /// When each question and subquestion is asked, if not always.
    pub(in super::super) asked: &'i AskedWhen,
    /// The question it belongs to.
    pub(in super::super) question: Option<usize>,
    /// What `this` is: the variable whose answer is looked at.
    pub(in super::super) this: Option<&'i LssVariable>,
}

/// When questions are asked.
#[derive(Debug, Default)]
pub(in super::super) struct AskedWhen {
    /// By question and subquestion.
    pub(in super::super) parts: HashMap<(usize, Option<usize>), Term>,
    /// By the questions of a group.
    pub(in super::super) groups: Vec<(Range<usize>, Term)>,
}

impl AskedWhen {
    /// When a variable is asked, as far as the question `of` does not have it in common.
    fn when(&self, known: &LssVariable, of: Option<usize>) -> Term {
        let has = |range: &Range<usize>, question| range.contains(&question);
        let groups = self.groups.iter().filter(|(range, _)| {
            has(range, known.question) && !of.is_some_and(|question| has(range, question))
        });
        let subs = std::iter::once(None).chain(known.sub.map(Some));
        let parts = subs.filter_map(|sub| self.parts.get(&(known.question, sub)));
        Term::all(groups.map(|(_, term)| term).chain(parts).cloned().collect())
    }
}

/// A translated expression.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Translated {
    /// The expression.
    pub(in super::super) term: Term,
    /// What differs from LimeSurvey.
    pub(in super::super) notes: Vec<Remark>,
}

impl Here<'_> {
    /// Translates an expression (without braces), or says why it cannot be.
    pub(in super::super) fn translate(&self, source: &str) -> Result<Translated, Remark> {
        self.translate_node(&parse(source)?)
    }

    /// The same for a parsed expression.
    pub(in super::super) fn translate_node(&self, node: &Node) -> Result<Translated, Remark> {
        let mut work = Work { here: *self, notes: Vec::new(), watched: Vec::new() };
        let term = work.node(node)?;
        let term = work.while_asked(node, term);
        // What our own parser refuses (patterns with look-ahead, say) has no counterpart either.
        Expr::parse(&term.text).map_err(|error| error.what)?;
        Ok(Translated { term, notes: work.notes })
    }
}

pub(super) struct Work<'i> {
    pub(super) here: Here<'i>,
    pub(super) notes: Vec<Remark>,
    /// Variables that make the whole expression nothing while they are not asked.
    watched: Vec<(&'i LssVariable, String)>,
}

/// What a name stands for in a list of arguments.
pub(super) struct Argument<'i> {
    known: &'i LssVariable,
    suffix: String,
}

pub(super) type TermResult = Result<Term, Remark>;

impl<'i> Work<'i> {
    pub(super) fn note(&mut self, note: Remark) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    pub(super) fn node(&mut self, node: &Node) -> TermResult {
        Ok(match node {
            Node::Number(number) => Term::number(number),
            Node::Text(text) => Term::text(text),
            Node::Variable(name) => self.variable(name)?,
            Node::Call(name, arguments) => self.call(name, arguments)?,
            Node::Not(inner) => self.truth(inner)?.not(),
            Node::Minus(inner) => self.node(inner)?.into_summand().minus(),
            Node::All(sides) => Term::all(self.truths(sides)?),
            Node::Any(sides) => Term::any(self.truths(sides)?),
            Node::Sum(sides) => self.sum(sides)?,
            Node::Binary(sign @ ("==" | "!="), a, b) => self.equal(*sign == "==", a, b)?,
            Node::Binary(sign @ ("<" | "<=" | ">" | ">="), a, b) => {
                let (a, b) = (self.rank(a)?, self.rank(b)?);
                a.compare(sign, b)
            }
            Node::Binary("/", a, b) => {
                let (a, b) = (self.node(a)?.into_summand(), self.node(b)?);
                a.calculate("div", b)
            }
            Node::Binary(sign, a, b) => {
                let (a, b) = (self.node(a)?.into_summand(), self.node(b)?.into_summand());
                a.calculate(sign, b)
            }
        })
    }

    /// A side of `and`, `or`, `!`, or the test of an `if`.
    pub(super) fn truth(&mut self, node: &Node) -> TermResult {
        if let Node::Variable(name) = node
            && let Argument {
                known: LssVariable { target: Target::Choice { list, value, .. }, .. },
                ..
            } = self.single(name)?
        {
            return Ok(chosen(list, value));
        }
        Ok(self.node(node)?.into_truth())
    }

    fn truths(&mut self, sides: &[Node]) -> Result<Vec<Term>, Remark> {
        sides.iter().map(|side| self.truth(side)).collect()
    }

    /// `+` adds numbers and joins texts.
    fn sum(&mut self, sides: &[Node]) -> TermResult {
        let terms = sides.iter().map(|side| self.node(side)).collect::<Result<Vec<_>, _>>()?;
        let is_text = |term: &Term| {
            term.gives == Gives::Text && !term.is_reference && number_in(&term.text).is_none()
        };
        let only_answers = terms.iter().all(|term| term.is_reference && term.gives == Gives::Text);
        let joined = || {
            let terms: Vec<Term> = terms.iter().cloned().map(Term::into_value).collect();
            Term::call("concat", Gives::Text, &terms)
        };
        if terms.iter().any(is_text) {
            return Ok(joined());
        }
        if only_answers {
            let number =
                |term: &Term| Term::call("number", Gives::Number, std::slice::from_ref(term));
            let are_numbers = terms.iter().map(|term| number(term).compare("=", number(term)));
            let sum = terms.iter().cloned().reduce(|a, b| a.calculate("+", b));
            let sum = sum.ok_or_else(nothing_added)?;
            let arguments = [Term::all(are_numbers.collect()), sum, joined()];
            return Ok(Term::call("if", Gives::Text, &arguments));
        }
        let sides =
            terms.into_iter().map(|term| number_in(&term.text).unwrap_or(term).into_summand());
        sides.reduce(|a, b| a.calculate("+", b)).ok_or_else(nothing_added)
    }

    fn equal(&mut self, is_equal: bool, a: &Node, b: &Node) -> TermResult {
        let (a, b) = if is_literal(a) { (b, a) } else { (a, b) };
        if let (Node::Variable(name), Node::Text(literal) | Node::Number(literal)) = (a, b) {
            let Argument { known, suffix } = self.single(name)?;
            match &known.target {
                Target::Choice { list, value, on } if suffix != "shown" => {
                    let chosen = chosen(list, value);
                    return Ok(match literal.as_str() {
                        literal if literal == *on => {
                            if is_equal {
                                chosen
                            } else {
                                chosen.not()
                            }
                        }
                        "" => {
                            if is_equal {
                                chosen.not()
                            } else {
                                chosen
                            }
                        }
                        _ => Term::truth(!is_equal),
                    });
                }
                Target::Variable { other, changed, .. } if suffix != "shown" => {
                    let renamed = other.iter().chain(changed).find(|(theirs, _)| theirs == literal);
                    if let Some((_, ours)) = renamed {
                        let term = self.item(known, &suffix)?;
                        return Ok(term.compare(equals(is_equal), Term::text(ours)));
                    }
                }
                _ => {}
            }
        }
        let (left, right) = (self.node(a)?, self.node(b)?);
        Ok(compare_equal(is_equal, left, right))
    }

    /// A side of `<` and its like: a number or a date.
    fn rank(&mut self, node: &Node) -> TermResult {
        match node {
            Node::Text(text) if is_number(text) => Ok(Term::number(text.trim())),
            Node::Text(text) if is_date(text) => Ok(Term::text(text)),
            Node::Text(text) => Err(remark!("lss-expr-alphabet", text)),
            _ => match self.node(node)? {
                term if term.gives == Gives::Truth => Ok(term.into_summand()),
                term => Ok(term),
            },
        }
    }

    fn variable(&mut self, name: &str) -> TermResult {
        let (base, suffix) = split_suffix(name);
        if let Some(fact) = self.fact(base, suffix) {
            return Ok(fact);
        }
        let Argument { known, suffix } = self.single(name)?;
        self.item(known, &suffix)
    }

    /// What is known about a question before anybody answers: `Q1.qid`.
    fn fact(&self, base: &str, suffix: &str) -> Option<Term> {
        let index = self.here.index;
        let known = index.find(base);
        let question = known.map(|known| known.question).or_else(|| index.find_question(base))?;
        let facts = index.facts(question)?;
        let numbers = known.map_or_else(|| facts.numbers(), |known| known.numbers.clone());
        Some(Term::text(&match suffix {
            "qid" => facts.qid.clone(),
            "gid" => facts.gid.clone(),
            "type" => facts.kind.clone(),
            "mandatory" => facts.mandatory.clone(),
            "sgqa" | "rowdivid" => numbers,
            "jsName" => format!("java{numbers}"),
            _ => return None,
        }))
    }

    /// The one variable a name stands for.
    fn single(&mut self, name: &str) -> Result<Argument<'i>, Remark> {
        let mut items = self.items(name)?;
        match (items.len(), items.pop()) {
            (1, Some(item)) => Ok(item),
            (0, _) => Err(remark!("lss-expr-no-answer", name)),
            _ => Err(remark!("lss-expr-several", name)),
        }
    }

    /// Every variable a name stands for: `Q1`, `this`, `self.sq_1.NAOK`, `that.Q1.nocomments`.
    pub(super) fn items(&mut self, name: &str) -> Result<Vec<Argument<'i>>, Remark> {
        let index = self.here.index;
        let name = name.strip_prefix("INSERTANS:").unwrap_or(name);
        let (base, suffix) = split_suffix(name);
        if let Some(known) = index.find(base) {
            if suffix != "NAOK" && suffix != "valueNAOK" {
                self.watched.push((known, name.to_owned()));
            }
            return Ok(vec![Argument { known, suffix: suffix.to_owned() }]);
        }
        let mut parts = name.split('.');
        let question = match parts.next().unwrap_or_default() {
            "this" => {
                let known = self.here.this.ok_or_else(|| remark!("lss-expr-no-answer", name))?;
                return Ok(vec![Argument { known, suffix: suffix.to_owned() }]);
            }
            "self" => self.here.question.ok_or_else(|| remark!("lss-expr-no-answer", name))?,
            "that" => {
                let code = parts.next().unwrap_or_default();
                index.find_question(code).ok_or_else(|| remark!("lss-no-question", code))?
            }
            code => index.find_question(code).ok_or_else(|| missing(name))?,
        };
        let mut items: Vec<&LssVariable> = index.of(question).collect();
        let mut suffix = "";
        for part in parts {
            match part {
                "nocomments" => items.retain(|known| !known.part.ends_with("comment")),
                "comments" => items.retain(|known| known.part.ends_with("comment")),
                "NAOK" | "shown" | "value" | "valueNAOK" | "code" => suffix = part,
                _ => match (part.strip_prefix("sq_"), part.strip_prefix("nosq_")) {
                    (Some(code), _) => items.retain(|known| known.part.contains(code)),
                    (_, Some(code)) => items.retain(|known| !known.part.contains(code)),
                    _ => return Err(no_counterpart(&format!(".{part}"))),
                },
            }
        }
        Ok(items.into_iter().map(|known| Argument { known, suffix: suffix.to_owned() }).collect())
    }

    /// The value of a variable under a suffix.
    pub(super) fn item(&mut self, known: &LssVariable, suffix: &str) -> TermResult {
        let is_this = self.here.this.is_some_and(|this| this.code == known.code);
        let is_shown = match suffix {
            "" | "NAOK" | "code" | "value" | "valueNAOK" => false,
            "shown" => true,
            "relevanceStatus" => {
                let asked = self.here.asked.when(known, self.here.question);
                let arguments = [asked, Term::number(1), Term::number(0)];
                return Ok(Term::call("if", Gives::Number, &arguments));
            }
            other => return Err(no_counterpart(&format!(".{other}"))),
        };
        let text = |name: &str| Term::reference(name, Gives::Text);
        let label = |value: Term, list: &str| {
            let list = Term::text(&format!("${{{list}}}"));
            Term::call("jr:choice-name", Gives::Text, &[value, list])
        };
        Ok(match &known.target {
            Target::Variable { name, gives, has_labels, .. } => {
                let reference = Term::reference(if is_this { "." } else { name }, *gives);
                if is_shown && *has_labels { label(reference, name) } else { reference }
            }
            Target::Choice { list, value, on } => {
                let then = match is_shown {
                    true => label(Term::text(value), list),
                    false => Term::text(on),
                };
                let arguments = [chosen(list, value), then, Term::text("")];
                Term::call("if", Gives::Text, &arguments)
            }
            Target::Place { list, place } => {
                let at = [text(list), Term::number(place)];
                let value = Term::call("selected-at", Gives::Text, &at);
                if is_shown { label(value, list) } else { value }
            }
        })
    }

    /// Whether a variable has an answer.
    pub(super) fn is_answered(&mut self, item: &Argument<'i>) -> TermResult {
        Ok(match &item.known.target {
            Target::Choice { list, value, .. } => chosen(list, value),
            _ => self.item(item.known, &item.suffix)?.compare("!=", Term::text("")),
        })
    }

    /// The value of an item of a list.
    pub(super) fn value(&mut self, item: &Argument<'i>) -> TermResult {
        self.item(item.known, &item.suffix)
    }

    /// In LimeSurvey an expression is nothing as a whole while a variable in it (without `.NAOK`)
    /// is not asked; here such an answer is empty. Where that makes a difference, it is said.
    fn while_asked(&self, node: &Node, term: Term) -> Term {
        if matches!(node, Node::Variable(_)) || term.is_fixed().is_some() {
            return term;
        }
        let mut guards: Vec<Term> = Vec::new();
        for (known, name) in &self.watched {
            if self.here.question == Some(known.question) || when_empty(node, name) == Some(false) {
                continue;
            }
            let asked = self.here.asked.when(known, self.here.question);
            if asked.is_fixed().is_none() && !guards.contains(&asked) {
                guards.push(asked);
            }
        }
        if guards.is_empty() {
            return term;
        }
        if term.gives == Gives::Truth {
            guards.push(term);
            return Term::all(guards);
        }
        let gives = term.gives;
        Term::call("if", gives, &[Term::all(guards), term, Term::text("")])
    }
}

/// `selected(${list}, 'value')`
pub(in super::super) fn chosen(list: &str, value: &str) -> Term {
    let arguments = [Term::reference(list, Gives::Text), Term::text(value)];
    Term::call("selected", Gives::Truth, &arguments)
}

/// `a = b`, as a number where LimeSurvey would see numbers.
pub(super) fn compare_equal(is_equal: bool, left: Term, right: Term) -> Term {
    let sign = equals(is_equal);
    let (left, right) = match (left.gives, right.gives) {
        (Gives::Truth, Gives::Truth) => (left, right),
        (Gives::Truth, _) if is_equal && right.text == "1" => return left,
        (Gives::Truth, _) if is_equal && right.text == "0" => return left.not(),
        (Gives::Truth, _) => (left.into_value(), right),
        (_, Gives::Truth) => (left, right.into_value()),
        (Gives::Number, Gives::Number) if left.is_reference && right.is_reference => {
            let number = |term| Term::call("number", Gives::Number, &[term]);
            (number(left), number(right))
        }
        (Gives::Number, Gives::Text) => {
            let right = number_in(&right.text).unwrap_or(right);
            (left, right)
        }
        (Gives::Text, Gives::Number) => (number_in(&left.text).unwrap_or(left), right),
        _ => (left, right),
    };
    left.compare(sign, right)
}

fn equals(is_equal: bool) -> &'static str {
    if is_equal { "=" } else { "!=" }
}

fn missing(name: &str) -> Remark {
    match name.split_once(':') {
        Some(("TOKEN" | "PASSTHRU" | "ATTRIBUTE", _)) => remark!("lss-expr-participants", name),
        _ => remark!("lss-none-such", name),
    }
}

/// What an expression asks for and nothing here gives.
pub(super) fn no_counterpart(what: &str) -> Remark {
    remark!("lss-expr-none", what)
}

/// A sum of no sides.
pub(super) fn nothing_added() -> Remark {
    no_counterpart("+")
}

/// `Q1.NAOK` is `Q1` and `NAOK`.
fn split_suffix(name: &str) -> (&str, &str) {
    name.split_once('.').unwrap_or((name, ""))
}

fn is_literal(node: &Node) -> bool {
    matches!(node, Node::Text(_) | Node::Number(_))
}

fn is_number(text: &str) -> bool {
    let text = text.trim();
    text.chars().all(|c| c.is_ascii_digit() || c == '.')
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.parse::<f64>().is_ok()
}

fn is_date(text: &str) -> bool {
    let digits = |part: Option<&str>, length| {
        part.is_some_and(|p| p.len() == length && p.bytes().all(|b| b.is_ascii_digit()))
    };
    let mut parts = text.split('-');
    digits(parts.next(), 4)
        && digits(parts.next(), 2)
        && digits(parts.next(), 2)
        && parts.next().is_none()
}

/// A number that was written as a text.
fn number_in(text: &str) -> Option<Term> {
    let inner = text.strip_prefix('\'')?.strip_suffix('\'')?;
    is_number(inner).then(|| Term::number(inner.trim()))
}

/// What a condition is for certain while the variable `name` is empty.
fn when_empty(node: &Node, name: &str) -> Option<bool> {
    let is_it = |node: &Node| matches!(node, Node::Variable(variable) if variable == name);
    match node {
        node if is_it(node) => Some(false),
        Node::Not(inner) => when_empty(inner, name).map(|truth| !truth),
        Node::All(sides) => {
            let truths = sides.iter().map(|side| when_empty(side, name));
            truths.reduce(|a, b| match (a, b) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            })?
        }
        Node::Any(sides) => {
            let truths = sides.iter().map(|side| when_empty(side, name));
            truths.reduce(|a, b| match (a, b) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            })?
        }
        Node::Call(function, arguments) => match arguments.as_slice() {
            [only] if function == "is_empty" && is_it(only) => Some(true),
            _ => None,
        },
        Node::Binary(sign, a, b) if is_it(a) || is_it(b) => {
            let literal = if is_it(a) { b } else { a };
            match (*sign, &**literal) {
                ("==", Node::Text(text) | Node::Number(text)) => Some(text.is_empty()),
                ("!=", Node::Text(text) | Node::Number(text)) => Some(!text.is_empty()),
                ("<" | "<=" | ">" | ">=", Node::Text(_) | Node::Number(_)) => Some(false),
                _ => None,
            }
        }
        _ => None,
    }
}
