//! The whole: documents, vocabulary, annotations, links, and what is derived from them when it is opened.

use crate::annotate::Annotation;
use crate::document::{Document, Paragraph};
use crate::evaluate::Accuracy;
use crate::graph::Point;
use crate::index::Index;
use crate::link::{Comparison, Link, Linker, MIN_SCORE, ParagraphIx, Shown, Weights, by_score};
use crate::search::{FacetKind, FacetTable, facet_table};
use crate::tokens::{Analyzer, fold};
use crate::vocabulary::Vocabulary;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// What the build computes and the page reads; [`Corpus`] derives the rest from it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Compiled {
    /// By date, then by name.
    pub documents: Vec<Document>,
    /// The vocabulary.
    pub vocabulary: Vocabulary,
    /// One a paragraph, in the order of the documents.
    pub annotations: Vec<Annotation>,
    /// By `from`, then `to`.
    pub links: Vec<Link>,
    /// Pairs that just miss being links, by `from`, then `to`; for curators, and not kept in the archive.
    #[serde(skip)]
    pub near: Vec<Link>,
    /// Settled places on the map, one a paragraph, in units of [`Point`].
    pub places: Vec<(f32, f32)>,
    /// How right links and themes are, where somebody judged them.
    pub accuracy: Accuracy,
    /// Changes whenever anything above does: eight hexadecimal digits.
    pub fingerprint: String,
}

/// A corpus, open for reading, finding and linking.
pub struct Corpus {
    compiled: Compiled,
    /// Document and place in it, by paragraph.
    owners: Vec<(usize, usize)>,
    index: Index,
    analyzer: Analyzer,
    /// In the order of [`FacetKind::ALL`].
    facets: Vec<FacetTable>,
    /// Indices of all links, strongest first.
    links_by_score: Vec<usize>,
    /// Indices of links by end, strongest first.
    links_by_end: Vec<Vec<usize>>,
    linker: Linker,
    /// What each paragraph shows the linker; worked out when it is first compared.
    shown: Vec<OnceLock<Shown>>,
}

/// Whether two passages are linked, and if not, what keeps them apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// They are.
    Linked,
    /// The score lacks this much to the threshold.
    TooWeak(f32),
    /// The score would do, but one of them, or both, has enough links that are stronger.
    Crowded,
}

impl Corpus {
    /// Opens what was compiled.
    pub fn new(compiled: Compiled) -> Self {
        let analyzer = Analyzer::english();
        let owners: Vec<(usize, usize)> = compiled
            .documents
            .iter()
            .enumerate()
            .flat_map(|(d, document)| (0..document.paragraphs.len()).map(move |p| (d, p)))
            .collect();
        let paragraphs = compiled.documents.iter().flat_map(|d| &d.paragraphs);
        let tokens: Vec<_> = paragraphs.map(|p| analyzer.tokens(&p.text)).collect();
        let index = Index::new(&tokens);
        let facets = FacetKind::ALL
            .into_iter()
            .map(|kind| facet_table(kind, &compiled.documents, &compiled.vocabulary, &compiled.annotations))
            .collect();
        let mut links_by_end = vec![Vec::new(); owners.len()];
        let links_by_score = by_score(&compiled.links);
        for at in &links_by_score {
            for end in compiled.links.get(*at).into_iter().flat_map(|l| [l.from, l.to]) {
                if let Some(list) = links_by_end.get_mut(end as usize) {
                    list.push(*at);
                }
            }
        }
        let linker = Linker::new(&compiled.vocabulary, &compiled.annotations, &analyzer, Weights::default());
        let shown = owners.iter().map(|_| OnceLock::new()).collect();
        Self { compiled, owners, index, analyzer, facets, links_by_score, links_by_end, linker, shown }
    }

    /// All documents, by date, then by name.
    pub fn documents(&self) -> &[Document] {
        &self.compiled.documents
    }

    /// The vocabulary.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.compiled.vocabulary
    }

    /// How right links and themes are, where somebody judged them.
    pub fn accuracy(&self) -> &Accuracy {
        &self.compiled.accuracy
    }

    /// Eight hexadecimal digits that change with the corpus.
    pub fn fingerprint(&self) -> &str {
        &self.compiled.fingerprint
    }

    /// Number of paragraphs.
    pub fn len(&self) -> usize {
        self.owners.len()
    }

    /// Whether there is no paragraph.
    pub fn is_empty(&self) -> bool {
        self.owners.is_empty()
    }

    /// All indices of paragraphs, in reading order.
    pub fn indices(&self) -> impl Iterator<Item = ParagraphIx> + use<> {
        (0..).take(self.len())
    }

    /// A paragraph and its document.
    pub fn get(&self, ix: ParagraphIx) -> Option<(&Document, &Paragraph)> {
        let (document, place) = *self.owners.get(ix as usize)?;
        let document = self.compiled.documents.get(document)?;
        Some((document, document.paragraphs.get(place)?))
    }

    /// Index of a paragraph's document.
    pub fn document_ix(&self, ix: ParagraphIx) -> Option<usize> {
        self.owners.get(ix as usize).map(|(document, _)| *document)
    }

    /// The permanent id of a paragraph: "A/CONF.191/L.7:4".
    pub fn id(&self, ix: ParagraphIx) -> String {
        self.get(ix).map(|(d, p)| format!("{}:{}", d.name, p.key)).unwrap_or_default()
    }

    /// The paragraph of this id.
    pub fn find(&self, id: &str) -> Option<ParagraphIx> {
        let (document, key) = id.rsplit_once(':')?;
        self.find_in(document, key)
    }

    /// The paragraph of a document by its key.
    pub fn find_in(&self, document: &str, key: &str) -> Option<ParagraphIx> {
        let (mut first, mut found) = (0, None);
        for one in self.documents() {
            if one.name == document {
                found = one.paragraphs.iter().position(|p| p.key == key).map(|at| first + at);
                break;
            }
            first += one.paragraphs.len();
        }
        found.and_then(|at| ParagraphIx::try_from(at).ok())
    }

    /// The document of this name; any spelling of a symbol will do.
    pub fn document(&self, name: &str) -> Option<&Document> {
        let folded = fold_symbol(name);
        self.documents().iter().find(|d| d.name == name).or_else(|| {
            self.documents().iter().find(|d| !folded.is_empty() && fold_symbol(&d.name) == folded)
        })
    }

    /// Indices of the paragraphs of a document, in reading order.
    pub fn paragraphs_of(&self, name: &str) -> impl Iterator<Item = ParagraphIx> {
        let wanted = self.documents().iter().position(|d| d.name == name);
        (0..).zip(&self.owners).filter(move |(_, (d, _))| Some(*d) == wanted).map(|(ix, _)| ix)
    }

    /// What the vocabulary finds in a paragraph.
    pub fn annotation(&self, ix: ParagraphIx) -> Option<&Annotation> {
        self.compiled.annotations.get(ix as usize)
    }

    /// All links, by `from`, then `to`.
    pub fn links(&self) -> &[Link] {
        &self.compiled.links
    }

    /// Pairs that just miss being links, where the corpus was compiled and not read from an archive.
    pub fn near_misses(&self) -> &[Link] {
        &self.compiled.near
    }

    /// Indices of all links, strongest first; equal ones in their order.
    pub fn links_by_score(&self) -> &[usize] {
        &self.links_by_score
    }

    /// The links of a paragraph, strongest first.
    pub fn links_of(&self, ix: ParagraphIx) -> impl Iterator<Item = &Link> {
        let list = self.links_by_end.get(ix as usize).into_iter().flatten();
        list.filter_map(|at| self.compiled.links.get(*at))
    }

    /// The link between two paragraphs, in either direction.
    pub fn link_between(&self, a: ParagraphIx, b: ParagraphIx) -> Option<&Link> {
        self.links_of(a).find(|l| l.other(a) == Some(b))
    }

    /// What two paragraphs share, linked or not; the first end's spans are `a`'s.
    pub fn compare(&self, a: ParagraphIx, b: ParagraphIx) -> Comparison {
        let (Some(one), Some(two)) = (self.shown(a), self.shown(b)) else { return Comparison::default() };
        // One way round, so that it is the same from either end.
        if a <= b { self.linker.compare(one, two) } else { self.linker.compare(two, one).turned() }
    }

    /// Whether the two are linked, and if not, why not; `score` is that of their comparison.
    pub fn verdict(&self, a: ParagraphIx, b: ParagraphIx, score: f32) -> Verdict {
        if self.link_between(a, b).is_some() {
            Verdict::Linked
        } else if score < MIN_SCORE {
            Verdict::TooWeak(MIN_SCORE - score)
        } else {
            Verdict::Crowded
        }
    }

    fn shown(&self, ix: ParagraphIx) -> Option<&Shown> {
        let (_, paragraph) = self.get(ix)?;
        let annotation = self.annotation(ix)?;
        let slot = self.shown.get(ix as usize)?;
        Some(slot.get_or_init(|| {
            let tokens = self.analyzer.tokens(&paragraph.text);
            self.linker.shown(&paragraph.text, &tokens, annotation, &self.index)
        }))
    }

    /// Where a paragraph stands on the map.
    pub fn place(&self, ix: ParagraphIx) -> Option<Point> {
        let (x, y) = *self.compiled.places.get(ix as usize)?;
        Some(Point { x: f64::from(x), y: f64::from(y) })
    }

    /// The inverted index.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The analyzer of the corpus' language.
    pub fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }

    /// The values of a facet and who has them.
    pub fn facet(&self, kind: FacetKind) -> Option<&FacetTable> {
        FacetKind::ALL.iter().position(|k| *k == kind).and_then(|at| self.facets.get(at))
    }
}

/// A symbol with everything dropped that spellings differ in: "a/conf 191 l7" and "A/CONF.191/L.7" are equal.
pub fn fold_symbol(symbol: &str) -> String {
    fold(symbol).chars().filter(|c| c.is_alphanumeric()).collect()
}
