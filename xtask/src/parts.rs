//! The program in parts: what a first visit does not need is cut out of it, and fetched when it is wanted.
//!
//! The cut has to be made between cargo and wasm-bindgen, where trunk has no hook; but trunk takes the wasm-bindgen that
//! it finds in `PATH`, and there it finds a script that calls `cargo xtask bindgen`. Where to cut is said in
//! `src/later.rs`; how it is done is the work of `wasm_split_cli_support`, as of J. Maitin-Shepard's prototype,
//! <https://github.com/wasm-bindgen/wasm-bindgen/issues/3939>: the call graph is read from the linker's relocations, and
//! what is reached through a cut alone goes into a module of its own.

use crate::step::run;
use crate::{digest, relocations, scripts, tools, workspace};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where `index.html` wants the link.
pub(crate) const MARKER: &str = "<!-- parts -->";
/// What the program calls the module that fetches its parts, before that has its name.
const LINK: &str = "./parts.js";
/// Only a program with a cut in it imports functions named so.
const CUT: &[u8] = b"__wasm_split_load_";
/// What stands in `public/parts.js` for the tables.
const TABLES: [&str; 2] = ["const FILES = [];", "const PARTS = {};"];
/// Modules of fewer bytes travel together in a file: there are as many of them as ways to share a function.
const SMALL: usize = 8_000;

/// Stands in for wasm-bindgen: cuts the program, where it has a cut, and hands its first part on.
///
/// # Errors
/// When the program cannot be cut, or wasm-bindgen ends with an error.
pub(crate) fn bindgen(arguments: &[OsString]) -> Result<()> {
    let root = workspace::root()?;
    let tools = tools::setup()?;
    let mut arguments = arguments.to_vec();
    let input = arguments.iter_mut().find(|a| Path::new(a).extension().is_some_and(|e| e == "wasm"));
    let mut link = None;
    if let Some(input) = input {
        let program = fs::read(&*input).with_context(|| format!("cannot read {}", input.display()))?;
        if program.windows(CUT.len()).any(|window| window == CUT) {
            let folder = folder(&root);
            let parts = cut(&program, &folder)?;
            let optimize = Optimizer { program: tools.wasm_opt(), options: options(&root)? };
            link = Some(finish(&root, &folder, parts, &optimize)?);
            *input = folder.join(MAIN).into();
            // The table of functions, through which the parts and the program call each other.
            arguments.push("--keep-lld-exports".into());
        } else if let Some(name) = Path::new(&*input).file_name() {
            let plain = root.join("target/cutter").join(name);
            fs::write(&plain, relocations::without(&program)?)?;
            *input = plain.into();
        }
    }
    run(Command::new(tools.wasm_bindgen()).args(&arguments))?;
    match link {
        Some(link) => rename_import(&arguments, &link),
        None => Ok(()),
    }
}

/// The first part, which wasm-bindgen goes on with.
const MAIN: &str = "main.wasm";

/// Where the parts wait for trunk to have done with the page.
fn folder(root: &Path) -> PathBuf {
    root.join("target/parts")
}

/// By part: the files that it needs, in the order in which they are joined, its own last.
type Parts = BTreeMap<String, Vec<String>>;

/// Cuts a program into `folder`.
fn cut(program: &[u8], folder: &Path) -> Result<Parts> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let main = folder.join(MAIN);
    let mut options = wasm_split_cli_support::Options::new(program);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = LINK;
    let cut = wasm_split_cli_support::transform(options).map_err(|error| anyhow::anyhow!("{error:?}"))?;
    Ok(cut.prefetch_map.into_iter().collect())
}

/// Makes a file smaller.
struct Optimizer {
    program: PathBuf,
    options: Vec<String>,
}

/// What `index.html` tells trunk to optimize the program with.
fn options(root: &Path) -> Result<Vec<String>> {
    let page = fs::read_to_string(root.join("index.html"))?;
    let line = page.lines().find(|line| line.contains("data-bin=\"passages\"")).unwrap_or_default();
    let options = line.split("data-wasm-opt-params=\"").nth(1).and_then(|rest| rest.split('"').next());
    let options = options.context("index.html says no data-wasm-opt-params for the program")?;
    Ok(options.split_whitespace().map(str::to_owned).collect())
}

/// Optimizes the parts, names their files by what is in them, and writes the module that fetches them; its name.
fn finish(root: &Path, folder: &Path, parts: Parts, optimizer: &Optimizer) -> Result<String> {
    let mut modules: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for stem in parts.values().flatten() {
        if modules.contains_key(stem) {
            continue;
        }
        let path = folder.join(format!("{stem}.wasm"));
        run(Command::new(&optimizer.program).arg(&path).arg("-o").arg(&path).args(&optimizer.options))?;
        modules.insert(stem.clone(), fs::read(&path)?);
        fs::remove_file(&path)?;
    }
    let Shelf { files, places } = shelf(modules);
    let mut named = Vec::new();
    for file in files {
        let name = format!("part-{}.wasm", digest::short(&file));
        fs::write(folder.join(&name), &file)?;
        named.push((name, digest::integrity(&file)));
    }
    let source = fs::read_to_string(root.join("public/parts.js"))?;
    if TABLES.iter().any(|table| source.matches(table).count() != 1) {
        bail!("public/parts.js has no place to put the parts in");
    }
    let [files, of_parts] = tables(&parts, &named, &places)?;
    let text = source.replace(TABLES[0], &files).replace(TABLES[1], &of_parts) + &exports(&parts)?;
    let text = scripts::without_comments(&text);
    fs::remove_file(folder.join(LINK)).context("the cut has made no module that fetches the parts")?;
    let name = format!("parts-{}.js", digest::short(text.as_bytes()));
    fs::write(folder.join(&name), text)?;
    Ok(name)
}

/// Files, and where the modules stand in them.
struct Shelf {
    files: Vec<Vec<u8>>,
    places: Places,
}

/// By module: the place of its file, and from where to where it stands in it, where it is not alone.
type Places = BTreeMap<String, (usize, Option<(usize, usize)>)>;

/// Puts the small modules into one file, the first, and each of the others into one of its own.
fn shelf(modules: BTreeMap<String, Vec<u8>>) -> Shelf {
    let mut shelf = Shelf { files: vec![Vec::new()], places: BTreeMap::new() };
    for (stem, module) in modules {
        let place = if module.len() < SMALL {
            let from = shelf.files[0].len();
            shelf.files[0].extend(&module);
            (0, Some((from, from + module.len())))
        } else {
            shelf.files.push(module);
            (shelf.files.len() - 1, None)
        };
        shelf.places.insert(stem, place);
    }
    shelf
}

/// The tables of the script. Names without `./`, since the files are none of the first load (`size.rs`).
fn tables(parts: &Parts, named: &[(String, String)], places: &Places) -> Result<[String; 2]> {
    let (mut files, mut of_parts) = ("const FILES = [\n".to_owned(), "const PARTS = {\n".to_owned());
    for (name, integrity) in named {
        writeln!(files, "  [\"{name}\", \"{integrity}\"],")?;
    }
    files.push_str("];");
    for (part, stems) in parts {
        let mut list = Vec::new();
        for (file, within) in stems.iter().filter_map(|stem| places.get(stem)) {
            list.push(within.map_or(format!("[{file}]"), |(from, to)| format!("[{file}, {from}, {to}]")));
        }
        writeln!(of_parts, "  {part}: [{}],", list.join(", "))?;
    }
    of_parts.push_str("};");
    Ok([files, of_parts])
}

/// The functions that the program imports.
fn exports(parts: &Parts) -> Result<String> {
    let mut exports = String::new();
    for part in parts.keys() {
        writeln!(
            exports,
            "\nexport const __wasm_split_load_{part} = (callback, value) => lend(\"{part}\", callback, value);"
        )?;
    }
    Ok(exports)
}

/// Calls the module that fetches the parts by its name, in what wasm-bindgen has written.
fn rename_import(arguments: &[OsString], link: &str) -> Result<()> {
    let value = |option: &str| {
        let mut rest = arguments.iter().map(|a| a.to_string_lossy().into_owned());
        while let Some(argument) = rest.next() {
            match argument.strip_prefix(option) {
                Some("") => return rest.next(),
                Some(value) => return value.strip_prefix('=').map(str::to_owned),
                None => {}
            }
        }
        None
    };
    let (folder, name) =
        value("--out-dir").zip(value("--out-name")).context("wasm-bindgen was told no place")?;
    let glue = Path::new(&folder).join(format!("{name}.js"));
    let text = fs::read_to_string(&glue).with_context(|| format!("cannot read {}", glue.display()))?;
    // Only where it is imported: in the program itself it goes on being called as it was.
    let renamed = text.replace(&format!("from \"{LINK}\""), &format!("from \"./{link}\""));
    if renamed == text {
        bail!("{} does not import {LINK}", glue.display());
    }
    Ok(fs::write(&glue, renamed)?)
}

/// Puts the parts of a staged program beside it, and makes the link to what fetches them; nothing for a program that is
/// whole.
///
/// # Errors
/// When the staged program names parts that are not there.
pub(crate) fn links(staging: &Path) -> Result<String> {
    let mut link = None;
    for entry in fs::read_dir(staging)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "js") {
            link = link.or(named_in(&fs::read_to_string(&path)?));
        }
    }
    let Some(link) = link else { return Ok(String::new()) };
    let folder = folder(&workspace::root()?);
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name == link || name.starts_with("part-") {
            fs::copy(&path, staging.join(&name))?;
        }
    }
    let text = fs::read(staging.join(&link)).with_context(|| format!("the program has no {link}"))?;
    let integrity = digest::integrity(&text);
    Ok(format!(
        r#"<link rel="modulepreload" data-parts="" href="./{link}" crossorigin="anonymous" integrity="{integrity}">"#
    ))
}

/// The module that a script imports its parts from.
fn named_in(script: &str) -> Option<String> {
    let (_, rest) = script.split_once("from \"./parts-").or_else(|| script.split_once("from './parts-"))?;
    let digits: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
    (digits.len() == 16).then(|| format!("parts-{digits}.js"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_modules_travel_together_and_each_part_finds_its_own_in_their_order() -> Result<()> {
        let parts = Parts::from([
            ("map".to_owned(), vec!["chunk_3".to_owned(), "chunk_1".to_owned(), "split_map".to_owned()]),
            ("views".to_owned(), vec!["chunk_3".to_owned(), "split_views".to_owned()]),
        ]);
        let modules = [("chunk_1", 3), ("chunk_3", 5), ("split_map", SMALL), ("split_views", SMALL + 1)];
        let modules = modules.map(|(stem, length)| (stem.to_owned(), vec![stem.len() as u8; length]));
        let Shelf { files, places } = shelf(BTreeMap::from(modules));
        assert_eq!(files.iter().map(Vec::len).collect::<Vec<_>>(), [8, SMALL, SMALL + 1]);
        let named: Vec<_> = (0..3).map(|n| (format!("part-{n}.wasm"), format!("sha384-{n}"))).collect();
        let [files, of_parts] = tables(&parts, &named, &places)?;
        for (name, integrity) in &named {
            assert_eq!(files.matches(&format!("[\"{name}\", \"{integrity}\"]")).count(), 1);
        }
        // What only others need comes before what needs it.
        assert!(of_parts.contains("  map: [[0, 3, 8], [0, 0, 3], [1]],"), "{of_parts}");
        assert!(of_parts.contains("  views: [[0, 3, 8], [2]],"), "{of_parts}");
        assert!(!files.contains("./"), "{files}");
        let exports = exports(&parts)?;
        assert!(exports.contains("export const __wasm_split_load_map = "), "{exports}");
        Ok(())
    }

    #[test]
    fn the_script_in_public_has_the_places_for_the_tables() -> Result<()> {
        let source = fs::read_to_string(workspace::root()?.join("public/parts.js"))?;
        for table in TABLES {
            assert_eq!(source.matches(table).count(), 1, "{table}");
        }
        Ok(())
    }

    #[test]
    fn a_script_that_imports_no_parts_is_whole() {
        let name = "parts-0123456789abcdef.js".to_owned();
        assert_eq!(named_in("import * as a from \"./parts-0123456789abcdef.js\";"), Some(name));
        assert_eq!(named_in("import * as a from \"./parts.js\";"), None);
        assert_eq!(named_in(""), None);
    }

    #[test]
    fn the_page_says_how_the_program_is_optimized() -> Result<()> {
        let options = options(&workspace::root()?)?;
        assert!(options.contains(&"-Oz".to_owned()) && options.len() > 5, "{options:?}");
        Ok(())
    }
}
