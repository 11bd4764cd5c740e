//! Splits the page's program into three WebAssembly modules, so that the controls work before everything has arrived,
//! and what few people ask for is fetched only when somebody does.
//!
//! All share one memory and one function table. A later module imports what it needs from the earlier ones. An earlier one
//! calls into a later one through the table only, at places that the later fills when it is started; until then such a
//! call would fail. The page makes them through gates, which are closed until then: `engine` and `more` in the web crate.
//! What a registry's item needs is called through the tables of its traits; the page builds no item before it is here.
//! A constant comes with the first module that refers to it; what panics say of places in the source, with the third.

mod choice;
mod data;
mod imports;
mod program;
mod references;
mod write;

use anyhow::{Result, ensure};

pub(crate) use imports::shorten;
use program::Program;
use references::References;
use write::Plan;

/// What the splitter has to know of the program. Functions are told apart by their names for people.
#[derive(Default)]
pub(crate) struct Rules<'a> {
    /// What the names of the functions begin with by which earlier modules reach the second, and the third.
    pub(crate) gates: [&'a str; 2],
    /// What the names of the functions begin with that build the items of a registry; the item's type follows.
    pub(crate) registries: &'a [&'a str],
    /// The modules of the items that the second module has; the third has the others.
    pub(crate) common: &'a [String],
    /// Whose functions are called by nobody before the second module is here, whoever refers to them.
    pub(crate) later: &'a [&'a str],
    /// Whose functions are called by nobody before the third module is here, whoever refers to them.
    pub(crate) rare: &'a [&'a str],
    /// The exported functions that somebody calls; the others are dropped.
    pub(crate) used_exports: &'a [&'a str],
    /// Texts that nobody reads before the third module is here.
    pub(crate) late_texts: &'a [&'static str],
    /// Texts that are read earlier.
    pub(crate) early_texts: &'a [&'static str],
}

impl Rules<'_> {
    fn is_used(&self, export: &str) -> bool {
        self.used_exports.contains(&export)
    }
}

/// The three modules, in the order in which they are started.
pub(crate) type Parts = [Vec<u8>; 3];

/// Splits a module that wasm-bindgen made of what the linker left.
pub(crate) fn split(module: &[u8], linked: &[u8], rules: &Rules<'_>) -> Result<Parts> {
    let program = Program::read(module)?;
    ensure!(
        program.imported as usize == program.imports.len(),
        "a module that imports more than functions is not split"
    );
    let references = References::read(linked)?;
    let plan = Plan::of(&program, &references, rules)?;
    Ok([plan.first()?, plan.later(1)?, plan.later(2)?])
}

#[cfg(test)]
mod tests;
