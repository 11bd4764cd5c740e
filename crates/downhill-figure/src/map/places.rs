//! Places for names in figures that do not move: there is time to look for the best.

use super::Scene;
use super::names::GAP;
use crate::frame::Rect;
use crate::paint::{Paint, Stroke};
use core::f64::consts::TAU;
use downhill_core::num::Number;

/// Directions that are tried,
const WAYS: usize = 16;
/// distances from the nearest place, in CSS pixels, and how many,
const STEP: f64 = 6.0;
const STEPS: usize = 12;
/// and how much farther off a name rather stands than on a path.
const PATH: f64 = 30.0;
/// A name farther from its head than this has a line to it.
const LEADER: f64 = 8.0;

/// The place of a tag that is near its head, covers few paths and nothing that is taken, and lies on the map.
pub(super) fn best(
    scene: &Scene<'_>,
    head: [f64; 2],
    size: [f64; 2],
    taken: &[Rect],
    covers: &dyn Fn(&Rect) -> usize,
) -> Option<Rect> {
    let inner = scene.frame.rect.grow(-2.0);
    let fits = |r: &Rect| inner.contains([r.x, r.y]) && inner.contains([r.right(), r.foot()]);
    let ways = (0..WAYS * STEPS).map(|i| (i % WAYS, (i / WAYS) as f64 * STEP * scene.letters));
    let places = ways.map(|(way, off)| (off, beside(head, size, way, GAP * scene.scale + off)));
    let free = places.filter(|(_, place)| fits(place) && !taken.iter().any(|t| t.overlaps(place)));
    let priced = free.map(|(off, place)| (off + PATH * scene.letters * covers(&place) as f64, place));
    priced.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, place)| place)
}

/// The rectangle of this size that is so far from a point on one of the ways, the first being to the right.
fn beside([x, y]: [f64; 2], [w, h]: [f64; 2], way: usize, off: f64) -> Rect {
    let (sin, cos) = Number::sin_cos(way as f64 / WAYS as f64 * TAU);
    let reach = off + f64::min(w / 2.0 / cos.abs(), h / 2.0 / sin.abs());
    Rect::new(x + reach * cos - w / 2.0, y + reach * sin - h / 2.0, w, h)
}

/// Draws a line from a head to its tag, unless they are close.
pub(super) fn paint_leader(paint: &mut dyn Paint, scene: &Scene<'_>, [x, y]: [f64; 2], tag: &Rect) {
    let near = [x.min(tag.right()).max(tag.x), y.min(tag.foot()).max(tag.y)];
    let (dx, dy) = (near[0] - x, near[1] - y);
    let (length, gap) = (dx.hypot(dy), GAP * scene.scale);
    if length > gap + LEADER * scene.letters {
        let from = [x + dx / length * gap, y + dy / length * gap];
        paint.polyline(&[from, near], &Stroke::solid(scene.palette.halo, 2.5 * scene.letters));
        paint.polyline(&[from, near], &Stroke::solid(scene.palette.ink, 0.75 * scene.letters));
    }
}
