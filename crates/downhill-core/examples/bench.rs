//! Prints as JSON what a step costs: every optimizer on Rosenbrock's valley, recording included, and a whole race.

use downhill_core::optimizer::{self, OPTIMIZERS};
use downhill_core::surface::{self, SURFACES};
use downhill_core::{Budget, Experiment, Run, run, text};
use serde_json::{Map, Value, json};
use std::hint::black_box;
use std::time::Instant;

const STEPS: u32 = 2000;
const REPETITIONS: usize = 50;

/// Seconds of the fastest of several repetitions, each of whose results is consumed to the last number.
fn seconds(experiment: &Experiment) -> f64 {
    let times = (0..REPETITIONS).map(|_| {
        let start = Instant::now();
        let paths = run(black_box(experiment));
        let sum: f64 = paths.iter().flat_map(|p| &p.path.losses).sum();
        black_box((sum, paths));
        start.elapsed().as_secs_f64()
    });
    times.fold(f64::INFINITY, f64::min)
}

/// The steps that a race really makes: a run ends early when it is no longer finite.
fn steps(experiment: &Experiment) -> usize {
    run(experiment).iter().map(|path| path.last()).sum()
}

/// An optimizer at a rate so low that it does not diverge in the valley: a run of few steps measures its allocation.
fn slow(entry: &'static optimizer::Entry) -> Run {
    let mut run = Run::of(entry);
    if run.set_lr(1e-3).is_err() {
        eprintln!("{} has no rate of 0.001", entry.spec.id);
    }
    run
}

fn main() {
    let valley = surface::find("rosenbrock").unwrap_or(&SURFACES[0]);
    let race = |runs: Vec<Run>| Experiment { runs, budget: Budget::Steps(STEPS), ..Experiment::on(valley) };
    let per_step: Map<String, Value> = OPTIMIZERS
        .iter()
        .map(|entry| {
            let alone = race(vec![slow(entry)]);
            (entry.spec.id.into(), json!(seconds(&alone) * 1e9 / steps(&alone).max(1) as f64))
        })
        .collect();
    let texts: Map<String, Value> =
        OPTIMIZERS.iter().map(|entry| (entry.spec.id.into(), json!(text::print_run(&slow(entry))))).collect();
    let ten = race(OPTIMIZERS.iter().map(Run::of).take(10).collect());
    let learnt: Map<String, Value> = ["linear(data=line(count=1000))", "logistic(data=classes(count=1000))"]
        .iter()
        .map(|surface| {
            let base = text::parse(&format!("surface={surface}&batch=32&split=0.8")).experiment;
            let batches = Experiment { runs: ten.runs.clone(), budget: Budget::Steps(STEPS), ..base };
            ((*surface).into(), json!(seconds(&batches) * 1e3))
        })
        .collect();
    let report = json!({
        "ns_per_step": per_step,
        "runs": texts,
        "ten_by_2000_ms": seconds(&ten) * 1e3,
        "ten_by_2000_batches_of_32_ms": learnt,
    });
    println!("{report:#}");
}
