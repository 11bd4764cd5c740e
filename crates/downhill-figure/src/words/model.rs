//! What a model says, as a formula with its numbers.

use super::number::NOTHING;
use super::{line_name, number, plain};
use crate::map::{RunMark, position_at};
use crate::model::{Scatter, class_name, plain_name};
use downhill_core::V2;
use downhill_core::surface::FromData;
use downhill_core::text::counted;

/// What a model with the weights at a point of its surface says: `waiting = 10.7 eruptions + 33.5`.
pub fn answer(model: &dyn FromData, at: V2) -> String {
    filled(model, at, number)
}

fn filled(model: &dyn FromData, at: V2, number: fn(f64) -> String) -> String {
    // Beside other numbers, what is as good as nothing is nothing.
    let exact = |v: f64| if v.abs() < NOTHING { 0.0 } else { v };
    let (weights, examples) = (model.weights(at).map(exact), model.examples());
    let sign = if weights.y < 0.0 { "−" } else { "+" };
    let [u, w] = examples.names.map(plain_name);
    let parts = [
        ("{x}", number(weights.x)),
        ("{+y}", format!("{sign} {}", number(weights.y.abs()))),
        ("{y}", number(weights.y)),
        ("{u}", u),
        ("{w}", w),
        ("{v}", plain_name(examples.target)),
        ("{c}", class_name(examples, 1)),
    ];
    parts.iter().fold(model.sort().answer.to_owned(), |text, (name, value)| text.replace(name, value))
}

/// What the marks of the examples mean: `150 examples: ● setosa, ▲ versicolor; hollow: 45 held out`.
pub fn examples(scatter: &Scatter) -> String {
    let count = scatter.count();
    let classes = scatter.classes.as_ref().map(|[first, second]| format!(": ● {first}, ▲ {second}"));
    let held = Some(scatter.counts[1]).filter(|held| *held > 0).map(|held| format!("; hollow: {held} held out"));
    let drawn = scatter.dots.len();
    let drawn = (drawn < count).then(|| format!("; {drawn} of them drawn"));
    [Some(counted(count, "example")), classes, held, drawn].into_iter().flatten().collect()
}

/// The picture in words, for those who do not see it: `64 examples. Adam: y = 1.9 x + 0.4.`
pub fn model(model: &dyn FromData, scatter: &Scatter, runs: &[RunMark<'_>], playhead: f64) -> String {
    let [learnt, held] = scatter.counts;
    let held = if held > 0 { format!(", {held} more held out") } else { String::new() };
    let say = |run: &RunMark<'_>| {
        let at = position_at(&run.trajectory.judged().positions, playhead);
        format!(" {}: {}.", line_name(run.name, run.trajectory), filled(model, at, plain))
    };
    format!("{}{held}.{}", counted(learnt, "example"), runs.iter().map(say).collect::<String>())
}
