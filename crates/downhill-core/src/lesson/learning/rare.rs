//! Lesson "Rare but telling".

use crate::lesson::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "rare-but-telling",
    title: "Rare but telling",
    text: "The second feature is there in one example of twenty and tells as much as the first, so that descent learns it \
           far more slowly. AdaGrad takes longer strides where slopes were rare, and learns both at once.",
    experiment: "surface=classifier(data=sparse(count=400))&start=0,0&run=sgd(lr=0.5)&run=adagrad(lr=0.5)&steps=100\
                 &batch=20&zoom=-1,6,-2,6",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::learning::seeds::median;

    #[test]
    fn adagrad_learns_the_rare_feature_sooner() {
        let weights = [0, 1].map(|run| {
            let of = |read: fn([f64; 2]) -> f64| {
                median(&LESSON, "batch=20", |_, runs| read(runs[run].path.positions[100].into()))
            };
            [of(|[common, _]| common), of(|[_, rare]| rare)]
        });
        let [descent, adagrad] = weights;
        assert!(descent[1] < 0.25 * descent[0], "{weights:?}");
        assert!(adagrad[1] > 0.5 * adagrad[0] && adagrad[1] > 3.0 * descent[1], "{weights:?}");
    }
}
