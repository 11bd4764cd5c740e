//! The figure's paint on a 2-D canvas.

use downhill_figure::Rect;
use downhill_figure::paint::{Anchor, FONT, Paint, Stroke, Text};
use downhill_figure::palette::Rgba;
use downhill_figure::raster::Raster;
use std::f64::consts::TAU;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// A canvas in CSS pixels: its backing store has `ratio` pixels for each.
pub(crate) struct CanvasPaint {
    context: CanvasRenderingContext2d,
    /// Size and boldness of the font that is set: a browser takes long to read a font's name.
    font: Option<(f64, bool)>,
}

/// Sizes a canvas's backing store for its place on the page, in device pixels.
pub(crate) fn size(canvas: &HtmlCanvasElement, width: f64, height: f64, ratio: f64) {
    let (w, h) = ((width * ratio).round().max(1.0) as u32, (height * ratio).round().max(1.0) as u32);
    if canvas.width() != w || canvas.height() != h {
        canvas.set_width(w);
        canvas.set_height(h);
    }
}

/// Empties a canvas for plotters, which counts in device pixels.
pub(crate) fn clear(canvas: &HtmlCanvasElement) {
    // Setting the width, even to itself, empties a canvas and forgets its transformation.
    canvas.set_width(canvas.width());
}

impl CanvasPaint {
    /// Begins a new picture on a canvas; none where the browser gives no 2-D context.
    pub(crate) fn begin(canvas: &HtmlCanvasElement, ratio: f64) -> Option<Self> {
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        context.reset_transform().ok()?;
        context.clear_rect(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
        context.scale(ratio, ratio).ok()?;
        context.set_line_join("round");
        Some(Self { context, font: None })
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

    fn stroke(&self, stroke: &Stroke) {
        let context = &self.context;
        context.set_stroke_style_str(&stroke.color.css());
        context.set_line_width(stroke.width);
        context.set_line_cap(if stroke.dash.round { "round" } else { "butt" });
        let dashes = stroke.dash.pattern.iter().map(|v| JsValue::from_f64(*v)).collect::<js_sys::Array>();
        // The pattern is a list of finite numbers, the only thing that can be refused.
        drop(context.set_line_dash(&dashes));
        context.set_line_dash_offset(stroke.offset);
        context.stroke();
    }

    fn font(&mut self, text: &Text) {
        if self.font.replace((text.size, text.bold)) == Some((text.size, text.bold)) {
            return;
        }
        self.context.set_font(&format!("{} {}px {FONT}", if text.bold { 600 } else { 400 }, text.size));
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
    let canvas: HtmlCanvasElement = leptos::prelude::document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(image.width as u32);
    canvas.set_height(image.height as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let data =
        ImageData::new_with_u8_clamped_array_and_sh(Clamped(&image.rgba), image.width as u32, image.height as u32);
    context.put_image_data(&data.ok()?, 0.0, 0.0).ok()?;
    Some(canvas)
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
        self.context.set_fill_style_str(&fill.css());
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
        self.context.set_fill_style_str(&fill.css());
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
        self.context.set_fill_style_str(&fill.css());
        self.context.fill();
    }

    fn text(&mut self, words: &str, at: [f64; 2], text: &Text) {
        self.font(text);
        let context = &self.context;
        context.set_text_baseline("middle");
        context.set_text_align(match text.anchor {
            Anchor::Left => "left",
            Anchor::Middle => "center",
            Anchor::Right => "right",
        });
        if let Some(halo) = text.halo {
            context.set_stroke_style_str(&halo.css());
            context.set_line_width(3.0);
            drop(context.set_line_dash(&js_sys::Array::new()));
            drop(context.stroke_text(words, at[0], at[1]));
        }
        context.set_fill_style_str(&text.color.css());
        drop(context.fill_text(words, at[0], at[1]));
    }

    fn text_width(&mut self, words: &str, text: &Text) -> f64 {
        self.font(text);
        self.context.measure_text(words).map_or(0.0, |m| m.width())
    }

    fn clip(&mut self, rect: Option<Rect>) {
        match rect {
            Some(rect) => {
                self.context.save();
                self.context.begin_path();
                self.context.rect(rect.x, rect.y, rect.w, rect.h);
                self.context.clip();
            }
            None => self.context.restore(),
        }
    }
}
