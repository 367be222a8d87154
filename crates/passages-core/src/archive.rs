//! Corpus <-> bytes. The only file that knows the embedded format, which is private and made anew with every build.

use crate::corpus::Compiled;
use std::fmt;

/// Marks the format; raised when it changes.
const MAGIC: &[u8; 8] = b"PASSAGE2";

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
    let body = postcard::to_allocvec(compiled).map_err(|_| ArchiveError::Damaged)?;
    Ok([MAGIC.as_slice(), &body].concat())
}

/// Reads the bytes that [`encode`] wrote.
///
/// # Errors
///
/// See [`ArchiveError`]; no bytes make it panic.
pub fn decode(bytes: &[u8]) -> Result<Compiled, ArchiveError> {
    let body = bytes.strip_prefix(MAGIC).ok_or(ArchiveError::NotAnArchive)?;
    postcard::from_bytes(body).map_err(|_| ArchiveError::Damaged)
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
