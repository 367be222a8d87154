//! Taking along what is seen: a code for a visitor's own telephone. An exhibit itself leads nowhere else.

use super::{Kiosk, Sheet};
use crate::components::qr::qr;
use crate::dom::{Element, Node, el, live};
use leptos::prelude::*;

/// The code of what is seen, or of an address that leads away.
pub(super) fn phone(kiosk: Kiosk, outward: Option<String>) -> Element {
    let explorer = kiosk.explorer;
    let code = move || {
        let text = &explorer.language().text;
        let (lead, address) = match &outward {
            Some(address) => (text.kiosk_outward, Some(address.clone())),
            None => (text.kiosk_phone_lead, explorer.state.with(|state| kiosk.public(state))),
        };
        let Some(address) = address else { return Node::from(el("p").child(text.kiosk_phone_none)) };
        Node::from([
            el("p").child(lead).into(),
            // Another code is another element, for the workshop draws it once.
            el("div").key(key(&address)).child(qr(explorer, address, text.kiosk_phone.to_owned())).into(),
        ])
    };
    el("section")
        .class("kiosk-sheet kiosk-phone")
        .live("aria-label", move || explorer.language().text.kiosk_phone)
        .live("dir", move || explorer.language().dir)
        .child(live(code))
        .child(close(kiosk))
}

pub(super) fn close(kiosk: Kiosk) -> Element {
    el("button")
        .attr("type", "button")
        .class("kiosk-close")
        .on("click", move |_| kiosk.sheet.set(Sheet::None))
        .child(live(move || kiosk.explorer.language().text.passage_close))
}

/// A number that tells addresses apart.
fn key(address: &str) -> u32 {
    address.bytes().fold(7, |key: u32, byte| key.wrapping_mul(31).wrapping_add(byte.into()))
}
