//! Clipping of the gradient, before the optimizer sees it (Pascanu, Mikolov & Bengio 2013).

use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Range, Source};

/// Every clipping. The next one needs its line here.
pub static CLIPS: &[Entry] = &[Entry { spec: &NORM, build: norm }, Entry { spec: &VALUE, build: value }];

/// What a clipping says about itself.
#[derive(Debug)]
pub struct Spec {
    /// The name in the text form.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// One plain sentence that says what it does.
    pub sentence: &'static str,
    /// What becomes of the gradient g.
    pub formula: &'static [&'static str],
    /// The paper.
    pub source: Source,
    /// Its parameters.
    pub params: &'static [Param],
    /// What libraries call it.
    pub libraries: &'static [Library],
}

/// A line of the registry.
pub struct Entry {
    /// What the clipping says about itself.
    pub spec: &'static Spec,
    build: fn(&Settings) -> Clip,
}

/// A clipping, ready to be applied.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Clip {
    /// The gradient keeps its direction.
    Norm {
        /// The largest norm that is left as it is.
        max: f64,
        /// Which norm: 1, 2, infinity or another.
        kind: f64,
        /// What PyTorch adds to the norm before it divides; zero in Optax.
        slack: f64,
    },
    /// Each component on its own.
    Value {
        /// The largest size of a component.
        max: f64,
    },
}

const SOURCE: Source = Source { cite: "Pascanu, Mikolov & Bengio 2013", url: "https://arxiv.org/abs/1211.5063" };

const NORM: Spec = Spec {
    id: "norm",
    name: "By norm",
    sentence: "Shortens a gradient that is too long, and keeps its direction.",
    formula: &["g ← g · min(1, max_norm / (‖g‖ + 10⁻⁶))"],
    source: SOURCE,
    params: &[
        Param::number("max_norm", "The longest gradient.", Range::new(0.0, 1e6).log_slider(1e-3, 1e3), 1.0),
        Param::number(
            "norm_type",
            "Which norm: 1, 2, inf or another.",
            Range::new(1.0, f64::INFINITY).slider(1.0, 4.0),
            2.0,
        ),
        Param::dialect(&[
            Alternative::new("torch", "PyTorch divides by the norm and 0.000001."),
            Alternative::new("optax", "Optax divides by the norm alone, and leaves shorter gradients as they are."),
        ]),
    ],
    libraries: &[
        Library {
            dialect: "torch",
            name: "torch.nn.utils.clip_grad_norm_",
            arguments: "max_norm norm_type",
            fixed: "",
        },
        Library {
            dialect: "optax",
            name: "optax.clip_by_global_norm",
            arguments: "max=max_norm",
            fixed: "norm_type=2.0",
        },
    ],
};

const VALUE: Spec = Spec {
    id: "value",
    name: "By value",
    sentence: "Cuts each component of the gradient on its own, which may turn it.",
    formula: &["g ← max(−clip_value, min(clip_value, g))"],
    source: SOURCE,
    params: &[Param::number(
        "clip_value",
        "The largest size of a component.",
        Range::new(0.0, 1e6).log_slider(1e-3, 1e3),
        1.0,
    )],
    libraries: &[
        Library { dialect: "", name: "torch.nn.utils.clip_grad_value_", arguments: "clip_value", fixed: "" },
        Library { dialect: "", name: "optax.clip", arguments: "max=clip_value", fixed: "" },
    ],
};

fn norm(settings: &Settings) -> Clip {
    let slack = if settings.choice("dialect") == "optax" { 0.0 } else { 1e-6 };
    Clip::Norm { max: settings.number("max_norm"), kind: settings.number("norm_type"), slack }
}

fn value(settings: &Settings) -> Clip {
    Clip::Value { max: settings.number("clip_value") }
}

impl Clip {
    /// The clipped gradient. One that is not finite stays so: clipping must not hide it.
    pub fn apply(&self, g: V2) -> V2 {
        match *self {
            Self::Norm { max, kind, slack } => shorten(g, max, g.norm_of(kind), slack),
            Self::Value { max } if g.is_finite() => g.map(|v| v.clamp(-max, max)),
            Self::Value { .. } => g,
        }
    }
}

fn shorten(g: V2, max: f64, norm: f64, slack: f64) -> V2 {
    if slack > 0.0 {
        return (max / (norm + slack)).min(1.0) * g;
    }
    // No gradient at all has no direction to keep.
    if norm < max || norm == 0.0 { g } else { max * (g / V2::splat(norm)) }
}

/// A clipping of the registry with its parameters.
#[derive(Clone)]
pub struct ClipChoice {
    /// The registry's line.
    pub entry: &'static Entry,
    /// Its parameters.
    pub settings: Settings,
}

impl ClipChoice {
    /// A clipping with default parameters.
    pub fn of(entry: &'static Entry) -> Self {
        Self { entry, settings: Settings::defaults(entry.spec.params) }
    }

    /// The clipping, ready to be applied.
    pub fn build(&self) -> Clip {
        (self.entry.build)(&self.settings)
    }
}

/// The registry's line of this id.
pub fn find(id: &str) -> Option<&'static Entry> {
    CLIPS.iter().find(|e| e.spec.id == id)
}

// Entries are lines of a registry: the same id is the same line.
impl PartialEq for ClipChoice {
    fn eq(&self, other: &Self) -> bool {
        self.entry.spec.id == other.entry.spec.id && self.settings == other.settings
    }
}

impl core::fmt::Debug for ClipChoice {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} {:?}", self.entry.spec.id, self.settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    #[test]
    fn a_long_gradient_keeps_its_direction() {
        let clip = Clip::Norm { max: 1.0, kind: 2.0, slack: 0.0 };
        assert_eq!(clip.apply(v2(6.0, 8.0)), v2(0.6, 0.8));
        assert_eq!(clip.apply(v2(0.3, -0.4)), v2(0.3, -0.4));
    }

    #[test]
    fn no_gradient_at_all_stays_as_it_is() {
        for slack in [0.0, 1e-6] {
            assert_eq!(Clip::Norm { max: 0.0, kind: 2.0, slack }.apply(V2::ZERO), V2::ZERO);
        }
    }

    #[test]
    fn each_component_is_cut_on_its_own() {
        assert_eq!(Clip::Value { max: 1.0 }.apply(v2(-3.0, 0.5)), v2(-1.0, 0.5));
    }

    #[test]
    fn what_is_not_finite_is_not_hidden() {
        let clip = Clip::Value { max: 1.0 };
        assert!(!clip.apply(v2(f64::INFINITY, 0.0)).is_finite());
        let clip = Clip::Norm { max: 1.0, kind: 2.0, slack: 1e-6 };
        assert!(!clip.apply(v2(f64::INFINITY, 0.0)).is_finite());
    }
}
