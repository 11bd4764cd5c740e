//! The learning rates and momenta of every step by the libraries that define the schedules.

use crate::fixture::{arguments, read};
use downhill_core::library::{self, Arguments};
use downhill_core::schedule::{self, ScheduleChoice};
use downhill_core::{FieldError, Setting};
use serde::Deserialize;
use serde_json::{Map, Value};

/// PyTorch computes several of its schedules step from step; closed forms are this far from them.
const ROUNDING: f64 = 4e-15;

#[derive(Deserialize)]
struct File {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    reference: Reference,
    /// The optimizer's own rate; other libraries give it to the schedule.
    base_lr: Option<f64>,
    params: Map<String, Value>,
    lrs: Vec<f64>,
    #[serde(default)]
    momenta: Vec<f64>,
    /// Where the library itself computes in single precision.
    tolerance: Option<f64>,
}

#[derive(Deserialize)]
struct Reference {
    library: String,
}

impl Case {
    fn class(&self) -> String {
        let module = match self.reference.library.as_str() {
            "torch" => "torch.optim.lr_scheduler",
            "keras" => "keras.optimizers.schedules",
            other => other,
        };
        format!("{module}.{}", self.name)
    }

    /// The schedule and the rate it starts from.
    fn schedule(&self) -> Result<(ScheduleChoice, f64), FieldError> {
        let (choice, lr) = if self.name == "SequentialLR" {
            (self.sequence()?, None)
        } else {
            library::schedule(&self.class(), &arguments(&self.params))?
        };
        Ok((choice, lr.or(self.base_lr).unwrap()))
    }

    /// The file names the parts of a sequence instead of their classes.
    fn sequence(&self) -> Result<ScheduleChoice, FieldError> {
        let part = |name: &str, class: &str| {
            let arguments: Arguments = arguments(self.params[name].as_object().unwrap());
            Ok(library::schedule(&format!("torch.optim.lr_scheduler.{class}"), &arguments)?.0)
        };
        let parts = vec![part("warmup", "LinearLR")?, part("cosine", "CosineAnnealingLR")?];
        let milestones = serde_json::from_value(self.params["milestones"].clone()).unwrap();
        let mut sequence = ScheduleChoice::of(schedule::find("sequential").unwrap());
        sequence.settings.set("schedules", Setting::Schedules(parts))?;
        sequence.settings.set("milestones", Setting::Numbers(milestones))?;
        Ok(sequence)
    }
}

fn agree(ours: f64, theirs: f64, tolerance: f64) -> bool {
    (ours - theirs).abs() <= tolerance * theirs.abs().max(1.0)
}

#[test]
fn every_stored_rate_and_momentum_is_reproduced() {
    let cases = read::<File>("schedules").cases;
    assert_eq!(cases.len(), 42);
    let mut failures = Vec::new();
    for (i, case) in cases.iter().enumerate() {
        let (choice, lr) = case.schedule().unwrap_or_else(|e| panic!("case {i}, {}: {e}", case.name));
        let (plan, tolerance) = (choice.build(), case.tolerance.unwrap_or(ROUNDING));
        let rates = case.lrs.iter().enumerate().map(|(k, theirs)| (k, "rate", plan.rate(k as u32, lr), *theirs));
        let momenta = case.momenta.iter().enumerate();
        let momenta = momenta.map(|(k, theirs)| (k, "momentum", plan.momentum(k as u32).unwrap(), *theirs));
        let wrong = rates.chain(momenta).find(|(_, _, ours, theirs)| !agree(*ours, *theirs, tolerance));
        if let Some((k, what, ours, theirs)) = wrong {
            failures.push(format!("case {i}, {}: {what} of step {k} is {ours}, not {theirs}", case.name));
        }
        assert_eq!(case.momenta.is_empty(), plan.momentum(0).is_none(), "case {i}, {}", case.name);
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
