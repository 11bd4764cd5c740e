//! Noise on gradients. The page has what draws it come later: few experiments are noisy.

use crate::num::{V2, v2};
use rand_distr::{Distribution, StandardNormal};
use rand_pcg::Pcg64;

/// What is added to one gradient after the other.
pub(super) trait Noise {
    /// The next one's.
    fn draw(&mut self) -> V2;
}

struct Gaussian {
    deviation: f64,
    generator: Pcg64,
}

/// Gaussian noise of this standard deviation in each coordinate.
pub(super) fn gaussian(deviation: f64, generator: Pcg64) -> Box<dyn Noise> {
    Box::new(Gaussian { deviation, generator })
}

impl Noise for Gaussian {
    fn draw(&mut self) -> V2 {
        let mut draw = || StandardNormal.sample(&mut self.generator);
        let (x, y): (f64, f64) = (draw(), draw());
        self.deviation * v2(x, y)
    }
}
