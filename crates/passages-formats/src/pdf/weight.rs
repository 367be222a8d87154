//! How much the streams of a file expand to, counted before anything expands them.
//!
//! The reader of PDF expands whatever an object points to and knows no limit, so each stream of the file is weighed
//! first: compressed ones are run through, keeping nothing.

use super::budget::Budget;
use super::{KIND, inflate};
use crate::refusal::{Excess, Refusal};
use hayro_syntax::object::{Array, Name, Stream};
use std::borrow::Cow;

/// A way in which the data of a stream is packed, as far as text may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    Flate,
    Lzw,
    RunLength,
    Base85,
    Hex,
}

impl Filter {
    /// By the name that a dictionary gives it.
    fn called(name: &[u8]) -> Option<Self> {
        match name {
            b"FlateDecode" | b"Fl" => Some(Self::Flate),
            b"LZWDecode" | b"LZW" => Some(Self::Lzw),
            b"RunLengthDecode" | b"RL" => Some(Self::RunLength),
            b"ASCII85Decode" | b"A85" => Some(Self::Base85),
            b"ASCIIHexDecode" | b"AHx" => Some(Self::Hex),
            _ => None,
        }
    }
}

/// The data of a stream, weighed before they are expanded; what weighing has missed is charged thereafter. Each time
/// counts: pages may name a stream as often as they like.
pub(super) fn expand(stream: &Stream<'_>, budget: &mut Budget) -> Result<Vec<u8>, Refusal> {
    let before = budget.expanded;
    weigh_stream(stream, budget)?;
    let data = stream.decoded_data().map(Cow::into_owned).unwrap_or_default();
    budget.take(0, data.len().saturating_sub(before - budget.expanded))?;
    Ok(data)
}

fn weigh_stream(stream: &Stream<'_>, budget: &mut Budget) -> Result<(), Refusal> {
    let dict = stream.dict();
    let one = dict.get::<Name<'_>>("F").or_else(|| dict.get::<Name<'_>>("Filter"));
    let filters: Vec<Filter> = match one.and_then(|name| Filter::called(&name)) {
        Some(filter) => vec![filter],
        None => {
            let all = dict.get::<Array<'_>>("F").or_else(|| dict.get::<Array<'_>>("Filter"));
            let names = all.iter().flat_map(|all| all.iter::<Name<'_>>());
            names.filter_map(|name| Filter::called(&name)).collect()
        }
    };
    let data = stream.raw_data();
    if filters.is_empty() {
        return budget.take(data.len(), data.len());
    }
    weigh(&filters, &data, budget)
}

/// Longest dictionary that is looked at before a stream, in bytes.
const DICTIONARY: usize = 4096;

/// Weighs every stream that a file could be asked for by its reader itself: all but pictures.
///
/// # Errors
/// [`Excess::Expanded`]; [`Refusal::Locked`] for an encrypted file, which cannot be weighed; [`Refusal::Broken`] for
/// a stream that hides how it is compressed.
pub(super) fn check(bytes: &[u8], budget: &mut Budget) -> Result<(), Refusal> {
    if find(bytes, b"/Encrypt", 0).is_some() {
        return Err(Refusal::Locked);
    }
    let mut at = 0;
    while let Some(found) = find(bytes, b"stream", at) {
        at = found + b"stream".len();
        let before = bytes.get(found.saturating_sub(DICTIONARY)..found).unwrap_or_default();
        if before.ends_with(b"end") {
            continue;
        }
        let start =
            before.windows(4).rposition(|w| w == b" obj" || w == b"\nobj" || w == b"\robj").unwrap_or(0);
        let dictionary = unescaped(before.get(start..).unwrap_or_default());
        let data = bytes.get(at..).unwrap_or_default();
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let has = |word: &[u8]| find(&dictionary, word, 0).is_some();
        // A picture that has the entries of an object stream or of a table of references is none.
        let is_table =
            has(b"/First") || has(b"/W[") || has(b"/W [") || has(b"/W\n") || has(b"/W\r") || has(b"/W\t");
        if has(b"/Image") && !is_table {
            continue;
        }
        if let Some(filter) = find(&dictionary, b"/Filter", 0) {
            let value = dictionary.get(filter + b"/Filter".len()..).unwrap_or_default();
            if value.trim_ascii_start().first().is_some_and(u8::is_ascii_digit) {
                return Err(Refusal::Broken(KIND));
            }
        }
        weigh(&filters(&dictionary), data, budget)?;
    }
    Ok(())
}

fn find(bytes: &[u8], word: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let first = *word.first()?;
    let mut at = 0;
    while let Some(step) = rest.get(at..)?.iter().position(|byte| *byte == first) {
        at += step;
        if rest.get(at..)?.starts_with(word) {
            return Some(from + at);
        }
        at += 1;
    }
    None
}

/// A dictionary with the letters that its names write by number.
fn unescaped(dictionary: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(dictionary.len());
    let mut rest = dictionary;
    let hex = |byte: Option<&u8>| byte.and_then(|b| char::from(*b).to_digit(16));
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match (*first, hex(after.first()), hex(after.get(1))) {
            (b'#', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                rest = after.get(2..).unwrap_or_default();
            }
            (byte, ..) => out.push(byte),
        }
    }
    out
}

/// The filters that a dictionary names, in their order.
fn filters(dictionary: &[u8]) -> Vec<Filter> {
    let names = dictionary.split(|byte| *byte == b'/').skip(1);
    names
        .filter_map(|name| {
            let end = name.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(name.len());
            let name = name.get(..end)?;
            Filter::called(name)
        })
        .collect()
}

/// Weighs data that is to be expanded by these filters, one after the other.
fn weigh(filters: &[Filter], data: &[u8], budget: &mut Budget) -> Result<(), Refusal> {
    let mut plain;
    let mut data = data;
    let mut rest = filters;
    while let Some((filter @ (Filter::Base85 | Filter::Hex), after)) = rest.split_first() {
        // Up to its own end: what follows are other streams, and each is charged for itself.
        let end = if *filter == Filter::Hex { b'>' } else { b'~' };
        data = data.split(|byte| *byte == end).next().unwrap_or_default();
        budget.take(data.len(), 0)?;
        plain = if rest.first() == Some(&Filter::Hex) { hex(data) } else { base85(data) };
        data = &plain;
        rest = after;
    }
    let packs = |filter: &&Filter| matches!(filter, Filter::Flate | Filter::Lzw | Filter::RunLength);
    // What is compressed twice is a bomb, or as good as one.
    if rest.iter().filter(packs).count() > 1 {
        return Err(Refusal::TooMuch(Excess::Expanded));
    }
    match rest.iter().find(packs) {
        Some(Filter::Flate) => inflate::weigh(data, budget),
        Some(Filter::Lzw) => lzw(data, budget),
        Some(_) => run_length(data, budget),
        // What is only written in letters; what is not is copied by nobody but `expand`.
        None if !filters.is_empty() => budget.take(0, data.len()),
        None => Ok(()),
    }
}

/// The codes grow longer at once or a code later, as a parameter says, which may stand in another object: the larger of
/// both weights. Read the wrong way, data soon have a code that there is none of.
fn lzw(data: &[u8], budget: &mut Budget) -> Result<(), Refusal> {
    let mut other = budget.clone();
    lzw_of(data, true, budget)?;
    lzw_of(data, false, &mut other)?;
    *budget = budget.and(&other);
    Ok(())
}

/// Lengths alone: the table holds how long what a code stands for is.
fn lzw_of(data: &[u8], is_early: bool, budget: &mut Budget) -> Result<(), Refusal> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut lengths: Vec<usize> = vec![1; 258];
    let (mut bits, mut held, mut last) = (0_u32, 0_u32, None);
    for byte in data {
        budget.take(1, 0)?;
        (bits, held) = (bits << 8 | u32::from(*byte), held + 8);
        let width = match lengths.len() + usize::from(is_early) {
            0..=511 => 9,
            512..=1023 => 10,
            1024..=2047 => 11,
            _ => 12,
        };
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held) as usize;
        bits &= (1 << held) - 1;
        if code == CLEAR {
            lengths.truncate(258);
            last = None;
            continue;
        }
        if code == END {
            break;
        }
        // One more than the table has stands for what it is going to have; other codes end the reading.
        let next = last.filter(|_| code == lengths.len()).map(|l: usize| l + 1);
        let Some(length) = lengths.get(code).copied().or(next) else { break };
        budget.take(0, length)?;
        if let Some(last) = last
            && lengths.len() < 4096
        {
            lengths.push(last + 1);
        }
        last = Some(length);
    }
    Ok(())
}

fn run_length(data: &[u8], budget: &mut Budget) -> Result<(), Refusal> {
    let mut at = 0;
    while let Some(&length) = data.get(at) {
        let length = usize::from(length);
        match length {
            128 => break,
            0..=127 => {
                budget.take(length + 2, length + 1)?;
                at += length + 2;
            }
            _ => {
                budget.take(2, 257 - length)?;
                at += 2;
            }
        }
    }
    Ok(())
}

fn hex(data: &[u8]) -> Vec<u8> {
    let digits: Vec<u32> =
        data.iter().take_while(|b| **b != b'>').filter_map(|b| char::from(*b).to_digit(16)).collect();
    // A lone digit at the end is the upper half of its byte.
    digits
        .chunks(2)
        .map(|pair| pair.iter().zip([4, 0]).fold(0, |n, (d, half)| n | (*d as u8) << half))
        .collect()
}

/// Up to the first letter that is none of these, or a group that stands for no number: there its reader stops too.
fn base85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut group: Vec<u8> = Vec::new();
    for byte in data {
        match byte {
            b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' => {}
            // Four zeros, wherever it stands: what is begun ends before them.
            b'z' => {
                if flush(&mut group, &mut out).is_none() {
                    return out;
                }
                out.extend([0; 4]);
            }
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => break,
        }
        if group.len() == 5 && flush(&mut group, &mut out).is_none() {
            return out;
        }
    }
    let _ = flush(&mut group, &mut out);
    out
}

/// Writes the bytes of a group, which is one shorter where it is not full; none for one that cannot be.
fn flush(group: &mut Vec<u8>, out: &mut Vec<u8>) -> Option<()> {
    let bytes = match group.len() {
        0 => return Some(()),
        1 => return None,
        digits => digits - 1,
    };
    group.resize(5, 84);
    let number =
        group.drain(..).try_fold(0_u32, |n, digit| n.checked_mul(85)?.checked_add(u32::from(digit)))?;
    out.extend(number.to_be_bytes().iter().take(bytes));
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::EXPANDED_BYTES;
    use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};

    /// How much a stream weighs.
    fn weight(filters: &[Filter], data: &[u8]) -> usize {
        let mut budget = Budget::default();
        weigh(filters, data, &mut budget).expect("within the limits");
        EXPANDED_BYTES - budget.expanded
    }

    #[test]
    fn streams_are_weighed_without_being_expanded() {
        let packed = compress_to_vec_zlib(&[b'a'; 300_000], 6);
        assert_eq!(weight(&[Filter::Flate], &packed), 300_000);
        assert_eq!(weight(&[Filter::Flate], &packed[..packed.len() / 2]) / 100_000, 1);
        let digits: String = packed.iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(weight(&[Filter::Hex, Filter::Flate], digits.as_bytes()), 300_000);
        // "aaaa" in groups of five letters, and a run of 128.
        assert_eq!(base85(b"@:<SQ~>"), b"aaaa");
        assert_eq!(weight(&[Filter::RunLength], &[129, b'a', 1, b'b', b'c', 128]), 130);
        // ISO 32000-1, section 7.4.4.2: 45 45 45 45 45 65 45 45 45 66.
        let sample = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
        assert_eq!(weight(&[Filter::Lzw], &sample), 10);
    }

    #[test]
    fn broken_streams_weigh_what_their_reader_makes_of_them() {
        let bomb = compress_to_vec(&vec![0; EXPANDED_BYTES + 1], 6);
        let refused = Err(Refusal::TooMuch(Excess::Expanded));
        let stored = |head: &[u8], length: usize| [head, &vec![b'a'; length], &bomb].concat();
        // The length of a block that is not packed, written twice and not the same; a dictionary that is not there.
        for data in [stored(&[0x78, 0x9c, 0, 1, 0, 0, 0], 1), stored(&[0x78, 0xbb, 0, 0x44, 0xff], 0xbb)] {
            assert_eq!(weigh(&[Filter::Flate], &data, &mut Budget::default()), refused, "{:?}", &data[..9]);
        }
        // Without its sum, with garbage behind it, and with a byte of it gone wrong.
        let words: String = (0..20_000).map(|nth| format!("{nth} words ")).collect();
        let packed = compress_to_vec_zlib(words.as_bytes(), 6);
        assert_eq!(weight(&[Filter::Flate], &packed[..packed.len() - 4]), words.len());
        assert_eq!(weight(&[Filter::Flate], &[&packed[..], &[0x5a; 9000]].concat()), words.len());
        let mut wrong = packed.clone();
        wrong[packed.len() / 2] ^= 0x55;
        assert!(weight(&[Filter::Flate], &wrong) < 10 * words.len());
    }

    /// What the reader of PDF makes of data packed so, in bytes, and what they weigh.
    fn expanded_and_weighed(entries: &str, data: &[u8]) -> (usize, usize) {
        let head = format!(
            "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n\
             3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n\
             4 0 obj<<{entries}/Length {}>>stream\n",
            data.len()
        );
        let file = [head.as_bytes(), data, b"\nendstream endobj\ntrailer<</Root 1 0 R>>"].concat();
        let pdf = hayro_syntax::Pdf::new(std::sync::Arc::new(file)).expect("a file");
        let page = pdf.pages().first().expect("a page");
        let stream = page.raw().get::<Stream<'_>>("Contents").expect("a stream");
        let mut budget = Budget::default();
        weigh_stream(&stream, &mut budget).expect("within the limits");
        (stream.decoded_data().map_or(0, |data| data.len()), EXPANDED_BYTES - budget.expanded)
    }

    #[test]
    fn base85_is_read_as_its_reader_reads_it() {
        // A group that `z` ends, white space, an invalid letter, a lone digit, and a number that is too large.
        for (letters, bytes) in [
            ("@:z@:<SQ", &b"a\0\0\0\0aaaa"[..]),
            ("@:<\tSQ@:<", b"aaaaaa"),
            ("@:<SQv@:<SQ", b"aaaa"),
            ("@:<SQ@z", b"aaaa"),
            ("@:<SQuuuuu@:<SQ", b"aaaa"),
        ] {
            assert_eq!(base85(letters.as_bytes()), bytes, "{letters}");
        }
        let packed = compress_to_vec(&[b'a'; 300_000], 6);
        let plain: Vec<u8> = [&[0, 4, 0, 0xfb, 0xff, 0, 0, 0, 0][..], &packed].concat();
        let mut letters = String::new();
        for group in plain.chunks(4) {
            let number = (0..4).fold(0_u32, |n, at| n << 8 | u32::from(group.get(at).copied().unwrap_or(0)));
            let digits = [52_200_625, 614_125, 7225, 85, 1].map(|power| number / power % 85);
            letters.extend(digits.iter().take(group.len() + 1).map(|digit| char::from(b'!' + *digit as u8)));
        }
        let (expanded, weighed) = expanded_and_weighed("/Filter[/A85/Fl]", letters.as_bytes());
        assert_eq!((expanded, weighed), (300_004, 300_004));
        let out_of_step = letters.replacen("!!", "!!z", 1);
        let (expanded, weighed) = expanded_and_weighed("/Filter[/A85/Fl]", out_of_step.as_bytes());
        assert_eq!(expanded, weighed);
    }

    #[test]
    fn hexadecimal_digits_are_read_as_their_reader_reads_them() {
        // The last byte is 80, which ends the runs, and not 8, after which nine letters would follow.
        assert_eq!(expanded_and_weighed("/Filter[/AHx/RL]", b"00 41 8>"), (1, 1));
    }

    /// Data packed by LZW, each code the longest that there is.
    fn packed_by_lzw(data: &[u8], is_early: bool) -> Vec<u8> {
        let mut known: std::collections::HashMap<Vec<u8>, u32> =
            (0..=255_u8).map(|byte| (vec![byte], u32::from(byte))).collect();
        let (mut out, mut bits, mut held, mut size) = (Vec::new(), 0_u64, 0, 258);
        let mut write = |code: u32, size: u32| {
            let width = (size + u32::from(is_early)).ilog2().max(8) + 1;
            (bits, held) = (bits << width.min(12) | u64::from(code), held + width.min(12));
            while held >= 8 {
                held -= 8;
                out.push((bits >> held) as u8);
                bits &= (1 << held) - 1;
            }
        };
        let (mut word, mut is_first) = (Vec::new(), true);
        for byte in data {
            let longer = [&word[..], &[*byte]].concat();
            if known.contains_key(&longer) {
                word = longer;
                continue;
            }
            write(known[&word], size);
            // The reader's table is one behind.
            size = (size + u32::from(!is_first)).min(4096);
            let next = u32::try_from(known.len() + 2).expect("few");
            if next < 4096 {
                known.insert(longer, next);
            }
            (word, is_first) = (vec![*byte], false);
        }
        write(known[&word], size);
        write(257, (size + 1).min(4096));
        write(0, 258);
        out
    }

    #[test]
    fn both_ways_of_lzw_weigh_what_they_expand_to() {
        let words: String = (0..3_000).map(|nth| format!("{} words ", nth % 977)).collect();
        let zeros = vec![0; 60_000];
        for data in [words.as_bytes(), &zeros] {
            for (is_early, parameters) in [
                (true, ""),
                (true, "/DecodeParms<</EarlyChange 1>>"),
                (false, "/DecodeParms<</EarlyChange 0>>"),
            ] {
                let packed = packed_by_lzw(data, is_early);
                let entries = format!("/Filter/LZWDecode{parameters}");
                let (expanded, weighed) = expanded_and_weighed(&entries, &packed);
                assert_eq!((expanded, weighed), (data.len(), data.len()), "{entries}");
            }
        }
    }

    #[test]
    fn damaged_streams_weigh_exactly_what_they_expand_to() {
        let words: String = (0..2_000).map(|nth| format!("{} words ", nth * nth)).collect();
        let packed = compress_to_vec_zlib(words.as_bytes(), 6);
        let short = compress_to_vec(b"abcabcabcabcabc", 6);
        let mut state = 1_u32;
        let mut random = |below: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % below
        };
        for nth in 0..400 {
            let mut data = if nth % 2 == 0 { packed.clone() } else { short.repeat(20) };
            for _ in 0..nth % 5 {
                let at = random(data.len().min(200));
                data[at] = random(256) as u8;
            }
            if nth % 7 == 0 {
                data = (0..300).map(|_| random(256) as u8).collect();
            }
            let (expanded, weighed) = expanded_and_weighed("/Filter/FlateDecode", &data);
            assert_eq!(expanded, weighed, "{nth}");
        }
    }

    #[test]
    fn bombs_are_refused() {
        let packed = compress_to_vec_zlib(&vec![0; EXPANDED_BYTES + 1], 6);
        let refused = Err(Refusal::TooMuch(Excess::Expanded));
        assert_eq!(weigh(&[Filter::Flate], &packed, &mut Budget::default()), refused);
        let twice = compress_to_vec_zlib(&packed, 6);
        for dictionary in
            ["/Filter [/FlateDecode /FlateDecode]", "/Filter[/Fl#61teDecode/Fl]", "/#46ilter[/Fl/LZW]"]
        {
            let file = [b"%PDF-1.5\n1 0 obj<<", dictionary.as_bytes(), b">>stream\n", &twice, b"\nendstream"]
                .concat();
            assert_eq!(check(&file, &mut Budget::default()), refused, "{dictionary}");
        }
    }
}
