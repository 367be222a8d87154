//! The page: its head with the views and languages, the view itself, its foot.

use crate::browser::measure::{Frame, next_frame};
use crate::browser::page::ScrollTo;
use crate::browser::{address, locale, page};
use crate::components::notices::Notices;
use crate::explorer::{Explorer, stamped};
use crate::i18n::{LANGUAGES, fill};
use crate::library;
use crate::views::about::About;
use crate::views::find::Find;
use crate::views::frameworks::Frameworks;
use crate::views::home::Home;
use crate::views::link::LinkView;
use crate::views::map::Map;
use crate::views::read::{Read, element_id};
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
    provide_context(explorer);
    let cut = RwSignal::new(cut);
    follow_address(explorer, cut);
    describe_page(explorer);
    move_to_passage(explorer);
    let view = Memo::new(move |_| explorer.state.with(|s| s.view));
    // Another language sets the page anew; another view its middle.
    let language = Memo::new(move |_| explorer.language().tag);
    let middle = move || {
        language.track();
        match view.get() {
            View::Home => view! { <Home/> }.into_any(),
            View::Read => view! { <Read/> }.into_any(),
            View::Find => view! { <Find/> }.into_any(),
            View::Map => view! { <Map/> }.into_any(),
            View::Link => view! { <LinkView/> }.into_any(),
            View::Frameworks => view! { <Frameworks/> }.into_any(),
            View::About => view! { <About/> }.into_any(),
        }
    };
    view! {
        <a class="skip" href="#top" on:click=skip>{move || explorer.language().text.skip_to_content}</a>
        <Head/>
        <main>
            <Notices address_cut=cut/>
            {middle}
        </main>
        <Foot/>
    }
}

/// The address has one owner, so the skip link moves the keyboard without touching it.
fn skip(event: leptos::ev::MouseEvent) {
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
    Effect::new(move |_| {
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
    Effect::new(move |_| {
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
    Effect::new(move |before: Option<(Place, Frame)>| {
        let now = place.get();
        let before = before.map(|(before, _)| before);
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
        (now, frame)
    });
}

#[component]
fn Head() -> impl IntoView {
    let explorer = Explorer::expect();
    let tab = move |view: View, words: fn(&crate::i18n::Text) -> &'static str| {
        let href = move || {
            explorer.state.with(|s| match view {
                View::Home => explorer.href(&s.home()),
                View::Read if s.view != View::Read => explorer.href(&to_reading(explorer, s)),
                view => explorer.href(&s.showing(view)),
            })
        };
        let current = move || explorer.state.with(|s| s.view == view).then_some("page");
        view! { <li><a href=href aria-current=current>{move || words(&explorer.language().text)}</a></li> }
    };
    let languages = move || {
        let now = explorer.language().tag;
        let link = |language: &'static crate::i18n::Language| {
            let mut state = explorer.state.get();
            state.language = Some(language.tag.to_owned());
            let current = (language.tag == now).then_some("true");
            view! {
                <li><a href=explorer.href(&state) lang=language.tag hreflang=language.tag aria-current=current>{language.name}</a></li>
            }
        };
        LANGUAGES.iter().map(link).collect_view()
    };
    view! {
        <header class="site">
            <p class="wordmark"><a href=move || explorer.state.with(|s| explorer.href(&s.home()))>
                {move || explorer.language().text.site_name}
            </a></p>
            <nav aria-label=move || explorer.language().text.views_label>
                <ul class="tabs">
                    {tab(View::Home, |t| t.view_home)} {tab(View::Read, |t| t.view_read)}
                    {tab(View::Find, |t| t.view_find)} {tab(View::Map, |t| t.view_map)}
                    {tab(View::Frameworks, |t| t.view_frameworks)} {tab(View::About, |t| t.view_about)}
                </ul>
            </nav>
            <nav class="languages" aria-label=move || explorer.language().text.languages_label><ul>{languages}</ul></nav>
        </header>
    }
}

/// The document of what is open, at that place; else the first.
fn to_reading(explorer: Explorer, state: &ViewState) -> ViewState {
    let corpus = library::corpus();
    let open = explorer.selection.with(|s| s.open.as_ref().map(|o| o.paragraph));
    let document = open.and_then(|ix| corpus.get(ix)).map(|(d, _)| d).or(corpus.documents().first());
    state.reading(document.map_or("", |d| &d.name)).at(open.map(|ix| corpus.id(ix)).as_deref())
}

#[component]
fn Foot() -> impl IntoView {
    let explorer = Explorer::expect();
    let text = move || &explorer.language().text;
    view! {
        <footer class="site-foot">
            <p>{move || text().footer_about}</p>
            <p>{move || fill(text().footer_corpus, &[("fingerprint", library::corpus().fingerprint())])}</p>
        </footer>
    }
}
