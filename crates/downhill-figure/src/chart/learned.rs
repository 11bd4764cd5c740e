//! What a chart shows of learning from data: losses of examples that are held out, what early stopping keeps, and where
//! gradients vanish or explode.

use super::{Chart, LinesPainter, Measure, Plot, Scale, bounds};
use crate::frame::Rect;
use crate::map::{Emphasis, RunMark};
use crate::paint::{Anchor, Paint, Stroke, Text};
use crate::palette::{Dash, Palette};
use downhill_core::run::{EXPLODING, Kept, VANISHING};

/// Width of a line of validation losses,
const WIDTH: f64 = 1.25;
/// radius of the hollow marks on it,
const MARK: f64 = 3.0;
/// and their distance at least, in CSS pixels.
const APART: f64 = 12.0;
/// Radius of the ring about what is kept.
const KEPT: f64 = 6.5;
/// Size of letters.
const LETTERS: f64 = 12.0;
/// Losses that differ by more than this factor are drawn on a logarithmic scale.
const WIDE: f64 = 30.0;
/// How a threshold is drawn.
const DASH: Dash = Dash { pattern: &[2.0, 3.0], round: false };

/// Whether a run has losses of several sorts: of batches and of all examples, or of those held out.
pub(super) fn has_several(run: &RunMark<'_>) -> bool {
    let of_both = |looks: &[downhill_core::run::Look]| looks.first().is_some_and(|look| look.validation.is_some());
    run.trajectory.learned.as_ref().is_some_and(|learned| learned.has_batches || of_both(&learned.looks))
}

/// The losses of what is held out, with their steps; none where the chart does not show them.
pub(super) fn held_out<'a>(chart: &Chart, run: &RunMark<'a>) -> impl Iterator<Item = (usize, f64)> + use<'a> {
    let learned = run.trajectory.learned.as_ref().filter(|_| chart.is_learned);
    let looks = learned.into_iter().flat_map(|learned| &learned.looks);
    looks.filter_map(|look| Some((look.step, look.validation?)))
}

/// Whether losses differ so much that a linear scale would show the largest only.
pub(super) fn is_wide(chart: &Chart, runs: &[RunMark<'_>]) -> bool {
    let (mut low, mut high) = (f64::INFINITY, 0.0_f64);
    for run in runs.iter().filter(|run| run.emphasis != Emphasis::Hidden && !bounds::is_lost(run)) {
        let mut count = |v: f64| (low, high) = (low.min(v), high.max(v));
        chart.main_values(run, |_, v| count(v));
        held_out(chart, run).for_each(|(_, v)| count(v));
    }
    low > 0.0 && high > WIDE * low
}

/// The exponents that a chart reaches from and to, widened so that the threshold is in view that gradients in learning from
/// data are below or above.
pub(super) fn with_thresholds(chart: &Chart, runs: &[RunMark<'_>], [low, high]: [f64; 2]) -> [f64; 2] {
    let learns = |run: &RunMark<'_>| run.emphasis != Emphasis::Hidden && run.trajectory.learned.is_some();
    if chart.measure != Measure::Gradient || !runs.iter().any(learns) {
        return [low, high];
    }
    let [vanishing, exploding] = [VANISHING, EXPLODING].map(f64::log10);
    // A decade beyond the threshold, for its words.
    [
        if high > exploding { low.min(exploding - 1.0) } else { low },
        if low < vanishing { high.max(vanishing + 1.0) } else { high },
    ]
}

impl LinesPainter {
    /// Paints over the lines that were painted last what learning from data adds: of losses those of what is held out, as
    /// thin lines with hollow marks, and what early stopping keeps; of gradients where they vanish and explode.
    pub fn paint_learned(
        &mut self,
        paint: &mut dyn Paint,
        plot: &Plot,
        palette: &Palette,
        runs: &[RunMark<'_>],
        scale: f64,
    ) {
        if plot.chart.measure == Measure::Gradient {
            paint_thresholds(paint, plot, palette, scale);
        }
        for run in runs.iter().filter(|run| run.emphasis != Emphasis::Hidden) {
            paint_held_out(paint, plot, palette, run, scale);
            let kept = run.trajectory.learned.as_ref().and_then(|learned| learned.kept);
            if let Some(kept) = kept.filter(|_| plot.chart.is_learned) {
                paint_kept(paint, plot, palette, run, kept, &mut self.taken, scale);
            }
        }
    }
}

fn paint_thresholds(paint: &mut dyn Paint, plot: &Plot, palette: &Palette, scale: f64) {
    let text = Text::plain(LETTERS * scale, palette.mute).anchored(Anchor::Right).on(palette.halo);
    let line = Stroke { dash: DASH, stretch: scale, ..Stroke::solid(palette.bad, scale) };
    for (value, words, above) in [(VANISHING, "vanishing", -1.0), (EXPLODING, "exploding", 1.0)] {
        let is_inside = matches!(plot.chart.scale, Scale::Log { low, high }
            if (10_f64.powi(low)..10_f64.powi(high)).contains(&value));
        if is_inside {
            let y = plot.y(value);
            paint.polyline(&[[plot.rect.x, y], [plot.rect.right(), y]], &line);
            paint.text(words, [plot.rect.right(), y - above * 9.0 * scale], &text);
        }
    }
}

fn paint_held_out(paint: &mut dyn Paint, plot: &Plot, palette: &Palette, run: &RunMark<'_>, scale: f64) {
    let at = |(step, loss): (usize, f64)| [plot.x(plot.chart.distance(run, step)), plot.y(loss)];
    let line: Vec<_> = held_out(&plot.chart, run).map(at).collect();
    if line.is_empty() {
        return;
    }
    let strength = if run.emphasis == Emphasis::Faded { 0.4 } else { 1.0 };
    let color = palette.line(run.slot).alpha(strength);
    paint.clip(Some(plot.rect.grow(MARK * scale)));
    paint.polyline(&line, &Stroke::solid(color, WIDTH * scale));
    let mut last = f64::NEG_INFINITY;
    for at in line {
        if at[0] - last >= APART * scale {
            paint.disc(at, MARK * scale, palette.ground.into());
            paint.ring(at, MARK * scale, WIDTH * scale, color);
            last = at[0];
        }
    }
    paint.clip(None);
}

/// A ring about the look that is kept, with a hairline down to its step and words where there is room.
fn paint_kept(
    paint: &mut dyn Paint,
    plot: &Plot,
    palette: &Palette,
    run: &RunMark<'_>,
    kept: Kept,
    taken: &mut Vec<Rect>,
    scale: f64,
) {
    let [x, y] = [plot.x(plot.chart.distance(run, kept.step)), plot.y(kept.validation)];
    if !plot.rect.contains([x, y]) {
        return;
    }
    let color = palette.line(run.slot);
    let line = Stroke { dash: DASH, stretch: scale, ..Stroke::solid(color, scale) };
    paint.polyline(&[[x, y + KEPT * scale], [x, plot.rect.foot()]], &line);
    paint.ring([x, y], KEPT * scale, 2.0 * scale, color.into());
    let words = format!("keep step {}", kept.step);
    let text = Text::plain(LETTERS * scale, palette.ink).on(palette.halo);
    let width = paint.text_width(&words, &text);
    let room = |x: f64| x.max(plot.rect.x + width / 2.0).min(plot.rect.right() - width / 2.0);
    let places = [y - 18.0 * scale, y + 18.0 * scale, y - 34.0 * scale, y + 34.0 * scale].map(|y| [room(x), y]);
    let is_free = |at: &[f64; 2]| {
        let area = text.area(*at, width);
        plot.rect.contains([area.x, area.y])
            && plot.rect.contains([area.right(), area.foot()])
            && !taken.iter().any(|t| t.overlaps(&area))
    };
    if let Some(at) = places.into_iter().find(is_free) {
        paint.text(&words, at, &text);
        taken.push(text.area(at, width));
    }
}
