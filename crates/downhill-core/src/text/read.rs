//! An experiment and a view in the making, and the readers that fill in one field each.

use super::syntax::{Node, Value};
use super::{VERSION, choice, one_of};
use crate::data::{MOST, Split};
use crate::experiment::{Budget, Experiment};
use crate::num::{V2, v2};
use crate::settings::FieldError;
use crate::spec::Slot;
use crate::view::{Named, Part, View};

/// What a reader says of its field.
pub(super) type Read = Result<(), FieldError>;

/// An experiment and a view while their text is read.
pub(super) struct Draft {
    experiment: Experiment,
    view: View,
    /// The budget's field, once one was read.
    budget: Option<&'static str>,
    /// For every run in the text, its number among those that were understood, from 1.
    numbers: Vec<Option<usize>>,
    pub(super) problems: Vec<FieldError>,
}

impl Draft {
    pub(super) fn new(experiment: Experiment) -> Self {
        Self { experiment, view: View::default(), budget: None, numbers: Vec::new(), problems: Vec::new() }
    }

    pub(super) fn finish(self) -> super::Parsed {
        super::Parsed { experiment: self.experiment, view: self.view, problems: self.problems }
    }

    /// How the next run's problems call it.
    pub(super) fn next_run(&self) -> String {
        format!("run {}", self.numbers.len() + 1)
    }

    /// Counts a run whose text makes no sense.
    pub(super) fn skip_run(&mut self) {
        self.numbers.push(None);
    }

    pub(super) fn surface(&mut self, node: &Node<'_>) -> Read {
        let (surface, problems) = choice::surface(node);
        self.problems.extend(problems.into_iter().map(|p| if p.field == "surface" { p } else { p.within("surface") }));
        if let Some(surface) = surface {
            self.experiment = Experiment { surface: surface.clone(), ..Experiment::on(surface.entry) };
        }
        Ok(())
    }

    pub(super) fn start(&mut self, node: &Node<'_>) -> Read {
        self.experiment.start = point(node)?;
        Ok(())
    }

    pub(super) fn run(&mut self, node: &Node<'_>) -> Read {
        let name = self.next_run();
        let number = self.experiment.runs.len() + 1;
        if number > Experiment::MAX_RUNS {
            self.skip_run();
            return Err(FieldError::new(name, node.found(), format!("at most {} runs", Experiment::MAX_RUNS)));
        }
        match choice::run(node) {
            Ok(run) => {
                self.experiment.runs.push(run);
                self.numbers.push(Some(number));
            }
            Err(problems) => {
                let problems = problems.into_iter();
                self.problems.extend(
                    problems.map(|p| {
                        if p.field == "run" { FieldError { field: name.clone(), ..p } } else { p.within(&name) }
                    }),
                );
                self.skip_run();
            }
        }
        Ok(())
    }

    // Not inlined, so that it is there once for all sorts of budgets.
    #[inline(never)]
    pub(super) fn budget(&mut self, field: &'static str, node: &Node<'_>, budget: fn(u32) -> Budget) -> Read {
        let count = whole(node, 1, u64::from(Experiment::MAX_BUDGET))?;
        if let Some(other) = self.budget {
            return Err(FieldError::new(
                "",
                format!("{} besides {other}", node.found()),
                "one of evals, steps and epochs",
            ));
        }
        self.budget = Some(field);
        self.experiment.budget = budget(count as u32);
        Ok(())
    }

    pub(super) fn seed(&mut self, node: &Node<'_>) -> Read {
        self.experiment.seed = whole(node, 0, u64::MAX)?;
        Ok(())
    }

    pub(super) fn noise(&mut self, node: &Node<'_>) -> Read {
        self.experiment.noise = not_negative(node)?;
        Ok(())
    }

    pub(super) fn stop_gradient(&mut self, node: &Node<'_>) -> Read {
        self.experiment.stop.gradient = Some(not_negative(node)?);
        Ok(())
    }

    pub(super) fn stop_loss(&mut self, node: &Node<'_>) -> Read {
        self.experiment.stop.loss_change = Some(not_negative(node)?);
        Ok(())
    }

    pub(super) fn batch(&mut self, node: &Node<'_>) -> Read {
        self.experiment.learning.batch = match node.value {
            Value::Word("all") => None,
            _ => Some(whole(node, 1, MOST as u64)? as u32),
        };
        Ok(())
    }

    pub(super) fn replace(&mut self, node: &Node<'_>) -> Read {
        self.experiment.learning.replace = flag(node)?;
        Ok(())
    }

    pub(super) fn split(&mut self, node: &Node<'_>) -> Read {
        let inside = finite(node).filter(|share| 0.0 < *share && *share < 1.0);
        let share = inside.map_or_else(|| refuse(node, "the share to learn from, between 0 and 1"), Ok)?;
        self.experiment.learning.split = Some(Split::Share(share));
        Ok(())
    }

    pub(super) fn folds(&mut self, node: &Node<'_>) -> Read {
        let folds = whole(node, 2, 20)? as u32;
        if self.experiment.learning.split.is_some() {
            return refuse(node, "either split or folds");
        }
        self.experiment.learning.split = Some(Split::Folds(folds));
        Ok(())
    }

    pub(super) fn patience(&mut self, node: &Node<'_>) -> Read {
        self.experiment.learning.patience = Some(whole(node, 1, 100)? as u32);
        Ok(())
    }

    pub(super) fn layout(&mut self, node: &Node<'_>) -> Read {
        self.view.layout = Some(named(node)?);
        Ok(())
    }

    pub(super) fn step(&mut self, node: &Node<'_>) -> Read {
        self.view.step = Some(whole(node, 0, u64::from(Experiment::MAX_BUDGET))? as u32);
        Ok(())
    }

    pub(super) fn theme(&mut self, node: &Node<'_>) -> Read {
        self.view.theme = Some(named(node)?);
        Ok(())
    }

    pub(super) fn zoom(&mut self, node: &Node<'_>) -> Read {
        let allowed = "x0,x1,y0,y1: four finite numbers with x0 < x1 and y0 < y1";
        let numbers: Option<Vec<f64>> = node.parts().iter().map(finite).collect();
        match numbers.as_deref() {
            Some(&[x0, x1, y0, y1]) if x0 < x1 && y0 < y1 => {
                self.view.zoom = Some([[x0, x1], [y0, y1]]);
                Ok(())
            }
            _ => refuse(node, allowed),
        }
    }

    pub(super) fn hide(&mut self, node: &Node<'_>) -> Read {
        for part in node.parts() {
            if let Err(problem) = self.hide_one(part) {
                self.problems.push(FieldError { field: "hide".into(), ..problem });
            }
        }
        Ok(())
    }

    fn hide_one(&mut self, node: &Node<'_>) -> Read {
        match node.value {
            Value::Number(_) => {
                if let Some(run) = self.run_number(node)? {
                    push_new(&mut self.view.hide_runs, run);
                }
            }
            _ => {
                let part = named::<Part>(node).map_err(|problem| {
                    let allowed = format!("{}, or the number of a run", problem.allowed);
                    FieldError { allowed, ..problem }
                })?;
                push_new(&mut self.view.hide, part);
            }
        }
        Ok(())
    }

    pub(super) fn color(&mut self, node: &Node<'_>) -> Read {
        let slots: Vec<_> = Slot::ALL.iter().map(|slot| slot.name()).collect();
        let allowed = format!("run number,color with a color of {}", slots.join(", "));
        let [number, Node { value: Value::Word(name), .. }] = node.parts() else { return refuse(node, allowed) };
        let Some(slot) = Slot::named(name) else { return refuse(node, allowed) };
        let Some(run) = self.run_number(number)? else { return Ok(()) };
        if self.view.colors.iter().any(|(other, _)| *other == run) {
            return refuse(node, "one color for each run");
        }
        self.view.colors.push((run, slot));
        Ok(())
    }

    pub(super) fn colormap(&mut self, node: &Node<'_>) -> Read {
        self.view.colormap = Some(named(node)?);
        Ok(())
    }

    pub(super) fn along(&mut self, node: &Node<'_>) -> Read {
        self.view.along = Some(named(node)?);
        Ok(())
    }

    pub(super) fn cloud(&mut self, node: &Node<'_>) -> Read {
        self.view.cloud = flag(node)?;
        Ok(())
    }

    /// The number among the runs that were understood of the run that has this number in the text; none when that run
    /// was not understood, which is reported already.
    fn run_number(&self, node: &Node<'_>) -> Result<Option<usize>, FieldError> {
        let runs = self.numbers.len();
        if runs == 0 {
            return Err(FieldError::new(
                "",
                format!("run {}", node.found()),
                "no run numbers, since there are no runs",
            ));
        }
        let number =
            whole(node, 1, runs as u64).or_else(|_| refuse(node, format!("the number of a run, 1 to {runs}")))?;
        Ok(self.numbers[number as usize - 1])
    }
}

/// The version: only this one is understood.
pub(super) fn version(node: &Node<'_>) -> Read {
    match whole(node, VERSION, VERSION) {
        Ok(_) => Ok(()),
        Err(_) => refuse(node, format!("{VERSION}, the version read here; the rest was read as such")),
    }
}

/// Two finite numbers.
pub(super) fn point(node: &Node<'_>) -> Result<V2, FieldError> {
    match node.parts() {
        [Node { value: Value::Number(x), .. }, Node { value: Value::Number(y), .. }] => Ok(v2(*x, *y)),
        _ => refuse(node, "x,y: two finite numbers"),
    }
}

fn flag(node: &Node<'_>) -> Result<bool, FieldError> {
    if let Value::Flag(value) = node.value { Ok(value) } else { refuse(node, "true or false") }
}

/// A refusal whose field's name is filled in by who knows it.
fn refuse<T>(node: &Node<'_>, allowed: impl Into<String>) -> Result<T, FieldError> {
    Err(FieldError::new("", node.found(), allowed))
}

fn finite(node: &Node<'_>) -> Option<f64> {
    match node.value {
        Value::Number(v) => Some(v),
        _ => None,
    }
}

fn not_negative(node: &Node<'_>) -> Result<f64, FieldError> {
    finite(node).filter(|v| *v >= 0.0).map_or_else(|| refuse(node, "a finite number from 0"), Ok)
}

/// A whole number, digit by digit where it is written so: a seed has more digits than a float keeps.
fn whole(node: &Node<'_>, min: u64, max: u64) -> Result<u64, FieldError> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let from_float = || finite(node).filter(|v| v.fract() == 0.0 && (0.0..=EXACT).contains(v)).map(|v| v as u64);
    let number = node.text.parse().ok().or_else(from_float);
    number.filter(|n| (min..=max).contains(n)).map_or_else(
        || refuse(node, if min == max { min.to_string() } else { format!("a whole number from {min} to {max}") }),
        Ok,
    )
}

fn named<T: Named>(node: &Node<'_>) -> Result<T, FieldError> {
    place_among(node, &mut T::NAMES.iter().map(|(_, name)| *name)).map(|place| T::NAMES[place].0)
}

/// The place of a name among those that are allowed.
// Not inlined, so that it is there once for all sorts of names.
#[inline(never)]
fn place_among(node: &Node<'_>, names: &mut dyn Iterator<Item = &'static str>) -> Result<usize, FieldError> {
    let names: Vec<_> = names.collect();
    let is_meant = |name: &&str| matches!(node.value, Value::Word(word) if word == *name);
    let place = names.iter().position(is_meant);
    place.map_or_else(|| refuse(node, one_of(&node.found(), &names)), Ok)
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
