//! The styles of a Word document, as far as they tell what a paragraph is.

use crate::blocks::Rank;
use crate::refusal::Refusal;
use crate::xml::{Element, Piece, Xml};
use std::collections::BTreeMap;

/// What a paragraph's style says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Style {
    based_on: Option<String>,
    rank: Option<Option<Rank>>,
    is_bold: Option<bool>,
    is_italic: Option<bool>,
    /// Whether it is an entry of the list of contents.
    is_contents: Option<bool>,
    /// List, and level in it.
    list: (Option<i64>, Option<usize>),
}

impl Style {
    /// How high it stands, where it is that of a heading.
    pub(super) fn rank(&self) -> Option<Rank> {
        self.rank.flatten()
    }

    pub(super) fn is_bold(&self) -> bool {
        self.is_bold == Some(true)
    }

    pub(super) fn is_italic(&self) -> bool {
        self.is_italic == Some(true)
    }

    /// Whether a tab leads from the words to the number of a page, as dots are printed.
    pub(super) fn is_contents(&self) -> bool {
        self.is_contents == Some(true)
    }

    /// The list that the style counts in, and the level.
    pub(super) fn list(&self) -> Option<(i64, usize)> {
        Some((self.list.0?, self.list.1.unwrap_or(0)))
    }
}

/// All styles of a document, by their names in it; of two of one name, the first.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

/// Longer chains of styles based on styles are cut.
const MAX_CHAIN: usize = 16;
/// Longest name of a style, in bytes, and longer than any that Word gives: every paragraph looks for one.
const NAME: usize = 1024;

impl Styles {
    pub(super) fn read(text: &str) -> Result<Self, Refusal> {
        let mut xml = Xml::new(text, super::KIND);
        let mut styles = BTreeMap::new();
        let mut style = Style::default();
        let mut id = String::new();
        let mut open: Vec<String> = Vec::new();
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Start(element) => {
                    let value = element.get("val");
                    match element.name.as_str() {
                        "style" => {
                            style = Style::default();
                            id = element.get("styleId").unwrap_or_default().to_owned();
                        }
                        "name" if value.is_some_and(is_heading_name) => {
                            style.rank = Some(value.map(rank_of_name));
                        }
                        "name" if value.is_some_and(is_contents_name) => style.is_contents = Some(true),
                        "basedOn" => style.based_on = value.filter(|id| id.len() <= NAME).map(str::to_owned),
                        "outlineLvl" => {
                            let rank = rank_of_level(value);
                            // A name says more, unless it is no heading at all.
                            if rank.is_none() || style.rank.is_none() {
                                style.rank = Some(rank);
                            }
                        }
                        "numId" => style.list.0 = value.and_then(|v| v.parse().ok()),
                        "ilvl" => style.list.1 = value.and_then(|v| v.parse().ok()),
                        "b" => style.is_bold = Some(is_on(&element)),
                        "i" => style.is_italic = Some(is_on(&element)),
                        _ => {}
                    }
                    open.push(element.name);
                }
                Piece::End => {
                    if open.pop().as_deref() == Some("style") {
                        let (id, style) = (std::mem::take(&mut id), std::mem::take(&mut style));
                        if id.len() <= NAME {
                            styles.entry(id).or_insert(style);
                        }
                    }
                }
                Piece::Text(_) => {}
            }
        }
        Ok(Self(styles))
    }

    /// A style with what it takes from those it is based on.
    pub(super) fn get(&self, id: &str) -> Style {
        let mut whole = Style::default();
        let mut next = Some(id);
        for _ in 0..MAX_CHAIN {
            let Some(style) = next.and_then(|id| self.0.get(id)) else { break };
            whole.rank = whole.rank.or(style.rank);
            whole.is_bold = whole.is_bold.or(style.is_bold);
            whole.is_italic = whole.is_italic.or(style.is_italic);
            whole.is_contents = whole.is_contents.or(style.is_contents);
            whole.list.0 = whole.list.0.or(style.list.0);
            whole.list.1 = whole.list.1.or(style.list.1);
            next = style.based_on.as_deref();
        }
        whole
    }
}

/// "heading 1" and "Title" are Word's own names, "_ H _Ch" those of the United Nations' templates.
fn is_heading_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("heading") || name == "title" || name.starts_with("_ h ") || name.starts_with("_ h_")
}

/// "toc 1" to "toc 9", in every language of Word.
fn is_contents_name(name: &str) -> bool {
    let level = name.to_ascii_lowercase().strip_prefix("toc ").map(str::to_owned);
    level.is_some_and(|level| level.len() == 1 && level.bytes().all(|b| b.is_ascii_digit()))
}

fn rank_of_name(name: &str) -> Rank {
    let name = name.to_ascii_lowercase();
    let is_first = matches!(name.as_str(), "title" | "heading 1") || name.starts_with("_ h __m");
    if is_first { Rank::First } else { Rank::Lower }
}

/// Of an outline level, the highest of which is 0 and the last that of text.
pub(super) fn rank_of_level(level: Option<&str>) -> Option<Rank> {
    match level {
        Some("9") => None,
        Some("0") => Some(Rank::First),
        _ => Some(Rank::Lower),
    }
}

/// Whether a property that is on by its presence is not switched off.
pub(super) fn is_on(element: &Element) -> bool {
    !matches!(element.get("val"), Some("0" | "false" | "off"))
}
