//! What this is, how links are made, and how right they are.

use crate::components::table::{Row, table};
use crate::dom::{Element, Node, el, live};
use crate::explorer::Explorer;
use crate::i18n::{Language, Text, fill};
use crate::library;
use passages_core::evaluate::{Accuracy, Method};
use passages_core::link::{MAX_LINKS, MIN_SCORE, Weights};
use passages_core::number::fixed;
use passages_core::state::encode;

/// Documents of which the source is told; those of a large collection have a page each.
const MOST_SOURCES: usize = 40;

/// The view.
pub fn about(explorer: Explorer) -> Node {
    live(move || {
        let language = explorer.language();
        let text = &language.text;
        let corpus = library::corpus();
        let accuracy = corpus.accuracy();
        el("div")
            .class("about")
            .child(
                el("h1").attr("id", "top").attr("tabindex", "-1").class("view-title").child(text.about_title),
            )
            .child(el("p").class("lead").child(text.footer_about))
            .child(section("what", text.about_what).child(el("p").child(text.about_what_text)))
            .child(sources(explorer))
            .child(method(language))
            .child((accuracy.pairs > 0).then(|| measured(language, accuracy)))
            .child((!accuracy.themes.is_empty()).then(|| themes(language, accuracy)))
            .child(section("own", text.about_own).child(el("p").child(about_own(text))))
            .child(section("accessibility", text.about_access).child(el("p").child(text.about_access_text)))
            .child(keys(language))
            .child(section("languages", text.about_languages).child(el("p").child(text.about_languages_text)))
            .child(section("licences", text.about_licences).child(el("p").child(text.about_licences_text)))
            .child(el("p").class("fine").child(version(language)))
    })
}

/// What becomes of documents of the visitor's own.
fn about_own(text: &Text) -> String {
    format!("{} {} {}", text.about_own_text, text.own_promise, text.add_policy)
}

fn section(id: &'static str, title: &'static str) -> Element {
    el("section").attr("id", id).child(el("h2").child(title))
}

/// What is read here, where its official record is, and how the text came.
fn sources(explorer: Explorer) -> Node {
    let text = &explorer.language().text;
    let mut list = el("ul").class("sources");
    for document in library::corpus().documents().iter().take(MOST_SOURCES) {
        let title = el("span")
            .attr("lang", document.language.clone())
            .attr("dir", library::direction(&document.language))
            .child(document.title.clone());
        // The United Nations' own address for a symbol; followed by the visitor, never by the page.
        let symbol = document.masthead.symbol.as_ref().filter(|_| !library::is_own(&document.name));
        let record = symbol.map(|symbol| {
            let address = format!("https://undocs.org/{}", encode(symbol));
            // An exhibit leads nowhere else: there a press shows the address for a telephone.
            let link = match explorer.can_save() {
                true => el("a").attr("href", address.clone()).attr("rel", "noopener noreferrer external"),
                false => el("button").attr("type", "button").attr("data-outward", address.clone()),
            };
            el("p")
                .class("fine")
                .child(format!("{}: ", text.about_source_record))
                .child(link.child(el("bdi").child(address)))
        });
        let received = document.provenance_for(explorer.language().tag).map(|(tag, how)| {
            let how = el("span")
                .attr("lang", tag.to_owned())
                .attr("dir", library::direction(tag))
                .child(how.to_owned());
            el("p").class("fine").child(format!("{}: ", text.about_source_received)).child(how)
        });
        // A letter is called by the beginning of its title.
        let designation = document.designation();
        let symbol = (!document.title.starts_with(&designation)).then(|| el("bdi").child(designation));
        let comma = symbol.is_some().then_some(text.comma);
        list = list.child(
            el("li").child(el("p").child(symbol).child(comma).child(title)).child(record).child(received),
        );
    }
    section("sources", text.about_sources).child(list).into()
}

/// The keys that do something.
fn keys(language: &'static Language) -> Node {
    let text = &language.text;
    let keys = [
        ("Tab", text.key_tab),
        ("← → ↓ ↑", text.key_arrows),
        ("Page Up, Page Down, Home, End", text.key_pages),
        ("Enter", text.key_enter),
        ("+ − 0", text.key_zoom),
        ("↓ ↑ Enter", text.key_suggestions),
        ("Esc", text.key_escape),
    ];
    let mut rows = Vec::new();
    for (key, does) in keys {
        let key = el("kbd").attr("dir", "ltr").child(key);
        rows.push(Row { head: key.into(), cells: vec![("", does.into())] });
    }
    section("keys", text.about_shortcuts)
        .child(table(text.about_shortcuts, &[text.about_key, text.about_does], rows))
        .into()
}

fn version(language: &'static Language) -> String {
    let corpus = library::corpus();
    let values = [("version", env!("CARGO_PKG_VERSION")), ("fingerprint", corpus.fingerprint())];
    fill(language.text.about_version, &values)
}

/// The formula, what each kind of evidence weighs, and which pairs are shown.
fn method(language: &'static Language) -> Node {
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
    let mut rows = Vec::new();
    for (name, weight) in weights {
        rows.push(Row::of_figures(name.into(), vec![fixed(weight, 2)]));
    }
    let (least, most) = (fixed(MIN_SCORE.into(), 2), MAX_LINKS.to_string());
    let shown = fill(text.about_method_shown, &[("least", &least), ("most", &most)]);
    section("method", text.about_method)
        .child(el("p").child(text.about_method_evidence))
        .child(el("p").class("formula").child("weight = kind × ln(N / n) / ln(N) × circumstances"))
        .child(el("p").class("formula").child("W = Σ weight,  score = W / (W + 1)"))
        .child(el("p").child(text.about_method_formula))
        .child(table(text.worked_weight, &[text.worked_reason, text.worked_weight], rows))
        .child(el("p").child(shown))
        .child(el("p").child(text.about_method_general))
        .into()
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
fn measured(language: &'static Language, accuracy: &Accuracy) -> Node {
    let text = &language.text;
    let mut rows = Vec::new();
    for m in &accuracy.methods {
        let figures = vec![fixed(m.ndcg.into(), 2), fixed(m.average_precision.into(), 2)];
        rows.push(Row::of_figures(method_name(language, m.method).into(), figures));
    }
    let values = [
        ("pairs", &*accuracy.pairs.to_string()),
        ("together", &*accuracy.together.to_string()),
        ("kappa", &*fixed(accuracy.kappa_pairs.into(), 2)),
        ("links", &*accuracy.links.to_string()),
        ("right", &*accuracy.links_right.to_string()),
    ];
    let heads = [text.about_accuracy_method, "nDCG@5", text.about_accuracy_precision];
    section("accuracy", text.about_accuracy)
        .child(el("p").child(fill(text.about_accuracy_lead, &values)))
        .child(table(text.about_accuracy, &heads, rows))
        .child(el("p").child(fill(text.about_accuracy_links, &values)))
        .child(el("p").class("fine").child(text.about_accuracy_measures))
        .into()
}

/// How right each theme's tags are.
fn themes(language: &'static Language, accuracy: &Accuracy) -> Node {
    let text = &language.text;
    let mut rows = Vec::new();
    for t in &accuracy.themes {
        let name = library::term_name(language, t.theme);
        let right = library::part(language, t.right, t.tagged);
        let found = library::part(language, t.found, t.wanted);
        rows.push(Row::of_figures(name.into(), vec![right, found]));
    }
    let (paragraphs, kappa) = (accuracy.paragraphs.to_string(), fixed(accuracy.kappa_themes.into(), 2));
    let lead = fill(text.about_themes_lead, &[("paragraphs", &paragraphs), ("kappa", &kappa)]);
    let heads = [text.facet_theme, text.about_themes_right, text.about_themes_found];
    section("themes", text.about_themes)
        .child(el("p").child(lead))
        .child(table(text.about_themes, &heads, rows))
        .into()
}
