//! Footnotes below the rule of a page.

use super::lines::Line;
use crate::document::LineRole;
use std::ops::Range;

/// A footnote below the rule of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PageNote {
    /// The page it stands on, as its lines count them.
    pub(super) page: u32,
    /// "1", "*", "a"; empty where none was printed beside it.
    pub(super) mark: String,
    /// Its text; empty where the extraction lost it.
    pub(super) text: String,
}

/// A line of the notes.
enum Piece<'a> {
    /// A mark alone on its line.
    Mark(&'a str),
    /// A mark that stands below or above others, and so not beside its text.
    Stacked(&'a str),
    Text(String),
    /// A text and the mark that was beside it.
    Marked(&'a str, String),
}

/// The footnotes of all pages, in order.
pub(super) fn read(lines: &[Line<'_>], pages: &[Range<usize>], roles: &[Option<LineRole>]) -> Vec<PageNote> {
    let mut notes = Vec::new();
    for page in pages {
        let area: Vec<Line<'_>> = page
            .clone()
            .filter(|&at| roles.get(at) == Some(&Some(LineRole::Footnote)))
            .filter_map(|at| lines.get(at).copied())
            .collect();
        if let Some(first) = area.first() {
            let number = first.page;
            let found = assign(pieces(&area));
            notes.extend(found.into_iter().map(|(mark, text)| PageNote { page: number, mark, text }));
        }
    }
    notes
}

/// Whether a note's mark stands on the line, alone or before its text.
pub(super) fn is_marked(text: &str) -> bool {
    is_mark(text) || starred(text).is_some()
}

/// What follows the star that begins a note. Where stars are marks of emphasis, one that is none is escaped.
fn starred(text: &str) -> Option<&str> {
    let bare = text.strip_prefix('\\').unwrap_or(text);
    bare.strip_prefix('*').filter(|rest| rest.starts_with(' '))
}

/// "12", "*", "b": what a note is called by, alone on its line.
pub(super) fn is_mark(text: &str) -> bool {
    let digits = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let letter = matches!(text.as_bytes(), [b'a'..=b'z']);
    digits || letter || (!text.is_empty() && text.bytes().all(|b| b == b'*'))
}

fn pieces<'a>(area: &[Line<'a>]) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    for (at, line) in area.iter().enumerate() {
        let next_is_mark = area.get(at + 1).is_some_and(|next| is_mark(next.text));
        let starred = starred(line.text);
        let piece = match (is_mark(line.text), pieces.last_mut()) {
            (true, Some(Piece::Mark(_) | Piece::Stacked(_))) => Piece::Stacked(line.text),
            (true, _) if next_is_mark => Piece::Stacked(line.text),
            (true, _) => Piece::Mark(line.text),
            (false, _) if starred.is_some() => {
                Piece::Marked("*", starred.unwrap_or_default().trim().to_owned())
            }
            (false, Some(Piece::Mark(mark))) => {
                let mark = *mark;
                pieces.pop();
                Piece::Marked(mark, line.text.to_owned())
            }
            // A full stop at the end of a line, or a gap, may end a note.
            (false, Some(Piece::Text(text))) if !(text.ends_with('.') || line.gap) => {
                push_line(text, line.text);
                continue;
            }
            (false, Some(Piece::Marked(_, text))) if !text.ends_with('.') || continues(line.text) => {
                push_line(text, line.text);
                continue;
            }
            (false, _) => Piece::Text(line.text.to_owned()),
        };
        pieces.push(piece);
    }
    pieces
}

fn continues(line: &str) -> bool {
    line.starts_with(|c: char| c.is_lowercase() || c.is_numeric() || c == '(')
}

fn push_line(text: &mut String, line: &str) {
    text.push(' ');
    text.push_str(line);
}

/// Gives the texts without a mark the stacked marks, in order. Where they are fewer, what is left over joins the last.
fn assign(pieces: Vec<Piece<'_>>) -> Vec<(String, String)> {
    let is_free = |piece: &Piece<'_>| matches!(piece, Piece::Text(_));
    let mut stacked: Vec<&str> = Vec::new();
    for piece in &pieces {
        if let Piece::Stacked(mark) | Piece::Mark(mark) = piece {
            stacked.push(mark);
        }
    }
    let free = pieces.iter().filter(|piece| is_free(piece)).count();
    let mut surplus = free.saturating_sub(stacked.len());
    let mut marks = stacked.into_iter();
    let mut notes: Vec<(String, String)> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Marked(mark, text) => notes.push((mark.to_owned(), text)),
            Piece::Text(text) => match notes.last_mut() {
                Some((_, last)) if surplus > 0 => {
                    surplus -= 1;
                    push_line(last, &text);
                }
                _ => notes.push((marks.next().unwrap_or_default().to_owned(), text)),
            },
            Piece::Mark(_) | Piece::Stacked(_) => {}
        }
    }
    notes.extend(marks.map(|mark| (mark.to_owned(), String::new())));
    notes.sort_by_key(|(mark, _)| mark.parse::<u32>().unwrap_or_default());
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{furniture, lines};

    /// The notes below a rule.
    fn check(below: &str, expected: &[(&str, &str)]) {
        let text = format!("Text.\n________\n{below}");
        let lines = lines::read(&text);
        let notes = read(&lines, &furniture::pages(&lines), &furniture::roles(&lines));
        let found: Vec<(&str, &str)> = notes.iter().map(|n| (n.mark.as_str(), n.text.as_str())).collect();
        assert_eq!(found, expected, "{below}");
    }

    #[test]
    fn marks_stand_above_their_note_or_in_a_stack() {
        check("1\nResolution 1/2,\nannex.\n2\nIbid.", &[("1", "Resolution 1/2, annex."), ("2", "Ibid.")]);
        check(
            "Resolution 1/2.\nResolution 1/3.\n3\nIbid.\n1\n2",
            &[("1", "Resolution 1/2."), ("2", "Resolution 1/3."), ("3", "Ibid.")],
        );
        check(
            "1\n2\n\nResolution 1/2.\nOfficial\nRecords.",
            &[("1", "Resolution 1/2."), ("2", "Official Records.")],
        );
        check("\\* A/61/50.\n\n\\* 1 Ibid.", &[("*", "A/61/50."), ("*", "1 Ibid.")]);
        check("* Reissued on 3 May.\n1\nIbid.", &[("*", "Reissued on 3 May."), ("1", "Ibid.")]);
        check("that began above.", &[("", "that began above.")]);
    }
}
