//! What an expression tells without being evaluated: whether chance decides, which answers it demands, and
//! which ticked boxes it asks for.

use std::borrow::Cow;

use super::Expr;
use super::tree::{Node, Operator};

impl Expr {
    /// Whether chance has a part in its value.
    pub fn draws(&self) -> bool {
        self.0.mentions.draws
    }

    /// Whether the moment has a part in its value.
    pub fn asks_clock(&self) -> bool {
        self.0.mentions.asks_clock
    }

    /// Whether its value may be another one with the same answers: by chance, by the clock, or by the place
    /// it is looked at from.
    pub fn varies(&self) -> bool {
        let mentions = &self.0.mentions;
        mentions.draws || mentions.asks_clock || mentions.uses_self || mentions.own_position
    }

    /// The choices of a question that this asks for, where all it asks of it is whether they are selected.
    pub fn ticks(&self, name: &str) -> Option<Vec<Cow<'_, str>>> {
        let mut found = Vec::new();
        ticks(&self.0.root, name, &mut found).then_some(found)
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

/// Gathers the choices that `selected()` looks for; false where this may say more of the question.
fn ticks<'e>(node: &'e Node, name: &str, found: &mut Vec<Cow<'e, str>>) -> bool {
    match node {
        Node::Text(_) | Node::Number(_) => true,
        Node::Reference(other) => other != name,
        Node::Chain(first, rest) => {
            ticks(first, name, found) && rest.iter().all(|(_, right)| ticks(right, name, found))
        }
        Node::Call(function, arguments) => match arguments.as_slice() {
            [Node::Reference(other), wanted] if function.name == "selected" && other == name => {
                let wanted = match wanted {
                    Node::Text(text) => Cow::Borrowed(text.as_str()),
                    Node::Number(number) => Cow::Owned(number.to_string()),
                    _ => return false,
                };
                if !found.contains(&wanted) {
                    found.push(wanted);
                }
                true
            }
            all => all.iter().all(|argument| ticks(argument, name, found)),
        },
        _ => false,
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
    fn ticked_boxes_are_asked_for_by_selected() {
        for (source, expected) in [
            ("selected(${m}, 'a')", Some("a")),
            ("selected(${m}, 'a') or (${n} = 1 and not(selected(${m}, 2)))", Some("a 2")),
            ("selected(${m}, 'a') and selected(${m}, 'a')", Some("a")),
            ("${n} > 3", Some("")),
            ("selected(${m}, ${n})", None),
            ("${m} = 'a'", None),
            ("count-selected(${m}) > 1 or selected(${m}, 'a')", None),
            ("selected(/data/r[m = 'a']/m, 'a')", None),
        ] {
            let expr = Expr::parse(source).unwrap();
            let told = expr.ticks("m").map(|found| found.join(" "));
            assert_eq!(told.as_deref(), expected, "{source}");
        }
    }

    #[test]
    fn what_answers_alone_do_not_decide_varies() {
        for source in
            ["random() > 0.5", "today() > '2026-01-01'", "format-date(now(), '%Y')", ". > 3"]
        {
            assert!(Expr::parse(source).unwrap().varies(), "{source}");
        }
        for source in ["${a} + 1", "concat('today()', ${now})", "date('2026-01-01') > ${d}"] {
            assert!(!Expr::parse(source).unwrap().varies(), "{source}");
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
