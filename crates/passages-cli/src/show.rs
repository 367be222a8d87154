//! `curate show`.

use crate::corpus::{asked, files};
use crate::output::{self, count};
use crate::terminal::{Style, width, wrapped};
use passages_core::annotate::{Annotation, Matcher, tagged};
use passages_core::document::{Document, Meeting, Paragraph};
use passages_core::problem::Problem;
use passages_core::tokens::Analyzer;
use passages_core::vocabulary::{Vocabulary, label};
use passages_files::{Files, read_vocabulary};
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(dir: &Path, what: &str, with_tags: bool) -> ExitCode {
    let found = match asked(dir, what) {
        Ok(found) => found,
        Err(problems) => return output::report(&problems),
    };
    let mut problems = found.problems;
    let tags = with_tags.then(|| {
        let (vocabulary, faults) = vocabulary(dir);
        problems.extend(faults);
        let matcher = Matcher::new(&vocabulary, &Analyzer::english());
        let (annotations, faults) = tagged(&found.document, &found.source.editing, &vocabulary, &matcher);
        problems.extend(faults);
        (vocabulary, annotations)
    });
    let lines = Setter { style: Style::out(), width: width(), lines: Vec::new() }
        .document(&found.document, tags.as_ref());
    output::worse(output::text(lines.into_iter()), output::report(&problems))
}

/// The vocabulary of a directory or a collection, and what is wrong with it.
fn vocabulary(dir: &Path) -> (Vocabulary, Vec<Problem>) {
    if !dir.is_file() {
        return read_vocabulary(&dir.join("vocabulary"));
    }
    let Files { vocabulary, mut problems, .. } = files(dir);
    problems.retain(|problem| problem.place.file.contains("vocabulary/"));
    (vocabulary, problems)
}

/// How wide the column of keys is, at least and at most.
const KEYS: (usize, usize) = (4, 16);

struct Setter {
    style: Style,
    width: usize,
    lines: Vec<String>,
}

impl Setter {
    fn document(mut self, document: &Document, tags: Option<&(Vocabulary, Vec<Annotation>)>) -> Vec<String> {
        self.front(document);
        let longest = document.paragraphs.iter().map(|p| p.key.chars().count()).max().unwrap_or(0);
        let margin = longest.clamp(KEYS.0, KEYS.1) + 2;
        let (mut part, mut section) = (0, None);
        for (nth, paragraph) in document.paragraphs.iter().enumerate() {
            if paragraph.part != part {
                (part, section) = (paragraph.part, None);
                self.part(document, part, margin);
            }
            if paragraph.section != section {
                // Headings that stand right above each other are all shown.
                let from = section.map_or(0, |at| usize::from(at) + 1);
                section = paragraph.section;
                let to = section.map_or(from, |at| usize::from(at) + 1);
                for heading in document.sections.iter().take(to).skip(from).filter(|s| s.part == part) {
                    let number =
                        heading.number.as_ref().map_or(String::new(), |number| format!("{number}. "));
                    self.blank();
                    self.bold(&" ".repeat(margin), &format!("{number}{}", heading.heading));
                }
            }
            self.paragraph(paragraph, margin);
            if let Some((vocabulary, annotations)) = tags
                && let Some(annotation) = annotations.get(nth)
            {
                self.tags(annotation, vocabulary, margin);
            }
        }
        self.end(document, margin);
        self.lines
    }

    fn blank(&mut self) {
        self.lines.push(String::new());
    }

    fn bold(&mut self, head: &str, text: &str) {
        let style = self.style;
        self.lines.extend(wrapped(head, text, self.width).iter().map(|line| style.bold(line)));
    }

    fn dim(&mut self, head: &str, text: &str) {
        let style = self.style;
        self.lines.extend(wrapped(head, text, self.width).iter().map(|line| style.dim(line)));
    }

    fn front(&mut self, document: &Document) {
        let front = &document.masthead;
        self.bold("", &document.name);
        self.bold("", if document.title.is_empty() { "(no title was found)" } else { &document.title });
        if let Some(byline) = &document.byline {
            self.lines.extend(wrapped("", byline, self.width));
        }
        let date = front.date.map(|date| date.to_string());
        let meeting = front.meeting.as_ref().map(meeting);
        for (name, value) in [
            ("organ", &front.organ),
            ("distribution", &front.distribution),
            ("symbol", &front.symbol),
            ("date", &date),
            ("original", &front.original),
            ("session", &front.session),
            ("agenda item", &front.agenda_item),
            ("agenda title", &front.agenda_title),
            ("adoption", &front.adoption),
            ("meeting", &meeting),
            ("kind", &front.kind),
        ] {
            match value {
                Some(value) => self.lines.extend(wrapped(&format!("  {name:<14}"), value, self.width)),
                None => self.dim(&format!("  {name:<14}"), "not printed"),
            }
        }
    }

    fn part(&mut self, document: &Document, part: u16, margin: usize) {
        let Some(part) = document.parts.get(usize::from(part)) else { return };
        self.blank();
        let head = " ".repeat(margin);
        let meeting = part.meeting.as_ref().map(meeting);
        for line in [&part.heading, &meeting, &part.title].into_iter().flatten() {
            self.bold(&head, line);
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, margin: usize) {
        self.blank();
        let key = format!("{:<margin$}", paragraph.key);
        // A key that is longer than the column has a line of its own.
        let head = if key.chars().count() > margin {
            self.lines.push(self.style.dim(&key));
            " ".repeat(margin)
        } else {
            key.clone()
        };
        let style = self.style;
        let set = wrapped(&head, &paragraph.text, self.width);
        self.lines.extend(set.into_iter().enumerate().map(
            |(nth, line)| match line.strip_prefix(head.as_str()) {
                Some(rest) if nth == 0 => format!("{}{rest}", style.dim(&head)),
                _ => line,
            },
        ));
        for note in &paragraph.notes {
            let words = note.text.first().map_or("", |(_, text)| text.as_str());
            self.dim(&" ".repeat(margin), &format!("[note on “{}”: {words}]", note.span.of(&paragraph.text)));
        }
    }

    fn tags(&mut self, annotation: &Annotation, vocabulary: &Vocabulary, margin: usize) {
        let name = |ix| {
            let own = if annotation.is_by_hand(ix) { ", set by hand" } else { "" };
            let term = vocabulary.term(ix)?;
            Some(format!("{} {}{own}", term.kind.id(), label(&term.labels, "en")))
        };
        let terms: Vec<String> = annotation.terms().into_iter().filter_map(name).collect();
        let told = if terms.is_empty() { "no term".to_owned() } else { terms.join("; ") };
        self.dim(&" ".repeat(margin), &format!("[{told}]"));
    }

    fn end(&mut self, document: &Document, margin: usize) {
        let head = " ".repeat(margin);
        if !document.signature.is_empty() {
            self.blank();
            document.signature.iter().for_each(|line| self.lines.extend(wrapped(&head, line, self.width)));
        }
        if !document.footnotes.is_empty() {
            self.blank();
        }
        for note in &document.footnotes {
            self.dim(&format!("{:<margin$}", note.mark), &note.text);
        }
        self.blank();
        let told = [
            count(document.paragraphs.len(), "paragraph"),
            count(document.sections.len(), "section"),
            count(document.parts.len().saturating_sub(1), "annex").replace("annexs", "annexes"),
            count(document.footnotes.len(), "footnote"),
        ];
        self.dim("", &told.join(", "));
    }
}

fn meeting(meeting: &Meeting) -> String {
    let days = meeting.days.map(|days| {
        if days.first == days.last {
            days.first.to_string()
        } else {
            format!("{} to {}", days.first, days.last)
        }
    });
    [Some(meeting.name.clone()), meeting.place.clone(), days]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}
