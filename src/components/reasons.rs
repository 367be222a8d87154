//! What two passages share: each reason, its share of the score, and whether it makes a link.

use crate::components::family;
use crate::components::marked::{Look, Marks};
use crate::dom::{Node, el, svg};
use crate::explorer::Explorer;
use crate::i18n::{Language, fill};
use crate::library;
use passages_core::corpus::Verdict;
use passages_core::link::{Comparison, MAX_LINKS, MIN_SCORE, ParagraphIx};
use passages_core::number::{fixed, parts};
use passages_core::select::Against;

/// The words of one end that both share; `here` is the passage from which the other is seen.
pub fn lit_marks(explorer: Explorer, here: ParagraphIx, shared: &Comparison, end: ParagraphIx) -> Marks {
    let language = explorer.language();
    let mut marks = Marks::new();
    for (nth, reason) in shared.reasons.iter().enumerate() {
        let spans = if end == here { &reason.from_spans } else { &reason.to_spans };
        let name = library::evidence_name(language, here, reason);
        let look = Look::Lit(library::family_of_reason(reason), name, nth);
        marks.extend(spans.iter().map(|span| (*span, look.clone())));
    }
    marks
}

/// Why the two are linked, or what keeps them apart, in a sentence.
pub fn verdict(language: &Language, against: &Against) -> String {
    let text = &language.text;
    let score = fixed(against.comparison.score.into(), 2);
    match against.verdict {
        Verdict::Linked => fill(text.link_yes, &[("score", &score)]),
        Verdict::TooWeak(_) if against.comparison.reasons.is_empty() => text.link_nothing.to_owned(),
        Verdict::TooWeak(lacks) => {
            let (lacks, least) = (fixed(lacks.into(), 2), fixed(MIN_SCORE.into(), 2));
            fill(text.link_too_weak, &[("score", &score), ("lacks", &lacks), ("least", &least)])
        }
        Verdict::Crowded => fill(text.link_crowded, &[("score", &score), ("most", &MAX_LINKS.to_string())]),
    }
}

/// The reasons as a list, weightiest first; `here` is the passage that is open.
pub fn reasons(explorer: Explorer, here: ParagraphIx, against: &Against) -> Node {
    let language = explorer.language();
    let total = against.comparison.score;
    let score = fixed(total.into(), 2);
    let mut rows = Vec::new();
    let shares: Vec<f64> = against.comparison.reasons.iter().map(|reason| reason.share.into()).collect();
    for (reason, share) in against.comparison.reasons.iter().zip(parts(&shares, total.into())) {
        let of = library::family_of_reason(reason);
        let name = library::evidence_name(language, here, reason);
        let kind = library::kind_name(language, &reason.evidence);
        let printed = fill(language.text.link_share, &[("share", &share), ("score", &score)]);
        let width = fixed((100.0 * reason.share / total.max(f32::EPSILON)).into(), 1);
        let bar = svg("svg")
            .class("bar")
            .attr("viewBox", "0 0 100 4")
            .attr("preserveAspectRatio", "none")
            .attr("aria-hidden", "true")
            .child(svg("rect").attr("width", width).attr("height", "4"));
        let row = el("li")
            .class(format!("reason {}", family::class(of)))
            .child(el("span").class("symbol").attr("aria-hidden", "true").child(family::symbol(of)))
            .child(el("span").class("reason-name").attr("dir", "auto").child(name))
            .child(el("span").class("reason-kind").child(kind))
            .child(bar)
            .child(el("span").class("share").child(printed));
        rows.push(row.into());
    }
    Node::from([
        el("h3").child(language.text.link_reasons).into(),
        el("p").class("verdict").child(verdict(language, against)).into(),
        el("ol").class("reasons").children::<Node>(rows).into(),
    ])
}
