//! Lesson "Momentum overshoots".

use super::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "momentum-overshoots",
    title: "Momentum overshoots",
    text: "Momentum keeps part of its last move, like a ball with weight: it runs past the bottom, turns back and \
           still arrives first. With 0.99 it remembers too much and is still swinging at the end.",
    experiment: "surface=quadratic(kappa=5)&start=-3.5,2.5&run=sgd(lr=0.02)&run=momentum(lr=0.02,momentum=0.9)\
                 &run=momentum(lr=0.02,momentum=0.99)&steps=150",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::claims::{Race, reads};

    #[test]
    fn momentum_runs_past_the_bottom_and_still_arrives_first() {
        let race = Race::of(&LESSON);
        let [sgd, ball, heavy] = race.runs.as_slice() else { panic!("three runs") };
        assert!(sgd.path.positions.iter().all(|x| x.x <= 0.0));
        reads(ball.path.positions.iter().map(|x| x.x).fold(f64::MIN, f64::max), "1.03");
        reads(ball.path.losses[150], "5.2e-7");
        reads(sgd.path.losses[150], "0.014");
        reads(heavy.path.losses[150], "2.6");
    }
}
