//! One optimizer, then another.

use super::inner::{Inner, run_inside};
use super::{Construct, Cost, Family, Method, Spec, Tick};
use crate::experiment::Run;
use crate::num::V2;
use crate::run::Oracle;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct Switch {
    active: Inner,
    /// The second one, until it takes over.
    then: Option<Run>,
    step: u32,
    /// Whether the first one answered with an average: a run that began to, goes on.
    averaged: bool,
}

impl Construct for Switch {
    const SPEC: Spec = Spec {
        id: "switch",
        name: "Switch",
        family: Family::Wrappers,
        sentence: "Begins with one optimizer and goes on with another.",
        formula: &["up to step: x ← the first optimizer's step from x", "after it: x ← the second one's"],
        variant: "The second one begins afresh at the point where the first one ends: it takes over nothing that was \
                  remembered, and its schedule begins anew. The step is given, not found as in the paper.",
        source: Source { cite: "after Keskar & Socher 2017 (SWATS)", url: "https://arxiv.org/abs/1712.07628" },
        slot: None,
        params: &[
            Param::optimizer("first", "The optimizer that begins.", "adam"),
            Param::optimizer("then", "The optimizer that goes on.", "sgd"),
            Param::number("step", "The last step of the first one.", Range::whole(0.0, 1e6).slider(0.0, 1000.0), 100.0),
        ],
        libraries: &[],
        cost: Cost { gradients: 0, hessians: 0, memory: 0 },
    };

    fn new(settings: &Settings, x: V2) -> Self {
        let active = Inner::start(&run_inside(settings, "first"), x);
        Self {
            averaged: active.average(x).is_some(),
            active,
            then: Some(run_inside(settings, "then")),
            step: settings.number("step") as u32,
        }
    }
}

impl Method for Switch {
    fn step(&mut self, at: Tick, x: V2, oracle: &mut Oracle<'_>) -> V2 {
        if at.t > self.step
            && let Some(run) = self.then.take()
        {
            self.active = Inner::start(&run, x);
        }
        self.active.step(x, oracle)
    }

    fn average(&self, x: V2) -> Option<V2> {
        self.active.average(x).or(self.averaged.then_some(x))
    }

    fn is_done(&self) -> bool {
        self.then.is_none() && self.active.is_done()
    }
}

#[cfg(test)]
mod tests {
    use crate::{run, text};

    #[test]
    fn the_second_one_begins_afresh_where_the_first_one_ends() {
        // On x² + y², momentum comes to the middle with a move that would lead it on.
        let text = "surface=sphere&start=8,0&run=switch(momentum(lr=0.25,momentum=0.5),sgd(lr=0.375),step=2)&steps=4";
        let done = run(&text::parse(text).experiment);
        let positions: Vec<f64> = done[0].path.positions.iter().map(|p| p.x).collect();
        assert_eq!(positions, [8.0, 4.0, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn the_answer_is_an_average_as_long_as_it_has_one() {
        let text = "surface=sphere&start=8,0&run=switch(average(sgd(lr=0.25)),sgd(lr=0.25),step=2)&steps=3";
        let done = run(&text::parse(text).experiment);
        let averages: Vec<f64> = done[0].averaged.as_ref().unwrap().positions.iter().map(|p| p.x).collect();
        assert_eq!(averages, [8.0, 4.0, 3.0, 1.0]);
    }
}
