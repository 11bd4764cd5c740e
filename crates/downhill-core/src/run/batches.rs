//! Which examples each step looks at.

use crate::data::{below, shuffle};
use crate::experiment::{Experiment, Run};
use rand_pcg::Pcg64;

/// The batches of a run, one after the other. Every run of an experiment has the same ones, or cuts the same order into
/// pieces of its own size.
pub(super) struct Batches {
    /// All examples in this epoch's order; with replacement, the batch.
    order: Vec<u32>,
    size: usize,
    /// The next example of the order.
    next: usize,
    /// How many examples are drawn from, where each may be drawn again.
    with_replacement: Option<usize>,
    dice: Pcg64,
}

impl Batches {
    /// A run's batches of so many examples; none where each step looks at all of them.
    pub(super) fn of(experiment: &Experiment, run: &Run, count: usize) -> Option<Self> {
        let size = Self::size_of(experiment, run, count)?;
        let replace = experiment.learning.replace;
        let order = if replace { vec![0; size] } else { (0..count as u32).collect() };
        let dice = Pcg64::new(u128::from(experiment.seed), 0xba7c);
        Some(Self { next: order.len(), order, size, with_replacement: replace.then_some(count), dice })
    }

    /// How many examples a batch of so many has; none where each step looks at all of them.
    pub(super) fn size_of(experiment: &Experiment, run: &Run, count: usize) -> Option<usize> {
        experiment.batch(run).map(|size| size as usize).filter(|size| *size < count || experiment.learning.replace)
    }

    /// Draws the next batch. Without replacement every example is in one batch of each epoch, and the epoch's last batch
    /// may be smaller.
    pub(super) fn turn(&mut self) {
        if let Some(count) = self.with_replacement {
            for place in &mut self.order {
                *place = below(count, &mut self.dice) as u32;
            }
            self.next = self.size;
            return;
        }
        if self.next >= self.order.len() {
            shuffle(&mut self.order, &mut self.dice);
            self.next = 0;
        }
        self.next = (self.next + self.size).min(self.order.len());
    }

    /// How many examples a batch has, but for an epoch's last.
    pub(super) const fn size(&self) -> usize {
        self.size
    }

    /// The batch.
    pub(super) fn batch(&self) -> &[u32] {
        // The last batch of an epoch begins where the others do, at a multiple of their size.
        let begin = self.next.saturating_sub(1) / self.size * self.size;
        &self.order[begin..self.next]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::parse;
    use proptest::prelude::*;

    fn batches(size: usize, seed: u64, count: usize, more: &str) -> Batches {
        let experiment = parse(&format!("run=sgd(batch={size})&seed={seed}{more}")).experiment;
        Batches::of(&experiment, &experiment.runs[0], count).unwrap()
    }

    proptest! {
        #[test]
        fn an_epoch_has_every_example_once(count in 2_usize..200, share in 0.0..1.0, seed in any::<u64>()) {
            let size = ((count as f64 * share) as usize).clamp(1, count - 1);
            let (mut ours, mut twin) = (batches(size, seed, count, ""), batches(size, seed, count, ""));
            for _ in 0..3 {
                let mut seen = Vec::new();
                for step in 0..count.div_ceil(size) {
                    ours.turn();
                    twin.turn();
                    prop_assert_eq!(ours.batch(), twin.batch());
                    prop_assert_eq!(ours.batch().len(), size.min(count - step * size));
                    seen.extend_from_slice(ours.batch());
                }
                seen.sort_unstable();
                prop_assert_eq!(seen, (0..count as u32).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn with_replacement_every_batch_is_full_and_an_example_may_come_twice() {
        let mut drawn = batches(50, 1, 20, "&replace=true");
        drawn.turn();
        assert!(drawn.batch().len() == 50 && drawn.batch().iter().all(|place| *place < 20));
    }

    #[test]
    fn batches_of_any_size_cut_the_same_order() {
        let first = |size: usize| {
            let mut drawn = batches(size, 1, 12, "");
            let turns = (0..12_usize.div_ceil(size)).flat_map(|_| {
                drawn.turn();
                drawn.batch().to_vec()
            });
            turns.collect::<Vec<_>>()
        };
        assert_eq!([first(1), first(5)], [first(11), first(4)]);
    }

    #[test]
    fn a_runs_own_batch_goes_before_the_experiments() {
        let of = |text: &str| {
            let experiment = parse(text).experiment;
            Batches::of(&experiment, &experiment.runs[0], 20).map(|batches| batches.size())
        };
        assert_eq!(of("run=sgd&batch=8"), Some(8));
        assert_eq!(of("run=sgd(batch=2)&batch=8"), Some(2));
        assert_eq!(of("run=sgd(batch=all)&batch=8"), None);
        assert_eq!(of("run=sgd(batch=20)&batch=8"), None);
        assert_eq!(of("run=sgd"), None);
    }

    #[test]
    fn another_seed_has_another_order() {
        let first = |seed| {
            let mut drawn = batches(10, seed, 100, "");
            drawn.turn();
            drawn.batch().to_vec()
        };
        assert_ne!(first(1), first(2));
    }
}
