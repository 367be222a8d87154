//! Wordings -> a Rust table of what there is to say.

use super::wording::{Wording, edition};
use std::fmt::Write;

/// The table of all wordings and languages, and how a text is read into it.
pub(crate) fn table(languages: &[(&str, Wording)]) -> Result<String, std::fmt::Error> {
    let english = languages.iter().find(|(tag, _)| *tag == "en").or(languages.first());
    let Some((_, english)) = english else { return Err(std::fmt::Error) };
    let edition = edition(english);
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
    table.push_str("}\n");
    places(&mut table, "Text", &mut english.text.keys(), "\"\"")?;
    places(&mut table, "Plurals", &mut english.plural.keys(), "&[]")?;
    writeln!(table, "/// The texts of this build begin with it.\nconst EDITION: &str = {edition:?};")?;
    let lines = english.text.len() + english.plural.len();
    writeln!(table, "/// Wordings of a text.\nconst WORDINGS: usize = {lines};")?;
    writeln!(table, "/// The languages that there are.\npub static HEADS: [Head; {}] = [", languages.len())?;
    for (tag, Wording { name, dir, .. }) in languages {
        writeln!(table, "    Head {{ tag: {tag:?}, name: {name:?}, dir: {dir:?} }},")?;
    }
    table.push_str("];\n");
    Ok(table)
}

/// A table of nothing, and what puts line after line where it belongs.
fn places(
    table: &mut String,
    name: &str,
    keys: &mut dyn Iterator<Item = &String>,
    nothing: &str,
) -> std::fmt::Result {
    let (mut empty, mut put) = (String::new(), String::new());
    for key in keys {
        writeln!(empty, "        {key}: {nothing},")?;
        writeln!(put, "        lines.put(&mut self.{key});")?;
    }
    writeln!(table, "impl {name} {{\n    const EMPTY: Self = Self {{\n{empty}    }};")?;
    writeln!(table, "    #[inline(never)]\n    fn read(&mut self, lines: &mut Rest) {{\n{put}    }}\n}}")
}
