//! Stems that have been worked out, kept: a long text uses few words that it has not used before.

use super::Language;
use crate::interner::{Interner, hash};

/// The stem of each spelling that was asked for, by language.
#[derive(Clone, Debug, Default)]
pub struct Stems {
    spellings: Interner,
    /// One a spelling.
    stems: Vec<String>,
}

impl Stems {
    /// The stem of a word by its spelling.
    pub(super) fn of(&mut self, spelling: &str, language: Language) -> &str {
        let number = self.spellings.intern((spelling, language.tag()), hash(spelling)) as usize;
        if number == self.stems.len() {
            self.stems.push(language.stem(spelling));
        }
        self.stems.get(number).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Analyzer, Stems};
    use proptest::prelude::*;

    proptest! {
        /// Whatever texts of whatever languages came before.
        #[test]
        fn a_kept_stem_is_the_one_that_is_worked_out(
            texts in prop::collection::vec(("en|fr|es|ru|ar|zh", "(nations?|Nations|naciones|États|связ(ь|и)|الدول|دول|移徙者|[a-zé]{1,3}| )*"), 0..12),
        ) {
            let mut stems = Stems::default();
            for (tag, text) in &texts {
                let analyzer = Analyzer::of(tag);
                prop_assert_eq!(analyzer.tokens_with(text, &mut stems), analyzer.tokens(text));
            }
        }
    }
}
