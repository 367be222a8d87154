//! A text as the parser of the core reads it, written block by block: blank lines between blocks, `#` before a
//! heading, stars around emphasis, and a backslash before what would be taken for either; raised numbers call the
//! footnotes that stand below a rule at the end.

use crate::limits;
use crate::refusal::{Excess, Refusal};

/// Words of a block, with their emphasis.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    runs: Vec<Run>,
}

#[derive(Clone, Debug)]
struct Run {
    text: String,
    is_emphatic: bool,
    is_bold: bool,
}

impl Words {
    /// Adds words as they are; white space is kept until the block is written, a line break breaks the line.
    pub(crate) fn push(&mut self, text: &str, is_emphatic: bool, is_bold: bool) {
        if text.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.is_emphatic == is_emphatic && last.is_bold == is_bold => {
                last.text.push_str(text)
            }
            _ => self.runs.push(Run { text: text.to_owned(), is_emphatic, is_bold }),
        }
    }

    /// Sets something before all words.
    pub(crate) fn begin_with(&mut self, text: &str) {
        self.runs.insert(0, Run { text: text.to_owned(), is_emphatic: false, is_bold: self.is_bold() });
    }

    /// Sets dots, as they are printed, for the tab between an entry of a list of contents and its page.
    pub(crate) fn lead_to_page(&mut self) {
        let all: String = self.runs.iter().map(|run| run.text.as_str()).collect();
        let page = all.rsplit_once('\t').map_or("", |(_, page)| page.trim());
        if page.is_empty() || !page.chars().all(|c| c.is_numeric() || "ivxlc–-".contains(c)) {
            return;
        }
        let tab = self.runs.iter_mut().rev().find_map(|run| Some((run.text.rfind('\t')?, run)));
        if let Some((at, run)) = tab {
            run.text.replace_range(at..=at, " ..... ");
        }
    }

    /// Adds all of another.
    pub(crate) fn append(&mut self, other: &Self) {
        self.runs.extend(other.runs.iter().cloned());
    }

    /// Whether there is nothing but white space.
    pub(crate) fn is_blank(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }

    /// Whether there are words, and all of them are bold.
    pub(crate) fn is_bold(&self) -> bool {
        !self.is_blank() && self.runs.iter().all(|run| run.is_bold || run.text.trim().is_empty())
    }

    /// The words alone, in one line.
    pub(crate) fn plain(&self) -> String {
        let all: String = self.runs.iter().map(|run| run.text.as_str()).collect();
        all.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The lines, each with its marks, the blank ones left out.
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![String::new()];
        for run in &self.runs {
            for (nth, piece) in run.text.split('\n').enumerate() {
                if nth > 0 {
                    lines.push(String::new());
                }
                if let Some(line) = lines.last_mut() {
                    push_marked(line, piece, run.is_emphatic);
                }
            }
        }
        lines.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    }
}

/// Adds a piece of a line: white space as single spaces, stars around what is emphatic.
fn push_marked(line: &mut String, piece: &str, is_emphatic: bool) {
    let words = piece.split_whitespace().collect::<Vec<_>>().join(" ");
    let spaced = |line: &str| line.is_empty() || line.ends_with(' ');
    if piece.starts_with(char::is_whitespace) && !spaced(line) {
        line.push(' ');
    }
    if words.is_empty() {
        return;
    }
    // Beside another star the mark would be taken for a bold one.
    let marked = is_emphatic && !line.ends_with('*');
    if marked {
        line.push('*');
    }
    for c in words.chars() {
        if matches!(c, '*' | '\\') {
            line.push('\\');
        }
        line.push(c);
    }
    if marked {
        line.push('*');
    }
    if piece.ends_with(char::is_whitespace) {
        line.push(' ');
    }
}

/// How high a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rank {
    /// It may be the title of the whole.
    First,
    /// It is that of a section.
    Lower,
}

/// The number of a footnote as the text calls it: "¹²".
pub(crate) fn raised(number: u32) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = number.to_string();
    digits.chars().filter_map(|c| DIGITS.get(usize::try_from(c.to_digit(10)?).ok()?)).collect()
}

/// The text under construction.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    out: String,
    written: usize,
}

impl Blocks {
    /// A paragraph; all bold, it stays marked as such, since that makes it a heading where it stands alone.
    pub(crate) fn paragraph(&mut self, words: &Words) {
        let lines = words.lines();
        if words.is_bold() {
            let joined = lines.join(" ");
            self.block(&[format!("**{joined}**")]);
        } else {
            self.block(&lines);
        }
    }

    /// A heading. Of the first rank and before everything else, the core takes it for the title.
    pub(crate) fn heading(&mut self, words: &Words, rank: Rank) {
        let joined = words.lines().join(" ");
        let mark = if rank == Rank::First { "#" } else { "##" };
        if !joined.is_empty() {
            self.out_block(&[format!("{mark} {joined}")]);
        }
    }

    /// Footnotes below a rule, each with the mark by which it is called, or with one that stands in its words.
    pub(crate) fn notes(&mut self, notes: &[(Option<u32>, Words)]) {
        if !notes.is_empty() {
            self.out_block(&["__________________".to_owned()]);
        }
        for (number, words) in notes {
            let mut whole = Words::default();
            match number {
                Some(number) => whole.push(&format!("{number}\n"), false, false),
                // A star begins a footnote.
                None if words.plain().starts_with('*') => {}
                None => whole.push("* ", false, false),
            }
            whole.push(&words.plain(), false, false);
            self.paragraph(&whole);
        }
    }

    /// A rule across the page, which is none above footnotes.
    pub(crate) fn rule(&mut self) {
        self.out_block(&["------------------".to_owned()]);
    }

    /// Lines that belong together, as they are, but for a mark at the beginning that would make them a heading.
    fn block(&mut self, lines: &[String]) {
        let mut lines = lines.to_vec();
        if let Some(first) = lines.first_mut().filter(|first| first.starts_with('#')) {
            first.insert(0, '\\');
        }
        self.out_block(&lines);
    }

    /// All blocks of another.
    pub(crate) fn append(&mut self, other: Self) {
        if !self.out.is_empty() && !other.out.is_empty() {
            self.out.push('\n');
        }
        self.out.push_str(&other.out);
        self.written += other.written;
    }

    fn out_block(&mut self, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        for line in lines {
            self.out.push_str(line);
            self.out.push('\n');
        }
        self.written += 1;
    }

    /// Whether there are more blocks than a document may have.
    ///
    /// # Errors
    /// [`Excess::Paragraphs`].
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        if self.written > limits::PARAGRAPHS { Err(Refusal::TooMuch(Excess::Paragraphs)) } else { Ok(()) }
    }

    /// The text.
    ///
    /// # Errors
    /// [`Refusal::Empty`] where there is none, and what [`Blocks::check`] says.
    pub(crate) fn finish(self) -> Result<String, Refusal> {
        self.check()?;
        if self.out.is_empty() { Err(Refusal::Empty) } else { Ok(self.out) }
    }
}

/// Whether a text has more paragraphs than a document may have, told by the blank lines between them.
///
/// # Errors
/// [`Excess::Paragraphs`].
pub(crate) fn check_paragraphs(text: &str) -> Result<(), Refusal> {
    let (mut blocks, mut open) = (0, false);
    for line in text.lines() {
        let blank = line.trim().is_empty();
        blocks += usize::from(!blank && !open);
        open = !blank;
    }
    if blocks > limits::PARAGRAPHS { Err(Refusal::TooMuch(Excess::Paragraphs)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use passages_core::parse::parse;
    use passages_core::source::Source;

    fn words(runs: &[(&str, bool, bool)]) -> Words {
        let mut words = Words::default();
        runs.iter().for_each(|(text, emphatic, bold)| words.push(text, *emphatic, *bold));
        words
    }

    /// What the core makes of the paragraphs: text and emphasis.
    fn read(all: &[Words]) -> Vec<(String, Vec<String>)> {
        let mut blocks = Blocks::default();
        blocks.paragraph(&words(&[("1. A first paragraph, so that none is a title.", false, false)]));
        all.iter().for_each(|words| blocks.paragraph(words));
        let source = Source { text: blocks.finish().expect("a text"), ..Source::default() };
        let (document, _) = parse(&source);
        let emphasis = |p: &passages_core::document::Paragraph| {
            p.emphasis.iter().map(|s| s.of(&p.text).to_owned()).collect()
        };
        document.paragraphs.iter().skip(1).map(|p| (p.text.clone(), emphasis(p))).collect()
    }

    #[test]
    fn what_looks_like_a_mark_is_read_as_it_stands() {
        for text in [
            "2. Two * three * four.",
            "2. A **bold** claim.",
            "2. A backslash \\* and another \\\\ one.",
            "2. #Hash and *star*.",
            "2. **",
        ] {
            let expected = text.split_once(' ').map(|(_, rest)| rest.to_owned()).expect("a label");
            assert_eq!(read(&[words(&[(text, false, false)])]), [(expected, Vec::new())], "{text}");
        }
    }

    #[test]
    fn emphasis_is_read_as_emphasis() {
        let title = words(&[
            ("2. The report ", false, false),
            (" Prospects 2006 ", true, false),
            ("says.", false, false),
        ]);
        assert_eq!(
            read(&[title]),
            [("The report Prospects 2006 says.".to_owned(), vec!["Prospects 2006".to_owned()])]
        );
        let beside =
            words(&[("2. Star * and*", false, false), ("that", true, false), ("* end.", false, false)]);
        assert_eq!(read(&[beside])[0].0, "Star * and*that* end.");
    }
}
