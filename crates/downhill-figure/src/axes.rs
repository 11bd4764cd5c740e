//! Ticks outside a map.

use crate::frame::Frame;
use crate::paint::{Anchor, Paint, PlottersPaint, Stroke, Text};
use crate::palette::Palette;
use downhill_core::num::pow;
use plotters::backend::DrawingBackend;

/// Which sides have ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sides {
    /// y at the left.
    pub left: bool,
    /// x at the foot.
    pub foot: bool,
}

/// Room that ticks and their numbers need at the left, in CSS pixels.
pub const LEFT: f64 = 40.0;
/// Room that ticks and their numbers need at the foot, in CSS pixels.
pub const FOOT: f64 = 22.0;

/// Length of a tick,
const TICK: f64 = 4.0;
/// and size of its number.
const LETTERS: f64 = 12.0;
/// Scales that differ by more than this are said to differ.
const UNEVEN: f64 = 0.01;
/// Ticks on one side at most.
const MOST: usize = 6;

/// Draws at most 6 ticks a side outside `frame.rect`, on a backend with `ratio` of its pixels per CSS pixel. Room for
/// them is [`LEFT`] and [`FOOT`] times `scale`. Where the axes have different scales, words in the map say so.
pub fn draw_axes<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame,
    palette: &Palette,
    sides: Sides,
    scale: f64,
    ratio: f64,
) {
    paint_axes(&mut PlottersPaint::new(backend, ratio), frame, palette, sides, scale);
}

/// The same on any target.
pub fn paint_axes(paint: &mut dyn Paint, frame: &Frame, palette: &Palette, sides: Sides, scale: f64) {
    let text = Text::plain(LETTERS * scale, palette.mute);
    let stroke = Stroke::solid(palette.mute, scale);
    let (rect, tick) = (frame.rect, TICK * scale);
    let [x, y] = frame.view;
    if sides.foot {
        for (v, words) in labels(x) {
            let [px, _] = frame.to_screen(downhill_core::v2(v, 0.0));
            paint.polyline(&[[px, rect.foot()], [px, rect.foot() + tick]], &stroke);
            // A number at an end stays beside its map, whose neighbour has numbers too.
            let half = paint.text_width(&words, &text) / 2.0;
            let x = px.min(rect.right() - half).max(rect.x + half);
            paint.text(&words, [x, rect.foot() + tick + 9.0 * scale], &text);
        }
    }
    if sides.left {
        for (v, words) in labels(y) {
            let [_, py] = frame.to_screen(downhill_core::v2(0.0, v));
            paint.polyline(&[[rect.x - tick, py], [rect.x, py]], &stroke);
            let half = text.size / 2.0;
            let y = py.min(rect.foot() - half).max(rect.y + half);
            paint.text(&words, [rect.x - tick - 3.0 * scale, y], &text.anchored(Anchor::Right));
        }
    }
    let [ux, uy] = frame.unit();
    if sides.foot && (ux / uy - 1.0).abs() > UNEVEN {
        let at = [rect.right() - 6.0 * scale, rect.foot() - 12.0 * scale];
        paint.text("x and y have different scales", at, &text.anchored(Anchor::Right).on(palette.halo));
    }
}

/// Round values inside a range with their words, at most 6.
pub(crate) fn labels([low, high]: [f64; 2]) -> Vec<(f64, String)> {
    let (step, values) = round_values([low, high], MOST);
    let decimals = (0..15).find(|d| is_whole(step * 10_f64.powi(*d))).unwrap_or(15) as usize;
    let words = |v: f64| format!("{v:.decimals$}").replace('-', "−");
    values.into_iter().map(|v| (v, words(v))).collect()
}

fn is_whole(v: f64) -> bool {
    (v - v.round()).abs() < 1e-6 && v > 0.5
}

/// Multiples of a round step (1, 2, 2.5, 3 or 5 times a power of ten) inside a range: as many as possible, but at most
/// `most`. The step comes first.
pub(crate) fn round_values([low, high]: [f64; 2], most: usize) -> (f64, Vec<f64>) {
    if !(high > low && (high - low).is_finite()) {
        return (1.0, Vec::new());
    }
    let power = pow(10.0, ((high - low) / most as f64).log10().floor());
    let first = |step: f64| (low / step - 1e-9).ceil();
    let count = |step: f64| ((high / step + 1e-9).floor() - first(step)).max(-1.0) as usize + 1;
    let steps = [1.0, 2.0, 2.5, 3.0, 5.0, 10.0, 20.0].map(|m| m * power);
    let step = steps.into_iter().find(|s| count(*s) <= most).unwrap_or(20.0 * power);
    // Adding zero turns the negative zero into zero.
    (step, (0..count(step)).map(|i| (first(step) + i as f64) * step + 0.0).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(low: f64, high: f64) -> Vec<String> {
        labels([low, high]).into_iter().map(|(_, w)| w).collect()
    }

    #[test]
    fn ticks_are_round_and_have_a_true_minus_sign() {
        assert_eq!(words(-6.0, 6.0), ["−5.0", "−2.5", "0.0", "2.5", "5.0"]);
        assert_eq!(words(-7.5, 7.5), ["−6", "−3", "0", "3", "6"]);
        assert_eq!(words(-2.0, 2.0), ["−2", "−1", "0", "1", "2"]);
        assert_eq!(words(-0.45, 1.55), ["0.0", "0.5", "1.0", "1.5"]);
    }

    #[test]
    fn deep_zooms_have_the_decimals_that_they_need() {
        assert_eq!(words(1.00001, 1.00004), ["1.00001", "1.00002", "1.00003", "1.00004"]);
    }

    #[test]
    fn every_range_has_a_handful_of_ticks() {
        for i in 1..2000 {
            let width = 1.013_f64.powi(i - 1000);
            let count = labels([-0.37 * width, 0.63 * width]).len();
            assert!((3..=6).contains(&count), "{count} ticks over {width}");
        }
    }
}
