//! The figure that is exported: the same for the preview and for every format.

use crate::canvas::CanvasPaint;
use crate::recordings::with_recorded;
use crate::signals::RwSignal;
use crate::state::Store;
use crate::{canvas, engine};
use downhill_core::view::{Layout, Theme};
use downhill_figure::Sheet;
use downhill_figure::paint::FIGURE_FONT;
use downhill_figure::sheet::{Choices, Shape};
use web_sys::HtmlCanvasElement;

/// What a person chooses in the dialog.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    pub(super) store: Store,
    pub(super) shape: RwSignal<Shape>,
    pub(super) layout: RwSignal<Layout>,
    pub(super) theme: RwSignal<Theme>,
    pub(super) chart: RwSignal<bool>,
    /// Pixels of a PNG for each of the figure's.
    pub(super) scale: RwSignal<u8>,
}

impl Chosen {
    /// What most figures are like: in print, on white paper, with the maps as they are on the page.
    pub(super) fn new(store: Store) -> Self {
        Self {
            store,
            shape: RwSignal::new(Shape::Print),
            layout: RwSignal::new(store.layout()),
            theme: RwSignal::new(Theme::Light),
            chart: RwSignal::new(false),
            scale: RwSignal::new(2),
        }
    }

    /// The figure of what is on the page; none before that has run.
    pub(super) fn sheet(self) -> Option<Sheet> {
        let choices = Choices {
            shape: self.shape.get(),
            theme: self.theme.get(),
            layout: self.layout.get(),
            chart: self.chart.get(),
            ..Choices::default()
        };
        let store = self.store;
        let draw = || {
            store.results.with(|results| {
                let surface = results.surface.as_deref()?;
                let of = |e: &_| store.view.with(|v| Sheet::of(e, v, surface, &results.trajectories, &choices));
                let sheet = store.experiment.with(of);
                store.laid.track();
                Some(with_recorded(store, |recorded| sheet.with_recorded(recorded, store.view.with(|v| v.step))))
            })
        };
        engine::run_on(store.is_common(), draw).flatten()
    }
}

/// Draws a figure on a canvas with so many pixels for each of its own.
pub(super) fn draw(sheet: &Sheet, canvas: HtmlCanvasElement, ratio: f64) {
    if let Some(mut canvas) = paper(canvas) {
        let [w, h] = sheet.size;
        sheet.paint(canvas.begin(w, h, ratio));
    }
}

/// A canvas that is written on in the fonts of figures.
pub(super) fn paper(canvas: HtmlCanvasElement) -> Option<CanvasPaint> {
    Some(CanvasPaint::of(canvas)?.fonts(FIGURE_FONT))
}

/// A figure on a canvas of its own.
pub(super) fn drawn(sheet: &Sheet, ratio: f64) -> Option<HtmlCanvasElement> {
    let canvas = canvas::fresh(1, 1)?.0;
    draw(sheet, canvas.clone(), ratio);
    Some(canvas)
}

/// A figure as an SVG document.
pub(super) fn svg(sheet: &Sheet) -> String {
    sheet.svg(&|image| canvas::address(image).unwrap_or_default())
}
