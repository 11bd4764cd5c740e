//! Which texts of the program are documentation only, and come when somebody opens it.

use downhill_core::clip::CLIPS;
use downhill_core::data::{self, DATA};
use downhill_core::library::Library;
use downhill_core::optimizer::OPTIMIZERS;
use downhill_core::schedule::SCHEDULES;
use downhill_core::spec::{Kind, Param, Source};
use downhill_core::surface::SURFACES;

/// Formulas, sources, variants, libraries' names and the sets of data that ship.
pub(crate) fn late() -> Vec<&'static str> {
    let optimizers = OPTIMIZERS.iter().map(|e| e.spec);
    let optimizers = optimizers.flat_map(|s| documentation(s.formula, s.source, s.libraries).chain([s.variant]));
    let schedules = SCHEDULES.iter().flat_map(|e| documentation(e.spec.formula, e.spec.source, e.spec.libraries));
    let clips = CLIPS.iter().flat_map(|e| documentation(e.spec.formula, e.spec.source, e.spec.libraries));
    let surfaces = SURFACES.iter().filter(|e| !e.is_common).map(|e| e.spec);
    let surfaces = surfaces.flat_map(|s| [s.formula, s.source.cite, s.source.url]);
    let data = DATA.iter().flat_map(|e| [e.spec.source.cite, e.spec.source.url, e.spec.licence]).chain(data::TEXTS);
    optimizers.chain(schedules).chain(clips).chain(surfaces).chain(data).collect()
}

/// What stands beside the controls at all times.
pub(crate) fn early() -> Vec<&'static str> {
    let optimizers =
        OPTIMIZERS.iter().flat_map(|e| words(e.spec.params).chain([e.spec.id, e.spec.name, e.spec.sentence]));
    let schedules =
        SCHEDULES.iter().flat_map(|e| words(e.spec.params).chain([e.spec.id, e.spec.name, e.spec.sentence]));
    let clips = CLIPS.iter().flat_map(|e| words(e.spec.params).chain([e.spec.id, e.spec.name, e.spec.sentence]));
    let surfaces = SURFACES.iter().flat_map(|e| words(e.spec.params).chain([e.spec.id, e.spec.name, e.spec.note]));
    let data = DATA.iter().flat_map(|e| words(e.spec.params).chain([e.spec.id, e.spec.name, e.spec.sentence]));
    let common = SURFACES.iter().filter(|e| e.is_common).map(|e| e.spec);
    let common = common.flat_map(|s| [s.formula, s.source.cite, s.source.url]);
    optimizers.chain(schedules).chain(clips).chain(surfaces).chain(data).chain(common).collect()
}

fn documentation(
    formula: &'static [&'static str],
    source: Source,
    libraries: &'static [Library],
) -> impl Iterator<Item = &'static str> {
    let names = libraries.iter().flat_map(|l| [l.name, l.arguments, l.fixed]);
    formula.iter().copied().chain([source.cite, source.url]).chain(names)
}

fn words(params: &'static [Param]) -> impl Iterator<Item = &'static str> {
    params.iter().flat_map(|param| {
        let alternatives = if let Kind::Choice(all) = param.kind { all } else { &[] };
        alternatives.iter().flat_map(|a| [a.name, a.about]).chain([param.name, param.about])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_late_unless_they_stand_beside_a_common_surface() {
        let (late, early) = (late(), early());
        for entry in SURFACES {
            let texts = if entry.is_common { &early } else { &late };
            assert!(texts.contains(&entry.spec.formula), "{}", entry.spec.id);
        }
        assert!(OPTIMIZERS.iter().all(|e| late.contains(&e.spec.variant) && !late.contains(&e.spec.sentence)));
    }
}
