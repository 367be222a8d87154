//! The numbers that Word counts by itself: ECMA-376 part 1, section 17.9.

mod format;

use super::styles::is_on;
use crate::refusal::Refusal;
use crate::xml::{Piece, Xml};
use format::counted;
use std::collections::BTreeMap;

/// Word knows this many levels.
const LEVELS: usize = 9;

#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: String,
    /// "%1." or "(%2)": a number stands for the count of its level.
    text: String,
    /// All levels are printed in digits here, whatever their own formats: "Article IV" has "Section 4.01" below it.
    is_legal: bool,
    /// It begins anew below a level of this number or a higher one, from 1, and never for 0; below each where there is
    /// none.
    restart: Option<usize>,
}

/// The pattern of a list, and how far each level has counted.
#[derive(Clone, Debug, Default)]
struct Pattern {
    levels: [Level; LEVELS],
    counts: [Option<u32>; LEVELS],
}

/// A list that uses a pattern.
#[derive(Clone, Debug, Default)]
struct List {
    pattern: i64,
    /// Where it begins anew, by level; taken once.
    starts: [Option<u32>; LEVELS],
}

/// All lists of a document, and their patterns, by their numbers in it; of two of one number, the last.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    patterns: BTreeMap<i64, Pattern>,
    lists: BTreeMap<i64, List>,
}

/// Longest pattern of a label, in letters: each paragraph may print it.
const LABEL: usize = 255;

impl Numbering {
    pub(super) fn read(text: &str) -> Result<Self, Refusal> {
        let mut xml = Xml::new(text, super::KIND);
        let mut all = Self::default();
        let mut open: Vec<String> = Vec::new();
        // What is being read: the number of a pattern, of a list in it or after it, and of a level.
        let (mut of_pattern, mut of_list, mut level) = (None, None, 0);
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Start(element) => {
                    let value = element.get("val");
                    let number = value.and_then(|v| v.parse::<u32>().ok());
                    let in_list = open.iter().any(|name| name == "num");
                    let pattern = of_pattern.filter(|_| !in_list).and_then(|id| all.patterns.get_mut(&id));
                    let slot = pattern.and_then(|pattern| pattern.levels.get_mut(level));
                    let id = |name: &str| element.get(name).and_then(|id| id.parse::<i64>().ok());
                    match (element.name.as_str(), slot) {
                        ("abstractNum", _) => {
                            of_pattern = id("abstractNumId");
                            all.patterns.extend(of_pattern.map(|id| (id, Pattern::default())));
                        }
                        ("num", _) => {
                            of_list = id("numId");
                            all.lists.extend(of_list.map(|id| (id, List::default())));
                        }
                        ("abstractNumId", _) => {
                            let list = of_list.and_then(|list| all.lists.get_mut(&list));
                            if let Some((list, pattern)) = list.zip(id("val")) {
                                list.pattern = pattern;
                            }
                        }
                        ("lvl" | "lvlOverride", _) => {
                            level = element.get("ilvl").and_then(|v| v.parse().ok()).unwrap_or(LEVELS);
                        }
                        ("startOverride", _) => {
                            let list = of_list.and_then(|list| all.lists.get_mut(&list));
                            if let Some(start) = list.and_then(|list| list.starts.get_mut(level)) {
                                *start = number;
                            }
                        }
                        ("isLgl", Some(slot)) => slot.is_legal = is_on(&element),
                        ("lvlRestart", Some(slot)) => slot.restart = number.map(|n| n as usize),
                        ("start", Some(slot)) => slot.start = number.unwrap_or(0),
                        ("numFmt", Some(slot)) => {
                            slot.format = value.unwrap_or_default().chars().take(LABEL).collect();
                        }
                        ("lvlText", Some(slot)) => {
                            slot.text = value.unwrap_or_default().chars().take(LABEL).collect();
                        }
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
    pub(super) fn next(&mut self, list: i64, level: usize) -> Option<String> {
        let list = self.lists.get_mut(&list)?;
        let pattern = self.patterns.get_mut(&list.pattern)?;
        let own = pattern.levels.get(level)?.clone();
        let anew = list.starts.get_mut(level).and_then(Option::take);
        for (nth, (count, of)) in pattern.counts.iter_mut().zip(&pattern.levels).enumerate() {
            if nth == level {
                *count = Some(anew.or(count.map(|n| n.saturating_add(1))).unwrap_or(own.start));
            } else if nth > level && of.restart.is_none_or(|restart| level < restart) {
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
                    // Digits with a leading zero stay as they are.
                    let is_digits = of.format == "decimal" || of.format == "decimalZero";
                    let format = if own.is_legal && !is_digits { "decimal" } else { &of.format };
                    label.push_str(&counted(count, format));
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

    /// What a list of one pattern counts, whose levels have these formats, texts and further settings.
    fn labels<const N: usize>(levels: [(&str, &str, &str); N], asked: &[usize]) -> Vec<String> {
        let level = |(nth, (format, text, more)): (usize, (&str, &str, &str))| {
            format!(
                "<w:lvl w:ilvl='{nth}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>"
            )
        };
        let levels: String = levels.into_iter().enumerate().map(level).collect();
        let text = format!(
            "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='7'>{levels}</w:abstractNum>\
             <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num></w:numbering>"
        );
        let mut numbering = Numbering::read(&text).expect("numbering");
        asked.iter().filter_map(|level| numbering.next(1, *level)).collect()
    }

    #[test]
    fn a_legal_level_prints_all_numbers_in_digits() {
        let levels = |legal| [("upperRoman", "Article %1", ""), ("decimalZero", "Section %1.%2", legal)];
        let asked = [0, 0, 1, 1, 0, 1];
        let of = |legal| labels(levels(legal), &asked).join(", ");
        let plain = "Article I, Article II, Section II.01, Section II.02, Article III, Section III.01";
        let digits = "Article I, Article II, Section 2.01, Section 2.02, Article III, Section 3.01";
        assert_eq!(of("<w:isLgl/>"), digits);
        assert_eq!(of("<w:isLgl w:val='1'/>"), digits);
        assert_eq!(of("<w:isLgl w:val='0'/>"), plain);
        assert_eq!(of(""), plain);
    }

    #[test]
    fn a_level_counts_through_where_it_says_below_what_it_begins_anew() {
        let of = |restart: &str| {
            let levels = [("upperRoman", "%1", ""), ("upperLetter", "%2", ""), ("decimal", "%3.", restart)];
            labels(levels, &[0, 1, 2, 2, 1, 2, 0, 1, 2]).join(" ")
        };
        assert_eq!(of(""), "I A 1. 2. B 1. II A 1.");
        // Paragraphs that are numbered throughout, whatever stands between them.
        assert_eq!(of("<w:lvlRestart w:val='0'/>"), "I A 1. 2. B 3. II A 4.");
        assert_eq!(of("<w:lvlRestart w:val='1'/>"), "I A 1. 2. B 3. II A 1.");
        assert_eq!(of("<w:lvlRestart w:val='2'/>"), "I A 1. 2. B 1. II A 1.");
    }

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
        let asked = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (2, 0), (2, 0), (1, 0)];
        let labels: Vec<String> =
            asked.iter().filter_map(|(list, level)| numbering.next(*list, *level)).collect();
        assert_eq!(labels, ["1.", "(a)", "(b)", "2.", "(a)", "1.", "2.", "3."]);
        assert_eq!(numbering.next(9, 0), None);
    }
}
