//! Work that waits for the browser.

use std::pin::Pin;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Begins it; it goes on whenever what it waits for has come.
///
/// As one kind of work, which is that of leptos' effects too: what drives it weighs two kilobytes a kind.
pub(super) fn begin(work: impl Future<Output = ()> + 'static) {
    let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    spawn_local(work);
}

/// Waits so many milliseconds; for ever where the page has no clock.
pub(super) async fn pause(millis: i32) {
    let wait = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
        }
    });
    // Nobody rejects it.
    let _ = JsFuture::from(wait).await;
}
