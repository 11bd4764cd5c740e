//! Paths that were recorded elsewhere, above the live ones.

use super::names::give_way;
use super::path::Path;
use super::{RunsPainter, Scene};
use crate::frame::Rect;
use crate::paint::{Anchor, Paint, Stroke, Text};
use crate::palette::Dash;
use downhill_core::run;
use downhill_core::{V2, recording::Recording};

/// Width of a recorded path: thin, so that a live one below it shows.
const WIDTH: f64 = 1.5;
/// Its dash, in ink; no optimizer's.
pub(crate) const DASH: Dash = Dash { pattern: &[6.0, 3.0], round: false };
/// Radius of the dot at each recorded step,
const DOT: f64 = 2.0;
/// which all have up to so many of them,
const DOTTED: usize = 300;
/// and of the ring at the last one.
const END: f64 = 4.5;
/// Size of the letters of its name,
const LETTERS: f64 = 13.0;
/// and the room round it.
const PAD: f64 = 7.0;

/// A recording with what the surface on show is like along it.
#[derive(Clone, Copy, Debug)]
pub struct Recorded<'a> {
    /// The recording.
    pub recording: &'a Recording,
    /// Its points on the surface.
    pub path: &'a run::Path,
}

impl RunsPainter {
    /// Paints recordings up to the playhead's step, above the runs that were painted last.
    pub fn paint_recorded(&mut self, paint: &mut dyn Paint, scene: &Scene<'_>, recorded: &[Recorded<'_>]) {
        let mut path = Path::default();
        for one in recorded {
            let count = one.recording.count_by(scene.playhead);
            let positions = &one.path.positions[..count];
            let Some(last) = positions.last() else { continue };
            paint.clip(Some(scene.frame.rect));
            path.trace(&scene.frame, positions, 0.0, (count - 1) as f64);
            let stroke = Stroke { dash: DASH, ..Stroke::solid(scene.palette.ink, WIDTH * scene.scale) };
            path.pieces().for_each(|piece| paint.polyline(piece, &stroke));
            self.dot(paint, scene, positions);
            let end = scene.frame.to_screen(*last);
            paint.disc(end, END * scene.scale, scene.palette.halo);
            paint.ring(end, END * scene.scale, WIDTH * scene.scale, scene.palette.ink.into());
            paint.clip(None);
            if scene.frame.rect.contains(end) {
                self.name(paint, scene, &one.recording.name, end);
            }
        }
    }

    fn dot(&mut self, paint: &mut dyn Paint, scene: &Scene<'_>, positions: &[V2]) {
        self.dots.clear();
        if positions.len() <= DOTTED {
            self.dots
                .extend(positions.iter().map(|x| scene.frame.to_screen(*x)).filter(|x| scene.frame.rect.contains(*x)));
        }
        paint.discs(&self.dots, DOT * scene.scale, scene.palette.ink.into());
    }

    fn name(&mut self, paint: &mut dyn Paint, scene: &Scene<'_>, name: &str, [x, y]: [f64; 2]) {
        let text = Text { anchor: Anchor::Left, ..Text::plain(LETTERS * scene.letters, scene.palette.ink) };
        let (gap, height, pad) = (2.0 * PAD * scene.scale, 1.7 * text.size, PAD * scene.scale);
        let width = paint.text_width(name, &text) + 2.0 * pad;
        let around = Rect::new(x - gap, y - height / 2.0, 2.0 * gap, height);
        if let Some(place) = give_way(&around, width, &scene.frame.rect, &self.taken) {
            paint.fill(place, 6.0 * scene.scale, scene.palette.halo);
            paint.text(name, [place.x + pad, y + (place.y - around.y)], &text);
            self.taken.push(place);
        }
    }
}
