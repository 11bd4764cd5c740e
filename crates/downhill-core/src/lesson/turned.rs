//! Lesson "Turn the ravine".

use super::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "turn-the-ravine",
    title: "Turn the ravine",
    text: "The same ravine, start and rates, turned by 30 degrees. Plain descent walks the same path, turned; Adam \
           loses its advantage, because it scales along the axes and not along the valley.",
    experiment: "surface=quadratic(kappa=100,angle=30)&start=-0.878461,-3.278461&run=sgd(lr=0.019)&run=adam(lr=0.2)\
                 &steps=120",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::claims::{Race, reads};
    use crate::lesson::flattened;

    #[test]
    fn plain_descent_is_the_same_and_adam_is_not() {
        let (straight, turned) = (Race::of(&flattened::LESSON), Race::of(&LESSON));
        let losses = straight.runs[0].path.losses.iter().zip(&turned.runs[0].path.losses);
        for (k, (before, now)) in losses.enumerate() {
            assert!((now / before - 1.0).abs() < 1e-4, "{k} {before} {now}");
        }
        let adam = turned.runs[1].path.losses[120];
        reads(adam, "1.3");
        let times = adam / straight.runs[1].path.losses[120];
        assert!((2750.0..2850.0).contains(&times), "{times}");
        assert!(adam > turned.runs[0].path.losses[120]);
    }
}
