//! Hairlines and numbers.

use super::{Chart, FLOOR, Plot, Scale};
use crate::axes::{labels, round_values};
use crate::paint::{Anchor, Paint, PlottersPaint, Stroke, Text};
use crate::palette::Palette;
use crate::words;
use plotters::backend::DrawingBackend;

/// Room above the lines,
pub(super) const TOP: f64 = 8.0;
/// at their right
pub(super) const RIGHT: f64 = 12.0;
/// and at their foot, in CSS pixels.
pub(super) const FOOT: f64 = 22.0;
/// Room at the left of a logarithmic chart,
const LEFT: f64 = 42.0;
/// size of letters,
const LETTERS: f64 = 12.0;
/// and ticks along the foot at most.
const MOST: usize = 6;

/// Room for the numbers at the left.
pub(super) fn width(chart: &Chart) -> f64 {
    let widest = values(chart).into_iter().map(|(_, words)| words.chars().count()).max().unwrap_or(0);
    if matches!(chart.scale, Scale::Log { .. }) { LEFT } else { f64::max(LEFT, 7.0 * widest as f64 + 10.0) }
}

/// What the hairlines stand for.
fn values(chart: &Chart) -> Vec<(f64, String)> {
    match chart.scale {
        Scale::Linear { low, high } => labels([low, high]),
        Scale::Log { low, high } => {
            let step = ((high - low) / 3).max(1) as usize;
            let exponents = (low..=high).step_by(step);
            let words = |e: i32| if e == FLOOR { "~ 0".into() } else { words::power_of_ten(e) };
            exponents.map(|e| (10_f64.powi(e), words(e))).collect()
        }
    }
}

impl Plot {
    /// Draws hairlines and numbers on a plotters backend with `ratio` of its pixels per CSS pixel.
    pub fn draw_axes<DB: DrawingBackend>(&self, backend: &mut DB, palette: &Palette, scale: f64, ratio: f64) {
        self.paint_axes(&mut PlottersPaint::new(backend, ratio), palette, scale);
    }

    /// The same on any target.
    pub fn paint_axes(&self, paint: &mut dyn Paint, palette: &Palette, scale: f64) {
        let (rect, text) = (self.rect, Text::plain(LETTERS * scale, palette.mute));
        let hairline = Stroke::solid(palette.hairline, scale);
        for (value, words) in values(&self.chart) {
            let y = self.y(value);
            paint.polyline(&[[rect.x, y], [rect.right(), y]], &hairline);
            paint.text(&words, [rect.x - 8.0 * scale, y], &text.anchored(Anchor::Right));
        }
        let (_, steps) = round_values([0.0, self.chart.end], MOST);
        for step in steps.into_iter().filter(|s| s.fract() == 0.0) {
            let words = step.to_string();
            let half = paint.text_width(&words, &text) / 2.0;
            // Letters may be wider than they are said to be: the last number must not be cut.
            let x = self.x(step).min(rect.right() + RIGHT * scale - 1.2 * half);
            paint.text(&words, [x, rect.foot() + 14.0 * scale], &text);
        }
    }
}
