//! The whole: documents, vocabulary, annotations, links, and what is derived from them when it is opened.

use crate::annotate::Annotation;
use crate::document::{Document, Paragraph};
use crate::evaluate::Accuracy;
use crate::graph::{self, Adjacency, Central, Community, Edge, Point};
use crate::index::{Index, IndexBuilder};
use crate::link::{Comparison, Evidence, Link, Linker, MIN_SCORE, ParagraphIx, Shown, Weights, by_score};
use crate::names::{Names, fold_symbol};
use crate::search::{FacetKind, FacetTable, Facets};
use crate::span::Span;
use crate::tokens::{Analyzer, spans};
use crate::vocabulary::Vocabulary;
use std::sync::OnceLock;

/// What the build computes and the page reads; [`Corpus`] derives the rest from it.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// By date, then by name.
    pub documents: Vec<Document>,
    /// The vocabulary.
    pub vocabulary: Vocabulary,
    /// One a paragraph, in the order of the documents.
    pub annotations: Vec<Annotation>,
    /// By `from`, then `to`.
    pub links: Vec<Link>,
    /// One a link: what a line names of its reasons, words as they are printed in its first paragraph.
    pub told: Vec<Vec<Evidence>>,
    /// Groups of passages with more of the drawn links inside than chance would give: the largest first.
    pub communities: Vec<Community>,
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
    analyzer: Analyzer,
    // What the opening page shows needs none of these three: each is made when it is first asked for.
    index: OnceLock<Index>,
    facets: OnceLock<Facets>,
    linker: OnceLock<Linker>,
    /// Folded when something is first looked for by its name.
    names: OnceLock<Names>,
    /// Indices of all links, strongest first.
    links_by_score: Vec<usize>,
    /// Indices of links by end, strongest first.
    links_by_end: Vec<Vec<usize>>,
    /// Index of each paragraph's community; `u32::MAX` where it has none.
    community_of: Vec<u32>,
    /// All links as a graph; made when it is first asked.
    graph: OnceLock<Adjacency>,
    /// Worked out when it is first asked for.
    closest: OnceLock<Option<(usize, usize)>>,
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
        let owners: Vec<(usize, usize)> = compiled
            .documents
            .iter()
            .enumerate()
            .flat_map(|(d, document)| (0..document.paragraphs.len()).map(move |p| (d, p)))
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
        let mut community_of = vec![u32::MAX; owners.len()];
        for (at, community) in (0..).zip(&compiled.communities) {
            for member in &community.members {
                if let Some(slot) = community_of.get_mut(*member as usize) {
                    *slot = at;
                }
            }
        }
        let shown = owners.iter().map(|_| OnceLock::new()).collect();
        Self {
            compiled,
            owners,
            analyzer: Analyzer::english(),
            index: OnceLock::new(),
            facets: OnceLock::new(),
            linker: OnceLock::new(),
            names: OnceLock::new(),
            links_by_score,
            links_by_end,
            community_of,
            graph: OnceLock::new(),
            closest: OnceLock::new(),
            shown,
        }
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

    /// Indices of the two documents with most links between them, the earlier one first; of equal pairs the first.
    /// `None` where no link leads from one document to another.
    pub fn closest_documents(&self) -> Option<(usize, usize)> {
        *self.closest.get_or_init(|| {
            let mut pairs = Vec::new();
            for link in self.links() {
                let (a, b) = (self.document_ix(link.from)?, self.document_ix(link.to)?);
                if a != b {
                    // The two as one number, in their order.
                    pairs.push((a.min(b) as u64) << 32 | a.max(b) as u64);
                }
            }
            pairs.sort_unstable();
            let mut best: &[u64] = &[];
            for run in pairs.chunk_by(|a, b| a == b) {
                if run.len() > best.len() {
                    best = run;
                }
            }
            let pair = *best.first()?;
            Some(((pair >> 32) as usize, (pair & u64::from(u32::MAX)) as usize))
        })
    }

    /// Indices of the documents that have links with one, at most `count`: those with most links first, equal ones in
    /// their order.
    pub fn linked_documents(&self, document: usize, count: usize) -> Vec<usize> {
        let mut links = vec![0_u32; self.documents().len()];
        for link in self.links() {
            let ends = (self.document_ix(link.from), self.document_ix(link.to));
            let other = match ends {
                (Some(one), Some(other)) if one == document => other,
                (Some(one), Some(other)) if other == document => one,
                _ => continue,
            };
            if let Some(slot) = links.get_mut(other).filter(|_| other != document) {
                *slot += 1;
            }
        }
        let mut order: Vec<u64> = (0..)
            .zip(links)
            .filter(|(_, n)| *n > 0)
            .map(|(at, n)| u64::from(u32::MAX - n) << 32 | at)
            .collect();
        order.sort_unstable();
        order.truncate(count);
        order.into_iter().map(|packed| (packed & u64::from(u32::MAX)) as usize).collect()
    }

    /// Index of the document of this name; any spelling of a symbol will do.
    pub fn document_named(&self, name: &str) -> Option<usize> {
        let found = self.document(name)?;
        self.documents().iter().position(|d| d.name == found.name)
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

    /// What a line names of the reasons of a link, words as they are printed; nothing where the two are not linked.
    pub fn told(&self, link: &Link) -> &[Evidence] {
        let at = self.links().binary_search_by_key(&(link.from, link.to), |l| (l.from, l.to));
        at.ok().and_then(|at| self.compiled.told.get(at)).map_or(&[], Vec::as_slice)
    }

    /// Pairs that just miss being links, by `from`, then `to`; worked out anew at each call, for curators.
    pub fn near_misses(&self) -> Vec<Link> {
        let shown: Vec<Shown> =
            self.indices().map(|ix| self.shown(ix).cloned().unwrap_or_default()).collect();
        self.linker().near_misses(&shown, self.links())
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
        let linker = self.linker();
        if a <= b { linker.compare(one, two) } else { linker.compare(two, one).turned() }
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
        let (document, paragraph) = self.get(ix)?;
        let annotation = self.annotation(ix)?;
        let slot = self.shown.get(ix as usize)?;
        Some(slot.get_or_init(|| {
            let tokens = Analyzer::of(&document.language).tokens(&paragraph.text);
            self.linker().shown(&paragraph.text, &tokens, annotation, self.index())
        }))
    }

    fn linker(&self) -> &Linker {
        let Compiled { vocabulary, annotations, .. } = &self.compiled;
        self.linker.get_or_init(|| Linker::new(vocabulary, annotations, &self.analyzer, Weights::default()))
    }

    /// Groups of passages that belong together by their links: the largest first, equal ones by their first passage.
    /// A passage without links is in none.
    pub fn communities(&self) -> &[Community] {
        &self.compiled.communities
    }

    /// Index of a paragraph's community, if it has links.
    pub fn community_of(&self, ix: ParagraphIx) -> Option<usize> {
        let at = *self.community_of.get(ix as usize)? as usize;
        (at < self.compiled.communities.len()).then_some(at)
    }

    /// The strongest chain of links of at least a score from one passage to another, in order: that with the greatest
    /// product of scores; a score of 0 leaves no link out. The same from either end; empty from a passage to itself, and
    /// `None` where no such links lead there.
    pub fn chain(&self, a: ParagraphIx, b: ParagraphIx, min_score: f32) -> Option<Vec<&Link>> {
        let ends = (a as usize, b as usize);
        let is_strong = |link: &Link| link.score >= min_score;
        if self.links().iter().all(is_strong) {
            let chain = graph::strongest_chain(self.graph(), ends.0, ends.1)?;
            return Some(chain.into_iter().filter_map(|at| self.links().get(at)).collect());
        }
        let strong: Vec<&Link> = self.links().iter().filter(|link| is_strong(link)).collect();
        let edges: Vec<Edge> = strong.iter().copied().map(edge).collect();
        let chain = graph::strongest_chain(&Adjacency::new(self.len(), &edges), ends.0, ends.1)?;
        Some(chain.into_iter().filter_map(|at| strong.get(at).copied()).collect())
    }

    /// The passages that hold the collection together, at most so many by each measure. Not kept in the archive, where it
    /// would weigh more than the code that finds them; in a large collection it is a job of [`crate::job`].
    pub fn central(&self, most: usize) -> Central {
        graph::central(self.graph(), most)
    }

    /// All links, as edges between passages.
    pub fn edges(&self) -> Vec<Edge> {
        self.links().iter().map(edge).collect()
    }

    fn graph(&self) -> &Adjacency {
        self.graph.get_or_init(|| Adjacency::new(self.len(), &self.edges()))
    }

    /// Where a paragraph stands on the map.
    pub fn place(&self, ix: ParagraphIx) -> Option<Point> {
        let (x, y) = *self.compiled.places.get(ix as usize)?;
        Some(Point { x: f64::from(x), y: f64::from(y) })
    }

    /// The inverted index.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let mut builder = IndexBuilder::new();
            for document in self.documents() {
                let language = Analyzer::of(&document.language).language();
                document.paragraphs.iter().for_each(|p| builder.push(language, &p.text));
            }
            builder.finish()
        })
    }

    /// Where the words of a paragraph stand in its text, by their numbers; empty where there is no such paragraph.
    pub fn spans(&self, ix: ParagraphIx) -> Vec<Span> {
        self.get(ix).map_or(Vec::new(), |(_, paragraph)| spans(&paragraph.text))
    }

    /// The analyzer for what is typed and for the vocabulary.
    pub fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }

    /// The values of all facets, and who has them.
    pub fn facets(&self) -> &Facets {
        let Compiled { documents, vocabulary, annotations, .. } = &self.compiled;
        self.facets.get_or_init(|| Facets::new(documents, vocabulary, annotations))
    }

    /// The values of a facet.
    pub fn facet(&self, kind: FacetKind) -> Option<&FacetTable> {
        self.facets().table(kind)
    }

    /// What the values of facets and the documents are called.
    pub fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::new(self.documents(), self.vocabulary(), self.facets()))
    }
}

fn edge(link: &Link) -> Edge {
    Edge { a: link.from as usize, b: link.to as usize, weight: f64::from(link.score) }
}
