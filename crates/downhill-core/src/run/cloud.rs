//! The gradients of single examples where a run stands.

use super::{Batches, Trajectory};
use crate::experiment::{Experiment, Run};
use crate::num::V2;
use crate::surface::{Sample, Surface};

/// At most so many examples are looked at one by one, evenly chosen.
pub const MOST_IN_CLOUD: usize = 300;

/// The gradients of single examples, each with what is added for the weights: their mean is the gradient that a step with
/// all examples would follow.
#[derive(Clone, Debug, PartialEq)]
pub struct Cloud {
    /// After which step.
    pub step: usize,
    /// Where the run trains then.
    pub at: V2,
    /// The gradients of examples, all of them or 300, evenly chosen.
    pub examples: Vec<V2>,
    /// The gradients of those that the next step looks at, at most as many; empty where it looks at all.
    pub batch: Vec<V2>,
    /// The mean of the whole batch; none where the next step looks at all examples.
    pub batch_mean: Option<V2>,
    /// The mean of all examples.
    pub mean: V2,
}

impl Cloud {
    /// What the examples' gradients are like after a step of a run, or after its last; none on a formula.
    pub fn of(
        experiment: &Experiment,
        run: &Run,
        trajectory: &Trajectory,
        surface: &dyn Surface,
        step: usize,
    ) -> Option<Self> {
        let data = surface.data()?;
        let step = step.min(trajectory.last());
        let at = trajectory.path.positions[step];
        let count = data.examples().count();
        let one = |place: u32| data.gradient_of(at, Sample::Of(&[place])).1;
        let batch = Batches::of(experiment, run, count).map(|mut batches| {
            // The start has its batch too.
            (0..=step).for_each(|_| batches.turn());
            batches.batch().to_vec()
        });
        let places = batch.as_deref().unwrap_or_default();
        Some(Self {
            step,
            at,
            examples: evenly(count).map(|place| one(place as u32)).collect(),
            batch: evenly(places.len()).map(|place| one(places[place])).collect(),
            batch_mean: batch.is_some().then(|| trajectory.path.gradients[step]),
            mean: surface.gradient(at).1,
        })
    }

    /// How far the examples' gradients scatter about their mean: the root of the mean squared distance.
    pub fn scatter(&self) -> f64 {
        let squares: f64 = self.examples.iter().map(|g| (*g - self.mean).dot(*g - self.mean)).sum();
        (squares / self.examples.len() as f64).sqrt()
    }
}

/// Places among so many, all of them or [`MOST_IN_CLOUD`].
fn evenly(count: usize) -> impl Iterator<Item = usize> {
    let shown = count.min(MOST_IN_CLOUD);
    (0..shown).map(move |i| i * count / shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;
    use crate::text;

    fn cloud(words: &str, step: usize) -> (Cloud, Trajectory) {
        let experiment = text::parse(words).experiment;
        let surface = experiment.build_surface();
        let trajectory = crate::run(&experiment).remove(0);
        (Cloud::of(&experiment, &experiment.runs[0], &trajectory, surface.as_ref(), step).unwrap(), trajectory)
    }

    fn mean(all: &[V2]) -> V2 {
        all.iter().fold(V2::ZERO, |sum, g| sum + *g) / all.len() as f64
    }

    /// The line 0 x + 0 is 0, -1 and -3 off: a gradient is 2 off (x, 1).
    #[test]
    fn two_points_and_a_line_by_hand() {
        let (cloud, _) = cloud("surface=linear(data=points(\"0,0;1,1;2,3\"))&start=0,0&run=sgd(lr=0.1)&steps=1", 0);
        assert_eq!(cloud.examples, [v2(0.0, 0.0), v2(-2.0, -2.0), v2(-12.0, -6.0)]);
        assert!((cloud.mean - v2(-14.0 / 3.0, -8.0 / 3.0)).norm() < 1e-14);
        assert_eq!((cloud.batch.len(), cloud.batch_mean, cloud.at), (0, None, V2::ZERO));
        let squares = (196.0 + 64.0) / 9.0 + (64.0 + 4.0) / 9.0 + (484.0 + 100.0) / 9.0;
        assert!((cloud.scatter() - f64::sqrt(squares / 3.0)).abs() < 1e-14);
    }

    #[test]
    fn the_mean_of_all_is_the_gradient_of_the_whole_and_that_of_the_batch_is_the_steps() {
        for text in [
            "surface=linear(l2=0.3)&start=0,0&run=adam(lr=0.1)&batch=8&steps=30",
            "surface=logistic(data=iris,rotate=30)&start=1,-1&run=sgd(lr=0.1,batch=7)&steps=30&split=0.7",
            "surface=sinusoid&run=sgd(lr=0.01)&batch=5&replace=true&steps=30&seed=9",
        ] {
            for step in [0, 1, 17, 30, 99] {
                let (cloud, trajectory) = cloud(text, step);
                let near = |a: V2, b: V2| (a - b).norm() < 1e-12 * (1.0 + b.norm());
                assert!(near(mean(&cloud.examples), cloud.mean), "{text} {step}");
                let followed = trajectory.path.gradients[step.min(30)];
                assert!(near(mean(&cloud.batch), followed) && cloud.batch_mean == Some(followed), "{text} {step}");
            }
        }
    }

    #[test]
    fn of_many_examples_some_are_shown_and_the_mean_is_of_all() {
        let (cloud, trajectory) = cloud("surface=linear(data=line(count=5000))&run=sgd(lr=0.1)&batch=400&steps=3", 2);
        assert_eq!((cloud.examples.len(), cloud.batch.len()), (MOST_IN_CLOUD, MOST_IN_CLOUD));
        assert_eq!(cloud.batch_mean, Some(trajectory.path.gradients[2]));
    }

    #[test]
    fn a_formula_has_no_examples() {
        let experiment = text::parse("surface=sphere&run=sgd(lr=0.1)&steps=2").experiment;
        let (surface, runs) = (experiment.build_surface(), crate::run(&experiment));
        assert_eq!(Cloud::of(&experiment, &experiment.runs[0], &runs[0], surface.as_ref(), 1), None);
    }
}
