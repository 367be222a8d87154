//! How labels follow one another: which is the next, and which is an item of which.

use super::label::Labelled;

/// The labels that are open while a text is read from its top.
#[derive(Clone, Debug, Default)]
pub(super) struct Outline {
    /// From the outermost to the innermost.
    open: Vec<Level>,
    /// The number that was taken in last: under Chinese numerals, numbers may run through.
    number: Option<u32>,
}

#[derive(Clone, Debug)]
struct Level {
    kind: Kind,
    value: u32,
    label: String,
}

/// What counts, and how it is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// "4.", "4)".
    Number,
    /// "a)", "б)".
    Letter,
    /// "(4)".
    BracketedNumber,
    /// "(a)", "(أ)".
    BracketedLetter,
    /// "ii)".
    Roman,
    /// "(ii)".
    BracketedRoman,
    /// "二、".
    Chinese,
    /// "（二）".
    BracketedChinese,
}

/// How a label stands to those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sequence {
    /// The one that is due on a level that is open.
    Next,
    /// The first of its kind.
    First,
    /// Neither: a label was lost, or this is none.
    Other,
}

impl Outline {
    /// A heading stands here: what a Chinese numeral opened above it is closed.
    pub(super) fn leave_section(&mut self) {
        if self.open.first().is_some_and(|level| level.kind == Kind::Chinese) {
            self.open.clear();
        }
    }

    /// How the label would stand to those before it.
    pub(super) fn sequence(&self, labelled: &Labelled<'_>) -> Sequence {
        self.place(labelled).0
    }

    /// Takes the label in; gives the labels that it is an item of, from the outermost, or none.
    pub(super) fn enter(&mut self, labelled: &Labelled<'_>) -> Vec<String> {
        let (_, depth, kind, value) = self.place(labelled);
        self.open.truncate(depth);
        self.number = if kind == Kind::Number { Some(value) } else { self.number };
        let above = self.open.iter().map(|level| level.label.clone()).collect();
        self.open.push(Level { kind, value, label: labelled.label.clone() });
        above
    }

    /// Label of the outermost paragraph that is open.
    pub(super) fn outermost(&self) -> Option<&str> {
        self.open.first().map(|level| level.label.as_str())
    }

    /// The number of the outermost paragraph that is open, where it has one.
    pub(super) fn last_number(&self) -> Option<u32> {
        self.open.first().filter(|level| level.kind == Kind::Number).map(|level| level.value)
    }

    fn place(&self, labelled: &Labelled<'_>) -> (Sequence, usize, Kind, u32) {
        let readings = readings(labelled);
        // The innermost level on which it is due: "(i)" after "(h)" is a letter, after "(a)" it opens a level.
        for (depth, level) in self.open.iter().enumerate().rev() {
            for (kind, value) in &readings {
                if level.kind == *kind && level.value.checked_add(1) == Some(*value) {
                    return (Sequence::Next, depth, *kind, *value);
                }
            }
        }
        let first = readings.iter().rev().find(|(_, value)| *value == 1);
        let due = self.number.and_then(|number| number.checked_add(1));
        let (sequence, (kind, value)) = match (first, readings.first()) {
            (Some(first), _) => (Sequence::First, *first),
            (None, Some((Kind::Number, value))) if due == Some(*value) => {
                (Sequence::Next, (Kind::Number, *value))
            }
            (None, Some(reading)) => (Sequence::Other, *reading),
            (None, None) => (Sequence::Other, (Kind::Letter, 0)),
        };
        // A number begins anew, but for one below a paragraph with a Chinese numeral; anything else goes below what is
        // open, or on with its own kind.
        let own = self.open.iter().position(|level| level.kind == kind);
        let below_chinese = self.open.first().is_some_and(|level| level.kind == Kind::Chinese);
        let depth = match kind {
            Kind::Chinese => 0,
            Kind::Number if !below_chinese => 0,
            _ => own.unwrap_or(self.open.len()),
        };
        (sequence, depth, kind, value)
    }
}

/// What a label may mean, the likeliest first: "(i)" is the ninth letter or the first roman numeral.
fn readings(labelled: &Labelled<'_>) -> Vec<(Kind, u32)> {
    let bracketed = labelled.label.starts_with('(');
    let name = labelled.label.trim_matches(['(', ')']);
    if let Ok(number) = name.parse() {
        return vec![(if bracketed { Kind::BracketedNumber } else { Kind::Number }, number)];
    }
    if let Some(number) = labelled.chinese() {
        return vec![(if bracketed { Kind::BracketedChinese } else { Kind::Chinese }, number)];
    }
    let mut readings = Vec::new();
    if let Some(letter) = letter(name) {
        readings.push((if bracketed { Kind::BracketedLetter } else { Kind::Letter }, letter));
    }
    if let Some(roman) = roman(name) {
        readings.push((if bracketed { Kind::BracketedRoman } else { Kind::Roman }, roman));
    }
    readings
}

/// The orders in which letters count, of each script; in Russian without "ё", "й" and the like, which are not used.
const ALPHABETS: &[&str] =
    &["abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщэюя", "أبجدهوزحطيكلمنسعفصقرشت"];

/// "a" is 1, "z" 26, "aa" 27.
fn letter(name: &str) -> Option<u32> {
    let mut letters = name.chars().filter(|c| *c != 'ـ');
    let first = letters.next()?;
    let rounds = u32::try_from(letters.clone().count()).ok()?;
    if letters.any(|other| other != first) {
        return None;
    }
    ALPHABETS.iter().find_map(|alphabet| {
        let at = u32::try_from(alphabet.chars().position(|c| c == first)?).ok()?;
        let length = u32::try_from(alphabet.chars().count()).ok()?;
        Some(rounds * length + at + 1)
    })
}

/// Small roman numerals up to "lxxxix".
fn roman(name: &str) -> Option<u32> {
    let value = |c: char| match c {
        'i' => Some(1_u32),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        _ => None,
    };
    let mut sum = 0_u32;
    let mut above = 0;
    for c in name.chars().rev() {
        let own = value(c)?;
        sum = if own < above { sum.checked_sub(own)? } else { sum + own };
        above = above.max(own);
    }
    (sum > 0).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::label;

    /// Labels in their order, each with those that it is an item of.
    fn check(labels: &str, expected: &str) {
        let mut outline = Outline::default();
        let entered: Vec<String> = labels
            .split_whitespace()
            .filter_map(label::take)
            .map(|labelled| {
                let mut path = outline.enter(&labelled);
                path.push(labelled.label.clone());
                path.join("/")
            })
            .collect();
        assert_eq!(entered.join(" "), expected);
    }

    #[test]
    fn items_nest_and_an_i_may_be_a_letter() {
        check("1. (a) (b) (i) (ii) (c) 2. (a)", "1 1/(a) 1/(b) 1/(b)/(i) 1/(b)/(ii) 1/(c) 2 2/(a)");
        check("4. (g) (h) (i) (j)", "4 4/(g) 4/(h) 4/(i) 4/(j)");
        check("4. (i) (ii) (iii) 5.", "4 4/(i) 4/(ii) 4/(iii) 5");
        check("a) b) i) ii) c)", "a b b/i b/ii c");
        check("7. 1. 2.", "7 1 2");
        check("1. а) б) в)", "1 1/а 1/б 1/в");
        check("(أ) (ب) (ج) (د) (هـ) (و)", "(أ) (ب) (ج) (د) (هـ) (و)");
        check("(y) (z) (aa) (bb)", "(y) (z) (aa) (bb)");
    }

    #[test]
    fn chinese_numerals_count_beyond_nine_and_stand_above_numbers() {
        check("九、 十、 十一、 （一） （二） 十二、", "九 十 十一 十一/(一) 十一/(二) 十二");
        check("1. (a) （一） ㈡ (b) （一） 2.", "1 1/(a) 1/(a)/(一) 1/(a)/(二) 1/(b) 1/(b)/(一) 2");
        check("一、 1. 2. 二、 1. （一） 2.", "一 一/1 一/2 二 二/1 二/1/(一) 二/2");
        check("（九） （十） （十一）", "(九) (十) (十一)");
    }

    #[test]
    fn the_label_that_is_due_is_told_from_others() {
        let mut outline = Outline::default();
        let mut sequence = |text: &str| {
            let labelled = label::take(text).expect("a label");
            let found = outline.sequence(&labelled);
            if found != Sequence::Other {
                outline.enter(&labelled);
            }
            found
        };
        assert_eq!(sequence("1. One"), Sequence::First);
        assert_eq!(sequence("(a) One"), Sequence::First);
        assert_eq!(sequence("(c) or (d)"), Sequence::Other);
        assert_eq!(sequence("(b) Two"), Sequence::Next);
        assert_eq!(sequence("7. or so"), Sequence::Other);
        assert_eq!(sequence("2. Two"), Sequence::Next);
        assert_eq!(sequence("一、灯"), Sequence::First);
        assert_eq!(sequence("3. Three"), Sequence::Next);
        assert_eq!(sequence("二、油"), Sequence::Next);
        assert_eq!(sequence("4. Four"), Sequence::Next);
        assert_eq!(sequence("7. or so"), Sequence::Other);
    }
}
