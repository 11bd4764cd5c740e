//! Lesson "Standardise first".

use crate::lesson::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "standardise-first",
    title: "Standardise first",
    text: "How long Old Faithful's eruptions take foretells the wait for the next. With lengths as they are the valley is \
           160 times steeper across than along; tick standardize, and it is as round as a bowl.",
    experiment: "surface=linear(data=faithful)&start=2,20&run=sgd(lr=0.06)&run=adam(lr=1)&steps=150\
                 &zoom=-30,50,5,85",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::claims::reads;
    use crate::num::v2;
    use crate::{run, text};

    fn condition(surface: &str) -> f64 {
        let surface = text::parse_surface(surface).unwrap().build();
        let [[a, b], [_, d]] = surface.hessian(v2(0.0, 0.0));
        let (mean, half) = ((a + d) / 2.0, v2((a - d) / 2.0, b).norm());
        (mean + half) / (mean - half)
    }

    #[test]
    fn standardising_makes_a_bowl_of_the_valley() {
        reads(condition("linear(data=faithful)") / 10.0, "16");
        assert!((condition("linear(data=faithful,standardize=true)") - 1.0).abs() < 1e-12);
    }

    #[test]
    fn in_the_bowl_descent_arrives_and_in_the_valley_it_does_not() {
        let end = |text: &str| run(&text::parse(text).experiment)[0].outcome.kind();
        assert_eq!(end(LESSON.experiment), "moving");
        assert_eq!(end(&LESSON.experiment.replace("faithful", "faithful,standardize=true")), "minimum");
    }
}
