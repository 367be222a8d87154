//! What is wrong with a source, where, and what to do about it.

mod kind;

pub use kind::ProblemKind;

use std::fmt;

/// How bad a [`Problem`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The corpus can be built; somebody should look.
    Warning,
    /// The corpus must not be published like this; the build stops.
    Error,
}

/// A file, and a line in it where one can be named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path of the file as the reader of the corpus gave it.
    pub file: String,
    /// One-based line.
    pub line: Option<u32>,
}

/// One thing that a curator should mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, as a sentence without its full stop.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What to do about it.
    pub hint: String,
    /// What kind of problem it is, where it can be told in other languages than English.
    pub kind: Option<ProblemKind>,
    /// What such a telling fills in, as the kind says.
    pub values: Vec<String>,
}

impl Problem {
    /// A problem that stops the build.
    pub fn error(file: &str, line: Option<u32>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Severity::Error, file, line, message.into(), hint.into())
    }

    /// A problem that does not stop the build.
    pub fn warning(
        file: &str,
        line: Option<u32>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Warning, file, line, message.into(), hint.into())
    }

    fn new(severity: Severity, file: &str, line: Option<u32>, message: String, hint: String) -> Self {
        let place = Place { file: file.to_owned(), line };
        Self { severity, message, place, hint, kind: None, values: Vec::new() }
    }

    /// The same as one of this kind.
    pub fn of(self, kind: ProblemKind, values: &[&str]) -> Self {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        Self { kind: Some(kind), values, ..self }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{}", self.place.file)?;
        if let Some(line) = self.place.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {kind}: {}\n    {}", self.message, self.hint)
    }
}

/// Whether any of the problems stops the build.
pub fn any_error(problems: &[Problem]) -> bool {
    problems.iter().any(|p| p.severity == Severity::Error)
}
