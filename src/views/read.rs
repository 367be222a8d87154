//! A document as an editor would set it, with the threads of its paragraphs in the margin.

use crate::browser::locale;
use crate::components::family;
use crate::components::marked::{Look, Marks, marked, own_marks};
use crate::components::passage::Passage;
use crate::components::reasons::lit_marks;
use crate::components::thread_overlay::ThreadOverlay;
use crate::explorer::Explorer;
use crate::i18n::{Language, fill};
use crate::library;
use leptos::prelude::*;
use passages_core::document::{Document, LineRole, Meeting, Paragraph};
use passages_core::link::{Link, ParagraphIx};
use passages_core::span::Span;

/// The view.
#[component]
pub fn Read() -> impl IntoView {
    let explorer = Explorer::expect();
    let name = Memo::new(move |_| explorer.selection.with(|s| s.document.clone()));
    let received = Memo::new(move |_| explorer.state.with(|s| s.received));
    let document = move || {
        let name = name.get()?;
        let document = library::corpus().document(&name)?;
        Some(if received.get() { as_received(explorer, document) } else { clean(explorer, document) })
    };
    let contents = move || {
        let name = name.get()?;
        library::corpus().document(&name).map(|d| contents(explorer, d))
    };
    view! {
        <div class="columns reading">
            <div class="start-side">{contents}</div>
            <div class="middle">{document}</div>
            <div class="end-side"><Passage with_text=false/></div>
        </div>
        <ThreadOverlay/>
    }
}

/// The element that a paragraph is, for scrolling to it.
pub fn element_id(key: &str) -> String {
    format!("p-{key}")
}

fn contents(explorer: Explorer, document: &Document) -> impl IntoView + use<> {
    let language = explorer.language();
    let state = explorer.state.get_untracked().home();
    let documents = library::corpus().documents().iter().map(|d| {
        let current = (d.name == document.name).then_some("page");
        view! { <li><a href=explorer.href(&state.reading(&d.name)) aria-current=current>{d.short.clone()}</a></li> }
    });
    let mut sections = Vec::new();
    let mut seen = None;
    for paragraph in &document.paragraphs {
        let place = (paragraph.part, paragraph.section);
        if seen == Some(place) {
            continue;
        }
        let heading = match paragraph.section.and_then(|s| document.sections.get(usize::from(s))) {
            Some(section) => Some(numbered(section.number.as_deref(), &section.heading)),
            None if seen.is_none_or(|(part, _)| part != paragraph.part) => {
                let part = document.parts.get(usize::from(paragraph.part));
                part.and_then(|p| p.title.clone().or_else(|| p.heading.clone()))
            }
            None => None,
        };
        seen = Some(place);
        let id = format!("{}:{}", document.name, paragraph.key);
        let href = explorer.href(&state.reading(&document.name).at(Some(&id)));
        sections.extend(heading.map(|heading| view! { <li><a href=href>{heading}</a></li> }));
    }
    view! {
        <nav class="contents" aria-label=language.text.contents>
            <ul class="documents">{documents.collect_view()}</ul>
            <ol class="sections" lang=document.language.clone()>{sections}</ol>
        </nav>
    }
}

fn numbered(number: Option<&str>, heading: &str) -> String {
    number.map_or_else(|| heading.to_owned(), |n| format!("{n}. {heading}"))
}

/// Clean or as received.
fn text_switch(explorer: Explorer) -> impl IntoView {
    let language = explorer.language();
    let state = explorer.state.get_untracked();
    let choice = |received: bool, words: &'static str| {
        let mut other = state.clone();
        other.received = received;
        let current = (state.received == received).then_some("true");
        view! { <a href=explorer.href(&other) aria-current=current>{words}</a> }
    };
    view! {
        <p class="switch">{choice(false, language.text.text_clean)}" "{choice(true, language.text.text_received)}</p>
    }
}

fn clean(explorer: Explorer, document: &'static Document) -> AnyView {
    let mut body = Vec::new();
    let (mut part, mut section) = (0, None);
    let first = library::corpus().paragraphs_of(&document.name).next().unwrap_or(0);
    for (ix, paragraph) in (first..).zip(&document.paragraphs) {
        if paragraph.part != part {
            body.extend(signature(document));
            part = paragraph.part;
            body.push(part_head(explorer, document, part));
        }
        if paragraph.section != section {
            section = paragraph.section;
            if let Some(of) = section.and_then(|s| document.sections.get(usize::from(s))) {
                let heading = numbered(of.number.as_deref(), &of.heading);
                // Under the title where there is one part, under the part's heading where there are several.
                body.push(if document.parts.len() > 1 {
                    view! { <h3 class="section-heading">{heading}</h3> }.into_any()
                } else {
                    view! { <h2 class="section-heading">{heading}</h2> }.into_any()
                });
            }
        }
        body.push(paragraph_view(explorer, document, ix, paragraph));
    }
    if document.parts.len() == 1 {
        body.extend(signature(document));
    }
    let footnotes = document.footnotes.iter().map(|n| view! { <p>{n.mark.clone()}" "{n.text.clone()}</p> });
    let footnotes = footnotes.collect_view();
    view! {
        <article class="document" lang=document.language.clone()>
            {document_head(explorer, document)}
            {body}
            <footer class="footnotes">{footnotes}</footer>
        </article>
    }
    .into_any()
}

fn document_head(explorer: Explorer, document: &Document) -> impl IntoView + use<> {
    let language = explorer.language();
    let text = &language.text;
    let m = &document.masthead;
    let mark = document.footnotes.first().filter(|n| !n.anchor.is_empty()).map(|n| n.mark.clone());
    let item = m.agenda_item.as_ref().map(|item| {
        let anchored = document.footnotes.iter().any(|n| n.anchor == *item);
        format!("{item}{}", mark.filter(|_| anchored).unwrap_or_default())
    });
    let fields = [
        (text.symbol, m.symbol.clone().or_else(|| Some(text.not_printed.to_owned()))),
        (
            text.date,
            m.date.map(|d| locale::day(language.tag, d)).or_else(|| Some(text.not_printed.to_owned())),
        ),
        (text.distribution, m.distribution.clone()),
        (text.original, m.original.clone()),
        (text.session, m.session.clone()),
        (text.agenda_item, item.map(|i| m.agenda_title.as_ref().map_or(i.clone(), |t| format!("{i}: {t}")))),
        (text.meeting, m.meeting.as_ref().map(|meeting| meeting_line(language, meeting))),
        (text.kind, m.kind.clone()),
    ];
    let fields = fields.into_iter().filter_map(|(name, value)| {
        value.map(|value| view! { <div><dt lang=language.tag>{name}</dt><dd><bdi>{value}</bdi></dd></div> })
    });
    let printed = (document.printed_title != document.title).then(|| {
        view! { <p class="fine"><span lang=language.tag>{text.printed_title}</span>": "{document.printed_title.clone()}</p> }
    });
    view! {
        <header class="masthead">
            <p class="organ">{m.organ.clone()}</p>
            <h1 id="top" tabindex="-1">{document.title.clone()}</h1>
            <p class="byline">{document.byline.clone()}</p>
            <dl class="fields">{fields.collect_view()}</dl>
            {printed}
            <div lang=language.tag dir=language.dir>{text_switch(explorer)}</div>
        </header>
    }
}

fn meeting_line(language: &Language, meeting: &Meeting) -> String {
    let days = meeting.days.map(|d| {
        let (first, last) = (locale::day(language.tag, d.first), locale::day(language.tag, d.last));
        if d.first == d.last { first } else { format!("{first} – {last}") }
    });
    [Some(meeting.name.clone()), meeting.place.clone(), days]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

fn part_head(explorer: Explorer, document: &Document, part: u16) -> AnyView {
    let Some(part) = document.parts.get(usize::from(part)) else { return ().into_any() };
    let meeting = part.meeting.as_ref().map(|m| meeting_line(explorer.language(), m));
    view! {
        <header class="part-head">
            <p class="part-heading">{part.heading.clone()}</p>
            <p class="fine">{meeting}</p>
            <h2>{part.title.clone().or_else(|| part.heading.clone())}</h2>
        </header>
    }
    .into_any()
}

fn signature(document: &Document) -> Option<AnyView> {
    let lines = document.signature.iter().map(|l| view! { <span>{l.clone()}</span><br/> }).collect_view();
    (!document.signature.is_empty()).then(|| view! { <p class="signature">{lines}</p> }.into_any())
}

fn paragraph_view(
    explorer: Explorer,
    document: &Document,
    ix: ParagraphIx,
    paragraph: &'static Paragraph,
) -> AnyView {
    let language = explorer.language();
    let id = library::corpus().id(ix);
    let name = document.name.clone();
    let is_open =
        Memo::new(move |_| explorer.selection.with(|s| s.open.as_ref().is_some_and(|o| o.paragraph == ix)));
    // Its part of the open link, and what was found in it.
    let marks = Memo::new(move |_| {
        let mut marks: Marks = own_marks(paragraph);
        let narrowed = explorer.state.with(|s| !s.query.trim().is_empty());
        explorer.selection.with(|selection| {
            let link = selection.open.as_ref().and_then(|o| o.link.as_ref());
            if let Some(link) = link.filter(|l| l.other(ix).is_some()) {
                marks.extend(lit_marks(explorer, link, ix));
            }
            if narrowed && let Some(row) = selection.row(ix) {
                marks.extend(row.marks.iter().map(|m| (*m, Look::Found)));
            }
        });
        marks
    });
    let href = {
        let id = id.clone();
        move || explorer.state.with(|s| explorer.href(&s.reading(&name).at(Some(&id))))
    };
    let label = paragraph.printed_label.clone().unwrap_or_else(|| "¶".to_owned());
    let stubs: Vec<AnyView> = library::corpus().links_of(ix).map(|l| stub(explorer, ix, l)).collect();
    let notes = paragraph.notes.iter().enumerate().map(|(i, note)| {
        let words = note.text.iter().find(|(tag, _)| tag == language.tag).or_else(|| note.text.first());
        let (tag, words) = words.cloned().unwrap_or_default();
        view! { <p class="editor-note" lang=tag><sup>{i + 1}</sup>" "{language.text.note_editor}": "{words}</p> }
    });
    let notes = notes.collect_view();
    let whole = Span::new(0..paragraph.text.len());
    let labelled = library::citation(ix);
    view! {
        <div class="paragraph" class:open=move || is_open.get() id=element_id(&paragraph.key) data-passage=id>
            <a class="label" href=href aria-label=labelled aria-current=move || is_open.get().then_some("true")>{label}</a>
            <div class="text">
                <p>{move || marked(&paragraph.text, whole, &marks.get())}</p>
                {notes}
            </div>
            <ul class="stubs">{stubs}</ul>
        </div>
    }
    .into_any()
}

/// The stub of a thread in the margin.
fn stub(explorer: Explorer, here: ParagraphIx, link: &'static Link) -> AnyView {
    let corpus = library::corpus();
    let other = link.other(here).unwrap_or(here);
    let language = explorer.language();
    let place = library::short_citation(other);
    let words =
        fill(language.text.link_to, &[("place", &place), ("reasons", &library::reason_line(language, link))]);
    let document = corpus.get(here).map(|(d, _)| d.name.clone()).unwrap_or_default();
    let (here_id, other_id) = (corpus.id(here), corpus.id(other));
    let leads_out = corpus.document_ix(here) != corpus.document_ix(other);
    let href =
        move || explorer.state.with(|s| explorer.href(&s.reading(&document).with_link(&here_id, &other_id)));
    let is_open = Memo::new(move |_| {
        explorer.selection.with(|s| {
            s.open.as_ref().is_some_and(|o| {
                o.paragraph == here && o.link.as_ref().is_some_and(|l| l.other(here) == Some(other))
            })
        })
    });
    let class = format!("stub {}", family::class(passages_core::scene::family_of(corpus, link)));
    view! {
        <li>
            <a
                class=class
                class:out=leads_out
                class:open=move || is_open.get()
                href=href
                title=words.clone()
                aria-label=words
            ></a>
        </li>
    }
    .into_any()
}

fn as_received(explorer: Explorer, document: &Document) -> AnyView {
    let language = explorer.language();
    let text = &language.text;
    let role = |number: u32| {
        let run = document.lines.iter().find(|r| (r.first..=r.last).contains(&number))?;
        Some(match run.role {
            LineRole::Masthead => text.role_masthead.to_owned(),
            LineRole::Title => text.role_title.to_owned(),
            LineRole::Heading => text.role_heading.to_owned(),
            LineRole::Paragraph(at) => {
                let paragraph = document.paragraphs.get(at as usize);
                paragraph.map_or_else(|| text.role_paragraph.to_owned(), |p| document.place_of(p))
            }
            LineRole::Signature => text.role_signature.to_owned(),
            LineRole::Footnote => text.role_footnote.to_owned(),
            LineRole::PageRule => text.role_page_rule.to_owned(),
            LineRole::EndMark => text.role_end_mark.to_owned(),
        })
    };
    let rows = (1_u32..).zip(document.received.lines()).map(|(number, line)| {
        view! {
            <tr>
                <td class="number">{number}</td>
                <td class="raw" lang=document.language.clone() dir="auto">{line.to_owned()}</td>
                <td class="role">{role(number)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <article class="received">
            <h1 id="top" tabindex="-1" lang=document.language.clone()>{document.title.clone()}</h1>
            {text_switch(explorer)}
            <p>{text.text_received_lead}</p>
            <p class="fine" lang="en">{document.provenance.clone()}</p>
            <table>
                <thead><tr>
                    <th scope="col">{text.line}</th>
                    <th scope="col">{text.text_received}</th>
                    <th scope="col">{text.line_role}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </article>
    }
    .into_any()
}
