//! The runs: halos, cores, dots, heads, badges and names.

use super::path::{Path, at, is_longer, total_length};
use super::weight::Weight;
use super::{Emphasis, RunMark, Scene, exit, names};
use crate::frame::{Frame, Rect};
use crate::paint::Paint;
use crate::palette::{Rgba, dash};
use downhill_core::run;

/// Steps at the head that stand out while playing.
const TAIL: f64 = 24.0;
/// A path longer than so many diagonals of the map is drawn thin.
const LONG: f64 = 12.0;
/// Up to so many steps each has a dot,
const DOTTED: f64 = 80.0;
/// and more if they are further apart than this, in CSS pixels.
const APART: f64 = 6.0;
/// Radius of a dot,
const DOT: f64 = 2.25;
/// of a head,
pub(super) const HEAD: f64 = 6.0;
/// of the hole in it,
const HOLE: f64 = 1.75;
/// and how far its halo reaches.
pub(super) const HALO: f64 = 2.0;
/// Radius of the disc where a run trains that is judged by its average.
const TRAINING: f64 = 3.0;

/// Paints runs; keeps its buffers from frame to frame.
#[derive(Debug, Default)]
pub struct RunsPainter {
    lanes: Vec<Lane>,
    order: Vec<usize>,
    pub(super) dots: Vec<[f64; 2]>,
    /// What names must not cover.
    pub(super) taken: Vec<Rect>,
}

/// The path of one run: that which it is judged by, with its last steps apart, and where it is judged by its average,
/// that of its training.
#[derive(Debug, Default)]
struct Lane {
    body: Path,
    tail: Path,
    training: Path,
    is_long: bool,
    shown: f64,
}

impl RunsPainter {
    /// A painter without anything in its buffers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Paints the runs in layers: all halos, all cores, dots, heads, badges, names. The ground and the start are not
    /// its business.
    pub fn paint(&mut self, paint: &mut dyn Paint, scene: &Scene<'_>, runs: &[RunMark<'_>]) {
        self.trace(scene, runs);
        paint.clip(Some(scene.frame.rect));
        self.halos(paint, scene, runs);
        self.cores(paint, scene, runs);
        self.heads(paint, scene, runs);
        paint.clip(None);
        self.taken = names::taken(scene, runs);
        exit::paint_badges(paint, scene, runs, &mut self.taken);
        if scene.names {
            let covers = |place: &Rect| self.order.iter().filter(|i| self.lanes[**i].body.enters(place)).count();
            names::paint(paint, scene, runs, &mut self.taken, &covers);
        }
    }

    fn trace(&mut self, scene: &Scene<'_>, runs: &[RunMark<'_>]) {
        self.lanes.resize_with(runs.len(), Lane::default);
        self.order.clear();
        // Solid lines lie lowest, so that coinciding paths show both; one that is pointed at lies on top.
        for layer in [(false, false), (false, true), (true, false), (true, true)] {
            let of = |run: &RunMark<'_>| {
                (run.emphasis == Emphasis::Lifted, scene.dashed && !dash(run.slot).pattern.is_empty())
            };
            let visible = |run: &RunMark<'_>| run.emphasis != Emphasis::Hidden;
            self.order.extend((0..runs.len()).filter(|&i| visible(&runs[i]) && of(&runs[i]) == layer));
        }
        for (lane, run) in self.lanes.iter_mut().zip(runs) {
            lane.trace(scene, run);
        }
    }

    fn halos(&self, paint: &mut dyn Paint, scene: &Scene<'_>, runs: &[RunMark<'_>]) {
        for &i in &self.order {
            let (lane, weight) = (&self.lanes[i], Weight::of(scene, &runs[i], self.lanes[i].is_long));
            for (path, is_tail) in [(&lane.body, false), (&lane.tail, true)] {
                if let Some(stroke) = weight.halo(is_tail) {
                    path.pieces().for_each(|piece| paint.polyline(piece, &stroke));
                }
            }
        }
    }

    fn cores(&mut self, paint: &mut dyn Paint, scene: &Scene<'_>, runs: &[RunMark<'_>]) {
        for &i in &self.order {
            let (lane, run) = (&self.lanes[i], &runs[i]);
            let weight = Weight::of(scene, run, lane.is_long);
            let (body, tail) = (weight.body(), weight.tail(lane.body.last_length()));
            lane.training.pieces().for_each(|piece| paint.polyline(piece, &weight.training()));
            lane.body.pieces().for_each(|piece| paint.polyline(piece, &body));
            lane.tail.pieces().for_each(|piece| paint.polyline(piece, &tail));
            if lane.has_dots() {
                let first_bright = lane.split(scene.playing).ceil() as usize;
                let end = lane.shown.floor() as usize + 1;
                for (steps, color) in [(1..first_bright, body.color), (first_bright.max(1)..end, tail.color)] {
                    gather(&mut self.dots, scene, run, steps);
                    paint.discs(&self.dots, DOT * scene.scale, color);
                }
            }
        }
    }

    fn heads(&self, paint: &mut dyn Paint, scene: &Scene<'_>, runs: &[RunMark<'_>]) {
        for &i in &self.order {
            let weight = Weight::of(scene, &runs[i], false);
            if let Some(at) = training_head(scene, &runs[i]) {
                paint.disc(at, (TRAINING + HALO / 2.0) * scene.scale, weight.halo_color);
                paint.disc(at, TRAINING * scene.scale, weight.color);
            }
            if let Some(at) = head(scene, &runs[i]) {
                paint_head(paint, at, weight.color, weight.halo_color, scene.scale);
            }
        }
    }
}

impl Lane {
    fn trace(&mut self, scene: &Scene<'_>, run: &RunMark<'_>) {
        self.body.clear();
        self.tail.clear();
        self.training.clear();
        self.shown = shown(scene, run);
        if self.shown <= 0.0 || run.emphasis == Emphasis::Hidden {
            return;
        }
        let positions = &run.trajectory.judged().positions;
        let split = self.split(scene.playing);
        self.is_long = is_longer(&scene.frame, positions, LONG);
        self.body.trace(&scene.frame, positions, 0.0, split);
        if split < self.shown {
            self.tail.trace(&scene.frame, positions, split, self.shown);
        }
        if let Some(training) = run.trajectory.training() {
            self.training.trace(&scene.frame, &training.positions, 0.0, self.shown);
        }
    }

    /// Where the tail begins, in steps.
    fn split(&self, playing: bool) -> f64 {
        if playing { (self.shown - TAIL).max(0.0) } else { self.shown }
    }

    fn has_dots(&self) -> bool {
        let apart = || (total_length(&self.body) + total_length(&self.tail)) / self.shown > APART;
        self.shown > 0.0 && !self.is_long && (self.shown <= DOTTED || apart())
    }
}

/// Steps of a run that are on show, fractions included.
pub(super) fn shown(scene: &Scene<'_>, run: &RunMark<'_>) -> f64 {
    scene.playhead.min(run.trajectory.last() as f64)
}

/// Where a run's head is on the screen; none before the first step, outside the map and for hidden runs.
pub(super) fn head(scene: &Scene<'_>, run: &RunMark<'_>) -> Option<[f64; 2]> {
    head_of(scene, run, run.trajectory.judged())
}

/// Where a run trains that is judged by its average.
fn training_head(scene: &Scene<'_>, run: &RunMark<'_>) -> Option<[f64; 2]> {
    head_of(scene, run, run.trajectory.training()?)
}

fn head_of(scene: &Scene<'_>, run: &RunMark<'_>, path: &run::Path) -> Option<[f64; 2]> {
    let step = shown(scene, run);
    let at = scene.frame.to_screen(at(&path.positions, step));
    (step > 0.0 && run.emphasis != Emphasis::Hidden && scene.frame.rect.contains(at)).then_some(at)
}

fn gather(dots: &mut Vec<[f64; 2]>, scene: &Scene<'_>, run: &RunMark<'_>, steps: core::ops::Range<usize>) {
    dots.clear();
    let seen = scene.frame.rect.grow(DOT * scene.scale);
    let on_screen = steps.map(|k| scene.frame.to_screen(run.trajectory.judged().positions[k]));
    dots.extend(on_screen.filter(|at| seen.contains(*at)));
    dots.dedup_by(|a, b| (a[0] - b[0]).hypot(a[1] - b[1]) < 1.0);
}

pub(super) fn paint_head(paint: &mut dyn Paint, at: [f64; 2], color: Rgba, halo: Rgba, scale: f64) {
    paint.disc(at, (HEAD + HALO) * scale, halo);
    paint.disc(at, HEAD * scale, color);
    paint.disc(at, HOLE * scale, halo);
}

/// The run one of whose paths up to the playhead passes nearest to a point of the screen, if within `reach` pixels; hidden
/// runs do not count.
pub fn nearest_run(runs: &[RunMark<'_>], frame: &Frame, playhead: f64, point: [f64; 2], reach: f64) -> Option<usize> {
    let mut path = Path::default();
    let distances = runs.iter().enumerate().filter(|(_, r)| r.emphasis != Emphasis::Hidden).filter_map(|(i, run)| {
        let shown = playhead.clamp(0.0, run.trajectory.last() as f64);
        let mut least = f64::INFINITY;
        for drawn in core::iter::once(run.trajectory.judged()).chain(run.trajectory.training()) {
            path.trace(frame, &drawn.positions, 0.0, shown);
            let near = path.pieces().flat_map(|p| p.windows(2)).map(|s| distance(point, s[0], s[1]));
            least = near.fold(least, f64::min);
        }
        (least <= reach).then_some((i, least))
    });
    distances.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(i, _)| i)
}

fn distance(p: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let (d, e) = ([b[0] - a[0], b[1] - a[1]], [p[0] - a[0], p[1] - a[1]]);
    let square = d[0] * d[0] + d[1] * d[1];
    let t = if square > 0.0 { ((d[0] * e[0] + d[1] * e[1]) / square).clamp(0.0, 1.0) } else { 0.0 };
    (e[0] - t * d[0]).hypot(e[1] - t * d[1])
}
