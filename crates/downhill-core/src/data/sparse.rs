//! Two classes, told apart by a common feature and by one that is hardly ever there.

use super::{Dice, Entry, SEED, Spec, Table, count, counted, is_among};
use crate::num::Real;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) const ENTRY: Entry = Entry { spec: &SPEC, build };

const SPEC: Spec = Spec {
    id: "sparse",
    name: "A rare feature",
    sentence: "Two classes: the second feature is zero in most examples and counts as much as the first where it is not.",
    params: &[
        Param::number("share", "The share of examples that have the second feature.", Range::new(0.0, 1.0), 0.05),
        count(200.0),
        SEED,
    ],
    source: Source {
        cite: "Duchi, Hazan & Singer 2011, section 1.3",
        url: "https://jmlr.org/papers/v12/duchi11a.html",
    },
    licence: "",
};

fn build(settings: &Settings) -> Table {
    let share = settings.number("share");
    let mut dice = Dice::new(settings);
    let (mut first, mut second, mut targets) = (Vec::new(), Vec::new(), Vec::new());
    for place in counted(settings) {
        let (x, z, doubt) = (dice.even(), dice.even(), dice.even());
        let z = if is_among(share, place) { z } else { 0.0 };
        first.push(x);
        second.push(z);
        // The class follows a logistic curve of slope 3 in both features.
        let likely = 1.0 / (1.0 + Real::exp(-3.0 * (x + z)));
        targets.push(if 0.5 * (doubt + 1.0) < likely { 1.0 } else { 0.0 });
    }
    Table { features: vec![("common", first), ("rare", second)], target: "class", targets, classes: ["A", "B"] }
}
