//! Leaving the map.

use super::names::give_way;
use super::runs::shown;
use super::{Emphasis, RunMark, Scene};
use crate::frame::{Extent, Frame, Rect};
use crate::paint::{Anchor, Paint, Stroke, Text, clip};
use downhill_core::{Outcome, Trajectory, V2};

/// Radius of a badge,
const BADGE: f64 = 10.0;
/// half a diagonal of the x in it,
const ARM: f64 = 5.0;
/// and its size of letters.
const LETTERS: f64 = 12.0;

/// The step at which a run leaves the view for good, all later positions being finite; none if it ends inside, was never
/// inside or is not finite at its end.
pub fn left_view_at(trajectory: &Trajectory, view: Extent) -> Option<usize> {
    let end = trajectory.judged().positions.last().filter(|at| at.is_finite() && !is_inside(**at, view));
    end.and_then(|_| leaves_for_good(&trajectory.judged().positions, view)).filter(|step| *step > 0)
}

/// The first step from which no position is in the view, finite or not.
fn leaves_for_good(positions: &[V2], view: Extent) -> Option<usize> {
    let last_inside = positions.iter().rposition(|at| is_inside(*at, view));
    let first_outside = last_inside.map_or(0, |k| k + 1);
    (first_outside < positions.len()).then_some(first_outside)
}

fn is_inside(at: V2, [[x0, x1], [y0, y1]]: Extent) -> bool {
    at.x >= x0 && at.x <= x1 && at.y >= y0 && at.y <= y1
}

/// Puts a badge on the frame where a run has left it for good by now: an x when it is lost, else a dot.
pub(super) fn paint_badges(paint: &mut dyn Paint, scene: &Scene<'_>, runs: &[RunMark<'_>], taken: &mut Vec<Rect>) {
    for run in runs.iter().filter(|r| r.emphasis != Emphasis::Hidden) {
        let exit = leaves_for_good(&run.trajectory.judged().positions, scene.frame.view);
        let Some(exit) = exit.filter(|k| *k > 0 && *k as f64 <= shown(scene, run)) else { continue };
        let radius = BADGE * scene.scale;
        let at =
            free(crossing(&scene.frame, &run.trajectory.judged().positions, exit), &scene.frame.rect, radius, taken);
        taken.push(Rect::new(at[0], at[1], 0.0, 0.0).grow(radius));
        let lost = lost_at(run.trajectory).filter(|k| *k as f64 <= shown(scene, run));
        paint_badge(paint, scene, run, at, lost.is_some());
        paint_words(paint, scene, run, at, lost.unwrap_or(exit), taken);
    }
}

fn lost_at(run: &Trajectory) -> Option<usize> {
    match run.outcome {
        Outcome::Diverged { step } | Outcome::Unbounded { step } => Some(step),
        _ => None,
    }
}

/// Where the segment that ends at step `exit` crosses the frame.
fn crossing(frame: &Frame, positions: &[V2], exit: usize) -> [f64; 2] {
    let (a, b) = (frame.to_screen(positions[exit - 1]), frame.to_screen(positions[exit]));
    clip::segment(&frame.rect, a, b).map_or(a, |(_, out)| out)
}

/// The badge's middle: wholly on the map, moved along its edge until it covers nothing.
fn free(at: [f64; 2], rect: &Rect, radius: f64, taken: &[Rect]) -> [f64; 2] {
    let inner = rect.grow(-radius - 1.0);
    let along_x = at[1] < inner.y || at[1] > inner.foot();
    let inside = |[x, y]: [f64; 2]| [x.min(inner.right()).max(inner.x), y.min(inner.foot()).max(inner.y)];
    let moved = |k: i32| {
        let by = 2.2 * radius * f64::from((k + 1) / 2) * if k % 2 == 0 { -1.0 } else { 1.0 };
        inside(if along_x { [at[0] + by, at[1]] } else { [at[0], at[1] + by] })
    };
    let covers = |at: [f64; 2]| taken.iter().any(|t| t.overlaps(&Rect::new(at[0], at[1], 0.0, 0.0).grow(radius)));
    (0..8).map(moved).find(|at| !covers(*at)).unwrap_or_else(|| inside(at))
}

fn paint_badge(paint: &mut dyn Paint, scene: &Scene<'_>, run: &RunMark<'_>, at: [f64; 2], is_lost: bool) {
    let (palette, scale) = (scene.palette, scene.scale);
    let color = palette.line(run.slot);
    paint.disc(at, BADGE * scale, palette.halo);
    if !is_lost {
        return paint.disc(at, ARM * scale, color.into());
    }
    let (arm, stroke) = (ARM * scale, Stroke::solid(color, 2.5 * scale));
    for side in [-1.0, 1.0] {
        let ends = [[at[0] - arm, at[1] - side * arm], [at[0] + arm, at[1] + side * arm]];
        paint.polyline(&ends, &stroke);
    }
}

fn paint_words(
    paint: &mut dyn Paint,
    scene: &Scene<'_>,
    run: &RunMark<'_>,
    at: [f64; 2],
    step: usize,
    taken: &mut Vec<Rect>,
) {
    let words = if scene.names { format!("{}, step {step}", run.name) } else { format!("step {step}") };
    let text = Text::plain(LETTERS * scene.letters, scene.palette.ink).on(scene.palette.halo).anchored(Anchor::Left);
    let width = paint.text_width(&words, &text);
    let gap = (BADGE + 4.0) * scene.scale;
    let around = Rect::new(at[0] - gap, at[1] - text.size * 0.6, 2.0 * gap, text.size * 1.2);
    if let Some(place) = give_way(&around, width, &scene.frame.rect, taken) {
        paint.text(&words, [place.x, place.y + place.h / 2.0], &text);
        taken.push(place);
    }
}
