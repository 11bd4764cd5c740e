//! Which examples a surface is learnt from, and which are held out to see whether what was learnt holds.

use super::shuffle;
use rand_pcg::Pcg64;

/// How examples are held out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Split {
    /// This share of the examples is learnt from, the others are held out.
    Share(f64),
    /// Each example is held out once, in one of so many folds.
    Folds(u32),
}

/// One side of a split.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// The split.
    pub split: Split,
    /// Seed of the order in which the examples are dealt out.
    pub seed: u64,
    /// Which fold is held out, from 0; a share has one only.
    pub fold: u32,
    /// Whether it is the examples that are held out, not those that are learnt from.
    pub held_out: bool,
}

impl Part {
    /// The same split's other side.
    pub const fn other(self) -> Self {
        Self { held_out: !self.held_out, ..self }
    }

    /// The places of its examples among so many. At least one, and never all: but a single example is on both sides.
    pub fn places(&self, count: usize) -> Vec<u32> {
        let mut order: Vec<u32> = (0..count as u32).collect();
        if count < 2 {
            return order;
        }
        shuffle(&mut order, &mut Pcg64::new(u128::from(self.seed), 0x5b_11_70));
        let is_held = |place: usize| match self.split {
            Split::Share(share) => place >= ((share * count as f64).round() as usize).clamp(1, count - 1),
            Split::Folds(folds) => {
                let folds = (folds as usize).clamp(2, count);
                place % folds == self.fold as usize % folds
            }
        };
        let mut places: Vec<u32> = order
            .into_iter()
            .enumerate()
            .filter(|(place, _)| is_held(*place) == self.held_out)
            .map(|(_, at)| at)
            .collect();
        places.sort_unstable();
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(part: Part, count: usize) -> Vec<u32> {
        let mut all = [part.places(count), part.other().places(count)].concat();
        all.sort_unstable();
        all
    }

    proptest! {
        #[test]
        fn every_example_is_on_one_side(count in 2_usize..300, share in 0.0..1.0, folds in 2_u32..10, seed in any::<u64>()) {
            let all: Vec<u32> = (0..count as u32).collect();
            let part = Part { split: Split::Share(share), seed, fold: 0, held_out: false };
            prop_assert_eq!(whole(part, count), all.clone());
            prop_assert!(!part.places(count).is_empty() && !part.other().places(count).is_empty());
            let mut held = Vec::new();
            for fold in 0..folds.min(count as u32) {
                let part = Part { split: Split::Folds(folds), seed, fold, held_out: true };
                prop_assert_eq!(whole(part, count), all.clone());
                held.extend(part.places(count));
            }
            held.sort_unstable();
            prop_assert_eq!(held, all);
        }
    }
}
