//! The examples that a model learns from, column by column, and their moments.

use crate::data::{DataChoice, Part};
use crate::num::Four;
use crate::settings::{Setting, Settings};

/// One example, or four side by side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Example<D = f64> {
    /// The features; a model of one feature does not look at the second.
    pub features: [D; 2],
    /// What is to be learnt: a number, or a class as 0 or 1.
    pub target: D,
}

/// Examples, column by column; at least one.
#[derive(Clone, Debug, PartialEq)]
pub struct Examples {
    /// The two features' values.
    pub features: [Vec<f64>; 2],
    /// What is to be learnt: numbers, or classes as 0 or 1.
    pub targets: Vec<f64>,
    /// What the features are called.
    pub names: [&'static str; 2],
    /// What is learnt.
    pub target: &'static str,
    /// What the classes 0 and 1 are called; empty where the target is a number, or was one.
    pub classes: [&'static str; 2],
    /// Up to where numbers are the class 0; none where the target is learnt as it is.
    pub cut: Option<f64>,
    /// What was taken away from each feature,
    pub centre: [f64; 2],
    /// and what it was divided by then: 0 and 1 unless features are standardised.
    pub scale: [f64; 2],
}

impl Examples {
    /// What the settings say, or one part of it. Features are standardised by what is learnt from.
    pub(super) fn of(settings: &Settings, part: Option<&Part>, classify: bool) -> Self {
        let data = settings.data("data").cloned().unwrap_or_else(|| DataChoice::named("line"));
        let table = data.build();
        let (count, target, classes) = (table.count(), table.target, table.classes);
        let chosen = wanted(settings);
        let column = |place: usize| {
            let named = table.features.iter().find(|(name, _)| chosen.get(place) == Some(name));
            named.or_else(|| table.features.get(place)).cloned().unwrap_or_else(|| ("1", vec![1.0; count]))
        };
        let [(first, x), (second, z)] = [column(0), column(1)];
        let (targets, cut) = if classify { classes_of(table.targets) } else { (table.targets, None) };
        let mut all = Self {
            features: [x, z],
            targets,
            names: [first, second],
            target,
            classes,
            cut,
            centre: [0.0; 2],
            scale: [1.0; 2],
        };
        if settings.flag("standardize") {
            let learnt = part.map(|part| Part { held_out: false, ..*part }.places(count));
            all.standardise(learnt.as_deref());
        }
        part.map_or_else(|| all.clone(), |part| all.only(&part.places(count)))
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.targets.len()
    }

    /// One of them, by its place from 0.
    pub fn at(&self, place: usize) -> Example {
        Example { features: [self.features[0][place], self.features[1][place]], target: self.targets[place] }
    }

    /// Four of them side by side, by their places.
    #[inline(always)]
    pub(super) fn four(&self, places: [usize; 4]) -> Example<Four> {
        let [x, z] = &self.features;
        let four = |values: &[f64]| {
            let [a, b, c, d] = places;
            Four::new([values[a], values[b], values[c], values[d]])
        };
        Example { features: [four(x), four(z)], target: four(&self.targets) }
    }

    /// Those in these places.
    pub(super) fn only(&self, places: &[u32]) -> Self {
        let of = |values: &Vec<f64>| places.iter().map(|at| values[*at as usize]).collect();
        Self { features: [of(&self.features[0]), of(&self.features[1])], targets: of(&self.targets), ..*self }
    }

    /// Moves and scales each feature so that those in these places have mean 0 and deviation 1. A feature that is the same
    /// in all stays as it is.
    fn standardise(&mut self, places: Option<&[u32]>) {
        let learnt = places.map_or_else(|| self.clone(), |places| self.only(places));
        for (i, values) in self.features.iter_mut().enumerate() {
            let mean = mean(learnt.features[i].iter().copied());
            let deviation = mean_of_squares(&learnt.features[i], mean).sqrt();
            if deviation > 1e-9 * (1.0 + mean.abs()) {
                values.iter_mut().for_each(|v| *v = (*v - mean) / deviation);
                (self.centre[i], self.scale[i]) = (mean, deviation);
            }
        }
    }
}

/// The names of the features that a model looks at.
fn wanted(settings: &Settings) -> [&'static str; 2] {
    match settings.get("features") {
        Some(Setting::Pair(pair)) => *pair,
        Some(Setting::Choice(one)) => [one, ""],
        _ => [""; 2],
    }
}

/// Classes as 0 and 1: numbers are parted at their mean, which is given too.
fn classes_of(targets: Vec<f64>) -> (Vec<f64>, Option<f64>) {
    if targets.iter().all(|t| *t == 0.0 || *t == 1.0) {
        return (targets, None);
    }
    let mean = mean(targets.iter().copied());
    (targets.into_iter().map(|t| if t > mean { 1.0 } else { 0.0 }).collect(), Some(mean))
}

/// Means of the first feature x and the target y: what the mean squared error of a line is made of.
#[derive(Clone, Copy, Debug)]
pub(in crate::surface) struct Moments {
    /// The mean of x.
    pub(in crate::surface) x: f64,
    /// The mean of y.
    pub(in crate::surface) y: f64,
    /// The variance of x.
    pub(in crate::surface) xx: f64,
    /// The slope of the line of least squares; 0 where x is the same in all.
    pub(in crate::surface) slope: f64,
    /// The mean squared distance from that line.
    pub(in crate::surface) rest: f64,
    /// The mean of x²,
    pub(in crate::surface) square: f64,
    /// the best slope of a line through the origin; 0 where x is 0 in all,
    pub(in crate::surface) ratio: f64,
    /// and the mean squared distance from that line.
    pub(in crate::surface) ratio_rest: f64,
}

impl Moments {
    pub(super) fn of(all: &Examples) -> Self {
        let (xs, ys) = (&all.features[0], &all.targets);
        let pairs = || xs.iter().copied().zip(ys.iter().copied());
        let (x, y) = (mean(xs.iter().copied()), mean(ys.iter().copied()));
        let xx = mean_of_squares(xs, x);
        let best = |above: f64, below: f64| if below > 0.0 { above / below } else { 0.0 };
        let slope = best(mean(pairs().map(|(a, b)| (a - x) * (b - y))), xx);
        let squares = |line: &dyn Fn(f64) -> f64| mean(pairs().map(|(a, b)| (b - line(a)) * (b - line(a))));
        let rest = squares(&|a| y + slope * (a - x));
        let square = mean_of_squares(xs, 0.0);
        let ratio = best(mean(pairs().map(|(a, b)| a * b)), square);
        let ratio_rest = squares(&|a| ratio * a);
        Self { x, y, xx, slope, rest, square, ratio, ratio_rest }
    }
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len();
    values.sum::<f64>() / count as f64
}

fn mean_of_squares(values: &[f64], from: f64) -> f64 {
    mean(values.iter().map(|v| (v - from) * (v - from)))
}
