//! The runs: halos, cores, dots, heads, badges and names.

use super::{RunMark, Scene};
use crate::frame::Frame;
use crate::paint::Paint;

/// Paints runs; keeps its buffers from frame to frame.
#[derive(Debug, Default)]
pub struct RunsPainter {
    screen: Vec<[f64; 2]>,
}

impl RunsPainter {
    /// A painter without anything in its buffers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Paints the runs in layers: all halos, all cores, dots, heads, badges, names. The ground and the start are not
    /// its business.
    pub fn paint(&mut self, paint: &mut dyn Paint, scene: &Scene<'_>, runs: &[RunMark<'_>]) {
        self.screen.clear();
        let _ = (paint, scene, runs);
    }
}

/// The run whose path up to the playhead passes nearest to a point of the screen, if within `reach` pixels; hidden
/// runs do not count.
pub fn nearest_run(runs: &[RunMark<'_>], frame: &Frame, playhead: f64, at: [f64; 2], reach: f64) -> Option<usize> {
    let _ = (runs, frame, playhead, at, reach);
    None
}
