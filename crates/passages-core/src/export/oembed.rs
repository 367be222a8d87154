//! What content systems ask of an address before they embed it: oEmbed 1.0 (<https://oembed.com>), as files that are
//! written once.
//!
//! A server could answer for any address; static files answer for those that were foreseen, which are the opening page
//! and each document.

use super::inert::{Given, token, upright};
use super::json::Json;
use super::snippet::{Form, Snippet};
use crate::corpus::Corpus;
use crate::setting::Embed;
use crate::state::ViewState;

/// The explorer's name, as content systems show it.
const PROVIDER: &str = "Passages";
/// Size of a frame in CSS pixels, where the content system says nothing else.
const SIZE: (u32, u32) = (960, 720);

/// An answer, as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Name of the file, in plain letters.
    pub name: String,
    /// What it is about.
    pub title: String,
    /// The JSON.
    pub json: String,
}

/// The answers: the first for the opening page, then one for each document, in the order of the corpus.
///
/// `base` is the address at which the explorer will stand, up to its last slash. Where that is not known, content
/// systems are told what it is and not how to frame it, for a frame needs a whole address.
pub fn answers(corpus: &Corpus, base: Option<&str>) -> Vec<Answer> {
    let mut given = Given::default();
    let mut answers = vec![answer(given.fresh("passages"), PROVIDER, &ViewState::default(), base)];
    for document in corpus.documents() {
        let state = ViewState::default().reading(&document.name);
        answers.push(answer(given.fresh(&token(&document.name)), &upright(&document.title), &state, base));
    }
    answers
}

fn answer(name: String, title: &str, state: &ViewState, base: Option<&str>) -> Answer {
    let mut json = Json::new();
    json.object();
    json.pair("version", "1.0");
    json.pair("type", if base.is_some() { "rich" } else { "link" });
    json.pair("title", title);
    json.pair("provider_name", PROVIDER);
    if let Some(base) = base {
        let embed = Embed::default();
        let state = state.print();
        let snippet = Snippet { base, state: &state, embed: &embed, title, height: SIZE.1 };
        json.pair("provider_url", base);
        json.pair("html", &snippet.html(Form::Frame));
        json.key("width");
        json.plain(&SIZE.0.to_string());
        json.key("height");
        json.plain(&SIZE.1.to_string());
    }
    json.end_object();
    Answer { name, title: title.to_owned(), json: json.finish() }
}
