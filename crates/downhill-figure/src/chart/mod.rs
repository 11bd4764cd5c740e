//! Loss and gradient norm over steps or evaluations.

mod axes;
mod bounds;
mod lines;
mod names;
mod playhead;
mod recorded;

pub use lines::LinesPainter;
pub use playhead::paint_playhead;

use crate::frame::Rect;
use crate::map::RunMark;
use downhill_core::Surface;
use downhill_core::run::Path;

/// What a chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The loss above the lowest known value, logarithmic; where none is known, the loss, linear.
    Loss,
    /// The gradient's norm, logarithmic.
    Gradient,
}

/// What runs along the foot of a chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Along {
    /// Steps.
    #[default]
    Steps,
    /// Evaluations of value or gradient.
    Evaluations,
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
    /// Where the foot ends, in steps or evaluations; it begins at 0.
    pub end: f64,
}

impl Chart {
    /// The chart of these runs, hidden ones left out. Its bounds are whole decades, or round numbers.
    pub fn of(surface: &dyn Surface, runs: &[RunMark<'_>], measure: Measure, along: Along) -> Self {
        let lowest = surface.lowest().filter(|_| measure == Measure::Loss);
        let is_log = measure == Measure::Gradient || lowest.is_some();
        let bare = Self {
            measure,
            along,
            scale: Scale::Linear { low: 0.0, high: 1.0 },
            floor: lowest.unwrap_or(0.0),
            end: bounds::end(runs, along),
        };
        let scale = if is_log { bounds::log(&bare, runs) } else { bounds::linear(&bare, runs) };
        Self { scale, ..bare }
    }

    /// Its title: what it shows and, where that is not obvious, how.
    pub const fn title(&self) -> &'static str {
        match (self.measure, self.scale) {
            (Measure::Loss, Scale::Log { .. }) => "Loss above the minimum",
            (Measure::Loss, Scale::Linear { .. }) => "Loss, linear scale",
            (Measure::Gradient, _) => "Gradient norm",
        }
    }

    /// The value of a run after k steps.
    pub fn value(&self, run: &RunMark<'_>, k: usize) -> f64 {
        match self.measure {
            Measure::Loss => run.trajectory.judged().losses[k] - self.floor,
            Measure::Gradient => run.trajectory.judged().gradients[k].norm(),
        }
    }

    /// Hands over every value of a path with its step. What is asked of the chart is asked once, not for each step.
    fn values(&self, path: &Path, mut take: impl FnMut(usize, f64)) {
        match self.measure {
            Measure::Loss => path.losses.iter().enumerate().for_each(|(k, f)| take(k, f - self.floor)),
            Measure::Gradient => path.gradients.iter().enumerate().for_each(|(k, g)| take(k, g.norm())),
        }
    }

    /// How far along a run is after k steps.
    fn distance(&self, run: &RunMark<'_>, k: usize) -> f64 {
        match self.along {
            Along::Steps => k as f64,
            Along::Evaluations => f64::from(run.trajectory.evaluations[k]),
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
        let last = run.trajectory.last();
        let k = (step.max(0.0) as usize).min(last);
        let next = (k + 1).min(last);
        let t = (step - k as f64).clamp(0.0, 1.0);
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
