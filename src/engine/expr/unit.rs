//! Whose unit the value of an expression has: told from its tree.

use super::Expr;
use super::tree::{Node, Operator};

impl Expr {
    /// The questions whose values it adds, subtracts, rounds or picks from, so that a unit that all of them
    /// have is its own. None where it multiplies, counts or does anything else.
    pub fn measured_as(&self) -> Option<Vec<&str>> {
        let mut found = Vec::new();
        (measured_as(&self.0.root, &mut found) && !found.is_empty()).then_some(found)
    }
}

fn measured_as<'n>(node: &'n Node, found: &mut Vec<&'n str>) -> bool {
    let mut all = |nodes: &'n [Node]| nodes.iter().all(|node| measured_as(node, found));
    match node {
        // A plain number is of the unit that it is added to.
        Node::Number(_) | Node::Text(_) => true,
        Node::Reference(name) | Node::Below(_, name) => {
            found.push(name);
            true
        }
        Node::Union(nodes) => all(nodes),
        Node::Negate(inner) | Node::Picked(inner, _) => measured_as(inner, found),
        Node::Chain(first, rest) => {
            let adds = |(operator, _): &(Operator, Node)| {
                matches!(operator, Operator::Plus | Operator::Minus)
            };
            rest.iter().all(adds)
                && measured_as(first, found)
                && rest.iter().all(|(_, side)| measured_as(side, found))
        }
        Node::Call(function, arguments) => match (function.name, arguments.as_slice()) {
            ("if", [_, one, other]) => measured_as(one, found) && measured_as(other, found),
            ("coalesce" | "min" | "max" | "sum" | "number", arguments) => all(arguments),
            ("round" | "int" | "abs" | "floor" | "ceiling" | "once" | "indexed-repeat", _) => {
                arguments.first().is_some_and(|inner| measured_as(inner, found))
            }
            _ => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_choices_keep_a_unit_and_products_do_not() {
        #[track_caller]
        fn check(source: &str, expect: Option<&[&str]>) {
            let expr = Expr::parse(source).unwrap();
            assert_eq!(expr.measured_as().as_deref(), expect, "{source}");
        }
        check("${a} + ${b} - 1", Some(&["a", "b"]));
        check("round(sum(${a}), 1)", Some(&["a"]));
        check("if(${q} = 1, ${a}, coalesce(${b}, 0))", Some(&["a", "b"]));
        check("${a} * 2", None);
        check("${a} div ${b}", None);
        check("count(${a})", None);
        check("7", None);
    }
}
