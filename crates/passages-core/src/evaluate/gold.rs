//! Judgements by reading: grades for pairs, themes of paragraphs.

#[cfg(feature = "sources")]
use crate::problem::Problem;
#[cfg(feature = "sources")]
use crate::source::toml_problem;
use std::collections::BTreeMap;

/// The highest grade: the same specific topic, programme, actor or argument.
pub const HIGHEST_GRADE: u8 = 3;

/// One pass over the passages by one judge.
#[derive(Clone, Debug, PartialEq)]
pub struct Pass {
    /// The file it was read from.
    pub path: String,
    /// "first", "second".
    pub name: String,
    /// Ids of both paragraphs, and the grade from 0 to [`HIGHEST_GRADE`].
    pub grades: BTreeMap<(String, String), u8>,
    /// Ids of paragraphs, and the ids of their themes.
    pub themes: BTreeMap<String, Vec<String>>,
}

#[cfg(feature = "sources")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pass: String,
    from: String,
    to: String,
    columns: Vec<String>,
    links: BTreeMap<String, Vec<u8>>,
    #[serde(default)]
    themes: BTreeMap<String, Vec<String>>,
}

#[cfg(feature = "sources")]
impl Pass {
    /// Reads one file of `corpus/gold`. A row that is too short or holds no grade is told and left out.
    ///
    /// # Errors
    ///
    /// A text that is no TOML of this form, as a problem.
    pub fn read(path: &str, text: &str) -> Result<(Self, Vec<Problem>), Problem> {
        let file: File = toml::from_str(text).map_err(|fault| toml_problem(path, text, &fault))?;
        let mut problems = Vec::new();
        let mut grades = BTreeMap::new();
        for (row, given) in &file.links {
            if given.len() != file.columns.len() || given.iter().any(|g| *g > HIGHEST_GRADE) {
                let message =
                    format!("the row {row} is not one grade from 0 to {HIGHEST_GRADE} for each column");
                problems.push(Problem::error(path, None, message, "compare it with `columns`"));
                continue;
            }
            for (column, grade) in file.columns.iter().zip(given) {
                grades.insert((format!("{}:{row}", file.from), format!("{}:{column}", file.to)), *grade);
            }
        }
        Ok((Self { path: path.to_owned(), name: file.pass, grades, themes: file.themes }, problems))
    }
}
