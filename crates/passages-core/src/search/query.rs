//! What a query is, and how it is written.
//!
//! | written | finds paragraphs |
//! |---|---|
//! | `human rights` | with both words, in any of their forms |
//! | `"human rights"` | with the words side by side, in this order |
//! | `=migrants`, `"=human rights"` | with exactly these forms |
//! | `移民` | with these characters side by side |
//! | `migra*`, `wom?n` | with a word that begins so; `*` stands for any letters, `?` for one |
//! | `remitances~`, `remitances~2` | with any form of a word that is one typing error away, or two |
//! | `=remitances~` | with a form that is one typing error away |
//! | `mali OR france`, `a AND b`, `NOT c`, `-c`, `(…)` | as they say |
//! | `return NEAR/5 skills` | with no more than five words between the two |
//! | `theme:remittances`, `actor:IOM`, `year:2001..2006`, `symbol:A/CONF.191/L.7` | of that kind |

use std::fmt::{self, Display};

/// One word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Atom {
    /// Any form of the word, in any language; folded but for what stems need: Latin diacritics, Arabic endings.
    Word(String),
    /// This form, folded.
    Exact(String),
    /// Characters of a script without spaces, side by side; at least one.
    Run(String),
    /// A folded word with `*` for any letters and `?` for one; at least one letter.
    Pattern(String),
    /// What comes near to a folded word.
    Fuzzy {
        /// Folded, as typed.
        word: String,
        /// 1 or 2 typing errors.
        errors: u8,
        /// Whether the forms that come near are meant, and not all forms of their stems.
        exact: bool,
    },
}

/// A query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// Words that stand side by side in this order; at least one.
    Words(Vec<Atom>),
    /// Two runs of words with no more than this many words between them, whichever comes first.
    Near(Vec<Atom>, Vec<Atom>, u32),
    /// A field and its value, as typed.
    Field(String, String),
    /// All hold; at least two.
    And(Vec<Query>),
    /// One holds; at least two.
    Or(Vec<Query>),
    /// Does not hold.
    Not(Box<Query>),
}

impl fmt::Display for Atom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) | Self::Run(word) | Self::Pattern(word) => f.write_str(word),
            Self::Exact(word) => write!(f, "={word}"),
            Self::Fuzzy { word, errors, exact } => {
                let sign = if *exact { "=" } else { "" };
                if *errors == 1 { write!(f, "{sign}{word}~") } else { write!(f, "{sign}{word}~{errors}") }
            }
        }
    }
}

/// A run of words as it is typed.
fn run(words: &[Atom], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let [only] = words else {
        let exact = words.iter().all(|w| matches!(w, Atom::Exact(_)));
        // A sign at the beginning is for all of them; after a space, for the first alone.
        let first = matches!(words.first(), Some(Atom::Exact(_) | Atom::Fuzzy { exact: true, .. }));
        f.write_str(if exact {
            "\"="
        } else if first {
            "\" "
        } else {
            "\""
        })?;
        for (nth, word) in words.iter().enumerate() {
            f.write_str(if nth > 0 { " " } else { "" })?;
            match word {
                Atom::Exact(word) if exact => f.write_str(word)?,
                word => word.fmt(f)?,
            }
        }
        return f.write_str("\"");
    };
    only.fmt(f)
}

/// A part that would be read otherwise stands in brackets.
fn part(query: &Query, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if matches!(query, Query::And(_) | Query::Or(_)) { write!(f, "({query})") } else { query.fmt(f) }
}

/// As it could have been typed; read again, it is the same query.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |parts: &[Query], between: &str, f: &mut fmt::Formatter<'_>| {
            for (nth, one) in parts.iter().enumerate() {
                f.write_str(if nth > 0 { between } else { "" })?;
                part(one, f)?;
            }
            Ok(())
        };
        match self {
            Self::Words(words) => run(words, f),
            Self::Near(one, two, words) => {
                run(one, f)?;
                write!(f, " NEAR/{words} ")?;
                run(two, f)
            }
            Self::Field(name, value)
                if value.contains(|c: char| !c.is_alphanumeric() && !"./-".contains(c)) =>
            {
                write!(f, "{name}:\"{value}\"")
            }
            Self::Field(name, value) => write!(f, "{name}:{value}"),
            Self::And(all) => list(all, " ", f),
            Self::Or(any) => list(any, " OR ", f),
            Self::Not(not) => {
                f.write_str("NOT ")?;
                if matches!(**not, Self::Not(_)) { write!(f, "({not})") } else { part(not, f) }
            }
        }
    }
}
