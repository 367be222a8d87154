//! The controlled vocabulary: themes, names, and how strongly something is said.

/// What a term stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What a passage is about.
    Theme,
    /// An organization, a state acting as one, a group.
    Actor,
    /// A country or region.
    Place,
    /// A programme or project.
    Programme,
    /// A conference or process.
    Event,
    /// A report, agreement or set of goals.
    Instrument,
    /// Who speaks, when it is no actor ("several speakers").
    Voice,
    /// How strongly it is said ("stressed").
    Rung,
}

impl Kind {
    /// All kinds, in the order in which a reader meets them.
    pub const ALL: [Self; 8] = [
        Self::Theme,
        Self::Actor,
        Self::Place,
        Self::Programme,
        Self::Event,
        Self::Instrument,
        Self::Voice,
        Self::Rung,
    ];

    /// The word for it in addresses, exports and the vocabulary files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Actor => "actor",
            Self::Place => "place",
            Self::Programme => "programme",
            Self::Event => "event",
            Self::Instrument => "instrument",
            Self::Voice => "voice",
            Self::Rung => "rung",
        }
    }

    /// Whether it is the name of something: names hide the words inside them from themes.
    pub fn is_name(self) -> bool {
        matches!(self, Self::Actor | Self::Place | Self::Programme | Self::Event | Self::Instrument)
    }
}

/// Index into [`Vocabulary::terms`].
pub type TermIx = u16;

/// BCP 47 tags with a label each.
pub type Labels = Vec<(String, String)>;

/// One entry of the vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Permanent and unique over all kinds.
    pub id: String,
    /// What it stands for.
    pub kind: Kind,
    /// Index into [`Vocabulary::families`]; themes only.
    pub family: Option<u8>,
    /// Rungs only: 1 (described) and up.
    pub strength: u8,
    /// What readers call it.
    pub labels: Labels,
    /// What it covers and what it does not.
    pub note: String,
    /// The term that it is a part of, of its own kind.
    pub broader: Option<TermIx>,
    /// Terms to look at next, of its own kind.
    pub related: Vec<TermIx>,
    /// Actors only: the place for which a state acts, so that whoever names the one names the other.
    pub place: Option<TermIx>,
    /// Phrases that show it; see [`crate::annotate`] for how they match. Not kept in the archive.
    pub forms: Vec<String>,
    /// Phrases in which a form does not count. Not kept in the archive.
    pub not: Vec<String>,
}

impl Term {
    /// A term of this kind and id, with nothing else said of it.
    pub fn new(kind: Kind, id: &str) -> Self {
        Self {
            id: id.to_owned(),
            kind,
            family: None,
            strength: 0,
            labels: Labels::new(),
            note: String::new(),
            broader: None,
            related: Vec::new(),
            place: None,
            forms: Vec::new(),
            not: Vec::new(),
        }
    }
}

/// A group of themes that share a colour and a shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Permanent and unique.
    pub id: String,
    /// What readers call it.
    pub labels: Labels,
}

/// All terms. Sorted by kind, then in the order of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// At most eight.
    pub families: Vec<Family>,
    /// Themes first.
    pub terms: Vec<Term>,
    /// Words of the general subject, as printed in a dictionary: they stand everywhere and link nothing.
    pub general: Vec<String>,
    /// The frameworks that themes bear on.
    pub crosswalk: Crosswalk,
}

/// Frameworks outside the corpus, and which themes bear on which of their objectives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crosswalk {
    /// In the order of the file.
    pub frameworks: Vec<Framework>,
    /// In the order of the file; those of a framework follow each other.
    pub objectives: Vec<Objective>,
}

impl Crosswalk {
    /// What all frameworks, and then all objectives, are called in a language.
    pub fn names(&self, language: &str) -> Vec<&str> {
        let frameworks = self.frameworks.iter().map(|f| &f.labels);
        let all = frameworks.chain(self.objectives.iter().map(|o| &o.labels));
        all.map(|labels| label(labels, language)).collect()
    }

    /// Leaves out what they are called in other languages than English, which is long.
    pub fn keep_english(&mut self) {
        self.labels_mut().for_each(|labels| labels.retain(|(tag, _)| tag == "en"));
    }

    fn labels_mut(&mut self) -> impl Iterator<Item = &mut Labels> {
        let frameworks = self.frameworks.iter_mut().map(|f| &mut f.labels);
        frameworks.chain(self.objectives.iter_mut().map(|o| &mut o.labels))
    }
}

/// A set of objectives that states have agreed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Framework {
    /// Permanent and unique.
    pub id: String,
    /// What readers call it.
    pub labels: Labels,
    /// Where it is printed.
    pub source: String,
}

/// One objective or target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objective {
    /// Permanent and unique: "gcm-20".
    pub id: String,
    /// Index into [`Crosswalk::frameworks`].
    pub framework: u8,
    /// As printed: "20", "10.c".
    pub number: String,
    /// What readers call it.
    pub labels: Labels,
    /// Themes that bear on it, each with the reason in a sentence; none where no theme does.
    pub through: Vec<(TermIx, String)>,
}

/// More families than this cannot be told apart by colour.
pub const MAX_FAMILIES: usize = 8;

impl Vocabulary {
    /// The term with this index.
    pub fn term(&self, ix: TermIx) -> Option<&Term> {
        self.terms.get(usize::from(ix))
    }

    /// The index of the term of this kind and id.
    pub fn find(&self, kind: Kind, id: &str) -> Option<TermIx> {
        let at = self.terms.iter().position(|t| t.kind == kind && t.id == id)?;
        TermIx::try_from(at).ok()
    }

    /// What all terms are called in a language, and after an empty name all frameworks and objectives: the names of which
    /// the page knows only those of its own language. English ones of the crosswalk are not among them, since the
    /// vocabulary keeps these.
    pub fn names(&self, language: &str) -> Vec<&str> {
        let terms = self.terms.iter().map(|t| label(&t.labels, language));
        let crosswalk = if language == "en" { Vec::new() } else { self.crosswalk.names(language) };
        terms.chain([""]).chain(crosswalk).collect()
    }

    /// Leaves out the labels in languages that the page does not speak.
    pub fn keep_languages(&mut self, kept: &[String]) {
        let terms = self.terms.iter_mut().map(|t| &mut t.labels);
        let families = self.families.iter_mut().map(|f| &mut f.labels);
        for labels in terms.chain(families).chain(self.crosswalk.labels_mut()) {
            labels.retain(|(tag, _)| kept.contains(tag));
        }
    }

    /// All terms with their indices.
    pub fn indexed(&self) -> impl Iterator<Item = (TermIx, &Term)> {
        (0..=TermIx::MAX).zip(&self.terms)
    }
}

/// A label in the wanted language, else in English, else any.
pub fn label<'a>(labels: &'a Labels, language: &str) -> &'a str {
    let in_language = |wanted: &str| labels.iter().find(|(tag, _)| tag == wanted);
    let found = in_language(language).or_else(|| in_language("en")).or(labels.first());
    found.map_or("", |(_, label)| label)
}

#[cfg(feature = "sources")]
mod reading;
