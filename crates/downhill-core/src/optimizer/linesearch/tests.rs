//! Searches on lines whose loss is known, worked by hand or random.

use super::{Trial, strong_wolfe, wolfe};
use crate::num::V2;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn trial(t: f64, loss: f64, slope: f64) -> Trial {
    Trial { t, loss, slope, gradient: V2::ZERO }
}

/// A line that falls at first, and rises for good in the end.
fn wave([a, b, height, pace]: [f64; 4]) -> impl Fn(f64) -> Trial {
    move |t| {
        let loss = a * t * t - b * t + height * libm::sin(pace * t) / pace;
        trial(t, loss, 2.0 * a * t - b + height * libm::cos(pace * t))
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_searches_end_low_and_level(
        a in 0.01_f64..10.0,
        b in 0.1_f64..10.0,
        height in 0.0_f64..0.9,
        pace in 0.1_f64..10.0,
        first in 0.01_f64..10.0,
    ) {
        let line = wave([a, b, height * b, pace]);
        let start = line(0.0);
        let holds = |end: &Trial, c2: f64| {
            end.loss <= start.loss + 1e-4 * end.t * start.slope && end.slope.abs() <= -c2 * start.slope
        };
        let found = strong_wolfe(&mut |t| line(t), start, first, 1.0, 25);
        prop_assert!(holds(&found, 0.9), "{:?}", found);
        for c2 in [0.9, 0.1] {
            let before = start.loss - first * start.slope / 2.0;
            let found = wolfe(&mut |t| line(t), start, before, [1e-4, c2], &|_| true);
            prop_assert!(found.is_some_and(|end| holds(&end, c2)), "{:?}", found);
        }
    }
}

#[test]
fn on_a_parabola_the_second_trial_is_its_lowest_point() {
    // (t - 3)²: the first trial falls but is too steep for 0.1 of the slope; the secant of the slopes meets zero at 3.
    let line = |t: f64| trial(t, (t - 3.0) * (t - 3.0), 2.0 * (t - 3.0));
    let mut looks = Vec::new();
    let mut look = |t: f64| {
        looks.push(t);
        line(t)
    };
    let end = wolfe(&mut look, line(0.0), 100.0, [1e-4, 0.1], &|_| true).unwrap();
    assert_eq!((looks, end.t), (vec![1.0, 3.0], 3.0));
}

#[test]
fn a_gate_that_nothing_passes_is_no_way() {
    let line = |t: f64| trial(t, (t - 3.0) * (t - 3.0), 2.0 * (t - 3.0));
    assert_eq!(wolfe(&mut |t| line(t), line(0.0), 100.0, [1e-4, 0.1], &|_| false), None);
}

#[test]
fn an_endless_fall_ends_after_the_looks_that_are_left() {
    let mut looks = 0;
    let mut look = |t: f64| {
        looks += 1;
        trial(t, -t, -1.0)
    };
    let end = strong_wolfe(&mut look, trial(0.0, 0.0, -1.0), 1.0, 1.0, 5);
    assert!(looks == 6 && end.t > 1.0, "{looks} {end:?}");
}
