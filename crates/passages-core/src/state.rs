//! The view state, and the address that is all of it.
//!
//! An address is a fragment of `&`-separated pairs, the first of which names the view:
//!
//! * `` (empty): the opening page
//! * `read=A/CONF.191/L.7&para=4`: a document, at a paragraph
//! * `find=human+rights`: search
//! * `map`: the graph of passages; `map=themes`, `map=matrix`, `map=timeline`, `map=threads`: its other pictures
//! * `link=A/CONF.191/L.7:5&with=letter-2006-04-13:annex.l`: two passages side by side, linked or not
//! * `compare=A/CONF.191/L.7,letter-2006-04-13`: documents against each other; `compare`: the two that meet most closely
//! * `collection`: the passages that were picked
//! * `frameworks`: what the passages have to do with later frameworks, and where they are silent
//! * `add`: a document of the visitor's own
//! * `about`: what this is, how links are made, how right they are
//!
//! Then, in any view and in any order, what there is of:
//!
//! * `at=ID`: the passage that is open beside it
//! * `with=ID`: the passage that the open one is held against: the other end of a link, or of a chain on the map
//! * `beside=letter-2006-04-13`: in Read, the document that stands beside the one that is read
//! * `sort=document`, `sort=date`: in Find, the order of what is found, if not by relevance
//! * `lines=context`: in Find, each place on a line of its own, with the words around it
//! * `pick=A/CONF.191/L.7:4,:7,letter-2006-04-13:annex.f`: the passages that were picked, in their order; where the
//!   document is that of the one before, its name is left out
//! * `step=2`: the collection is played, and this is its second step
//! * `around=2`: on the map, only what is at most so many links away from the open passage, 1 to 6
//! * `q=WORDS`: search words, outside Find
//! * one pair for each facet: `theme=remittances,!co-development`; a passage has one of the chosen values, and none of
//!   those after an exclamation mark; a value that begins with one is written `%21...`, and a comma in it `%2C`
//! * `year=2001..2006`, `year=2001..`, `year=..2006`, `year=2001`: years of the documents, both ends included
//! * `min=0.40`: links of at least this score, in hundredths, 0.01 to 0.99
//! * `arrange=found`: on the map, the passages that words and filters leave are laid out by themselves
//! * `text=received`, `lang=fr`
//! * `corpus=1a2b3c4d` where the view depends on what the corpus holds
//! * `v=1`: this is version 1; later ones will say so
//!
//! What is not plain in a value is written in per cent, a space as `+`.
//! Of a pair that is given twice, the last holds; those of facets add up. A value that is both chosen and excluded is
//! excluded. What means nothing is left out and named in a [`Warning`].

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

mod address;
mod picks;

pub use address::{clean, decode, decoded_bytes, encode};
pub use picks::MAX_PICKED;

use crate::annotate::insert;
use crate::search::{Choice, FacetKind, Years};
use address::{clean_query, some};

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
    /// The graph, and its other pictures.
    Map,
    /// Two passages side by side, and what they share.
    Link,
    /// Documents against each other.
    Compare,
    /// The passages that were picked.
    Collection,
    /// Objectives of later frameworks against documents.
    Frameworks,
    /// A document of the visitor's own.
    Add,
    /// Method and accuracy.
    About,
}

/// How the map shows passages and links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Picture {
    /// Points and lines.
    #[default]
    Graph,
    /// Passages and the themes that they have.
    Themes,
    /// Passages against passages.
    Matrix,
    /// Passages along the years.
    Timeline,
    /// Documents side by side.
    Threads,
}

impl Picture {
    /// All pictures, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Graph, Self::Themes, Self::Matrix, Self::Timeline, Self::Threads];

    /// Its name in addresses.
    pub fn id(self) -> &'static str {
        match self {
            Self::Graph => "graph",
            Self::Themes => "themes",
            Self::Matrix => "matrix",
            Self::Timeline => "timeline",
            Self::Threads => "threads",
        }
    }
}

/// The order of what is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Best first; without words, as [`Order::Document`].
    #[default]
    Relevance,
    /// As the documents stand in the corpus, each in reading order.
    Document,
    /// The latest document first, each in reading order; those without a date last.
    Date,
}

impl Order {
    /// All orders, as the page offers them.
    pub const ALL: [Self; 3] = [Self::Relevance, Self::Document, Self::Date];

    /// Its name in addresses.
    pub fn id(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Document => "document",
            Self::Date => "date",
        }
    }
}

/// Values of facets, ascending, each once.
pub type Values = Vec<(FacetKind, String)>;

/// Everything that decides what is on screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewState {
    /// Which screen.
    pub view: View,
    /// The document that is read; Read only.
    pub document: Option<String>,
    /// Id of the passage that is open.
    pub passage: Option<String>,
    /// Id of the other end of the link that is open, or of a chain of links on the map; only with `passage`.
    pub partner: Option<String>,
    /// Names of the documents that are held against each other, each once; Compare only.
    pub compared: Vec<String>,
    /// Name of the document beside the one that is read; Read only.
    pub beside: Option<String>,
    /// The order of what is found; Find only.
    pub order: Order,
    /// Each place found is a line, with the words around it; Find only.
    pub in_context: bool,
    /// Ids of the passages that were picked, each once, in the visitor's order; [`MAX_PICKED`] at most.
    pub picked: Vec<String>,
    /// The step at which the collection is played, from 1; Collection only.
    pub step: Option<u16>,
    /// How the map is shown; Map only.
    pub picture: Picture,
    /// How many links away from the open passage the map goes, 1 to [`MAX_AROUND`]; Map with `passage` only.
    pub around: Option<u8>,
    /// Search words, as typed; [`MAX_QUERY_CHARS`] at most.
    pub query: String,
    /// Chosen values, by facet: a passage has one of each facet of which there are any.
    pub filters: Values,
    /// Excluded values, by facet: a passage has none of them. No value is both chosen and excluded.
    pub excluded: Values,
    /// Years of the documents.
    pub years: Option<Years>,
    /// The least score of the links that are shown, in hundredths, 1 to 99; `None` shows all.
    pub min: Option<u8>,
    /// The map lays out what it shows by itself, instead of showing it where it stands among all; Map only.
    pub arranged: bool,
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
    /// A pair whose value, or one of its values, means nothing here, by its name.
    Malformed(&'static str),
    /// Made by a later version.
    Newer,
}

/// Bytes of an address that are considered, counted as [`decoded_bytes`] does: all scripts are written in per cent, and
/// none may have less room for that.
pub const MAX_BYTES: usize = 4096;
/// Characters of search words. None takes more than four bytes, so an address has room for them.
pub const MAX_QUERY_CHARS: usize = 1000;
/// Bytes, once encoded, of a single value.
const MAX_VALUE_BYTES: usize = 1500;
/// The most links that the map goes away from the open passage, if it is asked to stop somewhere.
pub const MAX_AROUND: u8 = 6;

impl ViewState {
    /// The opening page in this state's language; what was picked stays.
    pub fn home(&self) -> Self {
        Self { language: self.language.clone(), picked: self.picked.clone(), ..Self::default() }
    }

    /// The permanent address of a passage: the document at it, and nothing else.
    pub fn permanent(id: &str) -> Self {
        let document = id.rsplit_once(':').map_or(id, |(document, _)| document);
        Self::default().reading(document).at(Some(id))
    }

    /// Whether the two show the same screen: they differ at most in the passages that are open on it, in how the map is
    /// turned to them, in the step of a story, and in the language.
    pub fn is_same_screen(&self, other: &Self) -> bool {
        let bare = |state: &Self| Self {
            passage: None,
            partner: None,
            around: None,
            step: None,
            received: false,
            language: None,
            corpus: None,
            ..state.clone()
        };
        // Side by side, the two passages are the screen.
        let is_of_passages = self.view == View::Link;
        bare(self) == bare(other)
            && (!is_of_passages || (&self.passage, &self.partner) == (&other.passage, &other.partner))
    }

    /// Reading a document; what is looked for, the filters and the language stay.
    pub fn reading(&self, document: &str) -> Self {
        let state = self.showing(View::Read).at(None);
        Self { document: some(clean(document)), ..state }
    }

    /// The same with another screen; what is looked for and what is open stay.
    pub fn showing(&self, view: View) -> Self {
        // What belongs to one screen goes with it.
        let bare = Self {
            view,
            document: None,
            compared: Vec::new(),
            beside: None,
            order: Order::default(),
            in_context: false,
            step: None,
            picture: Picture::default(),
            around: None,
            arranged: false,
            corpus: None,
            ..self.clone()
        };
        match view {
            View::Read => Self { document: self.document.clone(), beside: self.beside.clone(), ..bare },
            View::Find => Self { order: self.order, in_context: self.in_context, ..bare },
            View::Compare => Self { compared: self.compared.clone(), ..bare },
            View::Map => {
                let (picture, around, arranged) = (self.picture, self.around, self.arranged);
                Self { picture, around, arranged, ..bare }
            }
            _ => bare,
        }
    }

    /// The documents of these names against each other.
    pub fn comparing<'a>(&self, documents: impl IntoIterator<Item = &'a str>) -> Self {
        let mut compared: Vec<String> = Vec::new();
        for name in documents.into_iter().filter_map(|name| some(clean(name))) {
            if !compared.contains(&name) {
                compared.push(name);
            }
        }
        Self { compared, ..self.showing(View::Compare) }
    }

    /// Reading with another document beside, or none.
    pub fn with_beside(&self, document: Option<&str>) -> Self {
        Self { beside: document.and_then(|name| some(clean(name))), ..self.showing(View::Read) }
    }

    /// What is found in another order.
    pub fn ordered(&self, order: Order) -> Self {
        Self { order, ..self.showing(View::Find) }
    }

    /// What is found line by line, or passage by passage.
    pub fn with_context(&self, in_context: bool) -> Self {
        Self { in_context, ..self.showing(View::Find) }
    }

    /// The map in one of its pictures.
    pub fn showing_picture(&self, picture: Picture) -> Self {
        Self { picture, ..self.showing(View::Map) }
    }

    /// The same with a passage open beside it, or none.
    pub fn at(&self, passage: Option<&str>) -> Self {
        let passage = passage.and_then(|p| some(clean(p)));
        let around = self.around.filter(|_| passage.is_some());
        Self { passage, partner: None, around, ..self.clone() }
    }

    /// The same with a link open, or on the map a chain: from the passage to `partner`.
    pub fn with_link(&self, passage: &str, partner: &str) -> Self {
        let state = self.at(Some(passage));
        let partner = some(clean(partner)).filter(|_| state.passage.is_some());
        Self { partner, ..state }
    }

    /// The map around the open passage, so many links far; `None` or 0 shows all of it. Without an open passage, the
    /// same.
    pub fn with_around(&self, links: Option<u8>) -> Self {
        let around = links.filter(|links| *links > 0 && self.passage.is_some());
        Self { around: around.map(|links| links.min(MAX_AROUND)), ..self.showing(View::Map) }
    }

    /// The map with what it shows laid out by itself, or where it stands among all.
    pub fn with_arranged(&self, arranged: bool) -> Self {
        Self { arranged, ..self.showing(View::Map) }
    }

    /// The same with other search words, of which the first [`MAX_QUERY_CHARS`] characters count.
    pub fn looking_for(&self, query: &str) -> Self {
        Self { query: clean_query(query), corpus: None, ..self.clone() }
    }

    /// Whether no more can be looked for: what has been typed beyond is left out. A field counts a character beyond the
    /// basic plane as two.
    pub fn is_query_full(&self) -> bool {
        self.query.encode_utf16().count() >= MAX_QUERY_CHARS
    }

    /// What is made of a facet's value.
    pub fn choice(&self, kind: FacetKind, value: &str) -> Choice {
        let held = |list: &Values| list.iter().any(|(k, v)| *k == kind && v == value);
        if held(&self.filters) {
            Choice::Chosen
        } else if held(&self.excluded) {
            Choice::Excluded
        } else {
            Choice::Free
        }
    }

    /// The same with a facet's value chosen, excluded or neither.
    pub fn with_choice(&self, kind: FacetKind, value: &str, choice: Choice) -> Self {
        let mut state = Self { corpus: None, ..self.clone() };
        let value = (kind, clean(value));
        for list in [&mut state.filters, &mut state.excluded] {
            list.retain(|known| *known != value);
        }
        match choice {
            _ if value.1.is_empty() => {}
            Choice::Free => {}
            Choice::Chosen => insert(&mut state.filters, value),
            Choice::Excluded => insert(&mut state.excluded, value),
        }
        state
    }

    /// The same with a facet's value chosen, or no longer chosen.
    pub fn toggled(&self, kind: FacetKind, value: &str) -> Self {
        let choice = match self.choice(kind, &clean(value)) {
            Choice::Chosen => Choice::Free,
            Choice::Free | Choice::Excluded => Choice::Chosen,
        };
        self.with_choice(kind, value, choice)
    }

    /// The same with a facet's value excluded, or no longer excluded.
    pub fn excluded(&self, kind: FacetKind, value: &str) -> Self {
        let choice = match self.choice(kind, &clean(value)) {
            Choice::Excluded => Choice::Free,
            Choice::Free | Choice::Chosen => Choice::Excluded,
        };
        self.with_choice(kind, value, choice)
    }

    /// The same with documents of these years only, or of any.
    pub fn with_years(&self, years: Option<Years>) -> Self {
        Self { years, corpus: None, ..self.clone() }
    }

    /// The same with links of at least so many hundredths only; `None` or 0 shows all.
    pub fn with_min(&self, hundredths: Option<u8>) -> Self {
        let min = hundredths.filter(|min| *min > 0).map(|min| min.min(99));
        Self { min, corpus: None, ..self.clone() }
    }

    /// The same without what is open, picked or played: what decides what is found.
    pub fn looked_for(&self) -> Self {
        Self { passage: None, partner: None, picked: Vec::new(), step: None, ..self.clone() }
    }

    /// The same without chosen and excluded values and without years.
    pub fn unfiltered(&self) -> Self {
        Self { filters: Values::new(), excluded: Values::new(), years: None, corpus: None, ..self.clone() }
    }

    /// The same without filters and search words.
    pub fn cleared(&self) -> Self {
        self.unfiltered().looking_for("")
    }

    /// Whether a value of a facet is chosen.
    pub fn is_chosen(&self, kind: FacetKind, value: &str) -> bool {
        self.choice(kind, value) == Choice::Chosen
    }
}
