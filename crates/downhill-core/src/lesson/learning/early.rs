//! Lesson "Stop in time".

use crate::lesson::Lesson;

pub(super) const LESSON: Lesson = Lesson {
    id: "stop-in-time",
    title: "Stop in time",
    text: "Learnt from few examples, the model grows ever surer of what is chance. The loss of the examples that were held \
           out rises again, though the loss it learns by still falls: early stopping keeps the lowest.",
    experiment: "surface=logistic(data=classes(overlap=1.2,count=16,seed=30))&start=0,0&run=sgd(lr=1)\
                 &run=adam(lr=0.1)&steps=300&split=0.5&patience=10",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::claims::Race;

    #[test]
    fn what_is_held_out_gets_worse_while_what_is_learnt_gets_better() {
        for run in Race::of(&LESSON).runs {
            let learned = run.learned.unwrap();
            let (kept, last) = (learned.kept.unwrap(), learned.looks[learned.looks.len() - 1]);
            assert!(kept.stopped.is_some() && kept.step > 0, "{kept:?}");
            assert!(last.validation.unwrap() > 1.5 * kept.validation, "{kept:?} {last:?}");
            assert!(last.loss < 0.8 * learned.look(kept.step).unwrap().loss, "{kept:?} {last:?}");
        }
    }
}
