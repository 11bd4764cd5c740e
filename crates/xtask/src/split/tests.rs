use super::*;

/// `start` and `show` are what the page calls; `draw` and what it needs is to come later.
const PROGRAM: &str = r#"(module
    (import "page" "log" (func $log (param i32)))
    (memory (export "memory") 1)
    (table $functions 5 5 funcref)
    (table $objects 2 externref)
    (global $stack (mut i32) (i32.const 16))
    (elem (i32.const 1) $click $surface::value $shared $dead::poll)
    (data (i32.const 0) "kept")
    (func $start (export "start") (call $shared))
    (func $show (export "show") (param i32) (result i32) (drop (call $gate::h1 (local.get 0))) (call $gate::h2 (i32.const 7)))
    (func $unused (export "unused") (call $only_unused))
    (func $only_unused)
    (func $click (call $log (global.get $stack)))
    (func $shared (call $log (i32.const 1)))
    (func $gate::h1 (param i32) (result i32) (call $draw) (local.get 0))
    (func $gate::h2 (param i32) (result i32) (drop (call $gate::h1 (i32.const 3))) (local.get 0))
    (func $draw (call $shared) (call $log (i32.load (i32.const 0))) (global.set $stack (i32.const 8)))
    (func $surface::value (call $helper))
    (func $helper)
    (func $dead::poll (call $only_unused))
)"#;

const RULES: Rules<'_> =
    Rules { gate: "gate::", later: &["surface::"], dead: &["dead::"], used_exports: &["start", "show"] };

fn halves_of(program: &str) -> Result<Halves> {
    split(&wat::parse_str(program).unwrap(), &RULES)
}

/// The names of a module's own functions.
fn names<'a>(program: &'a Program<'_>) -> Vec<&'a str> {
    (program.imported..).zip(&program.bodies).map(|(f, _)| program.name(f)).collect()
}

fn slots<'a>(program: &'a Program<'_>) -> Vec<(u32, &'a str)> {
    program.slots.iter().map(|(slot, f)| (*slot, program.name(*f))).collect()
}

/// The functions that a function calls by their number.
fn callees<'a>(program: &'a Program<'_>, caller: &str) -> Vec<&'a str> {
    let (function, _) = program.names.iter().find(|(_, name)| *name == caller).unwrap();
    program.callees(*function).unwrap().into_iter().map(|f| program.name(f)).collect()
}

#[test]
fn both_halves_are_valid() {
    let halves = halves_of(PROGRAM).unwrap();
    for half in [halves.first, halves.second] {
        wasmparser::validate(&half).unwrap();
    }
}

#[test]
fn the_second_half_has_what_is_reached_through_gates_and_later_slots_alone() {
    let halves = halves_of(PROGRAM).unwrap();
    assert_eq!(names(&Program::read(&halves.first).unwrap()), ["start", "show", "click", "shared"]);
    let second = Program::read(&halves.second).unwrap();
    assert_eq!(names(&second), ["gate::h1", "gate::h2", "draw", "surface::value", "helper"]);
}

#[test]
fn each_half_fills_its_own_slots_and_gates_have_new_ones_at_the_end() {
    let halves = halves_of(PROGRAM).unwrap();
    let (first, second) = (Program::read(&halves.first).unwrap(), Program::read(&halves.second).unwrap());
    assert_eq!(slots(&first), [(1, "click"), (3, "shared")]);
    assert_eq!(slots(&second), [(2, "surface::value"), (5, "gate::h1"), (6, "gate::h2")]);
    assert_eq!((first.tables[0].initial, first.tables[0].maximum), (7, Some(7)));
    assert_eq!(first.tables[1].initial, 2);
}

#[test]
fn calls_into_the_second_half_go_through_the_slots() {
    let halves = halves_of(PROGRAM).unwrap();
    let first = Program::read(&halves.first).unwrap();
    let show = first.names.iter().find(|(_, name)| *name == "show").unwrap();
    let mut calls = Vec::new();
    let mut last = None;
    for operator in first.body(*show.0).unwrap().get_operators_reader().unwrap() {
        match operator.unwrap() {
            wasmparser::Operator::I32Const { value } => last = Some(value),
            wasmparser::Operator::CallIndirect { table_index, .. } => calls.push((table_index, last)),
            wasmparser::Operator::Call { .. } => panic!("a call by number"),
            _ => {}
        }
    }
    assert_eq!(calls, [(0, Some(5)), (0, Some(6))]);
}

#[test]
fn the_second_half_calls_the_first_by_import() {
    let halves = halves_of(PROGRAM).unwrap();
    let (first, second) = (Program::read(&halves.first).unwrap(), Program::read(&halves.second).unwrap());
    assert_eq!(callees(&second, "draw"), ["shared", "log"]);
    assert_eq!(callees(&second, "gate::h2"), ["gate::h1"]);
    let exported: Vec<_> = first.exports.iter().map(|export| (export.name, export.kind)).collect();
    let (memory, table) = (wasmparser::ExternalKind::Memory, wasmparser::ExternalKind::Table);
    for export in [("memory", memory), ("_0", memory), ("_1", table), ("_2", table)] {
        assert!(exported.contains(&export), "{export:?}");
    }
    let imported = ["_0", "_1", "_2", "_3", "_4", "_5"];
    assert_eq!(second.imports, imported.map(|name| ("first", name)));
    assert!(imported.iter().all(|name| exported.iter().any(|(exported, _)| exported == name)));
}

#[test]
fn exports_that_nobody_uses_are_dropped_with_what_only_they_reach() {
    let halves = halves_of(PROGRAM).unwrap();
    for half in [&halves.first, &halves.second] {
        let program = Program::read(half).unwrap();
        assert!(program.exports.iter().all(|export| export.name != "unused"));
        assert!(!names(&program).iter().any(|name| name.ends_with("unused")));
    }
}

#[test]
fn what_cannot_be_split_is_refused() {
    let without_gate = PROGRAM.replace("gate::", "door::");
    let with_reference = PROGRAM.replace("(func $helper)", "(func $helper (drop (ref.func $shared)))");
    for program in [without_gate, with_reference] {
        assert!(halves_of(&program).is_err());
    }
}

#[test]
fn imports_get_short_names() {
    let (module, names) = shorten(&wat::parse_str(PROGRAM).unwrap()).unwrap();
    wasmparser::validate(&module).unwrap();
    assert_eq!(names.into_iter().collect::<Vec<_>>(), [("log".to_owned(), "i0".to_owned())]);
    let payloads = wasmparser::Parser::new(0).parse_all(&module);
    let imports: Vec<_> = payloads
        .filter_map(|payload| match payload.unwrap() {
            wasmparser::Payload::ImportSection(section) => Some(section.into_imports()),
            _ => None,
        })
        .flatten()
        .map(|import| import.unwrap().name)
        .collect();
    assert_eq!(imports, ["i0"]);
}
