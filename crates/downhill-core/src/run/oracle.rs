//! All that an optimizer can learn of the surface, counted.

use super::noise::{Noise, gaussian};
use super::{Batches, work_of_step};
use crate::clip::Clip;
use crate::experiment::{Experiment, Run};
use crate::num::{V2, v2};
use crate::surface::{FromData, Hessian, LandmarkKind, Sample, Surface};
use rand_distr::{Distribution, StandardNormal};
use rand_pcg::Pcg64;

/// A Hessian takes about as long as so many gradients: 1.4 to 3.3, by the model.
const HESSIAN: u64 = 2;

/// Answers an optimizer's questions and counts them: a value, a gradient, or both at one point is one evaluation.
pub struct Oracle<'a> {
    surface: &'a dyn Surface,
    /// Where steps look at some examples only: what is learnt from, and the batches.
    data: Option<(Box<dyn FromData + 'a>, Batches)>,
    /// How many examples there are; 1 on a formula.
    examples: u64,
    /// How many examples were looked at, each as often as it was.
    seen: u64,
    /// Whether what is known of the point is of examples of another batch.
    stale: bool,
    at: V2,
    value: f64,
    gradient: V2,
    counted: bool,
    evaluations: u32,
    hessians: u32,
    /// How much work a gradient is, in examples of a simple model.
    price: u64,
    /// Every run of an experiment draws the same sequence.
    noise: Option<Box<dyn Noise>>,
    /// What was drawn last.
    drawn: V2,
    clip: Option<Clip>,
    /// How far from where it asks the optimizer's questions are answered.
    displacement: V2,
    /// Randomness that a method itself asks for.
    dice: Pcg64,
}

impl<'a> Oracle<'a> {
    pub(super) fn new(surface: &'a dyn Surface, experiment: &Experiment, run: &Run) -> Self {
        let generator = |stream: u128| Pcg64::new(u128::from(experiment.seed), stream);
        let noise = (experiment.noise > 0.0).then(|| gaussian(experiment.noise, generator(0xd0_3471)));
        let examples = surface.data().map_or(1, |data| data.examples().count());
        let batches = Batches::of(experiment, run, examples).zip(surface.data());
        Self {
            surface,
            price: work_of_step(experiment, surface, run) as u64,
            data: batches.map(|(batches, data)| (data, batches)),
            examples: examples as u64,
            seen: 0,
            stale: true,
            at: experiment.start,
            value: f64::NAN,
            gradient: V2::splat(f64::NAN),
            counted: false,
            evaluations: 0,
            hessians: 0,
            noise,
            drawn: V2::ZERO,
            clip: run.clip(),
            displacement: V2::ZERO,
            dice: generator(0x51_61d5),
        }
    }

    /// The loss and the gradient at a point, the gradient with the experiment's noise and then clipped.
    pub fn gradient(&mut self, at: V2) -> (f64, V2) {
        self.look(at + self.displacement);
        self.count();
        let noisy = if self.noise.is_some() { self.gradient + self.drawn } else { self.gradient };
        (self.value, self.clip.map_or(noisy, |clip| clip.apply(noisy)))
    }

    /// Two independent standard normal numbers from the experiment's seed, for methods that are random themselves.
    pub fn normal(&mut self) -> V2 {
        v2(StandardNormal.sample(&mut self.dice), StandardNormal.sample(&mut self.dice))
    }

    /// Clips in another way from now on, and returns the way until now: an optimizer inside another one has its own.
    pub fn clip_by(&mut self, clip: Option<Clip>) -> Option<Clip> {
        core::mem::replace(&mut self.clip, clip)
    }

    /// The loss at a point.
    pub fn value(&mut self, at: V2) -> f64 {
        self.gradient(at).0
    }

    /// The matrix of second derivatives at a point.
    pub fn hessian(&mut self, at: V2) -> Hessian {
        self.hessians += 1;
        let at = at + self.displacement;
        match &self.data {
            Some((data, batches)) => data.hessian_of(at, Sample::Of(batches.batch())),
            None => self.surface.hessian(at),
        }
    }

    /// Lets the optimizer inside see the surface from this much farther on, beyond the displacement until now, which is
    /// returned for [`Oracle::restore`]. What is asked from then on is asked anew, even at the same point.
    pub fn displace(&mut self, by: V2) -> V2 {
        self.forget();
        let before = self.displacement;
        self.displacement += by;
        before
    }

    /// Ends a displacement.
    pub fn restore(&mut self, displacement: V2) {
        self.displacement = displacement;
    }

    /// The lowest known value of the surface among its minima, which no real task would tell; none where none is known.
    pub fn lowest_known(&self) -> Option<f64> {
        self.surface
            .landmarks()
            .iter()
            .filter(|l| l.kind == LandmarkKind::Minimum)
            .map(|l| l.value)
            .min_by(f64::total_cmp)
    }

    /// Loss and true gradient for the record: what the optimizer does not see is not counted.
    #[inline(always)]
    pub(super) fn look(&mut self, at: V2) -> (f64, V2) {
        if at != self.at || self.stale {
            (self.value, self.gradient) = self.peek(at);
            self.at = at;
            self.counted = false;
            self.stale = false;
        }
        (self.value, self.gradient)
    }

    /// Loss and gradient of the step's examples at a point that the optimizer does not ask for.
    pub(super) fn peek(&self, at: V2) -> (f64, V2) {
        match &self.data {
            Some((data, batches)) => data.gradient_of(at, Sample::Of(batches.batch())),
            None => self.surface.gradient(at),
        }
    }

    /// Turns to the next batch: all that is asked in one step is asked of the same one.
    pub(super) fn turn(&mut self) {
        if let Some((_, batches)) = &mut self.data {
            batches.turn();
            self.stale = true;
        }
    }

    /// The batches, where steps look at some examples only.
    pub(super) fn batches(&self) -> Option<&Batches> {
        self.data.as_ref().map(|(_, batches)| batches)
    }

    /// What is asked next is paid for, even where it was known: a new step asks anew where the last one led nowhere.
    pub(crate) fn forget(&mut self) {
        self.counted = false;
    }

    fn count(&mut self) {
        if self.counted {
            return;
        }
        self.counted = true;
        self.evaluations += 1;
        self.seen += self.batches().map_or(self.examples, |batches| batches.batch().len() as u64);
        if let Some(noise) = &mut self.noise {
            self.drawn = noise.draw();
        }
    }

    pub(super) const fn evaluations(&self) -> u32 {
        self.evaluations
    }

    /// How many examples were looked at, each as often as it was.
    pub(super) const fn seen(&self) -> u64 {
        self.seen
    }

    /// How often it has looked at as many examples as there are.
    pub(super) const fn epochs(&self) -> u32 {
        (self.seen / self.examples) as u32
    }

    /// About how much work all that was asked for was, in examples of a simple model; on a formula a gradient is 1.
    pub(super) const fn work(&self) -> u64 {
        self.price * (self.evaluations as u64 + HESSIAN * self.hessians as u64)
    }

    pub(super) const fn hessians(&self) -> u32 {
        self.hessians
    }
}
