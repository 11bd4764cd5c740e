//! A formula as a list of instructions, quick to compute for any kind of number.

use super::function::{self, EXP, Function, Kind, One, POW, Two};
use super::tree::{Node, Operator};
use crate::num::Real;
use core::f64::consts::E;

/// Room for waiting numbers. Of two parts the one that needs more room is computed first, so that it takes 2^k operands
/// to make k numbers wait; a formula has at most a thousand. One more room is for the nothing before the first number.
const ROOM: usize = 10;

/// One instruction. There is a current number, b; a new one makes it wait, and what joins two numbers takes the one
/// that has waited least, a, and the current one.
#[derive(Clone, Copy, Debug)]
enum Op {
    X,
    Y,
    Number(f64),
    /// a and b change places.
    Swap,
    Add,
    Sub,
    Mul,
    Div,
    Two(&'static Two),
    Best(fn(f64, f64) -> bool),
    Plus(f64),
    From(f64),
    Times(f64),
    Over(f64),
    Minus,
    Square,
    Power(f64),
    One(&'static One),
}

/// The instructions of a formula.
#[derive(Clone, Debug)]
pub(super) struct Program(Vec<Op>);

impl Program {
    pub(super) fn new(tree: &Node) -> Self {
        Self(Part::of(tree).ops)
    }

    pub(super) fn eval<R: Real>(&self, x: R, y: R) -> R {
        let mut b = R::constant(0.0);
        let mut waiting = Waiting { numbers: [b; ROOM], n: 0 };
        for op in &self.0 {
            b = match *op {
                Op::X => waiting.push(b, x),
                Op::Y => waiting.push(b, y),
                Op::Number(c) => waiting.push(b, R::constant(c)),
                Op::Swap => {
                    let a = waiting.pop();
                    waiting.push(b, a)
                }
                Op::Add => waiting.pop() + b,
                Op::Sub => waiting.pop() - b,
                Op::Mul => waiting.pop() * b,
                Op::Div => waiting.pop() / b,
                Op::Two(two) => two.of(waiting.pop(), b),
                Op::Best(second_wins) => {
                    let a = waiting.pop();
                    if second_wins(a.value(), b.value()) { b } else { a }
                }
                Op::Plus(c) => b + c,
                Op::From(c) => -b + c,
                Op::Times(c) => b * c,
                Op::Over(c) => b / c,
                Op::Minus => -b,
                Op::Square => b.sq(),
                Op::Power(c) => function::power(b, c),
                Op::One(one) => one.of(b),
            };
        }
        b
    }
}

/// The numbers that wait. No program asks for more room than there is; if one did, it would compute nonsense, not panic.
struct Waiting<R> {
    numbers: [R; ROOM],
    n: usize,
}

impl<R: Real> Waiting<R> {
    /// Makes one number wait and gives back the next.
    #[inline(always)]
    fn push(&mut self, old: R, new: R) -> R {
        if let Some(place) = self.numbers.get_mut(self.n) {
            *place = old;
        }
        self.n += 1;
        new
    }

    /// The number that has waited least.
    #[inline(always)]
    fn pop(&mut self) -> R {
        self.n = self.n.wrapping_sub(1);
        self.numbers.get(self.n).copied().unwrap_or(R::constant(f64::NAN))
    }
}

/// The instructions of a part of a formula, and how many numbers it needs room for.
struct Part {
    ops: Vec<Op>,
    room: usize,
}

impl Part {
    fn of(node: &Node) -> Self {
        match node {
            Node::X => Self::new(Op::X),
            Node::Y => Self::new(Op::Y),
            Node::Number(value) | Node::Constant(_, value) => Self::new(Op::Number(*value)),
            Node::Minus(inner) => Self::of(inner).then(Op::Minus),
            Node::Chain(first, rest) => rest.iter().fold(Self::of(first), |a, (op, b)| a.operate(*op, Self::of(b))),
            Node::Power(base, exponent) => Self::of(base).power(Self::of(exponent)),
            Node::Call(function, arguments) => Self::call(function, arguments.iter().map(Self::of)),
        }
    }

    fn new(op: Op) -> Self {
        Self { ops: vec![op], room: 1 }
    }

    fn call(function: &'static Function, parts: impl Iterator<Item = Self>) -> Self {
        let result = match &function.kind {
            Kind::One(one) => parts.last().map(|part| part.then(Op::One(one))),
            Kind::Two(two) if core::ptr::eq(*two, &POW) => parts.reduce(Self::power),
            Kind::Two(two) => parts.reduce(|a, b| a.join(Op::Two(two), b)),
            Kind::Best(second_wins) => parts.reduce(|a, b| a.join(Op::Best(*second_wins), b)),
        };
        result.unwrap_or_else(|| Self::new(Op::Number(f64::NAN)))
    }

    /// The number this part is, if it is one.
    fn constant(&self) -> Option<f64> {
        if let [Op::Number(c)] = self.ops[..] { Some(c) } else { None }
    }

    /// One more instruction for the result.
    fn then(mut self, op: Op) -> Self {
        self.ops.push(op);
        // Neither x nor y: computed once and for all.
        if let [Op::Number(_), _] | [Op::Number(_), Op::Number(_), _] = self.ops[..] {
            let value = Program(self.ops).eval(0.0, 0.0);
            return Self::new(Op::Number(value));
        }
        self
    }

    /// This part and another, and what joins them.
    fn join(self, op: Op, other: Self) -> Self {
        let swapped = other.room > self.room;
        let (mut first, second) = if swapped { (other, self) } else { (self, other) };
        first.room = first.room.max(second.room + 1);
        first.ops.extend(second.ops);
        if swapped {
            first.ops.push(Op::Swap);
        }
        first.then(op)
    }

    /// A constant operand needs no room of its own.
    fn operate(self, operator: Operator, other: Self) -> Self {
        match (operator, self.constant(), other.constant()) {
            (Operator::Add, _, Some(c)) => self.then(Op::Plus(c)),
            (Operator::Sub, _, Some(c)) => self.then(Op::Plus(-c)),
            (Operator::Mul, _, Some(c)) => self.then(Op::Times(c)),
            (Operator::Div, _, Some(c)) => self.then(Op::Over(c)),
            (Operator::Add, Some(c), _) => other.then(Op::Plus(c)),
            (Operator::Sub, Some(c), _) => other.then(Op::From(c)),
            (Operator::Mul, Some(c), _) => other.then(Op::Times(c)),
            (Operator::Add, ..) => self.join(Op::Add, other),
            (Operator::Sub, ..) => self.join(Op::Sub, other),
            (Operator::Mul, ..) => self.join(Op::Mul, other),
            (Operator::Div, ..) => self.join(Op::Div, other),
        }
    }

    fn power(self, exponent: Self) -> Self {
        match (self.constant(), exponent.constant()) {
            (_, Some(1.0)) => self,
            (_, Some(2.0)) => self.then(Op::Square),
            (_, Some(c)) => self.then(Op::Power(c)),
            (Some(E), _) => exponent.then(Op::One(&EXP)),
            _ => self.join(Op::Two(&POW), exponent),
        }
    }
}
