//! Lesson "The saddle".

use super::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "the-saddle",
    title: "The saddle",
    text: "At a saddle the ground is flat but not low: plain descent's loss stops falling there and for 25 steps it \
           looks finished. RMSProp and Adam leave sooner, because they divide the slope by its usual size.",
    experiment: "surface=styblinski_tang&start=-0.6,0.157&run=sgd(lr=0.01)&run=momentum(lr=0.005,momentum=0.9)\
                 &run=rmsprop(lr=0.02)&run=adam(lr=0.1)&steps=100",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::claims::{Race, first_below, reads};
    use crate::num::v2;

    #[test]
    fn plain_descent_lingers_and_the_adaptive_leave_sooner() {
        let race = Race::of(&LESSON);
        let sgd = &race.runs[0];
        let saddle = v2(-2.903_534, 0.156_731);
        let near: Vec<_> = (0..=100).filter(|k| (sgd.path.positions[*k] - saddle).norm() < 0.1).collect();
        assert_eq!(near, (16..=40).collect::<Vec<_>>());
        reads(sgd.path.losses[15] - sgd.path.losses[40], "0.29");
        reads(sgd.path.losses[40] - sgd.path.losses[100], "25");
        let low: Vec<_> = race.runs.iter().map(|run| first_below(run, -60.0)).collect();
        assert_eq!(low, [Some(64), Some(40), Some(27), Some(21)]);
        assert!((0..4).all(|run| race.diverged(run).is_none()));
    }
}
