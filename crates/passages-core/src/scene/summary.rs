//! What a picture shows, in numbers: for the sentence above it, and for those who do not see it.

use super::ground::{ALONE, Ground};
use super::shown::Shown;
use crate::corpus::Corpus;
use crate::order::sort_numbers;
use crate::vocabulary::{Kind, TermIx};

/// Numbers of what a selection shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Passages that are listed.
    pub passages: usize,
    /// Of how many.
    pub of: usize,
    /// Documents with a listed passage.
    pub documents: usize,
    /// Links with both ends listed.
    pub links: usize,
    /// Communities with a listed passage; 0 where there are no communities.
    pub communities: usize,
    /// Listed passages without a link.
    pub alone: usize,
    /// The theme of most listed passages, and of how many; of equal ones the first of the vocabulary.
    pub theme: Option<(TermIx, usize)>,
}

/// Counts what is shown.
pub fn summary(ground: &Ground, shown: &Shown, corpus: &Corpus) -> Summary {
    let mut themes = vec![0_usize; corpus.vocabulary().terms.len()];
    let (mut documents, mut communities, mut alone) = (Vec::new(), Vec::new(), 0);
    for ix in (0..ground.len() as u32).filter(|ix| shown.is_listed(*ix)) {
        documents.push(ground.documents.get(ix as usize).copied().unwrap_or(0));
        communities.push(ground.group(ix));
        alone += usize::from(shown.degree(ix) == 0);
        for term in corpus.annotation(ix).map(|a| a.terms()).unwrap_or_default() {
            if let Some(count) = themes.get_mut(usize::from(term)) {
                *count += 1;
            }
        }
    }
    communities.retain(|group| ground.communities && *group != ALONE);
    let mut theme: Option<(TermIx, usize)> = None;
    for ((ix, term), count) in corpus.vocabulary().indexed().zip(themes) {
        if term.kind == Kind::Theme && count > theme.map_or(0, |(_, most)| most) {
            theme = Some((ix, count));
        }
    }
    Summary {
        passages: shown.count,
        of: ground.len(),
        documents: distinct(documents),
        links: shown.threads.len(),
        communities: distinct(communities),
        alone,
        theme,
    }
}

fn distinct(mut of: Vec<u32>) -> usize {
    sort_numbers(&mut of);
    of.dedup();
    of.len()
}
