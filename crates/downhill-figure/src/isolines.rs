//! Lines of equal height.

use crate::frame::Frame;
use crate::height::Heights;
use crate::map::Detail;
use crate::raster::{Grid, cells};
use crate::words;
use contour::ContourBuilder;
use downhill_core::Surface;

/// Lines of equal height in CSS pixels of the frame. Rings are closed outside the frame: clip them to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Isolines {
    /// The thin lines.
    pub thin: Vec<Vec<[f64; 2]>>,
    /// Every fourth.
    pub heavy: Vec<Vec<[f64; 2]>>,
    /// The losses of the heavy ones, each where its line has room.
    pub labels: Vec<Label>,
}

/// The loss of an isoline, written on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Its middle, in CSS pixels.
    pub at: [f64; 2],
    /// The loss, such as `120` or `1.5 × 10⁴`.
    pub words: String,
}

/// Every so-manieth line is heavy.
const HEAVY: usize = 4;
/// Lines drawn at most, however far the view is zoomed out.
const MOST: usize = 40;
/// Cells sampled beyond each edge, so that rings close out of sight.
const MARGIN: usize = 2;
/// Samples on a map, more or less: a large one takes no longer than a small one,
const SAMPLES: f64 = 30_000.0;
/// as long as this gives so many pixels per sample, or as few as the heat map's; or as many as a coarse heat map's.
const STEP: [f64; 2] = [2.0, 4.0];

impl Isolines {
    /// The isolines of a frame: the detail's levels evenly spaced over the heights from 0 to 1, and as many more of the same
    /// spacing as a zoomed-out view shows.
    pub fn of(surface: &dyn Surface, heights: &Heights, frame: &Frame, detail: &Detail) -> Self {
        let finest = STEP[0].min(detail.step);
        let usual = (frame.rect.w * frame.rect.h / SAMPLES).sqrt().clamp(finest, STEP[1]);
        let step = if detail.step > STEP[1] { detail.step } else { usual };
        let [cols, rows] = cells(frame, step);
        let grid = Grid::of(surface, heights, frame, [cols, rows], MARGIN);
        let thresholds = thresholds(&grid, detail.levels);
        let (sx, sy) = (frame.rect.w / cols as f64, frame.rect.h / rows as f64);
        let builder = ContourBuilder::new(grid.width, grid.height, true)
            .x_step(sx)
            .y_step(sy)
            .x_origin(frame.rect.x - MARGIN as f64 * sx)
            .y_origin(frame.rect.y - MARGIN as f64 * sy);
        let heavies: Vec<f64> = thresholds.iter().skip(HEAVY - 1).step_by(HEAVY).copied().collect();
        let thins: Vec<f64> = thresholds.into_iter().filter(|h| !heavies.contains(h)).collect();
        let lines = |levels: &[f64]| builder.lines(&grid.h, levels).unwrap_or_default();
        let thin = lines(&thins).into_iter().flat_map(points).collect();
        let mut isolines = Self { thin, ..Self::default() };
        for line in lines(&heavies) {
            let words = words::number(heights.f(line.threshold()));
            let rings: Vec<_> = points(line).collect();
            isolines.label(&rings, &words, frame);
            isolines.heavy.extend(rings);
        }
        isolines
    }

    /// Puts a label where one of the rings runs level, inside the frame, away from other labels and rather at the sides
    /// than in the middle, where the paths are.
    fn label(&mut self, rings: &[Vec<[f64; 2]>], words: &str, frame: &Frame) {
        let inner = frame.rect.grow(-ROOM);
        let middle = frame.rect.x + frame.rect.w / 2.0;
        let is_free = |at: [f64; 2]| self.labels.iter().all(|l| (l.at[0] - at[0]).hypot(l.at[1] - at[1]) > APART);
        let places = rings.iter().filter(|ring| ring.len() > SHORTEST).flat_map(|ring| {
            let steep =
                |i: usize| (ring[i + REACH][1] - ring[i - REACH][1]) / (ring[i + REACH][0] - ring[i - REACH][0]);
            (REACH..ring.len() - REACH).map(move |i| (ring[i], steep(i).abs()))
        });
        let price = |(at, steep): &([f64; 2], f64)| steep - (at[0] - middle).abs() / frame.rect.w;
        let best = places
            .filter(|(at, steep)| *steep < 0.7 && inner.contains(*at) && is_free(*at))
            .min_by(|a, b| price(a).total_cmp(&price(b)));
        if let Some((at, _)) = best {
            self.labels.push(Label { at, words: words.into() });
        }
    }
}

/// Pixels between a label's middle and the edge of the frame,
const ROOM: f64 = 28.0;
/// and between the middles of two labels.
const APART: f64 = 60.0;
/// Length of a ring that has room for a label, in steps of the grid.
const SHORTEST: usize = 40;
/// Points of a ring on either side that decide how level it runs.
const REACH: usize = 4;

fn thresholds(grid: &Grid, levels: usize) -> Vec<f64> {
    let highest = grid.h.iter().copied().fold(0.0, f64::max);
    let spacing = 1.0 / (levels + 1) as f64;
    // A line a hair below the highest point would only mark the corners of a plain.
    (1..=MOST).map(|k| k as f64 * spacing).take_while(|h| h + spacing / 50.0 < highest).collect()
}

fn points(line: contour::Line) -> impl Iterator<Item = Vec<[f64; 2]>> {
    let (lines, _) = line.into_inner();
    lines.0.into_iter().map(|l| l.0.into_iter().map(|p| [p.x, p.y]).collect())
}
