//! Wording files -> a text a language. A wording that a language lacks stops the build, by its name.
//!
//! A text has a line for each wording, in the order of the table, so that it needs no names: the page reads the
//! English one, which it holds, and that of another language when it is wanted.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A wording file.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wording {
    /// What its speakers call the language.
    pub(crate) name: String,
    /// Writing direction.
    pub(crate) dir: String,
    /// Fixed wordings, by name.
    pub(crate) text: BTreeMap<String, String>,
    /// Wordings that count, by name and plural category.
    pub(crate) plural: BTreeMap<String, BTreeMap<String, String>>,
}

/// The languages that have a file, in the order of the United Nations' language bar.
const ORDER: [&str; 6] = ["ar", "zh", "en", "fr", "ru", "es"];

/// Why there is no text.
pub(crate) type Fault = Box<dyn std::error::Error + Send + Sync>;

/// Reads every `TAG.toml` of the folder; the wordings of `en.toml` are what all must have.
pub(crate) fn read(dir: &Path) -> Result<Vec<(&'static str, Wording)>, Fault> {
    let mut languages = Vec::new();
    for tag in ORDER {
        let path = dir.join(format!("{tag}.toml"));
        if path.is_file() {
            let wording: Wording = toml::from_str(&fs::read_to_string(&path)?)
                .map_err(|fault| format!("{}: {fault}", path.display()))?;
            languages.push((tag, wording));
        }
    }
    let (_, english) = languages.iter().find(|(tag, _)| *tag == "en").ok_or("src/i18n/en.toml is missing")?;
    for (tag, wording) in &languages {
        let missing = english.text.keys().filter(|k| !wording.text.contains_key(*k));
        let missing: Vec<&String> =
            missing.chain(english.plural.keys().filter(|k| !wording.plural.contains_key(*k))).collect();
        let extra = wording.text.keys().filter(|k| !english.text.contains_key(*k));
        let extra: Vec<&String> =
            extra.chain(wording.plural.keys().filter(|k| !english.plural.contains_key(*k))).collect();
        if !missing.is_empty() || !extra.is_empty() {
            return Err(format!("src/i18n/{tag}.toml lacks {missing:?}, and has unused {extra:?}").into());
        }
    }
    Ok(languages)
}

/// BCP 47 tag and text of each language; behind the wordings stands in it what `names` are in the language.
pub(crate) fn texts<'a>(
    languages: &[(&'static str, Wording)],
    names: &dyn Fn(&str) -> Vec<&'a str>,
) -> Result<Vec<(&'static str, String)>, Fault> {
    let mut texts = Vec::new();
    for (tag, wording) in languages {
        texts.push((*tag, text(&edition(wording), tag, wording, &names(tag))?));
    }
    Ok(texts)
}

/// Tells the texts of one build from those of another: FNV-1a over the names of all wordings, which are the same in all
/// languages.
pub(crate) fn edition(wording: &Wording) -> String {
    let names = wording.text.keys().chain(wording.plural.keys()).flat_map(|name| name.bytes().chain([0]));
    let hash = names.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

fn text(
    edition: &str,
    tag: &str,
    Wording { text, plural, .. }: &Wording,
    names: &[&str],
) -> Result<String, Fault> {
    let mut lines = vec![edition.to_owned(), tag.to_owned()];
    lines.extend(text.values().cloned());
    for forms in plural.values() {
        let forms: Vec<String> = forms.iter().map(|(category, form)| format!("{category}\t{form}")).collect();
        lines.push(forms.join("\t"));
    }
    lines.extend(names.iter().map(|name| (*name).to_owned()));
    if lines.iter().any(|line| line.contains('\n')) {
        return Err(format!("src/i18n/{tag}.toml: a wording is one line").into());
    }
    Ok(lines.join("\n") + "\n")
}
