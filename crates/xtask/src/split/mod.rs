//! Splits the page's program into two WebAssembly modules, so that the controls work before everything has arrived.
//!
//! Both share one memory and one function table. The second imports what it needs from the first. The first calls into
//! the second through the table only, at places that the second fills when it is started; until then such a call would
//! fail. The page makes them through one gate, which is closed until then: `engine` in the web crate.

mod choice;
mod imports;
mod program;
mod write;

use anyhow::{Result, ensure};

pub(crate) use imports::shorten;
use program::Program;
use write::Plan;

/// What the splitter has to know of the program. Functions are told apart by their names for people.
pub(crate) struct Rules<'a> {
    /// What the names of the gates begin with: the functions by which the first module reaches the second.
    pub(crate) gate: &'a str,
    /// Whose functions in the table are called by nobody before the second module is here.
    pub(crate) later: &'a [&'a str],
    /// Whose functions in the table are called by nobody at all.
    pub(crate) dead: &'a [&'a str],
    /// The exported functions that somebody calls; the others are dropped.
    pub(crate) used_exports: &'a [&'a str],
}

impl Rules<'_> {
    fn is_used(&self, export: &str) -> bool {
        self.used_exports.contains(&export)
    }
}

/// The two modules.
pub(crate) struct Halves {
    pub(crate) first: Vec<u8>,
    pub(crate) second: Vec<u8>,
}

/// Splits a module.
pub(crate) fn split(module: &[u8], rules: &Rules<'_>) -> Result<Halves> {
    let program = Program::read(module)?;
    ensure!(
        program.imported as usize == program.imports.len(),
        "a module that imports more than functions is not split"
    );
    let plan = Plan::of(&program, rules)?;
    Ok(Halves { first: plan.first()?, second: plan.second()? })
}

#[cfg(test)]
mod tests;
