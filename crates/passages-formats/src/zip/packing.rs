//! Files -> a ZIP file, the same bytes for the same files: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification"
//! 6.3.10, without what only larger files need.

use crate::limits::{RATIO, RATIO_FROM_BYTES};
use miniz_oxide::deflate::compress_to_vec;

/// Of 10: what is more takes longer and saves little.
const LEVEL: u8 = 6;
/// Version 2.0, names in UTF-8.
const HEAD: [u8; 4] = [20, 0, 0, 8];
/// The first of January 1980 at midnight: no file says when it was packed.
const DAY: [u8; 4] = [0, 0, 33, 0];

/// A ZIP file of these names and contents; together below 4 GiB.
pub(crate) fn pack(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, data) in files {
        let mut packed = compress_to_vec(data, LEVEL);
        // What would pass for a bomb is left as it is, and so is what does not get smaller.
        let is_bomb = data.len() > RATIO_FROM_BYTES && data.len() / RATIO >= packed.len();
        let is_stored = is_bomb || packed.len() >= data.len();
        if is_stored {
            packed.clone_from(data);
        }
        let method = if is_stored { [0, 0] } else { [8, 0] };
        let length = (name.len() as u16).to_le_bytes();
        let common: Vec<u8> = [
            &HEAD[..],
            &method,
            &DAY,
            &rawzip::crc32(data).to_le_bytes(),
            &four(packed.len()),
            &four(data.len()),
            &length,
            &[0, 0],
        ]
        .concat();
        // Made by the same version; no comment, on the first disk, and no attributes.
        directory.extend([&b"PK\x01\x02\x14\0"[..], &common, &[0; 10], &four(out.len())].concat());
        directory.extend_from_slice(name.as_bytes());
        out.extend([&b"PK\x03\x04"[..], &common, name.as_bytes(), &packed].concat());
    }
    let count = (files.len() as u16).to_le_bytes();
    let end = [&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &four(directory.len()), &four(out.len()), &[0, 0]];
    [out, directory, end.concat()].concat()
}

fn four(number: usize) -> [u8; 4] {
    (number as u32).to_le_bytes()
}
