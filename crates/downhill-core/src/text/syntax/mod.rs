//! The grammar of the text form: `name=value` fields between `&`, values that are numbers, words, strings, tuples and
//! calls. It knows no field, surface or optimizer.

mod parser;

use super::excerpt;
use crate::settings::FieldError;
use parser::{Parser, string_length};

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
    Parser::new(text, 0).whole_value()
}

/// A whole text that is the value of a field: commas make a tuple of it.
pub(super) fn field_value(text: &str) -> Result<Node<'_>, SyntaxError> {
    Parser::new(text, 0).field_value()
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

fn field(text: &str, from: usize, to: usize) -> Field<'_> {
    let text = &text[..to];
    match text[from..].find('=') {
        Some(equals) => {
            let value = Parser::new(text, from + equals + 1).field_value();
            Field { name: text[from..from + equals].trim(), value }
        }
        None => {
            let error = Parser::new(text, to).error("\"=\" and a value");
            Field { name: text[from..].trim(), value: Err(error) }
        }
    }
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
        assert!(value(&deep(15)).is_ok());
        assert!(error_of(&deep(16)).contains("fewer brackets"));
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
