//! What can be wrong with a vocabulary, each fault by itself.

use super::super::{Kind, MAX_FAMILIES, TermIx};
use super::{Entry, Label, Placed, Read};
use crate::problem::Problem;
use crate::source::line_of;
use crate::tokens::{Analyzer, is_stop_word};
use std::collections::BTreeMap;
use toml::Spanned;

/// The languages in which everything must have a name, with what they are called.
const LANGUAGES: [(&str, &str); 6] = [
    ("ar", "Arabic"),
    ("zh", "Chinese"),
    ("en", "English"),
    ("fr", "French"),
    ("ru", "Russian"),
    ("es", "Spanish"),
];

/// What actors may be.
const SORTS: [&str; 6] = ["intergovernmental", "state", "non-governmental", "person", "group", "financial"];

pub(super) struct Checks<'a> {
    read: &'a Read,
    general: Vec<String>,
    analyzer: Analyzer,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Checks<'a> {
    pub(super) fn new(read: &'a Read) -> Self {
        let analyzer = Analyzer::english();
        let general = read.general.iter().map(|word| analyzer.stem(word)).collect();
        Self { read, general, analyzer, problems: Vec::new() }
    }

    pub(super) fn run(&mut self) {
        let read = self.read;
        self.ids();
        for family in &read.families {
            self.label(family, family.value.id.get_ref(), &family.value.label);
        }
        for family in read.families.iter().skip(MAX_FAMILIES) {
            let message = format!("there are more than {MAX_FAMILIES} families");
            self.error(family, message, "merge two: more colours cannot be told apart");
        }
        for one in &read.entries {
            self.entry(one);
        }
        for framework in &read.frameworks {
            self.label(framework, framework.value.id.get_ref(), &framework.value.label);
        }
        self.objectives();
        if read.entries.len() > usize::from(TermIx::MAX) {
            let hint = "remove terms that no document uses";
            self.problems.push(Problem::error("vocabulary", None, "there are more than 65,535 terms", hint));
        }
    }

    fn error<T>(&mut self, at: &Placed<T>, message: impl Into<String>, hint: &str) {
        self.problems.push(Problem::error(&at.path, Some(at.line), message, hint));
    }

    /// An id names one thing, whatever its kind.
    fn ids(&mut self) {
        let read = self.read;
        let mut seen: BTreeMap<String, (&str, u32)> = BTreeMap::new();
        let families =
            read.families.iter().map(|p| (&p.path, p.line, format!("family {}", p.value.id.get_ref())));
        let entries = read.entries.iter().map(|p| (&p.path, p.line, p.value.1.id.get_ref().clone()));
        let frameworks = read.frameworks.iter().map(|p| (&p.path, p.line, p.value.id.get_ref().clone()));
        let objectives = read.objectives.iter().map(|p| (&p.path, p.line, p.value.id.get_ref().clone()));
        let mut found = Vec::new();
        for (path, line, id) in families.chain(entries).chain(frameworks).chain(objectives) {
            if let Some((first, at)) = seen.get(&id) {
                let hint = format!("it stands at {first}:{at} already; give one of them another id");
                found.push(Problem::error(path, Some(line), format!("the id `{id}` is given twice"), hint));
            } else {
                seen.insert(id, (path, line));
            }
        }
        self.problems.extend(found);
    }

    /// Everything has a name in each of the six languages.
    fn label<T>(&mut self, at: &Placed<T>, id: &str, label: &Label) {
        let missing: Vec<String> = LANGUAGES
            .iter()
            .filter(|(tag, _)| label.get(*tag).is_none_or(|l| l.trim().is_empty()))
            .map(|(tag, name)| format!("{name} ({tag})"))
            .collect();
        if !missing.is_empty() {
            let message = format!("`{id}` has no label in {}", missing.join(", "));
            self.error(
                at,
                message,
                "write label = { en = \"...\", fr = \"...\", ... }, one for each of the six",
            );
        }
        if let Some(unknown) = label.keys().find(|tag| LANGUAGES.iter().all(|(known, _)| known != tag)) {
            let message = format!("`{id}` has a label in `{unknown}`, which the page does not speak");
            self.error(at, message, "the languages are ar, zh, en, fr, ru and es");
        }
    }

    fn entry(&mut self, one: &Placed<(Kind, Entry)>) {
        let (kind, entry) = (one.value.0, &one.value.1);
        let id = entry.id.get_ref();
        self.label(one, id, &entry.label);
        match (&entry.family, kind) {
            (None, Kind::Theme) => {
                self.error(one, format!("the theme `{id}` has no family"), "write family = \"...\"")
            }
            (Some(family), Kind::Theme)
                if self.read.families.iter().all(|f| f.value.id.get_ref() != family) =>
            {
                let message = format!("`{id}` names the family `{family}`, which does not exist");
                self.error(one, message, "see [[family]] for those that do");
            }
            (Some(_), k) if k != Kind::Theme => {
                self.error(
                    one,
                    format!("`{id}` is no theme and has no family"),
                    "take the line `family` out",
                );
            }
            _ => {}
        }
        if kind == Kind::Rung && !entry.strength.is_some_and(|s| (1..=9).contains(&s)) {
            self.error(one, format!("the rung `{id}` has no strength from 1 to 9"), "write strength = 4");
        }
        if kind == Kind::Actor && !entry.sort.as_deref().is_some_and(|s| SORTS.contains(&s)) {
            let hint = format!("write kind = \"...\" with one of: {}", SORTS.join(", "));
            self.error(one, format!("the actor `{id}` has no kind that is known"), &hint);
        }
        if kind == Kind::Place {
            self.codes(one);
        }
        if kind != Kind::Rung && entry.forms.is_empty() {
            let message = format!("`{id}` has no forms, so nothing can match it");
            self.error(one, message, "write forms = [\"...\"]");
        }
        for form in entry.forms.iter().chain(&entry.not) {
            self.form(one, form);
        }
        self.names(one);
    }

    /// A place has its ISO code, or a region its code in the United Nations list.
    fn codes(&mut self, one: &Placed<(Kind, Entry)>) {
        let (id, entry) = (one.value.1.id.get_ref(), &one.value.1);
        let iso =
            entry.iso.as_deref().is_some_and(|c| c.len() == 2 && c.bytes().all(|b| b.is_ascii_uppercase()));
        let m49 =
            entry.un_m49.as_deref().is_some_and(|c| c.len() == 3 && c.bytes().all(|b| b.is_ascii_digit()));
        if !iso && !m49 {
            let hint = "write iso = \"FR\" (two capitals), or for a region un-m49 = \"150\" (three digits)";
            self.error(one, format!("the place `{id}` has no code"), hint);
        }
    }

    /// A form must have words, and must not be found everywhere.
    fn form(&mut self, one: &Placed<(Kind, Entry)>, form: &Spanned<String>) {
        let id = one.value.1.id.get_ref();
        let text = form.get_ref();
        let line = self.read.texts.get(&one.path).map(|t| line_of(t, form.span().start));
        let mut error = |message: String, hint: &str| {
            self.problems.push(Problem::error(&one.path, line, message, hint));
        };
        let tokens = self.analyzer.tokens(text);
        if tokens.is_empty() {
            return error(
                format!("the form “{text}” of `{id}` has no word"),
                "a form is one word or a phrase",
            );
        }
        let short = |word: &str| word.chars().count() < 2;
        let tells = |t: &crate::tokens::Token| {
            t.capitals || !(is_stop_word(&t.word) || short(&t.word) || self.general.contains(&t.stem))
        };
        let general_phrase =
            matches!(one.value.0, Kind::Theme) && !tokens.iter().any(tells) && tokens.len() < 2;
        let only_stops = tokens.iter().all(|t| !t.capitals && (is_stop_word(&t.word) || short(&t.word)));
        if general_phrase || only_stops {
            let message = format!("the form “{text}” of `{id}` would match nearly every paragraph");
            error(message, "add the words that make it tell something");
        }
    }

    /// What an entry names exists, and nothing is broader than itself.
    fn names(&mut self, one: &Placed<(Kind, Entry)>) {
        let (kind, entry) = (one.value.0, &one.value.1);
        let id = entry.id.get_ref();
        let read = self.read;
        let find = |kind: Kind, id: &str| {
            read.entries
                .iter()
                .find(|p| p.value.0 == kind && p.value.1.id.get_ref() == id)
                .map(|p| &p.value.1)
        };
        for other in entry.related.iter().chain(&entry.broader) {
            if find(kind, other).is_none() {
                let message = format!("`{id}` names `{other}`, which does not exist");
                self.error(one, message, "compare its spelling with the ids of the same kind");
            }
        }
        if let Some(place) = &entry.place
            && find(Kind::Place, place).is_none()
        {
            self.error(
                one,
                format!("`{id}` names the place `{place}`, which does not exist"),
                "see places.toml",
            );
        }
        let mut above = entry.broader.as_deref();
        for _ in 0..read.entries.len() {
            match above {
                Some(up) if up == id => {
                    let message = format!("`{id}` is broader than itself");
                    self.error(one, message, "break the circle of `broader`");
                    break;
                }
                Some(up) => above = find(kind, up).and_then(|e| e.broader.as_deref()),
                None => break,
            }
        }
    }

    /// An objective belongs to a framework, and names themes.
    fn objectives(&mut self) {
        let read = self.read;
        for one in &read.objectives {
            let id = one.value.id.get_ref();
            self.label(one, id, &one.value.label);
            if read.frameworks.iter().all(|f| *f.value.id.get_ref() != one.value.framework) {
                let message =
                    format!("`{id}` names the framework `{}`, which does not exist", one.value.framework);
                self.error(one, message, "see [[framework]] for those that do");
            }
            for through in &one.value.through {
                let theme = through.theme.get_ref();
                let known =
                    |p: &&Placed<(Kind, Entry)>| p.value.0 == Kind::Theme && p.value.1.id.get_ref() == theme;
                let line = read.texts.get(&one.path).map(|t| line_of(t, through.theme.span().start));
                if read.entries.iter().find(known).is_none() {
                    let message =
                        format!("`{id}` is reached through the theme `{theme}`, which does not exist");
                    self.problems.push(Problem::error(&one.path, line, message, "see themes.toml"));
                }
                if through.note.trim().is_empty() {
                    let message = format!("`{id}` does not say why the theme `{theme}` bears on it");
                    self.problems.push(Problem::error(&one.path, line, message, "write note = \"...\""));
                }
            }
        }
    }
}
