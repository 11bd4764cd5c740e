//! Ticks, numbers and names about a model's picture.

use super::Scatter;
use crate::axes::labels;
use crate::frame::Frame;
use crate::paint::{Anchor, Paint, PlottersPaint, Stroke, Text};
use crate::palette::Palette;
use downhill_core::v2;
use plotters::backend::DrawingBackend;

/// Room for numbers at the left,
pub const LEFT: f64 = 42.0;
/// at the right,
pub const RIGHT: f64 = 8.0;
/// for the upper axis' name,
pub const TOP: f64 = 24.0;
/// and for numbers and a name at the foot, in CSS pixels.
pub const FOOT: f64 = 40.0;

const TICK: f64 = 4.0;
const LETTERS: f64 = 12.0;

impl Scatter {
    /// Draws axes on a plotters backend with `ratio` of its pixels per CSS pixel.
    pub fn draw_axes<DB: DrawingBackend>(
        &self,
        backend: &mut DB,
        frame: &Frame,
        palette: &Palette,
        scale: f64,
        ratio: f64,
    ) {
        self.paint_axes(&mut PlottersPaint::new(backend, ratio), frame, palette, scale);
    }

    /// The same on any target.
    pub fn paint_axes(&self, paint: &mut dyn Paint, frame: &Frame, palette: &Palette, scale: f64) {
        let (rect, tick) = (frame.rect, TICK * scale);
        let (text, line) = (Text::plain(LETTERS * scale, palette.mute), Stroke::solid(palette.hairline, scale));
        let sides = [[rect.x, rect.y], [rect.x, rect.foot()], [rect.right(), rect.foot()]];
        paint.polyline(&sides, &Stroke::solid(palette.mute, scale));
        for (v, words) in labels(frame.view[0]) {
            let [x, _] = frame.to_screen(v2(v, 0.0));
            paint.polyline(&[[x, rect.foot()], [x, rect.foot() + tick]], &Stroke::solid(palette.mute, scale));
            let half = paint.text_width(&words, &text) / 2.0;
            paint.text(&words, [x.min(rect.right() - half), rect.foot() + tick + 9.0 * scale], &text);
        }
        for (v, words) in self.heights(frame) {
            let [_, y] = frame.to_screen(v2(0.0, v));
            paint.polyline(&[[rect.x, y], [rect.right(), y]], &line);
            paint.text(&words, [rect.x - tick - 3.0 * scale, y], &text.anchored(Anchor::Right));
        }
        let [along, upwards] = &self.axes;
        paint.text(along, [rect.right(), rect.foot() + 31.0 * scale], &text.anchored(Anchor::Right));
        paint.text(upwards, [rect.x - tick, rect.y - 12.0 * scale], &text.anchored(Anchor::Left));
    }

    /// Of classes only 0 and 1 mean something.
    fn heights(&self, frame: &Frame) -> Vec<(f64, String)> {
        if self.sort.classifies && !self.sort.is_wide {
            return [0.0, 0.5, 1.0].map(|v| (v, v.to_string())).into();
        }
        labels(frame.view[1])
    }
}
