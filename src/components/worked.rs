//! The arithmetic of a score, so that a reader can work it out again.

use crate::components::table::{Row, table};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use leptos::prelude::*;
use passages_core::link::{Comparison, ParagraphIx, Reason};
use passages_core::number::fixed;

/// Each weight as a product, their sum, and the score it gives; `here` is the first of the two passages.
pub fn worked(explorer: Explorer, here: ParagraphIx, comparison: &Comparison) -> AnyView {
    let language = explorer.language();
    let text = &language.text;
    let all = library::corpus().len().to_string();
    let row = |reason: &Reason| {
        let because = [(reason.same_sentence, text.worked_same_sentence), (reason.aside, text.worked_aside)];
        let because = because.iter().filter(|(is, _)| *is).map(|(_, words)| *words).collect::<Vec<_>>();
        let circumstances = fixed((reason.weight / (reason.kind * reason.rarity)).into(), 2);
        let held = fill(text.worked_held, &[("n", &reason.paragraphs.to_string()), ("all", &all)]);
        Row::of_figures(
            library::evidence_name(language, here, reason),
            [
                fixed(reason.kind.into(), 2),
                format!(
                    "{} {}",
                    fixed(reason.rarity.into(), 2),
                    if reason.paragraphs > 0 { &held } else { "" }
                ),
                format!("{circumstances} {}", because.join(", ")),
                fixed(reason.weight.into(), 3),
                fixed(reason.share.into(), 3),
            ],
        )
    };
    let sum: f32 = comparison.reasons.iter().map(|r| r.weight).sum();
    let (sum, score) = (fixed(sum.into(), 3), fixed(comparison.score.into(), 3));
    let result = fill(text.worked_result, &[("sum", &sum), ("score", &score)]);
    let heads = [
        text.worked_reason,
        text.worked_kind,
        text.worked_rarity,
        text.worked_circumstances,
        text.worked_weight,
        text.worked_share,
    ];
    view! {
        <details class="worked">
            <summary>{text.worked_title}</summary>
            <p class="fine">{text.worked_explained}</p>
            {table(text.worked_title, &heads, comparison.reasons.iter().map(row).collect())}
            <p class="fine">{result}</p>
        </details>
    }
    .into_any()
}
