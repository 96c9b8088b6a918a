//! What an expression tells without being evaluated: whether chance decides, and which answers it
//! demands.

use super::Expr;
use super::tree::{Node, Operator};

impl Expr {
    /// Whether chance has a part in its value.
    pub fn draws(&self) -> bool {
        self.0.mentions.draws
    }

    /// The questions with the one answer that they must have for this to hold: what is compared with a
    /// text or a number, alone or between `and`.
    pub fn demands(&self) -> Vec<(&str, String)> {
        let mut found = Vec::new();
        demands(&self.0.root, &mut found);
        found
    }
}

fn demands<'e>(node: &'e Node, found: &mut Vec<(&'e str, String)>) {
    let Node::Chain(first, rest) = node else { return };
    if rest.iter().all(|(operator, _)| *operator == Operator::And) {
        let each = std::iter::once(&**first).chain(rest.iter().map(|(_, right)| right));
        return each.for_each(|node| demands(node, found));
    }
    let [(Operator::Equal, right)] = rest.as_slice() else { return };
    match (&**first, right) {
        (Node::Reference(name), Node::Text(text)) | (Node::Text(text), Node::Reference(name)) => {
            found.push((name, text.clone()));
        }
        (Node::Reference(name), Node::Number(number))
        | (Node::Number(number), Node::Reference(name)) => found.push((name, number.to_string())),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_demanded_by_equality() {
        for (source, expected) in [
            ("${m} = 'a'", "m=a"),
            ("'a' = ${m}", "m=a"),
            ("${m} = 1", "m=1"),
            ("${m} = 'a' and ${age} > 3 and ${n} = 2", "m=a n=2"),
            ("(${m} = 'a' and ${n} = 'b') and true()", "m=a n=b"),
            ("${m} = 'a' or ${n} = 'b'", ""),
            ("not(${m} = 'a')", ""),
            ("${m} != 'a'", ""),
            ("${m} = ${n}", ""),
            ("true()", ""),
        ] {
            let expr = Expr::parse(source).unwrap();
            let told = expr.demands().into_iter().map(|(name, value)| format!("{name}={value}"));
            assert_eq!(told.collect::<Vec<_>>().join(" "), expected, "{source}");
        }
    }

    #[test]
    fn chance_is_seen_wherever_it_stands() {
        for source in ["random()", "if(random() < 0.5, 'a', 'b')", "once(uuid())"] {
            assert!(Expr::parse(source).unwrap().draws(), "{source}");
        }
        for source in ["1 + 1", "concat('random()', ${random})"] {
            assert!(!Expr::parse(source).unwrap().draws(), "{source}");
        }
    }
}
