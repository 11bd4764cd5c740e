//! Random surfaces, optimizers, settings and points, always from the same seed: a law that fails, fails everywhere.

use downhill_core::experiment::SurfaceChoice;
use downhill_core::optimizer::{self, OPTIMIZERS};
use downhill_core::schedule::{SCHEDULES, ScheduleChoice};
use downhill_core::settings::{Setting, Settings};
use downhill_core::spec::{Kind, Range, Scale};
use downhill_core::surface::SURFACES;
use downhill_core::{Run, V2, v2};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// So many cases, from the same seed on every machine.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..ProptestConfig::default() }
}

/// Which values a setting may take.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reach {
    /// What a slider covers.
    Slider,
    /// All that is allowed, often at its ends.
    Range,
}

impl Reach {
    fn pick(self, range: &Range, u: f64) -> f64 {
        let [low, high] = match self {
            Self::Slider => range.slider,
            Self::Range => [range.min, range.max],
        };
        let v = match (self, range.scale) {
            (Self::Range, _) if u < 0.2 => low,
            (Self::Range, _) if u > 0.8 => high,
            (Self::Slider, Scale::Log) => low * (high / low).powf(u),
            _ => low + (high - low) * u,
        };
        let v = v.clamp(low, high);
        let v = if range.whole { v.floor() } else { v };
        if range.contains(v) { v } else { high - (high - low) * 1e-9 }
    }
}

/// Values for an item's own parameters; what all of its sort have stays at its default.
fn settings(base: Settings, reach: Reach) -> impl Strategy<Value = Settings> {
    const MOST: usize = 4;
    vec(0.0..=1.0, MOST * base.own().len()).prop_map(move |units: Vec<f64>| {
        let mut settings = base.clone();
        for (param, u) in base.own().iter().zip(units.chunks(MOST)) {
            let value = match param.kind {
                Kind::Number(range, _) => Setting::Number(reach.pick(&range, u[0])),
                Kind::Tuple(range, default) | Kind::List(range, default) => {
                    Setting::Numbers(u.iter().take(default.len()).map(|u| reach.pick(&range, *u)).collect())
                }
                Kind::Flag(_) => Setting::Flag(u[0] < 0.5),
                Kind::Choice(all) => Setting::Choice(all[((u[0] * all.len() as f64) as usize).min(all.len() - 1)].name),
                Kind::Pair(..)
                | Kind::Formula(_)
                | Kind::Optimizer(_)
                | Kind::Schedule
                | Kind::Schedules
                | Kind::Clip
                | Kind::Batch
                | Kind::Data(_)
                | Kind::Points(_) => param.kind.default(),
            };
            settings.set(param.name, value).unwrap();
        }
        settings
    })
}

/// A surface with settings from its sliders or from all that is allowed.
pub(crate) fn surface(reach: Reach) -> impl Strategy<Value = SurfaceChoice> {
    (0..SURFACES.len()).prop_flat_map(move |i| {
        let entry = &SURFACES[i];
        settings(SurfaceChoice::of(entry).settings, reach).prop_map(move |settings| SurfaceChoice { entry, settings })
    })
}

/// A surface and a point in its domain.
pub(crate) fn place(reach: Reach) -> impl Strategy<Value = (SurfaceChoice, V2)> {
    surface(reach).prop_flat_map(|surface| {
        let [[x0, x1], [y0, y1]] = surface.entry.spec.domain;
        (Just(surface), (x0..x1, y0..y1).prop_map(|(x, y)| v2(x, y)))
    })
}

/// This optimizer with settings from its sliders or from all that is allowed.
pub(crate) fn run_of(entry: &'static optimizer::Entry, reach: Reach) -> impl Strategy<Value = Run> {
    settings(Run::of(entry).settings, reach).prop_map(move |settings| Run { entry, settings })
}

/// Any optimizer with settings from its sliders or from all that is allowed.
pub(crate) fn run(reach: Reach) -> impl Strategy<Value = Run> {
    (0..OPTIMIZERS.len()).prop_flat_map(move |i| run_of(&OPTIMIZERS[i], reach))
}

/// Any schedule with settings from its sliders or from all that is allowed; one that holds others holds none.
pub(crate) fn schedule(reach: Reach) -> impl Strategy<Value = ScheduleChoice> {
    (0..SCHEDULES.len()).prop_flat_map(move |i| {
        let entry = &SCHEDULES[i];
        settings(ScheduleChoice::of(entry).settings, reach).prop_map(move |settings| ScheduleChoice { entry, settings })
    })
}
