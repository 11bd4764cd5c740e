//! [`Paint`] that writes SVG: paths with their dashes, text as text, and the heat map as one image.

use super::{Anchor, FIGURE_FONT, Paint, Stroke, Text};
use crate::frame::Rect;
use crate::palette::Rgba;
use crate::raster::Raster;
use core::fmt::{self, Display, Write};

/// Writes an SVG document, in CSS pixels with two decimals.
///
/// plotters' own backend has whole pixels, no dashes, no clipping and no images at a size of one's choice; a figure that
/// somebody opens in a drawing program wants all four.
pub struct SvgPaint<'a> {
    body: String,
    /// What a picture in the document is called in it; other documents in the same page must not share it.
    id: String,
    image: &'a dyn Fn(&Raster) -> String,
    /// The only image so far and where it stands.
    drawn: Option<(Raster, Rect)>,
    clips: Vec<Rect>,
    is_clipped: bool,
}

/// From the middle of capital letters down to their foot, in sizes.
const TO_BASELINE: f64 = 0.36;
/// Width of the halo behind letters.
const HALO: f64 = 3.0;

impl<'a> SvgPaint<'a> {
    /// An empty document. `image` turns a heat map into the address of an image, such as `data:image/png;base64,..`;
    /// `id` begins every name in the document: letters and digits, a letter first.
    pub fn new(id: &str, image: &'a dyn Fn(&Raster) -> String) -> Self {
        Self { body: String::new(), id: id.into(), image, drawn: None, clips: Vec::new(), is_clipped: false }
    }

    /// The document of this size, with a title and a description for those who do not see it.
    pub fn finish(mut self, [w, h]: [f64; 2], title: &str, description: &str) -> String {
        self.clip(None);
        let [w, h] = [w, h].map(Number);
        let Self { body, id, .. } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" role=\"img\" \
             aria-labelledby=\"{id}title {id}description\" font-family=\"{FIGURE_FONT}\" fill=\"none\" \
             stroke-linejoin=\"round\">\n<title id=\"{id}title\">{}</title>\n<desc id=\"{id}description\">{}</desc>\n\
             {body}</svg>\n",
            Escaped(title),
            Escaped(description),
        )
    }

    fn add(&mut self, element: fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.body.write_fmt(element);
        self.body.push('\n');
    }

    fn path(&mut self, lines: &[&[[f64; 2]]], stroke: &Stroke) {
        let data: String = lines.iter().map(|line| data(line)).collect();
        if !data.is_empty() {
            self.add(format_args!("<path d=\"{data}\"{}/>", Pen(stroke)));
        }
    }

    fn letters(&mut self, words: &str, [x, y]: [f64; 2], text: &Text, color: impl Display) {
        let anchor = match text.anchor {
            Anchor::Left => "start",
            Anchor::Middle => "middle",
            Anchor::Right => "end",
        };
        let weight = if text.bold { " font-weight=\"bold\"" } else { "" };
        let (x, y, size) = (Number(x), Number(y + TO_BASELINE * text.size), Number(text.size));
        let words = Escaped(words);
        self.add(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight} text-anchor=\"{anchor}\"{color}>{words}</text>"
        ));
    }
}

impl Paint for SvgPaint<'_> {
    fn raster(&mut self, rect: Rect, image: &Raster) {
        let id = format!("{}heat", self.id);
        if let Some((_, first)) = self.drawn.as_ref().filter(|(drawn, at)| drawn == image && at.w == rect.w) {
            let (dx, dy) = (Number(rect.x - first.x), Number(rect.y - first.y));
            return self.add(format_args!("<use href=\"#{id}\" x=\"{dx}\" y=\"{dy}\"/>"));
        }
        let name = if self.drawn.is_none() { format!(" id=\"{id}\"") } else { String::new() };
        let address = (self.image)(image);
        let place = Place(rect);
        self.add(format_args!("<image{name}{place} preserveAspectRatio=\"none\" href=\"{address}\"/>"));
        self.drawn.get_or_insert((image.clone(), rect));
    }

    fn polyline(&mut self, points: &[[f64; 2]], stroke: &Stroke) {
        self.path(&[points], stroke);
    }

    fn polylines(&mut self, lines: &[Vec<[f64; 2]>], stroke: &Stroke) {
        let lines: Vec<&[[f64; 2]]> = lines.iter().map(Vec::as_slice).collect();
        self.path(&lines, stroke);
    }

    fn polygon(&mut self, points: &[[f64; 2]], fill: Rgba) {
        self.add(format_args!("<path d=\"{}Z\"{}/>", data(points), Color("fill", fill)));
    }

    fn disc(&mut self, centre: [f64; 2], radius: f64, fill: Rgba) {
        self.add(format_args!("<circle{}{}/>", Circle(centre, radius), Color("fill", fill)));
    }

    fn discs(&mut self, centres: &[[f64; 2]], radius: f64, fill: Rgba) {
        if !centres.is_empty() {
            let circles: String = centres.iter().map(|at| format!("<circle{}/>", Circle(*at, radius))).collect();
            self.add(format_args!("<g{}>{circles}</g>", Color("fill", fill)));
        }
    }

    fn ring(&mut self, centre: [f64; 2], radius: f64, width: f64, color: Rgba) {
        self.add(format_args!("<circle{}{}/>", Circle(centre, radius), Pen(&Stroke::solid(color, width))));
    }

    fn fill(&mut self, rect: Rect, radius: f64, fill: Rgba) {
        let (place, color) = (Place(rect), Color("fill", fill));
        self.add(format_args!("<rect{place} rx=\"{}\"{color}/>", Number(radius)));
    }

    fn text(&mut self, words: &str, at: [f64; 2], text: &Text) {
        if let Some(halo) = text.halo {
            // A text of its own: not every drawing program can stroke letters below their fill.
            self.letters(words, at, text, Pen(&Stroke::solid(halo, HALO)));
        }
        self.letters(words, at, text, Color("fill", text.color));
    }

    fn clip(&mut self, rect: Option<Rect>) {
        if core::mem::replace(&mut self.is_clipped, rect.is_some()) {
            self.body.push_str("</g>\n");
        }
        let Some(rect) = rect else { return };
        let known = self.clips.iter().position(|known| *known == rect);
        let id = format!("{}clip{}", self.id, known.unwrap_or(self.clips.len()));
        if known.is_none() {
            self.clips.push(rect);
            self.add(format_args!("<clipPath id=\"{id}\"><rect{}/></clipPath>", Place(rect)));
        }
        self.add(format_args!("<g clip-path=\"url(#{id})\">"));
    }
}

/// A number with at most two decimals, without what says nothing.
struct Number(f64);

impl Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Adding zero turns the negative zero into zero.
        write!(f, "{}", (self.0 * 100.0).round() / 100.0 + 0.0)
    }
}

/// Path data of one polyline; nothing where a point is not finite.
fn data(points: &[[f64; 2]]) -> String {
    if points.iter().flatten().any(|v| !v.is_finite()) {
        return String::new();
    }
    let mut data = String::new();
    let mut pen = [0.0, 0.0];
    for (i, at) in points.iter().enumerate() {
        // Steps from point to point are short to write; rounding the points themselves lets no error add up.
        let at = at.map(|v| (v * 100.0).round());
        let [x, y] = [0, 1].map(|axis| Number((at[axis] - pen[axis]) / 100.0));
        let _ = write!(data, "{}{x} {y}", if i == 0 { "M" } else { "l" });
        pen = at;
    }
    data
}

struct Place(Rect);

impl Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [x, y, w, h] = [self.0.x, self.0.y, self.0.w, self.0.h].map(Number);
        write!(f, " x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"")
    }
}

struct Circle([f64; 2], f64);

impl Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, " cx=\"{}\" cy=\"{}\" r=\"{}\"", Number(self.0[0]), Number(self.0[1]), Number(self.1))
    }
}

/// A colour as attributes for `fill` or `stroke`.
struct Color(&'static str, Rgba);

impl Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(what, Rgba { rgb, a }) = self;
        write!(f, " {what}=\"{}\"", rgb.css())?;
        if *a < 1.0 { write!(f, " {what}-opacity=\"{}\"", Number(*a)) } else { Ok(()) }
    }
}

/// A stroke as attributes.
struct Pen<'a>(&'a Stroke);

impl Display for Pen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} stroke-width=\"{}\"", Color("stroke", self.0.color), Number(self.0.width))?;
        if self.0.dash.round {
            f.write_str(" stroke-linecap=\"round\"")?;
        }
        let lengths: Vec<String> = self.0.lengths().map(|length| Number(length).to_string()).collect();
        if !lengths.is_empty() {
            write!(f, " stroke-dasharray=\"{}\"", lengths.join(" "))?;
        }
        if self.0.offset > 0.0 { write!(f, " stroke-dashoffset=\"{}\"", Number(self.0.offset)) } else { Ok(()) }
    }
}

/// Text that cannot become markup.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                // XML has no other control characters.
                c if c.is_control() => f.write_char(' ')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}
