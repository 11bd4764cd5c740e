//! Lesson "The ravine".

use super::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "the-ravine",
    title: "The ravine",
    text: "In a narrow valley the steepest way down points across it, not along it. A bold rate bounces from wall to \
           wall and a careful one crawls: no single rate suits both directions.",
    experiment: "surface=quadratic(kappa=50,angle=30)&start=-3.2,0.6&run=sgd(lr=0.01)&run=sgd(lr=0.0385)&steps=80",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::claims::{Race, path, reads, turns_back};
    use crate::num::v2;

    #[test]
    fn the_bold_rate_bounces_and_the_careful_one_crawls() {
        let race = Race::of(&LESSON);
        let [careful, bold] = race.runs.as_slice() else { panic!("two runs") };
        assert!((1..40).all(|k| turns_back(bold, k)));
        // The straight line from the start to the bottom.
        reads(path(bold) / bold.path.positions[0].norm(), "16.7");
        assert!(!(1..80).any(|k| turns_back(careful, k)));
        let floor = v2(libm::cos(30f64.to_radians()), libm::sin(30f64.to_radians()));
        reads(careful.path.positions[80].dot(floor) / careful.path.positions[0].dot(floor), "0.45");
    }
}
