//! What can be done with a passage: copy it with its citation, its address, pick it, see its links.

use crate::browser::{clipboard, locale, page};
use crate::components::qr::qr;
use crate::dom::{Element, Event, Node, el, live};
use crate::explorer::Explorer;
use crate::i18n::{Language, fill};
use crate::library;
use leptos::prelude::*;
use passages_core::link::ParagraphIx;
use passages_core::state::{View, ViewState};

/// What has become of what was to be done.
#[derive(Clone, PartialEq)]
enum Done {
    Nothing,
    /// It was copied.
    Copied,
    /// It was picked or dropped: the collection has so many now.
    Picked,
    /// The clipboard is closed to us: here it is, to be copied by hand.
    ByHand(String),
}

/// The button and, once it is pressed, the menu; `place` tells those of the same passage apart.
pub fn passage_menu(explorer: Explorer, ix: ParagraphIx, place: &'static str) -> Element {
    let is_open = RwSignal::new(false);
    let button_id = format!("menu-{place}-{ix}");
    let (id, way_back) = (button_id.clone(), button_id.clone());
    let key = move |event: Event| {
        if event.key() == "Escape" && is_open.get_untracked() {
            event.prevent_default();
            is_open.set(false);
            page::focus(&id);
        }
    };
    let button = move || {
        let language = explorer.language();
        el("button")
            .attr("type", "button")
            .class("menu-button")
            .attr("id", button_id.clone())
            .attr("aria-label", format!("{}: {}", language.text.menu, library::citation(language, ix)))
            .attr("title", language.text.menu)
            .attr("aria-expanded", if is_open.get() { "true" } else { "false" })
            .on("click", move |_| is_open.update(|open| *open = !*open))
            .child(el("span").attr("aria-hidden", "true").child("⋯"))
    };
    // One part for all: a list has dozens of these, and each that is kept true by itself costs with every filter.
    el("div").class("passage-menu").on("keydown", key).child(live(move || {
        Node::from([button().into(), is_open.get().then(|| menu(explorer, ix, &way_back)).into()])
    }))
}

/// The permanent address of a passage, whole.
pub fn address(ix: ParagraphIx) -> String {
    format!("{}#{}", page::base(), ViewState::permanent(&library::corpus().id(ix)).print())
}

fn menu(explorer: Explorer, ix: ParagraphIx, button: &str) -> Element {
    let text = &explorer.language().text;
    let done = RwSignal::new(Done::Nothing);
    let button = button.to_owned();
    let picked = move || {
        done.set(Done::Picked);
        // In a list that is made anew the menu is a new one, and closed: the keyboard stays at the passage.
        let button = button.clone();
        request_animation_frame(move || {
            if page::has_lost_focus() {
                page::focus(&button);
            }
        });
    };
    let copying = move |words: &'static str, what: fn(&Language, ParagraphIx) -> String| {
        let copy = move |_| {
            let what = what(explorer.language(), ix);
            // Said again when it is done again.
            done.set(Done::Nothing);
            clipboard::copy(what.clone(), move |is_there| {
                done.set(if is_there { Done::Copied } else { Done::ByHand(what) });
            });
        };
        el("li").child(el("button").attr("type", "button").on("click", copy).child(words))
    };
    let told = move || match done.get() {
        Done::Nothing => Node::Nothing,
        Done::Copied => text.menu_copied.into(),
        Done::Picked => collection(explorer),
        Done::ByHand(what) => Node::from([
            text.menu_by_hand.into(),
            el("textarea")
                .attr("readonly", true)
                .attr("rows", "3")
                .attr("aria-label", text.menu_by_hand)
                .child(what)
                .into(),
        ]),
    };
    let shows_code = RwSignal::new(false);
    let code = move || {
        let shown = shows_code.get();
        let words = if shown { text.menu_code_hide } else { text.menu_code };
        let button = el("button")
            .attr("type", "button")
            .attr("aria-expanded", if shown { "true" } else { "false" })
            .on("click", move |_| shows_code.update(|shown| *shown = !*shown))
            .child(words);
        let name = || fill(text.menu_code_of, &[("place", &library::citation(explorer.language(), ix))]);
        el("li").child(button).child(shown.then(|| qr(explorer, address(ix), name())))
    };
    let to_save = explorer.can_save().then(|| {
        Node::from([
            copying(text.menu_citation, |language, ix| library::cited(language, ix, None)).into(),
            copying(text.menu_quotation, library::quotation).into(),
            copying(text.menu_address, |_, ix| address(ix)).into(),
        ])
    });
    el("div")
        .class("menu")
        .child(
            el("ul")
                // The passage may be written the other way.
                .attr("dir", explorer.language().dir)
                .child(to_save)
                .child(live(move || el("li").child(pick(explorer, ix, picked.clone()))))
                .child(live(move || el("li").child(links(explorer, ix))))
                .child(explorer.can_save().then(|| live(code))),
        )
        .child(
            el("p")
                .attr("role", "status")
                .class("fine")
                .attr("dir", explorer.language().dir)
                .child(live(told)),
        )
}

/// How many passages the collection has, and the way to it.
fn collection(explorer: Explorer) -> Node {
    let language = explorer.language();
    let (picked, href) =
        explorer.state.with(|s| (s.picked.len(), explorer.href(&s.showing(View::Collection))));
    let words = match picked {
        0 => language.text.view_collection.to_owned(),
        _ => fill(language.text.tab_collection, &[("n", &locale::number(language.tag, picked))]),
    };
    el("a").attr("href", href).child(words).into()
}

/// The way to the passage's links.
fn links(explorer: Explorer, ix: ParagraphIx) -> Element {
    let language = explorer.language();
    let count = explorer.selection.with(|s| s.links_of(&library::corpus(), ix).count());
    let id = library::corpus().id(ix);
    let href = explorer.state.with(|s| explorer.href(&s.at(Some(&id)).showing(View::Link)));
    el("a").attr("href", href).child(language.count(language.plural.links, count))
}

/// Picks a passage, or drops it, and says that it has been done.
fn pick(explorer: Explorer, ix: ParagraphIx, done: impl Fn() + Send + 'static) -> Element {
    let text = &explorer.language().text;
    let id = library::corpus().id(ix);
    let state = explorer.state.get();
    let is_picked = state.is_picked(&id);
    let next = if is_picked { state.dropping(&id) } else { state.picking(&id) };
    let is_full = !is_picked && next == *state;
    let words = match (is_picked, is_full) {
        (true, _) => text.pick_drop,
        (false, true) => text.pick_full,
        (false, false) => text.pick_add,
    };
    let press = move |_| {
        explorer.go(next.clone());
        done();
    };
    el("button")
        .attr("type", "button")
        .class("pick")
        .attr("aria-pressed", if is_picked { "true" } else { "false" })
        .attr("disabled", is_full.then_some(""))
        .on("click", press)
        .child(words)
}
