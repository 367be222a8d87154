//! The technician's panel: what is set up and what of it means nothing, what happened last, and starting anew. It speaks
//! English, as the names of the settings do.

use super::phone::close;
use super::{Kiosk, Sheet};
use crate::browser::{exhibit, locale, measure};
use crate::dom::{Element, Node, el, live};
use crate::library;
use leptos::prelude::*;
use passages_core::kiosk::Event;
use passages_core::kiosk::log::Entry;
use passages_core::kiosk::pin::{Pin, Typed};
use passages_core::setting::kiosk::{Keyboard, Options, Source};
use passages_core::state::{View, ViewState};

pub(super) fn panel(kiosk: Kiosk) -> Element {
    // Closing the panel does not make wrong tries undone.
    let pin = kiosk.pin;
    pin.update_value(Pin::clear);
    let is_open = RwSignal::new(pin.with_value(Pin::is_open));
    el("section")
        .class("kiosk-sheet kiosk-panel")
        .attr("lang", "en")
        .attr("dir", "ltr")
        .attr("aria-label", "Technician")
        .child(live(move || if is_open.get() { inside(kiosk) } else { lock(kiosk, pin, is_open) }))
        .child(close(kiosk))
}

/// The digits, and what came of them.
fn lock(kiosk: Kiosk, pin: StoredValue<Pin>, is_open: RwSignal<bool>) -> Node {
    let said = RwSignal::new("PIN".to_owned());
    let press = move |digit: u8| {
        let typed = pin.try_update_value(|pin| pin.digit(measure::millis(), digit));
        match typed.unwrap_or(Typed::Locked) {
            Typed::More => said.set("•".repeat(pin.with_value(Pin::len))),
            Typed::Right => is_open.set(true),
            Typed::Wrong => {
                kiosk.note(Entry::WrongPin);
                said.set("Wrong".to_owned());
            }
            Typed::Locked => {
                kiosk.note(Entry::WrongPin);
                said.set("Too many tries: wait a minute".to_owned());
            }
        }
    };
    let mut digits = el("div").class("kiosk-digits");
    for digit in [1_u8, 2, 3, 4, 5, 6, 7, 8, 9, 0] {
        let button = el("button").attr("type", "button").on("click", move |_| press(digit));
        digits = digits.child(button.child(digit.to_string()));
    }
    Node::from([el("p").attr("role", "status").child(live(move || said.get())).into(), digits.into()])
}

fn inside(kiosk: Kiosk) -> Node {
    let button = |words: &'static str| el("button").attr("type", "button").child(words);
    let actions = el("div")
        .class("kiosk-answers")
        .child(button("Start over").on("click", move |_| {
            kiosk.sheet.set(Sheet::None);
            kiosk.feed(Event::StartOver);
        }))
        .child(button("Load the page anew").on("click", |_| exhibit::reload()));
    Node::from([
        el("h2").child("Technician").into(),
        actions.into(),
        ignored(kiosk),
        el("h3").child("Settings").into(),
        rows(kiosk.options.with_value(settings)).into(),
        el("h3").child("Machine").into(),
        rows(facts(kiosk)).into(),
        el("h3").child("Last events").into(),
        rows(events(kiosk)).into(),
    ])
}

/// What was set up and means nothing.
fn ignored(kiosk: Kiosk) -> Node {
    kiosk.ignored.with_value(|ignored| {
        if ignored.is_empty() {
            return Node::Nothing;
        }
        let mut list = el("ul").class("kiosk-ignored");
        for one in ignored {
            let from = match one.from {
                Source::File => "kiosk.json",
                Source::Address => "address",
            };
            list = list.child(el("li").child(format!("{from}: {} = {}", one.name, one.value)));
        }
        Node::from([el("h3").child("Settings that mean nothing").into(), list.into()])
    })
}

type Row = (&'static str, String);

fn settings(options: &Options) -> Vec<Row> {
    let switch = |is_on: bool| if is_on { "on" } else { "off" }.to_owned();
    let keyboard = match options.keyboard {
        Keyboard::Own => "own",
        Keyboard::System => "system",
        Keyboard::None => "none",
    };
    let reload =
        options.reload.map_or("off".to_owned(), |minute| format!("{:02}:{:02}", minute / 60, minute % 60));
    vec![
        ("idle", format!("{} s", options.idle)),
        ("countdown", format!("{} s", options.countdown)),
        ("attract", switch(options.attract)),
        ("scene", format!("{} s", options.scene)),
        ("start", ViewState::parse(&options.start).0.print()),
        ("languages", options.languages.join(", ")),
        ("language", options.language.clone()),
        ("theme", options.theme.id().to_owned()),
        ("size", format!("{} %", options.size)),
        ("keyboard", keyboard.to_owned()),
        ("public-url", options.public_url.clone()),
        ("fullscreen", switch(options.fullscreen)),
        ("wake", switch(options.wake)),
        ("reload", reload),
        ("pin", switch(!options.pin.is_empty())),
    ]
}

fn facts(kiosk: Kiosk) -> Vec<Row> {
    let switch = |is_on: bool| if is_on { "yes" } else { "no" }.to_owned();
    vec![
        ("program", env!("CARGO_PKG_VERSION").to_owned()),
        ("corpus", library::corpus().fingerprint().to_owned()),
        ("open for", ago(measure::millis())),
        ("memory", format!("{} kB", (exhibit::memory() / 1024.0) as u64)),
        ("kept awake", switch(kiosk.is_awake.get_value())),
        ("fills the screen", switch(exhibit::fills_the_screen())),
        ("languages of the browser", locale::preferred().join(", ")),
        ("browser", exhibit::browser()),
        ("events", kiosk.log.with_value(|log| log.total()).to_string()),
    ]
}

/// The latest first, each with how long ago it was.
fn events(kiosk: Kiosk) -> Vec<Row> {
    let now = measure::millis();
    let row = |(at, entry): (f64, Entry)| {
        let more = match entry {
            Entry::Start(0) => String::new(),
            Entry::Start(ignored) => format!(", {ignored} ignored"),
            Entry::View(View::Home) => ", home".to_owned(),
            Entry::View(view) => format!(", {}", ViewState::default().showing(view).print()),
            Entry::Language(at) => {
                format!(", {}", crate::i18n::HEADS.get(usize::from(at)).map_or("", |head| head.tag))
            }
            _ => String::new(),
        };
        (entry.name(), format!("{} ago{more}", ago(now - at)))
    };
    kiosk.log.with_value(|log| log.latest().map(row).collect())
}

/// Milliseconds as hours, minutes and seconds.
fn ago(millis: f64) -> String {
    let seconds = (millis / 1000.0) as u64;
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn rows(rows: Vec<Row>) -> Element {
    let mut list = el("dl");
    for (name, value) in rows {
        let value = if value.is_empty() { "–".to_owned() } else { value };
        list = list.child(el("dt").child(name)).child(el("dd").child(value));
    }
    list
}
