//! Lines of mathematics in plain text, such as `x ← x − lr · m / (√v + eps)`, set as MathML.
//!
//! [`Math::of`] takes any text. What it knows becomes fractions, roots, exponents and indices; everything else stays as
//! it stands, character by character.
//!
//! | written | meant |
//! |---|---|
//! | `a / b`, `x²/4π²` | a fraction of what stands next to the stroke; what is written without a space is one product |
//! | `√a`, `√(a + b)`, `√max(a, b)` | a root of the one operand after it |
//! | `a²`, `β₁`, `μₜ₊₁`, `γ^⌊k / n⌋` | exponents and indices |
//! | `sin x`, `cos² 3πx`, `exp(−x)` | a function of the one operand after it |
//! | `(a)`, `⌊a⌋`, \|a\|, `‖a‖` | brackets, which grow; round ones are left out where a fraction or a root says the same |
//! | `weight_decay`, `lr` | a name; but `xy`, `cx` are products |

mod parse;
mod print;

/// A part of a formula: what it is, its words if it has no parts, and its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Math {
    /// What it is.
    pub kind: Kind,
    /// Its words; empty where it has parts.
    pub text: String,
    /// Its parts, in reading order.
    pub parts: Vec<Math>,
}

/// What a part of a formula is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One part after the other.
    Row,
    /// A row within brackets: the opening one, a row, the closing one.
    Fenced,
    /// The upper and the lower part.
    Fraction,
    /// What the square root is taken of.
    Root,
    /// A base and its exponent.
    Sup,
    /// A base and its index.
    Sub,
    /// The name of a variable or a function.
    Identifier,
    /// A number.
    Number,
    /// What stands between operands: operators, commas, brackets.
    Operator,
    /// Room between words.
    Text,
}

impl Math {
    /// Reads a line. Every text is one.
    pub fn of(line: &str) -> Self {
        parse::parse(line)
    }

    fn leaf(kind: Kind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), parts: Vec::new() }
    }

    fn with(kind: Kind, parts: Vec<Self>) -> Self {
        Self { kind, text: String::new(), parts }
    }

    /// A row; one part alone needs none.
    fn row(mut parts: Vec<Self>) -> Self {
        match (parts.len(), parts.pop()) {
            (1, Some(only)) => only,
            (_, last) => Self::with(Kind::Row, parts.into_iter().chain(last).collect()),
        }
    }

    /// The same without its round brackets.
    fn bare(mut self) -> Self {
        if self.kind == Kind::Fenced && self.parts[0].text == "(" { self.parts.swap_remove(1) } else { self }
    }
}

#[cfg(test)]
mod tests;
