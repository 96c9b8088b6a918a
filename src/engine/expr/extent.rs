//! Between which numbers an expression can lie, whatever is answered: told from its tree, on the safe
//! side. Where that is not known, it is everywhere.

use super::Expr;
use super::tree::{Node, Operator};

/// From a least number to a greatest; no number at all where the least is the greater of the two.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// The least number.
    pub min: f64,
    /// The greatest.
    pub max: f64,
}

impl Extent {
    /// Any number.
    pub const ALL: Self = Self { min: f64::NEG_INFINITY, max: f64::INFINITY };
    /// Never a number.
    pub const NONE: Self = Self { min: f64::INFINITY, max: f64::NEG_INFINITY };
    const NOT_NEGATIVE: Self = Self { min: 0.0, max: f64::INFINITY };

    /// From one number to another.
    pub fn of(min: f64, max: f64) -> Self {
        Self { min, max }
    }

    /// One number, as it is written; never a number where it is none.
    pub fn of_text(text: &str) -> Self {
        match text.trim().parse::<f64>() {
            Ok(number) if number.is_finite() => Self::of(number, number),
            _ => Self::NONE,
        }
    }

    /// What lies in the one or the other, or between them.
    pub fn or(self, other: Self) -> Self {
        Self { min: self.min.min(other.min), max: self.max.max(other.max) }
    }

    /// What lies in both.
    pub fn and(self, other: Self) -> Self {
        Self { min: self.min.max(other.min), max: self.max.min(other.max) }
    }

    /// Whether a number lies in it.
    pub fn holds(self, number: f64) -> bool {
        self.min <= number && number <= self.max
    }

    fn is_none(self) -> bool {
        self.min > self.max
    }

    /// The results of an operation that has its extremes at the ends of both.
    fn combine(self, other: Self, operation: impl Fn(f64, f64) -> f64) -> Self {
        if self.is_none() || other.is_none() {
            return Self::NONE;
        }
        let ends = [
            operation(self.min, other.min),
            operation(self.min, other.max),
            operation(self.max, other.min),
            operation(self.max, other.max),
        ];
        // Infinity by zero, or less infinity.
        if ends.iter().any(|end| end.is_nan()) {
            return Self::ALL;
        }
        let least = ends.iter().copied().fold(f64::INFINITY, f64::min);
        Self::of(least, ends.iter().copied().fold(f64::NEG_INFINITY, f64::max))
    }

    fn negative(self) -> Self {
        Self::of(-self.max, -self.min)
    }
}

impl Expr {
    /// Between which numbers its value lies; `of` says it of questions.
    pub fn extent(&self, of: &dyn Fn(&str) -> Extent) -> Extent {
        extent(&self.0.root, of)
    }

    /// Whether it is a number whatever is answered, or nothing; `of` says it of questions.
    pub fn gives_number(&self, of: &dyn Fn(&str) -> bool) -> bool {
        gives_number(&self.0.root, of)
    }

    /// Between which numbers `.` lies where this holds.
    pub fn limits(&self, of: &dyn Fn(&str) -> Extent) -> Extent {
        limits(&self.0.root, of)
    }
}

fn gives_number(node: &Node, of: &dyn Fn(&str) -> bool) -> bool {
    let or_nothing =
        |node: &Node| matches!(node, Node::Text(text) if text.is_empty()) || gives_number(node, of);
    match node {
        Node::Number(_) | Node::Negate(_) | Node::Position(_) => true,
        Node::Reference(name) | Node::Below(_, name) => of(name),
        Node::Chain(_, rest) => rest.iter().all(|(operator, _)| {
            use Operator::*;
            matches!(operator, Plus | Minus | Times | Div | Mod)
        }),
        Node::Call(function, arguments) => match (function.name, arguments.as_slice()) {
            ("if", [_, one, other]) | ("coalesce", [one, other]) => {
                or_nothing(one) && or_nothing(other)
            }
            ("once", [inner]) => gives_number(inner, of),
            (name, _) => NUMERIC.contains(&name),
        },
        _ => false,
    }
}

/// Functions whose result is always a number.
const NUMERIC: [&str; 33] = [
    "abs",
    "acos",
    "area",
    "asin",
    "atan",
    "atan2",
    "ceiling",
    "cos",
    "count",
    "count-non-empty",
    "count-selected",
    "decimal-date-time",
    "decimal-time",
    "distance",
    "enclosed-area",
    "exp",
    "exp10",
    "floor",
    "int",
    "log",
    "log10",
    "max",
    "min",
    "number",
    "pi",
    "pow",
    "random",
    "round",
    "sin",
    "sqrt",
    "string-length",
    "sum",
    "tan",
];

fn extent(node: &Node, of: &dyn Fn(&str) -> Extent) -> Extent {
    match node {
        Node::Text(text) => Extent::of_text(text),
        Node::Number(number) => Extent::of(*number, *number),
        Node::Reference(name) | Node::Below(_, name) => of(name),
        Node::Negate(inner) => extent(inner, of).negative(),
        Node::Position(_) => Extent::of(1.0, f64::INFINITY),
        Node::Chain(first, rest) => {
            rest.iter().fold(extent(first, of), |left, (operator, right)| {
                let right = extent(right, of);
                match operator {
                    Operator::Plus => left.combine(right, |a, b| a + b),
                    Operator::Minus => left.combine(right, |a, b| a - b),
                    Operator::Times => left.combine(right, |a, b| a * b),
                    Operator::Div if right.min > 0.0 => left.combine(right, |a, b| a / b),
                    Operator::Div => Extent::ALL,
                    Operator::Mod if left.min >= 0.0 => Extent::NOT_NEGATIVE,
                    Operator::Mod => Extent::ALL,
                    _ => Extent::of(0.0, 1.0),
                }
            })
        }
        Node::Call(function, arguments) => of_call(function.name, arguments, of),
        Node::Matches(..) => Extent::of(0.0, 1.0),
        _ => Extent::ALL,
    }
}

fn of_call(name: &str, arguments: &[Node], of: &dyn Fn(&str) -> Extent) -> Extent {
    let first = || arguments.first().map_or(Extent::ALL, |node| extent(node, of));
    let any = |arguments: &[Node]| {
        arguments.iter().map(|node| extent(node, of)).fold(Extent::NONE, Extent::or)
    };
    match (name, arguments) {
        ("if", [_, then, otherwise]) => extent(then, of).or(extent(otherwise, of)),
        ("coalesce", some) => any(some),
        ("max", some) => {
            let least =
                some.iter().map(|node| extent(node, of).min).fold(f64::NEG_INFINITY, f64::max);
            Extent::of(least, any(some).max)
        }
        ("min", some) => {
            let most = some.iter().map(|node| extent(node, of).max).fold(f64::INFINITY, f64::min);
            Extent::of(any(some).min, most)
        }
        ("once" | "indexed-repeat", _) => first(),
        ("number", [Node::Call(inner, of_inner)]) if is_year(inner.name, of_inner) => {
            Extent::of(2000.0, 9999.0)
        }
        ("number", [_]) => first(),
        ("int" | "round" | "floor" | "ceiling", _) => {
            let inner = first();
            Extent::of(inner.min.floor(), inner.max.ceil())
        }
        ("abs" | "sum", _) if first().min >= 0.0 => Extent::of(0.0, f64::INFINITY),
        (
            "abs" | "count" | "count-non-empty" | "count-selected" | "string-length" | "checklist"
            | "weighted-checklist" | "random" | "sqrt",
            _,
        ) => Extent::NOT_NEGATIVE,
        (
            "selected"
            | "not"
            | "boolean"
            | "true"
            | "false"
            | "contains"
            | "starts-with"
            | "ends-with"
            | "boolean-from-string",
            _,
        ) => Extent::of(0.0, 1.0),
        _ => Extent::ALL,
    }
}

/// `format-date(today(), '%Y')`.
fn is_year(name: &str, arguments: &[Node]) -> bool {
    let [Node::Call(of, _), Node::Text(format)] = arguments else { return false };
    name.starts_with("format-date") && matches!(of.name, "today" | "now") && format == "%Y"
}

fn limits(node: &Node, of: &dyn Fn(&str) -> Extent) -> Extent {
    let Node::Chain(first, rest) = node else { return Extent::ALL };
    let each = || std::iter::once(&**first).chain(rest.iter().map(|(_, right)| right));
    if rest.iter().all(|(operator, _)| *operator == Operator::And) {
        return each().map(|node| limits(node, of)).fold(Extent::ALL, Extent::and);
    }
    if rest.iter().all(|(operator, _)| *operator == Operator::Or) {
        return each().map(|node| limits(node, of)).fold(Extent::NONE, Extent::or);
    }
    let [(operator, right)] = rest.as_slice() else { return Extent::ALL };
    let (operator, bound) = match (&**first, right) {
        (Node::This, bound) => (*operator, bound),
        (bound, Node::This) => (turned(*operator), bound),
        _ => return Extent::ALL,
    };
    let bound = extent(bound, of);
    // Compared with nothing, nothing holds.
    match operator {
        Operator::Equal => bound,
        Operator::Less | Operator::AtMost => Extent::of(f64::NEG_INFINITY, bound.max),
        Operator::Greater | Operator::AtLeast => Extent::of(bound.min, f64::INFINITY),
        _ => Extent::ALL,
    }
}

/// The comparison with its sides exchanged.
fn turned(operator: Operator) -> Operator {
    match operator {
        Operator::Less => Operator::Greater,
        Operator::AtMost => Operator::AtLeast,
        Operator::Greater => Operator::Less,
        Operator::AtLeast => Operator::AtMost,
        same => same,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> (f64, f64) {
        let of = |name: &str| match name {
            "age" => Extent::of(16.0, 99.0),
            "shift" => Extent::of(-5.0, 5.0),
            "none" => Extent::NONE,
            _ => Extent::ALL,
        };
        let extent = Expr::parse(source).unwrap().extent(&of);
        (extent.min, extent.max)
    }

    #[test]
    fn expressions_lie_between_their_ends() {
        let all = (f64::NEG_INFINITY, f64::INFINITY);
        for (source, expected) in [
            ("3", (3.0, 3.0)),
            ("'7'", (7.0, 7.0)),
            ("-${age}", (-99.0, -16.0)),
            ("2021 - ${age}", (1922.0, 2005.0)),
            ("${age} - ${age}", (-83.0, 83.0)),
            ("${shift} * ${shift}", (-25.0, 25.0)),
            ("${age} div 2", (8.0, 49.5)),
            ("${age} div ${shift}", all),
            ("${age} mod 2", (0.0, f64::INFINITY)),
            ("if(${age} < 18, 1, if(${age} < 26, 2, ''))", (1.0, 2.0)),
            ("if(${a} = 1, ${shift}, 0)", (-5.0, 5.0)),
            ("number(format-date(today(), '%Y'))", (2000.0, 9999.0)),
            ("max(0, ${shift}, ${age} - 20)", (0.0, 79.0)),
            ("min(${shift}, 3)", (-5.0, 3.0)),
            ("number(format-date(today(), '%d'))", all),
            ("concat('-', '2')", all),
            ("round(${age} div 7)", (2.0, 15.0)),
            ("sum(${age})", (0.0, f64::INFINITY)),
            ("sum(${shift})", all),
            ("count(${other})", (0.0, f64::INFINITY)),
            ("${other}", all),
            ("${age} > 3 and true()", (0.0, 1.0)),
        ] {
            assert_eq!(told(source), expected, "{source}");
        }
        let (min, max) = told("'text'");
        assert!(min > max);
        let (min, max) = told("${none} + 1");
        assert!(min > max);
    }

    #[test]
    fn constraints_limit_what_they_belong_to() {
        let all = (f64::NEG_INFINITY, f64::INFINITY);
        for (source, expected) in [
            (". >= 0", (0.0, f64::INFINITY)),
            (". > 0 and . < 120", (0.0, 120.0)),
            ("18 <= . and . <= ${age}", (18.0, 99.0)),
            (". = 1 or . = -3", (-3.0, 1.0)),
            (". >= 0 or ${age} > 3", all),
            ("${age} = '' or . >= 0", all),
            (". != 3", all),
            ("regex(., '[0-9]+')", all),
            ("not(. < 0)", all),
        ] {
            let of = |name: &str| if name == "age" { Extent::of(16.0, 99.0) } else { Extent::ALL };
            let limits = Expr::parse(source).unwrap().limits(&of);
            assert_eq!((limits.min, limits.max), expected, "{source}");
        }
    }
}
