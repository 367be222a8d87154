//! The visitor's desk: the documents that they have brought, and the collection that they have opened.
//!
//! All of it is in memory alone: nothing is sent, nothing is kept, and it goes with the page. What is done with it is in
//! `doing.rs`, which a first visit does not load.

pub mod doing;

use crate::browser::beside::Task;
use crate::browser::brought::Brought;
use leptos::prelude::*;
use passages_core::document::Document;
use passages_core::intake::{Draft, Guess, Trouble};
use passages_core::source::Source;
use std::rc::Rc;

/// How the permanent name of a document begins that is a visitor's: an address with it leads nowhere without the
/// document.
pub const OWN: &str = "own-";

/// The desk as a view sees it.
#[derive(Clone, Copy)]
pub struct Desk {
    kept: StoredValue<Kept, LocalStorage>,
    /// Counts what has changed on it.
    news: RwSignal<u32>,
    /// Whether files are held over the page.
    pub over: RwSignal<bool>,
    /// What has come of the collection that the address asks for.
    pub served: RwSignal<Collection>,
}

/// Everything on the desk.
#[derive(Default)]
pub struct Kept {
    /// The documents, in the order in which they were brought.
    pub items: Vec<Item>,
    /// Counts the documents that were ever brought.
    count: u32,
    /// What is under way with all of them.
    pub task: Option<Task>,
    /// How much of that is done, from 0 to 1; `None` where nothing is under way.
    pub share: Option<f64>,
    /// What is made of them to be saved, which holds nothing else up.
    pub saving: Option<Task>,
    /// Whether that is under way.
    pub is_saving: bool,
    /// What there is to say about all of them.
    pub said: Said,
}

/// What there is to say about what was last done with all documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Said {
    /// Nothing.
    #[default]
    Nothing,
    /// The documents stand beside the others now.
    Gathered,
    /// They are gone.
    Forgotten,
    /// A collection was opened.
    Opened,
    /// The documents of the page are back.
    Closed,
    /// A file of this name was saved.
    Saved(String),
    /// It failed.
    Failed(Trouble),
}

/// A document that was brought.
pub struct Item {
    /// Tells it from the others, and is never used again.
    pub id: u32,
    /// What its file is called; empty for what was pasted.
    pub file: String,
    /// How far it is.
    pub stage: Stage,
    /// The text and what is said of it, as the visitor has corrected it.
    pub source: Source,
    /// What was guessed.
    pub guesses: Vec<Guess>,
    /// What the file was recognized as.
    pub format: String,
    /// What was last read of it.
    pub draft: Option<Rc<Draft>>,
    /// Whether it should stand beside the others.
    pub wanted: bool,
    /// Its name in the corpus in use, where it stands beside the others.
    pub name: Option<String>,
    /// Whether it was changed since it was put there.
    pub changed: bool,
    /// What of it is unfolded, which it stays whatever else comes on the desk.
    pub unfolded: Unfolding,
    /// What is to be read.
    origin: Origin,
    task: Option<Task>,
}

/// What of a document is unfolded.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unfolding {
    /// Its text, to be corrected.
    pub text: bool,
    /// Its passages.
    pub passages: bool,
}

/// Where a document comes from.
enum Origin {
    File(Brought),
    Pasted(String),
    /// It has been read.
    Gone,
}

/// How far a document is.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// Others are read before it.
    Waiting,
    /// It is being read; how much is done, from 0 to 1.
    Reading(f64),
    /// It has been read.
    Read,
    /// It is not read.
    Refused(Trouble),
}

/// What has come of the collection that the address asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Collection {
    /// None is asked for, or it is there.
    Settled,
    /// It is on the way; how much of it has been opened, from 0 to 1.
    Coming(f64),
    /// It could not be shown, so the page shows its own.
    Lacking(Lacking),
}

/// Why a collection that the address asks for is not shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Lacking {
    /// What the address names is no file beside the page.
    NoName,
    /// It is not there.
    Missing,
    /// The page is a file itself, and may read no other.
    OnDisk,
    /// It cannot be opened.
    Trouble(Trouble),
}

impl Desk {
    /// A desk with nothing on it.
    pub fn new() -> Self {
        Self {
            kept: StoredValue::new_local(Kept::default()),
            news: RwSignal::new(0),
            over: RwSignal::new(false),
            served: RwSignal::new(Collection::Settled),
        }
    }

    /// Reads what is on it, and follows it.
    pub fn with<U>(self, read: impl FnOnce(&Kept) -> U) -> U {
        self.news.track();
        self.kept.with_value(read)
    }

    /// Reads what is on it.
    pub fn with_untracked<U>(self, read: impl FnOnce(&Kept) -> U) -> U {
        self.kept.with_value(read)
    }

    /// Reads a document on it, and follows the desk.
    pub fn with_item<U>(self, id: u32, read: impl FnOnce(&Item) -> U) -> Option<U> {
        self.with(|kept| kept.items.iter().find(|item| item.id == id).map(read))
    }

    /// Changes what is on it, and says so.
    pub fn change<U>(self, change: impl FnOnce(&mut Kept) -> U) -> Option<U> {
        let changed = self.kept.try_update_value(change);
        self.news.update(|news| *news = news.wrapping_add(1));
        changed
    }

    /// Changes a document on it, and says so. Nothing happens if it is gone.
    pub fn change_item(self, id: u32, change: impl FnOnce(&mut Item)) {
        self.change(|kept| kept.items.iter_mut().find(|item| item.id == id).map(change));
    }

    /// Lays files on it, to be read.
    pub fn lay(self, files: Vec<Brought>) {
        self.change(|kept| {
            for file in files {
                kept.add(file.name.clone(), Origin::File(file));
            }
        });
    }

    /// Lays a text on it that was pasted.
    pub fn lay_text(self, text: String) {
        self.change(|kept| kept.add(String::new(), Origin::Pasted(text)));
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

impl Kept {
    fn add(&mut self, file: String, origin: Origin) {
        self.count += 1;
        self.items.push(Item {
            id: self.count,
            file,
            stage: Stage::Waiting,
            source: Source::default(),
            guesses: Vec::new(),
            format: String::new(),
            draft: None,
            wanted: true,
            name: None,
            changed: false,
            unfolded: Unfolding::default(),
            origin,
            task: None,
        });
    }
}

impl Item {
    /// What was read of it.
    pub fn document(&self) -> Option<&Document> {
        self.draft.as_ref().map(|draft| &draft.document)
    }
}
