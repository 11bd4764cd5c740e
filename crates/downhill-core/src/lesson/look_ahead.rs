//! Lesson "Nesterov looks ahead".

use super::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "nesterov-looks-ahead",
    title: "Nesterov looks ahead",
    text: "Nesterov is momentum that measures the slope where it is about to be, so it brakes before the wall. Same \
           rate, same momentum, about a quarter of the path.",
    experiment: "surface=quadratic(kappa=20)&start=-3.5,2.5&run=momentum(lr=0.03,momentum=0.95)\
                 &run=nesterov(lr=0.03,momentum=0.95)&steps=120",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::claims::{Race, first_below, path, reads};

    #[test]
    fn nesterov_takes_a_quarter_of_the_path() {
        let race = Race::of(&LESSON);
        let [momentum, nesterov] = race.runs.as_slice() else { panic!("two runs") };
        reads(path(nesterov), "14");
        reads(path(momentum), "54");
        assert_eq!((first_below(nesterov, 0.01), first_below(momentum, 0.01)), (Some(27), Some(99)));
    }
}
