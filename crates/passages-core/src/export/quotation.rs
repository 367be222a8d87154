//! A passage as it is quoted in running text: “words” (A/CONF.191/L.7, para. 4).

use super::inert::upright;
use crate::corpus::Corpus;
use crate::link::ParagraphIx;
use crate::span::Span;

/// "(A/CONF.191/L.7, para. 4)", "(Letter dated 13 April 2006 from ..., annex, para. (f))": what a search for it leads
/// back from.
/// Empty where there is no such passage.
pub fn citation(corpus: &Corpus, ix: ParagraphIx) -> String {
    let cited = corpus.get(ix).map(|(document, paragraph)| document.whole_citation(paragraph));
    cited.map_or(String::new(), |cited| ["(", &upright(&cited), ")"].concat())
}

/// "“The words of the span” (A/CONF.191/L.7, para. 4)"; of the whole passage without a span, and of one that does not
/// fit its text. Empty where there is no such passage.
///
/// In one line, and nothing in it turns the writing direction of what it is put into. Quotation marks inside it stay
/// as printed.
pub fn quotation(corpus: &Corpus, ix: ParagraphIx, span: Option<Span>) -> String {
    let Some((_, paragraph)) = corpus.get(ix) else { return String::new() };
    let cut = span.map(|span| span.of(&paragraph.text)).filter(|cut| !cut.is_empty());
    let words = upright(cut.unwrap_or(&paragraph.text));
    ["“", words.trim(), "” ", &citation(corpus, ix)].concat()
}
