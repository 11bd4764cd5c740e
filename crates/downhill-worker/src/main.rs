//! The page's worker: makes a GIF of the pictures that the page sends, while the page goes on.
//!
//! It says `null` when it is ready for the next message, a string when something is wrong, and at the end the file's
//! bytes. The messages are lists: first width, height and samples of the colours; then for each picture its bytes and
//! the hundredths of a second that it stands; at last an empty one.

use downhill_gif::Gif;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let page = scope.clone();
    let mut gif = None;
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        let answer = take(&mut gif, &message.data().unchecked_into());
        // A page that is gone hears nothing.
        drop(page.post_message(&answer.unwrap_or_else(|words| words.into())));
    });
    scope.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
    drop(scope.post_message(&JsValue::NULL));
}

/// Does what a message asks for.
fn take(gif: &mut Option<Gif>, message: &Array) -> Result<JsValue, String> {
    let bytes = |i: u32| Uint8Array::new(&message.get(i)).to_vec();
    let number = |i: u32| message.get(i).as_f64().unwrap_or_default() as u16;
    match (message.length(), gif.take()) {
        (3, None) => *gif = Some(Gif::new([number(0), number(1)], &bytes(2)).map_err(|e| e.to_string())?),
        (2, Some(mut begun)) => {
            begun.push(&bytes(0), number(1)).map_err(|e| e.to_string())?;
            *gif = Some(begun);
        }
        (0, Some(begun)) => {
            let file = begun.finish().map_err(|e| e.to_string())?;
            return Ok(Uint8Array::from(file.as_slice()).into());
        }
        _ => return Err("a message out of turn".into()),
    }
    Ok(JsValue::NULL)
}
