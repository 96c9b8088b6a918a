//! ExpressionScript's grammar: tokens to a tree.

use super::lexer::{Token, tokens};
use crate::engine::problem::{Remark, remark};

/// A parsed expression. `and`, `or` and `+` take any number of sides, so that long chains of them
/// stay flat.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) enum Node {
    /// A number as written.
    Number(String),
    /// A text.
    Text(String),
    /// A variable with its suffix.
    Variable(String),
    /// A function and its arguments.
    Call(String, Vec<Node>),
    /// `!x`
    Not(Box<Node>),
    /// `-x`
    Minus(Box<Node>),
    /// `a && b && c`
    All(Vec<Node>),
    /// `a || b || c`
    Any(Vec<Node>),
    /// `a + b + c`
    Sum(Vec<Node>),
    /// Any other operator.
    Binary(&'static str, Box<Node>, Box<Node>),
}

/// How deep brackets, functions and operators may be nested.
const MOST_DEPTH: usize = 60;

type NodeResult = Result<Node, Remark>;

/// Reads an expression without its braces.
pub(in super::super) fn parse(source: &str) -> NodeResult {
    let tokens = tokens(source)?;
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0 };
    let node = parser.any()?;
    match parser.tokens.get(parser.at) {
        None => Ok(node),
        Some(Token::Sign(sign @ ("=" | "+=" | "-=" | "*=" | "/="))) => {
            Err(remark!("lss-expr-assigns", sign))
        }
        Some(token) => Err(remark!("lss-expr-unexpected", found = written(token))),
    }
}

fn written(token: &Token) -> &str {
    match token {
        Token::Number(text) | Token::Word(text) | Token::Text(text) => text,
        Token::Sign(sign) => sign,
    }
}

struct Parser<'t> {
    tokens: &'t [Token],
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    /// The next token if it is one of these signs.
    fn sign(&mut self, signs: &[&'static str]) -> Option<&'static str> {
        match self.tokens.get(self.at) {
            Some(Token::Sign(sign)) if signs.contains(sign) => {
                self.at += 1;
                Some(sign)
            }
            _ => None,
        }
    }

    fn expect(&mut self, sign: &'static str) -> Result<(), Remark> {
        self.sign(&[sign]).map(|_| ()).ok_or_else(|| match self.tokens.get(self.at) {
            Some(token) => remark!("lss-expr-unexpected", found = written(token)),
            None => remark!("lss-expr-ends"),
        })
    }

    /// One level deeper, and back again.
    fn deeper(&mut self, parse: impl FnOnce(&mut Self) -> NodeResult) -> NodeResult {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(remark!("expr-deep", most = MOST_DEPTH));
        }
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    fn any(&mut self) -> NodeResult {
        let mut sides = vec![self.all()?];
        while self.sign(&["||"]).is_some() {
            sides.push(self.all()?);
        }
        Ok(flat(sides, Node::Any))
    }

    fn all(&mut self) -> NodeResult {
        let mut sides = vec![self.equality()?];
        while self.sign(&["&&"]).is_some() {
            sides.push(self.equality()?);
        }
        Ok(flat(sides, Node::All))
    }

    fn equality(&mut self) -> NodeResult {
        self.chain(&["==", "!="], Self::relation)
    }

    fn relation(&mut self) -> NodeResult {
        self.chain(&["<=", ">=", "<", ">"], Self::sum)
    }

    /// `a - b + c`: a chain of `+` is one sum, whose sides are differences.
    fn sum(&mut self) -> NodeResult {
        let mut sides = vec![self.product()?];
        let mut differences = 0;
        while let Some(sign) = self.sign(&["+", "-"]) {
            let right = self.product()?;
            if sign == "+" {
                sides.push(right);
                continue;
            }
            differences += 1;
            if differences > MOST_DEPTH {
                return Err(remark!("lss-expr-in-a-row", most = MOST_DEPTH, sign));
            }
            let left = flat(std::mem::take(&mut sides), Node::Sum);
            sides.push(Node::Binary("-", Box::new(left), Box::new(right)));
        }
        Ok(flat(sides, Node::Sum))
    }

    fn product(&mut self) -> NodeResult {
        self.chain(&["*", "/"], Self::unary)
    }

    /// Operators of one strength, from the left.
    fn chain(&mut self, signs: &[&'static str], side: fn(&mut Self) -> NodeResult) -> NodeResult {
        let mut left = side(self)?;
        let mut length = 0;
        while let Some(sign) = self.sign(signs) {
            length += 1;
            if length > MOST_DEPTH {
                return Err(remark!("lss-expr-in-a-row", most = MOST_DEPTH, sign));
            }
            left = Node::Binary(sign, Box::new(left), Box::new(side(self)?));
        }
        Ok(left)
    }

    fn unary(&mut self) -> NodeResult {
        match self.sign(&["!", "-", "+"]) {
            Some("!") => self.deeper(|parser| Ok(Node::Not(Box::new(parser.unary()?)))),
            Some("-") => self.deeper(|parser| Ok(Node::Minus(Box::new(parser.unary()?)))),
            Some(_) => self.deeper(Self::unary),
            None => self.operand(),
        }
    }

    fn operand(&mut self) -> NodeResult {
        if self.sign(&["("]).is_some() {
            let inner = self.deeper(Self::any)?;
            self.expect(")")?;
            return Ok(inner);
        }
        let Some(token) = self.tokens.get(self.at) else {
            return Err(remark!("lss-expr-ends"));
        };
        self.at += 1;
        match token {
            Token::Number(number) => Ok(Node::Number(number.clone())),
            Token::Text(text) => Ok(Node::Text(text.clone())),
            Token::Word(word) if self.sign(&["("]).is_some() => self.call(word),
            Token::Word(word) => Ok(Node::Variable(word.clone())),
            Token::Sign(sign) => Err(remark!("expr-value-before", found = sign)),
        }
    }

    fn call(&mut self, name: &str) -> NodeResult {
        let mut arguments = Vec::new();
        if self.sign(&[")"]).is_none() {
            loop {
                arguments.push(self.deeper(Self::any)?);
                if self.sign(&[","]).is_none() {
                    break;
                }
            }
            self.expect(")")?;
        }
        Ok(Node::Call(name.to_owned(), arguments))
    }
}

/// One side stands for itself.
fn flat(mut sides: Vec<Node>, many: fn(Vec<Node>) -> Node) -> Node {
    match (sides.len(), sides.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            sides.extend(last);
            many(sides)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expect: Result<&str, &str>) {
        let shown = parse(source).map(|node| show(&node));
        let shown = shown.map_err(|error| error.to_string());
        assert_eq!(shown.as_deref().map_err(String::as_str), expect, "{source}");
    }

    fn show(node: &Node) -> String {
        let list = |nodes: &[Node]| nodes.iter().map(show).collect::<Vec<_>>().join(" ");
        match node {
            Node::Number(text) | Node::Variable(text) => text.clone(),
            Node::Text(text) => format!("{text:?}"),
            Node::Call(name, arguments) => format!("{name}({})", list(arguments)),
            Node::Not(inner) => format!("(! {})", show(inner)),
            Node::Minus(inner) => format!("(- {})", show(inner)),
            Node::All(sides) => format!("(&& {})", list(sides)),
            Node::Any(sides) => format!("(|| {})", list(sides)),
            Node::Sum(sides) => format!("(+ {})", list(sides)),
            Node::Binary(sign, a, b) => format!("({sign} {} {})", show(a), show(b)),
        }
    }

    #[test]
    fn operators_bind_as_in_limesurvey() {
        check("a or b and c == 1", Ok("(|| a (&& b (== c 1)))"));
        check("1 + 2 - 3 + 4 * -5", Ok("(+ (- (+ 1 2) 3) (* 4 (- 5)))"));
        check("!a.NAOK && (b lt .5)", Ok("(&& (! a.NAOK) (< b 0.5))"));
        check("if(q1==\"Y\", 'it\\'s', \"\\d\")", Ok(r#"if((== q1 "Y") "it's" "\\d")"#));
        check("12X3X45SQ1#0 ge 2. AND pi() > 3", Ok("(&& (>= 12X3X45SQ1#0 2) (> pi() 3))"));
        check("TOKEN:EMAIL != ''", Ok(r#"(!= TOKEN:EMAIL "")"#));
    }

    #[test]
    fn mistakes_are_said() {
        check("a = 1", Err("`=` would change an answer; `==` compares"));
        check("a == ", Err("the expression ends too early"));
        check("(a", Err("the expression ends too early"));
        check("a b", Err("`b` was not expected"));
        check("'a", Err("this text has no closing `'`"));
        check("1.2.3", Err("`1.2.3` is neither a number nor a variable"));
        check("a % b", Err("`%` is not part of the language"));
        check(&"(".repeat(100), Err("parentheses are nested more than 60 deep"));
        check(&"1-".repeat(100), Err("more than 60 `-` follow each other"));
        assert!(parse(&format!("{}a", "a && ".repeat(999))).is_ok());
    }
}
