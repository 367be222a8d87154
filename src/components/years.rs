//! The years of the documents: how many passages each would leave, and the range that is wanted.

use crate::browser::page;
use crate::components::unfolded::Unfolded;
use crate::dom::{Element, Event, Node, el, live, svg};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use passages_core::number::{Within, fixed};
use passages_core::search::Years;
use passages_core::state::ViewState;

/// Height of the tallest bar, and width of the picture, in its own units: those of its `viewBox`.
const HEIGHT: f64 = 40.0;
const WIDTH: f64 = 240.0;

/// The filter by year. A corpus of one year has nothing to choose.
pub fn years(explorer: Explorer, all: Unfolded) -> Node {
    let known: Vec<u16> = library::corpus().facets().years().iter().filter_map(|year| *year).collect();
    let (Some(first), Some(last)) = (known.first().copied(), known.last().copied()) else {
        return Node::Nothing;
    };
    if first == last {
        return Node::Nothing;
    }
    let unfolded = Unfolded::new(explorer.state.with_untracked(|s| s.years.is_some()), Some(all));
    unfolded
        .details("facet years")
        .attr("data-facet", "year")
        .child(el("summary").child(live(move || explorer.language().text.facet_year)))
        .child(
            el("div")
                .attr("role", "group")
                .live("aria-label", move || explorer.language().text.facet_year)
                .child(live(move || unfolded.is_seen().then(|| histogram(explorer, first, last))))
                .child(
                    el("p")
                        .class("year-range")
                        .child(bound(explorer, "year-from", first, last))
                        .child(bound(explorer, "year-to", first, last)),
                )
                .child(live(move || unfolded.is_seen().then(|| undated(explorer)).flatten())),
        )
        .into()
}

/// A field for the first or the last wanted year.
fn bound(explorer: Explorer, id: &'static str, first: u16, last: u16) -> Element {
    let is_first = id == "year-from";
    let now = move || {
        let years = explorer.state.with(|s| s.years);
        let year = years.and_then(|years| if is_first { years.from() } else { years.to() });
        year.map_or(String::new(), |year| year.to_string())
    };
    let words = move || {
        let text = &explorer.language().text;
        if is_first { text.year_from } else { text.year_to }
    };
    let change = move |_: Event| {
        let typed = |id: &str| page::value_of(id).trim().parse::<u16>().ok().filter(|year| *year <= 9999);
        let wanted = Years::new(typed("year-from"), typed("year-to"));
        explorer.go(explorer.state.with_untracked(|s| s.with_years(wanted)));
    };
    let field = el("input")
        .attr("id", id)
        .attr("type", "number")
        .attr("inputmode", "numeric")
        .attr("min", first.to_string())
        .attr("max", last.to_string())
        .attr("placeholder", if is_first { first.to_string() } else { last.to_string() })
        .live("value", now)
        .on("change", change);
    el("label").child(live(words)).child(" ").child(field)
}

/// A bar for each year, each a way to that year alone; the same numbers stand in its name.
fn histogram(explorer: Explorer, first: u16, last: u16) -> Element {
    let language = explorer.language();
    let state = explorer.state.get();
    let mut picture = svg("svg").class("histogram").attr("viewBox", "0 0 240 40");
    picture = picture.attr("role", "group").attr("aria-label", language.text.facet_year);
    explorer.selection.with(|selection| {
        let most = selection.years.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1) as f64;
        let step = WIDTH / f64::from(last - first + 1);
        for (year, count) in &selection.years {
            let Some(year) = *year else { continue };
            let height = if *count == 0 { 0.0 } else { (HEIGHT * *count as f64 / most).max(2.0) };
            let wanted = state.years.is_none_or(|years| years.contains(year));
            let passages = language.count(language.plural.passages, *count);
            let bar = svg("rect")
                .class(if wanted { "bar wanted" } else { "bar" })
                .attr("x", fixed(f64::from(year - first) * step, 1))
                .attr("y", fixed(HEIGHT - height, 1))
                .attr("width", fixed((step - 1.0).within(0.5, 24.0), 1))
                .attr("height", fixed(height, 1));
            picture = std::mem::replace(&mut picture, svg("g")).child(
                svg("a")
                    .attr("href", explorer.href(&only(&state, year)))
                    .attr("aria-label", format!("{year}: {passages}"))
                    .child(svg("title").child(format!("{year}: {passages}")))
                    .child(bar),
            );
        }
    });
    picture
}

/// That year alone; once more, all years again.
fn only(state: &ViewState, year: u16) -> ViewState {
    let one = Years::new(Some(year), Some(year));
    state.with_years(if state.years == one { None } else { one })
}

/// What no range of years can hold.
fn undated(explorer: Explorer) -> Option<Element> {
    let language = explorer.language();
    let count =
        explorer.selection.with(|s| s.years.iter().find(|(year, _)| year.is_none()).map(|(_, n)| *n))?;
    let passages = language.count(language.plural.passages, count);
    Some(el("p").class("fine").child(fill(language.text.year_none, &[("passages", &passages)])))
}
