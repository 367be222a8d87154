//! What a search says of itself: the forms that its words stand for, each of which can be taken out, and what is missing
//! where nothing was found.

use crate::dom::{Element, Node, el};
use crate::explorer::Explorer;
use crate::i18n::fill;
use crate::library;
use leptos::prelude::Get;
use passages_core::names::plain;
use passages_core::search::{missing, plainer, unquoted, widened};
use passages_core::state::ViewState;
use passages_core::suggest::Suggested;

/// Words of which the forms are told; a longer text is no search for words.
const MOST_WORDS: usize = 5;
/// What may be meant where nothing is found, at most.
const MOST_OFFERS: usize = 4;

/// The forms that the words of the query stand for, as chips.
pub fn widening(explorer: Explorer) -> Node {
    let text = &explorer.language().text;
    let selection = explorer.selection.get();
    let Some(query) = selection.query.as_ref().filter(|_| selection.destination.is_none()) else {
        return Node::Nothing;
    };
    let state = explorer.state.get();
    let corpus = library::corpus();
    let index = corpus.index();
    let words = widened(query, index);
    if words.len() > MOST_WORDS {
        return Node::Nothing;
    }
    let mut lists = Vec::new();
    for word in words {
        let name = fill(text.found_stands_for, &[("word", &word.written)]);
        let mut chips = el("ul").class("chips forms").attr("aria-label", name.clone());
        for form in word.forms() {
            let next = word.without(query, form).map(|next| state.looking_for(&next.to_string()));
            let Some(next) = next.filter(|next| !next.is_query_full()) else {
                // Of so many that none can be taken out of an address.
                chips = chips
                    .child(el("li").child(el("span").class("chip").attr("dir", "auto").child(form.clone())));
                continue;
            };
            let href = explorer.href(&next);
            let words = fill(text.found_without_form, &[("form", form)]);
            let chip = el("a")
                .class("chip removable")
                .attr("href", href)
                .attr("dir", "auto")
                .attr("aria-label", words.clone())
                .attr("title", words)
                .child(form.clone())
                .child(el("span").attr("aria-hidden", "true").child(" ×"));
            chips = chips.child(el("li").child(chip));
        }
        let list = el("div")
            .class("widened")
            .child(el("span").class("fine").attr("dir", "auto").child(name))
            .child(chips);
        lists.push(list);
    }
    lists.into()
}

/// What was typed with another word in the place of one, which is given as it is compared: without capitals and accents.
fn exchanged(typed: &str, word: &str, by: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    let mut rest = typed;
    while !rest.is_empty() {
        let is_word = |c: char| c.is_alphanumeric();
        let start = rest.find(is_word).unwrap_or(rest.len());
        let (before, from) = rest.split_at(start);
        let (own, after) = from.split_at(from.find(|c| !is_word(c)).unwrap_or(from.len()));
        out.push_str(before);
        out.push_str(if plain(own) == word { by } else { own });
        rest = after;
    }
    out
}

/// Which words no text has, what comes nearest, and the search for any of the words.
pub fn nothing_found(explorer: Explorer) -> Element {
    let text = &explorer.language().text;
    let state = explorer.state.get();
    let mut said = el("div").class("nothing").child(el("p").child(text.found_none));
    if let Some(query) = &explorer.selection.get().query {
        let missing = missing(query, library::corpus().index());
        for (word, nearest) in &missing.words {
            let mut line = el("p").attr("dir", "auto").child(fill(text.found_absent, &[("word", word)]));
            if let Some(nearest) = nearest {
                let href = explorer.href(&state.looking_for(&exchanged(&state.query, word, nearest)));
                let words = fill(text.found_nearest, &[("word", nearest)]);
                line = line.child(" ").child(el("a").attr("href", href).child(words));
            }
            said = said.child(line);
        }
        said = said.child(perhaps(explorer, &state));
        if let Some(any) = &missing.any {
            let href = explorer.href(&state.looking_for(&any.to_string()));
            let words = if missing.words.is_empty() { text.found_apart } else { text.found_others };
            said = said.child(
                el("p")
                    .child(words)
                    .child(" ")
                    .child(el("a").attr("href", href).attr("dir", "auto").child(any.to_string())),
            );
        }
    }
    let all = explorer.href(&state.cleared());
    let is_filtered = !state.filters.is_empty() || !state.excluded.is_empty() || state.years.is_some();
    let unfiltered = || explorer.href(&state.unfiltered());
    let filters = (is_filtered && !state.query.is_empty())
        .then(|| el("a").class("button").attr("href", unfiltered()).child(text.filters_clear));
    let help = is_filtered.then(|| el("p").class("quiet").child(text.found_none_help));
    said.child(help).child(
        el("p")
            .class("actions")
            .child(filters)
            .child(" ")
            .child(el("a").class("button").attr("href", all).child(text.found_clear)),
    )
}

/// What may be meant by a search that finds nothing: the same with its operators in capitals, without its quotation marks,
/// or what is called so in the visitor's language; each only if it finds something.
fn perhaps(explorer: Explorer, state: &ViewState) -> Option<Element> {
    let language = explorer.language();
    let (corpus, engine) = (library::corpus(), explorer.engine.get()?);
    let mut offers: Vec<(String, usize, String)> = Vec::new();
    for query in plainer(&state.query) {
        let next = state.looking_for(&query);
        let found = (engine.select)(&corpus, &next).rows.len();
        if found > 0 {
            offers.push((query, found, explorer.href(&next)));
        }
    }
    let typed = unquoted(&state.query);
    let suggested = engine.suggest.map(|suggest| suggest(&corpus, state, &typed, language.tag));
    for suggestion in suggested.unwrap_or_default() {
        let Suggested::Value(kind) = suggestion.kind else { continue };
        // With what else was typed it may find nothing.
        let found = (engine.select)(&corpus, &suggestion.state).rows.len();
        if found > 0 {
            let name = format!("{}: {}", library::facet_name(language, kind), suggestion.label);
            offers.push((name, found, explorer.href(&suggestion.state)));
        }
        if offers.len() >= MOST_OFFERS {
            break;
        }
    }
    let mut list = el("ul").class("perhaps");
    let is_empty = offers.is_empty();
    for (name, found, href) in offers {
        let passages = language.count(language.plural.passages, found);
        let link = el("a").attr("href", href).attr("dir", "auto").child(name);
        list = list.child(el("li").child(link).child(" ").child(el("span").class("quiet").child(passages)));
    }
    (!is_empty).then(|| el("div").child(el("p").child(language.text.found_perhaps)).child(list))
}

#[cfg(test)]
mod tests {
    use super::exchanged;

    #[test]
    fn a_word_is_exchanged_whole_however_it_was_written() {
        assert_eq!(exchanged("Microscopes OR mali", "microscopes", "microcredits"), "microcredits OR mali");
        assert_eq!(exchanged("remit remittances", "remit", "remittance"), "remittance remittances");
        assert_eq!(exchanged("(Élève), -x", "eleve", "élèves"), "(élèves), -x");
        assert_eq!(exchanged("", "x", "y"), "");
    }
}
