//! What is said of a document, as the `document.toml` of its folder.

use passages_core::intake::{Field, Guess, Why};
use passages_core::source::Editing;
use std::fmt::Write;

/// What stands before the reason of a guess.
pub const MARK: &str = "# guess:";

/// `document.toml`. A guess whose value still stands is marked, with its reason; `printed` is the title that was read.
pub fn document_toml(editing: &Editing, guesses: &[Guess], printed: &str) -> String {
    let mut out = String::from("# What the text does not say itself.");
    let guess_of = |field: Field, value: &str| guesses.iter().find(|g| g.field == field && g.value == value);
    let reason = |field: Field, value: &str| {
        guess_of(field, value).map_or(String::new(), |guess| format!(" {MARK} {}", sentence(guess.why)))
    };
    out.push_str(if guesses.is_empty() {
        "\n\n"
    } else {
        " Each line marked \"guess\" was filled in by the program:\n\
         # correct it or leave it, then delete the mark. `curate check` lists the marks that are left.\n\n"
    });
    let line = |out: &mut String, field: Field, value: &Option<String>, end: &str| {
        if let Some(value) = value {
            let _ = write!(out, "{} = {}{}\n{end}", field.id(), quoted(value), reason(field, value));
        }
    };
    line(&mut out, Field::Name, &editing.name, "");
    line(&mut out, Field::Short, &editing.short, "");
    for (language, short) in &editing.short_in {
        let _ = writeln!(out, "{}_{language} = {}", Field::Short.id(), quoted(short));
    }
    line(&mut out, Field::Language, &editing.language, "");
    out.push('\n');
    match &editing.title {
        None if printed.is_empty() => {}
        None => {
            let _ = writeln!(out, "# The title is read as: {}\n", printed.replace('\n', " "));
        }
        Some(title) => {
            if guess_of(Field::Title, title).is_some_and(|guess| guess.why == Why::Capitals) {
                out.push_str("# Printed in capitals; wording and punctuation unchanged.\n");
            }
            line(&mut out, Field::Title, &editing.title, "\n");
        }
    }
    line(&mut out, Field::Received, &editing.received, "");
    for (language, received) in &editing.received_in {
        let _ = writeln!(out, "{}_{language} = {}", Field::Received.id(), quoted(received));
    }
    entries(&mut out, editing);
    out
}

/// Notes, words in other languages, and tags.
fn entries(out: &mut String, own: &Editing) {
    for note in &own.notes {
        let _ = writeln!(out, "\n[[note]]\npara = {}\nat = {}", quoted(&note.para), quoted(&note.at));
        for (nth, (language, text)) in note.text.iter().enumerate() {
            let key = if nth == 0 { "text".to_owned() } else { format!("text_{language}") };
            let _ = writeln!(out, "{key} = {}", quoted(text));
        }
    }
    for words in &own.foreign {
        let (para, text, language) = (quoted(&words.para), quoted(&words.text), quoted(&words.language));
        let _ = writeln!(out, "\n[[foreign]]\npara = {para}\ntext = {text}\nlanguage = {language}");
    }
    for tag in &own.tags {
        let _ = writeln!(out, "\n[[tag]]\npara = {}\nterm = {}", quoted(&tag.para), quoted(&tag.term));
        if tag.not {
            out.push_str("not = true\n");
        }
    }
}

/// The reason of a guess, and what to do about it.
fn sentence(why: Why) -> &'static str {
    match why {
        Why::Symbol => "the symbol that is printed above the title",
        Why::KindAndDate => "no symbol is printed; the kind and the date in the title",
        Why::FirstWords => "no symbol is printed; the first words of the title",
        Why::FileName => "no symbol is printed; the name of the file",
        Why::PlaceAndYear => "place or kind, and year; at most two or three words",
        Why::FileSays => "the file says so",
        Why::Letters => "by its letters",
        Why::SmallWords => "by its small words",
        Why::Capitals => "set in sentence case; give names their capitals back",
        Why::FirstHeading => {
            "nothing stands above the first heading; is it the title of all, or of a chapter?"
        }
        Why::Properties => "no title was found; the properties of the file say so",
        Why::Origin => "say where the file came from, and when",
    }
}

/// A text as TOML writes it.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_as_toml_is_read_back() {
        let text = "a \"quoted\" \\ back\u{1}slash";
        assert_eq!(quoted(text), "\"a \\\"quoted\\\" \\\\ back\\u0001slash\"");
    }
}
