//! Themes, names and ways of speaking of a passage, as chips that lead to all passages of which the same is true.

use crate::components::family;
use crate::dom::{Element, Node, el};
use crate::explorer::Explorer;
use crate::i18n::{Language, fill};
use crate::library;
use passages_core::annotate::{Annotation, Tag};
use passages_core::link::ParagraphIx;
use passages_core::search::FacetKind;
use passages_core::state::View;
use passages_core::vocabulary::{Kind, Term, TermIx, label};

/// Themes and names of a passage, each a way to all passages that have it.
pub fn terms(explorer: Explorer, ix: ParagraphIx) -> Node {
    let language = explorer.language();
    let corpus = library::corpus();
    let mut chips = Vec::new();
    for ix in corpus.annotation(ix).map(Annotation::terms).unwrap_or_default() {
        let Some(term) = corpus.vocabulary().term(ix) else { continue };
        let facet = match term.kind {
            Kind::Theme => FacetKind::Theme,
            Kind::Actor => FacetKind::Actor,
            Kind::Place => FacetKind::Place,
            Kind::Programme => FacetKind::Programme,
            Kind::Event => FacetKind::Event,
            Kind::Instrument => FacetKind::Instrument,
            Kind::Voice | Kind::Rung => continue,
        };
        let symbol = family::symbol(term.family);
        let chip = el("a")
            .class(format!("chip {}", family::class(term.family)))
            .attr("href", all_with(explorer, facet, term))
            .attr("title", noted(language, term))
            .attr("dir", "auto")
            .child(el("span").class("symbol").attr("aria-hidden", "true").child(symbol))
            .child(" ")
            .child(label(&term.labels, language.tag).to_owned());
        chips.push(el("li").child(chip).into());
    }
    list("chips terms", chips).map(|list| list.attr("aria-label", language.text.passage_themes)).into()
}

/// Chips as a list; none where there are none.
fn list(class: &'static str, chips: Vec<Node>) -> Option<Element> {
    (!chips.is_empty()).then(|| el("ul").class(class).children(chips))
}

/// The link to all passages of which the same is true.
fn all_with(explorer: Explorer, facet: FacetKind, term: &Term) -> String {
    explorer.href(&explorer.state.get().home().showing(View::Find).toggled(facet, &term.id))
}

/// What a term means, and how many of a theme's tags were found right, where somebody judged them.
fn noted(language: &Language, term: &Term) -> Option<String> {
    let corpus = library::corpus();
    let measured =
        corpus.accuracy().themes.iter().find(|t| {
            t.tagged > 0 && corpus.vocabulary().term(t.theme).is_some_and(|known| known.id == term.id)
        });
    let judged = measured.map(|measured| {
        let values = [("n", &*measured.right.to_string()), ("of", &*measured.tagged.to_string())];
        fill(language.text.passage_judged, &values)
    });
    let note = Some(term.note.clone()).filter(|note| !note.is_empty());
    let told: Vec<String> = note.into_iter().chain(judged).collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// Who speaks in a passage and how strongly, each a way to all passages of which the same is true.
pub fn speech(explorer: Explorer, ix: ParagraphIx) -> Node {
    let language = explorer.language();
    let corpus = library::corpus();
    let chip = |facet: FacetKind, tag: Tag| {
        let term = corpus.vocabulary().term(tag.term)?;
        let chip = el("a").class("chip").attr("href", all_with(explorer, facet, term)).attr("dir", "auto");
        Some(chip.child(label(&term.labels, language.tag).to_owned()))
    };
    let mut told: Vec<(Option<TermIx>, TermIx)> = Vec::new();
    let mut items = Vec::new();
    for speech in corpus.annotation(ix).map_or(&[][..], |a| &a.speech) {
        let key = (speech.who.map(|w| w.term), speech.rung.term);
        if !told.contains(&key) {
            told.push(key);
            let who = speech.who.and_then(|who| chip(FacetKind::Speaker, who));
            let how = chip(FacetKind::Strength, speech.rung);
            items.push(el("li").child(who).child(" ").child(how).into());
        }
    }
    let Some(list) = list("chips speech", items) else { return Node::Nothing };
    Node::from([el("h3").child(language.text.passage_speech).into(), list.into()])
}
