//! How right the links and themes are, measured on judgements.

mod baselines;
mod gold;
pub mod measures;

pub use gold::{HIGHEST_GRADE, Pass};

use crate::annotate::Annotation;
use crate::document::Document;
use crate::index::Index;
use crate::link::{Link, Linker, Shown, Weights};
use crate::tokens::{Analyzer, Token};
use crate::vocabulary::{Kind, TermIx, Vocabulary};
use measures::{average_precision, kappa, ndcg};
use std::collections::BTreeMap;

/// Ranks that count: about what a reader looks at.
pub const RANKS: usize = 5;
/// From this mean grade on, two paragraphs belong together.
const TOGETHER: f64 = 2.0;

/// The methods that are measured side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Cosine of tf-idf over stems.
    TfIdf,
    /// BM25 both ways.
    Bm25,
    /// The linker with words alone.
    Words,
    /// The linker with the vocabulary alone.
    Vocabulary,
    /// The linker.
    All,
    /// The linker, where it shows a link; 0 elsewhere.
    Shown,
}

impl Method {
    /// In the order of the table.
    pub const ALL: [Self; 6] =
        [Self::TfIdf, Self::Bm25, Self::Words, Self::Vocabulary, Self::All, Self::Shown];

    /// Its name in exports.
    pub fn id(self) -> &'static str {
        match self {
            Self::TfIdf => "tf-idf",
            Self::Bm25 => "bm25",
            Self::Words => "words",
            Self::Vocabulary => "vocabulary",
            Self::All => "all",
            Self::Shown => "shown",
        }
    }
}

/// How well a method ranks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MethodAccuracy {
    /// Which.
    pub method: Method,
    /// Mean nDCG of the first five over all paragraphs, each asked for its partners, both ways; 0 to 1.
    pub ndcg: f32,
    /// Average precision for the pairs that belong together; 0 to 1.
    pub average_precision: f32,
}

/// How right a theme's tags are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThemeAccuracy {
    /// The theme.
    pub theme: TermIx,
    /// Judged paragraphs that the program tags.
    pub tagged: u16,
    /// Of these, those that at least one judge gave the theme.
    pub right: u16,
    /// Paragraphs that all judges gave the theme.
    pub wanted: u16,
    /// Of these, those that the program tags.
    pub found: u16,
}

/// What was measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Accuracy {
    /// In the order of [`Method::ALL`]; empty where no pair was judged.
    pub methods: Vec<MethodAccuracy>,
    /// Judged pairs.
    pub pairs: u32,
    /// Of these, those that belong together.
    pub together: u32,
    /// Links shown between judged paragraphs.
    pub links: u32,
    /// Of these, those with a mean grade of 1 or more.
    pub links_right: u32,
    /// Agreement of the first two passes on pairs: quadratically weighted kappa.
    pub kappa_pairs: f32,
    /// Agreement of the first two passes on themes: kappa.
    pub kappa_themes: f32,
    /// Judged paragraphs.
    pub paragraphs: u32,
    /// By theme; those that nobody gave and the program did not find are left out.
    pub themes: Vec<ThemeAccuracy>,
}

/// What is measured: a corpus on its way to be compiled.
pub struct Measured<'a> {
    /// All documents.
    pub documents: &'a [Document],
    /// The vocabulary.
    pub vocabulary: &'a Vocabulary,
    /// Words, one list a paragraph.
    pub tokens: &'a [Vec<Token>],
    /// One a paragraph.
    pub annotations: &'a [Annotation],
    /// The index of the words.
    pub index: &'a Index,
    /// The links that are shown.
    pub links: &'a [Link],
}

/// Measures links and themes. Passes that judge nothing of this corpus leave everything at zero.
pub fn evaluate(measured: &Measured<'_>, passes: &[Pass]) -> Accuracy {
    let ids: BTreeMap<String, usize> = measured
        .documents
        .iter()
        .flat_map(|d| d.paragraphs.iter().map(move |p| format!("{}:{}", d.name, p.key)))
        .zip(0..)
        .collect();
    let pairs = judged_pairs(passes, &ids);
    let mut accuracy = Accuracy {
        pairs: count(pairs.len()),
        together: count(pairs.iter().filter(|p| p.grade >= TOGETHER).count()),
        ..Accuracy::default()
    };
    if !pairs.is_empty() {
        accuracy.methods = Method::ALL.into_iter().map(|m| rank(measured, &pairs, m)).collect();
        let shown = scores(measured, &pairs, Method::Shown);
        let linked = || pairs.iter().zip(&shown).filter(|(_, score)| **score > 0.0);
        accuracy.links = count(linked().count());
        accuracy.links_right = count(linked().filter(|(p, _)| p.grade >= 1.0).count());
    }
    if let [first, second, ..] = passes {
        let both = first.grades.iter().filter_map(|(pair, a)| Some((*a, *second.grades.get(pair)?)));
        accuracy.kappa_pairs = kappa(&both.collect::<Vec<_>>(), HIGHEST_GRADE) as f32;
        let has = |pass: &Pass, id: &str, theme: &str| {
            u8::from(pass.themes.get(id).is_some_and(|own| own.iter().any(|t| t == theme)))
        };
        let themes = measured.vocabulary.terms.iter().filter(|t| t.kind == Kind::Theme);
        let given = themes.flat_map(|t| first.themes.keys().map(move |id| (id, &t.id)));
        let both: Vec<(u8, u8)> = given.map(|(id, t)| (has(first, id, t), has(second, id, t))).collect();
        accuracy.kappa_themes = if both.is_empty() { 0.0 } else { kappa(&both, 1) as f32 };
    }
    themes(measured, passes, &ids, &mut accuracy);
    accuracy
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A judged pair: indices of the paragraphs of either side, and the mean grade.
struct Pair {
    /// A numbered paragraph and the subparagraphs that belong to it.
    from: Vec<usize>,
    to: Vec<usize>,
    grade: f64,
}

fn judged_pairs(passes: &[Pass], ids: &BTreeMap<String, usize>) -> Vec<Pair> {
    // "…:7" is judged with "…:7.2", which belongs to it.
    let whole = |id: &String| -> Vec<usize> {
        let below = format!("{id}.");
        let belongs = |(known, _): &(&String, &usize)| {
            *known == id || known.strip_prefix(&below).is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))
        };
        ids.iter().filter(belongs).map(|(_, ix)| *ix).collect()
    };
    let mut grades: BTreeMap<&(String, String), Vec<u8>> = BTreeMap::new();
    for (pair, grade) in passes.iter().flat_map(|p| &p.grades) {
        grades.entry(pair).or_default().push(*grade);
    }
    let pair = |((from, to), given): (&(String, String), Vec<u8>)| {
        let grade = given.iter().map(|g| f64::from(*g)).sum::<f64>() / given.len() as f64;
        let (from, to) = (whole(from), whole(to));
        (!from.is_empty() && !to.is_empty()).then_some(Pair { from, to, grade })
    };
    grades.into_iter().filter_map(pair).collect()
}

fn scores(measured: &Measured<'_>, pairs: &[Pair], method: Method) -> Vec<f64> {
    let analyzer = Analyzer::english();
    let weights = match method {
        Method::Words => Weights::words_only(),
        Method::Vocabulary => Weights::vocabulary_only(),
        _ => Weights::default(),
    };
    let linker = Linker::new(measured.vocabulary, measured.annotations, &analyzer, weights);
    let texts = measured.documents.iter().flat_map(|d| d.paragraphs.iter().map(|p| p.text.as_str()));
    let mut reader = linker.reader(measured.index);
    let shown: Vec<Shown> = texts
        .zip(measured.tokens.iter().zip(measured.annotations))
        .map(|(text, (tokens, annotation))| reader.shown(text, tokens, annotation))
        .collect();
    let score = |a: usize, b: usize| -> Option<f64> {
        let (one, two) = (measured.tokens.get(a)?, measured.tokens.get(b)?);
        let ends = (u32::try_from(a).ok()?, u32::try_from(b).ok()?);
        Some(match method {
            Method::TfIdf => baselines::tf_idf(one, two, measured.index),
            Method::Bm25 => baselines::bm25_both_ways((ends.0, one), (ends.1, two), measured.index),
            Method::Words | Method::Vocabulary | Method::All => {
                f64::from(linker.compare(shown.get(a)?, shown.get(b)?).score)
            }
            Method::Shown => {
                let is = |l: &&Link| (l.from, l.to) == ends || (l.to, l.from) == ends;
                measured.links.iter().find(is).map_or(0.0, |l| f64::from(l.score))
            }
        })
    };
    let best = |pair: &Pair| {
        let both = pair.from.iter().flat_map(|a| pair.to.iter().filter_map(|b| score(*a, *b)));
        both.fold(0.0, f64::max)
    };
    pairs.iter().map(best).collect()
}

fn rank(measured: &Measured<'_>, pairs: &[Pair], method: Method) -> MethodAccuracy {
    let scores = scores(measured, pairs, method);
    // Each paragraph of either side asks for its partners.
    type Side<'a> = (bool, &'a [usize]);
    let mut asked: BTreeMap<Side<'_>, Vec<(f64, f64)>> = BTreeMap::new();
    for (pair, score) in pairs.iter().zip(&scores) {
        asked.entry((false, &pair.from)).or_default().push((*score, pair.grade));
        asked.entry((true, &pair.to)).or_default().push((*score, pair.grade));
    }
    let gains: Vec<f64> = asked.values().filter_map(|scored| ndcg(scored, RANKS)).collect();
    let together: Vec<(f64, bool)> =
        pairs.iter().zip(&scores).map(|(pair, score)| (*score, pair.grade >= TOGETHER)).collect();
    MethodAccuracy {
        method,
        ndcg: (gains.iter().sum::<f64>() / gains.len().max(1) as f64) as f32,
        average_precision: average_precision(&together).unwrap_or(0.0) as f32,
    }
}

fn themes(measured: &Measured<'_>, passes: &[Pass], ids: &BTreeMap<String, usize>, accuracy: &mut Accuracy) {
    let Some(first) = passes.first() else { return };
    let judged: Vec<(&String, usize)> =
        first.themes.keys().filter_map(|id| Some((id, *ids.get(id)?))).collect();
    accuracy.paragraphs = count(judged.len());
    for (ix, term) in measured.vocabulary.indexed().filter(|(_, t)| t.kind == Kind::Theme) {
        let mut of = ThemeAccuracy { theme: ix, tagged: 0, right: 0, wanted: 0, found: 0 };
        for (id, paragraph) in &judged {
            let tagged = measured.annotations.get(*paragraph).is_some_and(|a| a.terms().contains(&ix));
            let gave = |p: &&Pass| p.themes.get(*id).is_some_and(|own| own.contains(&term.id));
            let given = passes.iter().filter(gave).count();
            of.tagged += u16::from(tagged);
            of.right += u16::from(tagged && given > 0);
            of.wanted += u16::from(given == passes.len());
            of.found += u16::from(tagged && given == passes.len());
        }
        if of.tagged > 0 || of.wanted > 0 {
            accuracy.themes.push(of);
        }
    }
}
