//! The page's signals: Leptos's, all of which hold the same type.
//!
//! Leptos instantiates its graph for every type of value, effect and memo. Here a value is boxed where it comes in, as
//! closures are in [`crate::ui`], and the graph is there once: that took a tenth off the first module.

use leptos::prelude::{Effect, Get, GetUntracked, LocalStorage, Notify, Track};
use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::UnwrapThrowExt;

/// A value that is followed by whoever reads it. Copies are handles to the same one.
pub(crate) struct RwSignal<T> {
    graph: leptos::prelude::RwSignal<Held, LocalStorage>,
    of: PhantomData<fn() -> T>,
}

/// The cell with the value.
type Held = Rc<dyn Any>;

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T: 'static> RwSignal<T> {
    pub(crate) fn new(value: T) -> Self {
        Self { graph: new_signal(Rc::new(RefCell::new(value))), of: PhantomData }
    }

    pub(crate) fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&cell(&self.tracked()).borrow())
    }

    pub(crate) fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&cell(&self.untracked().unwrap_throw()).borrow())
    }

    pub(crate) fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    pub(crate) fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// None where its part of the page is gone.
    pub(crate) fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        self.untracked().map(|held| cell::<T>(&held).borrow().clone())
    }

    /// Follows it without reading.
    pub(crate) fn track(self) {
        self.graph.track();
    }

    /// Tells who follows it that it has changed.
    pub(crate) fn notify(self) {
        self.graph.notify();
    }

    /// Nothing where its part of the page is gone.
    pub(crate) fn set(self, value: T) {
        if let Some(held) = self.untracked() {
            drop(cell(&held).replace(value));
            self.notify();
        }
    }

    /// Nothing where its part of the page is gone.
    pub(crate) fn update(self, change: impl FnOnce(&mut T)) {
        self.update_untracked(change);
        self.notify();
    }

    /// Changes it and tells nobody.
    pub(crate) fn update_untracked(self, change: impl FnOnce(&mut T)) {
        if let Some(held) = self.untracked() {
            change(&mut cell(&held).borrow_mut());
        }
    }

    /// Changes it and tells who follows it only where the change says so.
    pub(crate) fn maybe_update(self, change: impl FnOnce(&mut T) -> bool) {
        let mut has_changed = false;
        self.update_untracked(|value| has_changed = change(value));
        if has_changed {
            self.notify();
        }
    }

    fn tracked(self) -> Held {
        read_signal(self.graph)
    }

    fn untracked(self) -> Option<Held> {
        self.graph.try_get_untracked()
    }
}

#[inline(never)]
fn new_signal(held: Held) -> leptos::prelude::RwSignal<Held, LocalStorage> {
    leptos::prelude::RwSignal::new_local(held)
}

#[inline(never)]
fn read_signal(graph: leptos::prelude::RwSignal<Held, LocalStorage>) -> Held {
    graph.get()
}

/// What a signal of this type holds.
fn cell<T: 'static>(held: &Held) -> &RefCell<T> {
    held.downcast_ref().unwrap_throw()
}

/// A value that is computed when something changes that it was computed from, and followed only where it is another then.
pub(crate) struct Memo<T> {
    graph: leptos::prelude::Memo<Computed>,
    of: PhantomData<fn() -> T>,
}

/// A value, and how two of its type are compared.
#[derive(Clone)]
struct Computed {
    value: Arc<dyn Any + Send + Sync>,
    is_same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Computed {
    fn eq(&self, other: &Self) -> bool {
        (self.is_same)(&*self.value, &*other.value)
    }
}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

/// How a value is found, from the one before.
type Found<T> = Box<dyn Fn(Option<&T>) -> T + Send + Sync>;

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// `compute` is given the value before.
    pub(crate) fn new(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        Self::boxed(Box::new(compute))
    }

    /// Compiled once for each type of value.
    fn boxed(compute: Found<T>) -> Self {
        let is_same = |a: &dyn Any, b: &dyn Any| a.downcast_ref::<T>() == b.downcast_ref::<T>();
        let compute = move |before: Option<&Computed>| {
            let value = compute(before.and_then(|before| before.value.downcast_ref()));
            Computed { value: Arc::new(value), is_same }
        };
        Self { graph: new_memo(Box::new(compute)), of: PhantomData }
    }

    pub(crate) fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(read_memo(self.graph).downcast_ref().unwrap_throw())
    }

    pub(crate) fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(self.graph.get_untracked().value.downcast_ref().unwrap_throw())
    }

    pub(crate) fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// Follows it without reading.
    pub(crate) fn track(self) {
        self.graph.track();
    }
}

/// Computes the value anew.
type Compute = Box<dyn Fn(Option<&Computed>) -> Computed + Send + Sync>;

#[inline(never)]
fn new_memo(compute: Compute) -> leptos::prelude::Memo<Computed> {
    leptos::prelude::Memo::new(compute)
}

#[inline(never)]
fn read_memo(graph: leptos::prelude::Memo<Computed>) -> Arc<dyn Any + Send + Sync> {
    graph.get().value
}

/// Does something soon and, after a signal has changed that it read, again.
pub(crate) fn effect(act: impl FnMut() + 'static) {
    new_effect(Box::new(act));
}

#[inline(never)]
fn new_effect(mut act: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| act());
}
