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

/// An expression of our language.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Code {
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
    Of(Code),
    /// Another comparison of a reference with a text.
    Compare(Code, &'static str, Code),
}

impl Code {
    fn whole(text: String, gives: Gives) -> Code {
        Code { text, gives, is_reference: false, binds: Binds::Whole, opposite: None }
    }

    /// `${name}`, or `.` for the answer the expression belongs to.
    pub(in super::super) fn reference(name: &str, gives: Gives) -> Code {
        let text = if name == "." { ".".to_owned() } else { format!("${{{name}}}") };
        Code { is_reference: true, ..Code::whole(text, gives) }
    }

    /// A column of the choices, in a choice filter.
    pub(in super::super) fn column(name: &str) -> Code {
        Code::whole(name.to_owned(), Gives::Text)
    }

    /// A number as written.
    pub(in super::super) fn number(number: impl ToString) -> Code {
        Code::whole(number.to_string(), Gives::Number)
    }

    /// A text in quotes. Our language has no escapes, so a text with both quotes is put together.
    pub(in super::super) fn text(text: &str) -> Code {
        let quoted = if !text.contains('\'') {
            format!("'{text}'")
        } else if !text.contains('"') {
            format!("\"{text}\"")
        } else {
            let pieces: Vec<String> = text.split('\'').map(|piece| format!("'{piece}'")).collect();
            format!("concat({})", pieces.join(", \"'\", "))
        };
        Code::whole(quoted, Gives::Text)
    }

    /// `true()` or `false()`.
    pub(in super::super) fn truth(truth: bool) -> Code {
        Code::whole(if truth { "true()" } else { "false()" }.to_owned(), Gives::Truth)
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
    pub(in super::super) fn call(name: &str, gives: Gives, arguments: &[Code]) -> Code {
        let arguments: Vec<&str> = arguments.iter().map(|code| code.text.as_str()).collect();
        Code::whole(format!("{name}({})", arguments.join(", ")), gives)
    }

    /// Several references as one: `${a} | ${b}`.
    pub(in super::super) fn together(references: &[Code]) -> Code {
        let names: Vec<&str> = references.iter().map(|code| code.text.as_str()).collect();
        Code { binds: Binds::Minus, ..Code::whole(names.join(" | "), Gives::Text) }
    }

    /// All of these hold; `true()` is left out.
    pub(in super::super) fn all(sides: Vec<Code>) -> Code {
        Code::many(sides, true, " and ", Binds::And)
    }

    /// One of these holds; `false()` is left out.
    pub(in super::super) fn any(sides: Vec<Code>) -> Code {
        Code::many(sides, false, " or ", Binds::Or)
    }

    fn many(sides: Vec<Code>, neutral: bool, sign: &str, binds: Binds) -> Code {
        let mut sides: Vec<Code> = sides
            .into_iter()
            .map(Code::into_truth)
            .filter(|side| side.is_fixed() != Some(neutral))
            .collect();
        if sides.iter().any(|side| side.is_fixed() == Some(!neutral)) {
            return Code::truth(!neutral);
        }
        sides.dedup_by(|a, b| a.text == b.text);
        match sides.len() {
            0 => Code::truth(neutral),
            1 => sides.remove(0),
            _ => {
                let sides: Vec<String> = sides.iter().map(|side| side.within(binds)).collect();
                Code { binds, ..Code::whole(sides.join(sign), Gives::Truth) }
            }
        }
    }

    /// `not(x)`, with what that simplifies to.
    pub(in super::super) fn not(self) -> Code {
        let code = self.into_truth();
        if let Some(truth) = code.is_fixed() {
            return Code::truth(!truth);
        }
        match code.opposite.map(|opposite| *opposite) {
            Some(Opposite::Of(code)) => code,
            Some(Opposite::Compare(left, sign, right)) => left.compare(sign, right),
            None => {
                let code = Code { opposite: None, ..code };
                let not = Code::call("not", Gives::Truth, std::slice::from_ref(&code));
                Code { opposite: Some(Box::new(Opposite::Of(code))), ..not }
            }
        }
    }

    /// `a = b` and the other comparisons.
    pub(in super::super) fn compare(self, sign: &str, right: Code) -> Code {
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
        Code { binds, opposite, ..Code::whole(text, Gives::Truth) }
    }

    /// `a + b` and the other calculations.
    pub(in super::super) fn calculate(self, sign: &str, right: Code) -> Code {
        let binds = if matches!(sign, "+" | "-") { Binds::Add } else { Binds::Multiply };
        let text = format!("{} {sign} {}", self.within(binds), right.above(binds));
        Code { binds, ..Code::whole(text, Gives::Number) }
    }

    /// `-x`
    pub(in super::super) fn minus(self) -> Code {
        let text = format!("-{}", self.above(Binds::Minus));
        Code { binds: Binds::Minus, ..Code::whole(text, Gives::Number) }
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
    pub(in super::super) fn into_truth(self) -> Code {
        match self.gives {
            Gives::Truth => self,
            Gives::Number if self.is_written_number() => {
                let is_zero = self.text.chars().all(|c| matches!(c, '0' | '.'));
                Code::truth(!is_zero)
            }
            _ if self.is_reference => {
                let text = Code { gives: Gives::Text, ..self };
                let empty = text.clone().compare("!=", Code::text(""));
                Code::all(vec![empty, text.compare("!=", Code::text("0"))])
            }
            Gives::Number => Code::call("boolean", Gives::Truth, &[self]),
            Gives::Text if self.text == "''" => Code::truth(false),
            Gives::Text => {
                let length = Code::call("string-length", Gives::Number, &[self]);
                length.compare(">", Code::number(0))
            }
        }
    }

    /// As a value: true is 1, false is nothing.
    pub(in super::super) fn into_value(self) -> Code {
        match self.gives {
            Gives::Truth => {
                let arguments = [self, Code::text("1"), Code::text("")];
                Code::call("if", Gives::Text, &arguments)
            }
            _ => self,
        }
    }

    /// As a side of `+`, `-` and `*`: an answer that was not given counts as 0.
    pub(in super::super) fn into_summand(self) -> Code {
        match self.gives {
            Gives::Truth => {
                Code::call("if", Gives::Number, &[self, Code::number(1), Code::number(0)])
            }
            _ if self.text == "." => self,
            _ if self.is_reference => {
                Code::call("coalesce", Gives::Number, &[self, Code::number(0)])
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
