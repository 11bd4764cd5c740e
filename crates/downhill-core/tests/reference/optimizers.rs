//! Each optimizer's trajectories by the library it follows, within the rounding that each trajectory allows.
//!
//! Two correct programs differ in the last bits and some trajectories amplify that, so every case is stored with the
//! `spread` that a disturbance of the last bit causes, and ends being `comparable` where it is chaotic.

use crate::fixture::{Case, Trajectories, number, read, setting, surface_named};
use downhill_core::optimizer::{Entry, OPTIMIZERS};
use downhill_core::run::run_one;
use downhill_core::settings::{Setting, Settings};
use downhill_core::{Budget, Experiment, Run, V2};

/// Parameters of the library's class that the choice of the optimizer has settled: (optimizer, parameter, value).
const SETTLED: &[(&str, &str, Setting)] = &[
    ("sgd", "momentum", Setting::Number(0.0)),
    ("sgd", "dampening", Setting::Number(0.0)),
    ("sgd", "nesterov", Setting::Flag(false)),
    ("momentum", "nesterov", Setting::Flag(false)),
    ("nesterov", "nesterov", Setting::Flag(true)),
    ("nesterov", "dampening", Setting::Number(0.0)),
    ("adam", "amsgrad", Setting::Flag(false)),
    ("adam", "decoupled_weight_decay", Setting::Flag(false)),
    ("amsgrad", "amsgrad", Setting::Flag(true)),
    ("amsgrad", "decoupled_weight_decay", Setting::Flag(false)),
    ("lion", "decoupled_weight_decay", Setting::Flag(false)),
];

/// The case's parameters as ours; each of ours must be among them.
fn settings(entry: &Entry, case: &Case) -> Settings {
    let mut settings = Settings::defaults(entry.spec.params);
    for (name, value) in &case.params {
        let value = setting(value);
        if settings.get(name).is_some() {
            settings.set(name, value).unwrap();
        } else {
            let settled = (entry.spec.id, name.as_str(), value);
            assert!(SETTLED.contains(&settled), "{}: {name}={value} has no place in our settings", case.id);
        }
    }
    for param in entry.spec.params {
        assert!(case.params.contains_key(param.name), "{}: no {}", case.id, param.name);
    }
    settings
}

/// Whether a ratio is larger than another; one that is no number is larger than all.
fn is_worse(ratio: f64, than: f64) -> bool {
    ratio.is_nan() || ratio > than
}

/// The largest ratio of a deviation to its tolerance in a case, and where it occurs.
fn compare(entry: &'static Entry, case: &Case) -> (f64, String) {
    let surface = surface_named(&case.surface, &case.surface_params).unwrap_or_else(|| panic!("{}", case.surface));
    let experiment =
        Experiment { start: case.start.into(), budget: Budget::Steps(case.n_steps), ..Experiment::on(surface.entry) };
    let surface = surface.entry.build(&surface.settings);
    let run = run_one(&experiment, surface.as_ref(), &Run { entry, settings: settings(entry, case) });

    let mut worst = (0.0, String::new());
    for i in 0..case.comparable {
        let (step, x) = (case.steps[i], V2::from(case.positions[i]));
        let Some(&ours) = run.positions.get(step) else {
            return (f64::INFINITY, format!("{}: ends at step {}, before {step}", case.id, run.last()));
        };
        let allowed = 1e-12 * x.x.abs().max(x.y.abs()).max(1.0) + 1000.0 * number(&case.spread[i]);
        let off = (ours - x).map(f64::abs);
        let loss = case.losses[i];
        let loss_allowed = 1e-12 * loss.abs().max(1.0) + surface.gradient(x).1.norm() * allowed;
        let loss_off = (run.losses[step] - loss).abs();
        for (what, off, allowed) in [("x", off.x, allowed), ("y", off.y, allowed), ("loss", loss_off, loss_allowed)] {
            let ratio = off / allowed;
            if is_worse(ratio, worst.0) {
                worst = (ratio, format!("{} step {step}: {what} is off by {off:e}, allowed {allowed:e}", case.id));
            }
        }
    }
    worst
}

#[test]
fn every_stored_trajectory_is_reproduced() {
    let mut failures = Vec::new();
    for entry in OPTIMIZERS {
        let id = entry.spec.id;
        let cases = read::<Trajectories>(&format!("optimizers/{id}")).cases;
        assert!(!cases.is_empty(), "{id}: no cases");
        let mut worst = (0.0, String::from("equal to the last bit"));
        for case in &cases {
            let (ratio, text) = compare(entry, case);
            if is_worse(ratio, 1.0) {
                failures.push(text.clone());
            }
            if is_worse(ratio, worst.0) {
                worst = (ratio, text);
            }
        }
        println!("{id}: {} cases, worst {:.4} of the tolerance ({})", cases.len(), worst.0, worst.1);
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn what_was_not_given_has_our_default() {
    for entry in OPTIMIZERS {
        let defaults = Settings::defaults(entry.spec.params);
        for case in read::<Trajectories>(&format!("optimizers/{}", entry.spec.id)).cases {
            let omitted = case.params.iter().filter(|(name, _)| !case.given.contains(name));
            for (name, value) in omitted {
                if let Some(ours) = defaults.get(name) {
                    assert_eq!(ours, setting(value), "{}: the default of {name}", case.id);
                }
            }
        }
    }
}

#[test]
fn the_tolerance_is_not_vacuous() {
    // A rate off by a hundred-millionth must be noticed.
    let entry = OPTIMIZERS.iter().find(|e| e.spec.id == "adam").unwrap();
    let mut case = read::<Trajectories>("optimizers/adam").cases.remove(0);
    case.params.insert("lr".into(), (number(&case.params["lr"]) * (1.0 + 1e-8)).into());
    assert!(compare(entry, &case).0 > 1.0);
}
