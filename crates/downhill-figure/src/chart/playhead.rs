//! The playhead in a chart.

use super::Plot;
use crate::map::{Emphasis, RunMark};
use crate::paint::{Paint, Stroke};
use crate::palette::Palette;

/// Radius of the dot on each line.
const DOT: f64 = 3.5;

/// Paints the playhead: a hairline, and a dot on every line.
pub fn paint_playhead(
    paint: &mut dyn Paint,
    plot: &Plot,
    palette: &Palette,
    runs: &[RunMark<'_>],
    playhead: f64,
    scale: f64,
) {
    let x = plot.x_of_step(runs, playhead);
    paint.polyline(&[[x, plot.rect.y], [x, plot.rect.foot()]], &Stroke::solid(palette.mute, scale));
    for run in runs.iter().filter(|r| r.emphasis != Emphasis::Hidden) {
        let at = plot.at(run, playhead.min(run.trajectory.last() as f64));
        if plot.rect.contains(at) {
            paint.disc(at, (DOT + 1.5) * scale, palette.halo);
            paint.disc(at, DOT * scale, palette.line(run.slot).into());
        }
    }
}
