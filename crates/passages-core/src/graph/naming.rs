//! What a community is called: the terms that its passages show more often than the others do, by the log-odds ratio
//! with an informative Dirichlet prior of B. L. Monroe, M. P. Colaresi and K. M. Quinn, "Fightin' Words: lexical
//! feature selection and evaluation for identifying the content of political conflict", Political Analysis 16 (2008),
//! doi:10.1093/pan/mpn018. What is counted is passages that show a term, not its mentions.

use crate::annotate::Annotation;
use crate::index::Index;
use crate::link::{ParagraphIx, Weights};
use crate::tokens::{Analyzer, Token, is_stop_word};
use crate::vocabulary::{Kind, TermIx, Vocabulary};

/// Passages that belong together, and what they are called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Community {
    /// Two or more, ascending.
    pub members: Vec<ParagraphIx>,
    /// What it is called, up to [`MAX_TERMS`]: themes before names, the most telling first.
    pub terms: Vec<TermIx>,
    /// Words that follow the terms, as most passages print them, folded: where no term tells anything, or where
    /// another community has the same terms. Together with the terms at most [`MAX_TERMS`].
    pub words: Vec<String>,
}

/// A name has at most so many terms and words.
pub const MAX_TERMS: usize = 3;
/// The standard score from which a term tells something: one of ten that differ by chance alone reaches it.
const TELLING: f64 = 1.28;
/// A term tells something only where at least one of so many members shows it.
const ONE_OF: usize = 4;
/// How many passages the prior is worth.
const PRIOR: f64 = 4.0;
/// How many other names are tried where one is taken.
const TRIES: usize = 64;

/// What is known of the passages that are to be named.
pub struct Named<'a> {
    /// The vocabulary.
    pub vocabulary: &'a Vocabulary,
    /// One a passage.
    pub annotations: &'a [Annotation],
    /// One a passage.
    pub tokens: &'a [Vec<Token>],
    /// Of the same passages.
    pub index: &'a Index,
    /// Of their language.
    pub analyzer: &'a Analyzer,
}

impl Named<'_> {
    /// Gives each group of passages a name, in their order.
    ///
    /// Themes are asked first, then names, then words; where none tells the group from the rest, what comes nearest. A name that a group before it has is told apart by the next term or word, if there is one.
    pub fn name(&self, groups: Vec<Vec<ParagraphIx>>) -> Vec<Community> {
        let mut held = vec![0_usize; self.vocabulary.terms.len()];
        for term in self.annotations.iter().flat_map(Annotation::terms) {
            if let Some(count) = held.get_mut(usize::from(term)) {
                *count += 1;
            }
        }
        let general: Vec<String> = self.vocabulary.general.iter().map(|w| self.analyzer.stem(w)).collect();
        let mut taken: Vec<Vec<Piece>> = Vec::new();
        let named = groups.into_iter().map(|members| {
            let terms = self.terms(&members, &held);
            let telling = count_telling(&terms);
            let mut name = choose(&[], &terms, telling, &taken);
            if name.is_none() || telling == 0 {
                // Terms alone tell nothing, or what they tell is taken.
                let words = self.words(&members, &general);
                let (lead, first) =
                    (terms.get(..telling.min(2)).unwrap_or(&[]), terms.get(..1).unwrap_or(&[]));
                let own = if lead.is_empty() { count_telling(&words) } else { 1 };
                name = choose(lead, &words, own, &taken)
                    .or_else(|| choose(&[], &terms, 1, &taken))
                    .or_else(|| choose(first, &words, 1, &taken))
                    .or_else(|| plain(&terms))
                    .or_else(|| plain(&words));
            }
            let name = name.unwrap_or_default();
            if let Err(place) = taken.binary_search(&sorted(&name)) {
                taken.insert(place, sorted(&name));
            }
            let mut community = Community { members, ..Community::default() };
            for piece in name {
                match piece {
                    Piece::Term(ix) => community.terms.push(ix),
                    Piece::Word(word) => community.words.push(word),
                }
            }
            community
        });
        named.collect()
    }

    /// The themes and names that the members show, the most telling first.
    fn terms(&self, members: &[ParagraphIx], held: &[usize]) -> Vec<Candidate> {
        let annotations = members.iter().filter_map(|m| self.annotations.get(*m as usize));
        let mut shown: Vec<u64> = annotations.flat_map(Annotation::terms).map(u64::from).collect();
        shown.sort_unstable();
        let counted = shown.chunk_by(|a, b| a == b).filter_map(|same| {
            let ix = TermIx::try_from(*same.first()?).ok()?;
            let kind = self.vocabulary.term(ix)?.kind;
            let names = kind.is_name();
            (names || kind == Kind::Theme).then(|| {
                let held = held.get(usize::from(ix)).copied().unwrap_or(0);
                self.candidate(Piece::Term(ix), names, same.len(), held, members.len())
            })
        });
        let mut kept: Vec<Candidate> = Vec::new();
        for candidate in ranked(counted.collect()) {
            if !kept.iter().any(|before| self.says_it_too(&before.piece, &candidate.piece)) {
                kept.push(candidate);
            }
        }
        kept
    }

    /// Whether one is a part of the other, or a state of which the other is the place: a name says such things once.
    fn says_it_too(&self, one: &Piece, two: &Piece) -> bool {
        let within = |one: &Piece, two: &Piece| match (one, two) {
            (Piece::Term(one), Piece::Term(two)) => {
                self.vocabulary.term(*one).is_some_and(|t| [t.place, t.broader].contains(&Some(*two)))
            }
            _ => false,
        };
        within(one, two) || within(two, one)
    }

    /// The telling words of the members, the most telling first; any words where there are no such.
    fn words(&self, members: &[ParagraphIx], general: &[String]) -> Vec<Candidate> {
        let tells = |token: &Token| {
            token.word.chars().count() > 3
                && !is_stop_word(&token.word)
                && !general.contains(&token.stem)
                && !token.word.bytes().any(|b| b.is_ascii_digit())
        };
        let mut shown: Vec<(&str, &str, ParagraphIx)> = Vec::new();
        for any in [false, true] {
            for member in members {
                let tokens = self.tokens.get(*member as usize).into_iter().flatten();
                let chosen = tokens.filter(|token| any || tells(token));
                shown.extend(chosen.map(|token| (token.stem.as_str(), token.word.as_str(), *member)));
            }
            if !shown.is_empty() {
                break;
            }
        }
        shown.sort_unstable();
        shown.dedup();
        let counted = shown.chunk_by(|a, b| a.0 == b.0).filter_map(|same| {
            let mut paragraphs: Vec<ParagraphIx> = same.iter().map(|(.., paragraph)| *paragraph).collect();
            paragraphs.sort_unstable();
            paragraphs.dedup();
            // The form that most of them print; of equal ones the last of the alphabet, which is seldom the bare stem.
            let (stem, word, _) = same.chunk_by(|a, b| a.1 == b.1).max_by_key(|form| form.len())?.first()?;
            let held = self.index.stem(stem).map_or(0, |stem| self.index.frequency(stem));
            let word = Piece::Word((*word).to_owned());
            Some(self.candidate(word, false, paragraphs.len(), held, members.len()))
        });
        ranked(counted.collect())
    }

    /// What `inside` of `members` show, and `held` of all.
    fn candidate(&self, piece: Piece, second: bool, inside: usize, held: usize, members: usize) -> Candidate {
        let total = self.annotations.len().max(members);
        let held = held.clamp(inside, total);
        // Passages that show it, as the prior expects of a few: never none and never all of them.
        let expected = PRIOR * (held as f64 + 0.5) / (total as f64 + 1.0);
        let shows = |held: usize| held as f64 + expected;
        let lacks = |held: usize, of: usize| of.saturating_sub(held) as f64 + PRIOR - expected;
        let (outside, others) = (held - inside, total - members);
        let odds = (shows(inside) / lacks(inside, members)) / (shows(outside) / lacks(outside, others));
        let score = libm::log(odds) / libm::sqrt(1.0 / shows(inside) + 1.0 / shows(outside));
        // What the linker finds too common to link by does not name either, unless it is common by these very members.
        let weights = Weights::default();
        let is_theme = matches!(piece, Piece::Term(_)) && !second;
        let common = if is_theme { weights.common_theme } else { weights.common };
        let usual = (total as f64 * common).max(weights.few).max(2.0 * members as f64);
        let frequent = inside > 1 && inside * ONE_OF >= members;
        let tells = score >= TELLING && frequent && held as f64 <= usual;
        Candidate { piece, tells, second, score }
    }
}

/// A term or word that may stand in a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Term(TermIx),
    Word(String),
}

#[derive(Clone, Debug)]
struct Candidate {
    piece: Piece,
    /// Whether it tells the community from the rest.
    tells: bool,
    /// Whether it is asked after others: a name after themes.
    second: bool,
    /// How sure it is that members show it more often than others do, in standard errors.
    score: f64,
}

/// Those that tell something first, themes before names, the surest first; equal ones by term or alphabet.
fn ranked(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates
        .sort_by(|a, b| (!a.tells, a.second).cmp(&(!b.tells, b.second)).then(b.score.total_cmp(&a.score)));
    candidates
}

/// How many of the first candidates tell something; of no more than a name has.
fn count_telling(candidates: &[Candidate]) -> usize {
    candidates.iter().take(MAX_TERMS).filter(|c| c.tells).count()
}

/// A name that is not taken: the lead and the first `own` candidates, else with the next one added or instead.
fn choose(
    lead: &[Candidate],
    candidates: &[Candidate],
    own: usize,
    taken: &[Vec<Piece>],
) -> Option<Vec<Piece>> {
    let first = || lead.iter().chain(candidates.iter().take(own));
    let kept = || first().take(MAX_TERMS - 1).map(|c| c.piece.clone());
    let next = candidates.iter().skip(own).take(TRIES);
    let others = next.map(|other| kept().chain([other.piece.clone()]).collect::<Vec<Piece>>());
    let whole = first().map(|c| c.piece.clone()).collect::<Vec<Piece>>();
    if whole.is_empty() {
        return None;
    }
    std::iter::once(whole).chain(others).find(|name| taken.binary_search(&sorted(name)).is_err())
}

/// What tells something, or what most show; although another community is called the same.
fn plain(candidates: &[Candidate]) -> Option<Vec<Piece>> {
    let name: Vec<Piece> =
        candidates.iter().take(count_telling(candidates).max(1)).map(|c| c.piece.clone()).collect();
    (!name.is_empty()).then_some(name)
}

/// The same for names of the same pieces.
fn sorted(name: &[Piece]) -> Vec<Piece> {
    let mut name = name.to_vec();
    name.sort_unstable();
    name
}
