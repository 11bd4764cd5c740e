//! Three sets that ship with the program. Their numbers are those of R's package `datasets`.

use super::{Entry, Spec, Table};
use crate::num::decimal;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Range, Source};

/// Eruption and waiting time.
pub(crate) const FAITHFUL_TEXT: &str = include_str!("faithful.txt");
/// Four lengths and the species, 0 to 2.
pub(crate) const IRIS_TEXT: &str = include_str!("iris.txt");
/// x and y of the four sets.
pub(crate) const ANSCOMBE_TEXT: &str = include_str!("anscombe.txt");

const FACTS: &str = "Measurements are facts, free to use; the numbers are those of R's package datasets.";

pub(super) const FAITHFUL: Entry = Entry {
    spec: &Spec {
        id: "faithful",
        name: "Old Faithful",
        sentence: "272 eruptions of the geyser: how long each took, and the wait for the next, in minutes.",
        params: &[],
        source: Source { cite: "Azzalini & Bowman 1990; Härdle 1991", url: "https://doi.org/10.2307/2347385" },
        licence: FACTS,
    },
    build: |_| {
        let [eruptions, waiting] = columns(FAITHFUL_TEXT);
        Table { features: vec![("eruptions", eruptions)], target: "waiting", targets: waiting, classes: ["", ""] }
    },
};

pub(super) const IRIS: Entry = Entry {
    spec: &Spec {
        id: "iris",
        name: "Iris",
        sentence: "Lengths and widths, in centimetres, of the flowers of two of three species, 50 of each.",
        params: &[Param::choice(
            "classes",
            "Which two species.",
            &[
                Alternative::new("versicolor_virginica", "The two that overlap."),
                Alternative::new("setosa_versicolor", "Two that a line can part."),
                Alternative::new("setosa_virginica", "The two that differ most."),
            ],
        )],
        source: Source {
            cite: "Anderson 1935; Fisher 1936",
            url: "https://doi.org/10.1111/j.1469-1809.1936.tb02137.x",
        },
        licence: FACTS,
    },
    build: iris,
};

pub(super) const ANSCOMBE: Entry = Entry {
    spec: &Spec {
        id: "anscombe",
        name: "Anscombe's quartet",
        sentence: "Four sets of 11 points with the same line of least squares, and nothing else in common.",
        params: &[Param::number("set", "Which of the four.", Range::whole(1.0, 4.0), 1.0)],
        source: Source { cite: "Anscombe 1973", url: "https://doi.org/10.1080/00031305.1973.10478966" },
        licence: FACTS,
    },
    build: |settings| {
        let set = settings.number("set") as usize;
        let mut all = columns::<8>(ANSCOMBE_TEXT).into_iter().skip(2 * set.saturating_sub(1));
        let [x, y] = [(); 2].map(|()| all.next().unwrap_or_default());
        Table { features: vec![("x", x)], target: "y", targets: y, classes: ["", ""] }
    },
};

fn iris(settings: &Settings) -> Table {
    const NAMES: [&str; 3] = ["setosa", "versicolor", "virginica"];
    let [low, high] = match settings.choice("classes") {
        "setosa_versicolor" => [0, 1],
        "setosa_virginica" => [0, 2],
        _ => [1, 2],
    };
    let [lengths @ .., species] = columns::<5>(IRIS_TEXT);
    let is_of = |class: usize| move |s: &f64| *s == class as f64;
    let is_either = |s: &f64| is_of(low)(s) || is_of(high)(s);
    let chosen =
        |values: Vec<f64>| values.into_iter().zip(&species).filter(|(_, s)| is_either(s)).map(|(v, _)| v).collect();
    let [a, b, c, d]: [Vec<f64>; 4] = lengths.map(chosen);
    let targets = species.iter().filter(|s| is_either(s)).map(|s| if is_of(high)(s) { 1.0 } else { 0.0 }).collect();
    let features = vec![("sepal_length", a), ("sepal_width", b), ("petal_length", c), ("petal_width", d)];
    Table { features, target: "species", targets, classes: [NAMES[low], NAMES[high]] }
}

/// The columns of a text of numbers; a test counts them.
fn columns<const N: usize>(text: &str) -> [Vec<f64>; N] {
    let mut columns = [const { Vec::new() }; N];
    for line in text.lines() {
        for (column, word) in columns.iter_mut().zip(line.split(' ')) {
            column.extend(decimal(word));
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use crate::data::DataChoice;
    use crate::text::parse_surface;

    fn means(id: &str) -> (usize, Vec<f64>) {
        let table = DataChoice::named(id).build();
        let mean = |values: &Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
        assert!(table.features.iter().all(|(_, values)| values.len() == table.count()));
        (table.count(), table.features.iter().map(|(_, values)| mean(values)).chain([mean(&table.targets)]).collect())
    }

    /// Means as R prints them.
    #[test]
    fn sets_have_their_rows_and_means() {
        let near = |found: (usize, Vec<f64>), count: usize, means: &[f64]| {
            assert_eq!(found.0, count);
            assert!(found.1.iter().zip(means).all(|(a, b)| (a - b).abs() < 5e-5), "{found:?}");
        };
        near(means("faithful"), 272, &[3.487783, 70.89706]);
        near(means("iris"), 100, &[6.262, 2.872, 4.906, 1.676, 0.5]);
        near(means("anscombe"), 11, &[9.0, 7.500909]);
    }

    #[test]
    fn anscombes_sets_share_their_line() {
        for set in 1..=4 {
            let surface = parse_surface(&format!("linear(data=anscombe(set={set}))")).unwrap().build();
            let at = surface.minima()[0].at;
            assert!((at.x - 0.5).abs() < 5e-4 && (at.y - 3.0).abs() < 5e-3, "{set}: {at:?}");
        }
    }
}
