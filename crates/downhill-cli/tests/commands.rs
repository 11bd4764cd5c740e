//! The commands as a user calls them.
#![cfg(test)]

use insta::assert_snapshot;
use serde_json::Value;
use std::io::Read;
use std::process::{Command, Output, Stdio};

fn downhill(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_downhill")).args(args).output().expect("the binary starts")
}

/// Standard output of a call that goes well.
fn stdout(args: &[&str]) -> String {
    let output = downhill(args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&stdout(&[args, &["--format", "json"]].concat())).expect("JSON")
}

/// Standard error of a call that must be refused.
fn refused(args: &[&str]) -> String {
    let output = downhill(args);
    assert_eq!(output.status.code(), Some(2), "{args:?}");
    assert!(output.stdout.is_empty(), "{args:?}");
    String::from_utf8(output.stderr).expect("UTF-8")
}

#[test]
fn help_tells_of_a_format_only_where_there_is_one() {
    let tells = |command: &str| stdout(&[command, "--help"]).contains("--format");
    assert_eq!(["list", "eval", "run", "code"].map(tells), [true; 4]);
    assert_eq!(["plot", "animate", "replay"].map(tells), [false; 3]);
    assert!(stdout(&["--help"]).contains("--format"));
}

#[test]
fn a_surface_is_evaluated_at_a_point_with_negative_numbers() {
    let expected = r#"{"value":4.0,"gradient":[-4.0,0.0],"hessian":[[802.0,400.0],[400.0,200.0]]}"#;
    for args in [
        &["eval", "rosenbrock(a=1,b=100)", "--at", "-1,1", "--format", "json"][..],
        &["eval", "rosenbrock", "--at=-1,1", "--format=json"],
        &["--format", "json", "eval", "--at", " -1 , 1 ", "rosenbrock(1,100)"],
    ] {
        assert_eq!(stdout(args).trim(), expected, "{args:?}");
    }
}

#[test]
fn an_evaluation_is_printed_for_people_and_for_spreadsheets() {
    assert_snapshot!(stdout(&["eval", "quadratic(kappa=4)", "--at", "-3,0.5"]), @r"
    value     5
    gradient  -3  2
    Hessian   1  0
              0  4
    ");
    assert_snapshot!(stdout(&["eval", "quadratic(kappa=4)", "--at", "-3,0.5", "--format", "csv"]), @r"
    value,gradient_x,gradient_y,hessian_xx,hessian_xy,hessian_yx,hessian_yy
    5,-3,2,1,0,0,4
    ");
}

#[test]
fn what_is_not_finite_is_null() {
    let far = json(&["eval", "rosenbrock", "--at", "1e200,0"]);
    assert!(far["value"].is_null(), "{far}");
    let lost = json(&["run", "surface=sphere&start=1,1&run=sgd(lr=1e6)&steps=1000"]);
    let losses = lost["runs"][0]["losses"].as_array().expect("a list");
    assert!(losses[0].is_f64() && losses[losses.len() - 1].is_null());
    assert_eq!(lost["runs"][0]["outcome"]["kind"], "diverged");
}

#[test]
fn a_run_is_reported_step_by_step() {
    assert_snapshot!(
        stdout(&["run", "surface=rosenbrock(b=1)&start=0,0&run=sgd(lr=0.5)&run=lion(lr=0.5)&steps=2", "--format", "json"])
            .replace("}]", "}\n]")
            .replace(",\"", ",\n\""),
        @r#"
    {"surface":"rosenbrock(b=1)",
    "runs":[{"optimizer":"sgd",
    "settings":{"lr":0.5,
    "weight_decay":0.0,
    "dialect":"torch"},
    "positions":[[0.0,0.0],[1.0,0.0],[-1.0,1.0]],
    "losses":[1.0,1.0,4.0],
    "gradient_norms":[2.0,4.47213595499958,4.0],
    "evaluations":[0,1,2],
    "outcome":{"kind":"moving",
    "step":null}},{"optimizer":"lion",
    "settings":{"lr":0.5,
    "betas":[0.9,0.99],
    "weight_decay":0.0,
    "dialect":"torch"},
    "positions":[[0.0,0.0],[0.5,0.0],[1.0,0.5]],
    "losses":[1.0,0.3125,0.25],
    "gradient_norms":[2.0,0.7071067811865476,2.23606797749979],
    "evaluations":[0,1,2],
    "outcome":{"kind":"moving",
    "step":null}}
    ]}
    "#
    );
}

#[test]
fn every_list_has_one_entry_for_each_step() {
    let report = json(&["run", "run=lion(lr=0.1)&run=newton&evals=30"]);
    assert_eq!(report["surface"], "himmelblau");
    for run in report["runs"].as_array().expect("a list") {
        for list in ["positions", "losses", "gradient_norms", "evaluations"] {
            assert_eq!(run[list].as_array().map(Vec::len), Some(31), "{list}");
        }
    }
}

#[test]
fn an_averaged_point_is_reported_beside_the_training_point() {
    let experiment = "surface=sphere&start=1,0&run=schedulefree_sgd(lr=0.1)&run=sgd(lr=0.1)&steps=4";
    let report = json(&["run", experiment]);
    let [averaged, plain] = [&report["runs"][0], &report["runs"][1]];
    for list in ["positions", "averaged_positions", "averaged_losses"] {
        assert_eq!(averaged[list].as_array().map(Vec::len), Some(5), "{list}");
    }
    let [x, loss] = [averaged["averaged_positions"][4][0].as_f64(), averaged["averaged_losses"][4].as_f64()];
    assert_eq!(x.map(|x| x * x), loss);
    assert_ne!(averaged["averaged_positions"], averaged["positions"]);
    assert!(plain.get("averaged_positions").is_none());
    let csv = stdout(&["run", experiment, "--format", "csv"]);
    let last = csv.lines().nth(5).expect("the fourth step").split(',').collect::<Vec<_>>();
    assert_eq!((last[8].parse().ok(), last[10].parse().ok()), (x, loss));
}

#[test]
fn a_flat_end_says_what_lies_there() {
    let report = json(&["run", "surface=saddle&start=1,0&run=newton&steps=5"]);
    assert_eq!(report["runs"][0]["outcome"].to_string(), r#"{"kind":"flat","step":null,"ground":"saddle"}"#);
}

#[test]
fn runs_are_summarized_best_first() {
    let experiment = "surface=quadratic&start=-3.5,0.8&run=sgd(lr=0.22)&run=sgd(lr=0.18)&run=newton&steps=60";
    assert_snapshot!(stdout(&["run", experiment]), @r"
    surface  quadratic
    start    -3.5,0.8
    budget   60 steps for each run

    #  Run                Steps             x            y          Loss  Gradient norm  Evaluations  Outcome
    1  newton(damping=1)     60             0            0             0              0           60  Reached a minimum, step 1
    2  sgd(lr=0.18)          60  −2.36 × 10⁻⁵  1.23 × 10⁻⁶  2.86 × 10⁻¹⁰    2.66 × 10⁻⁵           60  Reached a minimum, step 18
    3  sgd(lr=0.22)          60  −1.17 × 10⁻⁶        45100   1.02 × 10¹⁰     4.51 × 10⁵           60  Diverged at step 49
    ");
}

#[test]
fn steps_are_printed_for_spreadsheets() {
    assert_snapshot!(
        stdout(&["run", "surface=quadratic&start=2,1&run=sgd(lr=0.1)&run=newton&steps=1", "--format", "csv"]),
        @r"
    optimizer,run,step,x,y,loss,gradient_norm,evaluations,averaged_x,averaged_y,averaged_loss
    sgd,1,0,2,1,7,10.198039027185569,0,,,
    sgd,1,1,1.8,0,1.62,1.8,1,,,
    newton,2,0,2,1,7,10.198039027185569,0,,,
    newton,2,1,0,0,0,0,1,,,
    "
    );
}

#[test]
fn every_problem_is_named_on_a_line_of_its_own() {
    assert_snapshot!(refused(&["run", "surface=sphere&run=sgd(lr=-1,m=2)&run=adam(&steps=0&foo=1"]), @r"
    run 1: sgd: lr: found -1, expected a number from 0 to 1000000
    run 1: sgd: m: found an unknown setting, expected one of lr, weight_decay, dialect, schedule, clip, batch
    run 2: found the end at character 44, expected a value: a number, a name, a string in double quotes or (a,b)
    steps: found 0, expected a whole number from 1 to 100000
    foo: found an unknown field, expected one of v, surface, start, run, evals, steps, epochs, seed, noise, stop_gradient, stop_loss, batch, replace, split, folds, patience, layout, step, theme, zoom, hide, color, colormap, along, cloud
    ");
    assert_snapshot!(refused(&["run", "surface=sphere"]), @"run: found no runs, expected at least one, such as run=adam(lr=0.1)");
    assert_snapshot!(refused(&["eval", "quadratic(kappa=0)", "--at", "1"]), @r"
    quadratic: kappa: found 0, expected a number from 1 to 1000000
    at: found 1, expected x,y: two finite numbers
    ");
}

#[test]
fn the_lists_hold_every_kind() {
    let all = json(&["list"]);
    let count = |kind: &str| all.as_array().expect("a list").iter().filter(|item| item["kind"] == kind).count();
    assert!(count("surface") >= 18 && count("optimizer") >= 12 && count("lesson") >= 13);
    assert!(count("schedule") >= 20 && count("clipping") >= 2);
    let csv = stdout(&["list", "optimizers", "--format", "csv"]);
    assert!(csv.starts_with("kind,id,name,group,about,text\noptimizer,sgd,SGD,Descent and momentum,"), "{csv}");
    let table = stdout(&["list", "surfaces"]);
    let line = table.lines().find(|line| line.starts_with("rosenbrock ")).expect("a line");
    assert_eq!(line.split_whitespace().collect::<Vec<_>>(), ["rosenbrock", "Rosenbrock", "rosenbrock(a=1,b=100)"]);
}

#[test]
fn what_is_listed_can_be_run() {
    let all = json(&["list"]);
    for item in all.as_array().expect("a list") {
        let text = item["text"].as_str().expect("a text");
        match item["kind"].as_str() {
            Some("surface") => stdout(&["eval", text, "--at", "0.5,0.5"]),
            Some("data") => stdout(&["eval", &format!("linear(data={text})"), "--at", "0.5,0.5"]),
            Some("optimizer") => stdout(&["run", &format!("run={text}&steps=3")]),
            Some("schedule") => stdout(&["run", &format!("run=sgd(schedule={text})&steps=3")]),
            Some("clipping") => stdout(&["run", &format!("run=sgd(clip={text})&steps=3")]),
            _ => stdout(&["run", text]),
        };
    }
}

#[test]
fn a_run_is_printed_as_programs() {
    let table = stdout(&["code", "adam(lr=0.1,clip=norm(2))"]);
    assert!(table.starts_with("# PyTorch\nimport torch\n"), "{table}");
    assert!(table.contains("torch.nn.utils.clip_grad_norm_([x], 2.0, norm_type=2.0)"), "{table}");
    let programs = json(&["code", "adam(lr=0.1)"]);
    assert_eq!(programs[0]["library"], "PyTorch");
    assert!(refused(&["code", "adam(lr=-1)"]).contains("lr: found -1"));
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    for format in ["csv", "json"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_downhill"))
            .args(["run", "run=sgd&steps=20000", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        drop(child.stdout.take());
        let mut errors = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut errors).expect("UTF-8");
        assert_eq!((child.wait().expect("an end").code(), errors.as_str()), (Some(0), ""), "{format}");
    }
}

#[test]
fn learning_from_data_is_printed_with_epochs_and_validation() {
    let experiment = "surface=linear&start=0,0&run=sgd(lr=0.15)&batch=8&split=0.75&patience=2&steps=12";
    let report: serde_json::Value = serde_json::from_str(&stdout(&["run", experiment, "--format", "json"])).unwrap();
    let learned = &report["runs"][0]["learned"];
    assert_eq!((&learned["examples"], &learned["batch"], &learned["epochs"]), (&48.into(), &8.into(), &2.0.into()));
    assert_eq!(learned["examples_seen"][12], 96);
    assert_eq!(learned["looks"].as_array().unwrap().len(), 3);
    assert!(learned["looks"][2]["validation_loss"].as_f64() < learned["looks"][0]["validation_loss"].as_f64());
    let csv = stdout(&["run", experiment, "--format", "csv"]);
    assert!(
        csv.starts_with("optimizer,run,step,") && csv.lines().next().unwrap().ends_with("whole_loss,validation_loss")
    );
    let table = stdout(&["run", experiment]);
    assert!(table.contains("Validation loss") && table.contains("8 of 48"), "{table}");
    assert!(stdout(&["list", "data"]).contains("faithful"));
}
