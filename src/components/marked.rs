//! Text with its marks: what was found, what links, what is emphasized, foreign or annotated.

use crate::components::family;
use leptos::prelude::*;
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
pub fn marked(text: &str, within: Span, marks: &Marks) -> impl IntoView + use<> {
    let spans: Vec<Span> = marks.iter().map(|(span, _)| *span).collect();
    segments(within, &spans).into_iter().map(|segment| set(text, &segment, marks)).collect_view()
}

fn set(text: &str, segment: &Segment, marks: &Marks) -> AnyView {
    let words = segment.span.of(text).to_owned();
    let mut view = words.into_any();
    let mut after = None;
    for (span, look) in segment.marks.iter().filter_map(|i| marks.get(*i)) {
        view = match look {
            Look::Found => view! { <mark class="found">{view}</mark> }.into_any(),
            Look::Lit(of, name, nth) => {
                let class = format!("lit {}", family::class(*of));
                view! { <mark class=class title=name.clone() data-reason=nth.to_string()>{view}</mark> }
                    .into_any()
            }
            Look::Emphasis => view! { <em>{view}</em> }.into_any(),
            Look::Foreign(tag) => view! { <span lang=tag.clone()>{view}</span> }.into_any(),
            Look::Note(number) => {
                if span.end == segment.span.end {
                    after = Some(view! { <sup class="note-mark">{*number}</sup> });
                }
                view! { <span class="noted">{view}</span> }.into_any()
            }
        };
    }
    (view, after).into_any()
}
