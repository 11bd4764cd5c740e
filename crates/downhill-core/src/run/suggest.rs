//! A learning rate to begin with, for a method that joins an experiment.

use super::run_one;
use crate::experiment::{Experiment, Run};

/// Rates that are tried: 1, 2 and 5 in each decade.
const RATES: [f64; 13] = [1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2, 0.1, 0.2, 0.5, 1.0];

/// The rate whose run ends lowest in this experiment, of 1, 2 and 5 in each decade from 0.0001 to 1; none for
/// methods without a rate. It is a place to begin, not the best rate: libraries' defaults are meant for networks
/// and hardly move here.
pub fn suggest_rate(experiment: &Experiment, run: &Run) -> Option<f64> {
    run.lr()?;
    let surface = experiment.build_surface();
    let ends = RATES.iter().filter_map(|&lr| {
        let mut tried = run.clone();
        tried.set_lr(lr).ok()?;
        let loss = run_one(experiment, surface.as_ref(), &tried).judged().losses.last().copied()?;
        loss.is_finite().then_some((loss, lr))
    });
    ends.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, lr)| lr)
}
