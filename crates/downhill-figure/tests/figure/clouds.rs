//! The gradients of single examples about a run's head.

use crate::support::{Case, Seen};
use downhill_core::V2;
use downhill_core::run::Cloud;
use downhill_core::view::{Layout, Theme};
use downhill_figure::map::{Emphasis, Scene, cloud_run, paint_cloud};
use downhill_figure::sheet::Choices;
use downhill_figure::{Frame, Palette, Sheet, words};

const POINTS: &str = "surface=linear(data=points(\"0,0;1,1;2,3\"))&start=0,0&run=sgd(lr=0.1)&steps=2";

fn cloud(case: &Case, step: usize) -> Cloud {
    let (run, surface) = (&case.experiment.runs[0], case.surface.as_ref());
    Cloud::of(&case.experiment, run, &case.trajectories[0], surface, step).unwrap()
}

fn seen(case: &Case, cloud: &Cloud) -> (Frame, Seen) {
    let (frame, mut seen) = (case.frame(400.0, 300.0), Seen::default());
    let palette = Palette::of(Theme::Light);
    let scene = Scene {
        frame,
        palette,
        playhead: cloud.step as f64,
        playing: false,
        dashed: false,
        names: false,
        still: false,
        avoid: &[],
        scale: 1.0,
        letters: 1.0,
    };
    paint_cloud(&mut seen, &scene, cloud, &case.marks()[0]);
    (frame, seen)
}

/// How far a mark is from the point where the gradients were taken.
fn way(frame: &Frame, cloud: &Cloud, at: [f64; 2]) -> V2 {
    frame.to_model(at) - cloud.at
}

#[test]
fn a_dot_stands_where_the_examples_gradient_alone_leads_and_their_mean_is_the_arrows_tip() {
    let case = Case::of(POINTS);
    let cloud = cloud(&case, 0);
    let (frame, seen) = seen(&case, &cloud);
    // Halos first, then the dots; the gradients are (0, 0), (-2, -2) and (-12, -6).
    let [_, _, _, still, second, third] = seen.discs[..] else { panic!("{} discs", seen.discs.len()) };
    let ways = [still, second, third].map(|(at, _)| way(&frame, &cloud, at));
    assert!(ways[0].norm() < 1e-12);
    assert!((ways[2] - 6.0 * V2 { x: ways[1].x, y: 0.5 * ways[1].y }).norm() < 1e-9, "{ways:?}");
    assert!(ways[1].x > 0.0 && ways[1].y > 0.0, "downhill");
    let mean = (ways[0] + ways[1] + ways[2]) / 3.0;
    let tip = way(&frame, &cloud, seen.polygons[1][0]);
    assert!((tip - mean).norm() < 1e-9, "{tip:?} {mean:?}");
    // The root of the mean square is a fifth of the shorter side.
    let squares: f64 = seen.discs[3..]
        .iter()
        .map(|(at, _)| {
            let [x, y] = frame.to_screen(cloud.at);
            (at[0] - x).powi(2) + (at[1] - y).powi(2)
        })
        .sum();
    assert!(((squares / 3.0).sqrt() - 0.2 * 300.0).abs() < 1e-9);
}

#[test]
fn the_batch_stands_out_and_has_an_arrow_of_its_own() {
    let case = Case::of("surface=linear(data=line(count=40))&start=-0.2,-0.6&run=sgd(lr=0.1)&batch=4&steps=20");
    let cloud = cloud(&case, 5);
    let (_, seen) = seen(&case, &cloud);
    let radii: Vec<f64> = seen.discs.iter().map(|(_, radius)| *radius).collect();
    assert_eq!([2.75, 2.0, 4.25, 3.0].map(|r| radii.iter().filter(|radius| **radius == r).count()), [40, 40, 4, 4]);
    // Each dot of the batch lies on one of the others.
    for (at, _) in &seen.discs[84..88] {
        assert!(seen.discs[40..80].iter().any(|(other, _)| other == at));
    }
    assert_eq!(seen.polygons.len(), 4, "two arrows with their halos");
}

#[test]
fn where_nothing_leads_anywhere_nothing_is_drawn() {
    let case = Case::of("surface=linear(data=points(\"0,0;1,1\"))&start=1,0&run=sgd(lr=0.1)&steps=2");
    let (_, seen) = seen(&case, &cloud(&case, 0));
    assert!(seen.discs.is_empty() && seen.polygons.is_empty());
}

#[test]
fn the_run_that_is_pointed_at_has_the_cloud_else_the_first_on_show() {
    let case = Case::of("surface=linear&run=sgd(lr=0.1)&run=adam&run=lion&steps=2");
    let mut marks = case.marks();
    assert_eq!(cloud_run(&marks), Some(0));
    marks[0].emphasis = Emphasis::Hidden;
    assert_eq!(cloud_run(&marks), Some(1));
    marks[2].emphasis = Emphasis::Lifted;
    assert_eq!(cloud_run(&marks), Some(2));
    assert_eq!(cloud_run(&[]), None);
}

#[test]
fn every_picture_of_a_race_has_the_cloud_of_its_step_and_a_figure_that_of_its_last() {
    const RACE: &str = "surface=linear(data=line(count=40))&start=-0.2,-0.6&run=adam(lr=0.1)&run=sgd(lr=0.1)&batch=4&steps=20\
                        &hide=1";
    // Examples, batch and head, with their halos.
    const MARKS: usize = 2 * 40 + 2 * 4 + 3;
    for layout in [Layout::Overlay, Layout::Side] {
        let choices = Choices { layout, ..Choices::default() };
        let last = |more: &str, paint: &dyn Fn(&Sheet, &mut Seen)| {
            let case = Case::of(&format!("{RACE}{more}"));
            let (surface, mut seen) = (case.surface.as_ref(), Seen::default());
            paint(&Sheet::of(&case.experiment, &case.view, surface, &case.trajectories, &choices), &mut seen);
            seen.discs.split_off(seen.discs.len().saturating_sub(MARKS))
        };
        let at = |playhead: f64| last("&cloud=true", &|sheet, seen| sheet.paint_runs(seen, playhead, true));
        let still = |step: u32| last(&format!("&cloud=true&step={step}"), &|sheet, seen| sheet.paint(seen));
        assert_eq!(at(5.0).len(), MARKS);
        assert_ne!(at(5.0), at(6.0));
        assert_eq!(at(5.0), still(5));
        assert_eq!(at(20.0), still(20));
        assert!(last("", &|sheet, seen| sheet.paint_runs(seen, 5.0, true)).len() < MARKS);
    }
}

#[test]
fn how_far_the_examples_agree_is_said() {
    let case = Case::of(POINTS);
    assert_eq!(words::cloud(&cloud(&case, 0)), "at step 0 the mean of all is 5.37 long, the examples scatter by 5.81");
    let of_one = Case::of(&format!("{POINTS}&batch=1"));
    let said = words::cloud(&cloud(&of_one, 1));
    assert!(said.contains("; the batch's mean is ") && said.ends_with("° off"), "{said}");
}
