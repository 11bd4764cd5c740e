//! Recordings over a figure's runs.

use super::Sheet;
use crate::map::Recorded;
use downhill_core::recording::Recording;
use downhill_core::run::Path;

/// A recording with its points on the surface, up to the figure's step.
pub(super) struct Laid {
    recording: Recording,
    path: Path,
}

impl Sheet {
    /// The figure with recordings over its runs, without what comes after a step.
    pub fn with_recorded(mut self, recorded: &[Recorded<'_>], step: Option<u32>) -> Self {
        let end = step.map_or(f64::INFINITY, f64::from);
        self.recorded = recorded.iter().filter_map(|one| Laid::until(one, end)).collect();
        self
    }

    pub(super) fn recorded(&self) -> Vec<Recorded<'_>> {
        self.recorded.iter().map(|Laid { recording, path }| Recorded { recording, path }).collect()
    }
}

impl Laid {
    /// None where nothing was recorded by then.
    fn until(Recorded { recording, path }: &Recorded<'_>, step: f64) -> Option<Self> {
        let count = recording.count_by(step);
        let recording = Recording {
            name: recording.name.clone(),
            steps: recording.steps[..count].into(),
            positions: recording.positions[..count].into(),
        };
        let path = Path {
            positions: path.positions[..count].into(),
            losses: path.losses[..count].into(),
            gradients: path.gradients[..count].into(),
        };
        (count > 0).then_some(Self { recording, path })
    }
}
