//! The lines of recordings in a chart.

use super::{Along, LinesPainter, Plot, names};
use crate::map::{DASH, Recorded};
use crate::paint::{Paint, Stroke};
use crate::palette::Palette;

/// Width of a line.
const WIDTH: f64 = 1.5;

impl LinesPainter {
    /// Paints recordings over the runs that were painted last. Nobody knows their evaluations: along these they are
    /// left out.
    pub fn paint_recorded(
        &mut self,
        paint: &mut dyn Paint,
        plot: &Plot,
        palette: &Palette,
        recorded: &[Recorded<'_>],
        scale: f64,
    ) {
        if plot.chart.along == Along::Evaluations {
            return;
        }
        let stroke = Stroke { dash: DASH, ..Stroke::solid(palette.ink, WIDTH * scale) };
        for one in recorded {
            let mut line = Vec::new();
            plot.chart.values(one.path, |k, v| {
                self.columns.push([plot.x(f64::from(one.recording.steps[k])), v], &mut line);
            });
            self.columns.flush(&mut line);
            line.iter_mut().for_each(|point| point[1] = plot.y(point[1]));
            paint.clip(Some(plot.rect));
            paint.polyline(&line, &stroke);
            paint.clip(None);
            self.lines.push(line);
        }
        let own = self.lines.len() - recorded.len();
        for (i, one) in recorded.iter().enumerate() {
            names::paint_one(paint, plot, palette, (&one.recording.name, own + i), &self.lines, &mut self.taken, scale);
        }
    }
}
