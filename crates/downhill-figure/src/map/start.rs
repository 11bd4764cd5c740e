//! The start: the ring that people drag.

use crate::paint::Paint;
use crate::palette::Palette;

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

/// Draws the ring at a point of the screen.
pub fn paint_start(paint: &mut dyn Paint, at: [f64; 2], palette: &Palette, grip: Grip, scale: f64) {
    let radius = scale * if grip == Grip::Idle { 8.0 } else { 10.0 };
    paint.disc(at, radius + 2.5 * scale, palette.halo);
    paint.ring(at, radius, 2.25 * scale, palette.ink.into());
    paint.disc(at, 2.5 * scale, palette.ink.into());
    if grip == Grip::Focused {
        paint.ring(at, radius + 6.5 * scale, 2.0 * scale, palette.accent.into());
    }
}
