//! What a WebAssembly module consists of, as far as it is looked into: sections, and numbers in them.

use anyhow::{Context, Result, bail};

/// The magic number and the version, with which a module begins.
pub(crate) const HEAD: &[u8; 8] = b"\0asm\x01\0\0\0";

/// A section of a module.
pub(crate) struct Section<'a> {
    /// What it holds: 0 is anything under a name.
    pub(crate) id: u8,
    pub(crate) body: &'a [u8],
    /// The same with its number and length.
    pub(crate) whole: &'a [u8],
}

impl Section<'_> {
    /// The name of one that holds anything.
    pub(crate) fn name(&self) -> Option<&[u8]> {
        let (length, text) = unsigned(self.body).ok().filter(|_| self.id == 0)?;
        text.get(..length)
    }
}

/// The sections of a module, or of several that stand one behind the other: their heads cannot be taken for sections, since
/// that would have a longer name than it has bytes.
///
/// # Errors
/// When a module is not whole.
pub(crate) fn sections(file: &[u8]) -> Result<Vec<Section<'_>>> {
    let mut rest = file.strip_prefix(HEAD).context("this is no program")?;
    let mut sections = Vec::new();
    while let Some((id, after)) = rest.split_first() {
        if let Some(next) = rest.strip_prefix(HEAD) {
            rest = next;
            continue;
        }
        let (length, body) = unsigned(after)?;
        let (body, next) = body.split_at_checked(length).context("a section is cut short")?;
        let whole = rest.get(..rest.len() - next.len()).unwrap_or_default();
        sections.push(Section { id: *id, body, whole });
        rest = next;
    }
    Ok(sections)
}

/// An unsigned number in LEB128, and what follows it.
///
/// # Errors
/// When it does not end.
pub(crate) fn unsigned(bytes: &[u8]) -> Result<(usize, &[u8])> {
    let (mut number, mut shift) = (0_usize, 0);
    for (at, byte) in bytes.iter().enumerate().take(5) {
        number |= usize::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            return Ok((number, bytes.get(at + 1..).unwrap_or_default()));
        }
    }
    bail!("a number in a program does not end")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_found_in_one_module_and_in_several_behind_each_other() -> Result<()> {
        let first = [&HEAD[..], &[0, 2, 1, b'a'], &[10, 1, 7]].concat();
        let second = [&HEAD[..], &[5, 3, 1, 0, 1]].concat();
        let file = [&first[..], &second].concat();
        let found: Vec<_> = sections(&file)?.iter().map(|s| (s.id, s.body.len(), s.whole.len())).collect();
        assert_eq!(found, [(0, 2, 4), (10, 1, 3), (5, 3, 5)]);
        let names: Vec<_> = sections(&file)?.iter().map(|s| s.name().map(<[u8]>::to_vec)).collect();
        assert_eq!(names, [Some(b"a".to_vec()), None, None]);
        for cut in [0, 4, 9, 11, first.len() - 1] {
            assert!(sections(&file[..cut]).is_err(), "{cut}");
        }
        Ok(())
    }

    #[test]
    fn numbers_are_read_as_they_are_written() -> Result<()> {
        assert_eq!(unsigned(&[0x7f, 1])?, (127, &[1][..]));
        assert_eq!(unsigned(&[0x80, 0x80, 0x01])?, (16_384, &[][..]));
        assert!(unsigned(&[0x80]).is_err() && unsigned(&[]).is_err());
        Ok(())
    }
}
