//! Expressions of our language while they are being put together.

/// What an expression gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Gives {
    /// True or false.
    Truth,
    /// A number.
    Number,
    /// A text.
    Text,
}

/// How tightly the outermost operator binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binds {
    Or,
    And,
    Equal,
    Compare,
    Add,
    Multiply,
    Minus,
    Whole,
}

/// An expression of our language, whole or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Term {
    /// Its source.
    pub(in super::super) text: String,
    /// What it gives.
    pub(in super::super) gives: Gives,
    /// Whether it is nothing but a reference, `.` included.
    pub(in super::super) is_reference: bool,
    binds: Binds,
    /// Its opposite, where that is simpler than `not(…)`.
    opposite: Option<Box<Opposite>>,
}

/// What the opposite of an expression is made of.
#[derive(Debug, Clone, PartialEq)]
enum Opposite {
    /// This.
    Of(Term),
    /// Another comparison of a reference with a text.
    Compare(Term, &'static str, Term),
}

impl Term {
    fn whole(text: String, gives: Gives) -> Term {
        Term { text, gives, is_reference: false, binds: Binds::Whole, opposite: None }
    }

    /// `${name}`, or `.` for the answer the expression belongs to.
    pub(in super::super) fn reference(name: &str, gives: Gives) -> Term {
        let text = if name == "." { ".".to_owned() } else { format!("${{{name}}}") };
        Term { is_reference: true, ..Term::whole(text, gives) }
    }

    /// A column of the choices, in a choice filter.
    pub(in super::super) fn column(name: &str) -> Term {
        Term::whole(name.to_owned(), Gives::Text)
    }

    /// A number as written.
    pub(in super::super) fn number(number: impl ToString) -> Term {
        Term::whole(number.to_string(), Gives::Number)
    }

    /// A text in quotes. Our language has no escapes, so a text with both quotes is put together.
    pub(in super::super) fn text(text: &str) -> Term {
        let quoted = if !text.contains('\'') {
            format!("'{text}'")
        } else if !text.contains('"') {
            format!("\"{text}\"")
        } else {
            let pieces: Vec<String> = text.split('\'').map(|piece| format!("'{piece}'")).collect();
            format!("concat({})", pieces.join(", \"'\", "))
        };
        Term::whole(quoted, Gives::Text)
    }

    /// `true()` or `false()`.
    pub(in super::super) fn truth(truth: bool) -> Term {
        Term::whole(if truth { "true()" } else { "false()" }.to_owned(), Gives::Truth)
    }

    /// Whether it is `true()` or `false()`.
    pub(in super::super) fn is_fixed(&self) -> Option<bool> {
        match self.text.as_str() {
            "true()" => Some(true),
            "false()" => Some(false),
            _ => None,
        }
    }

    /// A function with its arguments.
    pub(in super::super) fn call(name: &str, gives: Gives, arguments: &[Term]) -> Term {
        let arguments: Vec<&str> = arguments.iter().map(|term| term.text.as_str()).collect();
        Term::whole(format!("{name}({})", arguments.join(", ")), gives)
    }

    /// Several references as one: `${a} | ${b}`.
    pub(in super::super) fn together(references: &[Term]) -> Term {
        let names: Vec<&str> = references.iter().map(|term| term.text.as_str()).collect();
        Term { binds: Binds::Minus, ..Term::whole(names.join(" | "), Gives::Text) }
    }

    /// All of these hold; `true()` is left out.
    pub(in super::super) fn all(sides: Vec<Term>) -> Term {
        Term::many(sides, true, " and ", Binds::And)
    }

    /// One of these holds; `false()` is left out.
    pub(in super::super) fn any(sides: Vec<Term>) -> Term {
        Term::many(sides, false, " or ", Binds::Or)
    }

    fn many(sides: Vec<Term>, neutral: bool, sign: &str, binds: Binds) -> Term {
        let mut sides: Vec<Term> = sides
            .into_iter()
            .map(Term::into_truth)
            .filter(|side| side.is_fixed() != Some(neutral))
            .collect();
        if sides.iter().any(|side| side.is_fixed() == Some(!neutral)) {
            return Term::truth(!neutral);
        }
        sides.dedup_by(|a, b| a.text == b.text);
        match sides.len() {
            0 => Term::truth(neutral),
            1 => sides.remove(0),
            _ => {
                let sides: Vec<String> = sides.iter().map(|side| side.within(binds)).collect();
                Term { binds, ..Term::whole(sides.join(sign), Gives::Truth) }
            }
        }
    }

    /// `not(x)`, with what that simplifies to.
    pub(in super::super) fn not(self) -> Term {
        let term = self.into_truth();
        if let Some(truth) = term.is_fixed() {
            return Term::truth(!truth);
        }
        match term.opposite.map(|opposite| *opposite) {
            Some(Opposite::Of(term)) => term,
            Some(Opposite::Compare(left, sign, right)) => left.compare(sign, right),
            None => {
                let term = Term { opposite: None, ..term };
                let not = Term::call("not", Gives::Truth, std::slice::from_ref(&term));
                Term { opposite: Some(Box::new(Opposite::Of(term))), ..not }
            }
        }
    }

    /// `a = b` and the other comparisons.
    pub(in super::super) fn compare(self, sign: &str, right: Term) -> Term {
        let binds = if matches!(sign, "=" | "!=") { Binds::Equal } else { Binds::Compare };
        let text = format!("{} {sign} {}", self.within(binds), right.above(binds));
        // Of texts one of the two always holds; numbers may be none at all.
        let are_texts = self.is_reference && right.text.starts_with(['\'', '"']);
        let opposite = match sign {
            "=" if are_texts => Some("!="),
            "!=" if are_texts => Some("="),
            _ => None,
        };
        let opposite = opposite.map(|sign| Box::new(Opposite::Compare(self, sign, right)));
        Term { binds, opposite, ..Term::whole(text, Gives::Truth) }
    }

    /// `a + b` and the other calculations.
    pub(in super::super) fn calculate(self, sign: &str, right: Term) -> Term {
        let binds = if matches!(sign, "+" | "-") { Binds::Add } else { Binds::Multiply };
        let text = format!("{} {sign} {}", self.within(binds), right.above(binds));
        Term { binds, ..Term::whole(text, Gives::Number) }
    }

    /// `-x`
    pub(in super::super) fn minus(self) -> Term {
        let text = format!("-{}", self.above(Binds::Minus));
        Term { binds: Binds::Minus, ..Term::whole(text, Gives::Number) }
    }

    /// What it says if it is nothing but a text or number.
    pub(in super::super) fn written(&self) -> Option<String> {
        if self.is_written_number() {
            return Some(self.text.clone());
        }
        ['\'', '"'].into_iter().find_map(|quote| {
            let inner = self.text.strip_prefix(quote)?.strip_suffix(quote)?;
            (!inner.contains(quote)).then(|| inner.to_owned())
        })
    }

    /// Whether it is a number that was written out.
    pub(in super::super) fn is_written_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
            && self.gives == Gives::Number
            && self.text.chars().all(|c| c.is_ascii_digit() || c == '.')
    }

    /// As true or false, as LimeSurvey sees it: nothing, `0` and the empty text are false.
    pub(in super::super) fn into_truth(self) -> Term {
        match self.gives {
            Gives::Truth => self,
            Gives::Number if self.is_written_number() => {
                let is_zero = self.text.chars().all(|c| matches!(c, '0' | '.'));
                Term::truth(!is_zero)
            }
            _ if self.is_reference => {
                let text = Term { gives: Gives::Text, ..self };
                let empty = text.clone().compare("!=", Term::text(""));
                Term::all(vec![empty, text.compare("!=", Term::text("0"))])
            }
            Gives::Number => Term::call("boolean", Gives::Truth, &[self]),
            Gives::Text if self.text == "''" => Term::truth(false),
            Gives::Text => {
                let length = Term::call("string-length", Gives::Number, &[self]);
                length.compare(">", Term::number(0))
            }
        }
    }

    /// As a value: true is 1, false is nothing.
    pub(in super::super) fn into_value(self) -> Term {
        match self.gives {
            Gives::Truth => {
                let arguments = [self, Term::text("1"), Term::text("")];
                Term::call("if", Gives::Text, &arguments)
            }
            _ => self,
        }
    }

    /// As a side of `+`, `-` and `*`: an answer that was not given counts as 0.
    pub(in super::super) fn into_summand(self) -> Term {
        match self.gives {
            Gives::Truth => {
                Term::call("if", Gives::Number, &[self, Term::number(1), Term::number(0)])
            }
            _ if self.text == "." => self,
            _ if self.is_reference => {
                Term::call("coalesce", Gives::Number, &[self, Term::number(0)])
            }
            _ => self,
        }
    }

    fn within(&self, binds: Binds) -> String {
        if self.binds < binds { format!("({})", self.text) } else { self.text.clone() }
    }

    fn above(&self, binds: Binds) -> String {
        if self.binds <= binds && self.binds != Binds::Whole {
            format!("({})", self.text)
        } else {
            self.text.clone()
        }
    }
}
