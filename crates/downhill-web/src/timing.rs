//! What the page tells the browser's timeline about its work.

use leptos::prelude::window;
use std::cell::Cell;
use web_sys::Performance;

/// So many measures stand in the browser's timeline at most: it would grow for as long as the page is open.
const KEPT: u32 = 20_000;

thread_local! {
    static IS_OURS: Cell<bool> = const { Cell::new(false) };
    static NOTED: Cell<u32> = const { Cell::new(0) };
}

/// The page is ours, and with it its timeline; nothing is noted in anybody else's.
pub(crate) fn own() {
    IS_OURS.set(true);
}

/// Does a piece of work and leaves a measure of its time in the browser's timeline.
pub(crate) fn measured<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let Some(performance) = window().performance().filter(|_| IS_OURS.get()) else { return work() };
    forget_old(&performance);
    // A mark or a measure that could not be noted is only missing from the timeline.
    drop(performance.mark(name));
    let result = work();
    drop(performance.measure_with_start_mark(name, name));
    performance.clear_marks_with_mark_name(name);
    result
}

fn forget_old(performance: &Performance) {
    let noted = NOTED.get();
    if noted >= KEPT {
        performance.clear_measures();
    }
    NOTED.set(if noted >= KEPT { 0 } else { noted + 1 });
}

/// Milliseconds since the page was opened.
pub(crate) fn now() -> f64 {
    window().performance().map_or(0.0, |p| p.now())
}
