//! What the workshop makes of the real corpus, from the bytes that the page would hand over.

use super::{compiled, corpus};
use passages_core::archive;
use passages_core::compare::{Sides, contrast};
use passages_core::export::{self, Format, Source};
use passages_core::job::{Answer, Export, Fault, Job, Workshop};
use passages_core::quote::quote;
use passages_core::select::select;
use passages_core::state::{View, ViewState};

fn workshop() -> Workshop {
    let mut workshop = Workshop::default();
    workshop.supply(archive::encode(&compiled().0).expect("the corpus is small"));
    workshop
}

fn wanted(address: &str, format: &str) -> Export {
    let text = str::to_owned;
    Export {
        format: text(format),
        address: text(address),
        base: text("https://example.org/passages/"),
        title: text("Cherché : « migrants »"),
        language: text("fr"),
        caution: text("Ceci n’est pas un produit officiel."),
    }
}

fn done(workshop: &mut Workshop, job: &Job) -> Result<Answer, Fault> {
    workshop.begin(&job.encode());
    while !workshop.step() {}
    Answer::decode(&workshop.answer())
}

fn exported(workshop: &mut Workshop, export: Export) -> Result<Answer, Fault> {
    done(workshop, &Job::Export(export))
}

#[test]
fn every_format_is_made_as_without_the_workshop() {
    let workshop = &mut workshop();
    for format in Format::ALL {
        for address in [
            "",
            "find=remittances",
            "find=zebra",
            "map&theme=co-development&min=0.40",
            "collection&pick=A/CONF.191/L.7:7,letter-2006-04-13:annex.h",
            "%00&=<script>",
        ] {
            let wanted = wanted(address, format.id());
            let Ok(Answer::File(file)) = exported(workshop, wanted.clone()) else {
                panic!("{format:?} of {address}");
            };
            let state = ViewState::parse(address).0;
            let selection = select(corpus(), &state);
            let whole = format!("{}#{address}", wanted.base);
            let source = Source {
                corpus: corpus(),
                selection: &selection,
                picked: if state.view == View::Collection { &selection.picked } else { &[] },
                title: &wanted.title,
                address: &whole,
                version: env!("CARGO_PKG_VERSION"),
                language: &wanted.language,
                caution: &wanted.caution,
            };
            assert_eq!(file.name, export::file_name(format, &source));
            assert_eq!(file.media_type, format.media_type());
            assert!(file.bytes == export::write(format, &source).as_bytes(), "{format:?} of {address}");
        }
    }
    assert_eq!(exported(workshop, wanted("", "docx")), Err(Fault::UnknownFormat));
}

#[test]
fn documents_are_held_against_each_other_as_without_the_workshop() {
    let workshop = &mut workshop();
    for documents in [vec![0, 1], vec![1, 0, 0], vec![1], vec![], vec![0, usize::MAX]] {
        let expected = contrast(corpus(), &Sides::by_date(corpus(), &documents));
        let found = done(workshop, &Job::Contrast(documents.clone()));
        assert!(found == Ok(Answer::Contrast(Box::new(expected))), "{documents:?}");
    }
    let two = contrast(corpus(), &Sides::by_date(corpus(), &[0, 1]));
    assert!(two.alignment.pairs.len() > 5 && two.terms.len() > 5 && !two.wordings.is_empty());
    let nothing = &mut Workshop::default();
    assert_eq!(done(nothing, &Job::Contrast(vec![0, 1])), Err(Fault::NoCorpus));
    assert_eq!(done(nothing, &Job::Quote(String::new())), Err(Fault::NoCorpus));
}

#[test]
fn what_is_pasted_is_looked_up_as_without_the_workshop() {
    let workshop = &mut workshop();
    let mut texts = vec![String::new(), "zebras\0 sing of seven silver moons".to_owned()];
    for ix in corpus().indices() {
        let (_, paragraph) = corpus().get(ix).expect("a passage");
        texts.push(paragraph.text.clone());
        // Every ninth word is another one.
        let words = paragraph.text.split(' ').enumerate();
        let altered = words.map(|(at, word)| if at % 9 == 4 { "zebra" } else { word });
        texts.push(altered.collect::<Vec<_>>().join(" "));
    }
    for text in texts {
        let expected = quote(corpus(), &text);
        assert_eq!(done(workshop, &Job::Quote(text)), Ok(Answer::Quote(expected)));
    }
}
