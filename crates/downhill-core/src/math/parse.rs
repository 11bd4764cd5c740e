//! From text to formulas, in one pass and without ever going back: every text is understood somehow.

use super::{Kind, Math};
use crate::formula;

/// What is nested deeper than this is set as it stands.
const DEEPEST: usize = 64;

/// Raised characters and what they say,
const RAISED: [&str; 2] = ["⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵗᵏⁿⁱʲ", "0123456789+−()tknij"];
/// and lowered ones.
const LOWERED: [&str; 2] = ["₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₜᵢⱼₖₙₘᵣₑₐₓₕₛₚ", "0123456789+−()tijknmreaxhsp"];

/// Brackets that open, and what closes them.
const BRACKETS: [&str; 2] = ["([{⌊⌈|‖", ")]}⌋⌉|‖"];

/// Room between operands,
const ROOM: &str = "\u{2009}";
/// between words,
const WORD_ROOM: &str = "\u{a0}";
/// and between formulas.
const WIDE_ROOM: &str = "\u{2003}";

/// Functions besides those that a reader's own formula may use.
const FUNCTIONS: [&str; 2] = ["rms", "clip"];

pub(super) fn parse(line: &str) -> Math {
    Parser { rest: line, depth: 0 }.row(None).0
}

struct Parser<'a> {
    rest: &'a str,
    depth: usize,
}

/// The partner of a character in two lists of the same length.
fn partner([these, those]: [&str; 2], c: char) -> Option<char> {
    these.chars().position(|t| t == c).and_then(|i| those.chars().nth(i))
}

fn is_function(word: &str) -> bool {
    FUNCTIONS.contains(&word) || formula::is_function(word)
}

fn is_word(math: &Math) -> bool {
    math.kind == Kind::Identifier && math.text.len() > 1 && math.text.is_ascii()
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Takes as many characters as a test allows.
    fn take(&mut self, test: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !test(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    /// Takes one character and the marks over it.
    fn take_one(&mut self) -> &'a str {
        let is_mark = |c: char| ('\u{300}'..'\u{370}').contains(&c);
        let end = self.rest.char_indices().skip(1).find(|(_, c)| !is_mark(*c)).map_or(self.rest.len(), |(i, _)| i);
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn spaces(&mut self) -> usize {
        self.take(char::is_whitespace).chars().count()
    }

    /// Everything up to a closing bracket, or to the end; and whether the bracket came. A bar closes only behind an
    /// operand.
    fn row(&mut self, close: Option<char>) -> (Math, bool) {
        let mut parts = Vec::new();
        let mut after_operand = false;
        loop {
            let spaces = self.spaces();
            let Some(next) = self.peek() else { return (Math::row(parts), false) };
            if close == Some(next) && (after_operand || !BRACKETS[0].contains(next)) {
                self.take_one();
                return (Math::row(parts), true);
            }
            let operand = self.quotient();
            if spaces > 1 || (spaces == 1 && after_operand && operand.is_some()) {
                let is_prose = [parts.last(), operand.as_ref()].into_iter().flatten().any(is_word);
                let room = if is_prose { WORD_ROOM } else { ROOM };
                parts.push(Math::leaf(Kind::Text, if spaces > 1 { WIDE_ROOM } else { room }));
            }
            after_operand = operand.is_some();
            parts.push(operand.unwrap_or_else(|| Math::leaf(Kind::Operator, self.take_one())));
        }
    }

    /// An operand, divided as often as there are strokes.
    fn quotient(&mut self) -> Option<Math> {
        let mut all = self.product()?;
        loop {
            let before = self.rest;
            self.spaces();
            let divisor = self.rest.strip_prefix('/').and_then(|rest| {
                self.rest = rest;
                self.spaces();
                self.product()
            });
            let Some(divisor) = divisor else {
                self.rest = before;
                return Some(all);
            };
            all = Math::with(Kind::Fraction, vec![all.bare(), divisor.bare()]);
        }
    }

    /// Operands without anything between them.
    fn product(&mut self) -> Option<Math> {
        let mut parts = vec![self.power()?];
        while let Some(next) =
            self.peek().filter(|c| !c.is_whitespace() && !"|‖".contains(*c)).and_then(|_| self.power())
        {
            parts.push(next);
        }
        Some(Math::row(parts))
    }

    /// Reads something within something else; none where that is too deep.
    fn deeper(&mut self, read: fn(&mut Self) -> Option<Math>) -> Option<Math> {
        if self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        let inner = read(self);
        self.depth -= 1;
        inner
    }

    fn power(&mut self) -> Option<Math> {
        self.deeper(Self::whole_power)
    }

    /// An operand with what is raised or lowered behind it, and a function with its argument.
    fn whole_power(&mut self) -> Option<Math> {
        let base = self.base()?;
        let applied = is_function(&base.text);
        let name = self.scripts(base);
        if applied { Some(self.applied(name)) } else { Some(name) }
    }

    /// A function with the operand after it, if one comes: what is in brackets, or a product.
    fn applied(&mut self, name: Math) -> Math {
        let before = self.rest;
        let spaces = self.spaces();
        let is_bracket = self.peek().is_some_and(|c| BRACKETS[0].contains(c));
        let Some(argument) = (if is_bracket { self.power() } else { self.product() }) else {
            self.rest = before;
            return name;
        };
        let room = (spaces > 0).then(|| Math::leaf(Kind::Text, ROOM));
        Math::row([Some(name), room, Some(argument)].into_iter().flatten().collect())
    }

    fn scripts(&mut self, mut base: Math) -> Math {
        loop {
            let (kind, script) = match self.peek() {
                Some(c) if partner(RAISED, c).is_some() => (Kind::Sup, self.script(RAISED)),
                Some(c) if partner(LOWERED, c).is_some() => (Kind::Sub, self.script(LOWERED)),
                Some('^') => match self.exponent() {
                    Some(exponent) => (Kind::Sup, exponent),
                    None => return base,
                },
                _ => return base,
            };
            base = Math::with(kind, vec![base, script]);
        }
    }

    fn script(&mut self, alphabet: [&str; 2]) -> Math {
        let plain: String =
            self.take(|c| alphabet[0].contains(c)).chars().filter_map(|c| partner(alphabet, c)).collect();
        parse(&plain)
    }

    fn exponent(&mut self) -> Option<Math> {
        let before = self.rest;
        self.rest = self.rest.strip_prefix('^')?;
        let exponent = self.power().map(Math::bare);
        if exponent.is_none() {
            self.rest = before;
        }
        exponent
    }

    /// An operand as it stands; none where there is none, or too deep.
    fn base(&mut self) -> Option<Math> {
        let next = self.peek()?;
        if partner(RAISED, next).or(partner(LOWERED, next)).is_some() {
            return None;
        }
        if next.is_ascii_digit() {
            return Some(Math::leaf(Kind::Number, self.number()));
        }
        if next.is_ascii_alphabetic() {
            return Some(self.word());
        }
        if let Some(close) = partner(BRACKETS, next) {
            return Some(self.fenced(close));
        }
        if next == '√' {
            return self.root();
        }
        let kind = if next.is_alphabetic() { Kind::Identifier } else { Kind::Number };
        next.is_alphanumeric().then(|| Math::leaf(kind, self.take_one()))
    }

    /// Digits with at most a point between them.
    fn number(&mut self) -> String {
        let mut number = self.take(|c| c.is_ascii_digit()).to_owned();
        if let Some(rest) = self.rest.strip_prefix('.').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
            self.rest = rest;
            number.push('.');
            number.push_str(self.take(|c| c.is_ascii_digit()));
        }
        number
    }

    /// A name; but two letters of which the last is x or y are a product, and so is what has a mark over it.
    fn word(&mut self) -> Math {
        let before = self.rest;
        let word = self.take(|c| c.is_ascii_alphanumeric() || c == '_' || c == '\'');
        let is_product = word.len() == 2 && word.ends_with(['x', 'y']) && word != "by";
        let is_marked = self.peek().is_some_and(|c| ('\u{300}'..'\u{370}').contains(&c));
        if is_product || is_marked {
            self.rest = before;
            return Math::leaf(Kind::Identifier, self.take_one());
        }
        Math::leaf(Kind::Identifier, word)
    }

    /// What an opening bracket opens. Without its partner it is an operator, and what follows it stays.
    fn fenced(&mut self, close: char) -> Math {
        let open = Math::leaf(Kind::Operator, self.take_one());
        let (inner, is_closed) = self.row(Some(close));
        if is_closed {
            return Math::with(Kind::Fenced, vec![open, inner, Math::leaf(Kind::Operator, close)]);
        }
        Math::with(Kind::Row, vec![open, inner])
    }

    /// The root of the one operand after the sign; a function takes its argument along.
    fn root(&mut self) -> Option<Math> {
        let before = self.rest;
        self.take_one();
        let Some(of) = self.deeper(Self::base) else {
            self.rest = before;
            return None;
        };
        let of = if is_function(&of.text) { self.applied(of) } else { of.bare() };
        Some(Math::with(Kind::Root, vec![of]))
    }
}
