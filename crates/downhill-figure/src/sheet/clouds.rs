//! The gradients of single examples about the heads of a figure's runs.

use super::{Panel, Sheet};
use crate::map::{Scene, paint_cloud};
use crate::paint::Paint;
use downhill_core::run::Cloud;
use downhill_core::{Experiment, Surface};

/// What they are made of at any step: the pictures of a race have one after the other.
pub(super) struct Clouds {
    experiment: Experiment,
    surface: Box<dyn Surface>,
}

impl Clouds {
    /// None on a formula.
    pub(super) fn of(experiment: &Experiment) -> Option<Self> {
        let surface = experiment.build_surface();
        let has_examples = surface.data().is_some();
        has_examples.then(|| Self { experiment: experiment.clone(), surface })
    }
}

impl Sheet {
    /// Paints them about the head of the first run on a map, where the view asks for them.
    pub(super) fn paint_cloud(&self, paint: &mut dyn Paint, panel: &Panel, scene: &Scene<'_>) {
        let (Some(clouds), Some(run)) = (&self.clouds, self.runs.get(panel.runs.start)) else { return };
        let Clouds { experiment, surface } = clouds;
        let step = scene.playhead.floor() as usize;
        let cloud = Cloud::of(experiment, &experiment.runs[run.place], &run.trajectory, surface.as_ref(), step);
        if let Some(cloud) = cloud {
            paint_cloud(paint, scene, &cloud, &run.mark());
        }
    }
}
