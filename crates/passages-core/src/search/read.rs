//! What a visitor types -> a query. Never fails: what is malformed is read as best it can be.

use super::query::{Atom, Query};
use crate::case::lowercase;
use crate::tokens::{Analyzer, Typed, bare, fold, typed as typed_words};

/// Names that may stand before a colon; those of facets and two more.
pub const FIELDS: [&str; 13] = [
    "document",
    "section",
    "theme",
    "objective",
    "actor",
    "place",
    "programme",
    "event",
    "instrument",
    "speaker",
    "strength",
    "year",
    "symbol",
];

/// Words that are no words of the text, but say what is wanted of those around them.
pub const OPERATORS: [&str; 4] = ["AND", "OR", "NOT", "NEAR"];

/// Signs that do something at a word or around several; of pairs the one that opens. They and the operators are all that
/// there is besides words and fields.
pub const SIGNS: [&str; 8] = ["\"", "(", "=", "-", "*", "?", "~", "~2"];

/// Queries longer than this many characters are cut.
const MAX_CHARS: usize = 10_000;
/// Brackets nested deeper than this are read as if they were not there.
const MAX_DEPTH: usize = 32;
/// Words between the two sides of a NEAR that does not say how many, and at most.
const NEAR: (u32, u32) = (10, 1000);

/// Words with `*`, `?` or `~` beyond so many are read without them: each may stand for all words of the texts.
const MAX_WIDE: usize = 32;

/// Phrases and NEARs beyond so many are read as their words one by one: for each, the places of its words are compared
/// in all paragraphs that have them.
const MAX_PLACED: usize = 32;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(Vec<Atom>),
    Field(String, String),
    Near(u32),
    Or,
    Not,
    Open,
    Close,
}

/// Reads what was typed; `None` where it holds no word.
///
/// The language of the analyzer makes no difference: each word is looked up in the languages of the texts.
pub fn parse(typed: &str, _analyzer: &Analyzer) -> Option<Query> {
    read(typed).0
}

/// Whether all of what was typed counts: it is not too long, and has no more words with `*`, `?` or `~`, and no more
/// phrases and NEARs, than are looked for.
pub fn is_whole(typed: &str) -> bool {
    read(typed).1
}

/// The query, and whether it is whole.
fn read(typed: &str) -> (Option<Query>, bool) {
    let (is_all, considered) = within(typed);
    let reader = Reader::default().read(considered);
    let mut pieces = Pieces { rest: reader.pieces.into_iter().peekable(), placed: 0 };
    let mut all = Vec::new();
    while pieces.rest.peek().is_some() {
        all.extend(either(&mut pieces, 0));
        // A closing bracket too many closes nothing.
        pieces.rest.next_if_eq(&Piece::Close);
    }
    (join(all, Query::And), is_all && reader.wide <= MAX_WIDE && pieces.placed <= MAX_PLACED)
}

/// What is considered of a query, and whether that is all of it.
fn within(typed: &str) -> (bool, &str) {
    let end = typed.char_indices().nth(MAX_CHARS).map_or(typed.len(), |(at, _)| at);
    (end == typed.len(), typed.get(..end).unwrap_or(typed))
}

/// The names before a colon that are none of a field, as they were typed, each once: "para" of "para:10".
pub fn unknown_fields(typed: &str) -> Vec<&str> {
    let (_, considered) = within(typed);
    let chunks = considered.split(|c: char| c.is_whitespace() || c == '(' || c == ')');
    // What begins an address is no field.
    let is_value = |value: &str| !value.is_empty() && !value.starts_with("//");
    let names = chunks.filter_map(|chunk| chunk.split_once(':')).filter(|(_, value)| is_value(value));
    let names = names.map(|(name, _)| name.strip_prefix('-').unwrap_or(name));
    let is_name = |name: &str| !name.is_empty() && name.chars().all(char::is_alphabetic);
    let mut unknown = Vec::new();
    for name in names.filter(|name| is_name(name) && !FIELDS.contains(&lowercase(name).as_str())) {
        if !unknown.contains(&name) {
            unknown.push(name);
        }
    }
    unknown
}

/// The same without quotation marks.
pub fn unquoted(typed: &str) -> String {
    typed.chars().filter(|c| !QUOTES.contains(c)).collect()
}

/// What may be meant by a query that finds nothing, as people write it elsewhere: "or", "and", "not" and "near/5" in
/// small letters as the operators, words in quotation marks one by one.
pub fn plainer(typed: &str) -> Vec<String> {
    let is_operator = |word: &str| {
        OPERATORS.iter().any(|operator| operator.eq_ignore_ascii_case(word))
            || word.strip_prefix("near/").is_some_and(|reach| reach.parse::<u32>().is_ok())
    };
    let words = typed.split_whitespace().map(|word| {
        let small = lowercase(word);
        if is_operator(&small) { small.to_ascii_uppercase() } else { word.to_owned() }
    });
    let with_operators = words.collect::<Vec<_>>().join(" ");
    [with_operators, unquoted(typed)].into_iter().filter(|query| query.trim() != typed.trim()).collect()
}

/// What is left to be read.
struct Pieces {
    rest: std::iter::Peekable<std::vec::IntoIter<Piece>>,
    /// Phrases and NEARs so far.
    placed: usize,
}

impl Pieces {
    fn may_be_placed(&mut self) -> bool {
        self.placed += 1;
        self.placed <= MAX_PLACED
    }
}

fn either(pieces: &mut Pieces, depth: usize) -> Option<Query> {
    let mut choices = vec![];
    loop {
        choices.extend(all(pieces, depth));
        if pieces.rest.next_if_eq(&Piece::Or).is_none() {
            return join(choices, Query::Or);
        }
    }
}

fn all(pieces: &mut Pieces, depth: usize) -> Option<Query> {
    let mut parts = Vec::new();
    while let Some(piece) = pieces.rest.next_if(|p| !matches!(p, Piece::Or | Piece::Close)) {
        parts.extend(one(piece, pieces, depth));
    }
    join(parts, Query::And)
}

fn one(piece: Piece, pieces: &mut Pieces, depth: usize) -> Option<Query> {
    match piece {
        Piece::Words(words) => near(words, pieces),
        Piece::Field(name, value) => Some(Query::Field(name, value)),
        Piece::Not => {
            let next =
                pieces.rest.next_if(|p| matches!(p, Piece::Words(_) | Piece::Field(..) | Piece::Open))?;
            one(next, pieces, depth).map(|q| Query::Not(Box::new(q)))
        }
        Piece::Open if depth < MAX_DEPTH => {
            let inner = either(pieces, depth + 1);
            pieces.rest.next_if_eq(&Piece::Close);
            inner
        }
        Piece::Open | Piece::Close | Piece::Or | Piece::Near(_) => None,
    }
}

/// Words, and what must stand near them: each pair of neighbours in a chain of NEARs.
fn near(words: Vec<Atom>, pieces: &mut Pieces) -> Option<Query> {
    let mut pairs = Vec::new();
    let mut left = words;
    // Whether the words on the left are told by the pair before.
    let mut is_told = false;
    while let Some(Piece::Near(reach)) = pieces.rest.next_if(|p| matches!(p, Piece::Near(_))) {
        // A NEAR with nothing behind it is no NEAR.
        let Some(Piece::Words(right)) = pieces.rest.next_if(|p| matches!(p, Piece::Words(_))) else { break };
        let is_near = pieces.may_be_placed();
        if is_near {
            pairs.push(Query::Near(left, right.clone(), reach));
        } else if !is_told {
            pairs.push(side_by_side(left, pieces));
        }
        (left, is_told) = (right, is_near);
    }
    if !is_told {
        pairs.push(side_by_side(left, pieces));
    }
    join(pairs, Query::And)
}

/// Words as they stand; beyond [`MAX_PLACED`], without regard to what stands beside each.
fn side_by_side(words: Vec<Atom>, pieces: &mut Pieces) -> Query {
    let is_word = match words.as_slice() {
        [Atom::Run(run)] => run.chars().nth(2).is_none(),
        several => several.len() < 2,
    };
    if is_word || pieces.may_be_placed() {
        return Query::Words(words);
    }
    let apart = words.into_iter().flat_map(singly).map(|atom| Query::Words(vec![atom]));
    Query::And(apart.collect())
}

/// What can be looked for without regard to what stands beside it: of characters, any two.
fn singly(atom: Atom) -> Vec<Atom> {
    match atom {
        Atom::Run(run) if run.chars().nth(2).is_some() => {
            let pairs = run.chars().zip(run.chars().skip(1));
            pairs.map(|(one, next)| Atom::Run([one, next].iter().collect())).collect()
        }
        other => vec![other],
    }
}

fn join(mut parts: Vec<Query>, with: fn(Vec<Query>) -> Query) -> Option<Query> {
    if parts.len() > 1 { Some(with(parts)) } else { parts.pop() }
}

const QUOTES: [char; 6] = ['"', '“', '”', '„', '«', '»'];

/// What stands between the quotation mark that `text` begins with and the next one, and what follows.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix(QUOTES)?;
    let end = inside.find(QUOTES).unwrap_or(inside.len());
    let (inside, beyond) = inside.split_at(end);
    Some((inside, beyond.strip_prefix(QUOTES).unwrap_or(beyond)))
}

/// Takes what was typed to pieces.
#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    /// Words with `*`, `?` or `~` so far.
    wide: usize,
}

impl Reader {
    fn read(mut self, typed: &str) -> Self {
        let mut rest = typed.trim_start();
        while let Some(first) = rest.chars().next() {
            let after = rest.get(first.len_utf8()..).unwrap_or("");
            rest = if let Some((inside, beyond)) = quoted(rest) {
                self.words(inside, true);
                beyond
            } else if first == '(' || first == ')' {
                self.pieces.push(if first == '(' { Piece::Open } else { Piece::Close });
                after
            } else if first == '-'
                && after.starts_with(|c: char| {
                    c.is_alphanumeric() || QUOTES.contains(&c) || "(=*?＊？".contains(c)
                })
            {
                self.pieces.push(Piece::Not);
                after
            } else {
                let stops = |c: char| c.is_whitespace() || QUOTES.contains(&c) || c == '(' || c == ')';
                let end = rest.find(stops).unwrap_or(rest.len()).max(first.len_utf8());
                let (chunk, beyond) = rest.split_at(end);
                match chunk.split_once(':').map(|(name, value)| (lowercase(name), value)) {
                    Some((name, value)) if FIELDS.contains(&name.as_str()) => match quoted(beyond) {
                        Some((inside, after)) if value.is_empty() => {
                            self.field(name, inside);
                            after
                        }
                        _ => {
                            self.field(name, value);
                            beyond
                        }
                    },
                    _ if chunk == "=" && quoted(beyond).is_some() => {
                        let (inside, after) = quoted(beyond).unwrap_or(("", beyond));
                        self.words(&format!("={inside}"), true);
                        after
                    }
                    _ => {
                        self.word(chunk);
                        beyond
                    }
                }
            }
            .trim_start();
        }
        self
    }

    fn field(&mut self, name: String, value: &str) {
        let value = value.trim().replace(QUOTES, " ");
        if !value.is_empty() {
            self.pieces.push(Piece::Field(name, value));
        }
    }

    fn word(&mut self, chunk: &str) {
        match chunk {
            "AND" => {}
            "OR" => self.pieces.push(Piece::Or),
            "NOT" => self.pieces.push(Piece::Not),
            "NEAR" => self.pieces.push(Piece::Near(NEAR.0)),
            _ => match chunk.strip_prefix("NEAR/").and_then(|n| n.parse::<u32>().ok()) {
                Some(reach) => self.pieces.push(Piece::Near(reach.min(NEAR.1))),
                None => self.words(chunk, false),
            },
        }
    }

    /// A run of words: side by side if there are several.
    fn words(&mut self, text: &str, quoted: bool) {
        let (text, exact) = text.strip_prefix('=').map_or((text, false), |rest| (rest, true));
        let runs = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '/' | '—' | '–'));
        let mut atoms = Vec::new();
        for run in runs {
            self.atoms(run, exact, quoted, &mut atoms);
        }
        if !atoms.is_empty() {
            self.pieces.push(Piece::Words(atoms));
        }
    }

    fn atoms(&mut self, run: &str, exact: bool, quoted: bool, atoms: &mut Vec<Atom>) {
        let (run, exact) = run.strip_prefix('=').map_or((run, exact), |rest| (rest, true));
        let special = |c: char| c == '*' || c == '?';
        let (bare_run, errors) = match run.split_once('~') {
            Some((bare, "2")) => (bare, 2),
            Some((bare, _)) => (bare, 1),
            None => (run, 0),
        };
        let mut words = typed_words(bare_run);
        // Of "l'eau" the second word is meant, unless the two are quoted.
        let before = words.len().saturating_sub(1);
        let elided = words.iter().take(before).take_while(|word| matches!(word, Typed::Elided(_))).count();
        let mut meant = run;
        if elided > 0 && !quoted && !exact {
            words.drain(..elided);
            meant = run.rsplit(['\'', '’']).next().unwrap_or(run);
        }
        // Most words have no signs for other letters, and are not asked any further.
        if meant.contains(['*', '?', '＊', '？']) {
            // A script without spaces has no words to complete, and a question mark at the end asks a question.
            let runs_on = typed_words(run).iter().any(|word| matches!(word, Typed::Run(_)));
            let pattern: String =
                fold(meant).chars().filter(|c| c.is_alphanumeric() || special(*c)).collect();
            let pattern = pattern.trim_end_matches('?');
            if pattern.contains(special) && !runs_on && self.may_be_wide() {
                if pattern.contains(|c: char| !special(c)) {
                    atoms.push(Atom::Pattern(pattern.to_owned()));
                }
                return;
            }
        }
        for word in words {
            let atom = match word {
                Typed::Run(run) => Atom::Run(run),
                Typed::Word(word) | Typed::Elided(word) if errors > 0 && self.may_be_wide() => {
                    Atom::Fuzzy { word: bare(&word).into_owned(), errors, exact }
                }
                Typed::Word(word) | Typed::Elided(word) if exact => Atom::Exact(bare(&word).into_owned()),
                Typed::Word(word) | Typed::Elided(word) => Atom::Word(word),
            };
            atoms.push(atom);
        }
    }

    fn may_be_wide(&mut self) -> bool {
        self.wide += 1;
        self.wide <= MAX_WIDE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What was typed, and how it is read.
    fn check(typed: &str, read: &str) {
        let query = parse(typed, &Analyzer::english());
        assert_eq!(query.map_or_else(String::new, |q| q.to_string()), read, "{typed}");
    }

    #[test]
    fn reads_what_people_type() {
        check("human rights", "human rights");
        check("“Human Rights” migrants", "\"human rights\" migrants");
        check("co-development OR remittances", "\"co development\" OR remittances");
        check("(mali OR france) NOT tourism", "(mali OR france) NOT tourism");
        check("banks -\"diaspora banks\"", "banks NOT \"diaspora banks\"");
        check("banks -“diaspora banks” -«a b»", "banks NOT \"diaspora banks\" NOT \"a b\"");
        check("banks -migra* -*ation", "banks NOT migra* NOT *ation");
        check("a AND b", "a b");
        check("=migrants \"=human rights\"", "=migrants \"=human rights\"");
        check("migra* wom?n what?", "migra* wom?n what");
        check("migra＊ wom？n what？", "migra* wom?n what");
        check("remitances~ x~2", "remitances~ x~2");
        check("return NEAR/5 skills", "return NEAR/5 skills");
        check("\"a b\" NEAR c NEAR/2 d", "\"a b\" NEAR/10 c c NEAR/2 d");
        check("theme:remittances year:2001..2006", "theme:remittances year:2001..2006");
        check(
            "Theme:\"return and reintegration\" -actor:IOM",
            "theme:\"return and reintegration\" NOT actor:IOM",
        );
        check("symbol:A/CONF.191/L.7", "symbol:A/CONF.191/L.7");
        check("l'eau l’œuvre \"l'eau\" l'immigr*", "eau oeuvre \"l eau\" immigr*");
        check("co‑development co-dev*", "\"co development\" \"co dev*\"");
        check("=remitances~ \" =a b\" =\"a b\"", "=remitances~ \" =a b\" \"=a b\"");
        check("Élève ИОД", "élève иод");
        check("移民2006 \"移民 发展\" 移* =移民", "\"移民 2006\" \"移民 发展\" 移 移民");
        check("http://example.org", "\"http example org\"");
    }

    #[test]
    fn each_sign_and_each_operator_makes_a_difference() {
        let read = |typed: &str| parse(typed, &Analyzer::english());
        for sign in SIGNS {
            let typed = match sign {
                "\"" => "\"aa bb\" cc".to_owned(),
                "(" => "(aa OR bb) cc".to_owned(),
                "=" | "-" => format!("{sign}aa bb cc"),
                _ => format!("a{sign}a bb cc"),
            };
            let without = typed.replace([')', '"'], "").replace(sign, "");
            assert_ne!(read(&typed), read(&without), "{typed} {without}");
        }
        for operator in OPERATORS {
            assert_ne!(read(&format!("aa {operator} bb")), read("aa between bb"), "{operator}");
            assert_ne!(read(&format!("aa {operator} bb")), read(&format!("aa {} bb", lowercase(operator))));
        }
    }

    #[test]
    fn fields_that_are_none_are_told_however_they_are_asked() {
        assert_eq!(
            unknown_fields("author:a OR -Year:2001 (para:10 para:11) -Para:4"),
            ["author", "para", "Para"]
        );
        assert_eq!(unknown_fields("theme:x 14:30 Note: a/b:c"), [""; 0]);
    }

    #[test]
    fn reads_what_is_malformed() {
        for nothing in [
            "", "  ", "\"", "()", "OR", "NOT", "- ( OR )", ")))", "\"\"", "…", "*", "??", "~", "NEAR/5",
            "theme:",
        ] {
            check(nothing, "");
        }
        check("\"human rights", "\"human rights\"");
        check("(mali))) france", "mali france");
        check("OR mali OR", "mali");
        check("NOT NOT mali", "NOT mali");
        check("mali NEAR/5", "mali");
        check("NEAR/5 mali", "mali");
        check(&"(".repeat(5000), "");
        // What may stand for all words of the texts is taken so often and no more.
        let read = parse(&"a* b~ ".repeat(1000), &Analyzer::english()).map(|q| q.to_string());
        let wide = |read: String| read.matches(['*', '~']).count();
        assert_eq!(read.map(wide), Some(MAX_WIDE));
    }

    #[test]
    fn phrases_and_nears_are_taken_so_often_and_then_read_as_words() {
        for (piece, sign, signs) in [
            ("a NEAR ", "NEAR/10", 1),
            ("\"a b\" ", "\"", 2),
            ("a-b ", "\"", 2),
            ("\"a 移民发展\" ", "\"", 2),
        ] {
            for times in [1, MAX_PLACED, MAX_PLACED + 1, 3 * MAX_PLACED] {
                let typed = format!("{}a", piece.repeat(times));
                let read = parse(&typed, &Analyzer::english()).map(|q| q.to_string()).unwrap_or_default();
                assert_eq!(read.matches(sign).count(), signs * times.min(MAX_PLACED), "{read}");
                assert_eq!(is_whole(&typed), times <= MAX_PLACED, "{typed}");
                // Not a word is lost.
                assert!(read.matches('a').count() >= typed.matches('a').count(), "{read}");
            }
        }
        assert!(!is_whole(&"a ".repeat(MAX_CHARS)));
        // What is left out is left out as a whole, and what is written is read again as the same.
        let typed =
            format!("{} (\"c d\" NEAR e NEAR f OR NOT \"g h\")", "\"a b\" NEAR c NEAR \"d e\" ".repeat(40));
        let read = parse(&typed, &Analyzer::english()).map(|q| q.to_string()).unwrap_or_default();
        assert!(read.ends_with("(((c d) e f) OR NOT (g h))"), "{read}");
        assert_eq!(parse(&read, &Analyzer::english()).map(|q| q.to_string()), Some(read));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(typed in "[a-cé移民l'’\"“()*?~=:\\- ORNTEA/5]{0,40}|(theme:|NEAR/2 |NOT |OR |\"|a|b\\*|=c|~2| |\\(|\\)){0,20}") {
            let analyzer = Analyzer::english();
            if let Some(query) = parse(&typed, &analyzer) {
                let again = parse(&query.to_string(), &analyzer);
                prop_assert_eq!(again.map(|q| q.to_string()), Some(query.to_string()), "{}", typed);
            }
        }
    }
}
