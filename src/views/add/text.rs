//! The text of a document, to be corrected, and what should be looked at in it, line by line.

use super::problems::told;
use super::{field, unfolding};
use crate::browser::field::put_caret_on_line;
use crate::desk::doing;
use crate::dom::{Element, Event, Node, el, live, memo};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use leptos::prelude::*;
use leptos::reactive::owner::ArcStoredValue;
use passages_core::problem::Problem;
use std::time::Duration;

/// The text is read again when typing has stood still for so long.
const QUIET: Duration = Duration::from_millis(400);
/// Problems that are listed.
const LISTED: usize = 40;

pub(super) fn correction(explorer: Explorer, id: u32) -> Element {
    let words = explorer.language().text.add_text;
    let (is_unfolded, folds) = unfolding(explorer, id, |unfolded| &mut unfolded.text);
    // Filled when it is first unfolded, since a browser may lay out a long text that is folded away; kept from then on,
    // with the caret in it.
    let is_filled = memo(move |before: Option<&bool>| before == Some(&true) || is_unfolded());
    folds
        .class("correction")
        .child(el("summary").child(words))
        .child(live(move || problems(explorer, id)))
        .child(live(move || is_filled.get().then(|| untrack(|| field_of_text(explorer, id)))))
}

/// The text, to be typed in.
fn field_of_text(explorer: Explorer, id: u32) -> Element {
    let source = explorer.desk.with_item(id, |item| item.source.clone()).unwrap_or_default();
    // What was typed and has not been taken in yet.
    let typed = ArcStoredValue::new(None::<String>);
    let take_in = {
        let typed = typed.clone();
        move || {
            if let Some(text) = typed.try_update_value(Option::take).flatten() {
                doing::correct(explorer, id, |source| source.text = text);
            }
        }
    };
    let mut soon = debounce(QUIET, {
        let take_in = take_in.clone();
        move |()| take_in()
    });
    // Nothing is lost where the field is set anew meanwhile, or the view is left.
    on_cleanup(take_in);
    let area = el("textarea")
        .attr("rows", "14")
        .attr("spellcheck", "false")
        .attr("lang", source.editing.language)
        .attr("dir", "auto")
        .attr("value", source.text)
        .on("input", move |event: Event| {
            typed.set_value(Some(event.value()));
            soon(());
        });
    field(format!("text-{id}"), explorer.language().text.add_text, area)
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
