//! What stands above the first paragraph: masthead fields, title, byline.

use super::heading::ends_sentence;
use super::lines::Block;
use super::{Draft, heading, inline, label};
use crate::date::{Date, DateRange};
use crate::document::{LineRole, Meeting, Part};

/// Longer than any title.
const MAX_TITLE_WORDS: usize = 50;
/// Shorter than any paragraph that stands by itself.
const MIN_SENTENCE_WORDS: usize = 12;

/// How many blocks stand before the first paragraph or section.
pub(super) fn end(blocks: &[Block<'_>]) -> usize {
    let begins = |block: &Block<'_>| {
        let text = inline::clean(&block.joined()).text;
        let labelled = label::take(&text).is_some_and(|l| !l.is_bare() || heading::read(block).is_some());
        let hashed = block.lines.first().is_some_and(|l| l.starts_with('#'));
        let words = text.split_whitespace().count();
        labelled || hashed || words > MAX_TITLE_WORDS || (words >= MIN_SENTENCE_WORDS && ends_sentence(&text))
    };
    blocks.iter().position(begins).unwrap_or(blocks.len())
}

const ORGANS: [&str; 6] = [
    "General Assembly",
    "Security Council",
    "Economic and Social Council",
    "Human Rights Council",
    "Trusteeship Council",
    "Secretariat",
];

/// Reads the front of the document. A line that fits no field joins the title.
pub(super) fn read(draft: &mut Draft, blocks: &[Block<'_>]) {
    draft.parts.push(Part { slug: String::new(), heading: None, title: None, meeting: None });
    let mut expects_agenda_title = false;
    for block in blocks {
        if block.is_rule() {
            draft.account(block, LineRole::PageRule);
            continue;
        }
        let raw = block.joined();
        let text = inline::clean(&raw).text;
        let (text, mark) = inline::take_mark(&text);
        if let Some(mark) = mark {
            draft.anchors.push((text.to_owned(), mark.to_owned()));
        }
        if expects_agenda_title {
            expects_agenda_title = false;
            draft.masthead.agenda_title = Some(text.to_owned());
            draft.account(block, LineRole::Masthead);
        } else if fields(draft, block) {
            draft.account(block, LineRole::Masthead);
        } else if is_agenda_item(text) {
            expects_agenda_title = true;
            draft.masthead.agenda_item = Some(text.to_owned());
            draft.account(block, LineRole::Masthead);
        } else if let Some(meeting) = meeting(block) {
            draft.masthead.meeting = Some(meeting);
            draft.account(block, LineRole::Masthead);
        } else if draft.title.is_empty() && inline::is_bold(&raw) && !is_capitals(text) {
            draft.masthead.kind = Some(text.to_owned());
            draft.account(block, LineRole::Masthead);
        } else if draft.title.is_empty() {
            text.clone_into(&mut draft.title);
            draft.account(block, LineRole::Title);
        } else if draft.byline.is_none() {
            draft.byline = Some(text.to_owned());
            draft.account(block, LineRole::Title);
        } else {
            draft.title.push(' ');
            draft.title.push_str(text);
            draft.account(block, LineRole::Title);
        }
    }
}

/// Reads a block whose every line is a field ("Distr.", symbol, date ...); false, and nothing read, where one is not.
fn fields(draft: &mut Draft, block: &Block<'_>) -> bool {
    let mut found = draft.masthead.clone();
    let mut distribution_next = false;
    for line in &block.lines {
        let text = inline::clean(line).text;
        let after =
            |name: &str| text.strip_prefix(name).map(|rest| rest.trim_start_matches([':', ' ']).to_owned());
        if distribution_next {
            distribution_next = false;
            found.distribution = Some(text);
        } else if let Some(value) = after("Distr.") {
            distribution_next = value.is_empty();
            found.distribution = Some(value);
        } else if let Some(value) = after("Original") {
            found.original = Some(heading::sentence_case(&value));
        } else if let Some(date) = Date::parse(&text) {
            found.date = found.date.or(Some(date));
        } else if is_symbol(&text) {
            found.symbol = found.symbol.or(Some(text));
        } else if ORGANS.contains(&text.as_str()) {
            found.organ = Some(text);
        } else if text.ends_with(" session") && text.split_whitespace().count() <= 4 {
            found.session = Some(text);
        } else {
            return false;
        }
    }
    draft.masthead = found;
    true
}

/// "A/CONF.191/L.7": capitals, digits and dots between slashes.
pub(super) fn is_symbol(text: &str) -> bool {
    let mut pieces = text.split('/');
    let body = pieces.next().is_some_and(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_uppercase()));
    let rest: Vec<&str> = pieces.collect();
    let sound = |p: &&str| {
        !p.is_empty()
            && p.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'(' | b')'))
    };
    body && !rest.is_empty() && rest.iter().all(sound) && text.bytes().any(|b| b.is_ascii_digit())
}

fn is_agenda_item(text: &str) -> bool {
    (text.starts_with("Item ") || text.starts_with("Agenda item"))
        && text.bytes().any(|b| b.is_ascii_digit())
        && text.split_whitespace().count() <= 10
}

fn is_capitals(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

/// A conference's name over one or more lines, then its place and days, on one line or two.
pub(super) fn meeting(block: &Block<'_>) -> Option<Meeting> {
    let lines: Vec<String> = block.lines.iter().map(|l| inline::clean(&l.replace("**", "")).text).collect();
    let (last, names) = lines.split_last()?;
    if names.is_empty() {
        return None;
    }
    let (place, days) = match DateRange::parse(last) {
        Some(days) => (None, Some(days)),
        None => {
            // The day is where the first digit stands: "Brussels, Belgium, 14-20 May 2001".
            let digit = last.find(|c: char| c.is_ascii_digit());
            let (place, printed) = digit.map_or((last.as_str(), ""), |at| last.split_at(at));
            let days = DateRange::parse(printed);
            if digit.is_some() && days.is_none() {
                return None;
            }
            (Some(place.trim_end_matches([',', ' ']).to_owned()), days)
        }
    };
    let name = names.join(" ");
    let is_meeting = ["Conference", "Forum", "Meeting", "Summit"].iter().any(|w| name.contains(w));
    is_meeting.then_some(Meeting { name, place, days })
}
