//! The heat map with relief: an image of the surface.

use crate::frame::Frame;
use crate::height::Heights;
use crate::ramp::Shades;
use downhill_core::{Surface, v2};

/// An image: four bytes (red, green, blue, opacity) a sample, row by row from the top left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Raster {
    /// Samples in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// The bytes, 4 x width x height.
    pub rgba: Vec<u8>,
}

/// Heights on a grid over a frame; every sample stands in the middle of its cell.
pub(crate) struct Grid {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) h: Vec<f64>,
}

impl Grid {
    /// Samples a frame that was widened by `margin` cells on every side; `cols` and `rows` leave the margin out.
    pub(crate) fn of(
        surface: &dyn Surface,
        heights: &Heights,
        frame: &Frame,
        [cols, rows]: [usize; 2],
        margin: usize,
    ) -> Self {
        let [[x0, x1], [y0, y1]] = frame.view;
        let (dx, dy) = ((x1 - x0) / cols as f64, (y1 - y0) / rows as f64);
        let (width, height) = (cols + 2 * margin, rows + 2 * margin);
        let mid = 0.5 - margin as f64;
        let mut h = Vec::with_capacity(width * height);
        for j in 0..height {
            let y = y1 - (j as f64 + mid) * dy;
            h.extend((0..width).map(|i| heights.h(surface.value(v2(x0 + (i as f64 + mid) * dx, y)))));
        }
        Self { width, height, h }
    }
}

/// How many cells of about `step` pixels cover the frame.
pub(crate) fn cells(frame: &Frame, step: f64) -> [usize; 2] {
    let count = |length: f64| ((length / step).ceil() as usize).max(1);
    [count(frame.rect.w), count(frame.rect.h)]
}

impl Raster {
    /// The heat map of a frame with one sample per `step` CSS pixels, lit from the upper left.
    pub fn of(surface: &dyn Surface, heights: &Heights, frame: &Frame, shades: &Shades, step: f64) -> Self {
        let [width, height] = cells(frame, step);
        let grid = Grid::of(surface, heights, frame, [width, height], 1);
        let steepness = STEEPNESS * frame.rect.diagonal() / step;
        let mut rgba = Vec::with_capacity(4 * width * height);
        for j in 0..height {
            for i in 0..width {
                let at = (j + 1) * grid.width + i + 1;
                let h = grid.h[at];
                let rise = grid.h[at + 1] - grid.h[at - 1] + grid.h[at + grid.width] - grid.h[at - grid.width];
                let slope = rise * steepness;
                rgba.extend_from_slice(&shades.at(h, slope / (1.0 + slope * slope).sqrt()));
            }
        }
        Self { width, height, rgba }
    }
}

/// Light per rise of h in one map diagonal towards the lower right; the two differences span two cells each.
const STEEPNESS: f64 = 0.1;
