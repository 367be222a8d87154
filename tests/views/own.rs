//! A visitor's own documents: read, corrected, put beside the others, marked wherever they are named, forgotten.

use super::html::{all, text, texts};
use super::{english, known, page, page_as};
use leptos::prelude::*;
use passages::browser::reader::{Told, ask, lend_reader};
use passages::desk::{Said, Stage, doing};
use passages::explorer::Explorer;
use passages::i18n::{HEADS, Head, fill};
use passages::later;
use passages::library;
use passages::views::add::problems::told;
use passages_core::intake::{Intake, Taken, Trouble};
use passages_core::problem::{Problem, ProblemKind};
use passages_core::setting::Mode;
use passages_core::state::{View, ViewState};
use passages_formats::collection::{Collection, Entry};
use passages_reader::Reader;
use std::cell::RefCell;
use std::rc::Rc;

const NOTE: &str = "NOTE ON REMITTANCES\n\n\
    1. Participants stressed that remittances of migrants should cost less to send.\n\n\
    2. France supports co-development with Mali.\n\n\
    3. The brain drain of nurses was noted.\n";

/// An explorer with a reader that answers at once.
pub(crate) fn explorer(address: &str, tag: &str) -> (Owner, Explorer) {
    lend_reader(|asked, corpus| {
        let mut reader = Reader::default();
        if let Some(corpus) = corpus {
            reader.supply(corpus.to_vec());
        }
        reader.begin(asked);
        while !reader.step() {}
        reader.answer()
    });
    page("");
    let owner = Owner::new();
    let state = ViewState::parse(address).0;
    let explorer = owner.with(|| Explorer::new(state, Mode::Public, vec![tag.to_owned()]));
    (owner, explorer)
}

/// The same with a document of the visitor's own beside the others.
fn with_note(address: &str, tag: &str) -> (Owner, Explorer) {
    let (owner, explorer) = explorer(address, tag);
    owner.with(|| {
        explorer.desk.lay_text(NOTE.to_owned());
        doing::go_on(explorer);
    });
    (owner, explorer)
}

pub(crate) fn html(owner: &Owner, explorer: Explorer, view: View) -> String {
    owner.with(|| untrack(|| later::view(explorer, view)).to_html())
}

/// Name of the first document on the desk, in the corpus in use.
fn name(explorer: Explorer) -> String {
    explorer.desk.with_untracked(|kept| kept.items[0].name.clone()).expect("it stands beside the others")
}

#[test]
fn the_view_says_in_every_language_what_can_be_added_and_that_nothing_leaves_the_device() {
    for language in HEADS.iter().filter_map(Head::known) {
        let (owner, explorer) = explorer("add", language.tag);
        let page = html(&owner, explorer, View::Add);
        assert_eq!(texts(&page, "h1"), [language.text.add_title]);
        let read = text(&page);
        for words in [language.text.own_promise, language.text.add_policy, language.text.add_none] {
            assert!(read.contains(words), "{}: {words}", language.tag);
        }
        let inputs = all(&page, "input");
        assert!(inputs.iter().any(|i| i.get("type") == Some("file") && i.get("multiple").is_some()));
    }
}

#[test]
fn s6_in_a_page_around_it_nothing_is_asked_for_and_every_language_says_where_documents_are_added() {
    for language in HEADS.iter().filter_map(Head::known) {
        let (owner, mut explorer) = explorer("add", language.tag);
        explorer.framed = true;
        let page = html(&owner, explorer, View::Add);
        assert_eq!(texts(&page, "h1"), [language.text.add_title]);
        assert!(text(&page).contains(language.text.add_framed), "{}", language.tag);
        for asking in ["input", "textarea", "button"] {
            assert!(all(&page, asking).is_empty(), "{}: {asking}", language.tag);
        }
        let links = all(&page, "a");
        let [link] = &links[..] else { panic!("{}: {} links", language.tag, links.len()) };
        assert_eq!(link.text(), language.text.full_open);
        assert_eq!((link.get("target"), link.get("rel")), (Some("_blank"), Some("noopener")));
        assert!(link.get("href").is_some_and(|href| href.starts_with("#add")));
    }
}

#[test]
fn a_text_is_read_and_stands_marked_beside_the_others() {
    let before = library::corpus().len();
    let (owner, explorer) = with_note("add", "en");
    let kept = explorer.desk.with_untracked(|kept| (kept.said.clone(), kept.items[0].stage.clone()));
    assert_eq!(kept, (Said::Gathered, Stage::Read));
    let corpus = library::corpus();
    let name = name(explorer);
    assert!(name.starts_with("own-") && library::is_own(&name), "{name}");
    assert_eq!(corpus.len(), before + 3);
    let own: Vec<u32> = corpus.paragraphs_of(&name).collect();
    assert!(own.iter().any(|ix| corpus.links_of(*ix).next().is_some()), "it is linked");

    let page = html(&owner, explorer, View::Add);
    assert!(text(&page).contains(english().add_here));
    assert_eq!(explorer.selection.with_untracked(|s| s.rows.len()), before + 3);

    // Marked in words wherever it is named.
    let mark = format!("[{}]", english().own_mark);
    let document = corpus.document(&name).expect("it is there");
    let short = format!("{} {mark}", document.short);
    assert_eq!(library::short(known("en"), document), short);
    assert!(library::citation(known("en"), own[0]).ends_with(&mark));
    for view in [View::Home, View::Frameworks] {
        assert!(text(&html(&owner, explorer, view)).contains(&short), "{view:?}");
    }
    for address in [
        format!("find=remittances&document={name}"),
        format!("compare=A/CONF.191/L.7,{name}"),
        format!("read={name}"),
        "map".to_owned(),
        format!("collection&pick={name}:1"),
    ] {
        explorer.show(ViewState::parse(&address).0);
        let view = explorer.state.with_untracked(|s| s.view);
        assert!(text(&html(&owner, explorer, view)).contains(&mark), "{address}");
    }
    explorer.show(ViewState::parse(&format!("read={name}")).0);
    let read = html(&owner, explorer, View::Read);
    assert!(texts(&read, "header.masthead").concat().contains(english().own_promise));
}

#[test]
fn a_citation_of_it_says_that_it_is_a_private_copy_and_leads_back_to_it() {
    let (_owner, explorer) = with_note("add", "en");
    let corpus = library::corpus();
    let first = corpus.paragraphs_of(&name(explorer)).next().expect("a passage");
    let cited = library::cited(explorer.language(), first, None);
    assert!(cited.ends_with(&format!(") [{}]", english().own_cited)), "{cited}");
    let found = passages_core::citation::destination(&cited, &corpus).expect("a place");
    assert_eq!(found.passage, Some(corpus.id(first)));
    // Others say nothing of the kind.
    let other = corpus.find("A/CONF.191/L.7:4").expect("a passage");
    assert_eq!(library::cited(explorer.language(), other, None), "(A/CONF.191/L.7, para. 4)");
    let seventh = corpus.find("A/CONF.191/L.7:7");
    let several = library::cited(explorer.language(), other, seventh);
    assert_eq!(several, "(A/CONF.191/L.7, para. 4 – para. 7)");
    let across = library::cited(explorer.language(), other, Some(first));
    assert_eq!(across, format!("(A/CONF.191/L.7, para. 4) – {cited}"));
}

#[test]
fn what_is_forgotten_is_gone_and_its_address_says_what_it_needs() {
    let before = library::corpus().fingerprint().to_owned();
    let (owner, explorer) = with_note("add", "en");
    let name = name(explorer);
    assert_ne!(library::corpus().fingerprint(), before);
    owner.with(|| doing::forget(explorer, None));
    assert_eq!(library::corpus().fingerprint(), before);
    assert!(explorer.desk.with_untracked(|kept| kept.items.is_empty()));
    let html = page(&format!("read={name}"));
    assert!(texts(&html, "p.notice").contains(&english().notice_own.to_owned()));
    assert!(!text(&page("")).contains(&format!("[{}]", english().own_mark)));
}

#[test]
fn several_are_read_one_after_the_other_and_one_of_them_can_be_taken_out() {
    let before = library::corpus().documents().len();
    let (owner, explorer) = explorer("add", "en");
    owner.with(|| {
        explorer.desk.lay_text(NOTE.to_owned());
        explorer.desk.lay_text(NOTE.replace("REMITTANCES", "NURSES"));
        explorer.desk.lay_text(" \n".to_owned());
        doing::go_on(explorer);
    });
    assert_eq!(library::corpus().documents().len(), before + 2);
    let refused = explorer.desk.with_untracked(|kept| kept.items[2].stage.clone());
    assert!(matches!(&refused, Stage::Refused(trouble) if trouble.code() == "empty"), "{refused:?}");
    let page = html(&owner, explorer, View::Add);
    assert_eq!(texts(&page, "p.refused").len(), 1);
    assert!(texts(&page, "p.refused")[0].starts_with(english().trouble_empty));

    owner.with(|| doing::want(explorer, 1, false));
    assert_eq!(library::corpus().documents().len(), before + 1);
    let names =
        explorer.desk.with_untracked(|kept| kept.items.iter().map(|i| i.name.is_some()).collect::<Vec<_>>());
    assert_eq!(names, [false, true, false]);
    assert!(text(&html(&owner, explorer, View::Add)).contains(english().add_not_here));
    library::put_back();
}

#[test]
fn what_is_said_of_it_its_text_and_its_tags_can_be_corrected() {
    let (owner, explorer) = with_note("add", "en");
    let id = explorer.desk.with_untracked(|kept| kept.items[0].id);
    let tags = |key: &str| {
        let draft = explorer.desk.with_untracked(|kept| kept.items[0].draft.clone()).expect("read");
        let at = draft.document.paragraphs.iter().position(|p| p.key == key).expect("a paragraph");
        let corpus = library::corpus();
        let name = |ix: u16| corpus.vocabulary().term(ix).map(|t| t.id.clone()).unwrap_or_default();
        draft.annotations[at].terms().into_iter().map(name).collect::<Vec<_>>()
    };
    let has = |key: &str, term: &str| tags(key).iter().any(|t| t == term);
    assert!(has("1", "remittances") && !has("1", "refugees"));
    owner.with(|| doing::tag(explorer, id, "1", "refugees", true));
    owner.with(|| doing::tag(explorer, id, "1", "remittances", false));
    assert!(has("1", "refugees") && !has("1", "remittances"));
    // Back again leaves nothing said by hand.
    owner.with(|| doing::tag(explorer, id, "1", "refugees", false));
    owner.with(|| doing::tag(explorer, id, "1", "remittances", true));
    assert!(!has("1", "refugees") && has("1", "remittances"));
    assert!(explorer.desk.with_untracked(|kept| kept.items[0].source.editing.tags.is_empty()));

    owner.with(|| {
        doing::correct(explorer, id, |source| source.editing.title = Some("Another title".to_owned()))
    });
    owner.with(|| doing::correct(explorer, id, |source| source.text.push_str("\n4. A fourth one.\n")));
    assert!(text(&html(&owner, explorer, View::Add)).contains(english().add_changed));
    owner.with(|| doing::want(explorer, id, true));
    let corpus = library::corpus();
    let document = corpus.document(&name(explorer)).expect("it is there");
    assert_eq!((document.title.as_str(), document.paragraphs.len()), ("Another title", 4));
    library::put_back();
}

#[test]
fn what_should_be_looked_at_is_told_in_the_language_of_the_page_with_its_line() {
    let torn = "NOTE ON REMITTANCES\n\n1. Participants stressed that remittances cost too much.\n\n\
        4. France supports co-development with Mali.\n\n5.\n";
    for (tag, line, skipped) in [
        ("fr", "Ligne 5", "Le paragraphe 4 suit le paragraphe 1."),
        ("ar", "السطر 5", "الفقرة \u{2068}4\u{2069} تلي الفقرة \u{2068}1\u{2069}."),
    ] {
        let (owner, explorer) = explorer("add", tag);
        owner.with(|| {
            explorer.desk.lay_text(torn.to_owned());
            doing::go_on(explorer);
            // Of a paragraph and a term that are not there.
            doing::tag(explorer, 1, "9", "remittances", true);
        });
        let language = known(tag);
        let html = html(&owner, explorer, View::Add);
        let told = texts(&html, "ol.problems").concat();
        assert!(told.contains(&format!("{line} {skipped}")), "{told}");
        let seventh = fill(language.text.add_line, &[("n", "7")]);
        assert!(told.contains(&format!("{seventh} {}", language.text.problem_bare_label)), "{told}");
        // What was said on the page stands on no line.
        let nine = if tag == "ar" { "\u{2068}9\u{2069}" } else { "9" };
        let unknown = fill(language.text.problem_unknown_paragraph, &[("this", "9")]);
        assert!(told.contains(nine) && told.contains(&unknown), "{told}");
        assert!(!told.contains(&fill(language.text.add_line, &[("n", "0")])), "{told}");
        let list = html.split("class=\"problems\"").nth(1).and_then(|rest| rest.split("</ol>").next());
        assert!(list.is_some_and(|list| !list.contains("lang=\"en\"")), "{html}");
        library::put_back();
    }
}

#[test]
fn every_kind_of_problem_has_words_and_fills_in_its_values() {
    for language in HEADS.iter().filter_map(Head::known) {
        let mut seen = Vec::new();
        for kind in ProblemKind::ALL {
            let problem = Problem::warning("a", None, "message", "hint").of(kind, &["first", "second"]);
            let words = told(&language.text, &problem).expect("words");
            assert!(!words.contains(['{', '}']) && !seen.contains(&words), "{}: {words}", language.tag);
            seen.push(words);
        }
        assert_eq!(told(&language.text, &Problem::warning("a", None, "message", "hint")), None);
    }
}

#[test]
fn neither_an_embedded_page_nor_an_exhibit_takes_documents_in() {
    for mode in [Mode::Embed, Mode::Kiosk] {
        let html = page_as(mode, "add", &["en"]);
        assert!(!html.contains("type=\"file\""), "{mode:?}");
        assert!(!text(&html).contains(english().add_title), "{mode:?}");
    }
    assert!(text(&page("")).contains(english().add_title));
    assert!(text(&page("collection")).contains(english().add_title));
    assert!(text(&page("about")).contains(english().add_policy));
}

#[test]
fn every_trouble_is_told_in_every_language() {
    let refused = |code: &str| {
        let (cause, remedy) = (String::new(), String::new());
        Trouble::Refused { code: code.to_owned(), cause, remedy }
    };
    for tag in ["en", "ar"] {
        let language = known(tag);
        let told = |trouble: &Trouble| passages::components::trouble::words(language, trouble);
        assert_eq!(told(&refused("too-many-bytes")), language.text.trouble_large);
        assert_eq!(told(&refused("leads-outside")), language.text.trouble_hostile);
        assert_eq!(told(&Trouble::LaterVersion), language.text.trouble_later_version);
        assert_eq!(told(&Trouble::Missing), language.text.take_missing);
        assert_eq!(told(&refused("of a later program")), language.text.take_stopped);
    }
}

#[test]
fn a_collection_that_is_opened_takes_the_place_of_the_documents_of_the_page() {
    let (owner, explorer) = with_note("", "en");
    let documents = library::corpus().documents().len();
    let own = explorer.desk.with_untracked(|kept| vec![kept.items[0].source.clone()]);
    let saved = Rc::new(RefCell::new(Vec::new()));
    let (title, kept) = ("Documents of a unit".to_owned(), Rc::clone(&saved));
    let tell = move |told| {
        if let Told::Answer(Ok(Taken::File(file))) = told {
            kept.replace(file.bytes);
        }
    };
    ask(&Intake::Save { title: title.clone(), own }, library::base(), Box::new(tell)).expect("a reader");
    owner.with(|| doing::forget(explorer, None));
    assert_eq!(library::corpus().documents().len(), documents - 1);

    owner.with(|| doing::open(explorer, saved.take()));
    assert_eq!(explorer.desk.with_untracked(|kept| kept.said.clone()), Said::Opened);
    assert_eq!(library::corpus().documents().len(), documents);
    // Of a collection, none is the visitor's.
    assert_eq!(library::count_own(), 0);
    assert_eq!(texts(&html(&owner, explorer, View::Home), "h1"), [title]);

    // What is brought joins these, and goes again without them.
    owner.with(|| {
        explorer.desk.lay_text(NOTE.replace("REMITTANCES", "NURSES"));
        doing::go_on(explorer);
    });
    assert_eq!((library::corpus().documents().len(), library::count_own()), (documents + 1, 1));
    owner.with(|| doing::close(explorer));
    assert_eq!((library::corpus().documents().len(), library::count_own()), (documents, 1));
    owner.with(|| doing::forget(explorer, None));
    assert_eq!(texts(&page(""), "h1"), [english().home_sentence]);

    owner.with(|| doing::open(explorer, b"PK no collection".to_vec()));
    let said = explorer.desk.with_untracked(|kept| kept.said.clone());
    assert!(matches!(said, Said::Failed(_)), "{said:?}");
    assert_eq!(texts(&page(""), "h1"), [english().home_sentence]);
}

/// A vocabulary of a theme, and a crosswalk of its own.
const THEMES: &str = r#"[[family]]
id = "light"
label = { en = "Light", fr = "Lumière", es = "Luz", ru = "Свет", ar = "الضوء", zh = "光" }

[[theme]]
id = "lantern"
family = "light"
label = { en = "Lanterns", fr = "Lanternes", es = "Faroles", ru = "Фонари", ar = "الفوانيس", zh = "灯笼" }
forms = ["lantern"]
"#;
const FRAMEWORKS: &str = r#"[[framework]]
id = "quay"
label = { en = "Charter of the Quay", fr = "Charte du quai", es = "Carta del muelle", ru = "Хартия причала", ar = "ميثاق الرصيف", zh = "码头宪章" }
source = "Q/1"

[[objective]]
id = "quay-7"
framework = "quay"
number = "7"
label = { en = "Light the lanterns", fr = "Allumer les lanternes", es = "Encender los faroles", ru = "Зажечь фонари", ar = "إضاءة الفوانيس", zh = "点亮灯笼" }
through = [{ theme = "lantern", note = "A lantern gives light." }]
"#;

#[test]
fn of_documents_that_nobody_gave_a_title_the_first_page_says_how_many_there_are() {
    let entry = |name: &str| Entry::new(name, None, NOTE.to_owned(), String::new(), &[]);
    let of = |entries: Vec<Entry>| {
        let (title, vocabulary) = (String::new(), vec![("themes.toml".to_owned(), THEMES.to_owned())]);
        let collection = Collection { title, entries, vocabulary, compiled: None, problems: Vec::new() };
        collection.write().expect("a file")
    };
    let three = of(vec![entry("A/1"), entry("A/2"), entry("A/3")]);
    // Two others are not those that lie five years apart.
    let two = of(vec![entry("A/1"), entry("A/2")]);
    for (bytes, tag, expected) in [
        (&three, "en", "3 documents, and the threads between their paragraphs."),
        (&three, "fr", "3 documents et les fils qui relient leurs paragraphes."),
        (&two, "en", "2 documents, and the threads between their paragraphs."),
    ] {
        let (owner, explorer) = explorer("", tag);
        owner.with(|| doing::open(explorer, bytes.clone()));
        assert_eq!(texts(&html(&owner, explorer, View::Home), "h1"), [expected]);
        owner.with(|| doing::close(explorer));
    }
}

#[test]
fn a_symbol_is_meant_to_the_letter_where_there_is_such_a_document() {
    let entry = |name: &str| Entry::new(name, None, NOTE.to_owned(), String::new(), &[]);
    let vocabulary = vec![("themes.toml".to_owned(), THEMES.to_owned())];
    let entries = vec![entry("A/1"), entry("A/1/Add.1"), entry("A/10")];
    let collection =
        Collection { title: String::new(), entries, vocabulary, compiled: None, problems: Vec::new() };
    let bytes = collection.write().expect("a file");
    let (owner, explorer) = explorer("", "en");
    owner.with(|| doing::open(explorer, bytes));
    for (query, count) in [("symbol:A/1", 3), ("symbol:A/1/Add", 3), ("symbol:A/", 9)] {
        explorer.show(ViewState::parse("find=").0.looking_for(query));
        assert_eq!(explorer.selection.with_untracked(|s| s.rows.len()), count, "{query}");
    }
    owner.with(|| doing::close(explorer));
}

#[test]
fn with_another_vocabulary_a_document_on_the_desk_shows_the_terms_of_that() {
    let vocabulary = vec![("themes.toml".to_owned(), THEMES.to_owned())];
    let entries =
        vec![Entry::new("A/QUAY/1", None, "1. The lantern is lit.\n".to_owned(), String::new(), &[])];
    let collection = Collection {
        title: "Of the quay".to_owned(),
        entries,
        vocabulary,
        compiled: None,
        problems: Vec::new(),
    };
    let bytes = collection.write().expect("a file");
    let (owner, explorer) = with_note("add", "en");
    let terms = || {
        let corpus = library::corpus();
        let draft = explorer.desk.with_untracked(|kept| kept.items[0].draft.clone()).expect("a draft");
        let ixs = draft.annotations.iter().flat_map(|annotation| annotation.terms().to_vec());
        ixs.map(|ix| corpus.vocabulary().term(ix).map(|term| term.id.clone())).collect::<Vec<_>>()
    };
    let of_the_page = terms();
    assert!(of_the_page.contains(&Some("remittances".to_owned())), "{of_the_page:?}");
    owner.with(|| doing::open(explorer, bytes));
    assert_eq!(terms(), []);
    assert!(explorer.desk.with_untracked(|kept| !kept.items[0].changed), "the visitor has changed nothing");
    owner.with(|| doing::close(explorer));
    assert_eq!(terms(), of_the_page);
}

#[test]
fn a_collection_with_another_crosswalk_shows_the_names_of_its_own() {
    let received = "A/QUAY/1\n\n1. The lantern is lit.\n\n2. Another lantern burns.\n";
    let collection = Collection {
        title: "Of the quay".to_owned(),
        entries: vec![Entry::new("A/QUAY/1", None, received.to_owned(), String::new(), &[])],
        vocabulary: vec![
            ("frameworks.toml".to_owned(), FRAMEWORKS.to_owned()),
            ("themes.toml".to_owned(), THEMES.to_owned()),
        ],
        compiled: None,
        problems: Vec::new(),
    };
    let bytes = collection.write().expect("a file");
    for (tag, framework, objective) in [
        ("en", "Charter of the Quay", "7 Light the lanterns"),
        ("fr", "Charte du quai", "7 Allumer les lanternes"),
        ("ar", "ميثاق الرصيف", "7 إضاءة الفوانيس"),
    ] {
        let (owner, explorer) = explorer("frameworks", tag);
        let names = |explorer: Explorer| texts(&html(&owner, explorer, View::Frameworks), "h2");
        let of_the_page = names(explorer);
        assert!(of_the_page.len() > 1 && !of_the_page.contains(&framework.to_owned()), "{of_the_page:?}");
        owner.with(|| doing::open(explorer, bytes.clone()));
        let page = html(&owner, explorer, View::Frameworks);
        assert!(texts(&page, "h2").contains(&framework.to_owned()), "{tag}: {:?}", texts(&page, "h2"));
        assert!(text(&page).contains(objective), "{tag}");
        assert!(of_the_page.iter().take(2).all(|name| !text(&page).contains(name)), "{of_the_page:?}");
        // Where it is a value to filter by, and in the address of what bears on it.
        explorer.show(ViewState::parse("find=&objective=quay-7").0);
        assert!(text(&html(&owner, explorer, View::Find)).contains(objective), "{tag}");
        owner.with(|| doing::close(explorer));
        assert_eq!(names(explorer), of_the_page);
    }
}
