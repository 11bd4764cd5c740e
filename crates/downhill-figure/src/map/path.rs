//! Paths on the screen: cut to what can be seen, thinned, in pieces.

use crate::decimate::is_near;
use crate::frame::{Frame, Rect};
use crate::paint::clip;
use downhill_core::{V2, v2};

/// Positions on the screen between two steps, as one or more polylines one after the other in one buffer.
#[derive(Debug, Default)]
pub(super) struct Path {
    points: Vec<[f64; 2]>,
    ends: Vec<usize>,
}

impl Path {
    pub(super) fn clear(&mut self) {
        self.points.clear();
        self.ends.clear();
    }

    /// The polylines.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &[[f64; 2]]> {
        let begins = core::iter::once(0).chain(self.ends.iter().copied());
        begins.zip(&self.ends).map(|(a, b)| &self.points[a..*b])
    }

    /// Length of the last polyline in CSS pixels.
    pub(super) fn last_length(&self) -> f64 {
        self.pieces().last().map_or(0.0, length)
    }

    /// Replaces the path by that from step `from` to step `to`, fractions included. Segments beyond three views are
    /// left out, and so are points less than 0.3 px from the one before.
    pub(super) fn trace(&mut self, frame: &Frame, positions: &[V2], from: f64, to: f64) {
        self.clear();
        let seen = three_views(frame);
        let whole = (from.ceil() as usize)..=(to.floor() as usize);
        let inner = whole.map(|k| positions[k]);
        let ends = (at(positions, from), at(positions, to));
        let mut before = frame.to_screen(ends.0);
        for p in inner.chain(core::iter::once(ends.1)) {
            let next = frame.to_screen(p);
            if seen.contains(before) && seen.contains(next) {
                self.line(before, next, true);
            } else if let Some((a, b)) = clip::segment(&seen, before, next) {
                self.line(a, b, b == next);
            }
            before = next;
        }
        self.close();
    }

    /// Adds a segment. A point is left out only when the next one comes, so that the last of a piece always stays.
    fn line(&mut self, a: [f64; 2], b: [f64; 2], goes_on: bool) {
        let begin = self.ends.last().copied().unwrap_or(0);
        match &mut self.points[begin..] {
            [.., kept, last] if *last == a && is_near(*kept, *last) => *last = b,
            [.., last] if *last == a => self.points.push(b),
            _ => {
                self.close();
                self.points.extend([a, b]);
            }
        }
        if !goes_on {
            self.close();
        }
    }

    fn close(&mut self) {
        if self.ends.last().copied().unwrap_or(0) < self.points.len() {
            self.ends.push(self.points.len());
        }
    }
}

/// The frame and as much again on every side.
fn three_views(frame: &Frame) -> Rect {
    let r = frame.rect;
    Rect::new(r.x - r.w, r.y - r.h, 3.0 * r.w, 3.0 * r.h)
}

/// The position at a step, fractions on the straight line to the next.
pub(super) fn at(positions: &[V2], step: f64) -> V2 {
    let last = positions.len().saturating_sub(1);
    let k = (step.max(0.0) as usize).min(last);
    let (a, b) = (positions[k], positions[(k + 1).min(last)]);
    let t = step - k as f64;
    if t > 0.0 { v2(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t) } else { a }
}

/// The sum of all pieces' lengths in CSS pixels.
pub(super) fn total_length(path: &Path) -> f64 {
    path.pieces().map(length).sum()
}

/// Whether a whole run, drawn, is longer than so many diagonals of the map.
pub(super) fn is_longer(frame: &Frame, positions: &[V2], diagonals: f64) -> bool {
    let (limit, seen) = (diagonals * frame.rect.diagonal(), three_views(frame));
    let mut drawn = 0.0;
    positions.windows(2).any(|p| {
        if let Some((a, b)) = clip::segment(&seen, frame.to_screen(p[0]), frame.to_screen(p[1])) {
            drawn += (b[0] - a[0]).hypot(b[1] - a[1]);
        }
        drawn > limit
    })
}

fn length(points: &[[f64; 2]]) -> f64 {
    points.windows(2).map(|p| (p[1][0] - p[0][0]).hypot(p[1][1] - p[0][1])).sum()
}
