//! One map and one chart as text, on whole pixels.

use crate::support::Case;
use downhill_core::view::Theme;
use downhill_figure::axes::{Sides, paint_axes};
use downhill_figure::chart::{LinesPainter, paint_playhead};
use downhill_figure::map::{Detail, Grip, RunsPainter, Scene, paint_ground, paint_start};
use downhill_figure::{Along, Chart, Frame, Ground, Heights, Measure, Palette, Plot, PlottersPaint, Rect, Shades};
use plotters::backend::{DrawingBackend, SVGBackend};

const RACE: &str =
    "surface=quadratic(kappa=10)&start=-3.5,0.8&run=sgd(lr=0.02)&run=adam(lr=0.4)&run=sgd(lr=0.22)&steps=60";

fn svg(size: (u32, u32), draw: impl FnOnce(&mut PlottersPaint<'_, SVGBackend<'_>>)) -> String {
    let mut svg = String::new();
    let mut backend = SVGBackend::with_string(&mut svg, size);
    draw(&mut PlottersPaint::new(&mut backend, 1.0));
    assert!(backend.present().is_ok());
    drop(backend);
    svg
}

/// A map with everything on it.
fn map(case: &Case) -> String {
    let palette = Palette::of(Theme::Light);
    let frame = Frame::fit(case.domain(), case.domain(), Rect::new(40.0, 4.0, 180.0, 120.0));
    let detail = Detail { step: 20.0, levels: 5, ..Detail::default() };
    let (heights, shades) = (Heights::of(case.surface.as_ref(), case.domain()), Shades::of(palette, None, true));
    let ground = Ground::of(case.surface.as_ref(), &heights, &frame, &shades, &detail);
    let avoid = [case.experiment.start];
    let scene = Scene {
        frame,
        palette,
        playhead: f64::INFINITY,
        playing: false,
        dashed: false,
        names: true,
        still: false,
        avoid: &avoid,
        scale: 1.0,
        letters: 1.0,
    };
    svg((230, 150), |paint| {
        paint_ground(paint, &ground, palette, &detail);
        paint_axes(paint, &frame, palette, Sides { left: true, foot: true }, 1.0);
        RunsPainter::new().paint(paint, &scene, &case.marks());
        paint_start(paint, &frame, case.experiment.start, palette, Grip::Idle, 1.0);
    })
}

#[test]
fn a_map_with_three_runs() {
    insta::assert_snapshot!(map(&Case::of(RACE)));
}

#[test]
fn a_map_with_a_run_that_is_judged_by_its_average() {
    let bouncing = "surface=quadratic(kappa=10)&start=-3.5,0.8&run=sgd(lr=0.19)&steps=12";
    insta::assert_snapshot!(map(&Case::of(bouncing).averaged()));
}

#[test]
fn a_loss_chart_with_a_diverging_run() {
    let case = Case::of(RACE);
    let palette = Palette::of(Theme::Dark);
    let chart = Chart::of(case.surface.as_ref(), &case.marks(), Measure::Loss, Along::Steps);
    let plot = Plot::within(chart, Rect::new(0.0, 0.0, 320.0, 236.0), 1.0);
    let drawn = svg((320, 236), |paint| {
        plot.paint_axes(paint, palette, 1.0);
        LinesPainter::new().paint(paint, &plot, palette, &case.marks(), 1.0);
        paint_playhead(paint, &plot, palette, &case.marks(), 30.0, 1.0);
    });
    insta::assert_snapshot!(drawn);
}
