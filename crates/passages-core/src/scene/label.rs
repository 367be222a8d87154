//! Labels that never collide: the most important first, each where there is room, or not at all.
//!
//! The greedy point-feature labelling that J. Christensen, J. Marks and S. Shieber compare in "An empirical study of
//! algorithms for point-feature label placement", ACM Transactions on Graphics 14 (1995), doi:10.1145/212332.212334,
//! with a grid over the screen, so that each label is held against its neighbours only.

use super::mark::{Anchor, Bounds, LINE_HEIGHT, Text};
use crate::number::Within;

/// How wide a text of this size is, in pixels: asked of the painter, or [`estimated_width`].
pub type Measure<'a> = &'a dyn Fn(&str, f64) -> f64;

/// Width of a text that no common sans-serif font exceeds: what is kept free is never too little.
pub fn estimated_width(text: &str, size: f64) -> f64 {
    size * text.chars().map(em).fold(0.0, |sum, em| sum + em)
}

/// Width of a character for a size of 1.
fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | 'J' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '’' | '·' => 0.36,
        'f' | 'r' | 't' | '-' | '/' | '(' | ')' | '[' | ']' | '"' => 0.48,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 1.02,
        'a'..='z' | '0'..='9' => 0.66,
        'A'..='Z' | '+' | '<' | '=' | '>' | '~' | '#' | '&' => 0.86,
        // Marks that stand above or below the letter before them.
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{200b}'..='\u{200f}' | '\u{2066}'..='\u{2069}' => {
            0.0
        }
        '\u{a1}'..='\u{24f}' => 0.9,
        'ж' | 'ф' | 'ш' | 'щ' | 'ы' | 'ю' => 0.98,
        'Ж' | 'Ш' | 'Щ' | 'Ю' => 1.14,
        'а'..='џ' => 0.76,
        'Ѐ'..='Я' => 0.9,
        // Letters that are joined are seldom as wide as the ones that stand alone.
        '\u{622}'..='\u{627}' | '\u{62f}'..='\u{632}' | 'و' => 0.52,
        '\u{600}'..='\u{6ff}' => 0.8,
        _ => 1.05,
    }
}

/// Whether the first letter that has a direction is written from right to left.
pub(super) fn is_rtl(text: &str) -> bool {
    let strong = text.chars().find(|c| c.is_alphabetic());
    strong.is_some_and(
        |c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'),
    )
}

/// The text, cut with an ellipsis where it is wider than `room`; `None` where not even a letter fits.
pub(super) fn shortened(text: &str, size: f64, room: f64, measure: Measure) -> Option<String> {
    // Whatever its width, what is very long is cut, so that measuring it stays cheap.
    let (text, mut cut) = match text.char_indices().nth(120) {
        Some((at, _)) => (text.get(..at).unwrap_or_default(), true),
        None => (text, false),
    };
    if !cut && !text.is_empty() && width(text, size, measure) <= room {
        return Some(text.to_owned());
    }
    cut |= !text.is_empty();
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let first = |count: usize| {
        let end = letters.get(count).map_or(text.len(), |(at, _)| *at);
        text.get(..end).unwrap_or_default().trim_end().to_owned() + "…"
    };
    // By halving: the more letters, the wider.
    let (mut least, mut most) = (0, letters.len());
    while least < most {
        let middle = (least + most).div_ceil(2);
        if width(&first(middle), size, measure) <= room {
            least = middle;
        } else {
            most = middle - 1;
        }
    }
    (cut && least > 0).then(|| first(least))
}

/// What the measure says, where it says something that can be.
pub(super) fn width(text: &str, size: f64, measure: Measure) -> f64 {
    let told = measure(text, size);
    if told.is_finite() && told >= 0.0 { told } else { estimated_width(text, size) }
}

/// A text where it belongs, whatever else is there; for those that are placed by other rules.
pub(super) fn fixed_text(text: &str, size: f64, place: (f64, f64), anchor: Anchor, measure: Measure) -> Text {
    written(text, size, width(text, size, measure), place, anchor)
}

/// Sides of a cell of the grid, about those of a short label.
const CELL: (f64, f64) = (64.0, 20.0);
const END: u32 = u32::MAX;

/// What of the screen is taken.
pub(super) struct Labels<'a> {
    measure: Measure<'a>,
    bounds: Bounds,
    columns: usize,
    rows: usize,
    /// First entry of each cell.
    heads: Vec<u32>,
    /// Index into `taken`, and the next entry of the same cell.
    entries: Vec<(u32, u32)>,
    taken: Vec<Bounds>,
}

impl<'a> Labels<'a> {
    /// Labels stay within `bounds`.
    pub(super) fn new(bounds: Bounds, measure: Measure<'a>) -> Self {
        let cells = |length: f64, cell: f64| (length / cell).within(0.0, 2000.0) as usize + 1;
        let (columns, rows) = (cells(bounds.width(), CELL.0), cells(bounds.height(), CELL.1));
        let heads = vec![END; columns * rows];
        Self { measure, bounds, columns, rows, heads, entries: Vec::new(), taken: Vec::new() }
    }

    pub(super) fn measure(&self) -> Measure<'a> {
        self.measure
    }

    fn cells(&self, room: &Bounds) -> (usize, usize, usize, usize) {
        let place = |at: f64, cell: f64, count: usize| ((at / cell).max(0.0) as usize).min(count - 1);
        let (x0, x1) = (room.left - self.bounds.left, room.right - self.bounds.left);
        let (y0, y1) = (room.top - self.bounds.top, room.bottom - self.bounds.top);
        let (columns, rows) = (self.columns, self.rows);
        (
            place(x0, CELL.0, columns),
            place(x1, CELL.0, columns),
            place(y0, CELL.1, rows),
            place(y1, CELL.1, rows),
        )
    }

    /// Whether nothing is there yet, and it is within the bounds.
    pub(super) fn is_free(&self, room: &Bounds) -> bool {
        if !self.bounds.contains(room) {
            return false;
        }
        let (x0, x1, y0, y1) = self.cells(room);
        for row in y0..=y1 {
            for column in x0..=x1 {
                let mut at = self.heads.get(row * self.columns + column).copied().unwrap_or(END);
                while let Some((held, next)) = self.entries.get(at as usize) {
                    if self.taken.get(*held as usize).is_some_and(|b| b.overlaps(room)) {
                        return false;
                    }
                    at = *next;
                }
            }
        }
        true
    }

    /// Keeps labels away from here.
    pub(super) fn take(&mut self, room: Bounds) {
        let held = self.taken.len() as u32;
        self.taken.push(room);
        let (x0, x1, y0, y1) = self.cells(&room);
        for row in y0..=y1 {
            for column in x0..=x1 {
                if let Some(head) = self.heads.get_mut(row * self.columns + column) {
                    self.entries.push((held, *head));
                    *head = (self.entries.len() - 1) as u32;
                }
            }
        }
    }

    /// The text at the first of the places that is free; the room is taken.
    pub(super) fn place(&mut self, text: &str, size: f64, places: &[(f64, f64, Anchor)]) -> Option<Text> {
        let width = width(text, size, self.measure);
        places.iter().find_map(|(x, y, anchor)| self.put(written(text, size, width, (*x, *y), *anchor)))
    }

    /// This text where it is, if it is free there.
    pub(super) fn put(&mut self, text: Text) -> Option<Text> {
        let room = text.bounds();
        self.is_free(&room).then(|| {
            self.take(room);
            text
        })
    }
}

/// A text, not yet held against others.
pub(super) fn written(text: &str, size: f64, width: f64, (x, y): (f64, f64), anchor: Anchor) -> Text {
    Text { x, y, size, anchor, width, turned: false, rtl: is_rtl(text), text: text.to_owned() }
}

/// Beside a mark with this half extent: to the right, to the left, below, above.
pub(super) fn beside((x, y): (f64, f64), half: f64, size: f64) -> [(f64, f64, Anchor); 4] {
    let (gap, line) = (half + 4.0, half + 2.0 + size * LINE_HEIGHT / 2.0);
    [
        (x + gap, y, Anchor::Left),
        (x - gap, y, Anchor::Right),
        (x, y + line, Anchor::Middle),
        (x, y - line, Anchor::Middle),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_estimate_is_no_less_than_common_fonts_need() {
        // Widths in DejaVu Sans, the widest of the fonts in the page's list, for a size of 1.
        for (text, width) in [
            ("mW@%", 3.914),
            ("illj.", 1.429),
            ("Brussels 2001", 7.91),
            ("para. (f)", 4.37),
            ("Формы миграции", 9.127),
            ("ЮНЕСКО: Жизнь ющих", 12.159),
            ("السياسات والتعاون", 7.855),
            ("أسباب الهجرة", 5.747),
        ] {
            assert!(estimated_width(text, 1.0) >= width, "{text}: {}", estimated_width(text, 1.0));
        }
    }

    #[test]
    fn the_first_letter_decides_the_direction() {
        assert!(
            is_rtl("الهجرة 2001") && is_rtl("(12) الهجرة") && !is_rtl("A/CONF.191 الهجرة") && !is_rtl("12")
        );
    }

    proptest! {
        #[test]
        fn what_is_shortened_fits(text in "\\PC{0,200}", room in -5.0_f64..400.0) {
            let whole = estimated_width(&text, 10.0) <= room && text.chars().count() <= 120;
            match shortened(&text, 10.0, room, &estimated_width) {
                Some(short) => {
                    prop_assert!(estimated_width(&short, 10.0) <= room);
                    prop_assert_eq!(short == text, whole || short == text);
                }
                None => prop_assert!(text.is_empty() || !whole),
            }
        }
    }
}
