//! Bounds, places and words of charts.

use crate::support::{Case, Seen};
use downhill_core::recording::read_table;
use downhill_core::view::Theme;
use downhill_figure::chart::{LinesPainter, Scale};
use downhill_figure::map::Recorded;
use downhill_figure::{Along, Chart, Measure, Palette, Plot, Rect};

const RATES: &str = "surface=quadratic(kappa=10)&start=-3.5,0.8&run=sgd(lr=0.01)&run=sgd(lr=0.22)&steps=60";

fn plot(case: &Case, measure: Measure, along: Along) -> Plot {
    let chart = Chart::of(case.surface.as_ref(), &case.marks(), measure, along);
    Plot::within(chart, Rect::new(0.0, 0.0, 320.0, 236.0), 1.0)
}

fn lines(case: &Case, plot: &Plot) -> Seen {
    let mut seen = Seen::default();
    LinesPainter::new().paint(&mut seen, plot, Palette::of(Theme::Light), &case.marks(), 1.0);
    seen
}

#[test]
fn decades_are_whole_and_hold_every_line_that_is_not_lost() {
    let case = Case::of("surface=himmelblau&start=0.85,4.6&run=momentum(lr=0.003)&run=adam(lr=0.2)&steps=150");
    let plot = plot(&case, Measure::Loss, Along::Steps);
    assert!(matches!(plot.chart.scale, Scale::Log { low, high } if (high - low) % 3 == 0));
    for mark in case.marks() {
        for k in 0..=mark.trajectory.last() {
            assert!(plot.rect.grow(1e-6).contains(plot.at(&mark, k as f64)));
        }
    }
}

#[test]
fn a_line_far_below_all_others_leaves_the_chart_and_does_not_squeeze_them() {
    let case = Case::of("surface=rosenbrock&start=-1.2,1&run=newton&run=sgd(lr=0.001)&run=adam(lr=0.02)&steps=500");
    let plot = plot(&case, Measure::Loss, Along::Steps);
    // Newton rises to 1,411 and ends at 0, the next lowest ends between 0.1 and 1. Nine decades below that is 10⁻¹⁰, and
    // three equal parts of whole decades from 10⁴ down to there make 15.
    assert_eq!(plot.chart.scale, Scale::Log { low: -11, high: 4 });
    let newton = &case.marks()[0];
    assert!(!plot.rect.contains(plot.at(newton, 500.0)));
    for mark in &case.marks()[1..] {
        assert!((0..=500).all(|k| plot.rect.grow(1e-6).contains(plot.at(mark, f64::from(k)))));
    }
    assert_eq!(lines(&case, &plot).polygons.len(), 1);
}

#[test]
fn without_a_known_lowest_value_the_loss_is_linear_and_the_title_says_so() {
    let case = Case::of("surface=saddle&start=1.5,0.01&run=sgd(lr=0.05)&steps=60");
    let chart = plot(&case, Measure::Loss, Along::Steps).chart;
    assert!(matches!(chart.scale, Scale::Linear { .. }));
    assert!(chart.title().contains("linear"));
    assert!(matches!(plot(&case, Measure::Gradient, Along::Steps).chart.scale, Scale::Log { .. }));
}

#[test]
fn losses_of_batches_that_scatter_more_than_those_of_all_fit_for_the_most_part() {
    let case = Case::of("surface=deep_chain(data=line)&start=0.3,1.5&run=sgd(lr=0.03)&batch=8&steps=300");
    let Scale::Linear { low, high } = plot(&case, Measure::Loss, Along::Steps).chart.scale else { panic!() };
    let losses = &case.trajectories[0].path.losses;
    let inside = losses.iter().filter(|loss| (low..=high).contains(*loss)).count();
    assert!(inside > losses.len() / 2, "{inside} of {} in {low}..{high}", losses.len());
}

#[test]
fn a_step_survives_the_way_to_the_screen_and_back() {
    let case = Case::of("surface=himmelblau&start=0.85,4.6&run=sgd(lr=0.005)&run=newton&steps=150");
    for along in [Along::Steps, Along::Evaluations] {
        let plot = plot(&case, Measure::Loss, along);
        for step in [0, 1, 77, 150] {
            let x = plot.x_of_step(&case.marks(), f64::from(step));
            assert_eq!(plot.step_at(&case.marks(), x), step as usize);
        }
        assert_eq!(plot.step_at(&case.marks(), -1e9), 0);
        assert_eq!(plot.step_at(&case.marks(), 1e9), 150);
    }
}

#[test]
fn a_lost_line_leaves_at_the_top_and_says_when_it_was_lost() {
    let case = Case::of(RATES);
    let plot = plot(&case, Measure::Loss, Along::Steps);
    let seen = lines(&case, &plot);
    assert!(seen.has_words("step 49"));
    let lost = &seen.lines[1].0;
    assert!(lost.last().unwrap()[1] < plot.rect.y);
}

#[test]
fn names_cover_no_line_and_no_other_name() {
    let case = Case::of(
        "surface=rosenbrock&start=0,2&run=sgd(lr=0.0015)&run=momentum(lr=0.0015,momentum=0.9)\
        &run=rmsprop(lr=0.01)&run=adam(lr=0.2)&steps=500",
    );
    let seen = lines(&case, &plot(&case, Measure::Loss, Along::Steps));
    assert!(seen.words.len() >= 2);
    for (i, (name, area, _)) in seen.words.iter().enumerate() {
        assert!(seen.words[..i].iter().all(|(_, other, _)| !other.overlaps(area)), "{name}");
        assert!(seen.lines.iter().flat_map(|(points, _)| points).all(|p| !area.contains(*p)), "{name}");
    }
}

#[test]
fn a_long_run_has_at_most_four_points_in_a_column() {
    let case = Case::of("surface=rosenbrock&run=adam(lr=0.02)&steps=20000");
    let plot = plot(&case, Measure::Loss, Along::Steps);
    let points = &lines(&case, &plot).lines[0].0;
    assert!(points.len() as f64 <= 4.0 * (plot.rect.w + 2.0), "{} points", points.len());
}

#[test]
fn a_chart_without_runs_or_room_is_no_disaster() {
    let case = Case::of("surface=sphere&steps=5");
    let chart = Chart::of(case.surface.as_ref(), &[], Measure::Loss, Along::Steps);
    let plot = Plot::within(chart, Rect::new(0.0, 0.0, 300.0, 200.0), 1.0);
    assert_eq!(plot.step_at(&[], 50.0), 0);
    let lost = Case::of(RATES);
    let chart = Chart::of(lost.surface.as_ref(), &lost.marks(), Measure::Gradient, Along::Evaluations);
    lines(&lost, &Plot::within(chart, Rect::new(0.0, 0.0, 10.0, 10.0), 1.4));
}

#[test]
fn the_training_loss_is_a_faint_second_line_beside_that_of_the_average() {
    let case = Case::of("surface=quadratic(kappa=10)&start=-3.5,0.8&run=sgd(lr=0.19)&steps=12").averaged();
    let plot = plot(&case, Measure::Loss, Along::Steps);
    let seen = lines(&case, &plot);
    let ends = |(line, stroke): &(Vec<[f64; 2]>, _)| (line[line.len() - 1][1], downhill_figure::Stroke::clone(stroke));
    let [training, judged] = [ends(&seen.lines[0]), ends(&seen.lines[1])];
    assert_eq!(judged.0, plot.at(&case.marks()[0], 12.0)[1]);
    assert_ne!(training.0, judged.0);
    assert!(training.1.width < judged.1.width && training.1.color.a < judged.1.color.a);
    assert_eq!(training.1.color.rgb, judged.1.color.rgb);
}

#[test]
fn a_recording_stands_at_its_steps_and_not_along_evaluations() {
    let case = Case::of("surface=quadratic(kappa=10)&start=-3.5,0.8&run=sgd(lr=0.02)&steps=60");
    let recording = read_table("theirs", "0,-3,0.5\n15,-1,0.2\n60,0.5,0.1").unwrap().remove(0);
    let path = recording.on(case.surface.as_ref());
    for (along, count) in [(Along::Steps, 1), (Along::Evaluations, 0)] {
        let plot = plot(&case, Measure::Loss, along);
        let mut seen = Seen::default();
        let recorded = [Recorded { recording: &recording, path: &path }];
        LinesPainter::new().paint_recorded(&mut seen, &plot, Palette::of(Theme::Light), &recorded, 1.0);
        assert_eq!(seen.lines.len(), count);
        for (line, _) in &seen.lines {
            let quarter = plot.rect.x + plot.rect.w / 4.0;
            assert_eq!(line.iter().map(|p| p[0]).collect::<Vec<_>>(), [plot.rect.x, quarter, plot.rect.right()]);
            assert!(line[0][1] < line[1][1] && line[1][1] < line[2][1], "the loss falls");
        }
        assert_eq!(seen.has_words("theirs"), count == 1);
    }
}
