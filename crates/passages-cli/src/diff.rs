//! `curate diff`.

mod changes;

use crate::corpus::{asked, compiled, read};
use crate::output;
use crate::progress::Progress;
use crate::terminal::{Style, width, wrapped};
use changes::{Change, Edition};
use passages_core::compare::{Edit, Run};
use passages_core::corpus::Corpus;
use passages_core::problem::Severity;
use passages_core::source::Source;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(dir: &Path, old: &str, new: &str, json: bool, progress: Progress) -> ExitCode {
    let mut editions = Vec::new();
    let mut problems = Vec::new();
    for what in [old, new] {
        match asked(dir, what) {
            Ok(found) => editions.push(found),
            Err(found) => problems.extend(found),
        }
    }
    let Ok([then, now]) = <[_; 2]>::try_from(editions) else { return output::report(&problems) };
    // The others stay as they are; what is compared takes the place of what it is an edition of.
    let files = if dir.exists() { read(dir, progress) } else { passages_files::Files::default() };
    let mut problems = [then.problems, now.problems, files.problems].concat();
    let is_edition = |source: &Source| {
        let name = passages_core::parse::parse(source).0.name;
        name == then.document.name || name == now.document.name || source.path == then.source.path
    };
    let others: Vec<Source> = files.sources.into_iter().filter(|source| !is_edition(source)).collect();
    let edition = |source: &Source, name: &str| Source {
        editing: passages_core::source::Editing { name: Some(name.to_owned()), ..source.editing.clone() },
        ..source.clone()
    };
    let mut open = |sources: Vec<Source>| {
        let (compiled, found) = compiled(&sources, files.vocabulary.clone(), &[], progress);
        problems.extend(found);
        Corpus::new(compiled)
    };
    let (old_name, new_name) = ("old edition", "new edition");
    let (then_source, now_source) = (edition(&then.source, old_name), edition(&now.source, new_name));
    let both = open(vec![then_source.clone(), now_source.clone()]);
    let mut with = |source: Source| open([others.as_slice(), &[source]].concat());
    let (before, after) = (with(then_source), with(now_source));
    let changes = changes::changes(
        &both,
        &Edition { corpus: &before, name: old_name },
        &Edition { corpus: &after, name: new_name },
    );
    problems.retain(|problem| problem.severity == Severity::Error);
    let refused = output::report(&problems);
    if json {
        return output::worse(output::lines(changes.iter()), refused);
    }
    let style = Style::out();
    let mut lines = Vec::new();
    changes.iter().filter(|change| change.tells()).for_each(|change| set(change, style, &mut lines));
    lines.push(summary(&changes));
    output::worse(output::text(lines.into_iter()), refused)
}

/// A change as people read it.
fn set(change: &Change, style: Style, lines: &mut Vec<String>) {
    let keys = match (&change.then, &change.now) {
        (Some(then), Some(now)) if then == now => then.clone(),
        (Some(then), Some(now)) => format!("{then} → {now}"),
        (then, now) => then.iter().chain(now).cloned().collect(),
    };
    let kept = change.kept.map_or(String::new(), |kept| format!(", {:.0} % of the words kept", kept * 100.0));
    lines.push(style.bold(&format!("{keys}  {}{kept}", change.change)));
    if !change.words.is_empty() {
        lines.extend(wrapped("    ", &change.words, width()));
    }
    let all = [
        ("tag", &change.tags.removed, '-'),
        ("tag", &change.tags.added, '+'),
        ("link", &change.links.removed, '-'),
        ("link", &change.links.added, '+'),
    ];
    for (what, list, sign) in all {
        lines.extend(list.iter().map(|one| format!("    {sign} {what} {one}")));
    }
    lines.push(String::new());
}

fn summary(changes: &[Change]) -> String {
    let of = |kind: &str| changes.iter().filter(|change| change.change == kind).count();
    let sum = |f: fn(&Change) -> usize| changes.iter().map(f).sum::<usize>();
    format!(
        "{} as they were, {} renamed, {} edited, {} reworded, {} new, {} dropped; tags +{} -{}, links +{} -{}",
        of("same"),
        of("renamed"),
        of("edited"),
        of("reworded"),
        of("new"),
        of("dropped"),
        sum(|c| c.tags.added.len()),
        sum(|c| c.tags.removed.len()),
        sum(|c| c.links.added.len()),
        sum(|c| c.links.removed.len()),
    )
}

/// Two texts as one: `[-deleted-]` and `{+inserted+}`, long stretches that stay cut to their ends.
pub(crate) fn marked(runs: &[Run], then: &str, now: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let last = runs.len().saturating_sub(1);
    for (nth, run) in runs.iter().enumerate() {
        out.push(match run.edit {
            Edit::Deleted => format!("[-{}-]", run.then.of(then)),
            Edit::Inserted => format!("{{+{}+}}", run.now.of(now)),
            Edit::Kept => shortened(run.now.of(now), nth > 0, nth < last),
        });
    }
    out.join(" ")
}

/// Words at either end of a stretch that stays.
const AROUND: usize = 6;

fn shortened(text: &str, before: bool, after: bool) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= 2 * AROUND + 2 {
        return words.join(" ");
    }
    let first =
        if before { words.iter().take(AROUND).copied().collect::<Vec<_>>().join(" ") } else { String::new() };
    let rest: Vec<&str> =
        if after { words.iter().skip(words.len() - AROUND).copied().collect() } else { Vec::new() };
    format!("{first} … {}", rest.join(" ")).trim().to_owned()
}
