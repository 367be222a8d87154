//! Lines that are furniture by their own look: a table of rules, each with an example.

use crate::document::LineRole;
use crate::parse::characters::is_blank;
use crate::parse::lines::Line;
use std::ops::Range;

/// How a line of furniture looks.
struct Rule {
    role: LineRole,
    where_it_holds: Where,
    holds: fn(&str) -> bool,
    #[cfg(test)]
    name: &'static str,
    #[cfg(test)]
    example: &'static str,
}

#[derive(PartialEq, Eq)]
enum Where {
    Anywhere,
    /// Beside other furniture, or at the edge of a page: in the text such a line may mean something.
    AtEdge,
}

/// Names and examples are for readers and for the test: the program has no use for them.
macro_rules! rules {
    ($($name:literal, $example:literal: $role:ident $place:ident if $holds:expr;)*) => {
        const RULES: &[Rule] = &[$(Rule {
            role: LineRole::$role,
            where_it_holds: Where::$place,
            holds: $holds,
            #[cfg(test)]
            name: $name,
            #[cfg(test)]
            example: $example,
        }),*];
    };
}

rules! {
    "end mark", "- - - - -":
        EndMark Anywhere if is_end_mark;
    "rule across the page", "________":
        PageRule Anywhere if is_rule;
    "a line on which nothing is seen", "\u{200f}":
        PageRule Anywhere if |line| line.chars().all(is_blank);
    "job number", "23-24979 (E) 201223":
        JobNumber Anywhere if is_job_number;
    "bar code", "*2324979*":
        JobNumber Anywhere if is_bar_code;
    "day of printing", "201223":
        JobNumber AtEdge if is_day;
    "page of pages", "2/12":
        PageNumber AtEdge if is_page_of_pages;
    "page in dashes", "- 2 -":
        PageNumber AtEdge if is_page_in_dashes;
    "call to recycle", "Please recycle":
        JobNumber AtEdge if is_recycle;
}

/// Lines at either end of a page that may be its number.
const EDGE: usize = 3;

/// Marks the furniture of a page.
pub(super) fn find(lines: &[Line<'_>], page: Range<usize>, roles: &mut [Option<LineRole>]) {
    let mut edges = Vec::new();
    for at in page.clone() {
        let Some(line) = lines.get(at) else { continue };
        let Some(rule) = RULES.iter().find(|rule| (rule.holds)(line.text)) else { continue };
        if rule.where_it_holds == Where::AtEdge {
            edges.push((at, rule.role));
        } else if let Some(role) = roles.get_mut(at) {
            *role = Some(rule.role);
        }
    }
    // A text of one page has no edge that would tell.
    let paged = page.start > 0 || page.end < lines.len();
    let is_foot = |role: Option<&Option<LineRole>>| {
        matches!(role, Some(Some(LineRole::JobNumber | LineRole::PageNumber)))
    };
    // Twice, since what stands beside one may stand beside another: from above, then from below.
    let backwards: Vec<(usize, LineRole)> = edges.iter().rev().copied().collect();
    for (at, found) in edges.into_iter().chain(backwards) {
        let outermost = paged && (at < page.start + EDGE || at + EDGE >= page.end);
        let beside =
            is_foot(roles.get(at + 1)) || at.checked_sub(1).is_some_and(|above| is_foot(roles.get(above)));
        if (outermost || beside)
            && let Some(role) = roles.get_mut(at)
        {
            *role = Some(found);
        }
    }
}

/// Marks the numbers of pages that stand inside them, set apart: of as many pages as the others.
pub(super) fn find_numbers(lines: &[Line<'_>], roles: &mut [Option<LineRole>]) {
    let of = |at: usize| lines.get(at).and_then(|line| line.text.split_once('/')).map(|(_, pages)| pages);
    let known = roles.iter().position(|role| *role == Some(LineRole::PageNumber));
    let Some(pages) = known.and_then(of) else { return };
    for (at, line) in lines.iter().enumerate() {
        let apart = line.gap && lines.get(at + 1).is_none_or(|next| next.gap);
        let number = apart && is_page_of_pages(line.text) && of(at) == Some(pages);
        if let Some(role) = roles.get_mut(at).filter(|role| number && role.is_none()) {
            *role = Some(LineRole::PageNumber);
        }
    }
}

/// A line of nothing but dashes, underscores or stars.
pub(in crate::parse) fn is_rule(line: &str) -> bool {
    let marks = line.chars().filter(|c| !c.is_whitespace());
    marks.clone().count() >= 3 && marks.clone().all(|c| matches!(c, '-' | '_' | '*' | '–' | '—' | '='))
}

/// Dashes with spaces between them end a document; a solid rule ends a page.
pub(in crate::parse) fn is_end_mark(line: &str) -> bool {
    is_rule(line) && line.contains(' ')
}

fn is_digits(text: &str, lengths: Range<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// "23-24979", with the language, a star and the day of printing or without.
pub(super) fn is_job_number(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or_default().trim_end_matches('*');
    let number =
        first.split_once('-').is_some_and(|(year, number)| is_digits(year, 2..3) && is_digits(number, 5..6));
    number && words.all(|word| matches!(word, "(A)" | "(C)" | "(E)" | "(F)" | "(R)" | "(S)") || is_day(word))
}

pub(super) fn is_bar_code(line: &str) -> bool {
    line.strip_prefix('*').and_then(|l| l.strip_suffix('*')).is_some_and(|digits| is_digits(digits, 6..10))
}

pub(super) fn is_day(line: &str) -> bool {
    is_digits(line, 6..7)
}

pub(super) fn is_page_of_pages(line: &str) -> bool {
    line.split_once('/').is_some_and(|(page, pages)| {
        let number = |n: &str| is_digits(n, 1..4).then(|| n.parse::<u16>().ok()).flatten();
        number(page).zip(number(pages)).is_some_and(|(page, pages)| page <= pages)
    })
}

fn is_page_in_dashes(line: &str) -> bool {
    let inner = line.strip_prefix(['-', '–']).and_then(|l| l.strip_suffix(['-', '–']));
    inner.is_some_and(|number| is_digits(number.trim(), 1..4))
}

fn is_recycle(line: &str) -> bool {
    line.starts_with("Please recycle")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_holds_for_its_example_and_is_the_first_to() {
        for rule in RULES {
            let first = RULES.iter().find(|other| (other.holds)(rule.example)).map(|other| other.name);
            assert_eq!(first, Some(rule.name), "{}", rule.example);
        }
        for text in
            ["Resolution 55/2.", "23-24", "1946-1950", "12 December 2023", "*", "a - b", "12/3a", "13/12"]
        {
            let found = RULES.iter().find(|rule| (rule.holds)(text)).map(|rule| rule.name);
            assert_eq!(found, None, "{text}");
        }
    }
}
