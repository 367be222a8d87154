//! Pieces of text on a page -> its lines in reading order, blank lines where the page leaves more room.

use super::content::Piece;
use super::direction::{Drawn, LONGEST, TIED, as_read, is_marks, is_rtl, with_marks};

/// A line, along the direction in which it is read.
#[derive(Clone, Debug)]
struct Line {
    text: String,
    /// Where it begins and ends along the direction of reading, in points.
    from: f64,
    to: f64,
    /// How high its baseline stands, across that direction.
    height: f64,
    size: f64,
    /// It has letters from right to left.
    is_rtl: bool,
}

/// Parts of the size of the letters.
const SAME_LINE: f64 = 0.5;
const SPACE: f64 = 0.15;
/// Wider gaps part what stands side by side: the two ends of a masthead, two columns.
const APART: f64 = 3.5;
/// So far to the left a line from right to left goes on.
const NEAR: f64 = 1.0;
/// A step back, in a font whose widths are not told well.
const BACK: f64 = 0.6;
/// More than the usual distance of lines: a paragraph ends.
const NEW_BLOCK: f64 = 1.35;
/// How much of the lines must stand beside others for the page to have columns.
const COLUMNS: f64 = 0.3;

/// The four ways in which a page may be turned, and a piece along each of them.
fn along(piece: &Piece) -> (usize, Line) {
    let (dx, dy) = (piece.to.0 - piece.from.0, piece.to.1 - piece.from.1);
    let way = match (dx.abs() >= dy.abs(), dx >= 0.0, dy >= 0.0) {
        (true, true, _) => 0,
        (false, _, true) => 1,
        (true, false, _) => 2,
        (false, _, false) => 3,
    };
    let turn = |(x, y): (f64, f64)| match way {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    };
    let ((from, height), (to, _)) = (turn(piece.from), turn(piece.to));
    let (text, is_rtl) = (piece.text.clone(), piece.text.contains(is_rtl));
    (way, Line { text, from, to, height, size: piece.size.max(1.0), is_rtl })
}

/// The text of a page whose letters are drawn so.
pub(super) fn text(pieces: &[Piece], drawn: Drawn) -> String {
    let mut ways: [Vec<Line>; 4] = Default::default();
    let mut placed: Vec<(usize, Line)> = pieces.iter().map(along).collect();
    if drawn != Drawn::AsRead {
        tie_marks(&mut placed);
    }
    for (way, line) in placed.into_iter().filter(|(_, line)| !line.text.is_empty()) {
        if let Some(lines) = ways.get_mut(way) {
            join(lines, line, drawn);
        }
    }
    // The way in which most letters run is that of the page; what stands across it comes last.
    let mut ways: Vec<Vec<Line>> = ways.into_iter().filter(|lines| !lines.is_empty()).collect();
    ways.sort_by_key(|lines| std::cmp::Reverse(lines.iter().map(|l| l.text.len()).sum::<usize>()));
    let mut out = String::new();
    for lines in ways {
        if !out.is_empty() {
            out.push('\n');
        }
        write(&in_reading_order(ordered(lines), drawn), drawn, &mut out);
    }
    out
}

/// How many marks may be set one after the other for the letter behind them to be looked for.
const STACKED: usize = 4;

/// Ties marks that were set by themselves to the letter above or below which they stand, one that was set right before or
/// right after them: they follow it in the text, from whichever side it is read.
fn tie_marks(placed: &mut [(usize, Line)]) {
    let mut before = None;
    for at in 0..placed.len() {
        let Some((way, mark)) = placed.get(at).filter(|(_, line)| is_marks(&line.text)) else {
            before = Some(at);
            continue;
        };
        let (way, middle, height) = (*way, (mark.from + mark.to) / 2.0, mark.height);
        // How far a letter stands from the mark.
        let away = |other: &usize| {
            let (_, line) = placed.get(*other).filter(|(other_way, _)| *other_way == way)?;
            let away = (line.from - middle).max(middle - line.to).max(0.0);
            let is_near = away <= SAME_LINE * line.size && (line.height - height).abs() <= line.size;
            is_near.then_some((*other, away))
        };
        let behind = (at + 1..placed.len().min(at + 1 + STACKED))
            .find(|at| placed.get(*at).is_some_and(|(_, line)| !is_marks(&line.text)));
        let candidates = [before, behind].into_iter().flatten();
        let nearest = candidates.filter_map(|other| away(&other)).min_by(|a, b| a.1.total_cmp(&b.1));
        let tied = nearest.and_then(|(other, _)| {
            let (_, line) = placed.get(other)?;
            let share = (middle - line.from) / (line.to - line.from).max(f64::MIN_POSITIVE);
            Some((other, with_marks(&line.text, share, &mark.text)?))
        });
        if let Some((other, text)) = tied {
            if let Some((_, line)) = placed.get_mut(other) {
                line.text = text;
            }
            if let Some((_, line)) = placed.get_mut(at) {
                line.text.clear();
            }
        }
    }
}

/// Adds a piece to the line that was set last, where it goes on there; else it begins one.
fn join(lines: &mut Vec<Line>, piece: Line, drawn: Drawn) {
    let Some(last) = lines.last_mut() else {
        lines.push(piece);
        return;
    };
    let size = last.size.max(piece.size);
    let is_turned = drawn != Drawn::AsRead && (last.is_rtl || piece.is_rtl);
    if is_turned && piece.from < last.from {
        // To the left of what was set before, and close to it, so that nothing can stand between.
        let gap = last.from - piece.to;
        let is_level = (piece.height - last.height).abs() <= SAME_LINE * size;
        if is_level && last.text.len() < LONGEST && gap >= -BACK * size && gap <= NEAR * size {
            let is_raised = (piece.height - last.height).abs() > SPACE * size;
            let right = std::mem::replace(last, piece);
            add(last, right, gap > SPACE * size || is_raised);
        } else {
            lines.push(piece);
        }
        return;
    }
    let gap = piece.from - last.to;
    if (piece.height - last.height).abs() > SAME_LINE * size || gap < -BACK * size || gap > APART * size {
        lines.push(piece);
        return;
    }
    // A numeral set higher, as a footnote's is, stands apart from the word that it follows.
    let is_raised = (piece.height - last.height).abs() > SPACE * size;
    add(last, piece, gap > SPACE * size || is_raised);
}

fn add(line: &mut Line, piece: Line, is_apart: bool) {
    let spaced = line.text.ends_with(char::is_whitespace) || piece.text.starts_with(char::is_whitespace);
    let (begins, goes_on) = (is_marks(&line.text), is_marks(&piece.text));
    if is_apart && !spaced && !begins && !goes_on {
        line.text.push(' ');
    }
    line.text.push_str(&piece.text);
    line.is_rtl |= piece.is_rtl;
    // Vowels above and below letters stand where these do.
    if begins {
        (line.from, line.to, line.height, line.size) = (piece.from, piece.to, piece.height, piece.size);
    } else if !goes_on {
        (line.from, line.to) = (line.from.min(piece.from), line.to.max(piece.to));
    }
    // A raised numeral leaves the line where it is.
    if piece.size > line.size {
        (line.size, line.height) = (piece.size, piece.height);
    }
}

/// From top to bottom, unless the page has columns: then as it was set.
fn ordered(lines: Vec<Line>) -> Vec<Line> {
    let mut lines: Vec<Line> = lines.into_iter().filter(|line| !line.text.trim().is_empty()).collect();
    let is_beside = |one: &Line, other: &Line| {
        (one.height - other.height).abs() < SAME_LINE * one.size.min(other.size)
            && (other.from > one.to + one.size || one.from > other.to + one.size)
    };
    let mut sorted = lines.clone();
    sorted.sort_by(|a, b| b.height.total_cmp(&a.height).then(a.from.total_cmp(&b.from)));
    let widest = sorted.iter().map(|line| line.to - line.from).fold(0.0, f64::max);
    let is_long = |line: &Line| line.to - line.from > 0.3 * widest;
    let beside = sorted.windows(2).filter(|pair| match pair {
        [one, other] => is_long(one) && is_long(other) && is_beside(one, other),
        _ => false,
    });
    if beside.count() as f64 <= COLUMNS * sorted.len() as f64 {
        lines = Vec::new();
        for line in sorted {
            // Of one line, though it was set in two goes.
            match lines.last_mut() {
                Some(last) if (last.height - line.height).abs() <= SPACE * last.size => {
                    let gap = line.from - last.to;
                    if gap >= -BACK * last.size && gap <= APART * last.size {
                        add(last, line, gap > SPACE * last.size);
                    } else {
                        lines.push(line);
                    }
                }
                _ => lines.push(line),
            }
        }
    }
    lines
}

/// Lines in the order of reading: what stands side by side from the right, where the page runs so, and the letters of
/// each.
fn in_reading_order(mut lines: Vec<Line>, drawn: Drawn) -> Vec<Line> {
    let Drawn::LeftToRight { is_rtl_page } = drawn else {
        lines.iter_mut().for_each(|line| line.text.retain(|c| c != TIED));
        return lines;
    };
    for line in &mut lines {
        line.text = as_read(&line.text, is_rtl_page);
    }
    if is_rtl_page {
        for row in lines.chunk_by_mut(|one, other| (one.height - other.height).abs() <= SPACE * one.size) {
            row.reverse();
        }
    }
    lines
}

/// The distance at which the lines of a paragraph follow each other, in points: a smaller one than that of paragraphs.
fn leading(lines: &[Line]) -> f64 {
    let mut steps: Vec<f64> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [one, other] => {
                Some(one.height - other.height).filter(|s| *s > SAME_LINE * one.size && *s < 3.0 * one.size)
            }
            _ => None,
        })
        .collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len().saturating_sub(1) / 3).copied().unwrap_or(0.0)
}

fn write(lines: &[Line], drawn: Drawn, out: &mut String) {
    // How far in a line begins, from the side where lines do.
    let begin = |line: &Line| match drawn {
        Drawn::LeftToRight { is_rtl_page: true } => -line.to,
        _ => line.from,
    };
    let leading = leading(lines);
    for (at, line) in lines.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| lines.get(at));
        if let Some(before) = before {
            let step = before.height - line.height;
            let usual = leading.max(line.size);
            let indent = |other: &Line| begin(line) - begin(other) > 0.8 * line.size;
            // A first line set in, between two that begin further out.
            let next = lines.get(at + 1);
            let is_first =
                indent(before) && next.is_some_and(|n| indent(n) && line.height - n.height < 1.5 * usual);
            if step > NEW_BLOCK * usual || step < SAME_LINE * line.size || is_first {
                out.push('\n');
            }
        }
        out.push_str(line.text.split_whitespace().collect::<Vec<_>>().join(" ").as_str());
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A piece at a place, letters half as wide as high.
    fn piece(text: &str, x: f64, y: f64) -> Piece {
        let to = x + 5.0 * text.chars().count() as f64;
        Piece { text: text.to_owned(), from: (x, y), to: (to, y), size: 10.0 }
    }

    #[test]
    fn pieces_become_lines_and_blocks() {
        let page = [
            piece("1.", 50.0, 700.0),
            piece("Re", 80.0, 700.0),
            piece("calls", 90.5, 700.0),
            piece("the", 120.0, 700.0),
            piece("7", 135.0, 703.5),
            piece("right to food;", 50.0, 688.0),
            piece("2.", 50.0, 664.0),
            piece("Decides", 80.0, 664.0),
            piece("to eat.", 50.0, 652.0),
            // Set last, and stands first.
            piece("A/RES/78/1", 50.0, 760.0),
            piece("General", 300.0, 760.0),
        ];
        assert_eq!(
            text(&page, Drawn::AsRead),
            "A/RES/78/1\n\nGeneral\n\n1. Recalls the 7\nright to food;\n\n2. Decides\nto eat.\n"
        );
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut page = Vec::new();
        for (x, word) in [(50.0, "left"), (300.0, "right")] {
            for row in 0..6 {
                page.push(piece(&format!("{word} {row} and some words"), x, 700.0 - 12.0 * f64::from(row)));
            }
        }
        let read = text(&page, Drawn::AsRead);
        assert!(read.find("left 5").expect("left") < read.find("right 0").expect("right"), "{read}");
    }

    #[test]
    fn a_first_line_that_is_set_in_begins_a_paragraph() {
        let page = [
            piece("Recalling one", 70.0, 700.0),
            piece("thing and another", 50.0, 688.0),
            piece("Noting a third", 70.0, 676.0),
            piece("thing,", 50.0, 664.0),
        ];
        assert_eq!(
            text(&page, Drawn::AsRead),
            "Recalling one\nthing and another\n\nNoting a third\nthing,\n"
        );
    }

    #[test]
    fn a_page_that_is_turned_is_read_along() {
        let turned = |text: &str, x: f64| Piece {
            text: text.to_owned(),
            from: (x, 50.0),
            to: (x, 50.0 + 5.0 * text.len() as f64),
            size: 10.0,
        };
        assert_eq!(
            text(&[turned("first line", 100.0), turned("second", 112.0)], Drawn::AsRead),
            "first line\nsecond\n"
        );
    }
}
