//! Which functions go into which module.

use std::collections::HashMap;

use anyhow::{Result, ensure};
use wasmparser::{ExternalKind, Operator};

use super::Rules;
use super::program::Program;

/// The number of one of the modules, from 0.
pub(super) type Part = usize;

/// The module of every function; none for those that nothing reaches.
///
/// The first module holds what it can reach by direct calls from its exports and from the function table without passing
/// a gate. So it never calls directly into the second but through a gate, whatever the names say; names only choose among
/// the functions of the table, which nobody calls directly. In the same way the second never calls the third.
pub(super) fn parts(program: &Program<'_>, rules: &Rules<'_>) -> Result<Vec<Option<Part>>> {
    let is_gate = |f: &u32| program.name(*f).starts_with(rules.gate);
    let is_later = |f: &u32| rules.later.iter().any(|path| is_of(program.name(*f), path));
    let is_dead = |f: &u32| rules.dead.iter().any(|path| is_of(program.name(*f), path));
    let rare = rare_paths(program, rules)?;
    let is_rare = |f: &u32| is_later(f) && rare.iter().any(|path| program.name(*f).contains(path));
    let exported =
        program.exports.iter().filter(|e| e.kind == ExternalKind::Func && rules.is_used(e.name)).map(|e| e.index);
    let in_table = || program.slots.iter().map(|(_, f)| *f).filter(|f| !is_dead(f));
    let mut parts = vec![None; program.types.len()];
    parts[..program.imported as usize].fill(Some(0));
    let early = exported.chain(program.start).chain(in_table().filter(|f| !is_later(f)));
    let gates = reach(program, &mut parts, 0, early.collect(), is_gate)?;
    ensure!(!gates.is_empty(), "the program calls no function whose name begins with {}", rules.gate);
    let mut open: Vec<_> = gates.into_iter().chain(in_table().filter(|f| !is_rare(f))).collect();
    while !open.is_empty() {
        reach(program, &mut parts, 1, open, |_| false)?;
        open = shared(program, &parts)?.into_iter().filter(is_rare).collect();
    }
    reach(program, &mut parts, 2, in_table().collect(), |_| false)?;
    Ok(parts)
}

/// The modules of the registries' items that are not common, besides the other rare paths.
fn rare_paths(program: &Program<'_>, rules: &Rules<'_>) -> Result<Vec<String>> {
    let mut found: Vec<String> = Vec::new();
    for (_, f) in &program.slots {
        found.extend(rules.registries.iter().filter_map(|registry| module_of_item(program.name(*f), registry)));
    }
    for path in rules.common {
        ensure!(found.contains(path), "no function of the table builds an item of the module {path}");
    }
    found.retain(|path| !rules.common.contains(path));
    found.extend(rules.rare.iter().map(|path| (*path).to_owned()));
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// `a::b::` of the function `registry::rule<a::b::Type<1>>::{closure#0}`.
fn module_of_item(name: &str, registry: &str) -> Option<String> {
    let (_, rest) = name.split_once(registry)?;
    let (_, item) = rest.split_once('<')?;
    let end = item.find(['<', '>'])?;
    let (module, _) = item[..end].rsplit_once("::")?;
    Some(format!("{module}::"))
}

/// Functions without a module in the tables of traits that functions with one mention. The compiler makes one function of
/// equal ones and keeps one of their names, which may be that of an item that comes later.
fn shared(program: &Program<'_>, parts: &[Option<Part>]) -> Result<Vec<u32>> {
    let slots: HashMap<_, _> = program.slots.iter().copied().collect();
    let mut found = Vec::new();
    for f in (0..).zip(parts).filter(|(_, part)| part.is_some()).map(|(f, _)| f) {
        let Some(body) = program.body(f) else { continue };
        for operator in body.get_operators_reader()? {
            if let Operator::I32Const { value } = operator? {
                found.extend(trait_functions(program, &slots, value.cast_unsigned()));
            }
        }
    }
    found.retain(|f| parts[*f as usize].is_none());
    Ok(found)
}

/// The functions of a trait's table at an address, if one is there: after what drops the value, its size and alignment.
fn trait_functions(program: &Program<'_>, slots: &HashMap<u32, u32>, address: u32) -> Vec<u32> {
    let word = |i: u32| program.word(address.checked_add(4 * i)?);
    let drops = word(0).is_some_and(|drop| drop == 0 || slots.contains_key(&drop));
    let is_table = drops && address.is_multiple_of(4) && word(2).is_some_and(|align| [1, 2, 4, 8, 16].contains(&align));
    if !is_table {
        return Vec::new();
    }
    (3..).map_while(|i| slots.get(&word(i)?).copied()).collect()
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
    parts: &mut [Option<Part>],
    part: Part,
    mut open: Vec<u32>,
    stops: impl Fn(&u32) -> bool,
) -> Result<Vec<u32>> {
    let mut stopped = Vec::new();
    while let Some(function) = open.pop() {
        if stops(&function) {
            stopped.push(function);
        } else if parts[function as usize].is_none() {
            parts[function as usize] = Some(part);
            open.extend(program.callees(function)?);
        }
    }
    Ok(stopped)
}
