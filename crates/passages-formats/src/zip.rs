//! A ZIP file, opened under limits; what it holds is expanded one part at a time, and nothing is written anywhere.

mod packing;

pub(crate) use packing::pack;

use crate::limits::{EXPANDED_BYTES, RATIO, RATIO_FROM_BYTES, ZIP_ENTRIES};
use crate::refusal::{Excess, Refusal};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};

/// An open ZIP file.
pub(crate) struct Zip<'a> {
    archive: ZipSliceArchive<&'a [u8]>,
    entries: Vec<Entry>,
    /// Bytes that may still come out of it.
    left: usize,
}

struct Entry {
    name: String,
    way: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
}

const BROKEN: Refusal = Refusal::Broken("ZIP or Word");

impl<'a> Zip<'a> {
    /// Reads the directory.
    ///
    /// # Errors
    /// [`Refusal::Broken`], [`Refusal::Locked`], [`Refusal::Escapes`] for a name that leads outside, and
    /// [`Excess::Entries`].
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let archive = ZipArchive::from_slice(bytes).map_err(|_| BROKEN)?;
        let mut entries = Vec::new();
        let mut records = archive.entries();
        while let Some(record) = records.next_entry().map_err(|_| BROKEN)? {
            if entries.len() >= ZIP_ENTRIES {
                return Err(Refusal::TooMuch(Excess::Entries));
            }
            if record.flags().is_encrypted() {
                return Err(Refusal::Locked);
            }
            let name = String::from_utf8_lossy(record.file_path().as_ref()).replace('\\', "/");
            let has_drive = name.as_bytes().get(1) == Some(&b':');
            if name.starts_with('/') || has_drive || name.split('/').any(|piece| piece == "..") {
                return Err(Refusal::Escapes);
            }
            entries.push(Entry { name, way: record.wayfinder(), method: record.compression_method() });
        }
        Ok(Self { archive, entries, left: EXPANDED_BYTES })
    }

    /// The names of all parts, as they stand in the file.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str())
    }

    /// Whether a part is there; case makes no difference.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    fn find(&self, name: &str) -> Option<&Entry> {
        let name = name.trim_start_matches('/');
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// A part, expanded; `None` where there is none of this name.
    ///
    /// # Errors
    /// [`Refusal::Broken`] where it is damaged, and [`Excess::Expanded`].
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(entry) = self.find(name) else { return Ok(None) };
        let found = self.archive.get_entry(entry.way).map_err(|_| BROKEN)?;
        let data = found.data();
        let limit = self.left.min((data.len() * RATIO).max(RATIO_FROM_BYTES));
        let expanded = match entry.method {
            CompressionMethod::STORE if data.len() <= limit => data.to_vec(),
            CompressionMethod::STORE => return Err(Refusal::TooMuch(Excess::Expanded)),
            CompressionMethod::DEFLATE => {
                decompress_to_vec_with_limit(data, limit).map_err(|fault| match fault.status {
                    TINFLStatus::HasMoreOutput => Refusal::TooMuch(Excess::Expanded),
                    _ => BROKEN,
                })?
            }
            _ => return Err(Refusal::Kind("a ZIP file of an unusual kind")),
        };
        self.left -= expanded.len();
        if rawzip::crc32(&expanded) != found.claim_verifier().crc {
            return Err(BROKEN);
        }
        Ok(Some(expanded))
    }
}
