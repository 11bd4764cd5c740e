//! Bounds that rarely change.

use super::{Along, Chart, FLOOR, Scale, learned};
use crate::axes::round_values;
use crate::map::{Emphasis, RunMark};
use downhill_core::Outcome;

fn visible<'a>(runs: &'a [RunMark<'a>]) -> impl Iterator<Item = &'a RunMark<'a>> {
    runs.iter().filter(|run| run.emphasis != Emphasis::Hidden)
}

/// The visible run with the most steps.
pub(super) fn longest<'a>(runs: &'a [RunMark<'a>]) -> Option<&'a RunMark<'a>> {
    visible(runs).max_by_key(|run| run.trajectory.last())
}

/// The last step of any visible run.
pub(super) fn last(runs: &[RunMark<'_>]) -> usize {
    longest(runs).map_or(0, |run| run.trajectory.last())
}

pub(super) fn end(runs: &[RunMark<'_>], along: Along) -> f64 {
    let ends = visible(runs).map(|run| super::distance(along, run, run.trajectory.last()));
    // Where it was looked at some examples only, less than one epoch may be all there is.
    ends.fold(if along == Along::Epochs { 0.1 } else { 1.0 }, f64::max)
}

pub(super) fn is_lost(run: &RunMark<'_>) -> bool {
    matches!(run.trajectory.outcome, Outcome::Diverged { .. } | Outcome::Unbounded { .. })
}

/// How far a lost run may rise above its start within a chart.
const HEADROOM: f64 = 1e3;

/// A line that goes so many decades further down or up than all others leaves the chart: it would squeeze them flat.
const APART: f64 = 9.0;

/// Whole decades in three equal parts. A lost run counts up to a thousand times its start.
// Not inlined, so that it is compiled for speed wherever it is called from.
#[inline(never)]
pub(super) fn log(chart: &Chart, runs: &[RunMark<'_>]) -> Scale {
    let (mut downs, mut ups) = (Vec::new(), Vec::new());
    for run in visible(runs) {
        let top = if is_lost(run) { HEADROOM * chart.value(run, 0) } else { f64::MAX };
        let (mut low, mut high) = (f64::INFINITY, 0.0_f64);
        let mut count = |v: f64| {
            low = low.min(v.max(1e-16));
            if v <= top {
                high = high.max(v.max(1e-16));
            }
        };
        chart.main_values(run, |_, v| count(v));
        learned::held_out(chart, run).for_each(|(_, v)| count(v));
        if high > 0.0 {
            downs.push(low.log10());
            ups.push(-high.log10());
        }
    }
    if ups.is_empty() {
        return Scale::Log { low: -8, high: 4 };
    }
    let [least, most] = learned::with_thresholds(chart, runs, [bound(&downs), -bound(&ups)]);
    decades(least, most)
}

/// The least of some exponents, but not much less than the next one, if there is one.
fn bound(exponents: &[f64]) -> f64 {
    let two_least = |[a, b]: [f64; 2], &v: &f64| if v < a { [v, a] } else { [a, b.min(v)] };
    let [least, next] = exponents.iter().fold([f64::INFINITY; 2], two_least);
    if next.is_finite() { least.max(next - APART) } else { least }
}

fn decades(least: f64, most: f64) -> Scale {
    // A hair of tolerance keeps a loss of exactly 100 inside its decade.
    let low = ((least + 1e-9).floor() as i32).max(FLOOR);
    let high = ((most - 1e-9).ceil() as i32).max(low + 1);
    if high - low <= 3 {
        return Scale::Log { low, high };
    }
    let part = (high - low + 2) / 3;
    let low = (high - 3 * part).max(FLOOR);
    Scale::Log { low, high: low + 3 * part }
}

/// Round numbers. A lost run counts as long as it is near its start.
pub(super) fn linear(chart: &Chart, runs: &[RunMark<'_>]) -> Scale {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for run in visible(runs) {
        let start = chart.value(run, 0);
        let is_near = |v: f64| !is_lost(run) || (v - start).abs() <= 2.0 * (start.abs() + 1.0);
        let mut count = |v: f64| {
            if v.is_finite() && is_near(v) {
                (low, high) = (low.min(v), high.max(v));
            }
        };
        chart.main_values(run, |_, v| count(v));
        learned::held_out(chart, run).for_each(|(_, v)| count(v));
        usual(chart, run).into_iter().flatten().for_each(count);
    }
    if low > high {
        return Scale::Linear { low: 0.0, high: 1.0 };
    }
    let (low, high) = if low < high { (low, high) } else { (low - 1.0, high + 1.0) };
    let (step, _) = round_values([low, high], 4);
    Scale::Linear { low: (low / step).floor() * step, high: (high / step).ceil() * step }
}

/// Where most losses of a run's batches are: as far as twice their standard deviation from their mean. Where these differ more
/// than the losses of all that the line shows, they would cross the whole chart.
fn usual(chart: &Chart, run: &RunMark<'_>) -> Option<[f64; 2]> {
    chart.batches(run)?;
    let losses = &run.trajectory.path.losses;
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    let [mut sum, mut squares] = [0.0; 2];
    for v in losses.iter().map(|loss| loss - chart.floor) {
        (low, high) = (low.min(v), high.max(v));
        sum += v;
        squares += v * v;
    }
    let mean = sum / losses.len() as f64;
    let deviation = (squares / losses.len() as f64 - mean * mean).max(0.0).sqrt();
    Some([low.max(mean - 2.0 * deviation), high.min(mean + 2.0 * deviation)])
}
