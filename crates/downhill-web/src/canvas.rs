//! The figure's paint on a 2-D canvas.

use downhill_figure::Rect;
use downhill_figure::paint::{Anchor, FONT, Paint, Stroke, Text};
use downhill_figure::palette::{Dash, Rgba};
use downhill_figure::raster::Raster;
use std::f64::consts::TAU;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// A canvas in CSS pixels, drawn on again and again: its backing store has several pixels for each where the screen has.
pub(crate) struct CanvasPaint {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    fonts: &'static str,
    pen: Pen,
    /// The pen as it was before the clip, and will be after it.
    unclipped: Pen,
}

/// What the context is set to, as far as it is known. A browser takes long to read the name of a font or a colour.
#[derive(Clone, Copy, Default)]
struct Pen {
    /// Size and boldness.
    font: Option<(f64, bool)>,
    stroke: Option<Rgba>,
    fill: Option<Rgba>,
    /// And how far it is stretched.
    dash: Option<(Dash, f64)>,
}

/// Empties a canvas for plotters, which counts in device pixels, and sizes its backing store for its place on the page.
pub(crate) fn clear(canvas: &HtmlCanvasElement, width: f64, height: f64, ratio: f64) {
    // Setting the width, even to itself, empties a canvas and forgets its transformation.
    let [w, h] = pixels(width, height, ratio);
    canvas.set_width(w);
    canvas.set_height(h);
}

fn pixels(width: f64, height: f64, ratio: f64) -> [u32; 2] {
    [width, height].map(|v| (v * ratio).round().max(1.0) as u32)
}

/// Another canvas with the same picture.
pub(crate) fn copy(canvas: &HtmlCanvasElement) -> Option<HtmlCanvasElement> {
    let (copy, context) = fresh(canvas.width(), canvas.height())?;
    let rect = Rect::new(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
    draw_canvas(&context, canvas, rect);
    Some(copy)
}

/// A canvas that is not on the page, with its context.
pub(crate) fn fresh(width: u32, height: u32) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let canvas: HtmlCanvasElement = leptos::prelude::document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    Some((canvas, context))
}

impl CanvasPaint {
    /// Draws on a canvas; none where the browser gives no 2-D context.
    pub(crate) fn of(canvas: HtmlCanvasElement) -> Option<Self> {
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Self { canvas, context, fonts: FONT, pen: Pen::default(), unclipped: Pen::default() })
    }

    /// The same in other fonts.
    pub(crate) fn fonts(self, fonts: &'static str) -> Self {
        Self { fonts, ..self }
    }

    /// Begins a new picture of this size.
    pub(crate) fn begin(&mut self, width: f64, height: f64, ratio: f64) -> &mut Self {
        let [w, h] = pixels(width, height, ratio);
        if self.canvas.width() != w || self.canvas.height() != h {
            self.canvas.set_width(w);
            self.canvas.set_height(h);
            // That made a new pen.
            self.pen = Pen::default();
        }
        // Only numbers that are not finite could be refused.
        drop(self.context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0));
        self.context.clear_rect(0.0, 0.0, width, height);
        self.context.set_line_join("round");
        self
    }

    pub(crate) const fn canvas(&self) -> &HtmlCanvasElement {
        &self.canvas
    }

    /// Draws another canvas over a rectangle.
    pub(crate) fn stamp(&self, canvas: &HtmlCanvasElement, rect: Rect) {
        draw_canvas(&self.context, canvas, rect);
    }

    fn trace(&self, points: &[[f64; 2]]) {
        for (i, [x, y]) in points.iter().enumerate() {
            if i == 0 { self.context.move_to(*x, *y) } else { self.context.line_to(*x, *y) }
        }
    }

    fn stroke(&mut self, stroke: &Stroke) {
        self.stroke_color(stroke.color);
        self.dash(stroke);
        self.context.set_line_width(stroke.width);
        self.context.set_line_dash_offset(stroke.offset);
        self.context.stroke();
    }

    fn stroke_color(&mut self, color: Rgba) {
        if self.pen.stroke.replace(color) != Some(color) {
            self.context.set_stroke_style_str(&color.css());
        }
    }

    fn fill_color(&mut self, color: Rgba) {
        if self.pen.fill.replace(color) != Some(color) {
            self.context.set_fill_style_str(&color.css());
        }
    }

    fn dash(&mut self, stroke: &Stroke) {
        let dash = (stroke.dash, stroke.stretch);
        if self.pen.dash.replace(dash) != Some(dash) {
            let pattern = stroke.lengths().map(JsValue::from_f64).collect::<js_sys::Array>();
            self.context.set_line_cap(if stroke.dash.round { "round" } else { "butt" });
            // The pattern is a list of finite numbers, the only thing that can be refused.
            drop(self.context.set_line_dash(&pattern));
        }
    }

    fn font(&mut self, text: &Text) {
        let font = (text.size, text.bold);
        if self.pen.font.replace(font) != Some(font) {
            self.context.set_font(&format!("{} {}px {}", if text.bold { 600 } else { 400 }, text.size, self.fonts));
        }
    }

    fn circle(&self, [x, y]: [f64; 2], radius: f64) {
        // Fails for a negative radius only; no mark has one.
        drop(self.context.arc(x, y, radius, 0.0, TAU));
    }
}

/// A failure to draw leaves a blank map, which the next drawing mends.
fn draw_canvas(context: &CanvasRenderingContext2d, canvas: &HtmlCanvasElement, rect: Rect) {
    drop(context.draw_image_with_html_canvas_element_and_dw_and_dh(canvas, rect.x, rect.y, rect.w, rect.h));
}

/// The image on a canvas of its own, to be drawn enlarged.
fn to_canvas(image: &Raster) -> Option<HtmlCanvasElement> {
    let (canvas, context) = fresh(image.width as u32, image.height as u32)?;
    let data =
        ImageData::new_with_u8_clamped_array_and_sh(Clamped(&image.rgba), image.width as u32, image.height as u32);
    context.put_image_data(&data.ok()?, 0.0, 0.0).ok()?;
    Some(canvas)
}

/// The image as an address that holds it.
pub(crate) fn address(image: &Raster) -> Option<String> {
    to_canvas(image)?.to_data_url().ok()
}

impl Paint for CanvasPaint {
    fn raster(&mut self, rect: Rect, image: &Raster) {
        if let Some(canvas) = to_canvas(image) {
            self.context.set_image_smoothing_enabled(true);
            draw_canvas(&self.context, &canvas, rect);
        }
    }

    fn polyline(&mut self, points: &[[f64; 2]], stroke: &Stroke) {
        self.context.begin_path();
        self.trace(points);
        self.stroke(stroke);
    }

    fn polylines(&mut self, lines: &[Vec<[f64; 2]>], stroke: &Stroke) {
        self.context.begin_path();
        for line in lines {
            self.trace(line);
        }
        self.stroke(stroke);
    }

    fn polygon(&mut self, points: &[[f64; 2]], fill: Rgba) {
        self.context.begin_path();
        self.trace(points);
        self.fill_color(fill);
        self.context.fill();
    }

    fn disc(&mut self, centre: [f64; 2], radius: f64, fill: Rgba) {
        self.discs(&[centre], radius, fill);
    }

    fn discs(&mut self, centres: &[[f64; 2]], radius: f64, fill: Rgba) {
        self.context.begin_path();
        for centre in centres {
            self.context.move_to(centre[0] + radius, centre[1]);
            self.circle(*centre, radius);
        }
        self.fill_color(fill);
        self.context.fill();
    }

    fn ring(&mut self, centre: [f64; 2], radius: f64, width: f64, color: Rgba) {
        self.context.begin_path();
        self.circle(centre, radius);
        self.stroke(&Stroke::solid(color, width));
    }

    fn fill(&mut self, rect: Rect, radius: f64, fill: Rgba) {
        self.context.begin_path();
        // Fails for a negative radius only.
        drop(self.context.round_rect_with_f64(rect.x, rect.y, rect.w, rect.h, radius));
        self.fill_color(fill);
        self.context.fill();
    }

    fn text(&mut self, words: &str, at: [f64; 2], text: &Text) {
        self.font(text);
        self.context.set_text_baseline("middle");
        self.context.set_text_align(match text.anchor {
            Anchor::Left => "left",
            Anchor::Middle => "center",
            Anchor::Right => "right",
        });
        if let Some(halo) = text.halo {
            self.stroke_color(halo);
            self.dash(&Stroke::solid(halo, 0.0));
            self.context.set_line_width(3.0);
            drop(self.context.stroke_text(words, at[0], at[1]));
        }
        self.fill_color(text.color);
        drop(self.context.fill_text(words, at[0], at[1]));
    }

    fn text_width(&mut self, words: &str, text: &Text) -> f64 {
        self.font(text);
        self.context.measure_text(words).map_or(0.0, |m| m.width())
    }

    fn clip(&mut self, rect: Option<Rect>) {
        match rect {
            Some(rect) => {
                self.context.save();
                self.unclipped = self.pen;
                self.context.begin_path();
                self.context.rect(rect.x, rect.y, rect.w, rect.h);
                self.context.clip();
            }
            None => {
                self.context.restore();
                self.pen = self.unclipped;
            }
        }
    }
}
