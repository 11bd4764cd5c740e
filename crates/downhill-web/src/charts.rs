//! The charts beside the maps: loss and gradient norm, with a cursor linked to the playhead.

use crate::canvas::{self, CanvasPaint};
use crate::engine;
use crate::home::Home;
use crate::learn;
use crate::more;
use crate::numbers::numbers;
use crate::stage::Stage;
use crate::state::{Results, Store};
use crate::ui::{El, el, heading, option};
use downhill_core::view::Named;
use downhill_figure::chart::{Along, Chart, LinesPainter, Measure, Plot, paint_playhead};
use downhill_figure::map::Recorded;
use downhill_figure::{Palette, Rect, RunMark};
use leptos::ev::{self, PointerEvent};
use leptos::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, HtmlElement};

/// The canvases of one chart, from the lowest to the uppermost.
struct Pad {
    axes: HtmlCanvasElement,
    lines: CanvasPaint,
    cursor: CanvasPaint,
    /// Width and height in CSS pixels when they were last measured.
    size: [f64; 2],
    drawn: Option<(Plot, &'static Palette, f64)>,
}

/// All charts and what was last drawn on them.
#[derive(Default)]
pub(crate) struct ChartPads {
    /// What runs along the foot.
    pub(crate) along: Along,
    /// What the second chart shows.
    pub(crate) measure: Measure,
    pads: Vec<Pad>,
    painter: LinesPainter,
}

impl ChartPads {
    /// Finds the charts on the page anew.
    pub(crate) fn collect(&mut self, home: Home) {
        let pad = |plot: HtmlElement| {
            let canvas = |name: &str| plot.query_selector(&format!("canvas.{name}")).ok()??.dyn_into().ok();
            let size = [f64::from(plot.client_width()), f64::from(plot.client_height())];
            let [lines, cursor] = ["lines", "cursor"].map(|name| canvas(name).and_then(CanvasPaint::of));
            Some(Pad { axes: canvas("axes")?, lines: lines?, cursor: cursor?, size, drawn: None })
        };
        self.pads = home.all(".plot").into_iter().filter_map(pad).collect();
    }

    /// A chart in its place; none before the first drawing.
    pub(crate) fn plot(&self, chart: usize) -> Option<Plot> {
        self.pads.get(chart)?.drawn.map(|(plot, ..)| plot)
    }

    /// Draws axes only when they changed, and lines and cursor always.
    pub(crate) fn draw(
        &mut self,
        results: &Results,
        (marks, recorded): (&[RunMark<'_>], &[Recorded<'_>]),
        playhead: f64,
        palette: &'static Palette,
        scale: f64,
        ratio: f64,
    ) {
        let Some(surface) = results.surface.as_deref() else { return };
        let is_learnt = surface.data().is_some();
        // Other surfaces offer no choice.
        let second = if is_learnt { self.measure } else { Measure::Gradient };
        for (pad, measure) in self.pads.iter_mut().zip([Measure::Loss, second]) {
            let [w, h] = pad.size;
            if w < 1.0 {
                continue;
            }
            let chart = Chart::of(surface, marks, measure, self.along);
            let plot = Plot::within(chart, Rect::new(0.0, 0.0, w, h), scale);
            if pad.drawn != Some((plot, palette, ratio)) {
                canvas::clear(&pad.axes, w, h, ratio);
                if let Some(mut backend) = CanvasBackend::with_canvas_object(pad.axes.clone()) {
                    plot.draw_axes(&mut backend, palette, scale, ratio);
                }
                pad.drawn = Some((plot, palette, ratio));
            }
            let lines = pad.lines.begin(w, h, ratio);
            self.painter.paint(lines, &plot, palette, marks, scale);
            self.painter.paint_recorded(lines, &plot, palette, recorded, scale);
            if is_learnt {
                more::run(|| self.painter.paint_learned(lines, &plot, palette, marks, scale));
            }
            paint_playhead(pad.cursor.begin(w, h, ratio), &plot, palette, marks, playhead, scale);
        }
    }
}

/// Both charts with their titles.
pub(crate) fn charts(store: Store, stage: Stage) -> El {
    let title = move || {
        if learn::is_apart(store) {
            return "Loss";
        }
        let is_known = store.results.with(|r| r.surface.as_ref().is_none_or(|surface| surface.lowest().is_some()));
        if is_known { "Loss above the minimum" } else { "Loss, linear scale" }
    };
    let choose =
        move |ev| store.look(|v| v.along = Along::named(&event_target_value(&ev)).filter(|a| *a != Along::Steps));
    let chosen = move || {
        let along = store.view.with(|v| v.along).unwrap_or_default();
        let is_usual = matches!(along, Along::Steps | Along::Evaluations);
        if is_usual || learn::is_on(store) { along } else { Along::Steps }.name()
    };
    let along = el("select")
        .class("plain")
        .attr("aria-label", "Along the foot")
        .children([Along::Steps, Along::Evaluations].map(|along| option(along.name(), along.name())))
        .children(learn::along_options(store))
        .value(chosen)
        .on(ev::change, choose);
    let head = || el("div").class("chart-head");
    let loss = head().child(heading(title)).child(along);
    let gradient = head()
        .when(move || !learn::is_on(store), || heading("Gradient norm"))
        .when(move || learn::is_on(store), move || learn::measure(stage));
    el("section")
        .class("charts")
        .when(move || learn::is_on(store) && learn::is_with_charts(store), move || learn::picture(store, stage))
        .child(
            el("div")
                .class("chart")
                .child(loss)
                .child(plot(store, stage, 0, "plot"))
                .child(learn::lines(store))
                .child(numbers(store, stage, 0)),
        )
        .child(
            el("div")
                .class("chart")
                .child(gradient)
                .child(plot(store, stage, 1, "plot low"))
                .child(numbers(store, stage, 1)),
        )
}

/// A chart's canvases; dragging in it scrubs. [`numbers`] has the same in a table.
fn plot(store: Store, stage: Stage, index: usize, class: &str) -> El {
    let scrub = move |ev: &PointerEvent| {
        if let Some(step) = engine::run(|| stage.chart_step(index, f64::from(ev.offset_x()))).flatten() {
            store.seek(step);
        }
    };
    let press = move |ev: PointerEvent| {
        let target = event_target::<web_sys::Element>(&ev);
        // Without capture the drag only ends at the chart's edge.
        drop(target.set_pointer_capture(ev.pointer_id()));
        scrub(&ev);
    };
    let drag = move |ev: PointerEvent| {
        if ev.buttons() & 1 == 1 {
            scrub(&ev);
        }
    };
    el("div")
        .class(class)
        .attr("aria-hidden", "true")
        .on(ev::pointerdown, press)
        .on(ev::pointermove, drag)
        .children(["axes", "lines", "cursor"].map(|layer| el("canvas").class(layer)))
}
