//! How much memory the programs may take: each is linked with a limit (its `build.rs`), so that what goes wrong in one
//! stops that one and not the machine. Whatever is done with a program after that must keep it.

use crate::sections::{sections, unsigned};
use crate::workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// The most that any program may take, in bytes.
const MOST_BYTES: usize = 1 << 30;
/// Bytes of a page, in which memory is counted.
const PAGE_BYTES: usize = 1 << 16;
/// Programs with a memory of their own: the page, the workshop and the reader. The parts of the page share that of the page.
const PROGRAMS: usize = 3;

/// Numbers of sections, and of what is imported.
const IMPORTS: u8 = 2;
const MEMORIES: u8 = 5;
const FUNCTION: u8 = 0;
const TABLE: u8 = 1;
const MEMORY: u8 = 2;
const GLOBAL: u8 = 3;

/// A memory that a module has or is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Memory {
    /// Whether it is another module's.
    is_shared: bool,
    /// The most that it may be, in bytes.
    most: Option<usize>,
}

/// Prints the limits of the built page, and holds that there are some.
///
/// # Errors
/// When a program has none or a larger one than any needs, or there is no built page.
pub(crate) fn hold() -> Result<()> {
    hold_in(&workspace::dist(&workspace::root()?))
}

fn hold_in(dist: &Path) -> Result<()> {
    let mut own = 0;
    for name in workspace::files_in(dist, "")?.iter().filter(|name| name.ends_with(".wasm")) {
        let file = fs::read(dist.join(name))?;
        for memory in memories(&file).with_context(|| format!("cannot look into {name}"))? {
            let most = memory.most.with_context(|| format!("the memory of {name} has no limit"))?;
            if most > MOST_BYTES {
                bail!("{name} may take {most} bytes of memory, where {MOST_BYTES} are enough");
            }
            if !memory.is_shared {
                own += 1;
                println!("{:>6} MiB    {name}", most >> 20);
            }
        }
    }
    if own != PROGRAMS {
        bail!("{own} programs in {} have a memory of their own, and not {PROGRAMS}", dist.display());
    }
    Ok(())
}

/// The memories of all modules in a file.
fn memories(file: &[u8]) -> Result<Vec<Memory>> {
    let mut found = Vec::new();
    for section in sections(file)? {
        let is_shared = section.id == IMPORTS;
        if !is_shared && section.id != MEMORIES {
            continue;
        }
        let (count, mut rest) = unsigned(section.body)?;
        for _ in 0..count {
            let most;
            (most, rest) =
                if is_shared { imported(rest)? } else { limits(rest).map(|(m, r)| (Some(m), r))? };
            found.extend(most.map(|pages| Memory { is_shared, most: pages.map(|pages| pages * PAGE_BYTES) }));
        }
    }
    Ok(found)
}

/// The limit of a memory or a table, and what follows.
type Limited<'a, T> = (T, &'a [u8]);

/// One import: the limit in pages if it is a memory, and what follows it.
fn imported(entry: &[u8]) -> Result<Limited<'_, Option<Option<usize>>>> {
    let short = "an import is cut short";
    let mut rest = entry;
    for _ in ["of which module", "by which name"] {
        let (length, text) = unsigned(rest)?;
        rest = text.get(length..).context(short)?;
    }
    let (kind, rest) = rest.split_first().context(short)?;
    Ok(match *kind {
        FUNCTION => (None, unsigned(rest)?.1),
        TABLE => (None, limits(rest.get(1..).context(short)?)?.1),
        MEMORY => limits(rest).map(|(most, rest)| (Some(most), rest))?,
        GLOBAL => (None, rest.get(2..).context(short)?),
        kind => bail!("an import is of the kind {kind}, which none is"),
    })
}

/// From how many to how many, where there is a most; and what follows.
fn limits(bytes: &[u8]) -> Result<Limited<'_, Option<usize>>> {
    let (flags, rest) = unsigned(bytes)?;
    let (_, rest) = unsigned(rest)?;
    if flags & 1 == 0 {
        return Ok((None, rest));
    }
    unsigned(rest).map(|(most, rest)| (Some(most), rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sections::HEAD;

    fn module(id: u8, body: &[u8]) -> Vec<u8> {
        [&HEAD[..], &[id, body.len() as u8], body].concat()
    }

    const fn memory(is_shared: bool, most: Option<usize>) -> Memory {
        Memory { is_shared, most }
    }

    #[test]
    fn s9_the_limit_of_a_memory_is_read_whether_it_is_had_or_given() -> Result<()> {
        assert_eq!(memories(&module(MEMORIES, &[1, 1, 2, 16]))?, [memory(false, Some(16 << 16))]);
        assert_eq!(memories(&module(MEMORIES, &[1, 0, 2]))?, [memory(false, None)]);
        let imports = [
            &[5][..],
            &[1, b'a', 1, b'f', FUNCTION, 3],
            &[1, b'a', 1, b't', TABLE, 0x70, 1, 1, 9],
            &[1, b'a', 1, b'm', MEMORY, 1, 2, 0x80, 0x40],
            &[1, b'a', 1, b'g', GLOBAL, 0x7f, 1],
            &[1, b'a', 1, b'n', MEMORY, 0, 2],
        ];
        let part = module(IMPORTS, &imports.concat());
        let shared = [memory(true, Some(8192 << 16)), memory(true, None)];
        assert_eq!(memories(&part)?, shared);
        // Small parts travel in one file.
        let several = [part, module(10, &[0]), module(MEMORIES, &[1, 1, 1, 1])].concat();
        assert_eq!(memories(&several)?, [&shared[..], &[memory(false, Some(1 << 16))]].concat());
        assert!(memories(&module(IMPORTS, &[1, 1, b'a', 1, b'x', 9])).is_err());
        assert!(memories(&module(MEMORIES, &[1, 1, 2])).is_err());
        Ok(())
    }

    #[test]
    fn s9_a_program_without_a_limit_or_with_too_large_a_one_is_told() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("passages-memory-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let limited = module(MEMORIES, &[1, 1, 1, 0x80, 0x40]);
        for name in ["page.wasm", "workshop.wasm", "reader.wasm"] {
            fs::write(folder.join(name), &limited)?;
        }
        assert!(hold_in(&folder).is_ok());
        for (program, told) in [
            (module(MEMORIES, &[1, 0, 1]), "has no limit"),
            (module(MEMORIES, &[1, 1, 1, 0x81, 0x80, 0x01]), "are enough"),
            (module(10, &[0]), "of their own"),
        ] {
            fs::write(folder.join("reader.wasm"), program)?;
            let fault = hold_in(&folder).err().map(|fault| format!("{fault:#}")).unwrap_or_default();
            assert!(fault.contains(told), "{told}: {fault}");
        }
        Ok(fs::remove_dir_all(&folder)?)
    }
}
