//! Themes over the years: how many passages of each document bear on each theme, what rises, what fades, and what is
//! not spoken of at all.

use super::Sides;
use crate::annotate::Annotation;
use crate::corpus::Corpus;
use crate::vocabulary::{Kind, TermIx};

/// Up to so many documents have a column each; more of them have one for each year.
pub const MAX_COLUMNS: usize = 12;
/// A theme rises or fades if its share of the passages changes by at least this, and by half of the smaller share.
pub const RISE: f64 = 0.05;
/// And if at least so many passages of the side with the greater share speak of it: fewer are no trend.
pub const MIN_TREND: u32 = 3;

/// A document, or the documents of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The year, where it is known.
    pub year: Option<u16>,
    /// Indices into [`Corpus::documents`]; one, but for years.
    pub documents: Vec<usize>,
    /// How many passages it has.
    pub passages: u32,
    /// How many of them speak of any theme.
    pub themed: u32,
}

/// What became of a theme between the earlier and the later documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// The earlier documents do not speak of it: a silence.
    New,
    /// The later documents do not speak of it: a silence.
    Gone,
    /// Its share grew, see [`RISE`].
    Rising,
    /// Its share shrank, see [`RISE`].
    Fading,
    /// Its share changed as much, but too few passages speak of it, see [`MIN_TREND`].
    Few,
    /// Neither.
    Steady,
}

/// How much of the documents bears on a theme.
#[derive(Clone, Debug, PartialEq)]
pub struct ThemeShare {
    /// The theme.
    pub theme: TermIx,
    /// Passages with it, by column.
    pub passages: Vec<u32>,
    /// The share of the earlier documents' passages that have it, from 0 to 1.
    pub then: f64,
    /// The share of the later documents' passages that have it, from 0 to 1.
    pub now: f64,
    /// What became of it.
    pub trend: Trend,
}

/// All themes over all documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Themes {
    /// In the order of time: by date, what has none first.
    pub columns: Vec<Column>,
    /// Themes of which any of the documents speaks, in the order of the vocabulary.
    pub shares: Vec<ThemeShare>,
    /// Themes of which none of them speaks, in the order of the vocabulary: silences.
    pub silent: Vec<TermIx>,
}

/// Counts the passages of all themes.
pub(super) fn themes(corpus: &Corpus, sides: &Sides) -> Themes {
    let mut documents: Vec<usize> = sides.then.iter().chain(&sides.now).copied().collect();
    documents.sort_unstable();
    documents.dedup();
    let year = |at: usize| corpus.documents().get(at).and_then(|d| d.year());
    let mut columns: Vec<Column> = Vec::new();
    for at in &documents {
        match columns.last_mut() {
            Some(last) if documents.len() > MAX_COLUMNS && last.year == year(*at) => last.documents.push(*at),
            _ => columns.push(Column { year: year(*at), documents: vec![*at], passages: 0, themed: 0 }),
        }
    }
    let mut column_of = vec![usize::MAX; corpus.documents().len()];
    for (at, column) in columns.iter().enumerate() {
        for document in &column.documents {
            if let Some(slot) = column_of.get_mut(*document) {
                *slot = at;
            }
        }
    }
    let sorted = |side: &[usize]| {
        let mut side = side.to_vec();
        side.sort_unstable();
        side
    };
    let (earlier, later) = (sorted(&sides.then), sorted(&sides.now));
    let terms = &corpus.vocabulary().terms;
    let is_theme = |ix: TermIx| terms.get(usize::from(ix)).is_some_and(|t| t.kind == Kind::Theme);
    // By term: by column, then the two sides.
    let mut counts = vec![Vec::new(); terms.len()];
    let mut totals = (0_u32, 0_u32);
    for ix in corpus.indices() {
        let Some(document) = corpus.document_ix(ix) else { continue };
        let Some(column) = column_of.get(document).copied().filter(|at| *at < columns.len()) else {
            continue;
        };
        let mut shown = corpus.annotation(ix).map(Annotation::terms).unwrap_or_default();
        shown.retain(|ix| is_theme(*ix));
        let (is_then, is_now) =
            (earlier.binary_search(&document).is_ok(), later.binary_search(&document).is_ok());
        totals = (totals.0 + u32::from(is_then), totals.1 + u32::from(is_now));
        let width = columns.len();
        if let Some(column) = columns.get_mut(column) {
            column.passages += 1;
            column.themed += u32::from(!shown.is_empty());
        }
        for theme in shown {
            let Some(count) = counts.get_mut(usize::from(theme)) else { continue };
            count.resize(width + 2, 0_u32);
            for (at, counts_here) in [(column, true), (width, is_then), (width + 1, is_now)] {
                if let Some(slot) = count.get_mut(at) {
                    *slot += u32::from(counts_here);
                }
            }
        }
    }
    let mut found = Themes { columns, ..Themes::default() };
    for (theme, mut passages) in (0..=TermIx::MAX).zip(counts).filter(|(ix, _)| is_theme(*ix)) {
        let (Some(now), Some(then)) = (passages.pop(), passages.pop()) else {
            found.silent.push(theme);
            continue;
        };
        let share = |count: u32, of: u32| f64::from(count) / f64::from(of.max(1));
        let (then_share, now_share) = (share(then, totals.0), share(now, totals.1));
        let trend = match (then, now) {
            (0, _) => Trend::New,
            (_, 0) => Trend::Gone,
            _ if (then_share - now_share).abs() < RISE.max(then_share.min(now_share) / 2.0) => Trend::Steady,
            _ if (if then_share > now_share { then } else { now }) < MIN_TREND => Trend::Few,
            _ if then_share < now_share => Trend::Rising,
            _ => Trend::Fading,
        };
        found.shares.push(ThemeShare { theme, passages, then: then_share, now: now_share, trend });
    }
    found
}
