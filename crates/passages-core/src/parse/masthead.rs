//! What stands above the first paragraph: masthead fields, title, byline.

use super::block::Block;
use super::heading::{ends_sentence, ends_surely};
use super::inline::append;
use super::lines::words;
use super::{Draft, calls, days, heading, inline, label, meeting, parts, wording};
use crate::document::{LineRole, Masthead, Part};

/// Longer than any title.
const MAX_TITLE_WORDS: usize = 50;
/// Shorter than any paragraph that stands by itself.
const MIN_SENTENCE_WORDS: usize = 12;

/// Among so many blocks the enacting words stand, where there are any.
const FRONT_BLOCKS: usize = 60;

/// How many blocks stand before the first paragraph or section.
pub(super) fn end(blocks: &[Block<'_>]) -> usize {
    // In some languages the organ's name in the masthead is that of the enacting words: the last of them counts.
    let front = blocks.iter().take(FRONT_BLOCKS).take_while(|block| !is_labelled(&block.joined()));
    let enacting = front.enumerate().filter(|(_, block)| wording::enacts(&block.joined())).last();
    if let Some((at, _)) = enacting.filter(|(_, block)| !wording::is_organ(&block.joined())) {
        return at;
    }
    let begins = |block: &Block<'_>, next: Option<&Block<'_>>| {
        let raw = block.joined();
        let text = inline::clean(&raw).text;
        let labelled =
            is_labelled(&text) || label::take(&text).is_some() && heading::read(block, &text, None).is_some();
        let hashed = raw.starts_with('#');
        let numeral = heading::numeral(&text).is_some() || heading::article(block).is_some();
        let words = words(&text);
        // A colon ends a line of a title, too, unless items follow.
        let leads = !text.ends_with(':') || next.is_some_and(|next| is_labelled(&next.joined()));
        let sentence = words >= MIN_SENTENCE_WORDS && ends_sentence(&text) && leads || ends_surely(&text);
        let recital = wording::opens_recital(&text) && text.ends_with([',', '،', '，']);
        labelled
            || hashed
            || numeral
            || wording::leads(&text)
            || words > MAX_TITLE_WORDS
            || sentence
            || recital
    };
    let titled = blocks.first().is_some_and(is_title);
    let body = blocks.get(usize::from(titled)..).unwrap_or_default();
    let nexts = body.iter().skip(1).map(Some).chain([None]);
    let first = body.iter().zip(nexts).position(|(block, next)| begins(block, next));
    usize::from(titled) + first.unwrap_or(body.len())
}

/// A text that begins with a heading of the first rank has its title in it; a number makes it that of a section.
fn is_title(block: &Block<'_>) -> bool {
    let raw = block.joined();
    let Some(text) = raw.strip_prefix("# ") else { return false };
    let text = inline::clean(text.trim_start()).text;
    !parts::is_annex(block) && heading::numeral(&text).is_none() && label::take(&text).is_none()
}

fn is_labelled(text: &str) -> bool {
    label::take(text).is_some_and(|labelled| !labelled.is_bare())
}

/// Reads the front of the document. A line that fits no field joins the title.
pub(super) fn read(draft: &mut Draft, blocks: &[Block<'_>]) {
    draft.parts.push(Part { slug: String::new(), heading: None, title: None, meeting: None });
    // Where a resolution has its number, all that follows is its title, and nothing before is.
    let numbered = blocks.iter().position(|block| is_numbered(&block.joined())).unwrap_or(usize::MAX);
    let mut expects_agenda_title = false;
    let pieces = blocks
        .iter()
        .enumerate()
        .flat_map(|(at, block)| pieces(block).into_iter().map(move |piece| (at, piece)));
    for (at, block) in pieces {
        let raw = block.joined();
        let text = inline::clean(raw.trim_start_matches('#')).text;
        let (text, mark) = match inline::take_mark(&text) {
            (text, Some(mark)) => (text, Some(mark.to_owned())),
            (text, None) => take_raised(draft, text),
        };
        if let Some(mark) = mark {
            draft.anchors.push((text.to_owned(), mark));
        }
        let role = if at >= numbered {
            append(&mut draft.title, text);
            LineRole::Title
        } else if expects_agenda_title && fields_of(&block).is_none() {
            expects_agenda_title = false;
            draft.masthead.agenda_title = Some(text.to_owned());
            LineRole::Masthead
        } else if fields(draft, &block) {
            LineRole::Masthead
        } else if wording::is_agenda_item(text) {
            expects_agenda_title = true;
            draft.masthead.agenda_item = Some(text.to_owned());
            LineRole::Masthead
        } else if wording::adopts(text) {
            append(draft.masthead.adoption.get_or_insert_default(), text);
            LineRole::Masthead
        } else if numbered < usize::MAX {
            draft.masthead.agenda_title.iter_mut().for_each(|title| append(title, text));
            LineRole::Masthead
        } else if let Some(meeting) = meeting::read(&block) {
            draft.masthead.meeting = Some(meeting);
            LineRole::Masthead
        } else if draft.title.is_empty() && inline::is_bold(&raw) && !is_capitals(text) {
            draft.masthead.kind = Some(text.to_owned());
            LineRole::Masthead
        } else if draft.title.is_empty() || draft.byline.is_some() {
            append(&mut draft.title, text);
            LineRole::Title
        } else {
            draft.byline = Some(text.to_owned());
            LineRole::Title
        };
        draft.account(&block, role);
    }
}

/// The raised number of a footnote at the end of words, where there is such a note.
fn take_raised<'a>(draft: &Draft, text: &'a str) -> (&'a str, Option<String>) {
    let words = text.trim_end_matches(calls::is_raised);
    let mark = calls::raised(text, words.len()).map(|(_, mark)| mark);
    let mark = mark.filter(|mark| draft.footnotes.iter().any(|note| note.mark == *mark));
    if mark.is_some() { (words, mark) } else { (text, None) }
}

/// "78/100. Lighthouses", or the number alone.
fn is_numbered(text: &str) -> bool {
    without_number(text).len() < text.len()
}

/// Fields are short, and no more of them stand together.
const MAX_FIELD_LINES: usize = 12;

/// The fields that a block begins with, the agenda item, and the rest, each for itself.
fn pieces<'a>(block: &Block<'a>) -> Vec<Block<'a>> {
    let mut pieces = Vec::new();
    let mut rest = block.lines.as_slice();
    while let Some((first, _)) = rest.split_first() {
        let longest = rest.len().min(MAX_FIELD_LINES);
        let fields = (1..=longest).rev().find(|&length| {
            let lines = rest.get(..length).unwrap_or_default();
            fields_of(&Block::of(lines)).is_some()
        });
        let length = match fields {
            Some(length) => length,
            None if rest.len() > 1 && wording::is_agenda_item(first.text) => 1,
            None => rest.len(),
        };
        let (piece, after) = rest.split_at(length);
        pieces.push(Block::of(piece));
        rest = after;
    }
    pieces
}

/// "78/100. Lighthouses" without the number of a resolution.
pub(super) fn without_number(title: &str) -> &str {
    let end = title.find(|c: char| !c.is_numeric() && c != '/').unwrap_or(title.len());
    let Some((number, rest)) = title.split_at_checked(end) else { return title };
    let numbered = number
        .split_once('/')
        .is_some_and(|(session, number)| !session.is_empty() && !number.is_empty() && !number.contains('/'));
    let closed =
        rest.strip_prefix('.').or_else(|| rest.strip_prefix(" - ")).or_else(|| rest.strip_prefix(" – "));
    closed.filter(|_| numbered).map_or(title, str::trim_start)
}

/// Reads a block whose every line is a field ("Distr.", symbol, date ...); false, and nothing read, where one is not.
fn fields(draft: &mut Draft, block: &Block<'_>) -> bool {
    let Some(found) = fields_of(block) else { return false };
    let read = &mut draft.masthead;
    read.distribution = found.distribution.or(read.distribution.take());
    read.original = found.original.or(read.original.take());
    read.date = read.date.or(found.date);
    read.symbol = read.symbol.take().or(found.symbol);
    read.organ = found.organ.or(read.organ.take());
    read.session = read.session.take().or(found.session);
    true
}

fn fields_of(block: &Block<'_>) -> Option<Masthead> {
    let mut found = Masthead::default();
    let mut distribution_next = false;
    let mut lines = block.lines.iter().map(|line| inline::clean(line.text).text).peekable();
    while let Some(text) = lines.next() {
        let after = |name: &str| {
            text.strip_prefix(name).map(|rest| rest.trim_start_matches([':', ' ', '\u{a0}']).to_owned())
        };
        if distribution_next {
            distribution_next = false;
            found.distribution = Some(text);
        } else if let Some(value) = after("Distr.") {
            distribution_next = value.is_empty();
            found.distribution = Some(value);
        } else if let Some(value) = wording::original(&text) {
            found.original = Some(heading::sentence_case(value));
        } else if wording::is_language(&text)
            && lines.peek().is_some_and(|next| wording::original(next).is_some())
        {
            // The language of this document, which its words show.
        } else if let Some(date) = days::read(&text) {
            found.date = found.date.or(Some(date));
        } else if is_symbol(text.trim_end_matches('*')) {
            found.symbol = found.symbol.or(Some(text.trim_end_matches('*').to_owned()));
        } else if wording::is_organ(&text) {
            found.organ = Some(text);
        } else if wording::is_publisher(&text) {
            // Who publishes is said of every document.
        } else if wording::is_session(&text) {
            found.session = Some(text);
        } else {
            return None;
        }
    }
    Some(found)
}

/// "A/CONF.191/L.7", "A/90/12–S/2035/3": capitals, digits and dots between slashes; two where two organs have it.
pub(super) fn is_symbol(text: &str) -> bool {
    text.split('–').all(is_one_symbol)
}

fn is_one_symbol(text: &str) -> bool {
    let mut pieces = text.split('/');
    let body = pieces.next().is_some_and(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_uppercase()));
    let rest: Vec<&str> = pieces.collect();
    let sound = |p: &&str| {
        !p.is_empty()
            && p.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'(' | b')'))
    };
    body && !rest.is_empty() && rest.iter().all(sound) && text.bytes().any(|b| b.is_ascii_digit())
}

fn is_capitals(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}
