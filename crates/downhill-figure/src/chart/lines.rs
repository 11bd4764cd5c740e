//! The lines of a chart.

use super::{Plot, bounds, names};
use crate::decimate::Columns;
use crate::frame::Rect;
use crate::map::{Emphasis, RunMark};
use crate::paint::{Anchor, Paint, Stroke, Text, clip};
use crate::palette::{Palette, dash};
use downhill_core::run::Path;

/// Width of a line,
const WIDTH: f64 = 2.0;
/// of one that is pointed at,
const LIFTED: f64 = 3.5;
/// opacity of the others,
const FADED: f64 = 0.4;
/// width and opacity of the line of a training path beside that of its average,
const TRAINING: (f64, f64) = (1.0, 0.6);
/// and half a diagonal of the x where a run is lost.
const ARM: f64 = 4.0;

/// Paints the lines of charts; keeps its buffers from frame to frame.
#[derive(Debug, Default)]
pub struct LinesPainter {
    pub(super) lines: Vec<Vec<[f64; 2]>>,
    training: Vec<[f64; 2]>,
    pub(super) columns: Columns,
    /// What must not be covered by names: other words.
    pub(super) taken: Vec<Rect>,
}

impl LinesPainter {
    /// A painter without anything in its buffers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Paints the whole lines with their names. They change with the experiment only, not with the playhead.
    pub fn paint(&mut self, paint: &mut dyn Paint, plot: &Plot, palette: &Palette, runs: &[RunMark<'_>], scale: f64) {
        self.trace(plot, runs);
        paint.clip(Some(plot.rect.grow(WIDTH)));
        for run in runs.iter().filter(|r| r.emphasis != Emphasis::Hidden) {
            if let Some(faint) = plot.chart.faint(run) {
                trace(&mut self.training, &mut self.columns, plot, run, Some(faint));
                paint.polyline(&self.training, &training_stroke(palette, run, scale));
            }
        }
        for is_dashed in [false, true] {
            for (line, run) in self.lines.iter().zip(runs).filter(|(_, r)| is_dashed == is_broken(r)) {
                paint.polyline(line, &stroke(palette, run, scale));
            }
        }
        paint.clip(None);
        self.taken.clear();
        for (line, run) in self.lines.iter().zip(runs).filter(|(l, r)| bounds::is_lost(r) && !l.is_empty()) {
            self.taken.push(paint_loss(paint, plot, palette, run, line, scale));
        }
        for (line, run) in self.lines.iter().zip(runs).filter(|(_, r)| !bounds::is_lost(r)) {
            paint_exit(paint, plot, palette, run, line, scale);
        }
        for (line, run) in runs.iter().enumerate() {
            names::paint_one(paint, plot, palette, (run.name, line), &self.lines, &mut self.taken, scale);
        }
    }

    fn trace(&mut self, plot: &Plot, runs: &[RunMark<'_>]) {
        self.lines.resize_with(runs.len(), Vec::new);
        for (line, run) in self.lines.iter_mut().zip(runs) {
            line.clear();
            if run.emphasis != Emphasis::Hidden {
                trace(line, &mut self.columns, plot, run, None);
            }
        }
    }
}

/// Replaces a line by that of one of a run's paths, or by the run's own.
// Not inlined: the caller in the page is compiled for size, and this loop is the chart's hot one.
#[inline(never)]
fn trace(line: &mut Vec<[f64; 2]>, columns: &mut Columns, plot: &Plot, run: &RunMark<'_>, path: Option<&Path>) {
    line.clear();
    let across = plot.rect.w / plot.chart.end;
    let push = |k: usize, v: f64| columns.push([plot.rect.x + plot.chart.distance(run, k) * across, v], line);
    match path {
        Some(path) => plot.chart.values(path, push),
        None => plot.chart.main_values(run, push),
    }
    columns.flush(line);
    // Heights only of what stays: a logarithm for each point would take most of the time.
    line.iter_mut().for_each(|point| point[1] = plot.y(point[1]));
}

fn is_broken(run: &RunMark<'_>) -> bool {
    !dash(run.slot).pattern.is_empty()
}

fn stroke(palette: &Palette, run: &RunMark<'_>, scale: f64) -> Stroke {
    let width = if run.emphasis == Emphasis::Lifted { LIFTED } else { WIDTH };
    let strength = if run.emphasis == Emphasis::Faded { FADED } else { 1.0 };
    let color = palette.line(run.slot).alpha(strength);
    Stroke { color, width: width * scale, dash: dash(run.slot), stretch: scale, offset: 0.0 }
}

/// A triangle where a line goes on below the foot or above the top.
fn paint_exit(paint: &mut dyn Paint, plot: &Plot, palette: &Palette, run: &RunMark<'_>, line: &[[f64; 2]], scale: f64) {
    let out = line.windows(2).find(|p| plot.rect.contains(p[0]) && !plot.rect.contains(p[1]));
    let Some((_, [x, y])) = out.and_then(|p| clip::segment(&plot.rect, p[0], p[1])) else { return };
    let up = if y < f64::midpoint(plot.rect.y, plot.rect.foot()) { 1.0 } else { -1.0 };
    let arm = ARM * scale;
    let corners = [[x, y], [x - arm, y + 1.5 * up * arm], [x + arm, y + 1.5 * up * arm]];
    paint.polygon(&corners, palette.line(run.slot).into());
}

fn training_stroke(palette: &Palette, run: &RunMark<'_>, scale: f64) -> Stroke {
    let (width, strength) = TRAINING;
    let whole = stroke(palette, run, scale);
    Stroke { color: whole.color.fade(strength), width: width * scale, ..whole }
}

/// An x and "step 49" above the step at which a run was lost, at the edge where its line left the chart; what they
/// cover.
fn paint_loss(
    paint: &mut dyn Paint,
    plot: &Plot,
    palette: &Palette,
    run: &RunMark<'_>,
    line: &[[f64; 2]],
    scale: f64,
) -> Rect {
    let (arm, inner) = (ARM * scale, plot.rect.grow(-1.5 * ARM * scale));
    let [exit, y] = leaves(plot, line);
    let lost = run.trajectory.outcome.step().map(|k| k.min(run.trajectory.last()));
    let x = lost.map_or(exit, |k| plot.x(plot.chart.distance(run, k)));
    let (x, y) = (x.min(inner.right()).max(inner.x), y.min(inner.foot()).max(inner.y));
    for side in [-1.0, 1.0] {
        paint.polyline(
            &[[x - arm, y - side * arm], [x + arm, y + side * arm]],
            &Stroke::solid(palette.line(run.slot), 2.0 * scale),
        );
    }
    let words = run.trajectory.outcome.step().map_or(String::new(), |step| format!("step {step}"));
    let text = Text::plain(12.0 * scale, palette.mute);
    let width = paint.text_width(&words, &text);
    let is_right = x + 2.0 * arm + width <= plot.rect.right();
    let (anchor, at) = if is_right { (Anchor::Left, x + 2.0 * arm) } else { (Anchor::Right, x - 2.0 * arm) };
    let text = text.anchored(anchor);
    paint.text(&words, [at, y], &text);
    text.area([at, y], width)
}

/// Where a line leaves the chart for good; its end if it does not.
fn leaves(plot: &Plot, line: &[[f64; 2]]) -> [f64; 2] {
    let end = line[line.len() - 1];
    let Some(inside) = line.iter().rposition(|p| plot.rect.contains(*p)) else { return line[0] };
    let next = line.get(inside + 1).copied().unwrap_or(end);
    clip::segment(&plot.rect, line[inside], next).map_or(end, |(_, out)| out)
}
