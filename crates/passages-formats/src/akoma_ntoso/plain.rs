//! A document -> lines of text that the core's parser reads as this document.

use passages_core::date::{Date, DateRange, MONTHS};
use passages_core::document::{Document, LineRole, LineRun, Meeting, Paragraph};
use std::collections::BTreeSet;

/// Fills in the text as received, what became of its lines, and the lines of each paragraph.
pub(super) fn set(document: &mut Document) {
    let mut setter = Setter::default();
    masthead(&mut setter, document);
    let mut places = Vec::new();
    let of_part = |parts: &mut dyn Iterator<Item = u16>| {
        let mut by_part = vec![Vec::new(); document.parts.len()];
        for (at, part) in parts.enumerate() {
            if let Some(all) = by_part.get_mut(usize::from(part)) {
                all.push(at);
            }
        }
        by_part
    };
    let paragraphs = of_part(&mut document.paragraphs.iter().map(|paragraph| paragraph.part));
    let sections = of_part(&mut document.sections.iter().map(|section| section.part));
    let parts = document.parts.iter().zip(paragraphs.iter().zip(&sections));
    for (nth, (part, (paragraphs, sections))) in parts.enumerate() {
        if nth > 0 {
            let heading = part.heading.clone().unwrap_or_else(|| "Annex".to_owned());
            setter.block(&[format!("**{}**", escaped(&heading))], LineRole::Heading);
            setter.meeting(part.meeting.as_ref());
            setter.line(part.title.as_deref(), LineRole::Title);
        }
        let mut sections = sections.iter().copied().peekable();
        for at in paragraphs {
            let Some(paragraph) = document.paragraphs.get(*at) else { continue };
            // Every section up to that of the paragraph, empty ones too.
            while let Some(section) = sections
                .next_if(|section| paragraph.section.is_some_and(|last| *section <= usize::from(last)))
            {
                heading(&mut setter, document, section);
            }
            let index = u32::try_from(*at).unwrap_or(u32::MAX);
            places.push(setter.block(&[paragraph_line(paragraph)], LineRole::Paragraph(index)));
        }
        sections.for_each(|section| heading(&mut setter, document, section));
        if nth == 0 {
            let signed: Vec<String> = document.signature.iter().map(|line| escaped(line)).collect();
            setter.block(&signed, LineRole::Signature);
            for note in &document.footnotes {
                let mark =
                    if note.mark.starts_with('*') { note.mark.clone() } else { format!("* {}", note.mark) };
                setter.block(
                    &[format!("{}{} {}", "\\", mark.trim_end(), escaped(&note.text))],
                    LineRole::Footnote,
                );
            }
        }
    }
    for (paragraph, lines) in document.paragraphs.iter_mut().zip(places) {
        paragraph.lines = lines;
    }
    (document.received, document.lines) = (setter.out, setter.lines);
}

fn masthead(setter: &mut Setter, document: &Document) {
    let front = &document.masthead;
    let field = |name: &str, value: &Option<String>| value.as_ref().map(|value| format!("{name}{value}"));
    let marked = |value: &Option<String>| value.as_ref().map(|value| with_marks(value, document));
    let date = front.date.map(printed);
    for line in [
        marked(&front.organ),
        field("Distr. ", &front.distribution),
        front.symbol.clone(),
        date,
        field("Original: ", &front.original),
        front.session.clone(),
        marked(&front.agenda_item),
        marked(&front.agenda_title),
    ] {
        setter.line(line.as_deref(), LineRole::Masthead);
    }
    setter.meeting(front.meeting.as_ref());
    setter.line(front.adoption.as_deref(), LineRole::Masthead);
    if let Some(kind) = &front.kind {
        setter.block(&[format!("**{}**", escaped(kind))], LineRole::Masthead);
    }
    setter.line(Some(&with_marks(&document.printed_title, document)), LineRole::Title);
    setter.line(marked(&document.byline).as_deref(), LineRole::Title);
}

/// A line of the front, with the marks of the footnotes that it carries.
fn with_marks(line: &str, document: &Document) -> String {
    let carried = document.footnotes.iter().find(|note| note.anchor == line && note.mark.starts_with('*'));
    carried.map_or_else(|| line.to_owned(), |note| format!("{line}{}", note.mark))
}

/// The heading of a section.
fn heading(setter: &mut Setter, document: &Document, section: usize) {
    let Some(section) = document.sections.get(section) else { return };
    let heading = escaped(&section.heading);
    let line = match &section.number {
        Some(number) => format!("## {number}. {heading}"),
        None => format!("## {heading}"),
    };
    setter.block(&[line], LineRole::Heading);
}

/// Label and text, stars around what is emphatic.
fn paragraph_line(paragraph: &Paragraph) -> String {
    let mut out = paragraph.printed_label.as_ref().map_or(String::new(), |label| format!("{label} "));
    let spans = paragraph.emphasis.iter().filter(|span| !span.is_empty());
    let (starts, ends): (BTreeSet<u32>, BTreeSet<u32>) = spans.map(|span| (span.start, span.end)).unzip();
    let is_edge = |edges: &BTreeSet<u32>, at: usize| u32::try_from(at).is_ok_and(|at| edges.contains(&at));
    for (at, c) in paragraph.text.char_indices() {
        // An end before a beginning, where two meet.
        if is_edge(&ends, at) {
            out.push('*');
        }
        if is_edge(&starts, at) {
            out.push('*');
        }
        if matches!(c, '*' | '\\') || (c == '#' && out.is_empty()) {
            out.push('\\');
        }
        out.push(if matches!(c, '\n' | '\r') { ' ' } else { c });
    }
    if is_edge(&ends, paragraph.text.len()) {
        out.push('*');
    }
    out
}

/// A line in which nothing is a mark.
fn escaped(line: &str) -> String {
    let mut out = String::new();
    for c in line.chars() {
        if matches!(c, '*' | '\\') || (c == '#' && out.is_empty()) {
            out.push('\\');
        }
        out.push(if matches!(c, '\n' | '\r') { ' ' } else { c });
    }
    out
}

fn month(date: Date) -> &'static str {
    usize::from(date.month).checked_sub(1).and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}

/// "17 May 2001".
fn printed(date: Date) -> String {
    format!("{} {} {}", date.day, month(date), date.year)
}

/// "14-20 May 2001", "30 August to 2 September 2002".
fn printed_days(days: DateRange) -> String {
    let DateRange { first, last } = days;
    if first == last {
        printed(first)
    } else if first.year != last.year {
        format!("{} to {}", printed(first), printed(last))
    } else if first.month != last.month {
        format!("{} {} to {}", first.day, month(first), printed(last))
    } else {
        format!("{}-{}", first.day, printed(last))
    }
}

#[derive(Default)]
struct Setter {
    out: String,
    /// Lines that are written.
    line: u32,
    lines: Vec<LineRun>,
}

impl Setter {
    /// Writes a block, and gives its first and last line.
    fn block(&mut self, lines: &[String], role: LineRole) -> (u32, u32) {
        let lines: Vec<&String> = lines.iter().filter(|line| !line.trim().is_empty()).collect();
        if lines.is_empty() {
            return (self.line.max(1), self.line.max(1));
        }
        if self.line > 0 {
            self.out.push('\n');
            self.line += 1;
        }
        let first = self.line + 1;
        for line in lines {
            self.out.push_str(line.trim());
            self.out.push('\n');
            self.line += 1;
        }
        self.lines.push(LineRun { first, last: self.line, role });
        (first, self.line)
    }

    fn line(&mut self, line: Option<&str>, role: LineRole) {
        if let Some(line) = line {
            self.block(&[line.replace(['\n', '\r'], " ")], role);
        }
    }

    fn meeting(&mut self, meeting: Option<&Meeting>) {
        let Some(meeting) = meeting else { return };
        let when = meeting.days.map(printed_days);
        let below = match (&meeting.place, when) {
            (Some(place), Some(days)) => format!("{place}, {days}"),
            (Some(place), None) => place.clone(),
            (None, Some(days)) => days,
            (None, None) => String::new(),
        };
        self.block(&[escaped(&meeting.name), below], LineRole::Masthead);
    }
}
