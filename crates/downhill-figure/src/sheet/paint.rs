//! A figure on a target.

use super::{FINE, HEAD, LETTERS, LINE, Lane, MARGIN, Panel, STROKES, Sheet, TAG, TITLE};
use crate::axes;
use crate::chart::{LinesPainter, paint_playhead};
use crate::frame::Rect;
use crate::map::{Grip, RunsPainter, Scene, paint_ground, paint_start};
use crate::paint::{Anchor, Paint, Stroke, SvgPaint, Text};
use crate::palette::dash;
use crate::raster::Raster;
use downhill_core::V2;
use downhill_core::view::Layout;

/// Width of a path on the page,
const CORE: f64 = 2.5;
/// length of the piece of a line before its run's name,
const SAMPLE: f64 = 24.0;
/// and the room round it.
const PAD: f64 = 6.0;

impl Sheet {
    /// Paints the whole figure.
    pub fn paint(&self, paint: &mut dyn Paint) {
        self.paint_base(paint);
        self.paint_runs(paint, f64::INFINITY, false);
    }

    /// Paints what stays while the runs are played: paper, maps, words and the chart.
    pub fn paint_base(&self, paint: &mut dyn Paint) {
        paint.fill(Rect::new(0.0, 0.0, self.size[0], self.size[1]), 0.0, self.paper.into());
        let with_states = self.panels.iter().all(|panel| self.has_room_for_state(paint, panel));
        for panel in &self.panels {
            paint_ground(paint, &panel.ground, self.palette, &self.detail);
            axes::paint_axes(paint, &panel.ground.frame, self.palette, panel.sides, self.letters);
            self.paint_edge(paint, panel.ground.frame.rect);
            self.paint_head(paint, panel, with_states);
        }
        self.paint_chart(paint);
        self.paint_words(paint);
    }

    /// Paints the runs as they stand after so many steps, fractions included, over what stays.
    pub fn paint_runs(&self, paint: &mut dyn Paint, playhead: f64, playing: bool) {
        let marks = self.marks();
        let scale = STROKES * self.letters;
        for panel in &self.panels {
            let mut avoid: Vec<V2> = panel.ground.landmarks.iter().map(|l| l.at).collect();
            avoid.push(self.start);
            let scene = self.scene(panel, playhead, playing, &avoid);
            let mut painter = RunsPainter::new();
            painter.paint(paint, &scene, &marks[panel.runs.clone()]);
            // A run may have ended before them.
            let past = if playhead >= self.last() as f64 { f64::INFINITY } else { playhead };
            painter.paint_recorded(paint, &Scene { playhead: past, ..scene }, &self.recorded());
            paint_start(paint, &scene.frame, self.start, self.palette, Grip::Idle, scale);
            self.paint_cloud(paint, panel, &scene);
        }
        if let Some((plot, _)) = self.chart.filter(|_| playhead.is_finite()) {
            paint_playhead(paint, &plot, self.palette, &marks, playhead, scale);
        }
    }

    fn scene<'a>(&'a self, panel: &Panel, playhead: f64, playing: bool, avoid: &'a [V2]) -> Scene<'a> {
        Scene {
            frame: panel.ground.frame,
            palette: self.palette,
            playhead,
            playing,
            dashed: true,
            names: self.layout == Layout::Overlay,
            still: !playing,
            avoid,
            scale: STROKES * self.letters,
            letters: LETTERS / TAG * self.letters,
        }
    }

    /// The figure as an SVG document; `image` turns its heat map into the address of an image.
    pub fn svg(&self, image: &dyn Fn(&Raster) -> String) -> String {
        self.document(image, |paint| self.paint(paint))
    }

    /// An SVG document of the figure's size with what is painted in it.
    pub fn document(&self, image: &dyn Fn(&Raster) -> String, draw: impl FnOnce(&mut dyn Paint)) -> String {
        let mut paint = SvgPaint::new(&self.id(), image);
        draw(&mut paint);
        paint.finish(self.size, &self.name, &self.description)
    }

    /// A name that figures of other things do not have (FNV-1a of the text form, Fowler, Noll and Vo).
    fn id(&self) -> String {
        let hash = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        let layout = if self.layout == Layout::Side { b's' } else { b'o' };
        format!("d{:08x}", self.text.bytes().chain([layout]).fold(0x811c_9dc5, hash))
    }

    /// A hairline round a map: at its heights it is as light as the paper.
    fn paint_edge(&self, paint: &mut dyn Paint, rect: Rect) {
        let (left, top, right, foot) = (rect.x, rect.y, rect.right(), rect.foot());
        let corners = [[left, top], [right, top], [right, foot], [left, foot], [left, top]];
        paint.polyline(&corners, &Stroke::solid(self.palette.border, 0.5 * self.letters));
    }

    /// The line above a map of its own: a piece of the run's line, its name, and how it ended.
    fn paint_head(&self, paint: &mut dyn Paint, panel: &Panel, with_state: bool) {
        let Some(run) = self.run_above(panel) else { return };
        let (rect, scale) = (panel.ground.frame.rect, self.letters);
        let (x, y) = (rect.x + SAMPLE * scale, rect.y - HEAD * scale / 2.0);
        let solid = Stroke::solid(self.palette.line(run.slot), CORE * STROKES * scale);
        let stroke = Stroke { dash: dash(run.slot), stretch: STROKES * scale, ..solid };
        paint.polyline(&[[rect.x, y], [x, y]], &stroke);
        paint.text(&run.name, [x + PAD * scale, y], &self.heading());
        if with_state {
            let state = Text::plain(LETTERS * scale, self.palette.mute).anchored(Anchor::Right);
            paint.text(&run.state, [rect.right(), y], &state);
        }
    }

    /// Whether the words on how a run ended have room beside its name.
    fn has_room_for_state(&self, paint: &mut dyn Paint, panel: &Panel) -> bool {
        let state = Text::plain(LETTERS * self.letters, self.palette.mute);
        let room = panel.ground.frame.rect.w - (SAMPLE + 2.0 * PAD) * self.letters;
        let fits =
            |run: &Lane| paint.text_width(&run.name, &self.heading()) + paint.text_width(&run.state, &state) <= room;
        self.run_above(panel).is_none_or(fits)
    }

    /// The run named above a map of its own.
    fn run_above(&self, panel: &Panel) -> Option<&Lane> {
        self.runs.get(panel.runs.start).filter(|_| self.layout == Layout::Side)
    }

    /// How titles and names are set.
    fn heading(&self) -> Text {
        Text { bold: true, ..Text::plain(LETTERS * self.letters, self.palette.ink).anchored(Anchor::Left) }
    }

    fn paint_chart(&self, paint: &mut dyn Paint) {
        let Some((plot, at)) = self.chart else { return };
        plot.paint_axes(paint, self.palette, self.letters);
        let (mut painter, marks) = (LinesPainter::new(), self.marks());
        painter.paint(paint, &plot, self.palette, &marks, self.letters);
        painter.paint_recorded(paint, &plot, self.palette, &self.recorded(), self.letters);
        painter.paint_learned(paint, &plot, self.palette, &marks, self.letters);
        let title = self.heading();
        let whole = format!("{} over {}", plot.chart.title(), plot.chart.along.words());
        let has_room = at[0] + paint.text_width(&whole, &title) <= plot.rect.right();
        paint.text(if has_room { &whole } else { plot.chart.title() }, at, &title);
    }

    fn paint_words(&self, paint: &mut dyn Paint) {
        let (scale, margin) = (self.letters, MARGIN * self.letters);
        if !self.title.is_empty() {
            paint.text(&self.title, [margin, margin + (TITLE / 2.0 - 3.0) * scale], &self.heading());
        }
        let mut fine = Text::plain(FINE * scale, self.palette.mute).anchored(Anchor::Left);
        // Where none of the fonts is there that the lines were broken for, smaller letters are better than none.
        let widest = self.foot.iter().map(|line| paint.text_width(line.trim_end(), &fine)).fold(0.0, f64::max);
        fine.size *= ((self.size[0] - 2.0 * margin) / widest).min(1.0);
        let first = self.size[1] - margin - (self.foot.len() as f64 - 0.5) * LINE * scale;
        for (i, line) in self.foot.iter().enumerate() {
            paint.text(line, [margin, first + i as f64 * LINE * scale], &fine);
        }
    }
}
