//! What is wrong with a formula, for the person who wrote it.

use core::fmt;

/// Where reading a formula stopped, what was found there and what would have been possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaError {
    /// Which character, from 1; one past the last where the formula ended too early.
    pub at: usize,
    /// What was found there.
    pub found: String,
    /// What is possible there.
    pub expected: String,
}

impl fmt::Display for FormulaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "found {} at character {}, expected {}", self.found, self.at, self.expected)
    }
}

impl core::error::Error for FormulaError {}
