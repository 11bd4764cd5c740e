//! Numbers and outcomes for people.

mod alarm;
mod cloud;
mod describe;
mod landmarks;
mod model;
mod names;
mod number;
mod outcome;

pub use alarm::{alarms, alarms_of, verdict};
pub use cloud::cloud;
pub use describe::describe;
pub use landmarks::{landmark, landmarks};
pub use model::{answer, examples, model};
pub use names::{line_name, run_names};
pub use number::{number, plain, power_of_ten};
pub use outcome::{Tone, outcome, outcome_short, tone};
