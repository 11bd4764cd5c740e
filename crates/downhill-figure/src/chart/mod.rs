//! Loss, gradient norm and the like over steps, evaluations, epochs or examples.

mod axes;
mod bounds;
mod learned;
mod lines;
mod names;
mod playhead;
mod recorded;
mod table;

pub use lines::LinesPainter;
pub use playhead::paint_playhead;
pub use table::{Row, Table};

use crate::frame::Rect;
use crate::map::RunMark;
use downhill_core::Surface;
use downhill_core::run::{Learned, Path};
pub use downhill_core::view::Along;

/// What a chart shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// The loss above the lowest known value, logarithmic; where none is known, the loss, linear.
    Loss,
    /// The gradient's norm, logarithmic.
    #[default]
    Gradient,
    /// The norm of each step's move, logarithmic.
    Update,
    /// That norm by the norm of the weights before it, logarithmic.
    UpdateRatio,
}

/// How the values of a chart run upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// Between two powers of ten, with three equal parts of whole decades.
    Log {
        /// Exponent at the foot, at least -16: there "~ 0" begins.
        low: i32,
        /// Exponent at the top.
        high: i32,
    },
    /// Between two round numbers.
    Linear {
        /// Value at the foot.
        low: f64,
        /// Value at the top.
        high: f64,
    },
}

/// Exponent below which everything is drawn as "~ 0".
pub const FLOOR: i32 = -16;

/// A chart's bounds and words; the lines' numbers stay in the trajectories.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub measure: Measure,
    /// What runs along its foot.
    pub along: Along,
    /// How its values run upwards.
    pub scale: Scale,
    /// What is subtracted from every loss.
    pub floor: f64,
    /// Whether there are losses of several sorts to compare, of batches, of all examples and of those held out: then
    /// nothing is subtracted.
    pub is_learned: bool,
    /// Where the foot ends, in what runs along it; it begins at 0.
    pub end: f64,
}

impl Chart {
    /// The chart of these runs, hidden ones left out. Its bounds are whole decades, or round numbers.
    pub fn of(surface: &dyn Surface, runs: &[RunMark<'_>], measure: Measure, along: Along) -> Self {
        let is_learned = measure == Measure::Loss && runs.iter().any(learned::has_several);
        let lowest = surface.lowest().filter(|_| measure == Measure::Loss && !is_learned);
        let bare = Self {
            measure,
            along,
            scale: Scale::Linear { low: 0.0, high: 1.0 },
            floor: lowest.unwrap_or(0.0),
            is_learned,
            end: bounds::end(runs, along),
        };
        let is_log = measure != Measure::Loss || lowest.is_some() || is_learned && learned::is_wide(&bare, runs);
        let scale = if is_log { bounds::log(&bare, runs) } else { bounds::linear(&bare, runs) };
        Self { scale, ..bare }
    }

    /// Its title: what it shows and, where that is not obvious, how.
    pub const fn title(&self) -> &'static str {
        match (self.measure, self.scale) {
            (Measure::Loss, _) if self.is_learned => "Loss",
            (Measure::Loss, Scale::Log { .. }) => "Loss above the minimum",
            (Measure::Loss, Scale::Linear { .. }) => "Loss, linear scale",
            (Measure::Gradient, _) => "Gradient norm",
            (Measure::Update, _) => "Update norm",
            (Measure::UpdateRatio, _) => "Update to weights",
        }
    }

    /// The value of a run after k steps.
    pub fn value(&self, run: &RunMark<'_>, k: usize) -> f64 {
        let path = run.trajectory.judged();
        match self.measure {
            Measure::Loss => run.trajectory.loss(k) - self.floor,
            Measure::Gradient => path.gradients[k].norm(),
            Measure::Update => path.update(k).unwrap_or(f64::NAN),
            Measure::UpdateRatio => path.update_ratio(k).unwrap_or(f64::NAN),
        }
    }

    /// Hands over every value of a run's line with its step: where steps look at some examples only, the losses of all at
    /// the looks at the whole.
    fn main_values(&self, run: &RunMark<'_>, mut take: impl FnMut(usize, f64)) {
        match self.batches(run) {
            Some(learned) => learned.looks.iter().for_each(|look| take(look.step, look.loss - self.floor)),
            None => self.values(run.trajectory.judged(), take),
        }
    }

    /// How a run learnt whose losses here are those of batches.
    fn batches<'a>(&self, run: &RunMark<'a>) -> Option<&'a Learned> {
        run.trajectory.learned.as_ref().filter(|learned| self.measure == Measure::Loss && learned.has_batches)
    }

    /// The path whose values are drawn faintly beside a run's line: that of training where it is judged by an average, or
    /// that of the batches' losses.
    fn faint<'a>(&self, run: &RunMark<'a>) -> Option<&'a Path> {
        let batches = self.batches(run).map(|_| &run.trajectory.path);
        run.trajectory.training().or(batches)
    }

    /// The steps about one between which a run's line is straight.
    fn about(&self, run: &RunMark<'_>, step: f64) -> [usize; 2] {
        let last = run.trajectory.last();
        let k = (step.max(0.0) as usize).min(last);
        let Some(learned) = self.batches(run) else { return [k, (k + 1).min(last)] };
        let next = learned.looks.partition_point(|look| look.step <= k);
        let look = |i: usize| learned.looks.get(i).map_or(last, |look| look.step);
        [look(next.saturating_sub(1)), look(next.min(learned.looks.len() - 1))]
    }

    /// Hands over every value of a path with its step. What is asked of the chart is asked once, not for each step.
    fn values(&self, path: &Path, mut take: impl FnMut(usize, f64)) {
        match self.measure {
            Measure::Loss => path.losses.iter().enumerate().for_each(|(k, f)| take(k, f - self.floor)),
            Measure::Gradient => path.gradients.iter().enumerate().for_each(|(k, g)| take(k, g.norm())),
            Measure::Update => each(path.last(), |k| path.update(k), take),
            Measure::UpdateRatio => each(path.last(), |k| path.update_ratio(k).filter(|v| v.is_finite()), take),
        }
    }

    /// How far along a run is after k steps.
    fn distance(&self, run: &RunMark<'_>, k: usize) -> f64 {
        distance(self.along, run, k)
    }
}

fn distance(along: Along, run: &RunMark<'_>, k: usize) -> f64 {
    match (along, &run.trajectory.learned) {
        (Along::Evaluations, _) => f64::from(run.trajectory.evaluations[k]),
        (Along::Epochs, Some(learned)) => learned.epochs(k),
        (Along::Examples, Some(learned)) => learned.seen[k] as f64,
        _ => k as f64,
    }
}

/// Hands over what is known of each step from the first.
fn each(last: usize, of: impl Fn(usize) -> Option<f64>, mut take: impl FnMut(usize, f64)) {
    for k in 1..=last {
        if let Some(v) = of(k) {
            take(k, v);
        }
    }
}

/// A chart in its place on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plot {
    /// The chart.
    pub chart: Chart,
    /// Where the lines are, without the room for the axes.
    pub rect: Rect,
}

impl Plot {
    /// A chart that fills `outer`, axes included; `scale` is that of the text.
    pub fn within(chart: Chart, outer: Rect, scale: f64) -> Self {
        let left = axes::width(&chart) * scale;
        let (top, right, foot) = (axes::TOP * scale, axes::RIGHT * scale, axes::FOOT * scale);
        let rect = Rect::new(outer.x + left, outer.y + top, outer.w - left - right, outer.h - top - foot);
        Self { chart, rect }
    }

    /// A step of a run on the screen, fractions included; what is not a number or infinite is above the top.
    pub fn at(&self, run: &RunMark<'_>, step: f64) -> [f64; 2] {
        let [k, next] = self.chart.about(run, step);
        let t = ((step - k as f64) / (next - k).max(1) as f64).clamp(0.0, 1.0);
        let [here, there] = [k, next].map(|k| [self.x(self.chart.distance(run, k)), self.y(self.chart.value(run, k))]);
        if t > 0.0 { [0, 1].map(|i| here[i] + (there[i] - here[i]) * t) } else { here }
    }

    /// Where a step is, in CSS pixels from the left; fractions included. Along evaluations it follows the run that has
    /// the most steps.
    pub fn x_of_step(&self, runs: &[RunMark<'_>], step: f64) -> f64 {
        let step = step.min(bounds::last(runs) as f64);
        bounds::longest(runs).map_or(self.rect.x, |run| self.at(run, step)[0])
    }

    /// The whole step nearest to a pixel column, for scrubbing: the inverse of [`Plot::x_of_step`].
    pub fn step_at(&self, runs: &[RunMark<'_>], px: f64) -> usize {
        let Some(run) = bounds::longest(runs) else { return 0 };
        let wanted = (px - self.rect.x) / self.rect.w * self.chart.end;
        let off = |k: usize| (self.chart.distance(run, k) - wanted).abs();
        (0..=run.trajectory.last()).min_by(|a, b| off(*a).total_cmp(&off(*b))).unwrap_or(0)
    }

    fn x(&self, distance: f64) -> f64 {
        self.rect.x + distance / self.chart.end * self.rect.w
    }

    fn y(&self, value: f64) -> f64 {
        let part = match self.chart.scale {
            Scale::Log { low, high } => (value.max(1e-16).log10() - f64::from(low)) / f64::from(high - low),
            Scale::Linear { low, high } => (value - low) / (high - low),
        };
        if value.is_nan() { self.rect.y - self.rect.h } else { self.rect.foot() - part.clamp(-2.0, 3.0) * self.rect.h }
    }
}
