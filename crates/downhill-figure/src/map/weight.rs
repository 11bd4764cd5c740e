//! How wide and how strong the lines of a run are.

use super::{Emphasis, RunMark, Scene};
use crate::paint::Stroke;
use crate::palette::{Dash, Rgba, dash};

/// Width of a path in CSS pixels,
const CORE: f64 = 2.5;
/// of one that is pointed at,
const LIFTED: f64 = 3.5;
/// of one so long that it would hide the map,
const LONG: f64 = 1.25;
/// and of the last steps while playing.
const TAIL: f64 = 3.0;
/// How much wider the halo is.
const HALO: f64 = 2.5;
/// Width of a training path beside its average,
const TRAINING: f64 = 1.25;
/// and its dash: finer than any other.
const FINE: Dash = Dash { pattern: &[2.0, 2.5], round: false };
/// Opacity of what lies behind the last steps while playing,
const BEHIND: f64 = 0.55;
/// and of runs when another one is pointed at.
const FADED: f64 = 0.4;

/// The strokes of one run.
pub(super) struct Weight {
    pub(super) color: Rgba,
    pub(super) halo_color: Rgba,
    core: f64,
    tail: f64,
    training: f64,
    dash: Dash,
    stretch: f64,
    has_halo: bool,
    behind: f64,
}

impl Weight {
    pub(super) fn of(scene: &Scene<'_>, run: &RunMark<'_>, is_long: bool) -> Self {
        let strength = if run.emphasis == Emphasis::Faded { FADED } else { 1.0 };
        let core = match (run.emphasis, is_long) {
            (Emphasis::Lifted, _) => LIFTED,
            (_, true) => LONG,
            _ => CORE,
        };
        Self {
            color: scene.palette.line(run.slot).alpha(strength),
            halo_color: scene.palette.halo.fade(strength),
            core: core * scene.scale,
            tail: f64::max(core, TAIL) * scene.scale,
            training: TRAINING * scene.scale,
            dash: if scene.dashed { dash(run.slot) } else { SOLID },
            stretch: scene.scale,
            has_halo: !is_long || run.emphasis == Emphasis::Lifted,
            behind: if scene.playing { BEHIND } else { 1.0 },
        }
    }

    pub(super) fn halo(&self, tail: bool) -> Option<Stroke> {
        let core = if tail { self.tail } else { self.core };
        self.has_halo.then(|| Stroke::solid(self.halo_color, core + HALO * self.stretch))
    }

    pub(super) fn body(&self) -> Stroke {
        Stroke {
            color: self.color.fade(self.behind),
            width: self.core,
            dash: self.dash,
            stretch: self.stretch,
            offset: 0.0,
        }
    }

    /// The path of training beside the average that counts.
    pub(super) fn training(&self) -> Stroke {
        Stroke { color: self.color, width: self.training, dash: FINE, stretch: self.stretch, offset: 0.0 }
    }

    pub(super) fn tail(&self, offset: f64) -> Stroke {
        Stroke { color: self.color, width: self.tail, dash: self.dash, stretch: self.stretch, offset }
    }
}

const SOLID: Dash = Dash { pattern: &[], round: true };
