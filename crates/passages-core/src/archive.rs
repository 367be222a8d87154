//! Corpus <-> bytes. The only module that knows the embedded format, which is private and made anew with every build:
//! the magic and two halves, each of which is how many bytes of letters and of numbers, the letters, and the numbers
//! ([`stored`]). What the opening page shows is in the first half, so that the second need not be there before somebody
//! reads on.

// S7: what anybody may send is read without a way to panic.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        reason = "a test may fail"
    )
)]

mod fields;
mod sound;
pub(crate) mod stored;

pub use sound::is_sound;

use crate::corpus::Compiled;
use std::fmt;
use stored::{Left, Reader, Stored, Writer};

/// Marks the format; raised when it changes.
const MAGIC: &[u8; 8] = b"PASSAGE6";

/// Why bytes are no archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArchiveError {
    /// The bytes do not begin like an archive of this version.
    NotAnArchive,
    /// They begin like one, but cannot be read to the end.
    Damaged,
}

impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAnArchive => "this is no corpus archive of this version",
            Self::Damaged => "the corpus archive is damaged",
        })
    }
}

impl std::error::Error for ArchiveError {}

/// The bytes that the page embeds.
///
/// # Errors
///
/// [`ArchiveError::Damaged`] if a value cannot be written, which only lengths beyond 4 GiB can cause.
pub fn encode(compiled: &Compiled) -> Result<Vec<u8>, ArchiveError> {
    halves(compiled).map(|(opening, rest)| [opening, rest].concat())
}

/// The same cut in two: what [`opening`] reads, and the rest.
///
/// # Errors
///
/// As [`encode`].
pub fn halves(compiled: &Compiled) -> Result<(Vec<u8>, Vec<u8>), ArchiveError> {
    let mut body = Writer::default();
    compiled.write(&mut body);
    for half in [&body.half, &body.other] {
        u32::try_from(half.letters.len().max(half.numbers.len())).map_err(|_| ArchiveError::Damaged)?;
    }
    Ok(([MAGIC.as_slice(), &body.half.bytes()].concat(), body.other.bytes()))
}

/// Reads the bytes that [`encode`] wrote.
///
/// # Errors
///
/// See [`ArchiveError`]; no bytes make it panic.
pub fn decode(bytes: &[u8]) -> Result<Compiled, ArchiveError> {
    read(Reader::open(bytes.strip_prefix(MAGIC).ok_or(ArchiveError::NotAnArchive)?))
}

/// Reads the first of the two [`halves`]: titles, numbers and days of the documents, what their paragraphs are called
/// and how long they are, and the links with what is told of them. All else is empty, and the texts are blank.
///
/// # Errors
///
/// As [`decode`].
pub fn opening(bytes: &[u8]) -> Result<Compiled, ArchiveError> {
    let halves = Left::of(bytes.strip_prefix(MAGIC).ok_or(ArchiveError::NotAnArchive)?);
    let (first, []) = halves.ok_or(ArchiveError::Damaged)? else { return Err(ArchiveError::Damaged) };
    read(Reader::<false>::new(first, Left::default()))
}

fn read<const WHOLE: bool>(mut body: Reader<'_, WHOLE>) -> Result<Compiled, ArchiveError> {
    let compiled = Compiled::read(&mut body);
    if body.is_at_end() { Ok(compiled) } else { Err(ArchiveError::Damaged) }
}

/// Eight hexadecimal digits over everything in it but the digits themselves: FNV-1a of the encoded bytes
/// (G. Fowler, L. C. Noll, K.-P. Vo, 1991), folded to 32 bits.
///
/// # Errors
///
/// As [`encode`].
pub fn fingerprint(compiled: &Compiled) -> Result<String, ArchiveError> {
    let bare = Compiled { fingerprint: String::new(), ..compiled.clone() };
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = encode(&bare)?.iter().fold(0xcbf2_9ce4_8422_2325_u64, step);
    Ok(format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff)))
}
