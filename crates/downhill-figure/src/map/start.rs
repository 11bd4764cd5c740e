//! The start: the ring that people drag.

use crate::frame::Frame;
use crate::paint::Paint;
use crate::palette::Palette;
use downhill_core::{V2, v2};

/// What is being done to the ring.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grip {
    /// Nothing.
    #[default]
    Idle,
    /// It is pointed at or dragged: it grows.
    Hovered,
    /// It has the keyboard's focus: it grows and has a focus ring.
    Focused,
}

/// Room between the map's edge and the arrow to a start that is not on it.
const INSET: f64 = 16.0;

/// Where the start's mark stands: at the start, or, where that is not on the map, at the edge nearest to it.
pub fn start_place(frame: &Frame, start: V2, scale: f64) -> [f64; 2] {
    let at = frame.to_screen(start);
    if frame.rect.contains(at) {
        return at;
    }
    let inner = frame.rect.grow(-INSET * scale);
    [at[0].min(inner.right()).max(inner.x), at[1].min(inner.foot()).max(inner.y)]
}

/// Draws the ring at the start; for one that is not on the map an arrow at the edge that points to it.
pub fn paint_start(paint: &mut dyn Paint, frame: &Frame, start: V2, palette: &Palette, grip: Grip, scale: f64) {
    let at = start_place(frame, start, scale);
    let radius = scale * if grip == Grip::Idle { 8.0 } else { 10.0 };
    paint.disc(at, radius + 2.5 * scale, palette.halo);
    if frame.rect.contains(frame.to_screen(start)) {
        paint.ring(at, radius, 2.25 * scale, palette.ink.into());
        paint.disc(at, 2.5 * scale, palette.ink.into());
    } else {
        paint.polygon(&arrow(at, frame.to_screen(start), radius), palette.ink.into());
    }
    if grip == Grip::Focused {
        paint.ring(at, radius + 6.5 * scale, 2.0 * scale, palette.accent.into());
    }
}

/// The corners of an arrow's head in a circle about `at`, its tip towards `to`.
fn arrow(at: [f64; 2], to: [f64; 2], radius: f64) -> [[f64; 2]; 4] {
    let way = v2(to[0] - at[0], to[1] - at[1]);
    let way = way * (radius / way.norm());
    let corner =
        |along: f64, aside: f64| [at[0] + along * way.x - aside * way.y, at[1] + along * way.y + aside * way.x];
    [corner(1.0, 0.0), corner(-0.8, 0.75), corner(-0.4, 0.0), corner(-0.8, -0.75)]
}
