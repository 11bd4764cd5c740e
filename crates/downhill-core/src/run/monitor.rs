//! Signs of trouble, step by step: how long gradients and updates are.

use super::Path;

/// A gradient shorter than this vanishes,
pub const VANISHING: f64 = 1e-6;
/// and one longer than this explodes.
pub const EXPLODING: f64 = 1e3;

/// What is wrong with the length of a gradient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// Below [`VANISHING`].
    Vanishing,
    /// Above [`EXPLODING`], or not a number.
    Exploding,
}

impl Alarm {
    /// What a length gives cause for; nothing where it is in between.
    pub const fn of(length: f64) -> Option<Self> {
        if length < VANISHING {
            Some(Self::Vanishing)
        } else if length <= EXPLODING {
            None
        } else {
            Some(Self::Exploding)
        }
    }

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Vanishing => "vanishing",
            Self::Exploding => "exploding",
        }
    }
}

impl Path {
    /// The length of the move that led to a step; none for the start.
    pub fn update(&self, step: usize) -> Option<f64> {
        let before = self.positions.get(step.checked_sub(1)?)?;
        Some((*self.positions.get(step)? - *before).norm())
    }

    /// That length by the length of the weights before it; infinite from the origin.
    pub fn update_ratio(&self, step: usize) -> Option<f64> {
        Some(self.update(step)? / self.positions.get(step.checked_sub(1)?)?.norm())
    }

    /// The first step at which the gradient vanishes or explodes, and which it does.
    pub fn first_alarm(&self) -> Option<(usize, Alarm)> {
        self.gradients.iter().enumerate().find_map(|(step, g)| Some((step, Alarm::of(g.norm())?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::{V2, v2};

    #[test]
    fn lengths_are_judged() {
        let all = [1e-7, 1e-6, 1.0, 1e3, 1.1e3, f64::INFINITY, f64::NAN].map(|l| Alarm::of(l).map_or("", Alarm::word));
        assert_eq!(all, ["vanishing", "", "", "", "exploding", "exploding", "exploding"]);
    }

    #[test]
    fn updates_are_measured_against_the_weights() {
        let path = Path {
            positions: vec![v2(3.0, 4.0), v2(3.0, 3.0)],
            losses: vec![0.0; 2],
            gradients: vec![v2(1.0, 0.0), V2::ZERO],
        };
        assert_eq!(
            [path.update(0), path.update(1), path.update_ratio(1), path.update(2)],
            [None, Some(1.0), Some(0.2), None]
        );
        assert_eq!(path.first_alarm(), Some((1, Alarm::Vanishing)));
    }
}
