//! Filters with their counts: each value can be chosen or excluded.

use crate::browser::page;
use crate::components::family;
use crate::components::following::following;
use crate::components::unfolded::Unfolded;
use crate::components::years::years;
use crate::dom::{Element, Event, Node, el, live};
use crate::explorer::Explorer;
use crate::i18n::{Language, fill};
use crate::library;
use leptos::prelude::*;
use passages_core::search::{Choice, FacetKind};
use passages_core::state::ViewState;
use passages_core::tokens::fold;
use std::ops::Range;
use std::sync::Arc;

/// Values shown before a facet's list scrolls by itself.
const SHOWN_VALUES: usize = 8;
/// Values that are set with the answer to a filter, more than are seen of a list that scrolls; the others follow.
const SEEN_VALUES: usize = 10;
/// Values that a facet lists at most: those that leave most rows; the others are found by typing.
const LISTED_VALUES: usize = 60;

/// The filters at the start side, folded away where they would push what is found off the screen. They stand before the
/// heading of the view, so they are a landmark: whoever hears the page can go to them and past them.
pub fn filters(explorer: Explorer) -> Node {
    let name = move || explorer.language().text.filters;
    let all = Unfolded::new(page::has_room(), None);
    let folded = all
        .details("filters")
        .child(el("summary").child(live(name)))
        .children(FacetKind::ALL.map(|kind| facet(explorer, kind, all)))
        .child(years(explorer, all));
    el("section").class("start-side").live("aria-label", name).child(folded).into()
}

/// A facet. Where it has few values, each has its place from the start, and is hidden while it would leave nothing, so
/// that the keyboard never loses what it stands on.
fn facet(explorer: Explorer, kind: FacetKind, all: Unfolded) -> Element {
    let count = library::corpus().facet(kind).map_or(0, |table| table.values.len());
    let choices = move || {
        explorer.selection.with_untracked(|s| {
            let facet = s.facets.iter().find(|f| f.kind == kind);
            facet.is_some_and(|f| f.values.iter().any(|v| v.choice != Choice::Free))
        })
    };
    let open = choices() || matches!(kind, FacetKind::Document | FacetKind::Theme);
    let unfolded = Unfolded::new(open, Some(all));
    let is_empty = move || {
        explorer
            .selection
            .with(|s| s.facets.iter().find(|f| f.kind == kind).is_none_or(|f| f.values.is_empty()))
    };
    let typed = RwSignal::new(String::new());
    let pressed = StoredValue::new(None::<Arc<Held>>);
    let narrow = (count > LISTED_VALUES).then(|| {
        el("input")
            .class("facet-narrow")
            .attr("type", "search")
            .attr("autocomplete", "off")
            .attr("maxlength", "100")
            .live("aria-label", move || narrow_label(explorer.language(), kind))
            .live("placeholder", move || narrow_label(explorer.language(), kind))
            .on("input", move |event| typed.set(event.value()))
    });
    let name = move || library::facet_name(explorer.language(), kind);
    let followed = following(move || {
        explorer.selection.track();
        explorer.language();
        !(count > LISTED_VALUES && typed.with(String::is_empty))
    });
    let part = move |part: Range<usize>| match unfolded.is_seen() {
        true => values(explorer, kind, &typed.get(), pressed, part),
        false => Vec::new(),
    };
    let below = move || {
        followed.track();
        unfolded.is_seen();
        untrack(|| part(SEEN_VALUES..usize::MAX))
    };
    unfolded
        .details(if count > SHOWN_VALUES { "facet many" } else { "facet" })
        .live("hidden", is_empty)
        .attr("data-facet", kind.id())
        .child(el("summary").child(live(name)))
        .child(
            el("div")
                .attr("role", "group")
                .live("aria-label", name)
                .child(narrow)
                .child(el("ul").child(live(move || part(0..SEEN_VALUES))).child(live(below))),
        )
}

fn narrow_label(language: &Language, kind: FacetKind) -> String {
    fill(language.text.facet_narrow, &[("facet", library::facet_name(language, kind))])
}

/// The values that were listed when one of them was pressed.
struct Held {
    /// What decided them.
    around: String,
    /// Their places in the facet, ascending.
    places: Vec<usize>,
}

/// All that decides which values are listed, but for those of the facet itself that are chosen or left out.
fn around(state: &ViewState, kind: FacetKind, typed: &str) -> String {
    let mut others = state.looked_for();
    others.filters.retain(|(of, _)| *of != kind);
    others.excluded.retain(|(of, _)| *of != kind);
    format!("{typed} {}", others.print())
}

/// The values of a facet that are listed, with their counts: all of a few, and of many those that leave most, of what is
/// typed for. While values of this facet alone are pressed, the same are listed: one of them has the keyboard.
fn values(
    explorer: Explorer,
    kind: FacetKind,
    typed: &str,
    pressed: StoredValue<Option<Arc<Held>>>,
    part: Range<usize>,
) -> Vec<Node> {
    let corpus = library::corpus();
    let language = explorer.language();
    let Some(table) = corpus.facet(kind) else { return Vec::new() };
    let typed = fold(typed.trim());
    let name_of = |place: usize| {
        table.values.get(place).map(|id| library::value_name(language, kind, id)).unwrap_or_default()
    };
    let is_meant = |place: usize| typed.is_empty() || fold(&name_of(place)).contains(&typed);
    explorer.selection.with(|selection| {
        let counted = selection.facets.iter().find(|f| f.kind == kind);
        let foremost = || counted.map(|facet| facet.foremost(LISTED_VALUES, is_meant)).unwrap_or_default();
        let listed = (table.values.len() > LISTED_VALUES).then(|| {
            let around = explorer.state.with_untracked(|state| around(state, kind, &typed));
            let held = pressed.get_value().filter(|held| held.around == around);
            held.unwrap_or_else(|| Arc::new(Held { around, places: foremost() }))
        });
        let is_chosen = |place| {
            let value = counted.and_then(|facet| facet.value(place));
            value.is_some_and(|value| value.choice != Choice::Free)
        };
        let is_listed = |place: usize| {
            let is_held = |held: &Arc<Held>| held.places.binary_search(&place).is_ok();
            listed.as_ref().is_none_or(is_held) || is_chosen(place)
        };
        let mut items = Vec::new();
        let places = table.values.iter().enumerate().filter(|(place, _)| is_listed(*place));
        for (place, id) in places.take(part.end).skip(part.start) {
            let found = counted.and_then(|facet| facet.value(place));
            let choice = found.map_or(Choice::Free, |value| value.choice);
            let name = library::value_name(language, kind, id);
            let count = found.map_or(0, |value| value.count);
            let press = {
                let listed = listed.clone();
                move || pressed.set_value(listed.clone())
            };
            let pressed = press.clone();
            let item = value(explorer, kind, id, &name, choice, count, press);
            let label = match choice {
                Choice::Excluded => language.text.filter_include,
                _ => language.text.filter_exclude,
            };
            let label = fill(label, &[("filter", &name)]);
            // A button, since the address of a link would be another with each filter, for every value.
            let leave_out = {
                let id = id.clone();
                move |_| {
                    pressed();
                    explorer.go(explorer.state.with_untracked(|s| s.excluded(kind, &id)));
                }
            };
            let exclude = el("button")
                .attr("type", "button")
                .class("exclude")
                .attr("aria-label", label.clone())
                .attr("title", label)
                .on("click", leave_out)
                .child(if choice == Choice::Excluded { "+" } else { "−" });
            let class = if choice == Choice::Excluded { "is-excluded" } else { "" };
            items.push(
                el("li").class(class).attr("hidden", found.is_none()).child(item).child(exclude).into(),
            );
        }
        items
    })
}

fn value(
    explorer: Explorer,
    kind: FacetKind,
    id: &str,
    name: &str,
    choice: Choice,
    count: usize,
    press: impl Fn() + Send + 'static,
) -> Element {
    let toggle = {
        let id = id.to_owned();
        move |_| {
            press();
            explorer.go(explorer.state.with_untracked(|s| s.toggled(kind, &id)));
        }
    };
    let symbol = (kind == FacetKind::Theme).then(|| {
        let of = library::family_of(id);
        let class = format!("symbol {}", family::class(of));
        el("span").class(class).attr("aria-hidden", "true").child(family::symbol(of))
    });
    el("label")
        .class("facet-value")
        .child(
            el("input")
                .attr("type", "checkbox")
                .attr("name", kind.id())
                .attr("value", id.to_owned())
                .attr("checked", choice == Choice::Chosen)
                .on("change", toggle),
        )
        .child(symbol)
        .child(el("span").class("facet-name").attr("dir", "auto").child(name.to_owned()))
        .child(el("span").class("count").child(count.to_string()))
}

/// A chip that leads there. Pressed by key, it hands the keyboard to the first of these chips that is there then, or to the
/// heading; a pointer has not lost its place.
fn removing(explorer: Explorer, chip: Element, without: &ViewState, mut next: Vec<String>) -> Element {
    next.push("top".to_owned());
    let without = without.clone();
    let go = move |event: &Event| {
        event.prevent_default();
        explorer.go(without.clone());
        page::follow(next.clone());
    };
    let by_program = go.clone();
    chip.on("keydown", move |event| {
        if event.key() == "Enter" && !event.has_modifier() && !event.has_shift() {
            go(&event);
        }
    })
    // A program that reads aloud presses it without a key.
    .on("click", move |event| {
        if event.number("detail") == 0.0 && !event.has_modifier() && !event.has_shift() {
            by_program(&event);
        }
    })
}

/// Name of the chip at a place.
fn chip_id(at: usize) -> String {
    format!("chosen-{at}")
}

/// What is chosen, excluded and wanted, as chips that take themselves away.
pub fn chosen(explorer: Explorer) -> Node {
    live(move || {
        let language = explorer.language();
        let state = explorer.state.get();
        let mut chips = Vec::new();
        let mut chip = |name: String, without: &ViewState| {
            let label = fill(language.text.filter_remove, &[("filter", &name)]);
            let cross = el("span").attr("aria-hidden", "true").child("×");
            let at = chips.len();
            let link = el("a").attr("id", chip_id(at)).class("chip").attr("href", explorer.href(without));
            let link = link.attr("aria-label", label);
            let link = removing(explorer, link, without, vec![chip_id(at), chip_id(at.saturating_sub(1))]);
            chips.push(el("li").child(link.child(name).child(" ").child(cross)));
        };
        for (kind, id) in &state.filters {
            chip(library::value_name(language, *kind, id), &state.toggled(*kind, id));
        }
        for (kind, id) in &state.excluded {
            let name = library::value_name(language, *kind, id);
            chip(fill(language.text.filter_without, &[("filter", &name)]), &state.excluded(*kind, id));
        }
        if let Some(years) = state.years {
            chip(library::years_name(years), &state.with_years(None));
        }
        let many = chips.len() > 1;
        (!chips.is_empty()).then(|| {
            let all = explorer.href(&state.unfiltered());
            let clear = el("a").class("chip quiet").attr("href", all);
            let clear = removing(explorer, clear, &state.unfiltered(), Vec::new());
            let clear = clear.child(language.text.filters_clear);
            el("ul").class("chips").children(chips).child(many.then(|| el("li").child(clear)))
        })
    })
}
