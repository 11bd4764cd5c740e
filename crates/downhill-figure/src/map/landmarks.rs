//! Minima, saddles and hilltops.

use crate::frame::Frame;
use crate::paint::{Paint, Stroke};
use crate::palette::Palette;
use downhill_core::Surface;
use downhill_core::num::Number;
use downhill_core::surface::{Landmark, LandmarkKind};

/// More of a kind than this would hide the map.
const MOST: usize = 16;

/// The landmarks on the map, and whether the first of them is the only lowest one. Of more than 16 minima only the
/// lowest is shown, of more than 16 others none.
pub(super) fn shown(surface: &dyn Surface, frame: &Frame) -> (Vec<Landmark>, bool) {
    let all = surface.landmarks();
    let seen = |kind| all.iter().filter(move |l| l.kind == kind && frame.shows(l.at)).copied();
    let mut minima: Vec<Landmark> = seen(LandmarkKind::Minimum).collect();
    let first = (0..minima.len()).min_by(|i, j| minima[*i].value.total_cmp(&minima[*j].value));
    if let Some(first) = first {
        minima.swap(0, first);
    }
    let lowest = surface.lowest().unwrap_or(f64::NAN);
    let is_lowest = |l: &Landmark| (l.value - lowest).abs() <= 1e-9 * lowest.abs().max(1.0);
    let is_alone = surface.minima().iter().filter(|l| is_lowest(l)).count() == 1;
    let crowned = is_alone && minima.first().is_some_and(is_lowest);
    if minima.len() > MOST {
        minima.retain(is_lowest);
    }
    for kind in [LandmarkKind::Saddle, LandmarkKind::Hilltop] {
        if seen(kind).count() <= MOST {
            minima.extend(seen(kind));
        }
    }
    (minima, crowned)
}

/// Paints one landmark; the only lowest minimum is crowned with a ring.
pub(super) fn paint(
    paint: &mut dyn Paint,
    kind: LandmarkKind,
    at: [f64; 2],
    crowned: bool,
    palette: &Palette,
    scale: f64,
) {
    let moved = |points: &[[f64; 2]]| -> Vec<[f64; 2]> {
        points.iter().map(|p| [at[0] + scale * p[0], at[1] + scale * p[1]]).collect()
    };
    let (lines, color, width): (Vec<_>, _, _) = match kind {
        LandmarkKind::Minimum => (CROSS.iter().map(|l| moved(l)).collect(), palette.ink, 1.75),
        LandmarkKind::Saddle => (vec![moved(&bow(-1.0)), moved(&bow(1.0))], palette.mute, 1.5),
        LandmarkKind::Hilltop => (vec![moved(&TRIANGLE)], palette.mute, 1.5),
    };
    let crown = (crowned && kind == LandmarkKind::Minimum).then_some(10.0 * scale);
    if let Some(radius) = crown {
        paint.ring(at, radius, 3.5 * scale, palette.halo);
    }
    paint.polylines(&lines, &Stroke::solid(palette.halo, 4.0 * scale));
    paint.polylines(&lines, &Stroke::solid(color, width * scale));
    if let Some(radius) = crown {
        paint.ring(at, radius, 1.25 * scale, palette.ink.into());
    }
}

const CROSS: [[[f64; 2]; 2]; 2] = [[[-6.0, 0.0], [6.0, 0.0]], [[0.0, -6.0], [0.0, 6.0]]];
const TRIANGLE: [[f64; 2]; 4] = [[0.0, -5.0], [5.0, 4.0], [-5.0, 4.0], [0.0, -5.0]];

/// One of the two arcs of `)(`, to the left (-1) or to the right (1).
fn bow(side: f64) -> [[f64; 2]; 7] {
    core::array::from_fn(|i| {
        let angle = (i as f64 - 3.0) / 3.0 * 0.85;
        let (sin, cos) = Number::sin_cos(angle);
        [side * (8.0 - 6.0 * cos), 6.0 * sin]
    })
}
