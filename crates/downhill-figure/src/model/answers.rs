//! What every run makes of the examples: a line, a curve, or the boundary between two classes.

use crate::frame::Frame;
use crate::map::{Emphasis, RunMark, position_at};
use crate::paint::{Paint, Stroke};
use crate::palette::{Palette, dash};
use downhill_core::surface::FromData;
use downhill_core::{V2, v2};

/// Distance of a curve's points, in CSS pixels.
const SPACING: f64 = 2.0;
/// Width of a line,
const CORE: f64 = 2.5;
/// of one that is pointed at,
const LIFTED: f64 = 3.5;
/// how much wider its halo is,
const HALO: f64 = 2.5;
/// and opacity of the others.
const FADED: f64 = 0.4;
/// Radius of the disc where a curve passes from one class to the other.
const TURN: f64 = 4.5;
/// Length of the stroke from a boundary to the side of the second class.
const SIDE: f64 = 12.0;

/// All that the lines depend on.
#[derive(Clone, Copy)]
pub struct Answers<'a> {
    /// The model.
    pub model: &'a dyn FromData,
    /// Where the picture is.
    pub frame: Frame,
    /// The theme's colours.
    pub palette: &'a Palette,
    /// The step on show, fractions included.
    pub playhead: f64,
    /// Whether lines are dashed, where colour alone would not do.
    pub dashed: bool,
    /// Scales strokes and marks.
    pub scale: f64,
}

/// Paints the line of every visible run: halos first, then the lines.
pub fn paint_answers(paint: &mut dyn Paint, answers: &Answers<'_>, runs: &[RunMark<'_>]) {
    let visible = runs.iter().filter(|run| run.emphasis != Emphasis::Hidden);
    let lines: Vec<_> = visible.map(|run| (run, answers.lines(run))).collect();
    paint.clip(Some(answers.frame.rect));
    for (run, line) in &lines {
        let stroke = answers.stroke(run);
        let halo = Stroke::solid(answers.palette.halo, stroke.width + HALO * answers.scale);
        line.strokes.iter().for_each(|points| paint.polyline(points, &halo));
    }
    for (run, line) in &lines {
        let stroke = answers.stroke(run);
        if let Some((first, rest)) = line.strokes.split_first() {
            paint.polyline(first, &stroke);
            rest.iter().for_each(|points| paint.polyline(points, &Stroke::solid(stroke.color, stroke.width)));
        }
        for at in &line.turns {
            paint.disc(*at, (TURN + 2.0) * answers.scale, answers.palette.halo);
            paint.disc(*at, TURN * answers.scale, stroke.color);
        }
    }
    paint.clip(None);
}

/// What is drawn of one run: its line and then what else is stroked, and where it turns from one class to the other.
#[derive(Default)]
struct Line {
    strokes: Vec<Vec<[f64; 2]>>,
    turns: Vec<[f64; 2]>,
}

impl Answers<'_> {
    fn stroke(&self, run: &RunMark<'_>) -> Stroke {
        let (width, strength) = match run.emphasis {
            Emphasis::Lifted => (LIFTED, 1.0),
            Emphasis::Faded => (CORE, FADED),
            Emphasis::Normal | Emphasis::Hidden => (CORE, 1.0),
        };
        let solid = Stroke::solid(self.palette.line(run.slot).alpha(strength), width * self.scale);
        if self.dashed { Stroke { dash: dash(run.slot), stretch: self.scale, ..solid } } else { solid }
    }

    fn lines(&self, run: &RunMark<'_>) -> Line {
        let at = position_at(&run.trajectory.judged().positions, self.playhead);
        if !at.is_finite() {
            return Line::default();
        }
        if self.model.sort().is_wide { self.boundary(at) } else { self.curve(at) }
    }

    /// The line through the origin that the weights stand upright on, and a stroke to the second class' side.
    fn boundary(&self, at: V2) -> Line {
        let normal = self.model.weights(at);
        let size = normal.norm();
        if !(size > 0.0 && size.is_finite()) {
            return Line::default();
        }
        let [[x0, x1], [y0, y1]] = self.frame.view;
        let reach = (x1 - x0) + (y1 - y0);
        let along = v2(-normal.y, normal.x) * (reach / size);
        let ends = [along, -1.0 * along].map(|end| self.frame.to_screen(end));
        let middle = self.frame.to_screen(V2::ZERO);
        let [dx, dy] = [ends[0][0] - ends[1][0], ends[0][1] - ends[1][1]];
        let length = dx.hypot(dy);
        // Upright on the line on the screen, where axes may have different scales, to the side of larger sums.
        let upright = [dy / length, -dx / length];
        let [ux, uy] = self.frame.unit();
        let is_larger = upright[0] * ux * normal.x - upright[1] * uy * normal.y > 0.0;
        let side = if is_larger { SIDE * self.scale } else { -SIDE * self.scale };
        let tip = [middle[0] + side * upright[0], middle[1] + side * upright[1]];
        Line { strokes: vec![ends.into(), vec![middle, tip]], turns: Vec::new() }
    }

    /// What is predicted for every feature on show.
    fn curve(&self, at: V2) -> Line {
        let (rect, classifies) = (self.frame.rect, self.model.sort().classifies);
        let count = (rect.w / SPACING).ceil().max(1.0) as usize;
        let mut line = vec![];
        let mut turns = Vec::new();
        let mut before: Option<(f64, f64)> = None;
        for i in 0..=count {
            let px = rect.x + rect.w * i as f64 / count as f64;
            let u = self.frame.to_model([px, 0.0]).x;
            let v = self.model.predict(at, [u, 1.0]);
            if !v.is_finite() {
                continue;
            }
            let [_, py] = self.frame.to_screen(v2(u, v));
            // Far outside it does not matter where, and a canvas cannot draw to everywhere.
            line.push([px, py.clamp(rect.y - rect.h, rect.foot() + rect.h)]);
            if let Some((bx, bv)) = before.filter(|(_, bv)| classifies && (bv - 0.5) * (v - 0.5) < 0.0) {
                let part = (0.5 - bv) / (v - bv);
                turns.push([bx + part * (px - bx), self.frame.to_screen(v2(0.0, 0.5))[1]]);
            }
            before = Some((px, v));
        }
        Line { strokes: vec![line], turns }
    }
}
