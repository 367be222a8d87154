//! Why two passages are linked: each reason, and its share of the score.

use crate::components::family;
use crate::components::marked::{Look, Marks};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use leptos::prelude::*;
use passages_core::link::{Evidence, Link, ParagraphIx};
use passages_core::number::fixed;

/// The family of a link's reason; `None` for names and words.
pub fn family_of(link: &Link, nth: usize) -> Option<u8> {
    match link.reasons.get(nth).map(|r| &r.evidence) {
        Some(Evidence::Term(ix)) => library::corpus().vocabulary().term(*ix).and_then(|t| t.family),
        _ => None,
    }
}

/// The words of one end that make the link.
pub fn lit_marks(explorer: Explorer, link: &Link, end: ParagraphIx) -> Marks {
    let language = explorer.language();
    let mut marks = Marks::new();
    for (nth, reason) in link.reasons.iter().enumerate() {
        let spans = if end == link.from { &reason.from_spans } else { &reason.to_spans };
        let look = Look::Lit(family_of(link, nth), library::evidence_name(language, link, nth), nth);
        marks.extend(spans.iter().map(|span| (*span, look.clone())));
    }
    marks
}

/// The reasons of a link as a list, weightiest first.
#[component]
pub fn Reasons(
    /// The link.
    link: Link,
) -> impl IntoView {
    let explorer = Explorer::expect();
    let language = explorer.language();
    let score = fixed(link.score.into(), 2);
    let rows = (0..link.reasons.len())
        .map(|nth| {
            let reason = link.reasons.get(nth);
            let share = reason.map_or(0.0, |r| r.share);
            let kind = reason.and_then(|r| match &r.evidence {
                Evidence::Term(ix) => library::corpus().vocabulary().term(*ix).map(|t| t.kind),
                Evidence::Word(_) => None,
            });
            let of = family_of(&link, nth);
            let printed =
                fill(language.text.link_share, &[("share", &fixed(share.into(), 2)), ("score", &score)]);
            let width = fixed((100.0 * share / link.score.max(f32::EPSILON)).into(), 1);
            view! {
                <li class=format!("reason {}", family::class(of))>
                    <span class="symbol" aria-hidden="true">{family::symbol(of)}</span>
                    <span class="reason-name" dir="auto">{library::evidence_name(language, &link, nth)}</span>
                    <span class="reason-kind">{library::kind_name(language, kind)}</span>
                    <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                        <rect width=width height="4"></rect>
                    </svg>
                    <span class="share">{printed}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <h3>{language.text.link_reasons}</h3>
        <ol class="reasons">{rows}</ol>
        <p class="fine">{language.text.link_score_explained}</p>
    }
}
