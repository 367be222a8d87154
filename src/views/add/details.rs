//! What is said of a document: its name, title, language and provenance, each guess with its reason.

use super::field;
use crate::desk::doing;
use crate::dom::{Element, Event, el};
use crate::explorer::Explorer;
use crate::i18n::{Text, fill};
use passages_core::intake::{Field, Why};
use passages_core::source::Editing;

pub(super) fn details(explorer: Explorer, id: u32) -> Element {
    let text = &explorer.language().text;
    let mut form = el("div").class("fields-form");
    let (editing, guesses) = explorer
        .desk
        .with_item(id, |item| (item.source.editing.clone(), item.guesses.clone()))
        .unwrap_or_default();
    for of in Field::ALL {
        let place = format!("{}-{id}", of.id());
        let guess = guesses.iter().find(|guess| guess.field == of);
        let hint = guess.map(|guess| {
            let words = fill(text.add_guess, &[("why", why(text, guess.why))]);
            el("span").class("fine").attr("id", format!("{place}-why")).child(words)
        });
        let change = move |event: Event| {
            let value = event.value();
            let value = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
            doing::correct(explorer, id, |source| *part(&mut source.editing, of) = value);
        };
        let mut editing = editing.clone();
        let value = part(&mut editing, of).take().unwrap_or_default();
        let input = el("input")
            .attr("type", "text")
            .attr("maxlength", "400")
            .attr("dir", "auto")
            .attr("autocomplete", "off")
            .attr("aria-describedby", hint.is_some().then(|| format!("{place}-why")))
            .attr("value", value)
            .on("change", change);
        form = form.child(field(place, name(text, of), input).child(hint));
    }
    el("details").child(el("summary").child(text.add_details)).child(form)
}

fn name(text: &Text, field: Field) -> &'static str {
    match field {
        Field::Name => text.field_name,
        Field::Short => text.field_short,
        Field::Language => text.field_language,
        Field::Title => text.field_title,
        Field::Received => text.field_received,
    }
}

fn part(editing: &mut Editing, field: Field) -> &mut Option<String> {
    match field {
        Field::Name => &mut editing.name,
        Field::Short => &mut editing.short,
        Field::Language => &mut editing.language,
        Field::Title => &mut editing.title,
        Field::Received => &mut editing.received,
    }
}

fn why(text: &Text, why: Why) -> &'static str {
    match why {
        Why::Symbol => text.why_symbol,
        Why::KindAndDate => text.why_kind_and_date,
        Why::FirstWords => text.why_first_words,
        Why::FileName => text.why_file_name,
        Why::PlaceAndYear => text.why_place_and_year,
        Why::FileSays => text.why_file_says,
        Why::Letters => text.why_letters,
        Why::SmallWords => text.why_small_words,
        Why::Capitals => text.why_capitals,
        Why::FirstHeading => text.why_first_heading,
        Why::Properties => text.why_properties,
        Why::Origin => text.why_origin,
    }
}
