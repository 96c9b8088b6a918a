//! ExpressionScript's functions.

use std::collections::HashSet;

use super::parser::Node;
use super::term::{Gives, Term};
use super::translate::{TermResult, Work, compare_equal, no_counterpart, nothing_added};
use crate::engine::problem::{Remark, remark};

/// Functions that need nothing but another name: theirs, ours, how many arguments.
const SAME: [(&str, &str, usize); 16] = [
    ("abs", "abs", 1),
    ("acos", "acos", 1),
    ("asin", "asin", 1),
    ("atan", "atan", 1),
    ("atan2", "atan2", 2),
    ("ceil", "ceiling", 1),
    ("cos", "cos", 1),
    ("exp", "exp", 1),
    ("floor", "floor", 1),
    ("intval", "int", 1),
    ("log", "log", 1),
    ("pi", "pi", 0),
    ("pow", "pow", 2),
    ("sin", "sin", 1),
    ("sqrt", "sqrt", 1),
    ("tan", "tan", 1),
];

const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜÀÁÂÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕØÙÚÛÝ";
const LOWER: &str = "abcdefghijklmnopqrstuvwxyzäöüàáâãåæçèéêëìíîïñòóôõøùúûý";

/// The greatest number `rand` gives when nothing is said.
const MOST_DRAWN: u32 = 2_147_483_647;

/// How many arguments `unique` compares, each with each.
const MOST_COMPARED: usize = 20;

impl Work<'_> {
    pub(super) fn call(&mut self, name: &str, arguments: &[Node]) -> TermResult {
        if let Some((_, ours, count)) = SAME.iter().find(|(theirs, ..)| *theirs == name)
            && arguments.len() == *count
        {
            let mut terms = Vec::new();
            for argument in arguments {
                terms.push(self.node(argument)?);
            }
            return Ok(Term::call(ours, Gives::Number, &terms));
        }
        match (name, arguments) {
            ("if", [test, yes, no]) => self.choose(test, yes, no),
            ("is_empty" | "is_null", [value]) => self.is_empty(value),
            ("is_numeric", [value]) => self.is_numeric(value),
            ("is_nan" | "is_string", [value]) => Ok(self.is_numeric(value)?.not()),
            ("is_int" | "is_float", [value]) => {
                let value = self.node(value)?;
                let whole = Term::call("int", Gives::Number, std::slice::from_ref(&value));
                let number = Term::call("number", Gives::Number, &[value]);
                let is_whole = number.clone().compare("=", whole);
                Ok(match name {
                    "is_int" => is_whole,
                    _ => Term::all(vec![number.clone().compare("=", number), is_whole.not()]),
                })
            }
            ("fixnum" | "floatval", [value]) => {
                let value = self.node(value)?;
                Ok(Term::call("number", Gives::Number, &[value]))
            }
            ("round", [value]) => {
                let value = self.node(value)?;
                Ok(Term::call("round", Gives::Number, &[value]))
            }
            ("round", [value, places]) => {
                let arguments = [self.node(value)?, self.node(places)?];
                Ok(Term::call("round", Gives::Number, &arguments))
            }
            ("number_format", [value]) => {
                self.note(remark!("lss-note-thousands"));
                let value = self.node(value)?;
                let rounded = Term::call("round", Gives::Number, &[value]);
                Ok(Term::call("string", Gives::Text, &[rounded]))
            }
            ("rand", [] | [_, _]) => {
                let (least, most) = match arguments {
                    [least, most] => (self.node(least)?, self.node(most)?),
                    _ => (Term::number(0), Term::number(MOST_DRAWN)),
                };
                let span = most.calculate("-", least.clone()).calculate("+", Term::number(1));
                let random = Term::call("random", Gives::Number, &[]).calculate("*", span);
                let drawn = Term::call("int", Gives::Number, &[random]).calculate("+", least);
                Ok(Term::call("once", Gives::Number, &[drawn]))
            }
            ("min" | "max", [_, ..]) => {
                let values = self.values(arguments)?;
                Ok(Term::call(name, Gives::Number, &values))
            }
            ("sum", [_, ..]) => self.total(arguments),
            ("count", [_, ..]) => self.count(arguments),
            ("countif", [wanted, rest @ ..]) => self.tally(rest, "==", wanted, false),
            ("sumif", [wanted, rest @ ..]) => self.tally(rest, "==", wanted, true),
            ("countifop" | "sumifop", [Node::Text(sign), wanted, rest @ ..]) => {
                self.tally(rest, sign, wanted, name == "sumifop")
            }
            ("unique", [_, ..]) => self.unique(arguments),
            _ => self.text_call(name, arguments),
        }
    }

    fn text_call(&mut self, name: &str, arguments: &[Node]) -> TermResult {
        match (name, arguments) {
            ("implode", [Node::Text(between), rest @ ..]) => {
                let mut terms = vec![Term::text(between)];
                terms.extend(self.values(rest)?);
                Ok(Term::call("join", Gives::Text, &terms))
            }
            ("join", [_, ..]) => {
                let values = self.values(arguments)?;
                Ok(Term::call("concat", Gives::Text, &values))
            }
            ("list", [_, ..]) => self.list(arguments),
            ("strlen", [text]) => {
                let text = self.node(text)?;
                Ok(Term::call("string-length", Gives::Number, &[text]))
            }
            ("substr", [text, start, rest @ ..]) if rest.len() < 2 => {
                self.substr(text, start, rest.first())
            }
            ("strpos" | "stripos", [text, part]) => {
                let (text, part) = self.both(text, part, name == "stripos")?;
                let found = Term::call("contains", Gives::Truth, &[text.clone(), part.clone()]);
                let before = Term::call("substring-before", Gives::Text, &[text, part]);
                let place = Term::call("string-length", Gives::Number, &[before]);
                Ok(Term::call("if", Gives::Text, &[found, place, Term::text("")]))
            }
            ("strstr", [text, part]) => {
                let (text, part) = self.both(text, part, false)?;
                let found = Term::call("contains", Gives::Truth, &[text.clone(), part.clone()]);
                let after = Term::call("substring-after", Gives::Text, &[text, part.clone()]);
                let rest = Term::call("concat", Gives::Text, &[part, after]);
                Ok(Term::call("if", Gives::Text, &[found, rest, Term::text("")]))
            }
            ("strcmp" | "strcasecmp", [a, b]) => {
                self.note(remark!("lss-note-order"));
                let (a, b) = self.both(a, b, name == "strcasecmp")?;
                let arguments = [a.compare("=", b), Term::number(0), Term::number(1)];
                Ok(Term::call("if", Gives::Number, &arguments))
            }
            ("strtolower" | "strtoupper", [text]) => {
                let text = self.node(text)?;
                Ok(self.in_case(text, name == "strtoupper"))
            }
            ("trim" | "ltrim" | "rtrim", [text]) => {
                self.note(remark!("lss-note-trim"));
                let text = self.node(text)?;
                Ok(Term::call("normalize-space", Gives::Text, &[text]))
            }
            ("str_replace", [Node::Text(from), Node::Text(to), text])
                if from.chars().count() == 1 && to.chars().count() < 2 =>
            {
                let arguments = [self.node(text)?, Term::text(from), Term::text(to)];
                Ok(Term::call("translate", Gives::Text, &arguments))
            }
            (
                "nl2br"
                | "strip_tags"
                | "htmlspecialchars"
                | "htmlentities"
                | "html_entity_decode"
                | "htmlspecialchars_decode"
                | "addslashes"
                | "stripslashes"
                | "quotemeta",
                [text, ..],
            ) => {
                self.note(remark!("lss-note-plain"));
                let text = self.node(text)?;
                Ok(Term::call("string", Gives::Text, &[text]))
            }
            ("sprintf", [Node::Text(format), rest @ ..]) => self.sprintf(format, rest),
            ("regexMatch", [Node::Text(pattern), text]) => {
                let arguments = [self.node(text)?, Term::text(&pattern_of(pattern)?)];
                Ok(Term::call("regex", Gives::Truth, &arguments))
            }
            ("convert_value", [value, Node::Number(_), Node::Text(from), Node::Text(to)]) => {
                let value = self.node(value)?;
                let pairs: Vec<(&str, &str)> = from.split(',').zip(to.split(',')).collect();
                Ok(pairs.into_iter().rev().fold(Term::text(""), |otherwise, (from, to)| {
                    let is_it = compare_equal(true, value.clone(), Term::text(from.trim()));
                    Term::call("if", Gives::Text, &[is_it, Term::text(to.trim()), otherwise])
                }))
            }
            _ => self.date_call(name, arguments),
        }
    }

    fn choose(&mut self, test: &Node, yes: &Node, no: &Node) -> TermResult {
        let test = self.truth(test)?;
        let (yes, no) = (self.node(yes)?, self.node(no)?);
        let gives = match (yes.gives, no.gives) {
            (a, b) if a == b => a,
            _ => Gives::Text,
        };
        let (yes, no) = match gives {
            Gives::Truth => (yes, no),
            _ => (yes.into_value(), no.into_value()),
        };
        Ok(Term::call("if", gives, &[test, yes, no]))
    }

    fn is_empty(&mut self, value: &Node) -> TermResult {
        if let Node::Variable(name) = value {
            let items = self.items(name)?;
            let mut answered = Vec::new();
            for item in &items {
                answered.push(self.is_answered(item)?);
            }
            return Ok(Term::any(answered).not());
        }
        let term = self.node(value)?;
        Ok(match term.gives {
            Gives::Text => term.compare("=", Term::text("")),
            Gives::Truth => term.not(),
            Gives::Number => term.clone().compare("=", term).not(),
        })
    }

    fn is_numeric(&mut self, value: &Node) -> TermResult {
        let value = self.node(value)?;
        let number = Term::call("number", Gives::Number, &[value]);
        Ok(number.clone().compare("=", number))
    }

    /// The values of arguments, with lists (`self`, `that.Q1`) written out.
    fn values(&mut self, arguments: &[Node]) -> Result<Vec<Term>, Remark> {
        let mut values = Vec::new();
        for argument in arguments {
            match argument {
                Node::Variable(name) => {
                    for item in self.items(name)? {
                        values.push(self.value(&item)?);
                    }
                }
                _ => values.push(self.node(argument)?.into_value()),
            }
        }
        Ok(values)
    }

    fn total(&mut self, arguments: &[Node]) -> TermResult {
        let values = self.values(arguments)?;
        if let Some(nodes) = node_set(&values) {
            return Ok(Term::call("sum", Gives::Number, &[nodes]));
        }
        let values = values.into_iter().map(|term| match term.text.starts_with("if(") {
            // A choice's `Y` is no number.
            true => Term::call(
                "coalesce",
                Gives::Number,
                &[Term::call("number", Gives::Number, &[term]), Term::number(0)],
            ),
            false => term.into_summand(),
        });
        values.reduce(|a, b| a.calculate("+", b)).ok_or_else(nothing_added)
    }

    /// How many are answered.
    fn count(&mut self, arguments: &[Node]) -> TermResult {
        let mut answered = Vec::new();
        let mut values = Vec::new();
        for argument in arguments {
            match argument {
                Node::Variable(name) => {
                    for item in self.items(name)? {
                        answered.push(self.is_answered(&item)?);
                        values.push(self.value(&item)?);
                    }
                }
                _ => {
                    let value = self.node(argument)?.into_value();
                    answered.push(value.clone().compare("!=", Term::text("")));
                    values.push(value);
                }
            }
        }
        if let Some(nodes) = node_set(&values) {
            return Ok(Term::call("count-non-empty", Gives::Number, &[nodes]));
        }
        Ok(count_of(answered))
    }

    /// How many arguments (or what sum of them) compare so with a value.
    fn tally(&mut self, arguments: &[Node], sign: &str, wanted: &Node, is_sum: bool) -> TermResult {
        let wanted = self.node(wanted)?;
        let mut found = Vec::new();
        for value in self.values(arguments)? {
            let is_found = match sign {
                "==" | "eq" => compare_equal(true, value.clone(), wanted.clone()),
                "!=" | "ne" => compare_equal(false, value.clone(), wanted.clone()),
                "<" | "lt" => value.clone().compare("<", wanted.clone()),
                "<=" | "le" => value.clone().compare("<=", wanted.clone()),
                ">" | "gt" => value.clone().compare(">", wanted.clone()),
                ">=" | "ge" => value.clone().compare(">=", wanted.clone()),
                _ => return Err(remark!("lss-expr-no-comparison", sign)),
            };
            let counts = if is_sum { value.into_summand() } else { Term::number(1) };
            found.push(Term::call("if", Gives::Number, &[is_found, counts, Term::number(0)]));
        }
        Ok(found.into_iter().reduce(|a, b| a.calculate("+", b)).unwrap_or(Term::number(0)))
    }

    /// Whether no two answers are the same.
    fn unique(&mut self, arguments: &[Node]) -> TermResult {
        let values = self.values(arguments)?;
        if values.len() > MOST_COMPARED {
            return Err(remark!("lss-expr-unique", most = MOST_COMPARED));
        }
        let mut different = Vec::new();
        for (at, a) in values.iter().enumerate() {
            for b in values.iter().skip(at + 1) {
                let is_empty = a.clone().compare("=", Term::text(""));
                let differs = a.clone().compare("!=", b.clone());
                different.push(Term::any(vec![is_empty, differs]));
            }
        }
        Ok(Term::all(different))
    }

    /// What is answered, with commas between.
    fn list(&mut self, arguments: &[Node]) -> TermResult {
        let pieces = self.values(arguments)?.into_iter().map(|value| {
            let text = Term::call("concat", Gives::Text, &[Term::text(", "), value.clone()]);
            let is_there = value.compare("!=", Term::text(""));
            Term::call("if", Gives::Text, &[is_there, text, Term::text("")])
        });
        let all = Term::call("concat", Gives::Text, &pieces.collect::<Vec<_>>());
        Ok(Term::call("substr", Gives::Text, &[all, Term::number(2)]))
    }

    /// From `start` (from 0, or from the end), so many characters.
    fn substr(&mut self, text: &Node, start: &Node, length: Option<&Node>) -> TermResult {
        let (text, start) = (self.node(text)?, self.node(start)?);
        let mut arguments = vec![text, start.clone()];
        if let Some(length) = length {
            let length = self.node(length)?;
            let whole = |term: &Term| term.text.parse::<i64>().ok();
            match (whole(&start), whole(&length)) {
                // Counted from the end, in both languages.
                (_, Some(length)) if length < 0 => arguments.push(Term::number(length)),
                (Some(start), Some(length)) if start >= 0 || start + length < 0 => {
                    arguments.push(Term::number(start + length));
                }
                (Some(start), Some(_)) if start < 0 => {}
                _ => arguments.push(start.calculate("+", length)),
            }
        }
        Ok(Term::call("substr", Gives::Text, &arguments))
    }

    fn both(&mut self, a: &Node, b: &Node, fold: bool) -> Result<(Term, Term), Remark> {
        let (a, b) = (self.node(a)?, self.node(b)?);
        Ok(if fold { (self.in_case(a, false), self.in_case(b, false)) } else { (a, b) })
    }

    fn in_case(&mut self, text: Term, upper: bool) -> Term {
        self.note(remark!("lss-note-case"));
        let (from, to) = if upper { (LOWER, UPPER) } else { (UPPER, LOWER) };
        Term::call("translate", Gives::Text, &[text, Term::text(from), Term::text(to)])
    }

    /// `%s`, `%d` and `%.2f`.
    fn sprintf(&mut self, format: &str, arguments: &[Node]) -> TermResult {
        let mut values = self.values(arguments)?.into_iter();
        let mut pieces = Vec::new();
        let mut rest = format;
        while let Some((before, after)) = rest.split_once('%') {
            pieces.extend((!before.is_empty()).then(|| Term::text(before)));
            if let Some(after) = after.strip_prefix('%') {
                pieces.push(Term::text("%"));
                rest = after;
                continue;
            }
            let value = values.next().ok_or_else(|| no_counterpart(format))?;
            let end = after
                .find(|c: char| c.is_ascii_alphabetic())
                .ok_or_else(|| no_counterpart(format))?;
            let (width, letter) = (after.get(..end), after.get(end..=end));
            pieces.push(match (width, letter) {
                (Some(""), Some("s")) => value,
                (Some(""), Some("d")) => Term::call("int", Gives::Number, &[value]),
                (Some(places), Some("f")) if places.starts_with('.') => {
                    self.note(remark!("lss-note-zeros"));
                    let places = places.trim_start_matches('.').parse::<u8>();
                    let places = places.map_err(|_| no_counterpart(format))?;
                    Term::call("round", Gives::Number, &[value, Term::number(places)])
                }
                _ => return Err(no_counterpart(format)),
            });
            rest = after.get(end + 1..).unwrap_or_default();
        }
        pieces.extend((!rest.is_empty()).then(|| Term::text(rest)));
        Ok(Term::call("concat", Gives::Text, &pieces))
    }
}

/// `${a} | ${b}`: references can be taken together, if none is there twice.
fn node_set(values: &[Term]) -> Option<Term> {
    let names: HashSet<&str> = values.iter().map(|term| term.text.as_str()).collect();
    let are_names = values.iter().all(|term| term.is_reference && term.text != ".");
    (are_names && !names.is_empty() && names.len() == values.len()).then(|| Term::together(values))
}

/// How many of these hold.
pub(in super::super) fn count_of(truths: Vec<Term>) -> Term {
    let ones = truths.into_iter().map(|truth| match truth.is_fixed() {
        Some(truth) => Term::number(u8::from(truth)),
        None => Term::call("if", Gives::Number, &[truth, Term::number(1), Term::number(0)]),
    });
    ones.reduce(|a, b| a.calculate("+", b)).unwrap_or(Term::number(0))
}

/// A pattern without its delimiters, its flags at the beginning: `/^a$/i` is `(?i)^a$`.
pub(in super::super) fn pattern_of(pattern: &str) -> Result<String, Remark> {
    let pattern = pattern.trim();
    let mut chars = pattern.chars();
    let undelimited = || remark!("lss-expr-delimiters", pattern);
    let open = chars.next().ok_or_else(undelimited)?;
    let close = match open {
        '(' => ')',
        '{' => '}',
        '[' => ']',
        '<' => '>',
        c if c.is_ascii_punctuation() && c != '\\' && c != '^' => c,
        _ => return Err(undelimited()),
    };
    let (inner, flags) = chars.as_str().rsplit_once(close).ok_or_else(undelimited)?;
    let unmasked = inner.replace(&format!("\\{close}"), &close.to_string());
    let inner = if matches!(close, '/' | '#' | '~' | '@' | '%' | '!') {
        unmasked
    } else {
        inner.to_owned()
    };
    let flags: String = flags.chars().filter(|c| !c.is_whitespace() && *c != 'u').collect();
    match flags.as_str() {
        "" => Ok(inner),
        flags if flags.chars().all(|c| "imsx".contains(c)) => Ok(format!("(?{flags}){inner}")),
        _ => Err(no_counterpart(pattern)),
    }
}
