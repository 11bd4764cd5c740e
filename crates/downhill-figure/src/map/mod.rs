//! One map in layers: the ground below, the runs above it.

mod cloud;
mod exit;
mod ground;
mod landmarks;
mod names;
mod path;
mod places;
mod recorded;
mod runs;
mod start;
mod weight;

pub use cloud::{cloud_run, paint_cloud};
pub use exit::left_view_at;
pub use ground::{Detail, Ground, paint_ground};
pub use path::at as position_at;
pub(crate) use recorded::DASH;
pub use recorded::Recorded;
pub use runs::{RunsPainter, nearest_run};
pub use start::{Grip, paint_start, start_place};

use crate::frame::Frame;
use crate::palette::Palette;
use downhill_core::spec::Slot;
use downhill_core::{Trajectory, V2};

/// One run as maps and charts show it.
#[derive(Clone, Copy, Debug)]
pub struct RunMark<'a> {
    /// What it did.
    pub trajectory: &'a Trajectory,
    /// Its colour and dash.
    pub slot: Slot,
    /// What it is called beside its line.
    pub name: &'a str,
    /// How strongly it is drawn.
    pub emphasis: Emphasis,
}

/// How strongly a run is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Emphasis {
    /// As usual.
    #[default]
    Normal,
    /// Thicker: it is pointed at.
    Lifted,
    /// At 40 %: another one is pointed at.
    Faded,
    /// Not at all.
    Hidden,
}

/// What all runs on a map have in common.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// Where the map is.
    pub frame: Frame,
    /// The theme's colours.
    pub palette: &'a Palette,
    /// How many steps are shown, fractions included; more than a run has shows it whole, 0 shows no path.
    pub playhead: f64,
    /// Whether it is playing: the last steps are then drawn stronger.
    pub playing: bool,
    /// Whether lines are dashed: where several share a map, in print and in forced colours.
    pub dashed: bool,
    /// Whether names stand beside the heads: where several share a map.
    pub names: bool,
    /// Whether it is a figure that does not move: names are smaller, cover as little of the paths as they can, and may
    /// stand farther off, with a line to their head.
    pub still: bool,
    /// Points that names must not cover: the start and the landmarks.
    pub avoid: &'a [V2],
    /// 1, or 1.4 for a projector; also less than 1 for thumbnails. Scales strokes and marks.
    pub scale: f64,
    /// Scales words in the same way.
    pub letters: f64,
}
