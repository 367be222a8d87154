//! One passage that was found: where it stands, what was found in it and why, and what it is about.

use crate::components::family;
use crate::components::marked::{Look, Marks, marked};
use crate::components::passage_menu::passage_menu;
use crate::dom::{Element, Node, el};
use crate::explorer::Explorer;
use crate::i18n::{Language, fill};
use crate::library;
use passages_core::annotate::Annotation;
use passages_core::number::fixed;
use passages_core::search::Bm25;
use passages_core::select::{Row, Selection};
use passages_core::span::Span;
use passages_core::state::ViewState;
use passages_core::vocabulary::{Kind, label};

/// Themes named under a row.
const ROW_THEMES: usize = 4;

/// A row of the list; only paper has its whole text in a large collection.
pub(super) fn row(
    explorer: Explorer,
    language: &Language,
    state: &ViewState,
    selection: &Selection,
    row: &Row,
    has_whole: bool,
) -> Element {
    let corpus = library::corpus();
    let (ix, id) = (row.paragraph, corpus.id(row.paragraph));
    let is_open = state.passage.as_deref() == Some(id.as_str());
    let place = el("a")
        .attr("id", format!("open-{ix}"))
        .attr("href", explorer.href(&state.at(Some(&id))))
        .attr("aria-current", is_open.then_some("true"))
        .child(el("bdi").child(library::short_citation(language, ix)));
    let mut terms = el("ul").class("row-terms");
    let tagged = corpus.annotation(ix).map(Annotation::terms).unwrap_or_default();
    let themes = tagged.iter().filter_map(|t| corpus.vocabulary().term(*t)).filter(|t| t.kind == Kind::Theme);
    for theme in themes.take(ROW_THEMES) {
        let class = format!("symbol {}", family::class(theme.family));
        let symbol = el("span").class(class).attr("aria-hidden", "true").child(family::symbol(theme.family));
        let name = label(&theme.labels, language.tag).to_owned();
        terms = terms.child(el("li").child(symbol).child(" ").child(name));
    }
    let links = language.count(language.plural.links, selection.links_of(&corpus, ix).count());
    // What is printed is the whole paragraph, and where it stands in full.
    let whole = corpus.get(ix).filter(|_| has_whole).map(|(document, paragraph)| {
        el("p")
            .class("on-paper")
            .attr("lang", document.language.clone())
            .attr("dir", library::direction(&document.language))
            .child(format!("{} ({})", paragraph.text, library::citation(language, ix)))
    });
    el("li")
        .class(if is_open { "row open" } else { "row" })
        .attr("data-passage", id)
        .child(
            el("div").class("row-head").child(el("h2").child(place)).child(passage_menu(explorer, ix, "row")),
        )
        .child(if state.in_context { lines(selection, ix) } else { snippet(selection, ix).into() })
        .child(whole)
        .child(why(language, selection, ix))
        .child(terms.child(el("li").class("quiet").child(links)))
}

/// Which forms of the words were found, and what each adds to the score.
fn why(language: &Language, selection: &Selection, ix: u32) -> Option<Element> {
    let corpus = library::corpus();
    let (_, paragraph) = corpus.get(ix)?;
    let explanation =
        selection.plan.as_ref()?.explain(corpus.index(), ix, &paragraph.text, Bm25::default())?;
    let mut parts = Vec::new();
    for part in &explanation.parts {
        let mut forms = Vec::new();
        for (form, times) in &part.forms {
            forms.push(if *times == 1 { form.clone() } else { format!("{form} ×{times}") });
        }
        parts.push(format!("{}: {} = {}", part.written, forms.join(", "), fixed(part.score, 2)));
    }
    // What was looked for by fields alone has no words that could be weighed.
    if parts.is_empty() {
        return None;
    }
    let (parts, score) = (parts.join("; "), fixed(explanation.score, 2));
    let words = fill(language.text.found_why, &[("parts", &parts), ("score", &score)]);
    Some(el("p").class("why-found fine").attr("dir", "auto").child(words))
}

/// The stretch around what was found.
fn snippet(selection: &Selection, ix: u32) -> Option<Element> {
    let corpus = library::corpus();
    let (document, paragraph) = corpus.get(ix)?;
    let snippet = selection.snippet(&corpus, ix);
    let marks: Marks = snippet.marks.iter().map(|m| (*m, Look::Found)).collect();
    let span = snippet.span;
    let is_cut = (span.end as usize) < paragraph.text.len();
    Some(
        el("p")
            .class("snippet")
            .attr("lang", document.language.clone())
            .attr("dir", library::direction(&document.language))
            .child((span.start > 0).then_some("… "))
            .child(marked(&paragraph.text, span, &marks))
            .child(is_cut.then_some(" …")),
    )
}

/// Each place that was found, with the words around it, the places one below the other.
fn lines(selection: &Selection, ix: u32) -> Node {
    let corpus = library::corpus();
    let Some((document, paragraph)) = corpus.get(ix) else { return Node::Nothing };
    let lines = selection.lines(&corpus, ix);
    if lines.is_empty() {
        return snippet(selection, ix).into();
    }
    let part = |class: &'static str, span: Span| {
        // By itself, so that what is cut off at its beginning turns nothing round.
        el("span").class(class).child(el("bdi").child(span.of(&paragraph.text).to_owned()))
    };
    let mut list = el("ul")
        .class("concordance snippet")
        .attr("lang", document.language.clone())
        .attr("dir", library::direction(&document.language));
    for line in lines {
        list = list.child(
            el("li")
                .child(part("before", line.before))
                .child(el("mark").class("found").child(line.found.of(&paragraph.text).to_owned()))
                .child(part("after", line.after)),
        );
    }
    list.into()
}
