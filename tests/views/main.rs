//! Every view as HTML, rendered without a browser: what it shows, in every language, whatever the address.

mod compare;
mod embed;
mod find;
mod html;
mod link;
mod map;
mod own;
mod read;
mod safe;
mod taking;

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use html::{all, text, texts, values};
use leptos::prelude::*;
use leptos::reactive::diagnostics::SpecialNonReactiveZone;
use passages::app::App;
use passages::i18n::{HEADS, Head, Language, Text, fill};
use passages::library::{self, Held};
use passages_core::corpus::Corpus;
use passages_core::setting::Mode;
use passages_core::state::ViewState;
use std::sync::{Once, OnceLock};

/// Effects reach for the browser, and there is none: they are dropped, unrun.
struct NoBrowser;

impl CustomExecutor for NoBrowser {
    fn spawn(&self, _: PinnedFuture<()>) {}
    fn spawn_local(&self, _: PinnedLocalFuture<()>) {}
    fn poll_local(&self) {}
}

/// The explorer at an address, for somebody who prefers these languages.
fn page_for(address: &str, preferred: &[&str]) -> String {
    page_as(Mode::Public, address, preferred)
}

/// The same where the page is something else.
fn page_as(mode: Mode, address: &str, preferred: &[&str]) -> String {
    static EXECUTOR: Once = Once::new();
    EXECUTOR.call_once(|| {
        // Set once, before anything else can have set it.
        let _ = Executor::init_custom_executor(NoBrowser);
    });
    let (state, warnings) = ViewState::parse(address);
    let preferred = preferred.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
    // Rendered once, so that nothing needs to be tracked.
    let _untracked = SpecialNonReactiveZone::enter();
    Owner::new().with(|| view! { <App state mode cut=!warnings.is_empty() preferred/> }.to_html())
}

fn page(address: &str) -> String {
    page_for(address, &["en"])
}

/// The corpus that the page begins with.
fn corpus() -> &'static Corpus {
    static CORPUS: OnceLock<Held> = OnceLock::new();
    CORPUS.get_or_init(library::corpus)
}

fn known(tag: &str) -> &'static Language {
    Head::best([tag]).known().expect("every language is known where there is no browser")
}

fn english() -> &'static Text {
    &Language::english().text
}

#[test]
fn every_view_is_set_in_every_language() {
    for language in HEADS.iter().filter_map(Head::known) {
        let check = |address: &str, title: &str| {
            let html = page_for(address, &[&format!("{}-BE", language.tag)]);
            assert_eq!(texts(&html, "h1"), [title], "{address}");
            assert_eq!(all(&html, "h1")[0].get("id"), Some("top"), "{address}");
            let tabs = [
                language.text.site_name,
                language.text.view_read,
                language.text.view_find,
                language.text.view_map,
                language.text.view_compare,
                language.text.view_frameworks,
                language.text.view_collection,
                language.text.view_about,
            ];
            assert!(tabs.iter().all(|tab| texts(&html, "a").iter().any(|a| a == tab)), "{address}");
        };
        check("", language.text.home_sentence);
        check("read=A/CONF.191/L.7", &corpus().documents()[0].title);
        check("find=mali", language.text.view_find);
        check("map", language.text.map_title);
        check("frameworks", language.text.frameworks_title);
        check("about", language.text.about_title);
        check("add", language.text.add_title);
        check("compare", language.text.compare_title);
        check("collection", language.text.view_collection);
        check("link=", language.text.link_choose);
        let tally = texts(&page_for("find=mali", &[language.tag]), "p.tally").concat();
        let passages = language.count(language.plural.passages, 2);
        assert_eq!(tally, fill(language.text.found_for, &[("passages", &passages), ("query", "mali")]));
    }
}

#[test]
fn the_address_decides_the_language_before_the_browser_does() {
    let check = |address: &str, preferred: &[&str], tag: &str| {
        let title = texts(&page_for(address, preferred), "h1").concat();
        assert_eq!(title, known(tag).text.map_title, "{address} {preferred:?}");
    };
    check("map&lang=fr", &["en"], "fr");
    check("map&lang=en", &["fr"], "en");
    check("map", &["xx", "fr-CA", "en"], "fr");
    check("map", &["xx"], "en");
    check("map", &[], "en");
}

#[test]
fn each_language_is_offered_in_its_own_name_and_leads_to_the_same_view() {
    let html = page("find=mali&theme=co-development");
    for language in HEADS.iter().filter_map(Head::known) {
        let links = all(&html, "a");
        let link = links.iter().find(|a| a.get("hreflang") == Some(language.tag)).expect("a link");
        assert_eq!((link.get("lang"), link.text().as_str()), (Some(language.tag), language.name));
        let (state, warnings) = ViewState::parse(link.get("href").expect("an address"));
        assert_eq!((state.query.as_str(), state.filters.len(), warnings.len()), ("mali", 1, 0));
        assert_eq!(state.language.as_deref(), Some(language.tag));
    }
}

#[test]
fn every_tab_says_whether_it_is_the_present_one() {
    for (address, name) in
        [("", english().site_name), ("map", english().view_map), ("find=", english().view_find)]
    {
        let html = page(address);
        let links = all(&html, "a");
        let current: Vec<String> =
            links.iter().filter(|a| a.get("aria-current") == Some("page")).map(|a| a.text()).collect();
        assert_eq!(current, [name], "{address}");
    }
    assert!(!text(&page("map")).is_empty() && !values(&page("map"), "aria-label").contains(&String::new()));
}
