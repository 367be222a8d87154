//! How much each kind of evidence counts.

use crate::vocabulary::Kind;

/// What a piece of evidence of each kind weighs at its rarest, and what its circumstances do.
///
/// The values were set by hand on the judgements of `corpus/gold`; `curate evaluate` measures them.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// A theme.
    pub theme: f64,
    /// A programme, project, instrument or report.
    pub programme: f64,
    /// An organization, state or group.
    pub actor: f64,
    /// A country, city or region.
    pub place: f64,
    /// A meeting or process: both texts are often of the same one.
    pub event: f64,
    /// The part of a term's weight that counts where one paragraph shows a term and the other the broader one.
    pub broader: f64,
    /// The part that counts where the two terms are related.
    pub related: f64,
    /// A telling word.
    pub word: f64,
    /// All words of a pair together weigh at most this.
    pub words_ceiling: f64,
    /// A paragraph of this many words has its words counted in full; they count less in a longer one.
    pub usual_words: f64,
    /// Factor for what stands in one sentence with other evidence, in both paragraphs.
    pub same_sentence: f64,
    /// Factor for what is mentioned only in brackets, in either paragraph.
    pub aside: f64,
    /// Two paragraphs of the same words; times their resemblance.
    pub same: f64,
    /// A theme that more than this part of the paragraphs show tells nothing.
    pub common_theme: f64,
    /// A name or word that more than this part of the paragraphs show tells nothing.
    pub common: f64,
    /// What no more paragraphs than this show tells something, however small the corpus.
    pub few: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            theme: 1.0,
            programme: 0.9,
            actor: 0.6,
            place: 0.2,
            event: 0.3,
            broader: 0.5,
            related: 0.15,
            word: 0.15,
            words_ceiling: 0.5,
            usual_words: 60.0,
            same_sentence: 1.3,
            aside: 0.5,
            same: 4.0,
            common_theme: 0.34,
            common: 0.05,
            few: 12.0,
        }
    }
}

impl Weights {
    /// The terms of the vocabulary alone, for comparison.
    pub fn vocabulary_only() -> Self {
        Self { word: 0.0, same: 0.0, ..Self::default() }
    }

    /// Words alone, for comparison.
    pub fn words_only() -> Self {
        let none = Self { theme: 0.0, programme: 0.0, actor: 0.0, place: 0.0, event: 0.0, ..Self::default() };
        Self { words_ceiling: f64::INFINITY, ..none }
    }

    /// The weight of a term of this kind at its rarest.
    pub(super) fn term(&self, kind: Kind) -> f64 {
        match kind {
            Kind::Theme => self.theme,
            Kind::Programme | Kind::Instrument => self.programme,
            Kind::Actor => self.actor,
            Kind::Place => self.place,
            Kind::Event => self.event,
            Kind::Voice | Kind::Rung => 0.0,
        }
    }
}
