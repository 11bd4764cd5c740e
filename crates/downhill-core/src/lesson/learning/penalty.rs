//! Lesson "Decay is not in the loss".

use crate::lesson::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "decay-is-not-in-the-loss",
    title: "Decay is not in the loss",
    text: "Weight decay pulls AdamW off the lowest point, and the lowest point stays: decay is no part of the loss. Set l2 to \
           0.1 instead, and the lowest point itself moves towards zero, for both.",
    experiment: "surface=classifier&start=-2,3&run=adam(lr=0.1)&run=adamw(lr=0.1,weight_decay=0.3)&steps=600",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::claims::Race;
    use crate::text;

    #[test]
    fn l2_moves_the_lowest_point_and_decay_moves_the_run() {
        let lowest = |surface: &str| text::parse_surface(surface).unwrap().build().minima()[0].at;
        let (plain, penalised) = (lowest("classifier"), lowest("classifier(l2=0.1)"));
        assert!(penalised.norm() < 0.7 * plain.norm(), "{plain:?} {penalised:?}");
        let ends = Race::of(&LESSON).ends();
        assert!((ends[0] - plain).norm() < 0.05, "{ends:?}");
        assert!((ends[1] - plain).norm() > 0.5 && ends[1].norm() < 0.9 * plain.norm(), "{ends:?}");
    }
}
