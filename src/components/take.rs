//! "Take it away": what is on screen as a file, made in the workshop.

use super::embed_dialog::embed_button;
use super::fault;
use crate::browser::workshop::{self, Task, Told};
use crate::browser::{file, page};
use crate::dom::{Node, effect, el, live};
use crate::explorer::Explorer;
use crate::i18n::{Language, Text, fill};
use crate::library;
use leptos::prelude::*;
use passages_core::export::Format;
use passages_core::job::{Answer, Export, Fault, Job};

/// What a format is called.
fn name(text: &Text, format: Format) -> &'static str {
    match format {
        Format::PassagesCsv => text.take_passages_csv,
        Format::LinksCsv => text.take_links_csv,
        Format::PassagesJson => text.take_passages_json,
        Format::LinksJson => text.take_links_json,
        Format::Markdown => text.take_markdown,
        Format::Word => text.take_word,
        Format::Ris => text.take_ris,
        Format::Bibtex => text.take_bibtex,
        Format::Graphml => text.take_graphml,
        Format::Gexf => text.take_gexf,
        Format::Annotations => text.take_annotations,
        Format::Skos => text.take_skos,
        Format::AkomaNtoso => text.take_akoma_ntoso,
    }
}

/// The formats of a list of passages and of their links.
pub const LISTS: &[Format] = &[
    Format::Word,
    Format::Markdown,
    Format::PassagesCsv,
    Format::PassagesJson,
    Format::Ris,
    Format::Bibtex,
    Format::LinksCsv,
    Format::LinksJson,
    Format::Annotations,
];
/// Those of the graph.
pub const GRAPHS: &[Format] = &[
    Format::Gexf,
    Format::Graphml,
    Format::LinksCsv,
    Format::LinksJson,
    Format::Annotations,
    Format::PassagesCsv,
    Format::Skos,
];
/// Those of what was picked.
pub const PICKED: &[Format] = &[
    Format::Word,
    Format::Markdown,
    Format::PassagesCsv,
    Format::PassagesJson,
    Format::Ris,
    Format::Bibtex,
    Format::Gexf,
    Format::Graphml,
    Format::Annotations,
];
/// Those of a document.
pub const DOCUMENT: &[Format] = &[Format::AkomaNtoso];
/// Those of the vocabulary.
pub const VOCABULARY: &[Format] = &[Format::Skos];

/// What a file says of itself; where the visitor's own documents are in it, that too.
fn caution(language: &Language) -> String {
    let own = if library::count_own() > 0 { language.text.own_caution } else { "" };
    format!("{} {own}", language.text.footer_about).trim_end().to_owned()
}

/// The formats as buttons, folded away until they are wanted; `title` is the heading of what is written.
pub fn take(explorer: Explorer, formats: &'static [Format], title: fn(Explorer) -> String) -> Node {
    if !explorer.can_save() {
        return Node::Nothing;
    }
    let asked = RwSignal::new(None::<Format>);
    let said = RwSignal::new(String::new());
    let mut task: Option<Task> = None;
    effect(move || {
        let Some(format) = asked.get() else { return };
        asked.set(None);
        let language = explorer.language();
        said.set(language.text.take_working.to_owned());
        let tell = move |told| match told {
            Told::Progress(_) => {}
            Told::Answer(Ok(Answer::File(made))) => {
                let saved = file::save_bytes(&made.name, &made.media_type, &made.bytes);
                // Where the browser saves nothing, nothing has happened.
                said.set(
                    saved.map_or(String::new(), |()| fill(language.text.take_done, &[("file", &made.name)])),
                );
            }
            Told::Answer(answer) => {
                said.set(fault::words(language, answer.err().unwrap_or(Fault::Unread)).to_owned())
            }
        };
        let job = Job::Export(Export {
            format: format.id().to_owned(),
            address: explorer.href(&explorer.state.get_untracked()).trim_start_matches('#').to_owned(),
            base: page::base(),
            title: title(explorer),
            language: language.tag.to_owned(),
            caution: caution(language),
        });
        match workshop::work(&job, library::archive(), tell) {
            Ok(begun) => {
                task.replace(begun);
            }
            Err(fault) => said.set(fault::words(language, fault).to_owned()),
        }
    });
    let text = move || &explorer.language().text;
    let buttons = move || {
        let mut list = el("ul").class("formats");
        for format in formats {
            let format = *format;
            let press = move |_| asked.set(Some(format));
            let button =
                el("button").attr("type", "button").attr("data-format", format.id()).on("click", press);
            list = list.child(el("li").child(button.child(name(text(), format))));
        }
        let print =
            el("button").attr("type", "button").on("click", |_| page::print()).child(text().take_print);
        list.child(el("li").child(print)).child(embed_button(explorer).map(|button| el("li").child(button)))
    };
    el("details")
        .class("take")
        .child(el("summary").child(live(move || text().take_title)))
        .child(live(buttons))
        .child(el("p").attr("role", "status").child(live(move || said.get())))
        .child(el("p").class("fine").child(live(move || text().take_help)))
        .into()
}
