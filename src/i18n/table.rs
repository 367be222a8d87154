//! Wording files -> a Rust table. A wording that a language lacks stops the build, by its name.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Wording {
    name: String,
    dir: String,
    text: BTreeMap<String, String>,
    plural: BTreeMap<String, BTreeMap<String, String>>,
}

/// The languages that have a file, in the order of the United Nations' language bar.
const ORDER: [&str; 6] = ["ar", "zh", "en", "fr", "ru", "es"];

/// The tags and the table of all languages: reads every `TAG.toml` of the folder; the wordings of `en.toml` are what all must have.
pub(crate) fn generate(dir: &Path) -> Result<(Vec<String>, String), Box<dyn std::error::Error>> {
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
    let mut table = String::from("/// Every fixed wording.\n#[derive(Debug)]\npub struct Text {\n");
    for (key, english) in &english.text {
        writeln!(table, "    /// {}\n    pub {key}: &'static str,", english.replace('\n', " "))?;
    }
    table.push_str(
        "}\n/// Every wording that counts, by plural category.\n#[derive(Debug)]\npub struct Plurals {\n",
    );
    for key in english.plural.keys() {
        writeln!(table, "    /// `{key}`\n    pub {key}: Forms,")?;
    }
    writeln!(table, "}}\n/// All languages.\npub static LANGUAGES: [Language; {}] = [", languages.len())?;
    for (tag, Wording { name, dir, text, plural }) in &languages {
        writeln!(table, "Language {{ tag: {tag:?}, name: {name:?}, dir: {dir:?}, text: Text {{")?;
        for (key, words) in text {
            writeln!(table, "    {key}: {words:?},")?;
        }
        table.push_str("}, plural: Plurals {\n");
        for (key, forms) in plural {
            let forms: Vec<(&String, &String)> = forms.iter().collect();
            writeln!(table, "    {key}: &{forms:?},")?;
        }
        table.push_str("}},\n");
    }
    table.push_str("];\n");
    Ok((languages.into_iter().map(|(tag, _)| tag.to_owned()).collect(), table))
}
