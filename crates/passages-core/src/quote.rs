//! Is it here? A text that somebody pastes, sentence by sentence: verbatim, altered, or not in the corpus.
//!
//! Words are compared as search folds them: case, accents, quotes, hyphens, soft hyphens, punctuation and white space
//! do not count, and a word that a line break cut in two is one word where the corpus has it. A sentence is looked
//! up in the inverted index; where it does not stand as it is, the passages that share its rarest words are held
//! against it word by word.

mod lookup;
mod region;

use crate::compare::{Diff, Edit, Lexicon, Run, Word, diff};
use crate::corpus::Corpus;
use crate::link::ParagraphIx;
use crate::span::Span;
use crate::tokens::Analyzer;
use lookup::{Wanted, candidates, runs};
use region::region;

/// So many characters of a text are looked at.
pub const MAX_CHARS: usize = 10_000;
/// So many sentences of a text are looked at.
pub const MAX_PIECES: usize = 200;
/// So many of the places where a sentence stands are listed.
pub const MAX_SPOTS: usize = 8;
/// A sentence of fewer words is not looked up: it could be anybody's.
pub const MIN_WORDS: usize = 3;
/// A sentence of fewer words is not called altered.
pub const MIN_ALTERED_WORDS: usize = 5;
/// A sentence is altered, and not another one, if at least this part of its words is kept in one order, and of the
/// words where it stands, and of those of them that tell something; and no fewer than [`MIN_KEPT`].
pub const ALTERED_SHARE: f64 = 0.5;
/// So many words are kept where a sentence is altered.
pub const MIN_KEPT: u32 = 4;

/// A pasted text, held against the corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// Its sentences, in order.
    pub pieces: Vec<Piece>,
    /// Whether the text is longer than is looked at.
    pub cut: bool,
}

/// A sentence of a pasted text; a paragraph ends one too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its words, in the pasted text.
    pub span: Span,
    /// How many they are.
    pub words: u32,
    /// Whether it is here.
    pub finding: Finding,
}

/// Whether a sentence is in the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Word by word, at these places; never empty. In reading order, but one in the passage of the sentence before
    /// comes first. There may be more than [`MAX_SPOTS`].
    Verbatim(Vec<Spot>),
    /// Nearly so.
    Altered(Altered),
    /// No passage has enough of its words in its order.
    Absent,
    /// It has too few words to tell, see [`MIN_WORDS`].
    Short,
}

/// Where words stand in a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The passage.
    pub passage: ParagraphIx,
    /// From the first word to the last.
    pub span: Span,
}

/// The stretch of a passage that a sentence is nearest to, and what was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Altered {
    /// Where it stands.
    pub spot: Spot,
    /// `then` is the passage's stretch, `now` the pasted sentence, with spans in the whole of both texts. A word was
    /// deleted if the passage alone has it, and inserted if the pasted text alone has it.
    pub diff: Diff,
}

impl Quote {
    /// Words of the sentences that are long enough to tell, and how many of them stand in the corpus in their order.
    pub fn kept(&self) -> (u32, u32) {
        let told = self.pieces.iter().filter(|p| p.finding != Finding::Short);
        told.fold((0, 0), |(all, kept), piece| {
            let here = match &piece.finding {
                Finding::Verbatim(_) => piece.words,
                Finding::Altered(altered) => altered.diff.kept,
                Finding::Absent | Finding::Short => 0,
            };
            (all + piece.words, kept + here)
        })
    }
}

/// A word of a pasted text.
struct Typed {
    span: Span,
    /// Folded.
    word: String,
    /// Whether a sentence or a paragraph begins with it.
    begins: bool,
}

/// Looks a text up in the corpus. The same for the same text and corpus; any text will do.
pub fn quote(corpus: &Corpus, text: &str) -> Quote {
    let end = text.char_indices().nth(MAX_CHARS).map_or(text.len(), |(at, _)| at);
    let mut found = Quote { cut: end < text.len(), ..Quote::default() };
    let typed = typed(corpus, text.get(..end).unwrap_or(""));
    let mut lexicon = Lexicon::default();
    let mut last: Option<ParagraphIx> = None;
    for sentence in typed.chunk_by(|_, next| !next.begins) {
        let (Some(first), Some(end)) = (sentence.first(), sentence.last()) else { continue };
        if found.pieces.len() == MAX_PIECES {
            found.cut = true;
            break;
        }
        let finding = look_up(corpus, &mut lexicon, sentence, last);
        last = match &finding {
            Finding::Verbatim(spots) => spots.first().map(|s| s.passage),
            Finding::Altered(altered) => Some(altered.spot.passage),
            Finding::Absent | Finding::Short => last,
        };
        let words = u32::try_from(sentence.len()).unwrap_or(u32::MAX);
        let span = Span { start: first.span.start, end: end.span.end };
        found.pieces.push(Piece { span, words, finding });
    }
    found
}

/// The words of a text, those that a line break cut in two as one.
fn typed(corpus: &Corpus, text: &str) -> Vec<Typed> {
    let mut words: Vec<Typed> = Vec::new();
    let mut sentence = 0;
    for token in Analyzer::english().tokens(text) {
        let before = words.last().map_or(0, |last: &Typed| last.span.end as usize);
        let between = text.get(before..token.span.start as usize).unwrap_or("");
        let is_cut = between
            .strip_prefix(['-', '‐'])
            .is_some_and(|rest| rest.contains('\n') && rest.chars().all(char::is_whitespace));
        let ends_paragraph = between.split('\n').skip(1).filter(|line| line.trim().is_empty()).count() > 1;
        let begins = words.is_empty() || token.sentence != sentence || ends_paragraph;
        sentence = token.sentence;
        if is_cut
            && let Some(last) = words.last_mut()
            && let whole = [last.word.as_str(), &token.word].concat()
            && !corpus.index().find(&whole).is_empty()
        {
            last.word = whole;
            last.span.end = token.span.end;
            continue;
        }
        words.push(Typed { span: token.span, word: token.word, begins });
    }
    words
}

fn look_up(corpus: &Corpus, lexicon: &mut Lexicon, sentence: &[Typed], last: Option<ParagraphIx>) -> Finding {
    if sentence.len() < MIN_WORDS {
        return Finding::Short;
    }
    let wanted: Vec<Wanted> = sentence.iter().map(|typed| corpus.index().find(&typed.word)).collect();
    let mut spots: Vec<Spot> = runs(corpus.index(), &wanted)
        .into_iter()
        .filter_map(|(passage, from)| {
            let words = corpus.spans(passage);
            let (first, end) = (words.get(from)?, words.get(from + sentence.len() - 1)?);
            Some(Spot { passage, span: Span { start: first.start, end: end.end } })
        })
        .collect();
    if let Some(at) = spots.iter().position(|s| Some(s.passage) == last) {
        spots.get_mut(..=at).into_iter().for_each(|upto| upto.rotate_right(1));
    }
    if !spots.is_empty() {
        spots.truncate(MAX_SPOTS);
        return Finding::Verbatim(spots);
    }
    if sentence.len() < MIN_ALTERED_WORDS {
        return Finding::Absent;
    }
    let pasted: Vec<Word> = sentence
        .iter()
        .map(|typed| Word { span: typed.span, word: lexicon.number(&typed.word), ..Word::default() })
        .collect();
    let near = candidates(corpus.index(), &wanted);
    let compared = near.into_iter().filter_map(|passage| altered(corpus, lexicon, &pasted, passage));
    // The first of those that share most.
    let mut best: Option<Altered> = None;
    for one in compared {
        if best.as_ref().is_none_or(|known| one.diff.share() > known.diff.share()) {
            best = Some(one);
        }
    }
    best.map_or(Finding::Absent, Finding::Altered)
}

/// How a pasted sentence differs from the stretch of a passage that it is nearest to, if it is near enough.
fn altered(corpus: &Corpus, lexicon: &mut Lexicon, pasted: &[Word], passage: ParagraphIx) -> Option<Altered> {
    let (document, paragraph) = corpus.get(passage)?;
    let words = lexicon.read(Analyzer::of(&document.language), &paragraph.text);
    let (from, to) = widened(&words, region(&words, pasted), pasted)?;
    let stretch = words.get(from..to)?;
    let diff = diff(stretch, pasted);
    let telling =
        |within: &dyn Fn(Span) -> bool| stretch.iter().filter(|w| w.tells && within(w.span)).count();
    let kept_spans = || diff.runs.iter().filter(|r| r.edit == Edit::Kept);
    let kept = telling(&|span| kept_spans().any(|r| r.then.contains(span)));
    let enough = |kept: usize, all: usize| kept as f64 >= ALTERED_SHARE * all as f64;
    let words_kept = diff.kept as usize;
    let is_near = diff.kept >= MIN_KEPT
        && enough(words_kept, pasted.len())
        && enough(words_kept, stretch.len())
        && kept > 0
        && enough(kept, telling(&|_| true));
    let span = Span { start: stretch.first()?.span.start, end: stretch.last()?.span.end };
    is_near.then_some(Altered { spot: Spot { passage, span }, diff })
}

/// The nearest stretch, and as much more of its sentences as explains what seems to be added at the ends of the pasted
/// words: they may be written instead of what stands there, or what stands between may have been left out.
fn widened(words: &[Word], (from, to): (usize, usize), pasted: &[Word]) -> Option<(usize, usize)> {
    let near = diff(words.get(from..to)?, pasted);
    let at_end =
        |run: Option<&Run>, edit: Edit| run.filter(|r| r.edit == edit).map_or(0, |r| r.words as usize);
    let sentence = |at: usize| words.get(at).map(|w| w.sentence);
    let (ours, theirs) = (sentence(from), sentence(to.saturating_sub(1)));
    let lead = (0..from).rev().take_while(|at| sentence(*at) == ours).count();
    let trail = (to..words.len()).take_while(|at| sentence(*at) == theirs).count();
    let (mut start, mut end) = (from, to);
    for (run, more, is_lead) in [(near.runs.first(), lead, true), (near.runs.last(), trail, false)] {
        let added = at_end(run, Edit::Inserted);
        if added == 0 || more == 0 {
            continue;
        }
        let (first, last) = if is_lead { (from - more, to) } else { (from, to + more) };
        let wider = diff(words.get(first..last)?, pasted);
        let found = wider.kept.saturating_sub(near.kept) as usize;
        // What the pasted text does not begin or end with is not missing from it.
        let run = if is_lead { wider.runs.first() } else { wider.runs.last() };
        let unsaid = if more > added { at_end(run, Edit::Deleted) } else { 0 };
        if more <= added || 2 * found >= added {
            (start, end) = if is_lead { (first + unsaid, end) } else { (start, last - unsaid) };
        }
    }
    Some((start, end))
}
