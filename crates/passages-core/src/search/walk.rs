//! Where words of a query stand side by side, paragraph after paragraph.
//!
//! A document at a time, as in H. Turtle and J. Flood, "Query evaluation: strategies and optimizations", Information
//! Processing & Management 31 (1995), doi:10.1016/0306-4573(95)00020-H: of each paragraph only what is wanted is read,
//! into room that is used again, and of a word that cannot stand there any more nothing.

use super::leaf::{Leaf, Run, seek};
use super::places::Places;
use crate::index::{Index, Reader, WordIx};
use crate::order::sort_by;
use std::borrow::Cow;
use std::sync::Arc;

/// A word of more forms than this is gathered for all paragraphs beforehand, since most of its forms stand in few of
/// them; the forms of others are looked at in each.
const FEW: usize = 8;

/// Which forms of a word of the query are looked for.
pub(super) type Forms<'a> = dyn Fn(&Leaf) -> Cow<'_, [WordIx]> + 'a;

/// Where a run begins in paragraphs, which are asked for in ascending order.
pub(super) struct Walk<'a> {
    /// The different words of the run.
    words: Vec<Word<'a>>,
    /// Which of them stands how many places after the first, the rarest first.
    order: Vec<(usize, u32)>,
    /// Words of each paragraph.
    lengths: &'a [u32],
}

/// Where a word stands.
struct Word<'a> {
    source: Source<'a>,
    /// The paragraph that was read last, and its places there.
    paragraph: Option<u32>,
    places: Places,
}

enum Source<'a> {
    Forms(Vec<Form<'a>>),
    /// Paragraph, ascending, and place, and how many have been passed.
    Gathered(Vec<(u32, u32)>, usize),
}

/// A word of the texts, and how far its list has been walked.
struct Form<'a> {
    paragraphs: &'a [u32],
    at: usize,
    reader: Reader<'a>,
}

impl<'a> Walk<'a> {
    /// A walk through these paragraphs, which ascend, by all forms of the words.
    pub(super) fn new(run: &Run, index: &'a Index, paragraphs: &[u32]) -> Self {
        Self::by(run, index, paragraphs, &|leaf| Cow::Borrowed(&leaf.forms))
    }

    /// The same by these forms.
    pub(super) fn by(run: &Run, index: &'a Index, paragraphs: &[u32], forms: &Forms<'_>) -> Self {
        let mut known: Vec<&Arc<Leaf>> = Vec::new();
        let mut order = Vec::with_capacity(run.leaves.len());
        for (offset, leaf) in &run.leaves {
            // What is said a thousand times is read once.
            let at = known.iter().position(|known| Arc::ptr_eq(known, leaf));
            order.push((at.unwrap_or(known.len()), *offset));
            if at.is_none() {
                known.push(leaf);
            }
        }
        let held =
            |(at, _): &(usize, u32)| known.get(*at).map_or(0, |leaf| leaf.stands(index).paragraphs().len());
        sort_by(&mut order, |a, b| held(a).cmp(&held(b)).then(a.cmp(b)));
        let words = known.iter().map(|leaf| Word::new(leaf, &forms(leaf), index, paragraphs)).collect();
        Self { words, order, lengths: index.lengths() }
    }

    /// Puts the places at which the run begins in a paragraph into `starts`, and nothing else.
    pub(super) fn starts(&mut self, paragraph: u32, starts: &mut Places) {
        starts.clear(0);
        for (nth, (word, offset)) in self.order.iter().enumerate() {
            let Some(word) = self.words.get_mut(*word) else { return };
            let places = word.places(paragraph, self.lengths);
            if nth == 0 {
                starts.set_before(places, *offset);
            } else {
                starts.keep_before(places, *offset);
            }
            // Only where all words so far stand side by side can the next one stand there too.
            if starts.is_empty() {
                return;
            }
        }
    }
}

impl<'a> Word<'a> {
    fn new(leaf: &Leaf, forms: &[WordIx], index: &'a Index, paragraphs: &[u32]) -> Self {
        let source = if forms.len().min(paragraphs.len()) > FEW {
            Source::Gathered(gathered(leaf, forms, index, paragraphs), 0)
        } else {
            Source::Forms(forms.iter().map(|form| Form::new(*form, index)).collect())
        };
        Self { source, paragraph: None, places: Places::default() }
    }

    /// Its places in a paragraph; all paragraphs have these lengths.
    fn places(&mut self, paragraph: u32, lengths: &[u32]) -> &Places {
        if self.paragraph == Some(paragraph) {
            return &self.places;
        }
        self.paragraph = Some(paragraph);
        self.places.clear(lengths.get(paragraph as usize).copied().unwrap_or(0));
        let mut adder = self.places.adder();
        match &mut self.source {
            Source::Forms(forms) => {
                for form in forms {
                    form.read(paragraph, &mut |place| adder.add(place));
                }
            }
            Source::Gathered(all, at) => {
                while let Some((held, place)) = all.get(*at).filter(|(held, _)| *held <= paragraph) {
                    if *held == paragraph {
                        adder.add(*place);
                    }
                    *at += 1;
                }
            }
        }
        drop(adder);
        &self.places
    }
}

impl<'a> Form<'a> {
    fn new(form: WordIx, index: &'a Index) -> Self {
        let list = index.list(form);
        Self { paragraphs: list.paragraphs, at: 0, reader: list.reader() }
    }

    /// Hands over its places in a paragraph, ascending; whether it stands there.
    fn read(&mut self, paragraph: u32, found: &mut impl FnMut(u32)) -> bool {
        self.at = seek(self.paragraphs, self.at, paragraph);
        let stands = self.paragraphs.get(self.at) == Some(&paragraph);
        if stands {
            self.reader.read(self.at, found);
        }
        stands
    }
}

/// Where all forms of a word stand in these paragraphs, which ascend: paragraph, ascending, and place, in any order.
fn gathered(leaf: &Leaf, forms: &[WordIx], index: &Index, paragraphs: &[u32]) -> Vec<(u32, u32)> {
    // How often it stands in each paragraph is known, so each has its part of the whole.
    let stands = leaf.stands(index);
    let (mut nth, mut sum) = (0, 0);
    let mut next = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        next.push(sum);
        nth = seek(stands.paragraphs(), nth, *paragraph);
        if stands.paragraphs().get(nth) == Some(paragraph) {
            sum += stands.times(nth) as usize;
        }
    }
    let mut found = vec![(0, 0); sum];
    for form in forms {
        let mut form = Form::new(*form, index);
        let mut at = 0;
        while let Some((paragraph, next)) = paragraphs.get(at).zip(next.get_mut(at)) {
            let stands = form.read(*paragraph, &mut |place| {
                if let Some(slot) = found.get_mut(*next) {
                    *slot = (*paragraph, place);
                }
                *next += 1;
            });
            // Whichever is behind goes ahead.
            let Some(ahead) = form.paragraphs.get(form.at + usize::from(stands)) else { break };
            at = seek(paragraphs, at + 1, *ahead);
        }
    }
    found
}
