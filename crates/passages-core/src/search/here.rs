//! One paragraph that is shown: which forms of a word of a query stand in it, by its text.

use super::leaf::{Leaf, Run};
use super::near::Near;
use super::places::Places;
use super::walk::Walk;
use crate::index::{Index, WordIx};
use crate::order::sort_numbers;
use crate::tokens::{bare, scan};
use std::borrow::Cow;
use std::cell::OnceCell;

/// A word that stands for no more forms than this is looked up form by form; `*e*` stands for more than half of all
/// words, and then it takes less to ask for each word of the paragraph whether it is among them.
const FEW: usize = 64;

/// A paragraph of an index, with its text.
pub(super) struct Here<'a> {
    pub(super) index: &'a Index,
    pub(super) paragraph: u32,
    text: &'a str,
    /// The words that may stand in it, ascending; read once they are wanted.
    words: OnceCell<Vec<WordIx>>,
}

impl<'a> Here<'a> {
    /// `text` is that of the paragraph.
    pub(super) fn new(index: &'a Index, paragraph: u32, text: &'a str) -> Self {
        Self { index, paragraph, text, words: OnceCell::new() }
    }

    /// The words of the texts that are written as those of the paragraph, ascending.
    fn words(&self) -> &[WordIx] {
        self.words.get_or_init(|| {
            let mut words = Vec::new();
            scan(self.text, &mut |found| words.extend(self.index.find(&bare(found.spelling))));
            sort_numbers(&mut words);
            words.dedup();
            words
        })
    }

    /// Those forms of a word of the query that may stand here, ascending; all that do are among them, and they are no
    /// more than [`FEW`] or the words of the paragraph.
    pub(super) fn forms<'b>(&self, leaf: &'b Leaf) -> Cow<'b, [WordIx]> {
        if leaf.forms.len() <= FEW {
            return Cow::Borrowed(&leaf.forms);
        }
        let is_form = |word: &WordIx| leaf.forms.binary_search(word).is_ok();
        Cow::Owned(self.words().iter().copied().filter(is_form).collect())
    }

    /// Where a run of words begins here, ascending.
    pub(super) fn starts(&self, run: &Run) -> Vec<u32> {
        self.begun(run).all()
    }

    /// Where both runs stand near each other here, ascending: the starts of the one, and those of the other.
    pub(super) fn near(&self, one: &Run, two: &Run, reach: u32) -> (Vec<u32>, Vec<u32>) {
        let (mut near, mut found) = (Near::new(one, two, reach), Places::default());
        let (ours, theirs) = (self.begun(one), self.begun(two));
        if ours.is_empty() || theirs.is_empty() {
            return Default::default();
        }
        near.ours(&ours, &theirs, &mut found);
        let of_one = found.all();
        near.theirs(&ours, &theirs, &mut found);
        (of_one, found.all())
    }

    fn begun(&self, run: &Run) -> Places {
        let mut starts = Places::default();
        let mut walk = Walk::by(run, self.index, &[self.paragraph], &|leaf| self.forms(leaf));
        walk.starts(self.paragraph, &mut starts);
        starts
    }

    /// Where a word of the texts stands here, ascending.
    pub(super) fn places(&self, form: WordIx) -> Vec<u32> {
        let (list, mut places) = (self.index.list(form), Vec::new());
        if let Ok(nth) = list.paragraphs.binary_search(&self.paragraph) {
            list.places(nth, &mut |place| places.push(place));
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::Atom;
    use crate::tokens::Analyzer;

    #[test]
    fn of_a_thousand_forms_only_the_words_of_the_paragraph_are_looked_at() {
        let analyzer = Analyzer::english();
        let many: Vec<String> = (0..1000).map(|nth| format!("e{nth}")).collect();
        let texts = [many.join(" "), "é7 and e8, e7".to_owned()];
        let index = Index::new(&texts.each_ref().map(|text| analyzer.tokens(text)));
        let run = Run::new(&[Atom::Pattern("*e*".to_owned())], &index, &mut Default::default());
        let here = Here::new(&index, 1, &texts[1]);
        let forms = here.forms(&run.leaves[0].1);
        assert_eq!(run.leaves[0].1.forms.len(), 1000);
        assert_eq!(forms.iter().map(|form| index.text(*form)).collect::<Vec<_>>(), ["e7", "e8"]);
        assert_eq!(here.starts(&run).len(), 3);
    }
}
