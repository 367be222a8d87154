//! What two passages share: each reason, its share of the score, and whether it makes a link.

use crate::components::family;
use crate::components::marked::{Look, Marks};
use crate::explorer::Explorer;
use crate::i18n::{Language, fill};
use crate::library;
use leptos::prelude::*;
use passages_core::corpus::Verdict;
use passages_core::link::{MAX_LINKS, MIN_SCORE, ParagraphIx};
use passages_core::number::fixed;
use passages_core::select::Against;

/// The words of one end that both share; `here` is the passage that is open.
pub fn lit_marks(explorer: Explorer, here: ParagraphIx, against: &Against, end: ParagraphIx) -> Marks {
    let language = explorer.language();
    let mut marks = Marks::new();
    for (nth, reason) in against.comparison.reasons.iter().enumerate() {
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

/// The reasons as a list, weightiest first.
#[component]
pub fn Reasons(
    /// The passage that is open.
    here: ParagraphIx,
    /// What it is held against.
    against: Against,
) -> impl IntoView {
    let explorer = Explorer::expect();
    let language = explorer.language();
    let total = against.comparison.score;
    let score = fixed(total.into(), 2);
    let row = |reason: &passages_core::link::Reason| {
        let of = library::family_of_reason(reason);
        let share = fixed(reason.share.into(), 2);
        let printed = fill(language.text.link_share, &[("share", &share), ("score", &score)]);
        let width = fixed((100.0 * reason.share / total.max(f32::EPSILON)).into(), 1);
        view! {
            <li class=format!("reason {}", family::class(of))>
                <span class="symbol" aria-hidden="true">{family::symbol(of)}</span>
                <span class="reason-name" dir="auto">{library::evidence_name(language, here, reason)}</span>
                <span class="reason-kind">{library::kind_name(language, &reason.evidence)}</span>
                <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                    <rect width=width height="4"></rect>
                </svg>
                <span class="share">{printed}</span>
            </li>
        }
    };
    let rows = against.comparison.reasons.iter().map(row).collect_view();
    view! {
        <h3>{language.text.link_reasons}</h3>
        <p class="verdict">{verdict(language, &against)}</p>
        <ol class="reasons">{rows}</ol>
    }
}
