//! The controlled vocabulary: themes, names, and how strongly something is said.

use serde::{Deserialize, Serialize};

/// What a term stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Phrases that show it; see [`crate::annotate`] for how they match.
    pub forms: Vec<String>,
    /// Phrases in which a form does not count.
    pub not: Vec<String>,
}

/// A group of themes that share a colour and a shape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// Permanent and unique.
    pub id: String,
    /// What readers call it.
    pub labels: Labels,
}

/// All terms. Sorted by kind, then in the order of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vocabulary {
    /// At most eight.
    pub families: Vec<Family>,
    /// Themes first.
    pub terms: Vec<Term>,
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
mod reading {
    use super::{Family, Kind, MAX_FAMILIES, Term, TermIx, Vocabulary};
    use crate::problem::Problem;
    use crate::source::{line_of, toml_problem};
    use serde::Deserialize;
    use std::collections::BTreeMap;
    use toml::Spanned;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        #[serde(default)]
        family: Vec<FamilyEntry>,
        #[serde(default)]
        theme: Vec<Entry>,
        #[serde(default)]
        actor: Vec<Entry>,
        #[serde(default)]
        place: Vec<Entry>,
        #[serde(default)]
        programme: Vec<Entry>,
        #[serde(default)]
        event: Vec<Entry>,
        #[serde(default)]
        instrument: Vec<Entry>,
        #[serde(default)]
        voice: Vec<Entry>,
        #[serde(default)]
        rung: Vec<Entry>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct FamilyEntry {
        id: Spanned<String>,
        label: BTreeMap<String, String>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Entry {
        id: Spanned<String>,
        label: BTreeMap<String, String>,
        #[serde(default)]
        note: String,
        #[serde(default)]
        forms: Vec<String>,
        #[serde(default)]
        not: Vec<String>,
        family: Option<String>,
        strength: Option<u8>,
        broader: Option<String>,
        #[serde(default)]
        related: Vec<String>,
        #[serde(rename = "kind")]
        _kind: Option<String>,
        #[serde(rename = "iso")]
        _iso: Option<String>,
        #[serde(rename = "un-m49")]
        _un_m49: Option<String>,
    }

    /// An entry and the place it was read from.
    struct Placed {
        path: String,
        line: u32,
        kind: Kind,
        entry: Entry,
    }

    impl Vocabulary {
        /// Reads the files of a vocabulary (`path`, `text`), all faults of all files in one run.
        pub fn read(files: &[(String, String)]) -> (Self, Vec<Problem>) {
            let mut problems = Vec::new();
            let mut vocabulary = Self::default();
            let mut placed = Vec::new();
            let mut seen: BTreeMap<String, String> = BTreeMap::new();
            for (path, text) in files {
                let file: File = match toml::from_str(text) {
                    Ok(file) => file,
                    Err(fault) => {
                        problems.push(toml_problem(path, text, &fault));
                        continue;
                    }
                };
                for family in file.family {
                    let line = line_of(text, family.id.span().start);
                    let id = family.id.into_inner();
                    unique(&mut seen, &mut problems, path, line, &format!("family {id}"));
                    vocabulary.families.push(Family { id, labels: family.label.into_iter().collect() });
                    if vocabulary.families.len() > MAX_FAMILIES {
                        let message = format!("there are more than {MAX_FAMILIES} families");
                        let hint = "merge two: more colours cannot be told apart";
                        problems.push(Problem::error(path, Some(line), message, hint));
                    }
                }
                let kinds = [
                    (Kind::Theme, file.theme),
                    (Kind::Actor, file.actor),
                    (Kind::Place, file.place),
                    (Kind::Programme, file.programme),
                    (Kind::Event, file.event),
                    (Kind::Instrument, file.instrument),
                    (Kind::Voice, file.voice),
                    (Kind::Rung, file.rung),
                ];
                for (kind, entries) in kinds {
                    for entry in entries {
                        let line = line_of(text, entry.id.span().start);
                        unique(&mut seen, &mut problems, path, line, entry.id.get_ref());
                        placed.push(Placed { path: path.clone(), line, kind, entry });
                    }
                }
            }
            placed.sort_by_key(|p| p.kind);
            for one in &placed {
                check(one, &vocabulary, &placed, &mut problems);
            }
            for Placed { kind, entry, .. } in placed {
                let family = entry.family.as_deref();
                let family = family.and_then(|f| vocabulary.families.iter().position(|known| known.id == f));
                vocabulary.terms.push(Term {
                    id: entry.id.into_inner(),
                    kind,
                    family: family.and_then(|at| u8::try_from(at).ok()),
                    strength: entry.strength.unwrap_or(0),
                    labels: entry.label.into_iter().collect(),
                    note: entry.note,
                    forms: entry.forms,
                    not: entry.not,
                });
            }
            if vocabulary.terms.len() > usize::from(TermIx::MAX) {
                let hint = "remove terms that no document uses";
                problems.push(Problem::error("vocabulary", None, "there are more than 65,535 terms", hint));
            }
            (vocabulary, problems)
        }
    }

    fn unique(
        seen: &mut BTreeMap<String, String>,
        problems: &mut Vec<Problem>,
        path: &str,
        line: u32,
        id: &str,
    ) {
        if let Some(first) = seen.insert(id.to_owned(), format!("{path}:{line}")) {
            let message = format!("the id `{id}` is given twice");
            problems.push(Problem::error(path, Some(line), message, format!("it stands at {first} already")));
        }
    }

    fn check(one: &Placed, vocabulary: &Vocabulary, all: &[Placed], problems: &mut Vec<Problem>) {
        let Placed { path, line, kind, entry } = one;
        let id = entry.id.get_ref();
        let mut error = |message: String, hint: &str| {
            problems.push(Problem::error(path, Some(*line), message, hint));
        };
        if entry.label.get("en").is_none_or(|l| l.trim().is_empty()) {
            error(format!("`{id}` has no English label"), "write label = { en = \"...\" }");
        }
        match (&entry.family, kind) {
            (None, Kind::Theme) => error(format!("the theme `{id}` has no family"), "write family = \"...\""),
            (Some(family), _) if vocabulary.families.iter().all(|f| f.id != *family) => {
                error(format!("`{id}` names the family `{family}`, which does not exist"), "see [[family]]");
            }
            _ => {}
        }
        if *kind == Kind::Rung && !entry.strength.is_some_and(|s| (1..=9).contains(&s)) {
            error(format!("the rung `{id}` has no strength from 1 to 9"), "write strength = 4");
        }
        if *kind != Kind::Rung && entry.forms.is_empty() {
            error(format!("`{id}` has no forms, so nothing can match it"), "write forms = [\"...\"]");
        }
        for form in entry.forms.iter().chain(&entry.not) {
            if !form.split("...").any(|piece| piece.chars().any(char::is_alphanumeric)) {
                error(format!("the form “{form}” of `{id}` has no word"), "a form is one word or a phrase");
            }
        }
        let find = |id: &str| all.iter().find(|p| p.kind == *kind && p.entry.id.get_ref() == id);
        for other in entry.related.iter().chain(&entry.broader) {
            if find(other).is_none() {
                error(format!("`{id}` names `{other}`, which does not exist"), "compare its spelling");
            }
        }
        let mut above = entry.broader.as_deref();
        for _ in 0..all.len() {
            match above {
                Some(up) if up == id => {
                    error(format!("`{id}` is broader than itself"), "break the circle of `broader`");
                    break;
                }
                Some(up) => above = find(up).and_then(|p| p.entry.broader.as_deref()),
                None => break,
            }
        }
    }
}
