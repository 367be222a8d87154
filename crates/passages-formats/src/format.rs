//! The kinds of files that are read.

/// The kinds of files that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Lines, and blank lines between paragraphs.
    PlainText,
    /// Plain text with marks, as CommonMark says.
    Markdown,
    /// A web page, or a piece of one.
    Html,
    /// Word since 2007, and what others write like it.
    Docx,
    /// Pages with text in them.
    Pdf,
    /// Akoma Ntoso 3.0, and what is like it.
    AkomaNtoso,
}

impl Format {
    /// Its name as a reader knows it.
    pub fn name(self) -> &'static str {
        match self {
            Self::PlainText => "plain text",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Docx => "Word",
            Self::Pdf => "PDF",
            Self::AkomaNtoso => "Akoma Ntoso",
        }
    }
}
