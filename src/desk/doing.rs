//! What is done with the documents on the desk. All of it is asked of the reader, which works beside the page.

use super::{Collection, Desk, Item, Kept, Lacking, OWN, Origin, Said, Stage};
use crate::browser::brought::{self, Lack};
use crate::browser::reader::{Told, ask};
use crate::browser::{address, file};
use crate::explorer::Explorer;
use crate::library;
use leptos::prelude::*;
use passages_core::case::lowercase;
use passages_core::intake::{Draft, Gathered, Intake, Taken, Trouble};
use passages_core::job::File;
use passages_core::setting::Served;
use passages_core::source::{EditorTag, MAX_TEXT_BYTES, Source};
use std::rc::Rc;

/// The file of a collection may be larger than a document, in bytes.
const MAX_COLLECTION_BYTES: usize = 64 * 1024 * 1024;
/// What the file of a collection holds, besides documents.
const HALLMARK: &[u8] = b"passages.toml";
/// The list of what a ZIP file holds is at its end: so many bytes are looked through.
const LISTED_BYTES: usize = 256 * 1024;
/// Bytes of a name, without what it begins with.
const MAX_NAME_BYTES: usize = 60;

/// Reads the next document that waits, if none is being read; when all are read, puts them beside the others.
pub fn go_on(explorer: Explorer) {
    let desk = explorer.desk;
    let next = desk.with_untracked(|kept| {
        let is_busy = kept.items.iter().any(|item| matches!(item.stage, Stage::Reading(_)));
        kept.items.iter().find(|item| item.stage == Stage::Waiting && !is_busy).map(|item| item.id)
    });
    let Some(id) = next else { return };
    let origin = desk.change(|kept| {
        let item = kept.items.iter_mut().find(|item| item.id == id)?;
        item.stage = Stage::Reading(0.0);
        Some(std::mem::replace(&mut item.origin, Origin::Gone))
    });
    match origin.flatten() {
        Some(Origin::File(file)) => {
            let most = if is_named_collection(&file.name) { MAX_COLLECTION_BYTES } else { MAX_TEXT_BYTES };
            if file.bytes > most as f64 {
                return refuse(explorer, id, refused("too-many-bytes"));
            }
            let name = file.name.clone();
            file.read(move |bytes| match bytes {
                Some(bytes) if is_named_collection(&name) || is_collection(&bytes) => {
                    // It is no document.
                    desk.change(|kept| kept.items.retain(|item| item.id != id));
                    open(explorer, bytes);
                    go_on(explorer);
                }
                Some(bytes) => read(explorer, id, Why::First, Intake::Read { file: name, bytes }),
                None => refuse(explorer, id, refused("unreadable")),
            });
        }
        Some(Origin::Pasted(text)) if text.len() > MAX_TEXT_BYTES => {
            refuse(explorer, id, refused("too-many-bytes"));
        }
        Some(Origin::Pasted(text)) => {
            let bytes = text.into_bytes();
            read(explorer, id, Why::First, Intake::Read { file: "text.txt".to_owned(), bytes });
        }
        Some(Origin::Gone) | None => {}
    }
}

fn refused(code: &str) -> Trouble {
    Trouble::Refused { code: code.to_owned(), cause: String::new(), remedy: String::new() }
}

fn is_named_collection(name: &str) -> bool {
    name.ends_with(".passages")
}

/// Whether bytes are a ZIP file that holds what a collection does.
fn is_collection(bytes: &[u8]) -> bool {
    let listed = bytes.get(bytes.len().saturating_sub(LISTED_BYTES)..).unwrap_or_default();
    bytes.starts_with(b"PK") && listed.windows(HALLMARK.len()).any(|window| window == HALLMARK)
}

fn refuse(explorer: Explorer, id: u32, trouble: Trouble) {
    explorer.desk.change_item(id, |item| {
        item.stage = Stage::Refused(trouble);
        item.task = None;
    });
    went_on(explorer);
}

/// After one document: the next; after the last, those that were read join the others.
fn went_on(explorer: Explorer) {
    let waits =
        explorer.desk.with_untracked(|kept| kept.items.iter().any(|item| item.stage == Stage::Waiting));
    let is_new = |item: &Item| item.stage == Stage::Read && item.wanted && item.name.is_none();
    if waits {
        go_on(explorer);
    } else if explorer.desk.with_untracked(|kept| kept.items.iter().any(is_new)) {
        gather(explorer, Said::Gathered);
    }
}

/// Why a document is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    /// It has just come.
    First,
    /// The visitor has corrected it.
    Corrected,
    /// Another vocabulary is in use.
    Anew,
}

/// Asks the reader about one document; what is under way with it is called off.
fn read(explorer: Explorer, id: u32, why: Why, intake: Intake) {
    let desk = explorer.desk;
    let is_first = why == Why::First;
    let tell = move |told| match told {
        Told::Progress(share) if is_first => desk.change_item(id, |item| item.stage = Stage::Reading(share)),
        Told::Progress(_) => {}
        Told::Answer(Ok(Taken::Draft(draft))) => {
            desk.change_item(id, |item| item.take_in(*draft, why));
            if is_first {
                went_on(explorer);
            }
        }
        // What has been read stays as it is while a change of it cannot be read.
        Told::Answer(answer) => {
            let trouble = answer.err().unwrap_or(Trouble::Unread);
            match is_first {
                true => refuse(explorer, id, trouble),
                false => drop(desk.change(|kept| kept.said = Said::Failed(trouble))),
            }
        }
    };
    match ask(&intake, library::base(), Box::new(tell)) {
        // The answer may be there already.
        Ok(task) => desk.change_item(id, |item| item.task = Some(task)),
        Err(trouble) => refuse(explorer, id, trouble),
    }
}

impl Item {
    fn take_in(&mut self, draft: Draft, why: Why) {
        if why == Why::First {
            self.source = draft.source.clone();
            self.guesses = draft.guesses.clone();
            self.format = draft.format.clone();
        }
        self.changed |= why == Why::Corrected;
        self.stage = Stage::Read;
        self.draft = Some(Rc::new(draft));
    }
}

/// Reads a document again, after the visitor has corrected it.
pub fn correct(explorer: Explorer, id: u32, correct: impl FnOnce(&mut Source)) {
    let mut source = None;
    explorer.desk.change_item(id, |item| {
        correct(&mut item.source);
        item.changed = true;
        source = Some(item.source.clone());
    });
    if let Some(source) = source {
        read(explorer, id, Why::Corrected, Intake::Parse(source));
    }
}

/// Reads every document again: what its terms are called by number is another in another vocabulary.
fn read_all_anew(explorer: Explorer) {
    let there = explorer.desk.with_untracked(|kept| {
        let read = kept.items.iter().filter(|item| item.draft.is_some());
        read.map(|item| (item.id, item.source.clone())).collect::<Vec<_>>()
    });
    for (id, source) in there {
        read(explorer, id, Why::Anew, Intake::Parse(source));
    }
}

/// Sets a term for a paragraph, or takes it away from it.
pub fn tag(explorer: Explorer, id: u32, para: &str, term: &str, is_set: bool) {
    let document = explorer.desk.with_item(id, |item| item.draft.clone()).flatten();
    correct(explorer, id, |source| {
        let tags = &mut source.editing.tags;
        tags.retain(|tag| tag.para != para || tag.term != term);
        // Whether the words show it by themselves, or what an editor said before is all there is.
        let shown = document.is_some_and(|draft| is_shown(&draft, para, term));
        if is_set != shown {
            let (para, term) = (para.to_owned(), term.to_owned());
            tags.push(EditorTag { para, term, not: !is_set, line: 0 });
        }
    });
}

fn is_shown(draft: &Draft, para: &str, term: &str) -> bool {
    let corpus = library::corpus();
    let at = draft.document.paragraphs.iter().position(|paragraph| paragraph.key == para);
    let annotation = at.and_then(|at| draft.annotations.get(at));
    let ix = corpus.vocabulary().terms.iter().position(|known| known.id == term);
    let ix = ix.and_then(|ix| u16::try_from(ix).ok());
    let is_taken =
        draft.source.editing.tags.iter().any(|tag| tag.not && tag.para == para && tag.term == term);
    let has = annotation.zip(ix).is_some_and(|(a, ix)| a.terms().contains(&ix) && !a.is_by_hand(ix));
    has || is_taken
}

/// Asks for something about all documents; what is under way with them is called off.
fn ask_all(explorer: Explorer, intake: &Intake, mut then: impl FnMut(Taken) + 'static) {
    let desk = explorer.desk;
    desk.change(|kept| {
        kept.task = None;
        kept.share = Some(0.0);
        kept.said = Said::Nothing;
    });
    let tell = move |told| match told {
        Told::Progress(share) => drop(desk.change(|kept| kept.share = Some(share))),
        Told::Answer(answer) => {
            desk.change(|kept| kept.share = None);
            match answer {
                Ok(taken) => then(taken),
                Err(trouble) => fail(desk, trouble),
            }
        }
    };
    match ask(intake, library::base(), Box::new(tell)) {
        Ok(task) => drop(desk.change(|kept| kept.task = Some(task))),
        Err(trouble) => fail(desk, trouble),
    }
}

/// Asks for a file of what is there, and offers it. What is under way with the documents goes on.
fn ask_to_save(explorer: Explorer, intake: &Intake) {
    let desk = explorer.desk;
    desk.change(|kept| {
        kept.saving = None;
        kept.is_saving = true;
        kept.said = Said::Nothing;
    });
    let failed = move |trouble| {
        desk.change(|kept| {
            kept.is_saving = false;
            kept.said = Said::Failed(trouble);
        });
    };
    let tell = move |told| match told {
        Told::Progress(_) => {}
        Told::Answer(Ok(taken)) => {
            desk.change(|kept| kept.is_saving = false);
            offer(desk, taken);
        }
        Told::Answer(Err(trouble)) => failed(trouble),
    };
    match ask(intake, library::base(), Box::new(tell)) {
        Ok(task) => drop(desk.change(|kept| kept.saving = Some(task))),
        Err(trouble) => failed(trouble),
    }
}

fn fail(desk: Desk, trouble: Trouble) {
    desk.change(|kept| {
        kept.share = None;
        kept.said = Said::Failed(trouble);
    });
}

/// Puts the documents that are wanted beside the others, and takes those away that are not; then says so.
pub fn gather(explorer: Explorer, said: Said) {
    let own = explorer.desk.with_untracked(|kept| sources(kept, true));
    if own.is_empty() && !library::is_opened() {
        library::put_back();
        return settle(explorer, &[], said);
    }
    ask_all(explorer, &Intake::Gather(own), move |taken| take_up(explorer, taken, said.clone()));
}

/// The documents that should stand beside the others: under names that are a visitor's, or under their own.
fn sources(kept: &Kept, is_here: bool) -> Vec<Source> {
    let mut sources = Vec::new();
    for item in kept.items.iter().filter(|item| item.wanted) {
        let Some(document) = item.document() else { continue };
        let mut source = item.source.clone();
        if is_here {
            source.editing.name = Some(own_name(&document.name));
        }
        sources.push(source);
    }
    sources
}

/// "own-report-of-2024", which no document of a corpus is called.
fn own_name(name: &str) -> String {
    let mut own = OWN.to_owned();
    for c in lowercase(name).chars() {
        if own.len() >= OWN.len() + MAX_NAME_BYTES {
            break;
        }
        if c.is_alphanumeric() {
            own.push(c);
        } else if !own.ends_with('-') {
            own.push('-');
        }
    }
    own.trim_end_matches('-').to_owned()
}

fn take_up(explorer: Explorer, taken: Taken, said: Said) {
    let desk = explorer.desk;
    let Taken::Corpus(gathered) = taken else { return fail(desk, Trouble::Unread) };
    let own = gathered.own.clone();
    match library::take_up(gathered) {
        Ok(()) => settle(explorer, &own, said),
        Err(_) => fail(desk, Trouble::BadCorpus),
    }
}

/// Another corpus is in use: the views begin anew, and each document knows its name there.
fn settle(explorer: Explorer, own: &[String], said: Said) {
    explorer.desk.change(|kept| {
        let mut names = own.iter();
        for item in &mut kept.items {
            let is_there = item.wanted && item.draft.is_some();
            item.name = if is_there { names.next().cloned() } else { None };
            item.changed &= item.name.is_none();
        }
        kept.said = said;
    });
    explorer.renew();
}

/// Forgets a document, or what is left of it; with `None`, all of them.
pub fn forget(explorer: Explorer, id: Option<u32>) {
    let desk = explorer.desk;
    let is_meant = |item: &Item| id.is_none_or(|id| item.id == id);
    // It may be on its way to the others.
    let is_there = |kept: &Kept, item: &Item| item.name.is_some() || kept.share.is_some();
    let had =
        desk.with_untracked(|kept| kept.items.iter().any(|item| is_meant(item) && is_there(kept, item)));
    desk.change(|kept| {
        kept.items.retain(|item| !is_meant(item));
        kept.said = Said::Forgotten;
    });
    if had {
        if !library::is_opened() {
            // At once: whoever forgets does not wait for the others.
            library::put_back();
            explorer.renew();
        }
        gather(explorer, Said::Forgotten);
    }
    // What it held up can go on: what waits is read, and what has been read joins the others.
    let is_reading =
        desk.with_untracked(|kept| kept.items.iter().any(|item| matches!(item.stage, Stage::Reading(_))));
    match had {
        true => go_on(explorer),
        false if is_reading => {}
        false => went_on(explorer),
    }
}

/// Puts a document beside the others, or takes it away from them.
pub fn want(explorer: Explorer, id: u32, wanted: bool) {
    explorer.desk.change_item(id, |item| item.wanted = wanted);
    gather(explorer, if wanted { Said::Gathered } else { Said::Nothing });
}

/// Offers the folder of a document for `corpus/documents/`.
pub fn folder(explorer: Explorer, id: u32) {
    let made = explorer.desk.with_item(id, |item| (item.source.clone(), item.guesses.clone()));
    if let Some((source, guesses)) = made {
        ask_to_save(explorer, &Intake::Folder { source, guesses });
    }
}

/// Offers the corpus in use with the visitor's documents as the file of a collection.
pub fn save(explorer: Explorer, title: String) {
    let own = explorer.desk.with_untracked(|kept| sources(kept, false));
    ask_to_save(explorer, &Intake::Save { title, own });
}

fn offer(desk: Desk, taken: Taken) {
    let Taken::File(File { name, media_type, bytes }) = taken else {
        desk.change(|kept| kept.said = Said::Failed(Trouble::Unread));
        return;
    };
    // Where the browser saves nothing, nothing has happened.
    let saved = file::save_bytes(&name, &media_type, &bytes).is_some();
    desk.change(|kept| kept.said = if saved { Said::Saved(name) } else { Said::Nothing });
}

/// Opens a collection in the place of the corpus in use; the visitor's documents stay.
pub fn open(explorer: Explorer, bytes: Vec<u8>) {
    let asked = Intake::Open(bytes.clone());
    let mut bytes = Some(bytes);
    ask_all(explorer, &asked, move |taken| {
        if let (Taken::Corpus(_), Some(bytes)) = (&taken, bytes.take()) {
            library::open(bytes);
        }
        read_all_anew(explorer);
        let has_own = explorer.desk.with_untracked(|kept| !sources(kept, true).is_empty());
        match has_own {
            true => gather(explorer, Said::Opened),
            false => take_up(explorer, taken, Said::Opened),
        }
    });
}

/// Goes back to the documents of the page; the visitor's stay.
pub fn close(explorer: Explorer) {
    library::close();
    read_all_anew(explorer);
    gather(explorer, Said::Closed);
}

/// Fetches the collection that the address asks for, and opens it before the page begins.
pub fn fetch(explorer: Explorer) {
    let served = explorer.desk.served;
    let lack = move |lacking| served.set(Collection::Lacking(lacking));
    let name = match Served::of(&address::query()) {
        Served::File(name) => name,
        Served::Refused => return lack(Lacking::NoName),
        Served::Own => return served.set(Collection::Settled),
    };
    brought::fetch_beside(name, move |fetched| {
        let bytes = match fetched {
            Ok(bytes) => bytes,
            Err(Lack::OnDisk) => return lack(Lacking::OnDisk),
            Err(Lack::Missing) => return lack(Lacking::Missing),
        };
        let asked = Intake::Open(bytes.clone());
        let mut bytes = Some(bytes);
        let desk = explorer.desk;
        let tell = move |told| match told {
            Told::Progress(share) => served.set(Collection::Coming(share)),
            Told::Answer(answer) => {
                let opened = answer.and_then(|taken| match taken {
                    Taken::Corpus(gathered) => opened(gathered, bytes.take().unwrap_or_default()),
                    _ => Err(Trouble::Unread),
                });
                match opened {
                    Ok(()) => served.set(Collection::Settled),
                    Err(trouble) => lack(Lacking::Trouble(trouble)),
                }
            }
        };
        match ask(&asked, library::base(), Box::new(tell)) {
            Ok(task) => drop(desk.change(|kept| kept.task = Some(task))),
            Err(trouble) => lack(Lacking::Trouble(trouble)),
        }
    });
}

fn opened(gathered: Gathered, bytes: Vec<u8>) -> Result<(), Trouble> {
    library::take_up(gathered).map_err(|_| Trouble::BadCorpus)?;
    library::open(bytes);
    Ok(())
}
