//! Elements of the page, put together in Rust and kept in step with the signals they show.
//!
//! Leptos's `view!` has a type for every element, attribute and closure, and instantiates code for each. Here a closure
//! is boxed where it comes in, and the same few functions serve them all: that took a quarter off the whole download.

use crate::signals::Memo;
use leptos::ev::EventDescriptor;
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use std::borrow::Cow;
use std::cell::Cell;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, Node};

/// An element of the page. Copies are handles to the same element.
#[derive(Clone)]
pub(crate) struct El(Element);

/// Where words go. A class or a tick stands wherever there are words for it, whatever they are.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    Text,
    Attribute(&'static str),
    Class(&'static str),
    Style(&'static str),
    Value,
    Checked,
}

/// Words for a place; none takes its attribute away.
type Words = Option<Cow<'static, str>>;

/// What a followed function may give.
pub(crate) trait IntoWords {
    fn into_words(self) -> Words;
}

impl IntoWords for &'static str {
    fn into_words(self) -> Words {
        Some(self.into())
    }
}

impl IntoWords for String {
    fn into_words(self) -> Words {
        Some(self.into())
    }
}

/// As ARIA writes it.
impl IntoWords for bool {
    fn into_words(self) -> Words {
        Some(if self { "true" } else { "false" }.into())
    }
}

impl<W: IntoWords> IntoWords for Option<W> {
    fn into_words(self) -> Words {
        self.and_then(W::into_words)
    }
}

/// Words that stand, or a function whose words are followed.
pub(crate) trait Source {
    fn feed(self, node: &Node, place: Place);
}

impl Source for &str {
    fn feed(self, node: &Node, place: Place) {
        put(node, place, Some(self));
    }
}

impl Source for String {
    fn feed(self, node: &Node, place: Place) {
        put(node, place, Some(&self));
    }
}

impl<W: IntoWords, F: Fn() -> W + 'static> Source for F {
    fn feed(self, node: &Node, place: Place) {
        follow_words(node.clone(), place, Box::new(move || self().into_words()));
    }
}

/// A new element of HTML.
pub(crate) fn el(tag: &str) -> El {
    El(document().create_element(tag).unwrap_throw())
}

/// A new element of SVG.
pub(crate) fn svg(tag: &str) -> El {
    El(document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag).unwrap_throw())
}

/// A new element of MathML.
pub(crate) fn mathml(tag: &str) -> El {
    El(document().create_element_ns(Some("http://www.w3.org/1998/Math/MathML"), tag).unwrap_throw())
}

impl El {
    /// An element that stands on the page already.
    pub(crate) const fn of(element: Element) -> Self {
        Self(element)
    }

    /// The element itself.
    pub(crate) const fn element(&self) -> &Element {
        &self.0
    }

    pub(crate) fn class(self, names: &str) -> Self {
        self.attr("class", names)
    }

    pub(crate) fn attr(self, name: &'static str, source: impl Source) -> Self {
        source.feed(&self.0, Place::Attribute(name));
        self
    }

    /// A property of its style.
    pub(crate) fn style(self, name: &'static str, source: impl Source) -> Self {
        source.feed(&self.0, Place::Style(name));
        self
    }

    /// A class that is there while something holds.
    pub(crate) fn class_if(self, name: &'static str, holds: impl Fn() -> bool + 'static) -> Self {
        (move || holds().then_some("")).feed(&self.0, Place::Class(name));
        self
    }

    /// The value of a control. It comes after what limits it: attributes and options.
    pub(crate) fn value(self, source: impl Source) -> Self {
        source.feed(&self.0, Place::Value);
        self
    }

    /// Whether a checkbox or a radio button is ticked.
    pub(crate) fn checked(self, holds: impl Fn() -> bool + 'static) -> Self {
        (move || holds().then_some("")).feed(&self.0, Place::Checked);
        self
    }

    pub(crate) fn text(self, source: impl Source) -> Self {
        let text = document().create_text_node("");
        source.feed(&text, Place::Text);
        self.append(&text);
        self
    }

    pub(crate) fn child(self, child: El) -> Self {
        self.append(&child.0);
        self
    }

    pub(crate) fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Children that are made anew whenever something changes that was read in making them.
    pub(crate) fn made<C: IntoIterator<Item = El>>(self, make: impl Fn() -> C + 'static) -> Self {
        follow_children(&self.0, Box::new(move || make().into_iter().collect()));
        self
    }

    /// A child that is there while something holds.
    pub(crate) fn when(
        self,
        holds: impl Fn() -> bool + Send + Sync + 'static,
        make: impl Fn() -> El + 'static,
    ) -> Self {
        self.made_when(Box::new(holds), Box::new(make))
    }

    /// Compiled once for all that comes and goes.
    fn made_when(self, holds: Box<dyn Fn() -> bool + Send + Sync>, make: Box<dyn Fn() -> El>) -> Self {
        let holds = Memo::new(move |_| holds());
        self.made(move || holds.get().then(&make))
    }

    /// As many children as there are items. Those that remain stay as they are, with the focus that may be in them.
    pub(crate) fn items(self, count: impl Fn() -> usize + 'static, make: impl Fn(usize) -> El + 'static) -> Self {
        follow_items(&self.0, Box::new(count), Box::new(make));
        self
    }

    pub(crate) fn on<E>(self, event: E, act: impl Fn(E::EventType) + 'static) -> Self
    where
        E: EventDescriptor,
        E::EventType: JsCast,
    {
        listen(&self.0, &event.name(), Box::new(move |ev: Event| act(ev.unchecked_into())));
        self
    }

    fn append(&self, node: &Node) {
        self.0.append_child(node).unwrap_throw();
    }
}

/// Writes words where they go. Names of attributes and properties are constants, which is all that could be refused.
fn put(node: &Node, place: Place, words: Option<&str>) {
    let element: &HtmlElement = node.unchecked_ref();
    // A select has a value just as an input has.
    let input: &HtmlInputElement = node.unchecked_ref();
    match (place, words) {
        (Place::Text, _) => node.set_node_value(words),
        (Place::Attribute(name), Some(words)) => element.set_attribute(name, words).unwrap_throw(),
        (Place::Attribute(name), None) => element.remove_attribute(name).unwrap_throw(),
        (Place::Class(name), _) => {
            element.class_list().toggle_with_force(name, words.is_some()).unwrap_throw();
        }
        (Place::Style(name), _) => element.style().set_property(name, words.unwrap_or_default()).unwrap_throw(),
        (Place::Value, _) => input.set_value(words.unwrap_or_default()),
        (Place::Checked, _) => input.set_checked(words.is_some()),
    }
}

/// Does something now and whenever a signal changes that it read, as long as the surrounding part of the page is there.
pub(crate) fn follow(mut act: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_| act());
    on_cleanup(move || drop(effect));
}

/// Writes only what has changed: a screen reader would say the same words again.
fn follow_words(node: Node, place: Place, words: Box<dyn Fn() -> Words>) {
    let mut written = None;
    follow(Box::new(move || {
        let words = words();
        if written.as_ref() != Some(&words) {
            put(&node, place, words.as_deref());
            written = Some(words);
        }
    }));
}

fn follow_children(parent: &Element, make: Box<dyn Fn() -> Vec<El>>) {
    let parent = parent.clone();
    let end = document().create_comment("");
    parent.append_child(&end).unwrap_throw();
    let mut children: Vec<El> = Vec::new();
    follow(Box::new(move || {
        let fresh = make();
        for child in std::mem::replace(&mut children, fresh) {
            child.0.remove();
        }
        for child in &children {
            parent.insert_before(&child.0, Some(&end)).unwrap_throw();
        }
    }));
}

fn follow_items(parent: &Element, count: Box<dyn Fn() -> usize>, make: Box<dyn Fn(usize) -> El>) {
    let parent = parent.clone();
    // What an item follows ends with the item, not with the next change of their number.
    let scope = Owner::current().unwrap_or_default();
    let mut items: Vec<(Owner, El)> = Vec::new();
    follow(Box::new(move || {
        let count = count();
        for (owner, item) in items.drain(count.min(items.len())..) {
            item.0.remove();
            owner.cleanup();
        }
        while items.len() < count {
            let owner = scope.child();
            let item = owner.with(|| untrack(|| make(items.len())));
            parent.append_child(&item.0).unwrap_throw();
            items.push((owner, item));
        }
    }));
}

/// The browser frees the listener together with the element.
fn listen(element: &Element, event: &str, act: Box<dyn Fn(Event)>) {
    let listener = Closure::wrap(act).into_js_value();
    element.add_event_listener_with_callback(event, listener.unchecked_ref()).unwrap_throw();
}

pub(crate) fn heading(source: impl Source) -> El {
    el("h2").text(source)
}

/// A button without words.
pub(crate) fn button(class: &str) -> El {
    el("button").attr("type", "button").class(class)
}

/// A button that shows a line icon and says its name.
pub(crate) fn icon_button(name: &str, title: &str, path: &'static str) -> El {
    button("icon").attr("aria-label", name).attr("title", title).child(icon(path))
}

/// A line icon of 24 by 24.
pub(crate) fn icon(path: impl Source) -> El {
    svg("svg")
        .attr("viewBox", "0 0 24 24")
        .class("line-icon")
        .attr("aria-hidden", "true")
        .child(svg("path").attr("d", path))
}

/// An id that no other element has.
pub(crate) fn new_id() -> String {
    thread_local! {
        static LAST: Cell<u32> = const { Cell::new(0) };
    }
    let id = LAST.get() + 1;
    LAST.set(id);
    format!("id-{id}")
}

pub(crate) fn option(value: &str, words: &str) -> El {
    el("option").attr("value", value).text(words)
}
