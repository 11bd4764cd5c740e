//! Draws the map of an experiment and its charts: `cargo run --example figure "TEXT" FILE.svg [dark] [playing]`.

use downhill_core::view::Theme;
use downhill_core::{Trajectory, run, text};
use downhill_figure::axes::{self, Sides};
use downhill_figure::chart::{LinesPainter, paint_playhead};
use downhill_figure::map::{self, Detail, Emphasis, Grip, RunMark, RunsPainter, Scene};
use downhill_figure::paint::{PlottersPaint, SVG_LETTERS};
use downhill_figure::palette::assign_slots;
use downhill_figure::{Along, Anchor, Chart, Measure, Plot, Text};
use downhill_figure::{Frame, Ground, Heights, Paint, Palette, Rect, Shades, words};
use plotters::backend::{DrawingBackend, SVGBackend};
use std::time::Instant;

const RATIO: f64 = 8.0;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, text, file, options @ ..] = arguments.as_slice() else {
        return eprintln!("TEXT FILE.svg [dark] [playing]");
    };
    let has = |option: &str| options.iter().any(|o| o == option);
    let palette = Palette::of(if has("dark") { Theme::Dark } else { Theme::Light });
    let text::Parsed { experiment, view, problems } = text::parse(text);
    problems.iter().for_each(|problem| eprintln!("{problem}"));
    let surface = experiment.build_surface();
    let domain = surface.spec().domain;
    let zoom = view.zoom.unwrap_or(domain);
    let frame = Frame::fit(zoom, domain, Rect::new(48.0, 8.0, 800.0, 550.0));
    let trajectories = run(&experiment);
    let names = words::run_names(&experiment);
    let slots = assign_slots(&experiment, &view);
    let marks: Vec<RunMark<'_>> = trajectories
        .iter()
        .enumerate()
        .map(|(i, trajectory)| RunMark { trajectory, slot: slots[i], name: &names[i], emphasis: Emphasis::Normal })
        .collect();

    let clock = Instant::now();
    let heights = Heights::of(surface.as_ref(), zoom);
    eprintln!("heights {:?}", clock.elapsed());
    let clock = Instant::now();
    let shades = Shades::of(palette, view.colormap, true);
    eprintln!("shades {:?}", clock.elapsed());
    let detail = Detail::default();
    let clock = Instant::now();
    let ground = Ground::of(surface.as_ref(), &heights, &frame, &shades, &detail);
    eprintln!("ground {:?}", clock.elapsed());

    let mut avoid = vec![experiment.start];
    avoid.extend(ground.landmarks.iter().map(|l| l.at));
    let playhead = view.step.map_or(f64::INFINITY, f64::from);
    let scene = Scene {
        frame,
        palette,
        playhead,
        playing: has("playing"),
        dashed: true,
        names: true,
        still: false,
        avoid: &avoid,
        scale: 1.0,
        letters: 1.0,
    };
    let size = ((1240.0 * RATIO) as u32, ((8.0 + 550.0 + 24.0) * RATIO) as u32);
    let mut backend = SVGBackend::new(file, size);
    let mut paint = PlottersPaint::new(&mut backend, RATIO).letters(SVG_LETTERS);
    paint.fill(Rect::new(0.0, 0.0, 2000.0, 2000.0), 0.0, palette.ground.into());
    map::paint_ground(&mut paint, &ground, palette, &detail);
    axes::paint_axes(&mut paint, &frame, palette, Sides { left: true, foot: true }, 1.0);
    RunsPainter::new().paint(&mut paint, &scene, &marks);
    map::paint_start(&mut paint, &frame, experiment.start, palette, Grip::Idle, 1.0);
    for (measure, y, height) in [(Measure::Loss, 20.0, 236.0), (Measure::Gradient, 300.0, 172.0)] {
        let chart = Chart::of(surface.as_ref(), &marks, measure, Along::Steps);
        let plot = Plot::within(chart, Rect::new(870.0, y, 360.0, height), 1.0);
        plot.paint_axes(&mut paint, palette, 1.0);
        paint.text(chart.title(), [870.0, y - 8.0], &Text::plain(13.0, palette.ink).anchored(Anchor::Left));
        LinesPainter::new().paint(&mut paint, &plot, palette, &marks, 1.0);
        if playhead.is_finite() {
            paint_playhead(&mut paint, &plot, palette, &marks, playhead, 1.0);
        }
    }
    if let Err(error) = backend.present() {
        eprintln!("{error}");
    }
    println!("{}", words::describe(&experiment, &trajectories));
    println!("{}", outcomes(&trajectories).join("\n"));
}

fn outcomes(trajectories: &[Trajectory]) -> Vec<String> {
    trajectories.iter().map(|t| words::outcome(t.outcome, None)).collect()
}
