//! The question whether somebody is still there. Any touch is an answer.

use super::{Before, Kiosk};
use crate::browser::measure::{Frame, next_frame};
use crate::browser::page;
use crate::dom::{Node, effect, el, live, memo};
use crate::i18n::fill;
use leptos::prelude::*;

const ANSWER: &str = "kiosk-stay";
/// The id of the button that starts over.
pub(super) const OVER: &str = "kiosk-over";

pub(super) fn ask(kiosk: Kiosk) -> Node {
    let is_asked = memo(move |_| matches!(kiosk.before.get(), Before::Asking(_)));
    let mut focused: Option<Frame> = None;
    effect(move || {
        drop(focused.take());
        // Once the question stands: a key is an answer too.
        if is_asked.get() {
            focused.replace(next_frame(|| page::focus(ANSWER)));
        }
    });
    live(move || is_asked.get().then(|| question(kiosk)))
}

fn question(kiosk: Kiosk) -> Node {
    let language = kiosk.explorer.language();
    let text = &language.text;
    let lead = move || match kiosk.before.get() {
        Before::Asking(seconds) => fill(text.kiosk_ask_lead, &[("n", &seconds.to_string())]),
        _ => String::new(),
    };
    let stay = el("button").attr("type", "button").attr("id", ANSWER).class("primary").child(text.kiosk_stay);
    // Pressing it is answered where all touches are, for with the touch this question goes away.
    let over = el("button").attr("type", "button").attr("id", OVER).child(text.kiosk_start_over);
    el("div")
        .class("kiosk-ask")
        .child(
            el("div")
                .class("kiosk-question")
                .attr("role", "alertdialog")
                .attr("aria-modal", "true")
                .attr("aria-labelledby", "kiosk-ask")
                .attr("aria-describedby", "kiosk-left")
                .child(el("h2").attr("id", "kiosk-ask").child(text.kiosk_ask))
                .child(el("p").attr("id", "kiosk-left").child(live(lead)))
                .child(el("div").class("kiosk-answers").child(stay).child(over)),
        )
        .into()
}
