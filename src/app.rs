//! The page: its head with the views and languages, the view itself, its foot.

use crate::browser::measure::{Frame, next_frame};
use crate::browser::page::ScrollTo;
use crate::browser::{address, locale, page};
use crate::components::notices::notices;
use crate::dom::{Element, Event, Node, effect, el, live};
use crate::explorer::{Explorer, stamped};
use crate::i18n::{LANGUAGES, Text, fill};
use crate::library;
use crate::views::about::about;
use crate::views::find::find;
use crate::views::frameworks::frameworks;
use crate::views::home::home;
use crate::views::link::link_view;
use crate::views::map::map;
use crate::views::read::{element_id, read};
use leptos::prelude::*;
use passages_core::state::{View, ViewState};

/// Starts the explorer in the page and says when it is there.
pub fn start() {
    let Some(place) = page::mount_point() else { return };
    let (state, warnings) = address::read();
    let explorer =
        move || view! { <App state=state cut=!warnings.is_empty() preferred=locale::preferred()/> };
    leptos::mount::mount_to(place, explorer).forget();
    page::announce_ready();
}

/// The whole explorer, at a state.
#[component]
pub fn App(
    /// The state to begin with.
    state: ViewState,
    /// Whether a part of the address was not understood.
    cut: bool,
    /// Languages that the visitor prefers, best first.
    preferred: Vec<String>,
) -> impl IntoView {
    let explorer = Explorer::new(state, preferred);
    let cut = RwSignal::new(cut);
    follow_address(explorer, cut);
    describe_page(explorer);
    move_to_passage(explorer);
    let view = Memo::new(move |_| explorer.state.with(|s| s.view));
    // Another language sets the page anew; another view its middle.
    let language = Memo::new(move |_| explorer.language().tag);
    let middle = move || {
        language.track();
        let view = view.get();
        // Each view follows what it reads by itself, and begins anew: nothing of another is left in it.
        let content = untrack(|| match view {
            View::Home => home(explorer),
            View::Read => read(explorer),
            View::Find => find(explorer),
            View::Map => map(explorer),
            View::Link => link_view(explorer),
            View::Frameworks => frameworks(explorer),
            View::About => about(explorer),
        });
        el("div").class("view").key(view as u32).child(content)
    };
    Node::from([
        el("a")
            .class("skip")
            .attr("href", "#top")
            .on("click", skip)
            .child(live(move || explorer.language().text.skip_to_content))
            .into(),
        head(explorer).into(),
        el("main").child(notices(explorer, cut)).child(live(middle)).into(),
        foot(explorer).into(),
    ])
}

/// The address has one owner, so the skip link moves the keyboard without touching it.
fn skip(event: Event) {
    event.prevent_default();
    page::focus("top");
}

/// Links, Back, Forward and typing change the address; the state follows. What is not canonical is made so.
fn follow_address(explorer: Explorer, cut: RwSignal<bool>) {
    let tidy = move |state: &ViewState| {
        let state = stamped(state.clone());
        if state.print() != address::fragment() {
            address::replace(&state);
        }
    };
    effect(move || {
        tidy(&explorer.state.get_untracked());
        address::on_change(move || {
            let (state, warnings) = address::read();
            tidy(&state);
            if explorer.state.with_untracked(|now| *now != state) {
                cut.set(!warnings.is_empty());
            }
            explorer.show(state);
        });
    });
}

/// Keeps the title, the language and the direction of the page true.
fn describe_page(explorer: Explorer) {
    effect(move || {
        let language = explorer.language();
        let text = &language.text;
        let open = explorer.selection.with(|s| s.open.as_ref().map(|o| library::citation(o.paragraph)));
        let name = explorer.state.with(|state| match state.view {
            View::Home => None,
            View::Read => {
                let document = explorer.selection.with(|s| s.document.clone());
                let document =
                    document.and_then(|name| library::corpus().document(&name).map(|d| d.designation()));
                open.or(document)
            }
            View::Find if state.query.is_empty() => Some(text.view_find.to_owned()),
            View::Find => Some(state.query.clone()),
            View::Map => Some(text.view_map.to_owned()),
            View::Link => Some(open.unwrap_or_else(|| text.link_choose.to_owned())),
            View::Frameworks => Some(text.frameworks_title.to_owned()),
            View::About => Some(text.about_title.to_owned()),
        });
        let title = name.map_or(text.site_name.to_owned(), |name| format!("{name} · {}", text.site_name));
        page::describe(&title, language.tag, language.dir);
    });
}

/// The screen, the document that is read and the passage that is open.
type Place = (View, Option<String>, Option<u32>);

/// Brings what was opened into view, and the keyboard to a new screen's heading.
fn move_to_passage(explorer: Explorer) {
    let place = Memo::new(move |_| {
        let (view, document) = explorer.state.with(|s| (s.view, s.document.clone()));
        let open = explorer.selection.with(|s| s.open.as_ref().map(|o| o.paragraph));
        (view, document, open)
    });
    let mut last: Option<(Place, Frame)> = None;
    effect(move || {
        let now = place.get();
        let before = last.take().map(|(before, _)| before);
        let same_screen = before.as_ref().is_some_and(|b| b.0 == now.0 && b.1 == now.1);
        let arrives = before.is_some() && !same_screen;
        let (view, open) = (now.0, now.2);
        // A new screen has its elements in the frame after this one.
        let frame = next_frame(move || {
            // The focus first: it scrolls to the heading, and what was opened has the last word.
            if arrives {
                page::focus("top");
            }
            let paragraph = open.and_then(|ix| library::corpus().get(ix)).map(|(_, p)| element_id(&p.key));
            match (view, paragraph) {
                (View::Read, Some(id)) if same_screen => page::scroll_to(&id, ScrollTo::Nearest),
                (View::Read, Some(id)) => page::scroll_to(&id, ScrollTo::Start),
                _ if arrives => page::scroll_to_top(),
                _ => {}
            }
        });
        last = Some((now, frame));
    });
}

fn head(explorer: Explorer) -> Element {
    type Words = fn(&Text) -> &'static str;
    const TABS: [(View, Words); 6] = [
        (View::Home, |t| t.view_home),
        (View::Read, |t| t.view_read),
        (View::Find, |t| t.view_find),
        (View::Map, |t| t.view_map),
        (View::Frameworks, |t| t.view_frameworks),
        (View::About, |t| t.view_about),
    ];
    let tabs = move || {
        let state = explorer.state.get();
        let text = &explorer.language().text;
        let tab = |(view, words): (View, Words)| {
            let href = match view {
                View::Home => explorer.href(&state.home()),
                View::Read if state.view != View::Read => explorer.href(&to_reading(explorer, &state)),
                view => explorer.href(&state.showing(view)),
            };
            let current = (state.view == view).then_some("page");
            el("li").child(el("a").attr("href", href).attr("aria-current", current).child(words(text)))
        };
        TABS.map(|one| tab(one).into())
    };
    let languages = move || {
        let now = explorer.language().tag;
        let mut state = (*explorer.state.get()).clone();
        let mut links = Vec::new();
        for language in &LANGUAGES {
            state.language = Some(language.tag.to_owned());
            let link = el("a")
                .attr("href", explorer.href(&state))
                .attr("lang", language.tag)
                .attr("hreflang", language.tag)
                .attr("aria-current", (language.tag == now).then_some("true"))
                .child(language.name);
            links.push(el("li").child(link));
        }
        links
    };
    let home = move || explorer.state.with(|s| explorer.href(&s.home()));
    el("header")
        .class("site")
        .child(
            el("p")
                .class("wordmark")
                .child(el("a").live("href", home).child(live(move || explorer.language().text.site_name))),
        )
        .child(
            el("nav")
                .live("aria-label", move || explorer.language().text.views_label)
                .child(el("ul").class("tabs").child(live(tabs))),
        )
        .child(
            el("nav")
                .class("languages")
                .live("aria-label", move || explorer.language().text.languages_label)
                .child(el("ul").child(live(languages))),
        )
}

/// The document of what is open, at that place; else the first.
fn to_reading(explorer: Explorer, state: &ViewState) -> ViewState {
    let corpus = library::corpus();
    let open = explorer.selection.with(|s| s.open.as_ref().map(|o| o.paragraph));
    let document = open.and_then(|ix| corpus.get(ix)).map(|(d, _)| d).or(corpus.documents().first());
    state.reading(document.map_or("", |d| &d.name)).at(open.map(|ix| corpus.id(ix)).as_deref())
}

fn foot(explorer: Explorer) -> Element {
    let corpus = move || {
        fill(explorer.language().text.footer_corpus, &[("fingerprint", library::corpus().fingerprint())])
    };
    el("footer")
        .class("site-foot")
        .child(el("p").child(live(move || explorer.language().text.footer_about)))
        .child(el("p").child(live(corpus)))
}
