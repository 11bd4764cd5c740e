//! What is said of input that cannot be run, and what is printed all the same.

use insta::assert_snapshot;
use std::io::Write;
use std::process::{Command, Output, Stdio};

/// `downhill replay -` with this on its standard input.
fn downhill(input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_downhill"))
        .args(["replay", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// Exit status, standard output and standard error.
fn replayed(input: &str) -> (i32, String, String) {
    let Output { status, stdout, stderr } = downhill(input);
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// What is said of input of which nothing can be run.
fn refused(input: &str) -> String {
    let (status, out, problems) = replayed(input);
    assert_eq!((status, out.as_str()), (1, ""), "{input}");
    problems
}

/// A file of SGD cases, each given by its fields besides those of this one that works.
fn sgd(cases: &[&str]) -> String {
    let usual = r#""surface": "sphere", "start": [4.0, -2.0], "params": {"lr": 0.25}, "steps": [0, 1]"#;
    let cases: Vec<_> = cases.iter().map(|fields| format!("{{{usual}, {fields}}}")).collect();
    format!(r#"{{"reference": {{"name": "torch.optim.SGD"}}, "cases": [{}]}}"#, cases.join(", "))
}

#[test]
fn a_case_is_a_line_of_json() {
    let (status, out, problems) = replayed(&sgd(&[r#""id": "first""#, r#""steps": [3, 1]"#]));
    assert_eq!((status, problems.as_str()), (0, ""));
    assert_snapshot!(out, @r#"
    {"id":"first","positions":[[4.0,-2.0],[2.0,-1.0]],"losses":[20.0,5.0]}
    {"index":1,"positions":[[0.5,-0.25],[2.0,-1.0]],"losses":[0.3125,5.0]}
    "#);
}

#[test]
fn steps_after_the_end_are_null_and_so_is_what_is_not_finite() {
    let (status, out, _) = replayed(&sgd(&[r#""params": {"lr": 1e6}, "start": [1e300, 0], "steps": [0, 1, 2, 9]"#]));
    assert_eq!(status, 0);
    assert_snapshot!(out, @r#"{"index":0,"positions":[[1e+300,0.0],null,null,null],"losses":[null,null,null,null]}"#);
}

#[test]
fn without_a_list_of_steps_every_step_is_told() {
    let steps = r#""steps": null, "n_steps": 2"#;
    assert_snapshot!(replayed(&sgd(&[steps])).1, @r#"{"index":0,"positions":[[4.0,-2.0],[2.0,-1.0],[1.0,-0.5]],"losses":[20.0,5.0,1.25]}"#);
}

#[test]
fn more_steps_than_an_experiment_may_have_are_run() {
    let (status, out, _) = replayed(&sgd(&[r#""params": {"lr": 0}, "steps": [100001], "n_steps": 5"#]));
    assert_eq!(status, 0);
    assert_snapshot!(out, @r#"{"index":0,"positions":[[4.0,-2.0]],"losses":[20.0]}"#);
}

#[test]
fn the_method_is_found_by_its_class_or_by_our_id() {
    let case = r#"{"surface": "quadratic_10", "start": [4, -2], "params": {"lr": 0.25}, "steps": [1]}"#;
    let positions = |head: &str| replayed(&format!(r#"{{{head}, "cases": [{case}]}}"#)).1;
    let expected = positions(r#""reference": {"name": "torch.optim.SGD"}"#);
    assert_snapshot!(expected, @r#"{"index":0,"positions":[[3.0,3.0]],"losses":[49.5]}"#);
    assert_eq!(positions(r#""reference": {"name": "someone's SGD"}, "optimizer": "sgd""#), expected);
    assert_eq!(positions(r#""optimizer": "sgd_torch""#), expected);
    assert_eq!(positions(r#""optimizer": "SGD""#), expected);
}

#[test]
fn surface_parameters_win_over_the_surfaces_name() {
    let case = r#""surface": "quadratic_10", "surface_params": {"kappa": 2}, "steps": [0]"#;
    assert_snapshot!(replayed(&sgd(&[case])).1, @r#"{"index":0,"positions":[[4.0,-2.0]],"losses":[12.0]}"#);
}

#[test]
fn a_file_that_is_none_is_named() {
    assert_snapshot!(refused(""), @"-: file: found EOF while parsing a value at line 1 column 0, expected JSON");
    assert_snapshot!(refused("{\"cases\": [1,"), @"-: file: found EOF while parsing a value at line 1 column 13, expected JSON");
    assert_snapshot!(refused("[1, 2]"), @"-: file: found a list of 2, expected a JSON object with cases");
    assert_snapshot!(refused("{}"), @"-: cases: found nothing, expected a list");
    assert_snapshot!(refused(r#"{"cases": "all"}"#), @"-: cases: found all, expected a list");
}

#[test]
fn a_case_that_cannot_be_run_is_named_with_its_field() {
    let cases = [
        r#""id": "a", "surface": "nowhere""#,
        r#""id": "b", "surface": 7"#,
        r#""id": "c", "surface_params": {"kappa": 1}"#,
        r#""id": "d", "surface": "quadratic_0""#,
        r#""id": "e", "start": [1, "x"]"#,
        r#""id": "f", "start": null"#,
        r#""id": "g", "steps": [0, 1.5]"#,
        r#""id": "h", "steps": []"#,
        r#""id": "i", "steps": [9999999]"#,
        r#""params": {"lr": "fast"}"#,
        r#""params": {"lr": -1}"#,
        r#""params": {"speed": 1}"#,
        r#""params": {"lr": {}}"#,
        r#""params": []"#,
        r#""clip": {"kind": "norm"}"#,
        r#""clip": {"kind": "scissors"}"#,
    ];
    assert_snapshot!(refused(&sgd(&cases)), @r"
    -: case a: surface: found nowhere, expected a surface that `downhill list surfaces` names
    -: case b: surface: found 7, expected a text
    -: case c: surface_params: kappa: found an unknown setting, expected one of rotate, stretch, shift, scale
    -: case d: surface: kappa: found 0, expected a number from 1 to 1000000
    -: case e: start: found a list of 2, expected a list of two finite numbers
    -: case f: start: found nothing, expected a list of two finite numbers
    -: case g: steps: found 1.5, expected a whole number from 0 to 1000000
    -: case h: steps: found nothing, expected a whole number from 0 to 1000000
    -: case i: steps: found 9999999, expected a whole number from 0 to 1000000
    -: case 9: params: lr: found fast, expected a number from 0 to 1000000
    -: case 10: params: lr: found -1, expected a number from 0 to 1000000
    -: case 11: params: speed: found an unknown argument, expected one of lr, weight_decay
    -: case 12: params: lr: found an object, expected a number, a flag, a text or a list
    -: case 13: params: found a list of 0, expected an object
    -: case 14: clip: max_norm: found nothing, expected a number
    -: case 15: clip: kind: found scissors, expected one of norm, value, torch.nn.utils.clip_grad_norm_, optax.clip_by_global_norm, torch.nn.utils.clip_grad_value_, optax.clip
    ");
}

#[test]
fn a_method_that_is_not_known_is_named() {
    let with = |head: &str| {
        refused(&format!(
            r#"{{{head} "cases": [{{"surface": "sphere", "start": [1, 1], "params": {{}}, "steps": [1]}}]}}"#
        ))
    };
    assert_snapshot!(with(""), @"-: case 0: reference: found no name, expected the name of a class, such as torch.optim.Adam");
    assert_snapshot!(with(r#""optimizer": "magic","#), @"-: case 0: optimizer: found magic, expected a name that is known here");
    assert_snapshot!(with(r#""reference": {"name": "torch.optim.Magic"},"#), @"-: case 0: optimizer: found torch.optim.Magic, expected a name that is known here");
    assert_snapshot!(with(r#""reference": 3,"#), @"-: case 0: reference: found 3, expected an object");
}

#[test]
fn a_schedule_or_a_vector_that_cannot_be_read_is_named() {
    assert_snapshot!(refused(r#"{"cases": [
        {"name": "NoLR", "params": {}, "n_steps": 1},
        {"name": "StepLR", "params": {"step_size": 0}, "n_steps": 1},
        {"name": "StepLR", "params": {"step_size": 2}, "n_steps": 1},
        {"name": "StepLR", "base_lr": 1, "params": {"step_size": 2}},
        {"name": "SequentialLR", "base_lr": 1, "params": {"warmup": {"T_max": 2}}, "n_steps": 2},
        {"name": 3}
    ]}"#), @r"
    -: case 0: schedule: found torch.optim.lr_scheduler.NoLR, expected a name that is known here
    -: case 1: params: step_size: found 0, expected a whole number from 1 to 1000000
    -: case 2: base_lr: found nothing, expected a number
    -: case 3: n_steps: found nothing, expected a whole number from 0 to 1000000
    -: case 4: params: warmup: T_max: found an unknown argument, expected one of start_factor, end_factor, total_iters
    -: case 5: name: found 3, expected a text
    ");
    assert_snapshot!(refused(r#"{"vectors": [
        {"kind": "norm", "grad": [1, 2]}, {"kind": "norm", "max_norm": 1, "grad": [1]}, {"grad": [1, 2]}, 4
    ]}"#), @r"
    -: vector 0: max_norm: found nothing, expected a number
    -: vector 1: grad: found a list of 1, expected a list of two finite numbers
    -: vector 2: kind: found nothing, expected a text
    -: vector 3: vector: found 4, expected an object
    ");
}

#[test]
fn the_other_cases_and_files_are_run() {
    let (status, out, problems) = replayed(&sgd(&[r#""surface": "nowhere""#, r#""id": "good""#]));
    assert_eq!((status, out.lines().count(), problems.lines().count()), (1, 1, 1));
    assert!(out.contains("good"));

    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/../downhill-core/tests/fixtures/schedules.json");
    let output =
        Command::new(env!("CARGO_BIN_EXE_downhill")).args(["replay", "no-file.json", fixture]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout.iter().filter(|byte| **byte == b'\n').count(), 42);
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("no-file.json: "));
}
