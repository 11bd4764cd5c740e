//! Numbers, outcomes, names and ranks.

use crate::support::Case;
use downhill_core::spec::Slot;
use downhill_core::{Ground, Outcome, View};
use downhill_figure::palette::assign_slots;
use downhill_figure::rank::rows;
use downhill_figure::words;

#[test]
fn numbers_have_three_digits_and_real_signs() {
    let table = [
        (0.0, "0"),
        (1.0, "1"),
        (-3.5, "−3.5"),
        (0.012_44, "0.0124"),
        (123.456, "123"),
        (99_999.0, "1 × 10⁵"),
        (1234.5, "1230"),
        (9.4e-6, "9.4 × 10⁻⁶"),
        (-1.25e17, "−1.25 × 10¹⁷"),
        (0.000_999_9, "0.001"),
        (1e-12, "1 × 10⁻¹²"),
        (9e-13, "~ 0"),
        (-9e-13, "~ 0"),
        (f64::INFINITY, "∞"),
        (f64::NEG_INFINITY, "−∞"),
        (f64::NAN, "not a number"),
    ];
    for (number, words) in table {
        assert_eq!(words::number(number), words, "{number}");
    }
    assert_eq!(words::plain(-9.4e-6), "-9.4e-6");
    assert_eq!(words::power_of_ten(-5), "10⁻⁵");
    assert_eq!(words::power_of_ten(0), "1");
}

#[test]
fn outcomes_are_words_a_student_reads() {
    let table = [
        (Outcome::Minimum { step: 23 }, "Reached a minimum, step 23"),
        (Outcome::Flat { ground: Ground::Saddle }, "Stopped where it is flat: a saddle"),
        (Outcome::Moving, "Still moving"),
        (Outcome::Diverged { step: 49 }, "Diverged at step 49"),
    ];
    for (outcome, said) in table {
        assert_eq!(words::outcome(outcome, None), said);
        assert!(words::outcome_short(outcome, None).len() <= said.len());
    }
    let fell = words::outcome(Outcome::Unbounded { step: 12 }, None);
    assert!(fell.starts_with("Fell off the edge of the world at step 12"));
    assert_eq!(words::outcome(Outcome::Moving, Some(7)), "Still moving; left the map at step 7");
    assert_eq!(words::outcome_short(Outcome::Moving, Some(7)), "still moving; left the map, step 7");
    assert_eq!(words::outcome(Outcome::Diverged { step: 9 }, Some(7)), "Diverged at step 9");
}

#[test]
fn runs_of_one_kind_are_told_apart_by_what_differs() {
    let names = |text: &str| Case::of(text).names;
    assert_eq!(names("surface=sphere&run=sgd&run=adam"), ["SGD", "Adam"]);
    assert_eq!(names("surface=sphere&run=sgd(lr=0.01)&run=sgd(lr=0.18)"), ["SGD 0.01", "SGD 0.18"]);
    assert_eq!(
        names("surface=linear&run=sgd(batch=all)&run=sgd&run=sgd(batch=1)&batch=8"),
        ["SGD full batch", "SGD batch 8", "SGD batch 1"]
    );
    assert_eq!(names("surface=linear&run=sgd&run=sgd(batch=8)&batch=8"), ["SGD 1", "SGD 2"]);
    let by_momentum = "surface=sphere&run=momentum(lr=0.02,momentum=0.9)&run=momentum(lr=0.02,momentum=0.99)";
    assert_eq!(names(by_momentum), ["Momentum 0.9", "Momentum 0.99"]);
    assert_eq!(names("surface=sphere&run=sgd&run=sgd"), ["SGD 1", "SGD 2"]);
}

#[test]
fn one_sentence_says_what_happened() {
    let case = Case::of("surface=quadratic(kappa=10)&start=-3.5,0.8&run=sgd(lr=0.01)&run=sgd(lr=0.22)&steps=60");
    assert_eq!(
        words::describe(&case.experiment, &case.trajectories),
        "SGD 0.01 is still moving, loss 1.83 after 60 steps; SGD 0.22 diverged at step 49."
    );
}

#[test]
fn colour_belongs_to_the_optimizer() {
    let slots = |text: &str| {
        let case = Case::of(text);
        assign_slots(&case.experiment, &case.view)
    };
    assert_eq!(slots("surface=sphere&run=adam&run=sgd"), [Slot::Magenta, Slot::Orange]);
    assert_eq!(slots("surface=sphere&run=sgd&run=sgd&run=sgd"), [Slot::Orange, Slot::Cyan, Slot::Rose]);
    assert_eq!(slots("surface=sphere&run=adamw&run=adadelta"), [Slot::Rose, Slot::Cyan]);
    assert_eq!(slots("surface=sphere&run=sgd&run=adam&color=2,orange"), [Slot::Cyan, Slot::Orange]);
    let many = format!("surface=sphere{}", "&run=sgd".repeat(12));
    assert_eq!(slots(&many).len(), 12);
}

#[test]
fn a_view_may_name_runs_that_do_not_exist() {
    let case = Case::of("surface=sphere&run=sgd");
    let view = View { colors: vec![(0, Slot::Ink), (9, Slot::Ink)], ..View::default() };
    assert_eq!(assign_slots(&case.experiment, &view), [Slot::Orange]);
}

#[test]
fn the_leader_comes_first_and_diverged_runs_last() {
    let case = Case::of(
        "surface=quadratic(kappa=10)&start=-3.5,0.8&run=sgd(lr=0.22)&run=sgd(lr=0.01)&run=sgd(lr=0.18)&steps=60",
    );
    let at = |step| rows(case.surface.as_ref(), &case.trajectories, step);
    let order: Vec<usize> = at(60).iter().map(|row| row.run).collect();
    assert_eq!(order, [2, 1, 0]);
    assert!(at(60)[2].diverged == Some(49));
    assert_eq!(at(60).iter().map(|row| row.rank).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(at(0).iter().all(|row| row.rank == 1 && row.diverged.is_none()));
    assert!(at(60)[0].distance.is_some_and(|d| d < 1e-3));
    assert_eq!(at(10)[0].evaluations, 10);
}

#[test]
fn the_description_says_which_runs_are_judged_by_their_average() {
    let case = Case::of("surface=quadratic(kappa=10)&start=-3.5,0.8&run=sgd(lr=0.01)&steps=12");
    assert!(words::describe(&case.experiment, &case.trajectories).starts_with("SGD is still moving"));
    let case = case.averaged();
    assert!(words::describe(&case.experiment, &case.trajectories).starts_with("SGD (averaged) is still moving"));
}

#[test]
fn between_two_looks_at_all_examples_the_loss_is_that_of_the_step() {
    let case = Case::of("surface=logistic(data=classes(count=50))&run=sgd(lr=0.5)&batch=1&steps=120");
    for step in [0, 1, 49, 50, 51, 99, 120] {
        let row = &rows(case.surface.as_ref(), &case.trajectories, step)[0];
        assert_eq!(row.loss, case.surface.value(case.trajectories[0].path.positions[step]), "step {step}");
    }
}
