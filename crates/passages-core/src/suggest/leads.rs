//! A candidate -> what it is called, and the state it leads to.

use super::{Candidate, Fit, Suggested, Suggestion, What, value_id};
use crate::corpus::Corpus;
use crate::search::{Choice, FacetKind, sections_of};
use crate::state::{View, ViewState};
use crate::vocabulary::label;
use std::cmp::Reverse;

/// What a candidate is called and where it leads.
pub(super) fn suggestion(
    corpus: &Corpus,
    state: &ViewState,
    typed: &str,
    language: &str,
    candidate: Candidate,
) -> Option<Suggestion> {
    let lists = matches!(state.view, View::Find | View::Map);
    let base = if lists { state.clone() } else { state.showing(View::Find) };
    let head = typed.get(..candidate.from).unwrap_or("");
    let Fit { count: Reverse(count), .. } = candidate.fit;
    match candidate.what {
        What::Value(kind, place) => {
            let id = value_id(corpus, kind, place)?;
            let term = corpus.facet(kind).and_then(|table| table.term(place));
            let term = term.and_then(|ix| corpus.vocabulary().term(ix));
            let objective = corpus.vocabulary().crosswalk.objectives.get(place);
            let labels = match kind {
                FacetKind::Objective => objective.map(|o| &o.labels),
                _ => term.map(|t| &t.labels),
            };
            let heading = if kind == FacetKind::Section { heading(corpus, place) } else { None };
            let shown = labels.map_or(heading.unwrap_or(id), |labels| label(labels, language));
            let tag = candidate.language.and_then(|at| corpus.names().languages().get(usize::from(at)));
            let matched = match tag {
                None => id,
                Some(tag) => labels.map_or(id, |labels| label(labels, tag)),
            };
            Some(Suggestion {
                kind: Suggested::Value(kind),
                label: shown.to_owned(),
                matched: (matched != shown).then(|| matched.to_owned()),
                count,
                state: base.looking_for(head.trim_end()).with_choice(kind, id, Choice::Chosen),
            })
        }
        What::Document(place) => {
            let name = value_id(corpus, FacetKind::Document, place)?;
            let document = corpus.document(name)?;
            let label = document.designation();
            let matched = Some(document.title.clone()).filter(|title| *title != label);
            let state = state.home().reading(name);
            Some(Suggestion { kind: Suggested::Document, label, matched, count, state })
        }
        What::Word(word) => {
            let state = base.looking_for(&format!("{head}{word}"));
            Some(Suggestion { kind: Suggested::Word, label: word.to_owned(), matched: None, count, state })
        }
    }
}

/// The heading of a section, by its place among the values.
fn heading(corpus: &Corpus, place: usize) -> Option<&str> {
    let mut headings = corpus.documents().iter().flat_map(|d| sections_of(d).map(|(_, at, _)| d.heading(at)));
    headings.nth(place).flatten()
}
