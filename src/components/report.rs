//! "Report a bad link": a small text to copy or save. Nothing is sent.

use crate::browser::page;
use crate::components::reasons::verdict;
use crate::explorer::Explorer;
use crate::library;
use leptos::prelude::*;
use passages_core::link::ParagraphIx;
use passages_core::number::fixed;
use passages_core::select::Against;
use passages_core::state::encode;

/// The text, in English, for whoever looks after the corpus.
fn report(here: ParagraphIx, against: &Against) -> String {
    let language = crate::i18n::Language::best(["en"]);
    let corpus = library::corpus();
    let mut lines = vec![
        format!("Passages: a link to look at (corpus {})", corpus.fingerprint()),
        format!("{}  {}", corpus.id(here), library::citation(here)),
        format!("{}  {}", corpus.id(against.partner), library::citation(against.partner)),
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

/// Folded away until it is wanted.
#[component]
pub fn Report(
    /// The passage that is open.
    here: ParagraphIx,
    /// What it is held against.
    against: Against,
) -> impl IntoView {
    let language = Explorer::expect().language();
    let text = &language.text;
    let words = RwSignal::new(report(here, &against));
    let copied = RwSignal::new(false);
    let copy = move |_| {
        page::copy_text("report");
        copied.set(true);
    };
    let file = move || format!("data:text/plain;charset=utf-8,{}", encode(&words.get()).replace('+', "%20"));
    let typed = move |event| {
        words.set(event_target_value(&event));
        copied.set(false);
    };
    view! {
        <details class="report">
            <summary>{text.report_title}</summary>
            <p class="fine">{text.report_help}</p>
            <textarea id="report" rows="9" dir="ltr" lang="en" aria-label=text.report_title prop:value=move || words.get() on:input=typed></textarea>
            <p class="actions">
                <button type="button" on:click=copy>{text.report_copy}</button>
                <a class="button" href=file download="passages-report.txt">{text.report_save}</a>
                <span role="status">{move || copied.get().then_some(text.report_copied)}</span>
            </p>
        </details>
    }
}
