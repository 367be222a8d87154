//! The graph of passages, and the same as a table.

use crate::browser::page;
use crate::components::facets::{Chosen, Filters};
use crate::components::family;
use crate::components::passage::Passage;
use crate::components::search_box::SearchBox;
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use passages_core::link::{Link, ParagraphIx};
use passages_core::number::fixed;
use passages_core::scene::{Curve, MapScene, Node, map};
use passages_core::vocabulary::label;

/// The view.
#[component]
pub fn Map() -> impl IntoView {
    let explorer = Explorer::expect();
    view! {
        <div class="columns">
            <div class="start-side"><Filters/></div>
            <div class="middle">
                <h1 id="top" tabindex="-1" class="view-title">{move || explorer.language().text.map_title}</h1>
                <SearchBox live=true/>
                <Chosen/>
                <Summary/>
                <Picture/>
                <Legend/>
                <p id="map-help" class="fine">{move || explorer.language().text.map_help}</p>
                <Table/>
            </div>
            <div class="end-side"><Passage with_text=true/></div>
        </div>
    }
}

/// What the picture shows, in a sentence.
#[component]
fn Summary() -> impl IntoView {
    let explorer = Explorer::expect();
    let counts = Memo::new(move |_| explorer.selection.with(|s| (s.rows.len(), s.links.len())));
    let words = move || {
        let language = explorer.language();
        let (passages, links) = counts.get();
        let passages = language.count(language.plural.passages, passages);
        let links = language.count(language.plural.links, links);
        fill(language.text.map_summary, &[("passages", &passages), ("links", &links)])
    };
    view! {
        <p class="tally" role="status" data-count=move || counts.get().0.to_string() data-links=move || counts.get().1.to_string()>
            {words}
        </p>
    }
}

/// Where the keyboard stands on the map: from `hub` its links are gone through, `at` is where one stands.
#[derive(Clone, Copy, PartialEq)]
struct Walk {
    hub: ParagraphIx,
    at: ParagraphIx,
}

#[component]
fn Picture() -> impl IntoView {
    let explorer = Explorer::expect();
    let scene = Memo::new(move |_| explorer.selection.with(|s| map(library::corpus(), s)));
    let first = explorer.selection.with_untracked(|s| {
        let open = s.open.as_ref().map(|o| o.paragraph);
        open.or(s.rows.first().map(|r| r.paragraph)).unwrap_or(0)
    });
    let walk = RwSignal::new(Walk { hub: first, at: first });
    let before = RwSignal::new(Vec::<ParagraphIx>::new());
    // Named below the picture: what the pointer or the keyboard is on.
    let pointed = RwSignal::new(String::new());
    let open = move |ix: ParagraphIx| {
        walk.set(Walk { hub: ix, at: ix });
        explorer.go(explorer.state.with_untracked(|s| s.at(Some(&library::corpus().id(ix)))));
    };
    let key = move |event: KeyboardEvent| {
        let Walk { hub, at } = walk.get_untracked();
        let neighbours = explorer.selection.with_untracked(|s| linked(&s.links, hub));
        let place = neighbours.iter().position(|n| *n == at);
        let last = ParagraphIx::try_from(library::corpus().len()).unwrap_or(0).saturating_sub(1);
        let next = match event.key().as_str() {
            "ArrowRight" => {
                let next = place.map_or(0, |p| (p + 1) % neighbours.len().max(1));
                neighbours.get(next).map(|n| Walk { hub, at: *n })
            }
            "ArrowLeft" => {
                let next = place.unwrap_or(0).checked_sub(1).unwrap_or(neighbours.len().saturating_sub(1));
                neighbours.get(next).map(|n| Walk { hub, at: *n })
            }
            "ArrowDown" => {
                before.update(|b| b.push(hub));
                Some(Walk { hub: at, at })
            }
            "ArrowUp" => before.try_update(Vec::pop).flatten().map(|hub| Walk { hub, at: hub }),
            "PageDown" => Some((at + 1).min(last)).map(|at| Walk { hub: at, at }),
            "PageUp" => Some(at.saturating_sub(1)).map(|at| Walk { hub: at, at }),
            "Home" => Some(Walk { hub: 0, at: 0 }),
            "End" => Some(Walk { hub: last, at: last }),
            "Enter" | " " => {
                event.prevent_default();
                open(at);
                None
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(next) = next {
            walk.set(next);
            page::focus(&node_id(next.at));
        }
    };
    let bounds = move || {
        let (x, y, w, h) = scene.with(|s| s.bounds);
        [x, y, w, h].map(|n| fixed(n, 0)).join(" ")
    };
    // The nodes stay on the page while filters change, so that the keyboard keeps its place.
    let nodes = scene.with_untracked(|s: &MapScene| s.nodes.clone());
    let nodes = nodes.into_iter().map(|node| {
        let ix = node.paragraph;
        let now = Memo::new(move |_| scene.with(|s| s.nodes.get(ix as usize).cloned()));
        node_view(explorer, &node, now, walk, pointed, open)
    });
    let nodes = nodes.collect_view();
    view! {
        <svg
            class="map"
            class:has-open=move || scene.with(|s| s.nodes.iter().any(|n| n.open))
            viewBox=bounds
            role="group"
            aria-label=move || explorer.language().text.map_title
            aria-describedby="map-help"
            on:keydown=key
        >
            <g aria-hidden="true">{move || scene.with(|s| s.curves.iter().map(curve_view).collect_view())}</g>
            <g>{nodes}</g>
        </svg>
        <p class="pointed" aria-hidden="true">{move || pointed.get()}</p>
    }
}

/// The other ends of a paragraph's shown links, strongest first.
fn linked(shown: &[usize], hub: ParagraphIx) -> Vec<ParagraphIx> {
    let corpus = library::corpus();
    let is_shown = |link: &&Link| shown.iter().any(|i| corpus.links().get(*i) == Some(*link));
    corpus.links_of(hub).filter(is_shown).filter_map(|l| l.other(hub)).collect()
}

fn node_id(ix: ParagraphIx) -> String {
    format!("node-{ix}")
}

fn curve_view(curve: &Curve) -> impl IntoView + use<> {
    let class = format!("thread {}", family::class(curve.family));
    view! { <path class=class class:lit=curve.lit d=curve.path() stroke-width=fixed(curve.width, 1)></path> }
}

fn node_view(
    explorer: Explorer,
    node: &Node,
    now: Memo<Option<Node>>,
    walk: RwSignal<Walk>,
    pointed: RwSignal<String>,
    open: impl Fn(ParagraphIx) + Copy + Send + Sync + 'static,
) -> AnyView {
    let ix = node.paragraph;
    let label = node.label.clone();
    let name = Memo::new(move |_| {
        let language = explorer.language();
        let links = language.count(language.plural.links, now.with(|n| n.as_ref().map_or(0, |n| n.links)));
        let mut place = library::citation(ix);
        // Whoever speaks what they see must be understood: the name holds the words on the mark.
        if !place.contains(&label) {
            place = format!("{place}, {label}");
        }
        fill(language.text.map_node, &[("place", &place), ("links", &links)])
    });
    let (x, y) = (node.x, node.y);
    let shape = move || now.get().map(|n| shape_view(n.document, n.radius));
    view! {
        <g
            id=node_id(ix)
            class="node"
            class:dimmed=move || now.with(|n| n.as_ref().is_some_and(|n| n.dimmed))
            class:open=move || now.with(|n| n.as_ref().is_some_and(|n| n.open))
            transform=format!("translate({} {})", fixed(x, 1), fixed(y, 1))
            role="link"
            tabindex=move || if walk.get().at == ix { "0" } else { "-1" }
            aria-label=move || name.get()
            on:click=move |_| open(ix)
            on:pointerenter=move |_| pointed.set(name.get_untracked())
            on:focus=move |_| pointed.set(name.get_untracked())
        >
            {shape}
            <text text-anchor="middle" dy="0.35em" aria-hidden="true">{node.label.clone()}</text>
        </g>
    }
    .into_any()
}

/// Documents are told apart by shape: circle, square, diamond, then circles again.
fn shape_view(document: usize, radius: f64) -> AnyView {
    let r = fixed(radius, 1);
    match document % 3 {
        1 => {
            let (corner, side) = (fixed(-0.9 * radius, 1), fixed(1.8 * radius, 1));
            view! { <rect class="shape" x=corner.clone() y=corner width=side.clone() height=side rx="2"></rect> }.into_any()
        }
        2 => {
            let (to, back) = (fixed(1.25 * radius, 1), fixed(-1.25 * radius, 1));
            view! { <path class="shape" d=format!("M0 {back}L{to} 0 0 {to} {back} 0Z")></path> }.into_any()
        }
        _ => view! { <circle class="shape" r=r></circle> }.into_any(),
    }
}

/// What shapes and colours mean.
#[component]
fn Legend() -> impl IntoView {
    let explorer = Explorer::expect();
    move || {
        let language = explorer.language();
        let documents = (0_usize..).zip(library::corpus().documents()).map(|(i, d)| {
            let shape = shape_view(i, 8.0);
            view! {
                <li>
                    <svg class="legend-shape" viewBox="-11 -11 22 22" aria-hidden="true"><g class="node">{shape}</g></svg>
                    {d.short.clone()}
                </li>
            }
        });
        let families = (0_u8..).zip(&library::corpus().vocabulary().families).map(|(i, f)| {
            let class = format!("symbol {}", family::class(Some(i)));
            let name = label(&f.labels, language.tag).to_owned();
            view! { <li><span class=class aria-hidden="true">{family::symbol(Some(i))}</span>" "{name}</li> }
        });
        view! {
            <div class="legend">
                <ul aria-label=language.text.map_legend_documents>{documents.collect_view()}</ul>
                <ul aria-label=language.text.map_legend_families>{families.collect_view()}</ul>
            </div>
        }
    }
}

/// The same links as a table, strongest first.
#[component]
fn Table() -> impl IntoView {
    let explorer = Explorer::expect();
    let shown = Memo::new(move |_| explorer.selection.with(|s| s.links.clone()));
    let rows = move || {
        let language = explorer.language();
        let corpus = library::corpus();
        let shown = shown.get();
        let by_score = corpus.links_by_score().iter().filter(|i| shown.binary_search(i).is_ok());
        let links = by_score.filter_map(|i| corpus.links().get(*i));
        let state = explorer.state.get();
        let row = |link: &Link| {
            let (from, to) = (corpus.id(link.from), corpus.id(link.to));
            view! {
                <tr>
                    <td><a href=explorer.href(&state.at(Some(&from)))><bdi>{library::short_citation(link.from)}</bdi></a></td>
                    <td><a href=explorer.href(&state.at(Some(&to)))><bdi>{library::short_citation(link.to)}</bdi></a></td>
                    <td dir="auto">
                        <a href=explorer.href(&state.with_link(&from, &to))>{library::reason_line(language, link)}</a>
                    </td>
                    <td class="number">{fixed(link.score.into(), 2)}</td>
                </tr>
            }
        };
        links.map(row).collect_view()
    };
    let text = move || &explorer.language().text;
    view! {
        <section class="map-table">
            <h2>{move || text().map_list}</h2>
            <p class="quiet" hidden=move || !shown.with(Vec::is_empty)>{move || text().map_no_links}</p>
            <table hidden=move || shown.with(Vec::is_empty)>
                <thead><tr>
                    <th scope="col">{move || text().map_list_from}</th>
                    <th scope="col">{move || text().map_list_to}</th>
                    <th scope="col">{move || text().map_list_why}</th>
                    <th scope="col">{move || text().link_score}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}
