//! Settings that models share, and the functions that their losses are made of.

use crate::num::Number;
use crate::spec::{Alternative, Kind, Param, Range};

/// What is learnt from.
pub(super) const fn data(default: &'static str) -> Param {
    Param { name: "data", about: "What is learnt from.", kind: Kind::Data(default) }
}

/// Which feature of data that have several.
pub(super) const FEATURE: Param =
    Param::choice("features", "Which feature is looked at, of data that have several.", IRIS);

/// Which two features of data that have more, in their order.
pub(super) const FEATURES: Param = Param {
    name: "features",
    about: "Which two features are looked at, of data that have more.",
    kind: Kind::Pair(
        IRIS,
        &[
            ("petal", ["petal_length", "petal_width"]),
            ("sepal", ["sepal_length", "sepal_width"]),
            ("lengths", ["sepal_length", "petal_length"]),
            ("widths", ["sepal_width", "petal_width"]),
        ],
    ),
};

/// The features of the data that ship with more than one.
const IRIS: &[Alternative] = &[
    Alternative::new("petal_length", "Of iris: the petals' length."),
    Alternative::new("petal_width", "Of iris: the petals' width."),
    Alternative::new("sepal_length", "Of iris: the sepals' length."),
    Alternative::new("sepal_width", "Of iris: the sepals' width."),
];

/// Whether features are made alike.
pub(super) const STANDARDIZE: Param =
    Param::flag("standardize", "Moves and scales each feature to mean 0 and deviation 1; targets stay.", false);

const PENALTY: Range = Range::new(0.0, 1e3).slider(0.0, 1.0);

/// Adds the size of both weights to the loss.
pub(super) const L1: Param = Param::number("l1", "Adds l1 (|x| + |y|) to the loss.", PENALTY, 0.0);
/// Adds half the squares of both weights to the loss.
pub(super) const L2: Param = Param::number("l2", "Adds l2 (x² + y²) / 2 to the loss.", PENALTY, 0.0);
/// Adds the size of the first weight to the loss.
pub(super) const L1_FIRST: Param = Param::number("l1", "Adds l1 |x| to the loss; y stays free.", PENALTY, 0.0);
/// Adds half the square of the first weight to the loss.
pub(super) const L2_FIRST: Param = Param::number("l2", "Adds l2 x² / 2 to the loss; y stays free.", PENALTY, 0.0);

/// How wrong a classifier is.
pub(super) const CLASS_LOSS: Param = Param::choice(
    "loss",
    "How wrong a classifier is.",
    &[
        Alternative::new("cross_entropy", "Minus the logarithm of how likely it took the true class to be."),
        Alternative::new("squared", "The squared difference of class and likelihood: flat where it is badly wrong."),
    ],
);

/// How wrong a classifier's score is for a class, 0 or 1: its cross-entropy, or the squared difference to its likelihood.
pub(super) fn class_loss<N: Number>(squared: bool, score: N, class: N::Datum) -> N {
    if squared { (score.sigmoid() - class).sq() } else { (score * (class * -2.0 + 1.0)).softplus().0 }
}
