//! XML and HTML, written so that they are well-formed whatever the texts hold.

use super::inert::held;

/// Elements and texts, in order, as a string.
pub(super) struct Xml {
    out: String,
    open: Vec<&'static str>,
    /// The last tag still takes attributes.
    in_tag: bool,
}

impl Xml {
    /// An XML document.
    pub(super) fn new() -> Self {
        Self::after("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
    }

    /// A document that begins otherwise.
    pub(super) fn after(prologue: &str) -> Self {
        Self { out: prologue.to_owned(), open: Vec::new(), in_tag: false }
    }

    /// Opens an element on a line of its own: not where white space is text.
    pub(super) fn line(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.complete();
        self.out.push('\n');
        self.inline(name, attributes);
    }

    /// Opens an element in the line. What follows a space in its name are attributes that are always the same.
    pub(super) fn inline(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.complete();
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(&mut self.out, value);
            self.out.push('"');
        }
        self.open.push(name);
        self.in_tag = true;
    }

    /// Text in the element that is open.
    pub(super) fn text(&mut self, text: &str) {
        self.complete();
        escape(&mut self.out, text);
    }

    /// Closes the element that is open. One in which nothing was written, not even an empty text, is closed in its tag.
    pub(super) fn end(&mut self) {
        let Some(name) = self.open.pop() else { return };
        if std::mem::take(&mut self.in_tag) {
            self.out.push_str("/>");
        } else {
            self.out.push_str("</");
            self.out.push_str(name.split(' ').next().unwrap_or_default());
            self.out.push('>');
        }
    }

    /// An element without content, on a line of its own.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.line(name, attributes);
        self.end();
    }

    /// An element with a text, on a line of its own.
    pub(super) fn leaf(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.line(name, attributes);
        self.text(text);
        self.end();
    }

    /// Closes what is open.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.out.push('\n');
        self.out
    }

    fn complete(&mut self) {
        if std::mem::take(&mut self.in_tag) {
            self.out.push('>');
        }
    }
}

/// Text as content or a quoted value. White space that a reader would turn into spaces or other line ends is written
/// by number.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match held(c) {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
}
