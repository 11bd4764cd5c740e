//! Which functions and which constants go into which module.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use anyhow::{Result, ensure};
use wasmparser::{ExternalKind, Operator};

use super::Rules;
use super::program::Program;
use super::references::{Piece, References, Referred};

/// The number of one of the modules, from 0.
pub(super) type Part = usize;

/// The module of every function and every piece of constant data; none for what nothing reaches.
///
/// Everything goes into the first module that reaches it: from the exports by calls and references, or through what is
/// only opened when a later module is here. So no module ever calls into a later one but through a gate, whatever the
/// names say.
pub(super) struct Choice {
    pub(super) functions: Vec<Option<Part>>,
    pub(super) pieces: Vec<Option<Part>>,
}

/// So long is the shortest late text: shorter ones may serve something else too.
const SHORTEST: usize = 12;

#[derive(Clone, Copy)]
enum Node {
    Function(u32),
    Piece(usize),
}

struct Search<'a> {
    program: &'a Program<'a>,
    references: &'a References,
    rules: &'a Rules<'a>,
    slots: HashMap<u32, u32>,
    choice: Choice,
    open: Vec<Node>,
    /// What is opened with a later module.
    waiting: Vec<(Part, Node)>,
    /// The late texts, and what refers to nothing else.
    late: HashSet<usize>,
    /// Where in the source something may panic.
    locations: HashSet<usize>,
}

impl Choice {
    pub(super) fn of(program: &Program<'_>, references: &References, rules: &Rules<'_>) -> Result<Self> {
        check_names(program, rules)?;
        let choice = Self { functions: vec![None; program.types.len()], pieces: vec![None; references.pieces.len()] };
        let slots = program.slots.iter().copied().collect();
        let late = late_pieces(program, references, rules);
        let locations = locations(program, references);
        let (open, waiting) = (Vec::new(), Vec::new());
        let mut search = Search { program, references, rules, slots, choice, open, waiting, late, locations };
        search.choice.functions[..program.imported as usize].fill(Some(0));
        let exports = program.exports.iter().filter(|e| e.kind == ExternalKind::Func && rules.is_used(e.name));
        search.open.extend(exports.map(|e| e.index).chain(program.start).map(Node::Function));
        search.open_referred(0, &references.variable, true);
        for part in 0..=2 {
            search.follow(part)?;
        }
        Ok(search.choice)
    }
}

impl Search<'_> {
    /// Puts all that is open into a module, with what that reaches.
    fn follow(&mut self, part: Part) -> Result<()> {
        let due = self.waiting.extract_if(.., |(of, _)| *of <= part);
        self.open.extend(due.map(|(_, node)| node));
        while let Some(node) = self.open.pop() {
            match node {
                Node::Function(f) if self.choice.functions[f as usize].is_none() => self.take_function(part, f)?,
                Node::Piece(p) if self.choice.pieces[p].is_none() => self.take_piece(part, p),
                _ => {}
            }
        }
        Ok(())
    }

    fn take_function(&mut self, part: Part, function: u32) -> Result<()> {
        self.choice.functions[function as usize] = Some(part);
        for callee in self.program.callees(function)? {
            self.open(part, self.rules.of_gate(self.program.name(callee)), Node::Function(callee));
        }
        match self.references.of(self.program.name(function)) {
            Some(referred) => self.open_referred(part, referred, false),
            None => self.check_unknown(function)?,
        }
        Ok(())
    }

    fn take_piece(&mut self, part: Part, piece: usize) {
        self.choice.pieces[piece] = Some(part);
        self.open_referred(part, &self.references.pieces[piece].referred, true);
    }

    /// What data refers to may be late; what code refers to is read by it, but for places in the source: who panics before
    /// they are here says ":0:0" in their place.
    fn open_referred(&mut self, part: Part, referred: &Referred, is_by_data: bool) {
        for piece in &referred.pieces {
            let is_late = is_by_data && self.late.contains(piece) || self.locations.contains(piece);
            self.open(part, if is_late { 2 } else { 0 }, Node::Piece(*piece));
        }
        for slot in &referred.slots {
            let Some(function) = self.slots.get(slot).copied() else { continue };
            let name = self.program.name(function);
            self.open(part, self.rules.of_gate(name).max(self.rules.of_slot(name)), Node::Function(function));
        }
    }

    fn open(&mut self, part: Part, earliest: Part, node: Node) {
        if earliest > part {
            self.waiting.push((earliest, node));
        } else {
            self.open.push(node);
        }
    }

    /// Whatever wasm-bindgen adds must not use constants: nothing says which.
    fn check_unknown(&self, function: u32) -> Result<()> {
        let Some(body) = self.program.body(function) else { return Ok(()) };
        for operator in body.get_operators_reader()? {
            let Operator::I32Const { value } = operator? else { continue };
            ensure!(
                self.references.piece_at(value.cast_unsigned()).is_none(),
                "the linker does not know {}, which uses constants",
                self.program.name(function)
            );
        }
        Ok(())
    }
}

impl Rules<'_> {
    /// The module with which a function is opened by whoever calls it.
    fn of_gate(&self, name: &str) -> Part {
        self.gates.iter().rposition(|gate| name.starts_with(gate)).map_or(0, |gate| gate + 1)
    }

    /// The module with which a function is opened that is only referred to.
    fn of_slot(&self, name: &str) -> Part {
        let item = self.registries.iter().find_map(|registry| module_of_item(name, registry));
        match item {
            Some(module) if self.common.contains(&module) => 1,
            Some(_) => 2,
            None if self.rare.iter().any(|path| is_of(name, path)) => 2,
            None if self.later.iter().any(|path| is_of(name, path)) => 1,
            None => 0,
        }
    }
}

/// The late texts, and the lists of them.
fn late_pieces(program: &Program<'_>, references: &References, rules: &Rules<'_>) -> HashSet<usize> {
    let [early, late] =
        [rules.early_texts, rules.late_texts].map(|texts| texts.iter().map(|t| t.as_bytes()).collect::<HashSet<_>>());
    let pieces = || references.pieces.iter().enumerate();
    let is_late = |bytes: &[u8]| bytes.len() >= SHORTEST && late.contains(bytes) && !early.contains(bytes);
    let texts = pieces().filter(|(_, piece)| program.bytes_at(&piece.range).is_some_and(is_late));
    let texts: HashSet<_> = texts.map(|(i, _)| i).collect();
    let is_list =
        |of: &Referred| !of.pieces.is_empty() && of.slots.is_empty() && of.pieces.iter().all(|p| texts.contains(p));
    let lists = pieces().filter(|(_, piece)| is_list(&piece.referred)).map(|(i, _)| i);
    lists.chain(texts.iter().copied()).collect()
}

/// The places in the source that panics name: a text, its length, line and column.
fn locations(program: &Program<'_>, references: &References) -> HashSet<usize> {
    let is_source = |start: u32, length: u32| {
        program.bytes_at(&(start..start.saturating_add(length))).is_some_and(|text| text.ends_with(b".rs"))
    };
    let is_location = |piece: &Piece| {
        let Range { start, end } = piece.range;
        end - start == 16
            && piece.referred.pieces.len() == 1
            && piece.referred.slots.is_empty()
            && program.word(start).zip(program.word(start + 4)).is_some_and(|(text, length)| is_source(text, length))
    };
    references.pieces.iter().enumerate().filter(|(_, piece)| is_location(piece)).map(|(i, _)| i).collect()
}

/// Every name that the rules have must be in the program.
fn check_names(program: &Program<'_>, rules: &Rules<'_>) -> Result<()> {
    for gate in rules.gates {
        let is_there = program.names.values().any(|name| name.starts_with(gate));
        ensure!(is_there, "the program has no function whose name begins with {gate}");
    }
    let items = program.slots.iter().map(|(_, f)| program.name(*f));
    let found: Vec<_> =
        items.filter_map(|name| rules.registries.iter().find_map(|registry| module_of_item(name, registry))).collect();
    for path in rules.common {
        ensure!(found.contains(path), "no function of the table builds an item of the module {path}");
    }
    Ok(())
}

/// `a::b::` of the function `registry::rule<a::b::Type<1>>::{closure#0}`.
fn module_of_item(name: &str, registry: &str) -> Option<String> {
    let (_, rest) = name.split_once(registry)?;
    let (_, item) = rest.split_once('<')?;
    let end = item.find(['<', '>'])?;
    let (module, _) = item[..end].rsplit_once("::")?;
    Some(format!("{module}::"))
}

/// Whether a function, as `path::function` or `<path::Type as path::Trait>::function`, is of a path.
fn is_of(name: &str, path: &str) -> bool {
    name.trim_start_matches('<').starts_with(path)
        || name.split_once(" as ").is_some_and(|(_, of)| of.starts_with(path))
}
