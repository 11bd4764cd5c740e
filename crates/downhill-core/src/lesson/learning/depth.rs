//! Lesson "Too deep to feel".

use crate::lesson::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "too-deep-to-feel",
    title: "Too deep to feel",
    text: "Thirty layers one after the other, each of slope one half: what is left of the slope at the end is less than a \
           millionth, and nothing moves. Set the depth to 3, and both find their way.",
    experiment: "surface=deep_chain(data=points(\"-1,-0.6;-0.5,-0.4;0.5,0.4;1,0.6\"),depth=30)&start=0.5,0\
                 &run=sgd(lr=0.2)&run=momentum(lr=0.05,momentum=0.9)&steps=100",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::{self, Alarm};
    use crate::{Trajectory, text};

    fn runs(depth: &str) -> Vec<Trajectory> {
        run::run(&text::parse(&LESSON.experiment.replace("depth=30", depth)).experiment)
    }

    #[test]
    fn slopes_vanish_with_the_depth() {
        for run in runs("depth=30") {
            assert_eq!(run.alarms(), [(0, Alarm::Vanishing)]);
            assert!((run.path.positions[100] - run.path.positions[0]).norm() < 1e-4);
        }
        for run in runs("depth=3") {
            assert_eq!(run.outcome.kind(), "minimum", "{:?}", run.path.positions[100]);
        }
    }
}
