//! Which texts that the registries refer to are not read before somebody opens what shows them.

use downhill_core::clip::CLIPS;
use downhill_core::data::{self, DATA};
use downhill_core::experiment::RUN_PARAMS;
use downhill_core::library::Library;
use downhill_core::optimizer::OPTIMIZERS;
use downhill_core::schedule::SCHEDULES;
use downhill_core::spec::{Alternative, Kind, Param, Source};
use downhill_core::surface::{SURFACES, TRANSFORM};

/// What is read where a person opens something: sentences, formulas, sources, variants, licences, libraries' names, and
/// what parameters and their alternatives are about; the sets of data that ship; and the notes of surfaces, but for those
/// that are early.
pub(crate) fn late() -> Vec<&'static str> {
    let optimizers = OPTIMIZERS.iter().map(|e| e.spec);
    let optimizers = optimizers
        .flat_map(|s| [documentation(s.formula, s.source, s.libraries), params(s.params), vec![s.sentence, s.variant]]);
    let schedules = SCHEDULES.iter().map(|e| e.spec);
    let schedules =
        schedules.flat_map(|s| [documentation(s.formula, s.source, s.libraries), params(s.params), vec![s.sentence]]);
    let clips = CLIPS.iter().map(|e| e.spec);
    let clips =
        clips.flat_map(|s| [documentation(s.formula, s.source, s.libraries), params(s.params), vec![s.sentence]]);
    let surfaces = SURFACES.iter().map(|e| e.spec);
    let surfaces = surfaces.flat_map(|s| [vec![s.note, s.formula, s.source.cite, s.source.url], params(s.params)]);
    let data = DATA.iter().map(|e| e.spec);
    let data = data.flat_map(|s| [vec![s.sentence, s.source.cite, s.source.url, s.licence], params(s.params)]);
    let common = [params(RUN_PARAMS), params(TRANSFORM), data::TEXTS.to_vec()];
    optimizers.chain(schedules).chain(clips).chain(surfaces).chain(data).chain(common).flatten().collect()
}

/// What stands beside the controls at all times, besides what code refers to, and every name: the notes of the common
/// surfaces, too.
pub(crate) fn early() -> Vec<&'static str> {
    let rates = OPTIMIZERS.iter().flat_map(|e| e.spec.params).filter(|param| param.name == "lr");
    let optimizers = OPTIMIZERS.iter().map(|e| (e.spec.id, e.spec.name, e.spec.params));
    let schedules = SCHEDULES.iter().map(|e| (e.spec.id, e.spec.name, e.spec.params));
    let clips = CLIPS.iter().map(|e| (e.spec.id, e.spec.name, e.spec.params));
    let surfaces = SURFACES.iter().map(|e| (e.spec.id, e.spec.name, e.spec.params));
    let data = DATA.iter().map(|e| (e.spec.id, e.spec.name, e.spec.params));
    let all = optimizers.chain(schedules).chain(clips).chain(surfaces).chain(data);
    let names = all.flat_map(|(id, name, params)| params.iter().flat_map(names).chain([id, name]));
    let notes = SURFACES.iter().filter(|e| e.is_common).map(|e| e.spec.note);
    rates.map(|param| param.about).chain(names).chain(notes).collect()
}

fn documentation(formula: &[&'static str], source: Source, libraries: &[Library]) -> Vec<&'static str> {
    let names = libraries.iter().flat_map(|l| [l.name, l.arguments, l.fixed]);
    formula.iter().copied().chain([source.cite, source.url]).chain(names).collect()
}

/// What tells a parameter and its alternatives from others, and the formula that it begins with.
fn names(param: &Param) -> impl Iterator<Item = &'static str> {
    let formula = if let Kind::Formula(text) = param.kind { Some(text) } else { None };
    let pairs = if let Kind::Pair(_, known) = param.kind { known } else { &[] };
    let pairs = pairs.iter().map(|(name, _)| *name);
    alternatives(param).iter().map(|a| a.name).chain([param.name]).chain(formula).chain(pairs)
}

fn alternatives(param: &Param) -> &'static [Alternative] {
    if let Kind::Choice(all) | Kind::Pair(all, _) = param.kind { all } else { &[] }
}

fn params(params: &[Param]) -> Vec<&'static str> {
    params.iter().flat_map(|param| alternatives(param).iter().map(|a| a.about).chain([param.about])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_and_what_parameters_are_about_are_late_but_the_rate_and_names_are_not() {
        let (late, early) = (late(), early());
        assert!(SURFACES.iter().all(|e| late.contains(&e.spec.formula) && late.contains(&e.spec.note)));
        assert!(SURFACES.iter().all(|e| early.contains(&e.spec.note) == e.is_common));
        for spec in OPTIMIZERS.iter().map(|e| e.spec) {
            assert!(late.contains(&spec.variant) && late.contains(&spec.sentence) && early.contains(&spec.name));
            for param in spec.params {
                assert!(late.contains(&param.about) && (param.name != "lr" || early.contains(&param.about)));
            }
        }
    }
}
