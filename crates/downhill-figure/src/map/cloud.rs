//! Where each example alone would lead from a run's head, and where their means do.

use super::runs::{HALO, HEAD, head, paint_head};
use super::{Emphasis, RunMark, Scene};
use crate::paint::{Paint, Stroke};
use crate::palette::Rgba;
use downhill_core::run::Cloud;
use downhill_core::{V2, v2};

/// The examples' ways downhill are so long on the screen as a part of the map's shorter side: the root of their mean
/// square.
const SPREAD: f64 = 0.2;
/// Radius of an example's dot,
const DOT: f64 = 2.0;
/// and how strong it is, so that one sees how many lie on each other.
const STRENGTH: f64 = 0.55;
/// Radius of the dot of one of the batch.
const CHOSEN: f64 = 3.0;
/// Width of the arrows,
const ARROW: f64 = 2.25;
/// and length and half the width of their tips, in CSS pixels.
const TIP: [f64; 2] = [9.0, 4.5];

/// Of the runs on a map the one whose cloud is drawn, since several could not be told apart: that which is pointed at,
/// else the first on show.
pub fn cloud_run(runs: &[RunMark<'_>]) -> Option<usize> {
    let lifted = runs.iter().position(|run| run.emphasis == Emphasis::Lifted);
    lifted.or_else(|| runs.iter().position(|run| run.emphasis != Emphasis::Hidden))
}

/// Paints a cloud about the point where its gradients were taken: a dot where each example's gradient alone would lead,
/// larger ones in the run's colour for the batch's, an arrow for the mean of all in ink, and one in the run's colour for
/// that of the batch. All are to one scale, whatever the learning rate, so that one sees how far examples agree.
pub fn paint_cloud(paint: &mut dyn Paint, scene: &Scene<'_>, cloud: &Cloud, run: &RunMark<'_>) {
    let Some(reach) = Reach::of(scene, cloud) else { return };
    let (ink, line, halo) = (scene.palette.ink, scene.palette.line(run.slot), scene.palette.halo);
    let dots = |gradients: &[V2]| gradients.iter().map(|g| reach.place(*g)).collect::<Vec<_>>();
    let (examples, batch) = (dots(&cloud.examples), dots(&cloud.batch));
    paint.clip(Some(scene.frame.rect));
    paint.discs(&examples, (DOT + 0.75) * scene.scale, halo.fade(0.6));
    paint.discs(&examples, DOT * scene.scale, ink.alpha(STRENGTH));
    paint.discs(&batch, (CHOSEN + 1.25) * scene.scale, halo);
    paint.discs(&batch, CHOSEN * scene.scale, line.into());
    reach.arrow(paint, cloud.mean, ink.into(), halo);
    if let Some(mean) = cloud.batch_mean {
        reach.arrow(paint, mean, line.into(), halo);
    }
    // The head stays on top of the dots that lead hardly anywhere.
    if let Some(at) = head(scene, run) {
        paint_head(paint, at, line.into(), halo, scene.scale);
    }
    paint.clip(None);
}

/// From gradients to places on the screen.
struct Reach<'a> {
    scene: &'a Scene<'a>,
    at: V2,
    /// How far a gradient of length 1 leads.
    factor: f64,
}

impl<'a> Reach<'a> {
    /// None where nobody could see anything: all gradients are zero, or some are not finite.
    fn of(scene: &'a Scene<'a>, cloud: &Cloud) -> Option<Self> {
        let [ux, uy] = scene.frame.unit();
        let squares: f64 = cloud.examples.iter().map(|g| (g.x / ux) * (g.x / ux) + (g.y / uy) * (g.y / uy)).sum();
        let typical = (squares / cloud.examples.len() as f64).sqrt();
        let factor = SPREAD * scene.frame.rect.w.min(scene.frame.rect.h) / typical;
        factor.is_finite().then_some(Self { scene, at: cloud.at, factor })
    }

    /// Where a step against a gradient would lead.
    fn place(&self, gradient: V2) -> [f64; 2] {
        self.scene.frame.to_screen(self.at - self.factor * gradient)
    }

    /// From the head's edge against a gradient; none where it would end within the head.
    fn arrow(&self, paint: &mut dyn Paint, gradient: V2, color: Rgba, halo: Rgba) {
        let scale = self.scene.scale;
        let ([x, y], [tx, ty]) = (self.scene.frame.to_screen(self.at), self.place(gradient));
        let way = v2(tx - x, ty - y);
        let (length, edge) = (way.norm(), (HEAD + HALO) * scale);
        if length <= edge {
            return;
        }
        let way = way / length;
        let on = |along: f64, aside: f64| [x + along * way.x - aside * way.y, y + along * way.y + aside * way.x];
        let [tip, half] = TIP.map(|v| v * scale);
        let neck = (length - tip).max(edge);
        let shaft = [on(edge, 0.0), on(neck, 0.0)];
        let corners =
            |room: f64| [on(length + 1.5 * room, 0.0), on(neck - room, half + room), on(neck - room, -half - room)];
        paint.polyline(&shaft, &Stroke::solid(halo, (ARROW + HALO) * scale));
        paint.polygon(&corners(scale), halo);
        paint.polyline(&shaft, &Stroke::solid(color, ARROW * scale));
        paint.polygon(&corners(0.0), color);
    }
}
