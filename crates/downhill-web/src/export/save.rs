//! Files for the person, and pictures for the clipboard.

use crate::state::Store;
use downhill_core::{Experiment, Trajectory, report};
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlCanvasElement, Url};

/// How long the browser may take to begin with a file before its address goes away.
const GRACE: Duration = Duration::from_secs(30);

/// Bytes or text, as JavaScript has them, as a file of a type.
pub(super) fn blob(content: &JsValue, kind: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_buffer_source_sequence_and_options(&Array::of1(content), &options).ok()
}

/// Hands a file to the browser, as if a person had followed a link to it.
pub(super) fn save(name: &str, file: &Blob) -> Option<()> {
    let address = Url::create_object_url_with_blob(file).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // An address that is gone already does no harm.
    set_timeout(move || drop(Url::revoke_object_url(&address)), GRACE);
    Some(())
}

/// What a file is called: it says what it holds.
pub(super) fn name(store: Store, ending: &str) -> String {
    format!("downhill-{}.{ending}", store.experiment.with_untracked(|e| e.surface.entry.spec.id))
}

/// Saves what every run did.
pub(super) fn save_report(
    store: Store,
    write: fn(&Experiment, &[Trajectory]) -> String,
    ending: &str,
    kind: &str,
) -> Option<()> {
    let report = store.experiment.with_untracked(|e| store.results.with_untracked(|r| write(e, &r.trajectories)));
    save(&name(store, ending), &blob(&report.into(), kind)?)
}

/// Saves every step of every run as a table.
pub(crate) fn save_csv(store: Store) {
    // A browser that does not let a page save says so itself.
    let _ = save_report(store, report::csv, "csv", "text/csv");
}

/// A canvas as a PNG, which browsers make beside the page.
pub(super) fn png(canvas: &HtmlCanvasElement) -> Promise {
    Promise::new(&mut |done, failed| {
        if canvas.to_blob(&done).is_err() {
            drop(failed.call0(&JsValue::NULL));
        }
    })
}

/// What a promise of a file holds.
pub(super) async fn awaited(file: Promise) -> Option<Blob> {
    JsFuture::from(file).await.ok()?.dyn_into().ok()
}

/// Puts a PNG on the clipboard; none where the browser does not let it. Some want the promise, not the file: by then
/// the press of the button is forgotten.
pub(super) async fn copy(png: Promise) -> Option<()> {
    let item: Function = Reflect::get(&window(), &"ClipboardItem".into()).ok()?.dyn_into().ok()?;
    let kinds = Object::new();
    Reflect::set(&kinds, &"image/png".into(), &png).ok()?;
    let item = Reflect::construct(&item, &Array::of1(&kinds)).ok()?;
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into()).ok()?;
    let write: Function = Reflect::get(&clipboard, &"write".into()).ok()?.dyn_into().ok()?;
    let written = write.call1(&clipboard, &Array::of1(&item)).ok()?;
    JsFuture::from(written.dyn_into::<Promise>().ok()?).await.ok().map(drop)
}
