//! Reads a formula: one function for each precedence, from the loosest to the tightest.

use super::FormulaError;
use super::function::{ABS, FUNCTIONS, Function, SQRT};
use super::tree::{Node, Operator};
use crate::num::decimal;
use core::f64::consts::{E, PI};

/// The most characters of a formula.
const LENGTH: usize = 1000;

/// The most brackets, signs and powers within one another.
const NESTING: usize = 64;

/// What may stand where a number is wanted.
const OPERAND: &str = "a number, x, y, a function or \"(\"";

type Read<T> = Result<T, FormulaError>;

/// What a name that is no function means.
static NAMES: [(&str, Node); 5] = [
    ("x", Node::X),
    ("y", Node::Y),
    ("pi", Node::Constant("π", PI)),
    ("π", Node::Constant("π", PI)),
    ("e", Node::Constant("e", E)),
];

const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Reads the whole text.
pub(super) fn parse(text: &str) -> Read<Node> {
    let text: Vec<char> = text.chars().collect();
    if text.len() > LENGTH {
        let found = format!("{} characters", text.len());
        return Err(FormulaError { at: LENGTH + 1, found, expected: format!("at most {LENGTH}") });
    }
    let mut parser = Parser { text, at: 0, depth: 0, in_bars: false };
    let tree = parser.sum()?;
    if parser.peek().is_some() { Err(parser.error("an operator or the end")) } else { Ok(tree) }
}

struct Parser {
    text: Vec<char>,
    at: usize,
    depth: usize,
    /// Whether the innermost open bracket is a bar, which the next bar then closes.
    in_bars: bool,
}

impl Parser {
    /// Terms with `+` and `-` between them.
    fn sum(&mut self) -> Read<Node> {
        let first = self.product()?;
        let mut rest = Vec::new();
        loop {
            let operator = match self.peek() {
                Some('+') => Operator::Add,
                Some('-' | '−' | '–') => Operator::Sub,
                _ => return Ok(chain(first, rest)),
            };
            self.at += 1;
            rest.push((operator, self.product()?));
        }
    }

    /// Factors with `*`, `/` or nothing between them.
    fn product(&mut self) -> Read<Node> {
        let first = self.signed()?;
        let mut rest = Vec::new();
        loop {
            let operator = match self.peek() {
                Some('*' | '·' | '⋅' | '×') => Operator::Mul,
                Some('/' | '÷') => Operator::Div,
                Some('|') if self.in_bars => return Ok(chain(first, rest)),
                Some(c) if c == '(' || c == '|' || c == '√' || is_letter(c) => {
                    rest.push((Operator::Mul, self.signed()?));
                    continue;
                }
                _ => return Ok(chain(first, rest)),
            };
            self.at += 1;
            rest.push((operator, self.signed()?));
        }
    }

    /// Signs before a power.
    fn signed(&mut self) -> Read<Node> {
        match self.peek() {
            Some('-' | '−' | '–') => Ok(Node::Minus(Box::new(self.after_this(Self::signed)?))),
            Some('+') => self.after_this(Self::signed),
            _ => self.power(),
        }
    }

    /// A base with its exponents; the exponent may have a sign and an exponent of its own.
    fn power(&mut self) -> Read<Node> {
        let base = self.raised()?;
        match self.peek() {
            Some('^') => {}
            Some('*') if self.text.get(self.at + 1) == Some(&'*') => self.at += 1,
            _ => return Ok(base),
        }
        Ok(power(base, self.after_this(Self::signed)?))
    }

    /// An operand with its superscripts.
    fn raised(&mut self) -> Read<Node> {
        let base = self.operand()?;
        let mut exponent = None;
        while let Some(digit) = self.text.get(self.at).and_then(|c| SUPERSCRIPTS.iter().position(|s| s == c)) {
            self.at += 1;
            exponent = Some(exponent.unwrap_or(0.0) * 10.0 + digit as f64);
        }
        Ok(match exponent {
            Some(exponent) => power(base, Node::Number(exponent)),
            None => base,
        })
    }

    fn operand(&mut self) -> Read<Node> {
        match self.peek() {
            Some('(') => self.enclosed(')', false),
            Some('|') => Ok(Node::Call(&ABS, vec![self.enclosed('|', true)?])),
            Some('√') => Ok(Node::Call(&SQRT, vec![self.after_this(Self::operand)?])),
            Some('0'..='9' | '.') => self.number(),
            Some(c) if is_letter(c) => self.name(),
            _ => Err(self.error(OPERAND)),
        }
    }

    /// What stands between brackets or bars.
    fn enclosed(&mut self, end: char, in_bars: bool) -> Read<Node> {
        let outer = core::mem::replace(&mut self.in_bars, in_bars);
        let inner = self.after_this(Self::sum)?;
        self.in_bars = outer;
        if self.eat(end) { Ok(inner) } else { Err(self.error(format!("an operator or \"{end}\""))) }
    }

    /// Digits with a point and an exponent. A letter e without digits is no exponent but the number e.
    fn number(&mut self) -> Read<Node> {
        let start = self.at;
        self.skip_digits();
        if self.text.get(self.at) == Some(&'.') {
            self.at += 1;
            self.skip_digits();
        }
        let signed = matches!(self.text.get(self.at + 1), Some('+' | '-'));
        let digits = self.at + 1 + usize::from(signed);
        let exponent = matches!(self.text.get(self.at), Some('e' | 'E'));
        if exponent && self.text.get(digits).is_some_and(char::is_ascii_digit) {
            self.at = digits;
            self.skip_digits();
        }
        let found: String = self.text[start..self.at].iter().collect();
        match decimal(&found) {
            Some(value) if value.is_finite() => Ok(Node::Number(value)),
            read => {
                let expected =
                    if read.is_some() { "a number below 1.8e308" } else { "a digit before or after the point" };
                self.at = start;
                Err(self.error(expected))
            }
        }
    }

    /// A variable, a constant or a function with its arguments: the longest name that the letters here begin with.
    fn name(&mut self) -> Read<Node> {
        let variable = NAMES.iter().filter(|(name, _)| self.begins_with(name)).max_by_key(|(name, _)| name.len());
        let function = FUNCTIONS.iter().filter(|f| self.begins_with(f.name)).max_by_key(|f| f.name.len());
        match (variable, function) {
            (Some((name, _)), Some(function)) if function.name.len() > name.len() => self.call(function),
            (None, Some(function)) => self.call(function),
            (Some((name, node)), _) => {
                self.at += name.chars().count();
                Ok(node.clone())
            }
            (None, None) => {
                let names: Vec<_> = FUNCTIONS.iter().map(|f| f.name).collect();
                Err(self.error(format!("x, y, pi, e or a function: {}", names.join(", "))))
            }
        }
    }

    fn call(&mut self, function: &'static Function) -> Read<Node> {
        self.at += function.name.len();
        if self.peek() != Some('(') {
            return Err(self.error(format!("\"(\" after {}", function.name)));
        }
        let outer = core::mem::replace(&mut self.in_bars, false);
        let mut arguments = Vec::new();
        let (least, most) = function.arguments();
        loop {
            arguments.push(self.after_this(Self::sum)?);
            let next = self.peek();
            let (more, enough) = (arguments.len() < most, arguments.len() >= least);
            if next == Some(')') && enough {
                break;
            }
            if next != Some(',') || !more {
                return Err(self.error(match (more, enough) {
                    (true, true) => "an operator, \",\" or \")\"".into(),
                    (true, false) => format!("an operator or \",\" and one more number for {}", function.name),
                    (false, _) => "an operator or \")\"".into(),
                }));
            }
        }
        self.at += 1;
        self.in_bars = outer;
        Ok(Node::Call(function, arguments))
    }

    /// Skips one character and reads what nests within; this is the place to bound how deep.
    fn after_this(&mut self, read: fn(&mut Self) -> Read<Node>) -> Read<Node> {
        if self.depth == NESTING {
            return Err(self.error(format!("at most {NESTING} brackets, signs and powers within one another")));
        }
        self.at += 1;
        self.depth += 1;
        let node = read(self)?;
        self.depth -= 1;
        Ok(node)
    }

    fn skip_digits(&mut self) {
        while self.text.get(self.at).is_some_and(char::is_ascii_digit) {
            self.at += 1;
        }
    }

    /// The next character that is not a space.
    fn peek(&mut self) -> Option<char> {
        while self.text.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
        self.text.get(self.at).copied()
    }

    fn eat(&mut self, wanted: char) -> bool {
        let there = self.peek() == Some(wanted);
        self.at += usize::from(there);
        there
    }

    /// Whether the text goes on with this name, in small letters or capitals.
    fn begins_with(&self, name: &str) -> bool {
        let mut text = self.text[self.at..].iter();
        name.chars().all(|c| text.next().is_some_and(|t| t.eq_ignore_ascii_case(&c)))
    }

    /// What is found here, whole if it is a word or a number, instead of what was expected.
    fn error(&mut self, expected: impl Into<String>) -> FormulaError {
        let found = match self.peek() {
            None => "the end".into(),
            Some(first) => {
                let rest = self.text[self.at + 1..].iter();
                let word = rest.take_while(|c| is_word(first) && is_word(**c));
                let found: String = core::iter::once(&first).chain(word).collect();
                format!("\"{found}\"")
            }
        };
        FormulaError { at: self.at + 1, found, expected: expected.into() }
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || c == 'π'
}

fn is_word(c: char) -> bool {
    is_letter(c) || c.is_ascii_digit() || c == '.'
}

fn chain(first: Node, rest: Vec<(Operator, Node)>) -> Node {
    if rest.is_empty() { first } else { Node::Chain(Box::new(first), rest) }
}

fn power(base: Node, exponent: Node) -> Node {
    Node::Power(Box::new(base), Box::new(exponent))
}
