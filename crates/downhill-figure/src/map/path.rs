//! Paths on the screen: cut to what can be seen, thinned, in pieces.

use crate::decimate::is_near;
use crate::frame::{Frame, Rect};
use crate::paint::clip;
use downhill_core::{V2, v2};
use std::collections::HashSet;

/// A path with more steps than this leaves out segments that it has drawn already, to the pixel: one that hops between
/// the same places for ever would cover itself, and keep the screen busy for seconds.
const CROWD: usize = 2000;

/// Positions on the screen between two steps, as one or more polylines one after the other in one buffer.
#[derive(Debug, Default)]
pub(super) struct Path {
    points: Vec<[f64; 2]>,
    ends: Vec<usize>,
    drawn: HashSet<[i32; 4]>,
}

impl Path {
    pub(super) fn clear(&mut self) {
        self.points.clear();
        self.ends.clear();
        self.drawn.clear();
    }

    /// The polylines.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &[[f64; 2]]> {
        let begins = core::iter::once(0).chain(self.ends.iter().copied());
        begins.zip(&self.ends).map(|(a, b)| &self.points[a..*b])
    }

    /// Whether any of it lies in a rectangle.
    pub(super) fn enters(&self, rect: &Rect) -> bool {
        self.pieces().flat_map(|piece| piece.windows(2)).any(|s| clip::segment(rect, s[0], s[1]).is_some())
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
        let is_crowded = to - from > CROWD as f64;
        let mut before = frame.to_screen(ends.0);
        for p in inner.chain(core::iter::once(ends.1)) {
            let next = frame.to_screen(p);
            if is_crowded && !self.drawn.insert(pixels(before, next)) {
                // It is there already.
            } else if seen.contains(before) && seen.contains(next) {
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

/// The pixels of a segment's ends, in an order of their own.
fn pixels(a: [f64; 2], b: [f64; 2]) -> [i32; 4] {
    let [a, b] = [a, b].map(|p| p.map(|v| v.round() as i32));
    if a <= b { [a[0], a[1], b[0], b[1]] } else { [b[0], b[1], a[0], a[1]] }
}

/// The frame and as much again on every side.
fn three_views(frame: &Frame) -> Rect {
    let r = frame.rect;
    Rect::new(r.x - r.w, r.y - r.h, 3.0 * r.w, 3.0 * r.h)
}

/// The position at a step, fractions on the straight line to the next.
pub fn at(positions: &[V2], step: f64) -> V2 {
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
            drawn += distance(a, b);
        }
        drawn > limit
    })
}

fn length(points: &[[f64; 2]]) -> f64 {
    points.windows(2).map(|p| distance(p[0], p[1])).sum()
}

fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    v2(b[0] - a[0], b[1] - a[1]).norm()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn frame() -> Frame {
        let view = [[-1.0, 1.0], [-1.0, 1.0]];
        Frame::fit(view, view, Rect::new(0.0, 0.0, 200.0, 200.0))
    }

    fn kept(positions: &[V2]) -> Vec<[f64; 2]> {
        let mut path = Path::default();
        path.trace(&frame(), positions, 0.0, positions.len() as f64 - 1.0);
        path.pieces().flatten().copied().collect()
    }

    proptest! {
        #[test]
        fn decimation_never_moves_a_point_more_than_a_third_of_a_pixel(
            steps in prop::collection::vec((-0.004..0.004, -0.004..0.004), 1..300),
        ) {
            let mut at = v2(0.0, 0.0);
            let positions: Vec<V2> = steps.into_iter().map(|(dx, dy)| { at += v2(dx, dy); at }).collect();
            let kept = kept(&positions);
            for p in positions.iter().map(|p| frame().to_screen(*p)) {
                let near = kept.iter().map(|q| (q[0] - p[0]).hypot(q[1] - p[1])).fold(f64::INFINITY, f64::min);
                prop_assert!(near <= crate::decimate::NEAR);
            }
        }
    }

    #[test]
    fn a_long_path_that_hops_between_two_places_is_drawn_once() {
        let positions: Vec<V2> = (0..=10_000).map(|k| v2(if k % 2 == 0 { -0.5 } else { 0.5 }, 0.0)).collect();
        assert!(kept(&positions).len() < 10);
    }

    #[test]
    fn the_last_point_always_stays() {
        let positions: Vec<V2> = (0..=100).map(|k| v2(1e-6 * f64::from(k), 0.0)).collect();
        assert_eq!(kept(&positions).last().copied(), Some(frame().to_screen(positions[100])));
    }

    #[test]
    fn a_path_far_outside_comes_back_as_another_piece() {
        let mut path = Path::default();
        path.trace(&frame(), &[v2(0.0, 0.0), v2(1e300, 0.0), v2(0.0, 0.5), v2(0.1, 0.5)], 0.0, 3.0);
        assert_eq!(path.pieces().count(), 2);
    }

    #[test]
    fn what_is_not_finite_is_not_drawn() {
        let mut path = Path::default();
        path.trace(&frame(), &[v2(0.0, 0.0), v2(0.1, 0.0), v2(f64::NAN, 0.0)], 0.0, 2.0);
        assert_eq!(path.pieces().map(<[_]>::len).collect::<Vec<_>>(), [2]);
    }
}
