//! What the curator says of a document -> its names, and notes beside its words.

use super::{heading, masthead};
use crate::document::{Document, Note};
use crate::problem::{Problem, ProblemKind};
use crate::source::{Source, text_language};
use crate::span::Span;

/// A document that was read of the same text, with what is said of it now in the place of what was said then; and what
/// is wrong with that.
///
/// `said(parse(a), b)` is `parse(b)` where the texts of `a` and `b` are the same.
pub fn said(mut document: Document, source: &Source) -> (Document, Vec<Problem>) {
    let editing = &source.editing;
    let symbol = document.masthead.symbol.clone();
    document.name = editing.name.clone().or(symbol).unwrap_or_else(|| name_from_path(&source.path));
    document.short = editing.short.clone().unwrap_or_else(|| document.name.clone());
    document.short_in.clone_from(&editing.short_in);
    document.language = editing.language.clone().unwrap_or_else(|| "en".to_owned());
    document.title = editing
        .title
        .clone()
        .unwrap_or_else(|| heading::sentence_case(masthead::without_number(&document.printed_title)));
    document.provenance.clone_from(&editing.received);
    document.provenance_in.clone_from(&editing.received_in);
    for paragraph in &mut document.paragraphs {
        paragraph.notes.clear();
        paragraph.foreign.clear();
    }
    let mut problems = Vec::new();
    lay_notes(&mut document, source, &mut problems);
    (document, problems)
}

/// The file's name without its ending; of "documents/NAME/fr.txt", which is named by its language, the folder's.
fn name_from_path(path: &str) -> String {
    let mut pieces = path.rsplit(['/', '\\']);
    let file = pieces.next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let (folder, above) = (pieces.next(), pieces.next());
    let is_code = stem.len() == 2 && stem.bytes().all(|b| b.is_ascii_alphabetic());
    let is_language = is_code || above == Some("documents") && text_language(file).is_some();
    folder.filter(|_| is_language).unwrap_or(stem).to_owned()
}

/// Lays notes, and what is in another language, beside their words.
fn lay_notes(document: &mut Document, source: &Source, problems: &mut Vec<Problem>) {
    let path = &source.editing.path;
    let mut find = |document: &Document, para: &str, words: &str, line: u32| -> Option<(usize, Span)> {
        let at = match document.place(para) {
            Ok(at) => at,
            Err((message, hint)) => {
                let problem = Problem::error(path, Some(line), message, hint);
                problems.push(problem.of(ProblemKind::UnknownParagraph, &[para]));
                return None;
            }
        };
        let found = document.paragraphs.get(at).and_then(|p| p.text.find(words));
        if found.is_none() {
            let message = format!("paragraph `{para}` does not contain the words “{words}”");
            let hint = "copy them from the clean text, to the letter";
            let problem = Problem::error(path, Some(line), message, hint);
            problems.push(problem.of(ProblemKind::LostWords, &[para, words]));
        }
        found.map(|start| (at, Span::new(start..start + words.len())))
    };
    for note in &source.editing.notes {
        if let Some((at, span)) = find(document, &note.para, &note.at, note.line)
            && let Some(paragraph) = document.paragraphs.get_mut(at)
        {
            paragraph.notes.push(Note { span, text: note.text.clone() });
        }
    }
    for words in &source.editing.foreign {
        if let Some((at, span)) = find(document, &words.para, &words.text, words.line)
            && let Some(paragraph) = document.paragraphs.get_mut(at)
        {
            paragraph.foreign.push((span, words.language.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_its_folder_where_a_language_names_it() {
        for (path, name) in [
            ("lamps/fr.txt", "lamps"),
            ("documents/lamps/zh.txt", "lamps"),
            ("lamps/01.txt", "01"),
            ("lamps/L7.txt", "L7"),
            ("lamps/é.txt", "é"),
            ("fr.txt", "fr"),
            ("lamps.txt", "lamps"),
        ] {
            assert_eq!(name_from_path(path), name, "{path}");
        }
    }
}
