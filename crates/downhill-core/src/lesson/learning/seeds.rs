//! What tests of claims about noise share: a claim holds over many seeds or not at all.

use crate::lesson::Lesson;
use crate::text::{parse, print};
use crate::{Experiment, Trajectory, View, run};

const SEEDS: u32 = 200;

/// The median over 200 seeds, of data and of batches alike, of what is measured of a lesson's runs.
pub(super) fn median(lesson: &Lesson, change: &str, measure: impl Fn(&Experiment, &[Trajectory]) -> f64) -> f64 {
    let mut found: Vec<f64> = (0..SEEDS)
        .map(|seed| {
            let (experiment, _) = lesson.parse();
            let text = print(&experiment, &View::default()).replace("count=", &format!("seed={seed},count="));
            let change = format!("{change}&seed={seed}");
            let fields =
                text.split('&').filter(|f| change.split('&').all(|c| f.split('=').next() != c.split('=').next()));
            let text = format!("{}&{change}", fields.collect::<Vec<_>>().join("&"));
            let parsed = parse(&text);
            assert_eq!(parsed.problems, [], "{text}");
            measure(&parsed.experiment, &run(&parsed.experiment))
        })
        .collect();
    found.sort_by(f64::total_cmp);
    found[found.len() / 2]
}

/// How far a run stands from the lowest point after a step.
pub(super) fn distance(experiment: &Experiment, run: &Trajectory, step: usize) -> f64 {
    (run.path.positions[step] - experiment.build_surface().minima()[0].at).norm()
}
