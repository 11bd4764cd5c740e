//! What is drawn and when: one animation frame at a time, only what changed.

use crate::canvas::{self, CanvasPaint};
use crate::charts::ChartPads;
use crate::engine;
use crate::home::Home;
use crate::learn;
use crate::lessons::parsed;
use crate::more;
use crate::recordings::{past_playhead, with_recorded};
use crate::relief::{self, Relief};
use crate::signals::{RwSignal, effect};
use crate::state::Store;
use crate::timing;
use downhill_core::View;
use downhill_core::view::{ColorMap, Layout, Theme};
use downhill_figure::axes::{Sides, draw_axes};
use downhill_figure::frame::Extent;
use downhill_figure::map::{Detail, Emphasis, Grip, nearest_run, paint_ground, paint_start, start_place};
use downhill_figure::net::lay;
use downhill_figure::{
    Chart, Frame, Ground, Heights, Palette, Rect, RunMark, RunsPainter, Scene, Shades, palette, words,
};
use leptos::prelude::*;
use plotters_canvas::CanvasBackend;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, HtmlElement};

/// How long a whole run plays at the usual speed, in milliseconds, whatever its budget.
const PLAY_TIME: f64 = 8000.0;
/// Under reduced motion Play advances in jumps at most this often, in milliseconds.
const JUMP_TIME: f64 = 250.0;
/// Marks and strokes in Present mode, for the back row.
const PRESENT_SCALE: f64 = 1.4;
/// How long the view takes to where a button sends it, in milliseconds.
const GLIDE_TIME: f64 = 200.0;
/// How long the picture of another surface takes to give way.
pub(crate) const FADE_TIME: Duration = Duration::from_millis(240);
/// Distance of the ground's samples while it changes with every movement of the hand, in CSS pixels.
const COARSE: f64 = 8.0;
/// A run is pointed at within this many pixels.
const REACH: f64 = 12.0;

/// Draws the maps and charts of one lab. Copies are handles to the same stage.
#[derive(Clone, Copy)]
pub(crate) struct Stage {
    store: Store,
    inner: StoredValue<Inner, LocalStorage>,
    /// How often charts were drawn.
    charted: RwSignal<u32>,
}

/// The canvases of one map, from the lowest to the uppermost.
struct Panel {
    map: HtmlElement,
    ground: CanvasPaint,
    runs: CanvasPaint,
    /// The invisible handle over the ring.
    ring: HtmlElement,
    axes: Option<HtmlCanvasElement>,
}

/// Everything the ground depends on: while it stays the same, only the runs are drawn.
#[derive(Clone, PartialEq)]
struct GroundKey {
    surface: downhill_core::experiment::SurfaceChoice,
    /// What of the surface's examples is learnt from.
    share: Option<downhill_core::data::Part>,
    frame: Frame,
    base: Extent,
    theme: Theme,
    colormap: Option<ColorMap>,
    overlay: bool,
    is_forced: bool,
    is_coarse: bool,
    scale: f64,
    ratio: f64,
}

#[derive(Default)]
struct Inner {
    scheduled: bool,
    is_coarse: bool,
    unmeasured: bool,
    panels: Vec<Panel>,
    /// Width and height of every map in CSS pixels when they were last measured.
    size: [f64; 2],
    frame: Option<Frame>,
    ground: Option<(GroundKey, Ground)>,
    relief: Relief<GroundKey>,
    painter: RunsPainter,
    pads: ChartPads,
    before: Option<f64>,
    /// The view that was drawn when a button sent it elsewhere, and when that was.
    glide: Option<(Extent, f64)>,
    /// What is being done to which map's ring.
    grip: (usize, Grip),
}

impl Stage {
    /// A stage that draws the store whenever something in it changes.
    pub(crate) fn new(store: Store) -> Self {
        let inner = StoredValue::new_local(Inner { unmeasured: true, ..Inner::default() });
        let stage = Self { store, inner, charted: RwSignal::new(0) };
        effect(move || {
            store.experiment.track();
            store.view.track();
            store.playhead.track();
            store.playing.track();
            store.lit.track();
            store.laid.track();
            store.forced_colors.track();
            store.in_view.track();
            store.theme();
            store.can_run();
            stage.request();
        });
        effect(move || {
            store.shown();
            store.layout();
            store.presenting.track();
            store.hidden();
            stage.measure_again();
        });
        stage
    }

    /// Asks for a drawing in the next animation frame.
    pub(crate) fn request(self) {
        let free = self.inner.try_update_value(|inner| !std::mem::replace(&mut inner.scheduled, true));
        if free == Some(true) {
            request_animation_frame(move || self.tick());
        }
    }

    /// Asks for a drawing after the sizes on the page have changed.
    pub(crate) fn measure_again(self) {
        self.inner.try_update_value(|inner| inner.unmeasured = true);
        self.request();
    }

    /// Where the plane lies on every map, as the view is now and will be drawn next; none before the first drawing.
    pub(crate) fn frame(self) -> Option<Frame> {
        let rect = self.inner.try_with_value(|inner| inner.frame).flatten()?.rect;
        let is_common = untrack(|| self.store.is_common());
        engine::run_on(is_common, || {
            let domain = untrack(|| self.store.domain());
            self.store.view.with_untracked(|v| frame(domain, v, rect))
        })
    }

    /// Says what is being done to the ring on a map.
    pub(crate) fn set_grip(self, panel: usize, grip: Grip) {
        self.inner.try_update_value(|inner| inner.grip = (panel, grip));
        self.request();
    }

    /// The run on the given map whose path passes nearest to a point of it.
    pub(crate) fn nearest(self, panel: usize, at: [f64; 2]) -> Option<usize> {
        let frame = self.frame()?;
        let shown = self.on_panel(panel);
        self.with_marks(|marks| {
            let own: Vec<_> = marks
                .iter()
                .enumerate()
                .map(|(run, mark)| RunMark {
                    emphasis: if shown.contains(&run) { Emphasis::Normal } else { Emphasis::Hidden },
                    ..*mark
                })
                .collect();
            nearest_run(&own, &frame, self.store.playhead.get_untracked(), at, REACH)
        })
    }

    /// The minimum, saddle or hilltop at a place on a map, in words.
    pub(crate) fn landmark(self, at: [f64; 2]) -> Option<String> {
        self.inner.try_with_value(|inner| {
            let (_, ground) = inner.ground.as_ref()?;
            ground.landmark_at(at, REACH).map(words::landmark)
        })?
    }

    /// The step under a pixel column of a chart.
    pub(crate) fn chart_step(self, chart: usize, px: f64) -> Option<usize> {
        let plot = self.inner.try_with_value(|inner| inner.pads.plot(chart)).flatten()?;
        Some(self.with_marks(|marks| plot.step_at(marks, px)))
    }

    /// A chart as it was drawn last; who asks follows the drawings.
    pub(crate) fn chart(self, index: usize) -> Option<Chart> {
        self.charted.track();
        self.inner.try_with_value(|inner| inner.pads.plot(index)).flatten().map(|plot| plot.chart)
    }

    /// Draws the ground with fewer samples, while it changes with every movement of the hand.
    pub(crate) fn set_coarse(self, is_coarse: bool) {
        self.inner.try_update_value(|inner| inner.is_coarse = is_coarse);
        self.request();
    }

    /// Chooses what the second chart shows.
    pub(crate) fn set_measure(self, measure: downhill_figure::Measure) {
        self.inner.try_update_value(|inner| inner.pads.measure = measure);
        self.request();
    }

    /// Lets the next change of the view be drawn as a movement from what is drawn now.
    pub(crate) fn glide(self) {
        if !self.store.reduced_motion.get_untracked() {
            self.inner.try_update_value(|inner| inner.glide = inner.frame.map(|frame| (frame.view, timing::now())));
        }
    }

    fn tick(self) {
        if self.inner.try_update_value(|inner| inner.scheduled = false).is_none() {
            return; // The lab is gone.
        }
        untrack(|| self.show());
        let glides = self.inner.try_with_value(|inner| inner.glide.is_some());
        let plays = self.store.playing.get_untracked() && self.store.in_view.get_untracked();
        if plays || glides == Some(true) {
            self.request();
        }
    }

    fn show(self) {
        self.store.rerun();
        engine::run_on(self.store.is_common(), || {
            self.advance();
            timing::measured("downhill.draw", || self.draw());
        });
    }

    /// Moves the playhead by the time that has passed while playing. What is less than a step stays in the account of
    /// time, except below 30 steps per second, where the heads glide from step to step.
    fn advance(self) {
        let store = self.store;
        // Time out of sight does not count.
        if !store.playing.get_untracked() || !store.in_view.get_untracked() {
            self.inner.update_value(|inner| inner.before = None);
            return;
        }
        let now = timing::now();
        let before = self.inner.try_update_value(|inner| *inner.before.get_or_insert(now)).unwrap_or(now);
        let (is_still, last) = (store.reduced_motion.get_untracked(), store.last() as f64);
        if is_still && now - before < JUMP_TIME {
            return;
        }
        let rate = last / PLAY_TIME * store.speed.get_untracked();
        let glides = !is_still && rate * 1000.0 < 30.0;
        let due = (now - before) * rate;
        let moved = if glides { due } else { due.floor() };
        self.inner.update_value(|inner| inner.before = Some(if rate > 0.0 { before + moved / rate } else { now }));
        let from = store.playhead.get_untracked();
        let next = if glides { from } else { from.floor() } + moved;
        match (next >= last, store.looping.get_untracked()) {
            (false, _) => store.playhead.set(next),
            (true, true) => store.playhead.set(0.0),
            (true, false) => store.finish(),
        }
    }

    fn draw(self) {
        let store = self.store;
        let ratio = window().device_pixel_ratio().max(1.0);
        let palette = Palette::of(store.theme());
        let scale = if store.presenting.get_untracked() { PRESENT_SCALE } else { 1.0 };
        self.inner.update_value(|inner| {
            if std::mem::take(&mut inner.unmeasured) {
                inner.collect(store.home);
            }
            let Some(rect) = inner.rect() else { return };
            let domain = untrack(|| store.domain());
            let frame = store.view.with_untracked(|v| frame(domain, v, rect));
            let frame = inner.on_the_way(frame);
            inner.frame = Some(frame);
            let key = GroundKey { is_coarse: inner.is_coarse, ..self.ground_key(frame, scale, ratio) };
            if inner.ground.as_ref().is_none_or(|(drawn, _)| *drawn != key) {
                let is_other = inner.ground.as_ref().is_some_and(|(drawn, _)| drawn.surface != key.surface);
                if is_other && !key.is_coarse && !store.reduced_motion.get_untracked() {
                    inner.panels.iter().for_each(Panel::let_go);
                }
                store.seen.set(Some(frame.view));
                inner.ground = inner.draw_ground(&key, palette, store).map(|ground| (key, ground));
            }
        });
        self.refine_soon();
        self.draw_runs(palette, scale, ratio);
        self.with_marks(|marks| {
            let playhead = store.playhead.get_untracked();
            let along = store.view.with_untracked(|v| v.along).unwrap_or_default();
            store.results.with_untracked(|results| {
                with_recorded(store, |recorded| {
                    self.inner.update_value(|inner| {
                        inner.pads.along = along;
                        inner.pads.draw(results, (marks, recorded), playhead, palette, scale, ratio);
                    });
                });
            });
        });
        self.charted.update(|n| *n += 1);
    }

    /// Goes on with the fine ground, if there is one to go on with and nobody does.
    fn refine_soon(self) {
        if self.inner.try_update_value(|inner| inner.relief.begins()) == Some(true) {
            set_timeout(move || more::run(|| self.refine()).unwrap_or_default(), Duration::ZERO);
        }
    }

    fn refine(self) {
        let is_whole = self.inner.try_update_value(|inner| {
            let is_whole = self.store.results.with_untracked(|r| inner.relief.go_on(r.surface.as_deref()));
            if is_whole {
                inner.ground = None;
            }
            is_whole
        });
        if is_whole == Some(true) {
            self.request();
        }
        self.refine_soon();
    }

    fn ground_key(self, frame: Frame, scale: f64, ratio: f64) -> GroundKey {
        let store = self.store;
        let colormap = store.view.with_untracked(|v| v.colormap);
        GroundKey {
            surface: store.experiment.with_untracked(|e| e.surface.clone()),
            share: store.experiment.with_untracked(downhill_core::Experiment::share),
            frame,
            base: untrack(|| store.base_view()),
            theme: store.theme(),
            colormap,
            overlay: store.layout() == Layout::Overlay,
            is_forced: store.forced_colors.get_untracked(),
            is_coarse: false,
            scale,
            ratio,
        }
    }

    fn draw_runs(self, palette: &Palette, scale: f64, ratio: f64) {
        let store = self.store;
        let overlay = store.layout() == Layout::Overlay;
        let start = store.experiment.with_untracked(|e| e.start);
        let mut avoid = store.results.with_untracked(|r| r.landmarks.clone());
        avoid.push(start);
        self.with_marks(|marks| {
            self.inner.update_value(|inner| {
                let Some(frame) = inner.frame else { return };
                let scene = Scene {
                    frame,
                    palette,
                    playhead: store.playhead.get_untracked(),
                    playing: store.playing.get_untracked(),
                    dashed: overlay || store.forced_colors.get_untracked(),
                    names: overlay,
                    still: false,
                    avoid: &avoid,
                    scale,
                    letters: scale,
                };
                let past = Scene { playhead: past_playhead(store), ..scene };
                for (index, panel) in inner.panels.iter_mut().enumerate() {
                    let runs = self.on_panel(index);
                    let own: Vec<RunMark<'_>> = runs.iter().filter_map(|run| marks.get(*run).copied()).collect();
                    let paint = panel.runs.begin(frame.rect.w, frame.rect.h, ratio);
                    inner.painter.paint(paint, &scene, &own);
                    learn::paint_cloud(store, paint, &scene, &runs, &own);
                    with_recorded(store, |recorded| inner.painter.paint_recorded(paint, &past, recorded));
                    let grip = if inner.grip.0 == index { inner.grip.1 } else { Grip::default() };
                    paint_start(paint, &frame, start, palette, grip, scale);
                    panel.place_ring(start_place(&frame, start, scale));
                }
            });
        });
    }

    /// The runs on a map, by their index.
    fn on_panel(self, panel: usize) -> Vec<usize> {
        let shown = untrack(|| self.store.shown());
        match untrack(|| self.store.layout()) {
            Layout::Overlay => shown,
            Layout::Side => shown.get(panel).copied().into_iter().collect(),
        }
    }

    /// Every run as maps and charts show it.
    pub(crate) fn with_marks<T>(self, act: impl FnOnce(&[RunMark<'_>]) -> T) -> T {
        let store = self.store;
        let (slots, shown) = untrack(|| (store.slots(), store.shown()));
        let names = untrack(|| store.titles());
        let lit = store.lit.get_untracked().filter(|run| shown.contains(run));
        store.results.with_untracked(|results| {
            let marks: Vec<_> = results
                .trajectories
                .iter()
                .enumerate()
                .filter_map(|(run, trajectory)| {
                    let emphasis = match lit {
                        _ if !shown.contains(&run) => Emphasis::Hidden,
                        Some(lit) if lit == run => Emphasis::Lifted,
                        Some(_) => Emphasis::Faded,
                        None => Emphasis::Normal,
                    };
                    Some(RunMark { trajectory, slot: *slots.get(run)?, name: names.get(run)?, emphasis })
                })
                .collect();
            act(&marks)
        })
    }
}

impl Inner {
    /// Finds the maps and charts on the page anew.
    fn collect(&mut self, home: Home) {
        self.panels = home.all(".map").into_iter().filter_map(Panel::of).collect();
        self.pads.collect(home);
        self.ground = None;
        let first = self.panels.first();
        self.size = first.map_or([0.0; 2], |p| [f64::from(p.map.client_width()), f64::from(p.map.client_height())]);
    }

    /// Where the map is drawn while it moves to where it will be.
    fn on_the_way(&mut self, frame: Frame) -> Frame {
        let part = self.glide.map_or(1.0, |(_, begin)| (timing::now() - begin) / GLIDE_TIME);
        let Some((from, _)) = self.glide.filter(|_| part < 1.0) else {
            self.glide = None;
            return frame;
        };
        // Fast at first, then slower.
        let part = 1.0 - (1.0 - part).powi(3);
        let between = |axis: usize, end: usize| from[axis][end] + (frame.view[axis][end] - from[axis][end]) * part;
        Frame { view: [0, 1].map(|axis| [between(axis, 0), between(axis, 1)]), ..frame }
    }

    /// The place of a map's picture on its canvases. All maps are alike: the first one's size is everyone's.
    fn rect(&self) -> Option<Rect> {
        let [w, h] = self.size;
        (w >= 1.0 && h >= 1.0).then(|| Rect::new(0.0, 0.0, w, h))
    }

    fn draw_ground(&mut self, key: &GroundKey, palette: &Palette, store: Store) -> Option<Ground> {
        let (first, others) = self.panels.split_first_mut()?;
        let (w, h) = (key.frame.rect.w, key.frame.rect.h);
        let is_large = key.overlay && key.frame.rect.w >= 600.0;
        let step = if key.is_coarse { COARSE } else { Detail::default().step };
        let detail = Detail { step, labels: is_large, scale: key.scale, letters: key.scale, ..Detail::default() };
        let relief = !key.is_forced;
        let ground = store.results.with_untracked(|results| {
            let surface = results.surface.as_deref()?;
            // Where nothing bounds the surface below, the lowest ground on show counts: it must not look level.
            let is_bounded = surface.lowest().is_some();
            let base = if is_bounded { key.base } else { union(key.base, key.frame.view) };
            let part = Heights::part(base, key.frame.view);
            let shades = Shades::of(palette, key.colormap, relief);
            let relief = &mut self.relief;
            let nets = more::run(|| relief.nets(surface, part, key.frame.view, key, key.is_coarse)).flatten();
            let (heights, ground) = lay(surface, part, nets.as_ref(), &key.frame, &shades, &detail);
            store.ends.set(heights.ends());
            paint_ground(first.ground.begin(w, h, key.ratio), &ground, palette, &detail);
            Some(ground)
        })?;
        for panel in others {
            panel.ground.begin(w, h, key.ratio).stamp(first.ground.canvas(), key.frame.rect);
        }
        for panel in &self.panels {
            panel.draw_axes(key, palette);
        }
        Some(ground)
    }
}

impl Panel {
    fn of(map: HtmlElement) -> Option<Self> {
        let canvas = |name: &str| map.query_selector(&format!("canvas.{name}")).ok()??.dyn_into().ok();
        let [ground, runs] = ["ground", "runs"].map(|name| canvas(name).and_then(CanvasPaint::of));
        let ring = map.query_selector(".ring").ok()??.dyn_into().ok()?;
        Some(Self { ground: ground?, runs: runs?, axes: canvas("axes"), ring, map })
    }

    /// Leaves a picture of what is drawn now above the map, that fades away: the paths sooner than the ground.
    fn let_go(&self) {
        for (layer, class) in [(&self.ground, "leaving"), (&self.runs, "leaving runs-before")] {
            let Some(copy) = canvas::copy(layer.canvas()) else { continue };
            copy.set_class_name(class);
            // Without it the map only changes at once.
            drop(self.map.append_child(&copy));
            set_timeout(move || copy.remove(), FADE_TIME);
        }
    }

    /// Puts the invisible handle, which fingers and the keyboard reach, over the ring.
    fn place_ring(&self, [x, y]: [f64; 2]) {
        // A refused style leaves the handle where it was.
        drop(self.ring.style().set_property("transform", &format!("translate({x:.1}px,{y:.1}px)")));
    }

    /// Draws ticks outside the map with plotters, on a canvas that is larger than the map by their room.
    fn draw_axes(&self, key: &GroundKey, palette: &Palette) {
        let Some(axes) = &self.axes else { return };
        let sides = Sides { left: axes.dataset().get("left").is_some(), foot: axes.dataset().get("foot").is_some() };
        let (w, h) = (f64::from(axes.client_width()), f64::from(axes.client_height()));
        canvas::clear(axes, w, h, key.ratio);
        let gutter = w - key.frame.rect.w;
        let frame = Frame { rect: Rect { x: gutter, ..key.frame.rect }, ..key.frame };
        if let Some(mut backend) = CanvasBackend::with_canvas_object(axes.clone()) {
            draw_axes(&mut backend, &frame, palette, sides, key.scale.sqrt(), key.ratio);
        }
    }
}

/// The part of the plane a surface of this domain is shown on.
fn frame(domain: Extent, view: &View, rect: Rect) -> Frame {
    Frame::fit(view.zoom.unwrap_or(domain), domain, rect)
}

/// The smallest extent that holds both.
fn union(a: Extent, b: Extent) -> Extent {
    [0, 1].map(|axis| [a[axis][0].min(b[axis][0]), a[axis][1].max(b[axis][1])])
}

/// Draws a lesson's thumbnail with the same figure code.
pub(crate) fn draw_thumbnail(canvas: &HtmlCanvasElement, lesson: usize, theme: Theme) {
    const SIZE: [f64; 2] = [168.0, 112.0];
    let ratio = window().device_pixel_ratio().max(1.0);
    let Some(mut canvas) = CanvasPaint::of(canvas.clone()) else { return };
    let paint = canvas.begin(SIZE[0], SIZE[1], ratio);
    let Some((experiment, view)) = parsed(lesson) else { return };
    let palette = Palette::of(theme);
    let results = crate::state::Results::of(experiment);
    let Some(surface) = results.surface.as_deref() else { return };
    let frame = frame(surface.domain(), view, Rect::new(0.0, 0.0, SIZE[0], SIZE[1]));
    let detail = Detail { levels: 8, labels: false, scale: 0.7, ..Detail::default() };
    let base = view.zoom.unwrap_or(surface.domain());
    let shades = Shades::of(palette, None, true);
    let nets = more::run(|| relief::small(surface, base, frame.view)).flatten();
    let (_, ground) = lay(surface, base, nets.as_ref(), &frame, &shades, &detail);
    paint_ground(paint, &ground, palette, &detail);
    let slots = palette::assign_slots(experiment, view);
    let marks: Vec<_> = results
        .trajectories
        .iter()
        .zip(slots)
        .map(|(trajectory, slot)| RunMark { trajectory, slot, name: "", emphasis: Emphasis::Normal })
        .collect();
    let playhead = results.last as f64;
    let scene = Scene {
        frame,
        palette,
        playhead,
        playing: false,
        dashed: false,
        names: false,
        still: false,
        avoid: &[],
        scale: 0.7,
        letters: 0.7,
    };
    RunsPainter::new().paint(paint, &scene, &marks);
    paint_start(paint, &frame, experiment.start, palette, Grip::default(), 0.7);
}
