//! Two classes, told apart by one feature.

use super::{Example, Model, params};
use crate::num::Number;
use crate::settings::Settings;
use crate::spec::Source;
use crate::surface::{Group, Spec};

pub(in crate::surface) struct Logistic {
    squared: bool,
}

impl Model for Logistic {
    const SPEC: Spec = Spec {
        id: "logistic",
        name: "Logistic regression",
        group: Group::Data,
        note: "how likely a class is, by one feature",
        formula: "mean of ln(1 + exp(−s z)), or of 1 / (1 + exp(s z))²; z = xu + y of each feature u, s = 1 for one class and −1 for the other; plus l1 |x| + l2 x² / 2",
        params: &[
            params::data("classes"),
            params::FEATURE,
            params::CLASS_LOSS,
            params::L1_FIRST,
            params::L2_FIRST,
            params::STANDARDIZE,
        ],
        domain: [[-3.0, 7.0], [-4.0, 4.0]],
        start: [-2.0, -2.5],
        has_lowest: true,
        source: Source { cite: "Cox 1958", url: "https://doi.org/10.1111/j.2517-6161.1958.tb00292.x" },
    };
    const CLASSIFIES: bool = true;
    const ANSWER: &'static str = "{c} where {x} {u} {+y} > 0";
    const PENALISED: [f64; 2] = [1.0, 0.0];
    const CONVEX: bool = true;

    fn new(settings: &Settings) -> Self {
        Self { squared: settings.choice("loss") == "squared" }
    }

    fn predict<N: Number>(&self, [weight, bias]: [N; 2], [x, _]: [N::Datum; 2]) -> N {
        (weight * x + bias).sigmoid()
    }

    fn loss<N: Number>(&self, [weight, bias]: [N; 2], Example { features: [x, _], target }: Example<N::Datum>) -> N {
        params::class_loss(self.squared, weight * x + bias, target)
    }
}
