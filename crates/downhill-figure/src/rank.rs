//! The results table at one step: plain data, best first.

use core::cmp::Ordering;
use downhill_core::{Outcome, Surface, Trajectory, V2};

/// One run at a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Index of the run.
    pub run: usize,
    /// From 1; ties share a rank.
    pub rank: usize,
    /// The step it stands at: the playhead's, or its own last one.
    pub step: usize,
    /// The loss there, of all examples.
    pub loss: f64,
    /// The gradient's norm there.
    pub gradient: f64,
    /// Distance to the nearest stored minimum; none where none is stored.
    pub distance: Option<f64>,
    /// Evaluations of value or gradient by then.
    pub evaluations: u32,
    /// The step at which it diverged, if it has by then.
    pub diverged: Option<usize>,
}

/// Losses closer than this tie.
const TIE: f64 = 1e-12;

/// The rows at a step, sorted by loss; diverged runs come last, those that lasted longer before the others.
pub fn rows(surface: &dyn Surface, trajectories: &[Trajectory], step: usize) -> Vec<Row> {
    let minima = surface.minima();
    let nearest = |at: V2| minima.iter().map(|m| (m.at - at).norm()).min_by(f64::total_cmp);
    let mut rows: Vec<Row> = Vec::with_capacity(trajectories.len());
    for (run, t) in trajectories.iter().enumerate() {
        let k = step.min(t.last());
        let row = Row {
            run,
            rank: 0,
            step: k,
            loss: loss(surface, t, k),
            gradient: t.judged().gradients[k].norm(),
            distance: nearest(t.judged().positions[k]),
            evaluations: t.evaluations[k],
            diverged: diverged(t, k),
        };
        // Behind its equals, so that these keep the order of the runs.
        let place = rows.partition_point(|other| order(other, &row) != Ordering::Greater);
        rows.insert(place, row);
    }
    number(&mut rows);
    rows
}

/// A loss of all examples that takes more work than this is the last look's, between two looks.
const MOST_WORK: usize = 100_000;

/// The loss of a run after k steps: of all examples, where its steps look at some only.
pub fn loss(surface: &dyn Surface, run: &Trajectory, k: usize) -> f64 {
    let batches = run.learned.as_ref().filter(|learned| learned.has_batches);
    let is_between = batches.is_some_and(|learned| learned.look(k).is_none_or(|look| look.step < k));
    let is_light = || surface.data().is_none_or(|data| data.work() <= MOST_WORK);
    if is_between && is_light() { surface.value(run.judged().positions[k]) } else { run.loss(k) }
}

fn diverged(run: &Trajectory, by: usize) -> Option<usize> {
    match run.outcome {
        Outcome::Diverged { step } if step <= by => Some(step),
        _ => None,
    }
}

fn order(a: &Row, b: &Row) -> Ordering {
    match (a.diverged, b.diverged) {
        (None, None) => a.loss.total_cmp(&b.loss),
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
        (Some(a), Some(b)) => b.cmp(&a),
    }
}

/// Each row ties with the first of its rank, so that a chain of near losses does not share one.
fn number(rows: &mut [Row]) {
    let mut first = 0;
    for i in 0..rows.len() {
        if !ties(&rows[first], &rows[i]) {
            first = i;
        }
        rows[i].rank = first + 1;
    }
}

fn ties(a: &Row, b: &Row) -> bool {
    match (a.diverged, b.diverged) {
        (None, None) => (a.loss - b.loss).abs() <= TIE || a.loss == b.loss,
        (a, b) => a == b,
    }
}
