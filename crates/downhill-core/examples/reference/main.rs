//! Writes the reference of everything in the registries, from what each says about itself, into a directory; with
//! `--check` it only looks whether that is what stands there.

mod item;

use downhill_core::clip::CLIPS;
use downhill_core::data::DATA;
use downhill_core::optimizer::{self, Family, OPTIMIZERS};
use downhill_core::schedule::SCHEDULES;
use downhill_core::surface::{self, Group, SURFACES};
use item::{Item, short, vector};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let is_check = arguments.iter().any(|a| a == "--check");
    let Some(directory) = arguments.iter().find(|a| !a.starts_with("--")).map(Path::new) else {
        eprintln!("which directory?");
        return ExitCode::FAILURE;
    };
    let pages = [
        ("optimizers.md", optimizers()),
        ("schedules.md", schedules()),
        ("clipping.md", clipping()),
        ("surfaces.md", surfaces()),
        ("data.md", data()),
    ];
    for (name, page) in pages {
        let file = directory.join(name);
        if is_check && std::fs::read_to_string(&file).ok().as_ref() != Some(&page) {
            eprintln!("{} is stale; `cargo xtask docs` writes it anew", file.display());
            return ExitCode::FAILURE;
        }
        if let (false, Err(error)) = (is_check, std::fs::write(&file, page)) {
            eprintln!("cannot write {}: {error}", file.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// A page: its title, what it is about, and its sections.
fn page(title: &str, about: &str, sections: impl Iterator<Item = String>) -> String {
    let sections: String = sections.collect();
    format!(
        "# {title}\n\n{about}\n\nThis page is written by `cargo xtask docs` from what each item's file says about \
         itself.\n{sections}"
    )
}

fn optimizers() -> String {
    let about = "x is the point, g the gradient there, t the step's number from 1. A run is written as its id with \
                 settings in brackets, such as `adam(lr=0.1)`.";
    let of = |family: Family| {
        let members = OPTIMIZERS.iter().filter(move |e| e.spec.family == family);
        format!("\n## {}\n", family.title()) + &members.map(|e| optimizer(e.spec)).collect::<String>()
    };
    page("Optimizers", about, Family::ALL.into_iter().map(of))
}

fn optimizer(spec: &optimizer::Spec) -> String {
    let cost = spec.cost;
    let plural = |n: u32, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let cost = format!(
        "{}, {}; {} kept for each coordinate",
        plural(cost.gradients, "gradient"),
        plural(cost.hessians, "Hessian"),
        plural(cost.memory, "number")
    );
    let facts = [("Variant", spec.variant.to_owned()), ("Cost of a step", cost)];
    let [id, name, about] = [spec.id, spec.name, spec.sentence];
    Item { id, name, about, formula: spec.formula, params: spec.params, libraries: spec.libraries, source: spec.source }
        .section(&facts)
}

fn schedules() -> String {
    let about = "k counts the steps from 0, lr is the run's own rate. A schedule is the setting `schedule` of a run, \
                 such as `sgd(lr=0.1,schedule=step(gamma=0.5))`.";
    let section = |entry: &downhill_core::schedule::Entry| {
        let spec = entry.spec;
        let [id, name, about] = [spec.id, spec.name, spec.sentence];
        let (formula, params, libraries, source) = (spec.formula, spec.params, spec.libraries, spec.source);
        Item { id, name, about, formula, params, libraries, source }.section(&[])
    };
    page("Schedules of the learning rate", about, SCHEDULES.iter().map(section))
}

fn clipping() -> String {
    let about = "g is the gradient that the optimizer sees. Clipping is the setting `clip` of a run, such as \
                 `sgd(lr=0.1,clip=norm(max_norm=1))`.";
    let section = |entry: &downhill_core::clip::Entry| {
        let spec = entry.spec;
        let [id, name, about] = [spec.id, spec.name, spec.sentence];
        let (formula, params, libraries, source) = (spec.formula, spec.params, spec.libraries, spec.source);
        Item { id, name, about, formula, params, libraries, source }.section(&[])
    };
    page("Clipping of the gradient", about, CLIPS.iter().map(section))
}

fn surfaces() -> String {
    let about = "A surface is written as its id with parameters in brackets, such as `rosenbrock(b=10)`.";
    let of = |group: Group| {
        let members = SURFACES.iter().filter(move |e| e.spec.group == group);
        format!("\n## {}\n", group.title()) + &members.map(surface).collect::<String>()
    };
    page("Surfaces", about, Group::ALL.into_iter().map(of))
}

fn data() -> String {
    let about = "What surfaces of the group *Learning from data* learn from: their setting `data`, such as \
                 `linear(data=line(slope=2,noise=0.5))`.";
    let section = |entry: &'static downhill_core::data::Entry| {
        let spec = entry.spec;
        let [id, name, about] = [spec.id, spec.name, spec.sentence];
        let facts = [("Examples", entry_count(entry)), ("Licence", spec.licence.to_owned())];
        Item { id, name, about, formula: &[], params: spec.params, libraries: &[], source: spec.source }.section(&facts)
    };
    page("Data", about, DATA.iter().map(section))
}

/// How many examples there are with default settings.
fn entry_count(entry: &'static downhill_core::data::Entry) -> String {
    downhill_core::data::DataChoice::of(entry).build().count().to_string()
}

fn surface(entry: &'static surface::Entry) -> String {
    let spec = entry.spec;
    let [x, y] = spec.domain.map(|[low, high]| format!("from {} to {}", short(low), short(high)));
    let minima = downhill_core::Experiment::on(entry).build_surface().minima();
    let minima: Vec<_> = minima.iter().map(|m| format!("{} with {}", vector(m.at.into()), short(m.value))).collect();
    let lowest = if spec.has_lowest { "" } else { "; nothing is known to be lowest in the whole plane" };
    let facts = [
        ("Domain", format!("x {x}, y {y}")),
        ("Start", vector(spec.start)),
        ("Minima", if minima.is_empty() { "none known".into() } else { minima.join("; ") } + lowest),
    ];
    let formula = [spec.formula];
    let [id, name, about] = [spec.id, spec.name, spec.note];
    Item { id, name, about, formula: &formula, params: spec.params, libraries: &[], source: spec.source }
        .section(&facts)
}
