//! Lesson "Adam flattens the ravine".

use super::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "adam-flattens-the-ravine",
    title: "Adam flattens the ravine",
    text: "This ravine is a hundred times steeper across than along. Plain descent zig-zags; Adam scales each \
           direction by itself and walks the straight diagonal, as if it were a bowl.",
    experiment: "surface=quadratic(kappa=100)&start=-2.4,-2.4&run=sgd(lr=0.019)&run=adam(lr=0.2)&steps=120",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::claims::{Race, reads, turns_back};

    #[test]
    fn adam_walks_the_diagonal_while_plain_descent_zig_zags() {
        let race = Race::of(&LESSON);
        let [sgd, adam] = race.runs.as_slice() else { panic!("two runs") };
        assert!(adam.path.positions.iter().all(|x| (x.x - x.y).abs() < 1e-6));
        reads(adam.path.losses[120], "4.8e-4");
        reads(sgd.path.losses[120], "0.029");
        assert!((1..35).all(|k| turns_back(sgd, k)));
    }
}
