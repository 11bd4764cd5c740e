//! Downhill's numbers: loss surfaces, optimizers, experiments and the trajectories they yield.
//!
//! One way through: an [`Experiment`] (plain data, read from text) goes into [`run()`], a [`Trajectory`] per optimizer
//! comes out. Nothing here draws, reads a clock or does input or output.
//!
//! Conventions: `f64` throughout; x to the right, y upwards; step 0 is the start and step k's position is where the
//! optimizer stands after k updates; names of hyperparameters are PyTorch's.

pub mod clip;
pub mod data;
pub mod experiment;
pub mod formula;
pub mod lesson;
pub mod library;
pub mod math;
pub mod num;
pub mod optimizer;
pub mod recording;
pub mod report;
pub mod run;
pub mod schedule;
pub mod settings;
pub mod spec;
pub mod surface;
pub mod text;
pub mod view;

pub use experiment::{Budget, Experiment, Run, Stop};
pub use num::{V2, v2};
pub use run::{Ground, Outcome, Trajectory, run};
pub use settings::{FieldError, Setting, Settings};
pub use surface::Surface;
pub use view::View;
