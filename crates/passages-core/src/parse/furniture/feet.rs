//! Feet of pages: where a page ends in a text that has no form feeds.

use super::marks::{is_bar_code, is_day, is_job_number, is_page_of_pages};
use crate::parse::lines::Line;

/// The two things at a foot stand no farther apart: footnotes may come between them.
const MAX_FOOT_LINES: usize = 14;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Job,
    Page,
    Bar,
}

/// Begins a page after each foot: a job number and the number of a page, in either order, or on the first page a job
/// number and its bar code.
pub(super) fn part_pages(lines: &mut [Line<'_>]) {
    let mut above: Option<(usize, Mark)> = None;
    let (mut page, mut ended) = (0_u32, false);
    for at in 0..lines.len() {
        let Some(line) = lines.get_mut(at) else { return };
        let mark = mark(line.text);
        // The day of printing may come after what it belongs to.
        if ended && mark.is_none() && !is_day(line.text) {
            page += 1;
            line.gap = false;
            ended = false;
        }
        line.page = page;
        let Some(mark) = mark else { continue };
        let foot = above.is_some_and(|(before, other)| other != mark && at - before <= MAX_FOOT_LINES);
        ended |= foot;
        above = (!foot).then_some((at, mark));
    }
}

fn mark(line: &str) -> Option<Mark> {
    if is_job_number(line) {
        Some(Mark::Job)
    } else if is_page_of_pages(line) {
        Some(Mark::Page)
    } else {
        is_bar_code(line).then_some(Mark::Bar)
    }
}
