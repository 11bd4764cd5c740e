//! The lowest point of a quadratic model within a circle (Moré & Sorensen 1983; Conn, Gould & Toint 2000, section 7.3).
//!
//! It is -(H + λI)⁻¹g for a λ ≥ 0 that makes H + λI positive; the search is for λ, between bounds that close in.

use super::matrix::times;
use crate::num::{V2, v2};
use crate::surface::Hessian;

/// How far from the circle, as a part of its radius, a point outside may be.
const EASY: f64 = 0.1;
/// How much of the model's fall a point that is moved to the circle may lack.
const HARD: f64 = 0.2;
/// The part of the way between the bounds that a new λ is off the lower one.
const OFF_LOWER: f64 = 0.01;
/// Most tries of a λ, as in SciPy.
const TRIES: u32 = 25;

/// A quadratic model of the loss around a point.
pub(super) struct Model {
    pub(super) loss: f64,
    pub(super) gradient: V2,
    hessian: Hessian,
    /// The radius of the last search and the lower bound of λ that it found: it holds for smaller radii too.
    last: Option<(f64, f64)>,
}

/// The upper triangular factor U of a positive matrix UᵀU.
#[derive(Clone, Copy)]
struct Cholesky {
    a: f64,
    b: f64,
    d: f64,
}

/// Of a matrix M that is not positive: a vector v and the least δ with vᵀ(M + δ/‖v‖² I)v ≥ 0.
#[derive(Clone, Copy)]
struct NotPositive {
    delta: f64,
    v: V2,
}

impl Model {
    pub(super) const fn new((loss, gradient): (f64, V2), hessian: Hessian) -> Self {
        Self { loss, gradient, hessian, last: None }
    }

    /// The model's loss at this distance.
    pub(super) fn at(&self, p: V2) -> f64 {
        self.loss + self.gradient.dot(p) + 0.5 * p.dot(times(self.hessian, p))
    }

    /// The model's lowest point within the radius, nearly, and whether it lies on the circle; none where no λ was found.
    pub(super) fn lowest_within(&mut self, radius: f64) -> Option<(V2, bool)> {
        let mut search = Search::new(self, radius);
        let mut found = None;
        for _ in 0..TRIES {
            if let Some(candidate) = search.advance() {
                found = Some((candidate.p, candidate.is_on_circle));
                if candidate.will_do {
                    break;
                }
            }
        }
        self.last = Some((radius, search.low));
        found
    }

    /// Bounds of λ, from what the rows of the Hessian say of its eigenvalues.
    fn bounds(&self, radius: f64) -> [f64; 2] {
        let [[a, b], [c, d]] = self.hessian;
        let (row_a, row_d) = (a.abs() + b.abs(), c.abs() + d.abs());
        let least = f64::min(a + a.abs() - row_a, d + d.abs() - row_d);
        let most = f64::max(a - a.abs() + row_a, d - d.abs() + row_d);
        let size = f64::min(v2(v2(a, b).norm(), v2(c, d).norm()).norm(), f64::max(row_a, row_d));
        let slope = self.gradient.norm() / radius;
        let low = f64::max(0.0, -a.min(d)).max(slope - most.min(size));
        [low, f64::max(0.0, slope + size.min(-least))]
    }
}

/// A search for λ.
struct Search {
    gradient: V2,
    hessian: Hessian,
    /// Whether the gradient is too small for its direction to mean anything.
    is_level: bool,
    radius: f64,
    low: f64,
    high: f64,
    lambda: f64,
    /// H + λI, and its factor.
    shifted: Hessian,
    factor: Result<Cholesky, NotPositive>,
}

/// The point that a λ leads to.
struct Candidate {
    p: V2,
    is_on_circle: bool,
    /// Whether it is near enough to the lowest.
    will_do: bool,
}

impl Search {
    fn new(model: &Model, radius: f64) -> Self {
        let &Model { gradient, hessian, last, .. } = model;
        let [low, high] = model.bounds(radius);
        let earlier = last.filter(|(larger, _)| radius < *larger);
        let low = earlier.map_or(low, |(_, earlier)| low.max(earlier));
        let lambda = if low == 0.0 { 0.0 } else { between(low, high) };
        let shifted = shift(hessian, lambda);
        let is_level = gradient.norm() <= 2.0 * f64::EPSILON * largest_row(hessian);
        Self { gradient, hessian, is_level, radius, low, high, lambda, shifted, factor: cholesky(shifted) }
    }

    /// Tries the λ at hand and finds the next one; no point where H + λI is not positive.
    fn advance(&mut self) -> Option<Candidate> {
        match self.factor {
            Ok(u) if self.is_level => Some(self.level(u)),
            Ok(u) => Some(self.newton(u)),
            Err(NotPositive { delta, v }) => {
                self.low = self.low.max(self.lambda + delta / v.dot(v));
                self.take(between(self.low, self.high));
                None
            }
        }
    }

    fn take(&mut self, lambda: f64) {
        self.lambda = lambda;
        self.shifted = shift(self.hessian, lambda);
        self.factor = cholesky(self.shifted);
    }

    /// Newton's step for λ, from how much the point at hand is inside or outside the circle.
    fn newton(&mut self, u: Cholesky) -> Candidate {
        let p = u.solve(-self.gradient);
        let length = p.norm();
        if length <= self.radius && self.lambda == 0.0 {
            return Candidate { p, is_on_circle: false, will_do: true };
        }
        let ratio = length / u.solve_lower(p).norm();
        let next = self.lambda + ratio * ratio * (length - self.radius) / self.radius;
        if length < self.radius {
            return self.inside(u, p, next);
        }
        let will_do = (length - self.radius).abs() / self.radius <= EASY;
        if !will_do {
            self.low = self.lambda;
            self.take(next);
        }
        Candidate { p, is_on_circle: true, will_do }
    }

    /// A point inside the circle may be moved to it along the direction of least curvature.
    fn inside(&mut self, u: Cholesky, p: V2, next: f64) -> Candidate {
        let (smallest, z) = u.smallest();
        let step = to_circle(p, z, self.radius);
        let fall = p.dot(times(self.shifted, p)) + self.lambda * (self.radius * self.radius);
        if step * step * (smallest * smallest) / fall <= HARD {
            return Candidate { p: p + step * z, is_on_circle: true, will_do: true };
        }
        self.close_in(smallest);
        self.take(next);
        if self.factor.is_ok() {
            // SciPy goes on with the old factor here, and so does this.
            self.factor = Ok(u);
        } else {
            self.low = self.low.max(next);
            self.take(between(self.low, self.high));
        }
        Candidate { p, is_on_circle: true, will_do: false }
    }

    /// Without a slope the lowest point is where it is, or on the circle along the direction of least curvature.
    fn level(&mut self, u: Cholesky) -> Candidate {
        if self.lambda == 0.0 {
            return Candidate { p: V2::ZERO, is_on_circle: false, will_do: true };
        }
        let (smallest, z) = u.smallest();
        let square = self.radius * self.radius;
        let will_do = square * (smallest * smallest) <= HARD * self.lambda * square;
        if !will_do {
            self.close_in(smallest);
            self.take(between(self.low, self.high));
        }
        Candidate { p: self.radius * z, is_on_circle: true, will_do }
    }

    /// The λ at hand is too large, but not by more than the square of the smallest singular value.
    fn close_in(&mut self, smallest: f64) {
        self.high = self.lambda;
        self.low = self.low.max(self.lambda - smallest * smallest);
    }
}

impl Cholesky {
    /// The solution p of UᵀU p = g.
    fn solve(&self, g: V2) -> V2 {
        self.solve_upper(self.solve_lower(g))
    }

    /// The solution w of Uᵀw = g.
    fn solve_lower(&self, g: V2) -> V2 {
        let x = g.x / self.a;
        v2(x, (g.y - self.b * x) / self.d)
    }

    /// The solution v of U v = w.
    fn solve_upper(&self, w: V2) -> V2 {
        let y = w.y / self.d;
        v2((w.x - self.b * y) / self.a, y)
    }

    /// U's smallest singular value, nearly, and its vector: the solution of Uᵀw = e is long for the better choice of
    /// signs in e (Golub & Van Loan 2013, algorithm 3.5.1).
    fn smallest(&self) -> (f64, V2) {
        let x = 1.0 / self.a;
        let [plus, minus] = [1.0, -1.0].map(|e| (e - self.b * x) / self.d);
        let w = v2(x, if plus.abs() >= minus.abs() { plus } else { minus });
        let v = self.solve_upper(w);
        (w.norm() / v.norm(), v / v.norm())
    }
}

fn cholesky([[a, b], [_, d]]: Hessian) -> Result<Cholesky, NotPositive> {
    if a <= 0.0 || a.is_nan() {
        return Err(NotPositive { delta: -a, v: v2(1.0, 0.0) });
    }
    let root = a.sqrt();
    let b = b / root;
    let rest = d - b * b;
    if rest > 0.0 {
        Ok(Cholesky { a: root, b, d: rest.sqrt() })
    } else {
        Err(NotPositive { delta: b * b - d, v: v2(-b / root, 1.0) })
    }
}

/// A λ between its bounds, off the lower one.
fn between(low: f64, high: f64) -> f64 {
    f64::max((low * high).abs().sqrt(), low + OFF_LOWER * (high - low))
}

/// The shorter way from a point within a circle around the origin to the circle, along a unit vector.
fn to_circle(p: V2, z: V2, radius: f64) -> f64 {
    let (a, b, c) = (z.dot(z), 2.0 * p.dot(z), p.dot(p) - radius * radius);
    let sum = b + (b * b - 4.0 * a * c).sqrt().copysign(b);
    let (one, other) = (-sum / (2.0 * a), -2.0 * c / sum);
    let (back, forth) = if other < one { (other, one) } else { (one, other) };
    if forth.abs() < back.abs() { forth } else { back }
}

fn shift([[a, b], [c, d]]: Hessian, lambda: f64) -> Hessian {
    [[a + lambda, b], [c, d + lambda]]
}

fn largest_row([[a, b], [c, d]]: Hessian) -> f64 {
    f64::max(a.abs() + b.abs(), c.abs() + d.abs())
}
