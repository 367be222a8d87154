//! Every fault that the explorer is to survive has a test that carries its number, where `docs/tested.md` says; and so has
//! every other requirement of that list.

use super::{File, files, root};
use std::fs;

/// The numbers of all faults; those between them are no faults of a page like this.
const FAULTS: [u32; 25] =
    [1, 2, 4, 5, 6, 7, 8, 10, 12, 13, 15, 16, 20, 21, 24, 25, 26, 28, 30, 32, 33, 34, 36, 38, 39];

/// The other requirements, by letter, and how many there are of each: security, embedding, running, accessibility, exhibits.
const OTHERS: [(char, u32); 5] = [('S', 9), ('E', 7), ('R', 8), ('A', 12), ('K', 16)];

/// The words of a name: "f30_f32_sizes" and "F24 at /a/" alike.
fn says(name: &str, id: &str) -> bool {
    name.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word.eq_ignore_ascii_case(id))
}

/// What a test is called, from what stands after `fn`, `name:` and the like.
fn name(rest: &str) -> Option<&str> {
    match rest.chars().next() {
        Some(quote @ ('"' | '`')) => rest.split(quote).nth(1),
        Some(first) if first.is_ascii_lowercase() => rest.split('(').next(),
        _ => None,
    }
}

/// The names of the tests in a file.
fn names(file: &File) -> Vec<&str> {
    let starts = ["fn ", "name: ", "test(", "fault("];
    let lines = file.text.lines().map(str::trim_start);
    lines
        .flat_map(|line| starts.into_iter().filter_map(move |start| line.strip_prefix(start)))
        .filter_map(name)
        .collect()
}

/// The rows of the table of faults: number, and the files that hold its tests.
fn rows() -> Vec<(String, Vec<String>)> {
    let text = fs::read_to_string(root().join("docs/tested.md")).expect("a text");
    let cells = |line: &str| -> Vec<String> { line.split('|').map(|cell| cell.trim().to_owned()).collect() };
    let rows = text.lines().map(cells).filter(|cells| {
        cells.len() == 5 && cells[1].strip_prefix('F').is_some_and(|number| number.parse::<u32>().is_ok())
    });
    rows.map(|row| {
        let named = row[3].split('`').skip(1).step_by(2).map(str::to_owned).collect();
        (row[1].clone(), named)
    })
    .collect()
}

#[test]
fn every_fault_has_a_test_that_carries_its_number() {
    let rows = rows();
    let told: Vec<&str> = rows.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(told, FAULTS.map(|number| format!("F{number}")));
    let tests: Vec<File> =
        files("tests", &[".mjs", ".rs"]).into_iter().chain(files("crates", &[".rs"])).collect();
    for (id, named) in rows {
        assert!(!named.is_empty(), "{id} has no test");
        for path in named {
            let file =
                tests.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{id}: no {path}"));
            assert!(names(file).iter().any(|name| says(name, &id)), "no test of {path} is named by {id}");
        }
    }
}

#[test]
fn every_other_requirement_has_a_test_that_carries_its_number() {
    let all = ["tests", "crates", "xtask"].map(|folder| files(folder, &[".mjs", ".rs"]));
    let names: Vec<&str> = all.iter().flatten().flat_map(names).collect();
    let told = fs::read_to_string(root().join("docs/tested.md")).expect("a text");
    for (letter, count) in OTHERS {
        for number in 1..=count {
            let id = format!("{letter}{number}");
            assert!(names.iter().any(|name| says(name, &id)), "no test is named by {id}");
        }
        let row = format!("| {letter}1 to {letter}{count} |");
        assert!(told.contains(&row), "docs/tested.md has no row {row}");
    }
}
