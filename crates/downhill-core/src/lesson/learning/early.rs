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
    use crate::Trajectory;
    use crate::lesson::claims::Race;
    use crate::lesson::learning::seeds::median;

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

    #[test]
    fn so_it_does_in_the_median_of_many_draws() {
        let text = LESSON.experiment.replace(",seed=30", "").leak();
        let any = Lesson { experiment: text, ..LESSON };
        let at_the_end = |of: fn(&Trajectory) -> [f64; 2], run: usize| {
            median(&any, "steps=300", |_, runs| {
                let [lowest, last] = of(&runs[run]);
                last / lowest
            })
        };
        let held_out = |run: &Trajectory| {
            let looks = &run.learned.as_ref().unwrap().looks;
            let lowest = looks.iter().map(|look| look.validation.unwrap()).fold(f64::INFINITY, f64::min);
            [lowest, looks[looks.len() - 1].validation.unwrap()]
        };
        let learnt = |run: &Trajectory| {
            let learned = run.learned.as_ref().unwrap();
            let lowest = learned.looks.iter().min_by(|a, b| a.validation.unwrap().total_cmp(&b.validation.unwrap()));
            [lowest.unwrap().loss, learned.looks[learned.looks.len() - 1].loss]
        };
        for run in 0..2 {
            let [held_out, learnt] = [at_the_end(held_out, run), at_the_end(learnt, run)];
            assert!(held_out > 1.05 && learnt < 0.97, "{run}: {held_out} {learnt}");
        }
    }
}
