//! The libraries' own numbers: every stored trajectory of every optimizer, every stored point of every surface,
//! every stored rate of every schedule, every stored gradient that was clipped.
//!
//! Modules are marked as tests because clippy lets only such unwrap.

#[cfg(test)]
mod clipping;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod optimizers;
#[cfg(test)]
mod schedules;
#[cfg(test)]
mod surfaces;
