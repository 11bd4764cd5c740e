//! Points of one's own that are too many for a text: they stay as long as the page is open, so that Back and Forward find
//! them.

use crate::state::Store;
use downhill_core::Setting;
use downhill_core::data::{DataChoice, points::absent};
use downhill_core::text::Parsed;
use leptos::prelude::{UpdateValue, WithValue};

/// Remembers what is learnt from, where no text holds it: the last points of each count.
pub(super) fn remember(store: Store) {
    store.experiment.with_untracked(|e| {
        let Some(points) = e.surface.own_points().filter(|points| !points.fit_in_text()) else { return };
        store.far.update_value(|far| {
            far.retain(|other| other.count() != points.count());
            far.push(points.clone());
        });
    });
}

/// Puts in what a text holds only the count of; then that is no problem.
pub(crate) fn recall(store: Store, read: &mut Parsed) {
    let Parsed { experiment, problems, .. } = read;
    problems.retain(|problem| {
        let Some(count) = absent(&problem.found) else { return true };
        let found = store.far.with_value(|far| far.iter().find(|points| points.count() == count).cloned());
        let put = |points| experiment.surface.settings.set("data", Setting::Data(DataChoice::own(points)));
        found.map(put).is_none_or(|put| put.is_err())
    });
}
