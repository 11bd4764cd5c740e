//! Lesson "AdaGrad runs out of breath".

use super::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "adagrad-runs-out-of-breath",
    title: "AdaGrad runs out of breath",
    text: "AdaGrad and RMSProp begin with the same step. AdaGrad divides by every slope it ever met and the steep \
           start weighs on it for good; RMSProp forgets, and AdaDelta finds its own stride.",
    experiment: "surface=rosenbrock&start=-1.2,1&run=adagrad(lr=0.1)&run=rmsprop(lr=0.01)&run=adadelta(lr=1)\
                 &steps=500&zoom=-1.7,1.5,-0.45,1.55",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::claims::{Race, path, reads};

    #[test]
    fn adagrad_and_rmsprop_begin_with_the_same_step() {
        let race = Race::of(&LESSON);
        let first = |run: usize| race.runs[run].path.positions[1] - race.runs[run].path.positions[0];
        assert!((first(0) - first(1)).norm() < 5e-7 * first(0).norm(), "{:?} {:?}", first(0), first(1));
    }

    #[test]
    fn adagrad_gets_least_far() {
        let race = Race::of(&LESSON);
        for (run, (length, loss)) in race.runs.iter().zip([("0.93", "2.89"), ("2.30", "0.32"), ("2.33", "0.33")]) {
            reads(path(run), length);
            reads(run.path.losses[500], loss);
        }
    }

    #[test]
    fn adagrads_effective_rates_never_grow() {
        let race = Race::of(&LESSON);
        let run = &race.runs[0];
        let rate = |k: usize| (run.path.positions[k] - run.path.positions[k + 1]) / run.path.gradients[k];
        for k in 1..500 {
            let (before, now) = (rate(k - 1), rate(k));
            assert!(now.x <= before.x * (1.0 + 1e-9) && now.y <= before.y * (1.0 + 1e-9), "{k} {before:?} {now:?}");
        }
    }
}
