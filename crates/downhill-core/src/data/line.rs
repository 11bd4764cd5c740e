//! Points scattered about a line.

use super::{Dice, Entry, SEED, Spec, Table, count, counted, is_among, noise};
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) const ENTRY: Entry = Entry { spec: &SPEC, build };

const SPEC: Spec = Spec {
    id: "line",
    name: "A noisy line",
    sentence: "Points about a line, x evenly between -1 and 1.",
    params: &[
        Param::number("slope", "The line's slope.", Range::new(-1e3, 1e3).slider(-5.0, 5.0), 2.0),
        Param::number("intercept", "The line's height at x = 0.", Range::new(-1e3, 1e3).slider(-5.0, 5.0), 1.0),
        noise(0.5),
        Param::number("outliers", "The share of points that lie 5 to 15 too high.", Range::new(0.0, 1.0), 0.0),
        count(64.0),
        Param::number("centre", "The middle of the x values.", Range::new(-1e3, 1e3).slider(-10.0, 10.0), 0.0),
        SEED,
    ],
    source: Source { cite: "made on the spot", url: "" },
    licence: "",
};

fn build(settings: &Settings) -> Table {
    let [slope, intercept, noise, share, centre] =
        ["slope", "intercept", "noise", "outliers", "centre"].map(|name| settings.number(name));
    let mut dice = Dice::new(settings);
    let point = |place: usize| {
        let (x, scatter, lift) = (dice.even() + centre, dice.normal(), 10.0 + 5.0 * dice.even());
        let off = if is_among(share, place) { lift } else { 0.0 };
        (x, slope * x + intercept + noise * scatter + off)
    };
    let (x, targets) = counted(settings).map(point).unzip();
    Table { features: vec![("x", x)], target: "y", targets, classes: ["", ""] }
}
