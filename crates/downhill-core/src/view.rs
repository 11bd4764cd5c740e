//! What the user looks at: everything that changes the picture and not the numbers, as plain data.

use crate::spec::Slot;

/// How an experiment is shown. What is none is left to the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// One map for each optimizer, or one for all.
    pub layout: Option<Layout>,
    /// Step of the playhead; none is the last.
    pub step: Option<u32>,
    /// Colours of the page; none follows the system.
    pub theme: Option<Theme>,
    /// Part of the plane on show `[[x min, x max], [y min, y max]]`; none is the surface's domain.
    pub zoom: Option<[[f64; 2]; 2]>,
    /// Parts of the page that are not shown.
    pub hide: Vec<Part>,
    /// Runs that are not shown, by their number from 1.
    pub hide_runs: Vec<usize>,
    /// Runs with a chosen colour, by their number from 1.
    pub colors: Vec<(usize, Slot)>,
    /// Colours of the surface's heights; none is the theme's own.
    pub colormap: Option<ColorMap>,
    /// What runs along the foot of the charts; none is steps.
    pub along: Option<Along>,
    /// Whether the gradients of single examples stand about the heads, where something is learnt from data.
    pub cloud: bool,
}

/// One map for each optimizer, or one for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One map for each optimizer.
    Side,
    /// All on one map.
    Overlay,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Ink on paper.
    Light,
    /// Light on night.
    Dark,
}

/// A part of the page that can be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The title and its sentences.
    Caption,
    /// Surface, learning rate, start and optimizers.
    Controls,
    /// Play, step and scrub.
    Transport,
    /// Loss and gradient norm.
    Charts,
    /// The table of results.
    Table,
    /// The strip of lessons.
    Lessons,
}

/// Sequential colour maps besides the theme's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColorMap {
    /// matplotlib's default.
    Viridis,
    /// Made for colour-blind readers.
    Cividis,
    /// From black over violet to pale yellow.
    Magma,
    /// Greys, for print.
    Greys,
}

/// What runs along the foot of a chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Along {
    /// Steps.
    #[default]
    Steps,
    /// Evaluations of value or gradient.
    Evaluations,
    /// How often every example was looked at, on average; steps where nothing is learnt from data.
    Epochs,
    /// How many examples were looked at; steps where nothing is learnt from data.
    Examples,
}

impl Along {
    /// What is counted, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::Evaluations => "evaluations",
            Self::Epochs => "epochs",
            Self::Examples => "examples seen",
        }
    }
}

/// An enumeration whose values have names in the text form.
pub trait Named: Copy + 'static {
    /// Every value with its name.
    const NAMES: &'static [(Self, &'static str)];

    /// The value of this name.
    fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, n)| *n == name).map(|(v, _)| *v)
    }

    /// The name.
    fn name(self) -> &'static str
    where
        Self: PartialEq,
    {
        Self::NAMES.iter().find(|(v, _)| *v == self).map_or("", |(_, n)| n)
    }
}

impl Named for Layout {
    const NAMES: &'static [(Self, &'static str)] = &[(Self::Side, "side"), (Self::Overlay, "overlay")];
}

impl Named for Theme {
    const NAMES: &'static [(Self, &'static str)] = &[(Self::Light, "light"), (Self::Dark, "dark")];
}

impl Named for Part {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Caption, "caption"),
        (Self::Controls, "controls"),
        (Self::Transport, "transport"),
        (Self::Charts, "charts"),
        (Self::Table, "table"),
        (Self::Lessons, "lessons"),
    ];
}

impl Named for ColorMap {
    const NAMES: &'static [(Self, &'static str)] =
        &[(Self::Viridis, "viridis"), (Self::Cividis, "cividis"), (Self::Magma, "magma"), (Self::Greys, "greys")];
}

impl Named for Along {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Steps, "steps"),
        (Self::Evaluations, "evaluations"),
        (Self::Epochs, "epochs"),
        (Self::Examples, "examples"),
    ];
}
