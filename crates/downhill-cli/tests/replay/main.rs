//! Files of stored cases run again: the numbers, the messages, and any input at all.
//!
//! Modules are marked as tests because clippy lets only such unwrap.

#[cfg(test)]
mod input;
#[cfg(test)]
mod messages;
#[cfg(test)]
mod numbers;
