//! Two classes, told apart by two features and a boundary through the origin.

use super::{Example, Model, params};
use crate::num::Number;
use crate::settings::Settings;
use crate::spec::Source;
use crate::surface::{Group, Spec};

pub(in crate::surface) struct Classifier {
    squared: bool,
}

impl Model for Classifier {
    const SPEC: Spec = Spec {
        id: "classifier",
        name: "Classification by two features",
        group: Group::Data,
        note: "a boundary through the origin between two classes",
        formula: "mean of ln(1 + exp(−s z)), or of 1 / (1 + exp(s z))²; z = xu + yv of each point (u, v), s = 1 for one class and −1 for the other; plus l1 (|x| + |y|) + l2 (x² + y²) / 2",
        params: &[
            params::data("classes"),
            params::FEATURES,
            params::CLASS_LOSS,
            params::L1,
            params::L2,
            params::STANDARDIZE,
        ],
        domain: [[-3.0, 7.0], [-4.0, 4.0]],
        start: [-2.0, 3.0],
        has_lowest: true,
        source: Source { cite: "Cox 1958", url: "https://doi.org/10.1111/j.2517-6161.1958.tb00292.x" },
    };
    const CLASSIFIES: bool = true;
    const IS_WIDE: bool = true;
    const ANSWER: &'static str = "{c} where {x} {u} {+y} {w} > 0";
    const CONVEX: bool = true;

    fn new(settings: &Settings) -> Self {
        Self { squared: settings.choice("loss") == "squared" }
    }

    fn predict<N: Number>(&self, [a, b]: [N; 2], [x, z]: [N::Datum; 2]) -> N {
        (a * x + b * z).sigmoid()
    }

    fn loss<N: Number>(&self, [a, b]: [N; 2], Example { features: [x, z], target }: Example<N::Datum>) -> N {
        params::class_loss(self.squared, a * x + b * z, target)
    }
}
