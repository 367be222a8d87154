//! The numbers that Word counts by itself: ECMA-376 part 1, section 17.9.

mod format;

use crate::refusal::Refusal;
use crate::xml::{Piece, Xml};
use format::counted;

/// Word knows this many levels.
const LEVELS: usize = 9;

#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: String,
    /// "%1." or "(%2)": a number stands for the count of its level.
    text: String,
}

/// The pattern of a list, and how far each level has counted.
#[derive(Clone, Debug, Default)]
struct Pattern {
    id: String,
    levels: [Level; LEVELS],
    counts: [Option<u32>; LEVELS],
}

/// A list that uses a pattern.
#[derive(Clone, Debug, Default)]
struct List {
    id: String,
    pattern: String,
    /// Where it begins anew, by level; taken once.
    starts: [Option<u32>; LEVELS],
}

/// All lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    patterns: Vec<Pattern>,
    lists: Vec<List>,
}

impl Numbering {
    pub(super) fn read(text: &str) -> Result<Self, Refusal> {
        let mut xml = Xml::new(text, super::KIND);
        let mut all = Self::default();
        let mut open: Vec<String> = Vec::new();
        let mut level = 0;
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Start(element) => {
                    let value = element.get("val");
                    let number = value.and_then(|v| v.parse::<u32>().ok());
                    let in_list = open.iter().any(|name| name == "num");
                    let pattern = all.patterns.last_mut().filter(|_| !in_list);
                    let slot = pattern.and_then(|pattern| pattern.levels.get_mut(level));
                    match (element.name.as_str(), slot) {
                        ("abstractNum", _) => {
                            let id = element.get("abstractNumId").unwrap_or_default().to_owned();
                            all.patterns.push(Pattern { id, ..Pattern::default() });
                        }
                        ("num", _) => {
                            let id = element.get("numId").unwrap_or_default().to_owned();
                            all.lists.push(List { id, ..List::default() });
                        }
                        ("abstractNumId", _) => {
                            if let Some(list) = all.lists.last_mut() {
                                list.pattern = value.unwrap_or_default().to_owned();
                            }
                        }
                        ("lvl" | "lvlOverride", _) => {
                            level = element.get("ilvl").and_then(|v| v.parse().ok()).unwrap_or(LEVELS);
                        }
                        ("startOverride", _) => {
                            let list = all.lists.last_mut();
                            if let Some(start) = list.and_then(|list| list.starts.get_mut(level)) {
                                *start = number;
                            }
                        }
                        ("start", Some(slot)) => slot.start = number.unwrap_or(0),
                        ("numFmt", Some(slot)) => slot.format = value.unwrap_or_default().to_owned(),
                        ("lvlText", Some(slot)) => slot.text = value.unwrap_or_default().to_owned(),
                        _ => {}
                    }
                    open.push(element.name);
                }
                Piece::End => {
                    open.pop();
                }
                Piece::Text(_) => {}
            }
        }
        Ok(all)
    }

    /// Counts on, and gives the label: "4.", "(a)"; nothing where the list has bullets or is none.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let list = self.lists.iter_mut().find(|known| known.id == list)?;
        let pattern = self.patterns.iter_mut().find(|known| known.id == list.pattern)?;
        let own = pattern.levels.get(level)?.clone();
        let anew = list.starts.get_mut(level).and_then(Option::take);
        for (nth, count) in pattern.counts.iter_mut().enumerate() {
            if nth == level {
                *count = Some(anew.or(count.map(|n| n.saturating_add(1))).unwrap_or(own.start));
            } else if nth > level {
                *count = None;
            }
        }
        if own.format == "bullet" || own.format == "none" || own.text.trim().is_empty() {
            return None;
        }
        let mut label = String::new();
        let mut chars = own.text.chars();
        while let Some(c) = chars.next() {
            let nth = if c == '%' { chars.clone().next().and_then(|d| d.to_digit(10)) } else { None };
            match nth.and_then(|nth| (nth as usize).checked_sub(1)) {
                Some(nth) => {
                    chars.next();
                    let of = pattern.levels.get(nth)?;
                    let count = pattern.counts.get(nth).copied().flatten().unwrap_or(of.start);
                    label.push_str(&counted(count, &of.format));
                }
                None => label.push(c),
            }
        }
        Some(label.trim().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_begin_anew_below_a_higher_one_and_where_the_list_says_so() {
        let level = |nth: usize, format: &str, text: &str| {
            format!(
                "<w:lvl w:ilvl='{nth}'><w:start w:val='1'/><w:numFmt w:val='{format}'/><w:lvlText w:val='{text}'/></w:lvl>"
            )
        };
        let text = format!(
            "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='7'>{}{}</w:abstractNum>\
             <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>\
             <w:num w:numId='2'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num></w:numbering>",
            level(0, "decimal", "%1."),
            level(1, "lowerLetter", "(%2)")
        );
        let mut numbering = Numbering::read(&text).expect("numbering");
        let asked = [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1), ("2", 0), ("2", 0), ("1", 0)];
        let labels: Vec<String> =
            asked.iter().filter_map(|(list, level)| numbering.next(list, *level)).collect();
        assert_eq!(labels, ["1.", "(a)", "(b)", "2.", "(a)", "1.", "2.", "3."]);
        assert_eq!(numbering.next("9", 0), None);
    }
}
