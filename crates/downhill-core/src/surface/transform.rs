//! Any surface turned, stretched, moved or made steeper.
//!
//! The point q of the surface is seen at p = shift + R(rotate) diag(stretch) q, R counter-clockwise about the origin, and
//! the loss there is scale times the surface's own.

use super::model::{Examples, FromData, Sample, Sort};
use super::{Hessian, Landmark, Spec, Surface};
use crate::num::{V2, v2};
use crate::settings::Settings;
use crate::spec::{Param, Range};

/// What every surface can be given besides its own parameters.
pub static TRANSFORM: &[Param] = &[
    Param::number(
        "rotate",
        "Turns the surface about the origin, in degrees counter-clockwise.",
        Range::new(-360.0, 360.0).slider(-180.0, 180.0),
        0.0,
    ),
    Param::tuple(
        "stretch",
        "Stretches the surface along its own x and y, before it is turned.",
        Range::new(1e-3, 1e3).log_slider(0.1, 10.0),
        &[1.0, 1.0],
    ),
    Param::tuple(
        "shift",
        "Moves the surface, after it was turned.",
        Range::new(-1e6, 1e6).slider(-5.0, 5.0),
        &[0.0, 0.0],
    ),
    Param::number(
        "scale",
        "Multiplies the loss, and so every slope.",
        Range::new(1e-9, 1e9).log_slider(0.01, 100.0),
        1.0,
    ),
];

struct Transformed {
    inner: Box<dyn Surface>,
    /// First row of the turn: cosine and sine.
    turn: [f64; 2],
    stretch: V2,
    shift: V2,
    scale: f64,
}

/// The surface as its settings transform it.
pub(super) fn apply(inner: Box<dyn Surface>, settings: &Settings) -> Box<dyn Surface> {
    let is_plain = TRANSFORM.iter().all(|p| settings.get(p.name).is_none_or(|v| *v == p.kind.default()));
    if is_plain {
        return inner;
    }
    Box::new(Transformed {
        inner,
        turn: turn(settings.number("rotate")),
        stretch: V2::from(settings.tuple("stretch")),
        shift: V2::from(settings.tuple("shift")),
        scale: settings.number("scale"),
    })
}

/// Cosine and sine of an angle in degrees; exact for quarter turns.
fn turn(degrees: f64) -> [f64; 2] {
    let quarters = degrees / 90.0;
    if quarters.fract() == 0.0 {
        return [[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]][(quarters as i64).rem_euclid(4) as usize];
    }
    let angle = degrees.to_radians();
    [libm::cos(angle), libm::sin(angle)]
}

impl Transformed {
    fn forward(&self, q: V2) -> V2 {
        let (V2 { x, y }, [c, s]) = (self.stretch * q, self.turn);
        self.shift + v2(c * x - s * y, s * x + c * y)
    }

    fn back(&self, p: V2) -> V2 {
        let (V2 { x, y }, [c, s]) = (p - self.shift, self.turn);
        v2(c * x + s * y, c * y - s * x) / self.stretch
    }

    /// A gradient of the inner surface as the gradient of this one.
    fn lift(&self, g: V2) -> V2 {
        let (V2 { x, y }, [c, s]) = (g / self.stretch, self.turn);
        self.scale * v2(c * x - s * y, s * x + c * y)
    }

    /// A Hessian of the inner surface as the Hessian of this one.
    fn lift_twice(&self, [[a, b], [_, d]]: Hessian) -> Hessian {
        // Both sides of the matrix are lifted like a gradient, the scale once.
        let (left, right) = (self.lift(v2(a, b)), self.lift(v2(b, d)));
        let column = |v: V2| self.lift(v) * V2::splat(1.0 / self.scale);
        let (first, second) = (column(v2(left.x, right.x)), column(v2(left.y, right.y)));
        [[first.x, first.y], [second.x, second.y]]
    }
}

/// What the inner surface is learnt from, asked at points of the outer one.
struct Seen<'a> {
    outer: &'a Transformed,
    inner: Box<dyn FromData + 'a>,
}

impl FromData for Seen<'_> {
    fn examples(&self) -> &Examples {
        self.inner.examples()
    }

    fn work(&self) -> usize {
        self.inner.work()
    }

    fn gradient_of(&self, at: V2, sample: Sample<'_>) -> (f64, V2) {
        let (value, gradient) = self.inner.gradient_of(self.outer.back(at), sample);
        (self.outer.scale * value, self.outer.lift(gradient))
    }

    fn hessian_of(&self, at: V2, sample: Sample<'_>) -> Hessian {
        self.outer.lift_twice(self.inner.hessian_of(self.outer.back(at), sample))
    }

    fn predict(&self, at: V2, features: [f64; 2]) -> f64 {
        self.inner.predict(self.outer.back(at), features)
    }

    fn weights(&self, at: V2) -> V2 {
        self.inner.weights(self.outer.back(at))
    }

    fn sort(&self) -> Sort {
        self.inner.sort()
    }
}

impl Surface for Transformed {
    fn spec(&self) -> &'static Spec {
        self.inner.spec()
    }

    /// The upright rectangle around the transformed domain.
    fn domain(&self) -> [[f64; 2]; 2] {
        let [[x0, x1], [y0, y1]] = self.inner.domain();
        let corners = [v2(x0, y0), v2(x1, y0), v2(x0, y1), v2(x1, y1)].map(|q| self.forward(q));
        let range = |of: fn(&V2) -> f64| {
            let values = corners.iter().map(of);
            [values.clone().fold(f64::INFINITY, f64::min), values.fold(f64::NEG_INFINITY, f64::max)]
        };
        [range(|p| p.x), range(|p| p.y)]
    }

    fn value(&self, at: V2) -> f64 {
        self.scale * self.inner.value(self.back(at))
    }

    fn gradient(&self, at: V2) -> (f64, V2) {
        let (value, gradient) = self.inner.gradient(self.back(at));
        (self.scale * value, self.lift(gradient))
    }

    fn hessian(&self, at: V2) -> Hessian {
        self.lift_twice(self.inner.hessian(self.back(at)))
    }

    fn landmarks(&self) -> Vec<Landmark> {
        let moved = |l: Landmark| Landmark { at: self.forward(l.at), value: self.scale * l.value, ..l };
        self.inner.landmarks().into_iter().map(moved).collect()
    }

    fn data(&self) -> Option<Box<dyn FromData + '_>> {
        let inner = self.inner.data()?;
        Some(Box::new(Seen { outer: self, inner }))
    }
}

#[cfg(test)]
mod tests {
    use crate::num::{V2, v2};
    use crate::text::parse_surface;

    fn surface(text: &str) -> Box<dyn crate::Surface> {
        let choice = parse_surface(text).unwrap();
        choice.entry.build(&choice.settings)
    }

    #[test]
    fn a_quarter_turn_takes_x_to_y() {
        let (plain, turned) = (surface("rosenbrock"), surface("rosenbrock(rotate=90)"));
        assert_eq!(turned.value(v2(-0.5, 1.5)), plain.value(v2(1.5, 0.5)));
        assert_eq!(turned.domain(), [[-3.0, 1.0], [-2.0, 2.0]]);
        assert_eq!(turned.minima()[0].at, v2(-1.0, 1.0));
    }

    #[test]
    fn stretch_shift_and_scale_act_in_this_order() {
        let moved = surface("sphere(stretch=(2,1),shift=(1,0),scale=10)");
        assert_eq!(moved.value(v2(3.0, 1.0)), 20.0);
        assert_eq!(moved.gradient(v2(3.0, 1.0)).1, v2(10.0, 20.0));
        assert_eq!(moved.hessian(v2(3.0, 1.0)), [[5.0, 0.0], [0.0, 20.0]]);
    }

    #[test]
    fn derivatives_follow_the_chain_rule() {
        let moved = surface("himmelblau(rotate=33,stretch=(0.7,1.9),shift=(0.4,-1.1),scale=0.3)");
        let (at, h) = (v2(0.3, -0.8), 1e-6);
        let (g, hessian) = (moved.gradient(at).1, moved.hessian(at));
        for (axis, row) in [v2(h, 0.0), v2(0.0, h)].into_iter().zip(hessian) {
            let slope = (moved.value(at + axis) - moved.value(at - axis)) / (2.0 * h);
            assert!((slope - g.dot(axis) / h).abs() < 1e-6, "{slope} {g:?}");
            let bend = (moved.gradient(at + axis).1 - moved.gradient(at - axis).1) * V2::splat(0.5 / h);
            assert!((bend - V2::from(row)).norm() < 1e-6, "{bend:?} {row:?}");
        }
    }
}
