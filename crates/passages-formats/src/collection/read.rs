//! Bytes -> a collection, under the limits of every ZIP file.

use super::manifest::{Manifest, digest, digest_of};
use super::{Collection, Entry, FORMAT};
use crate::limits;
use crate::refusal::Refusal;
use crate::zip::Zip;
use passages_core::archive;
use passages_core::corpus::Compiled;
use passages_core::intake::Trouble;
use passages_core::source::{EDITING_FILE, Editing, choose_text, decode, text_language};

/// What says what it is.
const MANIFEST: &str = "passages.toml";

/// Reads the file of a collection.
///
/// # Errors
/// [`Trouble::NoCollection`], [`Trouble::LaterVersion`], [`Trouble::Damaged`], [`Trouble::TooLarge`] or
/// [`Trouble::Empty`]; no bytes make it panic or fill the memory.
pub fn read(bytes: &[u8]) -> Result<Collection, Trouble> {
    if bytes.len() > limits::COLLECTION_BYTES {
        return Err(Trouble::TooLarge);
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(Trouble::NoCollection);
    }
    let mut zip = Zip::open(bytes).map_err(trouble)?;
    let names: Vec<String> = zip.names().map(str::to_owned).collect();
    // Some programs put a folder around what they pack.
    let below = |name: &String| name.strip_suffix(MANIFEST).map(str::to_owned);
    let is_root = |root: &String| root.is_empty() || root.find('/') == Some(root.len() - 1);
    let root = names.iter().filter_map(below).find(is_root).ok_or(Trouble::NoCollection)?;
    let text = zip.part(&format!("{root}{MANIFEST}")).map_err(trouble)?.unwrap_or_default();
    let text = std::str::from_utf8(&text).map_err(|_| Trouble::Damaged)?;
    let manifest: Manifest = toml::from_str(text).map_err(|_| Trouble::Damaged)?;
    if manifest.format > FORMAT {
        return Err(Trouble::LaterVersion);
    }
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for name in names.iter().filter_map(|name| name.strip_prefix(&root)).filter(|name| is_part(name)) {
        if files.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
            return Err(Trouble::Damaged);
        }
        let data = zip.part(&format!("{root}{name}")).map_err(trouble)?.ok_or(Trouble::Damaged)?;
        files.push((name.to_owned(), data));
    }
    files.sort();
    let found = digest(&files);
    if manifest.digest.as_ref().is_some_and(|told| *told != found) {
        return Err(Trouble::Damaged);
    }
    let mut collection = gathered(&files, manifest.title.clone())?;
    if manifest.digest.is_some() && manifest.program.as_deref() == Some(env!("CARGO_PKG_VERSION")) {
        let cache = zip.part(&format!("{root}compiled.bin")).ok().flatten();
        let cache = cache.filter(|bytes| manifest.compiled == Some(digest_of(bytes)));
        collection.compiled = cache.and_then(|bytes| archive::decode(&bytes).ok());
        collection.compiled = collection.compiled.take().filter(|c| is_of(c, &collection.entries));
    }
    Ok(collection)
}

/// Whether a name is that of a text, a `document.toml` or a file of the vocabulary; what else is there is let be.
fn is_part(name: &str) -> bool {
    let pieces: Vec<&str> = name.split('/').collect();
    match pieces.as_slice() {
        ["documents", folder, file] => {
            let is_known = *file == EDITING_FILE || text_language(file).is_some();
            is_known && !folder.is_empty() && !folder.starts_with('.')
        }
        ["vocabulary", file] => file.ends_with(".toml") && !file.starts_with('.'),
        _ => false,
    }
}

/// The files in their places.
fn gathered(files: &[(String, Vec<u8>)], title: String) -> Result<Collection, Trouble> {
    let (entries, vocabulary, problems) = (Vec::new(), Vec::new(), Vec::new());
    let mut collection = Collection { title, entries, vocabulary, compiled: None, problems };
    // The texts of the last folder so far, by the names of their files.
    let mut texts: Vec<(&str, String)> = Vec::new();
    for (name, bytes) in files {
        let (text, problems) = decode(name, bytes);
        collection.problems.extend(problems);
        if let Some(file) = name.strip_prefix("vocabulary/") {
            collection.vocabulary.push((file.to_owned(), text));
            continue;
        }
        let Some((folder, file)) = name.strip_prefix("documents/").and_then(|rest| rest.split_once('/'))
        else {
            continue;
        };
        if collection.entries.last().is_none_or(|entry| entry.folder != folder) {
            settle(&mut collection, &mut texts);
            collection.entries.push(Entry { folder: folder.to_owned(), ..Entry::default() });
        }
        match collection.entries.last_mut() {
            Some(entry) if file == EDITING_FILE => entry.editing = text,
            _ => texts.push((file, text)),
        }
    }
    settle(&mut collection, &mut texts);
    collection.entries.retain(|entry| entry.text.chars().any(char::is_alphanumeric));
    if collection.entries.is_empty() { Err(Trouble::Empty) } else { Ok(collection) }
}

/// Gives the last document its text: of several, the others are the document in other languages.
fn settle(collection: &mut Collection, texts: &mut Vec<(&str, String)>) {
    let texts = std::mem::take(texts);
    let Some(entry) = collection.entries.last_mut() else { return };
    let files: Vec<&str> = texts.iter().map(|(file, _)| *file).collect();
    let language = Editing::read(EDITING_FILE, &entry.editing).0.language;
    let chosen = choose_text(&files, language.as_deref());
    if let Some((file, text)) = texts.into_iter().find(|(file, _)| Some(*file) == chosen) {
        (entry.file, entry.text) = (file.to_owned(), text);
    }
}

/// Whether it was compiled of these texts, and fits together.
fn is_of(compiled: &Compiled, entries: &[Entry]) -> bool {
    let mut received: Vec<&str> = compiled.documents.iter().map(|d| d.received.as_str()).collect();
    let mut texts: Vec<&str> = entries.iter().map(|entry| entry.text.as_str()).collect();
    received.sort_unstable();
    texts.sort_unstable();
    received == texts && archive::is_sound(compiled)
}

fn trouble(refusal: Refusal) -> Trouble {
    match refusal {
        Refusal::TooMuch(_) => Trouble::TooLarge,
        _ => Trouble::Damaged,
    }
}
