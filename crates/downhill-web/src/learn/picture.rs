//! The model's picture: the examples, and what every run makes of them at the playhead.

use super::hand::{Hand, can_move};
use crate::canvas::{self, CanvasPaint};
use crate::cards::{lights_up, line_color};
use crate::more;
use crate::signals::{Memo, RwSignal};
use crate::stage::Stage;
use crate::state::{Results, Store};
use crate::timing;
use crate::ui::{El, el, follow, heading};
use downhill_core::Surface;
use downhill_core::data::points::MOST_IN_TEXT;
use downhill_core::view::{Layout, Theme};
use downhill_figure::map::{Emphasis, position_at};
use downhill_figure::model::{Answers, Scatter, paint_answers, paint_chosen, paint_dots};
use downhill_figure::{Extent, Frame, Palette, Rect, RunMark, words};
use leptos::prelude::*;
use plotters_canvas::CanvasBackend;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, HtmlElement};

/// The canvases of the picture, from the lowest to the uppermost, and what is drawn on them.
pub(super) struct Pad {
    plot: HtmlElement,
    axes: HtmlCanvasElement,
    lines: CanvasPaint,
    /// Above the lines, whose halos would cover them.
    dots: CanvasPaint,
    drawn: Option<(Key, Scatter, Frame)>,
}

/// What axes and examples depend on: while it stays the same, only the lines are drawn.
struct Key {
    results: Arc<Results>,
    palette: &'static Palette,
    size: [f64; 2],
    ratio: f64,
    /// The part of the plane on show while an example is moved.
    view: Option<Extent>,
}

/// The picture with its title and, for each run on show, what its model says.
pub(super) fn view(store: Store, stage: Stage) -> Vec<El> {
    let layers = ["axes", "lines", "dots"].map(|layer| el("canvas").class(layer));
    let plot = el("div")
        .class("model-plot")
        .attr("role", "group")
        .attr("tabindex", "0")
        .attr("aria-label", move || said(store, stage))
        .children(layers);
    let Some(pad) = Pad::of(&plot) else { return Vec::new() };
    let hand = Hand::new(store, stage, StoredValue::new_local(pad));
    follow_drawing(store, stage, hand);
    let plot = hand.listen(plot);
    let chosen = el("p").class("visually-hidden").attr("aria-live", "polite").text(move || hand.said());
    let shown = Memo::new(move |_| store.shown());
    let answers = el("ul").class("answers").items(move || shown.get().len(), move |place| answer(store, shown, place));
    vec![
        el("div").class("chart-head").child(heading("Model")),
        plot,
        chosen,
        el("p").class("fine").text(move || key(store)),
        answers,
    ]
}

/// Draws the picture whenever something changes that it shows.
fn follow_drawing(store: Store, stage: Stage, hand: Hand) {
    // The plot has a size as soon as it is on the page.
    let is_placed = RwSignal::new(false);
    request_animation_frame(move || {
        is_placed.set(true);
    });
    follow(Box::new(move || {
        store.playhead.track();
        store.view.track();
        store.lit.track();
        store.room.track();
        store.width.track();
        store.system_dark.track();
        store.forced_colors.track();
        hand.chosen.track();
        hand.is_taken.track();
        let (theme, results) = (store.theme(), store.results.get());
        if is_placed.get() && results.surface.is_some() {
            untrack(|| {
                more::run(|| {
                    timing::measured("downhill.model", || {
                        hand.pad.update_value(|pad| pad.draw(store, stage, hand, results, theme))
                    })
                })
            });
        }
    }));
}

impl Pad {
    fn of(plot: &El) -> Option<Self> {
        let canvas = |name: &str| {
            plot.element().query_selector(&format!("canvas.{name}")).ok()??.dyn_into::<HtmlCanvasElement>().ok()
        };
        let [dots, lines] = ["dots", "lines"].map(|name| canvas(name).and_then(CanvasPaint::of));
        let plot = plot.element().clone().dyn_into().ok()?;
        Some(Self { plot, axes: canvas("axes")?, dots: dots?, lines: lines?, drawn: None })
    }

    /// What is drawn, and where.
    pub(super) fn drawn(&self) -> Option<(&Scatter, &Frame)> {
        self.drawn.as_ref().map(|(_, scatter, frame)| (scatter, frame))
    }

    fn draw(&mut self, store: Store, stage: Stage, hand: Hand, results: Arc<Results>, theme: Theme) {
        let palette = Palette::of(theme);
        let ratio = window().device_pixel_ratio().max(1.0);
        let size = [f64::from(self.plot.client_width()), f64::from(self.plot.client_height())];
        if size[0] < 1.0 {
            return;
        }
        let key = Key { results, palette, size, ratio, view: hand.view() };
        if !self.drawn.as_ref().is_some_and(|(drawn, ..)| drawn.is_same(&key)) {
            self.draw_examples(store, key);
        }
        let Some((key, scatter, frame)) = &self.drawn else { return };
        let Some(model) = key.results.surface.as_deref().and_then(Surface::data) else { return };
        let is_overlay = store.layout() == Layout::Overlay;
        let answers = Answers {
            model: model.as_ref(),
            frame: *frame,
            palette,
            playhead: store.playhead.get_untracked(),
            dashed: is_overlay || store.forced_colors.get_untracked(),
            scale: 1.0,
        };
        let paint = self.lines.begin(size[0], size[1], ratio);
        stage.with_marks(|marks| paint_answers(paint, &answers, marks));
        if let Some(dot) = hand.chosen.get_untracked().and_then(|i| scatter.dots.get(i)) {
            paint_chosen(paint, dot, frame, palette, hand.is_taken.get_untracked(), 1.0);
        }
    }

    fn draw_examples(&mut self, store: Store, key: Key) {
        let Some(mut scatter) = scatter(store, &key.results) else { return };
        scatter.view = key.view.unwrap_or(scatter.view);
        let [w, h] = key.size;
        let frame = scatter.frame(Rect::new(0.0, 0.0, w, h), 1.0);
        canvas::clear(&self.axes, w, h, key.ratio);
        if let Some(mut backend) = CanvasBackend::with_canvas_object(self.axes.clone()) {
            scatter.draw_axes(&mut backend, &frame, key.palette, 1.0, key.ratio);
        }
        paint_dots(self.dots.begin(w, h, key.ratio), &scatter, &frame, key.palette, 1.0);
        self.drawn = Some((key, scatter, frame));
    }
}

impl Key {
    fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.results, &other.results)
            && self.palette == other.palette
            && (self.size, self.ratio, self.view) == (other.size, other.ratio, other.view)
    }
}

/// The examples that were learnt from, and those that are held out.
fn scatter(store: Store, results: &Results) -> Option<Scatter> {
    let model = results.surface.as_deref()?.data()?;
    let held = store.experiment.with_untracked(downhill_core::Experiment::build_held_out);
    let held = held.as_deref().and_then(Surface::data);
    Some(Scatter::of(model.as_ref(), held.as_deref().map(downhill_core::surface::FromData::examples)))
}

/// The picture in words.
fn said(store: Store, stage: Stage) -> Option<String> {
    let (playing, results) = (store.playing.get(), store.results.get());
    store.titles();
    let playhead = if playing { store.last() as f64 } else { store.playhead.get() };
    untrack(|| {
        more::run(|| {
            let scatter = scatter(store, &results)?;
            let model = results.surface.as_deref()?.data()?;
            let visible = |mark: &&RunMark<'_>| mark.emphasis != Emphasis::Hidden;
            stage.with_marks(|marks| {
                let shown: Vec<_> = marks.iter().filter(visible).copied().collect();
                Some(words::model(model.as_ref(), &scatter, &shown, playhead))
            })
        })
    })
    .flatten()
}

/// What discs, triangles and hollow marks mean.
fn key(store: Store) -> Option<String> {
    let results = store.results.get();
    let say = || {
        let scatter = scatter(store, &results)?;
        Some(words::examples(&scatter) + &hint(store, &scatter))
    };
    untrack(|| more::run(say)).flatten()
}

/// What moving an example does to a link, where there are many.
fn hint(store: Store, scatter: &Scatter) -> String {
    let is_own = store.experiment.with_untracked(|e| e.surface.own_points().is_some());
    match scatter.count() {
        _ if !can_move(scatter) => "; too many to be moved by hand".to_owned(),
        few if few <= MOST_IN_TEXT => String::new(),
        _ if is_own => format!("; here as long as the page is open: a link holds {MOST_IN_TEXT}"),
        _ => format!("; once one is moved they stay on this page: a link holds {MOST_IN_TEXT}"),
    }
}

/// What a run's model says at the playhead.
fn answer(store: Store, shown: Memo<Vec<usize>>, place: usize) -> El {
    let run = move || shown.with(|shown| shown.get(place).copied().unwrap_or(usize::MAX));
    let words = move || {
        let playhead = store.playhead.get();
        let say = |results: &Arc<Results>| {
            let model = results.surface.as_deref()?.data()?;
            let at = position_at(&results.trajectories.get(run())?.judged().positions, playhead);
            Some(words::answer(model.as_ref(), at))
        };
        store.results.with(|results| more::run(|| say(results)).flatten())
    };
    let row = el("li")
        .child(el("span").class("dot").style("background-color", move || line_color(store, run())))
        .child(el("span").class("answer-name").text(move || store.title(run())))
        .child(el("span").class("answer").text(words));
    lights_up(row, store, run)
}
