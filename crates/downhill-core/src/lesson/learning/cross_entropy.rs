//! Lesson "Wrong and sure of it".

use crate::lesson::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "wrong-and-sure",
    title: "Wrong and sure of it",
    text: "By squared error, a classifier that is sure and wrong hardly feels a slope: after 200 steps it has not got away. \
           Set the loss to cross_entropy, and the more wrong it is the harder it is pulled.",
    experiment: "surface=logistic(loss=squared)&start=-9,0&run=sgd(lr=0.5)&run=momentum(lr=0.1,momentum=0.8)&steps=200\
                 &zoom=-10,7,-5,5",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Trajectory, run, text};

    fn runs(loss: &str) -> Vec<Trajectory> {
        run(&text::parse(&LESSON.experiment.replace("squared", loss)).experiment)
    }

    #[test]
    fn squared_error_pulls_less_where_it_is_badly_wrong() {
        let (squared, entropy) = (runs("squared"), runs("cross_entropy"));
        for run in [0, 1] {
            let slope = |runs: &[Trajectory]| runs[run].path.gradients[0].norm();
            assert!(slope(&squared) < 0.05 * slope(&entropy), "{} {}", slope(&squared), slope(&entropy));
            let end = |runs: &[Trajectory]| runs[run].path.positions[200].x;
            assert!(end(&squared) < -2.0 && end(&entropy) > 2.0, "{} {}", end(&squared), end(&entropy));
        }
    }
}
