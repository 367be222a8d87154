//! What this is, how links are made, and how right they are.

use crate::components::table::{Row, table};
use crate::explorer::Explorer;
use crate::i18n::{Language, fill};
use crate::library;
use leptos::prelude::*;
use passages_core::evaluate::{Accuracy, Method};
use passages_core::link::{MAX_LINKS, MIN_SCORE, Weights};
use passages_core::number::fixed;
use passages_core::vocabulary::label;

/// The view.
#[component]
pub fn About() -> impl IntoView {
    let explorer = Explorer::expect();
    move || {
        let language = explorer.language();
        let text = &language.text;
        let accuracy = library::corpus().accuracy();
        let mut sections = vec![method(language)];
        if accuracy.pairs > 0 {
            sections.push(measured(language, accuracy));
        }
        if !accuracy.themes.is_empty() {
            sections.push(themes(language, accuracy));
        }
        view! {
            <div class="about">
                <h1 id="top" tabindex="-1" class="view-title">{text.about_title}</h1>
                {paragraph("", text.footer_about)}
                {sections}
            </div>
        }
        .into_any()
    }
}

fn paragraph(class: &'static str, words: impl Into<String>) -> AnyView {
    view! { <p class=class>{words.into()}</p> }.into_any()
}

fn section(id: &'static str, title: &'static str, body: Vec<AnyView>) -> AnyView {
    view! { <section id=id><h2>{title}</h2>{body}</section> }.into_any()
}

/// The formula, what each kind of evidence weighs, and which pairs are shown.
fn method(language: &'static Language) -> AnyView {
    let text = &language.text;
    let w = Weights::default();
    let weights = [
        (text.facet_theme, w.theme),
        (text.facet_programme, w.programme),
        (text.facet_instrument, w.programme),
        (text.facet_actor, w.actor),
        (text.facet_event, w.event),
        (text.facet_place, w.place),
        (text.kind_word, w.word),
        (text.kind_related, w.related * w.theme),
        (text.about_broader, w.broader * w.theme),
        (text.kind_same, w.same),
    ];
    let rows = weights.map(|(name, weight)| Row::of_figures(name, [fixed(weight, 2)]));
    let (least, most) = (fixed(MIN_SCORE.into(), 2), MAX_LINKS.to_string());
    let body = vec![
        paragraph("", text.about_method_evidence),
        paragraph("formula", "weight = kind × ln(N / n) / ln(N) × circumstances"),
        paragraph("formula", "W = Σ weight,  score = W / (W + 1)"),
        paragraph("", text.about_method_formula),
        table(text.worked_weight, &[text.worked_reason, text.worked_weight], rows.into()),
        paragraph("", fill(text.about_method_shown, &[("least", &least), ("most", &most)])),
        paragraph("", text.about_method_general),
    ];
    section("method", text.about_method, body)
}

fn method_name(language: &Language, method: Method) -> &'static str {
    let text = &language.text;
    match method {
        Method::TfIdf => "TF-IDF",
        Method::Bm25 => "BM25",
        Method::Words => text.method_words,
        Method::Vocabulary => text.method_vocabulary,
        Method::All => text.method_all,
        Method::Shown => text.method_shown,
    }
}

/// How well links are ranked, beside plain methods.
fn measured(language: &'static Language, accuracy: &Accuracy) -> AnyView {
    let text = &language.text;
    let rows = accuracy.methods.iter().map(|m| {
        let figures = [m.ndcg, m.average_precision].map(|figure| fixed(figure.into(), 2));
        Row::of_figures(method_name(language, m.method), figures)
    });
    let values = [
        ("pairs", accuracy.pairs.to_string()),
        ("together", accuracy.together.to_string()),
        ("kappa", fixed(accuracy.kappa_pairs.into(), 2)),
        ("links", accuracy.links.to_string()),
        ("right", accuracy.links_right.to_string()),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    let heads = [text.about_accuracy_method, "nDCG@5", text.about_accuracy_precision];
    let body = vec![
        paragraph("", fill(text.about_accuracy_lead, &values)),
        table(text.about_accuracy, &heads, rows.collect()),
        paragraph("", fill(text.about_accuracy_links, &values)),
        paragraph("fine", text.about_accuracy_measures),
    ];
    section("accuracy", text.about_accuracy, body)
}

/// How right each theme's tags are.
fn themes(language: &'static Language, accuracy: &Accuracy) -> AnyView {
    let text = &language.text;
    let rows = accuracy.themes.iter().map(|t| {
        let name =
            library::corpus().vocabulary().term(t.theme).map_or("", |t| label(&t.labels, language.tag));
        let figures = [(t.right, t.tagged), (t.found, t.wanted)];
        Row::of_figures(name, figures.map(|(n, of)| library::part(language, n, of)))
    });
    let (paragraphs, kappa) = (accuracy.paragraphs.to_string(), fixed(accuracy.kappa_themes.into(), 2));
    let heads = [text.facet_theme, text.about_themes_right, text.about_themes_found];
    let body = vec![
        paragraph("", fill(text.about_themes_lead, &[("paragraphs", &paragraphs), ("kappa", &kappa)])),
        table(text.about_themes, &heads, rows.collect()),
    ];
    section("themes", text.about_themes, body)
}
