//! Two classes of points that may overlap.

use super::{Dice, Entry, SEED, Spec, Table, count, counted};
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) const ENTRY: Entry = Entry { spec: &SPEC, build };

const SPEC: Spec = Spec {
    id: "classes",
    name: "Two classes",
    sentence: "Two round clouds of two features, about (-1, -0.5) and (1, 0.5), as many of one class as of the other.",
    params: &[
        Param::number(
            "overlap",
            "How far the classes reach into each other: each cloud's standard deviation.",
            Range::new(0.0, 100.0).slider(0.0, 3.0),
            0.8,
        ),
        count(60.0),
        SEED,
    ],
    source: Source { cite: "made on the spot", url: "" },
    licence: "",
};

fn build(settings: &Settings) -> Table {
    let overlap = settings.number("overlap");
    let mut dice = Dice::new(settings);
    let (mut first, mut second, mut targets) = (Vec::new(), Vec::new(), Vec::new());
    for place in counted(settings) {
        let class = (place % 2) as f64;
        let side = 2.0 * class - 1.0;
        first.push(side + overlap * dice.normal());
        second.push(0.5 * side + overlap * dice.normal());
        targets.push(class);
    }
    Table { features: vec![("x1", first), ("x2", second)], target: "class", targets, classes: ["A", "B"] }
}
