//! The two directions between a state and its address; the grammar stands at the head of [`super`].

use super::picks::{lengthened, shortened};
use super::{
    MAX_AROUND, MAX_BYTES, MAX_QUERY_CHARS, MAX_VALUE_BYTES, Order, Picture, Values, View, ViewState, Warning,
};
use crate::order::sort_by;
use crate::search::{FacetKind, Years};

impl ViewState {
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
            (View::Map, _) if self.picture == Picture::Graph => pairs.push("map".to_owned()),
            (View::Map, _) => pairs.push(pair("map", self.picture.id())),
            (View::Link, _) => pairs.push(pair("link", self.passage.as_deref().unwrap_or_default())),
            (View::Compare, _) if self.compared.is_empty() => pairs.push("compare".to_owned()),
            (View::Compare, _) => {
                let names = self.compared.iter().map(String::as_str);
                pairs.push(format!("compare={}", listed(names)));
            }
            (View::Collection, _) => pairs.push("collection".to_owned()),
            (View::Frameworks, _) => pairs.push("frameworks".to_owned()),
            (View::Add, _) => pairs.push("add".to_owned()),
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
        if let Some(beside) = &self.beside {
            pairs.push(pair("beside", beside));
        }
        if self.order != Order::Relevance {
            pairs.push(pair("sort", self.order.id()));
        }
        if self.in_context {
            pairs.push(pair("lines", "context"));
        }
        if !self.picked.is_empty() {
            pairs.push(format!("pick={}", listed(shortened(&self.picked).into_iter())));
        }
        if let Some(step) = self.step {
            pairs.push(format!("step={step}"));
        }
        if let Some(links) = self.around {
            pairs.push(format!("around={links}"));
        }
        if self.view != View::Find && !self.query.is_empty() {
            pairs.push(pair("q", &self.query));
        }
        for kind in FacetKind::ALL {
            let of = |list: &Values, mark: &str, values: &mut String| {
                for (_, value) in list.iter().filter(|(k, _)| *k == kind) {
                    values.push_str(if values.is_empty() { "" } else { "," });
                    values.push_str(mark);
                    let value = encode(value).replace(',', "%2C");
                    // Only what begins with the mark could be taken for it.
                    match value.strip_prefix('!') {
                        Some(rest) => values.push_str(&format!("%21{rest}")),
                        None => values.push_str(&value),
                    }
                }
            };
            let mut values = String::new();
            of(&self.filters, "", &mut values);
            of(&self.excluded, "!", &mut values);
            if !values.is_empty() {
                pairs.push(format!("{}={values}", kind.id()));
            }
        }
        if let Some(years) = self.years {
            pairs.push(format!("year={years}"));
        }
        if let Some(min) = self.min {
            pairs.push(format!("min=0.{min:02}"));
        }
        if self.arranged {
            pairs.push(pair("arrange", "found"));
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
        let end = bytes(address).nth(MAX_BYTES).unwrap_or(address.len());
        let considered = address.get(..floor_boundary(address, end)).unwrap_or("");
        if considered.len() < address.len() {
            warnings.push(Warning::TooLong);
        }
        let mut key = None;
        for (nth, pair) in considered.split('&').enumerate() {
            let (name, raw) = pair.split_once('=').unwrap_or((pair, ""));
            let value = clean(&decode(raw));
            let query = || clean_query(&decode(raw));
            let mut malformed = |name: &'static str, is: bool| {
                warnings.extend(is.then_some(Warning::Malformed(name)));
            };
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
                    state.query = query();
                }
                "map" if nth == 0 => {
                    state.view = View::Map;
                    let picture = Picture::ALL.into_iter().find(|p| p.id() == value);
                    state.picture = picture.unwrap_or_default();
                    malformed("map", picture.is_none() && !value.is_empty());
                }
                "link" if nth == 0 => {
                    state.view = View::Link;
                    state.passage = some(value);
                }
                "compare" if nth == 0 => {
                    let names: Vec<String> = raw.split(',').map(decode).collect();
                    state = state.comparing(names.iter().map(String::as_str));
                }
                "collection" if nth == 0 => state.view = View::Collection,
                "frameworks" if nth == 0 => state.view = View::Frameworks,
                "add" if nth == 0 => state.view = View::Add,
                "about" if nth == 0 => state.view = View::About,
                "para" => key = some(value),
                "at" => state.passage = some(value),
                "with" => state.partner = some(value),
                "q" => state.query = query(),
                "beside" => state.beside = some(value),
                "sort" => {
                    let order = Order::ALL.into_iter().find(|order| order.id() == value);
                    state.order = order.unwrap_or_default();
                    malformed("sort", order.is_none());
                }
                "lines" => {
                    state.in_context = value == "context";
                    malformed("lines", !state.in_context);
                }
                "pick" => {
                    let mut picked = Vec::new();
                    let mut all = true;
                    for raw in raw.split(',') {
                        all &= lengthened(&mut picked, &clean(&decode(raw)));
                    }
                    state.picked = picked;
                    malformed("pick", !all);
                }
                "step" => {
                    state.step = value.parse().ok().filter(|step| *step > 0);
                    malformed("step", state.step.is_none());
                }
                "arrange" => {
                    state.arranged = value == "found";
                    malformed("arrange", !state.arranged);
                }
                "around" => {
                    let links = value.parse().ok().filter(|links| (1..=MAX_AROUND).contains(links));
                    state.around = links;
                    malformed("around", links.is_none());
                }
                "year" => {
                    state.years = Years::parse(&value);
                    malformed("year", state.years.is_none());
                }
                "min" => {
                    state.min = hundredths(&value);
                    malformed("min", state.min.is_none());
                }
                "text" => {
                    state.received = value == "received";
                    malformed("text", !state.received);
                }
                "lang" => {
                    state.language = some(value).filter(|l| is_language(l));
                    malformed("lang", state.language.is_none());
                }
                "corpus" => state.corpus = some(value),
                "v" if value == "1" => {}
                "v" => warnings.push(Warning::Newer),
                name => match FacetKind::from_id(name) {
                    Some(kind) => {
                        for raw in raw.split(',') {
                            let (list, raw) = match raw.strip_prefix('!') {
                                Some(rest) => (&mut state.excluded, rest),
                                None => (&mut state.filters, raw),
                            };
                            match some(clean(&decode(raw))) {
                                Some(value) => list.push((kind, value)),
                                None => malformed(kind.id(), true),
                            }
                        }
                    }
                    None => warnings.push(Warning::Unknown(clean(&decode(name)))),
                },
            }
        }
        if let (Some(document), Some(key)) = (&state.document, key) {
            state.passage = Some(format!("{document}:{key}"));
        }
        state.partner = state.partner.filter(|_| state.passage.is_some());
        if state.arranged && state.view != View::Map {
            state.arranged = false;
            warnings.push(Warning::Malformed("arrange"));
        }
        if state.beside.is_some() && state.view != View::Read {
            state.beside = None;
            warnings.push(Warning::Malformed("beside"));
        }
        if state.order != Order::Relevance && state.view != View::Find {
            state.order = Order::Relevance;
            warnings.push(Warning::Malformed("sort"));
        }
        if state.in_context && state.view != View::Find {
            state.in_context = false;
            warnings.push(Warning::Malformed("lines"));
        }
        if let Some(step) = state.step {
            let within = state.view == View::Collection && usize::from(step) <= state.picked.len();
            if !within {
                state.step = None;
                warnings.push(Warning::Malformed("step"));
            }
        }
        if state.around.is_some() && (state.view != View::Map || state.passage.is_none()) {
            state.around = None;
            warnings.push(Warning::Malformed("around"));
        }
        for list in [&mut state.filters, &mut state.excluded] {
            sort_by(list, Ord::cmp);
            list.dedup();
        }
        let excluded = std::mem::take(&mut state.excluded);
        state.filters.retain(|value| excluded.binary_search(value).is_err());
        state.excluded = excluded;
        // Printed, it may be longer than what will be read again: the least telling goes first.
        while decoded_bytes(&state.print()) > MAX_BYTES {
            let dropped = !std::mem::take(&mut state.filters).is_empty()
                || !std::mem::take(&mut state.excluded).is_empty()
                || state.corpus.take().is_some()
                || state.partner.take().is_some()
                || !std::mem::take(&mut state.query).is_empty()
                || state.around.take().is_some()
                || state.beside.take().is_some()
                || state.step.take().is_some()
                || state.picked.pop().is_some()
                || state.compared.pop().is_some()
                || state.passage.take().is_some();
            if !dropped {
                break;
            }
            warnings.push(Warning::TooLong);
        }
        (state, warnings)
    }
}

pub(super) fn some(value: String) -> Option<String> {
    (!value.is_empty()).then_some(value)
}

/// "0.40", "0.4" or ".4" -> 40; more digits than two mean nothing, and neither does 0.
fn hundredths(value: &str) -> Option<u8> {
    let digits = value.strip_prefix("0.").or_else(|| value.strip_prefix('.'))?;
    let plain = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let number: u8 = digits.parse().ok().filter(|_| plain)?;
    Some(if digits.len() == 1 { number.saturating_mul(10) } else { number }).filter(|number| *number > 0)
}

/// Letters and hyphens only, as in "zh-Hans".
fn is_language(tag: &str) -> bool {
    (2..=12).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// A value as the state holds it: no control characters, nothing that turns the writing direction, bounded.
pub fn clean(value: &str) -> String {
    let mut bytes = 0;
    let fits = |c: &char| {
        let encoded = if is_plain(*c) { 1 } else { c.len_utf8().saturating_mul(3) };
        bytes = encoded.saturating_add(bytes);
        bytes <= MAX_VALUE_BYTES
    };
    harmless(value).take_while(fits).collect()
}

/// The same for search words, of which there may be as many in any script.
pub(super) fn clean_query(value: &str) -> String {
    harmless(value).take(MAX_QUERY_CHARS).collect()
}

/// Without control characters and what turns the writing direction; of the former, those that part words are spaces.
fn harmless(value: &str) -> impl Iterator<Item = char> + '_ {
    let keeps = |c: &char| {
        let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
        !c.is_control() && !turns
    };
    value.chars().map(|c| if c == '\t' || c == '\n' { ' ' } else { c }).filter(keeps)
}

/// Where each byte that an address stands for begins in it: what is written in per cent is one byte.
fn bytes(address: &str) -> impl Iterator<Item = usize> + '_ {
    let written = address.as_bytes();
    let mut at = 0_usize;
    std::iter::from_fn(move || {
        let (start, first) = (at, *written.get(at)?);
        let is_hex = |ahead| written.get(start.saturating_add(ahead)).is_some_and(u8::is_ascii_hexdigit);
        at = at.saturating_add(if first == b'%' && is_hex(1) && is_hex(2) { 3 } else { 1 });
        Some(start)
    })
}

/// How long an address is as [`MAX_BYTES`] counts: a Chinese character takes three bytes, though it is written in nine.
pub fn decoded_bytes(address: &str) -> usize {
    bytes(address).count()
}

/// Characters that stand for themselves in a fragment and mean nothing to this grammar.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | '/' | ':' | '(' | ')' | '*' | '!' | ',')
}

fn pair(name: &str, value: &str) -> String {
    format!("{name}={}", encode(value))
}

/// Values of a list, each encoded so that its commas are not taken for the list's.
fn listed<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let mut list = String::new();
    for value in values {
        list.push_str(if list.is_empty() { "" } else { "," });
        list.push_str(&encode(value).replace(',', "%2C"));
    }
    list
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

/// What [`encode`] has written, and anything else as best it can be read.
pub fn decode(value: &str) -> String {
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
