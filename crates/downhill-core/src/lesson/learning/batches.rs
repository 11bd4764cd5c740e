//! Lesson "A few at a time".

use crate::lesson::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "a-few-at-a-time",
    title: "A few at a time",
    text: "Each step looks at 8 of 64 points, so that the path trembles. After 8 rounds it is nearer than with all points \
           a step, and nearer than with one: set the batch to 64 or to 1 and see.",
    experiment: "surface=linear(data=line(noise=0.45,count=64))&start=-0.2,-0.6&run=sgd(lr=0.15)\
                 &run=momentum(lr=0.03,momentum=0.8)&steps=64&batch=8",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::learning::seeds::{distance, median};

    /// Distances after one round and after eight.
    fn medians(batch: u32, round: u32) -> [f64; 2] {
        let change = format!("batch={batch}&steps={}", 8 * round);
        [round, 8 * round].map(|step| median(&LESSON, &change, |e, runs| distance(e, &runs[0], step as usize)))
    }

    #[test]
    fn one_by_one_wins_early_and_a_few_at_a_time_in_the_end() {
        let (all, few, one) = (medians(64, 1), medians(8, 8), medians(1, 64));
        assert!(one[0] < 0.4 * few[0] && few[0] < 0.6 * all[0], "{all:?} {few:?} {one:?}");
        assert!(few[1] < 0.3 * one[1] && one[1] < 0.4 * all[1], "{all:?} {few:?} {one:?}");
        // One by one never settles.
        assert!(one[1] > 0.7 * one[0], "{one:?}");
    }
}
