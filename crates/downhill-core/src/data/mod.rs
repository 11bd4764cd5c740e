//! Data to learn from: shipped sets, generators and one's own points, one file each, listed in [`DATA`].

mod classes;
mod line;
pub mod points;
mod shipped;
mod sparse;
mod split;
pub mod table;
mod wave;

pub use points::Points;
pub use split::{Part, Split};

use crate::settings::{Setting, Settings};
use crate::spec::{Param, Range, Source};
use core::fmt;
use rand_distr::{Distribution, StandardNormal, StandardUniform};
use rand_pcg::Pcg64;
use rand_pcg::rand_core::Rng;

/// Every kind of data. The next one needs its file and its line here.
pub static DATA: &[Entry] = &[
    line::ENTRY,
    classes::ENTRY,
    wave::ENTRY,
    sparse::ENTRY,
    shipped::FAITHFUL,
    shipped::IRIS,
    shipped::ANSCOMBE,
    points::ENTRY,
];

/// The texts of the sets that ship, which the page has when somebody asks for them.
pub static TEXTS: [&str; 3] = [shipped::FAITHFUL_TEXT, shipped::IRIS_TEXT, shipped::ANSCOMBE_TEXT];

/// The largest number of examples.
pub const MOST: usize = 10_000;

/// What a kind of data says about itself.
#[derive(Debug)]
pub struct Spec {
    /// The name in the text form.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// One plain sentence: what was measured, or how it is made.
    pub sentence: &'static str,
    /// Its parameters.
    pub params: &'static [Param],
    /// Where it comes from.
    pub source: Source,
    /// Under what licence; empty where it is made on the spot.
    pub licence: &'static str,
}

/// A line of the registry.
pub struct Entry {
    /// What the data say about themselves.
    pub spec: &'static Spec,
    build: fn(&Settings) -> Table,
}

/// Columns of numbers, all equally long: what is given, and what is to be learnt. At least one row.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Each feature's name and values: one or more.
    pub features: Vec<(&'static str, Vec<f64>)>,
    /// The name of what is to be learnt.
    pub target: &'static str,
    /// What is to be learnt: a number, or a class as 0 or 1.
    pub targets: Vec<f64>,
    /// What the classes 0 and 1 are called; empty where the target is a number.
    pub classes: [&'static str; 2],
}

impl Table {
    /// The number of rows.
    pub fn count(&self) -> usize {
        self.targets.len()
    }
}

impl Entry {
    /// The table with these settings.
    pub fn build(&self, settings: &Settings) -> Table {
        (self.build)(settings)
    }
}

/// The registry's line of this id.
pub fn find(id: &str) -> Option<&'static Entry> {
    DATA.iter().find(|e| e.spec.id == id)
}

/// Data of the registry with their settings.
#[derive(Clone)]
pub struct DataChoice {
    /// The registry's line.
    pub entry: &'static Entry,
    /// Their settings.
    pub settings: Settings,
}

impl DataChoice {
    /// Data with default settings.
    pub fn of(entry: &'static Entry) -> Self {
        Self { entry, settings: Settings::defaults(entry.spec.params) }
    }

    /// The data of this id with default settings; the registry's first where there are none of this id.
    pub fn named(id: &str) -> Self {
        Self::of(find(id).unwrap_or(&DATA[0]))
    }

    /// One's own points, however many.
    pub fn own(points: Points) -> Self {
        let mut choice = Self::named(points::ID);
        // Points are what this parameter takes, so that nothing is refused.
        drop(choice.settings.set("points", Setting::Points(points)));
        choice
    }

    /// The table.
    pub fn build(&self) -> Table {
        self.entry.build(&self.settings)
    }
}

impl PartialEq for DataChoice {
    fn eq(&self, other: &Self) -> bool {
        self.entry.spec.id == other.entry.spec.id && self.settings == other.settings
    }
}

impl fmt::Debug for DataChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.entry.spec.id, self.settings)
    }
}

/// How many examples a generator makes.
const fn count(default: f64) -> Param {
    Param::number("count", "How many examples.", Range::whole(1.0, MOST as f64).log_slider(4.0, 1000.0), default)
}

/// Which of many sets a generator makes.
const SEED: Param = Param::number(
    "seed",
    "Another seed draws other examples.",
    Range::whole(0.0, 4_294_967_295.0).slider(0.0, 100.0),
    0.0,
);

/// How far a generator's targets scatter.
const fn noise(default: f64) -> Param {
    let range = Range::new(0.0, 100.0).slider(0.0, 2.0);
    Param::number("noise", "How far the targets scatter: their standard deviation.", range, default)
}

/// Where the numbers of generators come from: each has some of its own for every example, so that a setting that changes
/// moves the examples and draws no others.
struct Dice(Pcg64);

impl Dice {
    fn new(settings: &Settings) -> Self {
        Self(Pcg64::new(settings.number("seed") as u128, 0xda_7a00))
    }

    /// Evenly between -1 and 1.
    fn even(&mut self) -> f64 {
        let unit: f64 = StandardUniform.sample(&mut self.0);
        2.0 * unit - 1.0
    }

    /// Normally about zero with deviation 1.
    fn normal(&mut self) -> f64 {
        StandardNormal.sample(&mut self.0)
    }
}

/// How many examples the settings of a generator ask for.
fn counted(settings: &Settings) -> core::ops::Range<usize> {
    0..settings.number("count") as usize
}

/// Whether the one in this place is among this share of all, which are spread evenly.
fn is_among(share: f64, place: usize) -> bool {
    let before = |place: usize| (place as f64 * share + 0.5).floor();
    before(place + 1) > before(place)
}

/// A whole number below this one, each as likely as the others but for one part in 2⁶⁴.
pub(crate) fn below(limit: usize, dice: &mut Pcg64) -> usize {
    ((u128::from(dice.next_u64()) * limit as u128) >> 64) as usize
}

/// Places of some examples among so many, spread evenly, or of all. The stride is odd, so that of two classes that take
/// turns none is left out.
pub fn spread(count: usize, most: usize) -> Vec<u32> {
    let stride = if count > most { (count / most.max(1)) | 1 } else { 1 };
    (0..count.min(most)).map(|i| (i * stride % count) as u32).collect()
}

/// Puts places in a random order (Fisher & Yates).
pub(crate) fn shuffle(places: &mut [u32], dice: &mut Pcg64) {
    for last in (1..places.len()).rev() {
        places.swap(last, below(last + 1, dice));
    }
}
