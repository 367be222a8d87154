//! What a change of filters and a letter typed cost, at the sizes of the benchmark's corpora.
//!
//! `passages-bench facets --corpus FILE.jsonl [--rounds N]`: lines with `doc`, `year` and `text`. Sections, terms, tags
//! and links are made up, the same for the same file: about as many a paragraph as the corpus of the project has.

use passages_core::annotate::{Annotation, Speech, Tag};
use passages_core::corpus::{Compiled, Corpus};
use passages_core::date::Date;
use passages_core::document::{Document, Masthead, Naming, Paragraph, Part, Section};
use passages_core::link::Link;
use passages_core::names::Names;
use passages_core::search::{FacetKind, Facets, Years};
use passages_core::select::select;
use passages_core::span::Span;
use passages_core::state::{View, ViewState};
use passages_core::suggest::suggest;
use passages_core::vocabulary::{Kind, Labels, Term, TermIx, Vocabulary};
use serde::Deserialize;
use std::time::Instant;
use wasm_bindgen::prelude::wasm_bindgen;

/// A line of the benchmark's corpora.
#[derive(Deserialize)]
struct Line {
    doc: String,
    year: u16,
    text: String,
}

/// How many terms there are of each kind, and how many of them a paragraph has at most.
const TERMS: [(Kind, u16, u16); 8] = [
    (Kind::Theme, 60, 4),
    (Kind::Actor, 120, 2),
    (Kind::Place, 100, 2),
    (Kind::Programme, 20, 1),
    (Kind::Event, 10, 1),
    (Kind::Instrument, 30, 1),
    (Kind::Voice, 10, 0),
    (Kind::Rung, 8, 1),
];
const LANGUAGES: [&str; 6] = ["ar", "zh", "en", "fr", "ru", "es"];
const PARAGRAPHS_OF_A_SECTION: usize = 10;
const LINKS_OF_A_PARAGRAPH: u32 = 5;

/// Numbers that look random and are the same each time: D. H. Lehmer's generator with the constants of S. K. Park and
/// K. W. Miller, Communications of the ACM 31 (1988), doi:10.1145/63039.63042.
struct Seed(u64);

impl Seed {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0 * 48_271 % 0x7fff_ffff;
        self.0 % end.max(1)
    }

    /// Small numbers far more often than large ones.
    fn skewed(&mut self, end: u64) -> u64 {
        let limit = self.below(end) + 1;
        self.below(limit)
    }
}

/// A corpus to narrow and to type at.
#[wasm_bindgen]
pub struct Narrowing {
    corpus: Corpus,
}

#[wasm_bindgen]
impl Narrowing {
    /// Opens the lines of a corpus of the benchmark; lines that are none are left out.
    #[wasm_bindgen(constructor)]
    pub fn new(lines: &str) -> Self {
        Self { corpus: Corpus::new(compiled(lines)) }
    }

    /// Number of paragraphs.
    #[wasm_bindgen(getter)]
    pub fn paragraphs(&self) -> usize {
        self.corpus.len()
    }

    /// The addresses of the measured changes of filters, one a line: a name, a space and the address.
    pub fn changes(&self) -> String {
        let find = ViewState::default().showing(View::Find);
        let value = |kind: FacetKind, nth: usize| {
            self.corpus.facet(kind).and_then(|t| t.values.get(nth)).cloned().unwrap_or_default()
        };
        let theme = find.toggled(FacetKind::Theme, &value(FacetKind::Theme, 0));
        let many = theme
            .toggled(FacetKind::Theme, &value(FacetKind::Theme, 3))
            .toggled(FacetKind::Place, &value(FacetKind::Place, 1))
            .with_years(Years::new(Some(2003), None));
        let states = [
            ("everything", find.clone()),
            ("one-theme", theme.clone()),
            ("many", many.clone()),
            ("excluded", find.excluded(FacetKind::Theme, &value(FacetKind::Theme, 0))),
            ("years", find.with_years(Years::new(Some(2001), Some(2006)))),
            ("least-score", find.with_min(Some(50))),
            ("field", find.looking_for("theme:theme0")),
            ("word", find.looking_for("migration")),
            ("word-and-many", many.looking_for("migration")),
        ];
        states.map(|(name, state)| format!("{name} {}", state.print())).join("\n")
    }

    /// Selects what an address shows; how many rows and counted values there are.
    pub fn select(&self, address: &str) -> usize {
        let selection = select(&self.corpus, &ViewState::parse(address).0);
        selection.rows.len() + selection.facets.iter().map(|f| f.values.len()).sum::<usize>()
    }

    /// Suggests for what is typed; how many suggestions there are.
    pub fn suggest(&self, typed: &str) -> usize {
        suggest(&self.corpus, &ViewState::default().showing(View::Find), typed, "en").len()
    }
}

/// What is typed, letter by letter, and some that is awkward.
const TYPED: &str = "m mi mig migr migra a/ a/s a/syn.1 t th the p pl place1 world ba theme:th s e co-d rem";

/// The same for scripts.
#[wasm_bindgen]
pub fn typed() -> String {
    TYPED.to_owned()
}

/// The native job; gives its line of JSON.
///
/// # Errors
///
/// When `--corpus` is missing or cannot be read.
pub fn run(arguments: &[String]) -> Result<String, String> {
    let option = |name: &str| arguments.iter().position(|a| a == name).and_then(|at| arguments.get(at + 1));
    let rounds: usize = option("--rounds").and_then(|n| n.parse().ok()).unwrap_or(21);
    let Some(Ok(lines)) = option("--corpus").map(std::fs::read_to_string) else {
        return Err("facets: --corpus FILE.jsonl is missing or cannot be read".to_owned());
    };
    let compiled = compiled(&lines);
    let measured = |name: &str, work: &dyn Fn() -> usize| {
        let mut times: Vec<f64> = Vec::new();
        let mut answer = 0;
        for _ in 0..rounds {
            let start = Instant::now();
            answer = std::hint::black_box(work());
            times.push(millis(start));
        }
        times.sort_by(f64::total_cmp);
        let at = |part: f64| times.get((times.len() as f64 * part) as usize).copied().unwrap_or(0.0);
        let (least, p50, p95) = (at(0.0), at(0.5), at(0.95));
        format!("{name:?}:{{\"min\":{least:.3},\"p50\":{p50:.3},\"p95\":{p95:.3},\"answer\":{answer}}}")
    };
    let Compiled { documents, vocabulary, annotations, .. } = &compiled;
    let facets = measured("facets", &|| Facets::new(documents, vocabulary, annotations).years().len());
    let start = Instant::now();
    let narrowing = Narrowing { corpus: Corpus::new(compiled) };
    let open_ms = millis(start);
    let changes = narrowing.changes();
    let changes = changes.lines().filter_map(|line| line.split_once(' '));
    let changes: Vec<String> =
        changes.map(|(name, address)| measured(name, &|| narrowing.select(address))).collect();
    let typed = TYPED.split(' ').map(|typed| measured(typed, &|| narrowing.suggest(typed)));
    let typed: Vec<String> = typed.collect();
    let corpus = &narrowing.corpus;
    let names = || Names::new(corpus.documents(), corpus.vocabulary(), corpus.facets()).languages().len();
    Ok(format!(
        "{{\"paragraphs\":{},\"open_ms\":{open_ms:.1},{facets},{},\
         \"changes\":{{{}}},\"suggestions\":{{{}}}}}",
        narrowing.paragraphs(),
        measured("names", &names),
        changes.join(","),
        typed.join(",")
    ))
}

fn millis(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

fn compiled(lines: &str) -> Compiled {
    let mut seed = Seed(42);
    let mut documents: Vec<Document> = Vec::new();
    let mut annotations = Vec::new();
    for line in lines.lines().filter_map(|line| serde_json::from_str::<Line>(line).ok()) {
        if documents.last().is_none_or(|last| last.name != line.doc) {
            documents.push(document(&line));
        }
        if let Some(document) = documents.last_mut() {
            add(document, line.text);
            annotations.push(annotation(&mut seed));
        }
    }
    let count = u32::try_from(annotations.len()).unwrap_or(u32::MAX);
    let mut links = Vec::new();
    for from in 0..count {
        let mut ends: Vec<u32> = (0..LINKS_OF_A_PARAGRAPH)
            .map(|_| from + 1 + u32::try_from(seed.skewed(u64::from(count))).unwrap_or(0))
            .filter(|to| *to < count)
            .collect();
        ends.sort_unstable();
        ends.dedup();
        let lead = (Span::new(0..0), Span::new(0..0));
        let score = |seed: &mut Seed| 0.25 + seed.below(70) as f32 / 100.0;
        links.extend(ends.into_iter().map(|to| Link {
            from,
            to,
            score: score(&mut seed),
            family: None,
            lead,
        }));
    }
    Compiled {
        documents,
        vocabulary: vocabulary(),
        annotations,
        links,
        told: Vec::new(),
        communities: Vec::new(),
        places: vec![(0.0, 0.0); count as usize],
        accuracy: Default::default(),
        fingerprint: "00000000".to_owned(),
    }
}

fn document(line: &Line) -> Document {
    let title: Vec<&str> = line.text.split_whitespace().take(10).collect();
    Document {
        name: line.doc.clone(),
        short: line.doc.clone(),
        short_in: Vec::new(),
        language: "en".to_owned(),
        title: title.join(" "),
        printed_title: String::new(),
        byline: None,
        masthead: Masthead {
            symbol: Some(line.doc.clone()),
            date: Date::new(line.year, 1, 1),
            ..Masthead::default()
        },
        parts: vec![Part { slug: String::new(), heading: None, title: None, meeting: None }],
        sections: Vec::new(),
        paragraphs: Vec::new(),
        signature: Vec::new(),
        footnotes: Vec::new(),
        provenance: None,
        provenance_in: Vec::new(),
        received: String::new(),
        lines: Vec::new(),
    }
}

fn add(document: &mut Document, text: String) {
    let nth = document.paragraphs.len();
    if nth.is_multiple_of(PARAGRAPHS_OF_A_SECTION) {
        document.sections.push(Section { part: 0, number: None, heading: format!("Section {nth}") });
    }
    document.paragraphs.push(Paragraph {
        key: (nth + 1).to_string(),
        part: 0,
        section: u16::try_from(nth / PARAGRAPHS_OF_A_SECTION).ok(),
        naming: Naming::Label,
        label: Some((nth + 1).to_string()),
        printed_label: None,
        text,
        emphasis: Vec::new(),
        foreign: Vec::new(),
        notes: Vec::new(),
        lines: (1, 1),
    });
}

fn annotation(seed: &mut Seed) -> Annotation {
    let mut annotation = Annotation::default();
    let tag = |term: u16| Tag { span: Span::new(0..0), term, sentence: 0 };
    let mut first: TermIx = 0;
    let mut named = None;
    for (kind, count, most) in TERMS {
        for _ in 0..seed.below(u64::from(most) + 1) {
            let term = first + u16::try_from(seed.skewed(u64::from(count))).unwrap_or(0);
            annotation.tags.push(tag(term));
            if kind == Kind::Actor {
                named = Some(tag(term));
            }
            if kind == Kind::Rung {
                annotation.speech.push(Speech { who: named, rung: tag(term) });
            }
        }
        first += count;
    }
    annotation
}

fn vocabulary() -> Vocabulary {
    let mut terms = Vec::new();
    for (kind, count, _) in TERMS {
        for nth in 0..count {
            let id = format!("{}{nth}", kind.id());
            let label = |tag: &&str| ((*tag).to_owned(), format!("{id} of the world in {tag}"));
            let labels: Labels = LANGUAGES.iter().map(label).collect();
            let strength = u8::from(kind == Kind::Rung && nth == 0);
            terms.push(Term { labels, strength, ..Term::new(kind, &id) });
        }
    }
    Vocabulary { terms, ..Vocabulary::default() }
}
