//! Laws that every line of the registries obeys, whatever it is called.
//!
//! Modules are marked as tests because clippy lets only such unwrap.

#[cfg(test)]
mod corpus;
#[cfg(test)]
mod counting;
#[cfg(test)]
mod derivatives;
#[cfg(test)]
mod draw;
#[cfg(test)]
mod formula;
#[cfg(test)]
mod landmarks;
#[cfg(test)]
mod learning;
#[cfg(test)]
mod lowest;
#[cfg(test)]
mod paths;
#[cfg(test)]
mod schedules;
#[cfg(test)]
mod searching;
#[cfg(test)]
mod turning;
#[cfg(test)]
mod wrappers;
