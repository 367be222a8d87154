//! What an embedded page and the page around it tell each other, version 1.
//!
//! A message is a flat object: `t` names it, and at most one other field says more. It goes over a `MessagePort`
//! that the host has handed over once; `docs/embed.md` tells how. `v` (1) and `app` ("passages") may stand in any
//! message. A host whose ports carry text alone, such as a native app, sends the object as JSON.
//!
//! [`SHAPES`] is the whole protocol: decoding follows it, and `docs/formats/passages-message-1.schema.json` says the
//! same. What does not fit a shape to the letter is no message.

// S7: what anybody may send is read without a way to panic.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        reason = "a test may fail"
    )
)]

mod json;

use crate::setting::{Theme, is_language};

/// The version of the protocol.
pub const VERSION: u8 = 1;
/// Name of the program in a message.
pub const APP: &str = "passages";
/// Most characters of a text.
pub const MAX_TEXT: usize = 2000;
/// Least and greatest height that is told, in CSS pixels.
pub const HEIGHTS: (u32, u32) = (50, 20_000);
/// Bytes of JSON that are read; what is longer is no message.
pub const MAX_JSON_BYTES: usize = 16 * 1024;

/// Who sends a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The embedded page.
    Page,
    /// The page around it.
    Host,
}

/// What went wrong, as the page tells its host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// An option of the address means nothing and was left out.
    Option,
    /// A state that the host sent was not understood in full, and is not shown.
    State,
    /// A language that the host sent is not one of the page's.
    Language,
    /// What came over the port was no message; told at most once a second.
    Message,
    /// The state is longer than a message may be, so that it is not told.
    Long,
}

impl Code {
    /// All codes.
    pub const ALL: [Self; 5] = [Self::Option, Self::State, Self::Language, Self::Message, Self::Long];
    /// Their names, in the same order.
    pub const IDS: [&'static str; 5] = ["option", "state", "language", "message", "long"];

    /// Its name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Option => "option",
            Self::State => "state",
            Self::Language => "language",
            Self::Message => "message",
            Self::Long => "long",
        }
    }
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The page can be used.
    Ready,
    /// The page wants to be so many CSS pixels high.
    Size(u32),
    /// The page shows this state: what stands in its address after the `#`.
    State(String),
    /// Somebody uses the page.
    Activity,
    /// Something went wrong.
    Error(Code),
    /// Show this state.
    SetState(String),
    /// Take these colours.
    SetTheme(Theme),
    /// Speak this language (BCP 47).
    SetLang(String),
    /// Take the keyboard.
    Focus,
}

/// What a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number between two, both included.
    Whole(u32, u32),
    /// At most [`MAX_TEXT`] characters.
    Text,
    /// A language tag: 2 to 12 letters, digits and hyphens.
    Tag,
    /// One of these.
    Word(&'static [&'static str]),
}

/// What a message looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Its name, in `t`.
    pub name: &'static str,
    /// Who sends it.
    pub from: Side,
    /// Its other field.
    pub field: Option<(&'static str, Kind)>,
}

/// The protocol.
pub const SHAPES: [Shape; 9] = [
    Shape { name: "ready", from: Side::Page, field: None },
    Shape { name: "size", from: Side::Page, field: Some(("h", Kind::Whole(HEIGHTS.0, HEIGHTS.1))) },
    Shape { name: "state", from: Side::Page, field: Some(("q", Kind::Text)) },
    Shape { name: "activity", from: Side::Page, field: None },
    Shape { name: "error", from: Side::Page, field: Some(("code", Kind::Word(&Code::IDS))) },
    Shape { name: "setState", from: Side::Host, field: Some(("q", Kind::Text)) },
    Shape { name: "setTheme", from: Side::Host, field: Some(("theme", Kind::Word(&Theme::IDS))) },
    Shape { name: "setLang", from: Side::Host, field: Some(("lang", Kind::Tag)) },
    Shape { name: "focus", from: Side::Host, field: None },
];

/// What stands in a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// Anything else.
    Other,
}

impl Kind {
    /// The text or the number of a field, if it may stand there.
    fn admits(self, field: &Field) -> Option<(String, u32)> {
        match (self, field) {
            (Self::Whole(least, most), Field::Number(number)) => {
                // What is no number, or out of range, becomes another.
                let whole = *number as u32;
                let is_whole = f64::from(whole) == *number && (least..=most).contains(&whole);
                is_whole.then_some((String::new(), whole))
            }
            (Self::Text, Field::Text(text)) => {
                text.chars().nth(MAX_TEXT).is_none().then(|| (text.clone(), 0))
            }
            (Self::Tag, Field::Text(text)) => is_language(text).then(|| (text.clone(), 0)),
            (Self::Word(words), Field::Text(text)) => {
                words.contains(&text.as_str()).then(|| (text.clone(), 0))
            }
            _ => None,
        }
    }
}

impl Message {
    /// The message that these fields are, if `from` may send such. Never fails otherwise.
    pub fn decode(from: Side, fields: &[(String, Field)]) -> Option<Self> {
        let (mut name, mut other) = (None, None);
        let mut has_version = false;
        let mut has_app = false;
        for (key, field) in fields {
            match (key.as_str(), field) {
                ("t", Field::Text(text)) if name.is_none() => name = Some(text.as_str()),
                ("v", Field::Number(version)) if *version == f64::from(VERSION) && !has_version => {
                    has_version = true;
                }
                ("app", Field::Text(app)) if app == APP && !has_app => has_app = true,
                ("t" | "v" | "app", _) => return None,
                (key, field) if other.is_none() => other = Some((key, field)),
                _ => return None,
            }
        }
        let shape = SHAPES.iter().find(|shape| shape.from == from && Some(shape.name) == name)?;
        let (text, number) = match (shape.field, other) {
            (None, None) => (String::new(), 0),
            (Some((wanted, kind)), Some((key, field))) if wanted == key => kind.admits(field)?,
            _ => return None,
        };
        Some(match shape.name {
            "ready" => Self::Ready,
            "size" => Self::Size(number),
            "state" => Self::State(text),
            "activity" => Self::Activity,
            "error" => Self::Error(Code::ALL.into_iter().find(|code| code.id() == text)?),
            "setState" => Self::SetState(text),
            "setTheme" => Self::SetTheme(Theme::from_id(&text)?),
            "setLang" => Self::SetLang(text),
            "focus" => Self::Focus,
            _ => return None,
        })
    }

    /// The same of an object that is written as JSON; any bytes will do.
    pub fn from_json(from: Side, bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes.get(..bytes.len().min(MAX_JSON_BYTES + 1))?).ok()?;
        let fields = json::flat(text).filter(|_| text.len() <= MAX_JSON_BYTES)?;
        Self::decode(from, &fields)
    }

    /// The fields of the message, its name first. Texts are as they are: [`Message::State`] of more than [`MAX_TEXT`]
    /// characters would be refused.
    pub fn encode(&self) -> Vec<(&'static str, Field)> {
        let text = |text: &str| Some(Field::Text(text.to_owned()));
        let (name, value) = match self {
            Self::Ready => ("ready", None),
            Self::Size(height) => ("size", Some(Field::Number((*height).into()))),
            Self::State(state) => ("state", text(state)),
            Self::Activity => ("activity", None),
            Self::Error(code) => ("error", text(code.id())),
            Self::SetState(state) => ("setState", text(state)),
            Self::SetTheme(theme) => ("setTheme", text(theme.id())),
            Self::SetLang(tag) => ("setLang", text(tag)),
            Self::Focus => ("focus", None),
        };
        let shape = SHAPES.iter().find(|shape| shape.name == name);
        let mut fields = vec![("t", Field::Text(name.to_owned()))];
        fields.extend(shape.and_then(|shape| shape.field).map(|(key, _)| key).zip(value));
        fields
    }
}
