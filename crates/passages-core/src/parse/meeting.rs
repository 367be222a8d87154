//! The name of a conference, its place and its days.

use super::block::Block;
use super::inline;
use crate::date::DateRange;
use crate::document::Meeting;

/// A conference's name over one or more lines, then its place and days, on one line or two.
pub(super) fn read(block: &Block<'_>) -> Option<Meeting> {
    let lines: Vec<String> =
        block.lines.iter().map(|l| inline::clean(&l.text.replace("**", "")).text).collect();
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
            // "Report of the Conference", "on its second session": no place.
            if place.starts_with(char::is_lowercase) {
                return None;
            }
            (Some(place.trim_end_matches([',', ' ']).to_owned()), days)
        }
    };
    let name = names.join(" ");
    let is_meeting = ["Conference", "Forum", "Meeting", "Summit"].iter().any(|w| name.contains(w));
    is_meeting.then_some(Meeting { name, place, days })
}
