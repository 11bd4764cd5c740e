//! Signs of trouble, step by step: how long gradients and updates are.

use super::{Outcome, Path, Trajectory};
use crate::num::V2;

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
}

impl Trajectory {
    /// The first steps at which the gradient of a run that learns from data explodes, and at which it vanishes, in their
    /// order. At a minimum and on the last way there a short gradient is as it should be. Where steps look at some examples
    /// only, one batch may happen to be learnt: the gradients vanish when those of a whole epoch are short.
    pub fn alarms(&self) -> Vec<(usize, Alarm)> {
        let Some(learned) = &self.learned else { return Vec::new() };
        let epoch = learned.examples.div_ceil(learned.batch).max(1);
        let gradients = &self.judged().gradients;
        let is_short = |gradient: &V2| Alarm::of(gradient.norm()) == Some(Alarm::Vanishing);
        let arrival = match self.outcome {
            Outcome::Minimum { step } => step - gradients[..step].iter().rev().take_while(|g| is_short(g)).count(),
            _ => gradients.len(),
        };
        let mut found: Vec<(usize, Alarm)> = Vec::new();
        let mut short = 0;
        for (step, gradient) in gradients.iter().enumerate() {
            let alarm = Alarm::of(gradient.norm());
            short = if alarm == Some(Alarm::Vanishing) { short + 1 } else { 0 };
            let counts = |alarm: &Alarm| *alarm == Alarm::Exploding || short >= epoch && step < arrival;
            if let Some(alarm) = alarm.filter(counts).filter(|alarm| found.iter().all(|(_, other)| other != alarm)) {
                found.push((step, alarm));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

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
    }

    fn alarms(experiment: &str) -> Vec<(usize, Alarm)> {
        crate::run(&crate::text::parse(experiment).experiment)[0].alarms()
    }

    #[test]
    fn a_short_gradient_at_a_minimum_does_not_vanish() {
        let run = |text| crate::run(&crate::text::parse(text).experiment).remove(0);
        let settled = run("surface=linear&start=0,0&run=sgd(lr=0.3)&steps=500");
        assert!(settled.path.gradients[500].norm() < VANISHING && settled.outcome.kind() == "minimum");
        assert_eq!(settled.alarms(), []);
        // The last steps on the way are as short as those at the end.
        let steps = "surface=linear(data=points(\"0.001,0.0015;-0.001,-0.0015\"))&start=0,0&run=newton(damping=0.5)";
        let near = run(steps);
        let Outcome::Minimum { step } = near.outcome else { panic!("{:?}", near.outcome) };
        assert!(near.path.gradients[step - 1].norm() < VANISHING);
        assert_eq!(near.alarms(), []);
    }

    #[test]
    fn a_deep_chain_vanishes_from_the_start_and_a_steep_line_explodes_on_its_way_out() {
        let deep = "surface=deep_chain(data=points(\"-1,-0.6;1,0.6\"),depth=30)&start=0.5,0&run=sgd(lr=0.2)&steps=9";
        assert_eq!(alarms(deep), [(0, Alarm::Vanishing)]);
        let steep = "surface=linear(data=points(\"0,0;1,1\"))&start=3,0&run=sgd(lr=10)&steps=50";
        assert!(matches!(alarms(steep)[..], [(1.., Alarm::Exploding)]), "{:?}", alarms(steep));
    }

    #[test]
    fn one_batch_that_is_learnt_is_no_gradient_that_vanishes() {
        // One of the examples lies on the line that the run starts with; the other does not.
        let one = "surface=linear(data=points(\"0,0;1,1\"))&start=0,0&run=sgd(lr=0.001)&steps=40&batch=1";
        let run = crate::run(&crate::text::parse(one).experiment).remove(0);
        assert!(run.path.gradients.iter().any(|g| g.norm() < VANISHING) && run.outcome.kind() == "moving");
        assert_eq!(run.alarms(), []);
        // Where a squared error is badly wrong, no example is felt.
        let flat = "surface=logistic(data=points(\"-2,0;2,1\"),loss=squared)&start=-20,0&run=sgd(lr=1)&steps=9&batch=1";
        assert_eq!(alarms(flat), [(1, Alarm::Vanishing)]);
    }

    #[test]
    fn a_formula_has_no_alarms() {
        assert_eq!(alarms("surface=crater&start=5,3&run=sgd(lr=0.5)&steps=5"), []);
    }
}
