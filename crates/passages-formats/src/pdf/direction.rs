//! The order in which letters stand on a page -> the order in which they are read, where a script runs from right to
//! left: a PDF file draws such words from left to right, last letter first.
//!
//! This is the inverse of the Unicode Bidirectional Algorithm (UAX 9), as far as a line without marks of direction has
//! one: words in Latin letters and numbers keep their order, brackets are turned. Numbers with a hyphen between them are
//! taken as they are drawn behind Arabic letters, where each stands by itself; Hebrew, which draws them together, is no
//! language of these documents.

/// Stands between letters that are drawn as one, which are in the order of reading already: no character of a text.
pub(super) const TIED: char = '\u{fdd0}';
/// Longest line that is turned, in bytes: no page has a longer one.
pub(super) const LONGEST: usize = 10_000;

/// Whether a letter is of a script that runs from right to left.
pub(super) fn is_rtl(c: char) -> bool {
    c.is_alphabetic()
        && matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// No letter has more marks than these, in bytes.
const MARKS: usize = 32;

/// Whether a text is nothing but marks that stand above or below letters, as vowels do.
pub(super) fn is_marks(text: &str) -> bool {
    let is_mark = |c: char| matches!(c, TIED | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}');
    (1..=MARKS).contains(&text.len()) && text.chars().all(is_mark)
}

/// In which order the letters of a page are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawn {
    /// That of reading.
    AsRead,
    /// From left to right, where some run from right to left.
    LeftToRight {
        /// Most run from right to left: lines begin at the right.
        is_rtl_page: bool,
    },
}

/// What the letters of a page, or of all pages, tell about the order in which they are drawn. A letter with which words
/// only end tells where they do: some programs that recognize text set it as it is read, wherever its letters stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    /// Letters that run from right to left, and others.
    rtl: usize,
    other: usize,
    /// Words that such a letter begins, and those that it ends.
    begin: usize,
    end: usize,
}

impl Evidence {
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut found = Self::default();
        for text in texts {
            let here = text.chars().filter(|c| is_rtl(*c)).count();
            found.other += text.chars().filter(|c| c.is_alphabetic()).count() - here;
            found.rtl += here;
            if here > 1 {
                for word in text.split(|c: char| !is_rtl(c)).filter(|word| word.chars().nth(1).is_some()) {
                    found.begin += usize::from(word.starts_with(is_last));
                    found.end += usize::from(word.ends_with(is_last));
                }
            }
        }
        found
    }

    /// Together with that of another page.
    pub(super) fn and(self, more: Self) -> Self {
        Self {
            rtl: self.rtl + more.rtl,
            other: self.other + more.other,
            begin: self.begin + more.begin,
            end: self.end + more.end,
        }
    }

    /// Whether it tells the order.
    pub(super) fn is_clear(self) -> bool {
        self.rtl == 0 || self.begin != self.end
    }

    /// How the letters are drawn; what tells nothing is drawn from left to right, as by most programs.
    pub(super) fn drawn(self) -> Drawn {
        if self.rtl == 0 || self.end > self.begin {
            Drawn::AsRead
        } else {
            Drawn::LeftToRight { is_rtl_page: self.rtl > self.other }
        }
    }
}

/// Whether words only end with a letter.
fn is_last(c: char) -> bool {
    matches!(c, 'ة' | 'ى' | 'ך' | 'ם' | 'ן' | 'ף' | 'ץ')
}

/// What a sign does to the order of those beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Rtl,
    Ltr,
    Digit,
    Other,
}

fn class(letters: &str) -> Class {
    match letters.chars().next() {
        Some(c) if is_rtl(c) => Class::Rtl,
        Some(c) if c.is_numeric() => Class::Digit,
        Some(c) if c.is_alphabetic() => Class::Ltr,
        _ => Class::Other,
    }
}

/// A line, as it stands from left to right, in the order of reading; `is_rtl_line` where it begins at the right.
pub(super) fn as_read(line: &str, is_rtl_line: bool) -> String {
    if line.len() > LONGEST {
        return line.replace(TIED, "");
    }
    let signs = signs(line);
    let strong = |from: usize, wanted: Class| {
        signs.iter().skip(from).position(|(class, _)| *class == wanted).map(|at| from + at)
    };
    let mut out = String::new();
    if is_rtl_line && strong(0, Class::Rtl).is_some() {
        turned(&signs, &mut out);
    } else {
        // Only what stands between letters from right to left, without any other letter, runs so.
        let mut at = 0;
        while let Some(first) = strong(at, Class::Rtl) {
            let end = strong(first, Class::Ltr).unwrap_or(signs.len());
            let within = signs.get(first..end).unwrap_or_default();
            let length =
                within.iter().rposition(|(class, _)| *class == Class::Rtl).map_or(0, |last| last + 1);
            out.extend(signs.get(at..first).unwrap_or_default().iter().map(|(_, sign)| *sign));
            turned(within.get(..length).unwrap_or_default(), &mut out);
            at = first + length.max(1);
        }
        out.extend(signs.get(at..).unwrap_or_default().iter().map(|(_, sign)| *sign));
    }
    out.retain(|c| c != TIED);
    out
}

type Sign<'a> = (Class, &'a str);

/// The signs of a line; letters that are drawn as one are one.
fn signs(line: &str) -> Vec<Sign<'_>> {
    let mut signs = Vec::new();
    let (mut start, mut before) = (0, TIED);
    for (at, c) in line.char_indices() {
        if at > start && c != TIED && before != TIED {
            signs.extend(line.get(start..at).map(|sign| (class(sign), sign)));
            start = at;
        }
        before = c;
    }
    signs.extend(line.get(start..).filter(|sign| !sign.is_empty()).map(|sign| (class(sign), sign)));
    signs
}

/// Letters that were set from right to left, as they stand from left to right.
pub(super) fn reversed(text: &str) -> String {
    signs(text).iter().rev().map(|(_, sign)| *sign).collect()
}

/// Longest text in which the letter below a mark is looked for, in bytes: a line.
const BELOW: usize = 1_000;

/// A text as it stands with marks tied to one of its letters, which stands at this share of its width; `None` where no
/// letter from right to left does.
pub(super) fn with_marks(text: &str, share: f64, marks: &str) -> Option<String> {
    if text.len() > BELOW {
        return None;
    }
    let signs = signs(text);
    let nth = (share.clamp(0.0, 1.0) * signs.len() as f64) as usize;
    let nth = nth.min(signs.len().checked_sub(1)?);
    let (class, below) = *signs.get(nth)?;
    if class != Class::Rtl || is_marks(below) || below.len() > MARKS {
        return None;
    }
    let mut out = String::with_capacity(text.len() + marks.len() + TIED.len_utf8());
    out.extend(signs.iter().take(nth + 1).map(|(_, sign)| *sign));
    out.push(TIED);
    out.push_str(marks);
    out.extend(signs.iter().skip(nth + 1).map(|(_, sign)| *sign));
    Some(out)
}

/// Signs that run from right to left, in the order of reading.
fn turned(signs: &[Sign<'_>], out: &mut String) {
    let runs = runs(signs);
    let write = |is_mirrored: bool| {
        let mut text = String::new();
        for (run, is_ltr) in runs.iter().rev() {
            if *is_ltr {
                text.extend(run.iter().map(|(_, sign)| *sign));
            } else {
                for (_, sign) in run.iter().rev() {
                    text.extend(sign.chars().map(|c| if is_mirrored { mirrored(c) } else { c }));
                }
            }
        }
        text
    };
    // A font may name a bracket by its shape or by its sense.
    let (by_shape, by_sense) = (write(true), write(false));
    out.push_str(if unpaired(&by_sense) < unpaired(&by_shape) { &by_sense } else { &by_shape });
}

/// Signs in runs, from left to right: what keeps its order, words in other letters and numbers, and what does not.
fn runs<'s, 'a>(signs: &'s [Sign<'a>]) -> Vec<(&'s [Sign<'a>], bool)> {
    let is_fixed =
        |at: usize| signs.get(at).is_some_and(|(class, _)| matches!(class, Class::Ltr | Class::Digit));
    let mut runs = Vec::new();
    let (mut begin, mut at) = (0, 0);
    while at < signs.len() {
        if !is_fixed(at) {
            at += 1;
            continue;
        }
        let (first, mut last) = (at, at);
        let mut has_letter = signs.get(at).is_some_and(|(class, _)| *class == Class::Ltr);
        loop {
            let next = signs.iter().skip(last + 1).position(|(class, _)| *class != Class::Other);
            let Some(next) = next.map(|by| last + 1 + by).filter(|next| is_fixed(*next)) else { break };
            let of = |at: usize| signs.get(at).is_some_and(|(class, _)| *class == Class::Ltr);
            let between = signs.get(last + 1..next).unwrap_or_default();
            let goes_on = match between {
                [] => true,
                _ if of(last) && of(next) => true,
                [(_, one)] => has_letter || of(next) || matches!(*one, "," | "." | "/" | ":"),
                _ => false,
            };
            if !goes_on {
                break;
            }
            has_letter |= of(next);
            last = next;
        }
        // Of brackets in such words both are theirs.
        let open = |last: usize| {
            let run = signs.get(first..=last).unwrap_or_default();
            let count = |which: fn(&(char, char)) -> char| {
                run.iter().filter(|(_, sign)| BRACKETS.iter().any(|pair| sign.contains(which(pair)))).count()
            };
            count(|pair| pair.0).saturating_sub(count(|pair| pair.1))
        };
        let closes = |at: usize| {
            signs.get(at).is_some_and(|(_, sign)| BRACKETS.iter().any(|(_, close)| sign.contains(*close)))
        };
        let mut left = if has_letter && closes(last + 1) { open(last) } else { 0 };
        while left > 0 && closes(last + 1) {
            (left, last) = (left - 1, last + 1);
        }
        runs.extend(signs.get(begin..first).filter(|run| !run.is_empty()).map(|run| (run, false)));
        runs.extend(signs.get(first..=last).map(|run| (run, true)));
        (begin, at) = (last + 1, last + 1);
    }
    runs.extend(signs.get(begin..).filter(|run| !run.is_empty()).map(|run| (run, false)));
    runs
}

const BRACKETS: [(char, char); 6] = [('(', ')'), ('[', ']'), ('{', '}'), ('«', '»'), ('‹', '›'), ('<', '>')];

fn mirrored(c: char) -> char {
    let pair = BRACKETS.iter().find(|(open, close)| c == *open || c == *close);
    pair.map_or(c, |(open, close)| if c == *open { *close } else { *open })
}

/// Brackets that close nothing or are not closed.
fn unpaired(text: &str) -> usize {
    let (mut depth, mut wrong) = (0_usize, 0);
    for c in text.chars() {
        if BRACKETS.iter().any(|(open, _)| c == *open) {
            depth += 1;
        } else if BRACKETS.iter().any(|(_, close)| c == *close) {
            match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => wrong += 1,
            }
        }
    }
    wrong + depth
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line as it stands on a page that begins at the right, by the algorithm's own order.
    fn check(standing: &str, read: &str) {
        assert_eq!(as_read(standing, true), read, "{standing}");
    }

    #[test]
    fn lines_from_right_to_left_are_read_as_they_are_meant() {
        check("ءاذغلا يف قحلا", "الحق في الغذاء");
        check("2006 يف", "في 2006");
        check("2006-2001 ةرتفلا", "الفترة 2001-2006");
        check("A/RES/78/198 رارقلا", "القرار A/RES/78/198");
        check("General Assembly ةمظنم", "منظمة General Assembly");
        check("؛(WTO) ةمظنم", "منظمة (WTO)؛");
        check("وأ Word (DOCX) فلم", "ملف Word (DOCX) أو");
        check("ءاذغلا )أ(", "(أ) الغذاء");
        check("ءاذغلا (أ)", "(أ) الغذاء");
        check("قحلا .12", "12. الحق");
        check("١٢/٣٤ ددع", "عدد ١٢/٣٤");
        check(&format!("ل{TIED}اق"), "قلا");
        check("A/RES/78/198", "A/RES/78/198");
    }

    #[test]
    fn words_from_right_to_left_among_others_are_turned_alone() {
        assert_eq!(as_read("The word قحلا 2 يف, and 3.", false), "The word في 2 الحق, and 3.");
        assert_eq!(as_read("Nothing (1).", false), "Nothing (1).");
        let long = format!("a{}", "ق".repeat(LONGEST));
        assert_eq!(as_read(&long, true), long);
    }

    #[test]
    fn letters_that_end_words_tell_the_order() {
        let of = |text: &str| Evidence::of(std::iter::once(text)).drawn();
        assert_eq!(of("ةمظنم"), Drawn::LeftToRight { is_rtl_page: true });
        assert_eq!(of("منظمة"), Drawn::AsRead);
        assert_eq!(of("words and more of قحلا"), Drawn::LeftToRight { is_rtl_page: false });
        assert_eq!(of("words"), Drawn::AsRead);
    }
}
