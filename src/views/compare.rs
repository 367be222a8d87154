//! Documents against each other: what is said again, what comes and goes, and in which words.

mod passages;
mod terms;
mod themes;

use crate::components::errand::Errand;
use crate::components::passage::passage;
use crate::dom::{Element, Event, Node, el, live};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use passages_core::compare::Contrast;
use passages_core::job::{Answer, Job};

/// Documents offered by name, at most; more are typed.
const OFFERED: usize = 400;

/// The view.
pub fn compare(explorer: Explorer) -> Node {
    let errand = Errand::default();
    let text = move || &explorer.language().text;
    let title = el("h1").attr("id", "top").attr("tabindex", "-1").class("view-title");
    el("div")
        .class("columns comparing")
        .child(
            el("div")
                .class("middle compare")
                .child(title.child(live(move || text().compare_title)))
                .child(el("p").class("lead").child(live(move || text().compare_lead)))
                .child(live(move || chooser(explorer)))
                .child(live(move || content(explorer, errand))),
        )
        .child(el("div").class("end-side").child(passage(explorer, true)))
        .into()
}

/// What the workshop has found, or what there is to say until it has.
fn content(explorer: Explorer, errand: Errand) -> Node {
    let job = Job::Contrast(explorer.selection.with(|s| s.compared.clone()));
    let done = match errand.ask(job.clone()) {
        Ok(done) => done,
        Err(fault) => return errand.failed(explorer, fault),
    };
    let Some(done) = done.filter(|done| done.job == job) else { return Errand::waiting(explorer) };
    let Answer::Contrast(contrast) = &done.answer else { return Node::Nothing };
    if contrast.sides.then.is_empty() {
        return el("p").class("quiet").child(explorer.language().text.compare_alone).into();
    }
    Node::from([
        summary(explorer, contrast).into(),
        // What is short and striking first.
        terms::wordings(explorer, contrast),
        passages::passages(explorer, contrast),
        terms::terms(explorer, contrast),
        themes::themes(explorer, contrast),
    ])
}

/// The documents that are compared, each of which can be taken out, and the ways to add others.
fn chooser(explorer: Explorer) -> Element {
    let language = explorer.language();
    let text = &language.text;
    let corpus = library::corpus();
    let state = explorer.state.get();
    let compared = explorer.selection.with(|s| s.compared.clone());
    let names: Vec<String> =
        compared.iter().filter_map(|at| corpus.documents().get(*at)).map(|d| d.name.clone()).collect();
    let mut chips = el("ul").class("chips").attr("aria-label", text.compare_documents);
    for (at, name) in compared.iter().zip(&names) {
        let Some(document) = corpus.documents().get(*at) else { continue };
        let others = names.iter().filter(|other| *other != name).map(String::as_str);
        // Two there must be: a third makes room for taking one out.
        let href = (names.len() > 2).then(|| explorer.href(&state.comparing(others)));
        let words = fill(text.compare_without, &[("document", &library::short(language, document))]);
        let is_link = href.is_some();
        let chip = el(if is_link { "a" } else { "span" })
            .class("chip")
            .attr("href", href)
            .attr("title", is_link.then(|| words.clone()))
            .attr("aria-label", is_link.then_some(words))
            .child(el("bdi").child(library::short(language, document)))
            .child(is_link.then(|| el("span").attr("aria-hidden", "true").child(" ×")));
        chips = chips.child(el("li").child(chip));
    }
    let rest = corpus.documents().len() > names.len();
    let mut offered = el("datalist").attr("id", "documents");
    for document in corpus.documents().iter().filter(|d| !names.contains(&d.name)).take(OFFERED) {
        offered = offered.child(
            el("option").attr("value", document.name.clone()).child(library::short(language, document)),
        );
    }
    let add = move |event: Event| {
        if let Some(document) = library::corpus().document(event.value().trim()) {
            explorer.go(state.comparing(names.iter().map(String::as_str).chain([document.name.as_str()])));
        }
    };
    let field = rest.then(|| {
        el("label").class("compare-add").child(text.compare_add).child(" ").child(
            el("input")
                .attr("list", "documents")
                .attr("autocomplete", "off")
                .attr("dir", "auto")
                .on("change", add),
        )
    });
    el("div").class("compare-documents").child(chips).child(field).child(rest.then_some(offered))
}

/// What there is, in a sentence.
fn summary(explorer: Explorer, contrast: &Contrast) -> Element {
    let language = explorer.language();
    let text = &language.text;
    let count = |n: usize| crate::browser::locale::number(language.tag, n);
    let alignment = &contrast.alignment;
    let again = alignment.pairs.iter().filter(|pair| pair.is_best).count();
    let values = [
        ("again", &*count(again)),
        ("near", &count(alignment.pairs.len() - again)),
        ("new", &count(alignment.new.len())),
        ("dropped", &count(alignment.dropped.len())),
    ];
    let cut = contrast.cut.then(|| el("p").class("caution").child(text.compare_cut));
    let mut other = Vec::new();
    let corpus = library::corpus();
    for at in &contrast.other_language {
        other.extend(corpus.documents().get(*at).map(|d| library::short(language, d)));
    }
    let foreign = (!other.is_empty()).then(|| {
        el("p")
            .class("caution")
            .child(fill(text.compare_other_language, &[("documents", &other.join(text.semicolon))]))
    });
    el("div")
        .child(el("p").class("tally").attr("role", "status").child(fill(text.compare_summary, &values)))
        .child(cut)
        .child(foreign)
}

/// A list of which the beginning is shown, and the rest when it is asked for.
fn shortened(explorer: Explorer, first: usize, items: Vec<Node>, class: &'static str) -> Node {
    let more = items.len().saturating_sub(first);
    if more == 0 {
        return el("ol").class(class).children::<Node>(items).into();
    }
    let mut items = items;
    let rest = items.split_off(first);
    let words = fill(explorer.language().text.compare_more, &[("n", &more.to_string())]);
    Node::from([
        el("ol").class(class).children::<Node>(items).into(),
        el("details")
            .class("rest")
            .child(el("summary").child(words))
            .child(el("ol").class(class).children::<Node>(rest))
            .into(),
    ])
}
