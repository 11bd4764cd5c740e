//! Lesson "A few at a time".

use crate::lesson::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "a-few-at-a-time",
    title: "A few at a time",
    text: "All three see 64 points eight times over: all of them in each step, 8, or one. After the first round one at a \
           time is nearest, for it has stepped most; but it never settles, and in the end 8 at a time is nearest.",
    experiment: "surface=linear(data=line(noise=0.45,count=64))&start=-0.2,-0.6&run=sgd(lr=0.15,batch=all)\
                 &run=sgd(lr=0.15,batch=8)&run=sgd(lr=0.15,batch=1)&epochs=8&color=1,orange&color=2,blue&color=3,magenta\
                 &along=examples",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::learning::seeds::{distance, median};

    /// Steps in one round through the points.
    const ROUND: [usize; 3] = [1, 8, 64];

    #[test]
    fn one_by_one_wins_early_and_a_few_at_a_time_in_the_end() {
        let after = |rounds: usize| {
            [0, 1, 2].map(|run| {
                median(&LESSON, "epochs=8", |e, runs| {
                    assert_eq!(runs[run].last(), 8 * ROUND[run]);
                    distance(e, &runs[run], rounds * ROUND[run])
                })
            })
        };
        let ([all, few, one], [all_8, few_8, one_8]) = (after(1), after(8));
        assert!(one < 0.4 * few && few < 0.6 * all, "{one} {few} {all}");
        assert!(few_8 < 0.3 * one_8 && one_8 < 0.4 * all_8, "{few_8} {one_8} {all_8}");
        // One by one never settles.
        assert!(one_8 > 0.7 * one, "{one} {one_8}");
    }
}
