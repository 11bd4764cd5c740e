//! Lesson "Three learning rates".

use super::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "three-learning-rates",
    title: "Three learning rates",
    text: "The learning rate is the length of the stride. Too small, and 60 steps leave more than half of the way; \
           too large, and every step overshoots by more than the last until the run is lost.",
    experiment: "surface=quadratic(kappa=10)&start=-3.5,0.8&run=sgd(lr=0.01)&run=sgd(lr=0.18)&run=sgd(lr=0.22)\
                 &steps=60",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::claims::{Race, reads};

    #[test]
    fn one_crawls_one_arrives_one_is_lost() {
        let race = Race::of(&LESSON);
        let [small, good, large] = race.runs.as_slice() else { panic!("three runs") };
        assert!(small.path.losses.windows(2).all(|pair| pair[1] < pair[0]));
        reads(small.path.positions[60].x / small.path.positions[0].x, "0.55");
        reads(good.path.losses[60], "2.9e-10");
        assert!(
            large
                .path
                .positions
                .windows(2)
                .all(|pair| pair[1].y * pair[0].y < 0.0 && pair[1].y.abs() > pair[0].y.abs())
        );
        assert_eq!(race.diverged(2), Some(49));
    }
}
