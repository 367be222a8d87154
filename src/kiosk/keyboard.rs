//! The keyboard on the screen, which rises while a field is typed into.

use super::Kiosk;
use crate::browser::field;
use crate::browser::measure::{Frame, next_frame};
use crate::dom::{Element, Event, Node, effect, el, live};
use leptos::prelude::*;
use passages_core::kiosk::keys::Layer;

pub(super) fn keyboard(kiosk: Kiosk) -> Node {
    let mut shown: Option<Frame> = None;
    effect(move || {
        drop(shown.take());
        // Once the keys stand: they must not hide what is typed.
        if kiosk.typing.get() {
            shown.replace(next_frame(field::bring_into_view));
        }
    });
    live(move || kiosk.typing.get().then(|| keys(kiosk)))
}

fn keys(kiosk: Kiosk) -> Element {
    let language = kiosk.explorer.language();
    let text = &language.text;
    let tags: Vec<&str> = kiosk.languages().iter().map(|head| head.tag).collect();
    let layers = Layer::needed(&tags);
    let first = Layer::of(language.tag);
    let layer = RwSignal::new(if layers.contains(&first) { first } else { Layer::Latin });
    let rows = move || {
        let layer = layer.get();
        let mut rows = Vec::new();
        for row in layer.rows() {
            let keys: Vec<Element> = row.chars().map(letter).collect();
            rows.push(
                el("div").class("keys").attr("dir", if layer.is_rtl() { "rtl" } else { "ltr" }).child(keys),
            );
        }
        rows
    };
    let mut last = el("div").class("keys").attr("dir", language.dir);
    for one in layers {
        last = last.child(
            key(move |_| layer.set(one))
                .class("wide")
                .live("aria-pressed", move || if layer.get() == one { "true" } else { "false" })
                .child(el("bdi").child(one.name())),
        );
    }
    last = last
        .child(key(|_| field::write(" ")).class("space").child(text.kiosk_space))
        .child(key(|_| field::delete()).class("wide").attr("aria-label", text.kiosk_delete).child("⌫"))
        .child(key(|_| field::submit()).class("wide primary").child(text.search_button))
        .child(key(|_| field::leave()).class("wide").attr("aria-label", text.kiosk_hide).child("▾"));
    el("div")
        .class("kiosk-keyboard")
        .attr("role", "group")
        .attr("aria-label", text.kiosk_keyboard)
        // The field keeps the keyboard while its keys are pressed.
        .on("pointerdown", |event: Event| event.prevent_default())
        .on("mousedown", |event: Event| event.prevent_default())
        .child(live(rows))
        .child(last)
}

fn letter(c: char) -> Element {
    key(move |_| field::write(&c.to_string())).child(c.to_string())
}

fn key(press: impl FnMut(Event) + Send + 'static) -> Element {
    el("button").attr("type", "button").attr("tabindex", "-1").on("click", press)
}
