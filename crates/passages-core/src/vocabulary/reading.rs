//! Files -> vocabulary, with all faults of all files in one run.

mod checks;

use super::{Crosswalk, Family, Framework, Kind, Objective, Term, TermIx, Vocabulary};
use crate::problem::Problem;
use crate::source::{line_of, toml_problem};
use checks::Checks;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// BCP 47 tags with a label each, as written.
type Label = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    general: Option<General>,
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
    #[serde(default)]
    framework: Vec<FrameworkEntry>,
    #[serde(default)]
    objective: Vec<ObjectiveEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct General {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FamilyEntry {
    id: Spanned<String>,
    #[serde(default)]
    label: Label,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<String>,
    #[serde(default)]
    label: Label,
    #[serde(default)]
    note: String,
    #[serde(default)]
    forms: Vec<Spanned<String>>,
    #[serde(default)]
    not: Vec<Spanned<String>>,
    family: Option<String>,
    strength: Option<u8>,
    broader: Option<String>,
    #[serde(default)]
    related: Vec<String>,
    place: Option<String>,
    #[serde(rename = "kind")]
    sort: Option<String>,
    iso: Option<String>,
    #[serde(rename = "un-m49")]
    un_m49: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameworkEntry {
    id: Spanned<String>,
    #[serde(default)]
    label: Label,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ObjectiveEntry {
    id: Spanned<String>,
    framework: String,
    number: String,
    #[serde(default)]
    label: Label,
    through: Vec<Through>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Through {
    theme: Spanned<String>,
    note: String,
}

/// Something of a file, and where it stands.
struct Placed<T> {
    path: String,
    line: u32,
    value: T,
}

/// All files, still in the words of their authors.
#[derive(Default)]
struct Read {
    general: Vec<String>,
    families: Vec<Placed<FamilyEntry>>,
    /// Sorted by kind.
    entries: Vec<Placed<(Kind, Entry)>>,
    frameworks: Vec<Placed<FrameworkEntry>>,
    objectives: Vec<Placed<ObjectiveEntry>>,
    /// Path and text of each file, for lines inside an entry.
    texts: BTreeMap<String, String>,
}

impl Vocabulary {
    /// Reads the files of a vocabulary (`path`, `text`), all faults of all files in one run.
    pub fn read(files: &[(String, String)]) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let read = read(files, &mut problems);
        let mut checks = Checks::new(&read);
        checks.run();
        problems.extend(checks.problems);
        (built(read), problems)
    }
}

fn read(files: &[(String, String)], problems: &mut Vec<Problem>) -> Read {
    let mut read = Read::default();
    for (path, text) in files {
        let file: File = match toml::from_str(text) {
            Ok(file) => file,
            Err(fault) => {
                problems.push(toml_problem(path, text, &fault));
                continue;
            }
        };
        let line = |id: &Spanned<String>| line_of(text, id.span().start);
        read.general.extend(file.general.into_iter().flat_map(|g| g.words));
        let families = file.family.into_iter();
        read.families.extend(families.map(|value| Placed {
            path: path.clone(),
            line: line(&value.id),
            value,
        }));
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
            let placed = entries.into_iter().map(|value| Placed {
                path: path.clone(),
                line: line(&value.id),
                value: (kind, value),
            });
            read.entries.extend(placed);
        }
        let frameworks = file.framework.into_iter();
        read.frameworks.extend(frameworks.map(|value| Placed {
            path: path.clone(),
            line: line(&value.id),
            value,
        }));
        let objectives = file.objective.into_iter();
        read.objectives.extend(objectives.map(|value| Placed {
            path: path.clone(),
            line: line(&value.id),
            value,
        }));
        read.texts.insert(path.clone(), text.clone());
    }
    read.entries.sort_by_key(|p| p.value.0);
    read
}

/// The vocabulary, with every name of another term as its index. What names nothing is left out; it has been told.
fn built(read: Read) -> Vocabulary {
    let ids: Vec<(Kind, String)> =
        read.entries.iter().map(|p| (p.value.0, p.value.1.id.get_ref().clone())).collect();
    let find = |kind: Kind, id: &str| -> Option<TermIx> {
        let at = ids.iter().position(|(k, known)| *k == kind && known == id)?;
        TermIx::try_from(at).ok()
    };
    let families: Vec<Family> = read
        .families
        .into_iter()
        .map(|p| Family { id: p.value.id.into_inner(), labels: p.value.label.into_iter().collect() })
        .collect();
    let term = |Placed { value: (kind, entry), .. }: Placed<(Kind, Entry)>| {
        let family = entry.family.as_deref();
        let family = family.and_then(|f| families.iter().position(|known| known.id == f));
        let words = |list: Vec<Spanned<String>>| list.into_iter().map(Spanned::into_inner).collect();
        Term {
            family: family.and_then(|at| u8::try_from(at).ok()),
            strength: entry.strength.unwrap_or(0),
            labels: entry.label.into_iter().collect(),
            note: entry.note,
            broader: entry.broader.and_then(|id| find(kind, &id)),
            related: entry.related.iter().filter_map(|id| find(kind, id)).collect(),
            place: entry.place.and_then(|id| find(Kind::Place, &id)),
            forms: words(entry.forms),
            not: words(entry.not),
            ..Term::new(kind, &entry.id.into_inner())
        }
    };
    let terms = read.entries.into_iter().map(term).collect();
    let frameworks: Vec<Framework> = read
        .frameworks
        .into_iter()
        .map(|p| Framework {
            id: p.value.id.into_inner(),
            labels: p.value.label.into_iter().collect(),
            source: p.value.source,
        })
        .collect();
    let objective = |p: Placed<ObjectiveEntry>| {
        let at = frameworks.iter().position(|f| f.id == p.value.framework)?;
        let through = p.value.through.into_iter();
        let through = through.filter_map(|t| Some((find(Kind::Theme, t.theme.get_ref())?, t.note)));
        Some(Objective {
            id: p.value.id.into_inner(),
            framework: u8::try_from(at).ok()?,
            number: p.value.number,
            labels: p.value.label.into_iter().collect(),
            through: through.collect(),
        })
    };
    let objectives = read.objectives.into_iter().filter_map(objective).collect();
    Vocabulary { families, terms, general: read.general, crosswalk: Crosswalk { frameworks, objectives } }
}
