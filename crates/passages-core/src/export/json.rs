//! JSON, as in RFC 8259, written value by value.

/// Values, in order, as a string.
pub(super) struct Json {
    out: String,
    /// Something stands before in the same list or object.
    follows: bool,
}

impl Json {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self { out: String::new(), follows: false }
    }

    fn next(&mut self) {
        if std::mem::replace(&mut self.follows, true) {
            self.out.push(',');
        }
    }

    /// Opens an object.
    pub(super) fn object(&mut self) {
        self.open('{');
    }

    /// Opens a list.
    pub(super) fn list(&mut self) {
        self.open('[');
    }

    fn open(&mut self, bracket: char) {
        self.next();
        self.out.push(bracket);
        self.follows = false;
    }

    /// Closes an object.
    pub(super) fn end_object(&mut self) {
        self.close('}');
    }

    /// Closes a list.
    pub(super) fn end_list(&mut self) {
        self.close(']');
    }

    fn close(&mut self, bracket: char) {
        self.out.push(bracket);
        self.follows = true;
    }

    /// The name of the value that follows.
    pub(super) fn key(&mut self, name: &str) {
        self.next();
        self.quoted(name);
        self.out.push(':');
        self.follows = false;
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        self.next();
        self.quoted(text);
    }

    /// What is JSON already: a number, `null`, members of an object that are always the same.
    pub(super) fn plain(&mut self, value: &str) {
        self.next();
        self.out.push_str(value);
    }

    /// A named text.
    pub(super) fn pair(&mut self, name: &str, text: &str) {
        self.key(name);
        self.text(text);
    }

    /// A line break before the next value, for those who compare files.
    pub(super) fn line(&mut self) {
        if std::mem::take(&mut self.follows) {
            self.out.push(',');
        }
        self.out.push('\n');
    }

    /// The whole.
    pub(super) fn finish(mut self) -> String {
        self.out.push('\n');
        self.out
    }

    /// What could begin markup is written by number, too, in case somebody puts the file into a page.
    fn quoted(&mut self, text: &str) {
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\0'..='\u{1f}' | '<' | '\u{7f}' => {
                    self.out.push_str("\\u00");
                    let code = u32::from(c);
                    self.out
                        .extend([code >> 4, code & 15].into_iter().filter_map(|h| char::from_digit(h, 16)));
                }
                c => self.out.push(c),
            }
        }
        self.out.push('"');
    }
}
