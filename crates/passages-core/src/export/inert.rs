//! Text that can break no file, no title and no name.

/// The character as every format can hold it: what XML 1.0 cannot hold is U+FFFD.
pub(super) fn held(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => c,
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        _ => c,
    }
}

/// A text as it may stand alone: the same, with what no format can hold as U+FFFD.
pub(super) fn text(text: &str) -> String {
    text.chars().map(held).collect()
}

/// A text as it may stand in a line with others: in one line, and nothing in it turns the writing direction of what
/// follows.
pub fn upright(text: &str) -> String {
    let turns = |c: &char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let one_line = |c: char| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { held(c) };
    text.chars().filter(|c| !turns(c)).map(one_line).collect()
}

/// An address that ends nowhere before its end: what cannot stand in one is written in per cent.
pub(super) fn uri(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        let ends_it = c <= ' '
            || matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '\u{7f}'..='\u{a0}')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            || held(c) != c;
        if ends_it {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                out.push('%');
                for half in [byte >> 4, byte & 15] {
                    out.extend(char::from_digit(u32::from(half), 16).map(|digit| digit.to_ascii_uppercase()));
                }
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Longer tokens are cut.
const MAX_TOKEN: usize = 80;

/// A name as ASCII letters and digits with single dots and hyphens between: "A/CONF.191/L.7" -> "A-CONF.191-L.7".
/// "x" where nothing is left.
pub(super) fn token(name: &str) -> String {
    let mut token = String::new();
    for c in name.chars().take(MAX_TOKEN) {
        if c.is_ascii_alphanumeric() {
            token.push(c);
        } else if !token.is_empty() && !token.ends_with(['-', '.']) {
            token.push(if c == '.' { '.' } else { '-' });
        }
    }
    let token = token.trim_end_matches(['-', '.']);
    if token.is_empty() { "x".to_owned() } else { token.to_owned() }
}

/// Names that were given, in lower case, ascending.
#[derive(Default)]
pub(super) struct Given(Vec<String>);

impl Given {
    /// The name, or where it was given before, the name with the first number that makes it another. Case makes no
    /// difference.
    pub(super) fn fresh(&mut self, name: &str) -> String {
        let mut nth = 1;
        let mut fresh = name.to_owned();
        loop {
            let folded = fresh.to_ascii_lowercase();
            if let Err(place) = self.0.binary_search(&folded) {
                self.0.insert(place, folded);
                return fresh;
            }
            nth += 1;
            fresh = format!("{name}-{nth}");
        }
    }
}
