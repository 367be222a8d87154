//! The question whether somebody is still there. Any touch is an answer.

use super::{Before, Kiosk};
use crate::browser::exhibit::Held;
use crate::browser::measure::{Frame, next_frame};
use crate::browser::page;
use crate::dom::{Node, effect, el, live, memo};
use crate::i18n::fill;
use leptos::prelude::*;

const ANSWER: &str = "kiosk-stay";
/// The id of the button that starts over.
pub(super) const OVER: &str = "kiosk-over";

pub(super) fn ask(kiosk: Kiosk) -> Node {
    let before = memo(move |_| match kiosk.before.get() {
        Before::Asking(_) => Before::Asking(0),
        other => other,
    });
    let mut focused: Option<Frame> = None;
    let mut held: Option<Held> = None;
    effect(move || {
        drop(focused.take());
        match before.get() {
            // Once the question stands: a key is an answer too.
            Before::Asking(_) => {
                held = Held::now();
                focused.replace(next_frame(|| page::focus(ANSWER)));
            }
            Before::Answered => {}
            // Whoever is still there goes on where they were, with the keyboard on the screen if it was up.
            Before::Nothing => {
                if let Some(held) = held.take() {
                    focused.replace(next_frame(move || held.give_back()));
                }
            }
            Before::Tour(_) | Before::Leaving(_) | Before::Over => held = None,
        }
    });
    let is_there = memo(move |_| matches!(before.get(), Before::Asking(_) | Before::Answered | Before::Over));
    live(move || is_there.get().then(|| question(kiosk)))
}

fn question(kiosk: Kiosk) -> Node {
    let language = kiosk.explorer.language();
    let text = &language.text;
    let lead = move || match kiosk.before.get() {
        Before::Asking(seconds) => fill(text.kiosk_ask_lead, &[("n", &seconds.to_string())]),
        _ => String::new(),
    };
    let stay = el("button").attr("type", "button").attr("id", ANSWER).class("primary").child(text.kiosk_stay);
    // Pressing it is answered where all touches are, for with the touch this question is answered.
    let over = el("button").attr("type", "button").attr("id", OVER).child(text.kiosk_start_over);
    let class = move || match kiosk.before.get() {
        Before::Asking(_) => "kiosk-ask",
        _ => "kiosk-ask leaving",
    };
    el("div")
        .live("class", class)
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
