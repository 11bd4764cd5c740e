//! Frames, heights and what is drawn on a map.

use crate::support::{Case, Seen};
use downhill_core::recording::{Recording, read_table};
use downhill_core::view::Theme;
use downhill_core::{V2, surface, v2};
use downhill_figure::axes::{Sides, paint_axes};
use downhill_figure::map::{
    Detail, Emphasis, Grip, Ground, Recorded, RunsPainter, Scene, left_view_at, nearest_run, paint_ground, paint_start,
    start_place,
};
use downhill_figure::{Frame, Heights, Isolines, Palette, Raster, Rect, Shades, words};
use proptest::prelude::*;

const VALLEYS: &str = "surface=himmelblau&start=0.85,4.6&run=sgd(lr=0.005)&run=momentum(lr=0.003,momentum=0.9)\
    &run=adam(lr=0.2)&run=lion(lr=0.1)&steps=150&zoom=-6,6,-5.2,5.2";
const RATES: &str = "surface=quadratic(kappa=10)&start=-3.5,0.8&run=sgd(lr=0.01)&run=sgd(lr=0.22)&steps=60";

fn draw(case: &Case, playhead: f64, avoid: &[V2]) -> Seen {
    let (frame, palette) = (case.frame(800.0, 550.0), Palette::of(Theme::Light));
    let scene = Scene {
        frame,
        palette,
        playhead,
        playing: false,
        dashed: true,
        names: true,
        still: false,
        avoid,
        scale: 1.0,
        letters: 1.0,
    };
    let mut seen = Seen::default();
    RunsPainter::new().paint(&mut seen, &scene, &case.marks());
    seen
}

proptest! {
    #[test]
    fn a_point_survives_the_way_to_the_screen_and_back(
        x in -5.0..5.0, y in -5.0..5.0, w in 50.0..2000.0, h in 50.0..2000.0, factor in 0.1..40.0,
    ) {
        let domain = [[-2.0, 2.0], [-1.0, 3.0]];
        let frame = Frame::fit(domain, domain, Rect::new(7.0, 11.0, w, h)).zoom([30.0, 40.0], factor);
        let back = frame.to_model(frame.to_screen(v2(x, y)));
        prop_assert!((back - v2(x, y)).norm() < 1e-9);
    }

    #[test]
    fn both_axes_have_the_same_scale_and_all_of_the_view_is_on_show(w in 50.0..2000.0, h in 50.0..2000.0) {
        let domain = [[-2.0, 2.0], [-1.0, 3.0]];
        let frame = Frame::fit(domain, domain, Rect::new(0.0, 0.0, w, h));
        let [ux, uy] = frame.unit();
        prop_assert!((ux / uy - 1.0).abs() < 1e-9);
        let grown = Frame { view: [[frame.view[0][0] - 1e-9, frame.view[0][1] + 1e-9], [frame.view[1][0] - 1e-9, frame.view[1][1] + 1e-9]], ..frame };
        prop_assert!(grown.shows(v2(-2.0, -1.0)) && grown.shows(v2(2.0, 3.0)));
    }

    #[test]
    fn zooming_keeps_the_point_under_the_pointer(px in 0.0..300.0, py in 0.0..200.0, factor in 0.2..5.0) {
        let domain = [[-2.0, 2.0], [-1.0, 3.0]];
        let frame = Frame::fit(domain, domain, Rect::new(0.0, 0.0, 300.0, 200.0));
        let zoomed = frame.zoom([px, py], factor);
        prop_assert!((zoomed.to_model([px, py]) - frame.to_model([px, py])).norm() < 1e-9);
    }

    #[test]
    fn higher_losses_are_higher(a in -1e3..1e6, b in -1e3..1e6) {
        for entry in surface::SURFACES {
            let surface = downhill_core::Experiment::on(entry).build_surface();
            let heights = Heights::of(surface.as_ref(), surface.spec().domain);
            prop_assert!((a <= b) == (heights.h(a) <= heights.h(b)) || heights.h(f64::min(a, b)) == 0.0);
        }
    }
}

#[test]
fn panning_moves_what_is_shown_with_the_pointer() {
    let domain = [[-2.0, 2.0], [-1.0, 3.0]];
    let frame = Frame::fit(domain, domain, Rect::new(0.0, 0.0, 300.0, 200.0));
    let [x, y] = frame.to_screen(v2(0.5, 0.5));
    let [px, py] = frame.pan([20.0, -30.0]).to_screen(v2(0.5, 0.5));
    assert!((px - x - 20.0).abs() < 1e-9 && (py - y + 30.0).abs() < 1e-9);
}

#[test]
fn a_long_domain_is_stretched() {
    let domain = [[-15.0, -5.0], [-0.5, 0.5]];
    let frame = Frame::fit(domain, domain, Rect::new(0.0, 0.0, 300.0, 200.0));
    assert_eq!(frame.view, domain);
}

#[test]
fn heights_fill_zero_to_one_on_every_surface_and_invert() {
    for entry in surface::SURFACES {
        let surface = downhill_core::Experiment::on(entry).build_surface();
        let heights = Heights::of(surface.as_ref(), surface.spec().domain);
        let [low, high] = heights.ends();
        assert!(heights.h(low).abs() < 1e-12, "{}", entry.spec.id);
        assert!((heights.h(high) - 1.0).abs() < 1e-9, "{}", entry.spec.id);
        assert!((heights.f(heights.h(0.3 * low + 0.7 * high)) / (0.3 * low + 0.7 * high) - 1.0).abs() < 1e-6);
        for wild in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(heights.h(wild).is_finite(), "{} of {wild}", entry.spec.id);
        }
    }
}

#[test]
fn the_heat_map_has_a_sample_for_every_two_pixels_and_is_darkest_at_the_minimum() {
    let case = Case::of("surface=sphere&run=sgd");
    let (frame, shades) = (case.frame(80.0, 40.0), Shades::of(Palette::of(Theme::Dark), None, false));
    let heights = Heights::of(case.surface.as_ref(), case.domain());
    let raster = Raster::of(case.surface.as_ref(), &heights, &frame, &shades, 2.0);
    assert_eq!((raster.width, raster.height, raster.rgba.len()), (40, 20, 40 * 20 * 4));
    let light = |i: usize, j: usize| raster.rgba[4 * (j * 40 + i)..][..3].iter().map(|c| u32::from(*c)).sum::<u32>();
    assert!(light(20, 10) < light(0, 0));
}

#[test]
fn isolines_lie_where_their_loss_is() {
    let case = Case::of("surface=sphere&run=sgd");
    let frame = case.frame(400.0, 400.0);
    let heights = Heights::of(case.surface.as_ref(), case.domain());
    let lines = Isolines::of(case.surface.as_ref(), &heights, &frame, &Detail::default());
    assert!(lines.heavy.len() >= 3 && lines.thin.len() >= 9);
    for line in &lines.heavy {
        let on_map = line.iter().filter(|p| frame.rect.contains(**p));
        let radii: Vec<f64> = on_map.map(|p| frame.to_model(*p).norm()).collect();
        let (low, high) = radii.iter().fold((f64::INFINITY, 0.0_f64), |(l, h), r| (l.min(*r), h.max(*r)));
        assert!(radii.is_empty() || high - low < 0.02, "from {low} to {high}");
    }
}

#[test]
fn at_step_zero_there_is_no_path_and_no_head() {
    let seen = draw(&Case::of(VALLEYS), 0.0, &[]);
    assert!(seen.lines.is_empty() && seen.discs.is_empty() && seen.words.is_empty());
}

#[test]
fn every_name_stands_beside_its_head_and_covers_none() {
    let case = Case::of(VALLEYS);
    let seen = draw(&case, f64::INFINITY, &[case.experiment.start]);
    for name in &case.names {
        assert!(seen.has_words(name), "{name}");
    }
    let heads = case.trajectories.iter().map(|t| case.frame(800.0, 550.0).to_screen(*t.path.positions.last().unwrap()));
    for head in heads {
        assert!(seen.words.iter().all(|(_, area, _)| !area.contains(head)));
    }
}

#[test]
fn a_lost_run_has_a_badge_on_the_frame_instead_of_a_head() {
    let case = Case::of(RATES);
    let seen = draw(&case, f64::INFINITY, &[]);
    assert!(seen.has_words("SGD 0.22, step 49"));
    assert!(!seen.has_words("SGD 0.22"));
    assert!(seen.has_words("SGD 0.01"));
}

#[test]
fn a_badge_comes_only_when_the_run_has_left() {
    let seen = draw(&Case::of(RATES), 3.0, &[]);
    assert!(seen.has_words("SGD 0.22"));
}

#[test]
fn nothing_is_drawn_beyond_three_views() {
    let case = Case::of(RATES);
    let reach = case.frame(800.0, 550.0).rect.grow(801.0);
    let seen = draw(&case, f64::INFINITY, &[]);
    assert!(seen.lines.iter().flat_map(|(points, _)| points).all(|p| reach.contains(*p)));
}

#[test]
fn halos_lie_below_all_cores() {
    let seen = draw(&Case::of(VALLEYS), f64::INFINITY, &[]);
    let halo = Palette::of(Theme::Light).halo;
    let last_halo = seen.lines.iter().rposition(|(_, stroke)| stroke.color == halo).unwrap();
    let first_core = seen.lines.iter().position(|(_, stroke)| stroke.color != halo).unwrap();
    assert!(last_halo < first_core);
}

#[test]
fn a_hidden_run_is_not_drawn_and_not_found() {
    let case = Case::of("surface=sphere&start=3,3&run=sgd(lr=0.1)&steps=20");
    let mut marks = case.marks();
    let (frame, at) = (case.frame(400.0, 400.0), case.frame(400.0, 400.0).to_screen(v2(1.5, 1.5)));
    assert_eq!(nearest_run(&marks, &frame, 20.0, at, 12.0), Some(0));
    marks[0].emphasis = Emphasis::Hidden;
    assert_eq!(nearest_run(&marks, &frame, 20.0, at, 12.0), None);
}

#[test]
fn leaving_the_map_counts_only_for_good_and_finite() {
    let case = Case::of("surface=sphere&start=3,3&run=sgd(lr=0.1)&run=sgd(lr=3)&steps=20");
    let view = [[2.0, 4.0], [2.0, 4.0]];
    let away = case.trajectories[0].path.positions.iter().position(|p| p.x < 2.0);
    assert_eq!(left_view_at(&case.trajectories[0], view), away);
    assert_eq!(left_view_at(&case.trajectories[0], [[-6.0, 6.0], [-6.0, 6.0]]), None);
}

#[test]
fn only_a_single_lowest_minimum_wears_a_ring() {
    let rings = |words: &str| {
        let case = Case::of(words);
        let (frame, detail) = (case.frame(400.0, 400.0), Detail::default());
        let palette = Palette::of(Theme::Dark);
        let heights = Heights::of(case.surface.as_ref(), case.domain());
        let shades = Shades::of(palette, None, true);
        let ground = Ground::of(case.surface.as_ref(), &heights, &frame, &shades, &detail);
        let mut seen = Seen::default();
        paint_ground(&mut seen, &ground, palette, &detail);
        (ground.landmarks.len(), seen.rings.len())
    };
    assert_eq!(rings("surface=himmelblau&run=sgd").1, 0);
    assert_eq!(rings("surface=rosenbrock&run=sgd"), (1, 2));
    assert_eq!(rings("surface=rastrigin&run=sgd").0, 1);
}

#[test]
fn a_map_without_room_is_no_disaster() {
    let case = Case::of(VALLEYS);
    for (w, h) in [(0.0, 0.0), (1.0, 300.0), (20.0, 0.0)] {
        let (frame, palette, detail) = (case.frame(w, h), Palette::of(Theme::Dark), Detail::default());
        let heights = Heights::of(case.surface.as_ref(), frame.view);
        let shades = Shades::of(palette, None, true);
        let ground = Ground::of(case.surface.as_ref(), &heights, &frame, &shades, &detail);
        let mut seen = Seen::default();
        paint_ground(&mut seen, &ground, palette, &detail);
        paint_axes(&mut seen, &frame, palette, Sides { left: true, foot: true }, 1.0);
        let scene = Scene {
            frame,
            palette,
            playhead: 9.5,
            playing: true,
            dashed: true,
            names: true,
            still: false,
            avoid: &[],
            scale: 1.4,
            letters: 1.4,
        };
        RunsPainter::new().paint(&mut seen, &scene, &case.marks());
    }
}

#[test]
fn axes_of_different_scales_say_so() {
    let says = |view| {
        let frame = Frame { view, rect: Rect::new(40.0, 0.0, 300.0, 300.0) };
        let mut seen = Seen::default();
        paint_axes(&mut seen, &frame, Palette::of(Theme::Light), Sides { left: true, foot: true }, 1.0);
        seen.has_words("x and y have different scales")
    };
    assert!(says([[-15.0, -5.0], [-1.0, 1.0]]));
    assert!(!says([[-5.0, 5.0], [-5.0, 5.0]]));
}

#[test]
fn landmarks_have_words_and_can_be_pointed_at() {
    let case = Case::of("surface=himmelblau&run=sgd");
    let (frame, palette, detail) = (case.frame(400.0, 400.0), Palette::of(Theme::Light), Detail::default());
    let heights = Heights::of(case.surface.as_ref(), case.domain());
    let ground = Ground::of(case.surface.as_ref(), &heights, &frame, &Shades::of(palette, None, true), &detail);
    assert_eq!(words::landmarks(&ground.landmarks), "4 minima, 4 saddles, 1 hilltop");
    let at = frame.to_screen(v2(3.0, 2.0));
    assert_eq!(ground.landmark_at(at, 8.0).map(words::landmark), Some("Minimum, loss 0".into()));
    assert_eq!(ground.landmark_at([at[0] + 9.0, at[1]], 8.0), None);
}

#[test]
fn a_start_off_the_map_has_an_arrow_at_the_edge_that_points_to_it() {
    let case = Case::of("surface=himmelblau&start=9,0&run=sgd(lr=0.005)&steps=5");
    let frame = case.frame(300.0, 300.0);
    let mut seen = Seen::default();
    paint_start(&mut seen, &frame, case.experiment.start, Palette::of(Theme::Light), Grip::Idle, 1.0);
    assert_eq!(seen.rings, []);
    let [at, tip] = [start_place(&frame, case.experiment.start, 1.0), seen.polygons[0][0]];
    assert_eq!(at, [284.0, 150.0]);
    assert!((tip[0] - 292.0).abs() < 1e-9 && (tip[1] - 150.0).abs() < 1e-9, "{tip:?}");
}

#[test]
fn a_run_that_was_never_on_the_map_has_not_left_it() {
    let case = Case::of("surface=himmelblau&start=9,0&run=sgd(lr=0.000001)&steps=5");
    assert_eq!(left_view_at(&case.trajectories[0], [[-6.0, 6.0], [-6.0, 6.0]]), None);
}

#[test]
fn a_run_that_is_judged_by_its_average_has_two_lines_two_heads_and_a_word() {
    let case = Case::of("surface=quadratic(kappa=10)&start=-3.5,0.8&run=sgd(lr=0.19)&steps=12").averaged();
    let seen = draw(&case, f64::INFINITY, &[]);
    let frame = case.frame(800.0, 550.0);
    let run = &case.trajectories[0];
    let [trained, averaged] = [&run.path, run.judged()].map(|path| frame.to_screen(path.positions[12]));
    let ends_at = |at: [f64; 2]| seen.lines.iter().filter(|(line, _)| line.last() == Some(&at)).collect::<Vec<_>>();
    let widths = |at| ends_at(at).iter().map(|(_, stroke)| stroke.width).collect::<Vec<_>>();
    assert_eq!((widths(trained), widths(averaged)), (vec![1.25], vec![5.0, 2.5]), "training; halo and core");
    assert!(!ends_at(trained)[0].1.dash.pattern.is_empty() && ends_at(averaged)[1].1.dash.pattern.is_empty());
    assert!(seen.discs.contains(&(trained, 3.0)) && seen.discs.contains(&(averaged, 6.0)));
    assert!(seen.has_words("SGD (averaged)"));
}

#[test]
fn both_lines_of_a_run_that_is_judged_by_its_average_can_be_pointed_at() {
    let case = Case::of("surface=quadratic(kappa=10)&start=-3.5,0.8&run=sgd(lr=0.19)&steps=12").averaged();
    let frame = case.frame(800.0, 550.0);
    let run = &case.trajectories[0];
    for path in [&run.path, run.judged()] {
        let at = frame.to_screen(path.positions[12]);
        assert_eq!(nearest_run(&case.marks(), &frame, 12.0, at, 2.0), Some(0));
        assert_eq!(nearest_run(&case.marks(), &frame, 3.0, at, 2.0), None);
    }
}

/// A recording of three points on the case's surface.
fn recording() -> Recording {
    read_table("theirs", "0,-3,0.5\n10,-1,0.2\n40,0.5,0.1").unwrap().remove(0)
}

#[test]
fn a_recording_is_dashed_in_ink_with_a_dot_at_every_step_and_its_name_at_the_end() {
    let case = Case::of("surface=quadratic(kappa=10)&steps=12");
    let (frame, palette, recording) = (case.frame(800.0, 550.0), Palette::of(Theme::Light), recording());
    let path = recording.on(case.surface.as_ref());
    let on_screen: Vec<_> = recording.positions.iter().map(|x| frame.to_screen(*x)).collect();
    for (playhead, count) in [(0.0, 1), (9.0, 1), (10.0, 2), (f64::INFINITY, 3)] {
        let scene = Scene {
            frame,
            palette,
            playhead,
            playing: false,
            dashed: false,
            names: false,
            still: false,
            avoid: &[],
            scale: 1.0,
            letters: 1.0,
        };
        let mut seen = Seen::default();
        RunsPainter::new().paint_recorded(&mut seen, &scene, &[Recorded { recording: &recording, path: &path }]);
        let dots: Vec<_> = seen.discs.iter().filter(|(_, radius)| *radius == 2.0).map(|(at, _)| *at).collect();
        assert_eq!(dots, on_screen[..count]);
        assert_eq!(seen.rings.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [on_screen[count - 1]]);
        assert!(seen.has_words("theirs"));
        assert!(seen.lines.iter().all(|(_, s)| s.color.rgb == palette.ink && !s.dash.pattern.is_empty()));
        let ends = seen.lines.iter().map(|(line, _)| (line[0], line[line.len() - 1])).collect::<Vec<_>>();
        assert_eq!(ends, [(on_screen[0], on_screen[count - 1])]);
    }
}
