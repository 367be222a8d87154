//! Index <-> bytes, made to be compressed and to be opened quickly.
//!
//! What is kept is the words of the paragraphs one after another, each by its rank among the most frequent, and not
//! the lists: these take less time to make anew than to load. Sections hold values of one kind, so that a compressor
//! finds them alike; the words share their beginnings (front coding: I. H. Witten, A. Moffat and T. C. Bell, "Managing
//! Gigabytes", 2nd ed., 1999, section 4.1).

use super::Index;
use super::postings::{Postings, Size};
use super::words::Words;
use crate::tokens::Language;
use std::fmt::{self, Display};

/// The first bytes: what it is, and in which form.
const MAGIC: &[u8; 4] = b"PSI1";

/// At most so many bytes are shared with the word before, so that few bytes never stand for many.
const MAX_SHARED: usize = 63;

/// These bytes are no index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsound;

impl Display for Unsound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an index, or one that was damaged")
    }
}

impl std::error::Error for Unsound {}

/// How ranks are written: the first `direct` as one byte; others as one of the bytes that are left, which says in
/// which stretch of ranks they are, and their place there in one byte or two; and what stands in the paragraph
/// already as [`AGAIN`] and how far back it stands, counted in words that are not written as one byte.
struct Ranks {
    direct: u32,
    wide: bool,
}

/// Says that a word stands in the paragraph already.
const AGAIN: u8 = 255;

impl Ranks {
    fn new(words: usize) -> Self {
        let words = u32::try_from(words).unwrap_or(u32::MAX);
        let stretches = words.div_ceil(256);
        if stretches <= 224 {
            Self { direct: 255 - stretches, wide: false }
        } else {
            Self { direct: 255_u32.saturating_sub(words.div_ceil(65_536)), wide: true }
        }
    }

    fn bits(&self) -> u32 {
        if self.wide { 16 } else { 8 }
    }
}

impl Index {
    /// The index as bytes; [`Index::from_bytes`] reads them.
    pub fn to_bytes(&self) -> Vec<u8> {
        let count = u32::try_from(self.words()).unwrap_or(u32::MAX);
        let (mut shared, mut letters, mut languages) = (Vec::new(), Vec::new(), Vec::new());
        let (mut cuts, mut endings, mut counts, mut held, mut wide) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut all_times = Vec::new();
        let mut before = "";
        for word in 0..count {
            let text = self.text(word);
            let common = common_bytes(before, text).min(MAX_SHARED);
            let common = (0..=common).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            shared.push(common as u8);
            letters.extend(text.bytes().skip(common));
            letters.push(b'\n');
            languages.push(self.language(word).unwrap_or_default() as u8);
            let stem = self.stem_of(word).map_or("", |stem| self.words.stem_text(stem));
            let common = common_bytes(text, stem);
            push_number(&mut cuts, u32::try_from(text.len() - common).unwrap_or(u32::MAX));
            endings.extend(stem.bytes().skip(common));
            endings.push(b'\n');
            let list = self.list(word);
            let times: u32 = (0..list.paragraphs.len()).map(|nth| list.times(nth)).sum();
            push_number(&mut counts, times);
            all_times.push(times);
            before = text;
        }
        // By rank, so that like stands beside like.
        for word in ranked(all_times.iter().copied()) {
            let (times, size) =
                (all_times.get(word as usize).copied().unwrap_or(0), self.postings.size(word));
            push_number(&mut held, times - size.postings);
            push_number(&mut wide, size.bytes - times);
        }
        let mut lengths = Vec::new();
        self.lengths().iter().for_each(|length| push_number(&mut lengths, *length));
        let [high, middle, low, back] = self.ranks();
        let mut bytes = MAGIC.to_vec();
        let sections =
            [shared, letters, languages, cuts, endings, counts, held, wide, lengths, high, middle, low, back];
        for section in &sections {
            push_number(&mut bytes, u32::try_from(section.len()).unwrap_or(u32::MAX));
        }
        sections.iter().for_each(|section| bytes.extend(section));
        bytes
    }

    /// The ranks of all words in the order of the texts, in four sections.
    fn ranks(&self) -> [Vec<u8>; 4] {
        let count = u32::try_from(self.words()).unwrap_or(u32::MAX);
        let mut starts = vec![0_usize];
        starts.extend(self.lengths().iter().scan(0, |sum, length| {
            *sum += *length as usize;
            Some(*sum)
        }));
        let times = |word: u32| {
            let list = self.list(word);
            (0..list.paragraphs.len()).map(|nth| list.times(nth)).sum::<u32>()
        };
        let order = ranked((0..count).map(times));
        let mut text = vec![0_u32; starts.last().copied().unwrap_or(0)];
        for (rank, word) in (0_u32..).zip(order) {
            let list = self.list(word);
            for (nth, paragraph) in list.paragraphs.iter().enumerate() {
                let start = starts.get(*paragraph as usize).copied().unwrap_or(0);
                list.places(nth, &mut |place| {
                    if let Some(slot) = text.get_mut(start + place as usize) {
                        *slot = rank;
                    }
                });
            }
        }
        let ranks = Ranks::new(self.words());
        let [mut high, mut middle, mut low, mut back] = [const { Vec::new() }; 4];
        // By rank, the word last written in more than one byte, counted from 1.
        let mut last = vec![0_usize; self.words()];
        let mut written = 0;
        for bounds in starts.windows(2) {
            let before = written;
            let paragraph = bounds.first().zip(bounds.get(1)).and_then(|(from, to)| text.get(*from..*to));
            for rank in paragraph.unwrap_or(&[]) {
                let Some(beyond) = rank.checked_sub(ranks.direct) else {
                    high.push(*rank as u8);
                    continue;
                };
                let Some(last) = last.get_mut(*rank as usize) else { continue };
                written += 1;
                match u8::try_from(written - 1 - *last) {
                    Ok(steps) if *last > before => {
                        high.push(AGAIN);
                        back.push(steps);
                    }
                    _ => {
                        high.push((ranks.direct + (beyond >> ranks.bits())) as u8);
                        low.push(beyond as u8);
                        if ranks.wide {
                            middle.push((beyond >> 8) as u8);
                        }
                    }
                }
                *last = written;
            }
        }
        [high, middle, low, back]
    }

    /// The index of these bytes. Takes memory in proportion to them, whatever they are.
    ///
    /// # Errors
    ///
    /// [`Unsound`] where [`Index::to_bytes`] cannot have written them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Unsound> {
        read(bytes).ok_or(Unsound)
    }
}

fn read(bytes: &[u8]) -> Option<Index> {
    let mut rest = bytes.strip_prefix(MAGIC)?;
    let mut ends = [0_usize; 13];
    for size in &mut ends {
        *size = number(&mut rest)? as usize;
    }
    let mut sections = [&[][..]; 13];
    for (section, size) in sections.iter_mut().zip(ends) {
        (*section, rest) = rest.split_at_checked(size)?;
    }
    let [shared, letters, languages, cuts, endings, counts, held, wide, lengths, high, middle, low, back] =
        sections;
    let (mut cuts, mut counts, mut held, mut wide, mut lengths) = (cuts, counts, held, wide, lengths);
    let whole = rest.is_empty() && languages.len() == shared.len();
    let room = 2 * letters.len();
    let mut letters = whole.then_some(std::str::from_utf8(letters).ok()?)?.split('\n');
    let mut endings = std::str::from_utf8(endings).ok()?.split('\n');
    let mut words = Words::with_capacity(shared.len(), room);
    let (mut word, mut stem, mut times) = (String::new(), String::new(), Vec::with_capacity(shared.len()));
    let mut last = (String::new(), Language::English, String::new());
    for (nth, (shared, language)) in shared.iter().zip(languages).enumerate() {
        let shared = usize::from(*shared);
        if shared > MAX_SHARED || !word.is_char_boundary(shared) {
            return None;
        }
        word.truncate(shared);
        word.push_str(letters.next()?);
        let language = *Language::ALL.get(usize::from(*language))?;
        let kept = word.len().checked_sub(number(&mut cuts)? as usize)?;
        stem.clear();
        stem.push_str(word.get(..kept)?);
        stem.push_str(endings.next()?);
        // Words ascend, and of those written alike, languages and stems do.
        let order = last.0.as_str().cmp(&word).then(last.1.cmp(&language)).then_with(|| last.2.cmp(&stem));
        if nth > 0 && order.is_ge() {
            return None;
        }
        words.push(&word, language, &stem);
        last.0.clone_from(&word);
        last.1 = language;
        last.2.clone_from(&stem);
        times.push(number(&mut counts)?);
    }
    let mut by_paragraph = Vec::with_capacity(lengths.len());
    while !lengths.is_empty() {
        by_paragraph.push(number(&mut lengths)?);
    }
    words.finish();
    let mut order = vec![0_u32; words.len()];
    let mut sizes = Vec::with_capacity(words.len());
    for (rank, word) in (0_u32..).zip(ranked(times.iter().copied())) {
        *order.get_mut(word as usize)? = rank;
        let times = *times.get(word as usize)?;
        let postings = times.checked_sub(number(&mut held)?)?;
        sizes.push(Size { postings, bytes: times.checked_add(number(&mut wide)?)? });
    }
    let done = letters.next() == Some("") && letters.next().is_none();
    if !done || [counts, cuts, held, wide].iter().any(|section| !section.is_empty()) {
        return None;
    }
    let ranks = Ranks::new(words.len());
    let text = Text {
        ranks: &ranks,
        high: high.iter(),
        middle: middle.iter(),
        low: low.iter(),
        back: back.iter(),
        recent: [0; 256],
        next: 0,
    };
    let postings = Postings::invert(text, by_paragraph, &order, &sizes)?;
    Some(Index { words, postings, ..Index::default() })
}

/// Words by how often they stand, the most frequent first, equal ones in their order.
fn ranked(times: impl Iterator<Item = u32>) -> impl Iterator<Item = u32> {
    let packed = (0_u32..).zip(times).map(|(word, times)| u64::from(!times) << 32 | u64::from(word));
    let mut packed: Vec<u64> = packed.collect();
    packed.sort_unstable();
    packed.into_iter().map(|packed| packed as u32)
}

/// The ranks of all words; ends where bytes are missing, and gives ranks that no word has where they are wrong.
struct Text<'a> {
    ranks: &'a Ranks,
    high: std::slice::Iter<'a, u8>,
    middle: std::slice::Iter<'a, u8>,
    low: std::slice::Iter<'a, u8>,
    back: std::slice::Iter<'a, u8>,
    /// The last ranks that were not written as one byte, and where the next one goes.
    recent: [u32; 256],
    next: u8,
}

impl Iterator for Text<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let high = *self.high.next()?;
        let Some(stretch) = u32::from(high).checked_sub(self.ranks.direct) else { return Some(high.into()) };
        let rank = if high == AGAIN {
            let steps = *self.back.next()?;
            self.recent[usize::from(self.next.wrapping_sub(1).wrapping_sub(steps))]
        } else {
            let mut beyond = stretch << self.ranks.bits() | u32::from(*self.low.next()?);
            if self.ranks.wide {
                beyond |= u32::from(*self.middle.next()?) << 8;
            }
            self.ranks.direct + beyond
        };
        self.recent[usize::from(self.next)] = rank;
        self.next = self.next.wrapping_add(1);
        Some(rank)
    }
}

fn common_bytes(one: &str, two: &str) -> usize {
    let same = one.bytes().zip(two.bytes()).take_while(|(a, b)| a == b).count();
    (0..=same).rev().find(|at| one.is_char_boundary(*at) && two.is_char_boundary(*at)).unwrap_or(0)
}

/// Seven bits a byte, the lowest first; the last byte is below 128.
pub(super) fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 128 {
        bytes.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn number(bytes: &mut &[u8]) -> Option<u32> {
    let (mut number, mut shift) = (0_u64, 0);
    loop {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 127) << shift;
        shift += 7;
        if *byte < 128 {
            return u32::try_from(number).ok();
        }
        if shift > 28 {
            return None;
        }
    }
}
