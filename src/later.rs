//! How the program comes by what a first visit does not load.
//!
//! The released program is cut at the functions marked `wasm_split`: whatever only they lead to becomes a module of its
//! own, which shares memory and functions with the first.

use crate::components::{embed, embed_dialog};
use crate::desk::{Collection, Lacking, doing};
use crate::dom::{Node, effect, el, live, memo};
use crate::explorer::{Engine, Explorer};
use crate::parts::{Fetched, Part};
use crate::views::{about, add, collection, compare, find, frameworks, home, link, map, read};
use crate::{kiosk, library};
use leptos::prelude::*;
use passages_core::state::View;
use std::time::Duration;

/// After so long, what an exhibit needs is asked for again: nobody is there to press a button.
const AGAIN: Duration = Duration::from_secs(5);

/// What is made by a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// What finds, opens and suggests passages, and the whole corpus for it: nothing that stands in the page's tree.
    Engine,
    View(View),
    /// "Embed this view".
    Embedding,
    /// What fetches the collection that the address asks for: nothing that stands in the page's own tree.
    Served,
    /// What makes the page an exhibit: nothing that stands in the page's own tree.
    Exhibit,
    /// The conversation with a host: nothing that stands in the page's own tree.
    Host,
    /// "Open in full".
    OpenInFull,
}

/// A view, or while its part of the program is on the way, what there is to say.
pub fn view(explorer: Explorer, view: View) -> Node {
    match explorer.state.with_untracked(Part::of) {
        _ if view == View::Add && !explorer.can_add() => home::home(explorer),
        Some(part) => piece(explorer, part, Piece::View(view)),
        None => home::home(explorer),
    }
}

/// "Embed this view", while it is open.
pub fn embedding(explorer: Explorer) -> Node {
    let open = move || explorer.embedding.get();
    live(move || open().then(|| untrack(|| piece(explorer, Part::Views, Piece::Embedding))))
}

/// Fetches the collection that the address asks for; what comes of it is told on the desk.
pub fn served(explorer: Explorer) {
    fetch(explorer, Part::Views);
    let fetched = memo(move |_| explorer.parts.with(|parts| parts.of(Part::Views)));
    effect(move || match fetched.get() {
        Fetched::Here => drop(untrack(|| made(explorer, Part::Views, Piece::Served))),
        Fetched::Missing => explorer.desk.served.set(Collection::Lacking(Lacking::Missing)),
        Fetched::Not | Fetched::Soon => {}
    });
}

/// Fetches what the state needs, and what is asked for.
pub fn follow(explorer: Explorer) {
    effect(move || {
        let wanted = explorer.state.with(Part::of);
        wanted.into_iter().for_each(|part| untrack(|| fetch(explorer, part)));
    });
    effect(move || {
        let asked = explorer.asked.get();
        asked.into_iter().for_each(|part| untrack(|| fetch(explorer, part)));
    });
}

/// Makes the page an exhibit.
pub fn exhibit(explorer: Explorer) {
    fetch(explorer, Part::Exhibit);
    let fetched = memo(move |_| explorer.parts.with(|parts| parts.of(Part::Exhibit)));
    effect(move || match fetched.get() {
        Fetched::Here => drop(untrack(|| made(explorer, Part::Exhibit, Piece::Exhibit))),
        Fetched::Missing => set_timeout(move || fetch(explorer, Part::Exhibit), AGAIN),
        Fetched::Not | Fetched::Soon => {}
    });
}

/// Makes the page a part of another.
pub fn hosted(explorer: Explorer) {
    fetch(explorer, Part::Embed);
    let here = memo(move |_| explorer.parts.with(|parts| parts.of(Part::Embed)) == Fetched::Here);
    effect(move || {
        if here.get() {
            drop(untrack(|| made(explorer, Part::Embed, Piece::Host)));
        }
    });
}

/// The way out of a page that is a part of another.
pub fn open_in_full(explorer: Explorer) -> Node {
    let here = memo(move |_| explorer.parts.with(|parts| parts.of(Part::Embed)) == Fetched::Here);
    live(move || here.get().then(|| untrack(|| made(explorer, Part::Embed, Piece::OpenInFull))))
}

fn piece(explorer: Explorer, part: Part, piece: Piece) -> Node {
    if explorer.parts.with_untracked(|parts| parts.of(part)) == Fetched::Here {
        return made(explorer, part, piece);
    }
    fetch(explorer, part);
    let fetched = memo(move |_| explorer.parts.with(|parts| parts.of(part)));
    live(move || match fetched.get() {
        Fetched::Here => untrack(|| made(explorer, part, piece)),
        Fetched::Missing => missing(explorer, part),
        Fetched::Not | Fetched::Soon => {
            let words = explorer.language().text.part_coming;
            el("p").class("quiet working").attr("role", "status").child(words).into()
        }
    })
}

/// Asks for a part, unless it is there or on its way.
fn fetch(explorer: Explorer, part: Part) {
    if matches!(explorer.parts.with_untracked(|parts| parts.of(part)), Fetched::Soon | Fetched::Here) {
        return;
    }
    let note = move |fetched| explorer.parts.update(|parts| parts.note(part, fetched));
    note(Fetched::Soon);
    leptos::task::spawn_local(async move {
        let is_here = split::fetch(part).await && split::enter(explorer, part, Piece::Engine).is_some();
        note(if is_here { Fetched::Here } else { Fetched::Missing });
    });
}

/// That a part could not be had, and a button that asks once more.
fn missing(explorer: Explorer, part: Part) -> Node {
    let button = el("button").attr("type", "button").on("click", move |_| fetch(explorer, part));
    el("p").attr("role", "alert").child(button.child(explorer.language().text.part_missing)).into()
}

/// A piece of a part that is there.
fn made(explorer: Explorer, part: Part, piece: Piece) -> Node {
    split::enter(explorer, part, piece).unwrap_or_else(|| missing(explorer, part))
}

/// Brings the whole corpus, and what works on it, before anything of a part is made.
fn bring(explorer: Explorer, engine: Engine) -> Node {
    let has = explorer.engine.get_untracked();
    if has.is_none() {
        library::complete();
    }
    if has.is_none_or(|has| has.suggest.is_none()) {
        explorer.engine.set(Some(engine));
    }
    Node::Nothing
}

/// What is in the part of the reading page.
fn of_read(explorer: Explorer, piece: Piece) -> Node {
    match piece {
        Piece::Engine => bring(explorer, Engine::READING),
        Piece::View(View::Home) => home::home(explorer),
        _ => read::read(explorer),
    }
}

/// What is in the part of the views.
fn of_views(explorer: Explorer, piece: Piece) -> Node {
    match piece {
        Piece::Engine => bring(explorer, Engine::WHOLE),
        Piece::View(View::Home) => home::home(explorer),
        Piece::View(View::Read) => read::read(explorer),
        Piece::View(View::Find) => find::find(explorer),
        Piece::View(View::Link) => link::link_view(explorer),
        Piece::View(View::Compare) => compare::compare(explorer),
        Piece::View(View::Collection) => collection::collection(explorer),
        Piece::View(View::Frameworks) => frameworks::frameworks(explorer),
        Piece::View(View::Add) => add::add(explorer),
        Piece::View(View::About) => about::about(explorer),
        Piece::Embedding => embed_dialog::dialog(explorer).into(),
        Piece::Served => {
            doing::fetch(explorer);
            Node::Nothing
        }
        // Of other parts.
        Piece::View(View::Map) | Piece::Exhibit | Piece::Host | Piece::OpenInFull => Node::Nothing,
    }
}

/// What is in the part of the map.
fn of_map(explorer: Explorer, piece: Piece) -> Node {
    match piece {
        Piece::Engine => bring(explorer, Engine::WHOLE),
        _ => map::map(explorer),
    }
}

/// What is in the part of an exhibit.
fn of_exhibit(explorer: Explorer, piece: Piece) -> Node {
    match piece {
        Piece::Engine => bring(explorer, Engine::WHOLE),
        _ => {
            kiosk::enter(explorer);
            Node::Nothing
        }
    }
}

/// What is in the part of a page that is a part of another.
fn of_embed(explorer: Explorer, piece: Piece) -> Node {
    match piece {
        Piece::Host => {
            embed::enter(explorer);
            Node::Nothing
        }
        Piece::OpenInFull => embed::open_in_full(explorer).into(),
        // It is dressed before anything is seen of it.
        _ => {
            embed::dress(&embed::asked());
            Node::Nothing
        }
    }
}

/// The program in parts.
#[cfg(split)]
mod split {
    use super::{Explorer, Node, Part, Piece, of_embed, of_exhibit, of_map, of_read, of_views};
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    type Made = Result<Box<Node>, SplitLoaderError>;

    #[wasm_split(read, fallible, preload(fetch_read))]
    fn read(explorer: Explorer, piece: Piece) -> Result<Box<Node>, SplitLoaderError> {
        Ok(Box::new(of_read(explorer, piece)))
    }

    #[wasm_split(views, fallible, preload(fetch_views))]
    fn views(explorer: Explorer, piece: Piece) -> Result<Box<Node>, SplitLoaderError> {
        Ok(Box::new(of_views(explorer, piece)))
    }

    #[wasm_split(map, fallible, preload(fetch_map))]
    fn map_view(explorer: Explorer, piece: Piece) -> Result<Box<Node>, SplitLoaderError> {
        Ok(Box::new(of_map(explorer, piece)))
    }

    #[wasm_split(exhibit, fallible, preload(fetch_exhibit))]
    fn exhibit(explorer: Explorer, piece: Piece) -> Result<Box<Node>, SplitLoaderError> {
        Ok(Box::new(of_exhibit(explorer, piece)))
    }

    #[wasm_split(embed, fallible, preload(fetch_embed))]
    fn embed(explorer: Explorer, piece: Piece) -> Result<Box<Node>, SplitLoaderError> {
        Ok(Box::new(of_embed(explorer, piece)))
    }

    /// Fetches a part; whether it is there now.
    pub(super) async fn fetch(part: Part) -> bool {
        let fetched = match part {
            Part::Read => fetch_read().await,
            Part::Views => fetch_views().await,
            Part::Map => fetch_map().await,
            Part::Exhibit => fetch_exhibit().await,
            Part::Embed => fetch_embed().await,
        };
        fetched.is_ok()
    }

    /// Makes a piece of a part that has been fetched.
    pub(super) fn enter(explorer: Explorer, part: Part, piece: Piece) -> Option<Node> {
        match part {
            Part::Read => at_once(read(explorer, piece)),
            Part::Views => at_once(views(explorer, piece)),
            Part::Map => at_once(map_view(explorer, piece)),
            Part::Exhibit => at_once(exhibit(explorer, piece)),
            Part::Embed => at_once(embed(explorer, piece)),
        }
    }

    /// What needs no waiting any more.
    fn at_once(made: impl Future<Output = Made>) -> Option<Node> {
        match pin!(made).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(made) => made.ok().map(|node| *node),
            Poll::Pending => None,
        }
    }
}

/// The program in one piece.
#[cfg(not(split))]
mod split {
    use super::{Explorer, Node, Part, Piece, of_embed, of_exhibit, of_map, of_read, of_views};

    /// There is nothing to fetch.
    pub(super) async fn fetch(_: Part) -> bool {
        true
    }

    pub(super) fn enter(explorer: Explorer, part: Part, piece: Piece) -> Option<Node> {
        Some(match part {
            Part::Read => of_read(explorer, piece),
            Part::Views => of_views(explorer, piece),
            Part::Map => of_map(explorer, piece),
            Part::Exhibit => of_exhibit(explorer, piece),
            Part::Embed => of_embed(explorer, piece),
        })
    }
}
