//! The numbers behind a chart's lines, for who does not see them or wants to quote one.

use super::{Along, Chart, learned};
use crate::map::{Emphasis, Recorded, RunMark};

/// Rows that are easily looked through; what is marked comes on top.
const MOST: usize = 50;

/// What a chart draws, in numbers: a column for each line, a row for each place along the foot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What the rows are told apart by, such as "Step".
    pub along: &'static str,
    /// What every line is called: the run, and which of its losses where it has several.
    pub names: Vec<String>,
    /// At most 50 rows, evenly apart, first and last among them, and the one that is on show.
    pub rows: Vec<Row>,
    /// How many rows there are if none is left out.
    pub count: usize,
}

/// One place along the foot.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Where it is, in what runs along the foot.
    pub at: f64,
    /// The last value of each line up to there; none before its first and after its last.
    pub values: Vec<Option<f64>>,
    /// Whether the playhead is here, or between here and the next row.
    pub is_here: bool,
}

/// The places of a line's values along the foot, and these, from left to right.
struct Line {
    name: String,
    points: Vec<(f64, f64)>,
}

impl Chart {
    /// The numbers behind the lines of these runs and recordings, hidden ones left out, thinned to what can be read.
    pub fn table(&self, runs: &[RunMark<'_>], recorded: &[Recorded<'_>], playhead: usize) -> Table {
        let shown = || runs.iter().filter(|run| run.emphasis != Emphasis::Hidden);
        let [mut main, mut held_out, mut faint]: [Vec<Line>; 3] = Default::default();
        for run in shown() {
            main.push(self.line(run, run.name.into(), |take| self.main_values(run, take)));
            let looks = learned::held_out(self, run);
            held_out
                .push(self.line(run, format!("{}, held out", run.name), |take| looks.for_each(|(k, v)| take(k, v))));
            if let Some(path) = self.faint(run) {
                let what = if run.trajectory.averaged.is_some() { "training" } else { "batches" };
                faint.push(self.line(run, format!("{}, {what}", run.name), |take| self.values(path, take)));
            }
        }
        held_out.retain(|line| !line.points.is_empty());
        // What is looked at now and then says where rows are worth reading.
        let places = places(if held_out.is_empty() { &main } else { &held_out });
        let here =
            super::bounds::longest(runs).map_or(0.0, |run| self.distance(run, playhead.min(run.trajectory.last())));
        let lines: Vec<_> = [main, held_out, faint, self.recordings(recorded)].into_iter().flatten().collect();
        let here = places.partition_point(|at| *at <= here).saturating_sub(1);
        let row = |i: usize| Row {
            at: places[i],
            values: lines.iter().map(|line| line.value(places[i])).collect(),
            is_here: i == here,
        };
        Table {
            along: title(self.along),
            rows: thinned(places.len(), here).into_iter().map(row).collect(),
            names: lines.into_iter().map(|line| line.name).collect(),
            count: places.len(),
        }
    }

    fn line(&self, run: &RunMark<'_>, name: String, values: impl FnOnce(&mut dyn FnMut(usize, f64))) -> Line {
        let mut points = Vec::new();
        values(&mut |k, v| points.push((self.distance(run, k), v)));
        Line { name, points }
    }

    fn recordings(&self, recorded: &[Recorded<'_>]) -> Vec<Line> {
        let line = |one: &Recorded<'_>| {
            let mut points = Vec::new();
            self.values(one.path, |k, v| points.push((f64::from(one.recording.steps[k]), v)));
            Line { name: one.recording.name.clone(), points }
        };
        // Nobody knows their evaluations.
        if self.along == Along::Evaluations { Vec::new() } else { recorded.iter().map(line).collect() }
    }
}

/// What one place along the foot is called.
const fn title(along: Along) -> &'static str {
    match along {
        Along::Steps => "Step",
        Along::Evaluations => "Evaluations",
        Along::Epochs => "Epochs",
        Along::Examples => "Examples seen",
    }
}

impl Line {
    fn value(&self, at: f64) -> Option<f64> {
        let passed = self.points.partition_point(|(place, _)| *place <= at);
        let is_within = self.points.last().is_some_and(|(end, _)| at <= *end);
        (is_within && passed > 0).then(|| self.points[passed - 1].1)
    }
}

/// Every place at which one of the lines has a value.
fn places(lines: &[Line]) -> Vec<f64> {
    let mut all: Vec<f64> = lines.iter().flat_map(|line| &line.points).map(|(at, _)| *at).collect();
    all.sort_unstable_by(f64::total_cmp);
    all.dedup();
    all
}

/// Which of so many rows are shown.
fn thinned(count: usize, here: usize) -> Vec<usize> {
    if count <= MOST {
        return (0..count).collect();
    }
    let mut rows: Vec<usize> = (0..MOST).map(|i| (i * (count - 1) + (MOST - 1) / 2) / (MOST - 1)).collect();
    if let Err(place) = rows.binary_search(&here) {
        rows.insert(place, here);
    }
    rows
}
