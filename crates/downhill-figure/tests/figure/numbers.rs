//! The numbers behind charts: what is drawn, in rows that can be read.

use crate::support::Case;
use downhill_core::recording::read_table;
use downhill_figure::chart::{Row, Table};
use downhill_figure::map::{Emphasis, Recorded};
use downhill_figure::{Along, Chart, Measure};
use proptest::prelude::*;

fn table(case: &Case, measure: Measure, along: Along, playhead: usize) -> Table {
    let marks = case.marks();
    Chart::of(case.surface.as_ref(), &marks, measure, along).table(&marks, &[], playhead)
}

fn places(table: &Table) -> Vec<f64> {
    table.rows.iter().map(|row| row.at).collect()
}

fn here(table: &Table) -> Vec<f64> {
    table.rows.iter().filter(|row| row.is_here).map(|row| row.at).collect()
}

#[test]
fn a_row_has_what_each_run_has_at_its_step() {
    // The gradient of x² + y² halves with each step of 0.25.
    let case = Case::of("surface=sphere&start=2,0&run=sgd(lr=0.25)&run=sgd(lr=0.5)&steps=2");
    let losses = table(&case, Measure::Loss, Along::Steps, 1);
    assert_eq!((losses.along, losses.count), ("Step", 3));
    assert_eq!(losses.names, ["SGD 0.25", "SGD 0.5"]);
    let rows = [(0.0, [4.0, 4.0]), (1.0, [1.0, 0.0]), (2.0, [0.25, 0.0])];
    let rows = rows.map(|(at, values)| Row { at, values: values.map(Some).to_vec(), is_here: at == 1.0 });
    assert_eq!(losses.rows, rows);
    let gradients = table(&case, Measure::Gradient, Along::Steps, 0);
    assert_eq!(gradients.rows[1].values, [Some(2.0), Some(0.0)]);
    let updates = table(&case, Measure::Update, Along::Steps, 0);
    assert_eq!(updates.rows[0].values, [Some(1.0), Some(2.0)], "nothing moves before the first step");
    assert_eq!(places(&updates), [1.0, 2.0]);
}

#[test]
fn the_loss_is_that_above_the_lowest_as_in_the_chart() {
    let case = Case::of("surface=styblinski_tang&run=sgd(lr=0.01)&steps=3");
    let lowest = case.surface.lowest().unwrap();
    let above = case.trajectories[0].loss(2) - lowest;
    assert_eq!(table(&case, Measure::Loss, Along::Steps, 0).rows[2].values, [Some(above)]);
}

#[test]
fn hidden_runs_have_no_column_and_without_runs_there_is_no_row() {
    let case = Case::of("surface=sphere&run=sgd(lr=0.1)&run=adam(lr=0.1)&steps=5");
    let mut marks = case.marks();
    let chart = Chart::of(case.surface.as_ref(), &marks, Measure::Loss, Along::Steps);
    marks[0].emphasis = Emphasis::Hidden;
    assert_eq!(chart.table(&marks, &[], 0).names, ["Adam"]);
    let none = chart.table(&[], &[], 7);
    assert_eq!((none.names.len(), none.rows.len(), none.count), (0, 0, 0));
}

#[test]
fn a_run_that_ended_has_nothing_to_say_afterwards() {
    let case = Case::of("surface=quadratic(kappa=10)&start=-3.5,0.8&run=sgd(lr=0.1)&run=sgd(lr=30)&steps=400");
    let end = case.trajectories[1].last();
    assert!(end < 400, "it overflows");
    let all = table(&case, Measure::Loss, Along::Steps, 400);
    for row in &all.rows {
        assert_eq!(row.values.iter().map(Option::is_some).collect::<Vec<_>>(), [true, row.at <= end as f64]);
    }
}

#[test]
fn along_evaluations_each_number_is_the_last_that_was_paid_for() {
    let case = Case::of("surface=himmelblau&start=0,4&run=adam(lr=0.1)&run=sam(rho=0.05)&steps=8");
    let [adam, sam] = &case.trajectories[..] else { panic!("two runs") };
    assert!(sam.evaluations[8] > adam.evaluations[8]);
    let losses = table(&case, Measure::Loss, Along::Evaluations, 0);
    assert_eq!(losses.along, "Evaluations");
    let floor = case.surface.lowest().unwrap();
    for row in &losses.rows {
        for (value, run) in row.values.iter().zip([adam, sam]) {
            let paid = (0..=8).rev().find(|k| f64::from(run.evaluations[*k]) <= row.at);
            let known = paid.filter(|_| row.at <= f64::from(run.evaluations[8]));
            assert_eq!(*value, known.map(|k| run.loss(k) - floor));
        }
    }
}

#[test]
fn losses_of_all_of_batches_and_of_what_is_held_out_have_columns_at_the_looks() {
    let case = Case::of(
        "surface=linear(data=line(noise=0.45,count=64))&start=-0.2,-0.6&run=sgd(lr=0.05)&steps=160&batch=8&split=0.5",
    );
    let looks = &case.trajectories[0].learned.as_ref().unwrap().looks;
    let losses = table(&case, Measure::Loss, Along::Steps, 6);
    assert_eq!(losses.names, ["SGD", "SGD, held out", "SGD, batches"]);
    assert_eq!(losses.count, looks.len());
    assert_eq!(places(&losses), looks.iter().map(|look| look.step as f64).collect::<Vec<_>>());
    for (row, look) in losses.rows.iter().zip(looks) {
        let batch = case.trajectories[0].path.losses[look.step];
        assert_eq!(row.values, [Some(look.loss), look.validation, Some(batch)]);
    }
    assert_eq!(here(&losses), [4.0], "the look before step 6 is the one on show");
    let epochs = table(&case, Measure::Loss, Along::Epochs, 160);
    assert_eq!((epochs.along, epochs.rows.last().unwrap().at), ("Epochs", 40.0));
}

#[test]
fn the_path_of_training_stands_beside_its_average() {
    let case = Case::of("surface=sphere&start=2,0&run=sgd(lr=0.25)&steps=1").averaged();
    let losses = table(&case, Measure::Loss, Along::Steps, 0);
    assert_eq!(losses.names, ["SGD", "SGD, training"]);
    assert_eq!(losses.rows[1].values, [Some(2.25), Some(1.0)]);
}

#[test]
fn recordings_have_columns_except_along_evaluations() {
    let case = Case::of("surface=sphere&start=2,0&run=sgd(lr=0.25)&steps=4");
    let recording = read_table("theirs", "0,2,0\n2,1,0").unwrap().remove(0);
    let path = recording.on(case.surface.as_ref());
    let recorded = [Recorded { recording: &recording, path: &path }];
    let marks = case.marks();
    let of = |along| Chart::of(case.surface.as_ref(), &marks, Measure::Loss, along).table(&marks, &recorded, 0);
    let losses = of(Along::Steps);
    assert_eq!(losses.names[1], recording.name);
    let values: Vec<_> = losses.rows.iter().map(|row| row.values[1]).collect();
    assert_eq!(values, [Some(4.0), Some(4.0), Some(1.0), None, None]);
    assert_eq!(of(Along::Evaluations).names.len(), 1);
}

proptest! {
    #[test]
    fn of_many_rows_some_remain_evenly_apart_with_the_ends_and_the_one_on_show(steps in 1..400_usize, part in 0.0..=1.0) {
        let case = Case::of(&format!("surface=sphere&run=adam(lr=0.001)&steps={steps}"));
        let playhead = (part * steps as f64) as usize;
        let table = table(&case, Measure::Loss, Along::Steps, playhead);
        prop_assert_eq!(table.count, steps + 1);
        prop_assert!(table.rows.len() <= 51);
        let places = places(&table);
        prop_assert_eq!((places[0], places[places.len() - 1]), (0.0, steps as f64));
        prop_assert_eq!(here(&table), [playhead as f64]);
        let widest = f64::max(1.0, (steps as f64 / 49.0).ceil());
        prop_assert!(places.windows(2).all(|p| p[0] < p[1] && p[1] - p[0] <= widest));
    }
}
