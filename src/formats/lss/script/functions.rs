//! ExpressionScript's functions.

use std::collections::HashSet;

use super::code::{Code, Gives};
use super::parser::Node;
use super::translate::{Made, Work, compare_equal};

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
    pub(super) fn call(&mut self, name: &str, arguments: &[Node]) -> Made {
        if let Some((_, ours, count)) = SAME.iter().find(|(theirs, ..)| *theirs == name)
            && arguments.len() == *count
        {
            let mut codes = Vec::new();
            for argument in arguments {
                codes.push(self.node(argument)?);
            }
            return Ok(Code::call(ours, Gives::Number, &codes));
        }
        match (name, arguments) {
            ("if", [test, yes, no]) => self.choose(test, yes, no),
            ("is_empty" | "is_null", [value]) => self.is_empty(value),
            ("is_numeric", [value]) => self.is_numeric(value),
            ("is_nan" | "is_string", [value]) => Ok(self.is_numeric(value)?.not()),
            ("is_int" | "is_float", [value]) => {
                let value = self.node(value)?;
                let whole = Code::call("int", Gives::Number, std::slice::from_ref(&value));
                let number = Code::call("number", Gives::Number, &[value]);
                let is_whole = number.clone().compare("=", whole);
                Ok(match name {
                    "is_int" => is_whole,
                    _ => Code::all(vec![number.clone().compare("=", number), is_whole.not()]),
                })
            }
            ("fixnum" | "floatval", [value]) => {
                let value = self.node(value)?;
                Ok(Code::call("number", Gives::Number, &[value]))
            }
            ("round", [value]) => {
                let value = self.node(value)?;
                Ok(Code::call("round", Gives::Number, &[value]))
            }
            ("round", [value, places]) => {
                let arguments = [self.node(value)?, self.node(places)?];
                Ok(Code::call("round", Gives::Number, &arguments))
            }
            ("number_format", [value]) => {
                self.note("numbers are written without thousands separators");
                let value = self.node(value)?;
                let rounded = Code::call("round", Gives::Number, &[value]);
                Ok(Code::call("string", Gives::Text, &[rounded]))
            }
            ("rand", [] | [_, _]) => {
                let (least, most) = match arguments {
                    [least, most] => (self.node(least)?, self.node(most)?),
                    _ => (Code::number(0), Code::number(MOST_DRAWN)),
                };
                let span = most.calculate("-", least.clone()).calculate("+", Code::number(1));
                let random = Code::call("random", Gives::Number, &[]).calculate("*", span);
                let drawn = Code::call("int", Gives::Number, &[random]).calculate("+", least);
                Ok(Code::call("once", Gives::Number, &[drawn]))
            }
            ("min" | "max", [_, ..]) => {
                let values = self.values(arguments)?;
                Ok(Code::call(name, Gives::Number, &values))
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

    fn text_call(&mut self, name: &str, arguments: &[Node]) -> Made {
        match (name, arguments) {
            ("implode", [Node::Text(between), rest @ ..]) => {
                let mut codes = vec![Code::text(between)];
                codes.extend(self.values(rest)?);
                Ok(Code::call("join", Gives::Text, &codes))
            }
            ("join", [_, ..]) => {
                let values = self.values(arguments)?;
                Ok(Code::call("concat", Gives::Text, &values))
            }
            ("list", [_, ..]) => self.list(arguments),
            ("strlen", [text]) => {
                let text = self.node(text)?;
                Ok(Code::call("string-length", Gives::Number, &[text]))
            }
            ("substr", [text, start, rest @ ..]) if rest.len() < 2 => {
                self.substr(text, start, rest.first())
            }
            ("strpos" | "stripos", [text, part]) => {
                let (text, part) = self.both(text, part, name == "stripos")?;
                let found = Code::call("contains", Gives::Truth, &[text.clone(), part.clone()]);
                let before = Code::call("substring-before", Gives::Text, &[text, part]);
                let place = Code::call("string-length", Gives::Number, &[before]);
                Ok(Code::call("if", Gives::Text, &[found, place, Code::text("")]))
            }
            ("strstr", [text, part]) => {
                let (text, part) = self.both(text, part, false)?;
                let found = Code::call("contains", Gives::Truth, &[text.clone(), part.clone()]);
                let after = Code::call("substring-after", Gives::Text, &[text, part.clone()]);
                let rest = Code::call("concat", Gives::Text, &[part, after]);
                Ok(Code::call("if", Gives::Text, &[found, rest, Code::text("")]))
            }
            ("strcmp" | "strcasecmp", [a, b]) => {
                self.note("different texts are not ordered: the comparison gives 0 or 1");
                let (a, b) = self.both(a, b, name == "strcasecmp")?;
                let arguments = [a.compare("=", b), Code::number(0), Code::number(1)];
                Ok(Code::call("if", Gives::Number, &arguments))
            }
            ("strtolower" | "strtoupper", [text]) => {
                let text = self.node(text)?;
                Ok(self.in_case(text, name == "strtoupper"))
            }
            ("trim" | "ltrim" | "rtrim", [text]) => {
                self.note("`trim` also makes several spaces within a text one");
                let text = self.node(text)?;
                Ok(Code::call("normalize-space", Gives::Text, &[text]))
            }
            ("str_replace", [Node::Text(from), Node::Text(to), text])
                if from.chars().count() == 1 && to.chars().count() < 2 =>
            {
                let arguments = [self.node(text)?, Code::text(from), Code::text(to)];
                Ok(Code::call("translate", Gives::Text, &arguments))
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
                self.note("answers are always plain text, so nothing is masked or stripped");
                let text = self.node(text)?;
                Ok(Code::call("string", Gives::Text, &[text]))
            }
            ("sprintf", [Node::Text(format), rest @ ..]) => self.sprintf(format, rest),
            ("regexMatch", [Node::Text(pattern), text]) => {
                let arguments = [self.node(text)?, Code::text(&pattern_of(pattern)?)];
                Ok(Code::call("regex", Gives::Truth, &arguments))
            }
            ("convert_value", [value, Node::Number(_), Node::Text(from), Node::Text(to)]) => {
                let value = self.node(value)?;
                let pairs: Vec<(&str, &str)> = from.split(',').zip(to.split(',')).collect();
                Ok(pairs.into_iter().rev().fold(Code::text(""), |otherwise, (from, to)| {
                    let is_it = compare_equal(true, value.clone(), Code::text(from.trim()));
                    Code::call("if", Gives::Text, &[is_it, Code::text(to.trim()), otherwise])
                }))
            }
            _ => self.date_call(name, arguments),
        }
    }

    fn choose(&mut self, test: &Node, yes: &Node, no: &Node) -> Made {
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
        Ok(Code::call("if", gives, &[test, yes, no]))
    }

    fn is_empty(&mut self, value: &Node) -> Made {
        if let Node::Variable(name) = value {
            let items = self.items(name)?;
            let mut answered = Vec::new();
            for item in &items {
                answered.push(self.is_answered(item)?);
            }
            return Ok(Code::any(answered).not());
        }
        let code = self.node(value)?;
        Ok(match code.gives {
            Gives::Text => code.compare("=", Code::text("")),
            Gives::Truth => code.not(),
            Gives::Number => code.clone().compare("=", code).not(),
        })
    }

    fn is_numeric(&mut self, value: &Node) -> Made {
        let value = self.node(value)?;
        let number = Code::call("number", Gives::Number, &[value]);
        Ok(number.clone().compare("=", number))
    }

    /// The values of arguments, with lists (`self`, `that.Q1`) written out.
    fn values(&mut self, arguments: &[Node]) -> Result<Vec<Code>, String> {
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

    fn total(&mut self, arguments: &[Node]) -> Made {
        let values = self.values(arguments)?;
        if let Some(nodes) = node_set(&values) {
            return Ok(Code::call("sum", Gives::Number, &[nodes]));
        }
        let values = values.into_iter().map(|code| match code.text.starts_with("if(") {
            // A choice's `Y` is no number.
            true => Code::call(
                "coalesce",
                Gives::Number,
                &[Code::call("number", Gives::Number, &[code]), Code::number(0)],
            ),
            false => code.into_summand(),
        });
        values.reduce(|a, b| a.calculate("+", b)).ok_or_else(|| "nothing is added".to_owned())
    }

    /// How many are answered.
    fn count(&mut self, arguments: &[Node]) -> Made {
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
                    answered.push(value.clone().compare("!=", Code::text("")));
                    values.push(value);
                }
            }
        }
        if let Some(nodes) = node_set(&values) {
            return Ok(Code::call("count-non-empty", Gives::Number, &[nodes]));
        }
        Ok(count_of(answered))
    }

    /// How many arguments (or what sum of them) compare so with a value.
    fn tally(&mut self, arguments: &[Node], sign: &str, wanted: &Node, is_sum: bool) -> Made {
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
                _ => return Err(format!("`{sign}` compares nothing")),
            };
            let counts = if is_sum { value.into_summand() } else { Code::number(1) };
            found.push(Code::call("if", Gives::Number, &[is_found, counts, Code::number(0)]));
        }
        Ok(found.into_iter().reduce(|a, b| a.calculate("+", b)).unwrap_or(Code::number(0)))
    }

    /// Whether no two answers are the same.
    fn unique(&mut self, arguments: &[Node]) -> Made {
        let values = self.values(arguments)?;
        if values.len() > MOST_COMPARED {
            return Err(format!("`unique` with more than {MOST_COMPARED} answers"));
        }
        let mut different = Vec::new();
        for (at, a) in values.iter().enumerate() {
            for b in values.iter().skip(at + 1) {
                let is_empty = a.clone().compare("=", Code::text(""));
                let differs = a.clone().compare("!=", b.clone());
                different.push(Code::any(vec![is_empty, differs]));
            }
        }
        Ok(Code::all(different))
    }

    /// What is answered, with commas between.
    fn list(&mut self, arguments: &[Node]) -> Made {
        let pieces = self.values(arguments)?.into_iter().map(|value| {
            let text = Code::call("concat", Gives::Text, &[Code::text(", "), value.clone()]);
            let is_there = value.compare("!=", Code::text(""));
            Code::call("if", Gives::Text, &[is_there, text, Code::text("")])
        });
        let all = Code::call("concat", Gives::Text, &pieces.collect::<Vec<_>>());
        Ok(Code::call("substr", Gives::Text, &[all, Code::number(2)]))
    }

    /// From `start` (from 0, or from the end), so many characters.
    fn substr(&mut self, text: &Node, start: &Node, length: Option<&Node>) -> Made {
        let (text, start) = (self.node(text)?, self.node(start)?);
        let mut arguments = vec![text, start.clone()];
        if let Some(length) = length {
            let length = self.node(length)?;
            let whole = |code: &Code| code.text.parse::<i64>().ok();
            match (whole(&start), whole(&length)) {
                // Counted from the end, in both languages.
                (_, Some(length)) if length < 0 => arguments.push(Code::number(length)),
                (Some(start), Some(length)) if start >= 0 || start + length < 0 => {
                    arguments.push(Code::number(start + length));
                }
                (Some(start), Some(_)) if start < 0 => {}
                _ => arguments.push(start.calculate("+", length)),
            }
        }
        Ok(Code::call("substr", Gives::Text, &arguments))
    }

    fn both(&mut self, a: &Node, b: &Node, fold: bool) -> Result<(Code, Code), String> {
        let (a, b) = (self.node(a)?, self.node(b)?);
        Ok(if fold { (self.in_case(a, false), self.in_case(b, false)) } else { (a, b) })
    }

    fn in_case(&mut self, text: Code, upper: bool) -> Code {
        self.note("only Latin letters change their case");
        let (from, to) = if upper { (LOWER, UPPER) } else { (UPPER, LOWER) };
        Code::call("translate", Gives::Text, &[text, Code::text(from), Code::text(to)])
    }

    /// `%s`, `%d` and `%.2f`.
    fn sprintf(&mut self, format: &str, arguments: &[Node]) -> Made {
        let mut values = self.values(arguments)?.into_iter();
        let mut pieces = Vec::new();
        let mut rest = format;
        while let Some((before, after)) = rest.split_once('%') {
            pieces.extend((!before.is_empty()).then(|| Code::text(before)));
            if let Some(after) = after.strip_prefix('%') {
                pieces.push(Code::text("%"));
                rest = after;
                continue;
            }
            let value = values.next().ok_or("`sprintf` has too few values")?;
            let end =
                after.find(|c: char| c.is_ascii_alphabetic()).ok_or("`sprintf` ends early")?;
            let (width, letter) = (after.get(..end), after.get(end..=end));
            pieces.push(match (width, letter) {
                (Some(""), Some("s")) => value,
                (Some(""), Some("d")) => Code::call("int", Gives::Number, &[value]),
                (Some(places), Some("f")) if places.starts_with('.') => {
                    self.note("rounded numbers have no zeros at their end");
                    let places = places.trim_start_matches('.').parse::<u8>();
                    let places = places.map_err(|_| "`sprintf` with such a number of places")?;
                    Code::call("round", Gives::Number, &[value, Code::number(places)])
                }
                _ => return Err(format!("`sprintf` with `{format}` has no counterpart")),
            });
            rest = after.get(end + 1..).unwrap_or_default();
        }
        pieces.extend((!rest.is_empty()).then(|| Code::text(rest)));
        Ok(Code::call("concat", Gives::Text, &pieces))
    }
}

/// `${a} | ${b}`: references can be taken together, if none is there twice.
fn node_set(values: &[Code]) -> Option<Code> {
    let names: HashSet<&str> = values.iter().map(|code| code.text.as_str()).collect();
    let are_names = values.iter().all(|code| code.is_reference && code.text != ".");
    (are_names && !names.is_empty() && names.len() == values.len()).then(|| Code::together(values))
}

/// How many of these hold.
pub(in super::super) fn count_of(truths: Vec<Code>) -> Code {
    let ones = truths.into_iter().map(|truth| match truth.is_fixed() {
        Some(truth) => Code::number(u8::from(truth)),
        None => Code::call("if", Gives::Number, &[truth, Code::number(1), Code::number(0)]),
    });
    ones.reduce(|a, b| a.calculate("+", b)).unwrap_or(Code::number(0))
}

/// A pattern without its delimiters, its flags at the beginning: `/^a$/i` is `(?i)^a$`.
pub(in super::super) fn pattern_of(pattern: &str) -> Result<String, String> {
    let pattern = pattern.trim();
    let mut chars = pattern.chars();
    let open = chars.next().ok_or("the pattern is empty")?;
    let close = match open {
        '(' => ')',
        '{' => '}',
        '[' => ']',
        '<' => '>',
        c if c.is_ascii_punctuation() && c != '\\' && c != '^' => c,
        _ => return Err(format!("the pattern `{pattern}` has no delimiters")),
    };
    let (inner, flags) = chars
        .as_str()
        .rsplit_once(close)
        .ok_or_else(|| format!("the pattern `{pattern}` has no second `{close}`"))?;
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
        _ => Err(format!("the pattern `{pattern}` has flags without a counterpart")),
    }
}
