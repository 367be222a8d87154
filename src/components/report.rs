//! "Report a bad link": a small text to copy or save. Nothing is sent.

use crate::browser::page;
use crate::components::reasons::verdict;
use crate::dom::{Event, Node, el, live};
use crate::explorer::Explorer;
use crate::library;
use leptos::prelude::*;
use passages_core::link::ParagraphIx;
use passages_core::number::fixed;
use passages_core::select::Against;
use passages_core::state::encode;

/// The text, in English, for whoever looks after the corpus.
fn draft(here: ParagraphIx, against: &Against) -> String {
    let language = crate::i18n::Language::english();
    let corpus = library::corpus();
    let mut lines = vec![
        format!("Passages: a link to look at (corpus {})", corpus.fingerprint()),
        format!("{}  {}", corpus.id(here), library::citation(language, here)),
        format!("{}  {}", corpus.id(against.partner), library::citation(language, against.partner)),
        verdict(language, against),
    ];
    for reason in &against.comparison.reasons {
        let (name, kind) =
            (library::evidence_name(language, here, reason), library::kind_name(language, &reason.evidence));
        lines.push(format!("- {} ({kind}): {}", name, fixed(reason.share.into(), 3)));
    }
    lines.push("What is wrong with it: ".to_owned());
    lines.join("\n") + "\n"
}

/// The report on what the passage that is open, `here`, is held against; folded away until it is wanted.
pub fn report(explorer: Explorer, here: ParagraphIx, against: &Against) -> Node {
    if !explorer.can_save() {
        return Node::Nothing;
    }
    let text = &explorer.language().text;
    let words = RwSignal::new(draft(here, against));
    let copied = RwSignal::new(false);
    let typed = move |event: Event| {
        words.set(event.value());
        copied.set(false);
    };
    let copy = move |_| {
        page::copy_text("report");
        copied.set(true);
    };
    let file = move || format!("data:text/plain;charset=utf-8,{}", encode(&words.get()).replace('+', "%20"));
    let area = el("textarea")
        .attr("id", "report")
        .attr("rows", "9")
        .attr("dir", "ltr")
        .attr("lang", "en")
        .attr("aria-label", text.report_title)
        .live("value", move || words.get())
        .on("input", typed);
    let save = el("a").class("button").live("href", file).attr("download", "passages-report.txt");
    let actions = el("p")
        .class("actions")
        .child(el("button").attr("type", "button").on("click", copy).child(text.report_copy))
        .child(save.child(text.report_save))
        .child(
            el("span").attr("role", "status").child(live(move || copied.get().then_some(text.report_copied))),
        );
    el("details")
        .class("report")
        .child(el("summary").child(text.report_title))
        .child(el("p").class("fine").child(text.report_help))
        .child(area)
        .child(actions)
        .into()
}
