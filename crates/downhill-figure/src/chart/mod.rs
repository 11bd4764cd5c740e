//! Loss and gradient norm over steps or evaluations.

use crate::frame::Rect;
use crate::map::RunMark;
use crate::paint::Paint;
use crate::palette::Palette;
use downhill_core::Surface;
use plotters::backend::DrawingBackend;

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
    /// Between two powers of ten.
    Log {
        /// Exponent at the foot.
        low: i32,
        /// Exponent at the top.
        high: i32,
    },
    /// Between two numbers.
    Linear {
        /// Value at the foot.
        low: f64,
        /// Value at the top.
        high: f64,
    },
}

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
    /// The chart of these runs, hidden ones left out. Its bounds are whole decades.
    pub fn of(surface: &dyn Surface, runs: &[RunMark<'_>], measure: Measure, along: Along) -> Self {
        let _ = (surface, runs);
        Self { measure, along, scale: Scale::Log { low: -8, high: 4 }, floor: 0.0, end: 1.0 }
    }

    /// Its title: what it shows and, where that is not obvious, how.
    pub const fn title(&self) -> &'static str {
        match (self.measure, self.scale) {
            (Measure::Loss, Scale::Log { .. }) => "Loss above the minimum",
            (Measure::Loss, Scale::Linear { .. }) => "Loss (linear: no lowest value is known)",
            (Measure::Gradient, _) => "Gradient norm",
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
    /// A chart that fills `outer`, axes included.
    pub fn within(chart: Chart, outer: Rect) -> Self {
        Self { chart, rect: outer.grow(-20.0) }
    }

    /// Where a step is, in CSS pixels from the left; fractions included. Along evaluations it follows the run that has
    /// the most steps.
    pub fn x_of_step(&self, runs: &[RunMark<'_>], step: f64) -> f64 {
        let _ = runs;
        self.rect.x + step
    }

    /// The step under a pixel column, for scrubbing: the inverse of [`Plot::x_of_step`], within the runs' steps.
    pub fn step_at(&self, runs: &[RunMark<'_>], px: f64) -> f64 {
        let _ = runs;
        px - self.rect.x
    }

    /// Draws hairlines and numbers on a backend with `ratio` of its pixels per CSS pixel.
    pub fn draw_axes<DB: DrawingBackend>(&self, backend: &mut DB, palette: &Palette, text_scale: f64, ratio: f64) {
        let _ = (backend, palette, text_scale, ratio);
    }
}

/// Paints the lines of charts; keeps its buffers from frame to frame.
#[derive(Debug, Default)]
pub struct LinesPainter {
    screen: Vec<[f64; 2]>,
}

impl LinesPainter {
    /// A painter without anything in its buffers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Paints the whole lines with their names. It changes with the experiment only, not with the playhead.
    pub fn paint(&mut self, paint: &mut dyn Paint, plot: &Plot, palette: &Palette, runs: &[RunMark<'_>], scale: f64) {
        self.screen.clear();
        let _ = (paint, plot, palette, runs, scale);
    }
}

/// Paints the playhead: a hairline, and a dot on every line.
pub fn paint_playhead(
    paint: &mut dyn Paint,
    plot: &Plot,
    palette: &Palette,
    runs: &[RunMark<'_>],
    playhead: f64,
    scale: f64,
) {
    let _ = (paint, plot, palette, runs, playhead, scale);
}
