//! The view state, and the address that is all of it.
//!
//! An address is a fragment of `&`-separated pairs, the first of which names the view:
//!
//! * `` (empty): the opening page
//! * `read=A/CONF.191/L.7&para=4`: a document, at a paragraph
//! * `find=human+rights`: search
//! * `map`: the graph of passages
//! * `link=A/CONF.191/L.7:5&with=letter-2006-04-13:annex.l`: two passages side by side, linked or not
//! * `frameworks`: what the passages have to do with later frameworks, and where they are silent
//! * `about`: what this is, how links are made, how right they are
//!
//! Then, in any view: `at=ID` the passage that is open beside it, `with=ID` the other end of a link to it,
//! `q=WORDS` (search words, outside Find), one pair for each facet (`theme=remittances,co-development`),
//! `text=received`, `lang=fr`, and `corpus=1a2b3c4d` where the view depends on what the corpus holds.
//! This is version 1; later ones will say so with `v=2`.

use crate::search::FacetKind;
use std::collections::BTreeSet;

/// Which screen is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    /// The documents and the threads between them.
    #[default]
    Home,
    /// A document.
    Read,
    /// Search and filters.
    Find,
    /// The graph.
    Map,
    /// Two passages side by side, and what they share.
    Link,
    /// Objectives of later frameworks against documents.
    Frameworks,
    /// Method and accuracy.
    About,
}

/// Everything that decides what is on screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewState {
    /// Which screen.
    pub view: View,
    /// The document that is read; Read only.
    pub document: Option<String>,
    /// Id of the passage that is open.
    pub passage: Option<String>,
    /// Id of the other end of the link that is open; only with `passage`.
    pub partner: Option<String>,
    /// Search words, as typed.
    pub query: String,
    /// Chosen values, by facet.
    pub filters: BTreeSet<(FacetKind, String)>,
    /// Show the text as received instead of the clean one.
    pub received: bool,
    /// Language of the page; `None` leaves it to the browser.
    pub language: Option<String>,
    /// Fingerprint of the corpus that the address was made with.
    pub corpus: Option<String>,
}

/// Why an address was not taken as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Longer than [`MAX_BYTES`]; the rest was ignored.
    TooLong,
    /// A pair that means nothing here, by its name.
    Unknown(String),
    /// Made by a later version.
    Newer,
}

/// Bytes of an address that are considered.
pub const MAX_BYTES: usize = 4096;
/// Bytes, once encoded, of a single value.
const MAX_VALUE_BYTES: usize = 1500;

impl ViewState {
    /// The opening page in this state's language.
    pub fn home(&self) -> Self {
        Self { language: self.language.clone(), ..Self::default() }
    }

    /// Reading a document, and nothing else kept but the language and the words looked for.
    pub fn reading(&self, document: &str) -> Self {
        Self {
            view: View::Read,
            document: some(clean(document)),
            received: self.received,
            query: self.query.clone(),
            filters: self.filters.clone(),
            ..self.home()
        }
    }

    /// The same with another screen; what is looked for and what is open stay.
    pub fn showing(&self, view: View) -> Self {
        let document = self.document.clone().filter(|_| view == View::Read);
        Self { view, document, corpus: None, ..self.clone() }
    }

    /// The same with a passage open beside it, or none.
    pub fn at(&self, passage: Option<&str>) -> Self {
        Self { passage: passage.and_then(|p| some(clean(p))), partner: None, ..self.clone() }
    }

    /// The same with a link open: from the passage to `partner`.
    pub fn with_link(&self, passage: &str, partner: &str) -> Self {
        let state = self.at(Some(passage));
        let partner = some(clean(partner)).filter(|_| state.passage.is_some());
        Self { partner, ..state }
    }

    /// The same with other search words.
    pub fn looking_for(&self, query: &str) -> Self {
        Self { query: clean(query), corpus: None, ..self.clone() }
    }

    /// The same with a facet's value chosen, or no longer chosen.
    pub fn toggled(&self, kind: FacetKind, value: &str) -> Self {
        let mut filters = self.filters.clone();
        let value = (kind, clean(value));
        if !filters.remove(&value) && !value.1.is_empty() {
            filters.insert(value);
        }
        Self { filters, corpus: None, ..self.clone() }
    }

    /// The same without filters and search words.
    pub fn cleared(&self) -> Self {
        Self { filters: BTreeSet::new(), query: String::new(), corpus: None, ..self.clone() }
    }

    /// Whether a value of a facet is chosen.
    pub fn is_chosen(&self, kind: FacetKind, value: &str) -> bool {
        self.filters.iter().any(|(k, v)| *k == kind && v == value)
    }

    /// The address of the state, without the leading `#`.
    pub fn print(&self) -> String {
        let mut pairs = Vec::new();
        match (self.view, &self.document) {
            (View::Home, _) => {}
            // A colon would part a paragraph's key from it.
            (View::Read, document) => {
                pairs.push(pair("read", document.as_deref().unwrap_or_default()).replace(':', "%3A"))
            }
            (View::Find, _) => pairs.push(pair("find", &self.query)),
            (View::Map, _) => pairs.push("map".to_owned()),
            (View::Link, _) => pairs.push(pair("link", self.passage.as_deref().unwrap_or_default())),
            (View::Frameworks, _) => pairs.push("frameworks".to_owned()),
            (View::About, _) => pairs.push("about".to_owned()),
        }
        let key = self.document.as_ref().filter(|_| self.view == View::Read).and_then(|document| {
            self.passage
                .as_deref()?
                .strip_prefix(document.as_str())?
                .strip_prefix(':')
                .filter(|k| !k.is_empty())
        });
        match (key, &self.passage) {
            (Some(key), _) => pairs.push(pair("para", key)),
            (None, Some(passage)) if self.view != View::Link => pairs.push(pair("at", passage)),
            (None, _) => {}
        }
        if let Some(partner) = &self.partner {
            pairs.push(pair("with", partner));
        }
        if self.view != View::Find && !self.query.is_empty() {
            pairs.push(pair("q", &self.query));
        }
        let mut last = None;
        for (kind, value) in &self.filters {
            let value = encode(value).replace(',', "%2C");
            match pairs.last_mut() {
                Some(list) if last == Some(kind) => *list = format!("{list},{value}"),
                _ => pairs.push(format!("{}={value}", kind.id())),
            }
            last = Some(kind);
        }
        if self.received {
            pairs.push(pair("text", "received"));
        }
        if let Some(language) = &self.language {
            pairs.push(pair("lang", language));
        }
        if let Some(corpus) = &self.corpus {
            pairs.push(pair("corpus", corpus));
        }
        pairs.join("&")
    }

    /// Reads any text as an address. What means nothing is left out and named.
    pub fn parse(address: &str) -> (Self, Vec<Warning>) {
        let mut state = Self::default();
        let mut warnings = Vec::new();
        let address = address.strip_prefix('#').unwrap_or(address);
        let considered = address.get(..floor_boundary(address, MAX_BYTES)).unwrap_or("");
        if considered.len() < address.len() {
            warnings.push(Warning::TooLong);
        }
        let mut key = None;
        for (nth, pair) in considered.split('&').enumerate() {
            let (name, raw) = pair.split_once('=').unwrap_or((pair, ""));
            let value = clean(&decode(raw));
            match name {
                "" => {}
                "read" if nth == 0 => {
                    state.view = View::Read;
                    // A paragraph's id is an address too.
                    let (document, of_id) = raw.rsplit_once(':').unwrap_or((raw, ""));
                    state.document = some(clean(&decode(document)));
                    key = some(clean(&decode(of_id)));
                }
                "find" if nth == 0 => {
                    state.view = View::Find;
                    state.query = value;
                }
                "map" if nth == 0 => state.view = View::Map,
                "link" if nth == 0 => {
                    state.view = View::Link;
                    state.passage = some(value);
                }
                "frameworks" if nth == 0 => state.view = View::Frameworks,
                "about" if nth == 0 => state.view = View::About,
                "para" => key = some(value),
                "at" => state.passage = some(value),
                "with" => state.partner = some(value),
                "q" => state.query = value,
                "text" => state.received = value == "received",
                "lang" => state.language = some(value).filter(|l| is_language(l)),
                "corpus" => state.corpus = some(value),
                "v" if value == "1" => {}
                "v" => warnings.push(Warning::Newer),
                name => match FacetKind::from_id(name) {
                    Some(kind) => {
                        let values = raw.split(',').filter_map(|v| some(clean(&decode(v))));
                        state.filters.extend(values.map(|value| (kind, value)));
                    }
                    None => warnings.push(Warning::Unknown(clean(&decode(name)))),
                },
            }
        }
        if let (Some(document), Some(key)) = (&state.document, key) {
            state.passage = Some(format!("{document}:{key}"));
        }
        state.partner = state.partner.filter(|_| state.passage.is_some());
        // Encoded, it may be longer than what will be read again: the least telling goes first.
        while state.print().len() > MAX_BYTES {
            let dropped = !std::mem::take(&mut state.filters).is_empty()
                || state.corpus.take().is_some()
                || state.partner.take().is_some()
                || !std::mem::take(&mut state.query).is_empty()
                || state.passage.take().is_some();
            if !dropped {
                break;
            }
            warnings.push(Warning::TooLong);
        }
        (state, warnings)
    }
}

fn some(value: String) -> Option<String> {
    (!value.is_empty()).then_some(value)
}

/// Letters and hyphens only, as in "zh-Hans".
fn is_language(tag: &str) -> bool {
    (2..=12).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// A value as the state holds it: no control characters, nothing that turns the writing direction, bounded.
pub fn clean(value: &str) -> String {
    let mut bytes = 0;
    let keeps = |c: &char| {
        let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
        !c.is_control() && !turns
    };
    let fits = |c: &char| {
        bytes += if is_plain(*c) { 1 } else { 3 * c.len_utf8() };
        bytes <= MAX_VALUE_BYTES
    };
    value
        .chars()
        .map(|c| if c == '\t' || c == '\n' { ' ' } else { c })
        .filter(keeps)
        .take_while(fits)
        .collect()
}

/// Characters that stand for themselves in a fragment and mean nothing to this grammar.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | '/' | ':' | '(' | ')' | '*' | '!' | ',')
}

fn pair(name: &str, value: &str) -> String {
    format!("{name}={}", encode(value))
}

/// A value as it stands in an address: a space as `+`, what is not plain in per cent.
pub fn encode(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for c in value.chars() {
        if is_plain(c) {
            encoded.push(c);
        } else if c == ' ' {
            encoded.push('+');
        } else {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    encoded
}

fn decode(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = |at: usize| {
            after.get(at).and_then(|b| char::from(*b).to_digit(16)).and_then(|d| u8::try_from(d).ok())
        };
        match (first, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(high << 4 | low);
                rest = after.get(2..).unwrap_or(&[]);
                continue;
            }
            (b'+', ..) => bytes.push(b' '),
            _ => bytes.push(first),
        }
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The last boundary of a character at or before `at`.
fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}
