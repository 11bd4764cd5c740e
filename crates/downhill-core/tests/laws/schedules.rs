//! What holds of every schedule, whatever its settings.

use crate::draw::{Reach, cases, schedule};
use downhill_core::schedule::{SCHEDULES, ScheduleChoice};
use downhill_core::{Setting, schedule};
use proptest::prelude::*;

/// A rate and a momentum that an optimizer can be handed.
fn check(choice: &ScheduleChoice, k: u32, lr: f64) -> Result<(), TestCaseError> {
    let plan = choice.build();
    let rate = plan.rate(k, lr);
    prop_assert!(rate.is_finite() && rate >= 0.0, "{choice:?}: the rate of step {k} from {lr} is {rate}");
    if let Some(momentum) = plan.momentum(k) {
        prop_assert!((0.0..1.0).contains(&momentum), "{choice:?}: the momentum of step {k} is {momentum}");
    }
    Ok(())
}

fn any_step() -> impl Strategy<Value = u32> {
    prop_oneof![0..200_u32, 0..=1_000_000_u32, Just(1_000_000), Just(u32::MAX)]
}

fn any_rate() -> impl Strategy<Value = f64> {
    prop_oneof![0.0..1.0, Just(0.0), Just(1e6)]
}

proptest! {
    #![proptest_config(cases(4000))]

    #[test]
    fn every_rate_is_finite_and_not_negative(
        choice in prop_oneof![schedule(Reach::Range), schedule(Reach::Slider)], k in any_step(), lr in any_rate(),
    ) {
        check(&choice, k, lr)?;
    }

    #[test]
    fn so_is_every_rate_of_schedules_one_after_the_other(
        parts in proptest::collection::vec(schedule(Reach::Range), 0..4),
        milestones in proptest::collection::vec((0..=1_000_000_u32).prop_map(f64::from), 0..5),
        k in any_step(),
        lr in any_rate(),
    ) {
        let mut sequence = ScheduleChoice::of(schedule::find("sequential").unwrap());
        sequence.settings.set("schedules", Setting::Schedules(parts)).unwrap();
        sequence.settings.set("milestones", Setting::Numbers(milestones)).unwrap();
        check(&sequence, k, lr)?;
    }
}

#[test]
fn ids_are_unique_and_every_schedule_says_what_it_is() {
    for (i, entry) in SCHEDULES.iter().enumerate() {
        let spec = entry.spec;
        assert!(SCHEDULES[..i].iter().all(|other| other.spec.id != spec.id), "{} stands twice", spec.id);
        let texts = [spec.name, spec.sentence, spec.source.cite, spec.source.url];
        assert!(texts.iter().all(|text| !text.is_empty()) && !spec.formula.is_empty(), "{}", spec.id);
        assert!(!spec.libraries.is_empty() && spec.sentence.ends_with('.'), "{}", spec.id);
    }
}
