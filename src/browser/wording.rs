//! The texts of languages that the page does not hold: files beside it, named in its head.

use super::waiting;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, RequestInit, Response};

/// Waits for a text before the page opens no longer than this, in milliseconds.
const PATIENCE_MILLIS: i32 = 4_000;

/// Reads the text of the language of a tag; it is verified by its digest. `None` where it cannot be had.
pub fn fetch(tag: &'static str, then: impl FnOnce(Option<String>) + 'static) {
    waiting::begin(async move { then(text(tag).await) });
}

/// The same before the page opens: `then` is called once, and soon, without the text if that takes long.
pub fn fetch_first(tag: &'static str, then: impl FnOnce(Option<String>) + 'static) {
    let waiting = Rc::new(Cell::new(Some(then)));
    let other = Rc::clone(&waiting);
    fetch(tag, move |text| {
        if let Some(then) = other.take() {
            then(text);
        }
    });
    waiting::begin(async move {
        // A page without a clock waits for the text alone.
        waiting::pause(PATIENCE_MILLIS).await;
        if let Some(then) = waiting.take() {
            then(None);
        }
    });
}

async fn text(tag: &str) -> Option<String> {
    let window = web_sys::window()?;
    let (address, digest) = named(&window.document()?, tag)?;
    let options = RequestInit::new();
    options.set_integrity(&digest);
    let response = JsFuture::from(window.fetch_with_str_and_init(&address, &options)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    let text: JsValue = JsFuture::from(response.text().ok()?).await.ok()?;
    text.as_string().filter(|_| response.ok())
}

/// `<link rel="wording" hreflang="ar" href="./ar-1f2e.txt" integrity="sha384-...">`: where the text of a language is,
/// and its digest.
fn named(document: &Document, tag: &str) -> Option<(String, String)> {
    let link = document.query_selector(&format!("link[rel='wording'][hreflang='{tag}']")).ok()??;
    link.get_attribute("href").zip(link.get_attribute("integrity"))
}
