//! "Embed this view": the piece of HTML that shows it in somebody's own page, made as it is wanted, and seen at once.

use crate::browser::measure::next_frame;
use crate::browser::{clipboard, page};
use crate::dom::{Element, Event, Node, effect, el, live};
use crate::explorer::Explorer;
use crate::i18n::{HEADS, Text};
use leptos::prelude::*;
use passages_core::export::snippet::{Form, Snippet};
use passages_core::message::HEIGHTS;
use passages_core::setting::{Colour, Embed, Feature, Mode, Theme};

/// Height of a frame in pixels, unless something else is wanted.
const HEIGHT: u32 = 640;
/// The colour that one's own is first chosen from.
const FIRST_ACCENT: &str = "1d4f91";
/// Id of the dialog.
const ID: &str = "embed";

type Words = fn(&Text) -> &'static str;

/// What is wanted.
#[derive(Clone, PartialEq)]
struct Wish {
    form: Form,
    height: u32,
    embed: Embed,
}

/// What is wanted now. One function, since a dozen controls ask.
#[inline(never)]
fn now(wish: RwSignal<Wish>) -> Wish {
    wish.get()
}

#[inline(never)]
fn set(wish: RwSignal<Wish>, wanted: Wish) {
    wish.set(wanted);
}

fn change(wish: RwSignal<Wish>, how: impl FnOnce(&mut Wish)) {
    let mut wanted = untrack(|| now(wish));
    how(&mut wanted);
    set(wish, wanted);
}

/// The button that opens the dialog; there is none in an exhibit.
pub fn embed_button(explorer: Explorer) -> Option<Element> {
    let press = move |event: Event| {
        // WebKit leaves the keyboard where it was, and the dialog gives it back to where it was.
        event.focus();
        explorer.embedding.set(true);
    };
    let button = el("button").attr("type", "button").class("embed-open").on("click", press);
    (explorer.mode != Mode::Kiosk).then(|| button.child(live(move || explorer.language().text.embed_open)))
}

/// The dialog.
pub fn dialog(explorer: Explorer) -> Element {
    let text = &explorer.language().text;
    let embed = Embed { language: Some(explorer.language().tag.to_owned()), ..Embed::default() };
    let wish = RwSignal::new(Wish { form: Form::default(), height: HEIGHT, embed });
    let base = page::base();
    effect(move || {
        // It is in the page from the next frame on.
        StoredValue::new_local(next_frame(|| page::show_dialog(ID)));
    });
    let head = el("header")
        .class("embed-head")
        .child(el("h2").attr("id", "embed-title").child(text.embed_open))
        .child(
            el("button")
                .attr("type", "button")
                .on("click", |_| page::close_dialog(ID))
                .child(text.passage_close),
        );
    let content: Node = if base.is_empty() || base.starts_with("http") {
        let made = el("div").class("embed-made").child(made(explorer, wish, base.clone()));
        el("div").class("embed-columns").child(options(text, wish)).child(made).into()
    } else {
        // What lies on a disk has no address that a page elsewhere could show.
        el("p").child(text.embed_web).into()
    };
    el("dialog")
        .attr("id", ID)
        .class("embed")
        .attr("aria-labelledby", "embed-title")
        .on("close", move |_| explorer.embedding.set(false))
        .child(head)
        .child(el("p").class("quiet").child(text.embed_lead))
        .child(content)
}

/// Everything that can be chosen.
fn options(text: &'static Text, wish: RwSignal<Wish>) -> Element {
    let mut forms = Vec::new();
    for form in Form::ALL {
        let words: Words = match form {
            Form::Frame => |t| t.embed_form_frame,
            Form::Script => |t| t.embed_form_script,
            Form::Element => |t| t.embed_form_element,
        };
        let radio = el("input")
            .attr("type", "radio")
            .attr("name", "embed-form")
            .attr("value", form.id())
            .live("checked", move || now(wish).form == form)
            .on("change", move |_| change(wish, |w| w.form = form));
        forms.push(el("label").child(radio).child(" ").child(words(text)));
    }
    let mut features = Vec::new();
    for feature in Feature::ALL {
        let words: Words = match feature {
            Feature::Views => |t| t.embed_views,
            Feature::Search => |t| t.embed_search,
            Feature::Languages => |t| t.embed_languages,
            Feature::Take => |t| t.embed_take,
            Feature::Pick => |t| t.embed_pick,
            Feature::Embed => |t| t.embed_open,
        };
        let is = move || now(wish).embed.features.has(feature);
        let tick = move |event: Event| {
            change(wish, |w| w.embed.features = w.embed.features.with(feature, event.is_checked()));
        };
        features.push(check(feature.id(), words(text), is, tick));
    }
    let read_only = move |event: Event| change(wish, |w| w.embed.read_only = event.is_checked());
    let height = el("input")
        .attr("id", "embed-height")
        .attr("type", "number")
        .attr("min", HEIGHTS.0.to_string())
        .attr("max", HEIGHTS.1.to_string())
        .attr("step", "10")
        .live("value", move || now(wish).height.to_string())
        .on("change", move |event| {
            let asked: u32 = event.value().parse().unwrap_or(HEIGHT);
            change(wish, |w| w.height = asked.clamp(HEIGHTS.0, HEIGHTS.1));
        });
    el("form")
        .class("embed-options")
        .on("submit", |event| event.prevent_default())
        .child(group(text.embed_form, forms))
        .child(languages(text, wish))
        .child(themes(text, wish))
        .child(accent(text, wish))
        .child(field("embed-height", text.embed_height, height))
        .child(group(text.embed_features, features))
        .child(check("readonly", text.embed_readonly, move || now(wish).embed.read_only, read_only))
}

fn group(name: &'static str, choices: Vec<Element>) -> Element {
    el("fieldset").child(el("legend").child(name)).children(choices)
}

fn field(id: &'static str, name: &'static str, input: Element) -> Element {
    el("p").class("embed-field").child(el("label").attr("for", id).child(name)).child(input)
}

fn check(
    name: &'static str,
    words: &'static str,
    is: impl Fn() -> bool + Send + 'static,
    tick: impl FnMut(Event) + Send + 'static,
) -> Element {
    let input =
        el("input").attr("type", "checkbox").attr("name", name).live("checked", is).on("change", tick);
    el("label").child(input).child(" ").child(words)
}

fn languages(text: &'static Text, wish: RwSignal<Wish>) -> Element {
    let mut select = el("select")
        .attr("id", "embed-language")
        .live("value", move || now(wish).embed.language.unwrap_or_default())
        .on("change", move |event| {
            change(wish, |w| w.embed.language = Some(event.value()).filter(|tag| !tag.is_empty()));
        })
        .child(el("option").attr("value", "").child(text.embed_reader));
    for head in &HEADS {
        select = select.child(el("option").attr("value", head.tag).attr("lang", head.tag).child(head.name));
    }
    field("embed-language", text.languages_label, select)
}

fn themes(text: &'static Text, wish: RwSignal<Wish>) -> Element {
    let mut select = el("select")
        .attr("id", "embed-theme")
        .live("value", move || now(wish).embed.theme.id())
        .on("change", move |event| {
            change(wish, |w| w.embed.theme = Theme::from_id(&event.value()).unwrap_or_default());
        });
    for theme in Theme::ALL {
        let words = match theme {
            Theme::Auto => text.embed_reader,
            Theme::Light => text.embed_light,
            Theme::Dark => text.embed_dark,
        };
        select = select.child(el("option").attr("value", theme.id()).child(words));
    }
    field("embed-theme", text.embed_theme, select)
}

/// The colour of the host's own, once it is wanted.
fn accent(text: &'static Text, wish: RwSignal<Wish>) -> Element {
    let colour = move || now(wish).embed.accent;
    let tick = move |event: Event| {
        let chosen = event.is_checked().then(|| Colour::parse(FIRST_ACCENT)).flatten();
        change(wish, |w| w.embed.accent = chosen);
    };
    let input = move || {
        colour().map(|colour| {
            el("input")
                .attr("type", "color")
                .attr("aria-label", text.embed_accent)
                .attr("aria-describedby", "embed-accent-help")
                .attr("value", format!("#{}", colour.hex()))
                .on("change", move |event| {
                    let chosen = Colour::parse(&event.value());
                    change(wish, |w| w.embed.accent = chosen.or(w.embed.accent));
                })
        })
    };
    el("div")
        .class("embed-accent")
        .child(check("accent", text.embed_accent, move || colour().is_some(), tick))
        .child(live(input))
        .child(el("p").attr("id", "embed-accent-help").class("fine").child(text.embed_accent_help))
}

/// The piece of HTML, and what it will look like.
fn made(explorer: Explorer, wish: RwSignal<Wish>, base: String) -> Node {
    let text = &explorer.language().text;
    let told = RwSignal::new(String::new());
    let title = page::title();
    // The language is an option of its own.
    let mut state = (*explorer.state.get_untracked()).clone();
    state.language = None;
    let state = explorer.href(&state).trim_start_matches('#').to_owned();
    // The text, and the address of the frame.
    let made = move || {
        let Wish { form, height, embed } = now(wish);
        let snippet = Snippet { base: &base, state: &state, embed: &embed, title: &title, height };
        (snippet.html(form), snippet.address())
    };
    let (html, copied) = (made.clone(), made.clone());
    let copy = move |_| {
        let (html, _) = untrack(&copied);
        clipboard::copy(html, move |is_there| {
            told.set(if is_there { text.menu_copied } else { text.menu_by_hand }.to_owned());
        });
    };
    let code = el("textarea")
        .attr("id", "embed-code")
        .attr("readonly", true)
        .attr("rows", "6")
        .attr("dir", "ltr")
        .attr("spellcheck", "false")
        .live("value", move || html().0);
    Node::from([
        el("label").attr("for", "embed-code").child(text.embed_code).into(),
        code.into(),
        el("p")
            .class("actions")
            .child(el("button").attr("type", "button").on("click", copy).child(text.embed_copy))
            .child(el("span").attr("role", "status").child(live(move || told.get())))
            .into(),
        el("h3").child(text.embed_preview).into(),
        el("iframe")
            .class("embed-preview")
            .attr("title", text.embed_preview)
            .live("src", move || made().1)
            .into(),
    ])
}
