//! The examples: discs, triangles for the second class, hollow where they are held out.

use super::{Dot, Scatter};
use crate::frame::Frame;
use crate::paint::{Paint, Stroke};
use crate::palette::Palette;

/// Radius of a disc where there are few,
const FEW: f64 = 3.5;
/// and where there are many: more than so many are small.
const MANY: (usize, f64) = (200, 2.25);
/// How strong they are, so that one sees how many lie on each other.
const STRENGTH: f64 = 0.75;
/// A triangle's corners are so much farther from its middle than a disc's edge, that it looks as large.
const CORNER: f64 = 1.4;
/// Half the width of a triangle of height 1.5.
const HALF: f64 = 0.866;

/// Paints all examples inside the frame.
pub fn paint_dots(paint: &mut dyn Paint, scatter: &Scatter, frame: &Frame, palette: &Palette, scale: f64) {
    let radius = scale * if scatter.dots.len() > MANY.0 { MANY.1 } else { FEW };
    for dot in &scatter.dots {
        paint_dot(paint, dot, frame.to_screen(dot.at), radius, palette, scale);
    }
}

fn paint_dot(paint: &mut dyn Paint, dot: &Dot, at: [f64; 2], radius: f64, palette: &Palette, scale: f64) {
    // The second class is darker, or brighter at night.
    let color = if dot.is_second { palette.ink } else { palette.mute }.alpha(STRENGTH);
    let line = 1.25 * scale;
    match (dot.is_second, dot.is_held) {
        (false, false) => paint.disc(at, radius, color),
        (false, true) => paint.ring(at, radius, line, color.rgb.into()),
        (true, false) => paint.polygon(&triangle(at, radius)[..3], color),
        (true, true) => paint.polyline(&triangle(at, radius), &Stroke::solid(color.rgb, line)),
    }
}

/// The corners, the first one again at the end.
fn triangle([x, y]: [f64; 2], radius: f64) -> [[f64; 2]; 4] {
    let r = CORNER * radius;
    let top = [x, y - r];
    [top, [x - HALF * r, y + 0.5 * r], [x + HALF * r, y + 0.5 * r], top]
}

/// Paints a ring about the example that was chosen, a stronger one where it is held by the hand.
pub fn paint_chosen(paint: &mut dyn Paint, dot: &Dot, frame: &Frame, palette: &Palette, is_taken: bool, scale: f64) {
    let at = frame.to_screen(dot.at);
    paint.ring(at, 8.0 * scale, 4.5 * scale, palette.halo);
    paint.ring(at, 8.0 * scale, scale * if is_taken { 3.0 } else { 2.0 }, palette.accent.into());
}
