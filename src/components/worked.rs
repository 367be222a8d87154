//! The arithmetic of a score, so that a reader can work it out again.

use crate::components::table::{Row, table};
use crate::dom::{Node, el};
use crate::explorer::Explorer;
use crate::i18n::{Text, fill};
use crate::library;
use passages_core::link::{Comparison, ParagraphIx, Reason};
use passages_core::number::fixed;

/// Each weight as a product, their sum, and the score it gives; `here` is the first of the two passages.
pub fn worked(explorer: Explorer, here: ParagraphIx, comparison: &Comparison) -> Node {
    let language = explorer.language();
    let text = &language.text;
    let all = library::corpus().len().to_string();
    let mut rows = Vec::new();
    let mut sum = 0.0_f32;
    for reason in &comparison.reasons {
        let name = library::evidence_name(language, here, reason);
        rows.push(Row::of_figures(name.into(), figures(text, reason, &all)));
        sum += reason.weight;
    }
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
    el("details")
        .class("worked")
        .child(el("summary").child(text.worked_title))
        .child(el("p").class("fine").child(text.worked_explained))
        .child(table(text.worked_title, &heads, rows))
        .child(el("p").class("fine").child(result))
        .into()
}

/// The factors of a reason's weight, the weight, and its share of the score; `all` is how many passages there are.
fn figures(text: &Text, reason: &Reason, all: &str) -> Vec<String> {
    let mut rarity = fixed(reason.rarity.into(), 2) + " ";
    if reason.paragraphs > 0 {
        rarity += &fill(text.worked_held, &[("n", &reason.paragraphs.to_string()), ("all", all)]);
    }
    let mut circumstances = fixed((reason.weight / (reason.kind * reason.rarity)).into(), 2) + " ";
    if reason.same_sentence {
        circumstances += text.worked_same_sentence;
    }
    if reason.same_sentence && reason.aside {
        circumstances += text.comma;
    }
    if reason.aside {
        circumstances += text.worked_aside;
    }
    vec![
        fixed(reason.kind.into(), 2),
        rarity,
        circumstances,
        fixed(reason.weight.into(), 3),
        fixed(reason.share.into(), 3),
    ]
}
