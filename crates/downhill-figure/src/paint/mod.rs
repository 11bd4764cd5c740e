//! What a target must be able to do for the hot layers.

pub(crate) mod clip;
mod dash;
pub(crate) mod letters;
mod plotters;
mod svg;

pub use self::plotters::{PlottersPaint, SVG_LETTERS};
pub use self::svg::SvgPaint;

use crate::frame::Rect;
use crate::palette::{Dash, Rgba};
use crate::raster::Raster;

/// A target to draw on, in CSS pixels with y downwards. Failures of the target are its own business: a picture is
/// drawn again soon enough.
pub trait Paint {
    /// Draws an image over a rectangle, smoothly enlarged.
    fn raster(&mut self, rect: Rect, image: &Raster);
    /// Draws straight segments from point to point, with round joins.
    fn polyline(&mut self, points: &[[f64; 2]], stroke: &Stroke);
    /// Fills the polygon with these corners.
    fn polygon(&mut self, points: &[[f64; 2]], fill: Rgba);
    /// Fills a circle.
    fn disc(&mut self, centre: [f64; 2], radius: f64, fill: Rgba);
    /// Draws a circle; `radius` is that of the line's middle.
    fn ring(&mut self, centre: [f64; 2], radius: f64, width: f64, color: Rgba);
    /// Fills a rectangle whose corners are rounded by `radius`.
    fn fill(&mut self, rect: Rect, radius: f64, fill: Rgba);
    /// Writes one line of text.
    fn text(&mut self, words: &str, at: [f64; 2], text: &Text);
    /// Keeps what is drawn from now on inside a rectangle; none ends that. Not nested.
    fn clip(&mut self, rect: Option<Rect>);

    /// Width of a line of text. The default is that of Arial and the fonts made to its measure.
    fn text_width(&mut self, words: &str, text: &Text) -> f64 {
        text_width(words, text)
    }

    /// Draws several polylines alike; a target may do so in one stroke.
    fn polylines(&mut self, lines: &[Vec<[f64; 2]>], stroke: &Stroke) {
        for line in lines {
            self.polyline(line, stroke);
        }
    }

    /// Fills several circles alike; a target may do so in one go.
    fn discs(&mut self, centres: &[[f64; 2]], radius: f64, fill: Rgba) {
        for centre in centres {
            self.disc(*centre, radius, fill);
        }
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub color: Rgba,
    /// Its width in CSS pixels.
    pub width: f64,
    /// How it is broken,
    pub dash: Dash,
    /// and how many times longer than they are its lengths are drawn.
    pub stretch: f64,
    /// Where in the dash's pattern the line begins, so that a line drawn in two parts has no seam.
    pub offset: f64,
}

impl Stroke {
    /// The lengths of its dashes and gaps in CSS pixels; none where it is solid.
    pub fn lengths(&self) -> impl Iterator<Item = f64> {
        self.dash.pattern.iter().map(|length| length * self.stretch)
    }

    /// A solid line.
    pub fn solid(color: impl Into<Rgba>, width: f64) -> Self {
        Self { color: color.into(), width, dash: Dash { pattern: &[], round: true }, stretch: 1.0, offset: 0.0 }
    }
}

/// How a line of text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Text {
    /// Size in CSS pixels.
    pub size: f64,
    /// Whether it is of weight 600 instead of 400.
    pub bold: bool,
    /// Its colour.
    pub color: Rgba,
    /// Drawn behind the letters, 3 px wide, if any.
    pub halo: Option<Rgba>,
    /// Which part of the text stands at its point.
    pub anchor: Anchor,
}

/// Which part of a text stands at its point; vertically it is always its middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Left,
    /// Its middle.
    Middle,
    /// Its right end.
    Right,
}

impl Text {
    /// Text of weight 400 in one colour, its middle at the point.
    pub fn plain(size: f64, color: impl Into<Rgba>) -> Self {
        Self { size, bold: false, color: color.into(), halo: None, anchor: Anchor::Middle }
    }

    /// The same with another part of it at its point.
    #[must_use]
    pub const fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// The same with a halo.
    #[must_use]
    pub const fn on(self, halo: Rgba) -> Self {
        Self { halo: Some(halo), ..self }
    }

    /// What a text of this width covers when it stands at a point.
    pub fn area(&self, [x, y]: [f64; 2], width: f64) -> Rect {
        let left = match self.anchor {
            Anchor::Left => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::Right => x - width,
        };
        Rect::new(left, y - self.size * 0.6, width, self.size * 1.2)
    }
}

/// Width of a line of text in [`FIGURE_FONT`], in CSS pixels.
pub fn text_width(words: &str, text: &Text) -> f64 {
    letters::width(words, text)
}

/// The fonts of figures for paper: all but the last have the widths that their layout counts with.
pub const FIGURE_FONT: &str = "Arimo, Arial, Helvetica, Liberation Sans, sans-serif";

/// The font of everything on maps and charts.
pub const FONT: &str = "system-ui, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif";
