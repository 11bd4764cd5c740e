//! Learning from data: the model beside its loss surface, and what of its data can be chosen. Few look at it, so that all
//! of it comes with the third module.

mod batch;
mod charts;
mod cloud;
mod controls;
mod far;
mod hand;
mod own;
mod picture;

use crate::more;
use crate::signals::Memo;
use crate::stage::Stage;
use crate::state::{Store, Width};
use crate::ui::{El, el};
use downhill_core::spec::{Kind, Param};
use downhill_core::surface::Group;
use downhill_core::view::Part;

/// Whether the surface on show is learnt from data.
pub(crate) fn is_on(store: Store) -> bool {
    store.experiment.with(|e| e.surface.entry.spec.group == Group::Data)
}

/// Whether the model's picture stands with the charts: it does where these are beside the maps or under them. On a phone
/// it stands under the maps, before everything else.
pub(crate) fn is_with_charts(store: Store) -> bool {
    store.width.get() != Width::Narrow && !store.hidden().contains(&Part::Charts)
}

/// Whether there are losses of several sorts: of batches and of all examples, or of those held out.
pub(crate) fn is_apart(store: Store) -> bool {
    is_on(store) && store.experiment.with(|e| e.has_batches() || e.learning.split.is_some())
}

/// Whether a setting of a surface is about its data.
pub(crate) fn is_of_data(param: &Param) -> bool {
    matches!(param.kind, Kind::Data(_)) || ["features", "standardize"].contains(&param.name)
}

/// The controls of the data and of how it is learnt from them.
pub(crate) fn data(store: Store) -> El {
    let surface = Memo::new(move |_| store.experiment.with(|e| e.surface.entry.spec.id));
    let make = move || {
        surface.track();
        more::late(|| controls::view(store))
    };
    el("div").class("data-section").made(make)
}

/// The control of how many examples a run's steps look at.
pub(crate) use batch::batch;
/// What may run along the foot of the charts besides.
pub(crate) use charts::along_options;
/// The gradients of single examples on the maps.
pub(crate) use cloud::paint as paint_cloud;
/// Points that no text holds, when a text asks for them.
pub(crate) use far::recall;

/// The choice of what the second chart shows; its name alone until the third module is here.
pub(crate) fn measure(stage: Stage) -> El {
    el("div").made(move || more::late(|| vec![charts::measure(stage)]))
}

/// What the lines of losses stand for, where there are several sorts.
pub(crate) fn lines(store: Store) -> El {
    el("p").class("fine").text(move || more::run(|| charts::lines(store)).flatten())
}

/// The model's picture.
pub(crate) fn picture(store: Store, stage: Stage) -> El {
    el("section").class("model").attr("aria-label", "Model").made(move || more::late(|| picture::view(store, stage)))
}
