//! The race as a GIF: pictures are drawn here, one for each answer of the worker that puts them together.

use super::figure::paper;
use crate::canvas::{self, CanvasPaint};
use crate::signals::RwSignal;
use downhill_figure::{Rect, Sheet};
use downhill_gif::{SAMPLES, Timing};
use js_sys::{Array, Object, Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, CustomEvent, CustomEventInit, HtmlCanvasElement, MessageEvent, Worker};

/// Pixels across that a GIF has at least.
const WIDTH: f64 = 640.0;

/// A GIF in the making, if any. Copies are handles to the same.
#[derive(Clone, Copy)]
pub(super) struct Race {
    /// How many pictures are made, and of how many.
    pub(super) made: RwSignal<Option<(u32, u32)>>,
    job: StoredValue<Option<Job>, LocalStorage>,
}

/// What comes of it: the bytes, or nothing.
pub(super) type Done = Option<Uint8Array>;

struct Job {
    worker: Worker,
    sheet: Sheet,
    canvas: CanvasPaint,
    /// What stays while the runs are played.
    base: HtmlCanvasElement,
    ratio: f64,
    /// The next picture; none before the worker knows the colours.
    next: Option<u32>,
}

impl Race {
    pub(super) fn new() -> Self {
        Self { made: RwSignal::new(None), job: StoredValue::new_local(None) }
    }

    /// Begins; `done` is called once, unless it is cancelled before.
    pub(super) fn start(self, sheet: Sheet, done: impl Fn(Done) + Clone + 'static) {
        self.cancel();
        let Some(job) = Job::new(sheet) else { return done(None) };
        let (hear, fail) = (done.clone(), done);
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |ev: MessageEvent| self.hear(&ev.data(), &hear));
        job.worker.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
        let fail = Closure::<dyn Fn()>::new(move || self.end(None, &fail));
        job.worker.set_onerror(Some(fail.into_js_value().unchecked_ref()));
        self.made.set(Some((0, Timing::default().count())));
        self.job.set_value(Some(job));
    }

    /// Ends it without a file.
    pub(super) fn cancel(self) {
        self.job.try_update_value(|job| job.take().iter().for_each(|job| job.worker.terminate()));
        self.made.set(None);
    }

    fn end(self, file: Done, done: &dyn Fn(Done)) {
        self.cancel();
        done(file);
    }

    fn hear(self, message: &JsValue, done: &dyn Fn(Done)) {
        if !message.is_null() {
            return self.end(message.dyn_ref().cloned(), done);
        }
        let sent = self.job.try_update_value(|job| job.as_mut()?.send());
        match sent.flatten() {
            Some(made) => self.made.set(Some((made, Timing::default().count()))),
            None => self.end(None, done),
        }
    }
}

impl Job {
    fn new(sheet: Sheet) -> Option<Self> {
        let worker = worker()?;
        let [w, h] = sheet.size;
        let ratio = (WIDTH / w).max(1.0);
        let base = canvas::fresh(1, 1)?.0;
        sheet.paint_base(paper(base.clone())?.begin(w, h, ratio));
        let canvas = paper(canvas::fresh(1, 1)?.0)?;
        Some(Self { worker, sheet, canvas, base, ratio, next: None })
    }

    /// Sends what comes next, and says how many pictures are made.
    fn send(&mut self) -> Option<u32> {
        let timing = Timing::default();
        let message = Array::new();
        match self.next {
            None => {
                let [samples, w, h] = self.samples()?;
                message.push(&w);
                message.push(&h);
                message.push(&samples);
                self.next = Some(0);
            }
            Some(i) if i < timing.count() => {
                message.push(&self.picture(timing.part(i))?.into());
                message.push(&timing.hundredths(i).into());
                self.next = Some(i + 1);
            }
            Some(_) => {}
        }
        self.worker.post_message(&message).ok()?;
        self.next
    }

    /// The bytes of a picture after a part of the race.
    fn picture(&mut self, part: f64) -> Option<Uint8Array> {
        let [w, h] = self.sheet.size;
        let paint = self.canvas.begin(w, h, self.ratio);
        paint.stamp(&self.base, Rect::new(0.0, 0.0, w, h));
        self.sheet.paint_runs(paint, part * self.sheet.last() as f64, part < 1.0);
        let canvas = self.canvas.canvas();
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let data = context.get_image_data(0.0, 0.0, canvas.width().into(), canvas.height().into()).ok()?;
        let data = Reflect::get(&data, &"data".into()).ok()?;
        Some(Uint8Array::new(&Reflect::get(&data, &"buffer".into()).ok()?))
    }

    /// Some pictures one after the other, and their width and height.
    fn samples(&mut self) -> Option<[JsValue; 3]> {
        let all: Vec<Uint8Array> = SAMPLES.into_iter().map(|part| self.picture(part)).collect::<Option<_>>()?;
        let length = all.first()?.length();
        let samples = Uint8Array::new_with_length(length * all.len() as u32);
        for (i, one) in all.iter().enumerate() {
            samples.set(one, length * i as u32);
        }
        let canvas = self.canvas.canvas();
        Some([samples.into(), canvas.width().into(), canvas.height().into()])
    }
}

/// The worker, from the script that started the program; from the development server, whose page names it. A browser may
/// refuse it.
fn worker() -> Option<Worker> {
    let (asked, init) = (Object::new(), CustomEventInit::new());
    init.set_detail(&asked);
    let event = CustomEvent::new_with_event_init_dict("downhill-worker", &init).ok()?;
    window().dispatch_event(&event).ok()?;
    if let Ok(worker) = Reflect::get(&asked, &"worker".into()).ok()?.dyn_into() {
        return Some(worker);
    }
    let named = document().query_selector("meta[name=\"downhill-worker\"]").ok()??;
    Worker::new(&named.get_attribute("content")?).ok()
}
