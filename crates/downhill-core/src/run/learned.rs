//! What is recorded of learning from data besides the path: epochs, losses of all examples, validation.

use super::{Batches, Trajectory};
use crate::data::{Part, Split};
use crate::experiment::{Experiment, Run};
use crate::num::V2;
use crate::surface::Surface;

/// How learning from data went.
#[derive(Clone, Debug, PartialEq)]
pub struct Learned {
    /// How many examples were learnt from.
    pub examples: usize,
    /// How many of them a step looked at; an epoch's last batch may be smaller.
    pub batch: usize,
    /// Whether steps look at some examples only, or at some more than once: then the path's losses are the batches'.
    pub has_batches: bool,
    /// How many examples it had looked at after each step, each as often as it was looked at.
    pub seen: Vec<u64>,
    /// The losses at the start, after some epochs and at the end: 100 at most.
    pub looks: Vec<Look>,
    /// Where learning would have been stopped; none where no patience was asked for, or nothing is held out.
    pub kept: Option<Kept>,
}

/// One look at the whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// After which step.
    pub step: usize,
    /// The loss of all examples that are learnt from, with what is added for the weights.
    pub loss: f64,
    /// The mean loss of the examples that are held out, without what is added; with folds, the mean over the runs that hold
    /// out one fold each.
    pub validation: Option<f64>,
}

/// What early stopping keeps. The run goes on, so that one can see what it would have missed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kept {
    /// The step with the lowest validation loss until then.
    pub step: usize,
    /// That loss.
    pub validation: f64,
    /// The step at which patience ended; none where it never did.
    pub stopped: Option<usize>,
}

impl Learned {
    /// How many epochs some steps are: how often every example was looked at, on average.
    pub fn epochs(&self, step: usize) -> f64 {
        self.seen[step] as f64 / self.examples as f64
    }

    /// The last look by a step.
    pub fn look(&self, step: usize) -> Option<&Look> {
        self.looks.iter().take_while(|look| look.step <= step).last()
    }
}

/// At most so many looks, besides those at the start and at the end.
const LOOKS: u32 = 98;

/// How many of a run's evaluations look at as many examples as there are.
pub(super) fn epoch(experiment: &Experiment, run: &Run, examples: usize) -> usize {
    let batch = experiment.batch(run).map_or(examples, |batch| examples.min(batch as usize));
    examples.div_ceil(batch.max(1)).max(1)
}

/// How much of a budget is spent, in its own unit.
#[derive(Clone, Copy)]
pub(super) struct Spent {
    pub(super) now: u32,
    pub(super) all: u32,
}

/// The record in progress.
pub(super) struct Learning {
    pub(super) learned: Learned,
    held_out: Option<Box<dyn Surface>>,
    /// The next look is due once so much was seen: an epoch is over,
    due: u64,
    /// but not before so much of the budget is spent, so that there are not too many.
    from: u32,
}

impl Learning {
    /// The record of a run on this surface; none on a formula.
    pub(super) fn of(
        surface: &dyn Surface,
        batches: Option<&Batches>,
        held_out: Option<Box<dyn Surface>>,
    ) -> Option<Self> {
        let examples = surface.data()?.examples().count();
        let batch = batches.map_or(examples, |batches| batches.size());
        let has_batches = batches.is_some();
        let learned = Learned { examples, batch, has_batches, seen: Vec::new(), looks: Vec::new(), kept: None };
        Some(Self { learned, held_out, due: 0, from: 0 })
    }

    /// Notes what was seen by this step, and looks at the whole where it is time.
    pub(super) fn note(&mut self, step: usize, seen: u64, spent: Spent, x: V2, loss: impl FnOnce() -> f64) {
        self.learned.seen.push(seen);
        if seen >= self.due && spent.now >= self.from {
            let examples = self.learned.examples as u64;
            self.due = (seen / examples + 1) * examples;
            self.from = spent.now + spent.all.div_ceil(LOOKS);
            self.look(step, x, loss());
        }
    }

    pub(super) fn look(&mut self, step: usize, x: V2, loss: f64) {
        if self.learned.looks.last().is_none_or(|last| last.step != step) {
            let validation = self.held_out.as_ref().map(|surface| surface.value(x));
            self.learned.looks.push(Look { step, loss, validation });
        }
    }
}

/// The parts that hold out one fold each.
pub(super) fn folds(experiment: &Experiment) -> Vec<Part> {
    match experiment.learning.split {
        Some(split @ Split::Folds(folds)) => {
            (0..folds).map(|fold| Part { split, seed: experiment.seed, fold, held_out: false }).collect()
        }
        _ => Vec::new(),
    }
}

/// Adds a fold's share of the mean validation loss to the looks: what the fold's run came to by the same steps.
pub(super) fn add_fold(looks: &mut [Look], fold: &Trajectory, held_out: &dyn Surface, share: f64) {
    for look in looks {
        // A fold whose run ended early, since it was no longer finite, has no loss there.
        let loss = fold.judged().positions.get(look.step).map_or(f64::NAN, |x| held_out.value(*x));
        *look.validation.get_or_insert(0.0) += share * loss;
    }
}

/// What early stopping keeps: the best look before so many in a row that are no better.
pub(super) fn kept(looks: &[Look], patience: u32) -> Option<Kept> {
    let mut best: Option<(usize, Kept)> = None;
    for (i, look) in looks.iter().enumerate() {
        let validation = look.validation?;
        let here = Kept { step: look.step, validation, stopped: None };
        match &best {
            Some((_, kept)) if validation < kept.validation => best = Some((i, here)),
            Some((at, kept)) if i - *at >= patience as usize => {
                return Some(Kept { stopped: Some(look.step), ..*kept });
            }
            Some(_) => {}
            None => best = Some((i, here)),
        }
    }
    best.map(|(_, kept)| kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(validation: &[f64]) -> Vec<Look> {
        validation.iter().enumerate().map(|(k, v)| Look { step: 10 * k, loss: 0.0, validation: Some(*v) }).collect()
    }

    #[test]
    fn patience_ends_after_looks_that_are_no_better() {
        let all = looks(&[5.0, 3.0, 4.0, 3.0, 2.0, 1.0]);
        assert_eq!(kept(&all, 2), Some(Kept { step: 10, validation: 3.0, stopped: Some(30) }));
        assert_eq!(kept(&all, 3), Some(Kept { step: 50, validation: 1.0, stopped: None }));
        assert_eq!(
            kept(&looks(&[5.0, f64::NAN, f64::NAN]), 2),
            Some(Kept { step: 0, validation: 5.0, stopped: Some(20) })
        );
    }

    #[test]
    fn without_validation_nothing_is_kept() {
        assert_eq!(kept(&[Look { step: 0, loss: 1.0, validation: None }], 1), None);
    }

    fn learnt(text: &str) -> Learned {
        let text = format!("surface=linear(data=line(count=64,noise=1))&start=3,-3&{text}");
        crate::run(&crate::text::parse(&text).experiment).remove(0).learned.unwrap()
    }

    #[test]
    fn a_long_run_is_looked_at_a_hundred_times_at_most() {
        for (run, most) in [
            ("sgd(lr=0.01)&batch=1&steps=20000", 100),
            ("sgd(lr=0.01)&batch=32&steps=2000", 100),
            ("sgd(lr=0.01)&steps=3", 4),
            ("sam(optimizer=sgd(lr=0.01))&batch=8&steps=5000", 100),
            ("nelder_mead&evals=5000&batch=7", 100),
        ] {
            let learned = learnt(&format!("run={run}"));
            assert!(learned.looks.len() <= most && learned.looks[0].step == 0, "{run}: {}", learned.looks.len());
        }
    }

    #[test]
    fn every_epoch_ends_with_a_look_whatever_a_step_costs() {
        for run in ["sgd(lr=0.01)", "sam(optimizer=sgd(lr=0.01))", "nonlinear_cg", "nelder_mead"] {
            for more in ["batch=8&evals=400", "batch=8&epochs=40", "batch=10&replace=true&steps=90", "epochs=60"] {
                let learned = learnt(&format!("run={run}&{more}"));
                let epochs = |step: usize| learned.epochs(step).floor();
                let ends = (1..learned.seen.len()).filter(|step| epochs(*step) > epochs(step - 1));
                let mut looks: Vec<usize> = learned.looks.iter().map(|look| look.step).collect();
                // At the start and at the end it looks all the same.
                looks.retain(|step| *step > 0 && epochs(*step) > epochs(step - 1));
                assert_eq!(looks, ends.collect::<Vec<_>>(), "{run} {more}");
            }
        }
    }

    #[test]
    fn every_look_has_the_validation_of_all_folds() {
        for run in [
            "sgd(lr=0.01)&batch=8&epochs=20",
            "nonlinear_cg&evals=60",
            "bfgs&steps=20",
            "sgd(lr=0.1)&stop_gradient=0.1",
        ] {
            let learned = learnt(&format!("run={run}&folds=4"));
            let validated = learned.looks.iter().filter(|look| look.validation.is_some_and(f64::is_finite));
            assert!(learned.looks.len() > 5 && validated.count() == learned.looks.len(), "{run}: {:?}", learned.looks);
        }
    }
}
