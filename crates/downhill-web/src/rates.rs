//! The one slider that moves every learning rate.

use downhill_core::Experiment;
use downhill_core::num::decimal;

/// What the slider does and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rates {
    /// Whether it sets one rate for all, rather than multiplying each run's own.
    pub(crate) absolute: bool,
    /// The multiplier, or the rate.
    pub(crate) value: f64,
    /// Each run's own rate, to be multiplied.
    own: Vec<Option<f64>>,
}

impl Rates {
    /// Each run's rate as it is, times one.
    pub(crate) fn of(experiment: &Experiment) -> Self {
        Self { absolute: false, value: 1.0, own: own(experiment) }
    }

    /// One rate for all, beginning at the first run's, or each run's own again as it was before.
    pub(crate) fn switch(&mut self, absolute: bool) {
        let first = self.own.iter().copied().flatten().next().unwrap_or(0.01);
        self.value = if absolute { first } else { 1.0 };
        self.absolute = absolute;
    }

    /// Takes the rates of the experiment as each run's own: at the slider's present place, or, where they no longer are
    /// one rate for all, times one.
    pub(crate) fn adopt(&mut self, experiment: &Experiment) {
        if self.absolute {
            *self = Self::of(experiment);
        }
        self.own = own(experiment);
        self.rebase(self.value);
    }

    /// Takes what are now each run's own rates as the product with this multiplier.
    pub(crate) fn rebase(&mut self, multiplier: f64) {
        self.own.iter_mut().flatten().for_each(|lr| *lr /= multiplier);
    }

    /// What the slider covers, in powers of ten: a hundredth to a hundred times each run's own rate, or one rate from
    /// 0.00001 to 10.
    pub(crate) const fn bounds(&self) -> [f64; 2] {
        if self.absolute { [-5.0, 1.0] } else { [-2.0, 2.0] }
    }

    /// Writes the rates into the experiment; methods without a rate stay untouched.
    pub(crate) fn apply(&self, experiment: &mut Experiment) {
        for (run, own) in experiment.runs.iter_mut().zip(&self.own) {
            if let Some(own) = own {
                let lr = if self.absolute { self.value } else { rounded(own * self.value) };
                // The range of every rate contains what the slider offers; beyond it the last valid rate stays.
                drop(run.set_lr(lr));
            }
        }
    }
}

fn own(experiment: &Experiment) -> Vec<Option<f64>> {
    experiment.runs.iter().map(downhill_core::Run::lr).collect()
}

/// Rounded to four significant digits, so that texts stay readable.
pub(crate) fn rounded(v: f64) -> f64 {
    if v == 0.0 || !v.is_finite() {
        return v;
    }
    decimal(&format!("{v:.3e}")).unwrap_or(v)
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill_core::lesson::LESSONS;

    #[test]
    fn the_multiplier_moves_every_rate_and_back_without_loss() {
        let (experiment, _) = LESSONS[0].parse();
        let mut moved = experiment.clone();
        let mut rates = Rates::of(&experiment);
        rates.value = 3.3;
        rates.apply(&mut moved);
        assert_eq!(moved.runs[0].lr(), Some(0.0165));
        rates.value = 1.0;
        rates.apply(&mut moved);
        assert_eq!(moved, experiment);
    }

    #[test]
    fn one_rate_for_all_leaves_methods_without_a_rate_alone() {
        let (mut experiment, _) = LESSONS[11].parse();
        let before = experiment.runs[0].clone();
        let mut rates = Rates::of(&experiment);
        rates.switch(true);
        rates.value = 0.07;
        rates.apply(&mut experiment);
        assert_eq!(experiment.runs[0], before);
        assert!(experiment.runs[1..].iter().all(|run| run.lr() == Some(0.07)));
    }
    #[test]
    fn switching_one_rate_for_all_on_and_off_gives_back_the_own_rates() {
        let (experiment, _) = LESSONS[0].parse();
        let mut moved = experiment.clone();
        let mut rates = Rates::of(&experiment);
        for absolute in [true, false] {
            rates.switch(absolute);
            rates.apply(&mut moved);
        }
        assert_eq!(moved, experiment);
    }

    #[test]
    fn a_single_rate_that_is_edited_ends_one_rate_for_all() {
        let (experiment, _) = LESSONS[0].parse();
        let mut rates = Rates::of(&experiment);
        rates.switch(true);
        rates.adopt(&experiment);
        assert_eq!(rates, Rates::of(&experiment));
    }
}
