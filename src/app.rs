//! The page: its head with the views and languages, the view itself, its foot.

use crate::browser::brought::{self, Above};
use crate::browser::clipboard::{self, Selected};
use crate::browser::measure::{Frame, next_frame};
use crate::browser::page::ScrollTo;
use crate::browser::{address, locale, page, wording};
use crate::components::embed_dialog::embed_button;
use crate::components::notices::notices;
use crate::components::passage::HEADING;
use crate::desk::Collection;
use crate::dom::{Element, Event, Node, effect, el, live, memo};
use crate::explorer::{Explorer, stamped, wanted};
use crate::i18n::{HEADS, Text, fill, learn};
use crate::later;
use crate::library;
use crate::parts::{Fetched, Part, Parts};
use crate::views::read::element;
use leptos::prelude::*;
use passages_core::export::html::escape;
use passages_core::export::upright;
use passages_core::number::fixed;
use passages_core::setting::{Embed, Mode, Served};
use passages_core::state::{View, ViewState};

/// Starts the explorer in the page and says when it is there.
pub fn start() {
    let mut preferred = locale::preferred();
    let query = address::query();
    // What a host prefers goes before what its visitors do.
    let of_host = (Mode::of(&query) == Mode::Embed).then(|| Embed::language_of(&query));
    if let Some(language) = of_host.flatten() {
        preferred.insert(0, language);
    }
    let language = wanted(&address::read().0, &preferred);
    // Opened in the visitor's language at once, and not in English first.
    match language.known() {
        Some(_) => open(preferred),
        None => wording::fetch_first(language.tag, |text| {
            let _ = text.map(learn);
            open(preferred);
        }),
    }
}

fn open(preferred: Vec<String>) {
    let Some(place) = page::mount_point() else { return };
    let (state, warnings) = address::read();
    let mode = Mode::with_file(&address::query(), &page::file());
    page::describe_mode(mode.id());
    let explorer =
        move || view! { <App state=state mode=mode cut=!warnings.is_empty() preferred=preferred/> };
    leptos::mount::mount_to(place, explorer).forget();
}

/// The whole explorer, at a state.
#[component]
pub fn App(
    /// The state to begin with.
    state: ViewState,
    /// What the page is.
    mode: Mode,
    /// Whether a part of the address was not understood.
    cut: bool,
    /// Languages that the visitor prefers, best first.
    preferred: Vec<String>,
) -> impl IntoView {
    let explorer = Explorer::new(state, mode, preferred);
    let cut = RwSignal::new(cut);
    learn_language(explorer);
    begin(explorer, cut)
}

/// The page, once it is known which documents it shows.
fn begin(explorer: Explorer, cut: RwSignal<bool>) -> Node {
    if Served::of(&address::query()) == Served::Own {
        return page(explorer, cut);
    }
    // What is shown is another collection than the page's own: it begins when that is there, or cannot be had.
    let served = explorer.desk.served;
    served.set(Collection::Coming(0.0));
    later::served(explorer);
    let is_coming = memo(move |_| matches!(served.get(), Collection::Coming(_)));
    live(move || if is_coming.get() { coming(explorer) } else { untrack(|| page(explorer, cut)) })
}

/// What there is to say while the collection that the address asks for is on the way.
fn coming(explorer: Explorer) -> Node {
    let share = move || match explorer.desk.served.get() {
        Collection::Coming(share) => fixed(share, 2),
        _ => "1".to_owned(),
    };
    let words = move || explorer.language().text.served_coming;
    el("p")
        .class("quiet working")
        .attr("role", "status")
        .child(live(words))
        .child(" ")
        .child(el("progress").attr("max", "1").live("value", share).live("aria-label", words))
        .into()
}

/// The whole page.
fn page(explorer: Explorer, cut: RwSignal<bool>) -> Node {
    follow_address(explorer, cut);
    describe_page(explorer);
    move_to_passage(explorer);
    announce(explorer);
    later::follow(explorer);
    let shown = Memo::new(move |_| explorer.state.with(|s| s.view));
    match explorer.mode {
        // What is let go of above a page around this one may be meant for that.
        Mode::Public if explorer.framed => {}
        Mode::Public => receive(explorer),
        Mode::Embed => later::hosted(explorer),
        Mode::Kiosk => later::exhibit(explorer),
    }
    // Another language sets the page anew; another view its middle.
    let language = Memo::new(move |_| explorer.language().tag);
    let middle = move || {
        // Read, and not only followed: what has never been worked out counts as changed when it first is.
        language.get();
        let now = shown.get();
        let visit = explorer.visit.get() % 2;
        // Where documents are added, one works on while they join the others.
        let edition = if now == View::Add { 0 } else { explorer.edition.get() % 2 };
        // Each view follows what it reads by itself, and begins anew: nothing of another is left in it.
        let content = untrack(|| later::view(explorer, now));
        el("div").class("view").key(now as u32 + 16 * visit + 32 * edition).child(content)
    };
    Node::from([
        head(explorer).into(),
        // Shown while public/offline.js has marked the page as without a network.
        el("p")
            .class("offline")
            .attr("role", "status")
            .child(live(move || explorer.language().text.page_offline))
            .into(),
        el("main")
            .live("data-name", move || explorer.language().text.site_name)
            .on("copy", move |event| cite(explorer, event))
            .child(notices(explorer, cut))
            .child(own(explorer))
            .child(live(middle))
            .into(),
        foot(explorer).into(),
        later::embedding(explorer),
        target(explorer),
    ])
}

/// Takes in files that are dropped on the page, wherever that is, or pasted.
fn receive(explorer: Explorer) {
    effect(move || {
        brought::listen(move |above| match above {
            Above::Over(is_over) => explorer.desk.over.set(is_over),
            Above::Dropped(files) => {
                explorer.desk.lay(files);
                let state = explorer.state.get_untracked();
                if state.view != View::Add {
                    explorer.go(state.showing(View::Add));
                }
            }
        });
    });
}

/// What shows that files can be let go of here.
fn target(explorer: Explorer) -> Node {
    let words = move || {
        let over = explorer.desk.over.get();
        over.then(|| el("p").class("drop-here").child(explorer.language().text.own_drop))
    };
    live(words)
}

/// That documents of the visitor's own are here, and what that means.
fn own(explorer: Explorer) -> Node {
    live(move || {
        explorer.edition.track();
        let count = library::count_own();
        let is_elsewhere = explorer.state.with(|s| s.view != View::Add);
        (count > 0 && is_elsewhere).then(|| {
            let language = explorer.language();
            let href = explorer.state.with(|s| explorer.href(&s.showing(View::Add)));
            el("p")
                .class("own")
                .child(language.count(language.plural.own_documents, count))
                .child(" ")
                .child(language.text.own_promise)
                .child(" ")
                .child(el("a").attr("href", href).child(language.text.own_manage))
        })
    })
}

/// Says that the explorer runs, once the view that was asked for is there: until then the plain text can be read.
fn announce(explorer: Explorer) {
    effect(move || {
        let state = explorer.state.get_untracked();
        let is_dressed = |parts: &Parts| match explorer.mode {
            Mode::Public => true,
            Mode::Embed => parts.is_settled(Part::Embed),
            Mode::Kiosk => parts.of(Part::Exhibit) == Fetched::Here,
        };
        if explorer.parts.with(|parts| parts.settled(&state) && is_dressed(parts)) {
            page::announce_ready();
        }
    });
}

/// The address has one owner, so the skip link moves the keyboard without touching it.
fn skip(event: Event) {
    event.prevent_default();
    page::focus("top");
}

/// Text of passages that is copied carries its citation.
fn cite(explorer: Explorer, event: Event) {
    let Some(Selected { text, first, last }) = clipboard::selected() else { return };
    let corpus = library::corpus();
    let Some(ix) = corpus.find(&first) else { return };
    let citation = library::cited(explorer.language(), ix, corpus.find(&last));
    let text = text.trim();
    let html = format!("<p>{}</p><p>{}</p>", escape(text).replace('\n', "<br>"), escape(&citation));
    event.carry(&format!("{text} {citation}"), &html);
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

/// Reads the text of a language that the page does not know yet.
fn learn_language(explorer: Explorer) {
    effect(move || {
        if let Some(language) = explorer.unknown_language() {
            wording::fetch(language.tag, move |text| {
                let is_known = text.is_some_and(|text| learn(text).is_some());
                explorer.tell_fetched(language.tag, is_known);
            });
        }
    });
}

/// Keeps the title, the language and the direction of the page true.
fn describe_page(explorer: Explorer) {
    effect(move || {
        let language = explorer.language();
        let text = &language.text;
        let open =
            explorer.selection.with(|s| s.open.as_ref().map(|o| library::citation(language, o.paragraph)));
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
            View::Compare => Some(text.view_compare.to_owned()),
            View::Collection => Some(text.view_collection.to_owned()),
            View::Frameworks => Some(text.frameworks_title.to_owned()),
            View::Add if !explorer.can_add() => None,
            View::Add => Some(text.add_title.to_owned()),
            View::About => Some(text.about_title.to_owned()),
        });
        let title = name.map_or(text.site_name.to_owned(), |name| format!("{name} · {}", text.site_name));
        // A window shows its title among those of others: what a document calls itself turns none of them.
        page::describe(&upright(&title), language.tag, language.dir);
    });
}

/// The screen, the document that is read or the step of a story, the passage that is open, and the one that it is held
/// against.
type Place = (View, Option<String>, Option<u32>, Option<u32>);

/// Brings what was opened into view, and its tab, and the keyboard to a new screen's heading.
fn move_to_passage(explorer: Explorer) {
    let place = Memo::new(move |_| {
        let step = |s: &ViewState| s.step.map(|step| step.to_string());
        let (view, document) = explorer.state.with(|s| (s.view, s.document.clone().or(step(s))));
        let place = explorer.selection.with(|s| {
            let open = s.open.as_ref().map(|o| o.paragraph);
            let partner = s.open.as_ref().and_then(|o| o.against.as_ref()).map(|a| a.partner);
            (view, document, open, partner)
        });
        let is_there = explorer.parts.with(|parts| explorer.state.with(|s| parts.have(s)));
        (place, address::step(), is_there, explorer.language().tag)
    });
    let mut last: Option<(Place, Frame)> = None;
    let mut spoken: Option<(&str, Option<Frame>)> = None;
    effect(move || {
        let (now, _, is_there, language) = place.get();
        // Its part of the program is on the way.
        if !is_there {
            return;
        }
        let stood = address::stood();
        // Another step at the same place: nothing moves, unless one comes back to it.
        if stood.is_none() && last.as_ref().is_some_and(|(before, _)| *before == now) {
            if spoken.as_ref().is_none_or(|(before, _)| *before != language) {
                spoken = Some((language, Some(next_frame(reveal_tabs))));
            }
            return;
        }
        spoken = Some((language, None));
        let before = last.take().map(|(before, _)| before);
        let same_screen = before.as_ref().is_some_and(|b| b.0 == now.0 && b.1 == now.1);
        let arrives = before.is_some() && !same_screen;
        let (view, open, partner) = (now.0, now.2, now.3);
        let was_open = before.and_then(|b| b.2);
        let closed = was_open.filter(|_| same_screen && open.is_none());
        // The keyboard goes along to what was opened, from what opened it, or from a link that is gone now.
        let opened = open.filter(|_| same_screen);
        // A new screen has its elements in the frame after this one.
        let frame = next_frame(move || {
            reveal_tabs();
            // The focus first: it scrolls to the heading, and what was opened has the last word.
            if arrives {
                page::focus("top");
            }
            if let Some(ix) = closed.filter(|_| page::has_lost_focus()) {
                page::focus(&format!("node-{ix}"));
                page::focus(&format!("open-{ix}"));
            }
            if let Some(ix) = opened {
                page::rewind(HEADING);
                if page::has_lost_focus() || page::has_focus(&format!("open-{ix}")) {
                    page::focus(HEADING);
                }
            }
            // Whoever comes back finds the page as it was left.
            if let Some(stood) = stood {
                return page::scroll_to_height(stood);
            }
            let paragraph = open.and_then(|ix| element(explorer, ix));
            if let Some(partner) = partner.and_then(|ix| element(explorer, ix)) {
                page::scroll_to(&partner, ScrollTo::Nearest);
            }
            match (view, paragraph) {
                (View::Read, Some(id)) if same_screen => page::scroll_to(&id, ScrollTo::Nearest),
                (View::Read, Some(id)) => page::scroll_to(&id, ScrollTo::Start),
                _ if arrives => page::scroll_to_height(0.0),
                _ => {}
            }
        });
        last = Some((now, frame));
    });
}

fn reveal_tabs() {
    page::reveal(".tabs");
    page::reveal(".languages");
}

fn head(explorer: Explorer) -> Element {
    type Words = fn(&Text) -> &'static str;
    // The name of the page leads to the opening page.
    const TABS: [(View, Words); 7] = [
        (View::Read, |t| t.view_read),
        (View::Find, |t| t.view_find),
        (View::Map, |t| t.view_map),
        (View::Compare, |t| t.view_compare),
        (View::Frameworks, |t| t.view_frameworks),
        (View::Collection, |t| t.view_collection),
        (View::About, |t| t.view_about),
    ];
    let tabs = move || {
        explorer.edition.track();
        let state = explorer.state.get();
        let text = &explorer.language().text;
        let tab = |(view, words): (View, Words)| {
            let href = match view {
                View::Read if state.view != View::Read => explorer.href(&to_reading(explorer, &state)),
                view => explorer.href(&state.showing(view)),
            };
            let current = (state.view == view).then_some("page");
            let words = match (view, state.picked.len()) {
                (View::Collection, 1..) => fill(
                    text.tab_collection,
                    &[("n", &locale::number(explorer.language().tag, state.picked.len()))],
                ),
                _ => words(text).to_owned(),
            };
            el("li").child(el("a").attr("href", href).attr("aria-current", current).child(words))
        };
        TABS.map(|one| tab(one).into())
    };
    let languages = move || {
        let now = explorer.language().tag;
        let mut state = (*explorer.state.get()).clone();
        let mut links = Vec::new();
        for language in &HEADS {
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
            el("a")
                .class("skip")
                .attr("href", "#top")
                .on("click", skip)
                .child(live(move || explorer.language().text.skip_to_content)),
        )
        .child(
            el("p").class("wordmark").child(
                el("a")
                    .live("href", home)
                    .live("title", move || explorer.language().text.view_home)
                    .live("aria-current", move || {
                        explorer.state.with(|s| (s.view == View::Home).then_some("page"))
                    })
                    .child(live(move || explorer.language().text.site_name)),
            ),
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
        .child((explorer.mode == Mode::Embed).then(|| later::open_in_full(explorer)))
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
        explorer.edition.track();
        fill(explorer.language().text.footer_corpus, &[("fingerprint", library::corpus().fingerprint())])
    };
    let address = move || format!("{}{}", page::base(), explorer.state.with(|s| explorer.href(s)));
    el("footer")
        .class("site-foot")
        .child(el("p").child(live(move || explorer.language().text.footer_about)))
        .child(el("p").child(live(corpus)))
        // Shown where public/boot.js or public/offline.js has found that the page cannot be kept.
        .child(el("p").class("unkept").child(live(move || explorer.language().text.page_unkept)))
        .child(embed_button(explorer).map(|button| el("p").child(button)))
        // Where what is printed can be seen again.
        .child(el("p").class("on-paper").child(el("bdi").attr("dir", "ltr").child(live(address))))
}
