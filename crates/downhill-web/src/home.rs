//! Where a lab stands: on the page of its own or among other things on somebody else's.

use crate::ui::El;
use downhill_core::text;
use downhill_core::view::View;
use leptos::ev::EventDescriptor;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The attribute of the document by which the page says that it is ours; a frame's has no header.
const OURS: &str = "data-downhill";

/// Whose the document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Ours.
    Page,
    /// Ours, in a frame of somebody else's.
    Frame,
    /// Somebody else's, of which the lab is an element.
    Element,
}

/// The element that a lab fills. Copies are handles to the same one.
#[derive(Clone, Copy)]
pub(crate) struct Home {
    pub(crate) kind: Kind,
    place: StoredValue<HtmlElement, LocalStorage>,
}

/// What attributes and the frame's address ask for, whatever the experiment's text says; empty where they do not.
#[derive(Clone, Default)]
pub(crate) struct Wishes {
    /// Names of parts, with commas between.
    pub(crate) hide: String,
    pub(crate) theme: String,
}

impl Kind {
    /// What the document says of itself.
    pub(crate) fn of_document() -> Self {
        let said = document().document_element().and_then(|root| root.get_attribute(OURS));
        match said.as_deref() {
            Some("page") => Self::Page,
            Some("frame") => Self::Frame,
            _ => Self::Element,
        }
    }
}

impl Home {
    pub(crate) fn new(kind: Kind, place: HtmlElement) -> Self {
        Self { kind, place: StoredValue::new_local(place) }
    }

    pub(crate) fn is_element(self) -> bool {
        self.kind == Kind::Element
    }

    pub(crate) fn place(self) -> HtmlElement {
        self.place.get_value()
    }

    /// All elements of a selector within the lab, in its order.
    pub(crate) fn all<T: JsCast>(self, selector: &str) -> Vec<T> {
        let list = self.place.try_with_value(|place| place.query_selector_all(selector).ok()).flatten();
        list.iter().flat_map(|list| (0..list.length()).filter_map(|i| list.get(i)?.dyn_into().ok())).collect()
    }

    /// Hears an event of the whole window where that is ours, else of the lab; as long as the lab is there.
    pub(crate) fn on<E>(self, event: E, act: impl Fn(E::EventType) + 'static)
    where
        E: EventDescriptor + 'static,
        E::EventType: JsCast,
    {
        if self.is_element() {
            El::of(self.place().into()).on(event, act);
        } else {
            let handle = window_event_listener(event, act);
            on_cleanup(move || handle.remove());
        }
    }
}

impl Wishes {
    /// Those of the frame's address.
    pub(crate) fn of_address() -> Self {
        let query = window().location().search().unwrap_or_default();
        let field = |name: &str| {
            let fields = query.trim_start_matches('?').split('&');
            let raw = fields.filter_map(|field| field.split_once('=')).find(|(found, _)| *found == name);
            raw.and_then(|(_, raw)| js_sys::decode_uri_component(raw).ok()).map(String::from).unwrap_or_default()
        };
        Self { hide: field("hide"), theme: field("theme") }
    }

    /// Puts them in the place of what a view has, and returns what of them could not be read.
    pub(crate) fn apply(&self, view: &mut View) -> Vec<String> {
        let hide: String = self.hide.split_whitespace().collect();
        let wishes = [("hide", hide.as_str()), ("theme", self.theme.trim())];
        let is_wish = |(_, value): &(_, &str)| !value.is_empty() && *value != "auto";
        let fields: Vec<_> =
            wishes.into_iter().filter(is_wish).map(|(name, value)| format!("{name}={value}")).collect();
        let read = text::parse(&fields.join("&"));
        if !hide.is_empty() {
            view.hide = read.view.hide;
        }
        view.theme = read.view.theme.or(view.theme);
        read.problems.iter().map(ToString::to_string).collect()
    }
}
