//! Lesson "Newton climbs the hill".

use super::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "newton-climbs-the-hill",
    title: "Newton climbs the hill",
    text: "Newton's method looks for level ground, not for low ground: here it walks up to the hilltop and stays. \
           Beside a valley the same rule arrives in 3 steps: drag the start to (3.5, 2.5).",
    experiment: "surface=himmelblau&start=1,0&run=newton(damping=1)&run=sgd(lr=0.005)&run=adam(lr=0.2)&steps=100\
                 &zoom=-6,6,-5,5",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::claims::{Race, first_below, reads};
    use crate::num::v2;

    #[test]
    fn newton_stays_on_the_hilltop_and_the_others_reach_minima() {
        let race = Race::of(&LESSON);
        let newton = &race.runs[0];
        for k in 4..=100 {
            assert!(
                (newton.path.positions[k] - v2(-0.2708, -0.9230)).norm() < 1e-4,
                "{k} {:?}",
                newton.path.positions[k]
            );
        }
        reads(newton.path.losses[0], "136.0");
        reads(newton.path.losses[100], "181.6");
        assert!(race.arrival(1).is_some() && race.arrival(2).is_some());
    }

    #[test]
    fn beside_a_valley_newton_arrives_in_three_steps() {
        let race = Race::from(&LESSON, v2(3.5, 2.5));
        assert_eq!((first_below(&race.runs[0], 1e-6), first_below(&race.runs[1], 1e-6)), (Some(3), Some(48)));
    }

    #[test]
    fn newton_may_end_at_a_saddle_as_well() {
        let end = Race::from(&LESSON, v2(2.5, 0.5)).ends()[0];
        assert!((end - v2(3.3852, 0.0739)).norm() < 1e-4, "{end:?}");
    }
}
