//! The view state, and the address that is all of it.
//!
//! An address is a fragment of `&`-separated pairs, the first of which names the view:
//!
//! * `` (empty): the opening page
//! * `read=A/CONF.191/L.7&para=4`: a document, at a paragraph
//! * `find=human+rights`: search
//! * `map`: the graph of passages; `map=matrix`, `map=timeline`, `map=threads`: its other pictures
//! * `link=A/CONF.191/L.7:5&with=letter-2006-04-13:annex.l`: two passages side by side, linked or not
//! * `frameworks`: what the passages have to do with later frameworks, and where they are silent
//! * `about`: what this is, how links are made, how right they are
//!
//! Then, in any view and in any order, what there is of:
//!
//! * `at=ID`: the passage that is open beside it
//! * `with=ID`: the passage that the open one is held against: the other end of a link, or of a chain on the map
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

mod address;

pub use address::{clean, encode};

use crate::annotate::insert;
use crate::search::{Choice, FacetKind, Years};
use address::some;

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
    /// Objectives of later frameworks against documents.
    Frameworks,
    /// Method and accuracy.
    About,
}

/// How the map shows passages and links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Picture {
    /// Points and lines.
    #[default]
    Graph,
    /// Passages against passages.
    Matrix,
    /// Passages along the years.
    Timeline,
    /// Documents side by side.
    Threads,
}

impl Picture {
    /// All pictures, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Graph, Self::Matrix, Self::Timeline, Self::Threads];

    /// Its name in addresses.
    pub fn id(self) -> &'static str {
        match self {
            Self::Graph => "graph",
            Self::Matrix => "matrix",
            Self::Timeline => "timeline",
            Self::Threads => "threads",
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
    /// How the map is shown; Map only.
    pub picture: Picture,
    /// How many links away from the open passage the map goes, 1 to [`MAX_AROUND`]; Map with `passage` only.
    pub around: Option<u8>,
    /// Search words, as typed.
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

/// Bytes of an address that are considered.
pub const MAX_BYTES: usize = 4096;
/// Bytes, once encoded, of a single value.
const MAX_VALUE_BYTES: usize = 1500;
/// The most links that the map goes away from the open passage, if it is asked to stop somewhere.
pub const MAX_AROUND: u8 = 6;

impl ViewState {
    /// The opening page in this state's language.
    pub fn home(&self) -> Self {
        Self { language: self.language.clone(), ..Self::default() }
    }

    /// Reading a document; what is looked for, the filters and the language stay.
    pub fn reading(&self, document: &str) -> Self {
        let state = self.showing(View::Read).at(None);
        Self { document: some(clean(document)), ..state }
    }

    /// The same with another screen; what is looked for and what is open stay.
    pub fn showing(&self, view: View) -> Self {
        let document = self.document.clone().filter(|_| view == View::Read);
        let is_map = view == View::Map;
        let (picture, around) = if is_map { (self.picture, self.around) } else { (Picture::Graph, None) };
        let arranged = self.arranged && is_map;
        Self { view, document, picture, around, arranged, corpus: None, ..self.clone() }
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

    /// The same with other search words.
    pub fn looking_for(&self, query: &str) -> Self {
        Self { query: clean(query), corpus: None, ..self.clone() }
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

    /// The same with a facet's value one step on: chosen, then excluded, then neither.
    pub fn cycled(&self, kind: FacetKind, value: &str) -> Self {
        let choice = match self.choice(kind, &clean(value)) {
            Choice::Free => Choice::Chosen,
            Choice::Chosen => Choice::Excluded,
            Choice::Excluded => Choice::Free,
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

    /// The same without chosen and excluded values and without years.
    pub fn unfiltered(&self) -> Self {
        Self { filters: Values::new(), excluded: Values::new(), years: None, corpus: None, ..self.clone() }
    }

    /// The same without filters and search words.
    pub fn cleared(&self) -> Self {
        self.unfiltered().looking_for("")
    }

    /// Whether filters or search words may leave passages out.
    pub fn is_narrowed(&self) -> bool {
        let filtered = !self.filters.is_empty() || !self.excluded.is_empty() || self.years.is_some();
        filtered || !self.query.is_empty()
    }

    /// Whether a value of a facet is chosen.
    pub fn is_chosen(&self, kind: FacetKind, value: &str) -> bool {
        self.choice(kind, value) == Choice::Chosen
    }
}
