//! The controls of an exhibit, at its lower edge, where everybody reaches them.

use super::{Kiosk, Sheet};
use crate::dom::{Element, el, live, svg};
use crate::explorer::Explorer;
use crate::i18n::Text;
use leptos::prelude::*;

/// Signs of the controls, as paths in a square of 24.
const HOME: &str = "M3 11.5 12 4l9 7.5M5.5 10v9.5h4.75v-6h3.5v6h4.75V10";
const BACK: &str = "M10 5.5 3.5 12l6.5 6.5M4 12h16.5";
const GLOBE: &str =
    "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c-5.5 5.5-5.5 12.5 0 18 5.5-5.5 5.5-12.5 0-18";
const LETTER: &str = "M2.5 19 8 5l5.5 14M4.5 14.5h7M15 19l3.25-8.5L21.5 19M16 16.25h4.5";
const HALVES: &str = "M12 3.5a8.5 8.5 0 1 0 0 17zM12 3.5a8.5 8.5 0 0 1 0 17";
const PHONE: &str = "M7 2.5h10v19H7zM10.5 18.5h3";

fn sign(path: &'static str) -> Element {
    svg("svg").attr("viewBox", "0 0 24 24").attr("aria-hidden", "true").child(svg("path").attr("d", path))
}

type Words = fn(&Text) -> &'static str;

fn button(explorer: Explorer, path: &'static str, words: Words) -> Element {
    let words = move || words(&explorer.language().text);
    el("button").attr("type", "button").child(sign(path)).child(el("span").child(live(words)))
}

/// One that is on or off.
fn switch(kiosk: Kiosk, path: &'static str, words: Words, is_on: RwSignal<bool>) -> Element {
    button(kiosk.explorer, path, words)
        .live("aria-pressed", move || if is_on.get() { "true" } else { "false" })
        .on("click", move |_| is_on.update(|on| *on = !*on))
}

/// One that opens a sheet, and closes it again.
fn opener(kiosk: Kiosk, path: &'static str, words: Words, sheet: Sheet) -> Element {
    let (shown, pressed) = (sheet.clone(), sheet);
    button(kiosk.explorer, path, words)
        .live("aria-expanded", move || if kiosk.sheet.with(|now| *now == shown) { "true" } else { "false" })
        .on("click", move |_| {
            let is_open = kiosk.sheet.with_untracked(|now| *now == pressed);
            kiosk.sheet.set(if is_open { Sheet::None } else { pressed.clone() });
        })
}

pub(super) fn bar(kiosk: Kiosk) -> Element {
    let explorer = kiosk.explorer;
    let home = move |_| {
        kiosk.sheet.set(Sheet::None);
        explorer.go(explorer.state.get_untracked().home());
    };
    let back = move |_| {
        kiosk.sheet.set(Sheet::None);
        kiosk.back();
    };
    let mut bar = el("nav")
        .class("kiosk-bar")
        .live("aria-label", move || explorer.language().text.kiosk_controls)
        .live("dir", move || explorer.language().dir)
        .child(button(explorer, HOME, |t| t.view_home).attr("id", "kiosk-home").on("click", home))
        .child(
            button(explorer, BACK, |t| t.story_back)
                .class("back")
                .live("disabled", move || kiosk.steps.with(Vec::is_empty))
                .on("click", back),
        );
    if kiosk.languages().len() > 1 {
        bar = bar.child(opener(kiosk, GLOBE, |t| t.languages_label, Sheet::Languages));
    }
    bar.child(switch(kiosk, LETTER, |t| t.kiosk_larger, kiosk.large))
        .child(switch(kiosk, HALVES, |t| t.kiosk_contrast, kiosk.contrast))
        .child(opener(kiosk, PHONE, |t| t.kiosk_phone, Sheet::Phone(None)))
}

/// The languages, each in its own name.
pub(super) fn languages(kiosk: Kiosk) -> Element {
    let explorer = kiosk.explorer;
    let mut list = el("ul");
    for head in kiosk.languages() {
        let choose = move |_| {
            let mut state = (*explorer.state.get_untracked()).clone();
            state.language = Some(head.tag.to_owned());
            kiosk.sheet.set(Sheet::None);
            explorer.go(state);
        };
        let button = el("button")
            .attr("type", "button")
            .attr("lang", head.tag)
            .attr("dir", head.dir)
            .live("aria-current", move || (explorer.language().tag == head.tag).then_some("true"))
            .on("click", choose)
            .child(head.name);
        list = list.child(el("li").child(button));
    }
    el("section")
        .class("kiosk-sheet kiosk-languages")
        .live("aria-label", move || explorer.language().text.languages_label)
        .child(list)
}
