//! From losses to heights between 0 and 1.

use crate::frame::Extent;
use downhill_core::{Surface, v2};

/// One rule for every surface: nearly linear on a bowl, logarithmic on Rosenbrock's valley.
///
/// `h = ln(1 + (f - f0)/s) / ln(1 + (fmax - f0)/s)` with f0 the lowest known value (where none is known, the lowest
/// seen), s the 10th percentile of `f - f0` and fmax its maximum over the default view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heights {
    lowest: f64,
    highest: f64,
    scale: f64,
    top: f64,
}

/// Samples along each axis.
const SAMPLES: usize = 96;
/// The 10th percentile: one in ten.
const TENTH: usize = 10;
/// A view magnified more than this has heights of its own.
const DEEP: f64 = 4.0;

impl Heights {
    /// The heights of a surface over its default view.
    pub fn of(surface: &dyn Surface, view: Extent) -> Self {
        let mut losses = seen(surface, view);
        let (low, highest) = losses.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), f| (l.min(*f), h.max(*f)));
        if low > highest {
            return Self::between(0.0, 0.0, 0.0);
        }
        let lowest = surface.lowest().unwrap_or(low);
        let at = losses.len() / TENTH;
        let (_, tenth, _) = losses.select_nth_unstable_by(at, f64::total_cmp);
        let tenth = *tenth - lowest;
        Self::between(lowest, highest, tenth)
    }

    /// The part of the plane that decides the heights of a view: the default view while it is magnified up to 4 times;
    /// deeper, the view itself.
    pub fn part(default: Extent, view: Extent) -> Extent {
        let width = |[[x0, x1], _]: Extent| x1 - x0;
        if width(view) * DEEP < width(default) { view } else { default }
    }

    fn between(lowest: f64, highest: f64, tenth: f64) -> Self {
        let range = highest - lowest;
        // A plain that fills more than a tenth of the view has no percentile; a level surface has no range either.
        let scale = [tenth, range * 1e-3, 1.0].into_iter().find(|s| *s > 0.0 && s.is_finite()).unwrap_or(1.0);
        let top = (range / scale).ln_1p();
        Self { lowest, highest, scale, top: if top > 0.0 { top } else { 1.0 } }
    }

    /// The height of a loss: 0 at the lowest known value or below, 1 at the highest of the default view, more above.
    /// What is not a number is 1; infinity is a large finite height.
    pub fn h(&self, f: f64) -> f64 {
        let above = ((f - self.lowest) / self.scale).min(f64::MAX);
        if above.is_nan() {
            return 1.0;
        }
        above.max(0.0).ln_1p() / self.top
    }

    /// The loss of a height: the inverse of [`Heights::h`].
    pub fn f(&self, h: f64) -> f64 {
        self.lowest + self.scale * (h * self.top).exp_m1()
    }

    /// The losses of the heights 0 and 1, for a legend.
    pub const fn ends(&self) -> [f64; 2] {
        [self.lowest, self.highest]
    }
}

fn seen(surface: &dyn Surface, [[x0, x1], [y0, y1]]: Extent) -> Vec<f64> {
    let at = |a: f64, b: f64, i: usize| a + (b - a) * i as f64 / (SAMPLES - 1) as f64;
    (0..SAMPLES * SAMPLES)
        .map(|i| surface.value(v2(at(x0, x1, i % SAMPLES), at(y0, y1, i / SAMPLES))))
        .filter(|f| f.is_finite())
        .collect()
}
