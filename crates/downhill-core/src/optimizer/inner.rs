//! An optimizer inside another one.

use super::Method;
use crate::clip::Clip;
use crate::experiment::{RUN_PARAMS, Run};
use crate::num::V2;
use crate::run::{Oracle, Pace};
use crate::settings::Settings;

/// An optimizer inside another one, in the middle of its run: it counts its own steps and has its own schedule and
/// clipping.
pub(super) struct Inner {
    method: Box<dyn Method>,
    pace: Pace,
    clip: Option<Clip>,
    t: u32,
}

impl Inner {
    /// The optimizer of this run, about to start from `x`.
    pub(super) fn start(run: &Run, x: V2) -> Self {
        Self { method: run.entry.build(&run.settings, x), pace: Pace::of(run), clip: run.clip(), t: 0 }
    }

    /// One step from `x`: the next point.
    pub(super) fn step(&mut self, x: V2, oracle: &mut Oracle<'_>) -> V2 {
        self.t += 1;
        let outer = oracle.clip_by(self.clip);
        let next = self.method.step(self.pace.tick(self.t), x, oracle);
        oracle.clip_by(outer);
        next
    }

    /// The averaged point after a step that led to `x`, for methods that mean it as their answer.
    pub(super) fn average(&self, x: V2) -> Option<V2> {
        self.method.average(x)
    }

    /// Whether it has come to its own end.
    pub(super) fn is_done(&self) -> bool {
        self.method.is_done()
    }
}

/// The run of this name in a wrapper's settings. A schedule or clipping that it has not itself is the wrapper's.
pub(super) fn run_inside(settings: &Settings, name: &str) -> Run {
    let mut run = settings.run(name).cloned().unwrap_or_else(|| Run::named("sgd"));
    for param in RUN_PARAMS {
        let own = run.settings.get(param.name);
        if let Some(outer) = settings.get(param.name).filter(|_| own == Some(&param.kind.default())) {
            // Both are of the same kind, so that what one allows the other does too.
            let _ = run.settings.set(param.name, outer.clone());
        }
    }
    run
}
