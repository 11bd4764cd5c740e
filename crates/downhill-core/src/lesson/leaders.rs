//! Lesson "Three leaders".

use super::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "three-leaders",
    title: "Three leaders",
    text: "After 10 steps plain descent leads, after 50 RMSProp, after 500 momentum. Who is best depends on when you \
           look, on the start and on the rates: move the playhead, then change them.",
    experiment: "surface=rosenbrock&start=0,2&run=sgd(lr=0.0015)&run=momentum(lr=0.0015,momentum=0.9)\
                 &run=rmsprop(lr=0.01)&run=adam(lr=0.2)&steps=500&zoom=-1.1,1.9,-0.4,2.3",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::claims::{Race, reads};

    #[test]
    fn the_leader_depends_on_when_one_looks() {
        let race = Race::of(&LESSON);
        for (step, leader, lowest, next) in
            [(10, 0, "1.14", "42"), (50, 2, "0.038", "0.67"), (500, 1, "2.9e-4", "0.018")]
        {
            let mut losses: Vec<_> = race.runs.iter().map(|run| run.path.losses[step]).enumerate().collect();
            losses.sort_by(|a, b| a.1.total_cmp(&b.1));
            assert_eq!(losses[0].0, leader, "{step} {losses:?}");
            reads(losses[0].1, lowest);
            reads(losses[1].1, next);
        }
    }
}
