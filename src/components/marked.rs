//! Text with its marks: what was found, what links, what is emphasized, foreign or annotated.

use crate::components::family;
use crate::dom::{Node, el};
use passages_core::document::Paragraph;
use passages_core::marks::{Segment, segments};
use passages_core::span::Span;

/// Why words are marked.
#[derive(Clone, Debug, PartialEq)]
pub enum Look {
    /// They were looked for.
    Found,
    /// They are a reason of the open link: its family, its name and its place among the reasons.
    Lit(Option<u8>, String, usize),
    /// The later text no longer has them.
    Deleted,
    /// The earlier text does not have them.
    Inserted,
    /// They are emphasized in the document.
    Emphasis,
    /// They are in another language.
    Foreign(String),
    /// An editor's note, with this number, stands beside them.
    Note(usize),
}

/// Marks on spans of a text.
pub type Marks = Vec<(Span, Look)>;

/// The marks that a paragraph carries by itself.
pub fn own_marks(paragraph: &Paragraph) -> Marks {
    let emphasis = paragraph.emphasis.iter().map(|s| (*s, Look::Emphasis));
    let foreign = paragraph.foreign.iter().map(|(s, tag)| (*s, Look::Foreign(tag.clone())));
    let notes = paragraph.notes.iter().enumerate().map(|(i, n)| (n.span, Look::Note(i + 1)));
    emphasis.chain(foreign).chain(notes).collect()
}

/// A stretch of a text, set with its marks.
pub fn marked(text: &str, within: Span, marks: &Marks) -> Node {
    let spans: Vec<Span> = marks.iter().map(|(span, _)| *span).collect();
    let mut nodes = Vec::new();
    for segment in segments(within, &spans) {
        set(text, &segment, marks, &mut nodes);
    }
    Node::Several(nodes)
}

fn set(text: &str, segment: &Segment, marks: &Marks, nodes: &mut Vec<Node>) {
    let mut words = Node::from(segment.span.of(text).to_owned());
    let mut after = Node::Nothing;
    for (span, look) in segment.marks.iter().filter_map(|i| marks.get(*i)) {
        let around = match look {
            Look::Found => el("mark").class("found"),
            Look::Lit(of, name, nth) => el("mark")
                .class(format!("lit {}", family::class(*of)))
                .attr("title", name.clone())
                .attr("data-reason", nth.to_string()),
            Look::Deleted => el("del"),
            Look::Inserted => el("ins"),
            Look::Emphasis => el("em"),
            Look::Foreign(tag) => el("span").attr("lang", tag.clone()),
            Look::Note(number) => {
                if span.end == segment.span.end {
                    after = el("sup").class("note-mark").child(number.to_string()).into();
                }
                el("span").class("noted")
            }
        };
        words = around.child(words).into();
    }
    nodes.extend([words, after]);
}
