//! The opening page: one sentence, the documents, the threads between them, and a place to search.

use crate::browser::locale;
use crate::components::family;
use crate::components::passage::reading;
use crate::components::search_box::SearchBox;
use crate::components::thread_picture::ThreadPicture;
use crate::explorer::Explorer;
use crate::library;
use leptos::prelude::*;
use passages_core::document::Document;
use passages_core::link::Link;
use passages_core::number::fixed;
use passages_core::state::View;

/// Links listed beside the picture.
const LISTED_LINKS: usize = 6;

/// The opening page.
#[component]
pub fn Home() -> impl IntoView {
    let explorer = Explorer::expect();
    let language = explorer.language();
    let text = &language.text;
    let corpus = library::corpus();
    let pair = closest_documents();
    let name = |side: Option<usize>| {
        let document = side.and_then(|i| corpus.documents().get(i));
        document.map(|d| document_card(explorer, d))
    };
    let picture = pair.map(|(left, right)| {
        view! {
            <figure class="threads">
                <div class="thread-heads">{name(Some(left))}{name(Some(right))}</div>
                <ThreadPicture left right/>
            </figure>
        }
    });
    let others: Vec<usize> =
        (0..corpus.documents().len()).filter(|i| pair.is_none_or(|(a, b)| *i != a && *i != b)).collect();
    let others = (!others.is_empty()).then(|| {
        let cards = others.into_iter().map(|i| view! { <li>{name(Some(i))}</li> }).collect_view();
        view! { <h2>{text.home_documents}</h2> <ul class="documents">{cards}</ul> }
    });
    let strongest = pair.map(|pair| strongest(explorer, pair));
    let map = explorer.state.with_untracked(|s| s.home().showing(View::Map));
    let counted = format!(
        "{}, {}, {}",
        language.count(language.plural.documents, corpus.documents().len()),
        language.count(language.plural.passages, corpus.len()),
        language.count(language.plural.links, corpus.links().len()),
    );
    view! {
        <div class="home">
            <h1 id="top" tabindex="-1">{text.home_sentence}</h1>
            <p class="lead">{text.home_lead}</p>
            <SearchBox live=false/>
            {picture}
            {strongest}
            {others}
            <p class="quiet">{counted}" · "<a href=explorer.href(&map)>{text.home_all_links}</a></p>
        </div>
    }
}

fn document_card(explorer: Explorer, document: &Document) -> impl IntoView + use<> {
    let language = explorer.language();
    let href = explorer.href(&explorer.state.with_untracked(|s| s.home().reading(&document.name)));
    let day = document.date().map(|d| locale::day(language.tag, d));
    let symbol = document.masthead.symbol.clone();
    let foreign =
        (document.language != language.tag).then(|| format!(" ({})", language.text.home_other_language));
    view! {
        <div class="document-card">
            <p class="document-short">{document.short.clone()}</p>
            <a href=href lang=document.language.clone() hreflang=document.language.clone()>{document.title.clone()}</a>
            <p class="quiet">
                {symbol.map(|s| view! { <bdi>{s}</bdi>", " })} {day} {foreign}
            </p>
        </div>
    }
}

/// The two documents with most links between them, the earlier one first.
fn closest_documents() -> Option<(usize, usize)> {
    let corpus = library::corpus();
    let documents = corpus.documents().len();
    let mut links = vec![0_usize; documents * documents];
    for link in corpus.links() {
        let (a, b) = (corpus.document_ix(link.from)?, corpus.document_ix(link.to)?);
        if a != b
            && let Some(count) = links.get_mut(a.min(b) * documents + a.max(b))
        {
            *count += 1;
        }
    }
    // The first of the largest.
    let most = links.iter().max().filter(|most| **most > 0)?;
    let at = links.iter().position(|count| count == most)?;
    Some((at / documents, at % documents))
}

fn strongest(explorer: Explorer, (left, right): (usize, usize)) -> impl IntoView + use<> {
    let language = explorer.language();
    let corpus = library::corpus();
    let between = |l: &&Link| {
        let ends = (corpus.document_ix(l.from), corpus.document_ix(l.to));
        ends == (Some(left), Some(right)) || ends == (Some(right), Some(left))
    };
    let links = corpus.links_by_score().iter().filter_map(|i| corpus.links().get(*i)).filter(between);
    let item = |link: &Link| {
        let state = explorer.state.with_untracked(|s| reading(&s.home(), link.from));
        let href = explorer.href(&state.with_link(&corpus.id(link.from), &corpus.id(link.to)));
        let of = link.family;
        view! {
            <li>
                <a class="link-card" href=href>
                    <span class=format!("symbol {}", family::class(of)) aria-hidden="true">{family::symbol(of)}</span>
                    <span class="link-place">
                        <bdi>{library::short_citation(link.from)}</bdi>" – "<bdi>{library::short_citation(link.to)}</bdi>
                    </span>
                    <span class="score" title=language.text.link_score>{fixed(link.score.into(), 2)}</span>
                    <span class="why" dir="auto">{library::reason_line(language, link)}</span>
                </a>
            </li>
        }
    };
    view! {
        <section>
            <h2>{language.text.home_strongest}</h2>
            <ol class="links strongest">{links.take(LISTED_LINKS).map(item).collect_view()}</ol>
        </section>
    }
}
