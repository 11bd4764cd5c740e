//! [`Paint`] over any plotters backend.

use super::{Anchor, FONT, Paint, Stroke, Text, clip, dash};
use crate::frame::Rect;
use crate::palette::Rgba;
use crate::raster::Raster;
use plotters::backend::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBAColor, RGBColor, ShapeStyle, TextStyle};

/// Draws on a plotters backend that has `ratio` of its pixels per CSS pixel. Backends have whole pixels: a vector
/// target wants a ratio of 8 or so, and a view box.
///
/// A backend's error ends nothing here: ask the backend when presenting it.
pub struct PlottersPaint<'a, DB: DrawingBackend> {
    backend: &'a mut DB,
    ratio: f64,
    letters: f64,
    clip: Option<Rect>,
}

/// How much smaller plotters' SVG backend sets letters than it is asked to.
pub const SVG_LETTERS: f64 = 1.24;

impl<'a, DB: DrawingBackend> PlottersPaint<'a, DB> {
    /// Draws on `backend`.
    pub fn new(backend: &'a mut DB, ratio: f64) -> Self {
        Self { backend, ratio, letters: 1.0, clip: None }
    }

    /// The same with all letters larger by a factor: [`SVG_LETTERS`] on plotters' SVG backend.
    #[must_use]
    pub fn letters(self, factor: f64) -> Self {
        Self { letters: factor, ..self }
    }

    fn at(&self, [x, y]: [f64; 2]) -> (i32, i32) {
        ((x * self.ratio).round() as i32, (y * self.ratio).round() as i32)
    }

    fn size(&self, length: f64) -> u32 {
        ((length * self.ratio).round() as u32).max(1)
    }

    fn style(&self, color: Rgba, width: f64) -> ShapeStyle {
        ShapeStyle { color: rgba(color), filled: false, stroke_width: self.size(width) }
    }

    fn is_hidden(&self, at: [f64; 2], reach: f64) -> bool {
        !at[0].is_finite() || !at[1].is_finite() || self.clip.is_some_and(|c| !c.grow(reach).contains(at))
    }

    fn draw(&mut self, points: &[[f64; 2]], style: ShapeStyle) {
        match points {
            [a, b] => drop(self.backend.draw_line(self.at(*a), self.at(*b), &style)),
            _ => {
                let ratio = self.ratio;
                let whole = |p: &[f64; 2]| ((p[0] * ratio).round() as i32, (p[1] * ratio).round() as i32);
                drop(self.backend.draw_path(points.iter().map(whole), &style));
            }
        }
    }

    /// A dash so short that only its round caps are seen.
    fn is_dot(points: &[[f64; 2]]) -> bool {
        points.windows(2).all(|p| (p[1][0] - p[0][0]).hypot(p[1][1] - p[0][1]) < 0.5)
    }
}

impl<DB: DrawingBackend> Paint for PlottersPaint<'_, DB> {
    fn raster(&mut self, rect: Rect, image: &Raster) {
        let (dx, dy) = (rect.w / image.width as f64, rect.h / image.height as f64);
        for (j, row) in image.rgba.chunks_exact(4 * image.width).enumerate() {
            let y = rect.y + j as f64 * dy;
            let mut i = 0;
            for same in row.as_chunks::<4>().0.chunk_by(|a, b| a == b) {
                let x = rect.x + i as f64 * dx;
                i += same.len();
                // Half a sample further: no seams where a viewer smooths edges. The next one covers it.
                let (right, foot) = (rect.x + (i as f64 + 0.5) * dx, y + 1.5 * dy);
                let corners = (self.at([x, y]), self.at([right.min(rect.right()), foot.min(rect.foot())]));
                let [r, g, b, a] = same[0];
                let color = RGBColor(r, g, b).mix(f64::from(a) / 255.0);
                drop(self.backend.draw_rect(corners.0, corners.1, &color, true));
            }
        }
    }

    fn polyline(&mut self, points: &[[f64; 2]], stroke: &Stroke) {
        let style = self.style(stroke.color, stroke.width);
        let pattern: Vec<f64> = stroke.lengths().collect();
        let everywhere = Rect::new(-1e5, -1e5, 2e5, 2e5);
        let rect = self.clip.unwrap_or(everywhere);
        clip::polyline(&rect, points, |piece| {
            dash::dashes(piece, &pattern, stroke.offset, |dash| {
                if stroke.dash.round && Self::is_dot(dash) {
                    self.disc(dash[0], stroke.width / 2.0, stroke.color);
                } else {
                    self.draw(dash, style);
                }
            });
        });
    }

    fn polygon(&mut self, points: &[[f64; 2]], fill: Rgba) {
        if points.iter().any(|p| self.is_hidden(*p, 0.0)) {
            return;
        }
        let corners: Vec<_> = points.iter().map(|p| self.at(*p)).collect();
        drop(self.backend.fill_polygon(corners, &rgba(fill)));
    }

    fn disc(&mut self, centre: [f64; 2], radius: f64, fill: Rgba) {
        if !self.is_hidden(centre, radius) {
            let (at, radius) = (self.at(centre), self.size(radius));
            drop(self.backend.draw_circle(at, radius, &rgba(fill), true));
        }
    }

    fn ring(&mut self, centre: [f64; 2], radius: f64, width: f64, color: Rgba) {
        if !self.is_hidden(centre, radius) {
            let (at, radius, style) = (self.at(centre), self.size(radius), self.style(color, width));
            drop(self.backend.draw_circle(at, radius, &style, false));
        }
    }

    fn fill(&mut self, rect: Rect, _radius: f64, fill: Rgba) {
        let corners = (self.at([rect.x, rect.y]), self.at([rect.right(), rect.foot()]));
        drop(self.backend.draw_rect(corners.0, corners.1, &rgba(fill), true));
    }

    fn text(&mut self, words: &str, at: [f64; 2], text: &Text) {
        if self.is_hidden(at, text.size) {
            return;
        }
        if let Some(halo) = text.halo {
            let behind = text.area(at, self.text_width(words, text));
            self.fill(behind, 0.0, halo);
        }
        let style = if text.bold { FontStyle::Bold } else { FontStyle::Normal };
        let h_pos = match text.anchor {
            Anchor::Left => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::Right => HPos::Right,
        };
        let font = FontDesc::new(FontFamily::Name(FONT), text.size * self.ratio * self.letters, style);
        let color = rgba(text.color);
        let style = TextStyle::from(font).color(&color).pos(Pos::new(h_pos, VPos::Center));
        let at = self.at(at);
        drop(self.backend.draw_text(words, &style, at));
    }

    fn clip(&mut self, rect: Option<Rect>) {
        self.clip = rect;
    }
}

fn rgba(c: Rgba) -> RGBAColor {
    RGBColor(c.rgb.r, c.rgb.g, c.rgb.b).mix(c.a)
}
