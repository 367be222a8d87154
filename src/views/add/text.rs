//! The text of a document, to be corrected, and what should be looked at in it, line by line.

use super::field;
use super::problems::told;
use crate::browser::field::put_caret_on_line;
use crate::desk::doing;
use crate::dom::{Element, Event, Node, el, live};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use leptos::prelude::*;
use passages_core::problem::Problem;
use std::time::Duration;

/// The text is read again when typing has stood still for so long.
const QUIET: Duration = Duration::from_millis(400);
/// Problems that are listed.
const LISTED: usize = 40;

pub(super) fn correction(explorer: Explorer, id: u32) -> Element {
    let text = &explorer.language().text;
    let source = explorer.desk.with_item(id, |item| item.source.clone()).unwrap_or_default();
    let mut correct = debounce(QUIET, move |typed: String| {
        doing::correct(explorer, id, |source| source.text = typed);
    });
    let place = format!("text-{id}");
    let area = el("textarea")
        .attr("rows", "14")
        .attr("spellcheck", "false")
        .attr("lang", source.editing.language.clone())
        .attr("dir", "auto")
        .attr("value", source.text.clone())
        .on("input", move |event: Event| correct(event.value()))
        // Where no program runs, it is at least there to be read.
        .child(source.text);
    el("details")
        .child(el("summary").child(text.add_text))
        .child(live(move || problems(explorer, id)))
        .child(field(place, text.add_text, area))
}

/// What should be looked at, each with a button that takes the caret to its line.
fn problems(explorer: Explorer, id: u32) -> Node {
    let text = &explorer.language().text;
    let problems =
        explorer.desk.with_item(id, |item| item.draft.as_ref().map(|draft| draft.problems.clone()));
    let problems: Vec<Problem> = problems.flatten().unwrap_or_default();
    if problems.is_empty() {
        return Node::Nothing;
    }
    let mut list = el("ol").class("problems");
    for problem in problems.into_iter().take(LISTED) {
        // What was said of it on the page stands on no line of the text.
        let line = problem.place.line.filter(|line| *line > 0).map(|line| {
            let press = move |_| put_caret_on_line(&format!("text-{id}"), line);
            let words = fill(text.add_line, &[("n", &line.to_string())]);
            el("button").attr("type", "button").on("click", press).child(words)
        });
        let words = match told(text, &problem) {
            Some(words) => el("span").child(words),
            // What only curators meet is told in their language.
            None => el("span")
                .attr("lang", "en")
                .attr("dir", library::direction("en"))
                .child(format!("{}: {}.", problem.message, problem.hint)),
        };
        list = list.child(el("li").child(line).child(" ").child(words));
    }
    Node::from([el("h4").child(text.add_problems).into(), list.into()])
}
