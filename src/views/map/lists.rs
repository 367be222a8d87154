//! What a picture shows besides links, as lists: the groups of the graph, the passages of each theme, the documents in
//! the order of time.

use super::board::Board;
use crate::components::family;
use crate::components::table::{Row, table};
use crate::dom::{Element, Node, el};
use crate::explorer::Explorer;
use crate::library;
use passages_core::link::ParagraphIx;
use passages_core::search::FacetKind;
use passages_core::state::{Picture, ViewState};
use passages_core::vocabulary::{Kind, TermIx};

/// Groups that are named, the largest first.
const MOST_GROUPS: usize = 40;
/// Passages that are named in a row; the others are counted.
const NAMED: usize = 12;
/// Documents that are listed.
const MOST_DOCUMENTS: usize = 200;

/// The list of the picture that is shown.
pub(super) fn lists(board: Board) -> Node {
    match board.which() {
        Picture::Graph => groups(board.explorer),
        Picture::Themes => themes(board.explorer),
        Picture::Timeline => documents(board.explorer),
        Picture::Matrix | Picture::Threads => Node::Nothing,
    }
}

/// Passages as links that open them, and how many more there are.
fn places(explorer: Explorer, state: &ViewState, passages: &[ParagraphIx]) -> Element {
    let language = explorer.language();
    let mut list = el("ul").class("inline-places");
    for ix in passages.iter().take(NAMED) {
        let href = explorer.href(&state.at(Some(&library::corpus().id(*ix))));
        list = list.child(el("li").child(
            el("a").attr("href", href).child(el("bdi").child(library::short_citation(language, *ix))),
        ));
    }
    let more = passages.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| {
        let n = crate::browser::locale::number(language.tag, more);
        el("li").class("quiet").child(crate::i18n::fill(language.text.compare_more, &[("n", &n)]))
    });
    list.child(more)
}

/// Passages that belong together by their links, by what tells them from others.
fn groups(explorer: Explorer) -> Node {
    let language = explorer.language();
    let state = explorer.state.get();
    let corpus = library::corpus();
    let selection = explorer.selection.get();
    let mut rows = Vec::new();
    for community in corpus.communities().iter().take(MOST_GROUPS) {
        let members: Vec<ParagraphIx> =
            community.members.iter().copied().filter(|ix| selection.is_listed(*ix)).collect();
        if members.len() > 1 {
            let name = library::community_name(language, community);
            let count = crate::browser::locale::number(language.tag, members.len());
            rows.push(Row {
                head: el("span").attr("dir", "auto").child(name).into(),
                cells: vec![("number", count.into()), ("", places(explorer, &state, &members).into())],
            });
        }
    }
    if rows.is_empty() {
        return Node::Nothing;
    }
    let text = &language.text;
    let heads = [text.map_group, text.map_count, text.map_passages];
    section(text.map_groups_title, table(text.map_groups_title, &heads, rows))
}

fn section(title: &'static str, body: Node) -> Node {
    el("section").class("map-lists").child(el("h2").child(title)).child(body).into()
}

/// The passages of each theme.
fn themes(explorer: Explorer) -> Node {
    let language = explorer.language();
    let text = &language.text;
    let state = explorer.state.get();
    let corpus = library::corpus();
    let selection = explorer.selection.get();
    let mut passages: Vec<Vec<ParagraphIx>> = vec![Vec::new(); corpus.vocabulary().terms.len()];
    for ix in corpus.indices().filter(|ix| selection.is_listed(*ix)) {
        for term in corpus.annotation(ix).map(|a| a.terms()).unwrap_or_default() {
            if let Some(list) = passages.get_mut(usize::from(term)) {
                list.push(ix);
            }
        }
    }
    let mut rows = Vec::new();
    for ((ix, term), passages) in corpus.vocabulary().indexed().zip(&passages) {
        if term.kind == Kind::Theme && !passages.is_empty() {
            rows.push(theme_row(explorer, &state, ix, passages));
        }
    }
    let heads = [text.facet_theme, text.map_count, text.map_passages];
    section(text.picture_themes, table(text.picture_themes, &heads, rows))
}

fn theme_row(explorer: Explorer, state: &ViewState, ix: TermIx, passages: &[ParagraphIx]) -> Row {
    let language = explorer.language();
    let of = library::family_of_term(ix);
    let symbol = el("span")
        .class(format!("symbol {}", family::class(of)))
        .attr("aria-hidden", "true")
        .child(family::symbol(of));
    let corpus = library::corpus();
    let id = corpus.vocabulary().term(ix).map_or("", |term| term.id.as_str());
    let href = explorer.href(&state.toggled(FacetKind::Theme, id));
    let name = el("a").attr("href", href).child(library::term_name(language, ix));
    let count = crate::browser::locale::number(language.tag, passages.len());
    Row {
        head: Node::from([symbol.into(), " ".into(), name.into()]),
        cells: vec![("number", count.into()), ("", places(explorer, state, passages).into())],
    }
}

/// The documents in the order of time, with how much of each is found.
fn documents(explorer: Explorer) -> Node {
    let language = explorer.language();
    let text = &language.text;
    let state = explorer.state.get();
    let corpus = library::corpus();
    let mut counts = vec![0_usize; corpus.documents().len()];
    explorer.selection.with(|selection| {
        for row in &selection.rows {
            if let Some(count) = corpus.document_ix(row.paragraph).and_then(|at| counts.get_mut(at)) {
                *count += 1;
            }
        }
    });
    let mut rows = Vec::new();
    for (document, count) in
        corpus.documents().iter().zip(counts).filter(|(_, count)| *count > 0).take(MOST_DOCUMENTS)
    {
        let day = document.date().map_or_else(|| text.timeline_undated.to_owned(), |date| language.day(date));
        let href = explorer.href(&state.reading(&document.name));
        let name = el("a").attr("href", href).child(el("bdi").child(library::short(language, document)));
        let count = crate::browser::locale::number(language.tag, count);
        rows.push(Row { head: day.into(), cells: vec![("", name.into()), ("number", count.into())] });
    }
    if rows.is_empty() {
        return Node::Nothing;
    }
    let heads = [text.date, text.facet_document, text.map_count];
    section(text.picture_timeline, table(text.picture_timeline, &heads, rows))
}
