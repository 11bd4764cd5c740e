//! What Adam and its relatives share: the two moments, and the divisor made of the second.

use super::Tick;
use crate::num::{V2, power};
use crate::settings::Settings;
use crate::spec::{Param, Range};

/// The betas of Adam and its relatives.
pub(super) const fn betas(default: &'static [f64]) -> Param {
    Param::tuple("betas", "How much of the gradient's and of its square's average is kept.", Range::decay(), default)
}

/// Optax' second small number, off by default.
pub(super) const fn eps_root(default: f64) -> Param {
    let range = Range::new(0.0, 1e3).log_slider(1e-16, 1.0);
    Param::number("eps_root", "A small number that is added before the root is taken.", range, default)
}

/// Optax' flag for Nesterov's look ahead.
pub(super) const NESTEROV: Param = Param::flag("nesterov", "Look ahead by the momentum, as Nadam does.", false);

/// The next of a falling product of factors that is only ever taken from one. Where that no longer changes the one, the
/// product is zero: without end it would become a number so small that processors are slow with it.
pub(super) fn fade(product: f64, factor: f64) -> f64 {
    let next = product * factor;
    if next < 1e-30 { 0.0 } else { next }
}

/// Running averages of the gradient and of its square, with the powers of the betas that correct their bias.
pub(super) struct Moments {
    pub(super) m: V2,
    pub(super) v: V2,
    powers: [f64; 2],
}

impl Moments {
    /// Before the first step.
    pub(super) const fn new() -> Self {
        Self::from(0.0)
    }

    /// Before the first step, with both averages at this number.
    pub(super) const fn from(initial: f64) -> Self {
        Self { m: V2::splat(initial), v: V2::splat(initial), powers: [1.0; 2] }
    }

    /// Takes in one gradient and returns the bias corrections 1 - β₁ᵗ and 1 - β₂ᵗ.
    pub(super) fn update(&mut self, at: Tick, g: V2, betas: [f64; 2]) -> [f64; 2] {
        let corrections = self.update_mean(at, g, betas);
        self.v = betas[1] * self.v + (1.0 - betas[1]) * g.sq();
        corrections
    }

    /// The same for a rule with a second moment of its own.
    #[inline(always)]
    pub(super) fn update_mean(&mut self, at: Tick, g: V2, [b1, b2]: [f64; 2]) -> [f64; 2] {
        self.m += (1.0 - at.momentum_or(b1)) * (g - self.m);
        self.powers = [fade(self.powers[0], b1), fade(self.powers[1], b2)];
        // PyTorch takes the power of the beta of now, as if it had always been this one.
        let first = at.momentum.map_or(self.powers[0], |b1| power(b1, at.t));
        [1.0 - first, 1.0 - self.powers[1]]
    }

    /// What the corrected mean is to be multiplied by, and the mean: either the plain one, or Optax' look ahead by one
    /// step, β₁ m / (1 − β₁ᵗ⁺¹) + (1 − β₁) g / (1 − β₁ᵗ).
    pub(super) fn mean(&self, nesterov: bool, at: Tick, g: V2, b1: f64, c1: f64) -> (f64, V2) {
        if !nesterov {
            return (at.lr / c1, self.m);
        }
        let b1 = at.momentum_or(b1);
        (at.lr, b1 / (1.0 - b1 * (1.0 - c1)) * self.m + (1.0 - b1) / c1 * g)
    }
}

/// The corrected size of the gradient, by which Adam divides.
pub(super) struct Divisor {
    pub(super) eps: f64,
    /// What is added to the corrected second moment before the root is taken.
    pub(super) eps_root: f64,
    /// Whether eps is added before the bias is corrected: the "epsilon hat" of the paper's second form.
    pub(super) hat: bool,
}

impl Divisor {
    /// √(v / c₂) + eps with the setting's eps.
    pub(super) fn new(settings: &Settings) -> Self {
        Self { eps: settings.number("eps"), eps_root: 0.0, hat: false }
    }

    /// The same with the dialect's place of eps, and an eps_root.
    pub(super) fn of_dialect(settings: &Settings) -> Self {
        Self {
            eps_root: settings.number("eps_root"),
            hat: settings.choice("dialect") == "keras",
            ..Self::new(settings)
        }
    }

    /// √(v / c₂ + eps_root) + eps, or (√v + eps) / √c₂, for the correction c₂ of v.
    pub(super) fn of(&self, v: V2, c2: f64) -> V2 {
        let root = c2.sqrt();
        let eps = if self.hat { self.eps / root } else { self.eps };
        (v + c2 * self.eps_root).sqrt() / root + eps
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    #[test]
    fn eps_has_three_places() {
        let (v, c2) = (V2::splat(4.0), 0.25);
        let plain = Divisor { eps: 3.0, eps_root: 0.0, hat: false };
        assert_eq!(plain.of(v, c2), V2::splat(7.0));
        assert_eq!(Divisor { hat: true, ..plain }.of(v, c2), V2::splat(10.0));
        assert_eq!(Divisor { eps_root: 9.0, ..plain }.of(v, c2), V2::splat(8.0));
    }

    #[test]
    fn a_product_that_fades_away_is_zero() {
        assert_eq!(fade(0.5, 0.5), 0.25);
        let faded = (0..10_000).fold(1.0, |product, _| fade(product, 0.9));
        assert_eq!(faded, 0.0);
    }

    #[test]
    fn the_look_ahead_weighs_mean_and_gradient() {
        let mut moments = Moments::new();
        let [c1, _] = moments.update(Tick::at(1, 2.0), v2(4.0, -8.0), [0.5, 0.5]);
        assert_eq!(moments.mean(false, Tick::at(1, 2.0), v2(4.0, -8.0), 0.5, c1), (4.0, v2(2.0, -4.0)));
        // m is half the gradient: ½ · ½ / (3/4) + ½ / ½ = 4/3 of it.
        let (lr, mean) = moments.mean(true, Tick::at(1, 2.0), v2(4.0, -8.0), 0.5, c1);
        assert!(lr == 2.0 && (mean - v2(16.0, -32.0) / 3.0).norm() < 1e-14, "{mean:?}");
    }

    #[test]
    fn a_moved_beta_is_corrected_as_if_it_had_always_been_this_one() {
        let mut moments = Moments::new();
        moments.update(Tick::at(1, 1.0), V2::splat(1.0), [0.5, 0.5]);
        let moved = Tick { momentum: Some(0.25), ..Tick::at(2, 1.0) };
        assert_eq!(moments.update(moved, V2::splat(1.0), [0.5, 0.5]), [1.0 - 0.0625, 0.75]);
        assert_eq!(moments.m, V2::splat(0.875));
    }
}
