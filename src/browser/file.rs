//! A file that the visitor takes away; nothing is sent anywhere.

use super::waiting;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement,
    Url,
};

/// Offers a text as a file of this name and media type. `None` where the browser will not have it.
pub fn save(name: &str, media_type: &str, text: &str) -> Option<()> {
    save_bytes(name, media_type, text.as_bytes())
}

/// The same with any bytes.
pub fn save_bytes(name: &str, media_type: &str, bytes: &[u8]) -> Option<()> {
    let address = address_of(media_type, bytes)?;
    offer(name, &address)?;
    Url::revoke_object_url(&address).ok()
}

/// An address under which the browser has the bytes.
fn address_of(media_type: &str, bytes: &[u8]) -> Option<String> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::new_from_slice(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// Has the browser save what is at an address.
fn offer(name: &str, address: &str) -> Option<()> {
    let link = web_sys::window()?.document()?.create_element("a").ok()?;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    link.set_attribute("href", address).ok()?;
    link.set_download(name);
    link.click();
    Some(())
}

/// A picture that is written as SVG, so many CSS pixels wide and high, as a PNG with twice as many each way.
pub fn save_png(name: &'static str, svg: &str, (width, height): (f64, f64)) {
    let address = address_of("image/svg+xml", svg.as_bytes());
    let Some(address) = address else { return };
    waiting::begin(async move {
        // Where the browser draws or saves nothing, nothing has happened.
        let _ = painted(name, &address, (width, height)).await;
        let _ = Url::revoke_object_url(&address);
    });
}

async fn painted(name: &str, address: &str, (width, height): (f64, f64)) -> Option<()> {
    const SCALE: f64 = 2.0;
    let image = HtmlImageElement::new().ok()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await.ok()?;
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width((width * SCALE) as u32);
    canvas.set_height((height * SCALE) as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (wide, high) = (width * SCALE, height * SCALE);
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, wide, high).ok()?;
    let data = canvas.to_data_url_with_type("image/png").ok()?;
    offer(name, &data)
}
