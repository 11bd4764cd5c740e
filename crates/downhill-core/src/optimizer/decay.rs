//! Weight decay, in either of the two places where it may act.

use crate::num::V2;
use crate::settings::Settings;
use crate::spec::Param;

/// What pulls the weights towards zero.
pub(super) struct Decay {
    weight: f64,
    decoupled: bool,
}

/// Whether the decay acts apart from the gradient.
pub(super) const DECOUPLED: Param =
    Param::flag("decoupled_weight_decay", "Pull towards zero apart from the gradient, as AdamW does.", false);

impl Decay {
    /// Coupled decay is part of the gradient; decoupled decay is multiplied by the rate and acts on the point.
    pub(super) fn new(settings: &Settings, decoupled: bool) -> Self {
        Self { weight: settings.number("weight_decay"), decoupled }
    }

    /// PyTorch's decay is coupled where nothing else is said; Keras' is always decoupled.
    pub(super) fn of_dialect(settings: &Settings) -> Self {
        Self::new(settings, settings.choice("dialect") == "keras")
    }

    /// The point and the gradient from which the rule goes on.
    pub(super) fn apply(&self, lr: f64, x: V2, g: V2) -> (V2, V2) {
        if self.decoupled { (x * (1.0 - lr * self.weight), g) } else { (x, g + self.weight * x) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    #[test]
    fn a_decoupled_decay_leaves_the_gradient_alone() {
        let (x, g) = (v2(4.0, -8.0), v2(1.0, 1.0));
        assert_eq!(Decay { weight: 0.5, decoupled: false }.apply(0.5, x, g), (x, v2(3.0, -3.0)));
        assert_eq!(Decay { weight: 0.5, decoupled: true }.apply(0.5, x, g), (v2(3.0, -6.0), g));
    }
}
