//! Which functions go into which module.

use anyhow::{Result, ensure};
use wasmparser::ExternalKind;

use super::Rules;
use super::program::Program;

/// One of the two modules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    First,
    Second,
}

/// The module of every function; none for those that nothing reaches.
///
/// The first module holds what it can reach by direct calls from its exports and from the function table without passing
/// a gate. So it never calls directly into the second but through a gate, whatever the names say; names only choose among
/// the functions of the table, which nobody calls directly.
pub(super) fn halves(program: &Program<'_>, rules: &Rules<'_>) -> Result<Vec<Option<Half>>> {
    let is_gate = |f: &u32| program.name(*f).starts_with(rules.gate);
    let is_later = |f: &u32| rules.later.iter().any(|path| is_of(program.name(*f), path));
    let is_dead = |f: &u32| rules.dead.iter().any(|path| is_of(program.name(*f), path));
    let exported =
        program.exports.iter().filter(|e| e.kind == ExternalKind::Func && rules.is_used(e.name)).map(|e| e.index);
    let in_table = || program.slots.iter().map(|(_, f)| *f).filter(|f| !is_dead(f));
    let mut halves = vec![None; program.types.len()];
    halves[..program.imported as usize].fill(Some(Half::First));
    let early = exported.chain(program.start).chain(in_table().filter(|f| !is_later(f)));
    let gates = reach(program, &mut halves, Half::First, early.collect(), is_gate)?;
    ensure!(!gates.is_empty(), "the program calls no function whose name begins with {}", rules.gate);
    reach(program, &mut halves, Half::Second, gates.into_iter().chain(in_table()).collect(), |_| false)?;
    Ok(halves)
}

/// Whether a function, as `path::function` or `<path::Type as path::Trait>::function`, is of a path.
fn is_of(name: &str, path: &str) -> bool {
    name.trim_start_matches('<').starts_with(path)
        || name.split_once(" as ").is_some_and(|(_, of)| of.starts_with(path))
}

/// Puts the open functions, and all that they call, into a module, and returns those at which that stops. What is in a
/// module already stays there.
fn reach(
    program: &Program<'_>,
    halves: &mut [Option<Half>],
    half: Half,
    mut open: Vec<u32>,
    stops: impl Fn(&u32) -> bool,
) -> Result<Vec<u32>> {
    let mut stopped = Vec::new();
    while let Some(function) = open.pop() {
        if stops(&function) {
            stopped.push(function);
        } else if halves[function as usize].is_none() {
            halves[function as usize] = Some(half);
            open.extend(program.callees(function)?);
        }
    }
    Ok(stopped)
}
