//! The grammar of the text form: `name=value` fields between `&`, values that are numbers, words, strings, tuples and
//! calls. It knows no field, surface or optimizer.

use super::excerpt;
use crate::settings::FieldError;

/// How deeply values may nest.
const MAX_DEPTH: usize = 16;

/// Characters that end a number or a word.
const DELIMITERS: &[char] = &['(', ')', ',', '=', '"', '&'];

/// A value with the text it was read from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node<'a> {
    pub(super) text: &'a str,
    pub(super) value: Value<'a>,
}

/// What a value can be.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    /// A finite number.
    Number(f64),
    /// `true` or `false`.
    Flag(bool),
    /// A bare name.
    Word(&'a str),
    /// A string in double quotes, without its escapes.
    Text(String),
    /// `(a,b)`, or `a,b` as the value of a field.
    Tuple(Vec<Node<'a>>),
    /// A name with arguments.
    Call(&'a str, Vec<Argument<'a>>),
}

/// One argument of a call.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Argument<'a> {
    pub(super) name: Option<&'a str>,
    pub(super) value: Node<'a>,
}

/// One field of the text.
pub(super) struct Field<'a> {
    pub(super) name: &'a str,
    pub(super) value: Result<Node<'a>, SyntaxError>,
}

/// Where the text stops making sense.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SyntaxError {
    /// Which character of the whole text, from 1.
    at: usize,
    found: String,
    expected: &'static str,
}

impl SyntaxError {
    /// The error of the field it stands in.
    pub(super) fn of_field(&self, field: impl Into<String>) -> FieldError {
        FieldError::new(field, format!("{} at character {}", self.found, self.at), self.expected)
    }
}

impl<'a> Node<'a> {
    /// The parts of a tuple; any other value is one part.
    pub(super) fn parts(&self) -> &[Self] {
        match &self.value {
            Value::Tuple(parts) => parts,
            _ => core::slice::from_ref(self),
        }
    }

    /// What was found here, for messages.
    pub(super) fn found(&self) -> String {
        excerpt(self.text)
    }

    /// The name and the arguments of a call; a bare word is a call without arguments.
    pub(super) fn as_call(&self) -> Option<(&'a str, &[Argument<'a>])> {
        match &self.value {
            Value::Word(name) => Some((name, &[])),
            Value::Call(name, arguments) => Some((name, arguments)),
            _ => None,
        }
    }
}

/// The fields of a text, in order; empty ones are skipped.
pub(super) fn fields(text: &str) -> Vec<Field<'_>> {
    segments(text)
        .into_iter()
        .filter(|&(from, to)| !text[from..to].trim().is_empty())
        .map(|(from, to)| field(text, from, to))
        .collect()
}

/// A whole text that is one value.
pub(super) fn value(text: &str) -> Result<Node<'_>, SyntaxError> {
    Parser { text, at: 0 }.whole_value()
}

/// A whole text that is the value of a field: commas make a tuple of it.
pub(super) fn field_value(text: &str) -> Result<Node<'_>, SyntaxError> {
    Parser { text, at: 0 }.field_value()
}

/// Splits at every `&` outside of strings, also inside brackets: so an unclosed bracket spoils its own field only.
fn segments(text: &str) -> Vec<(usize, usize)> {
    let mut segments = Vec::new();
    let (mut from, mut at) = (0, 0);
    let mut strings = true;
    while let Some(next) = text[at..].find(['&', '"']).map(|i| at + i) {
        at = next + 1;
        if text[next..].starts_with('&') {
            segments.push((from, next));
            from = at;
        } else if strings {
            // After a quote that nothing closes, quotes mean nothing: it spoils its own field only.
            match string_length(&text[next..]) {
                Some(length) => at = next + length,
                None => strings = false,
            }
        }
    }
    segments.push((from, text.len()));
    segments
}

/// Bytes of the string in quotes at the head of the text; none when it is not closed.
fn string_length(text: &str) -> Option<usize> {
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

fn field(text: &str, from: usize, to: usize) -> Field<'_> {
    let text = &text[..to];
    match text[from..].find('=') {
        Some(equals) => {
            let value = Parser { text, at: from + equals + 1 }.field_value();
            Field { name: text[from..from + equals].trim(), value }
        }
        None => {
            let error = Parser { text, at: to }.error("\"=\" and a value");
            Field { name: text[from..].trim(), value: Err(error) }
        }
    }
}

/// Reads from byte `at` to the end of the text; the text before stays for counting characters.
struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn whole_value(mut self) -> Result<Node<'a>, SyntaxError> {
        let node = self.node(0)?;
        self.expect_end()?;
        Ok(node)
    }

    /// A value, or several with commas between them: a tuple without brackets.
    fn field_value(mut self) -> Result<Node<'a>, SyntaxError> {
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
            return token.parse().ok().filter(|v: &f64| v.is_finite()).map(Value::Number).ok_or_else(|| {
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

    fn error(&self, expected: &'static str) -> SyntaxError {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn error_of(text: &str) -> String {
        value(text).expect_err(text).of_field("it").to_string()
    }

    #[test]
    fn values_of_every_sort_are_told_apart() {
        assert_eq!(value("-1.5e-3").unwrap().value, Value::Number(-0.0015));
        assert_eq!(value(" true ").unwrap().value, Value::Flag(true));
        assert_eq!(value("adam").unwrap().value, Value::Word("adam"));
        assert_eq!(value(r#""a\"b\\c,(&""#).unwrap().value, Value::Text(r#"a"b\c,(&"#.into()));
        assert_eq!(value("( 1 , 2 )").unwrap().parts().len(), 2);
        let nested = value("lookahead( adam(lr = 0.1) , k = 5 )").unwrap();
        let (name, arguments) = nested.as_call().unwrap();
        assert_eq!((name, arguments[0].name, arguments[1].name), ("lookahead", None, Some("k")));
        assert_eq!(arguments[0].value.text, "adam(lr = 0.1)");
    }

    #[test]
    fn errors_point_at_the_character() {
        assert_eq!(
            error_of("adam(lr=)"),
            "it: found \")\" at character 9, expected a value: a number, a name, a string in double quotes or (a,b)"
        );
        assert_eq!(error_of("adam(lr=1"), "it: found the end at character 10, expected \",\" or \")\"");
        assert_eq!(
            error_of("1.2.3"),
            "it: found \"1.2.3\" at character 1, expected a finite number such as 0.01 or 1e-3"
        );
        assert!(error_of("1e999").contains("a finite number"));
        assert_eq!(error_of("\"é"), "it: found the end at character 3, expected a closing double quote");
        assert_eq!(error_of("a b"), "it: found \"b\" at character 3, expected \",\" or \"&\" or the end");
    }

    #[test]
    fn nesting_is_bounded() {
        let deep = |n: usize| format!("{}1{}", "(".repeat(n), ")".repeat(n));
        assert!(value(&deep(MAX_DEPTH - 1)).is_ok());
        assert!(error_of(&deep(MAX_DEPTH)).contains("fewer brackets"));
        assert!(error_of(&"a(".repeat(10_000)).contains("fewer brackets"));
    }

    #[test]
    fn fields_split_at_ampersands_outside_strings() {
        let names = |text| fields(text).iter().map(|f| f.name.to_owned()).collect::<Vec<_>>();
        assert_eq!(names("a=\"x&y=1\"& b = 2 &&c"), ["a", "b", "c"]);
        assert_eq!(names("a=f(1&b=2"), ["a", "b"]);
        assert_eq!(names("a=\"x&b=2"), ["a", "b"]);
    }

    #[test]
    fn commas_make_a_tuple_of_a_fields_value() {
        let read = fields("start = -1.2 , 1 ");
        let node = read[0].value.as_ref().unwrap();
        assert_eq!((node.text, node.parts().len()), ("-1.2 , 1", 2));
    }
}
