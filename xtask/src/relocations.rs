//! What the linker leaves in a program for whoever would cut it (`parts.rs`), taken out of one that is not cut.

use crate::sections::{HEAD, Section, sections};
use anyhow::Result;

/// The program without what the linker has left for whoever would cut it, which the optimizer does not understand.
///
/// # Errors
/// When it is no whole program.
pub(crate) fn without(program: &[u8]) -> Result<Vec<u8>> {
    let is_for_linking = |section: &&Section| {
        section.name().is_some_and(|name| name == b"linking" || name.starts_with(b"reloc."))
    };
    let mut kept = HEAD.to_vec();
    sections(program)?.iter().filter(|section| !is_for_linking(section)).for_each(|s| kept.extend(s.whole));
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_linker_left_is_taken_out_and_nothing_else() -> Result<()> {
        let section = |id: u8, body: &[u8]| [&[id, body.len() as u8], body].concat();
        let custom = |name: &[u8]| section(0, &[&[name.len() as u8], name, b"123"].concat());
        let (head, code) = (b"\0asm\x01\0\0\0".to_vec(), section(10, &[1, 2, 3]));
        let whole = [head.clone(), custom(b"linking"), code.clone(), custom(b"reloc.CODE"), custom(b"name")];
        assert_eq!(without(&whole.concat())?, [head, code, custom(b"name")].concat());
        assert!(without(b"\0asm").is_err());
        assert!(without(b"\0asm\x01\0\0\0\x0a\xff").is_err());
        Ok(())
    }
}
