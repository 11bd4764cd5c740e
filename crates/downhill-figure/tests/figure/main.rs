//! What the pictures promise, through the crate's public face.
//!
//! Modules are marked as tests because clippy lets only such unwrap.

#[cfg(test)]
mod charts;
#[cfg(test)]
mod clouds;
#[cfg(test)]
mod colours;
#[cfg(test)]
mod goldens;
#[cfg(test)]
mod maps;
#[cfg(test)]
mod models;
#[cfg(test)]
mod numbers;
#[cfg(test)]
mod sheets;
#[cfg(test)]
mod support;
#[cfg(test)]
mod tables;
