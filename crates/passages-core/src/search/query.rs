//! What a visitor types -> a query. Never fails: what is malformed is read as best it can be.
//!
//! Words side by side must all occur. "Quotes" make a phrase, OR and NOT (or a leading -) and brackets do what they say.
//! A word that splits into several ("co-development") is a phrase.

use crate::tokens::Analyzer;

/// A query over stems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// The stem occurs.
    Word(String),
    /// The stems stand side by side in this order; at least two.
    Phrase(Vec<String>),
    /// All hold; at least one is not a `Not`, else nothing is found.
    And(Vec<Query>),
    /// One holds.
    Or(Vec<Query>),
    /// Does not hold.
    Not(Box<Query>),
}

/// Queries longer than this many characters are cut.
const MAX_CHARS: usize = 10_000;
/// Brackets nested deeper than this are read as if they were not there.
const MAX_DEPTH: usize = 32;

#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Words(Vec<String>),
    Or,
    Not,
    Open,
    Close,
}

/// Reads what was typed; `None` where it holds no word.
pub fn parse(typed: &str, analyzer: &Analyzer) -> Option<Query> {
    let typed: String = typed.chars().take(MAX_CHARS).collect();
    let mut pieces = pieces(&typed, analyzer).into_iter().peekable();
    let mut all = Vec::new();
    while pieces.peek().is_some() {
        all.extend(either(&mut pieces, 0));
        // A closing bracket too many closes nothing.
        pieces.next_if_eq(&Piece::Close);
    }
    join(all, Query::And)
}

type Pieces = std::iter::Peekable<std::vec::IntoIter<Piece>>;

fn either(pieces: &mut Pieces, depth: usize) -> Option<Query> {
    let mut choices = vec![];
    loop {
        choices.extend(all(pieces, depth));
        if pieces.next_if_eq(&Piece::Or).is_none() {
            return join(choices, Query::Or);
        }
    }
}

fn all(pieces: &mut Pieces, depth: usize) -> Option<Query> {
    let mut parts = Vec::new();
    while let Some(piece) = pieces.next_if(|p| !matches!(p, Piece::Or | Piece::Close)) {
        parts.extend(one(piece, pieces, depth));
    }
    join(parts, Query::And)
}

fn one(piece: Piece, pieces: &mut Pieces, depth: usize) -> Option<Query> {
    match piece {
        Piece::Words(mut stems) if stems.len() == 1 => stems.pop().map(Query::Word),
        Piece::Words(stems) => (!stems.is_empty()).then_some(Query::Phrase(stems)),
        Piece::Not => {
            let next = pieces.next_if(|p| matches!(p, Piece::Words(_) | Piece::Open))?;
            one(next, pieces, depth).map(|q| Query::Not(Box::new(q)))
        }
        Piece::Open if depth < MAX_DEPTH => {
            let inner = either(pieces, depth + 1);
            pieces.next_if_eq(&Piece::Close);
            inner
        }
        Piece::Open | Piece::Close | Piece::Or => None,
    }
}

fn join(mut parts: Vec<Query>, with: fn(Vec<Query>) -> Query) -> Option<Query> {
    if parts.len() > 1 { Some(with(parts)) } else { parts.pop() }
}

fn pieces(typed: &str, analyzer: &Analyzer) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = typed.trim_start();
    while let Some(first) = rest.chars().next() {
        let after = rest.get(first.len_utf8()..).unwrap_or("");
        rest = match first {
            '"' | '“' | '”' | '„' | '«' | '»' => {
                let end = after.find(['"', '“', '”', '»', '«']).unwrap_or(after.len());
                let (inside, beyond) = after.split_at(end);
                words(inside, analyzer, &mut pieces);
                beyond.get(beyond.chars().next().map_or(0, char::len_utf8)..).unwrap_or("")
            }
            '(' => {
                pieces.push(Piece::Open);
                after
            }
            ')' => {
                pieces.push(Piece::Close);
                after
            }
            '-' if after.starts_with(|c: char| c.is_alphanumeric() || c == '"' || c == '(') => {
                pieces.push(Piece::Not);
                after
            }
            _ => {
                let stops =
                    |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '«' | '»' | '(' | ')');
                let end = rest.find(stops).unwrap_or(rest.len()).max(first.len_utf8());
                let (word, beyond) = rest.split_at(end);
                match word {
                    "AND" => {}
                    "OR" => pieces.push(Piece::Or),
                    "NOT" => pieces.push(Piece::Not),
                    word => words(word, analyzer, &mut pieces),
                }
                beyond
            }
        }
        .trim_start();
    }
    pieces
}

fn words(text: &str, analyzer: &Analyzer, pieces: &mut Vec<Piece>) {
    let stems: Vec<String> = analyzer.tokens(text).into_iter().map(|t| t.stem).collect();
    if !stems.is_empty() {
        pieces.push(Piece::Words(stems));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, read: &str) {
        fn show(query: &Query) -> String {
            let list = |of: &[Query], by: &str| of.iter().map(show).collect::<Vec<_>>().join(by);
            match query {
                Query::Word(stem) => stem.clone(),
                Query::Phrase(stems) => format!("\"{}\"", stems.join(" ")),
                Query::And(all) => format!("({})", list(all, " & ")),
                Query::Or(any) => format!("({})", list(any, " | ")),
                Query::Not(not) => format!("!{}", show(not)),
            }
        }
        let query = parse(typed, &Analyzer::english());
        assert_eq!(query.as_ref().map_or_else(String::new, show), read, "{typed}");
    }

    #[test]
    fn reads_what_people_type() {
        check("human rights", "(human & right)");
        check("“human rights” migrants", "(\"human right\" & migrant)");
        check("co-development OR remittances", "(\"co develop\" | remitt)");
        check("(mali OR france) NOT tourism", "((mali | franc) & !tourism)");
        check("banks -\"diaspora banks\"", "(bank & !\"diaspora bank\")");
    }

    #[test]
    fn reads_what_is_malformed() {
        for nothing in ["", "  ", "\"", "()", "OR", "NOT", "- ( OR )", ")))", "\"\"", "…"] {
            check(nothing, "");
        }
        check("\"human rights", "\"human right\"");
        check("(mali))) france", "(mali & franc)");
        check("OR mali OR", "mali");
        check("NOT NOT mali", "!mali");
        check(&"(".repeat(5000), "");
    }
}
