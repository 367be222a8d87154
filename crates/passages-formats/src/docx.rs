//! Word documents: Office Open XML, ECMA-376 part 1 (WordprocessingML).
//!
//! What is deleted in tracked changes is left out, what is inserted is kept; numbers that Word counts by itself are
//! counted here too, because in the text of a document they are its labels.

mod body;
mod numbering;
mod styles;

use crate::encoding::decode;
use crate::format::Format;
use crate::refusal::Refusal;
use crate::xml::{Piece, Xml};
use crate::zip::Zip;
use crate::{Reading, blocks::Blocks};
use numbering::Numbering;
use passages_core::problem::{Problem, ProblemKind};
use styles::Styles;

/// What the file is called in a refusal.
const KIND: &str = "Word";

/// Reads a ZIP file as a Word document.
///
/// # Errors
/// [`Refusal::Kind`] where it is another kind of ZIP file, and what [`Zip`] and [`Xml`] refuse.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Reading, Refusal> {
    let mut zip = Zip::open(bytes)?;
    let main = match main_part(&mut zip)? {
        Some(main) if zip.has(&main) => main,
        _ => return Err(Refusal::Kind(other(&zip))),
    };
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let mut beside = |part: &str| text(&mut zip, &format!("{folder}/{part}"));
    let styles = beside("styles.xml")?.map(|text| Styles::read(&text)).transpose()?.unwrap_or_default();
    let numbering =
        beside("numbering.xml")?.map(|text| Numbering::read(&text)).transpose()?.unwrap_or_default();
    let notes = [beside("footnotes.xml")?, beside("endnotes.xml")?];
    let document = text(&mut zip, &main)?.ok_or(Refusal::Broken(KIND))?;
    let mut body = body::Body::new(styles, numbering);
    body.read(&document)?;
    for notes in notes.iter().flatten() {
        body.read(notes)?;
    }
    let pictures = body.pictures;
    let blocks: Blocks = body.finish();
    let mut reading = Reading::of(Format::Docx, blocks.finish()?);
    if pictures > 0 {
        let message = format!("{pictures} pictures or drawings are left out");
        let hint = "if one of them holds text of the document, type it where it belongs";
        let problem = Problem::warning(name, None, message, hint);
        reading.problems.push(problem.of(ProblemKind::PicturesLeftOut, &[&pictures.to_string()]));
    }
    reading.title = title(&mut zip)?;
    Ok(reading)
}

fn text(zip: &mut Zip<'_>, part: &str) -> Result<Option<String>, Refusal> {
    let Some(bytes) = zip.part(part)? else { return Ok(None) };
    decode(part, &bytes).map(|(text, _, _)| Some(text)).map_err(|_| Refusal::Broken(KIND))
}

/// The part that the package calls its document: "word/document.xml", in most.
fn main_part(zip: &mut Zip<'_>) -> Result<Option<String>, Refusal> {
    let Some(types) = text(zip, "[Content_Types].xml")? else { return Ok(None) };
    let mut xml = Xml::new(&types, KIND);
    let mut found = None;
    while let Some(piece) = xml.next()? {
        if let Piece::Start(element) = piece
            && element.name == "Override"
            && element.get("ContentType").is_some_and(|kind| {
                kind.contains("wordprocessingml.document.main")
                    || kind.contains("wordprocessingml.template.main")
                    || kind.contains("ms-word.document.macroEnabled.main")
            })
        {
            found = found.or(element.get("PartName").map(|part| part.trim_start_matches('/').to_owned()));
        }
    }
    Ok(found)
}

/// What a ZIP file is that holds no Word document.
fn other(zip: &Zip<'_>) -> &'static str {
    [
        ("xl/workbook.xml", "a spreadsheet"),
        ("ppt/presentation.xml", "a presentation"),
        ("META-INF/container.xml", "an e-book"),
        ("content.xml", "an OpenDocument file"),
    ]
    .into_iter()
    .find(|(part, _)| zip.has(part))
    .map_or("an archive", |(_, kind)| kind)
}

/// What the properties of the file call it.
fn title(zip: &mut Zip<'_>) -> Result<Option<String>, Refusal> {
    let Some(properties) = text(zip, "docProps/core.xml")? else { return Ok(None) };
    let mut xml = Xml::new(&properties, KIND);
    let mut inside = false;
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Start(element) => inside = element.name == "title",
            Piece::End => inside = false,
            Piece::Text(text) if inside && !text.trim().is_empty() => {
                return Ok(Some(text.trim().to_owned()));
            }
            Piece::Text(_) => {}
        }
    }
    Ok(None)
}
