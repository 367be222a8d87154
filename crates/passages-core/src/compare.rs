//! What was said then and is said now: documents of a corpus held against later ones.
//!
//! Three questions are answered: which passages are said again, and how ([`Alignment`]); which terms come, go and
//! change ([`TermChange`], [`WordingChange`]); and how many passages of each document bear on each theme
//! ([`ThemeShare`]).

mod align;
mod diff;
mod mention;
mod terms;
mod text;
mod themes;
mod wordings;

pub use align::{ALIGNED_SHARE, Alignment, EXACT_PAIRS, Lone, Pair, REWORDED_SCORE, Tie};
pub use diff::{Diff, Edit, Run};
pub use mention::{Mention, What};
pub use terms::{BEYOND_CHANCE, Change, MAX_TERMS, MIN_PASSAGES, MIN_TIMES, Place, TermChange, Use};
pub use themes::{Column, MAX_COLUMNS, MIN_TREND, RISE, ThemeShare, Themes, Trend};
pub use wordings::{Form, MAX_FORM_WORDS, WordingChange};

pub(crate) use diff::diff;
pub(crate) use text::{Lexicon, Word};

use crate::annotate::Annotation;
use crate::corpus::Corpus;
use crate::date::Date;
use crate::link::ParagraphIx;
use crate::tokens::{Analyzer, Language};

/// Which documents are held against which, as indices into [`Corpus::documents`]; ascending, so by date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// The earlier ones.
    pub then: Vec<usize>,
    /// The later ones.
    pub now: Vec<usize>,
}

impl Sides {
    /// Parts documents where the longest time passes between two that follow each other; of equal times, the last.
    /// What has no date stands first. Of two documents that is one each; fewer than two are all `now`. What is no
    /// document is left out.
    pub fn by_date(corpus: &Corpus, documents: &[usize]) -> Self {
        let mut all = documents.to_vec();
        all.retain(|at| *at < corpus.documents().len());
        all.sort_unstable();
        all.dedup();
        let date = |at: &usize| corpus.documents().get(*at).and_then(|d| d.date()).map(days);
        let gap = |(one, next): (&usize, &usize)| match (date(one), date(next)) {
            (Some(one), Some(next)) => next.saturating_sub(one),
            _ => 0,
        };
        let gaps = all.iter().zip(all.iter().skip(1)).map(gap);
        let widest = gaps.enumerate().max_by_key(|(_, gap)| *gap).map_or(0, |(at, _)| at + 1);
        let now = all.split_off(widest);
        Self { then: all, now }
    }
}

/// Days since the year 0, near enough to tell long times from short ones.
fn days(date: Date) -> u32 {
    (u32::from(date.year) * 12 + u32::from(date.month)) * 31 + u32::from(date.day)
}

/// Documents held against each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contrast {
    /// Which documents these are.
    pub sides: Sides,
    /// Which passages are said again, and which are not.
    pub alignment: Alignment,
    /// Words of each side that were counted, common ones included: then, now.
    pub words: (u32, u32),
    /// Words and phrases that come and go, or are used more or less than chance would have it.
    pub terms: Vec<TermChange>,
    /// Themes of which both sides speak, in other words.
    pub wordings: Vec<WordingChange>,
    /// How many passages bear on each theme, in the order of time.
    pub themes: Themes,
    /// Documents of which the words were not compared, since nothing on the other side is in their language.
    pub other_language: Vec<usize>,
    /// Whether the documents are longer than is looked at, or more was found than is listed.
    pub cut: bool,
}

/// Of each side so many paragraphs are looked at, the first ones in reading order.
pub const MAX_PARAGRAPHS: usize = 4_000;
/// Of each paragraph so many words are looked at.
pub const MAX_WORDS: usize = 4_000;
/// Of each side so many words are looked at; the paragraph in which they end is the last.
pub const MAX_SIDE_WORDS: usize = 400_000;

/// A paragraph of one of the sides, read.
pub(crate) struct Passage<'a> {
    pub(crate) ix: ParagraphIx,
    pub(crate) document: usize,
    pub(crate) text: &'a str,
    pub(crate) words: Vec<Word>,
    pub(crate) annotation: &'a Annotation,
    pub(crate) analyzer: Analyzer,
    /// Whether somebody on the other side writes in its language.
    pub(crate) is_comparable: bool,
}

/// Holds the documents of one side against those of the other.
///
/// The same for the same corpus and sides, and bounded in work: about as many steps as the sides have words, times a
/// constant, see the limits of this module.
pub fn contrast(corpus: &Corpus, sides: &Sides) -> Contrast {
    let mut lexicon = Lexicon::default();
    let (then, then_cut) = read(corpus, &mut lexicon, &sides.then, &sides.now);
    let (now, now_cut) = read(corpus, &mut lexicon, &sides.now, &sides.then);
    drop(lexicon);
    let alignment = align::align(corpus, &then, &now);
    let compared = |passages: &[Passage<'_>]| {
        let counted = passages.iter().filter(|p| p.is_comparable).map(|p| p.words.len()).sum::<usize>();
        u32::try_from(counted).unwrap_or(u32::MAX)
    };
    let words = (compared(&then), compared(&now));
    let (terms, terms_cut) = terms::terms(&then, &now, words);
    let wordings = wordings::wordings(corpus.vocabulary(), &then, &now);
    let alone = |side: &[usize], others: &[usize]| -> Vec<usize> {
        let spoken = languages(corpus, others);
        side.iter().copied().filter(|at| !speaks(corpus, *at, &spoken)).collect()
    };
    let other_language = [alone(&sides.then, &sides.now), alone(&sides.now, &sides.then)].concat();
    Contrast {
        themes: themes::themes(corpus, sides),
        sides: sides.clone(),
        cut: then_cut || now_cut || terms_cut,
        alignment,
        words,
        terms,
        wordings,
        other_language,
    }
}

fn language(corpus: &Corpus, document: usize) -> Option<Language> {
    corpus.documents().get(document).map(|d| Analyzer::of(&d.language).language())
}

/// The languages of documents, ascending.
fn languages(corpus: &Corpus, documents: &[usize]) -> Vec<Language> {
    let mut spoken: Vec<Language> = documents.iter().filter_map(|at| language(corpus, *at)).collect();
    spoken.sort_unstable();
    spoken.dedup();
    spoken
}

/// Whether a document is in one of the languages.
fn speaks(corpus: &Corpus, document: usize, spoken: &[Language]) -> bool {
    language(corpus, document).is_some_and(|own| spoken.contains(&own))
}

/// The paragraphs of a side, and whether that is not all of them.
fn read<'a>(
    corpus: &'a Corpus,
    lexicon: &mut Lexicon,
    side: &[usize],
    others: &[usize],
) -> (Vec<Passage<'a>>, bool) {
    let (mut passages, mut words_so_far) = (Vec::new(), 0);
    let mut is_cut = false;
    let spoken = languages(corpus, others);
    let mut side = side.to_vec();
    side.sort_unstable();
    for ix in corpus.indices() {
        let document = corpus.document_ix(ix).filter(|at| side.binary_search(at).is_ok());
        let Some(document) = document else { continue };
        let (Some((owner, paragraph)), Some(annotation)) = (corpus.get(ix), corpus.annotation(ix)) else {
            continue;
        };
        if passages.len() == MAX_PARAGRAPHS || words_so_far > MAX_SIDE_WORDS {
            return (passages, true);
        }
        let (analyzer, text) = (Analyzer::of(&owner.language), paragraph.text.as_str());
        let mut words = lexicon.read(analyzer, text);
        is_cut |= words.len() > MAX_WORDS;
        words.truncate(MAX_WORDS);
        words_so_far += words.len();
        let is_comparable = spoken.contains(&analyzer.language());
        passages.push(Passage { ix, document, text, words, annotation, analyzer, is_comparable });
    }
    (passages, is_cut)
}
