//! Files that the visitor brings: dropped on the page, pasted, chosen, or served beside it. They are read into memory,
//! and go nowhere.

use super::waiting;
use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Response};

/// A file, not read yet.
#[derive(Clone)]
pub struct Brought {
    /// What it is called.
    pub name: String,
    /// Its size in bytes.
    pub bytes: f64,
    file: Blob,
}

impl Brought {
    /// Reads it and calls back; with `None` where the device does not give it out (any more).
    pub fn read(&self, then: impl FnOnce(Option<Vec<u8>>) + 'static) {
        let file = self.file.clone();
        waiting::begin(async move { then(bytes(&file).await) });
    }
}

async fn bytes(file: &Blob) -> Option<Vec<u8>> {
    // Read through a response, which every browser of ours can.
    let response = Response::new_with_opt_blob(Some(file)).ok()?;
    buffer(&response).await
}

async fn buffer(response: &Response) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// The files that an event carries: of what is dropped, of the clipboard, or of a field that files are chosen with.
pub fn files(event: &JsValue) -> Vec<Brought> {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or_default();
    let carriers = [get(event, "dataTransfer"), get(event, "clipboardData"), get(event, "target")];
    let list = carriers.iter().filter(|carrier| carrier.is_object()).map(|carrier| get(carrier, "files"));
    let list = list.filter(JsValue::is_object).map(|list| Array::from(&list)).find(|list| list.length() > 0);
    let mut files = Vec::new();
    for file in list.iter().flat_map(Array::iter) {
        if let Ok(blob) = file.clone().dyn_into::<Blob>() {
            let name = get(&file, "name").as_string().unwrap_or_default();
            files.push(Brought { name, bytes: blob.size(), file: blob });
        }
    }
    files
}

/// Whether what is dragged or pasted has something of a kind.
fn carries(event: &web_sys::Event, carrier: &str, kind: &str) -> bool {
    let data = Reflect::get(event, &carrier.into()).unwrap_or_default();
    let types = Reflect::get(&data, &"types".into()).unwrap_or_default();
    Array::from(&types).includes(&kind.into(), 0)
}

/// What happens to files above the page.
pub enum Above {
    /// They are over it, or no longer.
    Over(bool),
    /// They were dropped, or pasted.
    Dropped(Vec<Brought>),
}

/// Listens to files that are dropped anywhere on the page, or pasted, for as long as there is a page.
pub fn listen(tell: impl Fn(Above) + Clone + 'static) {
    let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
    let options = EventListenerOptions::enable_prevent_default();
    for name in ["dragenter", "dragover", "dragleave", "drop", "paste"] {
        let tell = tell.clone();
        let hear = move |event: &web_sys::Event| {
            let has_files = || carries(event, "dataTransfer", "Files");
            // Spreadsheets and the like lay a picture of the text beside it.
            let is_text = || {
                let into = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
                let is_field =
                    into.is_some_and(|into| matches!(into.tag_name().as_str(), "INPUT" | "TEXTAREA"));
                let has = |kind| carries(event, "clipboardData", kind);
                has("text/html") || (is_field && has("text/plain"))
            };
            match name {
                "dragenter" | "dragover" if has_files() => {
                    event.prevent_default();
                    tell(Above::Over(true));
                }
                // Out of the window: from one element to the next there is another.
                "dragleave" => {
                    let to = Reflect::get(event, &"relatedTarget".into()).unwrap_or_default();
                    if !to.is_object() {
                        tell(Above::Over(false));
                    }
                }
                // Text that is pasted goes where it always goes.
                "paste" if is_text() => {}
                "drop" | "paste" => {
                    let files = files(event);
                    if name == "drop" {
                        tell(Above::Over(false));
                    }
                    if !files.is_empty() {
                        event.prevent_default();
                        tell(Above::Dropped(files));
                    }
                }
                _ => {}
            }
        };
        EventListener::new_with_options(&document, name, options, hear).forget();
    }
}

/// Why a file beside the page could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// It is not there, or the network is not.
    Missing,
    /// The page is itself a file, and may read no other.
    OnDisk,
}

/// Fetches the file of this plain name in the folder of the page, and calls back.
pub fn fetch_beside(name: String, then: impl FnOnce(Result<Vec<u8>, Lack>) + 'static) {
    waiting::begin(async move { then(fetched(&name).await) });
}

async fn fetched(name: &str) -> Result<Vec<u8>, Lack> {
    let window = web_sys::window().ok_or(Lack::Missing)?;
    if window.location().protocol().is_ok_and(|protocol| protocol == "file:") {
        return Err(Lack::OnDisk);
    }
    // Relative, and a plain name: it cannot lead to another host.
    let response = JsFuture::from(window.fetch_with_str(&format!("./{name}"))).await;
    let response: Response = response.ok().and_then(|r| r.dyn_into().ok()).ok_or(Lack::Missing)?;
    if !response.ok() {
        return Err(Lack::Missing);
    }
    buffer(&response).await.ok_or(Lack::Missing)
}
