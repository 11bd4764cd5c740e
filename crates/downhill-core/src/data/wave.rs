//! Points scattered about a wave.

use super::{Dice, Entry, SEED, Spec, Table, count, counted, noise};
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) const ENTRY: Entry = Entry { spec: &SPEC, build };

const SPEC: Spec = Spec {
    id: "wave",
    name: "A noisy wave",
    sentence: "Points about sin(frequency x + phase), x evenly between -2 and 2.",
    params: &[
        Param::number("frequency", "The wave's frequency.", Range::new(-100.0, 100.0).slider(0.0, 6.0), 3.0),
        Param::number("phase", "Where the wave begins.", Range::new(-100.0, 100.0).slider(-3.0, 3.0), 0.5),
        noise(0.2),
        count(50.0),
        SEED,
    ],
    source: Source { cite: "made on the spot", url: "" },
    licence: "",
};

fn build(settings: &Settings) -> Table {
    let [frequency, phase, noise] = ["frequency", "phase", "noise"].map(|name| settings.number(name));
    let mut dice = Dice::new(settings);
    let point = |_| {
        let (x, scatter) = (2.0 * dice.even(), dice.normal());
        (x, libm::sin(frequency * x + phase) + noise * scatter)
    };
    let (x, targets) = counted(settings).map(point).unzip();
    Table { features: vec![("x", x)], target: "y", targets, classes: ["", ""] }
}
