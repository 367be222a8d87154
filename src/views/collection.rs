//! The passages that were picked: a list to be put in order, to be taken away, and to be played one by one.

use crate::browser::{clipboard, page};
use crate::components::passage::{passage_text, reading};
use crate::components::reasons::reasons;
use crate::components::take::{PICKED, take};
use crate::dom::{Element, Node, el, live};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use leptos::prelude::*;
use passages_core::link::ParagraphIx;
use passages_core::select::Against;
use passages_core::state::View;

/// The view.
pub fn collection(explorer: Explorer) -> Node {
    live(move || {
        let state = explorer.state.get();
        let picked = explorer.selection.with(|s| s.picked.clone());
        match state.step.map(usize::from).filter(|step| *step <= picked.len()) {
            Some(step) => story(explorer, &picked, step),
            None => list(explorer, &picked),
        }
    })
}

fn title(words: String) -> Element {
    el("h1").attr("id", "top").attr("tabindex", "-1").class("view-title").child(words)
}

fn list(explorer: Explorer, picked: &[ParagraphIx]) -> Element {
    let language = explorer.language();
    let text = &language.text;
    let state = explorer.state.get();
    let view = el("div").class("collection").child(title(text.view_collection.to_owned()));
    if picked.is_empty() {
        let find = explorer.href(&state.showing(View::Find));
        return view
            .child(el("p").class("lead").child(text.collection_empty))
            .child(el("p").child(el("a").class("button").attr("href", find).child(text.view_find)))
            .child(add(explorer));
    }
    let copied = RwSignal::new(None);
    let share = move |_| {
        let address = format!("{}{}", page::base(), explorer.href(&explorer.state.get_untracked()));
        clipboard::copy(address, move |is_there| copied.set(Some(is_there)));
    };
    let told = move || {
        copied.get().map(|is_there| if is_there { text.menu_copied } else { text.collection_share_by_hand })
    };
    let play = explorer.href(&state.playing(Some(1)));
    let clear = state.without_picks();
    let clear = move |_| {
        explorer.go(clear.clone());
        page::follow(["top".to_owned()]);
    };
    let actions = el("p")
        .class("actions")
        .child(el("a").class("button").attr("href", play).child(text.collection_play))
        .child(" ")
        .child(
            explorer
                .can_save()
                .then(|| el("button").attr("type", "button").on("click", share).child(text.collection_share)),
        )
        .child(" ")
        .child(el("button").attr("type", "button").on("click", clear).child(text.collection_clear))
        .child(" ")
        .child(el("span").attr("role", "status").child(live(told)));
    let mut items = el("ol").class("picked");
    for (at, ix) in picked.iter().enumerate() {
        items = items.child(item(explorer, picked, at, *ix));
    }
    view.child(
        el("p")
            .class("tally")
            .attr("role", "status")
            .child(language.count(language.plural.passages, picked.len())),
    )
    .child(el("p").class("quiet").child(text.collection_lead))
    .child(actions)
    .child(items)
    .child(add(explorer))
    .child(take(explorer, PICKED, |explorer| explorer.language().text.view_collection.to_owned()))
}

/// The way to a document of the visitor's own.
fn add(explorer: Explorer) -> Option<Element> {
    let href = || explorer.state.with(|s| explorer.href(&s.showing(View::Add)));
    let link = || el("a").attr("href", href()).child(explorer.language().text.add_title);
    explorer.can_add().then(|| el("p").child(link()))
}

/// A picked passage, and the ways to move it, drop it and read it.
fn item(explorer: Explorer, picked: &[ParagraphIx], at: usize, ix: ParagraphIx) -> Element {
    let text = &explorer.language().text;
    let state = explorer.state.get();
    let id = library::corpus().id(ix);
    let place = library::citation(explorer.language(), ix);
    // Among those that are known: an address may hold others.
    let at_known = |known: usize| picked.get(known).map(|ix| library::corpus().id(*ix));
    let nth = |id: Option<String>| id.and_then(|id| state.picked.iter().position(|known| *known == id));
    let button = |words: &str, sign: &'static str, to: Option<usize>, element: String| {
        let from = nth(Some(id.clone())).unwrap_or(0);
        let next = to.map(|to| state.moving(from, to));
        let press = move |_| {
            if let Some(next) = &next {
                explorer.amend(next.clone());
                // The button moves along with its passage, and the keyboard with it.
                page::follow([element.clone()]);
            }
        };
        let name = fill(words, &[("place", &place)]);
        el("button")
            .attr("type", "button")
            .attr("aria-label", name.clone())
            .attr("title", name)
            .attr("aria-disabled", to.is_none().then_some("true"))
            .on("click", press)
            .child(el("span").attr("aria-hidden", "true").child(sign))
    };
    let up = at.checked_sub(1).and_then(|before| nth(at_known(before)));
    let down = nth(at_known(at + 1));
    let (up_id, down_id) = (format!("up-{ix}"), format!("down-{ix}"));
    // Where a passage is gone, the keyboard stands at the one that takes its place.
    let next = picked.get(at + 1).or(at.checked_sub(1).and_then(|before| picked.get(before)));
    let next = next.map_or("top".to_owned(), |ix| format!("drop-{ix}"));
    let dropped = state.dropping(&id);
    let drop = move |_| {
        explorer.go(dropped.clone());
        page::follow([next.clone()]);
    };
    let drop_name = fill(text.collection_drop, &[("place", &place)]);
    let tools = el("p")
        .class("picked-tools")
        .child(button(text.collection_up, "↑", up, up_id.clone()).attr("id", up_id))
        .child(button(text.collection_down, "↓", down, down_id.clone()).attr("id", down_id))
        .child(
            el("button")
                .attr("type", "button")
                .attr("id", format!("drop-{ix}"))
                .attr("aria-label", drop_name.clone())
                .attr("title", drop_name)
                .on("click", drop)
                .child(el("span").attr("aria-hidden", "true").child("×")),
        );
    let read = explorer.href(&reading(&state, ix));
    el("li")
        .class("picked-passage")
        .attr("data-passage", id.clone())
        .child(
            el("div")
                .class("picked-head")
                .child(el("h2").child(el("a").attr("href", read).child(el("bdi").child(place.clone()))))
                .child(tools),
        )
        .child(el("div").class("passage-text").child(passage_text(explorer, ix, None, ix)))
}

/// A step of the collection: one passage, and what joins it to the next.
fn story(explorer: Explorer, picked: &[ParagraphIx], step: usize) -> Element {
    let language = explorer.language();
    let text = &language.text;
    let state = explorer.state.get();
    let Some(here) = picked.get(step - 1).copied() else { return el("div") };
    let to = |step: usize| u16::try_from(step).ok().map(|step| explorer.href(&state.playing(Some(step))));
    let way = |step: Option<usize>, words: &'static str, rel: &'static str| {
        let href = step.and_then(to);
        el("a")
            .class("button")
            .attr("rel", rel)
            .attr("aria-disabled", href.is_none().then_some("true"))
            .attr("href", href)
            .child(words)
    };
    let (n, of) = (step.to_string(), picked.len().to_string());
    let place = library::citation(language, here);
    let read = explorer.href(&reading(&state, here));
    let next = picked.get(step).copied();
    let joined = next.map(|next| {
        let comparison = library::corpus().compare(here, next);
        let verdict = library::corpus().verdict(here, next, comparison.score);
        let against = Against { partner: next, comparison, verdict };
        el("section")
            .class("story-next")
            .child(el("h2").child(fill(text.story_next, &[("place", &library::citation(language, next))])))
            .child(reasons(explorer, here, &against))
    });
    el("div")
        .class("collection story")
        .child(el("p").class("quiet").child(fill(text.story_step, &[("n", &n), ("of", &of)])))
        .child(title(place))
        .child(
            el("div")
                .class("passage-text")
                .attr("data-passage", library::corpus().id(here))
                .child(passage_text(explorer, here, None, here)),
        )
        .child(el("p").child(el("a").attr("href", read).child(text.passage_read)))
        .child(
            el("nav")
                .class("story-ways")
                .attr("aria-label", text.collection_play)
                .child(way((step > 1).then(|| step - 1), text.story_back, "prev"))
                .child(way((step < picked.len()).then_some(step + 1), text.story_on, "next"))
                .child(el("a").attr("href", explorer.href(&state.playing(None))).child(text.story_end)),
        )
        .child(joined)
}
