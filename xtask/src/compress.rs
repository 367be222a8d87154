//! What a file weighs on the way, and the bytes that are sent for it.

use anyhow::Result;
use std::io::Write;

/// As every browser and server understands it.
///
/// # Errors
/// None, while memory lasts.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    // Without a name and a time, so that the same bytes give the same bytes.
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// As browsers ask for it over an encrypted connection: a fifth smaller.
///
/// # Errors
/// None, while memory lasts.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams::default();
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn compression_is_the_strongest_and_gives_the_text_back() -> Result<()> {
        let text = "migration and development ".repeat(1_000).into_bytes();
        let (gzip, brotli) = (gzip(&text)?, brotli(&text)?);
        assert!(gzip.len() < 200 && brotli.len() < 100);
        let mut read = Vec::new();
        flate2::read::GzDecoder::new(&*gzip).read_to_end(&mut read)?;
        assert_eq!(read, text);
        read.clear();
        brotli::BrotliDecompress(&mut &*brotli, &mut read)?;
        assert_eq!(read, text);
        Ok(())
    }
}
