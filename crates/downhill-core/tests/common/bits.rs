//! A fingerprint of every optimizer's path on a few surfaces and of one path on every surface, to the last bit.

use downhill_core::optimizer::OPTIMIZERS;
use downhill_core::surface::SURFACES;
use downhill_core::{Budget, Experiment, Run, Trajectory, run};
use std::fmt::Write;

const STEPS: u32 = 200;

/// Surfaces on which every optimizer runs.
const COURSES: [&str; 3] = ["rosenbrock", "himmelblau", "ackley"];

/// The optimizer that runs on every surface.
const VISITOR: &str = "adam";

/// One line for each run: surface, optimizer, hash of all positions and losses of 200 steps with default settings. Lines
/// are sorted, so that an item more is a line more.
pub(crate) fn report() -> String {
    let mut lines = Vec::new();
    for surface in SURFACES {
        let is_course = COURSES.contains(&surface.spec.id);
        let entries = OPTIMIZERS.iter().filter(|entry| is_course || entry.spec.id == VISITOR);
        let runs: Vec<_> = entries.map(Run::of).collect();
        let experiment = Experiment { runs, budget: Budget::Steps(STEPS), ..Experiment::on(surface) };
        for (run, path) in experiment.runs.iter().zip(run(&experiment)) {
            lines.push(format!("{} {} {:016x}", surface.spec.id, run.entry.spec.id, hash(&path)));
        }
    }
    lines.sort();
    lines.iter().fold(String::new(), |mut text, line| {
        let _ = writeln!(text, "{line}");
        text
    })
}

/// FNV-1a over the bits, 64 at a time. What is not a number has no fixed bits and counts as one value.
fn hash(path: &Trajectory) -> u64 {
    let points = path.path.positions.iter().flat_map(|p| [p.x, p.y]);
    points.chain(path.path.losses.iter().copied()).fold(0xcbf2_9ce4_8422_2325, |hash, v| {
        let bits = if v.is_nan() { f64::NAN.to_bits() } else { v.to_bits() };
        (hash ^ bits).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
