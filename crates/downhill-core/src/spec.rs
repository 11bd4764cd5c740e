//! What a surface, an optimizer and their parameters say about themselves: controls, help, documents and tests are
//! made from it.

/// Where a number came from, to be shown to the reader.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Source {
    /// Authors and year, and the equation or the variant that is meant.
    pub cite: &'static str,
    /// Address of the paper or page; empty where there is none.
    pub url: &'static str,
}

/// One parameter of an optimizer or a surface.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Param {
    /// The name in the text form; PyTorch's name for hyperparameters.
    pub name: &'static str,
    /// One plain sentence.
    pub about: &'static str,
    /// Type, range and default.
    pub kind: Kind,
}

/// The type of a parameter with its default.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// One number.
    Number(Range, f64),
    /// As many numbers as the default has, all in the same range, such as Adam's betas.
    Tuple(Range, &'static [f64]),
    /// Any count of numbers in the same range, such as milestones.
    List(Range, &'static [f64]),
    /// On or off.
    Flag(bool),
    /// One of several names; the first is the default.
    Choice(&'static [Alternative]),
    /// Two different ones of several names, in any order; the first two are the default. Some pairs have a name of their
    /// own.
    Pair(&'static [Alternative], &'static [(&'static str, [&'static str; 2])]),
    /// A formula in x and y; this text is the default.
    Formula(&'static str),
    /// An optimizer with its own settings, inside another one; this id is the default.
    Optimizer(&'static str),
    /// A schedule of the learning rate; none is the default.
    Schedule,
    /// One schedule after the other; none is the default.
    Schedules,
    /// A clipping of the gradient; none is the default.
    Clip,
    /// How many examples a step looks at; the experiment's is the default.
    Batch,
    /// Data to learn from; this text is the default.
    Data(&'static str),
    /// Points of one's own; this text is the default.
    Points(&'static str),
}

/// One name of a [`Kind::Choice`] or a [`Kind::Pair`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alternative {
    /// The name in the text form.
    pub name: &'static str,
    /// One plain sentence.
    pub about: &'static str,
    /// Numbers and flags (1 is on) that have another default under this alternative: a library's dialect brings its own.
    pub defaults: &'static [(&'static str, f64)],
}

/// What a number may be, and the part of it that a slider covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Smallest allowed value.
    pub min: f64,
    /// Largest allowed value, or its bound where [`Range::open`].
    pub max: f64,
    /// Whether `max` itself is not allowed.
    pub open: bool,
    /// Whether only whole numbers are allowed.
    pub whole: bool,
    /// How a slider runs.
    pub scale: Scale,
    /// The part that a slider covers.
    pub slider: [f64; 2],
}

/// How a slider runs over its values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// Equal distances are equal differences.
    Linear,
    /// Equal distances are equal ratios.
    Log,
}

impl Range {
    /// All numbers from `min` to `max`, with a linear slider over them.
    pub const fn new(min: f64, max: f64) -> Self {
        Self { min, max, open: false, whole: false, scale: Scale::Linear, slider: [min, max] }
    }

    /// The whole numbers from `min` to `max`, with a linear slider over them.
    pub const fn whole(min: f64, max: f64) -> Self {
        Self { whole: true, ..Self::new(min, max) }
    }

    /// Numbers from 0 up to but not including 1: decay factors.
    pub const fn decay() -> Self {
        Self { min: 0.0, max: 1.0, open: true, whole: false, scale: Scale::Linear, slider: [0.0, 0.999] }
    }

    /// The same range with a linear slider over part of it.
    pub const fn slider(self, low: f64, high: f64) -> Self {
        Self { slider: [low, high], ..self }
    }

    /// The same range with a logarithmic slider over part of it.
    pub const fn log_slider(self, low: f64, high: f64) -> Self {
        Self { slider: [low, high], scale: Scale::Log, ..self }
    }

    /// Whether a value lies inside.
    pub fn contains(&self, v: f64) -> bool {
        let below = if self.open { v < self.max } else { v <= self.max };
        v >= self.min && below && !(self.whole && v.is_finite() && v.fract() != 0.0)
    }

    /// The range in words, for messages.
    pub fn words(&self) -> String {
        let what = if self.whole { "a whole number" } else { "a number" };
        if self.open {
            format!("{what} from {} up to but not including {}", self.min, self.max)
        } else {
            format!("{what} from {} to {}", self.min, self.max)
        }
    }
}

impl Alternative {
    /// A name with its sentence, and the defaults as they are.
    pub const fn new(name: &'static str, about: &'static str) -> Self {
        Self { name, about, defaults: &[] }
    }

    /// A name under which some numbers have another default.
    pub const fn with(name: &'static str, about: &'static str, defaults: &'static [(&'static str, f64)]) -> Self {
        Self { name, about, defaults }
    }
}

impl Param {
    /// A parameter that is one number.
    pub const fn number(name: &'static str, about: &'static str, range: Range, default: f64) -> Self {
        Self { name, about, kind: Kind::Number(range, default) }
    }

    /// A parameter that is as many numbers as its default has.
    pub const fn tuple(name: &'static str, about: &'static str, range: Range, default: &'static [f64]) -> Self {
        Self { name, about, kind: Kind::Tuple(range, default) }
    }

    /// A parameter that is any count of numbers.
    pub const fn list(name: &'static str, about: &'static str, range: Range, default: &'static [f64]) -> Self {
        Self { name, about, kind: Kind::List(range, default) }
    }

    /// A parameter that is on or off.
    pub const fn flag(name: &'static str, about: &'static str, default: bool) -> Self {
        Self { name, about, kind: Kind::Flag(default) }
    }

    /// A parameter that is one of several names, the first by default.
    pub const fn choice(name: &'static str, about: &'static str, alternatives: &'static [Alternative]) -> Self {
        Self { name, about, kind: Kind::Choice(alternatives) }
    }

    /// Whose variant of the rule it is; last among an optimizer's parameters.
    pub const fn dialect(alternatives: &'static [Alternative]) -> Self {
        Self::choice("dialect", "Whose variant of the rule it is.", alternatives)
    }

    /// An optimizer inside another one.
    pub const fn optimizer(name: &'static str, about: &'static str, default: &'static str) -> Self {
        Self { name, about, kind: Kind::Optimizer(default) }
    }

    /// The learning rate, present in every first-order method.
    pub const fn lr(default: f64) -> Self {
        let range = Range::new(0.0, 1e6).log_slider(1e-5, 10.0);
        Self::number("lr", "The learning rate: the length of the stride.", range, default)
    }

    /// L2 weight decay, off by default; the rule's own file says where it acts.
    pub const fn weight_decay(default: f64) -> Self {
        let range = Range::new(0.0, 1e3).slider(0.0, 1.0);
        Self::number("weight_decay", "How strongly the weights are pulled towards zero.", range, default)
    }

    /// The small number that keeps a division from blowing up.
    pub const fn eps(default: f64) -> Self {
        let range = Range::new(0.0, 1e3).log_slider(1e-16, 1.0);
        Self::number("eps", "A small number that keeps the division finite.", range, default)
    }
}

/// The nine line colours; each theme has its own shade of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// SGD's.
    Orange,
    /// Momentum's.
    Blue,
    /// Nesterov's.
    Green,
    /// Adam's.
    Magenta,
    /// RMSProp's.
    Gold,
    /// AdaGrad's.
    Violet,
    /// AdaDelta's.
    Cyan,
    /// Newton's.
    Rose,
    /// Lion's.
    Ink,
}

impl Slot {
    /// All slots in the order in which a repeated or an unlisted optimizer takes the next free one.
    pub const ALL: [Self; 9] = [
        Self::Cyan,
        Self::Rose,
        Self::Violet,
        Self::Ink,
        Self::Gold,
        Self::Blue,
        Self::Green,
        Self::Orange,
        Self::Magenta,
    ];

    /// The name in the text form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Orange => "orange",
            Self::Blue => "blue",
            Self::Green => "green",
            Self::Magenta => "magenta",
            Self::Gold => "gold",
            Self::Violet => "violet",
            Self::Cyan => "cyan",
            Self::Rose => "rose",
            Self::Ink => "ink",
        }
    }

    /// The slot of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|slot| slot.name() == name)
    }
}
