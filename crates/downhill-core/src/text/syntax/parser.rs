//! Reads values by recursive descent, to a bounded depth.

use super::{Argument, Node, SyntaxError, Value};
use crate::num::decimal;
use crate::text::excerpt;

/// How deeply values may nest.
const MAX_DEPTH: usize = 16;

/// Characters that end a number or a word.
const DELIMITERS: &[char] = &['(', ')', ',', '=', '"', '&'];

/// Reads from byte `at` to the end of the text; the text before stays for counting characters.
pub(super) struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    pub(super) const fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    pub(super) fn whole_value(mut self) -> Result<Node<'a>, SyntaxError> {
        let node = self.node(0)?;
        self.expect_end()?;
        Ok(node)
    }

    /// A value, or several with commas between them: a tuple without brackets.
    pub(super) fn field_value(mut self) -> Result<Node<'a>, SyntaxError> {
        self.skip_space();
        let from = self.at;
        let first = self.node(0)?;
        if self.peek() != Some(',') {
            self.expect_end()?;
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.eat(',') {
            parts.push(self.node(1)?);
        }
        self.expect_end()?;
        Ok(Node { text: self.text[from..].trim_end(), value: Value::Tuple(parts) })
    }

    fn node(&mut self, depth: usize) -> Result<Node<'a>, SyntaxError> {
        self.skip_space();
        let from = self.at;
        if depth >= MAX_DEPTH {
            return Err(self.error("fewer brackets within brackets"));
        }
        let value = match self.rest().chars().next() {
            Some('"') => self.string()?,
            Some('(') => Value::Tuple(self.list(|parser| parser.node(depth + 1))?),
            _ => self.atom(depth)?,
        };
        let node = Node { text: &self.text[from..self.at], value };
        self.skip_space();
        Ok(node)
    }

    /// A number, a flag, a word or a call.
    fn atom(&mut self, depth: usize) -> Result<Value<'a>, SyntaxError> {
        let start = self.at;
        let token = self.token();
        if token.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) {
            return decimal(token).filter(|v| v.is_finite()).map(Value::Number).ok_or_else(|| {
                let found = format!("\"{}\"", excerpt(token));
                SyntaxError { found, ..self.error_at(start, "a finite number such as 0.01 or 1e-3") }
            });
        }
        if !is_name(token) {
            return Err(self.error_at(start, "a value: a number, a name, a string in double quotes or (a,b)"));
        }
        if self.rest().starts_with('(') {
            return Ok(Value::Call(token, self.list(|parser| parser.argument(depth + 1))?));
        }
        Ok(match token {
            "true" => Value::Flag(true),
            "false" => Value::Flag(false),
            _ => Value::Word(token),
        })
    }

    fn argument(&mut self, depth: usize) -> Result<Argument<'a>, SyntaxError> {
        self.skip_space();
        let from = self.at;
        let name = self.token();
        self.skip_space();
        if is_name(name) && self.eat('=') {
            return Ok(Argument { name: Some(name), value: self.node(depth)? });
        }
        self.at = from;
        Ok(Argument { name: None, value: self.node(depth)? })
    }

    /// What stands between brackets, with commas.
    fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Result<T, SyntaxError>) -> Result<Vec<T>, SyntaxError> {
        self.eat('(');
        let mut items = Vec::new();
        self.skip_space();
        if self.eat(')') {
            return Ok(items);
        }
        loop {
            items.push(item(self)?);
            if self.eat(')') {
                return Ok(items);
            }
            if !self.eat(',') {
                return Err(self.error("\",\" or \")\""));
            }
        }
    }

    fn string(&mut self) -> Result<Value<'a>, SyntaxError> {
        let Some(length) = string_length(self.rest()) else {
            self.at = self.text.len();
            return Err(self.error("a closing double quote"));
        };
        let inner = &self.rest()[1..length - 1];
        self.at += length;
        let mut plain = String::with_capacity(inner.len());
        let mut chars = inner.chars();
        while let Some(c) = chars.next() {
            plain.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
        }
        Ok(Value::Text(plain))
    }

    fn token(&mut self) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|c: char| c.is_whitespace() || DELIMITERS.contains(&c)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.rest().starts_with(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn expect_end(&self) -> Result<(), SyntaxError> {
        if self.rest().is_empty() { Ok(()) } else { Err(self.error("\",\" or \"&\" or the end")) }
    }

    pub(super) fn error(&self, expected: &'static str) -> SyntaxError {
        self.error_at(self.at, expected)
    }

    fn error_at(&self, at: usize, expected: &'static str) -> SyntaxError {
        let found = self.text[at..].chars().next().map_or("the end".into(), |c| format!("\"{}\"", c.escape_debug()));
        SyntaxError { at: self.text[..at].chars().count() + 1, found, expected }
    }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && token.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Bytes of the string in quotes at the head of the text; none when it is not closed.
pub(super) fn string_length(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (i, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(i + 1),
            _ => {}
        }
    }
    None
}
