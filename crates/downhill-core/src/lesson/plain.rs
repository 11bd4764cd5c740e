//! Lesson "The plain".

use super::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "the-plain",
    title: "The plain",
    text: "Far from the crater the slope is 0.0000002, and plain descent and momentum look nailed to the spot: plain \
           descent would need 1.5 million steps. RMSProp and Adam divide by the size of the slope and walk in.",
    experiment: "surface=crater&start=5,3&run=sgd(lr=0.5)&run=momentum(lr=0.5,momentum=0.9)&run=rmsprop(lr=0.02)\
                 &run=adam(lr=0.1)&steps=120&zoom=-6,6,-4.2,4.2",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::claims::{Race, first_below, path, reads};

    #[test]
    fn two_are_nailed_to_the_spot_and_two_walk_in() {
        let race = Race::of(&LESSON);
        reads(race.runs[0].path.gradients[0].norm(), "2.4e-7");
        reads(path(&race.runs[0]), "1.4e-5");
        reads(path(&race.runs[1]), "1.3e-4");
        assert_eq!((first_below(&race.runs[3], 0.01), first_below(&race.runs[2], 0.01)), (Some(46), Some(50)));
    }

    #[test]
    fn plain_descent_would_need_a_million_and_a_half_steps() {
        let (experiment, _) = LESSON.parse();
        let surface = experiment.build_surface();
        let mut x = experiment.start;
        let mut steps = 0;
        while x.norm() >= 1.0 && steps < 2_000_000 {
            x -= 0.5 * surface.gradient(x).1;
            steps += 1;
        }
        assert_eq!(steps, 1_516_645);
    }
}
