//! Lesson "Settling down".

use crate::lesson::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "settling-down",
    title: "Settling down",
    text: "One point a step: at a constant rate the path never comes to rest, for every point pulls another way. A rate that \
           falls along a cosine ends many times nearer to the lowest point.",
    experiment: "surface=linear(data=line(noise=0.6,count=100))&start=-0.2,-0.6&run=sgd(lr=0.15)\
                 &run=sgd(lr=0.15,schedule=cosine(T_max=600))&steps=600&batch=1&seed=8",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::learning::seeds::{distance, median};
    use crate::run;

    #[test]
    fn a_falling_rate_settles_and_a_constant_one_does_not() {
        let [constant, falling] = [0, 1].map(|run| median(&LESSON, "batch=1", |e, runs| distance(e, &runs[run], 600)));
        let before = median(&LESSON, "batch=1", |e, runs| distance(e, &runs[0], 300));
        assert!(falling < 0.25 * constant, "{constant} {falling}");
        assert!(constant > 0.7 * before, "{before} {constant}");
    }

    #[test]
    fn what_is_on_show_is_judged_as_it_is_told() {
        let (experiment, _) = LESSON.parse();
        let runs = run(&experiment);
        assert_eq!([runs[0].outcome.kind(), runs[1].outcome.kind()], ["moving", "minimum"]);
        let [constant, falling] = [0, 1].map(|i| distance(&experiment, &runs[i], 600));
        assert!(constant > 0.3 && constant > 10.0 * falling, "{constant} {falling}");
    }
}
