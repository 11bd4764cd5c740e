//! A fingerprint of every optimizer's path on every surface, to the last bit.

use downhill_core::optimizer::OPTIMIZERS;
use downhill_core::surface::SURFACES;
use downhill_core::{Budget, Experiment, Run, Trajectory, run};
use std::fmt::Write;

const STEPS: u32 = 200;

/// One line for each pair: surface, optimizer, hash of all positions and losses of 200 steps with default settings.
pub(crate) fn report() -> String {
    let mut text = String::new();
    for surface in SURFACES {
        let experiment = Experiment {
            runs: OPTIMIZERS.iter().map(Run::of).collect(),
            budget: Budget::Steps(STEPS),
            ..Experiment::on(surface)
        };
        for (entry, path) in OPTIMIZERS.iter().zip(run(&experiment)) {
            let _ = writeln!(text, "{} {} {:016x}", surface.spec.id, entry.spec.id, hash(&path));
        }
    }
    text
}

/// FNV-1a over the bits, 64 at a time. What is not a number has no fixed bits and counts as one value.
fn hash(path: &Trajectory) -> u64 {
    let points = path.path.positions.iter().flat_map(|p| [p.x, p.y]);
    points.chain(path.path.losses.iter().copied()).fold(0xcbf2_9ce4_8422_2325, |hash, v| {
        let bits = if v.is_nan() { f64::NAN.to_bits() } else { v.to_bits() };
        (hash ^ bits).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
