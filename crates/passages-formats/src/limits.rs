//! How much a file may be and become: what is more is refused, before it fills the memory or the time.

/// Largest file that is read, in bytes.
pub const FILE_BYTES: usize = passages_core::source::MAX_TEXT_BYTES;
/// Largest file of a collection that is read, in bytes; it holds many documents.
pub const COLLECTION_BYTES: usize = EXPANDED_BYTES;
/// Most that a file's compressed parts may expand to, together, in bytes.
pub const EXPANDED_BYTES: usize = 50 * 1024 * 1024;
/// Most that a part may expand to, as a multiple of its compressed size. Parts below [`RATIO_FROM_BYTES`] are let be.
pub const RATIO: usize = 100;
/// A part that expands to less than this is no bomb, however well it is compressed, in bytes.
pub const RATIO_FROM_BYTES: usize = 1024 * 1024;
/// Most files in a ZIP file.
pub const ZIP_ENTRIES: usize = 10_000;
/// How deep the elements of an XML file may be nested.
pub const XML_DEPTH: usize = 64;
/// How deep the elements of a web page may be nested; browsers stop at the same depth.
pub const HTML_DEPTH: usize = 512;
/// Most elements and texts of a web page.
pub const HTML_NODES: usize = 1_000_000;
/// How far the words of a line may be set in, by spaces and marks, for a text to be taken for Markdown.
pub const MARKDOWN_INDENT: usize = 256;
/// Most attributes of an element, and most white space and signs of equality in its tag that could make some.
pub const ATTRIBUTES: usize = 1_000;
/// Most paragraphs of a document.
pub const PARAGRAPHS: usize = 50_000;
/// Most pages of a PDF file.
pub const PAGES: usize = 5_000;
/// Most operators of a PDF file that are carried out.
pub const OPERATORS: usize = 5_000_000;
/// Most letters that a PDF file may set.
pub const GLYPHS: usize = 5_000_000;
/// Most pieces in which the text of a page of PDF may be set.
pub const PIECES: usize = 200_000;
/// How deep the forms of a PDF file may stand in each other, and its saved graphics states.
pub const PDF_DEPTH: usize = 32;
