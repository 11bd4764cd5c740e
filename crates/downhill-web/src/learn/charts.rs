//! What charts can show besides where something is learnt from data.

use super::is_on;
use crate::stage::Stage;
use crate::state::Store;
use crate::ui::{El, el, option};
use downhill_core::view::Named;
use downhill_figure::chart::{Along, Measure};
use leptos::ev;
use leptos::prelude::*;

/// What runs along the foot of the charts besides, in words.
const ALONG: [(Along, &str); 2] = [(Along::Epochs, "epochs"), (Along::Examples, "examples seen")];

/// What the second chart can show, with its name.
const MEASURES: [(Measure, &str); 3] = [
    (Measure::Gradient, "Gradient norm"),
    (Measure::Update, "Update norm"),
    (Measure::UpdateRatio, "Update to weights"),
];

/// The options of the first chart's foot. They stay, hidden elsewhere, since only what is there can be chosen.
pub(crate) fn along_options(store: Store) -> impl Iterator<Item = El> {
    let is_hidden = move || (!is_on(store)).then_some("");
    ALONG.iter().map(move |(along, words)| option(along.name(), words).attr("hidden", is_hidden))
}

/// What the lines of losses stand for, of the sorts that are there; nothing where there is one only.
pub(super) fn lines(store: Store) -> Option<String> {
    let (has_batches, held_out) = store.experiment.with(|e| (e.has_batches(), e.learning.split.is_some()));
    let main = if held_out { "line: all learnt from" } else { "line: all examples" };
    let parts = [has_batches.then_some("faint: batches"), Some(main), held_out.then_some("with rings: held out")];
    super::is_apart(store).then(|| parts.into_iter().flatten().collect::<Vec<_>>().join("; "))
}

/// The choice of what the second chart shows.
pub(super) fn measure(stage: Stage) -> El {
    let choose = move |ev| {
        let name = event_target_value(&ev);
        if let Some((measure, _)) = MEASURES.iter().find(|(_, of)| *of == name) {
            stage.set_measure(*measure);
        }
    };
    el("select")
        .class("plain chart-measure")
        .attr("aria-label", "Second chart")
        .children(MEASURES.iter().map(|(_, name)| option(name, name)))
        .on(ev::change, choose)
}
