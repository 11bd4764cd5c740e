//! What a formula says, as it was written: for the program that computes it and for whoever prints it.

use super::function::Function;

/// A part of a formula.
///
/// Chains of one precedence are flat, so that the depth of a tree is bounded by that of the brackets, signs and powers.
#[derive(Clone, Debug)]
pub enum Node {
    /// A number as it was written.
    Number(f64),
    /// A number with a name, such as π.
    Constant(&'static str, f64),
    /// The variable x.
    X,
    /// The variable y.
    Y,
    /// Minus this.
    Minus(Box<Node>),
    /// A sum with differences, or a product with quotients, from left to right.
    Chain(Box<Node>, Vec<(Operator, Node)>),
    /// A base and its exponent.
    Power(Box<Node>, Box<Node>),
    /// A function of its arguments, at least one.
    Call(&'static Function, Vec<Node>),
}

/// What joins two parts of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// Plus.
    Add,
    /// Minus.
    Sub,
    /// Times, written or not.
    Mul,
    /// Divided by.
    Div,
}
