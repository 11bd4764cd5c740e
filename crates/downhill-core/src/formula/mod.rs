//! A surface of one's own: a formula in x and y, read from text, computed for any kind of number.
//!
//! [`Formula::eval`] is generic as a [`Shape`](crate::surface::Shape)'s formula is, so that value, gradient and
//! Hessian come from the same text.
//!
//! What may be written, from the loosest to the tightest:
//!
//! | | |
//! |---|---|
//! | `a + b`, `a - b` | from left to right; also `−` and `–` |
//! | `a * b`, `a / b`, `a b` | from left to right; also `·`, `⋅`, `×` and `÷` |
//! | `-a`, `+a` | looser than a power: `-x^2` is -(x²) |
//! | `a^b`, `a**b` | from right to left: `2^3^2` is 2⁹; the exponent may have a sign: `2^-x` |
//! | `a²` | any superscript digits |
//! | `2`, `.5`, `1.5e-3`, `x`, `y`, `pi`, `π`, `e` | `2e3` is 2000, `2e` is 2 e |
//! | `(a)`, `sin(a)`, `max(a, b, c)`, \|a\|, `√a` | `√` takes the one operand after it: `√2x` is (√2) x |
//!
//! Where an operator is left out, it is `*` and binds as `*` does: `1/2x` is (1/2) x. So `2x`, `2 sin(x)`,
//! `(x+1)(y-1)`, `xy` and `2pi` are products; a number cannot be the right factor of such a product (`x2`, `2 3`).
//! Names are read in small letters or capitals. A bar closes the innermost bracket if that is a bar, and otherwise
//! opens one: `|x||y|` is a product, and within bars a product with bars needs brackets or a sign.
//!
//! Derivatives are those of the pieces: at a kink (`abs`, `relu`) zero; at a tie of `min` or `max` those of the first
//! of the equal ones; `sign`, `floor`, `ceil` and `round` are level everywhere. Where a function has a value but no
//! finite slope, as `sqrt` at zero, the slope is taken as zero; likewise a derivative by the exponent of a base that
//! is not positive. Halves are rounded away from zero. Outside its domain a function is NaN; nothing panics.

mod error;
mod function;
mod parse;
mod program;
mod tree;

pub use error::FormulaError;
pub use function::Function;
pub use tree::{Node, Operator};

use crate::num::Real;
use program::Program;
use std::sync::OnceLock;

/// A formula in x and y. Two are equal if they were written alike.
#[derive(Clone, Debug)]
pub struct Formula {
    text: String,
    tree: Node,
    /// Made when the formula is first computed: reading one needs none of the functions it names.
    program: OnceLock<Program>,
}

impl Formula {
    /// Reads a formula of at most 1,000 characters, brackets, signs and powers at most 64 deep.
    ///
    /// # Errors
    /// Where the text is no formula: which character, what was found there and what is possible.
    pub fn parse(text: &str) -> Result<Self, FormulaError> {
        Ok(Self { text: text.into(), tree: parse::parse(text)?, program: OnceLock::new() })
    }

    /// The formula at a point, with as many derivatives as the numbers carry.
    pub fn eval<R: Real>(&self, x: R, y: R) -> R {
        self.program.get_or_init(|| Program::new(&self.tree)).eval(x, y)
    }

    /// The formula as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the formula says, part by part.
    pub fn tree(&self) -> &Node {
        &self.tree
    }
}

/// Whether a formula may use a function of this name.
pub(crate) fn is_function(name: &str) -> bool {
    function::FUNCTIONS.iter().any(|function| function.name == name)
}

/// Zero everywhere.
impl Default for Formula {
    fn default() -> Self {
        Self { text: "0".into(), tree: Node::Number(0.0), program: OnceLock::new() }
    }
}

impl PartialEq for Formula {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

#[cfg(test)]
mod tests;
