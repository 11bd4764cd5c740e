//! Lesson "The trap".

use super::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "the-trap",
    title: "The trap",
    text: "Plain descent and RMSProp fall into the nearer, shallower well; momentum and Adam cross to the deep one. \
           From (1.5, 1.2) Adam is trapped too: drag the start before you trust a winner.",
    experiment: "surface=double_well&start=1.4,1.4&run=sgd(lr=0.02)&run=rmsprop(lr=0.02)\
                 &run=momentum(lr=0.02,momentum=0.9)&run=adam(lr=0.1)&steps=150&zoom=-2,2,-1.5,1.7",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::claims::{Race, reads};
    use crate::num::v2;

    /// Where the wells' minima lie on the x axis.
    const SHALLOW: f64 = 0.9053;
    const DEEP: f64 = -0.9363;

    #[test]
    fn two_fall_into_the_shallow_well_and_two_cross_to_the_deep_one() {
        let ends = Race::of(&LESSON).ends();
        for (end, well) in ends.into_iter().zip([SHALLOW, SHALLOW, DEEP, DEEP]) {
            assert!((end - v2(well, 0.0)).norm() < 1e-3, "{end:?}");
        }
    }

    #[test]
    fn from_nearby_adam_is_trapped_too() {
        let end = Race::from(&LESSON, v2(1.5, 1.2)).ends()[3];
        assert!((end - v2(SHALLOW, 0.0)).norm() < 1e-3, "{end:?}");
    }

    #[test]
    fn the_deep_well_is_reached_from_these_shares_of_starts() {
        let line = |i: u32| -1.9 + 3.8 * f64::from(i) / 60.0;
        let mut deep = [0; 4];
        for start in (0..61 * 61).map(|i| v2(line(i % 61), line(i / 61))) {
            for (count, end) in deep.iter_mut().zip(Race::from(&LESSON, start).ends()) {
                *count += i32::from((end - v2(DEEP, 0.0)).norm() < 0.3);
            }
        }
        let [sgd, rmsprop, momentum, adam] = deep.map(|count| f64::from(count) / 3721.0);
        for (share, printed) in [(sgd, "0.53"), (adam, "0.61"), (rmsprop, "0.65"), (momentum, "0.68")] {
            reads(share, printed);
        }
    }
}
