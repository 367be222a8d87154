//! An address as a QR code, for a visitor's own telephone; drawn by the workshop.

use super::fault;
use crate::browser::workshop::{self, Told};
use crate::dom::{Element, Node, el, live, svg};
use crate::explorer::Explorer;
use crate::library;
use leptos::prelude::*;
use passages_core::job::{Answer, Code, Fault, Job};

/// Light modules around a code, without which it is not found.
const MARGIN: usize = 4;

/// What has come of it.
#[derive(Clone, PartialEq)]
enum Drawn {
    Waiting,
    Code(Code),
    Not(&'static str),
}

/// The code of a text, and what it is called to those who do not see it.
pub fn qr(explorer: Explorer, text: String, name: String) -> Element {
    let drawn = RwSignal::new(Drawn::Waiting);
    let language = explorer.language();
    let tell = move |told| match told {
        Told::Progress(_) => {}
        Told::Answer(Ok(Answer::Code(code))) => drawn.set(Drawn::Code(code)),
        Told::Answer(answer) => {
            drawn.set(Drawn::Not(fault::words(language, answer.err().unwrap_or(Fault::Unread))))
        }
    };
    let address = text.clone();
    let task = match workshop::work(&Job::Code(text), library::archive(), tell) {
        Ok(task) => Some(task),
        Err(fault) => {
            drawn.set(Drawn::Not(fault::words(language, fault)));
            None
        }
    };
    // Called off when the code is no longer wanted.
    let _kept = StoredValue::new_local(task);
    let picture = move || match drawn.get() {
        Drawn::Waiting => Node::from(language.text.take_working),
        Drawn::Not(words) => words.into(),
        Drawn::Code(code) => picture(&code, name.clone()).into(),
    };
    el("div")
        .class("qr")
        .child(live(picture))
        .child(el("p").class("fine").child(el("bdi").attr("dir", "ltr").child(address)))
}

/// Dark on light, whatever the colours of the page: readers expect it so.
fn picture(code: &Code, name: String) -> Element {
    let side = code.side + 2 * MARGIN;
    let mut path = String::new();
    for (y, row) in code.dark.chunks(code.side.max(1)).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&true) {
                path += &format!("M{} {}h{}v1h-{}z", x + MARGIN, y + MARGIN, run.len(), run.len());
            }
            x += run.len();
        }
    }
    svg("svg")
        .class("code")
        .attr("viewBox", format!("0 0 {side} {side}"))
        .attr("role", "img")
        .attr("aria-label", name)
        .attr("shape-rendering", "crispEdges")
        .child(svg("rect").class("light").attr("width", side.to_string()).attr("height", side.to_string()))
        .child(svg("path").class("dark").attr("d", path))
}
