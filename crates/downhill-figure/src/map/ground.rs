//! Everything below the runs: it changes with the surface, the view and the theme only.

use super::landmarks;
use crate::frame::{Frame, Rect};
use crate::height::Heights;
use crate::isolines::Isolines;
use crate::paint::{Paint, Stroke, Text};
use crate::palette::Palette;
use crate::ramp::Shades;
use crate::raster::Raster;
use downhill_core::Surface;
use downhill_core::surface::Landmark;

/// The ground of one map, ready to be painted on it any number of times.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    /// Where it was made for.
    pub frame: Frame,
    /// The heat map.
    pub raster: Raster,
    /// Lines of equal height.
    pub isolines: Isolines,
    /// Minima, saddles and hilltops on the map.
    pub landmarks: Vec<Landmark>,
    /// Whether the first landmark is the only lowest one and gets a ring.
    pub crowned: bool,
}

/// How much of the ground is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detail {
    /// Isolines between the heights 0 and 1: 13, or 8 in thumbnails.
    pub levels: usize,
    /// CSS pixels per sample of the heat map.
    pub step: f64,
    /// Whether heavy isolines carry their loss.
    pub labels: bool,
    /// Whether minima, saddles and hilltops are marked.
    pub landmarks: bool,
    /// Scales strokes and marks; 1, or more for a projector.
    pub scale: f64,
    /// Scales words in the same way.
    pub letters: f64,
}

/// Pixels between the middles of a landmark and a label.
const CLEAR: f64 = 28.0;

impl Default for Detail {
    fn default() -> Self {
        Self { levels: 13, step: 2.0, labels: true, landmarks: true, scale: 1.0, letters: 1.0 }
    }
}

impl Ground {
    /// The ground of a frame.
    pub fn of(surface: &dyn Surface, heights: &Heights, frame: &Frame, shades: &Shades, detail: &Detail) -> Self {
        let (landmarks, crowned) = landmarks::shown(surface, frame);
        let mut isolines = Isolines::of(surface, heights, frame, detail);
        isolines.labels.retain(|label| {
            let away = |l: &Landmark| {
                let [x, y] = frame.to_screen(l.at);
                (x - label.at[0]).hypot(y - label.at[1]) > CLEAR
            };
            landmarks.iter().all(away)
        });
        let raster = Raster::of(surface, heights, frame, shades, detail.step);
        Self { frame: *frame, raster, isolines, landmarks, crowned }
    }

    /// The same on another map of the same size.
    pub(crate) fn moved(&self, to: Rect) -> Self {
        let (dx, dy) = (to.x - self.frame.rect.x, to.y - self.frame.rect.y);
        let mut moved = Self { frame: Frame { rect: to, ..self.frame }, ..self.clone() };
        let lines = &mut moved.isolines;
        let points = lines.thin.iter_mut().chain(&mut lines.heavy).flatten();
        for at in points.chain(lines.labels.iter_mut().map(|label| &mut label.at)) {
            *at = [at[0] + dx, at[1] + dy];
        }
        moved
    }

    /// The landmark nearest to a point of the screen, if within `reach` pixels.
    pub fn landmark_at(&self, [px, py]: [f64; 2], reach: f64) -> Option<&Landmark> {
        let distance = |l: &Landmark| {
            let [x, y] = self.frame.to_screen(l.at);
            (x - px).hypot(y - py)
        };
        let near = self.landmarks.iter().filter(|l| distance(l) <= reach);
        near.min_by(|a, b| distance(a).total_cmp(&distance(b)))
    }
}

/// Paints the ground where it was made for.
pub fn paint_ground(paint: &mut dyn Paint, ground: &Ground, palette: &Palette, detail: &Detail) {
    let (rect, lines, scale) = (ground.frame.rect, &ground.isolines, detail.scale);
    paint.clip(Some(rect));
    paint.raster(rect, &ground.raster);
    paint.polylines(&lines.thin, &Stroke::solid(palette.isoline, 0.75 * scale));
    paint.polylines(&lines.heavy, &Stroke::solid(palette.isoline_heavy, scale));
    if detail.labels {
        let text = Text::plain(12.0 * detail.letters, palette.mute).on(palette.halo);
        lines.labels.iter().for_each(|l| paint.text(&l.words, l.at, &text));
    }
    if detail.landmarks {
        for (i, l) in ground.landmarks.iter().enumerate() {
            let at = ground.frame.to_screen(l.at);
            landmarks::paint(paint, l.kind, at, ground.crowned && i == 0, palette, scale);
        }
    }
    paint.clip(None);
}
