//! Where words stand: for each word its paragraphs, how often it stands in each, and at which places.
//!
//! Layout after J. Zobel and A. Moffat, "Inverted files for text search engines", ACM Computing Surveys 38 (2006),
//! doi:10.1145/1132956.1132959: lists of paragraphs as plain numbers, which are walked and searched most, places as
//! differences, most of them a byte.

use super::WordIx;
use std::ops::Range;

/// So many postings share one entry of `skips`.
const BLOCK: usize = 32;

/// The postings of all words, one list after another.
#[derive(Clone, Debug, Default)]
pub(super) struct Postings {
    /// Where the list of each word begins; one more than there are words.
    starts: Vec<u32>,
    /// Paragraphs, ascending in each list.
    paragraphs: Vec<u32>,
    /// How often the word stands there; 255 says that it stands in `often`.
    times: Vec<u8>,
    /// Postings of words that stand 255 times or more in a paragraph, ascending, and in the low half how often.
    often: Vec<u64>,
    /// For each posting its places: the first, then the difference to the one before.
    places: Vec<u8>,
    /// Where the places of every 32nd posting begin.
    skips: Vec<u32>,
    /// Words of each paragraph.
    lengths: Vec<u32>,
    /// Words of all paragraphs.
    total: u64,
}

/// The list of one word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct List<'a> {
    /// Ascending.
    pub paragraphs: &'a [u32],
    /// How often in each; 255 where [`List::times`] is to be asked.
    pub few: &'a [u8],
    first: usize,
    postings: &'a Postings,
}

impl List<'_> {
    /// How often the word stands in the nth of its paragraphs.
    #[inline]
    pub(crate) fn times(&self, nth: usize) -> u32 {
        match self.few.get(nth) {
            Some(255) => self.postings.times(self.first + nth),
            times => times.map_or(0, |times| u32::from(*times)),
        }
    }

    /// Hands over the places in the nth paragraph, ascending.
    pub(crate) fn places(&self, nth: usize, mut found: &mut dyn FnMut(u32)) {
        self.reader().read(nth, &mut found);
    }
}

impl<'a> List<'a> {
    /// Reads the places of one paragraph after the other.
    pub(crate) fn reader(&self) -> Reader<'a> {
        Reader { list: *self, next: None }
    }
}

/// Reads the places of a list. Whoever asks for ascending paragraphs has each byte looked at once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    list: List<'a>,
    /// The posting after the last one that was read, and the byte at which its places begin.
    next: Option<(usize, usize)>,
}

impl Reader<'_> {
    /// Hands over the places in the nth paragraph of the list, ascending; none where there is no such paragraph.
    pub(crate) fn read(&mut self, nth: usize, found: &mut impl FnMut(u32)) {
        if nth >= self.list.paragraphs.len() {
            return;
        }
        let (postings, posting) = (self.list.postings, self.list.first + nth);
        // Within a block what has been read needs no second look; elsewhere the block's own beginning is nearer.
        let is_near = |(at, _): &(usize, usize)| *at <= posting && *at / BLOCK == posting / BLOCK;
        let from = match self.next.filter(is_near) {
            Some((at, byte)) => postings.passed(at..posting, byte),
            None => postings.place_of(posting),
        };
        self.next = Some((posting + 1, postings.places(posting, from, found)));
    }
}

/// How much of the lists one word takes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Size {
    /// Paragraphs.
    pub(super) postings: u32,
    /// Bytes for its places.
    pub(super) bytes: u32,
}

/// Where the list of a word has got to while it is made.
#[derive(Clone, Copy, Default)]
struct Cursor {
    /// The last paragraph, counted from 1, and the last place there.
    paragraph: u32,
    place: u32,
    /// In that paragraph.
    times: u32,
    /// The next posting and the next byte.
    posting: u32,
    byte: u32,
}

impl Postings {
    /// How much each word takes, by its number; `count` is above all numbers.
    ///
    /// `None` where a number is too large, or the lengths do not add up to the number of words.
    pub(super) fn sizes(
        mut words: impl Iterator<Item = u32>,
        lengths: &[u32],
        count: usize,
    ) -> Option<Vec<Size>> {
        let mut sizes = vec![Size::default(); count];
        let mut last = vec![(0, 0); count];
        for (paragraph, length) in (1_u32..).zip(lengths) {
            for place in 0..*length {
                let number = words.next()? as usize;
                let (size, last) = (sizes.get_mut(number)?, last.get_mut(number)?);
                let same = last.0 == paragraph;
                size.postings += u32::from(!same);
                size.bytes += bytes_of(if same { place - last.1 } else { place });
                *last = (paragraph, place);
            }
        }
        words.next().is_none().then_some(sizes)
    }

    /// Turns the words of all paragraphs into lists.
    ///
    /// Words are given by numbers in which frequent ones should be low, so that what is known of them is near.
    /// `order` has the number of each word in the order of the alphabet, each once, and `sizes` what each number
    /// takes. `None` where it takes something else, or the lengths do not add up to the number of words.
    pub(super) fn invert(
        mut words: impl Iterator<Item = u32>,
        lengths: Vec<u32>,
        order: &[u32],
        sizes: &[Size],
    ) -> Option<Self> {
        let mut cursors = vec![Cursor::default(); sizes.len()];
        let mut starts = Vec::with_capacity(order.len() + 1);
        let (mut postings, mut bytes) = (0_u32, 0_u32);
        for number in order {
            let (cursor, size) = (cursors.get_mut(*number as usize)?, sizes.get(*number as usize)?);
            starts.push(postings);
            (cursor.posting, cursor.byte) = (postings, bytes);
            (postings, bytes) = (postings.checked_add(size.postings)?, bytes.checked_add(size.bytes)?);
        }
        starts.push(postings);
        let total = lengths.iter().map(|length| u64::from(*length)).sum();
        // No word takes more than this, so few bytes never ask for much.
        if u64::from(postings) > total || u64::from(bytes) > 6 * total {
            return None;
        }
        let mut paragraphs = vec![0_u32; postings as usize];
        let mut times = vec![0_u8; postings as usize];
        let mut places = vec![0_u8; bytes as usize];
        let mut skips = vec![0_u32; (postings as usize).div_ceil(BLOCK)];
        let mut often = Vec::new();
        for (paragraph, length) in (1_u32..).zip(&lengths) {
            for place in 0..*length {
                let cursor = cursors.get_mut(words.next()? as usize)?;
                let mut step = place;
                if cursor.paragraph == paragraph {
                    step -= cursor.place;
                    cursor.times += 1;
                } else {
                    // Wrong sizes write into the lists of others; that is found out below.
                    finish(cursor, &mut times, &mut often);
                    let at = cursor.posting as usize;
                    *paragraphs.get_mut(at)? = paragraph - 1;
                    if at.is_multiple_of(BLOCK) {
                        *skips.get_mut(at / BLOCK)? = cursor.byte;
                    }
                    cursor.posting += 1;
                    cursor.times = 1;
                    cursor.paragraph = paragraph;
                }
                cursor.place = place;
                let mut put = |byte: u32| {
                    *places.get_mut(cursor.byte as usize)? = byte as u8;
                    cursor.byte += 1;
                    Some(())
                };
                if step < FAR {
                    put(step)?;
                } else {
                    put(FAR)?;
                    step -= FAR;
                    while step >= 128 {
                        put(step & 127 | 128)?;
                        step >>= 7;
                    }
                    put(step)?;
                }
            }
        }
        let (mut posting, mut byte) = (0, 0);
        for number in order {
            let (cursor, size) = (cursors.get(*number as usize)?, sizes.get(*number as usize)?);
            finish(cursor, &mut times, &mut often);
            (posting, byte) = (posting + size.postings, byte + size.bytes);
            if (cursor.posting, cursor.byte) != (posting, byte) {
                return None;
            }
        }
        often.sort_unstable();
        let whole = words.next().is_none();
        whole.then_some(Self { starts, paragraphs, times, often, places, skips, lengths, total })
    }

    /// The list of a word; empty where there is no such word.
    pub(super) fn list(&self, word: WordIx) -> List<'_> {
        let bound = |at: usize| self.starts.get(at).map(|n| *n as usize);
        let at = word as usize;
        let range = bound(at).zip(bound(at + 1)).map_or(0..0, |(from, to)| from..to);
        List {
            first: range.start,
            paragraphs: self.paragraphs.get(range.clone()).unwrap_or(&[]),
            few: self.times.get(range).unwrap_or(&[]),
            postings: self,
        }
    }

    /// How much a word takes.
    pub(super) fn size(&self, word: WordIx) -> Size {
        let bound = |at: u32| self.starts.get(at as usize).copied().unwrap_or(0);
        let (from, to) = (bound(word), bound(word.saturating_add(1)));
        let bytes = self.place_of(to as usize) - self.place_of(from as usize);
        Size { postings: to.saturating_sub(from), bytes: u32::try_from(bytes).unwrap_or(u32::MAX) }
    }

    /// Words of each paragraph.
    pub(super) fn lengths(&self) -> &[u32] {
        &self.lengths
    }

    /// Words of all paragraphs.
    pub(super) fn total(&self) -> u64 {
        self.total
    }

    fn times(&self, posting: usize) -> u32 {
        match self.times.get(posting) {
            Some(255) => {
                let at = self.often.partition_point(|packed| packed >> 32 < posting as u64);
                self.often.get(at).map_or(255, |packed| *packed as u32)
            }
            times => times.map_or(0, |times| u32::from(*times)),
        }
    }

    /// Where the places of a posting begin; beyond the last one, where they end.
    fn place_of(&self, posting: usize) -> usize {
        let Some(skip) = self.skips.get(posting / BLOCK).filter(|_| posting < self.times.len()) else {
            return self.places.len();
        };
        self.passed(posting / BLOCK * BLOCK..posting, *skip as usize)
    }

    /// The byte behind the places of these postings, which begin at the byte `at`.
    fn passed(&self, postings: Range<usize>, mut at: usize) -> usize {
        let passed: u32 = postings.map(|before| self.times(before)).sum();
        for _ in 0..passed {
            let mut byte = self.places.get(at).copied();
            at += 1;
            if byte == Some(FAR as u8) {
                while byte.is_some_and(|byte| byte >= 128) {
                    byte = self.places.get(at).copied();
                    at += 1;
                }
            }
        }
        at
    }

    /// Hands over the places of a posting, which begin at the byte `from`; the byte behind them.
    fn places(&self, posting: usize, from: usize, found: &mut impl FnMut(u32)) -> usize {
        let end = self.places.len();
        let mut bytes = self.places.get(from..).unwrap_or(&[]).iter();
        let mut place = 0_u32;
        for _ in 0..self.times(posting) {
            let Some(mut byte) = bytes.next() else { return end };
            let mut step = u32::from(*byte);
            if step == FAR {
                let mut shift = 0;
                while *byte >= 128 {
                    let Some(next) = bytes.next() else { return end };
                    byte = next;
                    step = step.wrapping_add(u32::from(byte & 127) << shift);
                    shift = (shift + 7) & 31;
                }
            }
            place = place.wrapping_add(step);
            found(place);
        }
        end - bytes.len()
    }
}

/// Notes how often a word stands in the last paragraph of its list so far.
#[inline]
fn finish(cursor: &Cursor, times: &mut [u8], often: &mut Vec<u64>) {
    if cursor.times == 0 {
        return;
    }
    let few = u8::try_from(cursor.times).unwrap_or(255);
    if few == 255 {
        often.push(u64::from(cursor.posting - 1) << 32 | u64::from(cursor.times));
    }
    if let Some(slot) = times.get_mut(cursor.posting as usize - 1) {
        *slot = few;
    }
}

/// A difference below this takes one byte; else it takes this one, and what is beyond it in seven bits a byte.
const FAR: u32 = 255;

/// Bytes that a difference takes.
fn bytes_of(step: u32) -> u32 {
    match step.checked_sub(FAR) {
        None => 1,
        Some(0..0x80) => 2,
        Some(0x80..0x4000) => 3,
        Some(0x4000..0x20_0000) => 4,
        Some(0x20_0000..0x1000_0000) => 5,
        Some(_) => 6,
    }
}

/// The indices of `groups` by group, in their order, and where each group begins; one more bound than groups.
pub(super) fn grouped(groups: &[u32], count: usize) -> (Vec<u32>, Vec<u32>) {
    let mut bounds = vec![0_u32; count + 1];
    for group in groups {
        if let Some(bound) = bounds.get_mut(*group as usize + 1) {
            *bound += 1;
        }
    }
    let mut sum = 0;
    for bound in &mut bounds {
        sum += *bound;
        *bound = sum;
    }
    let mut next = bounds.clone();
    let mut order = vec![0_u32; groups.len()];
    for (at, group) in (0_u32..).zip(groups) {
        if let Some(place) = next.get_mut(*group as usize) {
            if let Some(slot) = order.get_mut(*place as usize) {
                *slot = at;
            }
            *place += 1;
        }
    }
    (order, bounds)
}

#[cfg(test)]
mod tests {
    use super::super::Index;
    use crate::tokens::Analyzer;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn read_in_any_order_the_places_are_those_of_each_paragraph(
            texts in proptest::collection::vec("([ab] ){0,6}|(b ){250,300}a", 1..90),
            order in proptest::collection::vec(0_usize..100, 0..60),
            ascends in any::<bool>(),
        ) {
            let analyzer = Analyzer::english();
            let index = Index::new(&texts.iter().map(|text| analyzer.tokens(text)).collect::<Vec<_>>());
            let mut order = order;
            if ascends {
                order.sort_unstable();
            }
            for word in 0..2 {
                let list = index.list(word);
                let mut reader = list.reader();
                for nth in &order {
                    let mut read = Vec::new();
                    reader.read(*nth, &mut |place| read.push(place));
                    let text = list.paragraphs.get(*nth).map(|paragraph| &texts[*paragraph as usize]);
                    let letters = text.map_or("", |text| text).split_whitespace().zip(0..);
                    let own = letters.filter(|(letter, _)| *letter == index.text(word)).map(|(_, place)| place);
                    prop_assert_eq!(read, own.collect::<Vec<u32>>());
                }
            }
        }
    }
}
